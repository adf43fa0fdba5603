from __future__ import annotations

import ssl
from pathlib import Path

import httpx
import pytest

from aitys.collect.refusals import NAMES, PERMANENT, from_foreign, name_of_status, refused


def test_every_refusal_is_one_sentence_for_a_person() -> None:
    for name, says in NAMES.items():
        assert name == name.lower()
        assert says[0].isupper()
        assert says.endswith(".")


def test_every_permanent_refusal_exists() -> None:
    assert set(NAMES) >= PERMANENT


def test_every_refusal_stands_in_the_documentation() -> None:
    page = (Path(__file__).parents[2] / "docs/rooms/collect.md").read_text(encoding="utf-8")
    for name, says in NAMES.items():
        lasting = "yes" if name in PERMANENT else "no"
        assert name.startswith("http-") or f"| `{name}` | {lasting} | {says} |" in page


def test_an_unknown_name_is_a_bug() -> None:
    with pytest.raises(ValueError, match="no refusal is named"):
        refused("https://steppe-courier.example/", name="tired")


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (404, "http-404"),
        (503, "http-503"),
        (499, "http-4xx"),
        (526, "http-5xx"),
        (999, "http-odd"),
        (300, "http-300"),
    ],
)
def test_every_status_has_a_name(status: int, name: str) -> None:
    assert name_of_status(status) == name


def test_gone_is_permanent_and_a_shield_is_not() -> None:
    assert refused("https://steppe-courier.example/", name="http-410").permanent
    assert not refused("https://steppe-courier.example/", name="http-403").permanent


@pytest.mark.parametrize(
    ("error", "name"),
    [
        (httpx.ReadTimeout("x"), "too-slow"),
        (TimeoutError(), "too-slow"),
        (httpx.ConnectError("x"), "connect"),
        (httpx.ReadError("x"), "connection-lost"),
        (ConnectionResetError("x"), "connection-lost"),
        (httpx.RemoteProtocolError("x"), "protocol"),
        (httpx.InvalidURL("x"), "bad-address"),
        (httpx.UnsupportedProtocol("x"), "scheme"),
        (ssl.SSLError("x"), "tls"),
        (httpx.TooManyRedirects("x"), "protocol"),
        (httpx.StreamClosed(), "connection-lost"),
    ],
)
def test_errors_from_below_get_our_names(error: Exception, name: str) -> None:
    assert from_foreign("https://steppe-courier.example/", error).name == name
