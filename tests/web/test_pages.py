from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from aitys.errors import Failure
from aitys.store import coverage, models, sources
from aitys.values.posts import PrintedTime
from aitys.values.sources import Card, RouteKind, Shown
from aitys.web.pages import contact_link
from tests.builders import COURIER, NOON, add_source, keep, post
from tests.web.world import BAZAAR, Page, add_topic, index, keep_in, message, post_id, report, transferred

pytestmark = pytest.mark.usefixtures("fresh_index")

PATHS = ["/", "/topics/", "/topics/water/", "/search/?q=ferry", "/sources/", "/about/", "/nothing-here"]
HOSTILE = post(
    "hostile",
    '</p><script>alert("text")</script>\n\n<img src=x onerror=alert(1)> {{ settings }}',
    title='<script>alert("title")</script> "quoted" & more',
)


def fill() -> None:
    keep(add_source(), *(report(number) for number in range(1, 9)))
    add_topic()
    index()


def test_the_home_page_names_the_newest_posts_the_topics_and_the_sources(client: Client) -> None:
    fill()
    page = Page(client, "/")
    assert page.headlines == [f"Ferry report {number}" for number in range(8, 2, -1)]
    assert page.values("//ul[@class='topics']//a/@href") == ["/topics/water/"]
    assert page.texts("//p[@class='tally']") == ["1 source, 8 posts kept."]


def test_a_post_page_shows_what_its_card_allows_and_its_record(client: Client) -> None:
    words = " ".join(f"word{number}" for number in range(1, 101))
    long = post("long", words, title="A long read", posted=PrintedTime(NOON, "+05:00"))
    keep(add_source(), long, at=NOON + timedelta(hours=1))
    page = Page(client, f"/posts/{post_id(long)}/")
    assert page.texts("//h1") == ["A long read"]
    assert page.texts("//p[@class='words']") == [" ".join(words.split()[:60]) + "…"]
    record = dict(zip(page.texts("//dl//dt"), page.texts("//dl//dd"), strict=True))
    assert record["Posted"] == "20 November 2026, 17:00 (UTC+5)"
    assert record["First captured here"] == "20 November 2026, 13:00 (UTC)"
    assert record["Versions kept"] == "1"
    assert record["Address"] == "https://steppe-courier.example/long"


def test_a_guessed_time_says_so(client: Client) -> None:
    guessed = post("guessed", posted=PrintedTime(NOON, "", guessed=True))
    keep(add_source(), guessed)
    page = Page(client, f"/posts/{post_id(guessed)}/")
    assert page.texts("//dl//dd")[0] == "20 November 2026, 12:00 (UTC) time guessed"


def test_the_origin_is_linked_without_lending_it_our_name(client: Client) -> None:
    fill()
    page = Page(client, "/topics/water/")
    links = page.values("//p[@class='origin']/a/@href")
    assert links[0] == "https://steppe-courier.example/report-8"
    assert set(page.values("//p[@class='origin']/a/@rel")) == {"nofollow noopener noreferrer ugc"}


def test_a_full_card_shows_every_paragraph(client: Client) -> None:
    own = post("own", "First.\n\nSecond\nline.", title="Ours")
    keep(add_source(replace(COURIER, shown=Shown.FULL)), own)
    assert Page(client, f"/posts/{post_id(own)}/").texts("//p[@class='words']") == ["First.", "Second line."]


def test_an_edited_post_shows_when_each_wording_was_seen(client: Client) -> None:
    route = add_source()
    keep(route, post("edited", "Before."), at=NOON)
    keep(route, post("edited", "After."), at=NOON + timedelta(hours=3))
    page = Page(client, f"/posts/{post_id(post('edited'))}/")
    assert page.texts("//p[@class='words']") == ["After."]
    assert page.texts("//tbody//tr[2]/*") == [
        "Version 2",
        "Last seen without it 20 November 2026, 12:00 (UTC)",
        "First seen with it 20 November 2026, 15:00 (UTC)",
        "Last seen with it 20 November 2026, 15:00 (UTC)",
    ]


def test_the_table_of_wordings_is_a_table_however_it_is_drawn(client: Client) -> None:
    route = add_source()
    for hour, words in enumerate(("One.", "Two.", "Three.")):
        keep(route, post("edited", words), at=NOON + timedelta(hours=hour))
    page = Page(client, f"/posts/{post_id(post('edited'))}/")
    told = [*page.texts("//thead//th"), *page.texts("//tbody//tr[1]//span[@class='label']")]
    assert (
        told[:4] == told[4:] == ["Version", "Last seen without it", "First seen with it", "Last seen with it"]
    )
    parts = "//table | //table//*[self::thead or self::tbody or self::tr or self::th or self::td]"
    assert len(page.texts(parts)) == len(page.texts("//table[@role] | //table//*[@role]"))
    assert page.values("//*[@tabindex]/@id") == ["main"]


