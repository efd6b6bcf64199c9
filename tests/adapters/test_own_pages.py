"""Both generators lay out our pages: the same bytes, nothing left behind, one failure is one failure."""

from __future__ import annotations

import locale
import logging
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from theme.samples import BODY, notice, sample_models

from curbcut import theme
from curbcut.adapters import for_mkdocs, for_pelican
from curbcut.adapters.complaints import Call, Laid
from curbcut.core.errors import CurbcutError
from curbcut.core.model import Made
from curbcut.core.pages import PageModel

GENERATORS = [for_pelican, for_mkdocs]
EMPTY = PageModel(url="bad/", template="document", lang="zh-Hans", title="没有数据", cc={"title": "没有数据"})
each_generator = pytest.mark.parametrize("generator", GENERATORS, ids=["pelican", "mkdocs"])


def html(laid: Laid) -> bytes:
    assert isinstance(laid, Made), laid
    return laid.files["index.html"]


def test_pelican_and_mkdocs_give_the_same_bytes() -> None:
    calls = sample_models()
    assert [html(page) for page in for_pelican.lay_out(calls)] == [html(page) for page in for_mkdocs.lay_out(calls)]


@each_generator
def test_pages_come_in_the_order_they_were_asked_for(generator: ModuleType) -> None:
    calls = [notice(f"notice/n{n}/") for n in range(25)]
    calls = [
        (PageModel(url=m.url, template=m.template, lang=m.lang, title=m.url, cc=m.printed() | {"heading": m.url}), b)
        for m, b in calls
    ]
    for (model, _), page in zip(calls, generator.lay_out(calls), strict=True):
        assert f"<h1>{model.url}</h1>".encode() in html(page)


@each_generator
def test_a_page_does_not_depend_on_its_batch(generator: ModuleType) -> None:
    calls = sample_models()
    whole = [html(page) for page in generator.lay_out(calls)]
    order = random.Random(1).sample(range(len(calls)), len(calls))
    mixed = generator.lay_out([calls[n] for n in order])
    assert [html(mixed[order.index(n)]) for n in range(len(calls))] == whole
    assert [html(generator.lay_out([call])[0]) for call in calls] == whole


@each_generator
def test_nothing_asked_is_nothing_given(generator: ModuleType) -> None:
    assert generator.lay_out([]) == []


@each_generator
@pytest.mark.parametrize(
    "bad",
    [
        (EMPTY, ""),
        (PageModel(url="bad/", template="no-such", lang="zh-Hans", title="?", cc={}), ""),
        (notice("bad/")[0], "半个字符 \ud800"),
        (
            PageModel(
                url="bad/", template="document", lang="zh-Hans", title="?", cc=notice()[0].printed() | {"facts": 7}
            ),
            "",
        ),
    ],
    ids=["data-missing", "no-such-template", "not-encodable", "wrong-shape"],
)
def test_a_failing_page_fails_alone_and_is_named(generator: ModuleType, bad: Call) -> None:
    calls = [notice("one/"), bad, notice("two/"), bad]
    one, first, two, second = generator.lay_out(calls)
    assert html(one) == html(generator.lay_out(calls[:1])[0])
    assert html(two)
    for failure in (first, second):
        assert isinstance(failure, CurbcutError)
        assert failure.says == "generator-complained"
        assert failure.where == "bad/"


