"""Every key an editor can write: its Chinese names and what it means, in both languages.

One table for the loader (Chinese keys), the JSON Schemas, the documentation and the forms. A key
means the same in every kind, so it stands here once; a room adds the keys of its own options with
a class attribute `FIELDS` of the same shape.
"""

from __future__ import annotations

from typing import NamedTuple


class FieldWords(NamedTuple):
    """A key's Chinese names (the first is shown), and its meaning in Chinese and in English."""

    names: tuple[str, ...]
    zh: str
    en: str


def field(names: str, zh: str, en: str) -> FieldWords:
    """Return FieldWords from Chinese names parted by spaces and two meanings."""
    return FieldWords(tuple(names.split()), zh, en)


FIELDS: dict[str, FieldWords] = {
    # what every kind may carry
    "title": field("标题 名称 事项名称 课程名称 课名 网站名称", "标题，读者最先看到和听到的话", "the title: what readers see and hear first"),
    "slug": field("网址名 短名", "网址的最后一段，用小写英文字母、数字和短横线，定了就不改", "last part of the address: lower-case letters, digits, hyphens; never changes"),
    "id": field("编号 标识", "永远不变的内部编号，可不填", "an identifier that never changes; optional"),
    "summary": field("摘要 概述 简介", "一两句话说清内容，用在列表、搜索和分享里", "one or two sentences for lists, search and sharing"),
    "draft": field("草稿", "true 表示还不发布", "true: not published yet"),
    "lang": field("语言 语种", "本文的语言，如 zh-Hans、en；不填就是全站的语言", "language of the text, such as zh-Hans or en; the site's language if left out"),
    "topic": field("主题 主题分类", "主题，可写几个", "subjects; there may be several"),
    "audience": field("对象 服务对象 适用对象 适合人群", "写给谁看，可写几个", "who it is for; there may be several"),
    "level": field("层级 级别", "哪一级的文件：国家、省、市、区、街道", "level of government: national, provincial, municipal, district, street"),
    "region": field("地区 适用地区", "适用的地区", "the region it applies to"),
    "contact": field("联系方式 联系 联系人", "问谁：电话，以及不用电话的方式", "whom to ask: by telephone and without one"),
    "published": field("发布日期 发布时间", "在网站上发布的日期", "date of publication on the site"),
    "review_by": field("复核日期 复查日期", "最迟哪天要再看一遍内容还对不对", "date by which somebody must check that it is still right"),
    "publish_at": field("定时发布 上线时间", "到这个时间才发布；不写时区就按网站的时区", "not published before this moment; without an offset it is in the site's time zone"),
    "expire_at": field("定时下线 下线时间", "到这个时间就不再列出；不写时区就按网站的时区", "no longer listed after this moment; without an offset it is in the site's time zone"),
    "renditions": field("版本 输出", "要生成哪些版本，如 plain、large_print", "the renditions to make, such as plain or large_print"),
    "sign_video": field("手语视频 手语", "手语视频的文件，从本文所在文件夹写起", "file of the sign-language video, relative to this file"),
    "attachments": field("附件", "随文提供的文件", "files offered beside the text"),
    "change_notes": field("修改说明 变更记录 修订记录", "改过什么：日期和说明", "what was changed: date and note"),
    "translation_of": field("译自 原文", "本文译自哪一篇（写它的网址名）", "the slug of the document this is a translation of"),
    "allow": field("允许 豁免", "本文不查哪条规则，每条都要写理由", "rules that do not apply here, each with the reason"),
    # parts
    "name": field("名字 姓名 单位", "名字", "the name"),
    "url": field("网址 链接", "网址，以 https:// 开头", "a web address that starts with https://"),
    "file": field("文件", "文件，从本文所在文件夹写起", "a file, relative to this one"),
    "accessible": field("无障碍", "读屏软件能不能读这个文件", "whether a screen reader can read the file"),
    "alt_format_contact": field("其他格式联系方式 索取其他格式", "读不了这个文件的人向谁要别的格式", "whom to ask for another format"),
    "date": field("日期", "日期", "the date"),
    "note": field("说明", "说明", "the note"),
    "major": field("重大修改 重大", "true 表示要特别告诉读者", "true: readers must be told"),
    "question": field("问 问题", "问题", "the question"),
    "answer": field("答 回答 答案", "回答", "the answer"),
    "lat": field("纬度", "纬度，北纬为正", "latitude in degrees, north is positive"),
    "lon": field("经度", "经度，东经为正", "longitude in degrees, east is positive"),
    "system": field("坐标系", "坐标系：WGS84（卫星定位）、GCJ02（高德、腾讯）、BD09（百度）", "coordinate system: WGS84 (GPS), GCJ02 (Amap, Tencent), BD09 (Baidu)"),
    "phone": field("电话 咨询电话 联系电话", "电话，照平时的写法", "telephone number as people write it"),
    "sms": field("短信", "收短信的号码，聋人朋友用得到", "number for text messages, which deaf people can use"),
    "fax": field("传真", "传真", "fax number"),
    "email": field("邮箱 电子邮箱 电子邮件", "电子邮箱", "e-mail address"),
    "wechat": field("微信", "微信号或公众号", "WeChat account"),
    "address": field("地址", "地址", "postal address"),
    "hours": field("工作时间 办公时间 开放时间 服务时间", "工作时间", "opening hours"),
    "sign_language": field("手语服务 手语翻译", "怎样用手语联系", "how to reach us in sign language"),
    # notice
    "doc_number": field("发文字号 文号", "发文字号，如 沪残联〔2017〕3号；没有就不填", "number of the official document; leave out if there is none"),
    "issuer": field("发文机关 发布机构 发文单位", "发文机关，联合发文就写几个", "issuing bodies; several for a joint document"),
    "issued": field("成文日期 印发日期", "成文日期：文件落款的日期", "date written under the document"),
    "effective": field("生效日期 施行日期 实施日期", "从哪天起执行", "the day it comes into force"),
    "valid_until": field("有效期至 失效日期 截止日期", "最后有效的一天", "the last day it is in force"),
    "validity": field("有效性 时效性 效力", "还有没有效：有效、已修改、已废止、已失效、已合并", "whether it is in force: effective, amended, repealed, expired, consolidated"),
    "repeals": field("废止", "废止了哪些文件（网址名或全称）", "documents it repeals (slug or full title)"),
    "amends": field("修改", "修改了哪些文件（网址名或全称）", "documents it amends (slug or full title)"),
    "replaces": field("替代 代替", "代替了哪些文件（网址名或全称）", "documents it replaces (slug or full title)"),
    "based_on": field("依据文件 上位文件", "依据哪些文件（网址名或全称）", "documents it rests on (slug or full title)"),
    "issues": field("印发 印发文件", "随本通知印发的文件（网址名或全称）", "documents that this notice issues (slug or full title)"),
    "source": field("来源 信息来源", "转载自哪里", "where the text comes from"),
    "index_number": field("索引号", "政府信息公开的索引号；没有就不填", "index number in the register of government information; leave out if there is none"),
    # guide
    "life_event": field("人生事件 什么时候办", "什么时候会要办这件事，用 site_config.yml 里 life_events 的说法", "when in life somebody needs this: a term of `life_events` in site_config.yml"),
    "offline_channel": field("线下办理 线下渠道 窗口办理", "不上网怎么办：窗口、上门、代办", "how to do it without the internet: a counter, a home visit, somebody acting for you"),
    "conditions": field("受理条件 办理条件 申请条件 申报条件", "什么人、什么情况可以办", "who can apply, and when"),
    "materials": field("申请材料 提交材料 所需材料 所需证件", "要带哪些材料", "papers to bring"),
    "steps": field("办理流程 办理步骤 流程", "一步一步怎么办", "what to do, step by step"),
    "time_limit": field("办理时限 时限 办理期限", "多久办好", "how long it takes"),
    "fee": field("收费 收费标准 费用", "收不收费，收多少", "what it costs"),
    "basis": field("办理依据 依据 设定依据", "根据哪些法规和文件", "the laws and documents behind it"),
    "office": field("办事机构 承办机构 办理机构", "由哪个机构办", "the office in charge"),
    "location": field("办理地点 地点", "到哪里办", "where to go"),
    "complaints": field("投诉 监督投诉 投诉方式", "不满意向谁投诉", "where to complain"),
    "online_url": field("网上办理 在线办理", "网上办理的网址", "web address of the online service"),
    "faq": field("常见问题 问答", "常见问题，每条有问和答", "frequent questions with their answers"),
    # place and event
    "district": field("区县 行政区 所在区", "在哪个区", "the district"),
    "transport": field("交通 怎么去", "怎么去，包括无障碍路线", "how to get there, step-free route included"),
    "coordinates": field("坐标 经纬度", "地图坐标", "the point on the map"),
    "facilities": field("无障碍设施 设施", "有哪些无障碍设施", "accessibility facilities"),
    "services": field("服务项目 服务内容", "提供哪些服务", "services offered"),
    "starts": field("开始 开始时间 活动时间", "开始的日期或时间", "first day, or the moment it starts"),
    "ends": field("结束 结束时间", "结束的日期或时间", "last day, or the moment it ends"),
    "recurrence": field("重复", "怎样重复：每天、每周、每月、每年，或 RRULE", "how it repeats: an RRULE such as FREQ=YEARLY"),
    "venue": field("场地 会场 活动地点", "在哪里举行", "where it takes place"),
    "organiser": field("主办 主办单位", "谁主办", "who organises it"),
    "register_by": field("报名截止", "报名截止的日期或时间", "last day or moment to register"),
    "register_url": field("报名网址", "报名的网址", "web address to register"),
    # course and lesson
    "lessons": field("课程目录 各课 课", "各课的网址名，按学习的先后", "slugs of the lessons in order"),
    "objectives": field("学习目标 目标", "学完能做什么", "what one can do afterwards"),
    "minutes": field("时长 分钟", "要学几分钟，只写数字", "minutes it takes"),
    "teacher": field("老师 教师 辅导老师", "问哪位老师", "the teacher to ask"),
    "certificate": field("证书 结业证书", "证书上写什么", "the text of the certificate"),
    "licence": field("许可 版权许可", "使用许可，如 CC BY 4.0", "the licence, such as CC BY 4.0"),
    "easy": field("易读版 易读课程", "这门课的易读版是哪门课（写那门课的文件夹名）；两边会互相链接", "the course that says the same in easy words (its folder's name); each links to the other"),
    "pass": field("及格分 及格", "自测到多少分算通过（百分制）", "percentage that passes the quiz"),
    "prerequisites": field("先修 先学", "先要学哪几课（网址名）", "slugs of the lessons to do first"),
    "access": field("学习方式 能用清单", "各种学习方式：audio、easyread、sign、braille、largeprint", "ways to learn it: audio, easyread, sign, braille, largeprint"),
    # permalinks.yml and emergency.yml
    "moved": field("搬走 已搬走 搬家", "搬走的网页：旧网址和新网址", "pages that moved: old address and new address"),
    "removed": field("删除 已删除", "删除的网页：旧网址和原因", "pages that were removed: old address and why"),
    "reason": field("原因 理由", "为什么删除，读者会看到", "why it was removed; readers see this"),
    "instead": field("改看 请看", "现在该看哪个网页", "the page to read now"),
    "text": field("内容 文字", "要告诉所有人的话，一两句", "what everybody must know, in a sentence or two"),
    "link": field("更多信息", "详细内容：本站的内容文件，或 https:// 网址", "where to read more: a content file of this site, or an https:// address"),
    "from": field("从 起始时间", "从这个时间开始显示；不写时区就按网站的时区", "shown from this moment on; without an offset it is in the site's time zone"),
    "until": field("到 截止时间", "到这个时间就不再显示；不写时区就按网站的时区", "not shown from this moment on; without an offset it is in the site's time zone"),
    # site_config.yml
    "topics": field("主题表", "全站的主题：网址名和各语言的名称；写了以后，文章只能用表里的", "the site's subjects: slug and names by language; once given, texts may use no others"),
    "districts": field("区县表", "各区：网址名和各语言的名称", "the districts: slug and names by language"),
    "life_events": field("人生事件表", "首页“我要办”的几类：网址名和各语言的名称", "the groups of services on the home page: slug and names by language"),
    "government": field("政府网站标签", "要不要写政府网站的 meta 标签：网站标识码等", "the meta tags of government sites: identification code and so on"),
    "site_code": field("网站标识码", "政府网站标识码", "identification code of a government site"),
    "domain": field("域名", "网站的域名", "the site's domain"),
    "lexicon": field("读音表 读音", "专名和多音字怎么读：词语: 拼音，每字一个音节，如 行知: xíng zhī；写在文章里只管这一篇，比全站的优先", "how names and words are read: phrase: pinyin, a syllable for each character; in a text it counts for that text, before the site's"),
    "synonyms": field("同义词", "意思一样的词，一组一行，搜哪个都找得到，如 [低保, 最低生活保障]", "words that mean the same, a group in each list: any of them finds the others"),
    "response_days": field("答复天数", "反馈几个工作日内答复", "working days within which feedback is answered"),
    "security_contact": field("安全联系方式", "发现安全漏洞向谁报告：邮箱或网址", "where to report a security hole: an e-mail address or a web address"),
    "version": field("版本号", "本文件的格式版本，现在是 1", "version of this file's format: 1"),
    "tagline": field("副标题 口号", "网站名称下面的一句话", "the line under the site's title"),
    "language": field("默认语言 主要语言", "全站的主要语言", "the site's main language"),
    "languages": field("全部语言 其他语言", "网站有哪些语言", "the languages of the site"),
    "organisation": field("主办机构 单位名称", "办这个网站的机构", "the organisation behind the site"),
    "workers": field("并行数 工作进程", "同时做几件事：数字、auto，或 tcp://主机:端口", "how many workers: a number, auto, or tcp://host:port"),
    "keep_releases": field("保留版本数", "保留最近几次发布，供退回", "how many releases are kept to go back to"),
    "listing_size": field("每页条数", "列表每页几条", "entries on one page of a listing"),
    "bundles": field("合集", "要生成哪些合集，如 search、feeds", "the bundles to make, such as search or feeds"),
    "voices": field("声音 朗读声音", "每种语言用哪个声音，和它的设置；只写一个名字，就全用它", "the voice for each language, and its options; one name alone is for all"),
    "timezone": field("时区", "网站的时区，如 Asia/Shanghai", "the site's time zone, such as Asia/Shanghai"),
}  # fmt: skip