def test_a_merged_post_redirects_for_good(client: Client) -> None:
    first, second = report(1), report(2)
    keep(add_source(), first, second)
    models.Post.objects.filter(id=post_id(second)).update(merged_into=post_id(first))
    answer = client.get(f"/posts/{post_id(second)}/")
    assert answer.status_code == 301
    assert answer["Location"] == f"/posts/{post_id(first)}/"


@pytest.mark.parametrize(
    "path", ["/posts/999999/", "/posts/999999999999999999/", "/posts/99999999999999999999/", "/topics/none/"]
)
def test_what_is_not_there_is_a_page_that_says_so(client: Client, path: str) -> None:
    page = Page(client, path)
    assert page.status == 404
    assert page.texts("//h1") == ["There is nothing at this address"]


def test_a_withdrawn_post_is_gone_from_the_site(client: Client) -> None:
    taken = report(1)
    keep(add_source(), taken)
    models.Post.objects.update(withdrawn_at=NOON)
    index()
    assert Page(client, f"/posts/{post_id(taken)}/").status == 404
    assert Page(client, "/search/").headlines == []


def test_words_from_outside_are_never_markup(client: Client) -> None:
    keep(add_source(replace(COURIER, title="<b>Courier</b>")), HOSTILE)
    index()
    for path in ("/", "/search/?q=script", f"/posts/{post_id(HOSTILE)}/", "/sources/"):
        page = Page(client, path)
        assert page.texts("//script[not(@type='application/ld+json')] | //img | //b") == []
        assert page.values("//@onerror") == []
    page = Page(client, "/")
    assert page.headlines == ['<script>alert("title")</script> "quoted" & more']
    assert "{{ settings }}" in Page(client, f"/posts/{post_id(HOSTILE)}/").texts("//p[@class='words']")[-1]


def test_a_link_that_is_no_web_address_is_no_link(client: Client) -> None:
    wrong = replace(report(1), url="javascript:alert(1)")
    keep(add_source(), wrong)
    index()
    for path in ("/", f"/posts/{post_id(wrong)}/"):
        assert Page(client, path).values("//a[starts-with(@href, 'java')]/@href") == []


def test_each_post_says_its_language_and_direction(client: Client) -> None:
    keep_in("fa", add_source(BAZAAR), message(1, "پل روز دوشنبه باز می‌شود"))
    index()
    page = Page(client, "/")
    assert page.values("//h3[contains(@class, 'headline')]/@lang") == ["fa"]
    assert page.values("//h3[contains(@class, 'headline')]/@dir") == ["rtl"]


def test_sources_tell_what_is_read_and_what_could_not_be_seen(client: Client) -> None:
    route = add_source(replace(COURIER, country="kz", owner="Steppe Press", languages=("uz-Cyrl",)))
    keep(route, report(1))
    sources.add_route(COURIER.slug, RouteKind.IMPORT, "/srv/secret/archive.jsonl")
    dead = add_source(Card("dead-letter", "Dead Letter"), "https://dead-letter.example/feed.xml")
    sources.record_failure(dead.id, NOON, Failure("too-slow", "dead-letter: 60 s", permanent=False))
    page = Page(client, "/sources/")
    assert page.headlines == ["Dead Letter", "Steppe Courier"]
    told = "The answer was not whole in the time that is allowed. (failed once)"
    assert page.texts("//p[@class='error']") == [told]
    meta = " ".join(page.texts("//article[@id='source-steppe-courier']//p[@class='meta']"))
    for told in ("Kazakhstan", "owned by Steppe Press", "Uzbek (Cyrillic)", "News site", "1 post"):
        assert told in meta
    assert "secret" not in page.text


def test_an_archive_says_when_it_was_imported_and_which_stretch_it_holds(client: Client) -> None:
    add_source(BAZAAR)
    route = sources.add_route(BAZAAR.slug, RouteKind.IMPORT, "name:@bazaar_talk")
    for name, first, imported in (("old.jsonl", 40, 2), ("new.jsonl", 9, 1)):
        posted = [NOON - timedelta(days=first), NOON - timedelta(days=first - 5)]
        coverage.record_import(route.id, name, posted, NOON - timedelta(hours=imported))
    told = Page(client, "/sources/").texts("//li[@class='imported']")
    assert told == [
        "Imported archive imported last on 20 November 2026, 11:00 (UTC)"
        " It holds posts of 11 October 2026, 12:00 (UTC) to 16 November 2026, 12:00 (UTC)."
        " Not seen in between: 16 October 2026, 12:00 (UTC) – 11 November 2026, 12:00 (UTC)."
        " Nothing before and nothing after that was seen by this way."
    ]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("evidence-broken", "/var/lib/aitys/evidence: cannot be made: no space left on device"),
        ("private-address", "intranet.example: the host leads to 10.20.30.40, a private network"),
        ("not-described", "/home/editor/aitys.toml at 192.168.7.9"),
    ],
)
def test_no_path_and_no_address_of_this_machine_reaches_the_public(
    client: Client, name: str, says: str
) -> None:
    sources.record_failure(add_source().id, NOON, Failure(name, says, permanent=False))
    body = client.get("/sources/").content.decode()
    assert "failed once" in body
    assert [part for part in says.split() if any(sign in part for sign in "/.") and part in body] == []


