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
    "search-title-alike": words(
        (
            "这个标题（{title}）和“{other}”的只差空格、标点、全角半角、繁简或数字的写法。",
            "读者看不出是两篇，读屏软件念出来也一样。",
            "在标题里写出不同的地方，如年份、地区；如果是同一篇，删掉一篇。",
        ),
        (
            "This title ({title}) differs from that of “{other}” only in spaces, signs, width, script or how numbers are written.",
            "Readers see one title twice, and a screen reader says the same.",
            "Say in the title what differs, such as the year or the district; if they are one text, delete one.",
        ),
    ),
    "search-title-unfound": words(
        (
            "用标题“{title}”搜索，这一篇排在第 {rank}，不在前 {places} 条里；排第一的是“{other}”（{path}）。",
            "连标题都搜不到的文章，等于没有发布。",
            "把标题写具体，在正文里也用标题里的词。",
        ),
        (
            "Searching for its own title, “{title}”, this page comes {rank}, not among the first {places}; “{other}” ({path}) comes first.",
            "What cannot be found by its title is as good as unpublished.",
            "Make the title more specific, and use its words in the text.",
        ),
    ),
    "search-words-unfound": words(
        (
            "用标题里的词“{title}”搜索，这一篇排在第 {rank}，不在前 {places} 条里；排第一的是“{other}”（{path}）。",
            "很少有人一字不差地输入标题，多半只记得几个词。",
            "在标题里写出别的文章没有的词，在摘要和正文里也用它。",
        ),
        (
            "Searching for the words of its title, “{title}”, this page comes {rank}, not among the first {places}; “{other}” ({path}) comes first.",
            "Hardly anybody types a title as it stands; most remember some of its words.",
            "Put a word into the title that other pages do not have, and use it in the summary and the text.",
        ),
    ),
    "glossary-abbreviation": words(
        (
            "缩写“{word}”在 {pages} 篇里没有解释。",
            "不认识这个缩写的人看不懂，也不会用它来搜。",
            "第一次出现时写出全称，或在文末写“*[{word}]: 全称”；全站都用的，在 content/synonyms.yml 里和全称写成一组。",
        ),
        (
            "The abbreviation “{word}” stands unexplained on {pages} pages.",
            "Whoever does not know it neither understands it nor searches for it.",
            "Write the long form where it first stands, or “*[{word}]: long form” at the end; for the whole site, put both into a group of content/synonyms.yml.",
        ),
    ),
    "glossary-term": words(
        (
            "“{word}”在 {pages} 篇里出现，没有一处解释，同义词里也没有。",
            "这是行里的说法，读者平时不这么说：看不懂，也不会用它来搜。",
            "写一句它是什么（“{word}是指……”），并在 content/synonyms.yml 里和平常的说法写成一组。",
        ),
        (
            "“{word}” stands on {pages} pages; none explains it, and no synonym leads to it.",
            "It is a term of the trade: readers do not say it, understand it or search for it.",
            "Write one sentence on what it is, and put it into a group of content/synonyms.yml with the everyday word.",
        ),
    ),
    "synonyms-one-way": words(
        (
            "搜同义词“{word}”，前 {places} 条里没有写着“{words}”的内容。",
            "这个词里的字在别的文章里太常见，没有把人带到对的文章。",
            "换一个更具体的说法，或在那些文章里也写上“{word}”。",
        ),
        (
            "Searching for the synonym “{word}”, none of the first {places} results has “{words}”.",
            "Its words are too common on other pages to lead to the right ones.",
            "Choose a more specific word, or write “{word}” in those texts too.",
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


def _p(zh: tuple[str, str], en: tuple[str, str]) -> Words:
    return words((zh[0], "", zh[1]), (en[0], "", en[1]))


SEARCH_PROBLEMS: dict[str, Words] = {
    "search-none": _p(
        (
            "这里没有检索用的索引：网站还没有构建，或者没有要它。",
            "请看 site_config.yml 的 bundles 里有没有 search，再运行 curbcut build。",
        ),
        (
            "There is no search index here: the site is not built yet, or does not ask for one.",
            "See that bundles in site_config.yml has search, then run curbcut build.",
        ),
    ),
    "search-gone": _p(
        ("索引缺了一部分：{what}。", "请运行 curbcut build，会重新做好。"),
        ("A part of the search index is missing: {what}.", "Run curbcut build; it is made again."),
    ),
    "search-damaged": _p(
        ("索引和发布时不一样了，没有打开：{what}。", "请运行 curbcut build 重新做；拷来的文件夹请重新拷一份。"),
        (
            "The search index is not what was published, so it was not opened: {what}.",
            "Run curbcut build to make it again; copy a copied folder once more.",
        ),
    ),
    "search-version": _p(
        ("这份索引的格式是 {version}，这个程序读不了。", "请运行 curbcut build 重新做。"),
        (
            "The search index has format {version}, which this program cannot read.",
            "Run curbcut build to make it again.",
        ),
    ),
    "search-unreadable": _p(
        (
            "索引没有损坏，但是这个程序读不了：{what}（{reason}）。",
            "多半是用另一个版本做的。请用这个程序运行 curbcut build 重新做；拷来的文件夹请重新存一份。",
        ),
        (
            "The search index is not damaged, but this program cannot read it: {what} ({reason}).",
            "Another version has probably made it. Run curbcut build with this one; save a copied folder once more.",
        ),
    ),
}
