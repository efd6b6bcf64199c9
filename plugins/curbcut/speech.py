"""What a rendition that speaks is told: how words of the site are read, who speaks, what people have recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from curbcut.core import identities
from curbcut.core.config import SPOKEN, SiteConfig
from curbcut.core.errors import CurbcutError, EnvironmentProblem
from curbcut.core.findings import WARN, Finding, found
from curbcut.core.model import Blob, Later, Made, digest_of
from curbcut.core.rooms import room
from curbcut.core.sources import walk
from curbcut.core.steps import RECORDINGS, recording_of
from curbcut.core.store import Store
from curbcut.core.voicing import Voicing, voice_of, voicing

PEOPLE = "recordings"
"""The voice of people: it has an identity beside those that a site names."""


class Speech:
    """What a build knows of speaking; each thing is found out when it is first asked for, and once."""

    def __init__(self, root: Path, config: SiteConfig, store: Store) -> None:
        self.root, self.config, self.store = root, config, store
        self.findings: list[Finding] = []
        self._asked = False

    def listing(self, paths: Iterable[str]) -> Later:
        """Return what the list of parts is told: all but the recordings' bytes.

        paths: of the text, or of a course and its lessons
        facts: as `speaking`, and `lexicon` (the site's: phrase → pinyin), `recordings` (file → SHA-256 of those texts)
        """
        recordings = self._recorded(paths)

        def make() -> Made:
            return Made(facts={**self.facts, "lexicon": self.config.lexicon, "recordings": recordings})

        return Later(parts=(self._told, self._lexicon, recordings), make=make)

    def speaking(self, paths: Iterable[str]) -> Later:
        """Return what the rendition itself is told. The lexicon reaches it only through its parts, so a new reading
        makes no text anew in which the word does not stand.

        facts: `voices` (language → voice), `options` (language → what the site chose for it),
               `identities` (voice → what its sound depends on), `recordings` (as `listing`)
        """
        recordings = self._recorded(paths)
        return Later(parts=(self._told, recordings), make=lambda: Made(facts={**self.facts, "recordings": recordings}))

    def _recorded(self, paths: Iterable[str]) -> dict[str, str]:
        return {name: blob.digest for path in paths for name, blob in self.recordings.get(path, {}).items()}

    def recording(self, name: str) -> bytes:
        """Return the bytes of a recording, or nothing for none.

        raises: EnvironmentProblem when one of the site's voices cannot speak, KeyError for a recording that is gone
        """
        self._ask()
        return self.store.get(self._files[name]) if name else b""

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What every rendition that speaks is told."""
        voicings = self._voicings
        by_voice: dict[str, dict[str, str]] = {PEOPLE: {}}
        for language, one in voicings.items():
            by_voice.setdefault(one.name, {})[language] = _fingerprint(one)
        return {
            "voices": {language: one.name for language, one in voicings.items()},
            "options": {language: {**voice_of(language, self.config.voices)[1]} for language in voicings},
            "identities": {name: identities.voice(name, prints) for name, prints in sorted(by_voice.items())},
        }

    @cached_property
    def recordings(self) -> dict[str, dict[str, Blob]]:
        """Text → name of a recording (`recording_of`) → its bytes in the store; what cannot be read is a finding."""
        texts: dict[str, dict[str, Blob]] = {}
        folders: dict[str, str] = {}
        for path in walk(self.root, RECORDINGS, self.findings):
            folder, _, name = path.rpartition("/")
            stem, _, ending = name.rpartition(".")
            if folder not in folders:
                folders[folder] = self._text_of(folder)
            text = folders[folder]
            if not text or ending.lower() != "wav":
                self.findings.append(unheard(path))
                continue
            try:
                texts.setdefault(text, {})[recording_of(text, stem)] = self.store.put_file(self.root / path, path)
            except EnvironmentProblem as problem:
                reason = problem.values.get("reason", "")
                self.findings.append(found("file-unreadable", path, reason=reason))
        return texts

    def _text_of(self, folder: str) -> str:
        """Return the text whose recordings lie in a folder, or nothing."""
        stem = folder.removeprefix(RECORDINGS + "/")
        names = (f"{stem}.md", f"{stem}.yml") if folder != RECORDINGS else ()
        return next((name for name in names if (self.root / name).is_file()), "")

    @cached_property
    def _files(self) -> dict[str, Blob]:
        return {name: blob for files in self.recordings.values() for name, blob in files.items()}

    @cached_property
    def _voicings(self) -> Mapping[str, Voicing]:
        languages = dict.fromkeys((*SPOKEN, *self.config.voices))
        return {language: voicing(*voice_of(language, self.config.voices), self.root) for language in sorted(languages)}

    def _ask(self) -> None:
        """Ask every voice of the site whether it can speak, before the first part is made."""
        for one in () if self._asked else self._voicings.values():
            if reason := room("voices", one.name).available(one.options):
                raise EnvironmentProblem("voice-unavailable", voice=one.name, reason=reason)
        self._asked = True

    @cached_property
    def _told(self) -> str:
        return digest_of(self.facts)

    @cached_property
    def _lexicon(self) -> str:
        return digest_of(self.config.lexicon)


def unheard(path: str) -> Finding:
    """Return the finding for a recording that is of no sentence of any text."""
    return found("recording-unheard", path, level=WARN)


def _fingerprint(one: Voicing) -> str:
    """Return what a voice says of itself; one that cannot say it is another one than it was when it could."""
    try:
        options = msgspec.to_builtins(one.options)
        for field in getattr(type(one.options), "FILES", ()):
            options.pop(field)  # what is in a file counts, not where it lies
        return digest_of(options, room("voices", one.name).fingerprint(one.options))
    except CurbcutError as problem:
        return digest_of("unknown", problem.says)
