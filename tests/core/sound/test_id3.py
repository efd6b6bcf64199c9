"""ID3: what players show, read back by a reader of our own that follows the standard's words."""

from __future__ import annotations

import struct

from curbcut.core.sound.id3 import Chapter, Label, tag

RATE = 22_050


def frames(data: bytes) -> list[tuple[str, bytes]]:
    found = []
    while data:
        name, size = data[:4].decode(), struct.unpack(">I", data[4:8])[0]
        found.append((name, data[10 : 10 + size]))
        data = data[10 + size :]
    return found


def body(made: bytes) -> list[tuple[str, bytes]]:
    assert made[:6] == b"ID3\x03\0\0"
    size = made[6] << 21 | made[7] << 14 | made[8] << 7 | made[9]
    assert size == len(made) - 10
    return frames(made[10:])


def text(data: bytes) -> str:
    assert data[:1] == b"\x01"
    return data[1:].decode("utf-16")


def test_title_issuer_site_language_and_length_are_told():
    label = Label(
        title="关于补贴的通知", issuer="残疾人联合会", site="坡道", lang="zh-Hans", address="https://example.cn/n/"
    )
    told = dict(body(tag(label, (), 10 * RATE, RATE)))
    assert {name: text(told[name]) for name in ("TIT2", "TPE1", "TALB", "TLAN", "TLEN")} == {
        "TIT2": "关于补贴的通知", "TPE1": "残疾人联合会", "TALB": "坡道", "TLAN": "zho", "TLEN": "10000",
    }  # fmt: skip
    assert told["WOAF"] == b"https://example.cn/n/"
    assert set(told) == {"TIT2", "TPE1", "TALB", "TLAN", "TLEN", "WOAF"}


def test_chapters_are_listed_in_order_with_their_times():
    chapters = (Chapter(title="一、对象", start=0, end=RATE), Chapter(title="二、材料", start=RATE, end=3 * RATE))
    told = body(tag(Label(title="通知"), chapters, 3 * RATE, RATE))
    assert [name for name, _ in told] == ["TIT2", "TLEN", "CTOC", "CHAP", "CHAP"]
    assert told[2][1] == b"toc\0\x03\x02chp0\0chp1\0"
    name, rest = told[4][1].split(b"\0", 1)
    assert name == b"chp1"
    assert struct.unpack(">IIII", rest[:16]) == (1_000, 3_000, 0xFFFFFFFF, 0xFFFFFFFF)
    assert text(dict(frames(rest[16:]))["TIT2"]) == "二、材料"


def test_more_chapters_than_a_table_holds_are_listed_in_several():
    chapters = [Chapter(title=str(n), start=n * RATE, end=(n + 1) * RATE) for n in range(600)]
    told = body(tag(Label(title="长"), chapters, 600 * RATE, RATE))
    tables = [data for name, data in told if name == "CTOC"]
    assert tables[0] == b"toc\0\x03\x03toc0\0toc1\0toc2\0"
    listed = [entry for table in tables[1:] for entry in table.split(b"\0", 1)[1][2:].split(b"\0")[:-1]]
    assert listed == [b"chp%d" % n for n in range(600)]
    assert sum(name == "CHAP" for name, _ in told) == 600


def test_characters_beyond_the_basic_plane_and_half_characters_do_not_break_a_tag():
    assert text(dict(body(tag(Label(title="𠮷🙂"), (), 1, RATE)))["TIT2"]) == "𠮷🙂"
    assert "TIT2" in dict(body(tag(Label(title="\ud800"), (), 1, RATE)))
