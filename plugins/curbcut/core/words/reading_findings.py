"""Sentences of findings about the text of one file: its characters, its markup, its links."""

from __future__ import annotations

from curbcut.core.words import Words, words

READING: dict[str, Words] = {
    "encoding-not-utf8": words(
        (
            "这个文件不是 UTF-8 编码，看起来是 {encoding}。",
            "发布出来会是乱码，谁也读不了。",
            "请用编辑器另存为 UTF-8（记事本：另存为 → 编码 → UTF-8）。",
        ),
        (
            "This file is not UTF-8; it seems to be {encoding}.",
            "It would be published as garbage that nobody can read.",
            "Save it as UTF-8 in your editor (Save as → Encoding → UTF-8).",
        ),
    ),
    "encoding-unknown": words(
        (
            "这个文件不是 UTF-8 编码，也认不出是哪种编码。",
            "发布出来会是乱码。",
            "请用原来的软件打开，另存为 UTF-8 文本。",
        ),
        (
            "This file is not UTF-8, and its encoding cannot be recognised.",
            "It would be published as garbage.",
            "Open it where it was written and save it as UTF-8 text.",
        ),
    ),
    "file-too-large": words(
        (
            "这个文件超过 2 MB。",
            "这么长的一页没有人读得完，也会拖住整个网站的发布。",
            "请分成几个文件；图片和附件请单独存放。",
        ),
        (
            "This file is larger than 2 MB.",
            "Nobody can read a page that long, and it holds up the whole site.",
            "Split it into several files; keep images and attachments apart.",
        ),
    ),
    "line-too-long": words(
        ("这一行超过十万字。", "这样的行通常是误粘贴的数据，处理起来非常慢。", "请删去粘贴的数据，或分成段落。"),
        (
            "This line is longer than 100,000 characters.",
            "Such a line is usually data pasted by mistake, and is very slow to process.",
            "Remove the pasted data, or break it into paragraphs.",
        ),
    ),
    "lfs-pointer": words(
        ("这里只有 Git LFS 的指针，没有文件内容。", "页面会是空的。", "请运行 git lfs pull 取回内容。"),
        ("This is only a Git LFS pointer, not the file.", "The page would be empty.", "Run git lfs pull to fetch it."),
    ),
    "conflict-marker": words(
        (
            "这里有合并冲突的标记，两个人的修改还没有合成一份。",
            "读者会同时看到两种说法。",
            "请留下正确的文字，删去以 <<<<<<<、=======、>>>>>>> 开头的行。",
        ),
        (
            "A merge conflict is left here: two people's changes are not yet one text.",
            "Readers would see both versions.",
            "Keep the right text and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.",
        ),
    ),
    "control-character": words(
        (
            "这里有一个看不见的控制字符 {code}。",
            "读屏软件、语音和盲文会读错或停住。",
            "请删去这个字符（通常是从别的软件粘贴来的）。",
        ),
        (
            "There is an invisible control character {code} here.",
            "Screen readers, speech and braille stumble over it.",
            "Delete it; it usually comes with pasted text.",
        ),
    ),
    "bidi-unbalanced": words(
        (
            "这里有一个没有配对的文字方向控制符 {code}（{called}）。",
            "它能把后面的文字倒过来显示，看到的和读出的会不一样。",
            "请删去它；确实需要时，每个开始符都要有结束符。",
        ),
        (
            "A text direction mark {code} ({called}) has no partner here.",
            "It can show the following text reversed: what is seen is not what is read.",
            "Delete it; where it is needed, close each opening mark on the same line.",
        ),
    ),
    "invisible-character": words(
        (
            "这里有一个看不见的字符 {code}（{called}）。",
            "搜索会找不到这个词，语音会在这里断开。",
            "请删去它：把光标放到这里，退格一次，再重新输入旁边的字。",
        ),
        (
            "There is an invisible character {code} ({called}) here.",
            "Search misses the word, and speech breaks here.",
            "Delete it: put the cursor here, press backspace once, and retype the character beside it.",
        ),
    ),
    "nested-too-deep": words(
        (
            "这里的引用、列表或标签一层套一层，太深了。",
            "读屏用户无法知道自己在哪一层，程序也处理不了。",
            "请减少层数，一般不超过三层。",
        ),
        (
            "Quotes, lists or tags are nested too deeply here.",
            "A screen reader user cannot tell which level it is, and the program cannot process it.",
            "Use fewer levels; three are usually enough.",
        ),
    ),
    "too-many-brackets": words(
        (
            "这一段有太多没有配对的括号或标记。",
            "处理它会花很长时间，拖住整个网站。",
            "请检查是不是误粘贴；确实需要的符号请放进代码块。",
        ),
        (
            "This block has too many unmatched brackets or marks.",
            "It would take very long and hold up the whole site.",
            "Check for pasted data; put symbols that you need into a code block.",
        ),
    ),
    "reading-too-slow": words(
        (
            "读这个文件超过了 {seconds} 秒。",
            "一个文件会拖住整个网站的发布。",
            "请分成几个文件，或检查有没有误粘贴的数据。",
        ),
        (
            "Reading this file took more than {seconds} seconds.",
            "One file would hold up the whole site.",
            "Split it into several files, or look for pasted data.",
        ),
    ),
    "content-lost": words(
        (
            "这一行的文字没有进入页面。",
            "读者会看不到这部分内容，而且没有人会察觉。",
            "请检查这一行：表格的格子是否比表头多，标签是否写错，引用的名字是否重复。",
        ),
        (
            "The words of this line are not in the page.",
            "Readers would miss them, and nobody would notice.",
            "Look at this line: more cells than the table's head, a mistyped tag, or a note label used twice.",
        ),
    ),
    "unclosed-html": words(
        (
            "这个 HTML 标签没有结束标签。",
            "它会把后面的整页内容都当成自己的。",
            "请补上结束标签，例如 <div> 要有 </div>；不需要就删去。",
        ),
        (
            "This HTML tag is never closed.",
            "It would swallow the rest of the page.",
            "Add the closing tag, such as </div> for <div>, or delete it.",
        ),
    ),
    "unclosed-fence": words(
        ("这个代码块没有结束。", "后面的内容会排成一团。", "请在代码后面单独一行写上同样的 ``` 或 ~~~。"),
        (
            "This code block is never closed.",
            "What follows runs together.",
            "Put the same ``` or ~~~ on a line of its own behind the code.",
        ),
    ),
    "unclosed-comment": words(
        ("这个注释没有结束。", "浏览器会把后面的内容都藏起来，或把注释显示给读者。", "请在注释后面写上 -->。"),
        (
            "This comment is never closed.",
            "Browsers would hide what follows, or show the comment to readers.",
            "Write --> behind the comment.",
        ),
    ),
    "heading-level-one": words(
        (
            "正文里有一级标题，已按二级处理。",
            "一级标题是页面的名称，只能有一个；多了，读屏用户会以为换了一页。",
            "请把 # 改为 ##；页面的名称写在文件开头的 title 里。",
        ),
        (
            "There is a first-level heading in the text; it was read as second level.",
            "The first level is the page's name; a second one tells screen reader users that a new page has begun.",
            "Change # to ##; the page's name stands in title at the top of the file.",
        ),
    ),
    "unsafe-html": words(
        (
            "这里的 <{tag}> 不能发布，已去掉。",
            "脚本、表单和嵌入的程序能窃取读者的信息，读屏软件也常常用不了。",
            "请删去它；需要视频、音频时用 <video>、<audio> 和本站的文件。",
        ),
        (
            "<{tag}> cannot be published here and was taken out.",
            "Scripts, forms and embedded programs can steal from readers, and often shut out screen readers.",
            "Delete it; for video and sound use <video> and <audio> with files of this site.",
        ),
    ),
    "unsafe-attribute": words(
        (
            "这里的属性 {attribute} 不能发布，已去掉。",
            "它能运行程序，或把文字藏起来、盖住别的内容。",
            "请删去这个属性；样式由网站统一设置。",
        ),
        (
            "The attribute {attribute} cannot be published and was taken out.",
            "It can run programs, or hide and cover text.",
            "Delete it; the site sets the styles.",
        ),
    ),
    "unsafe-url": words(
        (
            "这个链接地址不能发布：{url}。",
            "这样的地址能运行程序，或在读者的设备上打不开。",
            "请改用 https 网址、电话 tel:、邮箱 mailto: 或本站文件。",
        ),
        (
            "This address cannot be published: {url}.",
            "Such an address can run programs, or does not open on readers' devices.",
            "Use an https address, tel:, mailto: or a file of this site.",
        ),
    ),
    "remote-embed": words(
        (
            "这里嵌入了别的网站的文件，已去掉。",
            "读者的浏览会被那个网站知道；离线、打印和语音版里也没有它。",
            "请下载这个文件放进本站，再引用它；或改成普通链接。",
        ),
        (
            "A file of another site is embedded here; it was taken out.",
            "That site would learn who reads this page, and offline, print and audio editions would lack the file.",
            "Download the file into this site and refer to it there, or make it an ordinary link.",
        ),
    ),
    "html-dropped": words(
        (
            "标签 <{tag}> 不在允许的范围内，已去掉，文字保留。",
            "读屏软件不认识它，或它只管外观。",
            "请改用 Markdown 的写法，或删去这个标签。",
        ),
        (
            "The tag <{tag}> is not on the list and was dropped; its text stays.",
            "Screen readers do not know it, or it only changes looks.",
            "Use Markdown instead, or delete the tag.",
        ),
    ),
    "attribute-dropped": words(
        (
            "<{tag}> 的属性 {attribute} 不在允许的范围内，已去掉。",
            "留着它，各种版本会不一致。",
            "请删去这个属性；表格的跨行跨列要写 1 到 100 的数字。",
        ),
        (
            "The attribute {attribute} of <{tag}> is not on the list and was dropped.",
            "With it the editions would differ.",
            "Delete it; a table cell's spans must be numbers from 1 to 100.",
        ),
    ),
    "path-escapes": words(
        (
            "这个链接指到网站文件夹之外，或写法有歧义：{url}。",
            "发布后打不开，还可能泄露别的文件。",
            "请写相对于本文件的路径，例如 ../guides/apply.md，用 / 分隔，不要以 / 开头。",
        ),
        (
            "This link leads outside the site's folder, or is ambiguous: {url}.",
            "It would be broken, and might expose other files.",
            "Write a path relative to this file, such as ../guides/apply.md, with / and without a leading /.",
        ),
    ),
    "reserved-id": words(
        (
            "编号 {id} 留给程序使用，已去掉。",
            "和程序的编号重复，链接和朗读会跳错地方。",
            "请换一个编号，不要以 cc- 开头。",
        ),
        (
            "The id {id} is reserved for the program and was dropped.",
            "Links and read-along would jump to the wrong place.",
            "Choose another id that does not begin with cc-.",
        ),
    ),
    "duplicate-id": words(
        (
            "编号 {id} 在这一页用了两次，后一个已去掉。",
            "链接只能到第一处，读屏软件也会读错。",
            "请给后一个换一个编号。",
        ),
        (
            "The id {id} is used twice on this page; the second one was dropped.",
            "Links reach only the first, and screen readers mix them up.",
            "Give the second one another id.",
        ),
    ),
}
