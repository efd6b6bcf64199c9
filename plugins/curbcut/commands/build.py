"""Read, check, make and publish the site."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

HELP = {"zh": "构建并发布网站。", "en": "Build and publish the site."}


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--out", default="", metavar="DIR", help="发布到哪里 where to publish (default: build)")
    parser.add_argument(
        "--only", default="", metavar="ROOM,…", help="只做这些格式，配合 --out make only these rooms, with --out"
    )
    parser.add_argument("--workers", default="", metavar="1|N|auto|tcp://HOST:PORT", help="用多少进程 how many workers")
    parser.add_argument("--now", default="", metavar="ISO8601", help="按这个时间发布 the time that counts as now")
    parser.add_argument("--json", action="store_true", help="输出 JSON 事件 stream versioned events")


def run(options: Namespace) -> int:
    """Build, say what came of it and where to look. Returns the exit code."""
    from curbcut.core.errors import EXIT_FINDINGS, EXIT_FINE
    from curbcut.core.findings import stopping
    from curbcut.core.reporting import Report
    from curbcut.site import Site, Wishes

    report = Report(as_json=options.json)
    report.tell({"event": "start", "command": "build"})
    only = tuple(name for name in options.only.split(",") if name)
    wishes = Wishes(out=options.out, only=only, workers=options.workers, now=options.now)
    site, findings = Site.open(Path(options.site).resolve())
    report.findings(findings)
    if site is None:
        report.tell({"event": "done", "exit": EXIT_FINDINGS, "published": False})
        return EXIT_FINDINGS
    build = site.build(wishes, report.tell)
    report.findings(build.findings)
    stops = len(stopping(build.findings))
    place = site.out(wishes) / "site"
    numbers = {
        "documents": build.documents, "pages": build.pages, "files": build.files, "made": build.made,
        "kept": build.kept, "findings": len(build.findings), "next_transition": build.next_transition,
    }  # fmt: skip
    if stops:
        report.say(
            f"没有发布：{stops} 个问题需要先改好（见上）。原来的网站没有改动。",
            f"Not published: {stops} problems to put right first (above). The live site is as it was.",
        )
        report.tell({"event": "done", "exit": EXIT_FINDINGS, "published": False, **numbers})
        return EXIT_FINDINGS
    zh, en = (
        ("已发布", "Published")
        if build.changed
        else ("没有变化，网站已是最新", "Nothing changed; the site is up to date")
    )
    report.say(
        f"{zh}：{build.documents} 篇内容，{build.pages} 个网页，{build.files} 个文件（新做 {build.made}，沿用 {build.kept}）。",
        f"{en}: {build.documents} documents, {build.pages} pages, {build.files} files ({build.made} made, {build.kept} kept).",
        f"{place}/index.html",
        "用 curbcut serve 预览。Preview it with: curbcut serve",
    )
    if build.next_transition:
        report.say(f"下一次定时变化 next scheduled change: {build.next_transition}")
    report.tell(
        {
            "event": "done",
            "exit": EXIT_FINE,
            "published": True,
            "changed": build.changed,
            "release": build.release,
            **numbers,
        }
    )
    return EXIT_FINE
