from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitys.errors import UnreadableSource
from aitys.sources import contract, rules
from aitys.sources.kinds import kind
from aitys.values.captures import Ask, Document, Purpose
from aitys.values.posts import Left, Post, PrintedTime
from aitys.values.readings import Parsed
from aitys.values.sources import Card, Rules, RulesForm
from tests.sources import cast
from tests.sources.cast import COURIER, NOW, STATE

KIND = kind("rules")
SITE = "https://steppe-courier.example"
LIST = f"{SITE}/ru/news"
HTML = Rules(
    items="div.item",
    link="h3 a@href",
    title="h3",
    date="span.when",
    text="div.lead",
    next_page="a.older",
    zone="+05:00",
)
JSON = Rules(
    items="data.list",
    link="/ru/{kind.slug}/{id}",
    title="title",
    date="at",
    text="lead.0",
    next_page="links.next",
    form=RulesForm.JSON,
)


def item(number: int = 1, when: str = "12.05.2026 14:05", link: str = "") -> str:
    href = link or f"n/{number}?utm_source=list"
    return (
        f'<div class="item"><img src="data:image/png;base64,AAAA" alt="&lt;?php echo $alt ?&gt;">'
        f'<h3><a href="{href}">Мост &amp; дорога №{number}</a></h3><span class="when">{when}</span>'
        f'<div class="lead"><p>Мост открыт.</p><p>Проезд < 5 минут.</p></div></div>'
    )


def page(*items: str, head: str = "", tail: str = "") -> str:
    body = f"<nav><a href='/'>Главная</a></nav>{''.join(items)}{tail}"
    return f"<html><head>{head}</head><body>{body}</body></html>"


ITEMS = (item(1), item(2), item(3))


def card(said: Rules = HTML, *, follow_pages: bool = False) -> Card:
    return replace(COURIER, rules=said, follow_pages=follow_pages)


def document(content: str, url: str = LIST) -> Document:
    return Document(url, content.encode(), "text/html; charset=utf-8", NOW)


def read(content: str, said: Rules = HTML, url: str = LIST) -> Parsed:
    return rules.parse(document(content, url), card(said))


def found(*rows: object, **more: object) -> str:
    return json.dumps({"data": {"list": list(rows)}, **more})


def row(number: int = 1, **changed: object) -> dict[str, object]:
    return {
        "id": number,
        "kind": {"slug": "roads"},
        "title": "Мост &amp; дорога",
        "at": "2026-05-12T14:05:00+05:00",
        "lead": ["<p>Мост открыт.</p>"],
        **changed,
    }


def test_it_reads_the_items_of_a_page_by_the_card_s_selectors() -> None:
    parsed = read(page(item(1), item(2)))
    assert parsed.posts[0] == Post(
        (f"{SITE}/ru/n/1",),
        url=f"{SITE}/ru/n/1?utm_source=list",
        title="Мост & дорога №1",
        text="Мост открыт.\n\nПроезд < 5 минут.",
        posted=PrintedTime(datetime(2026, 5, 12, 9, 5, tzinfo=UTC), guessed=True),
    )
    assert [post.title[-1] for post in parsed.posts] == ["1", "2"]


def test_it_reads_a_list_in_json_by_the_card_s_paths() -> None:
    (post,) = read(found(row(41)), JSON).posts
    assert post.addresses == (f"{SITE}/ru/roads/41",)
    assert (post.title, post.text) == ("Мост & дорога", "Мост открыт.")
    assert post.posted == PrintedTime(datetime(2026, 5, 12, 9, 5, tzinfo=UTC), "+05:00")


def test_a_json_list_without_a_name_is_read_too() -> None:
    assert len(read(json.dumps([row(1), row(2)]), replace(JSON, items="")).posts) == 2


@pytest.mark.parametrize(
    ("when", "zone", "date_format", "says"),
    [
        ("12.05.2026 14:05", "+05:00", "", "12 09:05 guessed"),
        ("12 мая 2026, 14:05", "+06:00", "", "12 08:05 guessed"),
        ("сегодня, 14:05", "+05:00", "", "12 09:05 guessed"),
        ("Вчера в 14:05", "+05:00", "", "11 09:05 guessed"),
        ("Бүгін 01:05", "+05:00", "", "11 20:05 guessed"),
        ("kecha, 14:05", "", "", "11 14:05 guessed"),
        ("2026-05-12T14:05:00+06:00", "+05:00", "", "12 08:05 +06:00"),
        ("14-05 // 26/05/12", "-03:30", "%H-%M // %y/%m/%d", "12 17:35 guessed"),
        ("12.05.2026", "+05:00", "%d.%m.%Y", "11 19:00 guessed"),
        ("12.05.2026", "+05:00", "%H:%M", ""),
        ("скоро", "+05:00", "", ""),
        ("12.05.2036 14:05", "+05:00", "", ""),
    ],
)
def test_it_reads_a_date_in_the_zone_that_the_card_says(
    when: str, zone: str, date_format: str, says: str
) -> None:
    (post,) = read(page(item(1, when)), replace(HTML, zone=zone, date_format=date_format)).posts
    told = f"{post.posted.at:%d %H:%M} {post.posted.offset or 'guessed'}" if post.posted else ""
    assert told == says


