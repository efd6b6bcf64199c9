"""List the readings that nobody can be sure of, as questions to an editor; or print the sentences of a text for a recording."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from curbcut.core.ambiguities import Ambiguity
    from curbcut.core.model import Document
    from curbcut.core.reporting import Report

HELP = {
    "zh": "列出拿不准的读音和改法；或列出一篇的句子，供真人录音。有没有拿不准的，都以 0 结束。",
    "en": "List readings that are not certain, and how to settle them; or the sentences of a text, for recording. "
    "Ends with 0 whether there are any or not.",
}


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH",
        help="只看这些文件或文件夹，草稿也看 only these files or folders, drafts too (default: all texts but drafts)",
    )  # fmt: skip
    parser.add_argument(
        "--script", action="store_true",
        help="列出句子，供真人录音：编号、录音文件、文字，用制表符分开 "
        "print the sentences, for recording: id, file to record, words, with tabs between",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="每行一个 JSON 对象 one JSON object per line")


def run(options: Namespace) -> int:
    """Print the questions, the most frequent first, or the script. Returns 1 only where nothing could be read."""
    from curbcut.core.errors import EXIT_FINDINGS, EXIT_FINE
    from curbcut.core.reporting import Report
    from curbcut.site import Site

    report = Report(as_json=options.json)
    root = Path(options.site).resolve()
    site, findings = Site.open(root)
    docs: list[Document] = []
    if site is not None:
        docs, findings = site.texts(tuple(_from_root(path, root) for path in options.paths))
    report.findings(findings)
    if findings and not docs:
        return EXIT_FINDINGS
    if options.script:
        _print_script(docs, report)
    else:
        _print_questions(docs, site.config.lexicon if site else {}, report)
    return EXIT_FINE


def _from_root(path: str, root: Path) -> str:
    """Return a path as sources have it: from the site's root."""
    given = Path(path)
    if given.is_absolute() and given.is_relative_to(root):
        path = given.relative_to(root).as_posix()
    return path.removeprefix("./").rstrip("/")


def _print_script(docs: Iterable[Document], report: Report) -> None:
    """Print every sentence with its id, and the file that is its recording."""
    for doc in docs:
        folder = f"recordings/{doc.path.rpartition('.')[0]}"
        for sentence in doc.sentences:
            file = f"{folder}/{sentence.id}.wav"
            report.say(f"{sentence.id}\t{file}\t{sentence.text}")
            told = {"path": doc.path, "id": sentence.id, "file": file, "lang": sentence.lang, "text": sentence.text}
            report.tell({"event": "sentence", **told})


def _print_questions(docs: list[Document], lexicon: dict[str, str], report: Report) -> None:
    import msgspec

    from curbcut.core.ambiguities import ambiguities
    from curbcut.core.words import label

    questions = ambiguities(docs, lexicon)
    for question in questions:
        report.say(*_lines(question), "")
        reason = {lang: label(question.reason, lang) for lang in ("zh", "en")}
        report.tell({"event": "question", **msgspec.to_builtins(question), "reason": reason})
    counts = {"texts": len(docs), "questions": len(questions), "places": sum(len(q.places) for q in questions)}
    for name in ("ambiguities_how", "ambiguities_done") if questions else ("ambiguities_none",):
        report.say(*(label(name, lang, **counts) for lang in ("zh", "en")))
    report.tell({"event": "done", "exit": 0, **counts})


def _lines(question: Ambiguity) -> Iterable[str]:
    """Yield one question for a person: what, where, and for each reading what to write."""
    from curbcut.core.words import label

    now, *others = question.readings or ("",)
    name = "ambiguity" if others else "ambiguity_only" if now else "ambiguity_unknown"
    for lang in ("zh", "en"):
        where = "ambiguity_within" if len(question.word) > 1 else "ambiguity_alone"
        values: dict[str, Any] = {
            "what": label(where, lang, word=question.word, character=question.character),
            "now": now, "other": "".join(others), "count": len(question.places), "reason": label(question.reason, lang),
        }  # fmt: skip
        yield label(name, lang, **values)
    for place in question.places:
        yield f"  {place.path}:{place.line}:{place.column}  {place.shown()}"
    for number, reading in enumerate(question.readings or ("?",)):
        inline = [place.fixes[number] for place in question.places if place.fixes]
        written = dict.fromkeys([*inline, *(place.entries[number] for place in question.places)])
        yield f"  → {reading}  {' | '.join(written)}"
