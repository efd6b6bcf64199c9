"""Where things are: houses, rooms, bus routes, trains and roads.

A number that works as a name is called digit by digit with 幺 (305室, 105路, G1234次), a small one is counted (2号楼).
"""

from __future__ import annotations

import re

from curbcut.core.language.spoken.numbers import called
from curbcut.core.language.spoken.rule import DIGITS, Rule, before

_STREET = re.compile(r"(?:路|街|道|巷|弄|里|大街|胡同|村|组|段) ?$")
_ROOM_AFTER = r"号?(?:室|房(?!间数)|教室|会议室|办公室|诊室|病房|房间|多功能厅|活动室|培训室|接待室|评估室|康复室|治疗室|阅览室|机房|宿舍|包间|展厅)"
_UNIT = re.compile(r"(?:单元|[栋幢座楼层门]|号楼) ?$")


def _room(found: re.Match[str]) -> str:
    return called(found[0])


def _flat(found: re.Match[str]) -> str | None:
    return called(found[0]) if _UNIT.search(before(found, 4)) else None


def _house(found: re.Match[str]) -> str | None:
    return called(found[0]) if _STREET.search(before(found, 4)) else None


def _entrance(found: re.Match[str]) -> str | None:
    return "二" if re.search("[楼院栋幢座]$", before(found, 1)) else None


def _two(found: re.Match[str]) -> str:
    return "两"


RULES = (
    Rule(DIGITS, re.compile("[0-9]{3}(?=(?:[、和及或][0-9]{1,3}){1,20}路(?![0-9]))"), _room),
    Rule("2", re.compile("2(?=门(?!课))"), _entrance),
    Rule("2", re.compile(r"2(?=室(?:[0-9一二两]厅|户)|居室?(?![0-9]))"), _two),
    Rule(DIGITS, re.compile(rf"[0-9]{{3,4}}(?= ?{_ROOM_AFTER})"), _room),
    Rule(DIGITS, re.compile(r"[0-9]{3,4}(?![0-9.,米元平人户㎡])"), _flat),
    Rule(DIGITS, re.compile(r"[0-9]{4,5}(?=号)"), _house),
    Rule(
        DIGITS,
        re.compile(r"[0-9]{3,4}(?=路(?:[公低快专环区夜车电旅上下、，。；）或和到及等共至 —-]|$)|国道|省道|县道|乡道)"),
        _room,
    ),
)
