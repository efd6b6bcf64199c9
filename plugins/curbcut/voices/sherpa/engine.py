"""The other end of the pipe: loads one model with sherpa-onnx and speaks until its input ends.

It runs as a program of its own, because sherpa-onnx ends the whole process when a model is not as it should be. What it
complains about goes to its standard error, where `process.py` reads it.
"""

from __future__ import annotations

import json
import os
import struct
import sys
from array import array
from typing import Any, BinaryIO

LENGTH = struct.Struct("<I")
"""Before each question: the bytes of its JSON."""
HEADER = struct.Struct("<BIII")
"""Before each answer: status, sample rate, speakers, bytes that follow (sound: mono s16le; or a reason in UTF-8)."""
FINE, UNUSABLE = 0, 1


def main() -> None:
    """Answer on what was standard output; anything that a library prints there goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    place, given = sys.argv[1], json.loads(sys.argv[2])
    sys.path.insert(0, place)
    try:
        tts = loaded(given)
        answer(answers, FINE, tts.sample_rate, tts.num_speakers, b"")
    except Exception as problem:  # noqa: BLE001 - whatever a model does wrong is the answer
        answer(answers, UNUSABLE, 0, 0, f"{type(problem).__name__}: {problem}".encode())
        return
    while size := sys.stdin.buffer.read(LENGTH.size):
        asked = json.loads(sys.stdin.buffer.read(LENGTH.unpack(size)[0]))
        try:
            sound = tts.generate(asked["text"], sid=asked["speaker"], speed=asked["speed"])
            answer(answers, FINE, sound.sample_rate, tts.num_speakers, pcm_of(sound.samples))
        except Exception as problem:  # noqa: BLE001 - as above
            answer(answers, UNUSABLE, 0, 0, f"{type(problem).__name__}: {problem}".encode())


def loaded(given: dict[str, Any]) -> Any:
    """Return the speaker for a model's files. No noise is added: its generator could not be wound back."""
    import sherpa_onnx as sherpa

    common = {"tokens": given["tokens"], "lexicon": given["lexicon"], "data_dir": given["data"]}
    if given["family"] == "vits":
        part = sherpa.OfflineTtsVitsModelConfig(model=given["model"], noise_scale=0.0, noise_scale_w=0.0, **common)
    elif given["family"] == "matcha":
        part = sherpa.OfflineTtsMatchaModelConfig(
            acoustic_model=given["model"], vocoder=given["vocoder"], noise_scale=0.0, **common
        )
    else:
        part = sherpa.OfflineTtsKokoroModelConfig(
            model=given["model"], voices=given["styles"], lang=given["lang"], **common
        )
    config = sherpa.OfflineTtsConfig(model=sherpa.OfflineTtsModelConfig(**{given["family"]: part}, num_threads=1))
    if not config.validate():
        raise ValueError("validate")
    return sherpa.OfflineTts(config)


def pcm_of(samples: list[float]) -> bytes:
    """Return sound as mono s16le; what is no number raises ValueError."""
    sound = array("h", (max(-32_768, min(32_767, round(sample * 32_768))) for sample in samples))
    if sys.byteorder == "big":
        sound.byteswap()
    return sound.tobytes()


def answer(out: BinaryIO, status: int, rate_hz: int, speakers: int, data: bytes) -> None:
    """Write one answer."""
    out.write(HEADER.pack(status, rate_hz, speakers, len(data)) + data)
    out.flush()


if __name__ == "__main__":
    main()
