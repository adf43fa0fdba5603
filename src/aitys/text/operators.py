"""The operators of a query and the words that may stand behind them, in English, Russian and Kazakh.

Tables only; `queries` reads them. Codes are ISO 639, ISO 3166 and the names that the desk itself uses; every
word is found by its folded form, so "тил" is as good as "тіл". To add a word, add it to its row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from aitys.text.tokens import fold_token


class Field(StrEnum):
    """What a `Test` looks at; the value is the operator's English name."""

    LANG = "lang"
    SOURCE = "source"
    KIND = "kind"
    COUNTRY = "country"
    HAS = "has"


class Bound(StrEnum):
    """The operators that take a day, a month or a year: outside of the first two, inside the others."""

    BEFORE = "before"
    AFTER = "after"
    SINCE = "since"
    UNTIL = "until"


_OPERATORS: Mapping[Field | Bound, tuple[str, ...]] = {
    Field.LANG: ("lang", "язык", "тіл"),
    Field.SOURCE: ("source", "источник", "дереккөз", "site", "сайт", "from", "channel", "канал", "арна"),
    Field.KIND: ("kind", "тип", "түр"),
    Field.COUNTRY: ("country", "страна", "ел"),
    Field.HAS: ("has", "есть", "бар"),
    Bound.BEFORE: ("before", "до", "дейін"),
    Bound.AFTER: ("after", "после", "кейін"),
    Bound.SINCE: ("since", "бастап"),
    Bound.UNTIL: ("until",),
}
SHORT_BOUNDS = {"с": Bound.SINCE, "по": Bound.UNTIL}
"""Too short to be operators before anything but a day, as in с:2026-05-12."""


def _russian(adjective: str) -> tuple[str, ...]:
    return (*(adjective + ending for ending in ("ий", "ая", "ое", "ие", "ом")), f"по-{adjective}и")


# By its codes and those of its country that are no language here, in itself, in English, Russian and others.
_LANGUAGES = {
    "ru": (
        "rus",
        "russian",
        "орысша",
        "орыс",
        "орусча",
        "орус",
        "ruscha",
        "русӣ",
        "rusça",
        *_russian("русск"),
    ),
    "en": (
        "eng",
        "english",
        "ағылшынша",
        "ағылшын",
        "англисче",
        "inglizcha",
        "англисӣ",
        *_russian("английск"),
    ),
    "kk": ("kaz", "kz", "kazakh", "қазақша", "қазақ", "казакча", "казак", "qazaqsha", *_russian("казахск")),
    "ky": (
        *("kir", "kg", "kyrgyz", "kirghiz", "кыргызча", "кыргыз", "қырғызша", "қырғыз", "kyrgyzcha"),
        *(*_russian("киргизск"), *_russian("кыргызск")),
    ),
    "uz": (
        "uzb",
        "uzbek",
        "oʻzbekcha",
        "oʻzbek",
        "ўзбекча",
        "ўзбек",
        "өзбекше",
        "өзбек",
        *_russian("узбекск"),
    ),
    "tg": ("tgk", "tj", "tajik", "тоҷикӣ", "тоҷик", "тәжікше", "тәжік", *_russian("таджикск")),
    "tk": ("tuk", "tm", "turkmen", "türkmençe", "türkmen", "түрікменше", "түрікмен", *_russian("туркменск")),
    "und": ("unknown", "неизвестен", "неизвестный", "белгісіз"),
}
_SUBTAGS = re.compile(r"([a-z]{2,3})(?:[-_](?:[a-z]{4}|[a-z]{2}|\d{3})){1,2}")
"""BCP 47: a language with its script, its country, or both."""
_KINDS = {
    "news": ("новости", "новость", "новостной", "новостные", "сми", "жаңалықтар", "жаңалық"),
    "channel": ("channels", "канал", "каналы", "арна", "арналар"),
    "official": ("официальный", "официальные", "ведомство", "ведомства", "ресми"),
    "factcheck": ("factchecks", "фактчек", "фактчекинг"),
    "bank": ("banks", "банк", "банки", "банктер"),
    "own": ("своё", "наше", "өзіміздікі"),
    "manual": ("вручную", "қолмен"),
}
_HAS = {
    "photo": ("photos", "image", "images", "picture", "фото", "картинка", "картинки", "сурет", "суреттер"),
    "video": ("videos", "видео", "бейне"),
    "audio": ("аудио", "дыбыс"),
    "file": ("files", "файл", "файлы"),
    "poll": ("polls", "опрос", "опросы", "сауалнама"),
    "link": ("links", "ссылка", "ссылки", "сілтеме"),
    "forward": ("forwards", "пересланное", "репост", "репосты", "қайтажолданған"),
    "number": ("numbers", "число", "числа", "цифра", "цифры", "сан", "сандар"),
}
_COUNTRIES = {
    "kz": ("kazakhstan", "казахстан", "қазақстан"),
    "kg": ("kyrgyzstan", "киргизия", "кыргызстан", "қырғызстан"),
    "uz": ("uzbekistan", "узбекистан", "oʻzbekiston", "өзбекстан"),
    "tj": ("tajikistan", "таджикистан", "тоҷикистон", "тәжікстан"),
    "tm": ("turkmenistan", "туркмения", "туркменистан", "түрікменстан"),
    "ru": ("russia", "россия", "ресей"),
    "cn": ("china", "китай", "қытай"),
    "af": ("afghanistan", "афганистан", "ауғанстан"),
    "ir": ("iran", "иран"),
    "tr": ("turkey", "турция", "түркия"),
    "az": ("azerbaijan", "азербайджан", "әзербайжан"),
    "mn": ("mongolia", "монголия", "моңғолия"),
    "by": ("belarus", "беларусь"),
    "ua": ("ukraine", "украина"),
}
# ISO 3166-1, all of it: a desk may add a source of any country.
_ISO_3166 = (
    "ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq"
    " br bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm"
    " do dz ec ee eg eh er es et fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs"
    " gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn"
    " kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq"
    " mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm"
    " pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv"
    " sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug um us uy uz va vc ve vg vi"
    " vn vu wf ws xk ye yt za zm zw"
)

OR_WORDS = frozenset({"OR", "ИЛИ", "НЕМЕСЕ"})
"""In capitals only: in small letters they are words."""


def _folded(table: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {fold_token(word): code for code, words in table.items() for word in words}


_NAMES = {fold_token(name): operator for operator, names in _OPERATORS.items() for name in names}
_CODES = {
    Field.LANG: frozenset(_LANGUAGES),
    Field.KIND: frozenset(_KINDS),
    Field.HAS: frozenset(_HAS),
    Field.COUNTRY: frozenset(_ISO_3166.split(" ")),
}
_WORDS = {
    Field.LANG: _folded(_LANGUAGES),
    Field.KIND: _folded(_KINDS),
    Field.HAS: _folded(_HAS),
    Field.COUNTRY: _folded(_COUNTRIES),
}


def operator(name: str) -> Field | Bound | None:
    """The operator of that name; None where it is an ordinary word."""
    return _NAMES.get(fold_token(name))


def code(field: Field, value: str) -> str:
    """The code that a person's value means; "" where there is none. A source's name is left as it is."""
    if field is Field.SOURCE:
        return value
    written = value.lower()
    return written if written in _CODES[field] else _WORDS[field].get(fold_token(written), "")


def without_subtags(value: str) -> str:
    """The language alone of "uz-Latn" and "en-US"; "" for what is not written so."""
    found = _SUBTAGS.fullmatch(value.lower())
    return found[1] if found else ""
