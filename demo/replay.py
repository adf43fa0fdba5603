"""Answers from a folder of recorded web answers, as the sites themselves would; on loopback only.

A file `<host>/<path>.http` is one HTTP/1.1 answer: status line, headers, an empty line, the body.
`index.http` answers for the folder itself; a query stands in the name after an "@" (`rss.xml@page=2.http`).
Such a query may be a part of what is asked: the file with the largest part answers, and `@else` where no
other does; a folder `else` answers for every folder beside it. An archive is cut down to the days asked for.
A recorded `Content-Encoding: gzip` is carried out on the way: the body is kept readable in the file.
`Content-Length` is left out of the files, so that a body may be edited by hand.
What a later round answers otherwise lies in a folder of its own (`load_round`).
"""

from __future__ import annotations

import argparse
import gzip
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from ssl import SSLContext
from urllib.parse import parse_qsl, unquote, urlsplit

ANSWERS = Path(__file__).parent / "answers"
LATER = Path(__file__).parent / "later"
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One recorded answer; `body` as it stands in the file."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    def wire_body(self) -> bytes:
        """The body as it travels: packed where the headers say so, the same bytes every time."""
        return gzip.compress(self.body, mtime=0) if self.header("Content-Encoding") == "gzip" else self.body


@dataclass(frozen=True, slots=True)
class Seen:
    """One request that was answered: `path` with its query, `etag` and `since` the validators it carried."""

    method: str
    host: str
    path: str
    etag: str
    since: str
    status: int


Answers = dict[tuple[str, str], Recorded]
NOT_FOUND = Recorded(404, "Not Found", (("Content-Type", "text/plain; charset=utf-8"),), b"Nothing here.\n")


def read_answer(raw: bytes) -> Recorded:
    """Take one `.http` file apart; raises ValueError when it is not an answer."""
    head, parted, body = raw.partition(b"\r\n\r\n")
    status_line, *lines = head.decode("ascii").split("\r\n")
    if not parted or not status_line.startswith("HTTP/1.1 "):
        raise ValueError(f"not a recorded answer: {status_line!r}")
    _, status, reason = status_line.split(" ", 2)
    headers = tuple((name, value) for name, _, value in (line.partition(": ") for line in lines))
    return Recorded(int(status), reason, headers, body)


def address_of(file: Path) -> tuple[str, str]:
    """(host, path with query) that a file answers for; `file` is relative to the folder of answers."""
    host, *parts = file.with_suffix("").parts
    path, _, query = "/".join(["", *parts]).partition("@")
    if path.endswith("/index"):
        path = path.removesuffix("index")
    return host, f"{path}?{query}" if query else path


def load_answers(folder: Path) -> Answers:
    """Every recorded answer under `folder` by host and path."""
    files = sorted(folder.rglob("*.http"))
    return {address_of(file.relative_to(folder)): read_answer(file.read_bytes()) for file in files}


def load_round(number: int, answers: Path = ANSWERS, later: Path = LATER) -> Answers:
    """The answers of a round: those of the first, with what each later one up to it answers otherwise."""
    found = load_answers(answers)
    for earlier in range(2, number + 1):
        found |= load_answers(later / str(earlier))
    return found


