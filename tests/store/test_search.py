"""The index as its users meet it: what is found, in which order, and what survives what."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from aitys import settings
from aitys.errors import SearchUnavailable
from aitys.store.search import (
    IndexWriter,
    Snapshot,
    ask,
    begin_rebuild,
    current_folder,
    finish_rebuild,
    search,
)
from aitys.store.search.asking import MOST_OF_A_PREFIX
from aitys.store.search.schema import place
from aitys.text.languages import DESK_LANGUAGES
from aitys.text.marking import hits
from aitys.text.queries import parse_query
from aitys.values.search import Filter, IndexedPost, Order

NOON = int(datetime(2024, 5, 12, 12, tzinfo=UTC).timestamp())
DAY = 86_400


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("AITYS_DESK", str(tmp_path))
    settings.current.cache_clear()
    yield tmp_path
    settings.current.cache_clear()


def a_post(number: int, text: str = "Новый мост открыт", **parts: object) -> IndexedPost:
    given_parts: dict[str, object] = {
        "title": "",
        "language": "ru",
        "source": "steppe-courier",
        "kind": "news",
        "listed_at": NOON + number,
    }
    return IndexedPost(id=number, text=text, **{**given_parts, **parts})  # type: ignore[arg-type] # parts are named by each test


def index(*posts: IndexedPost) -> None:
    with IndexWriter.open() as writer:
        writer.replace(posts)
        writer.commit()


def found(words: str = "", order: Order = Order.NEWEST, **parts: object) -> tuple[int, ...]:
    hits = search(Filter(words=words, **parts), order, 1000, 0)  # type: ignore[arg-type] # parts are named by each test
    assert hits.total == len(hits.ids)
    return hits.ids


def test_all_words_must_stand_in_the_post_in_any_spelling() -> None:
    index(a_post(1, "Oʻzbekistonda yangi koʻprik ochildi"), a_post(2, "Ўзбекистон"), a_post(3, "янги"))
    assert found("кўприк янги") == (1,)
    assert found("узбекистон") == (2,)
    assert found("мост") == ()


def test_a_phrase_is_found_only_in_its_order() -> None:
    index(a_post(1, "Новый мост открыт"), a_post(2, "Мост новый"), a_post(3, "Новый старый мост"))
    assert found('"новый мост"') == (1,)
    assert found("«мост новый»") == (2,)
    assert found("новый мост") == (3, 2, 1)


def test_a_phrase_does_not_run_from_the_title_into_the_text() -> None:
    index(a_post(1, "мост закрыт", title="Новый"))
    assert found("новый мост") == (1,)
    assert found('"новый мост"') == ()


def test_a_query_of_signs_finds_nothing_and_an_empty_one_everything() -> None:
    index(a_post(1), a_post(2))
    assert found("!!!") == ()
    assert found("") == found("  ") == (2, 1)


def test_every_part_of_a_filter_must_fit() -> None:
    index(
        a_post(1, language="kk"),
        a_post(2, source="valley_wire", kind="channel"),
        a_post(3, listed_at=NOON - 40 * DAY),
    )
    assert found(language="kk") == (1,)
    assert found("мост", source="valley_wire") == (2,)
    assert found(kind="channel", language="kk") == ()
    assert found(kind="news", until=date(2024, 5, 1)) == (3,)


def test_days_are_whole_and_both_inside() -> None:
    midnight = NOON - DAY // 2
    index(
        *(
            a_post(n, listed_at=at)
            for n, at in enumerate((midnight - 1, midnight, midnight + DAY - 1, midnight + DAY))
        )
    )
    day = date(2024, 5, 12)
    assert found(since=day, until=day) == (2, 1)
    assert found(since=day) == (3, 2, 1)
    assert found(until=day) == (2, 1, 0)
    assert found(since=date.min, until=date.max) == (3, 2, 1, 0)


def test_a_topic_is_any_of_its_tags_or_queries_and_all_of_the_rest() -> None:
    index(
        a_post(1, tags=("телеграм", "слухи")),
        a_post(2, "Слух о мосте", tags=()),
        a_post(3, "Ничего", tags=("погода",)),
        a_post(4, "Слух о мосте", language="kk"),
    )
    assert found(tags=("телеграм", "нет")) == (1,)
    assert found(tags=("телеграм",), queries=('"слух о мосте"',)) == (4, 2, 1)
    assert found(tags=("телеграм",), queries=("слух",), language="ru") == (2, 1)
    assert found("открыт", tags=("слухи", "погода")) == (1,)
    assert found(queries=("!!!",)) == ()


def test_other_forms_of_a_word_are_found_and_words_that_look_like_it_are_not() -> None:
    index(
        a_post(1, "У моста новые мосты"),
        a_post(2, "Мостовая стара"),
        a_post(3, "Тоқаевтың сөзі", language="kk"),
        a_post(4, "Речь Токаева"),
    )
    assert found("мост") == found("мостами") == (1,)
    assert found("Тоқаев") == found("Tokayev") == (4, 3)
    assert found('"мостами"') == ()


def test_a_key_that_stands_in_the_post_as_a_word_is_found_as_one() -> None:
    index(a_post(1, "мост, мосту, мостом"), a_post(2, "мосту"), a_post(3, "мост"))
    assert found("мостом") == (3, 2, 1)


def test_a_name_with_a_hyphen_is_found_in_its_forms() -> None:
    index(
        a_post(1, "Ысык-Көлдө", language="ky"),
        a_post(2, "Ысык көл", language="ky"),
        a_post(3, "көлдө ысык", language="ky"),
        a_post(4, "Нью-Йорке"),
        a_post(5, "covid-19га"),
    )
    assert found("Ысык-Көл") == (2, 1)
    assert found("нью-йорк") == (4,)
    assert found('"ысык-көл"') == (2,)
    assert found("covid-19") == ()


def test_or_minus_and_prefixes() -> None:
    index(a_post(1, "мост и река"), a_post(2, "мост и берег"), a_post(3, "паром"), a_post(4, "мостовая"))
    assert found("мост -река") == (2,)
    assert found("берег OR паром") == (3, 2)
    assert found("мост* -мост") == (4,)
    assert found('-"мост и" lang:ru') == (4, 3)
    assert found("мос* река OR паром") == (1,)
    assert found("зима*") == ()


def test_a_prefix_of_too_many_words_stands_for_the_most_frequent_and_says_so() -> None:
    index(
        *(a_post(n, f"аб{n}") for n in range(MOST_OF_A_PREFIX)),
        a_post(5000, "абв"),
        a_post(5001, "абв вода"),
        a_post(5002, "вода"),
    )
    many = search(Filter(words="аб* вода"), Order.NEWEST, 20, 0)
    assert (many.ids, many.wide) == ((5001,), ("аб*",))
    assert search(Filter(words="аб*"), Order.NEWEST, 0, 0).total == MOST_OF_A_PREFIX + 1
    assert search(Filter(words="вод*"), Order.NEWEST, 20, 0).wide == ()


def test_the_form_that_was_typed_weighs_more_than_another() -> None:
    index(a_post(1, "мосту новому"), a_post(2, "мост новый"), a_post(3, "мостом новым"))
    assert found("мосту", Order.BEST)[0] == 1
    assert found("мост", Order.BEST)[0] == 2


def test_what_only_narrows_does_not_weigh() -> None:
    posts = [a_post(n, "мост " * n, country="kz", has=("photo",)) for n in range(1, 4)]
    index(*posts, a_post(4, "мост " * 9, country="uz"))
    plain = found("мост -страна:uz", Order.BEST)
    assert found("мост country:kz has:photo lang:ru kind:news after:2020", Order.BEST) == plain
    assert found("lang:ru has:photo", Order.BEST) == (3, 2, 1)


def test_counts_are_of_all_that_fits_and_of_every_day_with_any() -> None:
    index(
        *(a_post(n, source=f"channel-{n % 25}", listed_at=NOON - (n % 3) * DAY) for n in range(100)),
        a_post(-1, source="", kind="own", listed_at=NOON),
        a_post(200, source="channel-7", listed_at=-(2**34)),
        a_post(201, source="channel-7", listed_at=2**34, language="kk"),
    )
    counts = Snapshot().counts(ask(Filter(words="мост"), settings.current().languages))
    assert counts.languages == (("ru", 102), ("kk", 1))
    assert len(counts.sources) == 20
    assert counts.sources[0] == ("channel-7", 6)
    assert [number for _, number in counts.days] == [1, 33, 33, 35, 1]
    assert [str(day) for day, _ in counts.days[1:4]] == ["2024-05-10", "2024-05-11", "2024-05-12"]


def test_newest_goes_by_time_then_by_id() -> None:
    index(
        a_post(7, listed_at=NOON),
        a_post(9, listed_at=NOON),
        a_post(8, listed_at=NOON),
        a_post(1, listed_at=NOON + 1),
    )
    assert found() == found("мост") == (1, 9, 8, 7)


def test_times_before_1970_and_far_ids_keep_their_order() -> None:
    index(a_post(2**40, listed_at=-1), a_post(5, listed_at=-DAY * 10_000), a_post(2**28, listed_at=0))
    assert found() == (2**28, 2**40, 5)


def test_best_is_the_post_that_says_most_about_it_whatever_its_tags() -> None:
    index(
        a_post(1, "мост мост мост"),
        a_post(2, "мост и ещё очень много других слов о погоде", tags=("т",)),
        a_post(3, "нет"),
    )
    assert found("мост", Order.BEST) == (1, 2)
    assert found("мост", Order.BEST, kind="news", queries=("мост",), tags=("т",)) == (1, 2)
    assert found("", Order.BEST) == (3, 2, 1)


def test_pages_join_without_hole_or_overlap_and_know_the_total_past_the_end() -> None:
    index(*(a_post(n, listed_at=NOON + n % 3) for n in range(50)))
    pages = [search(Filter(words="мост"), Order.NEWEST, 7, offset) for offset in range(0, 56, 7)]
    assert [post for page in pages for post in page.ids] == list(found("мост"))
    for offset in (50, 999, 10**12):
        past = search(Filter(words="мост"), Order.BEST, 7, offset)
        assert (past.total, past.ids) == (50, ())
    none = search(Filter(), Order.NEWEST, 0, 0)
    assert (none.total, none.ids) == (50, ())


def test_a_page_far_down_is_still_a_page() -> None:
    index(*(a_post(n) for n in range(1500)))
    assert search(Filter(), Order.NEWEST, 2, 1400).ids == (99, 98)


def test_a_post_indexed_again_is_replaced() -> None:
    index(a_post(1, "старый текст"), a_post(2))
    index(a_post(1, "новый текст"))
    assert found("старый") == ()
    assert found("текст") == (1,)
    with IndexWriter.open() as writer:
        writer.replace([a_post(1, "раз"), a_post(1, "два")])
        writer.commit()
    assert found() == (2, 1)
    assert found("раз") == ()


def test_a_removed_post_is_gone_and_removing_it_again_is_no_error() -> None:
    index(a_post(1), a_post(2**40))
    with IndexWriter.open() as writer:
        writer.remove([2**40, 77])
        writer.commit()
    assert found() == (1,)


def test_nothing_is_findable_before_the_commit_and_closing_drops_it() -> None:
    index(a_post(1))
    with IndexWriter.open() as writer:
        writer.replace([a_post(2)])
        assert found() == (1,)
    assert found() == (1,)


def test_a_new_desk_gets_an_empty_index_and_says_so() -> None:
    with pytest.raises(SearchUnavailable, match="aitys reindex"):
        found()
    with IndexWriter.open() as writer:
        assert writer.made
    with IndexWriter.open() as writer:
        assert not writer.made
    assert found() == ()


def test_an_index_of_another_version_is_not_taken_for_a_new_desk(desk: Path) -> None:
    (desk / "index" / "tokens@0+fields@0").mkdir(parents=True)
    (desk / "index" / "tokens@0+fields@0" / "current").write_text("abc")
    for act in (found, IndexWriter.open):
        with pytest.raises(SearchUnavailable, match="aitys reindex") as caught:
            act()
        assert caught.value.permanent
    with begin_rebuild() as writer:
        writer.replace([a_post(1)])
        assert (desk / "index" / "tokens@0+fields@0").exists()
        finish_rebuild(writer)
    assert found() == (1,)
    assert not (desk / "index" / "tokens@0+fields@0").exists()


def test_a_broken_index_says_how_to_make_it_anew(desk: Path) -> None:
    index(a_post(1))
    (current_folder(desk / "index") / "meta.json").unlink()
    for act in (found, IndexWriter.open):
        with pytest.raises(SearchUnavailable, match="aitys reindex"):
            act()
    with begin_rebuild() as writer:
        finish_rebuild(writer)
    assert found() == ()


def test_a_second_writer_waits_and_then_says_who_is_in_the_way() -> None:
    with IndexWriter.open(), pytest.raises(SearchUnavailable, match="another process") as caught:
        IndexWriter.open(wait=0.1)
    assert not caught.value.permanent
    IndexWriter.open(wait=0.1).close()


def test_a_closed_writer_refuses_work_and_closes_twice() -> None:
    writer = IndexWriter.open()
    writer.close()
    writer.close()
    with pytest.raises(SearchUnavailable, match="closed"):
        writer.commit()


@pytest.mark.parametrize("left", [b"", b"\xff\xfe\x00", b"\x00" * 12, b"../../../elsewhere"])
def test_what_a_power_cut_left_of_the_pointer_names_no_index(desk: Path, left: bytes) -> None:
    index(a_post(1))
    (current_folder(desk / "index").parent / "current").write_bytes(left)
    for act in (found, IndexWriter.open):
        with pytest.raises(SearchUnavailable, match="aitys reindex"):
            act()
    writer = begin_rebuild()
    writer.replace([a_post(2)])
    finish_rebuild(writer)
    assert found() == (2,)


def test_a_rebuild_swaps_while_readers_go_on(desk: Path) -> None:
    index(*(a_post(n) for n in range(20)))
    before = current_folder(desk / "index")
    seen: set[int] = set()
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.add(len(found()))

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(5):
        with begin_rebuild() as writer:
            writer.replace(a_post(n) for n in range(30))
            finish_rebuild(writer)
    stop.set()
    reader.join()
    assert seen <= {20, 30}
    assert len(found()) == 30
    assert not before.exists()


def test_a_rebuild_that_is_given_up_changes_nothing(desk: Path) -> None:
    index(a_post(1))
    with begin_rebuild() as writer:
        writer.replace([a_post(2), a_post(3)])
        writer.commit()
        abandoned = writer.generation
    assert found() == (1,)
    index(a_post(4))
    assert not abandoned.exists()
    assert found() == (4, 1)


WRITE = """
import sys
from aitys.store.search import IndexWriter
from aitys.values.search import IndexedPost
first, count = int(sys.argv[1]), int(sys.argv[2])
with IndexWriter.open() as writer:
    for batch in range(count):
        numbers = range(first + batch * 100, first + batch * 100 + 100)
        writer.replace(IndexedPost(n, "", f"мост слово{n}", "ru", "valley_wire", "news", n) for n in numbers)
        writer.commit()
        print("committed", len(numbers), flush=True)
