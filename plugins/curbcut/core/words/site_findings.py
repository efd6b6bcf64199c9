"""Sentences of findings about a site as a whole: its files, its addresses, its links."""

from __future__ import annotations

from curbcut.core.words import Words, words

SITE: dict[str, Words] = {
    "file-unreadable": words(
        ("这个文件读不了：{reason}。", "网站会缺少它的内容。", "请检查文件的权限，或重新放入这个文件。"),
        (
            "This file cannot be read: {reason}.",
            "Its content would be missing.",
            "Check its permissions, or add it again.",
        ),
    ),
    "recording-unheard": words(
        (
            "没有哪一句用到这段录音。",
            "句子可能改过或删掉了，听的人听不到这段录音。",
            "改过的句子请重新录一遍；不再需要就删除这个文件。录音存成 WAV，文件名是句子的编号，放在文字自己的文件夹里。",
        ),
        (
            "No sentence uses this recording.",
            "The sentence was probably changed or removed, so nobody hears it.",
            "Record the sentence again, or delete the file. A recording is a WAV file named by its sentence's id, in the folder of its text.",
        ),
    ),
    "lexicon-unreadable": words(
        (
            "读音表里的这一条不能用：{why}。",
            "读错的音，听的人会当成别的意思。",
            "写成：词语: 拼音，每个字一个音节，例如 行知: xíng zhī。",
        ),
        (
            "This entry of the lexicon cannot be used: {why}.",
            "Somebody who listens takes a wrong reading for another word.",
            "Write phrase: pinyin, a syllable for each character: two characters, xíng zhī.",
        ),
    ),
    "name-not-recognised": words(
        (
            "这个文件名不会当作正文读。",
            "文章以小写的 .md 结尾，课程说明叫 course.yml；写成别的样子，文章就不会出现在网站上。",
            "请改文件名，例如 notice.md。",
        ),
        (
            "A file of this name is not read as text.",
            "Texts end in .md in small letters, and a course is called course.yml; otherwise the text is not on the site.",
            "Rename the file, for instance notice.md.",
        ),
    ),
    "folder-unknown": words(
        (
            "这个文件夹不属于任何一类内容。",
            "程序不知道该用哪种格式发布它。",
            "请把文件移到 content/ 下的某个文件夹：{folders}。",
        ),
        (
            "This folder belongs to no kind of content.",
            "The program cannot tell how to publish it.",
            "Move the file into one of the folders of content/: {folders}.",
        ),
    ),
    "lesson-not-in-course": words(
        ("这个课文件不在课程文件夹里。", "每一课都属于一门课程。", "请放到 courses/课程名/课文件.md。"),
        (
            "This lesson is not directly inside a course's folder.",
            "Every lesson belongs to one course.",
            "Move it to courses/COURSE/LESSON.md.",
        ),
    ),
    "course-not-in-folder": words(
        ("这个 course.yml 不在课程文件夹里。", "程序不知道它属于哪门课程。", "请放到 courses/课程名/course.yml。"),
        (
            "This course.yml is not directly inside a course's folder.",
            "The program cannot tell which course it belongs to.",
            "Move it to courses/COURSE/course.yml.",
        ),
    ),
    "course-without-lessons": words(
        ("这门课程没有课文件。", "学员打开后是空的。", "请在同一文件夹里加一课（.md），或把课程设为草稿。"),
        (
            "This course has no lesson.",
            "Learners would find it empty.",
            "Add a lesson (.md) beside it, or make it a draft.",
        ),
    ),
    "course-missing": words(
        ("这一课的文件夹里没有 course.yml。", "没有它，就没有课程的标题和顺序。", "请在同一文件夹里写 course.yml。"),
        (
            "There is no course.yml in this lesson's folder.",
            "Without it the course has no title and no order.",
            "Write a course.yml in the same folder.",
        ),
    ),
    "lesson-missing": words(
        ("course.yml 列出了“{lesson}”，但没有这一课。", "学员会点到空处。", "请改正名字，或加上这一课。"),
        (
            "course.yml lists “{lesson}”, which does not exist.",
            "Learners would reach nothing.",
            "Correct the name, or add it.",
        ),
    ),
    "course-easy-missing": words(
        ("“easy”写的“{course}”不是另一门课。", "学员找不到易读版。", "请写那门课的文件夹名；没有易读版就删去这一行。"),
        (
            "`easy` names “{course}”, which is not another course.",
            "Learners would not find the easy version.",
            "Write the name of that course's folder, or remove the line.",
        ),
    ),
    "link-out-of-site": words(
        ("这个链接文件指向网站文件夹之外。", "可能把不该公开的文件发布出去。", "请把文件本身复制进来。"),
        (
            "This symbolic link leads out of the site's folder.",
            "It could publish a file that must stay private.",
            "Copy the file itself in here.",
        ),
    ),
    "link-loop": words(
        ("这个链接文件夹指回它自己的上层。", "程序会没完没了地读下去。", "请删除这个链接。"),
        ("This symbolic link leads back to a folder above it.", "Reading it would never end.", "Remove the link."),
    ),
    "link-dangling": words(
        ("这个链接文件指向的文件不存在。", "发布后会缺少它。", "请放入真正的文件，或删除这个链接。"),
        (
            "This symbolic link leads to nothing.",
            "Its file would be missing.",
            "Add the real file, or remove the link.",
        ),
    ),
    "special-file": words(
        ("这不是普通文件（管道、套接字或设备）。", "它不会被发布。", "请从内容文件夹里移走它。"),
        ("This is not a plain file (a pipe, socket or device).", "It is not published.", "Move it out of the content."),
    ),
    "name-not-utf8": words(
        ("文件名不是 UTF-8 编码。", "网址和清单无法写出它。", "请给文件改名。"),
        ("The file's name is not UTF-8.", "Neither an address nor the manifest can hold it.", "Rename the file."),
    ),
    "names-collide": words(
        (
            "文件名和“{other}”只差大小写或字符的组合形式。",
            "有些电脑和服务器会把它们当成同一个文件，丢掉一个。",
            "请给其中一个改名。",
        ),
        (
            "This name differs from “{other}” only by case or by how accents are composed.",
            "Some computers and servers take them for one file and lose the other.",
            "Rename one of them.",
        ),
    ),
    "address-taken": words(
        (
            "网址 /{address} 已经被“{other}”使用。",
            "两个文件不能有同一个网址，其中一个会消失。",
            "请改其中一个文件的 slug。",
        ),
        (
            "The address /{address} is already taken by “{other}”.",
            "Two files cannot share an address: one of them would vanish.",
            "Change the slug of one of them.",
        ),
    ),
    "id-taken": words(
        ("编号“{id}”已经被“{other}”使用。", "废止、代替等关系会指错文件。", "请给其中一个换一个 id。"),
        (
            "The id “{id}” is already used by “{other}”.",
            "Relations would point at the wrong file.",
            "Change one of the ids.",
        ),
    ),
    "link-broken": words(
        ("链接指向的文件“{target}”不存在。", "读者点了以后什么也看不到。", "请改正路径，或删除这个链接。"),
        (
            "The link leads to “{target}”, which does not exist.",
            "Readers would reach nothing.",
            "Correct or remove it.",
        ),
    ),
    "link-unpublished": words(
        (
            "链接指向的“{target}”还没有发布（草稿或未到发布时间）。",
            "读者点了以后什么也看不到。",
            "请等它发布后再加链接，或先删除。",
        ),
        (
            "The link leads to “{target}”, which is not published yet (a draft, or its time has not come).",
            "Readers would reach nothing.",
            "Add the link once it is published, or remove it for now.",
        ),
    ),
    "fragment-missing": words(
        ("“{target}”里没有“#{fragment}”这个位置。", "读者会停在页面开头。", "请改成该页里标题的编号。"),
        (
            "There is no “#{fragment}” in “{target}”.",
            "Readers would land at the top.",
            "Use the id of a heading there.",
        ),
    ),
    "asset-missing": words(
        ("找不到图片或附件“{target}”。", "页面上会缺一块，读屏软件会读出文件名。", "请放入文件，或改正路径。"),
        (
            "The image or file “{target}” does not exist.",
            "The page would show a gap.",
            "Add the file, or correct the path.",
        ),
    ),
    "asset-active": words(
        (
            "这种文件（.{ending}）会在读者的浏览器或服务器上运行。",
            "它会以网站的名义做事，读者无法分辨。",
            "请换成 PDF、图片、表格等资料文件，或把内容写成网页。",
        ),
        (
            "A file of this kind (.{ending}) runs in the reader's browser or on the server.",
            "It would act in the site's name, and nobody could tell.",
            "Offer a PDF, a picture or a table instead, or write the content as a page.",
        ),
    ),
    "svg-unsafe": words(
        (
            "这张 SVG 图里有不该有的内容：{what}",
            "图片只能是图片：脚本、外部引用和实体会在读者的浏览器里运行或连到别处。",
            "请用绘图软件另存为“普通 SVG”，或换成 PNG。",
        ),
        (
            "This SVG holds more than a picture: {what}",
            "Scripts, remote references and entities would run in the reader's browser or reach elsewhere.",
            "Save it as “plain SVG” in the drawing program, or use a PNG.",
        ),
    ),
    "svg-unreadable": words(
        (
            "这张 SVG 图被压缩了，或者超过 5 MB，无法检查。",
            "没有检查过的图不能发布。",
            "请保存为不压缩的 .svg，或换成 PNG。",
        ),
        (
            "This SVG is compressed or larger than 5 MB and cannot be checked.",
            "A picture that was not checked is not published.",
            "Save it as an uncompressed .svg, or use a PNG.",
        ),
    ),
    "rule-crashed": words(
        ("检查规则“{rule}”自己出错了：{reason}。", "没有检查完就不能发布。", "这是程序的问题，请报告给维护者。"),
        (
            "The rule “{rule}” itself failed: {reason}.",
            "What was not checked is not published.",
            "This is our mistake; please report it.",
        ),
    ),
    "rendition-failed": words(
        ("“{room}”没有做出来：{reason}", "需要这种格式的读者会看到旧内容或什么也没有，所以不发布。", "{remedy}"),
        (
            "“{room}” could not be made: {reason}",
            "Readers who need this format would get old content or nothing, so nothing is published.",
            "{remedy}",
        ),
    ),
}
