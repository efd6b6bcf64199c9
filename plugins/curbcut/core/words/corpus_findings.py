"""Sentences of findings between documents: vocabularies, relations, translations, places and events."""

from __future__ import annotations

from curbcut.core.words import Words, words

_SORTING: dict[str, Words] = {
    "term-unknown": words(
        ("{called}里没有“{term}”这个词。", "不在词表里的词，读者按分类就找不到这一篇。", "{advice}可用的词：{words}。"),
        ("{called} has no term “{term}”.", "Readers who browse by it would never find this text.", "{advice}Use one of: {words}."),
    ),
    "region-unknown": words(
        ("{called}“{term}”不是本站的区县。", "按区县筛选时找不到这一篇。", "{advice}本站的区县：{words}。如果说的是别处，不用改。"),
        ("{called} “{term}” is no district of this site.", "Readers who choose their district would not find this text.", "{advice}The districts here: {words}. If another place is meant, leave it."),
    ),
}  # fmt: skip

_WAIVERS: dict[str, Words] = {
    "allow-unknown": words(
        ("{called}里的“{name}”不是可以放行的规则。", "写错了名字，理由就不起作用；以后的问题也会以为已经说明过。", "{advice}照提示后面的名字写，如 alt-text；不需要就删去这一行。全部名字：curbcut explain。"),
        ("{called} names “{name}”, and no rule that can be let pass is called so.", "The reason has no effect, and people would believe that the matter is settled.", "{advice}Write the name that stands behind the finding, such as alt-text, or remove the line. All names: curbcut explain."),
    ),
}  # fmt: skip

_RELATIONS: dict[str, Words] = {
    "relation-missing": words(
        ("{called}写的“{name}”，本站没有这篇通知。", "读者会看到一个打不开的网址名。", "{advice}写本站通知的网址名；别的单位的文件写全称，如《中华人民共和国残疾人保障法》。"),
        ("{called} names “{name}”, and no notice here is called so.", "Readers would see a bare name that leads nowhere.", "{advice}Use the slug of a notice of this site, or the full title of another body's document."),
    ),
    "relation-unpublished": words(
        ("{called}写的“{name}”还没有发布（{target}）。", "读者打不开它，还没公布的事也会提前露出来。", "等它发布后再写这一项，或让两篇同时发布。"),
        ("{called} names “{name}”, which is not published yet ({target}).", "Readers could not open it, and what is not public yet would show.", "Add it once that document is out, or publish both at the same time."),
    ),
    "relation-self": words(
        ("{called}写的是这份文件自己。", "一份文件不能废止、代替或依据自己。", "改成另一份文件的网址名，或删去这一项。"),
        ("{called} names this document itself.", "A document cannot repeal, replace or rest on itself.", "Name the other document, or remove the entry."),
    ),
    "relation-cycle": words(
        ("这几份文件互相代替或废止，转了一圈：{circle}。", "读者分不清哪一份有效。", "核对每一份的“替代”和“废止”，删去写反的那一项（这里是{called}“{name}”）。"),
        ("These documents replace or repeal one another in a circle: {circle}.", "Nobody can tell which is in force.", "Check `replaces` and `repeals` of each and remove the one that is the wrong way round (here {called} “{name}”)."),
    ),
    "relation-in-force": words(
        ("{called}写了“{name}”，但那份文件（{target}）还标着有效。", "两份都说自己有效，读者会照旧规定去办。", "在 {target} 里写“有效性: 已废止”；如果到新文件生效时才失效，就写“有效期至”。"),
        ("{called} names “{name}”, but that document ({target}) still says it is in force.", "Both claim to hold, and readers would follow the old rules.", "Write `validity: repealed` in {target}; if it ends only when this one takes effect, write `valid_until` there."),
    ),
    "relation-not-amended": words(
        ("{called}写了“{name}”，但那份文件（{target}）没有标明已修改。", "读旧文件的人不知道有些内容变了。", "在 {target} 里写“有效性: 已修改”。"),
        ("{called} names “{name}”, but that document ({target}) does not say that it was amended.", "Its readers would not learn that parts have changed.", "Write `validity: amended` in {target}."),
    ),
    "relation-on-repealed": words(
        ("这份文件有效，而{called}写的“{name}”（{target}）已经废止。", "依据没有了，这份文件还算不算数，读者会问。", "请人看一看：换成新的依据，或改这份文件的有效性。"),
        ("This document is in force, but {called} names “{name}” ({target}), which is repealed.", "Readers will ask whether this one still holds.", "Have somebody look: name the new basis, or change this document's validity."),
    ),
    "relation-order": words(
        ("{called}写了“{name}”（{target}），它的成文日期 {later} 比这份文件的 {earlier} 还晚。", "旧文件不能代替、废止或修改后来的文件。", "核对两份文件的成文日期，或把这一项写到另一份里去。"),
        ("{called} names “{name}” ({target}), issued on {later}, after this document ({earlier}).", "An older document cannot replace, repeal or amend a later one.", "Check both dates, or move the entry into the other document."),
    ),
    "repealed-by-nothing": words(
        ("这份文件标着已废止或已合并，但没有哪份文件说废止或代替了它。", "读者想知道现在该看哪一份。", "在新文件里写“废止: [{slug}]”或“替代: [{slug}]”；如果是别的单位的文件，写进修改说明，再用“允许”说明。"),
        ("This document says it is repealed or consolidated, but none here says that it repeals or replaces it.", "Readers want to know which document holds now.", "Write `repeals: [{slug}]` or `replaces: [{slug}]` in the new one; if it is another body's, say so in `change_notes` and give the reason in `allow`."),
    ),
}  # fmt: skip

