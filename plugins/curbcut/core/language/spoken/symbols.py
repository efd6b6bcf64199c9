"""Signs that have a name (+ × ÷ = ≥ ± & @ # %), and marks that are a pause or nothing (→ / · < >)."""

from __future__ import annotations

import re

from curbcut.core.language.scripts import HAN
from curbcut.core.language.spoken.numbers import by_digit, cardinal
from curbcut.core.language.spoken.rule import Rule, before, behind

_NAMED = {
    "×": "乘", "✕": "乘", "÷": "除以", "=": "等于", "≥": "大于等于", "⩾": "大于等于", "≧": "大于等于", "≤": "小于等于", "⩽": "小于等于",
    "≦": "小于等于",
    "±": "正负", "≈": "约等于", "≠": "不等于", "≡": "恒等于", "∞": "无穷大", "√": "根号", "∑": "求和", "π": "派", "∠": "角", "∴": "所以",
    "∵": "因为",
    "%": "百分号", "‰": "千分号", "℃": "摄氏度", "°": "度", "㎡": "平方米", "№": "第", "§": "节", "￥": "元", "¥": "元", "$": "美元",
    "€": "欧元", "£": "英镑",
    "&": "和", "@": "艾特", "†": "", "‡": "", "^": "", "_": "", "|": "，", "\\": "、", "`": "", "™": "", "®": "", "©": "",
    "~": "", "～": "",
    "{": "", "}": "", "‖": "，", "℉": "华氏度", "′": "分", "″": "秒", "Ω": "欧", "㎝": "厘米", "㎜": "毫米", "㎞": "千米",
    "㎏": "千克", "∶": "比", "⁄": "、",
}  # fmt: skip
_ENDS = "[日月年号点半分时秒天岁元%％℃°万亿个人周一二三四五六日末午初旬底级岁名米克里间层楼季期次章条节课页路℃‰）0-9]"
_DAY = "(?:(?:周|星期)[一二三四五六日天]|[上下中]午|早上|晚上|凌晨|[一二三四五六七八九十]+[月日点级])"
_ROMAN = "[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]"
_AMOUNT = "[0-9￥¥$第零]"
_SHORT, _EVERY = "-−－", "-−－—–~～"
_JOINTS = tuple(
    (dashes, re.compile(joint), said)
    for dashes, joint, said in (
        # Which dashes, what stands around them (\0 is the dash), what they are; the first that fits.
        (_SHORT, r"“\0”", "减"),
        (_SHORT, r"[0-9)）]\0[0-9.]+ ?[=+×÷]", "减"),
        ("−－", r"[A-Za-z0-9）)]\0(?:[A-Za-z]|[0-9]+(?:[，。]|$))", "减"),
        (_SHORT, r"=[^，。；=]{1,10}\0[0-9]", "减"),
        ("-", rf"[:：∶][0-9]{{2}}\0{_AMOUNT}", "到"),
        ("-", rf"{_ENDS}\0[0-9]{{1,4}}(?:[日号:：∶]|[-/.][0-9]{{1,2}}[-/.])", "到"),
        ("-", rf"[号楼0-9]\0{_AMOUNT}", "杠"),
        (_EVERY, rf"{_ENDS}\0{_AMOUNT}", "到"),
        (_EVERY, r"[0-9] ?(?:[A-Za-z]{1,3}|㎡|[A-Za-z]{1,2}[²³])\0[0-9.,]+ ?[A-Za-z㎡]", "到"),
        (_EVERY, rf"(?:{_DAY}|[:：][0-9]{{2}}|[0-9][点时日月]半?)\0 ?(?:{_DAY}|次日|当日)", "到"),
        (_EVERY, rf"{_ROMAN}\0{_ROMAN}", "到"),
        (_EVERY, r"([A-Z])[0-9]{1,3}\0\1[0-9]", "到"),
        (_EVERY, r"[图表]\0", "杠"),
        (_SHORT, r"[A-Za-z0-9]\0[0-9]", "杠"),
        ("~～", r"\0[0-9]", "约"),
        ("~～", r"\0", ""),
        (_SHORT, rf"[{HAN}]\0[{HAN}]", "，"),
        (_SHORT, r"(?:^|[^A-Za-z])\0|\0(?:[^A-Za-z]|$)", ""),
    )
)


