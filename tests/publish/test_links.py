from __future__ import annotations

import pytest

from aitys.publish.links import safe_link


@pytest.mark.parametrize(
    "url",
    [
        "https://steppe-courier.example/a?b=c&d=%20#e",
        "http://t.me/bazaar_talk/41",
        "https://қала.example/жаңа",
    ],
)
def test_an_address_on_the_web_becomes_a_link(url: str) -> None:
    assert safe_link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        " https://steppe-courier.example/",
        "data:text/html,hello",
        "file:///etc/hostname",
        "//steppe-courier.example/",
        "/relative",
        "https:///nohost",
        "https://[broken/",
        "https://steppe-courier.example\\@samarkand-daily.example/",
        "mailto:desk@steppe-courier.example",
    ],
)
def test_anything_else_does_not(url: str) -> None:
    assert safe_link(url) == ""
