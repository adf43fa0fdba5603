"""The one search: what is found, how it was understood, what is counted, what might have been meant."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from aitys.errors import SearchUnavailable
from aitys.settings import current
from aitys.store import keeping, posts
from aitys.store.finding import Found, Wish, find
from aitys.store.models import Post
from aitys.store.search import IndexWriter
from aitys.store.suggesting import FEW
from aitys.text.queries import ProblemName
from aitys.values.posts import PrintedTime
from aitys.values.readings import ReadPost, Stretch
from aitys.values.search import Counts, Filter, Order, of_topic
from aitys.values.sources import Card, Shown, SourceKind
from aitys.values.stored import StoredPost, Topic
from tests.builders import COURIER, add_source, post, reader

pytestmark = pytest.mark.django_db

Counting = Callable[[int], AbstractContextManager[object]]

COURIER_KZ = Card("steppe-courier", "Steppe Courier", country="kz", homepage=COURIER.homepage)
BAZAAR = Card("bazaar_talk", "Базарные разговоры", kind=SourceKind.CHANNEL, country="uz")


@pytest.fixture(autouse=True)
def empty_index() -> Iterator[None]:
    """Rows of the last test were rolled back, its index was not."""
    shutil.rmtree(current().index, ignore_errors=True)
    yield
    shutil.rmtree(current().index, ignore_errors=True)


def publish(card: Card, name: str, text: str, language: str = "ru", **parts: object) -> None:
    """Keep a post and bring it into the index."""
    keep(card, ReadPost(post(name, text, **{"title": "", **parts}), language, "Cyrl", "language@test"))


def keep(card: Card, *read: ReadPost) -> None:
    route = add_source(card, f"https://{card.slug}.example/rss.xml")
    keeping.keep(route.source, reader(route), read)
    with IndexWriter.open() as writer:
        writer.replace(posts.to_index([*Post.objects.values_list("id", flat=True)]))
        writer.commit()


def publish_many(texts: Iterable[str]) -> None:
    made = [post(f"of-{text}", text, title="") for text in texts]
    keep(COURIER_KZ, *(ReadPost(each, "ru", "Cyrl", "language@test") for each in made))


def publish_mixed() -> None:
    """A post in Russian and Kazakh, posted on 11 May."""
    made = post("mixed", "Мост. Көпір ашылды", title="", posted=on_may(11))
    stretches = (Stretch(0, 5, "ru", "Cyrl"), Stretch(5, 18, "kk", "Cyrl"))
    keep(COURIER_KZ, ReadPost(made, "ru", "Cyrl", "language@test", stretches=stretches))


def on_may(day: int) -> PrintedTime:
    """Its last minute."""
    return PrintedTime(datetime(2026, 5, day, 23, 59, tzinfo=UTC), "+00:00")


def ask(words: str = "", *, with_counts: bool = False, **parts: str | date) -> Found:
    asked = Filter(words=words, **parts)  # type: ignore[arg-type] # parts are the filter's own
    return find(Wish(asked, Order.NEWEST, 20, with_counts=with_counts))


def texts(found: Found) -> set[str]:
    assert found.total == len(found.items)
    return {each.text for each in found.items if isinstance(each, StoredPost)}


def test_it_gives_the_posts_themselves_and_how_the_query_was_understood() -> None:
    publish(COURIER_KZ, "bridge", "Новый мост открыт")
    found = ask("мост lang:ru")
    assert texts(found) == {"Новый мост открыт"}
    assert [term.written for term in found.query.terms] == ["мост"]
    assert found.counts is None


def test_a_query_that_cannot_be_searched_finds_nothing_and_says_why() -> None:
    publish(COURIER_KZ, "bridge", "Новый мост открыт")
    found = ask("мост lang:xx", with_counts=True)
    assert (found.total, found.items, found.counts) == (0, (), Counts())
    assert [problem.name for problem in found.query.problems] == [ProblemName.UNKNOWN_LANGUAGE]


@pytest.mark.parametrize(
    "name",
    [
        "bazaar_talk",
        "@bazaar_talk",
        '"Базарные разговоры"',
        '"базарные РАЗГОВОРЫ"',
        "bazaar_talk,steppe-courier",
    ],
)
def test_a_source_is_named_by_its_slug_its_name_or_its_title(name: str) -> None:
    publish(COURIER_KZ, "bridge", "Новый мост открыт")
    publish(BAZAAR, "rumour", "Говорят, мост закрыт")
    assert "Говорят, мост закрыт" in texts(ask(f"мост source:{name}"))
    assert "Говорят, мост закрыт" not in texts(ask(f"мост -source:{name}"))


def test_a_source_that_is_not_there_is_named() -> None:
    publish(COURIER_KZ, "bridge", "Новый мост открыт")
    found = ask("мост source:valley_wire")
    assert [(each.name, each.written) for each in found.query.problems] == [
        (ProblemName.UNKNOWN_SOURCE, "valley_wire")
    ]
    assert found.total == 0


def test_a_title_without_words_is_not_that_of_every_such_name() -> None:
    add_source(Card("emoji", "👍"), "https://emoji.example/rss.xml")
    publish(COURIER_KZ, "bridge", "Новый мост открыт")
    assert [problem.written for problem in ask("мост source:🌊").query.problems] == ["🌊"]
    assert ask("мост source:👍").query.problems == ()


def test_many_names_of_sources_are_looked_up_at_once(django_assert_max_num_queries: Counting) -> None:
    publish(COURIER_KZ, "bridge", "Новый мост открыт")
    names = ",".join(f"s{number}" for number in range(200))
    with django_assert_max_num_queries(4):
        found = ask(f"мост source:steppe-courier,{names}")
    assert len(found.query.problems) == 200


def test_operators_and_the_filters_of_the_form_must_both_fit() -> None:
    publish(COURIER_KZ, "bridge", "Новый мост открыт")
    publish(BAZAAR, "rumour", "Мост закрыт, фото 5")
    assert texts(ask("мост kind:channel")) == texts(ask("мост", kind="channel")) == {"Мост закрыт, фото 5"}
    assert texts(ask("мост kind:channel", country="kz")) == set()
    assert texts(ask("мост -country:uz has:number,photo")) == set()
    assert texts(ask("мост -country:uz -has:number")) == {"Новый мост открыт"}
    assert texts(ask("мост страна:казахстан,узбекистан")) == texts(ask("мост"))


def test_before_and_after_leave_the_named_day_out() -> None:
    publish(COURIER_KZ, "bridge", "Новый мост открыт", posted=on_may(12))
    assert texts(ask("after:2026-05-11 before:2026-05-13")) == {"Новый мост открыт"}
    assert texts(ask("before:2026-05-12")) == texts(ask("after:12.05.2026")) == set()
    assert texts(ask("before:2027", since=date(2026, 5, 12), until=date(2026, 5, 12))) == {
        "Новый мост открыт"
    }
    assert texts(ask("before:2026-06", since=date(2026, 5, 13))) == set()


def test_a_topics_stored_query_is_read_in_the_same_language() -> None:
    publish(COURIER_KZ, "bridge", "Новый мост открыт")
    publish(BAZAAR, "rumour", "Говорят, мост закрыт")
    topic = Topic("bridges", "Bridges", queries=('мост source:"Steppe Courier"',))
    found = find(Wish(of_topic(topic, Filter()), Order.NEWEST, 20))
    assert texts(found) == {"Новый мост открыт"}


def test_it_counts_languages_sources_and_days_of_all_that_it_found() -> None:
    publish_mixed()
    publish(COURIER_KZ, "again", "Мост открыт", posted=on_may(12))
    publish(BAZAAR, "rumour", "Мост закрыт", posted=on_may(12))
    found = find(Wish(Filter(words="мост"), Order.NEWEST, limit=1, with_counts=True))
    assert len(found.items) == 1
    assert found.counts == Counts(
        languages=(("ru", 3), ("kk", 1)),
        sources=(("steppe-courier", 2), ("bazaar_talk", 1)),
        days=((date(2026, 5, 11), 1), (date(2026, 5, 12), 2)),
    )


def test_a_post_in_two_languages_is_found_in_both() -> None:
    publish_mixed()
    assert ask("lang:kk").total == ask("lang:ru").total == 1
    assert ask("-lang:kk").total == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("vjcn", "мост"),
        ("vjcn jnrhsn", "мост открыт"),
        ("вост", "мост"),
        ("мсот -река lang:ru", "мост -река lang:ru"),
        ("Правителтсво мост", "Правительство мост"),
        ('вост source:"Steppe Courier"', 'мост source:"Steppe Courier"'),
        ("0jgsh", "қопыр"),
        ('"новый мсот"', '"новый мост"'),
        ('"yjdsq vjcn"', '"новый мост"'),
        ("(вост) откырт", "(мост) открыт"),
        ("МСОТ", "МОСТ"),
        ("jnrhsn OR мсот", "открыт OR мост"),
        ('паром OR "новый мсот"', 'паром OR "новый мост"'),
        ("зщште", "point"),
    ],
)
def test_it_offers_a_query_that_is_known_to_find_more(typed: str, meant: str) -> None:
    publish(COURIER_KZ, "bridge", "Новый мост открыт. Правительство довольно")
    publish(COURIER_KZ, "kk", "Қопыр қопырлады", "kk")
    publish(COURIER_KZ, "en", "The point is this", "en")
    found = ask(typed)
    assert (found.total, found.meant) == (0, meant)
    assert ask(found.meant).total == 1


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("мост", ""),
        ("ghbdtn", ""),
        ("вост", "kk"),
        ('"мостов"', ""),
        ("-вост lang:ru", ""),
        ('-"вост" lang:ru', ""),
        ('мост OR "мсот"', ""),
        ("вост lang:xx", ""),
    ],
)
def test_it_offers_nothing_that_would_not_find_more(typed: str, language: str) -> None:
    publish(COURIER_KZ, "bridge", "Новый мост открыт")
    assert ask(typed, language=language).meant == ""


def test_no_word_is_offered_of_a_text_that_the_public_does_not_see() -> None:
    hidden = post("bridge", "Правительство довольно", title="Открытие моста")
    keep(replace(BAZAAR, shown=Shown.HEADLINE), ReadPost(hidden, "ru", "Cyrl", "language@test"))
    assert ask("Правителтсво").meant == ""
    assert ask("Открытеи").meant == "Открытие"


def test_a_word_is_offered_in_the_script_in_which_it_was_typed() -> None:
    publish(COURIER_KZ, "ru", "Поездка Токаева: Токаев прилетел")
    publish(COURIER_KZ, "kg", "Кыргызстан ждёт")
    made = [post(f"en-{number}", f"Tokayev visits Kyrgyzstan {number}", title="") for number in range(30)]
    keep(COURIER_KZ, *(ReadPost(each, "en", "Latn", "language@test") for each in made))
    assert ask("Тоакев").meant == "Токаев"
    assert ask("кыргызстн").meant == "кыргызстан"
    assert ask("Kyrgyzstn").meant == "Kyrgyzstan"
    assert ask("Кыргызстн -поездка lang:en").meant == "Кыргызстан -поездка lang:en"


def test_where_or_finds_enough_a_side_that_stands_nowhere_is_still_mended() -> None:
    publish_many([f"Паром {number}" for number in range(FEW + 1)])
    publish(COURIER_KZ, "bridge", "Новый мост открыт")
    assert ask("паром OR мсот").meant == "паром OR мост"
    assert ask("паром OR праом").meant == "", "that finds no more"
    assert ask("паром мсот").total == 0


def test_a_site_is_named_by_its_address_and_may_be_several_sources() -> None:
    sport = replace(COURIER_KZ, slug="courier-sport", title="Courier sport")
    publish(
        replace(COURIER_KZ, homepage="https://www.steppe-courier.example/"), "bridge", "Новый мост открыт"
    )
    publish(replace(sport, homepage="https://steppe-courier.example/sport"), "match", "Матч у моста")
    publish(replace(BAZAAR, homepage="https://t.me/bazaar_talk"), "rumour", "Говорят, мост закрыт")
    both = {"Новый мост открыт", "Матч у моста"}
    assert texts(ask("мост site:steppe-courier.example")) == both
    assert texts(ask("мост -site:t.me/bazaar_talk")) == both
    assert texts(ask("мост site:https://Steppe-Courier.example/sport/")) == {"Матч у моста"}
    assert texts(ask("мост channel:https://t.me/bazaar_talk")) == {"Говорят, мост закрыт"}
    assert [problem.written for problem in ask("site:issyk.example").query.problems] == ["issyk.example"]


def test_only_a_query_that_finds_few_is_offered_a_better_one() -> None:
    publish_many([f"Мост {number}" for number in range(FEW * 10)])
    publish_many([f"Пост {number}" for number in range(FEW)])
    assert ask("пост").meant == "мост"
    publish_many(["Ещё пост"])
    assert ask("пост").meant == ""


def test_without_an_index_it_says_how_to_make_one() -> None:
    with pytest.raises(SearchUnavailable, match="aitys reindex"):
        ask("мост")
