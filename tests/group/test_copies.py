from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.group.copies import LINK, kinship
from aitys.group.signatures import resemblance, signatures
from aitys.values.copies import SIGNATURE_BYTES, Difference, Differs, Finding, Kin
from tests.group.texts import BRIDGE, compared


def found(old: str, new: str) -> Finding:
    return kinship(compared(new), compared(old))


def test_the_same_words_are_the_same_whatever_stands_around_them() -> None:
    finding = found(f"{BRIDGE}\n\n👉 Подписаться", f"⚡️{BRIDGE.upper()}\n#мост @valley_wire")
    assert (finding.kin, finding.score, finding.is_link) == (Kin.SAME, 1.0, True)


def test_lines_that_a_channel_repeats_do_not_count() -> None:
    one = compared(f"{BRIDGE}\nВсегда первые в долине", frozenset({"всегда первые в долине"}))
    assert kinship(one, compared(BRIDGE)).kin is Kin.SAME


def test_two_scripts_of_one_language_are_the_same_words() -> None:
    latin = "Toshkentda yangi koʻprik ochildi, u shahar markazini oʻng qirgʻoq bilan bogʻlaydi"
    cyrillic = "Тошкентда янги кўприк очилди, у шаҳар марказини ўнг қирғоқ билан боғлайди"
    assert found(latin, cyrillic).kin is Kin.SAME


def test_a_few_other_words_are_near() -> None:
    finding = found(BRIDGE, BRIDGE.replace("По словам мэрии, работы", "Как сообщили в мэрии, работы"))
    assert (finding.kin, finding.is_link, finding.differs) == (Kin.NEAR, True, ())
    assert LINK < finding.score < 1
    assert finding.reason == f"{finding.score:.0%} of the runs of words are the same"


def test_half_of_a_post_is_a_suggestion() -> None:
    finding = found(BRIDGE, BRIDGE.partition(". ")[2].partition(". ")[0])
    assert (finding.kin, finding.is_suggestion, finding.is_link) == (Kin.NEAR, True, False)


def test_other_words_are_nothing() -> None:
    other = "В долине собрали первый урожай яблок, фермеры ждут хорошей цены на рынке уже в августе."
    assert found(BRIDGE, other).kin is Kin.NONE


@pytest.mark.parametrize(
    ("old", "new", "kind", "said"),
    [
        ("200 миллионов", "300 миллионов", Differs.NUMBER, "200 → 300"),
        ("200 миллионов", "двадцать миллионов", Differs.NUMBER, "200 → двадцать"),
        ("улице Абая", "улице Манаса", Differs.NAME, "Абая → Манаса"),
        ("автобусы пойдут", "автобусы не пойдут", Differs.NEGATION, "— → не"),
    ],
)
def test_what_is_the_same_but_for_one_thing_says_so(old: str, new: str, kind: Differs, said: str) -> None:
    finding = found(BRIDGE, BRIDGE.replace(old, new))
    assert finding.is_link
    assert [(each.kind, str(each)) for each in finding.differs] == [(kind, said)]
    assert finding.reason.endswith(f", but {said}")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "Министр жаңа көпірге биыл жазда өзі барды деп айтты",
            "Министр жаңа көпірге биыл жазда өзі бармады деп айтты",
        ),
        (
            "Бул көпүрөгө эл быйыл жайында келди деп айтышты",
            "Бул көпүрөгө эл быйыл жайында келбеди деп айтышты",
        ),
        ("Vazir bu koʻprikka shu yil yozda keldi dedi", "Vazir bu koʻprikka shu yil yozda kelmadi dedi"),
        ("Ҳокими шаҳр имрӯз ба пули нав рафт гуфтанд", "Ҳокими шаҳр имрӯз ба пули нав нарафт гуфтанд"),
        (
            "Häkim bu ýyl täze köprä tomus paslynda bardy diýdi",
            "Häkim bu ýyl täze köprä tomus paslynda barmady diýdi",
        ),
        (
            "Причина пожара на складе у моста пока известна",
            "Причина пожара на складе у моста пока неизвестна",
        ),
        ("Бұл хабар рас деп мэрия бүгін таңда айтты", "Бұл хабар рас емес деп мэрия бүгін таңда айтты"),
        ("The mayor did say it was true on Monday", "The mayor did not say it was true on Monday"),
    ],
)
def test_a_denial_is_told_in_every_language(old: str, new: str) -> None:
    assert [each.kind for each in found(old, new).differs] == [Differs.NEGATION]


def test_another_prefix_in_russian_is_no_denial() -> None:
    old = "Жители квартала у моста писали жалобу мэру города летом"
    assert found(old, old.replace("писали", "написали")).differs == ()


