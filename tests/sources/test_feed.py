from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitys.errors import UnreadableSource
from aitys.sources import contract, feed
from aitys.sources.kinds import FEED
from aitys.values.captures import Ask, Purpose
from aitys.values.posts import Post
from aitys.values.readings import Parsed
from tests.sources.cast import (
    ATOM_ENTRY,
    COURIER,
    FOLLOWED,
    NOW,
    ROUTE,
    RSS_ITEM,
    STATE,
    atom,
    document,
    item,
    rss,
)

LINK = "<link>https://steppe-courier.example/n/7</link>"
GUID = '<guid isPermaLink="false">7</guid>'
TITLE = "<title>Цены на хлеб</title>"


def parse(content: bytes, content_type: str = "application/xml") -> Parsed:
    return feed.parse(document(content, content_type), COURIER)


def only(content: bytes) -> Post:
    (post,) = parse(content).posts
    return post


def reasons(parsed: Parsed) -> list[str]:
    return [left.reason for left in parsed.left]


def test_it_reads_every_field_of_an_rss_item() -> None:
    post = only(rss(RSS_ITEM))
    assert post.addresses == (
        "https://steppe-courier.example/n/1",
        "guid:steppe-courier/https://steppe-courier.example/?p=1",
    )
    assert post.url == "https://steppe-courier.example/n/1?utm_source=rss"
    assert post.title == "Мост через Чу открыт & принят"
    assert post.text == "Открытие\n\nМост открыт в полдень.\n\nПроезд бесплатный."
    assert post.byline == "А. Дежурная"
    assert post.tags == ("Дороги", "Чу")
    assert post.language == "ru"
    assert post.posted is not None
    assert (post.posted.at.hour, post.posted.offset, post.posted.guessed) == (9, "+05:00", False)
    assert post.edited is None


def test_it_reads_every_field_of_an_atom_entry() -> None:
    post = only(atom(ATOM_ENTRY))
    assert post.addresses == (
        "https://steppe-courier.example/kk/n/1",
        "guid:steppe-courier/tag:steppe-courier.example,2026:1",
    )
    assert (post.title, post.text, post.byline) == ("Көпір ашылды", "Көпір ашылды.", "А. Дежурная")
    assert (post.tags, post.language) == (("Жол",), "kk")
    assert post.posted is not None
    assert post.edited is not None
    assert (post.edited.at - post.posted.at).total_seconds() == 55 * 60


def test_it_reads_json_feeds() -> None:
    post = only(
        b'{"version":"https://jsonfeed.org/version/1.1","title":"Steppe Courier","language":"ky","items":[{'
        b'"id":7,"url":"https://steppe-courier.example/n/7","title":"Bread","content_html":"<p>Dearer.</p>",'
        b'"date_published":"2026-05-12T14:05:00+05:00","authors":[{"name":"A. Duty"}],"tags":["prices",3]}]}'
    )
    assert post.addresses == ("https://steppe-courier.example/n/7", "guid:steppe-courier/7")
    assert (post.title, post.text, post.byline) == ("Bread", "Dearer.", "A. Duty")
    assert (post.tags, post.language) == (("prices",), "ky")


@pytest.mark.parametrize(
    "content",
    [
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        f'<channel><title>x</title></channel><item rdf:about="urn:7">{TITLE}{LINK}</item>'
        "</rdf:RDF>",
        f'<rss version="0.91"><channel><item>{TITLE}{LINK}</item></channel></rss>',
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry>'
        f'{TITLE}<link rel="alternate" type="text/html" href="https://steppe-courier.example/n/7"/></entry></feed>',
    ],
    ids=["rss 1.0", "rss 0.91", "atom 0.3"],
)
def test_it_reads_the_older_forms(content: str) -> None:
    post = only(content.encode())
    assert post.title == "Цены на хлеб"
    assert post.addresses[0] == "https://steppe-courier.example/n/7"


def test_it_takes_the_longer_of_summary_and_content_as_words() -> None:
    summary = "<description>Хлеб подорожал на два сома.</description>"
    content = f'<content:encoded><![CDATA[<p><img src="{"a" * 99}.jpg"/></p>]]></content:encoded>'
    assert only(rss(item(TITLE + LINK + summary + content))).text == "Хлеб подорожал на два сома."