_TRANSLATIONS: dict[str, Words] = {
    "translation-alone": words(
        ("这是一篇译文，但没有原文 {original}。", "读者无法换到原文，也没有人能核对。", "把原文放在同一个文件夹；原文在别处，就写“译自: 原文的网址名”。"),
        ("This is a translation, but there is no original {original}.", "Readers cannot switch to it, and nobody can compare.", "Put the original beside it; if it stands elsewhere, write `translation_of: its-slug`."),
    ),
    "translation-of-nothing": words(
        ("“译自”写的“{name}”，本站没有同类的、别种语言的这一篇。", "读者无法换到原文。", "{advice}写原文的网址名。"),
        ("`translation_of` names “{name}”, and there is no such document of this kind in another language.", "Readers cannot switch to the original.", "{advice}Write the slug of the original."),
    ),
    "translation-slug": words(
        ("译文的网址名“{slug}”和原文 {original} 的“{wanted}”不一样。", "两种语言之间就没法互相跳转。", "把这里的网址名改成 {wanted}。"),
        ("The slug “{slug}” of this translation differs from “{wanted}” of {original}.", "Readers could not switch between the languages.", "Write `slug: {wanted}` here."),
    ),
    "translation-validity": words(
        ("译文的有效性是 {here}，原文 {original} 的是 {there}。", "只看译文的人会照过时的规定去办。", "核对后把两篇改成一样。"),
        ("This translation says its validity is {here}; {original} says {there}.", "Those who read only the translation would follow the wrong rules.", "Check which is right and write the same in both."),
    ),
    "translation-stale": words(
        ("译文最后一次改动是 {here}，原文 {original} 在 {there} 又改过。", "只看译文的人读到的是旧内容。", "照原文改好译文，再在译文里加一条修改说明。"),
        ("This translation was last changed on {here}; {original} was changed on {there}.", "Those who read only the translation get old content.", "Bring it up to date and add a change note to it."),
    ),
    "translation-shorter": words(
        ("译文比原文 {original} 少了内容：{less}（译文/原文）。", "只看译文的人可能漏掉一部分。", "请人对照一遍；本来就不译的部分，用“允许”写明理由。"),
        ("This translation has less than {original}: {less} (translation/original).", "Those who read only the translation may miss a part.", "Have somebody compare them; if a part is left out on purpose, give the reason in `allow`."),
    ),
}  # fmt: skip

_PLACES_AND_EVENTS: dict[str, Words] = {
    "place-without-coordinates": words(
        ("这个地点没有坐标。", "它不会出现在地图上，导航也用不了。", "加上“坐标”：lat 纬度、lon 经度、system 坐标系（高德、腾讯是 GCJ02，百度是 BD09）。"),
        ("This place has no coordinates.", "It will not be on the map, and navigation cannot find it.", "Add `coordinates` with `lat`, `lon` and `system` (GCJ02 from Amap or Tencent, BD09 from Baidu)."),
    ),
    "place-without-district": words(
        ("这个地点没有写在哪个区。", "按区找的读者看不到它。", "加一行“区县”，用 site_config.yml 里 districts 的说法。"),
        ("This place does not say its district.", "Readers who look by district will not see it.", "Add `district` with a term of `districts` in site_config.yml."),
    ),
    "place-far-away": words(
        ("这个坐标（lat {lat}，lon {lon}）离本站其他地点很远。", "跟着地图走的人会到别的地方去。", "{advice}"),
        ("These coordinates (lat {lat}, lon {lon}) are far from all other places of the site.", "People who follow the map would end up elsewhere.", "{advice}"),
    ),
    "event-register-late": words(
        ("报名截止 {register_by} 在活动结束（{over}）之后。", "读者会以为还来得及。", "核对这两个时间，改正写错的那个。"),
        ("Registration closes on {register_by}, after the event is over ({over}).", "Readers would believe that there is still time.", "Check both and correct the wrong one."),
    ),
    "event-starts-outside": words(
        ("开始的日子 {starts} 不符合重复规则“{repeats}”。", "有的日历会多出一天，有的会少一天，读者会跑空。", "把开始时间改成符合规则的第一天，或改规则。"),
        ("The first day {starts} does not fit the rule “{repeats}”.", "Some calendars would add a day and some drop one; people would come in vain.", "Write the first day that fits the rule, or correct the rule."),
    ),
}  # fmt: skip

CORPUS: dict[str, Words] = {**_SORTING, **_WAIVERS, **_RELATIONS, **_TRANSLATIONS, **_PLACES_AND_EVENTS}
"""Finding id → what, why and fix."""
