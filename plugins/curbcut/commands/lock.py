"""Write down the address of every published page, so that none vanishes unnoticed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

HELP = {
    "zh": "把发布过的网址记进 content/permalinks.lock。",
    "en": "Write every published address into content/permalinks.lock.",
}


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--check", action="store_true", help="只比较，不写 only compare; write nothing")
    parser.add_argument("--out", default="", metavar="DIR", help="构建文件夹 the build folder (default: build)")
    parser.add_argument("--workers", default="", metavar="1|N|auto|tcp://HOST:PORT", help="用多少进程 how many workers")
    parser.add_argument("--now", default="", metavar="ISO8601", help="按这个时间发布 the time that counts as now")
    parser.add_argument("--json", action="store_true", help="输出 JSON 事件 stream versioned events")


def run(options: Namespace) -> int:
    """Add the addresses that are published now. Returns 1 when findings stop publishing, or the lock would change.

    Nothing is written while something stops publishing: what is not published was never promised.
    """
    from curbcut.core.errors import EXIT_FINDINGS, EXIT_FINE
    from curbcut.core.findings import stopping
    from curbcut.core.reporting import Report
    from curbcut.site import Site, Wishes

    report = Report(as_json=options.json)
    report.tell({"event": "start", "command": "lock"})
    site, findings = Site.open(Path(options.site).resolve())
    report.findings(findings)
    if site is None:
        report.tell({"event": "done", "exit": EXIT_FINDINGS, "written": False})
        return EXIT_FINDINGS
    wishes = Wishes(out=options.out, workers=options.workers, now=options.now)
    lock = site.lock(wishes, write=not options.check, tell=report.tell)
    report.findings(lock.findings)
    stops = len(stopping(lock.findings))
    if stops:
        report.say(
            f"没有写：{stops} 个问题需要先改好（见上）。",
            f"Not written: {stops} problems to put right first (above).",
        )
    elif lock.changed:
        zh, en = ("还没有记", "not written yet") if options.check else ("已记下", "written down")
        report.say(*(f"+ /{address}" for address in lock.new))
        report.say(f"{zh} {len(lock.new)} 个新网址。New addresses {en}: {len(lock.new)}.", lock.path)
    else:
        report.say("没有新网址。No new addresses.")
    code = EXIT_FINDINGS if stops or (options.check and lock.changed) else EXIT_FINE
    written = lock.changed and not stops and not options.check
    report.tell({"event": "done", "exit": code, "written": written, "new": list(lock.new), "stops": stops})
    return code
