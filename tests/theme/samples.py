"""Page models as the planner makes them, one of every kind: what design and adapters are tried on."""

from __future__ import annotations

from typing import Any

from curbcut import theme
from curbcut.core.pages import PageModel

_LABELS = {
    "skip": "跳到正文", "main_nav": "主要栏目", "breadcrumbs": "您在这里", "contents": "本页内容", "formats": "其他格式",
    "about_document": "文件信息", "previous": "上一个", "next": "下一个", "pages": "分页", "contact": "联系我们",
    "languages": "语言", "footer": "关于本站", "lessons": "课文", "home": "首页",
}  # fmt: skip
_CSP = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'"

BODY = """\
<h2 id="h-mubiao"><span class="s" id="s-00000001">一、目标</span></h2>
<p><span class="s" id="s-00000002">到二〇二七年，全市残疾人家庭无障碍改造覆盖 <strong>12,385</strong> 户。</span>\
<span class="s" id="s-00000003">具体办法见<a href="../gaizao/">《家庭无障碍改造办事指南》</a>，\
或拨打残疾人服务热线 <a href="tel:12385">12385</a>。</span></p>
<blockquote><p><span class="s" id="s-00000004">坚持以人为本，尊重残疾人意愿，做到“一户一策”。</span></p></blockquote>
<h3 id="h-fanwei"><span class="s" id="s-00000005">（一）适用范围</span></h3>
<ol><li><span class="s" id="s-00000006">持有《中华人民共和国残疾人证》；</span></li>
<li><span class="s" id="s-00000007">户籍在本市，或者连续居住满一年。<ruby>重<rp>（</rp><rt>chóng</rt><rp>）</rp></ruby>复申请的，以最后一次为准。</span></li></ol>
<div class="table" role="region" tabindex="0" aria-labelledby="t-1"><table><caption id="t-1">表 1：补贴标准</caption>
<thead><tr><th scope="col">类别</th><th scope="col" class="align-right">金额（元）</th><th scope="col">说明</th></tr></thead>
<tbody><tr><th scope="row">肢体一级、二级</th><td class="align-right">8,000</td><td>含坡道、扶手、低位灶台</td></tr>
<tr><th scope="row">视力一级、二级</th><td class="align-right">5,000</td><td>含语音提示、闪光门铃和可视对讲</td></tr></tbody></table></div>
<div class="admonition note"><p class="admonition-title">提示</p><p><span class="s" id="s-00000008">申请不收费；任何人收费，请投诉。</span></p></div>
<div class="admonition warning"><p class="admonition-title">注意</p><p><span class="s" id="s-00000009">改造完成后五年内不得重复申请。</span></p></div>
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


def sample_models() -> list[tuple[PageModel, str]]:
    """Return (model, body) of a notice, a repealed notice, a guide, a lesson, a course, a list, the home page, 404."""
    return [notice(), repealed(), guide(), lesson(), course(), listing(), home(), missing(), english()]


def page(url: str, template: str, title: str, lang: str = "zh-Hans", **cc: Any) -> PageModel:
    """Return a model with everything a page has, and `cc` on top."""
    root = "../" * url.count("/") or "./"
    common: dict[str, Any] = {
        "lang": lang, "title": title, "root": root, "kind": "", "kind_label": "",
        "site": {"title": "和平区残疾人联合会", "tagline": "平等、参与、共享", "hotline": "12385", "home": root},
        "nav": [
            {"text": text, "href": f"{root}{name}/", "current": url.startswith(name)}
            for name, text in (("notice", "政策通知"), ("guide", "办事指南"), ("place", "服务地点"), ("event", "活动"), ("course", "微课程"), ("page", "关于"))
        ],
        "breadcrumbs": [], "summary": "", "banner": None, "facts": [], "toc": [], "body": "", "formats": [], "items": [],
        "sections": [], "count_text": "", "pages": None, "previous": None, "next": None, "alternates": [],
        "contact": [
            {"label": "残疾人服务热线", "value": "12385", "href": "tel:12385"},
            {"label": "短信", "value": "138 0000 0000", "href": "sms:13800000000"},
            {"label": "邮箱", "value": "fuwu@example.org.cn", "href": "mailto:fuwu@example.org.cn"},
            {"label": "办公时间", "value": "周一至周五 9:00–17:00（节假日除外）", "href": None},
            {"label": "地址", "value": "和平区幸福路 12 号，一层有坡道和低位服务台", "href": None},
        ],
        "footer": [{"text": "关于本站", "href": f"{root}page/", "lang": lang}, {"text": "English", "href": f"{root}en/", "lang": "en"}],
        "labels": _LABELS, "styles": [root + path for path in theme.stylesheets()],
        "scripts": [root + path for path in theme.scripts()], "meta": [], "csp": _CSP, "emergency": None,
    }  # fmt: skip
    return PageModel(url=url, template=template, lang=lang, title=title, cc=common | cc)


def notice(url: str = "notice/plan/") -> tuple[PageModel, str]:
    """A notice in force, with everything a document can have."""
    title = "关于印发《和平区困难重度残疾人家庭无障碍改造实施方案》的通知"
    crumbs = [{"text": "首页", "href": "../../"}, {"text": "政策通知", "href": "../"}, {"text": title, "href": None}]
    return page(
        url, "document", title, kind="notice", kind_label="通知", breadcrumbs=crumbs,
        summary="2025 至 2027 年，为困难重度残疾人家庭免费改造家居环境。符合条件的家庭可以在社区申请。",
        facts=[
            {"label": "发文字号", "value": "和残发〔2025〕12号", "href": None, "datetime": None},
            {"label": "发文机关", "value": "和平区残疾人联合会、和平区财政局", "href": None, "datetime": None},
            {"label": "成文日期", "value": "2025年3月1日", "href": None, "datetime": "2025-03-01"},
            {"label": "生效日期", "value": "2025年4月1日", "href": None, "datetime": "2025-04-01"},
            {"label": "代替", "value": "关于2019年家庭无障碍改造工作的通知", "href": "../old/", "datetime": None},
            {"label": "有效性", "value": "现行有效", "href": None, "datetime": None},
        ],
        formats=[
            {"name": "大字版", "href": "large.pdf", "media": "application/pdf", "detail": "PDF，24 页，1.2 MB"},
            {"name": "录音", "href": "audio.mp3", "media": "audio/mpeg", "detail": "音频，6 分 12 秒，2.9 MB"},
            {"name": "纯文本", "href": "plain.txt", "media": "text/plain", "detail": "TXT，12 KB"},
        ],
        toc=[
            {"id": "h-mubiao", "text": "一、目标", "level": 2}, {"id": "h-fanwei", "text": "（一）适用范围", "level": 3},
            {"id": "h-cailiao", "text": "二、申请材料", "level": 2},
        ],
        alternates=[{"lang": "en", "href": "../../en/notice/plan/", "name": "English"}],
        meta=[{"name": "description", "content": "2025 至 2027 年，为困难重度残疾人家庭免费改造家居环境。"}],
    ), BODY  # fmt: skip


def repealed() -> tuple[PageModel, str]:
    """A notice that says before its title that it no longer holds."""
    banner = {
        "level": "repealed",
        "text": "这份文件已经废止，不再执行。",
        "href": "../plan/",
        "link_text": "家庭无障碍改造实施方案",
    }
    return page(
        "notice/old/", "document", "关于2019年家庭无障碍改造工作的通知", kind="notice", kind_label="通知", banner=banner
    ), "<p>原文。</p>"


def guide() -> tuple[PageModel, str]:
    """A service guide with its fields as sections."""
    return page(
        "guide/gaizao/", "document", "申请家庭无障碍改造", kind="guide", kind_label="指南", summary="符合条件的家庭可以免费改造。",
        sections=[
            {"id": "cc-materials", "title": "申请材料", "href": None, "list": ["残疾人证", "身份证"], "ordered": False},
            {"id": "cc-steps", "title": "办理流程", "href": None, "list": ["到社区提出申请", "上门评估", "施工和验收"], "ordered": True},
            {"id": "cc-fee", "title": "收费", "href": None, "text": "不收费", "link": None},
            {"id": "cc-phone", "title": "咨询电话", "href": None, "text": "12385", "link": "tel:12385"},
            {"id": "cc-faq", "title": "常见问题", "href": None, "pairs": [{"question": "租的房子可以改造吗？", "answer": "可以，要房东书面同意。"}]},
            {"id": "cc-changes", "title": "修改记录", "href": None, "list": ["2025年3月1日  发布"], "after": True},
        ],
    ), "<p>其他说明。</p>"  # fmt: skip


def lesson() -> tuple[PageModel, str]:
    """A lesson between two others."""
    return page(
        "course/phone/02/", "document", "放大手机上的字", kind="lesson", kind_label="课文",
        previous={"title": "打开手机的“无障碍”", "href": "../01/"}, next={"title": "让手机读给你听", "href": "../03/"},
    ), BODY  # fmt: skip


def course() -> tuple[PageModel, str]:
    """A course: what one learns, and its lessons."""
    return page(
        "course/phone/", "course", "用好手机的无障碍功能", kind="course", kind_label="课程", summary="三节课，每节不到十分钟。",
        sections=[
            {"id": "cc-objectives", "title": "学习目标", "href": None, "list": ["能放大字体", "能用读屏"]},
            {"id": "cc-lessons", "title": "课文", "href": None, "items": [
                {"title": "打开手机的“无障碍”", "href": "01/", "summary": "找到设置。", "lang": "zh-Hans"},
                {"title": "放大手机上的字", "href": "02/", "summary": "", "lang": "zh-Hans"},
            ]},
        ],
    ), ""  # fmt: skip


def item(number: int) -> dict[str, Any]:
    """An entry of a list; every third one no longer holds."""
    return {
        "title": f"关于做好第{number}批残疾人辅助器具适配工作的通知", "href": f"n{number}/", "date": f"2025-03-{number:02}",
        "summary": "轮椅、助听器、盲杖可以免费适配，社区统一登记。", "date_text": f"2025年3月{number}日", "lang": "zh-Hans",
        "validity_text": "" if number % 3 else "已经废止",
    }  # fmt: skip


def listing() -> tuple[PageModel, str]:
    """A page of a list."""
    numbers = [{"text": str(n), "href": f"page/{n}/", "current": n == 2} for n in (1, 2, 3, 8)]
    pages = {"previous": "../", "next": "../3/", "text": "第 2 页，共 8 页", "numbers": numbers}
    return page(
        "notice/page/2/", "listing", "政策通知", kind="notice", kind_label="通知", count_text="共 37 篇",
        items=[item(n) for n in range(1, 6)], pages=pages,
    ), ""  # fmt: skip


def home() -> tuple[PageModel, str]:
    """The home page."""
    return page(
        "", "home", "和平区残疾人联合会", summary="平等、参与、共享",
        sections=[
            {"id": "cc-notice", "title": "政策通知", "href": "notice/", "more": "最新政策通知", "items": [item(n) for n in range(1, 4)]},
            {"id": "cc-guide", "title": "办事指南", "href": "guide/", "more": "", "items": [item(4)]},
        ],
    ), ""  # fmt: skip


def missing() -> tuple[PageModel, str]:
    """The page for a wrong address."""
    return page(
        "404.html", "notfound", "没有找到这个网页", summary="网址可能写错了。您可以回到首页，或拨打下面的电话。"
    ), ""


def english() -> tuple[PageModel, str]:
    """A page in English whose texts need escaping."""
    title = 'Rights & duties: "5 < 6"'
    return page(
        "en/page/rights/", "document", title, "en", kind="page", summary="<b>plain</b>"
    ), "<p>Fish &amp; chips</p>\n"
