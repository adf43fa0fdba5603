from __future__ import annotations

import re
import time
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html

from aitys.publish.articles import (
    Places,
    article_html,
    excerpt_blocks,
    images,
    lead,
    listed_article,
    news_article,
    shown_article,
    standfirst,
)
from aitys.text.blocks import Block, BlockKind, blocks, plain_text
from aitys.text.queries import parse_query
from aitys.values.articles import ArticleLink, ArticleNote, ArticleState, NoteKind, Picture, StoredArticle
from aitys.values.stored import Tag

LAKE = Picture("0123456789abcdef-960.webp", 960, 640, (480, 960))
DAY = datetime(2026, 11, 20, tzinfo=UTC)
TEXT = """One two three.

## What it says

Four *five* six.

- seven
- eight nine

> ten eleven
"""


def article(body: str = TEXT, **parts: object) -> StoredArticle:
    given = {
        "id": 1,
        "slug": "old-notes",
        "title": "Old notes",
        "byline": "A. Reporter",
        "language": "en",
        "state": ArticleState.PUBLISHED,
        "published_at": DAY,
    } | parts
    return StoredArticle(body=body, **given)  # type: ignore[arg-type]  # parts are the article's own


def tree(body: str, *pictures: Picture) -> html.HtmlElement:
    return html.fragment_fromstring(article_html(body, pictures), create_parent="main")


def levels(body: str) -> list[str]:
    return [str(element.tag) for element in tree(body).iter() if re.fullmatch("h[1-6]", str(element.tag))]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# a\n\n## b\n\n# c", ["h2", "h3", "h2"]),
        ("## a\n\n### b\n\n## c", ["h2", "h3", "h2"]),
        ("### a\n\n# b\n\n#### c", ["h2", "h2", "h3"]),
        ("# a\n\n## b\n\n### c\n\n#### d\n\n##### e\n\n###### f", ["h2", "h3", "h4", "h5", "h6", "h6"]),
        ("a\n===\n\nb\n---", ["h2", "h3"]),
    ],
)
def test_headings_go_on_from_the_title_and_leave_no_level_out(body: str, expected: list[str]) -> None:
    assert levels(body) == expected


def test_a_table_is_scrolled_in_a_region_with_a_name_of_its_own() -> None:
    table = "| a | b |\n|---|--:|\n| 1 | 2 |\n"
    page = tree(f"{table}\n{table}")
    regions = page.xpath("//div[@role='region'][@tabindex='0'][table]/@aria-label")
    assert regions == ["Table 1", "Table 2"]
    assert page.xpath("//th/@scope") == ["col"] * 4
    assert page.xpath("//td[@class='right']/text()") == ["2", "2"]
    assert "style" not in article_html(table, ())


def test_a_picture_that_stands_alone_is_a_figure_with_its_caption_and_credit() -> None:
    page = tree(f'![The lake]({LAKE.name} "At dawn | a < b | Photo: A. Reporter")', LAKE)
    (image,) = page.xpath("//figure/img")
    assert dict(image.attrib) == {
        "src": "/media/0123456789abcdef-960.webp",
        "srcset": "/media/0123456789abcdef-480.webp 480w, /media/0123456789abcdef-960.webp 960w",
        "sizes": "(min-width: 44rem) 42rem, 100vw",
        "width": "960",
        "height": "640",
        "alt": "The lake",
        "loading": "lazy",
        "decoding": "async",
    }
    (caption,) = page.xpath("//figure/figcaption")
    assert caption.text == "At dawn | a < b "
    assert [span.text for span in caption] == ["Photo: A. Reporter"]
    assert not page.xpath("//p")


def test_two_pictures_in_a_row_are_two_figures_and_one_among_words_is_none() -> None:
    page = tree(f"![a]({LAKE.name})\n![b]({LAKE.name})\n\nSee ![c]({LAKE.name}) here.", LAKE)
    assert page.xpath("//figure/img/@alt") == ["a", "b"]
    assert page.xpath("//p/img/@alt") == ["c"]


