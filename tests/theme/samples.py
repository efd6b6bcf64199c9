"""Pages of a small site as the planner makes them, one of every kind: what design and adapters are tried on."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from curbcut import theme
from curbcut.core.config import SiteConfig, load_config
from curbcut.core.language.collation import reading_keys
from curbcut.core.model import Answer, Blob, Later
from curbcut.core.pages import PageModel
from curbcut.core.steps import Head, head_of, read_course, read_document
from curbcut.portal.about import Checked, Known
from curbcut.portal.chrome import Frame, Now, frame
from curbcut.portal.parts import title_of
from curbcut.portal.planning import Planned, plan
from curbcut.portal.shelf import Shelf
from curbcut.renditions import plain

TODAY = "2026-11-25"
CONFIG = """\
title: {zh-Hans: 和平区残疾人联合会, en: Heping Disabled Persons' Federation}
tagline: {zh-Hans: 平等、参与、共享, en: 'Equal, taking part, sharing'}
url: https://example.org/cl/
languages: [zh-Hans, en]
contact: {phone: "12385", sms: "12385", email: cl@example.org, address: {zh-Hans: 和平路1号, en: 1 Heping Road}}
bundles: [feeds, calendar, places, register, api, opensearch, browser_search]
topics: {home: {zh-Hans: 无障碍改造, en: Home adaptation}}
districts: {heping: {zh-Hans: 和平区, en: Heping}}
life_events: {adapt: {zh-Hans: 改造住房, en: Adapting a home}}
listing_size: 3
"""

BODY = """\
<h2 id="h-mubiao"><span class="s" id="s-000001">一、目标</span></h2>
<p><span class="s" id="s-000002">到二〇二七年，全市残疾人家庭无障碍改造覆盖 <strong>12,385</strong> 户。</span>\
<span class="s" id="s-000003">具体办法见<a href="../gaizao/">《家庭无障碍改造办事指南》</a>，\
或拨打残疾人服务热线 <a href="tel:12385">12385</a>。</span></p>
<blockquote><p><span class="s" id="s-000004">坚持以人为本，尊重残疾人意愿，做到“一户一策”。</span></p></blockquote>
<h3 id="h-fanwei"><span class="s" id="s-000005">（一）适用范围</span></h3>
<ol><li><span class="s" id="s-000006">持有《中华人民共和国残疾人证》；</span></li>
<li><span class="s" id="s-000007">户籍在本市，或者连续居住满一年。<ruby>重<rp>（</rp><rt>chóng</rt><rp>）</rp></ruby>复申请的，以最后一次为准。</span></li></ol>
<div class="table" role="region" tabindex="0" aria-labelledby="t-1"><table><caption id="t-1">表 1：补贴标准</caption>
<thead><tr><th scope="col">类别</th><th scope="col" class="align-right">金额（元）</th><th scope="col">说明</th></tr></thead>
<tbody><tr><th scope="row">肢体一级、二级</th><td class="align-right">8,000</td><td>含坡道、扶手、低位灶台</td></tr>
<tr><th scope="row">视力一级、二级</th><td class="align-right">5,000</td><td>含语音提示、闪光门铃和可视对讲</td></tr></tbody></table></div>
<div class="admonition note"><p class="admonition-title">提示</p><p><span class="s" id="s-000008">申请不收费；任何人收费，请投诉。</span></p></div>
<div class="admonition warning"><p class="admonition-title">注意</p><p><span class="s" id="s-000009">改造完成后五年内不得重复申请。</span></p></div>
<h2 id="h-cailiao"><span class="s" id="s-00000010">二、申请材料</span></h2>
<ul><li class="task"><input type="checkbox" disabled="disabled" checked="checked" aria-label="已完成"/> <span class="s" id="s-00000011">残疾人证</span></li>
<li class="task"><input type="checkbox" disabled="disabled" aria-label="未完成"/> <span class="s" id="s-00000012">居民身份证<sup id="fnref:1"><a class="footnote-ref" href="#fn:1" role="doc-noteref">1</a></sup></span></li></ul>
<pre><code>curl https://example.gov.cn/api/v1/subsidies?district=110105&amp;level=1&amp;year=2027&amp;format=application/json</code></pre>
<figure><img src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 3'%3E%3Cpath fill='%23678' d='M0 3L8 0v3z'/%3E%3C/svg%3E" alt="门口的坡道，坡度一比十二" width="640" height="240"/><figcaption>图 1：坡道的坡度不大于 1∶12</figcaption></figure>
<details><summary>什么是“一户一策”？</summary><p>按每一家的需要定改造方案。</p></details>
<dl><dt>坡道</dt><dd>让轮椅通过的斜面。</dd></dl>
<hr/>
<div class="footnote"><hr/><ol><li id="fn:1"><p>未满十六周岁的，可以用户口簿。 <a class="footnote-backref" href="#fnref:1" role="doc-backlink" aria-label="回到注 1 处">↩</a></p></li></ol></div>
"""


SOURCES = {
    "content/notices/plan.md": """\
---
title: 关于做好2027年残疾人家庭无障碍改造的通知
slug: plan
summary: 有残疾人证的家庭可以申请，不收费。
index_number: HPCL-01-2026-0007
doc_number: 和残联〔2026〕7号
issuer: [和平区残疾人联合会, 和平区财政局]
issued: 2026-03-02
published: 2026-03-05
effective: 2026-04-01
topic: [无障碍改造]
audience: [残疾人]
level: 区
replaces: [old]
attachments:
  - {file: a.csv, title: 各街道名额, alt_format_contact: 请打12385}
change_notes:
  - {date: 2026-05-01, note: 增加了名额。}
---

## 一、目标 {#h-mubiao}

到二〇二七年完成。

## 二、申请材料 {#h-cailiao}

身份证。
""",
    "content/notices/plan.en.md": """\
---
title: Notice on home adaptation in 2027
slug: plan
published: 2026-03-05
issuer: [Heping Disabled Persons' Federation]
topic: [Home adaptation]
translation_of: plan
---

Anybody with a card can apply.
""",
    "content/notices/old.md": """\
---
title: 关于做好第3批改造的通知
slug: old
published: 2019-03-05
validity: repealed
topic: [无障碍改造]
---

旧的规定。
""",
    **{
        f"content/notices/n{number}.md": f"---\ntitle: 第{number}号通知\nslug: n{number}\npublished: 2020-01-0{number}\n---\n\n正文。\n"
        for number in range(1, 6)
    },
    "content/guides/adapt.md": """\
---
title: 家庭无障碍改造
slug: adapt
summary: 三步，五十天。
published: 2026-01-01
life_event: [改造住房]
topic: [无障碍改造]
conditions: [有残疾人证。]
materials: [身份证, 残疾人证]
steps: [到窗口申请。, 等人上门看。]
time_limit: 50个工作日
fee: 不收费
phone: "12385"
location: 街道窗口
offline_channel: 街道窗口，行动不便可以上门。
online_url: https://example.org/apply
faq:
  - {question: 租的房子行吗？, answer: 行，房东要同意。}
---

改造以安全为先。
""",
    "content/places/centre.md": """\
---
title: 和平阳光之家
slug: centre
published: 2026-01-01
address: 和平路2号
district: 和平区
phone: "12385"
hours: 工作日9:00到17:00
facilities: [无台阶入口, 无障碍厕所]
services: [日间照料]
coordinates: {lat: 31.2, lon: 119.7, system: GCJ02}
---

门口有坡道。
""",
    "content/events/helping-day.md": """\
---
title: 全国助残日
slug: helping-day
published: 2026-01-01
starts: 2026-05-17
recurrence: FREQ=YEARLY;BYMONTH=5;BYDAY=3SU
venue: 和平广场
organiser: [和平区残联]
---

欢迎参加。
""",
    "content/pages/about.md": "---\ntitle: 关于我们\nslug: about\npublished: 2026-01-01\n---\n\n我们是谁。\n",
    "content/pages/rights.en.md": """\
---
title: 'Rights & duties: "5 < 6"'
slug: rights
published: 2026-01-01
summary: "<b>plain</b> words"
---

Fish & chips.
""",
    "courses/phone/course.yml": "title: 手机入门\nsummary: 两节课。\nlessons: [begin, pay]\nobjectives: [会打电话]\n",
    "courses/phone/begin.md": "---\ntitle: 打电话\nminutes: 8\n---\n\n## 拨号\n\n按数字。\n\n## 挂断\n\n按红键。\n",
    "courses/phone/pay.md": "---\ntitle: 付款\npass: 60\n---\n\n先看金额。\n\n## 自测\n\n### 先看什么？ {#q-look}\n\n- [x] 金额\n- [ ] 天气\n",
}


@cache
def sample_models() -> list[tuple[PageModel, str]]:
    """Return (model, body) of every page of the site; the notice `plan` has a body with everything."""
    around, shelf, known, bodies = sample_site()
    return [(made(page), bodies[page.head.path] if page.head else "") for page in plan(around, shelf, known)]


@cache
def sample_site() -> tuple[Frame, Shelf, Known, dict[str, str]]:
    """Return what the pages of the site are planned from, and the bodies of its documents by path."""
    config, findings = load_config("site_config.yml", CONFIG)
    assert isinstance(config, SiteConfig), findings
    heads: list[Head] = []
    bodies: dict[str, str] = {}
    for path, text in SOURCES.items():
        lang = "en" if path.endswith(".en.md") else "zh-Hans"
        reads = (
            read_course(path, text.encode(), lang)
            if path.endswith(".yml")
            else read_document(path, text.encode(), lang, ())
        )
        head = head_of(Answer(facts=reads.facts))
        assert head is not None, reads.facts
        heads.append(head)
        bodies[path] = msgspec.msgpack.decode(reads.inner["document.msgpack"])["body"]
    bodies["content/notices/plan.md"] = BODY
    renditions = {
        head.path: {"plain": Answer(files={"plain.txt": Blob(digest="0", size=2_100)})}
        for head in heads
        if head.kind != "course"
    }
    shelf = Shelf(heads, renditions)
    around = frame(config, shelf, theme.published(), Now(today=TODAY))
    keys = {lang: reading_keys({title_of(h) for h in heads if h.lang == lang}, lang) for lang in around.languages}
    known = Known(
        rooms={"plain": plain},
        checked=Checked(rules=3, open={"zh": {"有一处不清楚。": 2}, "en": {"Unclear.": 2}}),
        keys=keys,
        offered={"content/notices/a.csv": (1_200, 0)},
    )
    return around, shelf, known, bodies


def made(page: Planned) -> PageModel:
    """Return a page's model, also where a build would make it later."""
    return page.model.make() if isinstance(page.model, Later) else page.model


def notice(url: str = "") -> tuple[PageModel, str]:
    """Return the page with everything, perhaps under another address."""
    model, body = next(call for call in sample_models() if call[0].url == "notice/plan/")
    return (msgspec.structs.replace(model, url=url) if url else model), body


def sample(url: str) -> PageModel:
    """Return the model of one address, with everything that its template reaches."""
    model = next(model for model, _ in sample_models() if model.url == url)
    return msgspec.structs.replace(model, cc=model.printed())


def changed(model: PageModel, **cc: Any) -> PageModel:
    """Return a model with some of its texts replaced."""
    return msgspec.structs.replace(model, cc={**model.cc, **cc})
