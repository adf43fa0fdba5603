from __future__ import annotations

import re
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.publish.markdown import plain

SUBSCRIBE = "[👉 Bazaar Talk. Subscribe](https://t.me/bazaar_talk)"
SCRAPS = st.sampled_from(
    ["**", "__", "***", "*", "_", " ", "\n", "[", "](https://t.me/x)", ")", "слово", "word", "«", "—", "7"]
)
WORD = re.compile(r"[^\W_]+")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**⚡️Трамвай сошёл с рельсов** у моста", "⚡️Трамвай сошёл с рельсов у моста"),
        (SUBSCRIBE, "👉 Bazaar Talk. Subscribe"),
        ("__Хабар__ — **муҳим**", "Хабар — муҳим"),
        ("**Two lines\n**\nmore", "Two lines\n\nmore"),
        ("**спаси ** и ** сохрани**", "спаси  и  сохрани"),
        ("**⚡️****Срочно**", "⚡️Срочно"),
        ("__a ____ b__", "a  b"),
        ("М**ост закрыт**", "Мост закрыт"),
        ("**[bold link](https://t.me/x)**", "bold link"),
        ("[**bold** inside](https://t.me/x)", "bold inside"),
        ("[page](https://outlet.example/wiki/Chu_(river)), then", "page, then"),
        ("[[1]](http://outlet.example) said", "[1] said"),
        ("[](https://t.me/hidden)Text", "Text"),
        ("**swear ж***", "swear ж*"),
        ("__https://outlet.example/x__", "https://outlet.example/x"),
    ],
)
def test_marks_and_addresses_go_and_the_words_stay(written: str, shown: str) -> None:
    assert plain(written) == shown


@pytest.mark.parametrize(
    "written",
    [
        "snake__case and a_b_c and @bazaar_talk",
        "5 * 7 = 35, a*b",
        "Fund* was banned\n* by the court",
        "нах**й",
        "2**10",
        "a lone ** mark",
        "Fund** said so",
        "_one_ and *one*",
        "name: ________ date: ________",
        "*****",
        "https://outlet.example/a__b__c and https://outlet.example/q?x=**7**",
        "[note](see below) and list[0](x)",
        "[broken](https://t.me/x",
        "~~struck~~ `code` # heading > quote",
        "",
    ],
)
def test_what_is_no_mark_stays_as_it_was_written(written: str) -> None:
    assert plain(written) == written


@given(st.one_of(st.text(), st.lists(SCRAPS, max_size=30).map("".join)))
def test_no_word_is_lost_or_moved(written: str) -> None:
    without_targets = re.sub(r"\]\(https://t\.me/x\)", "]", written)
    seen = "".join(WORD.findall(plain(written).replace("(https://t.me/x)", "")))
    assert seen == "".join(WORD.findall(without_targets.replace("(https://t.me/x)", "")))


@pytest.mark.parametrize(
    "scrap", ["[", "[a]", "[x[a]", "**", "**a", "__ ", "http://__", "](https:", "[a](https://x("]
)
def test_a_text_made_to_be_slow_is_not(scrap: str) -> None:
    start = perf_counter()
    plain(scrap * 100_000)
    assert perf_counter() - start < 3
