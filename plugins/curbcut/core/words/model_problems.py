"""Sentences of errors about voices whose models a site brings itself."""

from __future__ import annotations

from curbcut.core.words import Words, words


def _p(zh: tuple[str, str], en: tuple[str, str]) -> Words:
    return words((zh[0], "", zh[1]), (en[0], "", en[1]))


MODEL_PROBLEMS: dict[str, Words] = {
    "voice-model-unnamed": _p(
        (
            "声音“{voice}”还没有模型。",
            "请在 site_config.yml 里写，例如 voices: {{zh-Hans: {{{voice}: {{model: models/zh.onnx, sha256: …}}}}}}。",
        ),
        (
            "The voice “{voice}” has no model yet.",
            "Name one in site_config.yml, as in voices: {{zh-Hans: {{{voice}: {{model: models/zh.onnx, sha256: …}}}}}}.",
        ),
    ),
    "voice-model-missing": _p(
        ("声音“{voice}”要用的文件不在这里。", "请把文件放到这个位置，或改正 site_config.yml 里的路径。"),
        (
            "A file that the voice “{voice}” needs is not here.",
            "Put it there, or correct its path in site_config.yml.",
        ),
    ),
    "voice-model-unpinned": _p(
        ("没有写明这个模型的 sha256，换了文件也没人知道。", "如果就是这个文件，请加上 sha256: {found}"),
        (
            "The sha256 of this model is not written down: nobody would notice another file.",
            "If this is the file, add sha256: {found}",
        ),
    ),
    "voice-model-changed": _p(
        (
            "这个模型不是写明的那一个：sha256 应为 {expected}，实际是 {found}。",
            "请放回原来的文件；如果要用现在这个，请改写 sha256: {found}",
        ),
        (
            "This is not the model that was named: its sha256 should be {expected} and is {found}.",
            "Put the right file back; to use this one, write sha256: {found}",
        ),
    ),
    "voice-model-broken": _p(
        ("这个模型不能用：{reason}。", "请重新取得模型文件，或换一个模型。"),
        ("This model cannot be used: {reason}.", "Get the model's files again, or choose another model."),
    ),
    "voice-model-varies": _p(
        ("这个模型念同一句话，每次声音都不一样，做出来的录音就无法核对。", "请换一个模型。"),
        (
            "This model says one sentence differently each time, so a recording could never be checked.",
            "Choose another model.",
        ),
    ),
    "voice-model-quiet": _p(
        ("模型念“{text}”只给出 {ms} 毫秒的声音，或者没有声音。", "请换一个模型，或给这一句提供录音。"),
        (
            "The model gave {ms} ms of sound, or none, for “{text}”.",
            "Choose another model, or record this sentence.",
        ),
    ),
    "voice-speaker": _p(
        ("模型里没有“{speaker}”这个说话人。", "可以写：{speakers}。"),
        ("The model has no speaker “{speaker}”.", "There are: {speakers}."),
    ),
    "voice-foreign": _p(
        (
            "声音“{voice}”的模型不会念“{token}”（{language}），在这一句里：“{text}”。",
            "请换一种写法，给这一句提供录音，或在 site_config.yml 的 voices 里换一个声音。",
        ),
        (
            "The model of the voice “{voice}” cannot say “{token}” ({language}), in “{text}”.",
            "Write it otherwise, record the sentence, or choose another voice under voices in site_config.yml.",
        ),
    ),
    "voice-model-pace": _p(
        ("这个模型念不到每分钟 {pace} 字。", "请写 {least} 到 {most} 之间的数，或换一个模型。"),
        (
            "This model cannot speak {pace} Hanzi per minute.",
            "Give a number from {least} to {most}, or choose another model.",
        ),
    ),
}
