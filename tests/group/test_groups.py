from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from aitys.group.groups import counts_from, groups, in_order, reached
from aitys.values.copies import Appearance, Group, Link
from aitys.values.posts import PrintedTime

NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def posted(id_: int, minutes: float, *, seen: float = 600, guessed: bool = False) -> Appearance:
    return Appearance(id_, at(seen), PrintedTime(at(minutes), guessed=guessed))


def test_the_earliest_by_its_printed_time_is_the_first_of_a_group() -> None:
    found = groups([posted(1, 30), posted(2, 10), posted(3, 20)], [Link(1, 2), Link(3, 2)])
    assert found == (Group(2, (2, 3, 1)),)


def test_an_older_original_that_comes_late_becomes_the_first() -> None:
    before = groups([posted(1, 30), posted(2, 40)], [Link(1, 2)])
    after = groups([posted(1, 30), posted(2, 40), posted(9, 5)], [Link(1, 2), Link(9, 1), Link(2, 9)])
    assert (before[0].first, after) == (1, (Group(9, (9, 1, 2)),))


def test_a_chain_of_small_changes_does_not_tie_its_ends_together() -> None:
    found = groups([posted(n, n) for n in (1, 2, 3, 4)], [Link(1, 2), Link(2, 3), Link(3, 4)])
    assert found == (Group(1, (1, 2)), Group(3, (3, 4)))


def test_who_is_near_to_two_first_ones_goes_to_the_older() -> None:
    found = groups([posted(1, 1), posted(2, 2), posted(3, 3)], [Link(3, 2), Link(1, 3)])
    assert found == (Group(1, (1, 3)), Group(2, (2,)))


def test_a_link_to_a_post_that_is_not_there_counts_for_nothing() -> None:
    assert groups([posted(1, 1)], [Link(1, 77), Link(77, 78)]) == (Group(1, (1,)),)


def test_words_that_came_with_an_edit_count_from_the_look_that_found_them() -> None:
    edited = Appearance(1, at(90), PrintedTime(at(0)), edited=True)
    assert counts_from(edited) == at(90)
    assert [each.id for each in in_order([edited, posted(2, 30)])] == [2, 1]


def test_a_date_that_was_set_back_makes_nobody_first() -> None:
    set_back = Appearance(1, at(90), PrintedTime(at(0)), not_yet=at(60))
    assert [each.id for each in in_order([set_back, posted(2, 30)])] == [2, 1]


def test_a_date_in_the_future_and_none_at_all_count_from_the_look() -> None:
    assert counts_from(posted(1, 700, seen=600)) == at(600)
    assert counts_from(Appearance(1, at(600))) == at(600)


def test_an_imported_archive_counts_by_what_it_prints() -> None:
    assert counts_from(Appearance(1, at(9000), PrintedTime(at(0)), imported=True)) == at(0)


def test_of_the_same_minute_an_exact_date_goes_before_a_guessed_one() -> None:
    assert [each.id for each in in_order([posted(1, 5, guessed=True), posted(2, 5)])] == [2, 1]


def test_what_a_new_post_can_regroup_is_what_links_lead_to() -> None:
    links = [Link(1, 2), Link(2, 3), Link(8, 9)]
    assert [sorted(reached(id_, links)) for id_ in (3, 9, 5)] == [[1, 2, 3], [8, 9], [5]]


_POSTS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 9), st.booleans(), st.booleans(), st.booleans()),
    min_size=1,
    max_size=7,
)


def _appearance(id_: int, of: tuple[int, int, bool, bool, bool]) -> Appearance:
    printed, seen, guessed, edited, doubted = of
    return Appearance(
        id_,
        at(seen),
        PrintedTime(at(printed), guessed=guessed),
        edited=edited,
        not_yet=at(printed) if doubted else None,
    )


def _arrived(appearances: list[Appearance], links: list[Link]) -> set[Group]:
    """The groups after one arrival after another, each of which regroups only what it reaches."""
    there: dict[int, Appearance] = {}
    found: set[Group] = set()
    for new in appearances:
        there[new.id] = new
        known = [link for link in links if {link.one, link.other} <= there.keys()]
        touched = reached(new.id, known)
        found = {group for group in found if touched.isdisjoint(group.members)}
        found |= set(groups([there[id_] for id_ in touched], known))
    return found


@settings(max_examples=50)
@given(_POSTS, st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12), st.randoms())
def test_any_order_of_arrival_gives_the_same_groups_and_the_same_first(
    posts: list[tuple[int, int, bool, bool, bool]], pairs: set[tuple[int, int]], order: Random
) -> None:
    appearances = [_appearance(id_, of) for id_, of in enumerate(posts)]
    links = [Link(one, other) for one, other in pairs if one != other and max(one, other) < len(posts)]
    whole = set(groups(appearances, links))
    shuffled = list(appearances)
    order.shuffle(shuffled)
    assert _arrived(shuffled, links) == whole == set(groups(reversed(appearances), reversed(links)))


def test_every_order_of_four_arrivals_gives_the_same() -> None:
    posts = [posted(1, 9), posted(2, 1), posted(3, 5, guessed=True), Appearance(4, at(3))]
    links = [Link(1, 2), Link(2, 3), Link(3, 4), Link(4, 1)]
    found = {frozenset(_arrived(list(order), links)) for order in permutations(posts)}
    assert found == {frozenset({Group(2, (2, 3, 1)), Group(4, (4,))})}


@settings(max_examples=50)
@given(_POSTS, st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12))
def test_every_post_is_in_one_group_and_linked_to_its_first(
    posts: list[tuple[int, int, bool, bool, bool]], pairs: set[tuple[int, int]]
) -> None:
    found = groups([_appearance(id_, of) for id_, of in enumerate(posts)], [Link(*pair) for pair in pairs])
    assert sorted(member for group in found for member in group.members) == list(range(len(posts)))
    tied = pairs | {(other, one) for one, other in pairs}
    assert all((group.first, member) in tied for group in found for member in group.members[1:])
