"""Sentences to speak, as syllables with their stops; `utterance` makes one, `english` another."""

from __future__ import annotations

from curbcut.core.model import Token, Utterance

SENTENCES = (
    "chong2 xin1 ren4 ding4 can2 ji2 ren2 liang3 xiang4 bu3 tie1, xu1 zai4 mei3 nian2 shi2 er4 yue4 di3 yi3 qian2 ban4 li3.",
    (
        "shen1 qing3 ren2 ke3 yi3 dao4 hu4 ji2 suo3 zai4 di4 de5 jie1 dao4 ban4 shi4 chu4 ti2 chu1 shen1 qing3,"
        " ye3 ke3 yi3 tong1 guo4 wang3 shang4 fu2 wu4 da4 ting1 ban4 li3!"
    ),
    (
        "chi2 zheng4 can2 ji2 ren2 de5 jia1 ting2 shou1 ru4 you3 bian4 hua4 de5,"
        " ying1 dang1 zai4 san1 shi2 ri4 nei4 gao4 zhi1 she4 qu1 gong1 zuo4 ren2 yuan2."
    ),
    "nin2 hai2 you3 shen2 me5 wen4 ti2 ma5?",
    "qing3 bo1 da3 re4 xian4, wo3 men5 de5 gong1 zuo4 ren2 yuan2 hui4 wei4 nin2 jie3 da2.",
    (
        "wu2 zhang4 ai4 tong1 dao4 she4 zai4 dong1 men2, po1 dao4 pang2 bian1 you3 hu1 jiao4 an4 niu3;"
        " xu1 yao4 shou3 yu3 fan1 yi4 de5, qing3 ti2 qian2 san1 tian1 yu4 yue1."
    ),
    "pin2 qiong2 jia1 ting2 de5 xiong1 di4 jie3 mei4, ke3 yi3 yi4 qi3 shen1 qing3 jiu4 zhu4.",
    "lv4 se4 tong1 dao4 mei3 tian1 shang4 wu3 jiu3 dian3 kai1 fang4, xia4 wu3 wu3 dian3 guan1 bi4.",
    "ben3 tong1 zhi1 zi4 fa1 bu4 zhi1 ri4 qi3 shi1 xing2, you3 xiao4 qi1 wu3 nian2.",
    "lao3 nian2 ren2 huo4 zhe3 shi4 li4 bu4 hao3 de5 ren2, ke3 yi3 suo3 qu3 da4 zi4 ban3.",
)

ENGLISH = (
    "Applicants may hand in their papers at the community office, or online before the end of December.",
    "Step free access is at the east gate; a call button is beside the ramp.",
    "Do you need a sign language interpreter? Please book three days ahead.",
)


def utterance(words: str, lang: str = "zh-Hans", name: str = "s-000001") -> Utterance:
    """`chong2 xin1, ren4` → an utterance whose text has one character 字 for each syllable, or the words as written."""
    tokens, text = [], ""
    for word in words.split():
        says = word.rstrip(",;:.?!") or word
        shown = "字" if lang.startswith("zh") else says
        tokens.append(Token(start=len(text), end=len(text) + len(shown), says=says, lang=lang, stop=word[len(says) :]))
        text += shown + word[len(says) :] + ("" if lang.startswith("zh") else " ")
    return Utterance(id=name, text=text.strip(), tokens=tuple(tokens))


def joined(*parts: Utterance) -> Utterance:
    """Utterances of several languages as one sentence."""
    tokens: list[Token] = []
    text = ""
    for part in parts:
        tokens += [
            Token(start=t.start + len(text), end=t.end + len(text), says=t.says, lang=t.lang, stop=t.stop)
            for t in part.tokens
        ]
        text += part.text
    return Utterance(id="s-joined", text=text, tokens=tuple(tokens))
