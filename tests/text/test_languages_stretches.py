from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.text.languages import detect, stretches

RU = (
    "Мост через реку закрыли до конца месяца. Автобусы пойдут в объезд, сообщили в министерстве транспорта. "
    "Движение откроют после проверки."
)
KK = (
    "Өзен үстіндегі көпір айдың соңына дейін жабылды. Автобустар айналма жолмен жүреді, деп хабарлады "
    "министрлік. Қозғалыс тексеруден кейін ашылады."
)
KY = (
    "Дарыянын үстүндөгү көпүрө айдын аягына чейин жабылды. Автобустар айланма жол менен жүрөт, деп "
    "билдирди министрлик. Кыймыл текшерүүдөн кийин ачылат."
)
UZ = (
    "Daryo ustidagi koʻprik oy oxirigacha yopildi. Avtobuslar aylanma yoʻldan yuradi, deb xabar berdi "
    "vazirlik. Harakat tekshiruvdan keyin ochiladi."
)
UZ_CYRILLIC = (
    "Дарё устидаги кўприк ой охиригача ёпилди. Автобуслар айланма йўлдан юради, деб хабар берди вазирлик. "
    "Ҳаракат текширувдан кейин очилади."
)
TG = (
    "Пули болои дарё то охири моҳ баста шуд. Автобусҳо бо роҳи дигар мераванд, хабар дод вазорат. "
    "Ҳаракат пас аз санҷиш кушода мешавад."
)
TK = (
    "Derýanyň üstündäki köpri aýyň ahyryna çenli ýapyldy. Awtobuslar aýlaw ýoldan ýörär diýip, ministrlik "
    "habar berdi. Hereket barlagdan soň açylar."
)
EN = (
    "The bridge over the river is closed until the end of the month. Buses will take another road, the "
    "ministry said. Traffic will start after an inspection."
)
TEXTS = {
    ("ru", "Cyrl"): RU,
    ("kk", "Cyrl"): KK,
    ("ky", "Cyrl"): KY,
    ("uz", "Latn"): UZ,
    ("uz", "Cyrl"): UZ_CYRILLIC,
    ("tg", "Cyrl"): TG,
    ("tk", "Latn"): TK,
    ("en", "Latn"): EN,
}


def parts(text: str, among: tuple[str, ...] | None = None) -> list[tuple[str, str, str]]:
    found = stretches(text) if among is None else stretches(text, among)
    return [(language.code, language.script, text[start:end].strip()) for start, end, language in found]


@pytest.mark.parametrize("text", TEXTS.values())
@pytest.mark.parametrize("between", [" ", "\n", "\n\n"])
def test_a_text_in_one_language_has_no_stretches(text: str, between: str) -> None:
    assert stretches(text) == ()
    assert stretches(text.replace(". ", f".{between}")) == ()


@pytest.mark.parametrize(("one", "other"), list(itertools.permutations(TEXTS, 2)))
@pytest.mark.parametrize("between", [" ", "\n\n"])
def test_a_text_in_two_languages_has_two(one: tuple[str, str], other: tuple[str, str], between: str) -> None:
    text = f"{TEXTS[one]}{between}{TEXTS[other]}"
    assert parts(text) == [(*one, TEXTS[one]), (*other, TEXTS[other])]


def test_a_language_that_returns_makes_three() -> None:
    assert [code for code, _, _ in parts(f"{KK}\n\n{RU}\n\n{KK}")] == ["kk", "ru", "kk"]


def test_a_flag_before_each_language_belongs_to_the_stretch_before_it_or_to_the_first() -> None:
    text = f"🇰🇿 {KK}\n\n🇷🇺 {RU}\n\n👉 Подписаться на канал @valley_wire"
    (start, middle, first), (again, end, second) = stretches(text)
    assert (start, first.code, second.code, end) == (0, "kk", "ru", len(text))
    assert middle == again == text.index("🇷🇺")


def test_a_name_a_short_quote_and_a_signature_make_no_stretch() -> None:
    assert stretches(f"{RU} «Bugun yomgʻir». {RU}") == ()
    assert stretches(f"{KK}\nSteppe Courier\n{KK}") == ()
    assert stretches(f"{KK}\n\n👉 Подписаться на канал @valley_wire") == ()
    assert stretches(f"{UZ}\n\nПрислать новость: https://t.me/bazaar_talk") == ()
    assert stretches("12.05.2024\n😀🔥\n@valley_wire") == ()


def test_a_neighbours_language_joins_what_stands_before_it() -> None:
    tatar = "Бүген Казанда яңа мәктәп ачылды, анда биш йөз бала укыячак, дип хәбәр итте министрлык."
    assert stretches(f"{RU}\n\n{tatar}") == ()


def test_what_the_desk_does_not_read_makes_no_stretch() -> None:
    assert parts(f"{KK}\n\n{RU}", ("kk", "ky")) == []
    assert [code for code, _, _ in parts(f"{KK}\n\n{RU}", ("kk", "ru"))] == ["kk", "ru"]


@given(st.lists(st.sampled_from([*TEXTS.values(), "😀 ", "\n", "12.05 ", "@x ", "Nvidia. "]), max_size=6))
def test_stretches_cover_the_text_in_order_and_differ_from_their_neighbours(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = stretches(text)
    assert len(found) != 1
    if found:
        assert found[0][0] == 0
        assert found[-1][1] == len(text)
    for (_, end, one), (start, _, other) in itertools.pairwise(found):
        assert end == start
        assert (one.code, one.script) != (other.code, other.script)


@given(st.text(max_size=200))
def test_any_text_can_be_judged(text: str) -> None:
    assert 0.0 <= detect(text).score <= 1.0
    assert all(start < end for start, end, _ in stretches(text))