@pytest.mark.parametrize(
    ("old", "new"), [("Абая", "Абай"), ("200 миллионов", "двести миллионов"), ("Чу", "Chu")]
)
def test_an_ending_or_another_spelling_is_no_difference(old: str, new: str) -> None:
    differs = found(BRIDGE, BRIDGE.replace(old, new)).differs
    assert [each for each in differs if each.kind is Differs.NAME] == []


def test_a_number_as_a_word_is_the_same_number() -> None:
    old = "На мосту столкнулись 5 машин, водители живы, движение уже восстановили"
    assert found(old, old.replace("5", "пять")).differs == ()


def test_numbers_that_only_moved_are_no_difference() -> None:
    old = f"{BRIDGE} Движение откроют 30 сентября."
    assert found(old, f"Движение откроют 30 сентября. {BRIDGE}").differs == ()


def test_a_frame_that_is_filled_anew_each_day_is_no_copy() -> None:
    frame = "Курсы на сегодня: доллар {} сома, евро {} сома, рубль {} сома, тенге {} сома, данные Нацбанка"
    finding = found(frame.format(87, 95, 1.1, 0.19), frame.format(88, 96, 1.2, 0.18))
    assert (finding.kin, finding.reason) == (Kin.NONE, "the same frame with other numbers")
    assert len(finding.differs) == 4


def test_other_words_and_another_number_are_a_suggestion() -> None:
    old = "Стоимость проезда в автобусах Бишкека вырастет до 20 сомов с января"
    new = "Стоимость проезда в автобусах Бишкека вырастет до 25 сомов, решили депутаты"
    finding = found(old, new)
    assert (finding.score >= LINK, finding.is_suggestion) == (True, True)


def test_a_short_post_is_never_a_copy_on_words_alone() -> None:
    finding = found("Доброе утро, Бишкек!", "Доброе утро, Бишкек!")
    assert (finding.kin, finding.reason) == (Kin.NONE, "too few words of its own")


def test_the_platforms_mark_makes_a_copy_of_a_short_post_too() -> None:
    original = compared("Доброе утро!", address="https://t.me/bazaar_talk/17")
    forward = compared("Доброе утро!", forward="https://t.me/bazaar_talk/17")
    there, back = kinship(forward, original), kinship(original, forward)
    assert there == back
    assert (there.kin, there.reason) == (Kin.FORWARD, "forwarded from https://t.me/bazaar_talk/17")


def test_a_forward_of_another_post_is_none() -> None:
    original = compared("Доброе утро!", address="https://t.me/bazaar_talk/17")
    assert kinship(compared("Доброе утро!", forward="https://t.me/bazaar_talk/18"), original).kin is Kin.NONE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("а б " * 5000, "б а " * 5000),
        ("а б б " * 3000, "б а б " * 3000),
        ("а " * 9000 + "в", "а " * 4000 + "б " + "а " * 5000),
        (" ".join(f"слово{n}" for n in range(5000)), " ".join(f"слово{n}" for n in range(4999, -1, -1))),
    ],
)
def test_hostile_texts_are_compared_in_a_moment(old: str, new: str) -> None:
    began = time.process_time()
    found(old, new)
    assert time.process_time() - began < 2


_WORDS = "мост Бишкек закрыт не 5 семь 200 Абай ремонт сомов до мэрия сказал нет автобус"
_WORD = st.sampled_from(_WORDS.split())
_TEXT = st.lists(_WORD, min_size=8, max_size=30).map(" ".join)


@given(_TEXT, _TEXT)
def test_kinship_is_the_same_both_ways(one: str, other: str) -> None:
    there, back = found(one, other), found(other, one)
    assert (there.kin, there.score) == (back.kin, back.score)


@given(_TEXT)
def test_every_post_is_the_same_as_itself(text: str) -> None:
    assert found(text, text).kin is Kin.SAME


def test_a_difference_names_what_is_missing_by_a_dash() -> None:
    assert str(Difference(Differs.NUMBER, "5", "")) == "5 → —"


def test_signatures_are_the_same_in_every_process() -> None:
    own = compared("Мост через реку закрыли на ремонт до конца сентября").own
    (signature,) = signatures([own])
    assert signature is not None
    assert len(signature) == SIGNATURE_BYTES
    assert signature[:8].hex() == "27aa85cbb4bf5005"


def test_short_posts_have_no_signature() -> None:
    short, long = compared("Доброе утро!").own, compared(BRIDGE).own
    assert [each is None for each in signatures([short, long, short])] == [True, False, True]


def test_signatures_tell_how_much_is_shared() -> None:
    edited = BRIDGE.replace("По словам мэрии", "Как сообщили в мэрии")
    old, new = compared(BRIDGE), compared(edited)
    one, other = signatures([old.own, new.own])
    assert one is not None
    assert other is not None
    assert resemblance(one, other) == pytest.approx(kinship(new, old).score, abs=0.15)
