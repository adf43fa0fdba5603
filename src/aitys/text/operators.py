"""The operators of a query and the words that may stand behind them, in English, Russian and Kazakh.

Tables only; `queries` reads them. Codes are ISO 639, ISO 3166 and the names that the desk itself uses; every
word is found by its folded form, so "тил" is as good as "тіл". To add a word, add it to its row.
"""

from __future__ import annotations

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
    """The operators that take a day, a month or a year, which itself is outside."""

    BEFORE = "before"
    AFTER = "after"


_OPERATORS: Mapping[Field | Bound, tuple[str, ...]] = {
    Field.LANG: ("lang", "язык", "тіл"),
    Field.SOURCE: ("source", "источник", "дереккөз"),
    Field.KIND: ("kind", "тип", "түр"),
    Field.COUNTRY: ("country", "страна", "ел"),
    Field.HAS: ("has", "есть", "бар"),
    Bound.BEFORE: ("before", "до", "дейін"),
    Bound.AFTER: ("after", "после", "кейін"),
}

# Each in itself, in English, in Russian and in Kazakh.
_LANGUAGES = {
    "ru": ("русский", "russian", "орысша"),
    "en": ("english", "английский", "ағылшынша"),
    "kk": ("қазақша", "қазақ", "kazakh", "казахский"),
    "ky": ("кыргызча", "кыргыз", "kyrgyz", "киргизский", "кыргызский", "қырғызша"),
    "uz": ("oʻzbekcha", "oʻzbek", "uzbek", "узбекский", "өзбекше"),
    "tg": ("тоҷикӣ", "tajik", "таджикский", "тәжікше"),
    "tk": ("türkmençe", "türkmen", "turkmen", "туркменский", "түрікменше"),
    "und": ("unknown", "неизвестен", "белгісіз"),
}
_KINDS = {
    "news": ("новости", "сми", "жаңалықтар"),
    "channel": ("канал", "арна"),
    "official": ("официальный", "ведомство", "ресми"),
    "factcheck": ("фактчек",),
    "bank": ("банк",),
    "own": ("своё", "наше", "өзіміздікі"),
    "manual": ("вручную", "қолмен"),
}
_HAS = {
    "photo": ("фото", "сурет"),
    "video": ("видео", "бейне"),
    "audio": ("аудио", "дыбыс"),
    "file": ("файл",),
    "poll": ("опрос", "сауалнама"),
    "link": ("ссылка", "сілтеме"),
    "forward": ("пересланное", "репост", "қайтажолданған"),
    "number": ("число", "цифра", "сан"),
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
