"""Models that nobody trained: each number lasts a fixed time and sounds at a pitch of its own, so an ear can be a formula."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

RATE_HZ = 22_050
HOP = 64
FRAMES = 20
"""How long a sound lasts at its own speed: 58 ms."""
PINYIN = """
_ ^ $ Ø b p m f d t n l g k h j q x zh ch sh r z c s y w
a o e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un uang ueng
v ve van vn er ue 1 2 3 4 5 . ? ! , : ;
""".split()
"""The sounds of piper's Chinese models, in the order of their numbers."""


def hertz(number: int) -> float:
    """The pitch of a number."""
    return 300.0 + 20 * number


def piper_model(
    speakers: int = 1, noise: str = "RandomNormalLike", aligned: bool = True, level: float = 0.3, frames: int = FRAMES
) -> bytes:
    """A model with piper's inputs and outputs. A number below 3 (PAD, BOS, EOS) is silence."""
    from onnx import TensorProto, helper

    node, tensor = helper.make_node, helper.make_tensor
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, [1, "sounds"]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    if speakers > 1:
        inputs.append(helper.make_tensor_value_info("sid", TensorProto.INT64, [1]))
    constants = [
        tensor("first", TensorProto.INT64, [1], [0]), tensor("second", TensorProto.INT64, [1], [1]),
        tensor("third", TensorProto.INT64, [1], [2]), tensor("zero", TensorProto.FLOAT, [], [0]),
        tensor("one", TensorProto.FLOAT, [], [1]), tensor("hop", TensorProto.FLOAT, [], [HOP]),
        tensor("frames", TensorProto.FLOAT, [], [frames]), tensor("axis", TensorProto.INT64, [], [0]),
        tensor("quiet", TensorProto.FLOAT, [], [2.5]), tensor("step", TensorProto.FLOAT, [], [20]),
        tensor("base", TensorProto.FLOAT, [], [300]), tensor("turn", TensorProto.FLOAT, [], [6.283185307 / RATE_HZ]),
        tensor("level", TensorProto.FLOAT, [], [level]), tensor("flat", TensorProto.INT64, [1], [-1]),
        tensor("whole", TensorProto.INT64, [3], [1, 1, -1]), tensor("little", TensorProto.FLOAT, [], [0.002]),
        tensor("across", TensorProto.INT64, [2], [1, HOP]),
    ]  # fmt: skip
    ceil = "Ceil" if aligned else "Round"
    random = {"dtype": TensorProto.FLOAT, "shape": [1]} if noise == "RandomUniform" else {}
    nodes = [
        node("Reshape", ["input", "flat"], ["ids"]),
        node("Cast", ["ids"], ["numbers"], to=TensorProto.FLOAT),
        node("Slice", ["scales", "second", "third"], ["speed"]),
        node("Mul", ["frames", "speed"], ["long"]),
        node("Mul", ["numbers", "zero"], ["nothing"]),
        node("Add", ["nothing", "long"], ["lasting"]),
        node(ceil, ["lasting"], ["w_ceil"]),
        node("CumSum", ["w_ceil", "axis"], ["ends"]),
        node("ReduceSum", ["w_ceil"], ["total"], keepdims=0),
        node("Range", ["zero", "total", "one"], ["steps"]),
        node("Unsqueeze", ["steps", "second"], ["tall"]),
        node("Unsqueeze", ["ends", "first"], ["wide"]),
        node("GreaterOrEqual", ["tall", "wide"], ["passed"]),
        node("Cast", ["passed"], ["counted"], to=TensorProto.INT64),
        node("ReduceSum", ["counted", "second"], ["place"], keepdims=0),
        node("Gather", ["numbers", "place"], ["each"]),
        node("Unsqueeze", ["each", "second"], ["column"]),
        node("Tile", ["column", "across"], ["square"]),
        node("Reshape", ["square", "flat"], ["now"]),
        node("Mul", ["total", "hop"], ["length"]),
        node("Range", ["zero", "length", "one"], ["times"]),
        node("Mul", ["now", "step"], ["above"]),
        node("Add", ["above", "base"], ["pitch"]),
        node("Mul", ["pitch", "times"], ["turns"]),
        node("Mul", ["turns", "turn"], ["angle"]),
        node("Sin", ["angle"], ["wave"]),
        node("Greater", ["now", "quiet"], ["loud"]),
        node("Where", ["loud", "level", "zero"], ["strength"]),
        node("Mul", ["wave", "strength"], ["clean"]),
        node(noise, [] if random else ["clean"], ["hiss"], **random),
        node("Mul", ["hiss", "little"], ["faint"]),
        node("Add", ["clean", "faint"], ["heard"]),
        node("Reshape", ["heard", "whole"], ["output"]),
    ]
    if speakers > 1:
        nodes.insert(-1, node("Cast", ["sid"], ["who"], to=TensorProto.FLOAT))
        nodes[1] = node("Cast", ["ids"], ["own"], to=TensorProto.FLOAT)
        nodes[2:2] = [node("Cast", ["sid"], ["who"], to=TensorProto.FLOAT), node("Add", ["own", "who"], ["numbers"])]
        nodes.pop(-2)
    graph = helper.make_graph(
        nodes, "voice", inputs, [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, "time"])], constants
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)])
    model.ir_version = 8
    return bytes(model.SerializeToString())


def piper_config(kind: str = "pinyin", voice: str = "cmn", **other: object) -> dict[str, object]:
    """Piper's configuration of a model; one of espeak's letters of sound has those of piper itself."""
    if kind == "pinyin":
        numbers = {sound: [number] for number, sound in enumerate(PINYIN)}
    else:
        from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

        numbers = {letter: [*ids] for letter, ids in DEFAULT_PHONEME_ID_MAP.items()}
    return {
        "audio": {"sample_rate": RATE_HZ}, "espeak": {"voice": voice}, "phoneme_type": kind, "num_speakers": 1,
        "num_symbols": len(numbers), "phoneme_id_map": numbers, "hop_length": HOP,
        "inference": {"noise_scale": 0.667, "length_scale": 1.0, "noise_w": 0.8}, **other,
    }  # fmt: skip


def kept(folder: Path, model: bytes, config: dict[str, object] | None = None) -> tuple[str, str]:
    """Write a model's files; return its path and its digest."""
    path = folder / "voice.onnx"
    path.write_bytes(model)
    if config is not None:
        path.with_name("voice.onnx.json").write_text(json.dumps(config, ensure_ascii=False), "utf-8")
    return str(path), sha256(model).hexdigest()
