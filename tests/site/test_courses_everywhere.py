"""Every course asks the same questions in every form: ids, numbers, words, letters and right answers.

The page is what the others are held against; what is right on the page is held against its own data first. Each form is read as
it is published, by a reader of its own: nothing here asks the program what a form should say.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pytest
from lxml import etree, html
from renditions.large_print.tag_tree import read

COURSES = {
    "online-banking zh-Hans": 49, "hotel-housekeeping zh-Hans": 54, "online-banking-easy zh-Hans": 21,
    "online-banking en": 13, "hotel-housekeeping en": 14,
}  # fmt: skip
"""Course and language → how many questions: fewer, and something was not found."""
PACKAGES = ("folder", "scorm12", "scorm2004", "cmi5")
NOT_IN_GIFT = ("order", "scenario")
HEADING = re.compile(r"第 ?(\d+) ?题(?:（(.+?)）|，(.+?)。)(.*)|Question (\d+)(?: \((.+?)\)|, (.+?)\.)(.*)")
KEY = re.compile(r"第 ?(\d+) ?题$|Question (\d+)$")
RIGHT = re.compile(r"(?:参考答案：|答案：|One good answer:|Answer:)(.*)")
LETTERED = re.compile(r"([A-Z]|\d+)\. ?(.+)")


class Asked(NamedTuple):
    """A question as a form asks it: its number and kind in words, the stem, lettered options and numbered prompts as they come."""

    number: int
    kind: str
    stem: str
    options: tuple[tuple[str, str], ...]


class Question(NamedTuple):
    """A question as a page has it. data: attributes of its section; right: what its key says; accepted: of each blank."""

    asked: Asked
    data: dict[str, str]
    right: str
    accepted: tuple[list[str], ...]


def plain(text: str) -> str:
    """Return a text without what forms write differently: space, blanks of any length, boxes to tick."""
    return re.sub(r"[\s_□]+", "", text)


# --- pages --------------------------------------------------------------------------------------------------------


def on_page(data: bytes) -> list[Question]:
    """Return the questions of a lesson's page."""
    return [_question(one) for one in html.fromstring(data.decode()).iter("section") if one.get("class") == "question"]


def _question(section: Any) -> Question:
    heading = section.find("h3")
    ordinal = heading.find("span[@class='ordinal']").text_content()
    items = list(section.find("div[@class='answering']").iter("li"))
    named = [one.get("id", "").rpartition(".")[2].upper() for one in items]
    (number,) = re.findall(r"\d+", ordinal)
    asked = Asked(
        int(number), re.split("[（(]", ordinal.strip("）)"))[1], plain(heading.text_content().replace(ordinal, "", 1)),
        tuple(zip(named, [plain(_own(one)) for one in items], strict=True)),
    )  # fmt: skip
    said = [found[1] for one in section.iter("p") if (found := RIGHT.match(one.text_content().strip()))]
    blanks = [one for one in section.iter("span") if one.get("class") == "blank"]
    accepted = tuple(
        json.loads(one.get("data-accept") or json.dumps([one.get("data-value"), one.get("data-tolerance")]))
        for one in blanks
    )
    return Question(asked, dict(section.attrib), plain(said[0]), accepted)


def _own(item: Any) -> str:
    paragraphs = [one.text_content() for one in item.iter("p") if one.get("class") != "branch"]
    return "".join(paragraphs) or str(item.text_content())


def by_data(question: Question) -> str:
    """Return what the key has to begin with, by the data that scripts grade with."""
    texts, right, kind = (
        dict(question.asked.options),
        question.data.get("data-right", "").upper().split(),
        question.data["data-kind"],
    )
    if kind in ("blank", "number"):
        return plain(question.accepted[0][0])
    if kind == "match":
        pairs = [one.split(".") for one in right]
        return plain("；".join(f"{number}—{letter}.{texts[letter]}" for number, letter in pairs))
    return plain(("→" if kind == "order" else "；").join(f"{letter}.{texts[letter]}" for letter in right))


# --- what is read line by line: paper, plain text, what is heard --------------------------------------------------


class Lines(NamedTuple):
    """asked: the questions; keys: number and right answer of each, in their order."""

    asked: list[Asked]
    keys: list[tuple[int, str]]