def test_a_machine_s_date_is_taken_before_the_words_that_are_shown() -> None:
    clock = '<time class="when" datetime="2026-05-12T08:00:00+05:00">2 часа назад</time>'
    (post,) = read(page(item(1).replace('<span class="when">12.05.2026 14:05</span>', clock)),
                   replace(HTML, date=".when")).posts  # fmt: skip
    assert post.posted is not None
    assert post.posted.offset == "+05:00"


@pytest.mark.parametrize(
    ("link", "head", "address"),
    [
        ("n/1", "", f"{SITE}/ru/n/1"),
        ("/n/1/", "", f"{SITE}/n/1"),
        ("n/1", '<base href="/kk/">', f"{SITE}/kk/n/1"),
        ("https://steppe-courier.example./n/%d1%87#top", "", f"{SITE}/n/%D1%87"),
    ],
)
def test_odd_links_lead_to_one_address(link: str, head: str, address: str) -> None:
    (post,) = read(page(item(link=link), head=head)).posts
    assert post.addresses == (address,)


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (item(link="javascript:void(0)"), "no-address"),
        (item(link="/"), "no-address"),
        (item(link="/ru/news/"), "no-address"),
        ('<div class="item"><h3><a href="/n/1"></a></h3></div>', "no-text"),
    ],
)
def test_it_leaves_an_item_that_is_no_post_and_says_why(one: str, reason: str) -> None:
    assert [left.reason for left in read(page(one)).left] == [reason]


def test_a_post_that_the_list_shows_twice_is_one() -> None:
    parsed = read(page(item(1), item(1)))
    assert (len(parsed.posts), parsed.left) == (1, (Left(f"{SITE}/ru/n/1", "repeated"),))


@pytest.mark.parametrize(
    ("said", "tail", "url", "asked"),
    [
        ("a.older", '<a class="older" href="?page=2">Ещё</a>', LIST, f"{LIST}?page=2"),
        ("a.older@data-next", '<a class="older" data-next="/ru/news/2">Ещё</a>', LIST, f"{LIST}/2"),
        ("a.older", f'<a class="older" href="{LIST}/">Ещё</a>', LIST, None),
        ("a.older", "", LIST, None),
        ("?page={page}", "", LIST, f"{LIST}?page=2"),
        ("?page={page}&c=1", "", f"{LIST}?page=7&c=1", f"{LIST}?page=8&c=1"),
        ("/ru/news/{page}/", "", f"{LIST}/9/", f"{LIST}/10/"),
    ],
)
def test_it_asks_for_the_older_page(said: str, tail: str, url: str, asked: str | None) -> None:
    asks = read(page(item(1), tail=tail), replace(HTML, next_page=said), url).asks
    assert [ask.url for ask in asks] == ([asked] if asked else [])


def test_the_older_page_of_a_json_list_stands_where_the_card_says() -> None:
    (ask,) = read(found(row(), links={"next": "/ru/api?before=41"}), JSON).asks
    assert ask == Ask(f"{SITE}/ru/api?before=41")
    assert read(found(links={"next": "/ru/api?before=41"}), JSON) == Parsed("rules@1")


def test_it_asks_for_each_post_s_own_page_where_the_card_says_so() -> None:
    parsed = rules.parse(document(page(item(1))), card(follow_pages=True))
    assert parsed.asks == (Ask(f"{SITE}/ru/n/1?utm_source=list", Purpose.PAGE, f"{SITE}/ru/n/1"),)


