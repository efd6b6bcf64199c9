"""The synonyms that a site adds: groups of words in content/synonyms.yml, which editors own, and in site_config.yml."""

from __future__ import annotations

from collections.abc import Iterator

from curbcut.core.fields import FIELDS
from curbcut.core.findings import Finding
from curbcut.core.kinds import Part
from curbcut.core.options.telling import told
from curbcut.core.options.yaml_text import Mapping, Node, Scalar, Sequence
from curbcut.core.scalars import Term
from curbcut.core.search.analysis import fold, grams
from curbcut.core.sources import SYNONYMS, Sources, load_setting

Groups = tuple[tuple[Term, ...], ...]
LONGEST = 32
"""Characters of a word; a longer one is a sentence, and nobody types it."""


class SynonymsFile(Part, frozen=True, kw_only=True):
    """What `content/synonyms.yml` says."""

    synonyms: Groups


def read_synonyms(sources: Sources) -> tuple[Groups, list[Finding]]:
    """Return the groups of content/synonyms.yml, and what is wrong with it."""
    source = sources.setting(SYNONYMS)
    if source is None:
        return (), []
    file, root, findings = load_setting(SynonymsFile, source)
    if file is None or root is None:
        return (), findings
    return file.synonyms, [*findings, *unfit(file.synonyms, root, SYNONYMS)]


def unfit(groups: Groups, root: Mapping, path: str) -> Iterator[Finding]:
    """Yield the groups that are none and the words that cannot be found, each where it stands."""
    for group, node in zip(groups, _items(root), strict=False):
        at = node.line, node.column
        nodes = node.items if isinstance(node, Sequence) else [node] * len(group)
        seen: set[str] = set()
        for word, place in zip(group, nodes, strict=False):
            there, folded = (place.line, place.column), " ".join(fold(word).split())
            if not grams(word) or len(word) > LONGEST:
                yield told("synonyms-wordless", path, there, word=word[:60], longest=LONGEST)
            elif folded in seen:
                yield told("synonyms-repeated", path, there, word=word)
            seen.add(folded)
        if len(group) < 2:
            yield told("synonyms-alone", path, at, words="、".join(group) or "—")


def _items(root: Mapping) -> list[Node]:
    names = ("synonyms", *FIELDS["synonyms"].names)
    value = next((value for key, value in root.pairs if key.text in names), None)
    return list(value.items) if isinstance(value, Sequence) else [value] if isinstance(value, Scalar) else []