def in_lines(lines: Iterable[str], pages: list[Question]) -> Lines:
    """Return what lines ask and what they say is right. pages: the same questions, which say how many options are to be read"""
    asked: list[Asked] = []
    keys: list[tuple[int, str]] = []
    key = 0
    for line in (" ".join(one.replace("□", " ").split()) for one in lines):
        if found := HEADING.match(line):
            number, kind, stem = [one for one in found.groups() if one is not None]
            asked.append(Asked(int(number), kind, plain(stem), ()))
            key = 0
        elif found := KEY.match(line):
            key = int(found[1] or found[2])
        elif found := RIGHT.match(line):
            keys.append((key, plain(found[1])))
        elif (
            keys
            and key
            and pages[len(keys) - 1].right.startswith(keys[-1][1])
            and keys[-1][1] != pages[len(keys) - 1].right
        ):
            keys[-1] = (key, keys[-1][1] + plain(line))  # a model answer of several sentences
        elif asked and not key and len(asked) <= len(pages):
            like, one = pages[len(asked) - 1].asked, asked[-1]
            if (found := LETTERED.match(line)) and len(one.options) < len(like.options):
                asked[-1] = one._replace(options=(*one.options, (found[1], plain(found[2]))))
            elif like.stem.startswith(one.stem) and one.stem != like.stem:  # a stem of several sentences
                asked[-1] = one._replace(stem=one.stem + plain(line))
    return Lines(asked, keys)


def on_paper(data: bytes) -> Iterator[str]:
    """Yield the blocks of a PDF in the order in which its tags are read."""
    blocks = {"H1", "H2", "H3", "H4", "P", "LI", "TD", "TH"}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for element in read(pdf).below():
            if element.kind in blocks and not any(one.kind in blocks for one in element.below() if one is not element):
                yield element.text()


def heard(text: str) -> Iterator[str]:
    """Yield what the captions of a recording say, a sentence a line; a long one comes in parts, `.1` `.2` …"""
    told: dict[str, str] = {}
    for block in text.split("\n\n")[1:]:
        name, _, *said = block.strip().split("\n")
        name = re.sub(r"^((?:s-|cc-heard-)[^.]*)\.\d+$", r"\1", name)
        told[name] = f"{told.get(name, '')} {unescape(' '.join(said))}".strip()
    yield from told.values()


# --- files of questions -------------------------------------------------------------------------------------------


def in_qti(data: bytes) -> tuple[str, int, tuple[tuple[str, str], ...], list[str]]:
    """Return id, number, options with their letters, and the right values of an item of QTI 3."""
    root = etree.fromstring(data)
    values = [one.text or "" for one in root.iterfind(".//{*}qti-correct-response/{*}qti-value")]
    choices = list(root.iter("{*}qti-simple-choice", "{*}qti-simple-associable-choice"))
    options = [
        (re.sub(r"^n(?=\d)", "", one.get("identifier", "")).upper(), plain("".join(one.itertext()))) for one in choices
    ]
    return root.get("identifier", ""), int(root.get("title", "").rsplit(" ", 1)[1]), tuple(options), values


def in_gift(text: str) -> dict[str, list[str]]:
    """Return id → right answers of a file of GIFT, in their order: texts, pairs, a number with its tolerance, or T or F."""
    found = {}
    for one in re.findall(r"^::.*?(?=\n\n|\n*\Z)", text, re.MULTILINE | re.DOTALL):
        id_, body = re.match(r"::(.*?)::(.*)", one, re.DOTALL).groups()  # type: ignore[union-attr]
        inside = re.sub(r"(?<!\\)####.*", "", body[body.index("{") + 1 : body.rindex("}")], flags=re.DOTALL)
        marked = re.findall(r"(?<!\S)(?:=|~%\d[\d.]*%)((?:\\.|[^\\=~#\n])*)", inside)
        found[id_] = [plain(re.sub(r"\\(.)", r"\1", each)) for each in marked] or [plain(inside)]
    return found


def in_gift_by_page(question: Question) -> list[str]:
    texts, right, kind = (
        dict(question.asked.options),
        question.data.get("data-right", "").upper().split(),
        question.data["data-kind"],
    )
    if kind == "truth":
        return ["TRUE" if right == ["A"] else "FALSE"]
    if kind == "blank":
        return [plain(one) for one in question.accepted[0]]
    if kind == "number":
        return ["#" + ":".join(question.accepted[0])]
    if kind == "match":
        return [f"{texts[number]}->{texts[letter]}" for number, letter in (one.split(".") for one in right)]
    return [texts[letter] for letter in right] or [""]


# --- the promise --------------------------------------------------------------------------------------------------


class Published(NamedTuple):
    """A course as it is published. folder: in the release; package: makes a package in a format, and gives the file."""

    folder: Path
    lang: str
    lessons: dict[str, list[Question]]
    package: Callable[[str], Path]
    kit: Callable[[], Path]

    @property
    def questions(self) -> list[Question]:
        return [one for lesson in self.lessons.values() for one in lesson]


