"""Questions as QTI 3: every kind is played by an item player that is not ours, and comes to the score that the page gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from curbcut.core.model import Choice, Question
from curbcut.packages.lessons import Course
from curbcut.packages.qti import qti

pytestmark = [pytest.mark.a11y, pytest.mark.xdist_group("packages")]
ASI = "{http://www.imsglobal.org/xsd/imsqtiasi_v3p0}"
COURSE = Course(slug="a", path="course/a/index.html", lang="zh-Hans", title="A", lessons=())
PLAY = """async ([xml, given]) => {
  const item = document.createElement("qti-item"), box = document.createElement("item-container");
  box.itemXML = xml;
  item.append(box);
  document.body.replaceChildren(item);
  let one = null;
  for (let n = 0; n < 200 && !one; n++) {
    await new Promise(done => setTimeout(done, 25));
    one = box.shadowRoot && box.shadowRoot.querySelector("qti-assessment-item");
  }
  await one.updateComplete;
  for (const [name, value] of Object.entries(given)) one.updateResponseVariable(name, value);
  one.processResponse();
  return [Number(one.getOutcome("SCORE").value), one.innerText];
}"""
GIVEN: dict[str, list[tuple[dict[str, Any], float]]] = {
    "q-first": [({"RESPONSE": "b"}, 1), ({"RESPONSE": "a"}, 0)],
    "q-signs": [
        ({"RESPONSE": ["a", "b", "c"]}, 1), ({"RESPONSE": ["a", "b"]}, 2 / 3), ({"RESPONSE": ["a", "d"]}, 0),
        ({"RESPONSE": ["d"]}, 0),
    ],
    "q-code": [({"RESPONSE": "b"}, 1), ({"RESPONSE": "a"}, 0)],
    "q-back": [({"RESPONSE1": "反面"}, 1), ({"RESPONSE1": "正面"}, 0)],
    "q-digits": [({"RESPONSE": "6"}, 1), ({"RESPONSE": "7"}, 0)],
    "q-remind": [({"RESPONSE": "先不要点链接"}, 0)],
    "q-call": [({"RESPONSE": "b"}, 1), ({"RESPONSE": "a"}, 0)],
}  # fmt: skip
"""Question → what is answered, and what it comes to."""


@pytest.fixture
def play(tab: Callable[..., Any], package: Callable[[str], Path]) -> Callable[..., tuple[float, str]]:
    """Return a function that answers an item in the player: its score, and what stands on the screen."""
    page = tab()
    page.set_content("<!DOCTYPE html><title>player</title><body></body>")
    page.add_script_tag(path=package("@citolab/qti-components/cdn/index.global.js"))

    def answered(item: bytes, given: dict[str, Any]) -> tuple[float, str]:
        score, text = page.evaluate(PLAY, [item.decode(), given])
        return score, " ".join(text.split())

    return answered


def item(folders: dict[str, Path], id_: str) -> bytes:
    return (folders["qti3"] / "items" / f"{id_}.xml").read_bytes()


def right(data: bytes) -> list[str]:
    declared = ElementTree.fromstring(data).find(f"{ASI}qti-response-declaration/{ASI}qti-correct-response")
    assert declared is not None
    return [str(one.text) for one in declared]


@pytest.mark.parametrize("id_", GIVEN)
def test_an_item_comes_to_the_score_that_the_page_gives(
    id_: str, folders: dict[str, Path], play: Callable[..., tuple[float, str]]
) -> None:
    for given, score in GIVEN[id_]:
        assert play(item(folders, id_), given)[0] == pytest.approx(score, abs=0.01), given


def test_rows_are_put_in_order_and_joined(folders: dict[str, Path], play: Callable[..., tuple[float, str]]) -> None:
    steps, pairs = item(folders, "q-steps"), item(folders, "q-pairs")
    page = (folders["folder"] / "course/wsyh/duanxin/index.html").read_text("utf-8")
    assert f'data-right="{" ".join(right(steps))}"' in page
    assert play(steps, {"RESPONSE": right(steps)})[0] == 1
    assert play(steps, {"RESPONSE": right(steps)[::-1]})[0] == 0
    assert play(pairs, {"RESPONSE": right(pairs)})[0] == pytest.approx(1)
    assert play(pairs, {"RESPONSE": right(pairs)[:1]})[0] == pytest.approx(1 / 3, abs=0.01)


def test_an_item_shows_the_question_and_what_there_is_to_choose(
    folders: dict[str, Path], play: Callable[..., tuple[float, str]]
) -> None:
    shown = play(item(folders, "q-first"), {})[1]
    assert shown.startswith("收到这条短信，你先做什么？ 点开链接，看看账户怎么了 不点链接")
    assert "用卡背面的电话" in play(item(folders, "q-pairs"), {})[1]


def test_the_manifest_lists_every_item_once_and_ids_are_unique(folders: dict[str, Path]) -> None:
    tree = ElementTree.parse(folders["qti3"] / "imsmanifest.xml")
    listed = [str(one.get("href")) for one in tree.iter() if one.tag.endswith("}resource")]
    held = sorted(path.relative_to(folders["qti3"]).as_posix() for path in (folders["qti3"] / "items").iterdir())
    assert sorted(listed) == held and len(held) == 10
    found = [ElementTree.fromstring((folders["qti3"] / path).read_bytes()).get("identifier") for path in held]
    assert found == [Path(path).stem for path in held]


def test_easy_words_and_words_for_the_voice_stand_in_the_catalog_and_belong_to_the_stem() -> None:
    question = Question(
        id="q-a", number=1, kind="single", text="1 < 2 & “3”？", right=("a",), spoken="一小于二", easy="哪个小？",
        choices=(Choice(id="q-a.a", letter="a", text="<b>"), Choice(id="q-a.b", letter="b", text="]]>")),
    )  # fmt: skip
    tree = ElementTree.fromstring(qti(COURSE, [("第 1 课", question)])["items/q-a.xml"])
    cards = {card.get("support"): "".join(card.itertext()).strip() for card in tree.iter(f"{ASI}qti-card")}
    assert cards == {"spoken": "一小于二", "simplified-language-portions": "哪个小？"}
    (catalog,) = (one.get("id") for one in tree.iter(f"{ASI}qti-catalog"))
    assert [one.text for one in tree.iter() if one.get("data-catalog-idref") == catalog] == ["1 < 2 & “3”？"]
    assert [one.text for one in tree.iter(f"{ASI}qti-simple-choice")] == ["<b>", "]]>"]


def test_several_blanks_share_the_score(play: Callable[..., tuple[float, str]]) -> None:
    question = Question(id="q-b", number=1, kind="blank", text="先 ____，再 ____。", answers=(("停", "停下"), ("问",)))
    data = qti(COURSE, [("l", question)])["items/q-b.xml"]
    assert play(data, {"RESPONSE1": "停下", "RESPONSE2": "问"})[0] == pytest.approx(1)
    assert play(data, {"RESPONSE1": "停", "RESPONSE2": "走"})[0] == pytest.approx(0.5, abs=0.01)