def _named(found: re.Match[str]) -> str:
    return _NAMED[found[0].strip()]


def _dash(found: re.Match[str]) -> str | None:
    """Return 到 for a dash that joins the ends of a range; elsewhere a long one stays, a short one is a pause or 杠."""
    around = f"{before(found, 12)}\0{behind(found, 12)}"
    for dashes, joint, said in _JOINTS:
        if found[1] in dashes and joint.search(around):
            return said
    return None


def _plus(found: re.Match[str]) -> str:
    return "加"


_EACH = re.compile("[人次天日月年时周张片份户间分秒支盒瓶组班项个件只床位套节辆平亩吨米升场课小]")


def _slash(found: re.Match[str]) -> str | None:
    """Return 每 behind a price, 、 between words; between letters the stroke stays (A/B)."""
    front, after = before(found, 8), behind(found, 2)
    if re.search(r"[A-Za-z]$", front) and re.match("[A-Za-z]", after):
        return None
    if re.search(r"(?:元|[0-9万][\u4e00-\u9fff]{0,2}[^\W0-9A-Za-z年月日号楼室级页版])$", front) and _EACH.match(after):
        return "每"
    if re.search("[0-9]次$|元$", front) and re.match("[0-9半]", after):
        return "每"
    if re.search("[0-9 ][A-Za-z]{1,4}$", front) and _EACH.match(after):
        return "每"
    if after.startswith(">") or re.search(r"[<\s]$", front) or not front or not after:
        return ""
    if after[0].isdigit() and front[-1].isdigit():
        return "、" if re.search("[0-9]{5}$|[0-9]-[0-9]{4}$", front) else "斜杠"
    return "、"


def _less(found: re.Match[str]) -> str:
    return "小于" if re.match(r" ?[0-9]", behind(found)) else ""


_WORD_ENDS = re.compile(f"[{HAN}”」』）]$")
_WORD_BEGINS = re.compile(f"[{HAN}“「『（]")


def _more(found: re.Match[str]) -> str:
    after, front = behind(found), before(found, 2).rstrip()
    if re.match("[0-9]", after):
        return "大于"
    return "，" if _WORD_ENDS.search(front) and _WORD_BEGINS.match(after) else ""


def _up_or_down(found: re.Match[str]) -> str:
    name = "上升" if found[0] == "↑" else "下降"
    return name if re.search(r"[0-9%‰岁元级率量值]$", before(found, 1)) else ""


def _arrow(found: re.Match[str]) -> str:
    return "到" if re.match("[0-9￥¥$]", behind(found)) and re.search(r"[0-9元%级天岁]$", before(found, 2)) else "，"


def _hash(found: re.Match[str]) -> str:
    """Return 井号 for the key; the marks around a topic (#助残日#) and before one are not heard."""
    if re.search("(?<![A-Za-z0-9])[0-9]{1,3}$", before(found, 5)) and not re.match("[0-9号]", behind(found)):
        return "号"
    return "井号" if re.search("[按键输入和或“]$", before(found, 1)) or re.match("号?键", behind(found)) else ""


def _star(found: re.Match[str]) -> str:
    if re.search(r"[0-9a-z)）]$", before(found, 1)) and re.match(" ?[0-9]", behind(found)):
        return "乘"
    return "星号" if re.search(r"[按键或和“]$", before(found, 1)) or re.match("号?键", behind(found)) else ""


