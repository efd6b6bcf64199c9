"""What the program says about front matter and configuration: the slips of typing, keys and values."""

from __future__ import annotations

from curbcut.core.words import Words, words

_YAML_STOPS = ("电脑从这里开始就读不懂了。", "The computer cannot read on from here.")

_TEXT: dict[str, Words] = {
    "front-matter-large": words(
        ("开头的设置超过了 {limit} KB。", "这一段只写标题、日期这样的信息，正文要写在第二个 --- 之后。", "把正文移到第二个 --- 的下面。"),
        ("The front matter is larger than {limit} KB.", "It holds only facts such as title and dates; the text stands below the second ---.", "Move the text below the second ---."),
    ),
    "front-matter-many": words(
        ("设置里的条目超过了 {limit} 个。", "这么多条目多半是误把数据或正文放进了设置。", "只留标题、日期这样的信息，其余移到正文。"),
        ("There are more than {limit} entries.", "So many usually mean that data or text got into the settings.", "Keep facts such as title and dates; move the rest into the text."),
    ),
    "front-matter-deep": words(
        ("设置一层套一层，超过了 {limit} 层。", "最多只需要两三层，这多半是括号没有关上。", "检查这里的方括号、花括号和行首的短横线。"),
        ("The settings are nested more than {limit} levels deep.", "Two or three levels are enough; a bracket is probably open.", "Check the brackets and the hyphens at the start of lines here."),
    ),
    "front-matter-character": words(
        ("这里有一个看不见或不能用的字符（{code}）。", "它常常随着复制粘贴带进来，会让键名或日期对不上。", "删掉这个位置的字符，再重新输入。"),
        ("There is an invisible or forbidden character here ({code}).", "It often comes with copy and paste, and keys or dates then do not match.", "Delete the character at this place and type it again."),
    ),
    "front-matter-documents": words(
        ("设置里又出现了一条 --- 或 ...。", "它表示另一份设置开始了，后面的内容会丢。", "删掉这一行；设置只用开头和结尾两条 ---。"),
        ("A second --- or ... stands inside the settings.", "It starts another document, and what follows would be lost.", "Remove this line; only the first and the last --- are needed."),
    ),
    "front-matter-reference": words(
        ("这里用了 &、* 或 ! 这样的特殊写法。", "它们在 YAML 里表示引用或类型，本站不用，以免内容被悄悄替换。", "如果是文字，请给整段加上英文双引号；如果是引用，请把内容直接写出来。"),
        ("A special sign (&, * or !) is used here.", "In YAML it means a reference or a type, which we do not use: values could change unseen.", "If it is text, put it in double quotes; if it is a reference, write the value out."),
    ),
    "front-matter-merge-key": words(
        ("这里用了合并写法 <<。", "它会从别处搬来看不见的设置，本站不用。", "把要用的键直接写在这里。"),
        ("A merge key (<<) is used here.", "It brings in settings that nobody sees here; we do not use it.", "Write the keys here."),
    ),
    "front-matter-key-shape": words(
        ("冒号前面应当是一个键名，这里却是列表或一组键。", _YAML_STOPS[0], "检查括号，或给这段文字加上英文双引号。"),
        ("A list or a mapping stands where a key should be.", _YAML_STOPS[1], "Check the brackets, or put the text in double quotes."),
    ),
    "front-matter-full-width-colon": words(
        ("键名后面用了中文冒号“：”。", "电脑只认英文冒号加一个空格，否则这一行不算设置。", "改成：{suggestion}"),
        ("A full-width colon (：) stands after the key.", "Only a half-width colon and a space are understood.", "Write: {suggestion}"),
    ),
    "front-matter-colon-space": words(
        ("冒号后面少了一个空格。", "没有空格，电脑会把整行当成一段文字。", "改成：{suggestion}"),
        ("A space is missing after the colon.", "Without it the whole line is taken for a text.", "Write: {suggestion}"),
    ),
    "front-matter-tab": words(
        ("这一行的开头用了制表符（Tab 键）。", "不同的软件里它宽窄不一，YAML 不允许用它缩进。", "删掉它，改按空格键，每层两个空格。"),
        ("This line is indented with a tab.", "Its width differs between programs, and YAML does not allow it.", "Replace it with spaces, two for each level."),
    ),
    "front-matter-wide-space": words(
        ("这里用了全角空格或不间断空格。", "它看起来像空格，电脑却当成文字。", "删掉它，换成英文状态下的空格。"),
        ("A full-width or no-break space is used here.", "It looks like a space, but is read as text.", "Replace it with an ordinary space."),
    ),
    "front-matter-unclosed-quote": words(
        ("这里的引号有开头，没有结尾。", "后面的几行会被当成同一段文字，设置就丢了。", "在这一行末尾补上同样的引号：{suggestion}"),
        ("A quotation mark is opened here and never closed.", "The next lines would become part of the same text.", "Close it at the end of the line: {suggestion}"),
    ),
    "front-matter-quote-rest": words(
        ("引号关上以后，后面还有文字。", _YAML_STOPS[0], "把整段放进一对引号里：{suggestion}"),
        ("There is text after the closing quotation mark.", _YAML_STOPS[1], "Put the whole text in one pair of quotes: {suggestion}"),
    ),
    "front-matter-escape": words(
        ("英文双引号里的反斜杠 \\ 有特殊意思，这里用得不对。", _YAML_STOPS[0], "把一个反斜杠写成两个：{suggestion}"),
        ("A backslash in double quotes has a special meaning, and this one has none.", _YAML_STOPS[1], "Write two backslashes for one: {suggestion}"),
    ),
    "front-matter-colon-in-value": words(
        ("这一行有两个冒号，电脑不知道哪个是键名后面的。", "内容里的英文冒号加空格会被当成又一个键。", "给内容加上英文双引号：{suggestion}；中文句子里也可以改用“：”。"),
        ("There are two colons in this line.", "A colon and a space inside a value look like another key.", "Put the value in double quotes: {suggestion}"),
    ),
    "front-matter-special-start": words(
        ("内容以符号 {sign} 开头。", "这个符号在 YAML 里有特别的意思，不能直接当文字。", "给内容加上英文双引号：{suggestion}；如果要列出几项，请每项另起一行，用“- ”开头。"),
        ("The value begins with {sign}.", "This sign has a special meaning in YAML and cannot begin a text.", "Put the value in double quotes: {suggestion} – or, for a list, give each item its own line with `- `."),
    ),
    "front-matter-bracket": words(
        ("这里的括号 {sign} 没有关上。", "后面的几行会被当成括号里的内容。", "补上另一半括号：{suggestion}"),
        ("The bracket {sign} is not closed.", "The next lines would be taken for its contents.", "Close it: {suggestion}"),
    ),
    "front-matter-indent": words(
        ("这一行缩进得太多。", "上一行已经写了内容，下面不能再有一层。", "删掉行首多余的空格，和上一行对齐。"),
        ("This line is indented too far.", "The line above already has its value, so nothing can stand below it.", "Remove the spaces so that it lines up with the line above."),
    ),
    "front-matter-no-colon": words(
        ("这一行没有冒号，看不出是哪个键的内容。", "每一行都要写成“键: 内容”。", "如果是上一行的继续，请在行首加两个空格；如果是新的一项，请补上“键: ”；如果是正文，请移到第二个 --- 之后。"),
        ("This line has no colon, so it belongs to no key.", "Every line reads `key: value`.", "If it continues the line above, indent it by two spaces; if it is new, begin it with its key; if it is text, move it below the second ---."),
    ),
    "front-matter-syntax": words(
        ("这里的写法电脑读不懂。", "可能是引号、括号、冒号或缩进不对（{problem}）。", "对照上一行检查；拿不准时，给内容加上英文双引号。"),
        ("This cannot be read.", "A quote, bracket, colon or indent is probably wrong ({problem}).", "Compare with the line above; when in doubt, put the value in double quotes."),
    ),
    "front-matter-not-mapping": words(
        ("设置应当是一行一个“键: 内容”，这里却不是。", "没有键名，电脑不知道每段文字是什么。", "写成这样：title: 标题，每项一行。"),
        ("The settings should be lines of `key: value`, and these are not.", "Without keys nothing says what a text is.", "Write lines such as `title: …`."),
    ),
    "front-matter-comment": words(
        ("# 后面的文字被当成备注，没有读进来。", "空格后面的 # 在 YAML 里表示备注，现在的内容只剩“{kept}”。", "如果 # 也是内容，请给整段加上英文双引号；如果真是备注，请在 # 后面加一个空格。"),
        ("What follows # was taken for a comment.", "A # after a space begins a comment; the value is now “{kept}”.", "If it belongs to the value, put the whole in double quotes; if it is a comment, put a space after #."),
    ),
}  # fmt: skip

