"""The voices of piper: models that a site brings itself, every token placed where the model says it.

Nothing is ever fetched: piper's own reading of Chinese downloads a model, so it is not used. Our readings go in, and
what the model has no sound for is an error.

source: plugins/decisions/012-models-that-a-site-brings.md
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from curbcut.core.errors import CurbcutError, UsageProblem
from curbcut.core.fields import FieldWords, field
from curbcut.core.model import Clip, Record, Utterance, digest_of
from curbcut.core.sound.auditions import Audition, audition, finished, heard
from curbcut.core.sound.models import digest, verified
from curbcut.core.sound.stretches import stretches

if TYPE_CHECKING:
    from curbcut.voices.piper.models import Model
    from curbcut.voices.piper.phonemes import Numbered

NAME = {"zh": "piper 神经语音", "en": "piper"}
TOOLS = ("numpy", "onnx", "onnxruntime", "piper-tts")


class Options(Record, frozen=True):
    """model: the .onnx file, with its .onnx.json beside it; sha256: of the .onnx file; speaker: name or number."""

    FILES: ClassVar[tuple[str, ...]] = ("model",)
    FIELDS: ClassVar[dict[str, FieldWords]] = {
        "model": field("模型", "模型文件（.onnx），旁边要有同名的 .onnx.json", "the model (.onnx) with its .onnx.json beside it"),
        "sha256": field("校验值", "模型文件的 sha256", "the model's SHA-256"),
        "speaker": field("说话人", "模型里的哪个人：名字或编号", "who of the model's speakers: a name or a number"),
    }  # fmt: skip
    model: str = ""
    sha256: str = ""
    speaker: str = ""


def available(options: Options) -> str | None:
    """Return None when the packages are there and the model can be loaded, else the reason in both languages."""
    try:
        _model(options)
    except CurbcutError as problem:
        return problem.text()
    return None


def fingerprint(options: Options) -> str:
    """Return the digest of what is in the model and its configuration. Raises EnvironmentProblem where they are not."""
    model = verified("piper", options.model, options.sha256)
    return digest_of(model, digest("piper", f"{options.model}.json"))


def speak(utterance: Utterance, pace_cpm: int, options: Options) -> Clip:
    """Return the sound of an utterance, with a mark for each token where the model tells how long each sound is.

    pace_cpm: Hanzi per minute; how fast the model is by itself was measured (`core.sound.auditions`)
    raises:   UsageProblem for what cannot be spoken (nothing to say, a word of another language, a pace, a speaker);
              EnvironmentProblem without the packages or the model, or when it gives no speech
    """
    if not utterance.tokens:
        raise UsageProblem("voice-nothing-to-say", where=utterance.id, text=utterance.text)
    model = _model(options)
    given = _numbered(utterance, model)
    own = _audition(model)
    return finished(_said(given, utterance, model, own.hurry(pace_cpm)), utterance, own.gain)


def _model(options: Options) -> Model:
    from curbcut.voices.piper.models import loaded

    return loaded(options.model, options.sha256, options.speaker)


@lru_cache(maxsize=2)
def _audition(model: Model) -> Audition:
    from curbcut.voices.piper.phonemes import spoken_by

    def speak(utterance: Utterance) -> Clip:
        return _said(_numbered(utterance, model), utterance, model, 1.0)

    return audition(speak, spoken_by(model.config), model.path)


def _numbered(utterance: Utterance, model: Model) -> list[Numbered]:
    """Return what the model is given, a stretch at a time."""
    from curbcut.voices.piper.phonemes import by_espeak, by_pinyin

    if model.kind == "pinyin":
        return [by_pinyin(each, model.config.phoneme_id_map, utterance) for each in stretches(utterance.tokens)]
    return [by_espeak(each, model.config, utterance) for each in stretches(utterance.tokens)]


def _said(given: list[Numbered], utterance: Utterance, model: Model, hurry: float) -> Clip:
    """Return what the model makes of an utterance, as loud as it is."""
    pieces, marks, length, rate_hz = [], list[int](), 0, 0
    tells = True
    for numbered in given:
        clip, counts = model.say(numbered.ids, hurry)
        tells = tells and bool(counts)
        marks += [length + sum(counts[:start]) for start in numbered.starts]
        pieces.append(clip.pcm)
        length += clip.samples
        rate_hz = clip.rate_hz
    return heard(Clip(pcm=b"".join(pieces), rate_hz=rate_hz, marks=tuple(marks) if tells else ()), utterance)
