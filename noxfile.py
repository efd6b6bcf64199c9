"""Every developer job. `./curbcut test` runs the default ones; `./curbcut test -s NAME` runs one.

Sessions use the interpreter that runs nox, so the .venv of the launcher is the only environment.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path

import nox

nox.needs_version = ">=2026.10.20"
nox.options.default_venv_backend = "none"
# `tests` is last: its summary is what a reader of the log sees first.
nox.options.sessions = ["lint", "types", "house", "repro", "chaos", "pdf", "sound", "voices", "a11y", "matrix", "tests"]

SHELL_FILES = ("curbcut", ".ci/run", "tests/launcher/bare.sh")
APART = ("--ignore=tests/test_house.py", "--ignore=tests/repro", "--ignore=tests/a11y")
"""Tests with a session of their own."""
TOOLS = Path(__file__).resolve().parent / "tests" / "a11y"
"""Where the accessibility tools of Node.js are locked and installed."""


def python(session: nox.Session, *arguments: str, **options: object) -> None:
    """Run this interpreter with arguments."""
    session.run(sys.executable, *arguments, **options)  # type: ignore[arg-type]


@nox.session
def build(session: nox.Session) -> None:
    """Build the site, as `./curbcut build` does."""
    python(session, "-P", "-m", "curbcut", "build", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and formatting of Python, and the shell files where shellcheck is installed."""
    python(session, "-m", "ruff", "check", *session.posargs)
    python(session, "-m", "ruff", "format", "--check")
    if shutil.which("shellcheck"):
        session.run("shellcheck", *SHELL_FILES)
    else:
        session.log("shellcheck is not installed: shell files were not checked")


@nox.session
def types(session: nox.Session) -> None:
    """Check types, strictly."""
    python(session, "-m", "mypy", *session.posargs)


