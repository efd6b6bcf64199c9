"""A piper model, loaded: its sound is the same every time, and it tells how long each letter of sound lasts.

source: piper 1.8.0, voice.py and patch_voice_with_alignment.py
"""

from __future__ import annotations

import json
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from curbcut.core.errors import EnvironmentProblem, UsageProblem
from curbcut.core.model import Clip, Record
from curbcut.core.sound.models import digest, verified
from curbcut.core.sound.pcm import FULL_SCALE

NEEDS = ("piper", "onnx", "onnxruntime", "numpy")
KINDS = ("pinyin", "espeak")
"""Of the sounds that a model is trained on: those that we can make."""
_NOISE = 1 << 18
"""How much noise there is before it repeats: more than a sentence of a minute takes."""
_RANDOM = frozenset(
    {"RandomNormalLike", "RandomNormal", "RandomUniform", "RandomUniformLike", "Multinomial", "Bernoulli"}
)


class Model(Record, frozen=True, eq=False):
    """A voice of piper's; `config` is piper's own record. speaker: its number, None where there is but one"""

    path: str
    config: Any
    voice: Any
    speaker: int | None = None

    @property
    def kind(self) -> str:
        """What its sounds are: one of KINDS."""
        return str(self.config.phoneme_type.value)

    def say(self, ids: tuple[int, ...], hurry: float) -> tuple[Clip, tuple[int, ...]]:
        """Return the sound of ids, and the samples of each where the model tells them.

        hurry: how much faster than by itself
        raises: EnvironmentProblem when the model does not run, or gives something else than sound
        """
        import numpy
        from piper import SynthesisConfig

        wanted = SynthesisConfig(speaker_id=self.speaker, length_scale=self.config.length_scale / hurry)
        try:
            sound, lengths = self.voice.phoneme_ids_to_audio([*ids], wanted, include_alignments=True)
            samples = numpy.asarray(sound, dtype="<f4").reshape(-1)
            if not numpy.isfinite(samples).all():
                raise ValueError("NaN")  # noqa: TRY301 - a model's nonsense is what the next lines are for
        except Exception as problem:
            raise _broken(self.path, problem) from problem
        pcm = numpy.clip(numpy.rint(samples * FULL_SCALE), -FULL_SCALE, FULL_SCALE - 1).astype("<i2").tobytes()
        counts = () if lengths is None else tuple(int(count) for count in lengths.reshape(-1))
        told = counts if len(counts) == len(ids) and sum(counts) == len(samples) else ()
        return Clip(pcm=pcm, rate_hz=self.config.sample_rate), told


def lacking() -> EnvironmentProblem | None:
    """Return the problem when the packages are not installed."""
    from importlib.util import find_spec

    missing = [name for name in NEEDS if find_spec(name) is None]
    tool = "piper-tts" if "piper" in missing else " ".join(missing)
    return EnvironmentProblem("tool-missing", tool=tool, install="pip install 'curbcut[piper]'") if missing else None


def loaded(path: str, sha256: str, speaker: str) -> Model:
    """Return a model that is the one a site named.

    raises: EnvironmentProblem without the packages, the files, or when they cannot be used; UsageProblem for a speaker
            that it has not
    """
    if problem := lacking():
        raise problem
    return _loaded(path, verified("piper", path, sha256), digest("piper", f"{path}.json"), speaker)


@lru_cache(maxsize=2)  # Chinese and English; each takes 200 MB
def _loaded(path: str, sha256: str, config_sha256: str, speaker: str) -> Model:
    from hashlib import sha256 as hashed

    import onnxruntime
    from piper import PiperVoice
    from piper.config import PiperConfig

    data, config_data = Path(path).read_bytes(), Path(f"{path}.json").read_bytes()
    if (hashed(data).hexdigest(), hashed(config_data).hexdigest()) != (sha256, config_sha256):
        raise EnvironmentProblem("voice-model-changed", where=path, expected=sha256, found=hashed(data).hexdigest())
    try:
        config = PiperConfig.from_dict(json.loads(config_data))
    except Exception as problem:
        raise _broken(f"{path}.json", problem) from problem
    wanting = [name for name in ("_", "^", "$") if name not in config.phoneme_id_map]
    if wanting or config.phoneme_type.value not in KINDS:
        reason = f"phoneme_id_map: {' '.join(wanting)}" if wanting else f"phoneme_type: {config.phoneme_type.value}"
        raise EnvironmentProblem("voice-model-broken", where=f"{path}.json", reason=reason)
    try:
        settings = onnxruntime.SessionOptions()
        # One thread adds up numbers in one order; builds run as many workers as there are cores.
        settings.intra_op_num_threads = settings.inter_op_num_threads = 1
        settings.log_severity_level = 4
        session = onnxruntime.InferenceSession(
            _steadied(data), sess_options=settings, providers=["CPUExecutionProvider"]
        )
    except Exception as problem:
        raise _broken(path, problem) from problem
    number = _speaker(speaker, config, path)
    return Model(path=path, config=config, voice=PiperVoice(session=session, config=config), speaker=number)