def _ticked(found: re.Match[str]) -> str | None:
    """Return what a form asks to write: 打√ is 打勾, 打× is 打叉."""
    if not re.search(r"[打画划用以“]$", before(found, 1)):
        if (
            found[0] == "×"
            and not re.search("[0-9A-Za-z²³）) ]$", before(found, 1))
            and not re.match("[0-9]", behind(found))
        ):
            return "某"
        return "勾" if found[0] in "✓✔☑" else None
    return "勾" if found[0] in "√✓✔☑" else "叉"


_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}


_FILES = "(?:docx?|xlsx?|pptx?|pdf|mp[34]|zip|jpe?g|png|txt|csv|wav|epub|html?)"


def _file(found: re.Match[str]) -> str | None:
    return None if re.search("[A-Za-z]$", before(found, 1)) else "点"


def _below_one(found: re.Match[str]) -> str | None:
    return None if re.search(r"[0-9A-Za-z.]$", before(found, 1)) else "零点" + by_digit(found[0][1:])


def _clause(found: re.Match[str]) -> str | None:
    """Return a narrow mark as the wide one that makes a pause, unless it stands inside Latin text."""
    front, after, mark = before(found, 1), behind(found, 1), found[0][0]
    if mark == ".":
        return None if re.match("[A-Za-z0-9.]", after) or re.match("[A-Za-z.]", front) or not front.strip() else "。"
    return None if front.isascii() and re.match("[A-Za-z]?$", front) and re.match("[A-Za-z]?$", after) else _WIDE[mark]


def _power(found: re.Match[str]) -> str:
    return {"²": "的平方", "³": "的立方"}[found[0]] if re.search(r"\w$", before(found, 1)) else ""


def _times(found: re.Match[str]) -> str | None:
    return "乘" if re.search(r"[0-9]$", before(found, 1)) else None


def _cell(found: re.Match[str]) -> str:
    """Return a pause between the cells of a row typed with strokes; nothing at its rims."""
    return "，" if found.start() and behind(found, 1) not in ("", "\n") and before(found, 1) != "\n" else ""


RULES = (
    Rule("-—–−－~～", re.compile(r"(?<!—) ?([-—–−－~～])(?!—) ?"), _dash),
    Rule("−－", re.compile(r"[−－] ?(?=[0-9])"), lambda found: "减" if before(found, 1).isalnum() else "负"),
    Rule("+＋", re.compile(r" ?[+＋]+ ?"), _plus),
    Rule("/／", re.compile("[/／]"), _slash),
    Rule("<＜《", re.compile("[<＜]"), _less),
    Rule(">＞", re.compile(r"[>＞] ?"), _more),
    Rule("→⇒➜➔⟶", re.compile(r"[→⇒➜➔⟶] ?"), _arrow),
    Rule("↑↓", re.compile("[↑↓]"), _up_or_down),
    Rule("#＃", re.compile("[#＃]"), _hash),
    Rule("^", re.compile(r"\^([0-9]{1,4})"), lambda found: f"的{cardinal(found[1])}次方"),
    Rule("xX", re.compile(r"[xX] ?(?=[0-9])"), _times),
    Rule("|", re.compile(r"[| ]+"), _cell),
    Rule("*＊", re.compile("[*＊]"), _star),
    Rule("()", re.compile("[()]"), lambda found: "（" if found[0] == "(" else "）"),
    Rule(".", re.compile(rf"\.(?={_FILES}(?![A-Za-z0-9]))"), _file),
    Rule(".", re.compile(r"\.[0-9]+"), _below_one),
    Rule(",;:!?.", re.compile("[,;:!?.] ?"), _clause),
    Rule("√✓✔☑×✕✗✘☒", re.compile("[√✓✔☑×✕✗✘☒]"), _ticked),
    Rule("²³", re.compile("[²³]"), _power),
    Rule("_", re.compile("_{4,}"), lambda found: "空格"),  # a blank to fill in
    Rule("".join(_NAMED), re.compile(f"[{re.escape(''.join(_NAMED))}] ?"), _named),
)