_FENCES: dict[str, Words] = {
    "front-matter-missing": words(
        ("文件开头没有设置（front matter）。", "没有标题和网址名，就没法发布，也没法朗读标题。", "在第一行写 ---，下面写“title: 标题”和“slug: 网址名”，再写一行 ---。"),
        ("The file has no front matter.", "Without a title and a slug it cannot be published.", "Begin with a line ---, then `title:` and `slug:`, then a line --- again."),
    ),
    "front-matter-fence": words(
        ("分隔线写成了“{typed}”。", "设置的开头和结尾必须各是三个英文短横线。", "把这一行改成 ---，前后不要有别的字。"),
        ("The dividing line is written “{typed}”.", "The settings begin and end with three hyphens.", "Write --- alone on this line."),
    ),
    "front-matter-late": words(
        ("设置前面有空行或文字。", "第一条 --- 必须在文件的第一行，否则设置会被当成正文登出来。", "删掉 --- 前面的内容。"),
        ("Something stands before the front matter.", "The first --- must be the first line, or the settings are printed as text.", "Remove what stands before ---."),
    ),
    "front-matter-unclosed": words(
        ("设置没有结束的 ---。", "找不到它，就分不清哪里是设置、哪里是正文。", "在设置的最后一行下面加一行 ---。"),
        ("The closing --- is missing.", "Without it nobody can tell settings from text.", "Add a line --- below the last setting."),
    ),
    "front-matter-folder": words(
        ("这个文件夹里的文件不知道属于哪一类。", "类别由文件夹决定：content 下的 notices、guides、pages、places、events，或 courses 下的课程文件夹。", "把文件移到对应的文件夹里。"),
        ("The folder of this file stands for no kind of content.", "The folder gives the kind: notices, guides, pages, places or events in content, or a course's folder in courses.", "Move the file into the folder of its kind."),
    ),
    "front-matter-file-name": words(
        ("文件或文件夹的名字“{text}”不能用作网址。", "没有写 slug 时，网址用这个名字；网址只能有小写英文字母、数字和短横线。", "改文件名，或加一行 slug: lesson-1。"),
        ("The name “{text}” of the file or folder cannot be an address.", "Without `slug` the name is the address: lower-case letters, digits and hyphens only.", "Rename it, or add a line such as `slug: lesson-1`."),
    ),
    "front-matter-order": words(
        ("{called}（{later}）早于{first}（{earlier}）。", "先后颠倒，读者会看到错的有效期或时间。", "核对这两个日期，改正写错的那个。"),
        ("{called} ({later}) is before {first} ({earlier}).", "Readers would see wrong dates.", "Check both and correct the wrong one."),
    ),
}  # fmt: skip