@pytest.fixture(scope="module", params=list(COURSES))
def course(request: pytest.FixtureRequest, demo: Any, tmp_path_factory: pytest.TempPathFactory) -> Published:
    slug, lang = request.param.split()
    folder = demo.live / ("course" if lang == "zh-Hans" else f"{lang}/course") / slug
    lessons = {
        page.parent.name: asked for page in sorted(folder.glob("*/index.html")) if (asked := on_page(page.read_bytes()))
    }
    assert sum(map(len, lessons.values())) == COURSES[request.param]
    out = tmp_path_factory.mktemp("forms")

    def run(*words: str) -> None:
        done = demo.curbcut(*words)
        assert done.code == 0, done.err

    def package(format_: str) -> Path:
        file = out / (f"{format_}.txt" if format_ == "gift" else f"{format_}.zip")
        run("package", slug, "--lang", lang, "--format", format_, "--out", str(file))
        return file

    def kit() -> Path:
        run("kit", "--course", slug, "--include", "pages", "--out", str(out / "kit"))
        return out / "kit/site" / folder.relative_to(demo.live)

    return Published(folder, lang, lessons, package, kit)


def test_what_the_key_of_a_page_says_is_what_its_script_grades_with(course: Published) -> None:
    for question in course.questions:
        kind, right = question.data["data-kind"], question.right.replace(";", "；")
        if kind == "open":
            assert question.right
        elif kind in ("blank", "number"):
            assert re.split("[（(]", right)[0] == by_data(question)
        else:
            assert right == by_data(question).replace(";", "；")
    ids = [one.data["id"] for one in course.questions]
    assert len(ids) == len(set(ids))


def test_plain_text_and_recording_of_a_lesson_ask_and_say_the_same(course: Published) -> None:
    for name, questions in course.lessons.items():
        wanted = Lines([one.asked for one in questions], [(one.asked.number, one.right) for one in questions])
        place = course.folder / name
        assert in_lines((place / "plain.txt").read_text("utf-8").splitlines(), questions) == wanted
        assert in_lines(heard((place / "captions.vtt").read_text("utf-8")), questions) == wanted
        assert in_lines(on_paper((place / "large-print.pdf").read_bytes()), questions) == wanted


def test_the_workbook_asks_the_same_and_its_key_says_the_same(course: Published) -> None:
    questions = course.questions
    assert in_lines(on_paper((course.folder / "large-print.pdf").read_bytes()), questions) == (
        [one.asked for one in questions],
        [],
    )
    key = in_lines(on_paper((course.folder / "large-print-key.pdf").read_bytes()), questions)
    assert key == ([], [(one.asked.number, one.right) for one in questions])


def test_packages_and_a_kit_have_the_same_pages_of_questions(course: Published) -> None:
    kit = course.kit()
    for name, questions in course.lessons.items():
        assert on_page((kit / name / "index.html").read_bytes()) == questions
    told = [[[one.data["id"], one.data["data-hash"]] for one in lesson] for lesson in course.lessons.values()]
    for format_ in PACKAGES:
        with zipfile.ZipFile(course.package(format_)) as held:
            pages = {path.split("/")[-2]: held.read(path) for path in held.namelist() if path.endswith("/index.html")}
            start = held.read("index.html").decode()
        assert {name: on_page(pages[name]) for name in course.lessons} == course.lessons, format_
        listed = json.loads(unescape(start.partition('id="cc-course">')[2].partition("</script>")[0]))["lessons"]
        assert [one["id"] for one in listed] == list(course.lessons)
        assert [[question[:2] for question in one["questions"]] for one in listed] == told


def test_items_of_qti_and_the_file_of_gift_have_the_same_answers(course: Published) -> None:
    with zipfile.ZipFile(course.package("qti3")) as held:
        items = [in_qti(held.read(path)) for path in held.namelist() if path.startswith("items/")]
    found = {id_: rest for id_, *rest in items}
    assert sorted(found) == sorted(one.data["id"] for one in course.questions)
    for question in course.questions:
        number, options, values = found[question.data["id"]]
        kind, right = question.data["data-kind"], question.data.get("data-right", "").split()
        assert (number, options) == (question.asked.number, question.asked.options)
        if kind in ("blank", "number"):
            assert values == [question.accepted[0][0]]
        else:
            assert [re.sub(r"^n(\d+) ", r"\1.", one) for one in values] == right or kind == "open"
    gift = in_gift(course.package("gift").read_text("utf-8"))
    assert gift == {
        one.data["id"]: in_gift_by_page(one) for one in course.questions if one.data["data-kind"] not in NOT_IN_GIFT
    }
