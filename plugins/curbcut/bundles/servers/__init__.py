"""Configuration for the server in front of a site: redirects, tombstones, security headers, caching, media types.

server/nginx.conf       to be included in a `server { }` that has `root` (and TLS, names, ports)
server/Caddyfile        to be imported in a site block that has `root`
server/apache.htaccess  to be included in the site's `<Directory>`, or copied to its root as .htaccess
_headers, _redirects    read by hosts of static sites (Netlify, Cloudflare Pages)

They stand in the release, so a server that includes them through `build/site` always has the redirects of what is
live; it must be told to read its configuration again after publishing. Values come from core/headers.py and
core/media_types.py, as those of the preview do. An address that moved takes the files beside it along; one that was
removed answers 410 with the page that says why.
"""

from __future__ import annotations

from typing import Any

from curbcut.bundles.servers import apache, caddy, hosts, nginx
from curbcut.bundles.servers.traffic import traffic
from curbcut.core.model import Made, Record
from curbcut.core.steps import Head

NAME = {"zh": "服务器配置", "en": "Server configuration"}
NEEDS: tuple[str, ...] = ()
TOOLS: tuple[str, ...] = ()
ONLINE = True


class Options(Record, frozen=True):
    """There is nothing to choose."""


def gather(heads: tuple[Head, ...], options: Options, site: dict[str, Any], made: dict[str, dict[str, Made]]) -> Made:
    """Return the files; which documents there are does not matter to them."""
    del heads, options, made
    about = traffic(site)
    texts = {
        "server/nginx.conf": nginx.text(about), "server/Caddyfile": caddy.text(about),
        "server/apache.htaccess": apache.text(about), "_headers": hosts.headers_text(about),
        "_redirects": hosts.redirects_text(about),
    }  # fmt: skip
    facts = {"moved": len(about.moved), "removed": len(about.removed)}
    return Made(files={name: text.encode() for name, text in texts.items()}, facts=facts)
