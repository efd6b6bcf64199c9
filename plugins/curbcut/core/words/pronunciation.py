"""Why a reading is not certain, and why an entry of a lexicon is refused."""

from __future__ import annotations

PRONUNCIATION: dict[str, dict[str, str]] = {
    "reading_methods": {"zh": "两种读音判断方法结果不同", "en": "two ways of working out the reading disagree"},
    "reading_alone": {
        "zh": "这个字单独使用，有两种读音，要看意思",
        "en": "the character stands alone and has two readings; only the sense decides",
    },
    "reading_unknown": {
        "zh": "字表里没有这个字，暂读作“某”",
        "en": "no table has this character; it is read as 某 for now",
    },
    "reading_phrase": {
        "zh": "“{phrase}”只能由 1 至 {longest} 个汉字组成",
        "en": "“{phrase}” must be 1 to {longest} Chinese characters and nothing else",
    },
    "reading_text": {
        "zh": "“{phrase}”的读音要写成文字，例如 chóng qìng",
        "en": "the reading of “{phrase}” must be a text, such as chóng qìng",
    },
    "reading_count": {
        "zh": "“{phrase}”有 {characters} 个字，读音却有 {syllables} 个音节；每个字写一个音节，用空格分开",
        "en": "“{phrase}” has {characters} characters but {syllables} syllables; write one for each, with spaces between",
    },
    "reading_syllable": {
        "zh": "“{phrase}”的读音里，“{syllable}”不是普通话的音节",
        "en": "in the reading of “{phrase}”, “{syllable}” is no syllable of Mandarin",
    },
    "reading_tones": {
        "zh": "“{phrase}”的读音“{reading}”没有声调；请写成 chóng 或 chong2，轻声写成 de 或 de5",
        "en": "the reading “{reading}” of “{phrase}” has no tones; write chóng or chong2",
    },
}