@pytest.mark.parametrize(
    ("content", "said", "says"),
    [
        (page(), HTML, 'items = "div.item" finds nothing on this page'),
        ("", HTML, 'items = "div.item" finds nothing on this page'),
        (page(*ITEMS), replace(HTML, date="b.date"), 'date = "b.date" finds nothing in any'),
        (page(*ITEMS), replace(HTML, link="h4 a@href"), 'link = "h4 a@href" finds nothing'),
        (found(row()), HTML, 'the page is JSON; the card says form = "html"'),
        (page(item(1)), JSON, 'the page is no JSON; the card says form = "json"'),
        (found(row())[:-9], JSON, "JSON that is broken or cut off"),
        (found(row()), replace(JSON, items="data.items"), 'items = "data.items" leads to no list'),
        (found(*[row()] * 3), replace(JSON, link="/n/{number}"), 'link = "/n/{number}" finds nothing'),
        ("<p>" * 5001, replace(HTML, items="p"), 'items = "p" finds 5,001 items; no list'),
        (found(*[row()] * 5001), JSON, "finds 5,001 items"),
        (found(*"abc"), JSON, 'title = "title" finds nothing in any of them'),
    ],
)  # fmt: skip
def test_a_rule_that_finds_nothing_is_an_error_with_its_name(content: str, said: Rules, says: str) -> None:
    with pytest.raises(UnreadableSource) as refused:
        read(content, said)
    assert says in refused.value.says
    assert refused.value.name == "rules-found-nothing"


@pytest.mark.parametrize(
    ("said", "says"),
    [
        (replace(HTML, items="div..item"), 'items = "div..item" holds no CSS selector'),
        (replace(HTML, items=""), "items is missing"),
        (replace(HTML, link="/n/{a[}"), "link = "),
        (replace(HTML, zone="Asia/Almaty"), 'zone = "Asia/Almaty" is not written as +05:00 is'),
        (replace(HTML, date_format="%Q"), 'date_format = "%Q" is not one of strptime'),
        (replace(HTML, date_format="%d %d"), 'date_format = "%d %d" is not one of strptime'),
        (replace(HTML, date_format="%"), "date_format = "),
    ],
)
def test_wrong_rules_are_told_before_any_page_is_read(said: Rules, says: str) -> None:
    (fault,) = rules.faults(said)
    assert says in fault
    with pytest.raises(UnreadableSource) as refused:
        read(page(item(1)), said)
    assert refused.value.name == "wrong-rules"


def test_good_rules_have_no_fault_and_a_card_without_any_says_so() -> None:
    assert rules.faults(HTML) == rules.faults(JSON) == ()
    with pytest.raises(UnreadableSource, match=r"no \[rules\]"):
        rules.parse(document(page(item(1))), COURIER)


def test_a_preview_shows_what_each_rule_found() -> None:
    shown = rules.preview(document(page(item(1), item(2, when="скоро"), item(link="/"))), card())
    assert [(one.title[:4], one.date, one.reason) for one in shown.items] == [
        ("Мост", "12.05.2026 14:05", ""),
        ("Мост", "скоро", ""),
        ("Мост", "12.05.2026 14:05", "no-address"),
    ]
    assert shown.says == (
        "of 3 dates 1 cannot be read; give a date_format",
        'next_page = "a.older" finds no older page',
    )


def test_a_preview_tells_what_is_wrong_instead_of_failing() -> None:
    assert rules.preview(document(page(item(1))), COURIER).says == (
        "its card has no [rules] to read a list by",
    )
    (says,) = rules.preview(document(page()), card()).says
    assert says.startswith('items = "div.item" finds nothing')
    assert 'date = "b" finds nothing in any of them' in (
        rules.preview(document(page(item(1))), card(replace(HTML, date="b"))).says
    )


def test_it_keeps_the_contract() -> None:
    for whole, said, count in ((page(item(1), item(2), item(link="/")), HTML, 3), (found(row(), 7), JSON, 2)):
        sample = contract.Sample(document(whole), card(said), items=count)
        assert contract.problems(KIND, sample) == []
        for damaged in contract.damaged(sample.document):
            assert contract.problems(KIND, contract.Sample(damaged, card(said))) == []
    assert contract.plan_problems(KIND, cast.ROUTE, STATE) == []


WRITTEN = st.sampled_from(
    ["", "a", "a@href", "@href", "/n/{id}", "{page}", "data.list", "0", "h3", ":has(a)", "*", "{", "}", "%d"]
) | st.text(max_size=6)  # fmt: skip
SCRAPS = st.sampled_from(
    [*ITEMS, "<base href='http://['>", "<a href='//'>", "</div>", "<!--", "\x00\ud800", "<table><tr>", "{"]
)  # fmt: skip
PAGES = st.lists(SCRAPS).map(lambda parts: "".join(parts).encode("utf-8", "surrogatepass"))


@settings(max_examples=200)
@given(
    st.builds(Rules, *[WRITTEN] * 6, form=st.sampled_from(RulesForm), date_format=WRITTEN),
    PAGES | st.just(found(row(), 7, [], None).encode()) | st.binary(max_size=40),
)
def test_no_rules_on_any_page_break_it(said: Rules, content: bytes) -> None:
    whole = Document(LIST, content, "", NOW)
    assert contract.problems(KIND, contract.Sample(whole, card(said))) == []
    assert isinstance(rules.preview(whole, card(said)), rules.Preview)
