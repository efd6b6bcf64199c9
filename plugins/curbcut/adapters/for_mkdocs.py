"""MkDocs with Material lays out our own pages (`lay_out`), and has us as a guest (`CurbcutPlugin`)."""

from __future__ import annotations

import io
import logging
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from threading import Lock
from typing import Any
from urllib.parse import urljoin

import mkdocs
from jinja2 import Environment, FileSystemLoader
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from curbcut import theme
from curbcut.adapters import guests
from curbcut.adapters.complaints import Call, Laid, can_lay_out, listening, verdict
from curbcut.core.model import Made
from curbcut.core.pages import PageModel

_ONE_AT_A_TIME = Lock()  # MkDocs' logger belongs to the process

_NO_BANNER = "NO_MKDOCS_2_WARNING"


def lay_out(calls: list[Call]) -> list[Laid]:
    """Return the laid-out page (`index.html`) of each call, or why it failed, in the order of the calls.

    calls: (page model, body as XHTML ready to print); a failing page fails alone. What MkDocs logs as a
    warning or an error fails the batch it was logged in.
    """
    laid: dict[str, Laid] = {}
    staged = {f"{n}.md": call for n, call in enumerate(calls) if can_lay_out(call[0])}
    heard: list[str] = []
    with _ONE_AT_A_TIME, _no_banner():
        while staged.keys() - laid.keys():
            press = _Press({name: call for name, call in staged.items() if name not in laid}, laid)
            with listening("mkdocs") as heard:
                problem = _run(press)
            if problem is None:
                break
            if not press.current:
                heard.append(f"{type(problem).__name__}: {problem}")
                break
            # MkDocs stops at a page that fails; the others are laid out without it.
            laid[press.current] = problem
            heard.clear()
    name = f"MkDocs {mkdocs.__version__}"
    return [verdict(laid.get(f"{n}.md"), model, heard, name) for n, (model, _) in enumerate(calls)]


def _run(press: _Press) -> Exception | None:
    with tempfile.TemporaryDirectory(prefix="curbcut-mkdocs-") as folder:
        try:
            build(_config(folder, press))
        except Exception as problem:  # noqa: BLE001 - whatever a generator raises fails pages, not the build
            return problem
    return None


def _config(folder: str, press: _Press) -> MkDocsConfig:
    docs, site = os.path.join(folder, "docs"), os.path.join(folder, "site")
    os.mkdir(docs)
    config = load_config(
        io.BytesIO(), config_file_path=os.path.join(folder, "site_config.yml"), site_name="-", docs_dir=docs, site_dir=site,
        theme={"name": "material"}, plugins=[], markdown_extensions=[],
    )  # fmt: skip
    config.plugins["curbcut-press"] = press
    return config


