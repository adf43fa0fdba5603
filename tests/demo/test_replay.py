"""The replay server answers as the sites would: by host, with validators, nothing it was not given."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from demo.replay import ANSWERS, LOOPBACK, Seen, address_of, is_unchanged, read_answer, replay

COURIER = "steppe-courier.example"
HERALD = "issyk-herald.example"
DAILY = "samarkand-daily.example"


@pytest.fixture(scope="module")
def log() -> list[Seen]:
    return []


@pytest.fixture(scope="module")
def client(log: list[Seen]) -> Iterator[httpx.Client]:
    with (
        replay(ANSWERS, log) as port,
        httpx.Client(base_url=f"http://{LOOPBACK}:{port}", trust_env=False) as client,
    ):
        yield client


def ask(client: httpx.Client, host: str, path: str, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get(path, headers={"Host": host, **named})


def test_the_same_path_has_another_answer_on_another_host(client: httpx.Client) -> None:
    assert "Steppe Courier" in ask(client, COURIER, "/").text
    assert "Issyk Herald" in ask(client, HERALD, "/").text


def test_the_port_in_the_host_header_is_no_part_of_the_name(client: httpx.Client) -> None:
    assert ask(client, f"{COURIER}:8080", "/rss.xml").status_code == 200


@pytest.mark.parametrize(
    ("host", "path"), [(COURIER, "/feed.json"), ("unknown.example", "/"), (DAILY, "/robots.txt")]
)
def test_what_was_not_recorded_is_not_found(client: httpx.Client, host: str, path: str) -> None:
    assert ask(client, host, path).status_code == 404


def test_a_query_that_was_not_recorded_is_not_found(client: httpx.Client) -> None:
    assert ask(client, COURIER, "/rss.xml?page=2").status_code == 404


@pytest.mark.parametrize(("host", "path"), [(COURIER, "/rss.xml"), (HERALD, "/feed/atom.xml")])
def test_a_known_etag_gets_304_and_no_body(client: httpx.Client, host: str, path: str) -> None:
    etag = ask(client, host, path).headers["ETag"]
    again = ask(client, host, path, If_None_Match=etag)
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)


def test_another_etag_gets_the_whole_answer_even_when_the_date_fits(client: httpx.Client) -> None:
    first = ask(client, COURIER, "/rss.xml")
    again = ask(
        client, COURIER, "/rss.xml", If_None_Match='"other"', If_Modified_Since=first.headers["Last-Modified"]
    )
    assert (again.status_code, again.content) == (200, first.content)


def test_a_date_alone_is_enough_where_the_site_sends_no_etag(client: httpx.Client) -> None:
    first = ask(client, DAILY, "/feed.json")
    assert "ETag" not in first.headers
    again = ask(client, DAILY, "/feed.json", If_Modified_Since=first.headers["Last-Modified"])
    older = ask(client, DAILY, "/feed.json", If_Modified_Since="Sun, 01 Nov 2026 00:00:00 GMT")
    assert (again.status_code, older.status_code) == (304, 200)


def test_a_failing_answer_is_never_unchanged() -> None:
    broken = read_answer(b'HTTP/1.1 500 Internal Server Error\r\nETag: "a"\r\n\r\nbroken')
    assert not is_unchanged(broken, '"a"', "")


def test_head_has_the_headers_and_no_body(client: httpx.Client) -> None:
    whole = ask(client, COURIER, "/rss.xml")
    head = client.head("/rss.xml", headers={"Host": COURIER})
    assert head.content == b""
    assert head.headers["Content-Length"] == str(len(whole.content))


def test_the_old_feed_address_leads_to_the_feed(client: httpx.Client) -> None:
    moved = ask(client, HERALD, "/feed")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/feed/atom.xml")


def test_a_page_recorded_as_gzip_travels_packed(client: httpx.Client) -> None:
    with client.stream("GET", "/en/togaikent-bridge-weight-limit", headers={"Host": COURIER}) as page:
        raw = b"".join(page.iter_raw())
    assert page.headers["Content-Encoding"] == "gzip"
    assert raw.startswith(b"\x1f\x8b")
    assert "twenty tonnes" in ask(client, COURIER, "/en/togaikent-bridge-weight-limit").text


def test_the_old_charset_is_on_the_wire(client: httpx.Client) -> None:
    page = ask(client, COURIER, "/ru/most-v-togaikente")
    assert page.headers["Content-Type"] == "text/html; charset=windows-1251"
    assert "Нурдарью" in page.content.decode("windows-1251")


def test_an_address_that_is_not_ascii_is_found_by_its_escapes(client: httpx.Client) -> None:
    assert ask(client, DAILY, "/uz-cyrl/мактаблар").status_code == 200


def test_the_dead_source_is_a_server_error(client: httpx.Client) -> None:
    assert ask(client, "dead-letter.example", "/feed.xml").status_code == 500


def test_every_request_is_in_the_log_with_its_validators(client: httpx.Client, log: list[Seen]) -> None:
    ask(client, COURIER, "/rss.xml", If_None_Match='"x"', If_Modified_Since="Sun, 01 Nov 2026 00:00:00 GMT")
    assert log[-1] == Seen("GET", COURIER, "/rss.xml", '"x"', "Sun, 01 Nov 2026 00:00:00 GMT", 200)


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("a.example/index.http", ("a.example", "/")),
        ("a.example/rss.xml.http", ("a.example", "/rss.xml")),
        ("a.example/ky/2026/kol/index.http", ("a.example", "/ky/2026/kol/")),
        ("a.example/rss.xml@page=2.http", ("a.example", "/rss.xml?page=2")),
    ],
)
def test_a_file_is_named_after_what_it_answers(file: str, address: tuple[str, str]) -> None:
    assert address_of(Path(file)) == address


def test_a_file_that_is_no_answer_is_refused() -> None:
    with pytest.raises(ValueError, match="not a recorded answer"):
        read_answer(b"<html>no head</html>")


def test_it_prints_its_port_when_started_by_itself() -> None:
    script = ANSWERS.parent / "replay.py"
    command = [sys.executable, str(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            port = int(server.stdout.readline())
            page = httpx.get(f"http://{LOOPBACK}:{port}/", headers={"Host": HERALD}, trust_env=False)
        finally:
            server.terminate()
    assert page.status_code == 200
