"""The spelling tables: which letters the region's readers and writers use for one another.

The key alphabet is the Russian one without ё and э, which has a letter for every sound that Uzbek Latin
writes with two. Tables only; `folding` applies them in the order in which they stand here.
To add a spelling, add a row and a pair to `tests/text/test_folding.py`; then raise `tokens.ANALYSER`.
"""

from __future__ import annotations

# ' ‘ ’ ʻ ʼ ` ´ and what keyboards and typesetters put in their place.
APOSTROPHES = "'‘’ʻʼ`´ʹʽ′‛＇"

# Letters that Unicode does not take apart into letter and accent.
WHOLE_LETTERS = {
    # Turkmen and Turkish, by their sound, before the accents go: ş is not s.
    "ş": "ш",
    "ç": "ч",
    "ı": "i",
    # Kazakh, Kyrgyz, Tajik and Uzbek letters as they are typed on a Russian keyboard.
    "қ": "к",
    "ғ": "г",
    "ң": "н",
    "ү": "у",
    "ұ": "у",
    "ө": "о",
    "һ": "х",
    "ҳ": "х",
    "і": "и",
    "ә": "а",  # Əлиев is typed Алиев; "э" is rarer by far
    "ə": "а",  # the same letter under its Latin code point: mixed up in Kazakh texts
    "ҷ": "ч",  # Тоҷикистон is typed Точикистон
    "җ": "ж",
    # One sound, and people leave the dots and the choice out. Accents have not been stripped yet.
    "ё": "е",
    "э": "е",
}

# Uzbek Latin letters written with two signs ("'" stands for any apostrophe), then English "shch".
LATIN_PAIRS = {
    "o'": "у",  # o‘ = ў, and ў is typed у
    "g'": "г",  # g‘ = ғ, and ғ is typed г
    "s'h": "сх",  # Is’hoq: the apostrophe says that it is not sh
    "shch": "щ",
    "sh": "ш",
    "ch": "ч",
}

# "c" and "w" are in no word that is also written in Cyrillic: they stay.
LATIN_LETTERS = {
    "a": "а",
    "b": "б",
    "d": "д",
    "e": "е",
    "f": "ф",
    "g": "г",
    "h": "х",  # h = ҳ, and ҳ is typed х
    "i": "и",
    "j": "ж",
    "k": "к",
    "l": "л",
    "m": "м",
    "n": "н",
    "o": "о",
    "p": "п",
    "q": "к",  # q = қ, and қ is typed к
    "r": "р",
    "s": "с",
    "t": "т",
    "u": "у",
    "v": "в",
    "x": "х",
    "y": "й",
    "z": "з",
}

# Sounds of two letters, as regular expressions over the key alphabet (ъ stands for any apostrophe).
# A soft sign inside a word goes, as Uzbek Latin has none: фильм = film. At the end it stays: мат, мать.
SOUND_PAIRS = (
    (r"ь+(?=.)", ""),
    (r"й[йъ]*е(?!а)", "е"),  # ye = е; not "year", which would be "ear"
    (r"й[йъ]*о(?!у)", "е"),  # yo = ё = е; not "you", which would be "EU"
    (r"йа", "я"),
    (r"йу", "ю"),
    (r"тс", "ц"),  # ts = ц, and Cyrillic тс cannot be told from it: кетса = ketsa
    (r"ъ+(?=[еюя])", ""),  # объект = obyekt
)

# Whole words that Uzbek Latin spells without the soft sign, or with s for ц, and Cyrillic does not.
# Keys and values are in the key alphabet.
WHOLE_WORDS = {
    "январ": "январь",
    "феврал": "февраль",
    "апрел": "апрель",
    "июн": "июнь",
    "июл": "июль",
    "сентабр": "сентябрь",
    "октабр": "октябрь",
    "ноябр": "ноябрь",
    "декабр": "декабрь",
    "автомобил": "автомобиль",
    "мебел": "мебель",
    "модел": "модель",
    "медал": "медаль",
    "контрол": "контроль",
    "парол": "пароль",
    "фестивал": "фестиваль",
    "кремл": "кремль",
    "консерт": "концерт",
    "сирк": "цирк",
    "семент": "цемент",
}
