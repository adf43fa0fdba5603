from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aitys.text.operators import Field
from aitys.text.queries import (
    LONGEST_QUERY,
    MOST_PARTS,
    MOST_PREFIXES,
    Part,
    PartName,
    Phrase,
    Prefix,
    ProblemName,
    Query,
    Test,
    Word,
    describe,
    parse_query,
)
from aitys.values.search import HAS
from aitys.values.sources import SourceKind


def words(query: Query) -> list[list[str]]:
    """What each group asks for, in folded words."""
    return [[asked(term) for term in group] for group in query.wanted]


def asked(term: Word | Phrase | Prefix) -> str:
    if isinstance(term, Word):
        return term.exact
    return f'"{" ".join(term.words)}"' if isinstance(term, Phrase) else f"{term.start}*"


def problems(text: str) -> list[tuple[str, str]]:
    return [(problem.name.value, problem.written) for problem in parse_query(text).problems]


def test_words_are_folded_and_asked_for_once() -> None:
    assert words(parse_query("Ташкент, ташкент Тоқаев")) == [["ташкент"], ["токаев"]]


def test_a_word_is_kept_as_it_was_typed_beside_its_form_and_its_keys() -> None:
    (group,) = parse_query("«Тоқаев Тоқаев, ").wanted
    assert group == (Phrase("Тоқаев Тоқаев,", ("токаев", "токаев")),)
    ((word,),) = parse_query("Тоқаев,").wanted
    assert isinstance(word, Word)
    assert (word.written, word.exact) == ("Тоқаев", "токаев")
    assert "токаев" in word.keys


@pytest.mark.parametrize(
    "quoted", ['"новый мост"', "“новый мост”", "«новый мост»", "„новый мост“", "«новый мост"]
)
def test_any_quotes_make_a_phrase_even_unclosed(quoted: str) -> None:
    assert words(parse_query(f"река {quoted}")) == [["река"], ['"новый мост"']]


def test_one_word_in_quotes_is_wanted_in_that_form_only() -> None:
    assert parse_query('"мосту"').wanted == ((Phrase("мосту", ("мосту",)),),)


def test_what_holds_together_is_a_phrase() -> None:
    assert words(parse_query("covid-19 @bazaar_talk")) == [['"cовид 19"'], ['"базаар талк"']]


def test_an_apostrophe_is_not_a_quote() -> None:
    assert words(parse_query("ko‘prik ochildi")) == [["куприк"], ["очилди"]]


@pytest.mark.parametrize("joiner", ["OR", "ИЛИ", "НЕМЕСЕ", "|"])
def test_or_joins_what_stands_beside_it_closer_than_the_space(joiner: str) -> None:
    assert words(parse_query(f'мост река {joiner} "новый берег" {joiner} пар* город')) == [
        ["мост"],
        ["река", '"новый берег"', "пар*"],
        ["город"],
    ]


def test_or_in_small_letters_is_a_word() -> None:
    query = parse_query("мост или река")
    assert words(query) == [["мост"], ["река"]]
    assert [word.written for word in query.left_out] == ["или"]
    assert problems("мост или река") == [("small-or", "или")]
    assert problems("или мост OR или река или") == []
    assert words(parse_query("мост|река")) == [["мост", "река"]]


def test_a_minus_leaves_out_words_phrases_prefixes_and_fields() -> None:
    query = parse_query('мост -река −"новый берег" –пар* -lang:ru')
    assert words(query) == [["мост"]]
    assert [asked(term) for term in query.unwanted] == ["река", '"новый берег"', "пар*"]
    assert query.tests == (Test(Field.LANG, ("ru",), excluded=True),)


def test_a_dash_and_a_hyphen_are_no_minus() -> None:
    assert words(parse_query("мост — река - берег")) == [["мост"], ["река"], ["берег"]]
    assert words(parse_query("алма-ата")) == [['"алма ата"']]
    assert problems("мост — река – берег-") == []


@pytest.mark.parametrize(
    ("typed", "written"), [("мост - река", "-"), ('мост − "река"', "−"), ("мост NOT река", "NOT")]
)
def test_a_minus_that_touches_no_word_leaves_nothing_out_and_says_so(typed: str, written: str) -> None:
    assert problems(typed) == [("lone-minus", written)]
    assert not parse_query(typed).unwanted
    assert problems("5 - 7 мая") == problems("мост -") == problems("THE BRIDGE IS NOT OPEN") == []


