from __future__ import annotations

import pytest

from aitys.text.languages import LANGUAGE_STAGE, detect, script_of

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
    "signature",
    [
        "👉 Подписаться на канал @valley_wire",
        "Прислать новость: @bazaar_talk",
        "Subscribe: https://t.me/valley_wire",
        "Каналға жазылыңыз 👉 @bazaar_talk",
        "Kanalimizga obuna boʻling",
    ],
)
@pytest.mark.parametrize(("code", "script", "sentence"), SENTENCES)
def test_a_channels_signature_does_not_mislead_it(
    code: str, script: str, sentence: str, signature: str
) -> None:
    short = " ".join(sentence.split()[:5])
    assert detect(f"{short}\n\n{signature}").code == code
    assert detect(f"{signature}\n{short}").script == script


def test_a_signature_alone_is_read() -> None:
    assert detect("Подписывайтесь на наш канал").code == "ru"


@pytest.mark.parametrize(
    "text", ["", "  ", "12.05.2024 — 10,5 %", "😀🔥", "https://steppe-courier.example/x", "@valley_wire"]
)
def test_no_letter_is_no_language(text: str) -> None:
    found = detect(text)
    assert (found.code, found.script, found.score) == ("und", "Zyyy", 0.0)


def test_tags_are_read_where_nothing_else_stands() -> None:
    assert detect("#новости_области #погода_сегодня").code == "ru"
    assert detect("Bugun yomgʻir yogʻadi #погода #новости_области").code == "uz"


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ("Hang", "새로운 다리가 열렸다"),
        ("Arab", "پل باز شد"),
        ("Grek", "Η γέφυρα άνοιξε"),
        ("Hani", "新桥开放了"),
    ],
)
def test_a_script_that_no_language_of_the_desk_uses_is_undetermined(script: str, text: str) -> None:
    assert (detect(text).code, detect(text).script) == ("und", script)


@pytest.mark.parametrize(
    "text",
    [
        "Бүген Казанда яңа мәктәп ачылды, анда биш йөз бала укыячак.",
        "Ҳәр бир адам билим алыў ҳуқықына ийе, деп хабарлады министрлик.",
        "Міст через річку відкриють не раніше середини жовтня, повідомили в міністерстві.",
        "Лекары просяць бацькоў своечасова прышчапляць дзяцей.",
        "Лекарите призовават родителите да ваксинират децата си навреме.",
        "Гурилын үнэ долоо хоногт бараг арван хувиар өсжээ.",
        "Bu gün şəhərdə yeni məktəb açıldı, nazirlik bildirib.",
        "Bugün şehirde yeni bir okul açıldı, bakanlık açıkladı.",
        "Die Brücke über den Fluss bleibt bis Mitte Oktober gesperrt.",
    ],
)
def test_a_neighbours_language_is_not_taken_for_one_of_ours(text: str) -> None:
    assert detect(text).code == "und"


@pytest.mark.parametrize(
    "text", ["Алматы", "Бишкек", "Samarkand", "iPhone", "USD", "OK", "Нурлан", "Aigul", "Мммм"]
)
def test_a_name_alone_is_in_no_language(text: str) -> None:
    assert detect(text).code == "und"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("tg", "ҷанг"),
        ("uz", "ўша"),
        ("kk", "ұлт"),
        ("ky", "үчүн"),
        ("tk", "näme"),
        ("ru", "что?"),
        ("en", "where"),
        ("uz", "qanday"),
        ("kk", "Бұл өтірік"),
        ("ky", "Бул калп"),
        ("tg", "Чӣ шуд?"),
    ],
)
def test_letters_and_known_words_decide_where_the_text_is_short(code: str, text: str) -> None:
    assert detect(text).code == code


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("kk", "Бизге ешкандай жауап келген жок, акимдик осылай деп хабарлады"),
        ("tg", "Дар сархади Точикистон навбат зиёд шуд"),
        ("uz", "Ozbekiston bilan chegarada navbat kopaydi"),
        ("tk", "Turkmenistanyn serhedinde nobat kopeldi diyip yazyarlar"),
        ("kk", "Кеше бiз ауылға бардық, ол жерде жарық жоқ"),
    ],
)
def test_letters_that_the_keyboard_lacks_do_not_mislead_it(code: str, typed: str) -> None:
    assert detect(typed).code == code


def test_the_choice_is_the_desks() -> None:
    russian = SENTENCES[0][2]
    assert detect(russian, ("en", "tk")).code == "und"
    assert detect(russian, ("no-such-language", "ru")).code == "ru"
    assert detect("Die Brücke über den Fluss bleibt gesperrt.", ("ru", "de")).code == "de"
    assert detect("پل روی رودخانه تا اواسط اکتبر بسته می‌ماند.", ("ru", "fa", "ar")).code == "fa"


@pytest.mark.parametrize(("code", "script", "sentence"), SENTENCES)
def test_a_desk_that_does_not_read_a_language_takes_it_for_no_other(
    code: str, script: str, sentence: str
) -> None:
    others = tuple({each for each, _, _ in SENTENCES} - {code})
    assert (detect(sentence, others).code, detect(sentence, others).script) == ("und", script)


def test_one_foreign_name_does_not_turn_a_text() -> None:
    text = "Президент Қасым-Жомарт Токаев прибыл в столицу соседней страны, где его встретил премьер-министр."
    assert detect(text).code == "ru"


def test_a_firms_latin_name_does_not_turn_a_short_text() -> None:
    assert detect("Telegram сбоит у многих").code == "ru"
    assert detect("Bazaar Pay қосымшасы ашылмай тұр").code == "kk"


def test_the_script_is_that_of_most_letters() -> None:
    assert script_of("Газета News") == "Cyrl"
    assert script_of("Газ News") == "Latn"
    assert script_of("2024 @valley_wire") == "Zyyy"


def test_a_long_text_costs_no_more_than_its_beginning() -> None:
    assert detect(SENTENCES[0][2] + " word" * 200_000).code == "ru"


def test_the_stage_names_the_model() -> None:
    assert LANGUAGE_STAGE.startswith("language@2+py3langid-")
    assert len(LANGUAGE_STAGE) <= 60