def titled(kind: str, title: str) -> str:
    """The title of the one post of a feed that writes `title` into its XML."""
    if kind == "rss":
        return only(rss(item(f"<title>{title}</title>{LINK}"))).title
    said = "" if kind == "none" else f' type="{kind}"'
    return only(atom(f"<entry><id>urn:7</id><title{said}>{title}</title></entry>")).title


@pytest.mark.parametrize(
    ("kind", "printed", "title"),
    [
        ("rss", "Debates on &lt;open data&gt; law", "Debates on <open data> law"),
        ("rss", "<![CDATA[Debates on <open data> law]]>", "Debates on <open data> law"),
        ("rss", "Debates on &amp;lt;open data&amp;gt; law", "Debates on <open data> law"),
        ("rss", "Debates on &lt;b&gt;open data&lt;/b&gt; law", "Debates on open data law"),
        ("rss", "5 &lt; 7, AT&amp;T, &amp;laquo;Чу&amp;raquo;", "5 < 7, AT&T, «Чу»"),
        ("html", "Debates on &lt;open data&gt; &lt;b&gt;law&lt;/b&gt;", "Debates on <open data> law"),
        ("html", "AT&amp;amp;T &amp;lt;b&amp;gt;", "AT&T <b>"),
        ("text", "The &lt;b&gt;tag&lt;/b&gt; of &lt;open data&gt;", "The <b>tag</b> of <open data>"),
        ("text", "AT&amp;T and AT&amp;amp;T", "AT&T and AT&T"),
        ("none", "Why &lt;i&gt; and &lt;p&gt; differ", "Why <i> and <p> differ"),
        (
            "xhtml",
            '<div xmlns="http://www.w3.org/1999/xhtml">The <b>law</b> &lt;open&gt;</div>',
            "The law <open>",
        ),
    ],
)
def test_a_title_keeps_the_words_that_look_like_tags(kind: str, printed: str, title: str) -> None:
    assert titled(kind, printed) == title


@pytest.mark.parametrize(
    ("summary", "text"),
    [
        ('<summary type="text">5 &lt;b&gt; 7\nnext</summary>', "5 <b> 7\nnext"),
        ("<summary>&lt;p&gt;Хлеб&lt;/p&gt;&lt;p&gt;и соль&lt;/p&gt;</summary>", "Хлеб\n\nи соль"),
        ('<content type="text">An &lt;open&gt; &lt;/open&gt; word</content>', "An <open> </open> word"),
        ('<content type="html">&lt;p&gt;An &lt;open&gt; word&lt;/p&gt;</content>', "An <open> word"),
    ],
)
def test_a_text_of_atom_is_read_as_it_is_declared_or_plainly_is(summary: str, text: str) -> None:
    assert only(atom(f"<entry><id>urn:7</id>{summary}</entry>")).text == text


def test_a_json_feed_has_plain_titles_and_says_which_content_is_html() -> None:
    def read(**parts: str) -> Post:
        feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "7", **parts}]}
        return only(json.dumps(feed).encode())

    assert read(title="The <b> tag &amp; <open data>").title == "The <b> tag & <open data>"
    assert read(content_html="<p>An <open> word</p>", title="x").text == "An <open> word"
    assert read(content_text="a <b> c\nd", title="x").text == "a <b> c\nd"


def test_it_does_not_take_a_link_of_many_items_for_an_address() -> None:
    live = "<link>https://steppe-courier.example/live</link>"
    parsed = parse(
        rss(*(item(f"<title>{n}</title>{live}<guid isPermaLink='false'>{n}</guid>") for n in "ab"))
    )
    assert [post.addresses for post in parsed.posts] == [
        ("guid:steppe-courier/a",),
        ("guid:steppe-courier/b",),
    ]


def test_it_does_not_take_the_front_page_for_an_address() -> None:
    parsed = parse(rss(item(TITLE + "<link>http://steppe-courier.example</link>")))
    assert reasons(parsed) == ["no-address"]


def test_it_takes_a_guid_for_a_link_unless_that_is_denied() -> None:
    guid = "https://steppe-courier.example/a?p=7&amp;q=1"
    said = only(rss(item(f"{TITLE}<guid>{guid}</guid>")))
    denied = only(rss(item(f'{TITLE}<guid isPermaLink="false">{guid}</guid>')))
    assert said.addresses[1:] == ("https://steppe-courier.example/a?p=7&q=1",) or said.url
    assert "https://steppe-courier.example/a?p=7&q=1" in said.addresses
    assert denied.addresses == ("guid:steppe-courier/https://steppe-courier.example/a?p=7&q=1",)
    assert denied.url == ""