VALUES: dict[str, dict[str, str]] = {
    "validity": {
        "有效": "effective", "现行有效": "effective", "已修改": "amended", "已修订": "amended", "已废止": "repealed",
        "废止": "repealed", "已失效": "expired", "失效": "expired", "已合并": "consolidated",
    },
    "level": {
        "国家": "national", "国家级": "national", "省": "provincial", "省级": "provincial", "市": "municipal",
        "市级": "municipal", "区": "district", "区级": "district", "县": "district", "县级": "district",
        "街道": "street", "乡镇": "street", "紧急": "alert", "提示": "info",
    },
    "ways": {
        "大字": "large_print", "录音": "audio", "先听": "audio", "易读": "easy", "易读版": "easy", "纯文本": "plain",
        "手语": "sign", "一次一题": "one_at_a_time",
    },
    "system": {"卫星定位": "WGS84", "高德": "GCJ02", "腾讯": "GCJ02", "百度": "BD09", "国测局": "GCJ02"},
}  # fmt: skip
"""Chinese values that an editor may write for a key with fixed choices."""

INSTEAD: dict[str, tuple[str, str, str]] = {
    "status": ("validity", "表示文件是否有效请写“有效性”（validity），还没写完请写“草稿: true”（draft: true）", "write `validity` for whether a document is in force, or `draft: true` for what is not finished"),
    "状态": ("validity", "表示文件是否有效请写“有效性”（validity），还没写完请写“草稿: true”（draft: true）", "write `validity` for whether a document is in force, or `draft: true` for what is not finished"),
    "date": ("published", "日期有三种，请分开写：成文日期（issued）、发布日期（published）、生效日期（effective）", "there are three dates: `issued`, `published` and `effective`"),
    "日期": ("published", "日期有三种，请分开写：成文日期（issued）、发布日期（published）、生效日期（effective）", "there are three dates: `issued`, `published` and `effective`"),
    "modified": ("change_notes", "改过什么请写在“修改说明”（change_notes）里", "say what was changed in `change_notes`"),
    "updated": ("change_notes", "改过什么请写在“修改说明”（change_notes）里", "say what was changed in `change_notes`"),
    "author": ("issuer", "发文的机关请写“发文机关”（issuer），联系人请写“联系方式”（contact）", "write `issuer` for the issuing body, `contact` for a person"),
    "作者": ("issuer", "发文的机关请写“发文机关”（issuer），联系人请写“联系方式”（contact）", "write `issuer` for the issuing body, `contact` for a person"),
    "tags": ("topic", "主题和关键词请写在“主题”（topic）里", "write subjects in `topic`"),
    "category": ("topic", "栏目由文件夹决定；主题请写在“主题”（topic）里", "the folder gives the kind; write subjects in `topic`"),
    "keywords": ("topic", "主题和关键词请写在“主题”（topic）里", "write subjects in `topic`"),
    "kind": ("", "类别由文件夹决定，删去这一行就好", "the folder gives the kind: remove this line"),
    "type": ("", "类别由文件夹决定，删去这一行就好", "the folder gives the kind: remove this line"),
    "类别": ("", "类别由文件夹决定，删去这一行就好", "the folder gives the kind: remove this line"),
    "course": ("", "属于哪门课由文件夹决定，删去这一行就好", "the folder gives the course: remove this line"),
    "permalink": ("slug", "网址由类别和“网址名”（slug）决定", "the address follows from the kind and `slug`"),
    "save_as": ("slug", "网址由类别和“网址名”（slug）决定", "the address follows from the kind and `slug`"),
    "layout": ("", "版式由类别决定，删去这一行就好", "the kind gives the layout: remove this line"),
    "template": ("", "版式由类别决定，删去这一行就好", "the kind gives the layout: remove this line"),
    "theme": ("", "版式由类别决定，删去这一行就好", "the kind gives the layout: remove this line"),
    "publish": ("publish_at", "定时发布请写“定时发布”（publish_at）", "write `publish_at` for a moment to publish"),
    "expires": ("expire_at", "下线的时间请写“定时下线”（expire_at），文件的有效期请写“有效期至”（valid_until）", "write `expire_at` for when the page leaves the lists, `valid_until` for the document"),
}  # fmt: skip
"""Keys people know from elsewhere → the key to use here (or ``""``), and the advice in both languages."""
