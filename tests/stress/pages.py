"""Pages for measuring: plausible Chinese notices made from a few phrases, the same every time."""

from __future__ import annotations

import random
from pathlib import Path

CHARACTERS = 2_750
"""Length of a page's body in characters: the average notice in the research behind the targets."""

_WHO = ("各区残联", "街道服务窗口", "康复机构", "用人单位", "社区工作者", "残疾人家庭", "辅具服务站", "志愿服务队")
_DO = (
    "应当按时办理",
    "负责收集材料",
    "每月公布结果",
    "上门核对情况",
    "提供大字和语音说明",
    "安排专人接待",
    "及时答复来电",
    "保存办理记录",
)
_WHAT = (
    "生活补贴申请",
    "护理补贴复核",
    "家庭无障碍改造",
    "辅助器具适配",
    "职业技能培训",
    "残疾人证换领",
    "康复训练计划",
    "交通补贴发放",
)
_WHEN = (
    "每年三月底前",
    "收到材料后十个工作日内",
    "公示结束之后",
    "本人提出申请时",
    "出现变化的当月",
    "12385 热线受理以后",
)
_TOPICS = ("补贴", "康复", "就业", "教育", "辅具", "无障碍", "维权", "文体")
_HOW = (
    "不收取任何费用",
    "可以由亲属代办",
    "需要本人签名",
    "通过政务服务网查询",
    "行动不便的可以预约上门",
    "有疑问的可以申请复核",
)


def page(number: int, folder_title: str = "") -> tuple[str, str]:
    """Return (title, Markdown body) of page `number`; 18 headings, one table, some emphasis and links."""
    dice = random.Random(number)
    parts: list[str] = []
    length = heading = 0
    while length < CHARACTERS:
        heading += 1
        parts.append(f"## {_numeral(heading)}、{dice.choice(_WHAT)}（{number}-{heading}）")
        sentences = [_sentence(dice) for _ in range(4)]
        sentences[1] = f"**{sentences[1]}**" if heading % 5 == 0 else sentences[1]
        parts.append("".join(sentences))
        if heading == 3:
            rows = "\n".join(
                f"| {dice.choice(_WHAT)} | {dice.randint(10, 900)} | {dice.choice(_WHO)} |" for _ in range(4)
            )
            parts.append(f"| 项目 | 数量 | 负责单位 |\n|---|---|---|\n{rows}")
        if heading % 6 == 0:
            parts.append(f"更多说明见[{dice.choice(_WHAT)}](https://example.org/{number})，或拨打 12385。")
        length = sum(len(part) for part in parts)
    return f"{folder_title}关于{dice.choice(_WHAT)}的通知（第 {number} 号）", "\n\n".join(parts) + "\n"


def make_site(site: Path, pages: int, workers: str = "auto") -> None:
    """Write a Curbcut site of so many notices, with everything that leads to them: lists by each facet, register, feeds, data."""
    notices = site / "content" / "notices"
    notices.mkdir(parents=True, exist_ok=True)
    topics = "".join(f"  t{number}: {{zh-Hans: {name}}}\n" for number, name in enumerate(_TOPICS))
    config = (
        f'title: 测量站\nlanguage: zh-Hans\nurl: https://example.org/\ncontact:\n  phone: "12385"\nworkers: {workers}\n'
    )
    config += f"renditions: []\nbundles: [sitemap, feeds, register, api]\ntopics:\n{topics}"
    (site / "site_config.yml").write_text(config, "utf-8")
    for number in range(pages):
        title, body = page(number)
        front = f"---\ntitle: {title}\nslug: n{number:05d}\npublished: {_day(number)}\nissuer: [市残联]\n"
        front += f"topic: [{_TOPICS[number % len(_TOPICS)]}]\naudience: [肢体, 家属]\nlevel: 市\n---\n\n"
        (notices / f"n{number:05d}.md").write_text(front + body, "utf-8")


def make_pelican(site: Path, pages: int, *, lists: bool) -> list[str]:
    """Write the same pages as a stock Pelican site (theme simple); return the command that builds it, without `-o`.

    lists: also give it the same front matter to make lists and feeds of, which Pelican then does as it comes
    """
    content = site / "content"
    content.mkdir(parents=True, exist_ok=True)
    for number in range(pages):
        title, body = page(number)
        front = f"Title: {title}\nSlug: n{number:05d}\nDate: {_day(number)}\n"
        front += (
            f"Category: {_TOPICS[number % len(_TOPICS)]}\nTags: 肢体, 家属, 市\n\n" if lists else "Category: 补贴\n\n"
        )
        (content / f"n{number:05d}.md").write_text(front + body, "utf-8")
    (site / "pelicanconf.py").write_text(
        "AUTHOR = '市残联'\nSITENAME = '测量站'\nSITEURL = ''\nPATH = 'content'\nTIMEZONE = 'Asia/Shanghai'\n"
        "DEFAULT_LANG = 'zh'\nTHEME = 'simple'\nPLUGINS = []\n"
        "MARKDOWN = {'extensions': ['curbcut'], 'extension_configs': {}, 'output_format': 'xhtml'}\n"
        + ("DEFAULT_PAGINATION = 50\n" if lists else "FEED_ALL_ATOM = None\nCATEGORY_FEED_ATOM = None\n"),
        "utf-8",
    )
    return ["-m", "pelican", "content", "-s", "pelicanconf.py", "-q"]


def make_material(site: Path, pages: int) -> list[str]:
    """Write the same pages as a stock MkDocs-Material site with `navigation.prune`; return the command."""
    docs = site / "docs"
    docs.mkdir(parents=True, exist_ok=True)
    for number in range(pages):
        title, body = page(number)
        (docs / f"n{number:05d}.md").write_text(f"---\ntitle: {title}\n---\n\n{body}", "utf-8")
    (docs / "index.md").write_text("# 首页\n", "utf-8")
    (site / "mkdocs.yml").write_text(
        "site_name: 测量站\ntheme:\n  name: material\n  language: zh\n  font: false\n  features: [navigation.prune]\n"
        "plugins: []\nmarkdown_extensions: [tables, footnotes, admonition, attr_list, def_list, abbr]\n",
        "utf-8",
    )
    return ["-m", "mkdocs", "build", "-q"]


def _sentence(dice: random.Random) -> str:
    return f"{dice.choice(_WHEN)}，{dice.choice(_WHO)}{dice.choice(_DO)}，{dice.choice(_WHAT)}{dice.choice(_HOW)}。"


def _numeral(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else ("十" if tens == 1 else digits[tens] + "十")) + (digits[ones] if ones else "")


def _day(number: int) -> str:
    return f"20{10 + number % 15:02d}-{1 + number % 12:02d}-{1 + number % 28:02d}"
