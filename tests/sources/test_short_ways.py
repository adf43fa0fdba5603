"""The short ways of the usual cases give what the long ways give, which stay the definition."""

from __future__ import annotations

from datetime import UTC, datetime
from html.entities import html5

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from aitys.sources import addresses, markup, tidy_html, times
from tests.sources.cast import NOW

WORDS = st.sampled_from(
    [
        "",
        " ",
        "Нан",
        "бағасы ",
        "\n",
        "\r\n",
        "\t",
        "&nbsp;",
        "&amp;",
        "&lt;b&gt;",
        "&#8230;",
        "&hellip;",
        "&bogus;",
        "&#150;",
        "&#7;",
        "&#0;",
        "&#xD800;",
        "&nbsp",
        "R&D",
        " & ",
        "5 < 7",
        "\xa0",
        "\u2003",
        "\u2028",
        "\u200d",
        "\x07",
        "\x85",
        "\ue00a",
        ">",
        "<!-- x -->",
        "<!-- a-b -->",
    ]
)
VOID = st.sampled_from(
    ["<br>", "<br/>", "<br />", "<hr>", "<img src='x'>", '<img src="a" alt="" />', "<wbr>"]
)
NAMES = st.sampled_from(
    [
        "p",
        "p",
        "a",
        "b",
        "em",
        "strong",
        "span",
        "div",
        "ul",
        "ol",
        "li",
        "h2",
        "figure",
        "figcaption",
        "blockquote",
        "section",
        "article",
        "q",
        "code",
        "time",
        "table",
        "td",
        "pre",
        "script",
        "o:p",
        "open",
        "P",
    ]
)
SAID = st.sampled_from(
    ["", "", "", " class='x'", ' href="/n/1?a=1&b=2"', " href=/n/1/", " title='a<b>'", " hidden", ' a="b']
)


def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Some of it in one element; in a few cases the element is not closed."""
    end = st.sampled_from(["</{}>"] * 19 + ["", "</{} x>"])
    parts = st.tuples(NAMES, SAID, st.lists(inner, max_size=3).map("".join), end)
    return parts.map(lambda part: f"<{part[0]}{part[1]}>{part[2]}{part[3].format(part[0])}")


FRAGMENTS = st.lists(st.recursive(st.one_of(WORDS, VOID), wrapped, max_leaves=8), max_size=4).map("".join)


@settings(max_examples=500)
@given(FRAGMENTS)
def test_tidy_html_has_the_words_that_a_parser_finds(fragment: str) -> None:
    safe, _ = markup.clean(fragment)
    if "<" in safe:
        event(f"short: {tidy_html.pieces(safe, {}) is not None}")
        assert markup.text(fragment) == markup.by_tree(safe)


@pytest.mark.parametrize(
    ("fragment", "is_short"),
    [
        ("<p class='x'>Нан</p><ul><li>a<br/>b</li></ul>", True),
        ("a <a href='/n/1'>b</a> &laquo;c&raquo; <!-- wp:paragraph -->", True),
        ("<p>one<p>two", False),
        ("<p>a<div>b</div></p>", False),
        ("<b>a</p></b>", False),
        ("<b/>a", False),
        ("5 < 7 <b>a</b>", False),
        ("<b>&bogus;</b>", False),
        ("<b>&#7;</b>", False),
        ("<script>a</script>", False),
        ("<li>a</li>", False),
    ],
)
def test_only_what_is_tidy_is_read_without_a_parser(fragment: str, *, is_short: bool) -> None:
    assert (tidy_html.pieces(fragment, {}) is not None) is is_short


def test_every_reference_of_html_is_undone_as_a_parser_does() -> None:
    for reference in (*(f"&{name}" for name in html5), *(f"&#{code};" for code in range(0x3000))):
        fragment = f"<p>a{reference}b</p>"
        assert markup.text(fragment) == markup.by_tree(fragment), reference


URLS = st.tuples(
    st.sampled_from(["https://", "http://", "HTTPS://", "//", ""]),
    st.sampled_from(
        [
            "steppe-courier.example",
            "a.b.c.example",
            "Steppe.example",
            "xn--80ak.example",
            "-a.example",
            "a-.b",
            "a..b",
            "127.0.0.1",
            "қала.example",
            "a.example:443",
            "a.example:8080",
            "me@a.example",
            "a_b.example",
            "localhost",
        ]
    ),
    st.lists(
        st.sampled_from(
            [
                "/",
                "/n",
                "/1",
                "/.",
                "/..",
                "/a.b",
                "/%6e",
                "/%D0%B0",
                "/қ",
                "/~x",
                "/a;b",
                "/a:b@c",
                "/!$'()*+,=",
            ]
        ),
        max_size=4,
    ).map("".join),
    st.lists(
        st.sampled_from(
            [
                "?",
                "&",
                "a=1",
                "b",
                "utm_source=x",
                "from=y",
                "p=7",
                "a=b=c",
                "x=/y",
                "q=қ",
                "c=%20",
                "d=+",
                "fbclid",
                "#f",
                " ",
            ]
        ),
        max_size=4,
    ).map("".join),
).map("".join)


@settings(max_examples=600)
@given(URLS)
def test_usual_addresses_are_what_the_normalizer_makes_of_them(url: str) -> None:
    assert addresses.canonical(url) == addresses.normalized(url)
    base = "https://issyk-herald.example/rss/"
    assert addresses.canonical(url, base) == addresses.normalized(url, base)


@given(
    st.datetimes(datetime(1970, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001 - the zone is printed apart
    st.sampled_from(["+0500", "-0330", "GMT", "+9959", "+05:00", "Z", "", "-00:00"]),
    st.sampled_from(
        ["%a, %d %b %Y %H:%M:%S ", "%Y-%m-%dT%H:%M:%S", "%a, %d %b %Y %H:%M:60 ", "Mon, 31 Feb %Y %H:%M:%S "]
    ),
)
def test_usual_times_are_what_any_form_reads(moment: datetime, zone: str, form: str) -> None:
    printed = moment.strftime(form) + zone
    assert times.read(printed, NOW) == times.any_form(printed, NOW)


def test_the_usual_times_are_still_read() -> None:
    nine = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)
    for printed in (
        "Tue, 12 May 2026 14:00:00 +0500",
        "2026-05-12T14:00:00+05:00",
        "Tue, 12 May 2026 09:00:00 GMT",
    ):
        found = times.read(printed, NOW)
        assert found is not None
        assert (found.at, found.guessed) == (nine, False)
