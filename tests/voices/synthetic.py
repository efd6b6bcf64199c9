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

    value, node, tensor = helper.make_tensor_value_info, helper.make_node, helper.make_tensor
    inputs = [
        value("input", TensorProto.INT64, [1, "sounds"]), value("input_lengths", TensorProto.INT64, [1]),
        value("scales", TensorProto.FLOAT, [3]), *([value("sid", TensorProto.INT64, [1])] if speakers > 1 else []),
    ]  # fmt: skip
    before = [
        node("Slice", ["scales", "second", "third"], ["speed"]),
        *([node("Identity", ["sid"], ["who"])] if speakers > 1 else [node("Identity", ["first"], ["who"])]),
    ]
    constants = [tensor("little", TensorProto.FLOAT, [1], [0.002])]
    body = _body("input", "output", {"noise": noise, "aligned": aligned, "level": level, "frames": frames})
    return _model([*before, *body], inputs, "output", constants)


def sherpa_model(frames: int = 3 * FRAMES, level: float = 0.3, speakers: int = 1, **metadata: object) -> bytes:
    """A VITS model with the inputs, outputs and metadata that sherpa-onnx looks for. Its noise is as loud as it is told."""
    from onnx import TensorProto, helper

    value, node = helper.make_tensor_value_info, helper.make_node
    scales = ("noise_scale", "length_scale", "noise_scale_w")
    inputs = [
        value("x", TensorProto.INT64, [1, "sounds"]), value("x_length", TensorProto.INT64, [1]),
        *(value(name, TensorProto.FLOAT, [1]) for name in scales),
        *([value("sid", TensorProto.INT64, [1])] if speakers > 1 else []),
    ]  # fmt: skip
    before = [
        node("Identity", ["length_scale"], ["speed"]),
        node("Add", ["noise_scale", "noise_scale_w"], ["little"]),
        *([node("Identity", ["sid"], ["who"])] if speakers > 1 else [node("Identity", ["first"], ["who"])]),
    ]
    body = _body("x", "y", {"noise": "RandomNormalLike", "aligned": True, "level": level, "frames": frames})
    own = {
        "model_type": "vits", "comment": "synthetic", "sample_rate": RATE_HZ, "add_blank": 0, "n_speakers": speakers,
        "language": "Chinese", "punctuation": ", . ; : ! ?",
    }  # fmt: skip
    return _model([*before, *body], inputs, "y", [], {**own, **metadata})


def _model(nodes, inputs, output, constants, metadata=None) -> bytes:
    from onnx import TensorProto, helper

    tensor = helper.make_tensor
    constants = [
        tensor("first", TensorProto.INT64, [1], [0]), tensor("second", TensorProto.INT64, [1], [1]),
        tensor("third", TensorProto.INT64, [1], [2]), tensor("zero", TensorProto.FLOAT, [], [0]),
        tensor("one", TensorProto.FLOAT, [], [1]), tensor("hop", TensorProto.FLOAT, [], [HOP]),
        tensor("axis", TensorProto.INT64, [], [0]), tensor("quiet", TensorProto.FLOAT, [], [2.5]),
        tensor("step", TensorProto.FLOAT, [], [20]), tensor("base", TensorProto.FLOAT, [], [300]),
        tensor("turn", TensorProto.FLOAT, [], [6.283185307 / RATE_HZ]), tensor("flat", TensorProto.INT64, [1], [-1]),
        tensor("whole", TensorProto.INT64, [3], [1, 1, -1]), tensor("across", TensorProto.INT64, [2], [1, HOP]),
        *constants,
    ]  # fmt: skip
    result = helper.make_tensor_value_info(output, TensorProto.FLOAT, [1, 1, "time"])
    graph = helper.make_graph(nodes, "voice", inputs, [result], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)])
    model.ir_version = 8
    for name, said in (metadata or {}).items():
        entry = model.metadata_props.add()
        entry.key, entry.value = name, str(said)
    return bytes(model.SerializeToString())


