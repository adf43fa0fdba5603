"""Cyrillic of the region in Latin letters that its readers know: for addresses, not for search.

One table for all its languages, as a title alone does not tell which it is in: Russian as passports have it
with "y" for й and ы, and the letters of Kazakh, Kyrgyz, Tajik and Uzbek by the Latin letter that stands
nearest. Latin letters lose their accents; other scripts stay.

Own table and no library: `python-slugify` stands on `text-unidecode`, which takes one letter at a time by its
code point and drops or spells out the region's; `cyrtranslit` knows none of Kyrgyz, Tajik or Uzbek.
"""

from __future__ import annotations

import unicodedata

_LETTERS = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)),
    "ё": "yo",
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ю": "yu",
    "я": "ya",
    # Kazakh, Kyrgyz, Tajik, Uzbek.
    **dict(zip("әғқөұүһіӣӯҳҷўҗ", "agqouuhiiuhjoj", strict=True)),
    "ң": "ng",
    # Latin letters that Unicode does not take apart.
    **dict(zip("ıəøłđ", "iaold", strict=True)),
    "ß": "ss",
    "æ": "ae",
    # Signs, and the apostrophes of Uzbek, which part no word.
    **dict.fromkeys("ъь\u2018\u2019\u02bb\u02bc\u02b9`'", ""),
}
_TABLE = str.maketrans(_LETTERS)
_ACCENTS = dict.fromkeys(range(0x300, 0x370))


def in_latin(words: str) -> str:
    """`words` in small letters, Cyrillic and accented Latin ones in plain Latin."""
    lowered = unicodedata.normalize("NFC", words.lower()).translate(_TABLE)
    return "".join(map(_without_accents, unicodedata.normalize("NFC", lowered)))


def _without_accents(letter: str) -> str:
    bare = unicodedata.normalize("NFD", letter).translate(_ACCENTS)
    return bare if bare.isascii() else letter
