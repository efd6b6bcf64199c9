"""A small site out of texts: what the checks across documents say of it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from curbcut.core.checks import Corpus, check_corpus
from curbcut.core.config import SiteConfig, load_config
from curbcut.core.findings import Finding, ordered
from curbcut.core.sources import language_of
from curbcut.core.steps import Head, findings_of, head_of, read_course, read_document

CONFIG = """\
title: 临江
topics:
  allowance: {zh-Hans: 补贴与救助, en: Allowances and aid}
  devices: {zh-Hans: 辅助器具, en: Assistive devices}
districts:
  dongpu: {zh-Hans: 东浦区, en: Dongpu District}
  xishan: {zh-Hans: 西山区, en: Xishan District}
life_events:
  work: {zh-Hans: 找工作, en: Looking for work}
"""

Judge = Callable[..., list[Finding]]


def head(path: str, text: str) -> Head:
    """The head of one file, which must be sound by itself."""
    lang = language_of(path, "zh-Hans")
    made = (
        read_document(path, text.encode(), lang, ()) if path.endswith(".md") else read_course(path, text.encode(), lang)
    )
    assert findings_of(made) == (), [finding.text() for finding in findings_of(made)]
    found = head_of(made)
    assert found is not None
    return found


def config(text: str) -> SiteConfig:
    """A configuration, which must be sound."""
    read, findings = load_config("site_config.yml", text)
    assert read is not None, findings
    return read


def _judge(files: dict[str, str], settings: str = CONFIG, unread: dict[str, str] | None = None) -> list[Finding]:
    heads = [head(path, text) for path, text in files.items()]
    every = {**files, **(unread or {})}
    corpus = Corpus(
        published=tuple(h for h in heads if not h.meta.draft and not h.meta.publish_at),
        waiting=tuple(h for h in heads if h.meta.draft or h.meta.publish_at),
        drafts={h.path for h in heads if h.meta.draft}, unread=set(unread or ()), assets=frozenset(),
        open_=lambda path: pytest.fail(f"{path} was opened"), text_of=lambda path: every.get(path, ""),
    )  # fmt: skip
    found = ordered(check_corpus(corpus, config(settings)))
    for finding in found:
        assert re.search("[\u4e00-\u9fff]", finding.words.what["zh"]) and re.search(
            "[a-z]{3}", finding.words.what["en"]
        )
        assert not re.search(r"{\w+}", finding.text()), f"a hole was not filled: {finding.text()}"
    return found


@pytest.fixture
def judge() -> Judge:
    """`judge(files, configuration, files that could not be read)` gives the findings in order."""
    return _judge


@pytest.fixture
def places(judge: Judge) -> Callable[..., list[str]]:
    """The same as `path:line:column level rule`, without `content/`."""

    def told(*args: object, **more: object) -> list[str]:
        found = judge(*args, **more)
        return [f"{f.path.removeprefix('content/')}:{f.line}:{f.column} {f.level} {f.rule}" for f in found]

    return told
