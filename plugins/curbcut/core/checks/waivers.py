"""`allow` in front matter: every rule it lets pass is there, so that a slip of the pen is no silent gap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache

from curbcut.core import rooms
from curbcut.core.checks.placing import TextOf, setting_place
from curbcut.core.fields import FIELDS
from curbcut.core.findings import WARN, Finding
from curbcut.core.options.telling import called, told
from curbcut.core.steps import Head
from curbcut.core.words.corpus_findings import CORPUS
from curbcut.core.words.quiz_findings import QUIZ


def check_waivers(heads: Iterable[Head], text_of: TextOf) -> Iterator[Finding]:
    """Yield the names in `allow` that no rule has which a reason could let pass."""
    for head in heads:
        for name in head.meta.allow:
            if name in CORPUS or name in QUIZ or name in _rules():
                continue
            near = next(
                iter(get_close_matches(name.lower().replace("_", "-"), sorted({*CORPUS, *QUIZ, *_rules()}), n=1)), ""
            )
            advice = (f"是不是想写 {near}？", f"Did you mean `{near}`? ") if near else ("", "")
            at = setting_place(head.path, text_of(head.path), "allow", name)
            yield told(
                "allow-unknown", head.path, at, level=WARN, called=called("allow", FIELDS["allow"]), name=name[:60], advice=advice
            )  # fmt: skip


@cache
def _rules() -> frozenset[str]:
    """Return the ids of the rules in the corridor; asked only where a text allows something."""
    return frozenset(rooms.room("rules", name).RULE.id for name in rooms.corridor("rules"))