class Stage:
    """The answers that are served; every request after `turn_to` is answered from the new ones."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers

    def turn_to(self, number: int) -> None:
        self.answers = load_round(number)


# How archives of many days are asked: the parameters that hold the first and the last of them.
_STRETCHES = (
    (("beg_year", "beg_month", "beg_day"), ("end_year", "end_month", "end_day")),
    (("startPeriod",), ("endPeriod",)),
)
_DAY = re.compile(r"(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d{4})|(?P<iso>\d{4}-\d\d-\d\d)")


def _day_in(line: bytes) -> str:
    """The first day in a line as "2026-11-24"; empty where there is none."""
    found = _DAY.search(line.decode("ascii", "replace"))
    if not found:
        return ""
    day, month, year = found["day"], found["month"], found["year"]
    return f"{year}-{month}-{day}" if year else found["iso"]


def _cut(answer: Recorded, query: str) -> Recorded:
    """The answer without the lines of days that were not asked for; as it is where no stretch was."""
    asked = dict(parse_qsl(query))
    for first, last in _STRETCHES:
        if asked.keys() >= {*first, *last}:
            since, until = ("-".join(asked[name] for name in names) for names in (first, last))
            lines = answer.body.splitlines(keepends=True)
            kept = (line for line in lines if not (day := _day_in(line)) or since <= day <= until)
            return replace(answer, body=b"".join(kept))
    return answer


def find_answer(answers: Answers, host: str, path: str) -> Recorded:
    """The recorded answer to a request; `path` with its query, as `load_answers` writes it."""
    if (host, path) in answers:
        return answers[host, path]
    page, _, query = path.partition("?")
    if not query:
        return _beside(answers, host, page)
    asked, start = set(query.split("&")), f"{page}?"
    named = {
        at: set(at.removeprefix(start).split("&"))
        for on, at in answers
        if on == host and at.startswith(start)
    }
    parts = [at for at, part in named.items() if part <= asked] or [f"{start}else"]
    largest = max(parts, key=lambda at: len(named.get(at, ())))
    return _cut(answers.get((host, largest), NOT_FOUND), query)


def _beside(answers: Answers, host: str, page: str) -> Recorded:
    """What the folder `else` answers for a folder that is not there."""
    parent = page.rstrip("/").rpartition("/")[0]
    return answers.get((host, f"{parent}/else/"), NOT_FOUND) if page.endswith("/") else NOT_FOUND


def is_unchanged(answer: Recorded, etag: str, since: str) -> bool:
    """Whether the asker's copy is still good (RFC 9110, 13.2.2: a sent ETag alone decides)."""
    if answer.status != 200:
        return False
    if etag:
        known = {tag.strip().removeprefix("W/") for tag in etag.split(",")}
        return "*" in known or answer.header("ETag").removeprefix("W/") in known
    changed = answer.header("Last-Modified")
    return bool(since and changed) and parsedate_to_datetime(changed) <= parsedate_to_datetime(since)


def decide(answer: Recorded, etag: str, since: str) -> Recorded:
    """The answer itself, or 304 without a body."""
    if not is_unchanged(answer, etag, since):
        return answer
    kept = tuple(pair for pair in answer.headers if pair[0] in {"Date", "ETag", "Last-Modified"})
    return Recorded(304, "Not Modified", kept, b"")


class _Server(ThreadingHTTPServer):
    # Every request is answered and its thread ended before the folder and the log go away.
    daemon_threads = False

    def __init__(self, port: int, stage: Stage, log: list[Seen], tls: SSLContext | None) -> None:
        super().__init__((LOOPBACK, port), _Answering)
        self.stage = stage
        self.log = log
        if tls:
            # The handshake is left to the thread that answers: one that never comes holds nobody up.
            self.socket = tls.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)


class _Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 5
    server: _Server

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _answer(self) -> None:
        host = self.headers.get("Host", "").partition(":")[0].lower()
        parts = urlsplit(self.path)
        path = unquote(f"{parts.path}?{parts.query}" if parts.query else parts.path)
        etag, since = self.headers.get("If-None-Match", ""), self.headers.get("If-Modified-Since", "")
        answer = decide(find_answer(self.server.stage.answers, host, path), etag, since)
        self.server.log.append(Seen(self.command, host, path, etag, since, answer.status))
        self._send(answer)

    def _send(self, answer: Recorded) -> None:
        body = answer.wire_body() if answer.status != 304 else b""
        self.send_response_only(answer.status, answer.reason)
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.status != 304:
            self.send_header("Content-Length", str(len(body)))
        # No connection outlives its answer, so that the server can be stopped at once.
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent class names it so
        """Say nothing: `log` is what is kept."""


@contextmanager
def replay(
    folder: Path | Stage = ANSWERS,
    log: list[Seen] | None = None,
    *,
    port: int = 0,
    tls: SSLContext | None = None,
) -> Iterator[int]:
    """Serve a folder, or what stands on a stage, while the block runs and give the port.

    Requests are appended to `log`.
    """
    stage = folder if isinstance(folder, Stage) else Stage(load_answers(folder))
    server = _Server(port, stage, [] if log is None else log, tls)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="replay")
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def main() -> None:
    """Serve until stopped; the port is the first line of standard output."""
    parser = argparse.ArgumentParser(description="Serve the recorded answers on loopback.")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--round", type=int, default=1, help="of the looks at the world: 1 to 3")
    given = parser.parse_args()
    with replay(Stage(load_round(given.round)), port=given.port) as port:
        print(port, flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
