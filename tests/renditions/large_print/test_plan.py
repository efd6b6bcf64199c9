"""The print of a plan is PDF/UA-1 and PDF/A-3a, its tags say what its page says, and its boxes can be seen and ticked."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from doubles.planned import put
from renditions.large_print.fidelity import differences
from renditions.large_print.painted import painted
from renditions.large_print.sources import Volume, printed
from renditions.large_print.tag_tree import read
from renditions.large_print.test_demo import conforming, family, fonts, outline, source, text_of

from curbcut.core.model import Made
from curbcut.core.plans import read_plan
from curbcut.core.steps import SOURCE
from curbcut.plans.document import document
from curbcut.plans.folder import text, unprintable
from curbcut.plans.resolving import Outline, resolve, shelf_of
from curbcut.site import Site

pytestmark = pytest.mark.pdf

CASE = Path(__file__).resolve().parents[2] / "site" / "plan" / "plan.yml"
ENGLISH = """\
lang: en
goal: Pay by phone
helper: {name: Ms Wang, phone: "12385", email: wang@example.org, url: "https://example.org/wang"}
ways: [large_print]
steps:
  - lesson: phone/begin
    by: week of 2026-12-09
  - lesson: phone/pay
    done: true
  - do: Write the bank's number on paper
"""
MANY = "goal: 学会\nways: [易读, 纯文本]\nsteps:\n" + "".join(
    f"  - do: 练习第{n}遍，每一遍都慢慢来\n" for n in range(40)
)
PLANS = {"zh": CASE.read_text("utf-8"), "en": ENGLISH, "many": MANY}


def outlined(name: str, root: Path) -> Outline:
    site, _ = Site.open(put(root))
    assert site is not None
    now = site.now("2026-11-25T09:00:00+08:00")
    plan, findings = read_plan("plan.yml", PLANS[name].encode())
    assert plan is not None, findings
    made, findings = resolve(plan, shelf_of(site.texts()[0], site.config, now), site.config, now)
    assert unprintable(made) == []
    return made


@pytest.mark.parametrize("name", PLANS)
def test_the_print_of_a_plan_is_what_it_claims_to_be(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outline_ = outlined(name, tmp_path / "site")
    doc = document(outline_, lambda url: outline_.base + url, paper=True)
    words = text(outline_)
    site = Made(files={SOURCE: words}, facts={"name": outline_.site})
    made, html = printed(Volume(doc.path, (doc,), site), monkeypatch)
    data = made.files["large-print.pdf"]
    assert conforming(data, tmp_path) == []
    assert differences(data, html) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == made.facts["pages"]
        assert {family(font) for font in fonts(pdf)} == {"Curbcut Sans"}
        assert source(pdf) == words  # not plan.yml: what a helper wrote into comments is the helper's own
        headings = outline(read(pdf, painted(pdf)))
    assert [text_of(heading.text) for heading in doc.headings if text_of(heading.text) not in headings] == []
    # One bold box for each step, a tick where it is done.
    boxes = html.count("<b><span>□ </span>"), html.count("<b><span>✓ </span>")
    done = sum(step.done for step in outline_.steps)
    assert boxes == (len(outline_.steps) - done, done)
