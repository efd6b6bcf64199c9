"""What search says to people, and what it tells editors."""

from __future__ import annotations

from curbcut.core.words import Words, words

SEARCHING: dict[str, dict[str, str]] = {
    "search_found": {"zh": "“{query}”：找到 {count} 篇。", "en": "“{query}”: {count} found."},
    "search_nothing": {
        "zh": "没有找到“{query}”。换一个说法试试，或拨打 {phone}。",
        "en": "Nothing was found for “{query}”. Try other words, or call {phone}.",
    },
    "search_nothing_asked": {"zh": "请写要找的词。", "en": "Write what you are looking for."},
    "search_meant": {"zh": "您要找的是不是“{text}”？", "en": "Did you mean “{text}”?"},
    "search_why_typed": {"zh": "输入的词", "en": "typed"},
    "search_why_synonym": {"zh": "同义词", "en": "means the same"},
    "search_why_sound": {"zh": "拼音", "en": "sounds so"},
    "search_why_prefix": {"zh": "开头相同", "en": "begins so"},
    "search_why_homophone": {"zh": "同音字", "en": "same sound"},
    "search_why_typo": {"zh": "可能的错字", "en": "perhaps mistyped"},
    "facet.kind": {"zh": "类别", "en": "Kind"},
    "facet.topic": {"zh": "主题", "en": "Topic"},
    "facet.audience": {"zh": "对象", "en": "For whom"},
    "facet.district": {"zh": "区", "en": "District"},
    "facet.year": {"zh": "年份", "en": "Year"},
    "facet.validity": {"zh": "效力", "en": "Validity"},
    "facet.language": {"zh": "语言", "en": "Language"},
    "facet.audio": {"zh": "录音", "en": "Recording"},
    "facet.audio.yes": {"zh": "有录音", "en": "With a recording"},
    "facet.sign": {"zh": "手语", "en": "Sign language"},
    "facet.sign.yes": {"zh": "有手语视频", "en": "With a video in sign language"},
    "search_report_done": {"zh": "检索报告：{count} 条。", "en": "Report on search: {count}."},
}

SEARCH_FINDINGS: dict[str, Words] = {
    "search-title-twice": words(
        ("这个标题和“{other}”的完全一样。", "搜索结果里分不清是哪一篇。", "在标题里写出不同的地方，如年份、地区。"),
        (
            "This title is the same as that of “{other}”.",
            "In a list of results nobody can tell one from the other.",
            "Say in the title what differs, such as the year or the district.",
        ),
    ),
    "search-title-unfound": words(
        (
            "用标题“{title}”搜索，前 {places} 条里没有这一篇。",
            "连标题都搜不到的文章，等于没有发布。",
            "把标题写具体，在正文里也用标题里的词。",
        ),
        (
            "Searching for its own title, “{title}”, does not find this page among the first {places}.",
            "What cannot be found by its title is as good as unpublished.",
            "Make the title more specific, and use its words in the text.",
        ),
    ),
    "synonyms-unused": words(
        (
            "这组同义词（{words}）在网站里一次也没有出现。",
            "搜这些词找不到任何内容。",
            "加上网站文章里实际用的说法，或删掉这一组。",
        ),
        (
            "No page has any word of this group of synonyms ({words}).",
            "Whoever searches for them finds nothing.",
            "Add the word that your texts use, or delete the group.",
        ),
    ),
    "synonyms-alone": words(
        ("这组同义词只有一个词：{words}。", "一个词没有可以代替它的词。", "写成一组，如 [低保, 最低生活保障]。"),
        (
            "This group of synonyms has one word only: {words}.",
            "A word alone stands for nothing else.",
            "Write at least two, such as [allowance, benefit].",
        ),
    ),
    "synonyms-wordless": words(
        ("同义词“{word}”里没有可以搜索的字或词。", "标点和太长的句子搜不到。", "写一个 {longest} 字以内的词。"),
        (
            "The synonym “{word}” holds nothing that can be searched for.",
            "Signs alone, common words and long sentences are never found.",
            "Write a word of at most {longest} characters.",
        ),
    ),
    "synonyms-repeated": words(
        ("“{word}”在这一组里写了两次。", "大小写、繁简、全角半角不同的写法算同一个词。", "删掉一个。"),
        (
            "“{word}” stands twice in this group.",
            "Capitals, traditional characters and full-width letters make no other word.",
            "Delete one of them.",
        ),
    ),
}
