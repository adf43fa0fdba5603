from __future__ import annotations

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