@pytest.mark.parametrize(
    "typed", ["(мост новый) OR bridge", "река (мост OR новый паром)", "-(мост новый) река", "a OR ( b c )"]
)
def test_brackets_that_would_change_what_is_asked_are_named(typed: str) -> None:
    assert ("brackets", "") in problems(typed)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ('река (мост OR "новый паром")', [["река"], ["мост", '"новый паром"']]),
        ("((мост | паром) | брод) река", [["мост", "паром", "брод"], ["река"]]),
        ("(мост) OR (паром)", [["мост", "паром"]]),
        ("Мост (новый)", [["мост"], ["новый"]]),
        ('мост -("новый паром") (-брод)', [["мост"]]),
        ("(lang:kk OR lang:ky) мост", [["мост"]]),
    ],
)
def test_other_brackets_are_read_through(typed: str, wanted: list[list[str]]) -> None:
    assert (words(parse_query(typed)), problems(typed)) == (wanted, [])


def test_a_minus_is_seen_before_brackets_and_behind_them() -> None:
    query = parse_query('мост -("новый паром") (-брод) -(lang:ru)')
    assert [asked(term) for term in query.unwanted] == ['"новый паром"', "брод"]
    assert query.tests == (Test(Field.LANG, ("ru",), excluded=True),)


@pytest.mark.parametrize(
    ("typed", "name", "wanted"),
    [
        ("title:мост", "title:", [["титле"], ["мост"]]),
        ('заголовок:"новый мост"', "заголовок:", [["заголовок"], ['"новый мост"']]),
        ("дата:2026-05-12", "дата:", [["дата"], ['"2026 05 12"']]),
        ("мост OR title:река", "title:", [["мост", '"титле река"']]),
        ('мост -title:"река"', "title:", [["мост"]]),
    ],
)
def test_what_looks_like_an_operator_and_is_none_is_read_as_words_and_named(
    typed: str, name: str, wanted: list[list[str]]
) -> None:
    assert words(parse_query(typed)) == wanted
    assert problems(typed) == [("unknown-operator", name)]
    assert not any(map(problems, ("https://steppe-courier.example/a", "18:30", "Тоқаев: мост", "covid:19")))


@pytest.mark.parametrize(
    ("typed", "start"),
    [
        ("мос*", "мос"),
        ("Ko‘pr*", "купр"),
        ("январ*", "январ"),
        ("январь*", "январ"),
        ("tog‘*", "тог"),
        ("20*", "20"),
    ],
)
def test_a_prefix_is_folded_as_the_beginning_of_a_longer_word(typed: str, start: str) -> None:
    assert parse_query(typed).wanted == ((Prefix(typed, start),),)


def test_a_prefix_of_one_letter_is_too_short() -> None:
    assert problems("м*") == [("short-prefix", "м*")]
    assert parse_query("м*").stopped


@pytest.mark.parametrize("typed", ["*мост", "мо*ст", '"новый мос*"', "алма-а*"])
def test_a_star_that_ends_no_word_is_dropped_and_said(typed: str) -> None:
    query = parse_query(typed)
    assert [problem.name for problem in query.problems] == [ProblemName.LOST_STAR]
    assert not query.stopped


