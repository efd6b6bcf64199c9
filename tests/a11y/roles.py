"""What the virtual screen reader says in English, in Chinese; the names and texts of a page stay as they are."""

from __future__ import annotations

import re

ROLES = {
    "alert": "提醒", "article": "文章", "audio": "音频", "banner": "页眉", "blockquote": "引文", "button": "按钮",
    "caption": "标题", "cell": "单元格", "checkbox": "复选框", "code": "代码", "columnheader": "列标题",
    "combobox": "组合框", "complementary": "补充内容", "contentinfo": "页脚", "definition": "释义", "deletion": "删去",
    "dialog": "对话框", "doc-backlink": "返回正文", "doc-endnotes": "尾注", "doc-noteref": "注释引用",
    "document": "网页", "emphasis": "强调", "figure": "图", "form": "表单", "group": "分组", "heading": "标题",
    "image": "图像", "img": "图像", "insertion": "增补", "link": "链接", "list": "列表", "listbox": "列表框",
    "listitem": "列表项", "main": "正文", "mark": "标记", "math": "公式", "meter": "计量", "navigation": "导航",
    "note": "附注", "option": "选项", "paragraph": "段落", "progressbar": "进度", "radio": "单选按钮",
    "radiogroup": "单选组", "region": "区域", "row": "行", "rowgroup": "行组", "rowheader": "行标题",
    "search": "搜索", "searchbox": "搜索框", "separator": "分隔线", "slider": "滑块", "status": "状态",
    "strong": "着重", "subscript": "下标", "superscript": "上标", "switch": "开关", "table": "表格", "term": "词条",
    "textbox": "文本框", "time": "时间", "video": "视频",
}  # fmt: skip
"""ARIA role, as WAI-ARIA 1.2 and DPUB-ARIA 1.1 name it → the word that Chinese screen readers use."""

_STATES = {
    r"level (\d+)": r"第 \1 级", r"position (\d+)": r"第 \1 项", r"set size (\d+)": r"共 \1 项",
    r"checked": "已选中", r"not checked": "未选中", r"partially checked": "部分选中", r"disabled": "不可用",
    r"expanded": "已展开", r"not expanded": "已折叠", r"selected": "已选择", r"not selected": "未选择",
    r"pressed": "已按下", r"not pressed": "未按下", r"required": "必填", r"invalid": "无效", r"not invalid": "有效",
    r"current page": "当前页", r"current item": "当前项", r"current step": "当前步骤", r"current location": "当前位置",
    r"current date": "当前日期", r"current time": "当前时间", r"has popup dialog": "会打开对话框",
    r"read only": "只读", r"multi-selectable": "可多选", r"orientated (horizontally|vertically)": "",
    r"(min|max|current) value (.+)": r"\1 \2",
}  # fmt: skip
_COMPILED = [(re.compile(pattern), words) for pattern, words in _STATES.items()]
_ROLE = re.compile(r"(end of )?([a-z-]+)")


class Untranslated(ValueError):
    """A role that has no word here."""


def in_chinese(phrase: str) -> str:
    """Return a spoken phrase with its role and states in Chinese. Raises Untranslated for the end of an unknown role."""
    first, *rest = phrase.split(", ")
    match = _ROLE.fullmatch(first)
    if match is None:
        return phrase
    end, role = match.groups()
    if role not in ROLES:
        if end:
            raise Untranslated(role)
        return phrase
    states = [_state(part) for part in rest]
    return "，".join([f"{ROLES[role]}{'结束' if end else ''}", *filter(None, states)])


def _state(part: str) -> str:
    for pattern, words in _COMPILED:
        if pattern.fullmatch(part):
            return pattern.sub(words, part)
    return part
