"""Make a personal contents page, and a plan to print, of what a helper wrote for one learner."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curbcut.core.findings import Finding
    from curbcut.core.reporting import Report
    from curbcut.plans.resolving import Outline
    from curbcut.site import Site

HELP = {
    "zh": "把给一个人写的计划（plan.yml）做成个人目录页和可以打印的计划，只留在本机。",
    "en": "Make a personal contents page and a plan to print of plan.yml, the plan of one person; it stays on this machine.",
}
VERSION = 1
"""Of the JSON objects: keys are only ever added."""


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", metavar="FILE", help="计划文件，如 plans/xiaozhou.yml the plan's file")
    parser.add_argument(
        "--out", default="", metavar="FOLDER|ZIP",
        help="写到哪里，网站以外的文件夹；不写就只检查并显示 where to, outside of the site; without it, check and show",
    )  # fmt: skip
    parser.add_argument(
        "--with-pages",
        action="store_true",
        help="把计划里的网页也带上，不用上网 bring the pages along, for use without a network",
    )
    parser.add_argument(
        "--include", default="", metavar="FORMAT,…",
        help="带上的网页只带这些格式，如 audio,pdf of the pages, only these formats (default: all)",
    )  # fmt: skip
    parser.add_argument(
        "--from", dest="build", default="", metavar="DIR", help="构建文件夹 the build folder (default: build)"
    )
    parser.add_argument("--now", default="", metavar="ISO8601", help="按这个时间做 the time that counts as now")
    parser.add_argument("--json", action="store_true", help="输出 JSON print JSON")


def run(options: Namespace) -> int:
    """Check the plan; write its folder, or show it as text."""
    from curbcut.core.errors import EXIT_FINDINGS, EXIT_FINE, UsageProblem
    from curbcut.core.findings import stopping
    from curbcut.core.reporting import Report
    from curbcut.plans.private import published_from, taken_in
    from curbcut.site import Site

    report = Report(as_json=options.json)
    site, findings = Site.open(Path(options.site).resolve())
    if site is None:
        report.findings(findings)
        return EXIT_FINDINGS
    build = Path(options.build).resolve() if options.build else site.root / "build"
    out = Path(options.out).absolute() if options.out else None
    if out and (published_from(out, site.root, build) or taken_in(out, site.root)):
        raise UsageProblem("plan-public-place", where=str(out))
    outline, more = _read(site, Path(options.file), build, options.now)
    findings += more
    report.findings(findings)
    if outline is None or stopping(findings):
        return EXIT_FINDINGS
    if out is None:
        _show(report, outline)
    else:
        include = tuple(name.strip() for name in options.include.split(",") if name.strip()) or None
        _write(report, site, outline, out, (build, include) if options.with_pages else None)
    return EXIT_FINE


def _read(site: Site, file: Path, build: Path, now: str) -> tuple[Outline | None, list[Finding]]:
    """Return the plan held against the site, and what is wrong with it."""
    from curbcut.core.errors import EnvironmentProblem, UsageProblem
    from curbcut.core.findings import WARN, found
    from curbcut.core.options.yaml_text import SIZE_LIMIT_BYTES
    from curbcut.core.plans import read_plan
    from curbcut.plans.folder import unprintable
    from curbcut.plans.private import published_from, taken_in
    from curbcut.plans.resolving import resolve, shelf_of

    if not file.is_file():  # a pipe of this name would be waited for
        raise UsageProblem("plan-no-file", where=str(file))
    try:
        with file.open("rb") as opened:
            data = opened.read(SIZE_LIMIT_BYTES + 1)
    except OSError as problem:
        raise EnvironmentProblem("cannot-read", where=str(file), reason=problem.strerror or problem) from problem
    path = file.as_posix()
    if published_from(file, site.root, build):
        return None, [found("plan-published", path, (1, 1))]
    findings = [found("plan-in-git", path, (1, 1), level=WARN)] if taken_in(file, site.root) else []
    plan, more = read_plan(path, data)
    findings += more
    if plan is None:
        return None, findings
    moment = site.now(now)
    documents, _ = site.texts()
    outline, more = resolve(plan, shelf_of(documents, site.config, moment), site.config, moment)
    return outline, [*findings, *more, *unprintable(outline)]


def _show(report: Report, outline: Outline) -> None:
    from curbcut.core.words import label
    from curbcut.plans.folder import text

    report.say(text(outline).decode().rstrip(), "")
    report.say(*(label("plan_holds", lang, steps=len(outline.steps)) for lang in ("zh", "en")))
    report.tell({"event": "plan", "steps": len(outline.steps), "minutes": outline.minutes, "day": outline.day})


def _write(
    report: Report, site: Site, outline: Outline, out: Path, pages: tuple[Path, tuple[str, ...] | None] | None
) -> None:
    """Write the folder. pages: the build folder that pages are brought from, and their formats"""
    from curbcut.core.errors import UsageProblem
    from curbcut.core.words import label
    from curbcut.kit.writing import write_kit
    from curbcut.plans.folder import brought, contents, listed
    from curbcut.site import locked

    if pages is None:
        if not outline.base and any(step.forms for step in outline.steps):
            raise UsageProblem("plan-no-address", where=str(site.root))
        own = contents(outline, None)
        write_kit(out, listed(outline, own, None), sum(map(len, own.values())))
    else:
        build, include = pages
        if not (build / "site").is_dir():
            raise UsageProblem("nothing-published", where=str(build))
        with locked(build):
            kit = brought(outline, site.config, build, include)
            own = contents(outline, kit)
            write_kit(out, listed(outline, own, kit), sum(map(len, own.values())) + (kit.size_bytes if kit else 0))
    report.tell({"event": "done", "out": str(out), "steps": len(outline.steps), "minutes": outline.minutes})
    report.say(*(label("plan_written", lang, out=out) for lang in ("zh", "en")))
