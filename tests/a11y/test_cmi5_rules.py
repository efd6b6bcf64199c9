"""The rules that statements of cmi5 are judged by can be broken; a record store that is not ours takes what our courses say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from a11y.launching import enter, invalid, take_all, when
from a11y.lrs import ACTIVITY, ACTOR, IDS, VERBS, Store
from a11y.taking import KINDS, LESSON, OTHER, RIGHT, WRONG, give, lesson

pytestmark = [pytest.mark.a11y, pytest.mark.xdist_group("packages")]
TAKEN = """
import json, os, sys
from pathlib import Path

import bcrypt

home = Path(sys.argv[1])
who = {"username": "u", "hash": bcrypt.hashpw(b"p", bcrypt.gensalt(4)).decode(), "scopes": ["all"], "agent": {"mbox": "mailto:a@example.org"}, "target": None}
(home / "auth.json").write_text(json.dumps([who]))
os.environ |= {"RALPH_APP_DIR": str(home), "RALPH_AUTH_FILE": str(home / "auth.json"), "RALPH_RUNSERVER_BACKEND": "fs"}
os.environ["RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH"] = str(home)

from fastapi.testclient import TestClient
from ralph.api import app
from ralph.models.xapi.base.statements import BaseXapiStatement

said = json.load(sys.stdin)
for one in said:
    BaseXapiStatement.model_validate(one)
with TestClient(app) as store:
    mine = {"auth": ("u", "p"), "headers": {"X-Experience-API-Version": "1.0.3"}}
    assert store.post("/xAPI/statements", json=said, **mine).status_code == 200
    back = {one["id"]: one for one in store.get("/xAPI/statements", params={"limit": 100}, **mine).json()["statements"]}
print(json.dumps([back[one["id"]] for one in said]))
"""
"""Gives statements to Ralph, and prints them as it gives them back."""


def spoken_by_hand(store: Store, *verbs: str) -> None:
    """Put a session into a store as it should be, one statement a second."""
    store.launched()
    results: dict[str, dict[str, Any]] = {
        "initialized": {}, "completed": {"completion": True}, "passed": {"success": True}, "failed": {"success": False}, "terminated": {},
    }  # fmt: skip
    context = json.loads(store.documents["state", "LMS.LaunchData"])["contextTemplate"]
    for verb in verbs:
        result = results[verb] | ({} if verb == "initialized" else {"duration": "PT1S"})
        names = ["cmi5", "moveon"] if results[verb] else ["cmi5"]
        own = json.loads(json.dumps(context)) | {"registration": store.registration}
        own["contextActivities"]["category"] = [{"id": f"{IDS}context/categories/{name}"} for name in names]
        store.statements.append({
            "id": str(uuid4()), "actor": ACTOR, "verb": {"id": VERBS + verb}, "object": {"id": ACTIVITY}, "result": result, "context": own,
            "timestamp": f"2026-11-25T01:00:{len(store.statements):02}.000Z",
        })  # fmt: skip


def test_the_rules_find_what_breaks_them() -> None:
    def wrong(*sessions: tuple[str, ...], change: Callable[[dict[str, Any]], object] = lambda one: None) -> list[str]:
        store = Store()
        for verbs in sessions:
            spoken_by_hand(store, *verbs)
        change(store.statements[1])
        return store.wrong()

    whole = ("initialized", "completed", "passed", "terminated")
    assert wrong(whole) == [] and wrong(("initialized", "failed", "terminated"), whole) == []
    for sessions in (
        (("completed", "initialized", "terminated"),), (("initialized", "terminated", "completed"),), (whole, whole),
        (("initialized", "failed", "passed", "terminated"),), (("initialized", "completed", "completed"),), (whole, ("initialized", "failed")),
    ):  # fmt: skip
        assert wrong(*sessions) != [], sessions
    changes: list[Callable[[dict[str, Any]], object]] = [
        lambda one: one.update(actor={}), lambda one: one.update(id="00000000-0000-1000-8000-000000000000"), lambda one: one["result"].clear(),
        lambda one: one.update(timestamp="2026-11-25T09:00:01+08:00"), lambda one: one["context"].update(registration="x"),
        lambda one: one["context"]["contextActivities"].update(grouping=[]), lambda one: one["context"]["contextActivities"]["category"].pop(),
        lambda one: one["context"]["contextActivities"]["category"].pop(0), lambda one: one["object"].update(id="https://other.example/"),
        lambda one: one["result"].pop("duration"), lambda one: one["result"].update(score={}), lambda one: one["result"].update(extensions={}),
    ]  # fmt: skip
    assert [n for n, change in enumerate(changes) if not wrong(whole, change=change)] == []


def test_the_validator_finds_what_is_no_statement(node: str, package: Callable[[str], Path]) -> None:
    where, store = package("xapi-validation/package.json").parent, Store()
    spoken_by_hand(store, "initialized", "terminated")
    assert invalid(store.statements, node, where) == []
    for wrong in ({"verb": {"id": "no address"}}, {"timestamp": "today"}, {"result": {"duration": "a minute"}}):
        assert invalid([{**store.statements[1], **wrong}], node, where) != [], wrong


def test_a_real_record_store_takes_every_statement_and_gives_it_back(
    store: Store, record_store: Path, tmp_path: Path, tab: Callable[..., Any]
) -> None:
    def taken(said: list[dict[str, Any]]) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(record_store)}
        command = [sys.executable, "-P", "-c", TAKEN, str(tmp_path)]
        return subprocess.run(
            command, input=json.dumps(said), env=environment, capture_output=True, text=True, check=False
        )

    for answers in (WRONG, RIGHT):
        page = enter(store, tab)
        if answers is WRONG:
            take_all(page, store, answers)
        else:
            give(lesson(page, LESSON), answers, *KINDS)
            give(lesson(page, OTHER), answers, "q-look")
        page.goto("about:blank")
        when(lambda: "terminated" in store.said())
    assert {"initialized", "answered", "completed", "failed", "terminated"} == set(store.said(0))
    assert {"initialized", "answered", "passed", "terminated"} == set(store.said(1))
    done = taken(store.statements)
    assert done.returncode == 0, done.stderr
    for one, back in zip(store.statements, json.loads(done.stdout), strict=True):
        assert {name: back[name] for name in one} == one
    broken = [{**store.statements[0], "verb": {"id": "no address"}}]
    assert taken(broken).returncode != 0, "a store that takes everything proves nothing"