@pytest.mark.parametrize(
    ("typed", "field", "values"),
    [
        ("lang:kk,ky", Field.LANG, ("kk", "ky")),
        ("язык:казахский", Field.LANG, ("kk",)),
        ("тіл:қазақша", Field.LANG, ("kk",)),
        ("тил:Oʻzbekcha", Field.LANG, ("uz",)),
        ("LANG:RU", Field.LANG, ("ru",)),
        ("kind:channel", Field.KIND, ("channel",)),
        ("тип:канал,news", Field.KIND, ("channel", "news")),
        ("түр:арна", Field.KIND, ("channel",)),
        ("country:kz", Field.COUNTRY, ("kz",)),
        ("страна:Узбекистан", Field.COUNTRY, ("uz",)),
        ("ел:Қазақстан,FR", Field.COUNTRY, ("kz", "fr")),
        ("has:photo", Field.HAS, ("photo",)),
        ("есть:фото,видео", Field.HAS, ("photo", "video")),
        ("бар:сурет", Field.HAS, ("photo",)),
        ("source:steppe-courier", Field.SOURCE, ("steppe-courier",)),
        ('источник:"Steppe Courier"', Field.SOURCE, ("Steppe Courier",)),
        ("дереккөз:@bazaar_talk", Field.SOURCE, ("@bazaar_talk",)),
        ('source:"Steppe Courier","Issyk Herald"', Field.SOURCE, ("Steppe Courier", "Issyk Herald")),
        (
            'source:valley_wire,"Issyk Herald",@bazaar_talk',
            Field.SOURCE,
            ("valley_wire", "Issyk Herald", "@bazaar_talk"),
        ),
        ("lang:kk,,ky,", Field.LANG, ("kk", "ky")),
        ("тіл:орыс,өзбек", Field.LANG, ("ru", "uz")),
        ("язык:узбекская,узбекский,по-узбекски", Field.LANG, ("uz",)),
        ("lang:kz,TJ,eng", Field.LANG, ("kk", "tg", "en")),
        ("тип:новость", Field.KIND, ("news",)),
        ("has:photos,links", Field.HAS, ("photo", "link")),
        ("site:steppe-courier", Field.SOURCE, ("steppe-courier",)),
        ("from:@bazaar_talk", Field.SOURCE, ("@bazaar_talk",)),
        ('канал:"Bazaar talk"', Field.SOURCE, ("Bazaar talk",)),
    ],
)
def test_an_operator_and_its_values_may_be_in_three_languages(
    typed: str, field: Field, values: tuple[str, ...]
) -> None:
    query = parse_query(f"мост {typed}")
    assert query.tests == (Test(field, values),)
    assert words(query) == [["мост"]]
    assert query.problems == ()


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("after:2026-05-12", date(2026, 5, 13), None),
        ("before:2026-05-12", None, date(2026, 5, 11)),
        ("после:2026-05", date(2026, 6, 1), None),
        ("до:2026-05", None, date(2026, 4, 30)),
        ("кейін:2026", date(2027, 1, 1), None),
        ("дейін:2026", None, date(2025, 12, 31)),
        ("до:12.05.2026", None, date(2026, 5, 11)),
        ("до:5.2026", None, date(2026, 4, 30)),
        ('после:"12 мая 2026"', date(2026, 5, 13), None),
        ('before:"May 12, 2026"', None, date(2026, 5, 11)),
        ('до:"2026 жылғы 12 мамыр"', None, date(2026, 5, 11)),
        ('after:"май 2026"', date(2026, 6, 1), None),
        ("after:2026/05/12", date(2026, 5, 13), None),
        ("-before:2024-02", date(2024, 2, 1), None),
        ("-after:2024-02", None, date(2024, 2, 29)),
        ("after:2026-01-01 after:2026-02-01 before:2026-03-01", date(2026, 2, 2), date(2026, 2, 28)),
    ],
)
def test_before_and_after_leave_the_named_day_month_or_year_out(
    typed: str, since: date | None, until: date | None
) -> None:
    query = parse_query(typed)
    assert (query.since, query.until, query.problems) == (since, until, ())


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("since:2026-05-12", date(2026, 5, 12), None),
        ("бастап:2026-05", date(2026, 5, 1), None),
        ("until:2026-05", None, date(2026, 5, 31)),
        ("с:2026-05-12 по:13.05.2026", date(2026, 5, 12), date(2026, 5, 13)),
        ("-since:2026-05-12", None, date(2026, 5, 11)),
        ("-until:2026", date(2027, 1, 1), None),
    ],
)
def test_since_and_until_keep_the_named_day_month_or_year(
    typed: str, since: date | None, until: date | None
) -> None:
    query = parse_query(typed)
    assert (query.since, query.until, query.problems) == (since, until, ())


def test_a_preposition_before_anything_but_a_day_is_a_word() -> None:
    assert words(parse_query("с:мостом по:9999")) == [['"с мостом"'], ["9999"]]


@pytest.mark.parametrize(
    ("typed", "code"), [("en-US", "en"), ("uz-Cyrl", "uz"), ("uz_Latn_UZ", "uz"), ("kaz-KZ", "kk")]
)
def test_of_a_language_with_its_script_or_country_the_language_is_read(typed: str, code: str) -> None:
    query = parse_query(f"lang:{typed}")
    assert query.tests == (Test(Field.LANG, (code,)),)
    assert problems(f"lang:{typed}") == [("lost-script", typed)]
    assert problems("lang:xx-Cyrl") == [("unknown-language", "xx-Cyrl")]


