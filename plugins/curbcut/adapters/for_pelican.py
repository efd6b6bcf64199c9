# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pelican lays out our own pages (`lay_out`), and has us as a guest (`register`).

Pelican is AGPL-3.0-or-later, and so is this file; the rest of Curbcut does not import it.
"""

from __future__ import annotations

import locale
import logging
import os
import posixpath
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote, unquote

_logger_class, _root_class = logging.getLoggerClass(), logging.getLogger().__class__

import pelican  # noqa: E402
from markdown import Markdown  # noqa: E402
from markdown.extensions.meta import MetaPreprocessor  # noqa: E402
from pelican import Pelican, signals  # noqa: E402
from pelican.contents import Content, Page  # noqa: E402
from pelican.generators import ArticlesGenerator, PagesGenerator  # noqa: E402
from pelican.log import LimitFilter  # noqa: E402
from pelican.settings import read_settings  # noqa: E402
from pelican.utils import truncate_html_paragraphs, truncate_html_words  # noqa: E402
from pelican.writers import Writer  # noqa: E402

# Importing Pelican replaces the class of every logger made from then on, and that of the root logger.
logging.setLoggerClass(_logger_class)
logging.getLogger().__class__ = _root_class

from curbcut import theme  # noqa: E402
from curbcut.adapters import guests  # noqa: E402
from curbcut.adapters.complaints import Call, Laid, can_lay_out, listening, verdict  # noqa: E402
from curbcut.core.model import Made  # noqa: E402
from curbcut.core.reading.decoding import decode  # noqa: E402

_ONE_AT_A_TIME = Lock()  # Pelican's signals, console and log filter belong to the process

_NOTHING = (
    "FEED_ATOM", "FEED_RSS", "FEED_ALL_ATOM", "FEED_ALL_RSS", "CATEGORY_FEED_ATOM", "CATEGORY_FEED_RSS",
    "AUTHOR_FEED_ATOM", "AUTHOR_FEED_RSS", "TAG_FEED_ATOM", "TAG_FEED_RSS", "TRANSLATION_FEED_ATOM",
    "TRANSLATION_FEED_RSS", "ARTICLE_PATHS", "ARTICLE_EXCLUDES", "PAGE_PATHS", "PAGE_EXCLUDES", "STATIC_PATHS", "STATIC_EXCLUDES",
    "THEME_STATIC_PATHS", "DIRECT_TEMPLATES", "THEME_TEMPLATES_OVERRIDES", "PLUGINS", "FORMATTED_FIELDS", "IGNORE_FILES",
)  # fmt: skip
"""What Pelican does beside pages; an empty list is how each of these is told not to."""


def lay_out(calls: list[Call]) -> list[Laid]:
    """Return the laid-out page (`index.html`) of each call, or why it failed, in the order of the calls.

    calls: (page model, body as XHTML ready to print); a failing page fails alone. What Pelican logs as a
    warning or an error fails the batch it was logged in.
    """
    laid: dict[str, Laid] = {}
    staged = {str(n): call for n, call in enumerate(calls) if can_lay_out(call[0])}
    heard: list[str] = []
    if staged:
        with _ONE_AT_A_TIME, tempfile.TemporaryDirectory(prefix="curbcut-pelican-") as folder, _alone() as heard:
            try:
                _run(_settings(staged, laid, folder))
            except Exception as problem:  # noqa: BLE001 - whatever a generator raises fails these pages, not the build
                heard.append(f"{type(problem).__name__}: {problem}")
    name = f"Pelican {pelican.__version__}"
    return [verdict(laid.get(str(n)), model, heard, name) for n, (model, _) in enumerate(calls)]


def _settings(staged: dict[str, Call], laid: dict[str, Laid], folder: str) -> dict[str, Any]:
    nothing: dict[str, Any] = {name: [] for name in _NOTHING}
    settings: dict[str, Any] = read_settings(None, override=nothing | {
        "PATH": folder, "OUTPUT_PATH": os.path.join(folder, "out"),
        "THEME": str(theme.TEMPLATES.parent), "JINJA_ENVIRONMENT": theme.environment(), "JINJA_FILTERS": {},
        "READERS": {"md": None, "rst": None, "html": None, "htm": None},
        "LOCALE": [locale.setlocale(locale.LC_ALL)],  # what it is already: Pelican would set the environment's
        "TIMEZONE": "UTC", "DEFAULT_LANG": "zh-hans", "PAGE_TRANSLATION_ID": None, "PAGE_ORDER_BY": "slug",
        "CACHE_CONTENT": False, "LOAD_CONTENT_CACHE": False, "DELETE_OUTPUT_DIRECTORY": False,
        "CURBCUT_STAGED": staged, "CURBCUT_LAID": laid,
    })  # fmt: skip
    return settings


def _run(settings: dict[str, Any]) -> None:
    press = _Press(settings)
    signals.get_generators.connect(_generator, sender=press)
    signals.get_writer.connect(_writer, sender=press)
    try:
        press.run()
    finally:
        signals.get_generators.disconnect(_generator, sender=press)
        signals.get_writer.disconnect(_writer, sender=press)


class _Press(Pelican):
    """Pelican without what belongs to its command line: no change of `sys.path`, nobody else's plugins."""

    def init_path(self) -> None:
        """Leave `sys.path` as it is."""

    def init_plugins(self) -> None:
        """Load none: even naming none would import every plugin installed here."""
        self.plugins: list[Any] = []