class _Press(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Puts page models in the place of files, and takes the pages before they are written."""

    def __init__(self, staged: dict[str, Call], laid: dict[str, Laid]) -> None:
        self.staged, self.laid = staged, laid
        self.current = ""
        self.fallback: list[str] = []

    def on_config(self, config: MkDocsConfig) -> None:
        """Keep Material's files out: its templates stay in reach, its styles, scripts and 404 are not shipped."""
        self.fallback = list(config.theme.dirs)
        config.theme.dirs[:] = [str(theme.TEMPLATES)]
        config.theme.static_templates.clear()

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Return one virtual file per model, each with its finished page."""
        del files
        return Files([self._file(name, model, body, config) for name, (model, body) in self.staged.items()])

    def _file(self, name: str, model: PageModel, body: str, config: MkDocsConfig) -> File:
        file = File.generated(config, name, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        file.page = _FinishedPage(model, body, file, config)
        return file

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Return the environment the shared templates are written for, Material's templates behind ours."""
        del config, files
        loader = FileSystemLoader([str(theme.TEMPLATES), *self.fallback])
        return Environment(loader=loader, **theme.environment())  # noqa: S701 - these settings switch it on

    def on_page_context(self, context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Return what the template reaches: `cc`, nothing else."""
        del context, config, nav
        self.current = page.file.src_uri
        return {"cc": page.meta["cc"]}

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Keep a page in memory; an empty text tells MkDocs to write no file."""
        del config
        self.laid[page.file.src_uri] = Made(files={"index.html": output.encode()})
        self.current = ""
        return ""


class _FinishedPage(Page):
    """A page whose body was made before: there is no Markdown to read or to render."""

    def __init__(self, model: PageModel, body: str, file: File, config: MkDocsConfig) -> None:
        super().__init__(model.title, file, config)
        self.meta = {"template": f"cc/{model.template}.html", "cc": model.printed(body)}
        self.markdown = self.content = ""

    def read_source(self, config: MkDocsConfig) -> None:
        """Read nothing."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render nothing."""


@contextmanager
def _no_banner() -> Iterator[None]:
    """Keep Material from printing its notice about MkDocs 2; the environment is put back."""
    before = os.environ.get(_NO_BANNER)
    os.environ[_NO_BANNER] = "1"
    try:
        yield
    finally:
        os.environ.pop(_NO_BANNER, None)
        if before is not None:
            os.environ[_NO_BANNER] = before


class CurbcutPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Curbcut in somebody else's MkDocs or ProperDocs site, with any theme.

    ``plugins: [curbcut]`` adds our Markdown extension and nothing else. With
    ``plugins: [{curbcut: {renditions: [plain]}}]`` every page that is published gets those formats beside it,
    and a list of them at its end. Drafts are left alone.
    """

    def __init__(self) -> None:
        self.options = guests.GuestOptions()
        self.lang = ""
        self.addresses: dict[str, str] = {}
        self.made: dict[str, bytes] = {}

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """Read our options; what is wrong with them is an error of the host's configuration."""
        try:
            self.options = guests.options_of(options, PurePath(config_file_path or "mkdocs.yml").name)
        except guests.WrongOptions as problem:
            return [
                (_key_of(finding.words.what["en"], options), ValidationError(finding.text()))
                for finding in problem.findings
            ], []
        return [], []

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add our Markdown extension after the host's, and learn the host's language."""
        theme_language = config.theme["language"] if "language" in config.theme else config.theme.get("locale", "en")
        self.lang = self.options.language or guests.language_tag(str(theme_language))
        self.made = {}
        if self.options.extension and not {"curbcut", guests.EXTENSION} & set(config.markdown_extensions):
            config.markdown_extensions.append(guests.EXTENSION)
            config.mdx_configs[guests.EXTENSION] = {"lang": self.lang}
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> None:
        """Note where everything will be on the web, where the host says so."""
        base = config.site_url
        self.addresses = {file.src_uri: urljoin(base, file.url) for file in files} if base else {}

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Return the page's body with the list of its other formats."""
        if self.options.extension:
            html = _with_title(html, page)
        if (
            not self.options.renditions
            or page.file.inclusion.value <= InclusionLevel.DRAFT.value
            or page.meta.get("draft")
        ):
            return html
        title, text = _title_and_text(page)
        offer = guests.offer(
            guests.GuestPage(
                path=page.file.src_uri, text=text, title=title, lang=self.lang, file=page.file.dest_uri,
                addresses=self.addresses, folder=config.docs_dir, site=config.site_name or "", base=config.site_url or "",
            ),
            self.options,
        )  # fmt: skip
        lost = [f"{place}: this file exists already" for place in offer.files if files.get_file_from_path(place)]
        for complaint in (*offer.complaints, *lost):
            _log.warning(complaint)
        if lost:
            return html
        self.made |= offer.files
        return html + guests.links(offer.formats, self.lang)

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Hand the formats to MkDocs, which writes them with its other files."""
        del env
        for place, data in sorted(self.made.items()):
            files.append(File.generated(config, place, content=data))


_log: logging.LoggerAdapter[logging.Logger] = get_plugin_logger("curbcut")
_FIRST = re.compile(r"\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)")


def _key_of(said: str, options: dict[str, Any]) -> str:
    return next((key for key in options if f"`{key}`" in said), "renditions")


def _with_title(html: str, page: Page) -> str:
    """Return the body with its title as h1 again: a MkDocs theme looks for it there.

    Our extension makes it h2, because on our own pages the title stands in the front matter.
    """
    for entry in page.toc:
        if entry.level == 1:
            name = re.escape(entry.id)
            html = re.sub(rf'<h2( id="{name}".*?)</h2>', r"<h1\1</h1>", html, count=1, flags=re.DOTALL)
    return html


def _title_and_text(page: Page) -> tuple[str, str]:
    """Return the title, and the Markdown without the line that repeats it."""
    title, text = str(page.title or page.file.name), page.markdown or ""
    first = _FIRST.match(text)
    return title, text[first.end() :] if first and first[1] == title else text
