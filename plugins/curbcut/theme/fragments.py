"""The template tag `once`: what all pages of a frame share is printed once, and repeated from then on."""

from __future__ import annotations

from typing import Any

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser


class Once(Extension):
    """`{% once FRAME, "name" %} … {% endonce %}`: printed the first time FRAME and name meet in this environment.

    What stands inside may depend on nothing that differs between two pages of the same frame. Half of a
    page is such: head, header and footer.
    """

    tags = {"once"}

    def __init__(self, environment: Any) -> None:
        super().__init__(environment)
        self.printed: dict[tuple[str, str], str] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        """Turn the tag into a call of `_again` with the two keys and the content."""
        line = next(parser.stream).lineno
        frame = parser.parse_expression()
        parser.stream.expect("comma")
        name = parser.parse_expression()
        body = parser.parse_statements(("name:endonce",), drop_needle=True)
        call = self.call_method("_again", [frame, name])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _again(self, frame: str, name: str, caller: Any) -> str:
        key = frame, name
        if key not in self.printed:
            self.printed[key] = caller()
        return self.printed[key]
