"""Shortened words whose stop ends no sentence, or need not: tables for `sentences`, a row a language.

Written small unless their case tells them from words. One letter before a stop needs no row.
"""

from __future__ import annotations


def _words(row: str) -> frozenset[str]:
    return frozenset(row.split())


# A name, a number or the rest of the phrase follows: their stop never ends a sentence. No word of any of the
# languages is among them: "ген" is a gene, "дер" says in Kazakh what "they say" does.
LEADING = _words("""
    ул им пр просп пер бульв пл наб стр кв корп р-н м-н мкр пос ст рис табл гл см ср напр проф акад доц канд
    подп лейт серж гр гр-н гр-ка ред изд сост нач св англ нем фр кырг узб тадж туркм т.е т.к т.н т.ч т.о
    көш даң ауд мөлт т.а т.ж
    көч айм
    ko‘ch ko'ch koʻch sh tum vil prof akad кўч тум вил
    кӯч ноҳ ҷумҳ
    köç etr wel
    fig vol eds pp vs approx i.e e.g cf
    """)
# English titles are words of other languages when written small: "sen" is "you" in Uzbek.
TITLES = _words(
    "Mr Mrs Ms Dr Prof St Gen Col Lt Sgt Capt Maj Rep Sen Gov Rev Hon Pres Sr Messrs Adm Det Sens Reps"
)
# A sentence may end with them: a capital begins the next one, a number does not.
TRAILING = _words("""
    др тыс млн млрд трлн руб долл коп тг мин сек чел шт гг вв обл янв фев февр апр авг сент окт нояб дек
    тел факс tel mln mlrd trln
    """)
# Further ones, in which only a number goes on: "No. 5", "Jan. 12".
BEFORE_NUMBERS = _words("No Nos Nr Art Sec Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec")
# Several letters with stops that close a list: "and so on". A capital after them begins a sentence.
CLOSING = _words("т.д т.п т.б т.с.с ж.б ж.у.с h.k sh.k ҳ.к ш.к ş.m")
# After "Inc." or "U.S." a capital may be a name: only these words begin a sentence there.
ENGLISH_STARTERS = _words("""
    The A An This That These Those He She It We They You I His Her Its Their Our There Here In On At By For
    From With But And Or So If When While After Before As Since Both Some Many Most No Not What Who How Why
    """)
ENGLISH_TAILS = _words("Inc Ltd Co Corp Jr Bros a.m p.m")
# "He", in Uzbek and Tajik: the one-letter words that end sentences. Other single letters are shortened.
ONE_LETTER_WORDS = _words("u у ӯ")
# "Year" where dates begin with it: a day may follow.
YEARS_FIRST = _words("ж й y ý с")
# Capitals of two letters that stand for a name's first one.
INITIALS = _words("Sh Ch Yo Yu Ya Ye Zh Kh Ts Дж Дз Ng O‘ O' Oʻ Oʼ G‘ G' Gʻ Gʼ")
