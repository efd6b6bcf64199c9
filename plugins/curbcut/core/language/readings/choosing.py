"""How a character is read that stands outside any word: by what stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from curbcut.core.language.readings.contested import CONTESTED
from curbcut.core.language.readings.vocabulary import Vocabulary
from curbcut.core.language.scripts import is_han

_NUMBERS = frozenset("一二两三四五六七八九十百千万亿几多数半每各某哪这那此双")
_PRONOUNS = frozenset("我 你 您 他 她 它 咱 谁 我们 你们 他们 她们 咱们 大家 本人 自己 其 对方 人们 人家".split())
_MODALS = frozenset(
    "就 也 还 都 总 必 非 才 又 可 先 后 须 必须 都 一定 可能 只 便 总是 往往 首先 另外 到时 家属 时".split()
)
_TITLES = frozenset(
    "先生 女士 小姐 某 某某 老师 医生 大夫 主任 局长 处长 科长 所长 经理 师傅 阿姨 叔叔 同志 同学 奶奶 爷爷 大爷 大妈 教授 律师 "
    "护士 书记 校长 院长 馆长 站长 教练 大姐 大哥 总 工 姓".split()
)
_SURNAMES = dict(
    pair.split("=")
    for pair in (
        "单=shan4 任=ren2 华=hua4 仇=qiu2 解=xie4 曾=zeng1 区=ou1 查=zha1 朴=piao2 盖=ge3 翟=zhai2 缪=miao4 乐=yue4 "
        "盛=sheng4 相=xiang4 燕=yan1 尉=yu4 祭=zhai4 逄=pang2 隗=wei3 乜=nie4 晁=chao2"
    ).split()
)
_HELD = frozenset("长 任 记".split())
"""How offices end that one also holds: 任校长 is no Mr Ren."""
_PLANTS = frozenset(
    "花 草 树 菜 瓜 豆 粮 地 田 果 茶 棉 药 竹 玉米 水稻 小麦 蔬菜 果树 粮食 庄稼 植物 下 上 了 过 着 出".split()
)
_SIZES = frozenset("身高 体温 血压 体重 尺寸 宽度 高度 长度 腰围 脉搏 血糖 了 过 好 完 一 出 脚 宽 高 长".split())
_DEGREE = frozenset("很 太 更 最 较 多 挺 够 过 不 比较 非常 特别 越 越来越 这么 那么 米 厘米 公里".split())
_WELL = frozenset("很 更 最 太 非常 十分 特别 好 不 比较 多 越来越 真 挺 快 慢 清楚 准 稳".split())
_GIVEN_TO = frozenset("人 者 员 们 户 童 生 众 民 方 位 业 庭 士 属 家 友 客 工 兵 体 校 区 村 片 表".split())
_DONE_FOR = frozenset(
    "办理 提供 服务 缴纳 代办 购买 准备 申请 开展 建立 支付 送 做 讲 讲解 打 找 开 办 配备 安装 改造 设置 安排 解决 发放 创造 减免 "
    "保密 翻译 朗读 读 写 申报 投保 参保 评估 上门 营造 保留 预留 争取 排忧解难 撑腰 加油 考虑 着想 打开 举办".split()
)
"""What is done for somebody: verbs that follow 为 and the one it is done for."""
_RETURNED = frozenset("给 回 清 款 了 书 钱 债 账 贷 车 卡 完".split())
_GROWN = frozenset("了 出 满 成 胖 高 大 得 着 起来 出来".split())
_TRAVELS = frozenset("来 到 来到 赴 前往 莅临 走访 参观 考察 调研 先后 抵达 深入".split())
_HEADS = frozenset("长 记 席 团 组 任 理".split())
_TURNS = frozenset("圈 起来 得 着 了 动 啊 个 几圈 一圈 两圈".split())
_TIED = frozenset("好 上 着 紧 住 牢 在 安全带 鞋带 扣子 绳子 领带 腰带".split())
_PUNISHED = frozenset("以 罚金 罚款 拘留 警告 有期徒刑 无期徒刑 徒刑 拘役 元 倍 没收".split())
_FAR = 12
"""Words of a clause that are looked at on either side of 为; longer clauses have another verb by then."""

Choice = tuple[str, bool]
"""A syllable, and whether it is more than the usual case."""


def choose(tables: Vocabulary, words: Sequence[str], at: int) -> Choice:
    """Return how the single character `words[at]` is read between the other words, numbers and marks of its text."""
    ch = words[at]
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    named = after in _TITLES and not (ch == "任" and after[-1] in _HELD)
    if ch in _SURNAMES and named and before[-1:] not in _NUMBERS:
        return _SURNAMES[ch], True
    rule = _RULES.get(ch)
    if rule is not None and (choice := rule(tables, words, at, before, after)):
        return choice
    usual = CONTESTED[ch][0] if ch in CONTESTED else tables.character(ch)
    return usual, ch not in CONTESTED or ch in _STEADY


_STEADY = frozenset("中发供少任相更将露强区查觉空乐差传解参省会曾应朝尽号卡单当分转挑载正率教还")
"""Contested characters that alone nearly always have their first reading: the other lives in words that are listed."""


def _number(before: str) -> bool:
    return before[-1:] in _NUMBERS or before[-1:].isdigit()


def _han(word: str) -> bool:
    return bool(word) and is_han(word[0])


def _de(tables: Vocabulary, words: Sequence[str], at: int, before: str, after: str) -> Choice | None:
    if after == "了":
        return ("de5", True) if len(before) == 1 and tables.kind.get(before) == "v" else ("de2", True)
    if before in _PRONOUNS or before in _MODALS or not _han(before):
        return ("dei3", before in _PRONOUNS) if _han(after) else ("de2", False)
    if tables.kind.get(before) in ("v", "a") or after in _WELL:
        return "de5", tables.kind.get(before) == "v" or after in _WELL
    return ("dei3", False) if tables.kind.get(after) == "v" else ("de5", False)


def _di(tables: Vocabulary, words: Sequence[str], at: int, before: str, after: str) -> Choice | None:
    if not _han(before) or not _han(after):
        return "di4", True
    doubled = len(before) > 1 and (before[-1] == before[-2] or before[: len(before) // 2] == before[len(before) // 2 :])
    manner = (
        tables.kind.get(before) == "a" or doubled or before[-1] in "性样般步次" or (at > 1 and words[at - 2] == "有")
    )
    if manner:
        return "de5", True
    doing = tables.kind.get(after) in ("v", "a") or after in ("把", "将", "向", "对", "为", "与", "和", "在")
    return ("de5", False) if doing and len(before) > 1 else ("di4", False)


def _le(tables: Vocabulary, words: Sequence[str], at: int, before: str, after: str) -> Choice | None:
    if before == "得":
        verb = words[at - 2] if at > 1 else ""
        return ("liao3", True) if len(verb) == 1 and tables.kind.get(verb) == "v" else ("le5", True)
    return ("liao3" if before == "不" else "le5"), True


def _zhe(tables: Vocabulary, words: Sequence[str], at: int, before: str, after: str) -> Choice | None:
    return ("zhao2", True) if before[-1:] in ("得", "不") else ("zhe5", _han(before))


def _wei(tables: Vocabulary, words: Sequence[str], at: int, before: str, after: str) -> Choice | None:
    clause = _clause(words, at)
    if (
        "以" in clause[0]
        or "所称" in clause[0]
        or after[:1].isdigit()
        or after[:1] in frozenset("一二三四五六七八九十零〇两百每最“《")
    ):
        return "wei2", True
    if after in _PRONOUNS:
        return "wei4", True
    ahead = clause[1]
    gets = next((n for n, word in enumerate(ahead[:6]) if word[-1] in _GIVEN_TO), None)
    done = any(word in _DONE_FOR or _verb(tables, word) for word in ahead[(gets or 0) + 1 :])
    if gets is not None and done:
        return "wei4", True
    if not _han(before):
        return "wei4", tables.kind.get(after) == "v"
    return "wei2", tables.kind.get(before) == "v" or len(ahead) <= 2


def _verb(tables: Vocabulary, word: str) -> bool:
    return len(word) > 1 and tables.kind.get(word) == "v"


def _clause(words: Sequence[str], at: int) -> tuple[Sequence[str], Sequence[str]]:
    """Return the words of the clause before and after `at`, as far as they matter."""
    first = at
    while first > 0 and at - first < _FAR and _han(words[first - 1]):
        first -= 1
    last = at + 1
    while last < len(words) and last - at <= _FAR and _han(words[last]):
        last += 1
    return words[first:at], words[at + 1 : last]


def _beside(syllable: str, *, before: frozenset[str] = frozenset(), after: frozenset[str] = frozenset()) -> Rule:
    """Return a rule: this syllable when the word before or after is one of these."""

    def rule(tables: Vocabulary, words: Sequence[str], at: int, left: str, right: str) -> Choice | None:
        return (syllable, True) if left in before or right in after else None

    return rule


def _counted(syllable: str, otherwise: Rule | None = None) -> Rule:
    """Return a rule: this syllable after a number."""

    def rule(tables: Vocabulary, words: Sequence[str], at: int, left: str, right: str) -> Choice | None:
        if _number(left):
            return syllable, True
        return otherwise(tables, words, at, left, right) if otherwise else None

    return rule


def _again(tables: Vocabulary, words: Sequence[str], at: int, before: str, after: str) -> Choice | None:
    if before in _DEGREE or before == "变":
        return "zhong4", True
    return ("chong2", False) if tables.kind.get(after) == "v" else None


def _long(tables: Vocabulary, words: Sequence[str], at: int, before: str, after: str) -> Choice | None:
    if before in _DEGREE or after[:1].isdigit():
        return "chang2", True
    if after in _GROWN:
        return "zhang3", True
    return ("zhang3", False) if _han(before) and tables.kind.get(before) == "n" and len(before) > 1 else None


def _punish(tables: Vocabulary, words: Sequence[str], at: int, before: str, after: str) -> Choice | None:
    if _number(before):
        return "chu4", True
    fined = after in _PUNISHED or after[:1].isdigit() or any(word in _PUNISHED for word in _clause(words, at)[1])
    return ("chu3", True) if fined else None


def _go(tables: Vocabulary, words: Sequence[str], at: int, before: str, after: str) -> Choice | None:
    if before in ("也", "就", "才", "都", "不", "还", "真", "可"):
        return "xing2", True
    party = before == "一" and (after in _TRAVELS or (at > 1 and words[at - 2][-1] in _GIVEN_TO | _HEADS))
    return ("xing2" if party else "hang2", not party) if _number(before) else None


def _leave(tables: Vocabulary, words: Sequence[str], at: int, before: str, after: str) -> Choice | None:
    if before in ("天", "日", "月", "周", "年", "的", "个", "小时"):
        return "jia4", before not in ("的", "年")
    return ("jia3", True) if _han(after) else None


def _teach(tables: Vocabulary, words: Sequence[str], at: int, before: str, after: str) -> Choice | None:
    return "jiao1", True


def _count(tables: Vocabulary, words: Sequence[str], at: int, before: str, after: str) -> Choice | None:
    return (
        ("shu3", False) if before in ("请", "来", "先", "再", "会", "你") or after in ("一", "了", "出", "到") else None
    )


def _measure(tables: Vocabulary, words: Sequence[str], at: int, before: str, after: str) -> Choice | None:
    if _han(before) and tables.kind.get(before) == "n":
        return "liang4", len(before) > 1
    if after in _SIZES or before in ("先", "再", "请", "来", "去", "给"):
        return "liang2", after in _SIZES
    return ("liang2", False) if _han(after) and not _han(before) else None


Rule = Callable[[Vocabulary, Sequence[str], int, str, str], Choice | None]
_RULES: dict[str, Rule] = {
    "得": _de,
    "地": _di,
    "了": _le,
    "着": _zhe,
    "为": _wei,
    "重": _counted("chong2", _again),
    "教": _teach,
    "数": _count,
    "量": _measure,
    "还": _beside("huan2", after=_RETURNED),
    "只": _counted("zhi1"),
    "种": _counted("zhong3", _beside("zhong4", after=_PLANTS)),
    "行": _go,
    "处": _punish,
    "假": _leave,
    "卡": _beside("qia3", after=frozenset("住 在 着 死".split())),
    "间": _counted("jian1"),
    "长": _long,
    "转": _beside("zhuan4", after=_TURNS),
    "系": _beside("ji4", after=_TIED),
    "当": _beside("dang4", after=frozenset("作 做 成".split())),
    "和": lambda *_: ("he2", True),
    "的": lambda *_: ("de5", True),
}
