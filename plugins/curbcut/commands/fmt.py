"""Put what a program can put into content files: ids of questions. Nothing else in a file changes, not by one byte."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curbcut.core.reporting import Report

HELP = {
    "zh": "整理内容文件：--ids 给自测里没有编号的题补上编号，别的一个字节都不动。",
    "en": "Tidy content files: --ids gives questions of quizzes the ids they lack, and changes nothing else.",
}


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="FILE",
        help="只改这些文件或文件夹 only these files or folders (default: all lessons)",
    )
    parser.add_argument("--ids", action="store_true", required=True, help="补上题目的编号 add ids to questions")
    parser.add_argument(
        "--check",
        action="store_true",
        help="只看，不写；要改就以 1 结束 write nothing; end with 1 if files would change",
    )
    parser.add_argument("--json", action="store_true", help="每行一个 JSON 对象 one JSON object per line")


def run(options: Namespace) -> int:
    """Write the ids into the files. Returns 1 where `--check` found that some are missing, or a file cannot be read."""
    from curbcut.core.errors import EXIT_FINDINGS, EXIT_FINE, UsageProblem
    from curbcut.core.reporting import Report

    report = Report(as_json=options.json)
    root = Path(options.site).resolve()
    wanted = [_lesson(path, root) for path in options.paths]
    lessons = sorted(path for path in (root / "courses").glob("*/*.md") if path.is_file())
    for path in wanted:
        if not any(lesson == path or path in lesson.parents for lesson in lessons):
            raise UsageProblem(
                "lesson-unknown", given=str(path.relative_to(root) if path.is_relative_to(root) else path)
            )
    chosen = {one for one in lessons if not wanted or any(one == path or path in one.parents for path in wanted)}
    count = files = unread = 0
    for group in _courses(lessons):
        texts = {path: text for path in group if (text := _text(path)) is not None}
        for path in sorted(chosen.intersection(group) - texts.keys()):
            unread += 1
            report.say(f"{path.relative_to(root)}: 不是 UTF-8，没有改。Not UTF-8; left alone.")
        put = _put(texts, chosen, root, report, write=not options.check)
        count, files = count + put[0], files + put[1]
    done = ("要补", "to add") if options.check else ("已补上", "added")
    report.say(
        f"{done[0]} {count} 个编号，{files} 个文件。Ids {done[1]}: {count}; files: {files}."
        if count
        else "没有缺编号的题。No question lacks an id."
    )
    code = EXIT_FINDINGS if unread or (options.check and count) else EXIT_FINE
    report.tell(
        {"event": "done", "exit": code, "ids": count, "files": files, "written": bool(count) and not options.check}
    )
    return code


def _lesson(path: str, root: Path) -> Path:
    given = Path(path)
    return (given if given.is_absolute() else root / given).resolve()


def _courses(lessons: list[Path]) -> list[list[Path]]:
    """Return the lessons of each course and language: translations have the ids of their originals."""
    groups: dict[tuple[Path, str], list[Path]] = {}
    for path in lessons:
        groups.setdefault((path.parent, ".".join(path.name.split(".")[1:])), []).append(path)
    return list(groups.values())


def _text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None


def _put(texts: dict[Path, str], chosen: set[Path], root: Path, report: Report, *, write: bool) -> tuple[int, int]:
    """Put ids into the chosen files of one course; return how many ids, in how many files."""
    from curbcut.core.quizzes.ids import ids_in, named

    count = files = 0
    # Files that were not chosen keep what they lack, and what they have is taken.
    given = {str(path): text for path, text in texts.items() if path in chosen}
    others = {id_ for path, text in texts.items() if path not in chosen for id_ in ids_in(text)}
    for name, (text, put) in named(given, others).items():
        path = Path(name)
        for one in put:
            where = path.relative_to(root).as_posix()
            report.say(f"{where}:{one.line}: {one.text}")
            report.tell({"event": "id", "path": where, "line": one.line, "id": one.id})
        if put:
            count, files = count + len(put), files + 1
            if write:
                _write(path, text.encode("utf-8"))
    return count, files


def _write(path: Path, data: bytes) -> None:
    """Replace a file at once, with its permissions: an interrupted command leaves the old one whole."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(data)
    beside.chmod(path.stat().st_mode & 0o7777)
    beside.replace(path)
