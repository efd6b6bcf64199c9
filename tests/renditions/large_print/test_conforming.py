"""One file, two standards: validated by a checker that is not ours, told about rightly, and the same every time."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import page as validator
import pikepdf
import pydyf
import pytest
from renditions.large_print.documents import CASES, HERE, laid_out, page
from renditions.large_print.fidelity import differences

from curbcut.renditions.large_print import packing
from curbcut.renditions.large_print.conforming import Particulars, metadata, write_conforming

TOLD = Particulars(
    title="残疾人两项补贴怎样领取",
    lang="zh-Hans",
    authors=("市残疾人联合会", "南湖街道"),
    description="谁可以领，怎样申请。",
    keywords=("补贴", "护理"),
    created="2026-07-01",
    modified="2026-07-02T08:30:00+08:00",
    source_name="两项补贴.md",
    source="# 正文\n\n内容。\n".encode(),
)
NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}


def told(**changes: Any) -> Particulars:
    return Particulars(**{name: getattr(TOLD, name) for name in TOLD.__struct_fields__} | changes)


def written(name: str = "prose", particulars: Particulars = TOLD) -> bytes:
    return write_conforming(laid_out(page(name)), particulars)


def packet(data: bytes) -> ElementTree.Element:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return ElementTree.fromstring(pdf.Root.Metadata.read_raw_bytes())


def texts(root: ElementTree.Element, name: str) -> list[str]:
    found = root.find(f".//{name}", NAMES)
    assert found is not None, name
    return [item.text or "" for item in found.iter(f"{{{NAMES['rdf']}}}li")] or [found.text or ""]


@pytest.mark.parametrize("name", CASES)
def test_one_file_meets_both_standards(name: str, tmp_path: Path) -> None:
    lang = "en" if name == "english_lines" else "zh-Hans"
    path = tmp_path / "page.pdf"
    path.write_bytes(written(name, told(lang=lang)))
    for profile in ("ua1", "3a"):
        result = validator.validate_pdf(str(path), profile=profile)
        assert [f"{profile} {fault.rule_id}: {fault.message}" for fault in result.failures] == []
        assert result.is_compliant
    assert differences(path.read_bytes(), page(name)) == []


def test_the_checker_finds_fault_with_what_lacks_the_claims(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(laid_out(page("figures")).write_pdf())
    for profile in ("ua1", "3a"):
        assert validator.validate_pdf(str(path), profile=profile).failures


def test_the_claims_and_particulars_stand_uncompressed_in_the_file() -> None:
    data = written()
    for text in ("<pdfaid:part>3", "<pdfaid:conformance>A", "<pdfuaid:part>1", "pdfaExtension:schemas", TOLD.title):
        assert text.encode() in data
    root = packet(data)
    assert texts(root, "dc:title") == [TOLD.title]
    assert texts(root, "dc:creator") == list(TOLD.authors)
    assert texts(root, "dc:description") == [TOLD.description]
    assert texts(root, "dc:language") == ["zh-Hans"]
    assert texts(root, "dc:subject") == ["补贴", "护理"]
    assert texts(root, "xmp:CreateDate") == ["2026-07-01"]
    assert texts(root, "xmp:ModifyDate") == ["2026-07-02T08:30:00+08:00"]


def test_what_a_reader_s_program_shows_agrees_with_the_metadata() -> None:
    with pikepdf.open(io.BytesIO(written())) as pdf:
        assert {name: str(value) for name, value in pdf.docinfo.items()} == {
            "/Title": TOLD.title,
            "/Author": "市残疾人联合会; 南湖街道",
            "/Subject": TOLD.description,
            "/Keywords": "补贴, 护理",
            "/Creator": "Curbcut",
            "/Producer": "WeasyPrint, Curbcut",
            "/CreationDate": "D:20260701",
            "/ModDate": "D:20260702083000+08'00'",
        }
        assert str(pdf.Root.Lang) == "zh-Hans"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
        assert pdf.Root.MarkInfo.Marked is True
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == [TOLD.title]


def test_the_source_lies_inside_as_the_source() -> None:
    with pikepdf.open(io.BytesIO(written())) as pdf:
        (name,) = pdf.attachments
        assert name == "两项补贴.md"
        assert pdf.attachments[name].get_file().read_bytes() == TOLD.source
        (file,) = pdf.Root.AF
        assert file.AFRelationship == "/Source"
        assert str(file.EF.F.Params.ModDate) == "D:20260702003000Z"


def test_what_is_not_known_is_not_told() -> None:
    data = written(particulars=Particulars(title="题", lang="zh-Hans"))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert sorted(pdf.docinfo) == ["/Creator", "/Producer", "/Title"]
        assert "/AF" not in pdf.Root
    assert b"CreateDate" not in data
    assert b"dc:creator" not in data


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("A & B <c> \"d\" 'e' ]]>", "A & B <c> \"d\" 'e' ]]>"),
        ("bell\x07 null\x00 escape\x1b", "bell null escape"),
        ("two\nlines\tand\r\nmore", "two lines and more"),
        ("half \ud83d a pair, not \ufffe a character", "half a pair, not a character"),
        ("𠮷 {braces} %s", "𠮷 {braces} %s"),
    ],
)
def test_no_title_breaks_the_metadata(title: str, shown: str, tmp_path: Path) -> None:
    data = written("terms", told(title=title, authors=(title,), source_name=f"{title}.md"))
    root = packet(data)
    assert texts(root, "dc:title") == [shown]
    assert texts(root, "dc:creator") == [shown]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo.Title) == shown
    path = tmp_path / "page.pdf"
    path.write_bytes(data)
    assert validator.validate_pdf(str(path), profile="3a").is_compliant


@pytest.mark.parametrize("date", ["yesterday", "2026", "2026-13-01", "2026-07-01 08:00", "2026-07-01T08:00:00+99:00"])
def test_a_date_that_is_none_is_refused(date: str) -> None:
    with pytest.raises(ValueError):
        write_conforming(laid_out("<html lang='zh-Hans'><p>字</p></html>"), told(modified=date))


def test_the_same_page_makes_the_same_bytes() -> None:
    document = laid_out(page("long_table"))
    first = write_conforming(document, TOLD)
    assert write_conforming(document, TOLD) == first
    assert written("long_table") == first
    assert written("long_table", told(source=b"another")) != first


def test_another_process_makes_the_same_bytes() -> None:
    code = (
        "import hashlib; from renditions.large_print.test_conforming import written;"
        "print(hashlib.sha256(written('figures')).hexdigest())"
    )
    wanted = hashlib.sha256(written("figures")).hexdigest()
    for seed, zone, lang in (("1", "Asia/Shanghai", "C"), ("77", "America/New_York", "C.UTF-8")):
        setting = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": lang}
        setting["PYTHONPATH"] = os.pathsep.join([str(HERE.parents[1]), *sys.path])
        done = subprocess.run([sys.executable, "-c", code], env=setting, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == wanted


def test_no_stream_ends_so_that_its_length_can_be_misread() -> None:
    # Its checksum ends with a carriage return: the bytes add up to 12 more than a multiple of 256.
    text = b"\xff\x0d"
    assert zlib.compress(text, 9).endswith(b"\r")
    pdf = pydyf.PDF()
    pdf.add_page(pydyf.Dictionary({"Type": "/Page", "Parent": pdf.pages.reference}))
    given = [
        pydyf.Stream([text], compress=True),
        pydyf.Stream([b"raw\r"]),
        pydyf.Stream(
            [zlib.compress(text, 9)], {"Filter": "/FlateDecode", "DecodeParms": pydyf.Dictionary({"Predictor": 1})}
        ),
        pydyf.Stream([b"clear"], compress=True),
    ]
    for stream in given:
        pdf.add_object(stream)
    packing.pack(pdf)
    out = io.BytesIO()
    pdf.write(out)
    assert packing.AMBIGUOUS_END not in out.getvalue()
    with pikepdf.open(out) as read:
        found = [read.get_object((stream.number, 0)).read_bytes() for stream in given]
    assert found == [text, b"raw\r", text, b"clear"]


def test_an_unlucky_file_is_written_in_another_form(monkeypatch: pytest.MonkeyPatch) -> None:
    from curbcut.renditions.large_print import conforming

    whole = written("terms")
    asked: list[int] = []

    def unlucky(document: Any, particulars: Particulars, nudge: int) -> bytes:
        asked.append(nudge)
        data = honest(document, particulars, nudge)
        return data + packing.AMBIGUOUS_END if nudge < 2 else data

    honest = conforming._written
    monkeypatch.setattr(conforming, "_written", unlucky)
    data = written("terms")
    assert asked == [0, 1, 2]
    assert data != whole
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 1


def test_the_packet_is_xml_by_itself() -> None:
    assert ElementTree.fromstring(metadata(TOLD)).tag == "{adobe:ns:meta/}xmpmeta"
