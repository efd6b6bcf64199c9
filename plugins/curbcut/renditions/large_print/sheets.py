"""Less for WeasyPrint to work out of style sheets: a sheet of paper once for all like it, and nothing that no page has."""

from __future__ import annotations

from copy import copy
from functools import cache
from typing import Any

from weasyprint.html import UA_STYLESHEET
from weasyprint.layout import page

work_out = page.set_page_type_computed_styles


_NOTES = frozenset({"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"})
"""Pseudo-elements of CSS's own notes: ours are lists, which the reader of Markdown made."""


@cache
def rules_of_elements() -> Any:
    """Return WeasyPrint's own style sheet without notes, and with markers for list items alone.

    As it comes, every element gets six styles more than it has boxes for: a twentieth of the time of any document.
    """
    sheet, matcher = copy(UA_STYLESHEET), copy(UA_STYLESHEET.matcher)
    everywhere = [rule for rule in matcher.other_selectors if rule[3] not in _NOTES]
    markers = [rule for rule in everywhere if rule[3] == "marker"]
    matcher.other_selectors = [rule for rule in everywhere if rule not in markers]
    by_name = matcher.lower_local_name_selectors
    matcher.lower_local_name_selectors = {**by_name, "li": [*by_name["li"], *markers]}
    sheet.matcher = matcher
    return sheet


class Sheets:
    """The styles of one document's sheets of paper, worked out once for all for which the same rules hold.

    WeasyPrint works out hundreds of properties of each, its head and its foot: a fifth of a long document's time.
    """

    def __init__(self) -> None:
        # The key names the styles by identity: they are kept so that no other ones get it.
        self._known: dict[tuple[Any, ...], tuple[Any, dict[Any, Any]]] = {}

    def set_page_type_computed_styles(self, page_type: Any, html: Any, style_for: Any) -> None:
        """Give a sheet the styles of the first one for which the same rules hold; stands in for WeasyPrint's function."""
        rules = (
            style_for._page_type_match(which, page_type)  # noqa: SLF001 - decision 013
            for sheet, _, _ in style_for._sheets  # noqa: SLF001 - decision 013
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
