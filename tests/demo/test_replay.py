"""The replay server answers as the sites would: by host, with validators, nothing it was not given."""

from __future__ import annotations

import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from demo.net import serve
from demo.replay import (
    ANSWERS,
    LOOPBACK,
    Recorded,
    Seen,
    address_of,
    find_answer,
    is_unchanged,
    read_answer,
    replay,
)

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


def recorded(*names: str) -> dict[tuple[str, str], Recorded]:
    """Answers of one host whose bodies are their own names."""
    return {("bank.example", name): Recorded(200, "OK", (), name.encode()) for name in names}


@pytest.mark.parametrize(
    ("asked", "answers"),
    [
        ("/table?day=9", b"/table?day=9"),
        ("/table?day=9&form=xml", b"/table?day=9"),
        ("/table?day=10", b"/table?else"),
        ("/table?id=5&day=9&form=xml", b"/table?id=5&form=xml"),
        ("/table", b"Nothing here.\n"),
        ("/days/9/", b"/days/9/"),
        ("/days/10/", b"/days/else/"),
        ("/days/10", b"Nothing here.\n"),
        ("/days/", b"Nothing here.\n"),
    ],
)
def test_the_name_that_fits_best_answers(asked: str, answers: bytes) -> None:
    known = recorded(
        "/table?day=9", "/table?else", "/table?id=5&form=xml", "/other?day=10", "/days/9/", "/days/else/"
    )
    assert find_answer(known, "bank.example", asked).body == answers


def test_an_archive_is_cut_to_the_stretch_asked_for() -> None:
    lines = b"head\n<td>30.12.2026</td>\n<td>31.12.2026</td>\n2027-01-01,5\ntail\n"
    known = {("bank.example", "/archive?id=1"): Recorded(200, "OK", (), lines)}
    asked = "/archive?id=1&startPeriod=2026-12-31&endPeriod=2027-01-01"
    kept = b"head\n<td>31.12.2026</td>\n2027-01-01,5\ntail\n"
    assert find_answer(known, "bank.example", asked).body == kept


def test_the_banks_answer_under_tls_by_their_own_names(tmp_path: Path) -> None:
    seen: list[Seen] = []
    with serve(tmp_path, seen) as net:
        trusted = ssl.create_default_context(cafile=net.ca_file)
        with httpx.Client(verify=trusted, trust_env=False) as client:
            asked = client.build_request("GET", f"https://{LOOPBACK}:{net.tls_port}/kurs/2026/24112026.xml")
            asked.headers["Host"] = "cbt.tm"
            asked.extensions["sni_hostname"] = "cbt.tm"
            answer = client.send(asked)
    assert (answer.status_code, [each.host for each in seen]) == (200, ["cbt.tm"])
    assert b"24.11.2026" in answer.content


def test_it_tells_a_shell_how_a_desk_is_led_there() -> None:
    command = [sys.executable, "-m", "demo.net"]
    root = ANSWERS.parent.parent
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as server:
        assert server.stdout is not None
        try:
            told = [server.stdout.readline() for _ in range(4)]
            exported = dict(line.removeprefix("export ").strip().split("=", 1) for line in told)
            ports = dict(pair.split("=") for pair in exported["AITYS_NETWORK_CONNECT_TO"].split(","))
            feed = httpx.get(f"http://{ports[DAILY]}/feed.json", headers={"Host": DAILY}, trust_env=False)
            root_is_there = Path(exported["AITYS_CA_FILE"]).exists()
        finally:
            server.terminate()
    assert (feed.status_code, root_is_there) == (200, True)
    assert ports["cbt.tm"] == ports["nationalbank.kz"] != ports[DAILY]


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
        ("a.example/daily.asp@day=24/11/2026.http", ("a.example", "/daily.asp?day=24/11/2026")),
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