class _ModelPages(PagesGenerator):
    """Pelican's generator of pages, over models that stand in no file."""

    def generate_context(self) -> None:
        """Make Pelican's pages; bodies stay out of its link scanning, addresses out of its URL patterns."""
        for name, (model, body) in self.settings["CURBCUT_STAGED"].items():
            known = {
                "title": model.title, "slug": name, "save_as": name, "url": name, "template": f"cc/{model.template}",
                "cc": model.printed(body),
            }  # fmt: skip
            source = os.path.join(self.path, name)
            self.pages.append(Page("", known, self.settings, source_path=source, context=self.context))


class _MemoryWriter(Writer):
    """Keeps pages in memory; a page that cannot be rendered is an exception in its place."""

    def write_file(self, name: str, template: Any, context: Any, *args: Any, page: Any = None, **kwargs: Any) -> None:
        """Render `cc` of a page, with nothing else in reach of the template."""
        laid: dict[str, Laid] = self.settings["CURBCUT_LAID"]
        try:
            laid[name] = Made(files={"index.html": template.render(cc=page.cc).encode()})
        except Exception as problem:  # noqa: BLE001 - a page fails alone
            laid[name] = problem


def _generator(_: Pelican) -> type[PagesGenerator]:
    return _ModelPages


def _writer(_: Pelican) -> type[Writer]:
    return _MemoryWriter


@contextmanager
def _alone() -> Iterator[list[str]]:
    """Give a list that fills with Pelican's complaints; its console is silent, and all is put back."""
    # Pelican says a thing once per process; a page must not owe its verdict to an earlier batch.
    memory: dict[str, Any] = {"_raised_messages": set(), "_group_count": defaultdict(int)}
    before = {name: getattr(LimitFilter, name) for name in memory}
    quiet = pelican.console.quiet
    _set(LimitFilter, memory)
    pelican.console.quiet = True
    try:
        with listening("pelican") as heard:
            yield heard
    finally:
        pelican.console.quiet = quiet
        _set(LimitFilter, before)


