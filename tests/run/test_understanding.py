from __future__ import annotations

from aitys.run.understanding import understand
from aitys.text.languages import LANGUAGE_STAGE
from aitys.values.posts import Post
from aitys.values.readings import ReadPost

LANGUAGES = ("ru", "kk", "uz")
KK = "Өзен үстіндегі көпір айдың соңына дейін жабылды, деп хабарлады көлік министрлігі."
RU = (
    "Мост через реку закрыли до конца месяца, сообщили в министерстве. Автобусы пойдут в обход центра города."
)


def read(text: str, title: str = "", languages: tuple[str, ...] = LANGUAGES) -> ReadPost:
    post = Post(("https://steppe-courier.example/a",), title=title, text=text)
    return understand([post], languages)[0]


def test_a_post_in_one_language_has_it_and_no_stretches() -> None:
    found = read(KK, title="Көпір жабылды")
    assert (found.language, found.script, found.language_by) == ("kk", "Cyrl", LANGUAGE_STAGE)
    assert found.stretches == ()


def test_a_post_in_two_languages_has_both_and_the_name_of_the_longer() -> None:
    text = f"{KK}\n\n{RU}"
    found = read(text)
    assert found.language == "ru"
    assert [text[part.start : part.end].strip() for part in found.stretches] == [KK, RU]
    assert [(part.language, part.script) for part in found.stretches] == [("kk", "Cyrl"), ("ru", "Cyrl")]


def test_a_title_alone_is_read() -> None:
    assert read("", title="Мост через реку закрыли").language == "ru"


def test_a_title_in_another_language_does_not_decide() -> None:
    assert read(RU, title="Өзен үстіндегі көпір айдың соңына дейін жабылды").language == "ru"
    assert read("Фото", title="Өзен үстіндегі көпір айдың соңына дейін жабылды").language == "kk"


def test_a_post_in_a_language_that_the_desk_does_not_read_is_undetermined() -> None:
    assert read(RU, languages=("kk", "uz")).language == "und"


def test_a_post_without_words_is_undetermined() -> None:
    found = read("😀🔥 @valley_wire")
    assert (found.language, found.script, found.stretches) == ("und", "Zyyy", ())
