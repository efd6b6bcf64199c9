"""The kinds of content as records."""

from __future__ import annotations

import msgspec
import pytest

from curbcut.core.fields import FIELDS, INSTEAD, VALUES
from curbcut.core.kinds import KINDS, Course, Event, Guide, Lesson, Meta, Notice, Page, Place
from curbcut.core.options import known_keys

EXAMPLES = [
    Notice(title="通知", slug="plan", published="2017-01-04", issuer=("市残联",), allow={"alt-text": "旧图"}),
    Guide(title="办证", slug="card", offline_channel="街道窗口", steps=("申请", "领证")),
    Page(title="关于", slug="about"),
    Place(title="阳光之家", slug="sunshine", address="某路 1 号"),
    Event(title="助残日", slug="day", starts="2017-05-21"),
    Course(title="网上银行", lessons=("l1",)),
    Lesson(title="认出假短信", pass_mark=60, objectives={"o1": "说出三个特点"}),
]


@pytest.mark.parametrize("meta", EXAMPLES, ids=lambda meta: type(meta).__name__)
def test_a_record_travels_as_messagepack_and_comes_back_the_same(meta: Meta) -> None:
    sent = msgspec.msgpack.encode(meta)
    assert msgspec.msgpack.decode(sent, type=Meta) == meta
    assert msgspec.msgpack.decode(sent)["kind"] == type(meta).__name__.lower()


def test_there_are_seven_kinds() -> None:
    assert list(KINDS) == ["notice", "guide", "page", "place", "event", "course", "lesson"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_has_a_chinese_name_and_a_meaning_in_both_languages(kind: str) -> None:
    for field in msgspec.structs.fields(KINDS[kind]):
        words = FIELDS[field.encode_name]
        assert words.names
        assert words.zh
        assert words.en


def test_a_notice_has_the_keys_of_the_content_model_and_never_status() -> None:
    promised = """id title summary doc_number issuer issued published effective valid_until validity repeals amends replaces
        based_on issues source topic audience level region contact review_by change_notes publish_at expire_at renditions
        sign_video attachments translation_of""".split()
    assert set(promised) <= known_keys(Notice)
    assert "status" not in known_keys(Notice)
    assert "status" in INSTEAD


def test_no_chinese_name_means_two_keys() -> None:
    names = [name for words in FIELDS.values() for name in words.names]
    assert len(names) == len(set(names))


def test_chinese_values_stand_for_values_that_exist() -> None:
    assert set(VALUES["validity"].values()) == {"effective", "amended", "repealed", "expired", "consolidated"}
    assert set(VALUES["level"].values()) == {
        "national", "provincial", "municipal", "district", "street", "alert", "info"
    }  # fmt: skip
