"""`site_config.yml`: what a site may say about itself."""

from __future__ import annotations

from typing import Literal

import msgspec
import pytest
from doubles.spent import at_most
from hypothesis import given, settings
from hypothesis import strategies as st

from curbcut.core.config import SiteConfig, SiteContact, load_config

PATH = "site_config.yml"


class Plain(msgspec.Struct, frozen=True):
    width: int = 80
    size: Literal["20pt", "24pt"] = "20pt"


class Feeds(msgspec.Struct, frozen=True):
    entries: int = 20


ROOMS: dict[tuple[str, str], type[msgspec.Struct]] = {
    ("renditions", "plain"): Plain, ("bundles", "feeds"): Feeds, ("voices", "espeak"): Plain,
    ("voices", "plain"): Plain,
}  # fmt: skip


def config(text: str) -> tuple[SiteConfig | None, list[tuple[str, int, int]]]:
    loaded, findings = load_config(PATH, text, lambda corridor, name: ROOMS.get((corridor, name)))
    return loaded, [(f.rule.removeprefix("front-matter-"), f.line, f.column) for f in findings]


def test_a_title_is_enough() -> None:
    loaded, findings = config("title: 市残联\n")
    assert findings == []
    assert loaded is not None
    assert loaded.title == {"zh-Hans": "市残联"}
    assert loaded.renditions == {"plain": {"width": 80, "size": "20pt"}}
    assert (loaded.language, loaded.timezone, loaded.workers) == ("zh-Hans", "Asia/Shanghai", "auto")
    assert (loaded.keep_releases, loaded.listing_size, loaded.contact.phone) == (5, 20, "12385")


def test_a_site_says_everything_in_one_file() -> None:
    loaded, findings = config("""\
version: 1
标题: {zh-Hans: 市残联, en: City Federation}
副标题: 人人可读
url: https://example.org/site
language: zh-Hans
languages: [zh-Hans, en]
contact:
  phone: 12385
  sms: "12345"
  hours: {zh-Hans: 工作日 9:00-17:00, en: weekdays}
  address: 某路 1 号
workers: 2
keep_releases: 3
listing_size: 10
renditions:
  plain: {width: 60}
bundles: feeds
voices: espeak
""")
    assert findings == []
    assert loaded == SiteConfig(
        title={"zh-Hans": "市残联", "en": "City Federation"}, tagline={"zh-Hans": "人人可读"},
        url="https://example.org/site/", languages=("zh-Hans", "en"),
        contact=SiteContact(
            phone="12385", sms="12345", hours={"zh-Hans": "工作日 9:00-17:00", "en": "weekdays"}, address={"zh-Hans": "某路 1 号"}
        ),
        workers="2", keep_releases=3, listing_size=10, renditions={"plain": {"width": 60, "size": "20pt"}},
        bundles={"feeds": {"entries": 20}}, voices={tag: {"espeak": {"width": 80, "size": "20pt"}} for tag in ("zh-Hans", "en")},
    )  # fmt: skip
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(loaded), type=SiteConfig) == loaded


@pytest.mark.parametrize("workers", ["1", "16", "auto", "tcp://10.0.0.1:8786", "tcp://[::1]:8786", "tcp://host:8786"])
def test_workers_are_a_number_auto_or_an_address(workers: str) -> None:
    loaded, _ = config(f"title: 题\nworkers: {workers}\n")
    assert loaded is not None
    assert loaded.workers == workers


@pytest.mark.parametrize(
    "renditions", ["plain", "[plain]", "{plain: }", "\n  plain:\n", "\n  - plain", "{plain: {width: 80}}"]
)
def test_renditions_are_named_or_given_options(renditions: str) -> None:
    loaded, findings = config(f"title: 题\nrenditions: {renditions}\n")
    assert findings == []
    assert loaded is not None
    assert loaded.renditions == {"plain": {"width": 80, "size": "20pt"}}


