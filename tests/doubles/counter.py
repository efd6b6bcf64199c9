"""A running `curbcut kiosk`, asked over HTTP as a browser without scripts asks it."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
from html import unescape
from typing import NamedTuple
from urllib.parse import quote

_ITEM = re.compile(r"<li[ >].*?</li>", re.DOTALL)


class Answer(NamedTuple):
    """What came back."""

    status: int
    text: str
    headers: dict[str, str]


class Shown(NamedTuple):
    """A result as a page shows it. tag: what stands before its title; href: relative to the search page."""

    title: str
    href: str
    text: str
    tag: str = ""


class Counter:
    """Started with a command line; `end` it."""

    def __init__(self, command: list[str]) -> None:
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONIOENCODING": "utf-8"}
        )
        assert self.process.stdout
        assert self.process.stderr
        line = self.process.stdout.readline().decode()
        assert "http://127.0.0.1:" in line, line + self.process.stderr.read().decode()
        found = re.search(r"127\.0\.0\.1:(\d+)", line)
        assert found
        self.port = int(found[1])

    def end(self, by: signal.Signals) -> tuple[int, str]:
        """Return how it ended, and what it said."""
        self.process.send_signal(by)
        _, said = self.process.communicate(timeout=60)
        return self.process.returncode, said.decode()

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Return the answer for a path, encoded as it is to be sent."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        told = Answer(answer.status, answer.read().decode("utf-8", "replace"), dict(answer.getheaders()))
        connection.close()
        return told

    def search(self, query: str, more: str = "", page: str = "/search/") -> Answer:
        """Return the page that answers a query."""
        return self.get(f"{page}?q={quote(query.encode('utf-8', 'surrogatepass'))}{more}")


def shown(answer: Answer) -> list[Shown]:
    """Return the results on a page, in their order."""
    assert answer.status == 200, answer
    found = re.search(r'<ol id="cc-results".*?</ol>', answer.text, re.DOTALL)
    return [_shown(item) for item in _ITEM.findall(found[0])] if found else []


def _shown(item: str) -> Shown:
    head = re.search(r'<h3>(?:<span class="tag"[^>]*>(.*?)</span> )?<a href="([^"]*)">(.*?)</a></h3>', item, re.DOTALL)
    assert head, item
    text = re.search(r"<p(?: lang=\"[^\"]*\")?>(.*?)</p>", item, re.DOTALL)
    return Shown(_text(head[3]), unescape(head[2]), _text(text[1]) if text else "", _text(head[1] or ""))


def _text(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))
