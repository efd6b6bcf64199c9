"""Caddy 2: directives for the inside of a site block. Source: caddyserver.com, Caddyfile directives."""

from __future__ import annotations

import re

from curbcut.bundles.servers.traffic import OWN, Traffic
from curbcut.core.headers import (
    ANYBODYS,
    CACHE_FILE,
    CACHE_HASHED,
    CACHE_PAGE,
    CACHE_WORKER,
    HASHED,
    OURS,
    RESOURCES,
    SHARED,
    WORKER,
)
from curbcut.core.media_types import TYPES, UNKNOWN, media_type


def text(about: Traffic) -> str:
    """Return the Caddyfile."""
    base = about.base
    own = " ".join(base + name + ("*" if name.endswith("/") else "") for name in OWN)
    lines = [
        "# 在网站的 { } 里用 import 引入；域名和 root 写在外面。发布以后运行 caddy reload。",
        "# Import this inside a site block that has root. Run caddy reload after publishing.",
        "encode gzip",
        "header {", *(f"\t{name} `{value}`" for name, value in about.sent.items() if name != RESOURCES), "}",
        # Of two rules for one header Caddy does not promise which is the last: for each file there is one.
        f"@curbcut_shared path_regexp `^{re.escape(base)}(?:{SHARED})$`", f"header @curbcut_shared {RESOURCES} {ANYBODYS}",
        f"@curbcut_ours not path_regexp `^{re.escape(base)}(?:{SHARED})$`", f"header @curbcut_ours {RESOURCES} {OURS}",
        f"@curbcut_hashed path {base}{HASHED}*", f"header @curbcut_hashed Cache-Control `{CACHE_HASHED}`",
        "@curbcut_page path */ *.html *.htm", f"header @curbcut_page Cache-Control `{CACHE_PAGE}`",
        "@curbcut_file not path */ *.html *.htm " + f"{base}{HASHED}* {base}{WORKER}",
        f"header {base}{WORKER} Cache-Control `{CACHE_WORKER}`",
        f"header @curbcut_file Cache-Control `{CACHE_FILE}`",
        # Caddy says nothing of a file it does not know; with nosniff a browser must not guess either.
        f"@curbcut_unknown not path */ {' '.join(f'*.{ending}' for ending in TYPES)}",
        f"header @curbcut_unknown Content-Type `{UNKNOWN}`",
        *(line for number, (kind, endings) in enumerate(about.types.items()) for line in _type(number, kind, endings)),
        f"@curbcut_own path {own}", "error @curbcut_own 404",
        *(line for number, way in enumerate(about.moved) for line in _moved(number, way.old, way.to, folder=way.folder)),
        *(
            line
            for number, grave in enumerate(about.removed)
            for line in _grave(f"curbcut_gone{number}", grave.old, "error @{} 410")
        ),
        "file_server {", "\tprecompressed br gzip", "}",
        "handle_errors {", "\theader -Cache-Control", f"\theader Content-Type `{media_type('page.html')}`",
        "\t@curbcut_404 expression {http.error.status_code} == 404", f"\trewrite @curbcut_404 {base}404.html",
        *(
            f"\t{line}"
            for number, grave in enumerate(about.removed)
            for line in _grave(f"curbcut_why{number}", grave.old, f"rewrite @{{}} {grave.file}")
        ),
        "\tfile_server", "}",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _type(number: int, kind: str, endings: list[str]) -> list[str]:
    name = f"@curbcut_type{number}"
    # A page asked for by its folder has no ending, and is what Caddy takes it for anyway.
    return [f"{name} path {' '.join(f'*.{ending}' for ending in endings)}", f"header {name} Content-Type `{kind}`"]


def _moved(number: int, old: str, to: str, *, folder: bool) -> list[str]:
    lines = [f"@curbcut_old{number} path {old}", f"redir @curbcut_old{number} `{to}` 301"]
    if folder:
        name = f"curbcut_beside{number}"
        lines += [f"@{name} path_regexp {name} `^{re.escape(old)}([^/]+)$`", f"redir @{name} `{to}{{re.{name}.1}}` 301"]
    return lines


def _grave(name: str, old: str, what: str) -> list[str]:
    beside = "[^/]*" if old.endswith("/") else ""
    return [f"@{name} path_regexp `^{re.escape(old)}{beside}$`", what.format(name)]
