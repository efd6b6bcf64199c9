"""The promises of the shared design."""

from __future__ import annotations

import gzip
import re
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO

import pytest
from draw_icons import ICONS, drawn
from PIL import Image
from theme.samples import notice, sample_models

from curbcut import theme
from curbcut.adapters import for_pelican
from curbcut.core.minifying import minified
from curbcut.core.model import Made

SCHEMES = ["light", "dark", "system-dark", "contrast", "blue"]
PAIRS = [
    ("ink", "paper"), ("ink", "panel"), ("ink", "alert"), ("soft", "paper"), ("soft", "panel"), ("link", "paper"),
    ("link", "panel"), ("link", "alert"), ("visited", "paper"), ("visited", "panel"), ("visited", "alert"), ("on-brand", "brand"),
]  # fmt: skip


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Every sample page, laid out: address → HTML."""
    calls = sample_models()
    laid = for_pelican.lay_out(calls)
    html = {}
    for (model, _), page in zip(calls, laid, strict=True):
        assert isinstance(page, Made), page
        html[model.url] = page.files["index.html"].decode()
    return html


def css() -> str:
    return theme.assets()[theme.published()["site.css"]].decode()


def tokens(scheme: str) -> dict[str, str]:
    """Return the colours of one theme by name, as the style sheet sets them."""
    said = {
        "light": [r":root\{color-scheme:light;(.*?)\}"],
        "dark": [r"\[data-theme=dark\]\{(.*?)\}"],
        "system-dark": [r":root:not\(\[data-theme\]\)\{(.*?)\}"],
        "contrast": [r"\[data-theme=contrast\],\[data-theme=blue\]\{(.*?)\}"],
        "blue": [r"\[data-theme=contrast\],\[data-theme=blue\]\{(.*?)\}", r"\}\[data-theme=blue\]\{(.*?)\}"],
    }
    found: dict[str, str] = {}
    for pattern in (*said["light"], *said[scheme]):
        rule = re.search(pattern, css())
        assert rule, pattern
        found |= dict(re.findall(r"--([a-z-]+):(#[0-9a-f]+|var\(--[a-z]+\))", rule[1]))
    return {name: found[value[6:-1]] if value.startswith("var") else value for name, value in found.items()}


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rgb` or `#rrggbb`. Source: WCAG 2.2, relative luminance."""
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("pair", PAIRS, ids="/".join)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_has_contrast_seven_to_one(scheme: str, pair: tuple[str, str]) -> None:
    assert contrast(tokens(scheme)[pair[0]], tokens(scheme)[pair[1]]) >= 7


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_can_be_operated_stands_out_three_to_one(scheme: str) -> None:
    for edge, ground in (("edge", "paper"), ("edge", "panel"), ("alert-edge", "alert"), ("ink", "focus")):
        if (edge, scheme) not in {("ink", "dark"), ("ink", "system-dark"), ("ink", "contrast"), ("ink", "blue")}:
            assert contrast(tokens(scheme)[edge], tokens(scheme)[ground]) >= 3, (edge, ground)


def test_style_and_script_weigh_little() -> None:
    weight = {name: len(gzip.compress(theme.assets()[path], 9)) for name, path in theme.published().items()}
    assert weight["site.css"] <= 3_840
    assert weight["panel.css"] <= 512  # only who asks for the panel fetches it
    assert weight["prefs.js"] <= 960
    assert weight["player.js"] <= 5 * 1024  # only who listens fetches it
    assert weight["player.css"] <= 1_024


def test_container_queries_are_as_short_as_media_queries() -> None:
    text = "@container (width >= 58rem) {\n  .facts .long { grid-column: 1 / -1; }\n  p { margin: 0px }\n}\n@media print { p { color: #ffffff } }\n"
    wanted = "@container(width >= 58rem){.facts .long{grid-column:1/-1}p{margin:0}}@media print{p{color:#fff}}\n"
    assert minified(text, ".css") == wanted
    assert "in-container" not in "".join(data.decode() for path, data in theme.assets().items() if path.endswith("css"))


def test_the_players_script_names_its_style_sheet_as_it_is_published() -> None:
    published = theme.published()
    script = theme.assets()[published["player.js"]].decode()
    assert f'"{published["player.css"].removeprefix("assets/")}"' in script
    assert '"player.css"' not in script


def test_published_names_carry_their_digest() -> None:
    for path, data in theme.assets().items():
        assert re.fullmatch(r"assets/[\w-]+(\.(zh|en))?\.[0-9a-f]{8}\.(css|js|svg|png)", path)
        assert sha256(data).hexdigest()[:8] in path
    assert set(theme.published().values()) == set(theme.assets())
    assert {
        "site.css",
        "prefs.js",
        "panel.js",
        "panel.css",
        "lists.css",
        "search.js",
        "results.js",
        "finding.js",
        "guessing.js",
        "icon.svg",
    } <= theme.published().keys()


def test_what_finds_is_light() -> None:
    """Everything that a browser needs to find pages and to show them; sounds, slips, numbers in words and narrowing come after it."""
    published = theme.published()
    assert len(gzip.compress(theme.assets()[published["finding.js"]], 9, mtime=0)) <= 4096


