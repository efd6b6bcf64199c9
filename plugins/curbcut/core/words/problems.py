"""Sentences of errors: we cannot go on. Same shape as findings; `why` may be empty."""

from __future__ import annotations

from curbcut.core.words import Words, words
from curbcut.core.words.model_problems import MODEL_PROBLEMS
from curbcut.core.words.offline import OFFLINE_PROBLEMS
from curbcut.core.words.packages import PACKAGE_PROBLEMS
from curbcut.core.words.plans import PLAN_PROBLEMS
from curbcut.core.words.searching import SEARCH_PROBLEMS


def _p(zh: tuple[str, str], en: tuple[str, str]) -> Words:
    return words((zh[0], "", zh[1]), (en[0], "", en[1]))


PROBLEMS: dict[str, Words] = {
    "room-name-clash": _p(
        ("“{corridor}”里有两个房间都叫“{room}”：{one} 和 {two}。", "请卸载其中一个，或给它改名。"),
        ("Two rooms in “{corridor}” are called “{room}”: {one} and {two}.", "Uninstall or rename one of them."),
    ),
    "room-unknown": _p(
        ("“{corridor}”里没有“{room}”。", "可用的有：{rooms}"),
        ("There is no “{room}” in “{corridor}”.", "Available: {rooms}"),
    ),
    "room-without-file": _p(
        ("找不到房间“{room}”的文件。", "请重新安装 curbcut。"),
        ("The files of room “{room}” cannot be found.", "Install curbcut again."),
    ),
    "store-unusable": _p(
        ("构建缓存的索引无法使用。", "请删除这个文件后重试；它只是记录，内容不会丢失。"),
        ("The index of the build store cannot be used.", "Delete this file and try again; it is only a memory."),
    ),
    "disk-full": _p(
        ("磁盘已满，没有写完。已发布的网站没有改动。", "请清理空间，或运行 curbcut sweep，然后重试。"),
        (
            "The disk is full; nothing was published and the live site is as it was.",
            "Free some space, or run curbcut sweep, and try again.",
        ),
    ),
    "cannot-write": _p(
        ("无法写入：{reason}。已发布的网站没有改动。", "请检查文件夹的权限，或用 --out 换一个文件夹。"),
        (
            "Cannot write: {reason}. The live site is as it was.",
            "Check the folder's permissions, or choose another one with --out.",
        ),
    ),
    "cannot-read": _p(
        ("读不了这个文件：{reason}。", "请检查它是否还在、权限对不对，然后重试。"),
        ("This file cannot be read: {reason}.", "Check that it is still there and may be read, then try again."),
    ),
    "path-claimed-twice": _p(
        ("“{one}”和“{other}”要发布到同一个地址。", "请改其中一个的 slug 或文件名。"),
        (
            "“{one}” and “{other}” would be published at the same address.",
            "Change the slug or the name of one of them.",
        ),
    ),
    "path-unsafe": _p(
        ("“{one}”要写到网站文件夹之外。", "这是程序的问题；请报告给维护者。"),
        ("“{one}” would be written outside the site's folder.", "This is our mistake; please report it."),
    ),
    "job-named-twice": _p(
        ("两件不同的工作都叫“{job}”。", "这是程序的问题；请报告给维护者。"),
        ("Two different jobs are called “{job}”.", "This is our mistake; please report it."),
    ),
    "room-broken": _p(
        ("房间“{room}”无法载入：{reason}。", "请重新安装或卸载它。"),
        ("The room “{room}” cannot be loaded: {reason}.", "Install it again, or uninstall it."),
    ),
    "workers-unknown": _p(
        ("不认识的 workers 值“{given}”。", "请写 1、一个数字、auto 或 tcp://主机:端口。"),
        ("Unknown value of workers: “{given}”.", "Write 1, a number, auto, or tcp://HOST:PORT."),
    ),
    "tool-missing": _p(
        ("缺少工具“{tool}”。", "请运行：{install}"),
        ("The tool “{tool}” is missing.", "Run: {install}"),
    ),
    "cluster-unreachable": _p(
        ("连不上 Dask 调度器：{reason}。", "请检查地址，或用 --workers auto 在本机构建。"),
        (
            "The Dask scheduler cannot be reached: {reason}.",
            "Check the address, or build here with --workers auto.",
        ),
    ),
    "site-in-the-way": _p(
        ("这里应该是一个链接，却有一个普通文件或文件夹。", "请先把它移走，再重新构建。"),
        ("A plain file or folder stands where the site's link belongs.", "Move it away, then build again."),
    ),
    "only-takes-away": _p(
        (
            "现在的网站还有这些：{rooms}。只做一部分，会让它们从网站上消失。",
            "请用 --out 换一个文件夹，例如 --out /tmp/try；要更新网站，请不写 --only。",
        ),
        (
            "The live site also has: {rooms}. Making only some would take these away from readers.",
            "Give another folder with --out, such as --out /tmp/try; to update the site, leave out --only.",
        ),
    ),
    "no-release-before": _p(
        ("没有可以退回的版本{given}。", "用 ls build/releases 查看保留的版本。"),
        ("There is no release to go back to {given}.", "See build/releases for those that are kept."),
    ),
    "no-manifest": _p(
        ("没有可读的清单：{reason}。", "请指定一个由 curbcut build 发布的文件夹。"),
        ("There is no readable manifest: {reason}.", "Name a folder that curbcut build published."),
    ),
    "busy": _p(
        ("另一个 curbcut 正在写这个文件夹（{owner}）。", "请等它结束再运行。"),
        ("Another curbcut is writing to this folder ({owner}).", "Run again when it has finished."),
    ),
    "no-site": _p(
        ("这里没有 site_config.yml。", "请在网站的文件夹里运行，或用 --site 指定它。"),
        ("There is no site_config.yml here.", "Run this in the site's folder, or name it with --site."),
    ),
    "blob-gone": _p(
        ("缓存中的数据 {digest} 刚刚损坏或被删除。", "请再运行一次。"),
        ("Kept data {digest} was damaged or removed just now.", "Run again."),
    ),
    "room-crashed": _p(
        ("程序出错：{reason}", "这是程序的问题，不是内容的问题；请把这段信息和文件发给维护者。"),
        ("The program failed: {reason}", "This is our mistake, not yours; please report it with the file."),
    ),
    "worker-died": _p(
        ("处理“{job}”的进程意外结束（被杀死或崩溃）。", "请检查内存和这个文件里的图片、字体；其他文件不受影响。"),
        (
            "The process working on “{job}” ended unexpectedly (killed, or it crashed).",
            "Check memory, and the images and fonts of this file; other files are not affected.",
        ),
    ),
    "print-refused": _p(
        ("印刷版要用不属于本站的东西：{address}，没有取。", "请把它放进 content/，用相对路径引用；或者删掉。"),
        (
            "The printed version asks for something that is not of this site: {address}. It was not fetched.",
            "Put it into content/ and refer to it by its relative path, or remove it.",
        ),
    ),
    "print-picture-missing": _p(
        ("印刷版里的图片“{picture}”没有找到。", "请检查图片的文件名；文件名分大小写。"),
        (
            "The picture “{picture}” of the printed version was not found.",
            "Check the name of its file; capital letters count.",
        ),
    ),
    "print-picture-broken": _p(
        ("图片“{picture}”打不开：{reason}。", "请用看图软件打开检查，重新存成 PNG 或 JPEG。"),
        ("The picture “{picture}” cannot be read: {reason}.", "Open it in a viewer, and save it again as PNG or JPEG."),
    ),
    "print-picture-characters": _p(
        ("图“{picture}”里有字体中没有的字符：{characters}。", "请换一个字符，或者把这个字画成线条。"),
        (
            "The drawing “{picture}” has characters that our font lacks: {characters}.",
            "Use other ones, or draw them as outlines.",
        ),
    ),
    "print-picture-large": _p(
        ("图片“{picture}”太大：{width}×{height} 像素。", "请缩小到 4000 万像素以内；A4 整页 300 dpi 只要 2480×3508。"),
        (
            "The picture “{picture}” is too large: {width} × {height} pixels.",
            "Make it smaller than 40 million; a whole A4 page at 300 dpi has 2,480 × 3,508.",
        ),
    ),
    "print-failed": _p(
        ("印刷版没有做成：{reason}", "请检查这一篇里的图片；如果都是好的，请把这段信息报告给维护者。"),
        (
            "The printed version could not be made: {reason}",
            "Check the pictures of this text; if all are well, report this message.",
        ),
    ),
    "print-too-slow": _p(
        ("印刷版排了 {seconds} 秒还没有排完，已经停下。", "请把这一篇分成几篇，或者把最长的表拆开。"),
        ("The printed version was not laid out after {seconds} seconds.", "Divide this text, or its longest table."),
    ),
    "print-too-large": _p(
        ("印刷版用的内存超过了 {megabytes} MB，已经停下。", "请把这一篇分成几篇，或者缩小图片。"),
        (
            "The printed version needed more than {megabytes} MB of memory.",
            "Divide this text, or make its pictures smaller.",
        ),
    ),
    "print-too-deep": _p(
        ("这一篇里的列表或引用套得太深，排不出来。", "请少套几层。"),
        ("Lists or quotations are nested too deeply to be laid out.", "Nest them less deeply."),
    ),
    "pango-missing": _p(
        ("缺少排版用的系统软件 Pango：{reason}。", "请运行：sudo apt-get install {packages}"),
        ("Pango, which sets the text of PDFs, is missing: {reason}.", "Run: sudo apt-get install {packages}"),
    ),
    "font-missing": _p(
        ("缺少随程序安装的字体文件。", "请重新安装 curbcut；在源代码里，请运行 git checkout 或 nox -s fonts。"),
        (
            "A font that comes with the program is missing.",
            "Install curbcut again; in a checkout, use git checkout or nox -s fonts.",
        ),
    ),
    "voice-engine-missing": _p(
        ("朗读引擎 espeak-ng 用不了：{reason}。", "请运行：{install}（或者 sudo apt-get install espeak-ng）"),
        ("The speech engine espeak-ng cannot be used: {reason}.", "Run: {install} (or sudo apt-get install espeak-ng)"),
    ),
    "voice-unknown": _p(
        ("朗读引擎没有“{voice}”这个声音。", "请换一个声音，或者安装完整的 espeak-ng（1.51 以上）。"),
        (
            "The speech engine has no voice “{voice}”.",
            "Choose another one, or install all of espeak-ng (1.51 or newer).",
        ),
    ),
    "voice-language": _p(
        ("“espeak”不会说这种语言：{language}。", "请在 site_config.yml 的 voices 里给它另选一个声音。"),
        (
            "“espeak” does not speak this language: {language}.",
            "Choose another voice for it under voices in site_config.yml.",
        ),
    ),
    "voice-pace": _p(
        ("语速每分钟 {pace} 字，引擎做不到。", "请写 {least} 到 {most} 之间的数。"),
        ("The engine cannot speak {pace} Hanzi per minute.", "Give a number from {least} to {most}."),
    ),
    "voice-nothing-to-say": _p(
        ("这一句没有可以念出来的内容：“{text}”。", "请加上文字，或者不要把它放进录音。"),
        ("There is nothing to be said in “{text}”.", "Add words, or leave it out of the recording."),
    ),
    "voice-unsaid": _p(
        (
            "没有声音会念“{words}”，在这一句里：“{text}”。",
            "请改写成中文或英文，或者请人录这一句，放进 recordings 文件夹。",
        ),
        (
            "No voice here can read “{words}”, in “{text}”.",
            "Write it in Chinese or English, or let a person record the sentence and put it into the folder recordings.",
        ),
    ),
    "voice-token": _p(
        ("“{token}”不是引擎能念的拼音或英文词，在这一句里：“{text}”。", "请给这个字注上读音，例如 {{重|chóng}}。"),
        (
            "“{token}” is no pinyin or English word that can be said, in “{text}”.",
            "Give its reading in the text, as in {{…|chóng}}.",
        ),
    ),
    "voice-refused": _p(
        ("朗读引擎没有念完这一段：“{text}”。", "请再试一次；如果还是这样，请把这一句报告给维护者。"),
        ("The speech engine did not finish “{text}”.", "Try again; if it stays so, report this sentence."),
    ),
    "voice-died": _p(
        ("朗读引擎在念“{text}”时意外停止（{how}）。", "请检查内存后再试一次；已经做好的句子不会重做。"),
        (
            "The speech engine ended while saying “{text}” ({how}).",
            "Check memory and try again; finished sentences are kept.",
        ),
    ),
    "voice-dropped": _p(
        ("朗读引擎漏念了 {missing}，在这一句里：“{text}”。", "请把这一句报告给维护者；也可以换一种写法，或提供录音。"),
        (
            "The speech engine left out {missing} in “{text}”.",
            "Report this sentence; write it otherwise, or record it.",
        ),
    ),
    "voice-too-short": _p(
        (
            "朗读引擎给出的声音太短或没有声音（{samples} 个采样）：“{text}”。",
            "请再试一次；如果还是这样，请报告给维护者。",
        ),
        (
            "The speech engine gave too little sound ({samples} samples) for “{text}”.",
            "Try again; if it stays so, report it.",
        ),
    ),
    "voice-unavailable": _p(
        (
            "声音“{voice}”现在用不了：{reason}",
            "请照上面说的做，或在 site_config.yml 的 voices（命令 say 用 --voice）里换一个。",
        ),
        (
            "The voice “{voice}” cannot be used: {reason}",
            "Do as it says, or choose another in site_config.yml under voices (with say: --voice).",
        ),
    ),
    "sound-ending": _p(
        ("不知道要存成哪种声音文件。", "文件名请以 .wav 或 .mp3 结尾。"),
        ("It is not clear what kind of sound file this should be.", "Let its name end in .wav or .mp3."),
    ),
    "sound-not-played": _p(
        ("放不出声音：{reason}。", "请安装一个播放器，例如 sudo apt-get install alsa-utils；或者把声音存成文件。"),
        ("Sound cannot be played: {reason}.", "Install a player, such as alsa-utils, or write the sound to a file."),
    ),
    "sound-not-written": _p(
        ("声音文件写不进去：{reason}。", "请检查文件夹是否存在、能不能写入。"),
        ("The sound file cannot be written: {reason}.", "Check that its folder exists and may be written to."),
    ),
    "encoder-missing": _p(
        ("缺少 MP3 编码器 lameenc。", "请运行：{install}"),
        ("The MP3 encoder lameenc is missing.", "Run: {install}"),
    ),
    "encoder-frames": _p(
        ("MP3 编码器给出的数据在第 {at} 字节处不完整。", "请重新安装 lameenc 1.9；如果还是这样，请报告给维护者。"),
        ("The MP3 encoder's data is damaged at byte {at}.", "Install lameenc 1.9 again; if it stays so, report it."),
    ),
    "recording-missing": _p(
        ("没有这一句的录音：“{text}”。", "请把 WAV 文件以句子编号命名，放进录音文件夹。"),
        (
            "There is no recording of “{text}”.",
            "Put a WAV file named by the sentence's id into the folder of recordings.",
        ),
    ),
    "recording-format": _p(
        ("这个录音的格式不能用：{found}。", "请存成 WAV：PCM 16 位，单声道或双声道，8000–192000 Hz。"),
        (
            "This recording's format cannot be used: {found}.",
            "Save it as WAV: PCM 16 bit, one or two channels, 8000–192000 Hz.",
        ),
    ),
    "recording-length": _p(
        (
            "录音长 {seconds} 秒，而“{text}”应在 {least} 到 {most} 秒之间。",
            "请检查是不是录错了句子、没录完，或前后空白太长。",
        ),
        (
            "The recording lasts {seconds} s; “{text}” takes {least} to {most} s.",
            "Check that it is this sentence, whole, without a long silence around it.",
        ),
    ),
    "recording-silent": _p(
        ("“{text}”的录音里没有声音。", "请检查话筒，重新录制这一句。"),
        ("There is no sound in the recording of “{text}”.", "Check the microphone and record the sentence again."),
    ),
    "generator-complained": _p(
        ("{generator} 排版时报告：{says}", "这是模板或版本的问题；请运行 curbcut doctor 并报告。"),
        (
            "{generator} complained while laying out: {says}",
            "Templates or versions are off; run curbcut doctor and report it.",
        ),
    ),
    "time-unreadable": _p(
        ("看不懂时间“{given}”。", "请写成 2026-03-01T09:00:00+08:00 这样的形式。"),
        ("The time “{given}” cannot be read.", "Write it like 2026-03-01T09:00:00+08:00."),
    ),
    "path-unknown": _p(
        ("没有关于“{given}”的记录。", "请写内容文件的路径，例如 content/notices/plan.md，或网站里的文件。"),
        (
            "Nothing is known of “{given}”.",
            "Give a content file such as content/notices/plan.md, or a file of the site.",
        ),
    ),
    "lesson-unknown": _p(
        (
            "“{given}”不是课程里的课文，也不是这样的文件夹。",
            "请写像 courses/online-banking/01.md 这样的路径，或不写，就看全部课文。",
        ),
        (
            "“{given}” is no lesson of a course, nor a folder of lessons.",
            "Give a path such as courses/online-banking/01.md, or none for all lessons.",
        ),
    ),
    "port-taken": _p(
        ("端口 {port} 无法使用：{reason}。", "请用 --port 换一个端口。"),
        ("Port {port} cannot be used: {reason}.", "Choose another one with --port."),
    ),
    "nothing-published": _p(
        ("还没有发布过网站。", "请先运行 curbcut build。"),
        ("Nothing has been published yet.", "Run curbcut build first."),
    ),
    "no-dev-tools": _p(
        ("没有安装测试工具。", "请运行 ./curbcut test，它会自己安装。"),
        ("The test tools are not installed.", "Run ./curbcut test; it installs them."),
    ),
    "internal": _p(
        ("程序内部出错：{reason}", "已发布的网站没有改动。请把上面的信息发给维护者。"),
        ("Internal error: {reason}", "The live site is as it was. Please report the text above."),
    ),
    "interrupted": _p(
        ("已中断。已发布的网站没有改动。", "再运行一次会接着做。"),
        ("Interrupted. The live site is as it was.", "Run again to go on from here."),
    ),
    "argument-unusable": _p(
        ("{reason}。", "运行 curbcut --help 查看用法。"),
        ("{reason}.", "See curbcut --help."),
    ),
    **MODEL_PROBLEMS,
    **OFFLINE_PROBLEMS,
    **PACKAGE_PROBLEMS,
    **PLAN_PROBLEMS,
    **SEARCH_PROBLEMS,
}
