"""Numbers as the region's countries print them: "1 234 567,5", "1,234,567.5", "1.234.567,5".

A number's key has no group signs and a point: "1234567.5". "12,500" can be read in two ways; its key takes
the sign for a decimal one, as the region does, and `other_number_key` gives the other reading.
"""

from __future__ import annotations

import re
import unicodedata

# Space, no-break space, figure space, thin space, narrow no-break space.
GAPS = " \u00a0\u2007\u2009\u202f"

# A number in groups parted by spaces, as it stands in a text: one word. A first group of four digits is a
# year ("в 2024 500 человек"); what begins with 0 or + or goes on in other groups is a telephone number.
IN_GROUPS = (
    rf"(?=\d)(?<![\w+.,])(?<!\d[{GAPS}])(?<!\)[{GAPS}])(?![0٠۰])\d{{1,3}}"
    rf"(?P<gap>[{GAPS}])\d{{3}}(?:(?P=gap)\d{{3}}){{0,3}}(?:[.,٫]\d+)?"
    rf"(?!\w|[.,٫][\d]|[{GAPS}]\d|[-–]\d\d[-–])"
)

_SIGNS = str.maketrans({**dict.fromkeys(GAPS, " "), **dict.fromkeys("’ʼ٬", "'"), "٫": ","})
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_NUMBER = re.compile(r"([0-9]{1,3}(?:([ '.,])[0-9]{3})(?:\2[0-9]{3})*)(?:(?!\2)([.,])([0-9]+))?")
_DECIMAL = re.compile(r"([0-9]+)[.,]([0-9]+)")


def number_key(written: str) -> str:
    """The key of a number in groups or with decimals; empty for all else, dates and whole numbers too."""
    plain = _plain(written)
    if (found := _NUMBER.fullmatch(plain)) and not _is_ambiguous(found):
        return _joined(found)
    decimal = _DECIMAL.fullmatch(plain)
    return f"{decimal[1]}.{decimal[2]}" if decimal else ""


def other_number_key(written: str) -> str:
    """The key of "12,500" and "12.500" as twelve thousand five hundred; empty where there is one reading."""
    found = _NUMBER.fullmatch(_plain(written))
    return _joined(found) if found and _is_ambiguous(found) and not written.startswith("0") else ""


def ascii_digits(text: str) -> str:
    """`text` with the digits of every script as 0-9."""
    if text.isascii():
        return text
    return _FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)


def _plain(written: str) -> str:
    return ascii_digits(written).translate(_SIGNS)


def _is_ambiguous(number: re.Match[str]) -> bool:
    return number[2] in ".," and not number[3] and number[1].count(number[2]) == 1


def _joined(number: re.Match[str]) -> str:
    whole = number[1].replace(number[2], "")
    return f"{whole}.{number[4]}" if number[4] else whole
