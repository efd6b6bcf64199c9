"""What a model is given at once: what it needs grows with the square of a text's length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from curbcut.core.model import Token

AT_ONCE = 120
"""Tokens. Source: ours; a model of ordinary size needs some 500 MB for their thousand sounds."""


def stretches(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield tokens in order, at most AT_ONCE at a time, cut after a stop wherever there is one."""
    while len(tokens) > AT_ONCE:
        stops = [at for at in range(AT_ONCE // 2, AT_ONCE) if tokens[at].stop]
        cut = stops[-1] + 1 if stops else AT_ONCE
        yield tokens[:cut]
        tokens = tokens[cut:]
    yield tokens
