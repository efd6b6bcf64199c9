"""Build, then free what no build needs any more."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

HELP = {"zh": "清理不再需要的缓存。", "en": "Free kept data that no build needs."}


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--out", default="", metavar="DIR", help="构建文件夹 the build folder (default: build)")
    parser.add_argument("--workers", default="", metavar="1|N|auto|tcp://HOST:PORT", help="用多少进程 how many workers")
    parser.add_argument("--now", default="", metavar="ISO8601", help="按这个时间构建 the time that counts as now")


def run(options: Namespace) -> int:
    """Say how much was freed. Returns 1, and frees nothing, when findings stop the build."""
    from curbcut.core.errors import EXIT_FINDINGS, EXIT_FINE
    from curbcut.core.findings import stopping
    from curbcut.core.reporting import Report
    from curbcut.site import Site, Wishes

    report = Report(as_json=False)
    site, findings = Site.open(Path(options.site).resolve())
    report.findings(findings)
    if site is None:
        return EXIT_FINDINGS
    build, removed, freed = site.sweep(Wishes(out=options.out, workers=options.workers, now=options.now), report.tell)
    report.findings(build.findings)
    if stopping(build.findings):
        report.say("没有清理：先改好上面的问题。Nothing was removed: put the problems above right first.")
        return EXIT_FINDINGS
    report.say(
        f"清理了 {removed} 份数据，{freed / 1_000_000:.1f} MB。Removed {removed} blobs, {freed / 1_000_000:.1f} MB."
    )
    return EXIT_FINE
