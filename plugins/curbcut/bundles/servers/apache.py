"""Apache 2.4: directives for the site's `<Directory>`, or for a .htaccess in its root.

As .htaccess it needs `AllowOverride FileInfo Indexes` and the modules headers and rewrite; without one of them Apache
answers 500 to everything, which is better than a site that lost its security headers and nobody knows.
Source: httpd.apache.org, modules core, mod_headers, mod_mime, mod_rewrite.
"""

from __future__ import annotations

import re
from functools import partial

from curbcut.bundles.servers.traffic import COMPRESSED, OWN, Grave, Traffic, Way
from curbcut.core.headers import (
    ANYBODYS,
    CACHE_FILE,
    CACHE_HASHED,
    CACHE_PAGE,
    CACHE_WORKER,
    HASHED,
    RESOURCES,
    SHARED,
    WORKER,
)
from curbcut.core.media_types import TYPES, UNKNOWN


def text(about: Traffic) -> str:
    """Return apache.htaccess."""
    base = about.base
    endings = "|".join(sorted(TYPES))
    lines = [
        "# 在网站的 <Directory> 里用 Include 引入，或者复制为网站根目录下的 .htaccess（AllowOverride FileInfo Indexes）。",
        "# Include this in the site's <Directory>, or copy it to the site's root as .htaccess (AllowOverride FileInfo Indexes).",
        "DirectoryIndex index.html", "AddDefaultCharset utf-8",
        *(f'AddType "{kind}" {" ".join(endings)}' for kind, endings in about.types.items()),
        "<IfModule mod_deflate.c>", f"AddOutputFilterByType DEFLATE {' '.join(COMPRESSED)}", "</IfModule>",
        *(f'Header always set {name} "{value}"' for name, value in about.sent.items()),
        # Apache says nothing of a file it does not know; with nosniff a browser must not guess either.
        f'<FilesMatch "(?i)^(?!.*\\.(?:{endings})$)">\nForceType {UNKNOWN}\n</FilesMatch>',
        f'Header set Cache-Control "{CACHE_FILE}"',
        f'<FilesMatch "\\.html?$">\nHeader set Cache-Control "{CACHE_PAGE}"\n</FilesMatch>',
        f'<If "%{{REQUEST_URI}} =~ m#^{re.escape(base + HASHED)}#">\nHeader set Cache-Control "{CACHE_HASHED}"\n</If>',
        f'<If "%{{REQUEST_URI}} == \'{base}{WORKER}\'">\nHeader set Cache-Control "{CACHE_WORKER}"\n</If>',
        f'<If "%{{REQUEST_URI}} =~ m#^{re.escape(base)}(?:{SHARED})$#">\nHeader always set {RESOURCES} "{ANYBODYS}"\n</If>',
        f"ErrorDocument 404 {base}404.html",
        "RewriteEngine On", f"RewriteBase {base}",
        f"RewriteRule ^(?:{'|'.join(re.escape(name) + ('' if name.endswith('/') else '$') for name in OWN)}) - [R=404,L]",
        *about.lines(partial(_moved, base), partial(_removed, base)),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _moved(base: str, way: Way) -> list[str]:
    old, to = re.escape(way.old.removeprefix(base)), way.to.replace("%", "\\%")
    lines = [f'RewriteRule "^{old}$" "{to}" [R=301,NE,L]']
    if way.folder:
        lines.append(f'RewriteRule "^{old}([^/]+)$" "{to}$1" [R=301,NE,L]')
    return lines


def _removed(base: str, grave: Grave) -> list[str]:
    place = re.escape(grave.old) + ("[^/]*" if grave.old.endswith("/") else "")
    return [
        f'<If "%{{REQUEST_URI}} =~ m#^{place}$#">\nErrorDocument 410 {grave.file}\n</If>',
        "RewriteCond %{ENV:REDIRECT_STATUS} ^$",  # the page that says why is itself asked for inside the server
        f'RewriteRule "^{place.removeprefix(re.escape(base))}$" - [G,L]',
    ]
