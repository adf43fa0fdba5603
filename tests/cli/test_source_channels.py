"""Public channels are added by their names; t.me is played on the loopback, over TLS."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme

from tests.cli.terminal import Desk, new_desk
from tests.sources.telegram_pages import block, page, text

PAGES = {
    "/s/bazaar_talk": page(block(41, text("Мост закрыт, говорят на базаре"))),
    "/s/aigul": b"<html><body><div class='tgme_page_title'>Aigul</div></body></html>",
}


@contextmanager
def serve(root: Path) -> Iterator[int]:
    """t.me until the block ends, on the port that is given; its root certificate is kept at `root`."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("t.me").configure_cert(context)
    authority.cert_pem.write_to_path(str(root))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = PAGES.get(self.path.lower(), b"")
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def near(tmp_path: Path) -> Iterator[Desk]:
    """A desk that can reach t.me."""
    with serve(tmp_path / "root.pem") as port:
        told = {
            "AITYS_ALLOW_HOSTS": "t.me",
            "AITYS_NETWORK_CONNECT_TO": f"t.me=127.0.0.1:{port}",
            "AITYS_CA_FILE": str(tmp_path / "root.pem"),
        }
        with new_desk(tmp_path / "desk", **told) as made:
            yield made


def test_a_channel_is_added_by_its_name_and_read_by_its_preview(near: Desk, tmp_path: Path) -> None:
    (added,) = near.json("source", "add", "@Bazaar_talk")
    assert (added["slug"], added["kind"], added["route"]) == ("bazaar_talk", "channel", "telegram-preview")
    assert added["address"].lower() == "https://t.me/s/bazaar_talk"
    assert near.rows("SELECT title FROM store_source") == [("Bazaar Talk",)]
    listed = '<opml><body><outline text="x" xmlUrl="https://t.me/s/bazaar_talk"/></body></opml>'
    (tmp_path / "list.opml").write_text(listed, encoding="utf-8")
    assert near.json("source", "add", str(tmp_path / "list.opml")) == [added]
    (found,) = near.json("source", "check", "https://t.me/bazaar_talk")
    assert [item["words"] for item in found["items"]] == [5]
    assert near.rows("SELECT count(*) FROM store_source") == [(1,)]


def test_a_person_s_name_is_not_kept(near: Desk) -> None:
    assert "shows no public channel" in near.run("source", "add", "@aigul", expect=1).err
    assert near.rows("SELECT count(*) FROM store_source") == [(0,)]
