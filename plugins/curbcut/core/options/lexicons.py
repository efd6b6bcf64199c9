"""`lexicon:` of a site or of one text: phrases and how they are read, checked with their places."""

from __future__ import annotations

from collections.abc import Mapping as Entries

from curbcut.core.fields import FIELDS
from curbcut.core.findings import Finding
from curbcut.core.options.telling import told
from curbcut.core.options.yaml_text import Mapping, Node
from curbcut.core.words import label


def unreadable(lexicon: Entries[str, str], root: Mapping, path: str) -> list[Finding]:
    """Return the entries that are no reading, each at its place.

    root: the YAML that `lexicon` was loaded from
    """
    if not lexicon:
        return []
    from curbcut.core.language.readings import read_lexicon  # a large part, which most files never need

    findings = []
    for refusal in read_lexicon(lexicon)[1]:
        at = _place(root, refusal.phrase)
        why = tuple(label(refusal.reason, lang, **refusal.values) for lang in ("zh", "en"))
        findings.append(told("lexicon-unreadable", path, (at.line, at.column), why=why))
    return findings


def _place(root: Mapping, phrase: str) -> Node:
    """Return the reading of a phrase as typed; the whole where it cannot be told."""
    names = ("lexicon", *FIELDS["lexicon"].names)
    entries = [value for key, value in root.pairs if key.text in names and isinstance(value, Mapping)]
    typed = (value for entry in entries for key, value in entry.pairs if key.text.strip() == phrase)
    return next(typed, root)