def _body(source: str, output: str, of: dict[str, object]) -> list[object]:
    """From numbers, `speed` (how long), `who` and `little` (how much noise) to sound."""
    from onnx import TensorProto, helper

    node = helper.make_node
    # PyTorch writes the type of numbers even where it is the usual one.
    shape = {"shape": [1]} if of["noise"] == "RandomUniform" else {}
    return [
        node("Constant", [], ["frames"], value_float=float(of["frames"])),
        node("Constant", [], ["level"], value_float=float(of["level"])),
        node("Reshape", [source, "flat"], ["ids"]),
        node("Cast", ["ids"], ["own"], to=TensorProto.FLOAT),
        node("Cast", ["who"], ["person"], to=TensorProto.FLOAT),
        node("Add", ["own", "person"], ["numbers"]),
        node("Mul", ["frames", "speed"], ["long"]),
        node("Mul", ["numbers", "zero"], ["nothing"]),
        node("Add", ["nothing", "long"], ["lasting"]),
        node("Ceil" if of["aligned"] else "Round", ["lasting"], ["w_ceil"]),
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
        node(str(of["noise"]), [] if shape else ["clean"], ["hiss"], dtype=TensorProto.FLOAT, **shape),
        node("Mul", ["hiss", "little"], ["faint"]),
        node("Add", ["clean", "faint"], ["heard"]),
        node("Reshape", ["heard", "whole"], [output]),
    ]


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


SYLLABLES = """
can2 ji2 ren2 ke3 yi3 dao4 hu4 suo3 zai4 di4 de5 jie1 ti2 chu1 shen1 qing3 ye3 wang3 shang4 ban4 li3 gong1 zuo4 yuan2
hui4 shi2 tian1 nei4 da2 fu4 liu2 xia4 dian4 hua4 wu2 zhang4 ai4 tong1 dong1 men2 pang2 bian1 you3 hu1 jiao4 an4 niu3
chong2 xin1 ren4 ding4 yi1 er4 san1 wu3 yao1 ba1 zhong4
""".split()
WORDS = {
    "残": "can2", "疾": "ji2", "人": "ren2", "可": "ke3", "以": "yi3", "到": "dao4", "户": "hu4", "籍": "ji2", "所": "suo3",
    "在": "zai4", "地": "di4", "的": "de5", "街": "jie1", "道": "dao4", "提": "ti2", "出": "chu1", "申": "shen1",
    "请": "qing3", "也": "ye3", "网": "wang3", "上": "shang4", "办": "ban4", "理": "li3", "工": "gong1", "作": "zuo4",
    "员": "yuan2", "会": "hui4", "十": "shi2", "天": "tian1", "内": "nei4", "答": "da2", "复": "fu4", "留": "liu2",
    "下": "xia4", "电": "dian4", "话": "hua4", "无": "wu2", "障": "zhang4", "碍": "ai4", "通": "tong1", "东": "dong1",
    "门": "men2", "旁": "pang2", "边": "bian1", "有": "you3", "呼": "hu1", "叫": "jiao4", "按": "an4", "钮": "niu3",
    "虫": "chong2", "新": "xin1", "认": "ren4", "定": "ding4", "重": "zhong4", "一": "yi1", "二": "er4", "三": "san1",
    "五": "wu3", "腰": "yao1", "八": "ba1",
}  # fmt: skip
"""A lexicon of single characters, each with the reading it has where nobody says more."""


def sherpa_files(folder: Path, model: bytes) -> dict[str, object]:
    """Write a model's files; return them as options."""
    path, sha256 = kept(folder, model)
    sounds = ["_", "sil", "eos", *",.;:!?", *SYLLABLES]
    (folder / "tokens.txt").write_text("".join(f"{sound} {n}\n" for n, sound in enumerate(sounds)), "utf-8")
    (folder / "lexicon.txt").write_text("".join(f"{word} {sound}\n" for word, sound in WORDS.items()), "utf-8")
    return {
        "model": path, "sha256": sha256, "tokens": str(folder / "tokens.txt"), "lexicon": (str(folder / "lexicon.txt"),),
    }  # fmt: skip
