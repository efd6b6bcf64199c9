"""Every finding of the core, by rule: the catalogue that `finding_words` looks into."""

from __future__ import annotations

from curbcut.core.words import Words
from curbcut.core.words.address_findings import ADDRESSES
from curbcut.core.words.corpus_findings import CORPUS
from curbcut.core.words.front_matter_findings import FRONT_MATTER
from curbcut.core.words.plan_findings import PLANS
from curbcut.core.words.quiz_findings import QUIZ
from curbcut.core.words.reading_findings import READING
from curbcut.core.words.searching import SEARCH_FINDINGS
from curbcut.core.words.site_findings import SITE
from curbcut.core.words.table_findings import TABLES

FINDINGS: dict[str, Words] = {
    **READING,
    **QUIZ,
    **PLANS,
    **ADDRESSES,
    **CORPUS,
    **FRONT_MATTER,
    **SEARCH_FINDINGS,
    **SITE,
    **TABLES,
}