def test_the_icon_to_install_is_the_icon_in_the_tab() -> None:
    svg = theme.assets()[theme.published()["icon.svg"]].decode()
    for name, (size, maskable) in ICONS.items():
        with Image.open(BytesIO(theme.assets()[theme.published()[name]])) as image:
            assert image.convert("RGBA").tobytes() == drawn(svg, size, maskable=maskable).tobytes(), name
            # The ramp and the line below it stand where they do in the SVG; the corner is the ground's own.
            ramp, line, ground = ((24, 20), (16, 27), (16, 6)) if not maskable else ((22, 19), (16, 24), (16, 6))
            at = [
                image.convert("RGBA").getpixel((x * size // 32, y * size // 32))
                for x, y in (ramp, line, ground, (0, 0))
            ]
            assert at[:3] == [(255, 255, 255, 255), (242, 182, 50, 255), (11, 74, 82, 255)], name
            assert at[3][3] == (255 if maskable else 0), name
    with pytest.raises(ValueError, match="paths on a ground"):
        drawn(svg.replace("</svg>", '<circle r="1" fill="#fff"/></svg>'), 32, maskable=False)


def test_the_digest_counts_every_template_and_asset() -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", theme.digest())
    assert {"document", "sheet", "home"} <= theme.templates()


def test_nothing_is_inline_and_nothing_is_remote(pages: dict[str, str]) -> None:
    for html in pages.values():
        assert "<style" not in html and " style=" not in html and " on" + "click" not in html
        assert not re.search(r"<script(?![^>]* src=)(?! type=.application/ld.json)", html)
        assert not re.search(r'<(?:script|img)[^>]*src="(?:https?:)?//', html)
        assert not re.search(r'<link rel="(?:stylesheet|icon|preload)"[^>]*href="(?:https?:)?//', html)
    styles = "".join(data.decode() for path, data in theme.assets().items() if path.endswith(".css"))
    assert set(re.findall(r"url\(.{5}", styles)) == {"url('data"} and "@import" not in styles


def test_pages_fetch_the_style_of_lists_where_they_have_any(pages: dict[str, str]) -> None:
    listed = re.compile(r'class="(?:[^"]* )?(?:items|tag|date|index|cards|search|pager|columns|wide|count)[ "]')
    assert [url for url, html in pages.items() if listed.search(html) and "assets/lists." not in html] == []
    assert "assets/lists." not in pages["course/phone/pay/"] + pages["preferences/"]


def test_every_page_says_its_language_title_and_policy_first(pages: dict[str, str]) -> None:
    for html in pages.values():
        head = html[: html.index("</head>")]
        assert html.startswith("<!DOCTYPE html>\n<html lang=")
        assert (
            head.index("charset")
            < head.index("Content-Security-Policy")
            < head.index("<script src")
            < head.index("stylesheet")
        )
        assert len(re.findall(r"<h1\b", html)) == 1 and len(re.findall(r"<title>[^<]+</title>", html)) == 1


class Outline(HTMLParser):
    """Collects ids, references to ids, heading levels, and unnamed landmarks."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.wanted: list[str] = []
        self.levels: list[int] = []
        self.unnamed: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if "id" in found:
            self.ids.append(found["id"])
        self.wanted += found.get("aria-labelledby", "").split()
        if found.get("href", "").startswith("#"):
            self.wanted.append(found["href"][1:])
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        # A question is no landmark: a lesson would have a dozen. The script makes it a named group.
        landmark = tag in ("nav", "section") and found.get("class") != "question"
        if landmark and not {"aria-label", "aria-labelledby"} & found.keys():
            self.unnamed.append(tag)


def test_ids_are_unique_headings_descend_and_landmarks_are_named(pages: dict[str, str]) -> None:
    for url, html in pages.items():
        seen = Outline()
        seen.feed(html)
        assert len(seen.ids) == len(set(seen.ids)), url
        assert set(seen.wanted) <= set(seen.ids), url
        assert seen.levels[0] == 1 and all(b - a <= 1 for a, b in zip(seen.levels, seen.levels[1:], strict=False)), url
        assert not seen.unnamed, url


def test_a_repealed_document_says_so_before_its_title(pages: dict[str, str]) -> None:
    html = pages["notice/old/"]
    assert html.index("这份文件已经废止") < html.index("<h1>")
    listed = pages["notice/page/3/"]
    assert listed.index("已经废止") < listed.index("关于做好第3批")
    assert "已经废止" in pages["register/"]


def test_texts_are_escaped_and_the_body_is_not(pages: dict[str, str]) -> None:
    html = pages["en/page/rights/"]
    assert "<h1>Rights &amp; duties: &#34;5 &lt; 6&#34;</h1>" in html
    assert "&lt;b&gt;plain&lt;/b&gt;" in html
    assert ">Fish &amp; chips.</span></p>" in html


def test_the_body_is_printed_to_the_letter_but_for_the_class_of_sentences(pages: dict[str, str]) -> None:
    model, body = notice()
    assert body.count('<span class="s" id="') > 1
    assert body.replace(' class="s" id="', ' id="') in pages[model.url]


def test_what_pages_of_a_frame_share_is_the_same_whichever_page_is_laid_out_first() -> None:
    calls = sample_models()
    forwards, backwards = for_pelican.lay_out(calls), for_pelican.lay_out(calls[::-1])
    assert forwards == backwards[::-1]


def test_templates_are_kept_compiled_also_below_a_folder_that_the_locale_cannot_spell() -> None:
    cache = theme._compiled()
    assert cache.get_cache_key("cc/home.html", "/home/\udce5\udc9d\udca1/cc/home.html") == cache.get_cache_key(
        "cc/home.html"
    )
