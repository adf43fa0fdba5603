"""Days in a text, however the region's languages write them: "12.05.2026", "2026 жылғы 12 мамырда", "May 12".

A day's key is "d:2026-05-12", or "d:05-12" where no year stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from aitys.text.folding import fold, folded
from aitys.text.tokens import Token, fold_token, tokens

# All months here are folded. These take the endings of the Turkic languages, Tajik and Russian.
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "январ янwар кантар",
            "феврал феwрал акпан",
            "март наурыз",
            "апрел сауир",
            "май мамыр",
            "июн маусым",
            "июл шилде",
            "август аwгуст тамыз",
            "сентябр сентабр кыркуек кыркуег",
            "октябр октабр казан",
            "ноябр караша",
            "декабр желтоксан",
        ),
        1,
    )
    for name in names.split()
}
# These stand as they are: English, short names, and май where its last letter melts into the ending.
_ENGLISH = (
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
)
_SHORT = ("янв", "фев февр", "", "", "мая мае маю маем", "", "", "авг", "сен сент", "окт", "ноя нояб", "дек")
_WHOLE_MONTHS = {
    fold(name): number
    for names in (_ENGLISH, _SHORT)
    for number, row in enumerate(names, 1)
    for name in row.split()
}
_ENGLISH_MONTHS = frozenset(" ".join(_ENGLISH).split())
_MONTH = re.compile(f"({'|'.join(sorted(_MONTHS, key=len, reverse=True))})(.*)")
# т and к begin an ending only after a voiceless letter: майда, but майка is a shirt.
_RUSSIAN_CASE = "ь|[аяуюеи]|[ое]м"
_TURKIC_CASE = (
    "[ыиу]?(?:"  # "its month"
    "н?[дт][аео](?:[гк][ыи])?"  # in: -да, -нда, -дагы
    "|(?:н?[дт]|н)[аео]н"  # from: -дан, -нан
    "|[гк][аео](?:ча)?|н[аео]"  # to: -га, -гача, -на
    "|[ндт][ыиу](?:нг?)?|[ыиу]?н"  # of, and the object: -нын, -ди, -ning
    ")?"
)
_CASE = re.compile(f"{_RUSSIAN_CASE}|{_TURKIC_CASE}")
_VOICELESS = "ткс"

_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
_YEAR_WORD = re.compile("(?:жыл|йил|йыл)[а-я]{0,6}|ж|й")
_AFTER_A_NUMBER = folded("nji njy нчи нчы nchi inchi ынчы уми юми ум юм го е числа of")
_BEFORE_A_YEAR = folded("соли сол of")
_BESIDE = re.compile(r"[^\S\n]{0,2}[-–‑,]?[^\S\n]{0,2}")
_BESIDE_A_SHORT_WORD = re.compile(r"\.?[^\S\n]{0,2}[-–‑,]?[^\S\n]{0,2}")
_LONGEST_SHORT_WORD = 4
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FIRST_YEAR, _LAST_YEAR = 1800, 2199

_PRINTED = re.compile(
    r"(?<!\d)(?<!\d[./,-])(?:"
    r"(?P<year>\d{4})(?P<sign>[./-])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})"
    r"|(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)(?P<last>\d{4}|(?<=\.)\d\d)"
    r")(?![./,-]?\d)"
)


def dates(text: str) -> list[tuple[int, int, str]]:
    """Start, end and key of each day in order; "05/12/2026" is given twice, as it is read in two ways."""
    return dates_among(text, tokens(text))


def date_keys(text: str) -> frozenset[str]:
    """The keys of the days in what a person typed; `terms` holds a day with a year under both its keys."""
    return frozenset(key for _, _, key in dates(text))


def dates_among(text: str, words: Sequence[Token]) -> list[tuple[int, int, str]]:
    """`dates` of a text whose tokens are known."""
    numbers = [place for place, token in enumerate(words) if token.text[0].isdecimal()]
    return sorted([*_printed(text, [words[place] for place in numbers]), *_in_words(text, words, numbers)])


def without_year(key: str) -> str:
    """The key of the same day of any year."""
    return f"d:{key[-5:]}"


def _printed(text: str, numbers: Iterable[Token]) -> Iterator[tuple[int, int, str]]:
    for token in numbers:
        if found := _PRINTED.match(text, token.start):
            keys = [_key(day, month, year) for year, month, day in _readings(found)]
            yield from ((found.start(), found.end(), key) for key in keys if key)


def _readings(found: re.Match[str]) -> list[tuple[int, int, int]]:
    """Year, month and day; the day is first, but with strokes it may be the American month."""
    if found["year"]:
        return [(int(found["year"]), int(found["month"]), int(found["day"]))]
    first, second = int(found["first"]), int(found["second"])
    year = int(found["last"])
    if len(found["last"]) == len("26"):
        year += 2000 if year < 70 else 1900  # as POSIX has it
    european, american = (year, second, first), (year, first, second)
    return [european] if found["mark"] != "/" or first == second else [european, american]


def _in_words(text: str, words: Sequence[Token], numbers: Iterable[int]) -> Iterator[tuple[int, int, str]]:
    for place in numbers:
        if not (day := _DAY.fullmatch(words[place].text)):
            continue
        if (last := _month_after(text, words, place)) is not None:
            first, month = place, _month(words[last].text)
        elif place and _is_english_month(words[place - 1]) and is_beside(text, *words[place - 1 : place + 1]):
            first, last, month = place - 1, place, _month(words[place - 1].text)
        else:
            continue
        first, last, year = _with_year(text, words, first, last)
        if key := _key(int(day[1]), month, year):
            yield words[first].start, words[last].end, key


def _month_after(text: str, words: Sequence[Token], day: int) -> int | None:
    """Where the month of the day stands: "12 мая", "12-nji maýda", "12th of May"."""
    for place in (day + 1, day + 2):
        if place >= len(words) or not is_beside(text, words[place - 1], words[place]):
            return None
        if _month(words[place].text):
            return place
        if fold_token(words[place].text) not in _AFTER_A_NUMBER:
            return None
    return None


def _with_year(text: str, words: Sequence[Token], first: int, last: int) -> tuple[int, int, int | None]:
    """The stretch with the year behind it or before it, and the year."""
    behind = last + 1
    if behind < len(words) and fold_token(words[behind].text) in _BEFORE_A_YEAR:
        behind += 1
    if behind < len(words) and (year := _year(words[behind])) and _in_a_row(text, words, last, behind):
        return first, behind, year
    before = first - 1
    if before > 0 and _YEAR_WORD.fullmatch(fold_token(words[before].text)):
        before -= 1
        if before > 0 and fold_token(words[before].text) in _AFTER_A_NUMBER:
            before -= 1
        if (year := _year(words[before])) and _in_a_row(text, words, before, first):
            return before, last, year
    return first, last, None


def _in_a_row(text: str, words: Sequence[Token], first: int, last: int) -> bool:
    return all(is_beside(text, words[place], words[place + 1]) for place in range(first, last))


def is_beside(text: str, left: Token, right: Token) -> bool:
    """Whether only a space, a hyphen or a comma stands between two tokens; after a short word a stop may."""
    is_short = len(left.text) <= _LONGEST_SHORT_WORD and not left.text[0].isdecimal()
    between = _BESIDE_A_SHORT_WORD if is_short else _BESIDE
    return between.fullmatch(text, left.end, right.start) is not None


def _year(token: Token) -> int | None:
    if not _YEAR.fullmatch(token.text):
        return None
    year = int(token.text)
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else None


def _is_english_month(token: Token) -> bool:
    return token.text.lower() in _ENGLISH_MONTHS


@lru_cache(maxsize=1 << 12)
def _month(word: str) -> int:
    """1 to 12; 0 for a word that is no month in any of its forms."""
    key = fold_token(word)
    if number := _WHOLE_MONTHS.get(key):
        return number
    found = _MONTH.match(key)
    if not found or not _CASE.fullmatch(found[2]):
        return 0
    is_seam_wrong = found[2][:1] in ("т", "к") and found[1][-1] not in _VOICELESS
    return 0 if is_seam_wrong else _MONTHS[found[1]]


def _key(day: int, month: int, year: int | None) -> str:
    """Empty where there is no such day."""
    if not (1 <= month <= len(_LONGEST) and 1 <= day <= _LONGEST[month - 1]):
        return ""
    return f"d:{month:02}-{day:02}" if year is None else f"d:{year:04}-{month:02}-{day:02}"
