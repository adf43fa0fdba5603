"""Which of the desk's languages a text is in, and in which script.

Script and letters narrow the choice, py3langid's model decides among what is left.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from typing import Protocol, cast

LANGUAGE_STAGE = f"language@1+py3langid-{version('py3langid')}"
DESK_LANGUAGES = ("ru", "en", "kk", "ky", "uz", "tg", "tk")
UNDETERMINED = "und"

# The beginning says it; a longer text only costs time.
_ENOUGH = 1000
_NOT_WORDS = re.compile(r"https?://\S+|www\.\S+|\b\w+\.me/\S+|[\w.+-]+@[\w-]+\.\w+|[@#]\w+")

# Scripts in which the region writes them; a language that is not here may be in any.
_SCRIPTS = {
    "ru": ("Cyrl",),
    "en": ("Latn",),
    "kk": ("Cyrl",),
    "ky": ("Cyrl",),
    "uz": ("Latn", "Cyrl"),
    "tg": ("Cyrl",),
    "tk": ("Latn",),
}
# A letter, and the only languages of the desk whose words have it.
_LETTERS = {
    "ў": {"uz"},
    "ҷ": {"tg"},
    "ӣ": {"tg"},
    "ӯ": {"tg"},
    "ҳ": {"uz", "tg"},
    "қ": {"kk", "uz", "tg"},
    "ғ": {"kk", "uz", "tg"},
    "ә": {"kk"},
    "ұ": {"kk"},
    "і": {"kk"},
    "һ": {"kk"},
    "ң": {"kk", "ky"},
    "ө": {"kk", "ky"},
    "ү": {"kk", "ky"},
    "щ": {"ru", "kk", "ky"},
    "ы": {"ru", "kk", "ky"},
    "ý": {"tk"},
    "ň": {"tk"},
    "ž": {"tk"},
    "ä": {"tk"},
    "ş": {"tk"},
    "ç": {"tk"},
    "ö": {"tk"},
    "ü": {"tk"},
    "w": {"tk", "en"},
}
# One such letter may be a foreign name (Тоқаев in a Russian text); more than this share of all is a language.
_FOREIGN = 0.02
# Names of firms and programs stand in Latin in Cyrillic texts: the majority of letters alone misleads.
_MIXED = 0.25
_UZBEK_LATIN = re.compile(r"[og][‘’ʻʼ'`´]")
_NAMES_OF_SCRIPTS = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "ARABIC": "Arab",
    "CJK": "Hani",
    "HIRAGANA": "Hira",
    "KATAKANA": "Kana",
    "HANGUL": "Hang",
    "GREEK": "Grek",
    "HEBREW": "Hebr",
    "GEORGIAN": "Geor",
    "ARMENIAN": "Armn",
    "MONGOLIAN": "Mong",
    "DEVANAGARI": "Deva",
    "THAI": "Thai",
}


@dataclass(frozen=True, slots=True)
class Language:
    """`code` is ISO 639 or "und"; `script` ISO 15924, "Zyyy" without a letter, "Zzzz" for one we do not name.

    `score` is the model's probability among the languages that script and letters leave, 0 to 1.
    """

    code: str
    script: str
    score: float


class _Model(Protocol):
    nb_classes: list[str]

    def set_languages(self, langs: list[str]) -> None: ...

    def classify(self, text: str) -> tuple[str, float]: ...


def detect(text: str, among: tuple[str, ...] = DESK_LANGUAGES) -> Language:
    """The likeliest of `among`; "und" where no letter stands or none of them is written in that script."""
    words = _NOT_WORDS.sub(" ", text[:_ENOUGH])
    letters = _letters(words.lower())
    scripts = _scripts(letters)
    script = _majority(scripts)
    own = Counter({letter: n for letter, n in letters.items() if _script_of_letter(letter) == script})
    left = _narrow(words, own, _written_in(scripts, among))
    if not left:
        return Language(UNDETERMINED, script, 0.0)
    if len(left) == 1:
        return Language(left[0], script, 1.0)
    code, score = _model(left).classify(words)
    return Language(code, script, round(score, 4))


def script_of(text: str) -> str:
    """The script of most letters of the beginning: ISO 15924, "Zyyy" without a letter."""
    return _majority(_scripts(_letters(_NOT_WORDS.sub(" ", text[:_ENOUGH]).lower())))


def _letters(text: str) -> Counter[str]:
    return Counter({sign: times for sign, times in Counter(text).items() if sign.isalpha()})


def _scripts(letters: Counter[str]) -> Counter[str]:
    scripts: Counter[str] = Counter()
    for letter, times in letters.items():
        scripts[_script_of_letter(letter)] += times
    return scripts


def _majority(scripts: Counter[str]) -> str:
    return scripts.most_common(1)[0][0] if scripts else "Zyyy"


@lru_cache(maxsize=4096)
def _script_of_letter(letter: str) -> str:
    return _NAMES_OF_SCRIPTS.get(unicodedata.name(letter, "").split(" ")[0], "Zzzz")


def _written_in(scripts: Counter[str], among: tuple[str, ...]) -> tuple[str, ...]:
    """The known languages of every script that makes up a good part of the letters."""
    enough = _MIXED * scripts.total()
    present = {script for script, times in scripts.items() if times >= enough}
    known = _known_to_model()
    return tuple(
        code for code in among if code in known and present.intersection(_SCRIPTS.get(code, present))
    )


def _narrow(words: str, letters: Counter[str], candidates: tuple[str, ...]) -> tuple[str, ...]:
    """Drop the languages that cannot have the special letters standing there, unless none would be left."""
    against = Counter({code: _strange_letters(code, letters) for code in candidates if code in _SCRIPTS})
    if "uz" in candidates and (signs := len(_UZBEK_LATIN.findall(words.lower()))):
        against.update(dict.fromkeys(("en", "tk"), signs))
    enough = _FOREIGN * letters.total()
    return tuple(code for code in candidates if against[code] <= enough) or candidates


def _strange_letters(code: str, letters: Counter[str]) -> int:
    return sum(letters[letter] for letter in letters.keys() & _LETTERS.keys() if code not in _LETTERS[letter])


@lru_cache(maxsize=1)
def _whole_model() -> _Model:
    """Loaded at the first use in a process: 90 MB and most of a second."""
    from py3langid import langid  # noqa: PLC0415 - numpy and the model are not for every command

    return cast("_Model", langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True))


@lru_cache(maxsize=1)
def _known_to_model() -> frozenset[str]:
    return frozenset(_whole_model().nb_classes)


@lru_cache(maxsize=256)
def _model(codes: tuple[str, ...]) -> _Model:
    narrowed = copy.copy(_whole_model())
    narrowed.set_languages(list(codes))
    return narrowed
