"""A sentence instead of a page: both languages, readable without the site's style, in light and in dark."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from starlette.responses import HTMLResponse


def sentence(zh: str, en: str, status: int, headers: Mapping[str, str] | None = None) -> HTMLResponse:
    """Return an answer that says why there is no page. No cache keeps it."""
    page = (
        '<!DOCTYPE html><html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<meta name="color-scheme" content="light dark"><title>{escape(zh)}</title></head><body><main><h1>{escape(zh)}</h1>'
        f'<p lang="en">{escape(en)}</p></main></body></html>\n'
    )
    return HTMLResponse(page, status, {"Cache-Control": "no-store", **(headers or {})})
