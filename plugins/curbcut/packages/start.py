"""index.html of a package: the way in. Where a learning platform opens it, its script puts the lessons into a frame."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from urllib.parse import quote

from curbcut.core.headers import PAGE_POLICY
from curbcut.core.minifying import minified
from curbcut.core.model import Record
from curbcut.core.words import label
from curbcut.kit.pages import INDEX, saved_line
from curbcut.packages.lessons import Course

_HOME = Path(__file__).resolve().parent
START = INDEX
_RUN_TIMES = {
    "scorm": ("records.js", "packing.js", "scorm.js", "session.js"),
    "cmi5": ("records.js", "cmi5.js", "session.js"),
}
_PARTS = {"joining": ("joining.js",), "frame": ("frame.css",)}
_PASSING = {"scorm": {"passing": ("passing.js",)}, "cmi5": {}}
"""What opens by itself too, in whatever window; a cmi5 package is opened by nobody but a platform."""
_MODERN = {"scorm": "P.modern", "cmi5": "true"}
"""What the constant MODERN of the scripts stands for: SCORM has two ways to write an answer, and what is found at run time decides."""
_WORDS = {
    "scorm": ("saved", "told", "refused", "looking"),
    "cmi5": ("saved", "told", "waiting", "looking", "lost", "connecting"),
}
"""What the run-time says: in the page and not in the script, so that it says it in one language only."""
_POLICY = f"{PAGE_POLICY}; frame-src 'self'"
_POLICIES = {"scorm": _POLICY, "cmi5": _POLICY.replace("connect-src 'self'", "connect-src 'self' https: http:")}
"""With cmi5 the learning record store may stand anywhere: only the platform that opens the page knows where."""


class Scripts(Record, frozen=True):
    """Package path → bytes of the files that only packages have, and what each is called there. passing: ``""`` for none."""

    files: dict[str, bytes]
    session: str
    joining: str
    frame: str
    passing: str = ""


def scripts(run_time: str = "scorm") -> Scripts:
    """Return the scripts and the style sheet of packages, minified and named after what is in them as those of the theme are.

    run_time: what the platform speaks, ``scorm`` or ``cmi5``
    """
    from hashlib import sha256

    files, names = {}, {}
    for name, parts in {**_PARTS, **_PASSING[run_time], "session": _RUN_TIMES[run_time]}.items():
        suffix = Path(parts[0]).suffix
        text = "".join((_HOME / part).read_text("utf-8") for part in parts)
        text = re.sub(r"\bMODERN\b", _MODERN[run_time], text)
        data = minified(text, suffix).encode()
        names[name] = f"assets/{name}.{sha256(data).hexdigest()[:8]}{suffix}"
        files[names[name]] = data
    return Scripts(files=files, **names)


def before_all(passing: str, lang: str) -> str:
    """Return the element of the script that runs before all others. passing: its address, ``""`` for none."""
    return (
        f'<script src="{passing}" data-words="{escape(label("package_passing", lang))}"></script>\n' if passing else ""
    )


class Told(Record, frozen=True):
    """What the page is told of its package. theme: file of the theme → its path, as the release has it; version: of SCORM
    that is looked for first, ``1.2`` or ``2004``; base: the site's public address or ``""``; run_time: ``scorm`` or ``cmi5``;
    preferences: path of the page where a learner chooses how to learn, or ``""``.
    """

    theme: dict[str, str]
    version: str
    day: str
    base: str
    run_time: str = "scorm"
    preferences: str = ""


def start_page(course: Course, told: Told) -> bytes:
    """Return the page."""
    given, ours, lang = told.theme, scripts(told.run_time), course.lang
    online = told.base + course.path.removesuffix(INDEX) if told.base else ""
    data = {
        "version": told.version, "url": quote(course.path), "words": {name: label(f"package_{name}", lang) for name in _WORDS[told.run_time]},
        "lessons": [
            {"id": lesson.id, "url": quote(lesson.path), "pass": lesson.mark, "questions": [list(one) for one in lesson.questions]}
            for lesson in course.lessons
        ],
    }  # fmt: skip
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    items = "\n".join(
        f'<li><a href="{escape(quote(lesson.path))}">{escape(lesson.title)}</a></li>' for lesson in course.lessons
    )
    sound = f'<button type="button" class="sound" hidden>{escape(label("package_sound", lang))}</button>'
    ways = (
        f'<p><a class="link" href="{escape(quote(told.preferences))}#cc-how">{escape(label("package_ways", lang))}</a></p>\n'
        if told.preferences else ""
    )  # fmt: skip
    return f"""<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICIES[told.run_time]}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{before_all(ours.passing, lang)}<script src="{given["prefs.js"]}" data-panel></script>
<link rel="stylesheet" href="{given["site.css"]}">
<link rel="stylesheet" href="{ours.frame}">
<link rel="icon" href="{given["icon.svg"]}">
<title>{escape(course.title)}</title>
<script type="application/json" id="cc-course">{written}</script>
<script src="{ours.session}" defer></script>
</head>
<body data-template="start">
<main id="main">
<h1>{escape(course.title)}</h1>
{saved_line(told.day, lang, online)}<p class="more"><a href="{escape(quote(course.path))}">{escape(label("package_open", lang))}</a></p>
<ol>
{items}
</ol>
{ways}<p>{escape(label("package_how", lang))}</p>
</main>
<template id="cc-frame">
<div class="leaving"><h1>{escape(course.title)}</h1><button type="button">{escape(label("package_leave", lang))}</button>{sound if told.run_time == "cmi5" else ""}<p role="status"></p></div>
<iframe title="{escape(course.title)}"></iframe>
</template>
</body>
</html>
""".encode()