_KEYS: dict[str, Words] = {
    "front-matter-unknown-key": words(
        ("没有“{key}”这个键。", "写错的键不会起作用，内容就丢了。", "是不是想写“{suggestion}”？"),
        ("There is no key `{key}`.", "A misspelt key has no effect, and what it says is lost.", "Did you mean `{suggestion}`?"),
    ),
    "front-matter-strange-key": words(
        ("没有“{key}”这个键。", "不认识的键不会起作用，内容就丢了。", "删掉这一行，或改用其中一个：{keys}。"),
        ("There is no key `{key}`.", "An unknown key has no effect, and what it says is lost.", "Remove the line, or use one of: {keys}."),
    ),
    "front-matter-other-key": words(
        ("本站不用“{key}”这个键。", "这个词在别的系统里意思不一，这里把它分得更清楚。", "{advice}。"),
        ("The key `{key}` is not used here.", "Elsewhere the word means several things; here they are told apart.", "{advice}."),
    ),
    "front-matter-foreign-key": words(
        ("这里不用“{key}”这个键。", "它属于别的类别或别的位置，写在这里不起作用。", "删掉这一行，或改用其中一个：{keys}。"),
        ("The key `{key}` is not used here.", "It belongs to another kind or another place and has no effect here.", "Remove the line, or use one of: {keys}."),
    ),
    "front-matter-duplicate-key": words(
        ("“{key}”和第 {line} 行的“{first}”是同一个键，写了两次。", "电脑不知道该用哪一个。", "留下对的一行，删掉另一行。"),
        ("`{key}` is the same key as `{first}` in line {line}.", "Nobody can tell which of the two is meant.", "Keep the right line and remove the other."),
    ),
    "front-matter-missing-key": words(
        ("缺少{called}。", "这一项必须有：{meaning}。", "加一行：{example}"),
        ("{called} is missing.", "It is needed: {meaning}.", "Add a line: {example}"),
    ),
    "front-matter-empty-key": words(
        ("{called}后面是空的。", "这一项必须有内容。", "在冒号后面填上内容。"),
        ("{called} is empty.", "This key must have a value.", "Write the value after the colon."),
    ),
}  # fmt: skip

