from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.sources import markup


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("<h2>Мост</h2>открыт", "Мост\n\nоткрыт"),
        ("<p>one<p>two", "one\n\ntwo"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<ul><li>a</li><li>b</li></ul>c", "a\n\nb\n\nc"),
        ("<table><tr><td>KGS</td><td>1</td></tr></table>", "KGS 1"),
        ("<div>a\n  b</div>", "a b"),
        ("a<script>alert(1)</script><style>p{}</style>b", "ab"),
        ("5 &lt; 7 &amp;amp; 8", "5 < 7 &amp; 8"),
        ("&laquo;Чу&raquo;", "«Чу»"),
        ("5 < 7 and R&D", "5 < 7 and R&D"),
        ("first\r\nsecond\n\n\n\nthird", "first\nsecond\n\nthird"),
        ("<!-- hidden -->seen", "seen"),
        ("a\x00b\ud800c", "abc"),
        ("<b>", ""),
        ("", ""),
    ],
)
def test_it_keeps_the_words_and_parts_the_blocks(written: str, plain: str) -> None:
    assert markup.text(written) == plain


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Parliament debates <open data> law", "Parliament debates <open data> law"),
        ("Parliament debates &lt;open data&gt; law", "Parliament debates <open data> law"),
        ("<b>Parliament</b> debates <open data> law", "Parliament debates <open data> law"),
        ("Закон <Об <i>открытых</i> данных> принят", "Закон <Об открытых данных> принят"),
        ("<p>We <3 Tash-Kol</p><p></3 it</p>", "We <3 Tash-Kol\n\n</3 it"),
        ("<b>a</b> <- b <= c <> d << e", "a <- b <= c <> d << e"),
        ("</open> the <b>door</b>", "</open> the door"),
        ("<b>odd</b> <!important> <? why ?>", "odd <!important> <? why ?>"),
        ("mail <desk@steppe-courier.example>", "mail <desk@steppe-courier.example>"),
        ("<https://steppe-courier.example/n/1>", "<https://steppe-courier.example/n/1>"),
        ("<open-data> and <o:p> stay", "<open-data> and <o:p> stay"),
        ("a<o:p></o:p>b<amp-img src='x'></amp-img>c<w:br/>d", "abcd"),
        ("<BR>one<Main>two</Main><DATA value='3'>three</DATA>", "one\n\ntwo\n\nthree"),
        ("<a title='a<b>' href=x>link</a>", "link"),
        ("<?xml version='1.0'?><!DOCTYPE html><p>page</p>", "page"),
        ("first <line>\nsecond &amp; last", "first <line>\nsecond & last"),
    ],
)
def test_what_looks_like_a_tag_and_is_none_of_html_keeps_its_words(written: str, words: str) -> None:
    assert markup.text(written) == words


def test_in_words_nothing_is_a_tag_and_references_are_undone_once() -> None:
    assert (
        markup.words("The <b> tag,\nAT&amp;T &amp;amp; &#x41;&#xD800;&#0;")
        == "The <b> tag,\nAT&T &amp; A\ufffd\ufffd"
    )


@pytest.mark.parametrize("scrap", ["<", "<a", "<o:p", "</", "<a/", "<!", "&", "&a", "<o:p></o:p>"])
def test_a_text_made_to_be_slow_is_not(scrap: str) -> None:
    start = perf_counter()
    markup.text(scrap * 20_000)
    markup.is_html(scrap * 20_000)
    assert perf_counter() - start < 3


def test_it_puts_a_title_on_one_line() -> None:
    assert markup.line("<b>Мост</b>\n через&nbsp;Чу<br>открыт") == "Мост через Чу открыт"


def test_it_counts_what_it_cleans() -> None:
    assert markup.clean("a\x00b\udfffc\x07") == ("abc", 3)


def test_it_survives_tags_nested_beyond_any_browser() -> None:
    assert "deep" in markup.text("<div>" * 200 + "deep")
    assert isinstance(markup.text("<b>" * 100_000), str)


@given(st.one_of(st.text(), st.text(alphabet=st.sampled_from(list("<>/p!-&;#x09 a\n[]ABCD?")))))
def test_it_never_raises_and_gives_text_that_can_be_stored(written: str) -> None:
    plain = markup.text(written)
    assert "\x00" not in plain
    assert plain == plain.strip()
    assert plain.encode().decode() == plain
    assert "\n" not in markup.line(written)
