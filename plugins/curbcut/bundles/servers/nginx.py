"""nginx: directives for the inside of a `server { }`. Source: nginx.org, modules core, headers, rewrite, gzip_static."""

from __future__ import annotations

import re

from curbcut.bundles.servers.traffic import COMPRESSED, OWN, Grave, Traffic, Way
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
from curbcut.core.media_types import UNKNOWN

_ALWAYS_UTF8 = "text/html"  # nginx counts it among charset_types by itself, and warns when it is named


def text(about: Traffic) -> str:
    """Return nginx.conf."""
    utf8 = sorted({kind.partition(";")[0] for kind in about.types if "charset" in kind} - {_ALWAYS_UTF8})
    types = [f"    {kind.partition(';')[0]} {' '.join(endings)};" for kind, endings in about.types.items()]
    base, bare = about.base, re.escape(about.base)
    lines = [
        "# 放在 server { } 里用 include 引入；root、域名和证书写在外面。发布以后运行 nginx -s reload。",
        "# Include this inside a server { } that has root, names and TLS. Run nginx -s reload after publishing.",
        "index index.html;", "charset utf-8;", f"charset_types {' '.join(utf8)};",
        f"default_type {UNKNOWN};", "types {", *types, "}",
        "gzip on;", "gzip_vary on;", "gzip_static on;", f"gzip_types {' '.join(sorted({*COMPRESSED} - {_ALWAYS_UTF8}))};",
        "# brotli_static on;  # with ngx_brotli",
        *(f'add_header {name} "{value}" always;' for name, value in about.sent.items() if name != RESOURCES),
        f'set $curbcut_resources "{OURS}";', f"add_header {RESOURCES} $curbcut_resources always;",
        f'set $curbcut_cache "{CACHE_FILE}";', "add_header Cache-Control $curbcut_cache;",
        f"error_page 404 {base}404.html;",
        f'location {base}{HASHED} {{ set $curbcut_cache "{CACHE_HASHED}"; }}',
        f'location = {base}{WORKER} {{ set $curbcut_cache "{CACHE_WORKER}"; }}',
        *(f"location {'^~' if name.endswith('/') else '='} {base}{name} {{ return 404; }}" for name in OWN),
        *about.lines(_moved, _removed),
        # After those of single addresses: the first expression that fits is the one that counts.
        f'location ~ ^{bare}.*\\.html?$ {{ set $curbcut_cache "{CACHE_PAGE}"; }}',
        f'location ~ "^{bare}(?:{SHARED})$" {{ set $curbcut_resources "{ANYBODYS}"; }}',
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _moved(way: Way) -> list[str]:
    lines = [f'location = "{way.old}" {{ return 301 "{way.to}"; }}']
    if way.folder:
        lines.append(f'location ~ "^{re.escape(way.old)}([^/]+)$" {{ return 301 "{way.to}$1"; }}')
    return lines


def _removed(grave: Grave) -> list[str]:
    old, file = grave.old, grave.file
    # `internal` answers 404 to whoever asks for the page itself, and that 404 becomes the 410 with the page.
    lines = [f'location = "{file}" {{ internal; error_page 404 =410 "{file}"; set $curbcut_cache "{CACHE_PAGE}"; }}']
    if old != file:
        gone = f'error_page 410 "{file}"; return 410;'
        lines += [f'location = "{old}" {{ {gone} }}', f'location ~ "^{re.escape(old)}[^/]+$" {{ {gone} }}']
    return lines
