from __future__ import annotations

import gzip
import re

import pytest
from django.templatetags.static import static
from django.test import Client

from tests.web.world import Page

pytestmark = pytest.mark.django_db


def test_the_address_of_a_static_file_changes_with_its_content(client: Client) -> None:
    style, face = static("aitys.css"), static("fonts/aitys-serif-1.woff2")
    assert re.fullmatch(r"/static/aitys\.css\?v=[0-9a-f]{10}", style)
    assert style.partition("=")[2] != face.partition("=")[2]
    assert static("no-such-file.css") == "/static/no-such-file.css"


def test_a_static_file_is_kept_for_a_year(client: Client) -> None:
    answer = client.get(static("aitys.css"))
    assert answer["Cache-Control"] == "max-age=31536000, public"
    answer.close()


def test_the_typeface_comes_from_here_and_its_licence_with_it(client: Client) -> None:
    for name, kind in (("fonts/aitys-serif-1.woff2", "font/woff2"), ("fonts/OFL.txt", "text/plain")):
        answer = client.get(f"/static/{name}")
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith(kind)
        answer.close()


def test_a_style_sheet_travels_packed_and_a_typeface_as_it_is(client: Client) -> None:
    sizes = {}
    for name in ("aitys.css", "fonts/aitys-serif-1.woff2"):
        answer = client.get(f"/static/{name}", headers={"accept-encoding": "gzip"})
        sizes[name] = len(b"".join(answer)), answer.headers.get("Content-Encoding")
    assert sizes["aitys.css"][0] < 8_000
    assert sizes["aitys.css"][1] == "gzip"
    assert sizes["fonts/aitys-serif-1.woff2"] == (20_084, None)


def test_a_page_travels_packed_to_who_can_unpack_it(client: Client) -> None:
    packed = client.get("/about/", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert len(packed.content) < Page(client, "/about/").weight


def test_a_page_is_packed_to_the_same_bytes_each_time(client: Client) -> None:
    first, second = (client.get("/about/", headers={"accept-encoding": "gzip"}) for _ in range(2))
    assert first.content == second.content
    assert gzip.decompress(first.content) == client.get("/about/").content
    assert first["ETag"].startswith('W/"')
    again = client.get("/about/", headers={"accept-encoding": "gzip", "if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
