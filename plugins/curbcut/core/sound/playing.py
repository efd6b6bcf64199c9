"""Sound from the loudspeaker, by a player that the machine has."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from curbcut.core.errors import EnvironmentProblem
from curbcut.core.sound.wav import wav_of

PLAYERS = (
    ("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",),
    ("ffplay", "-loglevel", "error", "-nodisp", "-autoexit"),
)  # fmt: skip
_STEP_S = 0.02


def play(
    pcm: bytes,
    rate_hz: int,
    *,
    marks: Sequence[int] = (),
    reached: Callable[[int], None] = lambda number: None,
    stopped: Callable[[], bool] = lambda: False,
) -> None:
    """Play a sound, call `reached` with the number of each of its marks, and end early once `stopped()`.

    pcm: mono signed 16-bit little-endian; marks: samples, ascending
    raises: EnvironmentProblem without a player, or when it fails
    """
    command = next((command for command in PLAYERS if shutil.which(command[0])), None)
    if command is None:
        raise EnvironmentProblem("sound-not-played", reason=" ".join(name for name, *_ in PLAYERS))
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        file.write(wav_of(pcm, rate_hz))
        file.flush()
        player = subprocess.Popen([*command, file.name], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        began = time.monotonic()
        for number, sample in enumerate(marks):
            if _waited(player, began + sample / rate_hz, stopped):
                reached(number)
        while player.poll() is None and not stopped():
            time.sleep(_STEP_S)
        if player.poll() is None:
            player.kill()
        with suppress(ValueError):
            _, complaint = player.communicate()
    if player.returncode and not stopped():
        raise EnvironmentProblem("sound-not-played", reason=complaint.decode("utf-8", "replace").strip() or command[0])


def _waited(player: subprocess.Popen[bytes], until: float, stopped: Callable[[], bool]) -> bool:
    """Wait until a time; returns whether the player still plays."""
    while not stopped() and player.poll() is None:
        left = until - time.monotonic()
        if left <= 0:
            return True
        time.sleep(min(left, _STEP_S))
    return False
