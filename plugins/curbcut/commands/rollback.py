"""Point the site at an earlier release."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

HELP = {"zh": "退回到上一个发布的版本。", "en": "Go back to the release before."}


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--to", default="", metavar="RELEASE", help="退回到这个版本 to this release")
    parser.add_argument("--out", default="", metavar="DIR", help="构建文件夹 the build folder (default: build)")


def run(options: Namespace) -> int:
    """Swap the link back and say to which release."""
    from curbcut.core.errors import UsageProblem
    from curbcut.core.release import rollback
    from curbcut.site import locked

    out = Path(options.out).resolve() if options.out else Path(options.site).resolve() / "build"
    if not (out / "releases").is_dir():
        raise UsageProblem("nothing-published", where=str(out))
    with locked(out):
        name = rollback(out, options.to)
    print(f"网站现在是版本 {name}。The site is release {name} now.")
    return 0
