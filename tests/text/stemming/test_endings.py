"""A small made-up grammar shows what the stripper of endings does and leaves."""

from __future__ import annotations

from dataclasses import replace

from aitys.text.stemming.endings import ONLY_NOUNS, Grammar, endings, joined, slot

VOWELS = "аеиоуы"
VOICELESS = "кпст"
VOICED = "бгзлмнрвй"
OWN = slot(endings("ы и", VOICELESS + VOICED), endings("сы си", VOWELS))
CASES = slot(
    endings("да де", VOWELS + VOICED),
    endings("та те", VOICELESS),
    endings("мен", VOWELS + VOICED, vowel=""),
    endings("ды ди", VOICED, leaves=4),
    endings("ым им", VOICELESS + VOICED, leaves=ONLY_NOUNS),
    joined(OWN, "на не нда нде"),
)
PLURAL = slot(endings("лар лер", VOWELS), endings("дар дер", VOICED), endings("тар тер", VOICELESS))
GRAMMAR = Grammar(
    slots=(CASES, OWN, PLURAL),
    vowels=VOWELS,
    harmony={"ы": "аы", "е": "еи", "ев": "аыеи"},
    opened={"ю": "йу"},
    whole=frozenset({"майда"}),
    whole_ends=("зста",),
    nouns=frozenset({"ел", "дос"}),
    seams={"халк": "халык", "балдар": "бала"},
    voiceless={"б": "п", "г": "к"},
)


def test_endings_go_from_the_outer_end_inwards() -> None:
    assert GRAMMAR.stem("қалалар") == GRAMMAR.stem("қалада") == GRAMMAR.stem("қалаларда") == "кала"
    assert GRAMMAR.stem("қаласында") == GRAMMAR.stem("қалаларында") == "кала"


def test_an_ending_stands_only_after_its_letters() -> None:
    assert GRAMMAR.stem("орта") == "орта"
    assert GRAMMAR.stem("адамтар") == "адамтар"


def test_a_stem_keeps_the_letters_its_ending_asks_for() -> None:
    assert GRAMMAR.stem("айда") == "айда"
    assert GRAMMAR.stem("қызды") == "кызды"
    assert GRAMMAR.stem("қолында") == "кол"


def test_a_listed_noun_may_be_left_however_short() -> None:
    assert GRAMMAR.stem("елде") == GRAMMAR.stem("елинде") == "ел"


def test_an_uncertain_ending_is_taken_off_listed_nouns_alone() -> None:
    assert GRAMMAR.stem("досым") == "дос"
    assert GRAMMAR.stem("білім") == "билим"


def test_an_ending_that_is_not_in_harmony_is_none() -> None:
    assert GRAMMAR.stem("кызде") == "кызде"
    assert GRAMMAR.stem("кызмен") == "кыз"
    assert GRAMMAR.stem("мелде") == "мел"
    assert GRAMMAR.stem("мелда") == "мелда"


def test_the_end_of_a_name_can_bear_both_harmonies() -> None:
    assert GRAMMAR.stem("тоқаевда") == GRAMMAR.stem("тоқаевде") == "токаев"


def test_a_stem_without_a_vowel_is_none() -> None:
    assert GRAMMAR.stem("стрда") == "стрда"


def test_a_word_that_only_looks_inflected_stays_and_its_forms_are_found() -> None:
    assert GRAMMAR.stem("майда") == GRAMMAR.stem("майдада") == "майда"
    assert GRAMMAR.stem("казаказста") == "казаказста"


def test_sounds_that_an_ending_changed_are_undone() -> None:
    assert GRAMMAR.stem("китабы") == GRAMMAR.stem("китап") == "китап"
    assert GRAMMAR.stem("балығы") == GRAMMAR.stem("балықта") == "балык"
    assert GRAMMAR.stem("халқына") == GRAMMAR.stem("халықта") == "халык"
    assert GRAMMAR.stem("балдарда") == GRAMMAR.stem("балада") == "бала"
    assert GRAMMAR.stem("балда") == "бал"


def test_an_ending_can_begin_within_a_letter_for_two_sounds() -> None:
    grammar = Grammar(slots=(endings("у", "й", 2),), vowels=VOWELS, opened={"ю": "йу"})
    assert grammar.stem("үйү") == grammar.stem("ую") == "уй"
    assert grammar.stem("юрист") == "юрист"


def test_a_short_stem_can_keep_its_voice() -> None:
    grammar = replace(GRAMMAR, voiceless_from=2)
    assert grammar.stem("китабы") == grammar.stem("китап") == "китап"
    assert grammar.stem("багы") == grammar.stem("баг") == "баг"


def test_a_last_soft_sign_goes_as_it_goes_before_an_ending() -> None:
    assert GRAMMAR.stem("цель") == GRAMMAR.stem("цельде") == "цел"


def test_what_stands_behind_a_hyphen_or_an_apostrophe_goes_when_it_is_only_endings() -> None:
    assert GRAMMAR.stem("АҚШ-та") == "акш"
    assert GRAMMAR.stem("Google’да") == "гоогле"
    assert GRAMMAR.stem("санъат") == "санъат"
    assert GRAMMAR.stem("ваъда") == "ваъда"
    assert GRAMMAR.stem("шу-шта") == "шу-шта"
    assert GRAMMAR.stem("акш--да-лар") == "акш"


def test_an_ending_of_two_parts_may_stand_after_the_letters_of_each() -> None:
    both = slot(endings("да", "а", leaves=2), endings("да", "з", leaves=4))
    assert (both["да"].leaves["а"], both["да"].leaves["з"]) == (2, 4)


def test_a_key_is_never_empty_and_nothing_gives_nothing() -> None:
    assert GRAMMAR.stem("да") == "да"
    assert GRAMMAR.stem("ь") == "ь"
    assert GRAMMAR.stem("") == ""
    assert GRAMMAR.stem("-") == "-"


def test_a_whole_word_stops_no_ending_that_only_ends_in_its_letters() -> None:
    grammar = replace(GRAMMAR, whole=frozenset({"таста"}))
    assert grammar.stem("тастар") == "тас"
    assert replace(GRAMMAR, whole=frozenset({"калас"})).stem("каласы") == "калас"