def _steadied(data: bytes) -> bytes:
    """Return a model whose noise is always the same, and which tells the length of each sound where it can.

    These models add noise, which makes speech lively, from a generator that nobody can wind back. We put a fixed stretch
    of noise in its place: the voice stays lively and one text is one sound.
    """
    import onnx
    from piper.patch_voice_with_alignment import add_alignment_output

    model = onnx.load_from_string(data)
    nodes: list[Any] = []
    for node in model.graph.node:
        if node.op_type in _RANDOM:
            if node.op_type != "RandomNormalLike" or _shifted(node):
                raise ValueError(f"{node.op_type}: {node.name}")
            nodes += _fixed(node)
        else:
            nodes.append(node)
    if len(nodes) != len(model.graph.node):
        model.graph.initializer.extend(_noise())
        del model.graph.node[:]
        model.graph.node.extend(nodes)
    with suppress(ValueError):  # it has no such place, or tells already
        add_alignment_output(model)
    return bytes(model.SerializeToString())


def _shifted(node: Any) -> bool:
    """Return whether a node asks for other noise than ours: its middle 0, its strength 1, in 32-bit numbers (type 1)."""
    given = {one.name: one for one in node.attribute}
    plain = {"mean": 0, "scale": 1}
    return any(name in given and given[name].f != value for name, value in plain.items()) or (
        "dtype" in given and given["dtype"].i != 1
    )


def _noise() -> list[Any]:
    from numpy.random import RandomState
    from onnx import numpy_helper
    from onnx.helper import make_tensor

    # The old generator, because its numbers are promised never to change (NumPy NEP 19).
    noise = RandomState(0).standard_normal(_NOISE).astype("float32")
    whole = {"size": [_NOISE], "one": [1], "zero": [0]}
    return [
        numpy_helper.from_array(noise, "curbcut_noise"),
        *(make_tensor(f"curbcut_{name}", 7, [1], values) for name, values in whole.items()),  # 7: whole numbers
    ]


def _fixed(node: Any) -> list[Any]:
    """Return nodes that give as much of the fixed noise as a node would make, in its shape, under its name."""
    from onnx.helper import make_node

    (like,), (output,) = node.input, node.output
    at = f"curbcut_{output}_"
    return [
        make_node("Shape", [like], [f"{at}shape"]),
        make_node("ReduceProd", [f"{at}shape"], [f"{at}count"], keepdims=1),
        make_node("Div", [f"{at}count", "curbcut_size"], [f"{at}whole"]),
        make_node("Add", [f"{at}whole", "curbcut_one"], [f"{at}times"]),
        make_node("Tile", ["curbcut_noise", f"{at}times"], [f"{at}long"]),
        make_node("Slice", [f"{at}long", "curbcut_zero", f"{at}count"], [f"{at}cut"]),
        make_node("Reshape", [f"{at}cut", f"{at}shape"], [output]),
    ]


def _speaker(name: str, config: Any, path: str) -> int | None:
    """Return the number of a speaker who is given by name or number; of the first where none is given."""
    if config.num_speakers <= 1 and not name:
        return None
    known = {str(number): number for number in range(config.num_speakers)} | dict(config.speaker_id_map)
    if name and name not in known:
        speakers = " ".join([*config.speaker_id_map][:20]) or f"0–{config.num_speakers - 1}"
        raise UsageProblem("voice-speaker", where=path, speaker=name, speakers=speakers)
    number = known[name] if name else int(config.default_speaker_id)
    return number if config.num_speakers > 1 else None


def _broken(path: str, problem: Exception) -> EnvironmentProblem:
    reason = f"{type(problem).__name__}: {problem}".partition("\n")[0][:200]
    return EnvironmentProblem("voice-model-broken", where=path, reason=reason)
