"""Save the published site, or a part of it, as a folder or ZIP that opens by double-click without a network."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curbcut.core.reporting import Report
    from curbcut.kit.parts import Kit

HELP = {"zh": "把网站存成离线包，双击就能看。", "en": "Save the site as a kit that opens without a network."}
VERSION = 1
"""Of the JSON objects: keys are only ever added."""


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--out", default="", metavar="FOLDER|ZIP", help="存到哪里 the folder, or a file that ends in .zip"
    )
    parser.add_argument(
        "--include", default="", metavar="FORMAT,…",
        help="只带这些格式，如 audio,pdf；pages 为只带网页 only these formats; pages for none (default: all)",
    )  # fmt: skip
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="KIND/…",
        help="只带这一部分，如 guide only this part of the site",
    )
    parser.add_argument("--course", action="append", default=[], metavar="SLUG", help="只带这门课 only this course")
    parser.add_argument("--plan", action="store_true", help="只算大小，不写 say how large it is, write nothing")
    parser.add_argument(
        "--from", dest="build", default="", metavar="DIR", help="构建文件夹 the build folder (default: build)"
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON print JSON")


def run(options: Namespace) -> int:
    """Print the plan, then write the kit."""
    from curbcut.core.errors import EXIT_FINDINGS, EXIT_FINE, UsageProblem
    from curbcut.core.reporting import Report
    from curbcut.core.words import label
    from curbcut.kit.choosing import Wish
    from curbcut.kit.parts import Kit
    from curbcut.kit.writing import write_kit
    from curbcut.site import PATIENCE_S, Site, locked

    report = Report(as_json=options.json)
    if not options.out and not options.plan:
        raise UsageProblem("kit-no-place")
    site, findings = Site.open(Path(options.site).resolve())
    report.findings(findings)
    if site is None:
        return EXIT_FINDINGS
    build = Path(options.build).resolve() if options.build else site.root / "build"
    if not build.is_dir():
        raise UsageProblem("nothing-published", where=str(build))
    include = tuple(name.strip() for name in options.include.split(",") if name.strip()) or None
    only = (*options.only, *(f"course/{slug}" for slug in options.course))
    with locked(build, PATIENCE_S):
        kit = Kit(build, site.config, Wish(include=include, only=only))
        _plan(report, kit)
        if not options.plan:
            out = Path(options.out).absolute()
            write_kit(out, kit.contents(), kit.size_bytes)
            report.tell({"event": "done", "out": str(out)})
            report.say(*(label("kit_written", lang, out=out) for lang in ("zh", "en")))
    return EXIT_FINE


def _plan(report: Report, kit: Kit) -> None:
    """Say what costs how much, on which stick there is room, and whether the site should be built first."""
    import msgspec

    from curbcut.core.words import label
    from curbcut.portal.documents import size_text

    both = ("zh", "en")
    for part in kit.parts:
        report.say(f"{size_text(part.size_bytes):>9}  {part.files:>6}  {part.name['zh']} {part.name['en']}")
    total = {"size": size_text(kit.size_bytes), "stick": size_text(kit.on_stick_bytes), "gb": kit.stick_gb}
    report.say(*(label("kit_total" if kit.stick_gb else "kit_no_stick", lang, **total) for lang in both))
    report.say(*(label("kit_of_day", lang, day=kit.day.day) for lang in both))
    late = bool(kit.day.until) and _past(kit.day.until)
    if late:
        report.say(*(label("kit_late", lang, until=kit.day.until) for lang in both))
    report.tell({
        "event": "plan", "parts": [msgspec.to_builtins(part) for part in kit.parts], "size_bytes": kit.size_bytes,
        "on_stick_bytes": kit.on_stick_bytes, "stick_gb": kit.stick_gb, "day": kit.day.day, "late": late,
    })  # fmt: skip


def _past(moment: str) -> bool:
    from datetime import UTC, datetime

    return datetime.fromisoformat(moment) <= datetime.now(UTC)
