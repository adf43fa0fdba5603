from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cli.terminal import Desk, lines, new_desk

POSTS = [
    {
        "source": "@bazaar_talk",
        "id": 1,
        "date": "2026-11-20",
        "text": "Мост через реку откроют в понедельник.",
    },
    {"source": "@bazaar_talk", "id": 2, "date": "2026-11-21", "text": "К мосту подвезли песок. Река мелеет."},
    {"source": "@valley_wire", "id": 3, "date": "2026-11-22", "text": "The bridge opens on Monday."},
]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that holds three posts of two channels; the tests only ask it."""
    folder = tmp_path_factory.mktemp("searched")
    path = folder / "posts.jsonl"
    path.write_text(lines(POSTS))
    with new_desk(folder / "desk") as desk:
        desk.run("import", "posts", str(path))
        yield desk


def _texts(desk: Desk, *asked: str) -> list[str]:
    return [post["snippet"] for post in desk.json("search", *asked)["posts"]]


def test_an_answer_has_the_keys_of_its_contract_and_how_the_words_were_understood(full: Desk) -> None:
    said = full.json("search", "мост lang:ru -песок")
    assert list(said) == ["total", "took_ms", "posts", "understood", "meant", "counts"]
    assert list(said["posts"][0]) == ["id", "source", "date", "lang", "title", "snippet", "url"]
    assert said["understood"]["says"] == ["“мост”", "without “песок”", "language: Russian"]
    assert [part["name"] for part in said["understood"]["parts"]] == ["any-of", "none-of", "test"]
    assert (said["total"], said["meant"], said["counts"]) == (1, "", None)


def test_counts_are_told_where_they_are_wished_for(full: Desk) -> None:
    said = full.json("search", "мост OR bridge", "--counts")
    assert said["counts"]["sources"] == [
        {"source": "bazaar_talk", "count": 2},
        {"source": "valley_wire", "count": 1},
    ]
    assert [each["count"] for each in said["counts"]["days"]] == [1, 1, 1]
    printed = full.run("search", "мост OR bridge", "--counts").out.splitlines()
    assert printed[0] == "3 found"
    assert any(line.split() == ["source", "bazaar_talk", "2"] for line in printed)


def test_bytes_that_are_no_letters_end_no_search(full: Desk) -> None:
    said = full.json("search", "мост \udcff")
    assert said["total"] == 2
    assert full.run("search", "source:\udcff", expect=2).err.endswith("its page's address.\n")


def test_the_best_can_be_asked_for_first(full: Desk) -> None:
    asked = ("search", "река OR мост OR bridge")
    newest, best = full.json(*asked), full.json(*asked, "--order", "best", "--limit", "2")
    assert [post["source"] for post in newest["posts"]] == ["valley_wire", "bazaar_talk", "bazaar_talk"]
    assert {post["source"] for post in best["posts"]} == {"bazaar_talk"}
    rest = full.json(*asked, "--order", "best", "--limit", "2", "--offset", "2")
    assert [post["source"] for post in rest["posts"]] == ["valley_wire"]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("lang:klingon", "does not read a language “klingon”"),
        ("bridge after:yesterday", "“yesterday” is no day"),
        ("а*", "too short"),
        ("!!!", "no word"),
    ],
)
def test_a_query_that_cannot_be_right_is_wrong_use_with_a_sentence(full: Desk, query: str, says: str) -> None:
    said = full.run("search", query, "--json", expect=2)
    assert said.out == ""
    assert said.err.startswith(f"aitys: {query}: ")
    assert says in said.err


def test_how_a_query_was_mended_is_told_beside_the_answer(full: Desk) -> None:
    said = full.run("search", '"bridge opens')
    assert said.out.startswith("1 found\n")
    assert "a quote was not closed" in said.err.lower()
    assert full.json("search", '"bridge opens')["understood"]["notes"][0]["name"] == "unclosed-quote"


def test_a_topic_takes_the_same_language_and_refuses_what_a_search_refuses(full: Desk) -> None:
    full.run("topic", "add", "bridge", "-t", "Bridge", "--query", "мост OR bridge -песок")
    said = full.run("topic", "add", "more", "-t", "More", "--query", "мост lang:klingon", expect=2)
    assert "does not read a language “klingon”" in said.err
    assert [each["slug"] for each in full.json("topic", "list")] == ["bridge"]
