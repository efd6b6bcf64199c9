"""Serve a kit on this machine for a counter: pages and search, without a network and without scripts."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

HELP = {"zh": "在服务窗口的电脑上看离线包、搜索。", "en": "Serve a kit at a counter, with search."}
_PORT = 8000


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("folder", metavar="FOLDER", help="离线包或构建文件夹 a kit, or the build folder")
    parser.add_argument(
        "--port", type=int, default=_PORT, metavar="N", help="端口，0 为任选 the port, 0 picks one (default: 8000)"
    )


def run(options: Namespace) -> int:
    """Serve until Ctrl+C, which ends it with exit code 130."""
    from curbcut.core.errors import EXIT_FINE, UsageProblem
    from curbcut.core.reporting import Report
    from curbcut.core.words import label
    from curbcut.kiosk.app import application
    from curbcut.kiosk.crowd import processes, serve
    from curbcut.kiosk.holding import Holding
    from curbcut.serving.door import HOST, LAST_PORT, listening

    if not 0 <= options.port <= LAST_PORT:
        raise UsageProblem("argument-unusable", reason=f"--port: 0-{LAST_PORT}")
    report, both = Report(as_json=False), ("zh", "en")
    holding = Holding(Path(options.folder).resolve())
    with listening(options.port) as door:
        port = door.getsockname()[1]
        if holding.now().index is None:
            report.say(*(label("kiosk_silent", lang) for lang in both))
        report.say(*(label("kiosk_address", lang, address=f"http://{HOST}:{port}/") for lang in both))
        report.out.flush()
        serve(application(holding, port), door, processes())
    return EXIT_FINE
