from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils.translation import override

from aitys.publish.queries import problem_sentence
from aitys.text.operators import Field, operator
from aitys.text.queries import Problem, ProblemName, parse_query
from aitys.web.explained import forms_of, understood
from aitys.web.narrowing import operator_name
from aitys.web.sentences import in_words
from tests.builders import COURIER, add_source, keep, post
from tests.web.world import Page, index, keep_in, report

pytestmark = pytest.mark.usefixtures("fresh_index")

MOST = post("most", "К мосту подвезли песок, а мост закрыли.", title="Песок у моста")


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("bridge river", ["“bridge”", "“river”"]),
        ("bridge OR ferry -railway", ["“bridge” or “ferry”", "without “railway”"]),
        ("“new bridge” bridg*", ["“new bridge”, in a row", "words that begin with “bridg”"]),
        ("«мост»", ["“мост”, just so"]),
        ("lang:kk,ru", ["language: Kazakh or Russian"]),
        ("-lang:und has:photo", ["not in the language: not known", "with: photo"]),
        ("country:kg kind:channel", ["country of the source: Kyrgyzstan", "kind of source: channel"]),
        ("after:2026-05 before:2026-07-01", ["from 1 June 2026 on", "up to 30 June 2026"]),
        ("source:steppe-courier", ["source: steppe-courier"]),
        ("", []),
    ],
)
def test_a_query_is_said_in_words(query: str, says: list[str]) -> None:
    assert sorted(understood(parse_query(query))) == sorted(says)


def test_a_query_is_said_in_russian() -> None:
    with override("ru"):
        said = understood(parse_query("мост ИЛИ паром -снос язык:kk после:2026-05-12"))
        names = understood(parse_query("тип:канал страна:kg есть:фото -язык:ru"))
    assert said == ("«мост» или «паром»", "без «снос»", "язык: казахский", "с 13 мая 2026")
    assert names[0] == "вид источника: канал"
    assert names[1].endswith(": Кыргызстан")
    assert [name.split()[-1] for name in names[2:]] == ["фото", "русский"]


def test_the_other_forms_that_were_found_are_named_once_each() -> None:
    query = parse_query("мост")
    marked = [("мосту", "ru"), ("Мосту", "ru"), ("мост", "ru"), ("моста", "ru"), ("песок", "ru")]
    assert forms_of(query, marked) == {"мост": ("мосту", "моста")}


def test_the_page_says_how_the_words_were_understood_and_which_forms_it_found(client: Client) -> None:
    keep_in("ru", add_source(), MOST)
    index()
    page = Page(client, "/search/", {"q": "мост"})
    assert page.texts("//p[@class='understood']") == [
        "Understood as: “мост” (here also: моста, мосту)",
    ]
    assert page.texts("//article//mark") == ["моста", "мосту", "мост"]
    assert set(page.values("//article//mark/ancestor::*[@lang][1]/@lang")) == {"ru"}


@pytest.mark.parametrize("name", ProblemName)
def test_every_problem_has_a_sentence_of_its_own_in_both_languages(name: ProblemName) -> None:
    said = problem_sentence(Problem(name, "абракадабра"))
    with override("ru"):
        russian = in_words(said)
    assert russian != in_words(said)
    assert re.search("[а-я]", russian.replace("абракадабра", ""))
    assert len({problem_sentence(Problem(each, "x")) for each in ProblemName}) == len(ProblemName)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("lang:klingon", "This desk does not read a language “klingon”"),
        ("source:nowhere", "There is no source “nowhere” here"),
        ("kind:rumour", "There is no kind of source “rumour”; there are: news, channel"),
        ("country:zz", "There is no country “zz”"),
        ("has:soul", "A post cannot have “soul”; it can have: photo, video"),
        ("after:yesterday", "“yesterday” is no day; write 2026-05-12"),
        ("after:2026-05-12 before:2026-05-01", "No day is left between the two"),
        ("b*", "“b*” is too short: at least 2 letters"),
        ("-bridge", "This says only what must not be there"),
        ("???", "There is no word in it to look for"),
    ],
)
def test_what_cannot_be_searched_is_refused_with_a_sentence_and_the_form_is_kept(
    client: Client, query: str, says: str
) -> None:
    page = Page(client, "/search/", {"q": query, "since": "2026-05-01", "order": "newest"})
    assert page.status == 400
    (said,) = page.texts("//ul[@id='id_q_error']/li")
    assert said.startswith(says)
    assert page.values("//input[@name='q']/@value") == [query]
    assert page.values("//input[@name='since']/@value") == ["2026-05-01"]
    assert page.values("//select[@name='order']/option[@selected]/@value") == ["newest"]


def test_of_many_faults_the_first_are_told(client: Client) -> None:
    page = Page(client, "/search/", {"q": "lang:" + ",".join(f"x{number}" for number in range(90))})
    assert page.status == 400
    assert len(page.texts("//ul[@id='id_q_error']/li")) == 5


def test_what_was_mended_is_told_and_searched(client: Client) -> None:
    keep(add_source(), report(1))
    index()
    page = Page(client, "/search/", {"q": '"ferry report'})
    assert page.headlines == ["Ferry report 1"]
    assert page.texts("//p[@class='note']") == [
        "A quote was not closed; all that follows it was read as a phrase."
    ]


def test_a_better_query_is_offered_as_a_link_that_keeps_the_filters(client: Client) -> None:
    keep(add_source(), *(report(number) for number in range(1, 5)))
    index()
    page = Page(client, "/search/", {"q": "fery", "source": COURIER.slug})
    assert page.texts("//p[@class='meant']") == ["Did you mean: ferry"]
    (link,) = page.values("//p[@class='meant']/a/@href")
    assert Page(client, link).counter.startswith("Viewing results 1–4 of 4")
    assert "source=steppe-courier" in link


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_example_of_the_help_is_a_query_without_a_fault(client: Client, language: str) -> None:
    with override(language):
        page = Page(client, "/search/")
    examples = page.texts("//dl[@class='operators']//code")
    assert len(examples) == 11
    assert {problem for example in examples for problem in parse_query(example).problems} == set()
    kinds = {type(term).__name__ for example in examples for term in parse_query(example).terms}
    assert kinds == {"Word", "Phrase", "Prefix"}
    assert {test.field for example in examples for test in parse_query(example).tests} == set(Field)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_an_operator_is_named_as_a_query_reads_it(language: str) -> None:
    with override(language):
        assert [operator(operator_name(field)) for field in Field] == [*Field]