@pytest.mark.parametrize(
    ("typed", "name", "written"),
    [
        ("мост lang:xx", "unknown-language", "xx"),
        ("kind:blog", "unknown-kind", "blog"),
        ("country:zz", "unknown-country", "zz"),
        ("has:сердце", "unknown-has", "сердце"),
        ("before:вчера", "not-a-day", "вчера"),
        ("before:2026-02-30", "not-a-day", "2026-02-30"),
        ("before:0000", "not-a-day", "0000"),
        ("after:9999", "not-a-day", "9999"),
        ("after:2026 before:2026", "no-days", ""),
        ("-мост", "only-unwanted", ""),
        ('!!! "" «»', "no-words", ""),
        ("lang:", "missing-value", "lang:"),
        ('-source:""', "missing-value", '-source:""'),
        ("after:05/12/2026", "not-a-day", "05/12/2026"),
        ("after:2026-02/30", "not-a-day", "2026-02/30"),
    ],
)
def test_what_cannot_be_searched_stops_and_is_named(typed: str, name: str, written: str) -> None:
    assert (name, written) in problems(typed)
    assert parse_query(typed).stopped


@pytest.mark.parametrize(
    ("typed", "name", "written", "left"),
    [
        ("мост lang: kk", "no-value", "lang:", [["мост"], ["кк"]]),
        ("OR мост", "or-at-end", "OR", [["мост"]]),
        ("мост |", "or-at-end", "|", [["мост"]]),
        ("мост OR lang:kk", "or-of-unlike", "OR", [["мост"]]),
        ("мост OR -река", "or-of-unlike", "OR", [["мост"]]),
        ('"новый мост', "unclosed-quote", '"новый мост', [['"новый мост"']]),
    ],
)
def test_what_can_be_read_in_one_way_is_read_so_and_named(
    typed: str, name: str, written: str, left: list[list[str]]
) -> None:
    query = parse_query(typed)
    assert problems(typed) == [(name, written)]
    assert not query.stopped
    assert words(query) == left


def test_a_list_in_quotes_can_be_turned_round_and_ends_at_a_space() -> None:
    query = parse_query('-source:"Steppe Courier","Issyk Herald" ,мост')
    assert [(test.values, test.excluded) for test in query.tests] == [
        (("Steppe Courier",), True),
        (("Issyk Herald",), True),
    ]
    assert words(query) == [["мост"]]
    assert query.problems == ()


def test_or_between_values_of_one_operator_is_a_list() -> None:
    assert parse_query("lang:kk OR lang:ky").tests == (Test(Field.LANG, ("kk", "ky")),)


def test_a_word_before_a_colon_that_is_no_operator_is_a_word() -> None:
    assert words(parse_query("Тоқаев: мост")) == [["токаев"], ["мост"]]
    assert parse_query("https://steppe-courier.example/a").tests == ()


def test_a_query_of_filters_alone_is_one_and_an_empty_one_asks_for_everything() -> None:
    assert not parse_query("lang:kk -has:photo").stopped
    assert not parse_query("-lang:ru").stopped
    assert parse_query("  ") == Query()


def test_a_desk_knows_its_own_languages_by_their_codes() -> None:
    assert parse_query("lang:uk", ("ru", "uk")).tests == (Test(Field.LANG, ("uk",)),)


def test_every_kind_and_thing_of_the_desk_can_be_asked_for() -> None:
    for field, names in ((Field.KIND, list(SourceKind)), (Field.HAS, HAS)):
        for name in names:
            assert parse_query(f"{field.value}:{name}").tests == (Test(field, (name,)),)


