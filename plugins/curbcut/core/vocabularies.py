"""The words that sort documents: levels and audiences, the same everywhere; topics, districts and life events, a site's own.

A vocabulary is a table: slug (it stands in addresses) → names by language. An editor may write the
slug or any of the names.
"""

from __future__ import annotations

from typing import Any

Vocabulary = dict[str, dict[str, str]]

AUDIENCES: Vocabulary = {
    "vision": {"zh-Hans": "视力残疾人", "en": "Blind and low-vision people"},
    "hearing": {"zh-Hans": "听力残疾人", "en": "Deaf and hard-of-hearing people"},
    "speech": {"zh-Hans": "言语残疾人", "en": "People with a speech disability"},
    "physical": {"zh-Hans": "肢体残疾人", "en": "People with a physical disability"},
    "intellectual": {"zh-Hans": "智力残疾人", "en": "People with an intellectual disability"},
    "psychosocial": {"zh-Hans": "精神残疾人", "en": "People with a psychosocial disability"},
    "multiple": {"zh-Hans": "多重残疾人", "en": "People with several disabilities"},
    "family": {"zh-Hans": "家属", "en": "Families and carers"},
    "older": {"zh-Hans": "老年人", "en": "Older people"},
    "staff": {"zh-Hans": "工作人员", "en": "Staff"},
}
"""Source: the seven categories of GB/T 26341-2010, and three groups whom federations write for."""

_DISABLED = tuple(AUDIENCES)[:7]
_AUDIENCE_WORDS: dict[str, tuple[str, ...]] = {
    **{names["zh-Hans"].removesuffix("残疾人"): (slug,) for slug, names in AUDIENCES.items()},
    "残疾人": _DISABLED, "disabled people": _DISABLED, "残疾人家属": ("family",), "families": ("family",),
    "所有人": tuple(AUDIENCES), "everybody": tuple(AUDIENCES), "everyone": tuple(AUDIENCES),
}  # fmt: skip
"""What else people write: a short name, or one word for several."""

LEVELS: Vocabulary = {
    "national": {"zh-Hans": "国家", "en": "National"},
    "provincial": {"zh-Hans": "省", "en": "Provincial"},
    "municipal": {"zh-Hans": "市", "en": "Municipal"},
    "district": {"zh-Hans": "区", "en": "District"},
    "street": {"zh-Hans": "街道", "en": "Street"},
}


def lookup(vocabulary: Vocabulary, term: str) -> tuple[str, ...]:
    """Return the slugs a term stands for: one, several for a word like “disabled people”, none if it is unknown."""
    wanted = term.strip().casefold()
    for slug, names in vocabulary.items():
        if wanted == slug or any(wanted == name.casefold() for name in names.values()):
            return (slug,)
    return _AUDIENCE_WORDS.get(wanted, ()) if vocabulary is AUDIENCES else ()


def in_language(texts: Any, lang: str) -> str:
    """Return a text in a language: itself, or the entry for the language, for its base, or the first one."""
    if not isinstance(texts, dict):
        return str(texts or "")
    base = lang.split("-", maxsplit=1)[0]
    found = texts.get(lang) or next((text for tag, text in sorted(texts.items()) if tag.split("-")[0] == base), None)
    return str(found or next(iter(texts.values()), ""))