def test_many_sources_are_paged(client: Client) -> None:
    for number in range(31):
        sources.add(Card(f"outlet-{number:02}", f"Outlet {number:02}"), NOON)
    page = Page(client, "/sources/")
    assert page.counter == "Viewing results 1–30 of 31"
    assert Page(client, page.link("next")).headlines == ["Outlet 30"]


def test_a_page_needs_no_script_and_nothing_inline(client: Client) -> None:
    fill()
    for page in (Page(client, path) for path in PATHS):
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        assert "unsafe" not in page.headers["Content-Security-Policy"]
        assert page.texts("//script[not(@type='application/ld+json')] | //style | //iframe") == []
        assert page.values("//@style | //@*[starts-with(name(), 'on')]") == []
        asked = page.values("//link[@rel='stylesheet' or @rel='preload' or @rel='icon']/@href | //@src")
        assert all(link.startswith("/static/") for link in asked)


def test_a_page_has_landmarks_a_title_a_language_and_one_heading(client: Client) -> None:
    fill()
    for page in (Page(client, path) for path in PATHS):
        assert page.values("//html/@lang") == ["en"]
        assert page.texts("//title")[0].endswith("Aitys")
        assert len(page.texts("//h1")) == 1
        assert len(page.texts("//main[@id='main']")) == 1
        assert page.values("//body/a[1]/@href") == ["#main"]


def test_ids_are_given_once_and_every_label_has_its_field(client: Client) -> None:
    fill()
    for page in (Page(client, path) for path in PATHS):
        ids = page.values("//@id")
        assert len(ids) == len(set(ids))
        assert set(page.values("//label/@for | //@aria-labelledby")) <= set(ids)


def test_a_page_weighs_under_60_kb_with_everything_in_it_even_on_a_large_desk(client: Client) -> None:
    for number in range(380):
        sources.add(Card(f"outlet-number-{number}", f"Новости города номер {number}"), NOON)
    text = "Судноходство по озеру возобновлено " * 40
    keep_in("ru", add_source(), *(report(number, text=text, title=text[:250]) for number in range(1, 9)))
    add_topic()
    index()
    for path in ("/", "/topics/water/", "/search/?q=озеру", "/sources/", "/about/"):
        assert transferred(client, path) < 60_000, path


def test_each_page_of_a_list_has_a_title_of_its_own(client: Client) -> None:
    fill()
    for path, name in (("/topics/water/", "Water"), ("/search/", "Search"), ("/sources/", "Sources")):
        assert Page(client, path).texts("//title") == [f"{name} · Aitys"]
        assert Page(client, path, {"page": "2"}).texts("//title") == [f"{name} · Page 2 · Aitys"]


def test_the_method_promises_nothing_that_is_not_here(client: Client) -> None:
    told = Page(client, "/about/").text
    assert "does not follow claims and the answers to them" in told
    assert {"yet", "will", "soon"}.isdisjoint(told.split())


def test_the_method_tells_how_the_desk_is_set(client: Client) -> None:
    told = Page(client, "/about/").text
    assert "at most 60 words" in told
    assert "at most once in 5 seconds" in told


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("desk@steppe-courier.example", "mailto:desk@steppe-courier.example"),
        ("https://steppe-courier.example/write", "https://steppe-courier.example/write"),
        ("Room 4, by appointment", ""),
        ("javascript:alert(1)", ""),
        ("a@b.example?bcc=all@c.example", ""),
    ],
)
def test_a_contact_is_linked_where_it_is_an_address(contact: str, link: str) -> None:
    assert contact_link(contact) == link


def test_the_method_says_so_where_nobody_gave_an_address(client: Client) -> None:
    assert "has given no address here" in Page(client, "/about/").text


def test_the_contents_of_the_method_lead_to_each_of_its_parts(client: Client) -> None:
    page = Page(client, "/about/")
    parts = page.values("//nav[@class='contents']//a/@href")
    assert parts == [f"#{name}" for name in page.values("//div[contains(@class, 'prose')]/h2/@id")]
