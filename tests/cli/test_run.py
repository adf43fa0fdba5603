"""The whole desk under its supervisor, looked at from outside."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import psutil
from lxml import html

from tests.cli.site import Site, item
from tests.cli.terminal import Desk


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _until(holds: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.1)


def _answers(client: httpx.Client, path: str) -> bool:
    try:
        return client.get(path).status_code == 200
    except httpx.TransportError:
        return False


@contextmanager
def _running(desk: Desk, *options: str) -> Iterator[tuple[subprocess.Popen[bytes], httpx.Client]]:
    port = _free_port()
    process = desk.start("run", "--port", str(port), *options)
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        try:
            _until(lambda: _answers(client, "/readyz"))
            yield process, client
        finally:
            if process.poll() is None:
                process.terminate()
            process.wait(15)


def _words(element: html.HtmlElement) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())


def _listing(client: httpx.Client, path: str) -> tuple[str, list[str]]:
    """The words of the main part of a page, and the headlines it lists."""
    main = html.fromstring(client.get(path).text).find(".//main")
    assert main is not None
    headlines = [_words(heading) for heading in main.iter("h2", "h3")]
    return _words(main), headlines


def test_four_tagged_articles_make_a_topic_page_with_a_right_counter(reading_desk: Desk) -> None:
    reading_desk.run("topic", "add", "telegram", "--title", "Telegram", "--tag", "Telegram")
    reading_desk.run("collect", "--once")
    with _running(reading_desk, "--no-collect") as (_, client):
        words, headlines = _listing(client, "/topics/telegram/")
    assert "Viewing results 1–4 of 4" in words
    assert [line for line in headlines if "Bulletin" in line] == [
        f"Bulletin {n} of the valley" for n in (4, 3, 2, 1)
    ]
    assert all(words.count(f"Bulletin {number} of the valley") == 1 for number in (1, 2, 3, 4))


def test_the_desk_collects_indexes_and_publishes_by_itself(reading_desk: Desk, site: Site) -> None:
    reading_desk.run("topic", "add", "water", "--title", "Water", "--tag", "Water")
    site.publish([item(number, "Water") for number in range(12, 0, -1)])
    with _running(reading_desk) as (_, client):
        _until(lambda: "of 12" in client.get("/topics/water/").text)
        assert "Viewing results 7–12 of 12" in _listing(client, "/topics/water/?page=2")[0]
        beyond, headlines = _listing(client, "/topics/water/?page=3")
        assert "Nothing" in beyond
        assert "12" in beyond
        assert not any("Bulletin" in line for line in headlines)
        assert "1–1 of 1" in client.get("/search/", params={"q": '"Bulletin 7 of"'}).text


def test_every_part_stops_within_ten_seconds_of_being_told(desk: Desk) -> None:
    with _running(desk) as (process, _):
        family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(12) == 0
        assert time.monotonic() - began < 10
    assert [each for each in family if each.is_running() and each.status() != psutil.STATUS_ZOMBIE] == []


def test_a_part_that_dies_is_started_again(desk: Desk) -> None:
    with _running(desk, "--no-collect") as (process, client):
        web = next(
            child
            for child in psutil.Process(process.pid).children()
            if "granian" in " ".join(child.cmdline())
        )
        os.killpg(web.pid, signal.SIGKILL)
        _until(lambda: not web.is_running() or web.status() == psutil.STATUS_ZOMBIE)
        _until(lambda: _answers(client, "/healthz"))


def test_a_port_in_use_is_said_at_once(desk: Desk) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = desk.run("run", "--port", str(taken.getsockname()[1]), expect=2)
    assert "choose --port" in said.err


def test_a_source_added_while_the_desk_runs_is_collected(reading_desk: Desk, site: Site) -> None:
    site.pages["/later.xml"] = site.pages["/rss.xml"]
    with _running(reading_desk) as (_, client):
        reading_desk.run("source", "add", "http://steppe-courier.example/later.xml", "--slug", "later")
        _until(lambda: "of 8" in client.get("/search/", params={"q": "bulletin"}).text)