def _set(thing: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(thing, name, value)


def register() -> None:
    """Be a guest in somebody else's Pelican site: ``PLUGINS = ["curbcut"]``.

    Nothing happens without ``CURBCUT = {…}`` in the site's settings: Pelican loads every plugin that is
    installed where a site names none. With ``CURBCUT = {"renditions": ["plain"]}`` our Markdown extension
    reads the site's Markdown, and every published article and page gets those formats beside it and a list of
    them at its end; drafts and hidden ones are left alone. ``CURBCUT = {}`` is the extension alone.
    """
    signals.initialized.connect(_enter)
    signals.all_generators_finalized.connect(_make)
    signals.finalized.connect(_leave)


_log = logging.getLogger("pelican.plugins.curbcut")
_MARKDOWN = (".md", ".markdown", ".mkd", ".mdown")
_PLACEHOLDER = re.compile(r"(?<=[(<\"'\s])[{|](filename|static|attach)[}|]([^)\s\"'>#?]*)")


def _enter(site: Pelican) -> None:
    """Read the options and add our Markdown extension after the site's own."""
    given = site.settings.get("CURBCUT")
    if given is None:
        return
    try:
        options = guests.options_of(given, "CURBCUT")
    except guests.WrongOptions as problem:
        # Pelican would print a traceback for any other exception.
        _log.critical(problem.text())
        raise SystemExit(problem.exit_code) from None
    lang = options.language or guests.language_tag(site.settings["DEFAULT_LANG"])
    site.settings["CURBCUT_GUEST"] = options, lang, {}
    markdown = site.settings["MARKDOWN"]
    extensions = markdown.setdefault("extensions", [])
    if options.extension and not {"curbcut", guests.EXTENSION} & {*extensions, *markdown.get("extension_configs", {})}:
        markdown.setdefault("extension_configs", {})[guests.EXTENSION] = {"lang": lang}


def _make(generators: list[Any]) -> None:
    """Make the formats when everything is read and nothing is written."""
    settings = generators[0].settings if generators else {}
    options, _, files = settings.get("CURBCUT_GUEST", (guests.GuestOptions(), "", {}))
    if not options.renditions:
        return
    contents = [content for generator in generators for content in _published(generator)]
    statics = [static for static in generators[0].context["static_content"].values() if static is not None]
    addresses, taken = _addresses([*statics, *contents], settings["SITEURL"]), {static.save_as for static in statics}
    for content in contents:
        if not content.source_path.lower().endswith(_MARKDOWN):
            continue
        page = _guest_page(content, addresses)
        offer = guests.offer(page, options)
        lost = [f"{place}: this file exists already" for place in offer.files if place in taken]
        for complaint in (*offer.complaints, *lost):
            _log.warning(complaint)
        if not lost:
            files.update(offer.files)
            _append(content, page, offer)


def _addresses(contents: list[Content], site: str) -> dict[str, str]:
    """Return source path → address on the web, or nothing where the host does not say where it stands."""
    return {content.get_relative_source_path(): f"{site}/{content.url}" for content in contents} if site else {}


def _published(generator: Any) -> list[Content]:
    if isinstance(generator, ArticlesGenerator):
        return [*generator.articles, *generator.translations]
    if isinstance(generator, PagesGenerator):
        return [*generator.pages, *generator.translations]
    return []


def _guest_page(content: Content, addresses: dict[str, str]) -> guests.GuestPage:
    options, lang, _ = content.settings["CURBCUT_GUEST"]
    path = content.get_relative_source_path()
    own = getattr(content, "lang", "")
    if not options.language and own and own != content.settings["DEFAULT_LANG"]:
        lang = guests.language_tag(own)
    return guests.GuestPage(
        path=path, text=_source(content.source_path, path), title=str(content.title), lang=lang, file=content.save_as,
        addresses=addresses, folder=content.settings["PATH"], site=str(content.settings["SITENAME"]),
        base=f"{content.settings['SITEURL'].rstrip('/')}/" if content.settings["SITEURL"] else "",
    )  # fmt: skip


def _source(source_path: str, path: str) -> str:
    """Return the Markdown of a file without Pelican's front matter, its link placeholders as plain paths."""
    text, _ = decode(path, Path(source_path).read_bytes())
    lines = MetaPreprocessor(Markdown()).run((text or "").split("\n"))

    def plain(found: re.Match[str]) -> str:
        there = unquote(found[2])
        return posixpath.relpath(there.lstrip("/"), posixpath.dirname(path) or ".") if there.startswith("/") else there

    return _PLACEHOLDER.sub(plain, "\n".join(lines))


def _append(content: Content, page: guests.GuestPage, offer: guests.Offer) -> None:
    """Add the list of formats to what a page shows in full; its summary stays as it was."""
    body: str = vars(content)["_content"]
    if "summary" not in content.metadata and not hasattr(content, "_summary"):
        _set(content, {"_summary": _beginning(body, content.settings)})
    folder = quote(posixpath.join(posixpath.dirname(page.file), ""))

    def with_links() -> str:
        # Asked for anew wherever the text is shown: on a list or in a feed the way to the files differs.
        return f"{body}{guests.links(offer.formats, page.lang, f'{content.get_siteurl()}/{folder}')}"

    # Both names are Pelican's doors for plugins: see `get_content` and `refresh_metadata_intersite_links`.
    _set(content, {"_get_content": with_links})


def _beginning(text: str, settings: dict[str, Any]) -> str:
    """Return what Pelican takes for a summary where the author wrote none."""
    if settings.get("SUMMARY_MAX_PARAGRAPHS") is not None:
        text = truncate_html_paragraphs(text, settings["SUMMARY_MAX_PARAGRAPHS"])
    if settings["SUMMARY_MAX_LENGTH"] is None:
        return text
    return str(truncate_html_words(text, settings["SUMMARY_MAX_LENGTH"], settings["SUMMARY_END_SUFFIX"]))


def _leave(site: Pelican) -> None:
    """Write the formats beside the pages."""
    _, _, files = site.settings.get("CURBCUT_GUEST", (None, "", {}))
    for place, data in sorted(files.items()):
        target = Path(site.output_path, place)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