@pytest.mark.parametrize(
    ("generator", "logger"),
    [(for_pelican, "pelican.generators"), (for_mkdocs, "mkdocs.structure.nav")],
    ids=["pelican", "mkdocs"],
)
def test_a_warning_of_the_generator_fails_its_pages(
    generator: ModuleType, logger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def complaining(real: Callable[..., object]) -> Callable[..., object]:
        def build(*args: object) -> object:
            logging.getLogger(logger).warning("something smells of %s", "gas")
            return real(*args)

        return build

    name = "build" if generator is for_mkdocs else "_run"
    monkeypatch.setattr(generator, name, complaining(getattr(generator, name)))
    for _ in range(2):  # Pelican would say it once per process only
        (laid,) = generator.lay_out([notice()])
        assert isinstance(laid, CurbcutError)
        assert "something smells of gas" in laid.text()
    monkeypatch.undo()
    assert html(generator.lay_out([notice()])[0])


@each_generator
def test_nothing_is_left_behind(generator: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pelican import console, signals
    from pelican.log import LimitFilter

    staging = tmp_path / "tmp"
    staging.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(staging))
    monkeypatch.chdir(tmp_path)

    def state() -> tuple[object, ...]:
        loggers = [logging.getLogger(name) for name in ("", "pelican", "mkdocs", "mkdocs.material")]
        return (
            [(log.level, log.propagate, list(log.handlers), list(log.filters)) for log in loggers], logging.getLoggerClass(),
            locale.setlocale(locale.LC_ALL), os.getcwd(), list(sys.path), dict(os.environ), console.quiet,
            {name: len(signal.receivers) for name, signal in vars(signals).items() if hasattr(signal, "receivers")},
            set(LimitFilter._raised_messages), list(staging.iterdir()), sorted(p.name for p in tmp_path.iterdir()),
        )  # fmt: skip

    generator.lay_out([notice()])
    before = state()
    generator.lay_out([*sample_models(), (EMPTY, "")])
    assert state() == before


@each_generator
def test_a_page_is_laid_out_without_a_word(generator: ModuleType, capfd: pytest.CaptureFixture[str]) -> None:
    generator.lay_out(sample_models())
    assert capfd.readouterr() == ("", "")


SCRIPT = """
import hashlib, sys
sys.path[:0] = sys.argv[2:]
from importlib import import_module
from theme.samples import sample_models
for page in import_module("curbcut.adapters." + sys.argv[1]).lay_out(sample_models()):
    print(hashlib.sha256(page.files["index.html"]).hexdigest())
"""


@pytest.mark.parametrize("name", ["for_pelican", "for_mkdocs"])
def test_the_same_bytes_in_every_surrounding(name: str) -> None:
    tests, plugins = Path(__file__).parent.parent, Path(theme.__file__).parent.parent.parent

    def run(**env: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, name, str(tests), str(plugins)], check=True, capture_output=True, text=True,
            env={"PATH": os.environ["PATH"], **env},
        )  # fmt: skip
        assert done.stderr == ""
        return done.stdout

    one = run(TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1", SOURCE_DATE_EPOCH="0")
    assert one == run(TZ="Asia/Shanghai", LC_ALL="C.UTF-8", PYTHONHASHSEED="2")
    assert len(one.split()) == len(sample_models())


def test_templates_reach_nothing_but_the_model() -> None:
    from jinja2 import Environment, meta, nodes

    environment = Environment(**theme.environment())
    for path in (theme.TEMPLATES / "cc").glob("*.html"):
        tree = environment.parse(path.read_text("utf-8"))
        macros = {name for imported in tree.find_all(nodes.FromImport) for name in imported.names}
        assert meta.find_undeclared_variables(tree) - macros <= {"cc"}, path.name


def test_nothing_of_material_is_shipped() -> None:
    for laid in for_mkdocs.lay_out(sample_models()):
        assert set(laid.files) == {"index.html"} if isinstance(laid, Made) else False
        assert b"md-" not in html(laid).replace(b"cmd-", b"")


def test_material_stands_behind_our_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    real = for_mkdocs._Press.on_env

    def on_env(self: for_mkdocs._Press, env: object, **kwargs: object) -> object:
        env = real(self, env, **kwargs)  # type: ignore[arg-type]
        seen.append(env.get_template("partials/languages/zh.html"))
        return env

    monkeypatch.setattr(for_mkdocs._Press, "on_env", on_env)
    html(for_mkdocs.lay_out([notice()])[0])
    assert seen


@each_generator
def test_a_thousand_pages_take_about_a_second(generator: ModuleType) -> None:
    """0.7 s and 0.8 s of processor time were measured (2026-11); this only catches something many times slower."""
    calls = [notice(f"notice/n{n}/") for n in range(300)]
    calls = [(model, BODY * 2) for model, _ in calls]
    began = time.process_time()
    generator.lay_out(calls)
    assert time.process_time() - began < 2
