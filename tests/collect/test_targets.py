from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.collect.targets import follow, read_target
from aitys.errors import FetchRefused


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("https://steppe-courier.example", "https://steppe-courier.example/"),
        (" http://Steppe-Courier.Example:80/feed \n", "http://steppe-courier.example/feed"),
        ("https://ann:secret@steppe-courier.example/a?b=c#d", "https://steppe-courier.example/a?b=c"),
        (
            "https://курьер.example/новости",
            "https://xn--e1ajsbm9c.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8",
        ),
        ("https://steppe-courier.example./feed", "https://steppe-courier.example/feed"),
        ("http://[2A00::1]:8080/x", "http://[2a00::1]:8080/x"),
    ],
)
def test_it_asks_without_credentials_fragment_and_foreign_letters(written: str, asked: str) -> None:
    assert read_target(written).url == asked


def test_an_origin_always_has_its_port() -> None:
    assert read_target("https://steppe-courier.example/x").origin == "https://steppe-courier.example:443"
    assert read_target("http://[2a00::1]/x").origin == "http://[2a00::1]:80"


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "017700000001",
        "0177.0.0.1",
        "127.1",
        "127.0.0.01",
        "1.2.3.4.5",
        "steppe-courier.0x1",
        "127%2e0%2e0%2e1",
        "\uff11\uff12\uff17.0.0.1",
        "[fe80::1%25eth0]",
        "a..example",
        "a" * 64 + ".example",
        "steppe courier.example",
    ],
)
def test_a_host_that_is_an_odd_number_or_no_name_is_refused(host: str) -> None:
    with pytest.raises(FetchRefused) as caught:
        read_target(f"http://{host}/")
    assert (caught.value.name, caught.value.permanent) == ("bad-address", True)


@pytest.mark.parametrize(
    "url", ["http://", "http:///feed", "http://a.example:0/", "http://a.example:70000/", "http://a.example/\0",
            "http://a.example/" + "x" * 4000, "http://[::1/", "http://a.example:eighty/"]
)  # fmt: skip
def test_an_address_that_cannot_be_asked_is_refused(url: str) -> None:
    with pytest.raises(FetchRefused) as caught:
        read_target(url)
    assert caught.value.name == "bad-address"


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "javascript:alert(1)", "ftp://a.example/", "//a.example/", "feed"]
)
def test_only_http_and_https_are_asked(url: str) -> None:
    with pytest.raises(FetchRefused) as caught:
        read_target(url)
    assert caught.value.name == "scheme"


def test_a_redirect_may_be_relative() -> None:
    here = read_target("https://steppe-courier.example/news/feed")
    assert follow(here, "../rss?x=1#y").url == "https://steppe-courier.example/rss?x=1"
    assert follow(here, "//issyk-herald.example").url == "https://issyk-herald.example/"


@pytest.mark.parametrize("location", ["", "   ", "http://[::1", "http://a.example:eighty/"])
def test_a_redirect_to_nowhere_is_named(location: str) -> None:
    with pytest.raises(FetchRefused) as caught:
        follow(read_target("https://steppe-courier.example/"), location)
    assert caught.value.name == "bad-redirect"


@given(
    st.text(max_size=60),
    st.sampled_from(["", "http://", "https://a.example/", "http://a.example:", "http://["]),
)
def test_any_text_is_a_target_or_a_refusal(text: str, start: str) -> None:
    try:
        target = read_target(start + text)
    except FetchRefused:
        return
    assert read_target(target.url) == target
