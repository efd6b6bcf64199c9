"""What is said in the plan of one person, and of it on the command line. Nothing in it hurries, counts or scolds."""

from __future__ import annotations

from curbcut.core.words import Words, words

PLAN: dict[str, dict[str, str]] = {
    "plan_title": {"zh": "{name}的计划", "en": "{name}'s plan"},
    "plan_title_unnamed": {"zh": "我的计划", "en": "My plan"},
    "plan_goal": {"zh": "我想做到：{goal}", "en": "What I want to be able to do: {goal}"},
    "plan_sum": {"zh": "一共 {steps} 步，大约要 {minutes} 分钟。", "en": "Steps: {steps}. About {minutes} minutes in all."},
    "plan_count": {"zh": "一共 {steps} 步。", "en": "Steps: {steps}."},
    "plan_calm": {
        "zh": "一次做一步就好。日期只是提醒，早一点、晚一点都可以。累了就停，下次接着来。",
        "en": "One step at a time is enough. The dates are reminders only: earlier or later is fine. Stop when you are tired, and go on another day.",
    },
    "plan_step": {"zh": "第 {number} 步：{title}", "en": "Step {number}: {title}"},
    "plan_about": {"zh": "大约 {minutes} 分钟", "en": "about {minutes} minutes"},
    "plan_in_course": {"zh": "课程：{course}", "en": "Course: {course}"},
    "plan_when": {"zh": "什么时候：{when}", "en": "When: {when}"},
    "plan_day": {"zh": "{day}前后", "en": "around {day}"},
    "plan_week": {"zh": "{first}到{last}这一周", "en": "the week of {first} to {last}"},
    "plan_note": {"zh": "说明：{note}", "en": "Note: {note}"},
    "plan_starts": {"zh": "活动时间：{when}", "en": "It takes place: {when}"},
    "plan_done": {"zh": "做完了", "en": "Done"},
    "plan_first": {"zh": "先用：{way}", "en": "First: {way}"},
    "plan_also": {"zh": "也可以用：{ways}", "en": "Or: {ways}"},
    "plan_open": {"zh": "打开：{ways}", "en": "Open: {ways}"},
    "plan_page": {"zh": "网页（别的版本也在那里）", "en": "Web page (with the other formats)"},
    "plan_easy": {"zh": "易读版", "en": "Easy-read version"},
    "plan_sign": {"zh": "手语视频", "en": "Sign-language video"},
    "plan_one": {
        "zh": "自测时，打开“一次只看一题”。",
        "en": "In the quiz, switch on “One question at a time”.",
    },
    "plan_one_name": {"zh": "一次一题", "en": "one question at a time"},
    "plan_every_step": {"zh": "计划里的每一步", "en": "Every step of the plan"},
    "plan_ask": {"zh": "有问题，找{name}", "en": "If you have a question, ask {name}"},
    "plan_ask_unnamed": {"zh": "有问题，这样问", "en": "If you have a question"},
    "plan_made": {"zh": "这份计划做于{day}，只给本人看，不在网站上。", "en": "Made on {day}, for this person only; it is not on the web site."},
    "plan_print": {"zh": "打印这份计划（大字 PDF）", "en": "Print this plan (large-print PDF)"},
    "plan_text": {"zh": "纯文本", "en": "Plain text"},
    "plan_holds": {"zh": "计划没有问题：{steps} 步。", "en": "The plan is sound. Steps: {steps}."},
    "plan_written": {
        "zh": "已经写到 {out}。打开里面的 index.html；要打印，用 plan.pdf。什么也没有上传。",
        "en": "Written to {out}. Open its index.html; to print, use plan.pdf. Nothing was sent anywhere.",
    },
}  # fmt: skip


def _p(zh: tuple[str, str], en: tuple[str, str]) -> Words:
    return words((zh[0], "", zh[1]), (en[0], "", en[1]))


PLAN_PROBLEMS: dict[str, Words] = {
    "plan-public-place": _p(
        (
            "这里的东西会跟着网站发布，或者被 git 收下。一个人的计划不能放在这里，什么也没有写。",
            "请换一个网站以外的文件夹（如 U 盘），或 .gitignore 里写明的文件夹（如 plans/）。",
        ),
        (
            "What lies here is published with the site, or taken in by git. The plan of a person must not; nothing was written.",
            "Choose a folder outside of the site (a stick), or one that .gitignore names (such as plans/).",
        ),
    ),
    "plan-no-file": _p(
        ("没有这份计划。", "请写出计划的文件名，如 curbcut plan plans/xiaozhou/plan.yml --out plans/xiaozhou/给小周。"),
        ("There is no such plan.", "Name its file, such as curbcut plan plans/zhou/plan.yml --out plans/zhou/folder."),
    ),
    "plan-no-address": _p(
        (
            "网站没有写网址（site_config.yml 里的 url），计划里的链接没有地方可去。",
            "请写上网址，或用 --with-pages 把网页一起带上。",
        ),
        (
            "The site has no address (`url` in site_config.yml), so the links of the plan lead nowhere.",
            "Write its address, or bring the pages along with --with-pages.",
        ),
    ),
    "plan-not-built": _p(
        ("已发布的网站里还没有“{what}”，带不上。", "请先运行 curbcut build。"),
        ("The published site does not have “{what}” yet, so it cannot be brought along.", "Run curbcut build first."),
    ),
}  # fmt: skip
