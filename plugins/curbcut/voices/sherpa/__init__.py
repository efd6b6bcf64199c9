"""The voices of sherpa-onnx: models that a site brings itself, VITS, Matcha or Kokoro. It tells no times: no marks.

Nothing is ever fetched. The engine runs as a process of its own (`engine.py`), since it ends the process on a model that
is not as it should be, and leaves out words that a model does not know: here that is an error.

source: plugins/decisions/012-models-that-a-site-brings.md
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import ClassVar, Literal

from curbcut.core.errors import CurbcutError, EnvironmentProblem, UsageProblem
from curbcut.core.fields import FieldWords, field
from curbcut.core.model import Clip, Record, Utterance, digest_of
from curbcut.core.sound.auditions import Audition, audition, finished, heard
from curbcut.core.sound.models import digest, verified
from curbcut.core.sound.stretches import stretches
from curbcut.voices.sherpa.process import EngineProcess, LeftOut, running

NAME = {"zh": "sherpa-onnx 神经语音", "en": "sherpa-onnx"}
TOOLS = ("pypinyin", "sherpa-onnx", "sherpa-onnx-core")


class Options(Record, frozen=True):
    """The files of one model, as its maker names them. sha256: of `model`; family: what kind of model it is."""

    FILES: ClassVar[tuple[str, ...]] = ("model", "tokens", "lexicon", "data", "vocoder", "styles")
    FIELDS: ClassVar[dict[str, FieldWords]] = {
        "family": field("种类", "模型的种类：vits、matcha 或 kokoro", "the kind of model: vits, matcha or kokoro"),
        "model": field("模型", "模型文件（.onnx）", "the model (.onnx)"),
        "sha256": field("校验值", "模型文件的 sha256", "the model's SHA-256"),
        "tokens": field("音素表", "模型的 tokens.txt", "the model's tokens.txt"),
        "lexicon": field("词典", "模型的 lexicon.txt，可以有几个", "the model's lexicon.txt, or several"),
        "data": field("数据文件夹", "模型的 espeak-ng-data 文件夹", "the model's folder espeak-ng-data"),
        "vocoder": field("声码器", "matcha 模型的声码器（.onnx）", "the vocoder (.onnx) of a matcha model"),
        "styles": field("音色", "kokoro 模型的 voices.bin", "the voices.bin of a kokoro model"),
        "speaker": field("说话人", "模型里的哪个人：编号，从 0 开始", "who of the model's speakers: a number from 0 on"),
    }  # fmt: skip
    family: Literal["vits", "matcha", "kokoro"] = "vits"
    model: str = ""
    sha256: str = ""
    tokens: str = ""
    lexicon: tuple[str, ...] = ()
    data: str = ""
    vocoder: str = ""
    styles: str = ""
    speaker: int = 0


def available(options: Options) -> str | None:
    """Return None when the package is there and the model can be loaded, else the reason in both languages."""
    try:
        _engine(options, fingerprint(options))
    except CurbcutError as problem:
        return problem.text()
    return None


def fingerprint(options: Options) -> str:
    """Return the digest of what is in a model's files. Raises EnvironmentProblem where they are not."""
    model = verified("sherpa", options.model, options.sha256)
    return digest_of(model, [(name, digest("sherpa", path)) for name, path in _files(options)])


def speak(utterance: Utterance, pace_cpm: int, options: Options) -> Clip:
    """Return the sound of an utterance, without marks.

    pace_cpm: Hanzi per minute; how fast the model is by itself was measured (`core.sound.auditions`)
    raises:   UsageProblem for what cannot be spoken (nothing to say, a word that the model leaves out, a pace, a
              speaker); EnvironmentProblem without the package or the model, or when it gives no speech
    """
    if not utterance.tokens:
        raise UsageProblem("voice-nothing-to-say", where=utterance.id, text=utterance.text)
    stamp = fingerprint(options)
    language = "zh" if any(token.lang.startswith("zh") for token in utterance.tokens) else "en"
    own = _audition(options, stamp, language)
    return finished(_said(utterance, options, stamp, own.hurry(pace_cpm)), utterance, own.gain)


@lru_cache(maxsize=4)
def _audition(options: Options, stamp: str, language: str) -> Audition:
    return audition(lambda utterance: _said(utterance, options, stamp, 1.0), language, options.model)


def _said(utterance: Utterance, options: Options, stamp: str, hurry: float) -> Clip:
    """Return what the model makes of an utterance, as loud as it is. Raises UsageProblem for what it leaves out."""
    from curbcut.voices.sherpa.writing import characters_of, written

    engine = _engine(options, stamp)
    known = characters_of(options.lexicon, stamp)
    pieces = []
    for tokens in stretches(utterance.tokens):
        text = written(tokens, utterance.text, known)
        try:
            pieces.append(engine.say(text, options.speaker, hurry))
        except LeftOut as problem:
            values = {"voice": "sherpa", "language": tokens[0].lang, "text": utterance.text}
            raise UsageProblem("voice-foreign", where=utterance.id, token=str(problem), **values) from problem
    return heard(Clip(pcm=b"".join(piece.pcm for piece in pieces), rate_hz=pieces[0].rate_hz), utterance)


def _engine(options: Options, stamp: str) -> EngineProcess:
    """Return the running engine with the model that a site named. Raises EnvironmentProblem, UsageProblem.

    stamp: the digest of what is in its files
    """
    from importlib.util import find_spec

    if find_spec("sherpa_onnx") is None:
        raise EnvironmentProblem("tool-missing", tool="sherpa-onnx", install="pip install 'curbcut[sherpa]'")
    files = {name: getattr(options, name) for name in ("family", "model", "tokens", "data", "vocoder", "styles")}
    files |= {"lexicon": ",".join(options.lexicon), "lang": ""}
    engine = running(files, digest_of(files, stamp))
    if not 0 <= options.speaker < max(1, engine.speakers):
        speakers = f"0–{max(1, engine.speakers) - 1}"
        raise UsageProblem("voice-speaker", where=options.model, speaker=options.speaker, speakers=speakers)
    return engine


def _files(options: Options) -> Iterator[tuple[str, str]]:
    """Yield the files of a model besides itself, those of its folder in order: what each is for, and where it is."""
    given = {"tokens": options.tokens, "vocoder": options.vocoder, "styles": options.styles}
    yield from ((name, path) for name, path in given.items() if path)
    yield from (("lexicon", path) for path in options.lexicon)
    folder = Path(options.data)
    paths = sorted(path for path in folder.rglob("*") if path.is_file()) if options.data else []
    yield from ((f"data/{path.relative_to(folder).as_posix()}", str(path)) for path in paths)
