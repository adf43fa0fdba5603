"""Which script letters belong to, and which words are a text's own: no links, names of accounts, tags."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

# Nothing of a text is looked at beyond this: its beginning says what it is in, the rest only costs time.
_ENOUGH = 1000
_NOT_WORDS = re.compile(r"https?://\S+|www\.\S+|\b\w+\.me/\S+|[\w.+-]+@[\w-]+\.\w+|[@#]\w+")
_MAY_BE_NO_WORD = re.compile(r"[@#/]|www\.")
_LETTER = re.compile(r"[^\W\d_]")
_TAG = re.compile(r"#(\w+)")
# The line that asks to subscribe is often in another language than the post.
_SIGNATURE = (
    *("подпис", "подпиш", "прислать новост", "наш канал", "наши соцсети", "читайте нас", "мы в telegram"),
    *("subscribe", "join us", "follow us", "жазыл", "каналға", "каналга", "обуна", "каналимиз", "аъзо шав"),
    *("obuna", "kanalimiz", "agza bol", "kanalymyz", "канали мо"),
)
_SIGNATURE_WORDS = 9
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
NO_SCRIPT = "Zyyy"


@lru_cache(maxsize=4096)
def script_of_letter(letter: str) -> str:
    """ISO 15924, "Zzzz" for a script that we do not name."""
    return _NAMES_OF_SCRIPTS.get(unicodedata.name(letter, "").split(" ")[0], "Zzzz")


def script_of(text: str) -> str:
    """The script of most letters of the beginning: ISO 15924, "Zyyy" without a letter."""
    scripts: Counter[str] = Counter()
    for letter, times in Counter(own_words(text[:_ENOUGH])).items():
        if letter.isalpha():
            scripts[script_of_letter(letter)] += times
    return scripts.most_common(1)[0][0] if scripts else NO_SCRIPT


def own_words(text: str) -> str:
    """The text without links, addresses, @names and #tags."""
    return _NOT_WORDS.sub(" ", text) if _MAY_BE_NO_WORD.search(text) else text


def is_signature(line: str) -> bool:
    """Whether a line only asks the reader to subscribe or write to the channel."""
    return _may_be_signature(line) and len(line.split()) <= _SIGNATURE_WORDS


def _may_be_signature(text: str) -> bool:
    small = text.lower()
    return any(asking in small for asking in _SIGNATURE)


def telling(text: str) -> str:
    """The part of the beginning that shows the language.

    Lines that only ask to subscribe, and tags, count where there is nothing else.
    """
    beginning = unicodedata.normalize("NFC", text[:_ENOUGH])
    words = own_words(_without_signatures(beginning))
    if _has_letter(words):
        return words
    words = own_words(beginning)
    if _has_letter(words):
        return words
    return " ".join(tag.replace("_", " ") for tag in _TAG.findall(beginning))


def _without_signatures(text: str) -> str:
    if "\n" not in text or not _may_be_signature(text):
        return text
    return "\n".join(line for line in text.split("\n") if not is_signature(line))


def _has_letter(text: str) -> bool:
    return _LETTER.search(text) is not None
