"""Run the project's own checks (developers)."""

from __future__ import annotations

from argparse import REMAINDER, ArgumentParser, Namespace

HELP = {"zh": "运行项目自己的测试。", "en": "Run the project's own tests."}


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("nox", nargs=REMAINDER, metavar="…", help="交给 nox 的参数 arguments for nox")


def run(options: Namespace) -> int:
    """Run nox on the project's noxfile.py and return its exit code."""
    import subprocess
    import sys
    from importlib.util import find_spec
    from pathlib import Path

    from curbcut.core.errors import EnvironmentProblem

    project = Path(__file__).resolve().parents[3]
    if find_spec("nox") is None or not (project / "noxfile.py").is_file():
        raise EnvironmentProblem("no-dev-tools")
    return subprocess.call([sys.executable, "-m", "nox", *options.nox], cwd=project)