"""


def another_process(first: int, batches: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITE, str(first), str(batches)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ},
    )


def test_a_commit_of_another_process_is_seen_at_the_next_search() -> None:
    index(a_post(1))
    assert found() == (1,)
    with another_process(100, 1) as other:
        assert other.wait() == 0
    assert len(found()) == 101
    assert found("слово142") == (142,)


ADD = """
import sys, time
from aitys.store.search import IndexWriter
from aitys.values.search import IndexedPost
for batch in range(1, 4):
    input()
    began = time.time()
    with IndexWriter.open() as writer:
        numbers = range(batch * 100, batch * 100 + 100)
        writer.replace(IndexedPost(n, "", f"мост слово{n}", "ru", "valley_wire", "news", n) for n in numbers)
        writer.commit()
    print(began, flush=True)
"""


def test_a_hundred_new_posts_are_found_within_a_second_while_queries_run() -> None:
    index(*(a_post(n) for n in range(1000, 3000)))
    with asked_all_the_time("мост открыт"), another_process_adding() as (adding, began):
        delays = []
        for batch in range(1, 4):
            print(file=adding, flush=True)
            while search(Filter(words="слово*"), Order.NEWEST, 0, 0).total < batch * 100:
                time.sleep(0.005)
            seen = time.time()
            delays.append(seen - float(began.readline()))
    assert min(delays) < 1


@contextmanager
def asked_all_the_time(words: str) -> Iterator[None]:
    stop = threading.Event()

    def keep_asking() -> None:
        while not stop.is_set():
            search(Filter(words=words), Order.BEST, 20, 0)

    askers = [threading.Thread(target=keep_asking) for _ in range(2)]
    for asker in askers:
        asker.start()
    try:
        yield
    finally:
        stop.set()
        for asker in askers:
            asker.join()


@contextmanager
def another_process_adding() -> Iterator[tuple[IO[str], IO[str]]]:
    """It adds a hundred posts at each line, and answers with when it began."""
    command = [sys.executable, "-c", ADD]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        yield child.stdin, child.stdout


def test_a_killed_writer_leaves_what_it_committed_and_no_lock() -> None:
    index(a_post(1))
    with another_process(100, 10_000) as other:
        assert other.stdout is not None
        for _ in range(3):
            assert other.stdout.readline() == "committed 100\n"
        other.send_signal(signal.SIGKILL)
        committed = 3 + other.stdout.read().count("committed")
    kept = len(found())
    assert kept in {1 + committed * 100, 1 + committed * 100 + 100}  # killed between commit and print
    with IndexWriter.open(wait=1) as writer:
        writer.replace([a_post(2)])
        writer.commit()
    assert len(found()) == kept + 1


NO_ROOM = """
import resource
from aitys.errors import SearchUnavailable
from aitys.store.search import IndexWriter
from aitys.values.search import IndexedPost
with IndexWriter.open() as writer:
    resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
    try:
        writer.replace(IndexedPost(n, "", f"мост слово{n}", "ru", "valley", "news", n) for n in range(5000))
        writer.commit()
    except SearchUnavailable as error:
        print(error.name)
