"""Addresses and ids: no two documents share one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from curbcut.core.findings import Finding, found
from curbcut.core.steps import Head


def check_addresses(heads: Iterable[Head]) -> Iterator[Finding]:
    """Yield a finding for each document whose address or id another one already has."""
    urls: dict[str, str] = {}
    ids: dict[tuple[str, str], str] = {}
    for head in sorted(heads, key=lambda head: head.path):
        other = urls.setdefault(head.url.casefold(), head.path)
        if other != head.path:
            yield found("address-taken", head.path, (1, 1), address=head.url, other=other)
        name = getattr(head.meta, "id", None)
        if name:
            other = ids.setdefault((str(name).casefold(), head.lang), head.path)
            if other != head.path:
                yield found("id-taken", head.path, (1, 1), id=name, other=other)