def test_a_picture_that_is_not_on_the_desk_is_its_words() -> None:
    assert "img" not in article_html("![The lake](https://lake.example/x.jpg)", ())
    assert tree("![The lake](gone.webp)").text_content().strip() == "The lake"


def test_links_out_of_the_desk_do_not_hand_over_our_window() -> None:
    page = tree("[a](https://a.example/ 'b') [c](/articles/c/) [d](mailto:d@a.example)")
    assert page.xpath("//a/@href") == ["https://a.example/", "/articles/c/", "mailto:d@a.example"]
    assert [link.get("rel") for link in page.iter("a")] == ["noopener", None, None]
    assert not page.xpath("//a/@title")


def test_paragraphs_lists_and_hard_line_ends_are_written_as_plain_html() -> None:
    assert article_html("One **two**\nthree\\\nfour.\n\n1. a\n2. b\n", ()) == (
        "<p>One <strong>two</strong>\nthree<br>\nfour.</p>\n<ol><li>a</li>\n<li>b</li>\n</ol>\n"
    )


def test_what_looks_like_an_address_is_no_link_and_markup_is_text() -> None:
    page = tree("See https://a.example and <b>this</b>.")
    assert not page.xpath("//a | //b")
    assert page.text_content().strip() == "See https://a.example and <b>this</b>."


_HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt&colon;alert(1))",
    "[a](data:text/html,<script>alert(1)</script>)",
    "![a](javascript:alert(1))",
    '![a](x.jpg "<script>")',
    "![<script>](0123456789abcdef-960.webp '\"><script>')",
    "<style>*{}</style>",
    '<a href="javascript:alert(1)">a</a>',
    "[a](vbscript:x) [b](file:///etc/passwd)",
    "```<script>\n<script>\n```",
    "[a]: javascript:alert(1)\n\n[a]",
    "| <script> |\n|---|\n| <iframe> |",
    "&lt;script&gt; &#60;script&#62;",
    "<svg/onload=alert(1)>",
]
_ALLOWED = {
    *(
        "main",
        "p",
        "br",
        "hr",
        "blockquote",
        "ul",
        "ol",
        "li",
        "pre",
        "code",
        "em",
        "strong",
        "s",
        "a",
        "div",
    ),
    *("h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
    *("figure", "figcaption", "img", "span"),
}


def check_harmless(body: str) -> None:
    page = tree(body, LAKE)
    for element in page.iter():
        assert element.tag in _ALLOWED
        assert not [name for name in element.attrib if str(name).startswith("on") or name == "style"]
        for name in ("href", "src"):
            value = str(element.get(name, "")).strip().lower()
            assert not re.match(r"[a-z][a-z0-9+.-]*:", value) or value.startswith(("http", "mailto:"))
        assert element.tag != "img" or str(element.get("src")).startswith("/media/")


@pytest.mark.parametrize("body", _HOSTILE)
def test_hostile_markdown_does_nothing(body: str) -> None:
    check_harmless(body)
    check_harmless(f"> - {body}\n\nafter {body} it")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(["\n", "\n\n", " ", "> ", "- ", "# ", "|", "[", "](", ")", "**", *_HOSTILE])
        | st.text(max_size=5),
        max_size=30,
    )
)
def test_no_mixture_of_it_does_either(parts: list[str]) -> None:
    body = "".join(parts)
    check_harmless(body)
    assert not excerpt_blocks(body, 20).cut or len(plain_text(body).split()) > 20


@pytest.mark.parametrize(
    "body",
    [
        "[" * 40_000,
        ">" * 100_000,
        "- " * 50_000,
        "![a](" * 8_000,
        "**a *b " * 7_000,
        "|a" * 99_000 + "\n" + "|-" * 400,
    ],
)
def test_a_long_article_full_of_marks_takes_seconds_and_no_more(body: str) -> None:
    began = time.process_time()
    article_html(body, ())
    excerpt_blocks(body, 500)
    assert time.process_time() - began < 5