"""


def test_a_disk_without_room_is_a_named_error_and_the_last_commit_stands() -> None:
    index(a_post(1))
    said = subprocess.run([sys.executable, "-c", NO_ROOM], stdout=subprocess.PIPE, text=True, check=True)
    assert said.stdout == "search-unavailable\n"
    assert found() == (1,)
    index(a_post(2))
    assert found() == (2, 1)


@given(
    st.tuples(st.integers(-(2**33), 2**33), st.integers(0, 2**29 - 1)),
    st.tuples(st.integers(-(2**33), 2**33), st.integers(0, 2**29 - 1)),
)
def test_the_place_of_a_post_orders_as_time_and_id_do(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert (place(*one) < place(*other)) == (one < other)
    assert -(2**63) <= place(*one) < 2**63


@hypothesis_settings(max_examples=3, deadline=None)
@given(
    st.lists(
        st.text(alphabet=st.sampled_from('"«»аб -') | st.characters(), max_size=30), min_size=40, max_size=40
    )
)
def test_a_post_is_found_by_its_own_words_and_no_query_breaks_the_search(texts: list[str]) -> None:
    with begin_rebuild() as writer:  # one commit for many texts: each costs a write to the disk
        writer.replace(a_post(number, text) for number, text in enumerate(texts))
        finish_rebuild(writer)
    for number, text in enumerate(texts):
        search(Filter(words=text), Order.BEST, 5, 0)
        for word in text.split():
            if parse_query(word).wanted and not parse_query(word).stopped:
                assert number in found(word)


WORDS = [
    "мост",
    "мосты",
    "мостом",
    "көпір",
    "көпірдің",
    "koʻprik",
    "кўприкда",
    "Тоқаев",
    "Токаева",
    "bridge",
    "bridges",
]


@hypothesis_settings(max_examples=10, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from([*WORDS, "12 мая", "12.05.2026"]), max_size=3),
            st.sampled_from(DESK_LANGUAGES),
        ),
        min_size=30,
        max_size=30,
    )
)
def test_a_post_is_found_by_a_word_exactly_where_the_word_is_marked(
    posts: list[tuple[list[str], str]],
) -> None:
    texts = [("-".join(words), language) for words, language in posts]
    with begin_rebuild() as writer:
        writer.replace(
            a_post(number, text, language=language) for number, (text, language) in enumerate(texts)
        )
        finish_rebuild(writer)
    for asked in [*WORDS, "мост*", '"мост"', "12 мая", "мост-көпір", "bridge-Тоқаев"]:
        marked = {n for n, (text, language) in enumerate(texts) if hits(text, parse_query(asked), language)}
        assert set(found(asked)) == marked