def test_a_pasted_article_is_cut_between_words_and_says_so() -> None:
    for pasted, left in (
        ("мост " + "реки " * LONGEST_QUERY, [["мост"], ["реки"]]),
        ("мост " + "река" * LONGEST_QUERY, [["мост"]]),
        ("о " * (LONGEST_QUERY // 2) + "конец", [["о"]]),
    ):
        query = parse_query(pasted)
        assert words(query) == left
        assert ProblemName.TOO_LONG in {problem.name for problem in query.problems}


def test_no_query_has_more_parts_than_a_search_can_bear() -> None:
    query = parse_query(" ".join(f"w{number}" for number in range(MOST_PARTS + 1)))
    assert len(query.wanted) == MOST_PARTS
    assert [problem.name for problem in query.problems] == [ProblemName.TOO_LONG]


@pytest.mark.parametrize("number", ["12.05.2026", "12 мая", "5 млн", "5 000 000"])
def test_of_a_pasted_table_only_the_first_numbers_are_read(number: str) -> None:
    query = parse_query(f"{number} " * (MOST_PARTS + 1))
    assert [problem.name for problem in query.problems] == [ProblemName.TOO_LONG]
    assert len(query.wanted) <= 2, "all are one number, and a last one may be cut"


@pytest.mark.parametrize(
    "typed",
    ["12.05.2026", "12 мая 2026", "2026 жылғы 12 мамыр", "12-nji maý 2026", "May 12, 2026", "12-05-2026"],
)
def test_a_day_is_one_word_in_whichever_form_it_is_typed(typed: str) -> None:
    _, (day,) = parse_query(f"мост {typed}").wanted
    assert isinstance(day, Word)
    assert (day.written, set(day.keys)) == (typed, {"d:2026-05-12"})
    assert parse_query(f"-{typed}").unwanted == (day,)


@pytest.mark.parametrize("typed", ["5 млн", "5 миллионов", "5 000 000", "5,000,000", "5000000"])
def test_an_amount_is_one_word_too(typed: str) -> None:
    ((word,),) = parse_query(typed).wanted
    assert isinstance(word, Word)
    assert "5000000" in {word.exact, *word.keys}


def test_no_day_is_read_in_quotes_nor_over_operators() -> None:
    assert parse_query('"12 мая 2026"').wanted == ((Phrase("12 мая 2026", ("12", "мая", "2026")),),)
    assert words(parse_query("12 lang:ru мая")) == [["12"], ["мая"]]
    assert parse_query("before:12.05.2026").wanted == ()


@pytest.mark.parametrize(
    ("typed", "left_out"),
    [
        ("мост и река", ["и"]),
        ("пожар в Алматы", ["в"]),
        ("көпір және өзен", ["және"]),
        ("koʻprik va daryo", ["va"]),
        ("the bridge of Osh", ["the", "of"]),
    ],
)
def test_words_of_grammar_are_left_out_and_named(typed: str, left_out: list[str]) -> None:
    query = parse_query(typed)
    assert [group[0].written for group in query.wanted] == [
        word for word in typed.split() if word not in left_out
    ]
    assert [word.written for word in query.left_out] == left_out
    assert Part(PartName.LEFT_OUT, query.left_out) in describe(query)


@pytest.mark.parametrize(
    "typed",
    [
        "и",
        "и в на",
        "и lang:ru",
        '"мост и река"',
        "мост OR и",
        "жаңа көпір",
        "сон майской ночи",
        "is-и",
        "-и мост",
    ],
)
def test_words_of_grammar_stay_where_nothing_else_is_asked_or_they_are_meant(typed: str) -> None:
    assert parse_query(typed).left_out == ()


def test_no_query_has_more_prefixes_than_a_search_can_bear() -> None:
    query = parse_query("мост " + " OR ".join(f"аб{number}*" for number in range(MOST_PREFIXES + 1)))
    assert len(query.terms) == 1 + MOST_PREFIXES
    assert [problem.name for problem in query.problems] == [ProblemName.TOO_LONG, ProblemName.OR_AT_END]
    names = parse_query("алма-ата " + " ".join(f"аб{letter}-ата" for letter in "бвгдежзи")).terms
    assert [isinstance(term, Phrase) and bool(term.last) for term in names] == [True] * MOST_PREFIXES + [
        False
    ]


def test_it_says_how_it_understood() -> None:
    query = parse_query("мост OR река -берег lang:kk after:2026-05-12 before:2027")
    bridge, river = query.wanted[0]
    assert describe(query) == (
        Part(PartName.ANY_OF, (bridge, river)),
        Part(PartName.NONE_OF, query.unwanted),
        Part(PartName.TEST, test=Test(Field.LANG, ("kk",))),
        Part(PartName.SINCE, day=date(2026, 5, 13)),
        Part(PartName.UNTIL, day=date(2026, 12, 31)),
    )


TYPED = st.lists(
    st.sampled_from(
        [
            *"\"“”«»„ аб'-−*|:,.5",
            "OR ",
            " lang:",
            "(",
            ") ",
            " - ",
            "title:",
            "с:",
            " или ",
            "uz-Latn",
            "до:",
            "есть:",
            "2026",
            "-05",
            "source:",
            "мост",
            " ИЛИ ",
            "ko‘",
        ]
    )
    | st.characters(),
    max_size=25,
).map("".join)


@given(TYPED)
@example('-"')
@example('-lang:"')
@example("a" * 20 + ":" + '"')
def test_nothing_a_person_types_raises_and_nothing_empty_is_asked_for(text: str) -> None:
    query = parse_query(text)
    every = [*query.terms, *query.unwanted]
    assert all(query.wanted)
    assert all(term.words and "" not in term.words for term in every if isinstance(term, Phrase))
    assert all(term.exact and "" not in term.keys for term in every if isinstance(term, Word))
    assert all(test.values and all(test.values) for test in query.tests)
    assert query.stopped or not text.strip() or query.wanted or query.tests or query.since or query.until
    assert all(part.terms or part.test or part.day for part in describe(query))