def test_blocks_are_what_a_reader_sees() -> None:
    body = f"""# Head

Text with [words](https://a.example) and `code` and ~~old~~.
Next line.

1. one
2. two

   more of two

> said

| a | b |
|---|---|
| 1 |   |

![The lake]({LAKE.name} "At dawn")

    let x

***
"""
    assert blocks(body) == (
        Block(BlockKind.HEADING, "Head"),
        Block(BlockKind.PARAGRAPH, "Text with words and code and old. Next line."),
        Block(BlockKind.ITEM, "one", "1."),
        Block(BlockKind.ITEM, "two", "2."),
        Block(BlockKind.ITEM, "more of two"),
        Block(BlockKind.QUOTE, "said"),
        Block(BlockKind.ROW, "a; b"),
        Block(BlockKind.ROW, "1"),
        Block(BlockKind.CODE, "let x"),
    )


def texts(words: int, body: str = TEXT) -> tuple[list[str], bool]:
    begun = excerpt_blocks(body, words)
    return [block.text for block in begun.blocks], begun.cut


def test_an_article_of_no_more_words_is_whole_and_has_no_dots() -> None:
    assert texts(14) == (
        ["One two three.", "What it says", "Four five six.", "seven", "eight nine", "ten eleven"],
        False,
    )
    assert texts(14) == texts(500)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (0, []),
        (2, ["One two…"]),
        (3, ["One two three. …"]),
        (4, ["One two three. …"]),
        (6, ["One two three. …"]),
        (7, ["One two three.", "What it says", "Four…"]),
        (10, ["One two three.", "What it says", "Four five six.", "seven…"]),
        (13, ["One two three.", "What it says", "Four five six.", "seven", "eight nine", "ten…"]),
    ],
)
def test_an_excerpt_is_cut_at_a_word_and_never_after_a_heading(words: int, expected: list[str]) -> None:
    assert texts(words) == (expected, True)


def test_headings_are_blocks_of_their_own_and_count() -> None:
    body = "\n\n".join(f"## Heading {n}\n\n" + "word " * 98 for n in range(9))
    begun = excerpt_blocks(body, 500)
    assert [block.kind for block in begun.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH] * 5
    assert sum(len(block.text.split()) for block in begun.blocks) == 500
    assert begun.blocks[-1].text.endswith("word…")
    assert begun.cut


def test_a_table_in_an_excerpt_is_one_empty_row_and_never_its_end() -> None:
    body = "One two.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\nThree four five."
    row = Block(BlockKind.ROW, "")
    begun = [Block(BlockKind.PARAGRAPH, "One two."), row, Block(BlockKind.PARAGRAPH, "Three four five.")]
    assert list(excerpt_blocks(body, 5).blocks) == begun
    assert not excerpt_blocks(body, 5).cut
    assert excerpt_blocks(body, 2).blocks == (Block(BlockKind.PARAGRAPH, "One two. …"),)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# H\n\nIt rained all day. The lake rose by a hand, and nobody slept.", ["It rained all day."]),
        ("It rained.\n\n# H\n\nMore.", ["It rained.", "H", "More."]),
        ("It rained all day there.\n\n# H\n\nMore.", ["It rained all day there."]),
        ("It rained all day there.\n\n| a |\n|---|", ["It rained all day there."]),
        ("The lake rose by a hand, and nobody slept", ["The lake rose by a hand, and nobody…"]),
        ("He met Mr. Osmon at the gate of it that night", ["He met Mr. Osmon at the gate of…"]),
    ],
)
def test_a_standfirst_ends_with_a_sentence_where_it_can(body: str, expected: list[str]) -> None:
    assert [block.text for block in standfirst(body, 8).blocks] == expected


def test_a_by_line_of_the_desk_is_no_person() -> None:
    places = Places("p", "d", "Aitys", lambda slug: slug, lambda name: name)
    for byline, kind in (("", "Organization"), ("The desk", "Organization"), ("A. Pen", "Person")):
        author = news_article(article(byline=byline), places)["author"]
        assert isinstance(author, dict)
        assert author["@type"] == kind


def test_the_end_of_an_article_that_is_all_headings_is_nothing() -> None:
    assert texts(1, "# One two\n\n## Three") == ([], True)


