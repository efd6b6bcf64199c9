"""Addresses on the net, which are named and not spelled, and passages of English, which are left alone."""

from __future__ import annotations

import re

from curbcut.core.language.spoken.rule import DIGITS, LETTERS, Rule, before

URL = (
    r"(?:[A-Za-z][A-Za-z0-9+.-]{0,15}://|www\.)[!-~]*[A-Za-z0-9/=&#_~-]"
    r"|(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.){1,5}(?:com|cn|net|org|gov|edu)"
    r"(?![A-Za-z0-9.-])(?:/[!-~]*[A-Za-z0-9/=&#_~-])?"
)
EMAIL = r"(?:mailto:)?[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+"
_LABEL = re.compile(r"(?:网址|网站|链接|地址|官网|主页|邮箱|邮件|信箱|Email|E-mail|email|e-mail|平台|入口|网)[：:]\s?$")
_VERB = re.compile(
    r"(?:访问|登录|登陆|打开|浏览|进入|点击|发送?[至到]|寄[至到]|提交[至到]|投[至到]|邮[至到]|报[至到]|通过|输入|关注|至|到|在|向|或|和|见) ?$"
)
_NOUN = re.compile(r"(?:网址|邮箱|链接|官网|网站|信箱) ?$")


def _address(found: re.Match[str]) -> str:
    """Return what is said instead of a URL or an e-mail address: the written page has it.

    source: research/speech.md, chapter 8 (what listeners wish to skip)
    """
    kind = "邮箱" if "@" in found[0] and "://" not in found[0] else "网址"
    front = before(found)
    if _LABEL.search(front) or _NOUN.search(front):
        return "见文字版"
    return f"文字版中的{kind}" if _VERB.search(front) else f"{kind}见文字版"


RULES = (
    Rule(LETTERS + DIGITS, re.compile(EMAIL, re.ASCII), _address),
    Rule(LETTERS + DIGITS, re.compile(URL, re.ASCII), _address),
)
_IN_ENGLISH = re.compile(rf"(?P<mail>{EMAIL})|(?P<net>{URL})", re.ASCII)


def english_addresses(text: str) -> list[tuple[int, int, str]]:
    """Return the addresses of an English text as (start, end, what is said instead)."""
    if "." not in text:
        return []
    return [
        (
            *found.span(),
            "the e-mail address in the text version" if found["mail"] else "the web address in the text version",
        )
        for found in _IN_ENGLISH.finditer(text)
    ]


_STRETCH = re.compile(r"[ -~\u00a0-\u024f–—‘’…]+")
_SENTENCE_LIKE = re.compile(r"(?<![A-Za-z/.@])[A-Za-z][A-Za-z'’]*[,;:]? [a-z]{2,}(?![A-Za-z]*[./@][A-Za-z])")
_WORD = re.compile(r"(?<![A-Za-z0-9/.@_-])[A-Za-z][A-Za-z'’]+(?![A-Za-z0-9/@_-]|\.[A-Za-z])")
_ENGLISH_WORDS = 3
"""From here a run of Latin words is a passage, whose numbers belong to the English voice (Room 305 of the centre)."""


def stretch(text: str, start: int) -> tuple[int, bool]:
    """Return where the run of Latin text that holds `start` ends, and whether it is a passage of English."""
    found = _STRETCH.match(text, start)
    if not found:
        return start, False
    run = found[0]
    is_passage = _SENTENCE_LIKE.search(run) is not None and len(_WORD.findall(run)) >= _ENGLISH_WORDS
    return found.end(), is_passage
