"""The texts of front matter that readers are told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

_UNTOLD = frozenset(
    {"allow", "file", "id", "kind", "lang", "lessons", "lexicon", "prerequisites", "renditions", "sign_video", "slug"}
)
"""Keys of front matter whose texts are for editors and programs."""


def told(meta: msgspec.Struct) -> Iterator[str]:
    """Yield every text of front matter that a format shows or says."""
    return _texts(msgspec.to_builtins(meta))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in _UNTOLD:
                yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)
