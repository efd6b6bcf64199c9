"""Addresses and ids: no two documents share one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from curbcut.core.checks.placing import TextOf, setting_place
from curbcut.core.findings import Finding, found
from curbcut.core.steps import Head


def check_addresses(heads: Iterable[Head], text_of: TextOf) -> Iterator[Finding]:
    """Yield a finding for each document whose address or id another one already has."""
    urls: dict[str, str] = {}
    ids: dict[tuple[str, str], str] = {}
    for head in sorted(heads, key=lambda head: head.path):
        other = urls.setdefault(head.url.casefold(), head.path)
        if other != head.path:
            at = setting_place(head.path, text_of(head.path), "slug", head.meta.slug)
            yield found("address-taken", head.path, at, address=head.url, other=other)
        name = getattr(head.meta, "id", None)
        if name:
            other = ids.setdefault((str(name).casefold(), head.lang), head.path)
            if other != head.path:
                at = setting_place(head.path, text_of(head.path), "id", str(name))
                yield found("id-taken", head.path, at, id=name, other=other)