@nox.session
def house(session: nox.Session) -> None:
    """Check the architecture: its own tests, then who may import whom."""
    python(session, "-m", "pytest", "-q", "tests/test_house.py", *session.posargs)
    python(session, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")


@nox.session
def repro(session: nox.Session) -> None:
    """Check that the same input gives the same bytes under another seed, zone, locale and worker count."""
    python(session, "-m", "pytest", "-q", "tests/repro", *session.posargs)


@nox.session
def chaos(session: nox.Session) -> None:
    """Kill builds, fill disks, take permissions away: the old site must stand."""
    python(session, "-m", "pytest", "-q", "-m", "chaos", "tests", *session.posargs)


@nox.session
def pdf(session: nox.Session) -> None:
    """Hold every PDF of the demo, and of long texts, against two validators and its own page."""
    python(session, "-m", "pytest", "-n", "2", "-m", "pdf", "tests/renditions", *session.posargs)


@nox.session
def sound(session: nox.Session) -> None:
    """Speak the whole demo, and hold its recordings against their gates and a browser that seeks in them."""
    python(session, "-m", "pytest", "-q", "-m", "sound", "tests/renditions", *session.posargs)


@nox.session
def voices(session: nox.Session) -> None:
    """Speak with the packages that models need, installed beside the environment: nothing else is to find them there."""
    packages = install_apart(session, "voices")
    paths = session.posargs or ["tests/voices/test_piper.py", "tests/voices/test_sherpa.py"]
    python(
        session, "-m", "pytest", "-q", "-m", "voices", *paths, env={"PYTHONPATH": str(packages), "CURBCUT_VOICES": "1"}
    )


@nox.session
def a11y(session: nox.Session) -> None:
    """Hold the built site against axe, the Nu checker, Lighthouse, a virtual screen reader and a keyboard."""
    install_tools(session)
    install_apart(session, "lrs")
    paths = session.posargs or ["tests/a11y", "-k", "not no_state_of and not no_other_preference"]
    python(session, "-m", "pytest", "-n", "2", "--dist", "loadgroup", *paths)


@nox.session
def matrix(session: nox.Session) -> None:
    """Hold every template in every state against axe: 41 sorts of pages, 60 states each, and the other preferences."""
    install_tools(session)
    python(session, "-m", "pytest", "-n", "2", "tests/a11y/test_axe.py", *session.posargs)


def install_apart(session: nox.Session, name: str) -> Path:
    """Install what requirements/NAME.lock names beside the environment, when it is not what is there; return the folder."""
    folder, lock = Path(f".nox/{name}").resolve(), Path(f"requirements/{name}.lock")
    stamp = folder / ".curbcut-lock"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        install = "-m uv pip install --quiet --require-hashes --no-deps --target".split()
        python(session, *install, str(folder), "-r", str(lock))
        stamp.write_text(wanted)
    return folder


def install_tools(session: nox.Session) -> None:
    """Install what tests/a11y/package-lock.json names, when it is not what is there."""
    lock = hashlib.sha256((TOOLS / "package-lock.json").read_bytes()).hexdigest()
    stamp = TOOLS / "node_modules" / ".curbcut-lock"
    if stamp.is_file() and stamp.read_text() == lock:
        return
    if shutil.which("npm") is None:
        session.log("npm is not installed: tests that need its packages are skipped (with CI set, they fail)")
        return
    with session.chdir(TOOLS):
        session.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    stamp.write_text(lock)


@nox.session
def tests(session: nox.Session) -> None:
    """Run all other tests on two processes."""
    paths = session.posargs or ["tests"]
    apart = "not chaos and not a11y and not pdf and not sound and not voices"
    python(session, "-m", "pytest", "-n", "2", "-m", apart, *APART, *paths)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure, and compare with the bounds in tests/bench.py."""
    python(session, "tests/bench.py", *session.posargs)
    if not session.posargs:
        python(session, "tests/bench_print.py")
        python(session, "tests/bench_speech.py")
        python(session, "tests/bench_browser.py")
        python(session, "tests/bench_search.py")
        python(session, "tests/bench_kiosk.py")


@nox.session
def bare(session: nox.Session) -> None:
    """Prove both commands on a bare Debian 12 made by debootstrap (root and a mirror needed)."""
    session.run("sh", "tests/launcher/bare.sh", *session.posargs)


@nox.session
def wheel(session: nox.Session) -> None:
    """Make the wheel and the source archive in dist/."""
    shutil.rmtree("dist", ignore_errors=True)
    python(session, "-m", "hatchling", "build", "-d", "dist")
    session.log("made %s", ", ".join(sorted(path.name for path in Path("dist").iterdir())))


@nox.session
def fonts(session: nox.Session) -> None:
    """Make the fonts of the large print anew from Debian's fonts-noto-cjk; `-- --check` only compares."""
    python(session, "plugins/fonts/build.py", *session.posargs)


@nox.session
def icons(session: nox.Session) -> None:
    """Draw the icon of the site as PNG anew from its SVG; `-- --check` only compares."""
    python(session, "tests/draw_icons.py", *session.posargs)


@nox.session
def qr(session: nox.Session) -> None:
    """Make the script that draws QR codes anew from the package lean-qr; `-- --check` only compares."""
    install_tools(session)
    python(session, "plugins/qr/build.py", *session.posargs)


@nox.session
def lock(session: nox.Session) -> None:
    """Resolve requirements/*.lock anew from pyproject.toml; `-- -U` takes newer versions."""
    # One version of each package for all Pythons, so that a page is the same bytes on each of them.
    compile_ = "-m uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest".split()
    compile_ += "--generate-hashes --no-emit-index-url --no-header".split()
    ours = "--extra speech pyproject.toml".split()
    run_lock, dev_lock = "requirements/run.lock", "requirements/dev.lock"
    python(session, *compile_, *ours, "--group", "install", "--output-file", run_lock, *session.posargs)
    developer = "--group dev --constraints".split()
    python(session, *compile_, *ours, *developer, run_lock, "--output-file", dev_lock, *session.posargs)
    models = "--group voices --constraints".split()
    python(session, *compile_, *models, dev_lock, "--output-file", "requirements/voices.lock", *session.posargs)
    # Nothing of ours is imported beside it, and it wants versions that ours must not have.
    python(session, *compile_, "--group", "lrs", "--output-file", "requirements/lrs.lock", *session.posargs)
    lock_tools(session)


def lock_tools(session: nox.Session) -> None:
    """Resolve the tools of tests/a11y anew from its package.json, without addresses of a registry."""
    npm = "npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund"
    with session.chdir(TOOLS):
        session.run(*npm.split())
    path = TOOLS / "package-lock.json"
    lock = json.loads(path.read_text("utf-8"))
    packages = lock["packages"]
    for package in packages.values():
        for name, wanted in package.get("dependencies", {}).items():
            # npm ci cannot prove "latest" from a lock without addresses, and asks for whatever is newest that day.
            if wanted == "latest":
                package["dependencies"][name] = packages[f"node_modules/{name}"]["version"]
    path.write_text(json.dumps(lock, ensure_ascii=False, indent=2) + "\n", "utf-8")
