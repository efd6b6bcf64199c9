"""Standing in for private names of WeasyPrint while one document is laid out, and for no longer (decision 013)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

_ONE = RLock()
"""WeasyPrint looks these names up in its modules: one document at a time may stand behind them."""


@contextmanager
def standing_in(*names: tuple[Any, str, Any]) -> Iterator[None]:
    """Let names of modules mean something else until the block ends, however it ends; other such blocks wait.

    names: module, name in it, what it means meanwhile
    """
    with _ONE:
        before = [(module, name, getattr(module, name)) for module, name, _ in names]
        try:
            for module, name, meanwhile in names:
                setattr(module, name, meanwhile)
            yield
        finally:
            for module, name, was in before:
                setattr(module, name, was)
