"""What CONTRIBUTING.md tells editors about a text is what a text can have."""

from __future__ import annotations

import re
from pathlib import Path

from curbcut.core.kinds import KINDS
from curbcut.core.reading import read

GUIDE = (Path(__file__).resolve().parents[3] / "CONTRIBUTING.md").read_text("utf-8")
FRONT = "---\ntitle: 甲\nslug: a\npublished: 2017-01-04\n---\n\n"
CSV = "级别,每月,说明\n一级,350,从2024年起\n"


def test_every_example_reads_without_a_finding_and_gives_what_is_promised():
    (example,) = re.findall(r"^```markdown\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
    read_ = read(
        "content/notices/a.md", (FRONT + example).encode(), included={"content/notices/rates.csv": CSV.encode()}
    )
    assert [finding.text() for finding in read_.findings] == []
    assert read_.document is not None
    body = read_.document.tree()
    for path in (
        ".//h2[@id='apply']", ".//ruby", ".//em", ".//abbr[@title='自动取款机']", ".//span[@lang='en']", ".//dl/dt", ".//img[@alt]",
        ".//div[@class='admonition warning']", ".//li[@class='task']//input[@checked]", ".//th[@scope='row']",
        ".//td[@class='align-right']", ".//figcaption",
    ):  # fmt: skip
        assert body.find(path) is not None, path
    captions = ["".join(caption.itertext()) for caption in body.iter("caption")]
    assert captions == ["表：补贴标准", "表：从文件里取的表"]
    assert "从2024年起" not in "".join(body.itertext()), "a column that was not chosen"
    assert body.find(".//*[@class='footnote']") is not None


def test_the_keys_it_names_are_keys():
    fields = set(KINDS["notice"].__struct_fields__)
    assert set(re.findall(r"`([a-z_]+):`", GUIDE)) <= fields


def test_the_example_of_a_quiz_has_every_kind_of_question_and_nothing_wrong():
    (example,) = re.findall(r"^~~~markdown\n(.*?)^~~~$", GUIDE, re.DOTALL | re.MULTILINE)
    front = "---\ntitle: 甲\nslug: a\nobjectives: {o1: 会}\n---\n\n"
    result = read("courses/k/a.md", (front + example).encode())
    assert [finding.text() for finding in result.findings] == []
    assert result.document is not None
    assert [question.kind for question in result.document.questions] == [
        "single", "multiple", "truth", "blank", "number", "order", "match", "open", "scenario",
    ]  # fmt: skip
