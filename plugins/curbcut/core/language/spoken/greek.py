"""Greek letters by their names. One or two are a sign; three and more are a word, which no voice of ours reads."""

from __future__ import annotations

import re

from curbcut.core.language.spoken.rule import Rule, before

_LETTERS = "αβγδεζηθικλμνξοπρστυφχψω"
_CHINESE = "阿尔法 贝塔 伽马 德尔塔 艾普西隆 泽塔 伊塔 西塔 约塔 卡帕 拉姆达 谬 纽 克西 奥密克戎 派 柔 西格玛 陶 宇普西隆 斐 希 普西 欧米伽"
_ENGLISH = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega"
_VARIANTS = {"ς": "σ", "ϐ": "β", "ϑ": "θ", "ϕ": "φ", "ϖ": "π", "ϰ": "κ", "ϱ": "ρ", "ϵ": "ε", "µ": "μ"}


def _names(listed: str) -> dict[str, str]:
    names = dict(zip(_LETTERS, listed.split(), strict=True))
    names |= {letter.upper(): name for letter, name in names.items()}
    return names | {variant: names[letter] for variant, letter in _VARIANTS.items()}


IN_CHINESE, IN_ENGLISH = _names(_CHINESE), _names(_ENGLISH)
_CLASS = "\u0370-\u03ff\u1f00-\u1fff"
FEW = re.compile(f"(?<![{_CLASS}])[{''.join(IN_CHINESE)}]{{1,2}}(?![{_CLASS}])")


def _named(found: re.Match[str]) -> str:
    return "".join(IN_CHINESE[letter] for letter in found[0])


def _micro(found: re.Match[str]) -> str | None:
    """Return 微 for the unit μm; a letter before it makes it a name."""
    return None if re.search("[A-Za-z]$", before(found, 1)) else "微米"


RULES = (
    Rule("μµ", re.compile("[μµ]m(?![A-Za-z])"), _micro),
    Rule("".join(IN_CHINESE), FEW, _named),
)
