"""A cmi5 platform on 127.0.0.1: hands out a launch address and one token, and keeps statements and documents as a record store does.

It stands on another origin than the package, so that a browser asks for leave (CORS) as it does with real ones. Its rules of what may be
said when are those of cmi5 Quartz 7.1.3, 9 and 10, written down here once more, from the specification and not from our script.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import UUID, uuid4

from a11y.server import file_of

from curbcut.core.media_types import media_type

IDS, VERBS = "https://w3id.org/xapi/cmi5/", "http://adlnet.gov/expapi/verbs/"
CATEGORY, SESSION = f"{IDS}context/categories/", f"{IDS}context/extensions/sessionid"
ACTIVITY = "https://lms.example.org/activity/7"
PUBLISHER = "https://site.example.org/course/wsyh/#au"
ACTOR = {"objectType": "Agent", "account": {"homePage": "https://lms.example.org", "name": "learner-7"}}


class Store:
    """statements: as they came; documents: (resource, key) → text; down: nothing is answered, and turned_away counts what was not; refuses: the token is not given;
    never: the verb of statements that are not taken; awake: not set, the token is not given for half a minute.
    """

    def __init__(self) -> None:
        self.statements: list[dict[str, Any]] = []
        self.documents: dict[tuple[str, str], str] = {}
        self.asked: list[tuple[str, str]] = []
        self.tokens: dict[str, str] = {}
        self.down = self.refuses = False
        self.turned_away = 0
        self.never = ""
        self.awake = threading.Event()
        self.awake.set()
        self.registration = str(uuid4())
        self.sessions: list[str] = []
        self.launch: dict[str, Any] = {"launchMode": "Normal", "moveOn": "CompletedAndPassed"}
        self.origin = self.package = ""

    def launched(self, **changes: str) -> str:
        """Begin a session. Returns the address that opens the course; changes: other values of its query, "" for none."""
        session = str(uuid4())
        self.sessions.append(session)
        context = {
            "contextActivities": {"grouping": [{"objectType": "Activity", "id": PUBLISHER}]},
            "extensions": {SESSION: session, "https://lms.example.org/own": "kept"},
        }
        launch = {"contextTemplate": context, **self.launch}
        self.documents["state", "LMS.LaunchData"] = json.dumps(launch)
        key = uuid4().hex
        self.tokens[key] = session
        query = {
            "endpoint": f"{self.origin}/xapi/", "fetch": f"{self.origin}/token?k={key}", "actor": json.dumps(ACTOR),
            "registration": self.registration, "activityId": ACTIVITY, **changes,
        }  # fmt: skip
        return f"{self.package}/index.html?" + urlencode({name: value for name, value in query.items() if value})

    def of_session(self, number: int = -1) -> list[dict[str, Any]]:
        """All statements of a session, in the order of their times."""
        own = [one for one in self.statements if one["context"]["extensions"][SESSION] == self.sessions[number]]
        return sorted(own, key=lambda one: one["timestamp"])

    def said(self, number: int = -1) -> list[str]:
        """The verbs of a session, in their order."""
        return [one["verb"]["id"].removeprefix(VERBS) for one in self.of_session(number)]

    @property
    def kept(self) -> dict[str, Any]:
        """What the course keeps of itself."""
        found: dict[str, Any] = json.loads(self.documents["state", "curbcut"])
        return found

    def wrong(self) -> list[str]:
        """What breaks the rules of cmi5, in words."""
        found = []
        for session in self.sessions:
            said = self.of_session(self.sessions.index(session))
            found += [f"{_verb(one)}: {text}" for one in said for text in _statement(one, self.registration)]
            found += _session([one for one in said if _defined(one)], said)
        once = [_verb(one) for one in sorted(self.statements, key=lambda one: one["timestamp"]) if _defined(one)]
        found += [f"{verb} {once.count(verb)} times" for verb in ("completed", "passed") if once.count(verb) > 1]
        if "passed" in once and "failed" in once[once.index("passed") :]:
            found.append("failed after passed")
        ids = [one["id"] for one in self.statements]
        return found + ["an id twice"] * (len(ids) != len(set(ids)))


def _verb(one: dict[str, Any]) -> str:
    return str(one["verb"]["id"]).removeprefix(VERBS)


def _categories(one: dict[str, Any]) -> list[str]:
    return [each["id"] for each in one["context"]["contextActivities"].get("category", [])]


def _defined(one: dict[str, Any]) -> bool:
    return f"{CATEGORY}cmi5" in _categories(one)


def _statement(one: dict[str, Any], registration: str) -> Iterator[str]:
    """Yield what is wrong with one statement."""
    context, result, verb = one["context"], one.get("result", {}), _verb(one)
    if one["actor"] != ACTOR:
        yield "not the actor of the launch"
    if (
        UUID(one["id"]).version != 4
        or not one["timestamp"].endswith("Z")
        or not datetime.fromisoformat(one["timestamp"])
    ):
        yield "no UUID, or no time in UTC"
    if context["registration"] != registration or context["extensions"].get("https://lms.example.org/own") != "kept":
        yield "not the context of the platform"
    if {"objectType": "Activity", "id": PUBLISHER} not in context["contextActivities"]["grouping"]:
        yield "the publisher's id is gone"
    if (f"{CATEGORY}moveon" in _categories(one)) is not (
        _defined(one) and bool({"success", "completion"} & set(result))
    ):
        yield "the category of what counts"
    if not _defined(one):
        if verb in ("initialized", "completed", "passed", "failed", "terminated"):
            yield "lacks its category"
        return
    if one["object"]["id"] != ACTIVITY:
        yield "not about the activity of the launch"
    wanted = {"completed": {"completion": True}, "passed": {"success": True}, "failed": {"success": False}}.get(
        verb, {}
    )
    if {name: result[name] for name in ("completion", "success") if name in result} != wanted:
        yield f"result {result}"
    if (verb != "initialized") is not ("duration" in result) or (
        "score" in result and verb not in ("passed", "failed")
    ):
        yield f"duration or score {result}"
    if verb == "completed" and "extensions" in result:
        yield "progress of what is done"


def _session(defined: list[dict[str, Any]], said: list[dict[str, Any]]) -> Iterator[str]:
    """Yield what is wrong with a session. defined: those of its statements that cmi5 defines."""
    verbs = [_verb(one) for one in defined]
    if len(verbs) != len(set(verbs)) or {"passed", "failed"} <= set(verbs):
        yield f"said twice in a session: {verbs}"
    if said and _verb(said[0]) != "initialized":
        yield f"begins with {_verb(said[0])}"
    if "terminated" in verbs and _verb(said[-1]) != "terminated":
        yield f"ends with {_verb(said[-1])}"


def _handler(store: Store) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _all(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            address, query = (
                urlsplit(self.path),
                {name: each[0] for name, each in parse_qs(urlsplit(self.path).query).items()},
            )
            if self.command == "OPTIONS":
                self._answer(HTTPStatus.NO_CONTENT)
                return
            store.asked.append((self.command, address.path))
            if store.down:
                self._answer(HTTPStatus.SERVICE_UNAVAILABLE)
                store.turned_away += 1
            elif address.path == "/token":
                self._answer(HTTPStatus.OK, self._token(query))
            elif address.path == "/back":
                self._answer(HTTPStatus.OK, "<!DOCTYPE html><title>LMS</title><h1>LMS</h1>", "text/html")
            elif self.headers.get("Authorization") not in {f"Basic {each}" for each in store.sessions}:
                self._answer(HTTPStatus.UNAUTHORIZED)
            elif not str(self.headers.get("X-Experience-API-Version")).startswith("1.0."):
                self._answer(HTTPStatus.BAD_REQUEST)
            else:
                self._answer(*self._resource(address.path.removeprefix("/xapi/"), query, body))

        do_GET = do_POST = do_PUT = do_OPTIONS = _all  # noqa: N815

        def _token(self, query: dict[str, str]) -> str:
            store.awake.wait(30)
            session = store.tokens.pop(query["k"], None) if self.command == "POST" else None
            if session is None or store.refuses:
                return json.dumps({"error-code": "1", "error-text": "already returned"})
            return json.dumps({"auth-token": session})

        def _resource(self, name: str, query: dict[str, str], body: str) -> tuple[HTTPStatus, str]:
            if name == "statements":
                return self._said(json.loads(body)) if body else self._found(query)
            if json.loads(query["agent"]) != ACTOR or (
                name == "activities/state" and query["registration"] != store.registration
            ):
                return HTTPStatus.FORBIDDEN, ""
            key = ("state", query["stateId"]) if name == "activities/state" else ("profile", query["profileId"])
            if self.command == "GET":
                there = store.documents.get(key)
                return (HTTPStatus.NOT_FOUND, "") if there is None else (HTTPStatus.OK, there)
            if key == ("state", "LMS.LaunchData"):
                return HTTPStatus.FORBIDDEN, ""
            store.documents[key] = body
            return HTTPStatus.NO_CONTENT, ""

        def _said(self, given: Any) -> tuple[HTTPStatus, str]:
            """All of them or none: xAPI 1.0.3, 2.1.1 of its third part."""
            some, there = given if isinstance(given, list) else [given], {one["id"]: one for one in store.statements}
            if any(one["verb"]["id"] == f"{VERBS}{store.never}" for one in some):
                return HTTPStatus.FORBIDDEN, ""
            if any(one["id"] in there and one != there[one["id"]] for one in some):
                return HTTPStatus.CONFLICT, ""
            store.statements += [one for one in some if one["id"] not in there]
            return HTTPStatus.OK, json.dumps([one["id"] for one in some])

        def _found(self, query: dict[str, str]) -> tuple[HTTPStatus, str]:
            some = [one for one in store.statements if one["verb"]["id"] == query["verb"]]
            return HTTPStatus.OK, json.dumps({"statements": some[: int(query["limit"])], "more": ""})

        def _answer(self, status: HTTPStatus, text: str = "", kind: str = "application/json") -> None:
            data = text.encode()
            self.send_response(status)
            self.send_header("Access-Control-Allow-Origin", store.package)
            self.send_header("Access-Control-Allow-Methods", "GET, POST, PUT, OPTIONS")
            self.send_header("Access-Control-Allow-Headers", "Authorization, Content-Type, X-Experience-API-Version")
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


def _files(folder: Path) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found = file_of(folder, self.path)
            data = found.read_bytes() if found else b""
            self.send_response(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)
            self.send_header("Content-Type", media_type(found.name) if found else "text/plain")
            self.send_header("Content-Security-Policy", "require-trusted-types-for 'script'")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A page that closes does not wait for answers."""


@contextmanager
def _served(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = _Quiet(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def running(folder: Path) -> Iterator[Store]:
    """Run a platform, and a server with the files of a package, until the end of the block."""
    store = Store()
    with _served(_handler(store)) as store.origin, _served(_files(folder)) as store.package:
        yield store
