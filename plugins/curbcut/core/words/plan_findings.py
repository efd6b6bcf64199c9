"""Sentences of findings about the plan of one person."""

from __future__ import annotations

from curbcut.core.words import Words, words

PLANS: dict[str, Words] = {
    "plan-large": words(
        (
            "这份计划超过 {limit} KB。",
            "一份计划只有几十行；这么大，多半是选错了文件。",
            "请核对文件名；只写目标、步骤和说明。",
        ),
        (
            "This plan is larger than {limit} KB.",
            "A plan has some dozen lines; this is probably another file.",
            "Check the file's name; write the goal, the steps and notes only.",
        ),
    ),
    "plan-without-steps": words(
        ("计划里一步也没有。", "学的人不知道从哪里开始。", "请在“步骤”（steps）下面至少写一步，如 - lesson: 课程/课。"),
        (
            "The plan has no step.",
            "The learner would not know where to begin.",
            "Write at least one below `steps`, such as - lesson: course/lesson.",
        ),
    ),
    "plan-step-things": words(
        (
            "这一步写了 {count} 件事。",
            "一步只做一件事，做完才好打勾。",
            "请只写一个：课文（lesson）、网页（page）或要做的事（do）；多的另写一步。",
        ),
        (
            "This step names {count} things.",
            "A step is one thing, so that it can be ticked.",
            "Write one of `lesson`, `page` and `do`; what is more becomes a step of its own.",
        ),
    ),
    "plan-unknown": words(
        (
            "网站上没有发布“{what}”。",
            "学的人打开只会看到“没有找到”。",
            "请改成网站上有的：{near}；还是草稿的，请先发布。",
        ),
        (
            "The site has not published “{what}”.",
            "The learner would find nothing there.",
            "Write one that is there: {near}; publish it first if it is a draft.",
        ),
    ),
    "plan-not-a-lesson": words(
        ("“{what}”不是一课。", "这里要写一节课，其他网页不放在这个键下面。", "请改写成 page: {what}。"),
        ("“{what}” is no lesson.", "This key is for a lesson; other pages have another one.", "Write page: {what}."),
    ),
    "plan-repeated": words(
        (
            "“{what}”在第 {line} 行已经有了。",
            "同一步出现两次，学的人会以为自己还没做。",
            "请删掉一个；想再做一遍，请写成 do:，说清楚再做什么。",
        ),
        (
            "“{what}” stands on line {line} already.",
            "Who meets the same step twice thinks it is not done yet.",
            "Remove one; to do something again write it as do: and say what to do the second time.",
        ),
    ),
    "plan-order": words(
        (
            "这一课要先学“{first}”，计划里却排在后面。",
            "没有学过前面的，这一课会难懂。",
            "请把“{first}”移到前面；学的人已经会了，可以不管。",
        ),
        (
            "This lesson builds on “{first}”, which comes later in the plan.",
            "Without it the lesson is hard to follow.",
            "Move “{first}” before it; if the learner knows it already, leave it.",
        ),
    ),
    "plan-out-of-force": words(
        (
            "“{title}”不能再照着做：{state}",
            "学的人会照着已经不管用的内容去做。",
            "请换成现在有效的{instead}；只想让他了解过去，请在说明里写清楚。",
        ),
        (
            "“{title}” no longer holds: {state}",
            "The learner would act on what no longer holds.",
            "Put in what holds now{instead}; if it is there to be known only, say so in the note.",
        ),
    ),
    "plan-event-over": words(
        ("“{title}”已经结束了。", "学的人会白跑一趟。", "请换成还没有开始的活动，或去掉这一步。"),
        (
            "“{title}” is over.",
            "The learner would come for nothing.",
            "Put in an event that is still to come, or take the step out.",
        ),
    ),
    "plan-way-missing": words(
        (
            "“{title}”没有“{way}”。",
            "说好先用的版本找不到，学的人会以为自己弄错了。",
            "请在学法里去掉它，或先在网站上做出来；现在这一步先放网页。",
        ),
        (
            "“{title}” does not come as “{way}”.",
            "Who cannot find what the plan promises thinks the mistake is theirs.",
            "Take it out of `ways`, or have the site make it first; this step has the page first now.",
        ),
    ),
    "plan-published": words(
        (
            "一个人的学习计划放在了网站的内容里。",
            "里面有姓名、目标和联系方式，是个人的事，不能跟着网站发布。",
            "请移到 content 和 courses 以外，例如 plans/（git 不收），再运行 curbcut plan。",
        ),
        (
            "The plan of a person lies among the site's content.",
            "It holds a name, a goal and ways to reach somebody: private matters, not to be published with the site.",
            "Move it out of content and courses, for example to plans/ (which git leaves out), then run curbcut plan.",
        ),
    ),
    "plan-in-git": words(
        (
            "git 会收下这份计划。",
            "仓库公开了，一个人的姓名和目标也就公开了。",
            "请移到网站文件夹以外，或放进 .gitignore 里写明的文件夹，例如 plans/。",
        ),
        (
            "Git would take this plan in.",
            "Once the repository is public, so are a person's name and goal.",
            "Move it out of the site's folder, or into one that .gitignore names, for example plans/.",
        ),
    ),
}