@given(st.text(alphabet="ab \n#*->`|[]()!", max_size=300), st.integers(0, 40))
@example("|> >\n--", 1)  # a table, whose cells are no text
def test_an_excerpt_never_has_more_words_than_asked_nor_loses_any(body: str, words: int) -> None:
    begun = excerpt_blocks(body, words)
    shown = (block.text for block in blocks(body) if block.kind is not BlockKind.ROW)
    every = " ".join(shown).split()
    kept = " ".join(block.text for block in begun.blocks).replace("…", " ").split()
    assert len(kept) <= words
    assert begun.cut == (len(every) > words)
    if not begun.cut:
        assert kept == every


def test_a_search_shows_the_words_it_found() -> None:
    item = listed_article(
        article("The order was signed.\n\n" + "word " * 60 + "lake"), 500, parse_query("lake notes")
    )
    assert [piece.text for piece in item.pieces if piece.hit] == ["lake"]
    assert [piece.text for piece in item.headline_pieces if piece.hit] == ["notes"]
    assert listed_article(article(), 500, parse_query("notes")).pieces == ()


def test_updates_and_corrections_are_kept_apart_and_dated() -> None:
    notes = (
        ArticleNote(NoteKind.UPDATE, DAY, "The bank answered."),
        ArticleNote(NoteKind.CORRECTION, DAY, "It was Monday."),
    )
    page = shown_article(article(notes=notes), ())
    assert [(note.words, note.when.words) for note in page.updates] == [
        ("The bank answered.", "20 November 2026, 00:00 (UTC)")
    ]
    assert [note.words for note in page.corrections] == ["It was Monday."]


def test_the_first_picture_of_the_text_is_that_of_the_page() -> None:
    body = f"![a](gone.webp) ![b]({LAKE.name})"
    assert shown_article(article(body), (LAKE,)).picture == LAKE
    assert shown_article(article("words"), (LAKE,)).picture is None
    assert [image.name for image in images(body)] == ["gone.webp", LAKE.name]


def test_the_lead_is_the_beginning_of_the_first_paragraph() -> None:
    assert lead("# Head\n\nOne two.\n\nThree.") == "One two."
    assert lead("word " * 50) == "word " * 39 + "word…"


def test_machines_are_told_what_readers_are() -> None:
    told = news_article(
        article(
            tags=(Tag("bank", "Banks"),),
            notes=(ArticleNote(NoteKind.CORRECTION, datetime(2026, 11, 21, tzinfo=UTC), "It was Monday."),),
            translations=(ArticleLink("ru", "Старые деньги", "ru"),),
        ),
        Places(
            "https://desk.example/articles/old-notes/",
            "https://desk.example/",
            "Desk",
            lambda slug: f"https://desk.example/articles/{slug}/",
            lambda name: f"https://desk.example/media/{name}",
        ),
        LAKE,
    )
    assert told["@type"] == "NewsArticle"
    assert told["datePublished"] == "2026-11-20T00:00:00+00:00"
    assert told["dateModified"] == "2026-11-21T00:00:00+00:00"
    assert told["author"] == {"@type": "Person", "name": "A. Reporter"}
    assert told["keywords"] == ["Banks"]
    assert told["image"] == {
        "@type": "ImageObject",
        "url": f"https://desk.example/media/{LAKE.name}",
        "width": 960,
        "height": 640,
    }
    assert told["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "It was Monday.",
            "datePublished": "2026-11-21T00:00:00+00:00",
        }
    ]
    assert told["workTranslation"] == [
        {"@type": "NewsArticle", "url": "https://desk.example/articles/ru/", "inLanguage": "ru"}
    ]
    bare = news_article(article(byline=""), Places("p", "d", "Desk", str, str))
    assert bare["author"] == bare["publisher"]
    assert not {"image", "correction", "workTranslation", "keywords"} & bare.keys()


@pytest.mark.parametrize("sign", ["x", "海"])
def test_a_text_without_spaces_is_cut_too(sign: str) -> None:
    body = sign * 100_000
    assert len(lead(body)) < 2_100
    excerpt = excerpt_blocks(body, 500)
    assert excerpt.cut
    assert sum(len(block.text) for block in excerpt.blocks) <= 500 * 50 + 1
