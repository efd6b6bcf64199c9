"""Files of voice models that a site brings itself: read only when they are the ones that it named."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from curbcut.core.errors import EnvironmentProblem


def verified(voice: str, path: str, expected: str) -> str:
    """Return the SHA-256 (hex) of a model's file, having made sure that it is the expected one.

    voice: the room that asks, for its errors; path: in full, ``""`` where a site names none
    raises: EnvironmentProblem without a file, without a digest to hold it against, for another file
    """
    if not path:
        raise EnvironmentProblem("voice-model-unnamed", voice=voice)
    found = digest(voice, path)
    if not expected.strip():
        raise EnvironmentProblem("voice-model-unpinned", where=path, found=found)
    if expected.strip().lower() != found:
        raise EnvironmentProblem("voice-model-changed", where=path, expected=expected.strip(), found=found)
    return found


def digest(voice: str, path: str) -> str:
    """Return the SHA-256 (hex) of a file that a voice needs. Raises EnvironmentProblem when it cannot be read."""
    file = Path(path)
    try:
        if not file.is_file():  # a pipe of this name would be waited for
            raise EnvironmentProblem("voice-model-missing", where=path, voice=voice)
        state = file.stat()
        return _digest(file, state.st_mtime_ns, state.st_size)
    except OSError as problem:
        raise EnvironmentProblem("cannot-read", where=path, reason=problem.strerror or problem) from problem


@lru_cache(maxsize=2048)  # a folder of espeak-ng's data has 350 files
def _digest(file: Path, _mtime_ns: int, _size: int) -> str:
    """Return what is in a file; a model has 60 MB and more, and is asked for with every sentence."""
    found = sha256()
    with file.open("rb") as opened:
        while piece := opened.read(1 << 20):
            found.update(piece)
    return found.hexdigest()
