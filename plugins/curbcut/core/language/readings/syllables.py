"""Pinyin syllables: which are legal Mandarin, and their two spellings, with a mark (lǜ) and with a number (lv4).

A syllable is carried with its number, `v` for ü and 5 for the light tone: what a speech engine takes.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# source: every reading of the 8,105 characters of 通用规范汉字表 in pypinyin 0.55 (after 汉语大字典 and 现代汉语词典),
# by the tones (without the light one) in which it exists
_TONES = {
    "": "hm hng lo me",
    "1": "ca chua diu hei kei seng tei yo",
    "12": "cang cen cong de qiong teng zhuo",
    "123": "chun fou mang mou qun rong za zu",
    "1234": (
        "a ai an ao ba bai bao beng bi bie bo bu cai can cao cha chai chan chang chao chen cheng chi chong "
        "chou chu chuan chuang ci cun cuo da dao di die du duo e ei fa fan fang fei fen feng fu ga ge gen gu "
        "guo ha hai han hang hao hong hou hu huan huang hui hun huo ji jia jiao jie ju jue kang ke kuang kui "
        "la lang lao lei leng li liao lie lin ling liu long lou lu lun luo ma man mao meng mi miao mo na nan "
        "nang nao ni nian niu o pai pang pao peng pi pian piao pin po pou pu qi qia qian qiang qiao qie qin "
        "qing qiu qu quan rang sha shao she shen sheng shi shou shu sui tai tan tang tao ti tian tiao ting "
        "tong tou tu tuan tui tun tuo wa wan wang wei wen wu xi xian xiang xiao xie xin xing xiong xu xuan "
        "xue ya yan yang yao ye yi yin ying yong you yu yuan yue yun zan zao zha zhai zhao zhe zhi zhou zhu "
        "zun zuo ê"
    ),
    "124": "ang ceng chui cu cuan he heng hua men pa pan pei pen ping que reng shuo su xia xun",
    "13": "dei jiong ka keng kuan pie sen sun zhua zhun",
    "134": (
        "ban bang bei ben bian biao bing che chuai cui dai dan dang deng dian diao ding dong dou duan dun gai "
        "gan gang gao geng gong gou gua guai guan guang gui jian jiang jin jing jiu juan kai kan kao kong kou "
        "ku kua kun ou sa san sang sao shai shan shang shua shuai shuang si song sou suo ta tie wai weng wo "
        "xiu zai zang zeng zhan zhang zhen zheng zhong zhuai zhuan zhuang zi zong zou zuan zui"
    ),
    "14": "bin chuo dui en jun le mie nie sai shuan suan zhui",
    "2": "fo neng nin shei zei",
    "23": "min nuan ran ruan",
    "234": "er hen lan lian liang luan lv mai mei mian ming mu n nai ng ning nu rao re ren rou ru rui shui",
    "24": "huai lai m ne niang nong nuo ze",
    "3": "dia gei lia",
    "34": "cou gun ken kuai lve nei niao nv shun zen",
    "4": "ce den kuo len miu nen nou nun nve ri run ruo se te zhei",
}
LEGAL = frozenset(
    base + tone for tones, bases in _TONES.items() for base in bases.split() for tone in (*tones, "5")
)  # fmt: skip
"""Every legal syllable; any of them can lose its tone, so each exists with 5."""

_MARKS = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4", "\u0306": "3"}  # ă for ǎ is a common slip
_ACCENTS = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300", "5": ""}
_NUMBERED = re.compile(r"([a-zê]+)([0-5])")
_CARRIER = re.compile(r"[aeê]|o(?=u)|[iouü](?![aeiouêü])")
_LETTERS = str.maketrans({"ɡ": "g", "ɑ": "a"})  # letters of phonetic fonts, often pasted


def legal(syllable: str) -> bool:
    """Return whether `syllable` (`chong2`, `lv4`, `de5`) is one that Mandarin has."""
    return syllable in LEGAL


@lru_cache(maxsize=4096)
def numbered(syllable: str) -> str | None:
    """Return one syllable in any usual spelling as letters and number, or None when it cannot be one.

    chóng, chong2, Chóng → chong2; lǜ, lü4, lv4, lu:4 → lv4; de, de0, de5 → de5; r, r5 → er5. Not held against the legal ones.
    """
    letters, tone = [], ""
    spelt = unicodedata.normalize("NFD", syllable.strip().lower().translate(_LETTERS).replace("u:", "v"))
    for ch in unicodedata.normalize("NFD", spelt):
        if ch in _MARKS:
            if tone:
                return None
            tone = _MARKS[ch]
        else:
            letters.append(ch)
    plain = unicodedata.normalize("NFC", "".join(letters)).replace("ü", "v")
    plain = re.sub(r"^([jqxy])v", r"\1u", plain)
    if plain[-1:].isascii() and plain[-1:].isdigit():
        if tone:
            return None
    else:
        plain += tone or "5"
    found = _NUMBERED.fullmatch(plain)
    if not found:
        return None
    base = "er" if found[1] == "r" else found[1]
    return base + ("5" if found[2] == "0" else found[2])


def marked(syllable: str) -> str:
    """Return a numbered syllable as people write it: chong2 → chóng, lv4 → lǜ, de5 → de.

    source: GB/T 16159-2012, on a and e, on the o of ou, else on the last vowel
    """
    base, tone = syllable[:-1].replace("v", "ü"), syllable[-1]
    place = _CARRIER.search(base)
    end = place.end() if place else 1
    return unicodedata.normalize("NFC", base[:end] + _ACCENTS[tone] + base[end:])
