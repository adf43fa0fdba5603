"""Dates as lists print them: "сегодня, 14:05", "12 мамыр", "2026-yil 12-may".

Days relative to now and months in the region's languages become ISO dates, which `times.read` takes; a year
that is not printed is the last one in which that day was not to come. Everything else stays as it is.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

_DAYS_AGO = {
    **dict.fromkeys(("сегодня", "бүгін", "бүгүн", "bugun", "бугун", "имрӯз", "şu gün", "today"), 0),
    **dict.fromkeys(("вчера", "кеше", "кечээ", "kecha", "кеча", "дирӯз", "düýn", "yesterday"), 1),
}
_MONTHS = (
    "янв қаңтар yan ýan jan", "фев ақпан fev few feb", "мар наурыз mar", "апр сәуір apr",
    "май мая мамыр may maý",
    "июн маусым iyun iýun jun", "июл шілде iyul iýul jul", "авг тамыз avg awg aug", "сен қыркүйек sen sep",
    "окт қазан okt oct", "ноя қараша noy noý nov", "дек желтоқсан dek dec",
)  # fmt: skip
_NUMBERS = {stem: number for number, stems in enumerate(_MONTHS, 1) for stem in stems.split()}
_STEM = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_MONTH = rf"(?P<month>{_STEM})[^\W\d_]{{0,9}}"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_YEAR_WORD = r"(?:\s?-?\s?(?:г|года?|yil\w{0,3}|йил\w{0,3}|жыл\w{0,3}|соли|ýyl\w{0,3})\b\.?)?"
_ENDINGS = r"(?:-?(?:го|е|ші|шы|нчи|чи))?"
_WRITTEN = (
    re.compile(
        rf"(?<!\d){_YEAR}{_YEAR_WORD}[,\s]{{1,3}}(?P<day>\d{{1,2}})[\s-]{{1,2}}{_MONTH}\.?", re.IGNORECASE
    ),
    re.compile(
        rf"(?<![\d:])(?P<day>\d{{1,2}}){_ENDINGS}[\s.-]{{1,3}}{_MONTH}\.?(?:[,\s]{{1,3}}{_YEAR}{_YEAR_WORD})?",
        re.IGNORECASE,
    ),
)
_DAY_WORD = re.compile(rf"\b(?P<word>{'|'.join(_DAYS_AGO)})\b", re.IGNORECASE)
_BETWEEN = re.compile(r"^(?:[\s,.|/·—–-]|(?:в|at|соат|сағат|saat)\b)+|[\s,.|/·—–-]+$", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_AHEAD = timedelta(days=2)


def plain(printed: str, here: datetime) -> str:
    """`printed` with its day as an ISO date in front; `here` is the time of the look on the site's clock."""
    found = next((match for form in _WRITTEN if (match := form.search(printed))), None)
    day = _written(found, here) if found else None
    if day is None:
        found = _DAY_WORD.search(printed)
        day = here.date() - timedelta(days=_DAYS_AGO[found["word"].lower()]) if found else None
    if found is None or day is None:
        return printed
    before, behind = (_BETWEEN.sub("", part) for part in (printed[: found.start()], printed[found.end() :]))
    # A part without a digit is a day of the week, or whose date it is.
    return " ".join([day.isoformat(), *(part for part in (before, behind) if _DIGIT.search(part))])


def _written(found: re.Match[str], here: datetime) -> date | None:
    month, day = _NUMBERS[found["month"].lower()], int(found["day"])
    years = [int(found["year"])] if found["year"] else [here.year + 1, here.year, here.year - 1]
    for year in years:
        try:
            written = date(year, month, day)
        except ValueError:  # the 31st of June, or a 29 February of another year
            continue
        if found["year"] or written <= (here + _AHEAD).date():
            return written
    return None