_VALUES: dict[str, Words] = {
    "front-matter-type": words(
        ("{called}要写{expected}，这里却是{given}。", "格式不对，这一项就读不进来。", "改成{expected}；如果内容以方括号或花括号开头，请给它加上英文双引号。"),
        ("{called} wants {expected}; this is {given}.", "In this form it cannot be read.", "Write {expected}; if the text begins with a bracket, put it in double quotes."),
    ),
    "front-matter-null": words(
        ("{called}写成了“{text}”。", "它在 YAML 里表示“没有”，不是文字。", "没有内容就把冒号后面留空；真要写这个词，请加上英文双引号。"),
        ("{called} is “{text}”.", "In YAML that means “nothing”; it is not a text.", "Leave the value empty, or put the word in double quotes."),
    ),
    "front-matter-number": words(
        ("{called}要写{expected}，不能写“{text}”。", "带单位、引号、全角数字或前面带 0 的都不算数字。", "只写数字，例如 {suggestion}。"),
        ("{called} wants {expected}, not “{text}”.", "Units, quotes, full-width digits and leading zeros make it a text.", "Write the number alone, such as {suggestion}."),
    ),
    "front-matter-truth": words(
        ("{called}只能写 true 或 false，不能写“{text}”。", "yes、no、on、off 在不同软件里意思不一样。", "改成 {suggestion}（也可以写“是”或“否”）。"),
        ("{called} is either true or false, not “{text}”.", "Programs disagree about yes, no, on and off.", "Write {suggestion}."),
    ),
    "front-matter-range": words(
        ("{called}是 {text}，超出了范围 {bounds}。", "多半是多打或少打了一位。", "改成 {bounds} 之间的数。"),
        ("{called} is {text}, outside {bounds}.", "A digit is probably missing or one too many.", "Write a number within {bounds}."),
    ),
    "front-matter-choice": words(
        ("{called}不能写“{text}”。", "这一项只能从几个固定的说法里选。", "改成其中一个：{choices}。"),
        ("{called} cannot be “{text}”.", "This key has fixed choices.", "Use one of: {choices}."),
    ),
    "front-matter-long": words(
        ("{called}有 {length} 个字，最多 {limit} 个。", "太长了，列表里放不下，听的人也记不住。", "写短一些，细节放进正文。"),
        ("{called} has {length} characters; {limit} are allowed.", "It does not fit a listing, and listeners cannot keep it in mind.", "Shorten it and move details into the text."),
    ),
    "front-matter-pattern": words(
        ("{called}的写法“{text}”不对。", "它要符合固定的格式（{pattern}）。", "按格式改写。"),
        ("{called} cannot be “{text}”.", "It must have a fixed form ({pattern}).", "Write it in that form."),
    ),
    "front-matter-several": words(
        ("{called}写的是“{text}”，是一项还是几项？", "电脑不会自己拆开，现在算作一项。", "如果是几项，请每项另起一行，用“- ”开头；如果就是一项，请加上英文双引号。"),
        ("{called} is “{text}”: one item, or several?", "It is never split by itself and counts as one now.", "If there are several, give each its own line with `- `; if it is one, put it in double quotes."),
    ),
    "front-matter-empty-item": words(
        ("{called}里有一项是空的。", "空的一项会变成列表里的空白。", "填上内容，或删掉这一行。"),
        ("An item of {called} is empty.", "It would become a gap in the list.", "Fill it in or remove the line."),
    ),
    "front-matter-date-order": words(
        ("{called}“{text}”分不清哪个是年、哪个是月、哪个是日。", "各国的习惯不同，猜错了就是错的日期。", "把四位的年份写在最前面，如 2017-01-04。"),
        ("{called} “{text}”: year, month and day cannot be told apart.", "Customs differ, and a wrong guess is a wrong date.", "Begin with the year in four digits, such as 2017-01-04."),
    ),
    "front-matter-date-compact": words(
        ("{called}“{text}”没有分隔。", "连着写容易看错。", "写成 {suggestion}。"),
        ("{called} “{text}” has no separators.", "Run together it is easily misread.", "Write {suggestion}."),
    ),
    "front-matter-date-shape": words(
        ("{called}“{text}”不是日期。", "日期要能排序、能朗读，写法必须固定。", "写成 2017-01-04 或 2017年1月4日。"),
        ("{called} “{text}” is not a date.", "Dates are sorted and read aloud, so their form is fixed.", "Write 2017-01-04."),
    ),
    "front-matter-date-month": words(
        ("{called}“{text}”里的月份是 {month}，没有这个月。", "月份是 1 到 12。", "核对后改正月份。"),
        ("{called} “{text}” has month {month}.", "Months run from 1 to 12.", "Check and correct the month."),
    ),
    "front-matter-date-day": words(
        ("{called}“{text}”里，{month} 月没有 {day} 日。", "这一天不存在。", "核对后改正日期。"),
        ("{called} “{text}”: month {month} has no day {day}.", "That day does not exist.", "Check and correct the day."),
    ),
    "front-matter-date-partial": words(
        ("{called}“{text}”只有年和月，没有日。", "缺了日子，就没法排序，也说不清从哪天起。", "补上日子，如 2017-01-04。"),
        ("{called} “{text}” has a year and a month, but no day.", "Without it the date cannot be sorted or relied on.", "Add the day, such as 2017-01-04."),
    ),
    "front-matter-date-year": words(
        ("{called}“{text}”的年份不是四位数。", "17 年可能是 1917，也可能是 2017。", "写全四位年份，如 2017年1月4日。"),
        ("The year of {called} “{text}” does not have four digits.", "17 may be 1917 or 2017.", "Write all four digits, such as 2017-01-04."),
    ),
    "front-matter-date-far": words(
        ("{called}“{text}”的年份是 {year}，不像是真的。", "只接受 1900 到 2199 年。", "核对后改正年份。"),
        ("{called} “{text}” is in the year {year}.", "Only 1900 to 2199 are accepted.", "Check and correct the year."),
    ),
    "front-matter-moment-shape": words(
        ("{called}“{text}”不是能看懂的日期和时间。", "要写清哪一天、几点几分。", "写成 2017-01-04 09:30；不写时区就按网站的时区。"),
        ("{called} “{text}” is not a date with a time of day.", "The day, the hour and the minute are needed.", "Write 2017-01-04 09:30; without an offset it is in the site's time zone."),
    ),
    "front-matter-slug-shape": words(
        ("网址名“{text}”里有大写字母、空格或别的符号。", "网址要念得出、输得对，只用小写英文字母、数字和短横线。", "改成 {suggestion}。"),
        ("The slug “{text}” has capitals, spaces or other signs.", "Addresses are read aloud and typed: lower-case letters, digits and hyphens only.", "Write {suggestion}."),
    ),
    "front-matter-slug-letters": words(
        ("网址名“{text}”里有不能用的字。", "网址只用小写英文字母、数字和短横线，也不会自动转成拼音。", "用简短的英文词或数字，如 winter-care-2017。"),
        ("The slug “{text}” has letters that an address cannot have.", "Only a–z, digits and hyphens; nothing is turned into pinyin.", "Use short English words or digits, such as winter-care-2017."),
    ),
    "front-matter-slug-path": words(
        ("网址名“{text}”像是路径。", "它不能带斜杠、点号或盘符，否则会写到网站外面去。", "只写最后一段，如 winter-care-2017。"),
        ("The slug “{text}” looks like a path.", "Slashes, dots and drive letters could lead out of the site.", "Write the last part alone, such as winter-care-2017."),
    ),
    "front-matter-slug-reserved": words(
        ("网址名“{text}”在 Windows 上不能用。", "con、nul、com1 这些名字是系统留用的，拷到 U 盘会出错。", "改成 {suggestion} 或别的词。"),
        ("The slug “{text}” cannot be used on Windows.", "Names such as con, nul and com1 belong to the system; copying the site would fail.", "Write {suggestion} or another word."),
    ),
    "front-matter-slug-long": words(
        ("网址名“{text}”有 {length} 个字符，最多 {limit} 个。", "太长的网址念不清，也存不下。", "写短一些。"),
        ("The slug “{text}” has {length} characters; {limit} are allowed.", "A long address is hard to say and may not fit.", "Shorten it."),
    ),
    "front-matter-language-unknown": words(
        ("{called}“{text}”不是语言代码。", "读屏软件靠它选择声音。", "用国际代码，如 {suggestion}、en。"),
        ("{called} “{text}” is not a language tag.", "Screen readers choose their voice by it.", "Use a BCP 47 tag such as {suggestion} or en."),
    ),
    "front-matter-file-elsewhere": words(
        ("{called}“{text}”是别处的网址。", "文件要放在本站里，才能离线使用，也不会哪天打不开。", "把文件放进网站文件夹，写它的相对路径，如 files/plan.pdf。"),
        ("{called} “{text}” stands on another site.", "Files belong to this site, so that they work offline and stay.", "Put the file into the site's folder and write its relative path, such as files/plan.pdf."),
    ),
    "front-matter-file-outside": words(
        ("{called}“{text}”指到了网站文件夹外面。", "网站只能用自己文件夹里的文件。", "从本文所在的文件夹写起，如 files/plan.pdf，用正斜杠 /。"),
        ("{called} “{text}” leads out of the site's folder.", "A site may only use its own files.", "Write it relative to this file with forward slashes, such as files/plan.pdf."),
    ),
    "front-matter-file-reserved": words(
        ("{called}“{text}”里有 Windows 不能用的名字。", "拷到 U 盘或别的电脑上会出错。", "给文件换个名字，末尾不要有点或空格。"),
        ("{called} “{text}” has a name that Windows cannot use.", "Copying the site would fail.", "Rename the file; no dot or space at the end."),
    ),
    "front-matter-address-shape": words(
        ("{called}“{text}”不是完整的网址。", "要写全才能打开。", "以 https:// 开头，如 https://www.example.org/。"),
        ("{called} “{text}” is not a web address.", "It must be complete to be opened.", "Begin with https://, such as https://www.example.org/."),
    ),
    "front-matter-recurrence-shape": words(
        ("{called}“{text}”看不懂。", "日历软件要用固定的写法。", "写每天、每周、每月、每年，或 FREQ=YEARLY 这样的规则。"),
        ("{called} “{text}” is not a recurrence.", "Calendars need a fixed form.", "Write a rule such as FREQ=YEARLY."),
    ),
}  # fmt: skip