def test_it_resolves_links_but_never_ids_against_the_feed() -> None:
    post = only(atom(f'<entry><id>n-7</id>{TITLE}<link href="n/7"/></entry>'))
    assert post.addresses == ("https://steppe-courier.example/n/7", "guid:steppe-courier/n-7")


def test_it_leaves_each_unusable_item_under_a_reason() -> None:
    whole = TITLE + LINK + GUID
    parsed = parse(rss(item(whole), item(whole), item(TITLE), item(LINK.replace("7", "8")), item("")))
    assert len(parsed.posts) == 1
    assert reasons(parsed) == ["repeated", "no-address", "no-text", "no-address"]


def test_it_knows_an_item_without_guid_again() -> None:
    assert reasons(parse(rss(item(TITLE + LINK), item(TITLE + LINK)))) == ["repeated"]


def test_it_cuts_no_guid_so_that_two_become_one() -> None:
    long = "x" * 600
    parsed = parse(rss(*(item(f"{TITLE}<guid isPermaLink='false'>{long}{end}</guid>") for end in "ab")))
    names = [post.addresses[0] for post in parsed.posts]
    assert len(set(names)) == 2
    assert all(len(name) <= 500 for name in names)


def test_it_asks_for_the_pages_where_the_card_says_so() -> None:
    live = "<link>https://issyk-herald.example/</link>"
    content = rss(item(TITLE + LINK), item(f"<title>b</title>{live}<guid isPermaLink='false'>b</guid>"))
    asks = feed.parse(document(content), FOLLOWED).asks
    about = "https://steppe-courier.example/n/7"
    assert asks == (Ask("https://steppe-courier.example/n/7", Purpose.PAGE, about=about),)
    assert parse(content).asks == ()


def test_it_plans_to_ask_with_the_marks_of_the_last_answer() -> None:
    (ask,) = feed.plan(ROUTE, STATE)
    assert (ask.url, ask.etag, ask.last_modified) == (ROUTE.address, STATE.etag, STATE.last_modified)
    assert contract.plan_problems(FEED, ROUTE, STATE) == []


def test_it_takes_an_empty_feed_for_an_empty_feed() -> None:
    assert parse(rss()) == Parsed("feed@2")
    assert parse(atom()) == Parsed("feed@2")
    assert parse(b'{"version":"https://jsonfeed.org/version/1","items":[]}') == Parsed("feed@2")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "an empty answer, not a feed"),
        (b"  \n\0", "an empty answer, not a feed"),
        (b"<!DOCTYPE html><html><body>Works on the site</body></html>", "an HTML page, not a feed"),
        (b"<!-- cache --><html><p>&lt;rss></html>", "an HTML page, not a feed"),
        (b"<!doctype html>\nmaintenance", "an HTML page, not a feed"),
        (b"Too many requests", "plain text, not a feed"),
        (b"[1]", "a JSON list, not a feed"),
        (b'{"error": 500}', "JSON, but not a JSON Feed"),
        (b'{"version":"https://jsonfeed.org/version/1","items":', "JSON that is broken or cut off"),
        (b"<opml><body/></opml>", "an XML document of <opml>, not a feed"),
        (b"<urlset xmlns='x'><url/></urlset>", "an XML document of <urlset>, not a feed"),
        (b"<feed>soon</feed>", "a feed with neither a title nor an item"),
        (rss(RSS_ITEM)[:250], "a feed that breaks off before its end"),
    ],
)
def test_it_says_what_came_instead_of_a_feed(content: bytes, says: str) -> None:
    with pytest.raises(UnreadableSource) as caught:
        parse(content)
    assert (caught.value.subject, caught.value.says) == ("steppe-courier", says)


