"""Why a reading is not certain, what an editor is asked about it, and why an entry of a lexicon is refused."""

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
    "ambiguity": {
        "zh": "{what}：现在读 {now}，还可能读 {other}（{count} 处）。{reason}。",
        "en": "{what}: read as {now} now, may be {other} (places: {count}): {reason}.",
    },
    "ambiguity_only": {
        "zh": "{what}：现在读 {now}，不一定对（{count} 处）。{reason}。",
        "en": "{what}: read as {now} now, which may be wrong (places: {count}): {reason}.",
    },
    "ambiguity_unknown": {
        "zh": "{what}：不知道怎么读（{count} 处）。{reason}。",
        "en": "{what}: nobody here knows how it is read (places: {count}): {reason}.",
    },
    "ambiguity_within": {"zh": "“{word}”的“{character}”", "en": "“{character}” of “{word}”"},
    "ambiguity_alone": {"zh": "“{character}”", "en": "“{character}”"},
    "ambiguities_how": {
        "zh": "每一问选对的一行，写一次就不再问。{{字|读音}}写在正文里，只管那一处；词语和拼音写在读音表里："
        "文章开头的 lexicon 管那一篇，site_config.yml 的 lexicon 管全站。",
        "en": "Take the line that is right; written once, it is not asked again. {{character|reading}} stands in the text, for "
        "that place; phrase and pinyin stand under `lexicon:`, of the text for that text, in site_config.yml for all.",
    },
    "ambiguities_done": {
        "zh": "查了 {texts} 篇：要看的读音 {questions} 个，共 {places} 处。",
        "en": "Texts: {texts}. Readings to look at: {questions}, places: {places}.",
    },
    "ambiguities_none": {
        "zh": "查了 {texts} 篇，没有拿不准的读音。",
        "en": "Texts: {texts}. No reading is uncertain.",
    },
}
