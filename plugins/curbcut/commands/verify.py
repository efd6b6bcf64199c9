"""Compare a published tree with its manifest."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

HELP = {"zh": "核对网站文件和清单是否一致。", "en": "Compare a published tree with its manifest."}
_WORDS = {"missing": "缺少 missing", "changed": "被改动 changed", "extra": "多出 not in the manifest"}


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "folder", nargs="?", default="", metavar="FOLDER", help="网站文件夹 the tree (default: build/site)"
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON print JSON")


def run(options: Namespace) -> int:
    """Print what differs. Returns 1 when anything does."""
    import json

    from curbcut.core.errors import EXIT_FINDINGS, EXIT_FINE
    from curbcut.core.release import verify

    folder = Path(options.folder) if options.folder else Path(options.site) / "build" / "site"
    wrong = verify(folder)
    if options.json:
        print(json.dumps({"version": 1, "differences": [{"what": w, "path": p} for w, p in wrong]}, ensure_ascii=False))
    else:
        for what, path in wrong:
            print(f"{_WORDS[what]}: {path}")
        if not wrong:
            print("完全一致。Every file is as the manifest says.")
    return EXIT_FINDINGS if wrong else EXIT_FINE
