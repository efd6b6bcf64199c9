"""The styles of a document's sheets, worked out once for all sheets that the same rules hold for.

WeasyPrint works out some hundred properties of a sheet, its head and its foot for every sheet anew: a fifth of the time
of a long document.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import page

work_out = page.set_page_type_computed_styles


class Sheets:
    """The sheets of one document."""

    def __init__(self) -> None:
        # The key names the styles by identity: they are kept so that no other ones get it.
        self._known: dict[tuple[Any, ...], tuple[Any, dict[Any, Any]]] = {}

    def set_page_type_computed_styles(self, page_type: Any, html: Any, style_for: Any) -> None:
        """Give a sheet the styles of the first one for which the same rules hold; stands in for WeasyPrint's function."""
        rules = (
            style_for._page_type_match(which, page_type)  # noqa: SLF001 - decision 033
            for sheet, _, _ in style_for._sheets  # noqa: SLF001 - decision 033
            for _, selectors, _ in sheet.page_rules
            for _, _, which in selectors
        )
        key = (id(style_for), *rules)
        styles = style_for.get_computed_styles()
        known = self._known.get(key)
        if known is None:
            work_out(page_type, html, style_for)
            mine = {part: style for (owner, part), style in styles.items() if owner == page_type}
            self._known[key] = (style_for, mine)
        else:
            styles.update({(page_type, part): style for part, style in known[1].items()})
