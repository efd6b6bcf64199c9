"""Who may ask at all: this machine, by its own names, and only to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory, publish: Callable, serve: Callable) -> Iterator[object]:
    site = tmp_path_factory.mktemp("site")
    publish(site / "build", {"index.html": b"<body>hello</body>"})
    with serve("--no-build", site=site) as running:
        yield running


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_this_machines_own_names_are_served(preview, name: str) -> None:
    assert b" 200 " in preview.raw(b"/", f"{name}:{preview.port}".encode())[:20]


@pytest.mark.parametrize(
    "name", ["example.org", "127.0.0.1.example.org", "localhost", "127.0.0.1", "127.0.0.1:1", "[::1]", "a@localhost"]
)
def test_a_rebound_name_is_misdirected(preview, name: str) -> None:
    """A page of example.org whose name suddenly means 127.0.0.1 sends its own name or another port."""
    answer = preview.raw(b"/", name.encode())
    assert answer.split(b" ", 2)[1] == b"421", answer[:200]
    assert b"hello" not in answer


def test_two_hosts_are_not_one_of_ours(preview) -> None:
    answer = preview.raw(b"/", more=b"Host: example.org\r\n")
    assert answer.split(b" ", 2)[1] in (b"400", b"421")
    assert b"hello" not in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY"])
def test_there_is_nothing_to_write_to(preview, method: str) -> None:
    for path in ("/", "/nothing", "/__curbcut/events"):
        answer = preview.ask(path, method)
        assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_another_sites_form_is_forbidden(preview) -> None:
    assert preview.ask("/", "POST", Origin="https://example.org").status == 403
    assert preview.ask("/", "POST", Origin="null").status == 403
    assert preview.ask("/", "POST", Origin=f"http://127.0.0.1:{preview.port}").status == 405


def test_another_sites_page_may_not_listen(preview) -> None:
    answer = preview.raw(b"/__curbcut/events", more=b"Origin: https://example.org\r\n")
    assert answer.split(b" ", 2)[1] == b"403"


def test_no_other_machine_can_reach_it(preview) -> None:
    import socket

    with socket.socket() as probe:
        probe.settimeout(2)
        addresses = {entry[4][0] for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
        others = [address for address in addresses if not address.startswith("127.")]
        if not others:
            pytest.skip("this machine has no address but 127.0.0.1")
        assert probe.connect_ex((others[0], preview.port)) != 0
