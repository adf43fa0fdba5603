from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.sources import addresses

ONE_PAGE = [
    "https://steppe-courier.example/n/1",
    "http://steppe-courier.example/n/1",
    "HTTPS://Steppe-Courier.EXAMPLE:443/n/1/",
    "http://steppe-courier.example:80/n/./x/../1#comments",
    "https://steppe-courier.example./n/1?utm_source=rss&utm_medium=feed",
    "https://steppe-courier.example/n/1?fbclid=a&gclid=b&yclid=c&ysclid=d&_openstat=e&from=f",
    " https://steppe-courier.example/%6e/1\n",
    "//steppe-courier.example/n/1",
    "../n/1",
]


@pytest.mark.parametrize("url", ONE_PAGE)
def test_it_gives_one_page_one_address(url: str) -> None:
    assert (
        addresses.canonical(url, "https://steppe-courier.example/rss/")
        == "https://steppe-courier.example/n/1"
    )


@pytest.mark.parametrize("query", ["cid=15", "source=7", "uid=3", "fromage=1", "id=1&page=2", "rss"])
def test_it_keeps_the_parts_of_a_query_that_may_name_the_article(query: str) -> None:
    url = f"https://issyk-herald.example/news?{query}"
    assert addresses.canonical(url) == url


def test_it_writes_cyrillic_hosts_and_paths_in_one_way() -> None:
    written = addresses.canonical("http://жаңалық.example/қала")
    assert written == addresses.canonical(written.replace("%D2%9B", "%d2%9b"))
    assert written.startswith("https://xn--")
    assert "%D2%9B%D0%B0%D0%BB%D0%B0" in written


@pytest.mark.parametrize(
    "url",
    [
        "",
        "  ",
        "javascript:alert(1)",
        "mailto:desk@steppe-courier.example",
        "data:text/html,x",
        "http://",
        "ftp://a.example/",
        "http://[::1/",
        "http://a.example:99999/",
        "http://a.example:port/",
        "https://" + "a" * 3000,
    ],
)
def test_it_is_empty_for_what_is_no_address_of_the_web(url: str) -> None:
    assert addresses.canonical(url) == ""


URL_LIKE = st.text(alphabet=st.sampled_from(list("htps:/.@[]%?&=#a0Zя \\-\u2028xn")), max_size=40)


@given(st.one_of(st.text(), URL_LIKE, URL_LIKE.map("http://".__add__)), st.one_of(st.just(""), URL_LIKE))
def test_it_never_raises_and_its_answer_is_its_own_address(url: str, base: str) -> None:
    found = addresses.canonical(url, base)
    assert found == addresses.canonical(found)
    assert found == "" or found.startswith("https://")


def test_it_keeps_the_scheme_of_an_address_that_will_be_asked() -> None:
    assert (
        addresses.absolute("/n/1#top", "http://issyk-herald.example/rss") == "http://issyk-herald.example/n/1"
    )


def test_it_names_the_front_page_and_the_host_of_a_site() -> None:
    assert addresses.home("https://www.issyk-herald.example/a/b?c") == "https://www.issyk-herald.example/"
    assert addresses.site("https://www.issyk-herald.example/a") == "issyk-herald.example"
    assert addresses.home("mailto:a@b.example") == ""


def test_a_name_before_the_host_is_no_part_of_an_address_that_people_click() -> None:
    dressed = "https://steppe-courier.example:secret@other.example/n/1"
    assert addresses.absolute(dressed) == addresses.canonical(dressed) == "https://other.example/n/1"


def test_a_host_of_ipv6_stays_one() -> None:
    assert addresses.canonical("http://[2001:db8::1]:8080/n/1") == "https://[2001:db8::1]:8080/n/1"
