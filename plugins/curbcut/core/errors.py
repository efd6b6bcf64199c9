"""We cannot go on: the errors that end a command, each with its exit code.

Content that is wrong is never one of these; it is a Finding (see findings.py).
"""

from __future__ import annotations

from curbcut.core.words import Words, error_words

EXIT_FINE, EXIT_FINDINGS, EXIT_USAGE, EXIT_ENVIRONMENT = 0, 1, 2, 3
EXIT_BUSY, EXIT_INTERNAL, EXIT_INTERRUPTED = 4, 5, 130


class CurbcutError(Exception):
    """A reason to stop. `says` is a name in the catalogue; values fill its sentences.

    where: the path (and line) it happened at, or ``""``
    """

    exit_code = EXIT_INTERNAL

    def __init__(self, says: str, /, where: str = "", **values: object) -> None:
        self.says, self.where = says, where
        self.values = {name: str(value) for name, value in values.items()}
        super().__init__(self.text())

    def __reduce__(self) -> tuple[object, ...]:
        # An error crosses from a worker process with its values, not with its message.
        return _revive, (type(self), self.says, self.where, self.values)

    @property
    def words(self) -> Words:
        """The sentences in both languages."""
        return error_words(self.says, **self.values)

    def text(self) -> str:
        """Return the message: Chinese first, then English, the remedy after the arrow."""
        spoken = self.words
        lines = [f"{spoken.what[lang]} {spoken.fix[lang]}".strip() for lang in ("zh", "en")]
        return "\n".join(f"{self.where}: {line}" if self.where else line for line in lines)


def _revive(kind: type[CurbcutError], says: str, where: str, values: dict[str, str]) -> CurbcutError:
    return kind(says, where, **values)


class UsageProblem(CurbcutError):
    """The command line or an argument is off."""

    exit_code = EXIT_USAGE


class EnvironmentProblem(CurbcutError):
    """A tool, a font, a permission or space is missing on this machine."""

    exit_code = EXIT_ENVIRONMENT


class Busy(CurbcutError):
    """Another command holds the lock."""

    exit_code = EXIT_BUSY


class Internal(CurbcutError):
    """Our own mistake."""

    exit_code = EXIT_INTERNAL
