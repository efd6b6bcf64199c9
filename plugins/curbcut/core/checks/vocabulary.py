"""The words that sort documents: every topic, audience, district and life event is one the site knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

import msgspec

from curbcut.core.checks.placing import TextOf, setting_place
from curbcut.core.config import SiteConfig
from curbcut.core.fields import FIELDS
from curbcut.core.findings import ASK, Finding
from curbcut.core.options.telling import called, told
from curbcut.core.steps import Head
from curbcut.core.vocabularies import AUDIENCES, Vocabulary, in_language, lookup

_NO_DISTRICT = ("地区", "社区", "街区", "园区", "景区", "校区", "小区", "自治区")
"""Words that end like a district and name none."""


_EVERYBODY = {True: ("残疾人", "所有人"), False: ("disabled people", "everybody")}
"""What an audience may be called besides: one word for several groups."""


class _Words(msgspec.Struct):
    """One vocabulary, and what it has answered: a site says the same few words thousands of times."""

    vocabulary: Vocabulary
    asked: dict[str, bool]

    def knows(self, term: str) -> bool:
        known = self.asked.get(term)
        if known is None:
            known = self.asked[term] = bool(lookup(self.vocabulary, term))
        return known


def check_vocabulary(heads: Iterable[Head], config: SiteConfig, text_of: TextOf) -> Iterator[Finding]:
    """Yield the terms that no vocabulary of the site has; one that the site does not define is not checked."""
    tables = {"topic": config.topics, "audience": AUDIENCES, "life_event": config.life_events}
    words = {key: _Words(vocabulary, {}) for key, vocabulary in tables.items() if vocabulary}
    districts = _Words(config.districts, {}) if config.districts else None
    for head in heads:
        for key, known in words.items():
            for term in getattr(head.meta, key, ()):
                if not known.knows(term):
                    yield _unknown(head, key, term, known.vocabulary, text_of)
        if districts is None:
            continue
        district = getattr(head.meta, "district", "")
        if district and not districts.knows(district):
            yield _unknown(head, "district", district, districts.vocabulary, text_of)
        region = head.meta.region
        if region and _like_a_district(region) and not districts.knows(region):
            yield _unknown(head, "region", region, districts.vocabulary, text_of)


def _like_a_district(region: str) -> bool:
    name = region.strip()
    chinese = name.endswith(("区", "县")) and not name.endswith(_NO_DISTRICT)
    return chinese or name.casefold().endswith((" district", " county"))


def _unknown(head: Head, key: str, term: str, vocabulary: Vocabulary, text_of: TextOf) -> Finding:
    names = {slug: in_language(texts, head.lang) for slug, texts in vocabulary.items()}
    near = _near(term, names)
    at = setting_place(head.path, text_of(head.path), key, term)
    chinese = head.lang.startswith("zh")
    listed = [*names.values(), *(_EVERYBODY[chinese] if vocabulary is AUDIENCES else ())]
    values: dict[str, Any] = {
        "called": called(key, FIELDS[key]), "term": term[:60], "words": ("、" if chinese else ", ").join(listed),
        "advice": (f"是不是想写“{near}”？", f"Did you mean “{near}”? ") if near else ("", ""),
    }  # fmt: skip
    if key == "region":  # a text of another place may be republished here
        return told("region-unknown", head.path, at, level=ASK, **values)
    return told("term-unknown", head.path, at, **values)


def _near(term: str, names: dict[str, str]) -> str:
    """Return the name that was probably meant: one that looks alike, or one that shares a Chinese word with it."""
    shown = {name.casefold(): name for name in names.values()} | {slug: names[slug] for slug in names}
    wanted = term.strip().casefold()[:60]
    if close := get_close_matches(wanted, shown, n=1, cutoff=0.65):
        return shown[close[0]]
    pairs = {wanted[at : at + 2] for at in range(len(wanted) - 1) if not wanted[at : at + 2].isascii()}
    sharing = {name for typed, name in shown.items() if any(pair in typed for pair in pairs)}
    return sharing.pop() if len(sharing) == 1 else ""  # a word that many names share, such as 残疾人, tells nothing
