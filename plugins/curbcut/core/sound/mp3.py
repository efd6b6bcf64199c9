"""MP3 of single clips whose frames can be joined byte by byte, and where each clip then begins, to the sample.

Every clip is encoded for itself, at a constant 32 kbit/s, so an edited sentence is one encoding. Joining works because
each encoder begins without bits saved from before and every clip ends in silence. There is no Xing or LAME frame: all
frames have one length, so players find any time by arithmetic.

source: ISO/IEC 13818-3 (MPEG-2 layer III); LAME's technical FAQ for the delays
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from curbcut.core.errors import EnvironmentProblem, Internal
from curbcut.core.model import Clip, Record
from curbcut.core.sound.pcm import resampled

RATE_HZ = 22_050
"""Sample rate of all MP3: what espeak-ng delivers. Recordings are brought to it."""
FRAME = 576
"""Samples in a frame of MPEG-2 layer III."""
DELAY = 1_105
"""Samples that come out before the first that went in: 576 of the encoder, 528 + 1 of every decoder."""
KBIT_S = 32
_QUALITY = 7  # LAME's: three times as fast as 2; no difference was measured at this bit rate for this voice
_BYTES = 72 * KBIT_S * 1000 // RATE_HZ
"""Bytes of a frame without its padding byte. Source: ISO/IEC 13818-3, 2.4.3.1."""


class Encoded(Record, frozen=True):
    """One clip as MP3: whole frames, `count` of them."""

    frames: bytes
    count: int


def encoded(clip: Clip) -> Encoded:
    """Return a clip as MP3.

    raises: EnvironmentProblem without the encoder
    """
    try:
        import lameenc
    except ImportError as problem:
        raise _missing() from problem
    pcm = resampled(clip.pcm, clip.rate_hz, RATE_HZ)
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(RATE_HZ)
    encoder.set_out_sample_rate(RATE_HZ)
    encoder.set_bit_rate(KBIT_S)
    encoder.set_quality(_QUALITY)
    frames = bytes(encoder.encode(pcm + bytes(-len(pcm) % (2 * FRAME)))) + bytes(encoder.flush())
    return Encoded(frames=frames, count=_counted(frames))


def lacks() -> Iterator[EnvironmentProblem]:
    """Yield what this machine lacks to encode."""
    try:
        import lameenc  # noqa: F401 - one that is damaged is found out only so
    except ImportError:
        yield _missing()


def _missing() -> EnvironmentProblem:
    return EnvironmentProblem("encoder-missing", install="pip install 'curbcut[speech]'")


def _counted(frames: bytes) -> int:
    """Return the number of frames. Raises Internal when these are not whole frames of ours."""
    at = count = 0
    while at + 4 <= len(frames):
        # MPEG-2 layer III without checksum, 32 kbit/s, 22,050 Hz; then the padding bit.
        if frames[at] != 0xFF or frames[at + 1] != 0xF3 or frames[at + 2] & 0xFC != 0x40:
            break
        at += _BYTES + (frames[at + 2] >> 1 & 1)
        count += 1
    if at != len(frames):
        raise Internal("encoder-frames", at=at)
    return count


def starts(clips: Iterable[Encoded]) -> tuple[int, ...]:
    """Return the sample of the joined file at which each clip begins, and at last the file's length in samples."""
    found, frames = [], 0
    for clip in clips:
        found.append(FRAME * frames + DELAY)
        frames += clip.count
    return (*found, FRAME * frames)


def joined(clips: Sequence[Encoded], tag: bytes = b"") -> bytes:
    """Return one MP3 file of clips in order, behind an ID3 tag."""
    return tag + b"".join(clip.frames for clip in clips)
