from __future__ import annotations

import pytest

from aitys.text.languages import LANGUAGE_STAGE, detect

SENTENCES = [
    ("ru", "Cyrl", "Министерство сообщило, что мост через реку откроют в начале октября."),
    ("en", "Latn", "The ministry said that the bridge over the river would open in early October."),
    ("kk", "Cyrl", "Министрлік өзен үстіндегі көпір қазан айының басында ашылатынын хабарлады."),
    ("ky", "Cyrl", "Министрлик дарыянын үстүндөгү көпүрө октябрдын башында ачыларын билдирди."),
    ("uz", "Latn", "Vazirlik daryo ustidagi ko‘prik oktabr oyining boshida ochilishini ma’lum qildi."),
    ("uz", "Cyrl", "Вазирлик дарё устидаги кўприк октябрь ойининг бошида очилишини маълум қилди."),
    ("tg", "Cyrl", "Вазорат хабар дод, ки пули болои дарё дар аввали моҳи октябр кушода мешавад."),
    (
        "tk",
        "Latn",
        "Ministrlik derýanyň üstündäki köprüniň oktýabr aýynyň başynda açyljakdygyny habar berdi.",
    ),
]


@pytest.mark.parametrize(("code", "script", "sentence"), SENTENCES)
def test_it_knows_the_desks_languages_in_their_scripts(code: str, script: str, sentence: str) -> None:
    found = detect(sentence)
    assert (found.code, found.script) == (code, script)
    assert found.score > 0.5


@pytest.mark.parametrize(("code", "script", "sentence"), SENTENCES)
def test_shouting_links_names_and_emoji_do_not_mislead_it(code: str, script: str, sentence: str) -> None:
    dressed = (
        f"⚡️⚡️ {sentence.upper()} 👉 https://steppe-courier.example/breaking-news-today @bazaar_talk #news"
    )
    assert (detect(dressed).code, detect(dressed).script) == (code, script)


@pytest.mark.parametrize(
    "text", ["", "  ", "12.05.2024 — 10,5 %", "😀🔥", "https://steppe-courier.example/x", "@valley_wire"]
)
def test_no_letter_is_no_language(text: str) -> None:
    found = detect(text)
    assert (found.code, found.script, found.score) == ("und", "Zyyy", 0.0)


def test_a_script_that_no_language_of_the_desk_uses_is_undetermined() -> None:
    assert (detect("새로운 다리가 열렸다").code, detect("새로운 다리가 열렸다").script) == ("und", "Hang")


def test_the_choice_is_the_desks() -> None:
    russian = SENTENCES[0][2]
    assert detect(russian, ("kk", "ky")).code in {"kk", "ky"}
    assert detect(russian, ("en", "tk")).code == "und"
    assert detect(russian, ("no-such-language", "ru")).code == "ru"


def test_one_foreign_name_does_not_turn_a_text() -> None:
    text = "Президент Қасым-Жомарт Токаев прибыл в столицу соседней страны, где его встретил премьер-министр."
    assert detect(text).code == "ru"


def test_a_firms_latin_name_does_not_turn_a_short_text() -> None:
    assert detect("Telegram сбоит у многих").code == "ru"


def test_letters_decide_where_the_text_is_short() -> None:
    assert detect("ҷанг").code == "tg"
    assert detect("ўша").code == "uz"
    assert detect("ұлт").code == "kk"


def test_the_script_is_that_of_most_letters() -> None:
    assert detect("Газета News").script == "Cyrl"
    assert detect("Газ News").script == "Latn"
    assert detect("2024").script == "Zyyy"


def test_the_stage_names_the_model() -> None:
    assert LANGUAGE_STAGE.startswith("language@1+py3langid-")
    assert len(LANGUAGE_STAGE) <= 60