_CONFIG: dict[str, Words] = {
    "config-version": words(
        ("这份配置是第 {version} 版的格式，现在安装的程序只认到第 {known} 版。", "新格式里可能有这个程序不懂的设置，硬读会出错。", "升级 curbcut，或把 version 改回 {known} 并去掉新的设置。"),
        ("This configuration has format {version}; the installed program knows up to {known}.", "A newer format may hold settings that this program does not understand.", "Upgrade curbcut, or set `version: {known}` and remove the new settings."),
    ),
    "config-unknown-room": words(
        ("{called}里没有“{room}”。", "名字写错了，或提供它的插件没有安装。", "可用的有：{rooms}。"),
        ("{called} has no “{room}”.", "The name is misspelt, or the plugin that brings it is not installed.", "There are: {rooms}."),
    ),
    "config-one-voice": words(
        ("这种语言写了 {count} 个声音。", "一种语言只能由一个声音来念，不然同一篇文章里声音会变。", "只留一个，例如 zh-Hans: espeak。"),
        ("{count} voices are given for this language.", "One voice reads a language; with more, it would change within a text.", "Leave one, such as zh-Hans: espeak."),
    ),
    "front-matter-workers-shape": words(
        ("{called}不能写“{text}”。", "只能是数字、auto，或另一台电脑的地址。", "写 1、auto，或 tcp://主机:端口。"),
        ("{called} cannot be “{text}”.", "It is a number, auto, or the address of another machine.", "Write 1, auto, or tcp://host:port."),
    ),
    "front-matter-timezone-unknown": words(
        ("没有“{text}”这个时区。", "时间会算错。", "写 Asia/Shanghai 这样的名字。"),
        ("There is no time zone “{text}”.", "Times would be wrong.", "Write a name such as Asia/Shanghai."),
    ),
    "front-matter-base-shape": words(
        ("网站的网址“{text}”不能带问号、井号或账号。", "所有页面的网址都接在它后面。", "写成 https://www.example.org/ 或 https://www.example.org/site/。"),
        ("The site's address “{text}” cannot have a query, a fragment or a user name.", "The addresses of all pages are joined to it.", "Write https://www.example.org/ or https://www.example.org/site/."),
    ),
}  # fmt: skip

FRONT_MATTER: dict[str, Words] = {**_TEXT, **_FENCES, **_KEYS, **_VALUES, **_CONFIG}
"""Finding id → what, why and fix."""
