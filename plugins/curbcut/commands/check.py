"""Read and check everything without publishing."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

HELP = {"zh": "检查内容，不发布。", "en": "Check the content; publish nothing."}


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="只看这些文件或文件夹 only these files or folders")
    parser.add_argument("--out", default="", metavar="DIR", help="构建文件夹 the build folder (default: build)")
    parser.add_argument("--workers", default="", metavar="1|N|auto|tcp://HOST:PORT", help="用多少进程 how many workers")
    parser.add_argument("--now", default="", metavar="ISO8601", help="按这个时间检查 the time that counts as now")
    parser.add_argument("--json", action="store_true", help="输出 JSON 事件 stream versioned events")


def run(options: Namespace) -> int:
    """Print all findings. Returns 1 when one of them stops publishing."""
    from curbcut.core.errors import EXIT_FINDINGS, EXIT_FINE
    from curbcut.core.findings import stopping
    from curbcut.core.reporting import Report
    from curbcut.site import Site, Wishes

    report = Report(as_json=options.json)
    report.tell({"event": "start", "command": "check"})
    site, findings = Site.open(Path(options.site).resolve())
    if site is not None:
        wishes = Wishes(out=options.out, workers=options.workers, now=options.now)
        findings = [*findings, *site.check(wishes, report.tell)]
    wanted = [path.strip("/").removeprefix("./") for path in options.paths]
    shown = [f for f in findings if not wanted or any(f.path == w or f.path.startswith(w + "/") for w in wanted)]
    report.findings(shown)
    stops = len(stopping(shown))
    code = EXIT_FINDINGS if stops else EXIT_FINE
    report.say(
        f"{len(shown)} 条，其中 {stops} 条必须改好才能发布。 {len(shown)} findings, {stops} of them stop publishing."
        if shown
        else "没有发现问题。No findings."
    )
    report.tell({"event": "done", "exit": code, "findings": len(shown), "stops": stops})
    return code