@pytest.mark.parametrize(
    "body",
    [
        rss(RSS_ITEM).decode().encode("windows-1251", "xmlcharrefreplace"),
        rss(RSS_ITEM).replace(b"utf-8", b"windows-1251"),
        rss(RSS_ITEM).decode().encode("utf-16"),
        b"\xef\xbb\xbf\r\n" + rss(RSS_ITEM),
        b"<br />\n<b>Notice</b>: mktime() in <b>/srv/rss.php</b><br />\n" + rss(RSS_ITEM),
        rss(RSS_ITEM).replace(b"utf-8", b'utf-8" encoding="koi8-r'),
        rss(RSS_ITEM).replace("открыт &amp;".encode(), "открыт &".encode()),
        rss(RSS_ITEM).replace("открыт &amp;".encode(), "о\x0bткрыт &amp;\x00".encode()),
        rss(RSS_ITEM).replace("открыт".encode(), "откры&#x1;т".encode()),
    ],
    ids=[
        "1251 as utf-8",
        "utf-8 as 1251",
        "utf-16",
        "two marks",
        "notice",
        "two labels",
        "bare &",
        "NUL",
        "&#x1;",
    ],
)
def test_it_reads_feeds_whose_bytes_are_not_what_they_say(body: bytes) -> None:
    post = only(body)
    assert post.title == "Мост через Чу открыт & принят"
    assert post.text.endswith("Проезд бесплатный.")


def test_it_keeps_named_characters_outside_cdata() -> None:
    assert (
        only(rss(item("<title>&laquo;Чу&raquo; &mdash; &eacute;&bogus;</title>" + LINK))).title
        == "«Чу» — é&bogus;"
    )


def test_it_expands_no_entity_of_a_feed() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = (
        f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]>'
        + rss(item(TITLE + "<description>&l11;</description>" + LINK)).decode()
    )
    assert only(bomb.encode()).text == "&l11;"


def test_it_opens_no_file_for_a_feed() -> None:
    doctype = (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{__file__}"><!ENTITY % p SYSTEM "file://{__file__}"> %p;]>'
    )
    body = doctype + rss(item(TITLE + "<description>&x;</description>" + LINK)).decode()
    assert only(body.encode()).text == "&x;"


def test_it_takes_no_text_of_a_feed_for_an_address_or_a_file() -> None:
    for content in (b"https://steppe-courier.example/rss", __file__.encode()):
        with pytest.raises(UnreadableSource):
            parse(content)


@pytest.mark.parametrize(
    "content", [rss(RSS_ITEM, item(TITLE)), atom(ATOM_ENTRY, ATOM_ENTRY)], ids=["rss", "atom"]
)
def test_it_keeps_the_contract(content: bytes) -> None:
    assert contract.problems(FEED, contract.Sample(document(content), COURIER, items=2)) == []
    for damaged in contract.damaged(document(content)):
        assert contract.problems(FEED, contract.Sample(damaged, FOLLOWED)) == []


SCRAPS = st.sampled_from(
    [
        b"<rss version='2.0'>",
        b"<channel>",
        b"<item>",
        b"</item>",
        b"<title>",
        b"</title>",
        b"<link>",
        b"http://[",
        b"&#xD800;",
        b"<![CDATA[",
        b"]]>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'>",
        b"<entry>",
        b"<guid>",
        b"<!DOCTYPE [",
        b"<!--",
        b"<content mode='base64'>",
        b"<link href='//[x'/>",
        b"<pubDate>",
        b"xml:base='http://[::'",
        b"\xff",
        b"7",
        b"<author>",
        b"<georss:point>",
        b"<media:content url='",
        b"'>",
        b"<itunes:image href='",
        b"<enclosure url='http://[' />",
    ]
)


@settings(max_examples=300)
@given(
    st.one_of(
        st.binary(), st.lists(SCRAPS).map(b"".join), st.lists(SCRAPS).map(lambda s: b"<rss>" + b"".join(s))
    )
)
def test_it_never_raises_anything_but_unreadable_source(content: bytes) -> None:
    assert contract.problems(FEED, contract.Sample(document(content), FOLLOWED)) == []


FIELD = st.sampled_from(
    ["id", "url", "title", "content_html", "date_published", "authors", "author", "name", "tags", "language"]
)
SCALAR = st.none() | st.booleans() | st.floats() | st.text()
JSON = SCALAR | st.lists(SCALAR, max_size=2) | st.dictionaries(FIELD, SCALAR, max_size=3)


@settings(max_examples=50)
@given(st.lists(SCALAR | st.dictionaries(FIELD, JSON), max_size=4))
def test_it_accounts_for_every_item_of_a_json_feed_however_odd(items: list[object]) -> None:
    content = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()
    sample = contract.Sample(document(content), FOLLOWED, items=len(items))
    assert contract.problems(FEED, sample) == []


def test_it_takes_no_date_a_year_after_the_capture() -> None:
    ahead = f"<pubDate>{NOW.replace(year=NOW.year + 1):%Y-%m-%d}</pubDate>"
    assert only(rss(item(TITLE + LINK + ahead))).posted is None
