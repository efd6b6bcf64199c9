"""What an English voice would leave out: signs by their names, times of day, amounts of money, Greek letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from curbcut.core.language.spans import Edit
from curbcut.core.language.spoken.greek import FEW, IN_ENGLISH

_SIGNS = {
    "%": "percent", "‰": "per mille", "°C": "degrees Celsius", "°F": "degrees Fahrenheit", "℃": "degrees Celsius",
    "℉": "degrees Fahrenheit", "°": "degrees", "²": "squared", "³": "cubed", "+": "plus", "=": "equals", "×": "times",
    "÷": "divided by", "≤": "at most", "≥": "at least", "≠": "not", "±": "plus or minus", "≈": "about", "€": "euros",
    "£": "pounds", "$": "dollars", "¥": "yuan", "￥": "yuan", "§": "section", "№": "number", "&": "and", "@": "at",
    "㎡": "square metres", "㎥": "cubic metres", "㎞": "kilometres", "㎝": "centimetres", "㎜": "millimetres",
    "㎏": "kilograms", "㎎": "milligrams",
}  # fmt: skip
_MONEY = {"€": "euro", "£": "pound", "$": "dollar", "¥": "yuan", "￥": "yuan"}
_MICRO = {"m": "metres", "g": "grams", "l": "litres", "L": "litres", "s": "seconds", "Sv": "sieverts"}
_FRACTIONS = {
    "½": "one half", "¼": "one quarter", "¾": "three quarters", "⅓": "one third", "⅔": "two thirds", "⅛": "one eighth",
    "⅕": "one fifth", "⅖": "two fifths", "⅗": "three fifths", "⅘": "four fifths", "⅜": "three eighths", "⅝": "five eighths",
}  # fmt: skip
_NUMBER = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"


def _clock(found: re.Match[str]) -> str:
    hour, minute = int(found["hour"]), found["minute"]
    if minute == "00":
        return f"{hour} o'clock" if 0 < hour <= 12 else f"{hour} hundred"
    return f"{hour} oh {minute[1]}" if minute[0] == "0" else f"{hour} {minute}"


def _money(found: re.Match[str]) -> str:
    name = _MONEY[found["coin"]]
    plural = "" if name == "yuan" or (found["amount"] == "1" and not found["many"]) else "s"
    return f"{found['amount']}{found['many'] or ''} {name}{plural}"


def _fraction(found: re.Match[str]) -> str:
    name = _FRACTIONS[found["fraction"]]
    return f" and {name.replace('one ', 'a ')}" if found["whole"] is not None else name


def _apart(found: re.Match[str], name: str) -> str:
    """Return a name with a space on each side that needs one."""
    text, start, end = found.string, found.start(), found.end()
    return " " * (text[start - 1 : start].strip() != "") + name + " " * text[end : end + 1].isalnum()


def _digits(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found[0])


_KINDS: dict[str, tuple[str, Callable[[re.Match[str]], str]]] = {
    "clock": (r"(?<![0-9:.])(?P<hour>[01]?[0-9]|2[0-4]):(?P<minute>[0-5][0-9])(?![0-9:])", _clock),
    "money": (
        rf"(?P<coin>[€£$¥￥]) ?(?P<amount>{_NUMBER})(?P<many> (?:thousand|million|billion)\b)?", _money,
    ),
    "fractions": (rf"(?P<whole>(?<=[0-9]) ?)?(?P<fraction>[{''.join(_FRACTIONS)}])", _fraction),
    "micro": (rf"[μµ](?P<unit>{'|'.join(_MICRO)})(?![A-Za-z])", lambda found: _apart(found, "micro" + _MICRO[found["unit"]])),
    "greek": (FEW.pattern, lambda found: _apart(found, " ".join(IN_ENGLISH[letter] for letter in found[0]))),
    "range": (r"(?<=[0-9]) ?[–—~～] ?(?=[0-9])", lambda found: " to "),
    "hash": (r"#(?=[0-9])", lambda found: "number "),
    "more": (r"[<>](?= ?[0-9])", lambda found: _apart(found, "less than" if found[0] == "<" else "more than")),
    "inside": (r"(?<=[A-Za-z])[&@](?=[A-Za-z])", lambda found: found[0]),
    "blank": ("_{4,}", lambda found: _apart(found, "blank")),
    "sign": ("|".join(map(re.escape, _SIGNS)), lambda found: _apart(found, _SIGNS[found[0]])),
    "other": ("[①-⓿❶-➓⑴-⒛Ⅰ-ⅿ]", _digits),
}  # fmt: skip
_ANY = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, (pattern, _) in _KINDS.items()))


def edits(text: str) -> Iterator[Edit]:
    """Yield what is said instead of signs, in an English text."""
    for found in _ANY.finditer(text):
        kind = next(kind for kind in _KINDS if found[kind] is not None)
        yield Edit(*found.span(), _KINDS[kind][1](found))
