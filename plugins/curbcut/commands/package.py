"""Save a course as one ZIP: for a learning platform, an offline school server, or a double-click."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curbcut.core.reporting import Report
    from curbcut.packages.course import Package
    from curbcut.site import Site

HELP = {
    "zh": "把一门课存成一个包：学习平台用，双击也能看。",
    "en": "Save a course as one package: for a learning platform, or a double-click.",
}
VERSION = 1
"""Of the JSON objects: keys are only ever added."""


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("course", metavar="COURSE", help="课程的文件夹名，如 online-banking the course's folder")
    parser.add_argument(
        "--format",
        default="folder",
        metavar="FORMAT",
        help="folder（默认 default）, scorm12, scorm2004, cmi5, gift, qti3",
    )
    parser.add_argument(
        "--out", default="", metavar="FILE.zip", help="存到哪里 where to (default: COURSE-FORMAT.zip; gift: .txt)"
    )
    parser.add_argument(
        "--include", default="", metavar="FORMAT,…",
        help="另外带上这些格式，如 audio,large_print also these formats (default: none)",
    )  # fmt: skip
    parser.add_argument("--lang", default="", metavar="LANG", help="哪种语言 which language (default: the site's)")
    parser.add_argument("--plan", action="store_true", help="只算大小，不写 say how large it is, write nothing")
    parser.add_argument(
        "--from", dest="build", default="", metavar="DIR", help="构建文件夹 the build folder (default: build)"
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON print JSON")


def run(options: Namespace) -> int:
    """Write the package, and say what is in it."""
    from curbcut.core.errors import EXIT_FINDINGS, EXIT_FINE, UsageProblem
    from curbcut.core.reporting import Report
    from curbcut.kit.writing import write_kit
    from curbcut.packages.course import QUESTIONS, Package, Wanted
    from curbcut.site import PATIENCE_S, Site, locked

    report = Report(as_json=options.json)
    out = _place(options)
    site, findings = Site.open(Path(options.site).resolve())
    report.findings(findings)
    if site is None:
        return EXIT_FINDINGS
    build = Path(options.build).resolve() if options.build else site.root / "build"
    if not build.is_dir():
        raise UsageProblem("nothing-published", where=str(build))
    include = tuple(name.strip() for name in options.include.split(",") if name.strip())
    with locked(build, PATIENCE_S):
        wanted = Wanted(course=options.course.strip("/"), format=options.format, lang=options.lang, include=include)
        package = Package(build, site.config, wanted)
        _plan(report, package)
        if options.format in QUESTIONS:
            _questions(report, site, package, None if options.plan else out)
        elif not options.plan:
            write_kit(out, package.contents(), package.size_bytes)
            _done(report, out)
    return EXIT_FINE


def _place(options: Namespace) -> Path:
    from curbcut.core.errors import UsageProblem
    from curbcut.packages.course import FORMATS

    if options.format not in FORMATS:
        raise UsageProblem("room-unknown", corridor="--format", room=options.format, rooms=" ".join(FORMATS))
    ending = "txt" if options.format == "gift" else "zip"
    out = Path(options.out or f"{options.course}-{options.format}.{ending}").absolute()
    if options.format not in ("folder", "gift") and out.suffix.lower() != ".zip":
        raise UsageProblem("package-no-zip", where=str(out))
    return out


def _plan(report: Report, package: Package) -> None:
    import msgspec

    from curbcut.core.words import label
    from curbcut.packages.course import PLATFORM_BYTES, QUESTIONS
    from curbcut.portal.documents import size_text

    told = {
        "title": package.course.title, "lessons": len(package.course.lessons),
        "questions": sum(len(lesson.questions) for lesson in package.course.lessons),
        "size": size_text(package.size_bytes),
    }  # fmt: skip
    both = ("zh", "en")
    parts = () if package.format in QUESTIONS else package.parts
    for part in parts:
        report.say(f"{size_text(part.size_bytes):>9}  {part.files:>6}  {part.name['zh']} {part.name['en']}")
    report.say(*(label("package_holds", lang, **told) for lang in both))
    if package.too_large:
        report.say(*(label("package_large", lang, limit=size_text(PLATFORM_BYTES)) for lang in both))
    report.tell({
        "event": "plan", **told, "size_bytes": package.size_bytes, "day": package.day.day,
        "parts": [msgspec.to_builtins(part) for part in parts], "too_large": package.too_large,
    })  # fmt: skip


def _questions(report: Report, site: Site, package: Package, out: Path | None) -> None:
    """Write the questions alone; say which ones the format has no form for."""
    from curbcut.core.words import label
    from curbcut.kit.writing import write_kit
    from curbcut.packages.gift import LEFT_OUT, gift
    from curbcut.packages.qti import qti
    from curbcut.packages.questions import asked, write_questions

    course, questions = package.course, asked(package, lambda paths: site.texts(paths)[0])
    left = [one.id for _, one in questions if one.kind in LEFT_OUT] if package.format == "gift" else []
    if left:
        told = {"count": len(left), "ids": " ".join(left)}
        report.say(*(label("package_left_out", lang, **told) for lang in ("zh", "en")))
        report.tell({"event": "left-out", "ids": left})
    if out is None:
        return
    if package.format == "gift":
        write_questions(out, gift(course.title, questions))
    else:
        files = qti(course, questions)
        write_kit(out, package.listed(files), sum(map(len, files.values())))
    _done(report, out)


def _done(report: Report, out: Path) -> None:
    from curbcut.core.words import label

    report.tell({"event": "done", "out": str(out)})
    report.say(*(label("kit_written", lang, out=out) for lang in ("zh", "en")))