@pytest.mark.parametrize(
    ("voices", "expected"),
    [
        ("espeak", {tag: {"espeak": {"width": 80, "size": "20pt"}} for tag in ("zh-Hans", "en")}),
        ("{zh-Hans: espeak}", {"zh-Hans": {"espeak": {"width": 80, "size": "20pt"}}}),
        ("{en: {espeak: {width: 60}}}", {"en": {"espeak": {"width": 60, "size": "20pt"}}}),
        (
            "\n  zh-Hans: {espeak: {width: 60}}\n  en: [espeak]",
            {"zh-Hans": {"espeak": {"width": 60, "size": "20pt"}}, "en": {"espeak": {"width": 80, "size": "20pt"}}},
        ),
    ],
)
def test_each_language_has_a_voice_with_options_of_its_own(voices: str, expected: dict[str, dict[str, object]]) -> None:
    loaded, findings = config(f"title: 题\nvoices: {voices}\n")
    assert findings == []
    assert loaded is not None
    assert loaded.voices == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("missing-key", 1, 1)]),
        ("title:\n", [("empty-key", 1, 1)]),
        ("标题：市残联\n", [("full-width-colon", 1, 3)]),
        ("title: 题\nthemes: x\n", [("strange-key", 2, 1)]),
        ("title: 题\nlangauge: en\n", [("unknown-key", 2, 1)]),
        ("title: 题\nversion: 2\nnew: 1\n", [("config-version", 2, 10)]),
        ("title: 题\nversion: 0\n", [("range", 2, 10)]),
        ("title: 题\nworkers: 0\n", [("workers-shape", 2, 10)]),
        ("title: 题\nworkers: many\n", [("workers-shape", 2, 10)]),
        ("title: 题\nworkers: tcp://host\n", [("workers-shape", 2, 10)]),
        ("title: 题\nurl: example.org\n", [("address-shape", 2, 6)]),
        ("title: 题\nurl: https://example.org/?a\n", [("base-shape", 2, 6)]),
        ("title: 题\ntimezone: Asia/Peking\n", [("timezone-unknown", 2, 11)]),
        ("title: 题\ntimezone: ../../etc/passwd\n", [("timezone-unknown", 2, 11)]),
        ("title: 题\nlanguage: cn\n", [("language-unknown", 2, 11)]),
        ("title: {cn: 题}\n", [("language-unknown", 1, 9)]),
        ("title: 题\nlisting_size: 0\n", [("range", 2, 15)]),
        ("title: 题\nrenditions: [plain, brial]\n", [("config-unknown-room", 2, 21)]),
        ("title: 题\nrenditions:\n  plain: {wdith: 3}\n", [("unknown-key", 3, 11)]),
        ("title: 题\nrenditions:\n  plain: {width: x}\n", [("number", 3, 18)]),
        ("title: 题\nrenditions:\n  plain: 80\n", [("type", 3, 10)]),
        ("title: 题\nrenditions: [plain, plain]\n", [("duplicate-key", 2, 21)]),
        ("title: 题\nbundles: {feeds: {entries: 010}}\n", [("number", 2, 28)]),
        ("title: 题\nvoices: {zh-Hans: siri}\n", [("config-unknown-room", 2, 19)]),
        ("title: 题\nvoices: {zh-Hans: {siri: {width: 3}}}\n", [("config-unknown-room", 2, 20)]),
        ("title: 题\nvoices: {en: {espeak: {wdith: 3}}}\n", [("unknown-key", 2, 24)]),
        ("title: 题\nvoices: {en: [espeak, plain]}\n", [("config-one-voice", 2, 14)]),
        ("title: 题\nvoices:\n  en: {}\n", [("config-one-voice", 3, 7)]),
        ("title: 题\nvoices:\n  en:\n", [("config-one-voice", 3, 6)]),
        ("title: 题\nvoices: {siri: {}}\n", [("language-unknown", 2, 10)]),
        ("tilte: 题\nrenditions: brial\n", [("unknown-key", 1, 1), ("config-unknown-room", 2, 13)]),
    ],
)
def test_what_is_wrong_in_the_configuration_is_told_with_its_place(
    text: str, expected: list[tuple[str, int, int]]
) -> None:
    loaded, findings = config(text)
    assert loaded is None
    assert findings == expected


def test_options_of_installed_rooms_are_read_too() -> None:
    loaded, findings = load_config(PATH, "title: 题\nrenditions: [plain]\n")
    assert findings == []
    assert loaded is not None
    assert set(loaded.renditions) == {"plain"}
    _, findings = load_config(PATH, "title: 题\nrenditions: [plian]\n")
    assert "plain" in findings[0].words.fix["zh"]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["title: 题\n", "renditions: ", "[plain]", "\n", "{", "plain: ", "url: ", "version: ", "9", "：", "- "]
        )
        | st.text(max_size=4),
        max_size=20,
    ).map("".join)
)
def test_any_text_is_a_configuration_or_findings(text: str) -> None:
    with at_most(1):
        loaded, findings = config(text)
    assert loaded is not None or findings


def test_a_site_cannot_switch_a_rule_off_for_all_its_texts() -> None:
    """A reason belongs to the text it is about: `allow` stands in its front matter."""
    _, findings = config("title: 题\nallow: {alt-text: 旧图}\n")
    assert findings == [("foreign-key", 2, 1)]
