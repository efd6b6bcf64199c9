"""The demo site built once, served with its security headers, and a Chromium that asks nobody for anything."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from a11y import answering, launching, lrs, taking
from a11y.listening import NOTICE, build, length_ms
from a11y.published import Address, Page, published, representative
from a11y.server import TOOLS, serving
from doubles.tools import missing
from filelock import FileLock

from curbcut.portal.documents import duration_text

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
NODE_MODULES = HERE / "node_modules"
NOW = "2026-11-25T09:00:00+08:00"
"""The moment that counts as now, in the build and in the browser: a transcript must not change overnight."""

QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-extensions",
    "--disable-domain-reliability", "--disable-breakpad", "--metrics-recording-only", "--no-default-browser-check",
    "--autoplay-policy=user-gesture-required",
)  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--built", metavar="DIR", help="test the site that is built in DIR instead of building the demo site"
    )


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the tables that tests recorded; with several workers, what a test prints is lost."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, value in report.user_properties:
                if name == "table":
                    terminalreporter.write_line(f"\n{value}")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return found or missing("Chromium is not installed (Debian: chromium)")


@pytest.fixture(scope="session")
def java() -> str:
    """The program."""
    return shutil.which("java") or missing("Java is not installed (Debian: default-jre-headless)")


@pytest.fixture(scope="session")
def node() -> str:
    """The program."""
    return shutil.which("node") or missing("Node.js is not installed (Debian: nodejs npm)")


@pytest.fixture(scope="session")
def package() -> Callable[[str], Path]:
    """Return a function that gives a file of a package in node_modules."""

    def file(name: str) -> Path:
        path = NODE_MODULES / name
        return path if path.is_file() else missing(f"{name} is not installed: run ./curbcut test -s a11y")

    return file


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The demo site, built once for all workers."""
    if given := request.config.getoption("--built"):
        return Path(given).resolve()
    shared = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    out = shared / "a11y"
    with FileLock(f"{out}.lock"):
        if not (out / "site").exists():
            command = [
                sys.executable,
                "-P",
                "-m",
                "curbcut",
                "--site",
                str(ROOT),
                "build",
                "--out",
                str(out),
                "--now",
                NOW,
            ]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
    return (out / "site").resolve()


@pytest.fixture(scope="session")
def pages(site: Path) -> list[Page]:
    """All published pages."""
    return published(site)


@pytest.fixture(scope="session")
def origin(site: Path) -> Iterator[str]:
    """Where the site is served."""
    reader = NODE_MODULES / "@guidepup/virtual-screen-reader/lib/esm/index.browser.js"
    with serving(site, {f"{TOOLS}screen-reader.js": reader}) as address:
        yield address


@pytest.fixture(scope="session")
def address(origin: str, pages: list[Page]) -> Address:
    """Return a function that gives the address of the page that stands for a case."""
    return lambda case: origin + representative(pages, case).address


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site whose pages have recordings."""
    return build(tmp_path_factory.mktemp("recorded"))


@pytest.fixture(scope="session")
def place(recorded: Path) -> Iterator[str]:
    """Where it is served."""
    reader = NODE_MODULES / "@guidepup/virtual-screen-reader/lib/esm/index.browser.js"
    with serving(recorded, {f"{TOOLS}screen-reader.js": reader}) as address:
        yield address


@pytest.fixture(scope="session")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with lessons that ask every kind of question."""
    return answering.build(tmp_path_factory.mktemp("asking"))


@pytest.fixture(scope="session")
def school(asking: Path) -> Iterator[str]:
    """Where it is served."""
    reader = NODE_MODULES / "@guidepup/virtual-screen-reader/lib/esm/index.browser.js"
    with serving(asking, {f"{TOOLS}screen-reader.js": reader}) as address:
        yield address


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The unpacked packages of a course of three lessons, the first without questions."""
    root = tmp_path_factory.mktemp("course")
    answering.build(root, taking.COURSE)
    names = ("folder", "scorm12", "scorm2004", "cmi5", "gift", "qti3")
    return {name: taking.packaged(root, name, root / f"out-{name}") for name in names}


@pytest.fixture
def store(folders: dict[str, Path], node: str, package: Callable[[str], Path]) -> Iterator[lrs.Store]:
    """A platform with the course; at the end, whatever it was told must be valid xAPI and follow the rules of cmi5."""
    with lrs.running(folders["cmi5"]) as found:
        yield found
        assert launching.invalid(found.statements, node, package("xapi-validation/package.json").parent) == []
        assert found.wrong() == []


@pytest.fixture(scope="session")
def record_store() -> Path:
    """Where the packages of a learning record store are."""
    found = ROOT / ".nox" / "lrs"
    return found if found.is_dir() else missing("ralph-malph is not installed: run ./curbcut test -s a11y")


@pytest.fixture(scope="session")
def listen_name(recorded: Path) -> str:
    """What the button of the Chinese notice says."""
    return f"听这一页（{duration_text(length_ms(recorded, NOTICE), 'zh-Hans')}）"


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture
def tab(browser: Any) -> Iterator[Callable[..., Any]]:
    """Return a function that opens an empty tab of its own, with options of Playwright; all are closed at the end."""
    opened = []

    def new(width: int = 1280, height: int = 800, **options: Any) -> Any:
        # The checks themselves run in the page; test_policy.py is where the policy holds.
        given = {"bypass_csp": True, "reduced_motion": "reduce", **options}
        context = browser.new_context(viewport={"width": width, "height": height}, **given)
        context.set_default_timeout(30_000)  # only a failure takes that long
        opened.append(context)
        return context.new_page()

    yield new
    for context in opened:
        context.close()
