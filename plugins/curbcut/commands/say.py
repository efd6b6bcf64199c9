"""Say a text: the words it is read with, their pinyin, what nobody can be sure of, and the sound."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from curbcut.core.config import SiteConfig
    from curbcut.core.language.readings import Lexicon
    from curbcut.core.language.utterances import Reading
    from curbcut.core.model import Clip
    from curbcut.core.voicing import Voicing

HELP = {"zh": "念一段文字，列出读法和拿不准的字。", "en": "Say a text; show how it is read, and what is uncertain."}
VERSION = 1
"""Of the JSON objects that `--json` prints."""
PACE_CPM = 220
"""Hanzi per minute: the middle of 200 to 240, which recordings of the house are held to (tests/voices)."""


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("text", metavar="TEXT", help="要念的文字；- 从标准输入一行一段 the text; - reads one a line")
    parser.add_argument("--lang", default="zh-Hans", metavar="BCP47", help="文字的语言 its language (zh-Hans)")
    parser.add_argument("--voice", default="", metavar="NAME", help="声音 the voice (that of the site, or espeak)")
    parser.add_argument(
        "--pace", type=int, default=PACE_CPM, metavar="N", help=f"每分钟几个字 Hanzi per minute ({PACE_CPM})"
    )
    parser.add_argument("--out", default="", metavar="FILE", help="存成 .wav 或 .mp3 write the sound")
    parser.add_argument("--json", action="store_true", help="每段一个 JSON 对象 one JSON object per text")


def run(options: Namespace) -> int:
    """Print how each text is read; write the sound with `--out`, or play one text where the machine can."""
    import sys

    texts = (line.rstrip("\r\n") for line in sys.stdin) if options.text == "-" else iter((options.text,))
    config = _config(Path(options.site))
    lexicon = _lexicon(config)
    clips = []
    for text in texts:
        if text.strip():
            reading = _read(text, options.lang, lexicon)
            clip = (
                _spoken(reading, config, options) if options.out or (options.text != "-" and not options.json) else None
            )
            _print(text, reading, clip, options)
            clips += [clip] if clip else []
    if options.out:
        _write(Path(options.out), clips)
    elif clips:
        _play(clips[0])
    return 0


def _config(root: Path) -> SiteConfig | None:
    """Return the site's configuration; None outside a site, or where it cannot be used."""
    from curbcut.site import CONFIG, Site

    if not (root / CONFIG).is_file():
        return None
    site, _ = Site.open(root.resolve())
    return site.config if site is not None else None


def _lexicon(config: SiteConfig | None) -> Lexicon:
    """Return the site's own readings."""
    from curbcut.core.language.readings import EMPTY, read_lexicon

    return read_lexicon(config.lexicon)[0] if config is not None else EMPTY


def _read(text: str, lang: str, lexicon: Lexicon) -> Reading:
    from curbcut.core.language.readings import inline
    from curbcut.core.language.utterances import utter

    plain, fixed = inline(text)
    return utter(plain, lang, id_="say", lexicon=lexicon, fixed=fixed)


def _spoken(reading: Reading, config: SiteConfig | None, options: Namespace) -> Clip:
    from curbcut.core.errors import EnvironmentProblem
    from curbcut.core.rooms import room
    from curbcut.core.voicing import speak

    @cache
    def voice_for(lang: str) -> Voicing:
        chosen = _voicing(lang, config, options)
        if reason := room("voices", chosen.name).available(chosen.options):
            raise EnvironmentProblem("voice-unavailable", voice=chosen.name, reason=reason)
        return chosen

    return speak(reading.utterance, options.pace, voice_for)


def _voicing(lang: str, config: SiteConfig | None, options: Namespace) -> Voicing:
    """Return the site's voice for a language; the one of `--voice` with what the site says of it, if anything."""
    from curbcut.core.voicing import voice_of, voicing

    voices = config.voices if config is not None else {}
    name, given = voice_of(lang, voices)
    if options.voice not in ("", name):
        name = options.voice
        given = next((rooms[name] for rooms in voices.values() if name in rooms), {})
    return voicing(name, given, Path(options.site).resolve())


def _print(text: str, reading: Reading, clip: Clip | None, options: Namespace) -> None:
    import json

    told = _told(text, reading, clip)
    if options.json:
        print(json.dumps(told, ensure_ascii=False), flush=True)
        return
    print(told["said"])
    print(" ".join(told["pinyin"]))
    for doubt in told["uncertain"]:
        print(
            f"? {doubt['character']} {' / '.join(doubt['readings'])}: {doubt['reason']['zh']} {doubt['reason']['en']} → {' '.join(doubt['fixes'])}"
        )
    if clip is not None:
        print(f"{clip.samples / clip.rate_hz:.1f} s", flush=True)


def _told(text: str, reading: Reading, clip: Clip | None) -> dict[str, Any]:
    from curbcut.core.language.readings import marked

    told: dict[str, Any] = {
        "version": VERSION, "event": "say", "text": text, "said": reading.said,
        "pinyin": [marked(one.pinyin) for one in reading.syllables],
        "tokens": [
            {"start": token.start, "end": token.end, "says": token.says, "lang": token.lang, "stop": token.stop}
            for token in reading.utterance.tokens
        ],
        "uncertain": list(_doubts(reading)),
    }  # fmt: skip
    if clip is not None:
        told["clip"] = {"seconds": round(clip.samples / clip.rate_hz, 3), "rate_hz": clip.rate_hz}
    return told


def _doubts(reading: Reading) -> Iterator[dict[str, Any]]:
    """Yield the syllables that somebody should look at, with what to write so that they are certain."""
    from curbcut.core.language.readings import doubts
    from curbcut.core.words import label

    for doubt in doubts(reading.said, reading.syllables):
        yield {
            "start": doubt.start, "character": doubt.character, "readings": doubt.readings, "fixes": doubt.fixes,
            "reason": {lang: label(doubt.reason, lang) for lang in ("zh", "en")},
        }  # fmt: skip


def _write(path: Path, clips: list[Clip]) -> None:
    """Write the sound of all texts, one after the other. Raises UsageProblem, EnvironmentProblem."""
    from curbcut.core.errors import EnvironmentProblem, UsageProblem
    from curbcut.core.sound.mp3 import encoded, joined
    from curbcut.core.sound.wav import wav_of

    ending = path.suffix.lower()
    if ending not in (".wav", ".mp3"):
        raise UsageProblem("sound-ending", where=str(path))
    if not clips:
        raise UsageProblem("voice-nothing-to-say", where=str(path), text="")
    data = (
        joined([encoded(clip) for clip in clips])
        if ending == ".mp3"
        else wav_of(b"".join(clip.pcm for clip in clips), clips[0].rate_hz)
    )
    try:
        path.write_bytes(data)
    except OSError as problem:
        raise EnvironmentProblem("cannot-write", where=str(path), reason=problem.strerror or problem) from problem


def _play(clip: Clip) -> None:
    """Play a sound where the machine can; where it cannot, what was printed is the answer."""
    from curbcut.core.errors import EnvironmentProblem
    from curbcut.core.sound.playing import play

    try:
        play(clip.pcm, clip.rate_hz)
    except EnvironmentProblem as problem:
        import sys

        print(problem.text(), file=sys.stderr)
