"""What a typed answer says: accepted texts, a number with its tolerance, right or wrong."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from unicodedata import normalize

from curbcut.core.quizzes.names import FALSE, TRUE

_SPREAD = re.compile(r"±|\+/-|\+-")
_APART = re.compile(r"[；;]")


def accepted(text: str) -> tuple[str, ...]:
    """Return the texts of `背面；反面` that are accepted, the first one is shown as the answer."""
    return tuple(filter(None, (part.strip() for part in _APART.split(text))))


def verdict(text: str) -> bool | None:
    """Return what `对` or `错` says, None where a text is neither."""
    said = normalize("NFKC", text).strip(" 。.！!").lower()
    return True if said in TRUE else False if said in FALSE else None


def has_tolerance(text: str) -> bool:
    """Return whether an answer is written as a number with a tolerance."""
    return _SPREAD.search(normalize("NFKC", text)) is not None


def number(text: str) -> tuple[str, str] | None:
    """Return value and tolerance of `6 ± 0.5` as decimal texts (no tolerance is `0`), or None where it is no number."""
    typed = normalize("NFKC", text).replace("−", "-").strip(" 。")
    parts = _SPREAD.split(typed, maxsplit=1)
    value, tolerance = parts[0], parts[1] if len(parts) > 1 else "0"
    read = _decimal(value), _decimal(tolerance)
    if read[0] is None or read[1] is None or read[1] < 0:
        return None
    return _written(read[0]), _written(read[1])


def _decimal(text: str) -> Decimal | None:
    bare = re.sub(r"(?<=\d)[, ](?=\d{3}(?!\d))", "", text.strip())
    if not re.fullmatch(r"[+-]?(?:\d{1,15}(?:\.\d{0,9})?|\.\d{1,9})", bare, re.ASCII):
        return None
    try:
        return Decimal(bare)
    except InvalidOperation:
        return None


def _written(value: Decimal) -> str:
    """Return a number without an exponent and without zeros that say nothing."""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
