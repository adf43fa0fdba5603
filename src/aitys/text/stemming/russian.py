"""Russian words by the entry of the dictionary they are forms of; names by the ending they keep.

The dictionary and the guesses for words outside it are pymorphy3's (Korobov 2015, after OpenCorpora). Its
choice is changed where a search needs one key rather than the likelier one: a surname keeps -ов in all its
cases (Жапаров is no plural of Жапар), an active participle is not its verb (бывший is not быть), and of equal
guesses the shortest wins: in a name that the dictionary lacks nothing tells Баткен from Баткена.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from aitys.text.folding import fold
from aitys.text.tokens import fold_token

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

_RUSSIAN = re.compile(r"[а-яё]{3,64}")
# Declension of surnames: Rozental, § 149; Zaliznyak's type "п 1".
_SURNAME = re.compile(r"(?P<name>[а-яё]{2,}(?:[оеё]в|[иы]н))(?:а|у|ым|е|ы|ых|ыми|ой|ою)?")
_ADJECTIVE = re.compile(r"(?:[ое]го|[ое]му|[ыи]ми|[ыи][йемх]|[оеёая][яйею]|[ое][ем]|[ую]ю)(?:ся)?$")
_LIKE_ADJECTIVE = re.compile("(?:[ое]е|[ыи]й|ая)$")
# Grammemes of OpenCorpora.
_NOUNS, _ADJECTIVES, _PARTICIPLES = frozenset({"NOUN"}), frozenset({"ADJF"}), frozenset({"PRTF"})
_GIVEN_NAMES, _PERSONS = frozenset({"Name"}), frozenset({"Surn", "Name", "Patr"})
_PASSIVE_PAST = frozenset({"pssv", "past"})
_HISSING = "жшщч"
_VOWELS = "аеёийоуыэюяьъ"
# Words that the dictionary takes for forms of others, by what they are in the news.
_INSTEAD = {
    "токаев": "токаев",  # a wetland forest is "токай"
    "статей": "статья",
    "дне": "день",  # not the bottom
    "временами": "время",
    "больший": "большой",
    "дети": "ребёнок",
    "люди": "человек",
    "судов": "суд",  # not ships
    "сома": "сом",
    "сумов": "сума",  # the soum: the dictionary has its other cases for a bag's
}


def stem(word: str) -> str:
    """The key that the forms of `word` share: its dictionary form, folded."""
    lowered = word.lower()
    key = fold(_entry(lowered)) if _RUSSIAN.fullmatch(lowered) else fold_token(word)
    return _settled(key)


def is_russian(word: str) -> bool:
    """Does the dictionary hold `word`, in small letters, as it is or as a form of an entry?"""
    return bool(_analyser().word_is_known(word))


def _settled(key: str) -> str:
    """The key whose own stem it is; of a few that are each other's the first in the alphabet."""
    seen = [key]
    while (following := fold(_entry(key))) not in seen:
        seen.append(following)
        key = following
    return min(seen[seen.index(following) :])


@lru_cache(maxsize=1 << 16)
def _entry(word: str) -> str:
    """The dictionary form of a word in small letters."""
    if word in _INSTEAD or not _RUSSIAN.fullmatch(word):
        return _INSTEAD.get(word, word)
    parses = _analyser().parse(_restored(word))
    known = [parse for parse in parses if parse.is_known]
    surname = _SURNAME.fullmatch(word)
    if surname and _share_of_names(known) > 0.5:
        return surname["name"]
    entry = _known_entry(known) if known else _guessed_entry(word, parses)
    return _INSTEAD.get(entry, entry)


@lru_cache(maxsize=1)
def _analyser() -> MorphAnalyzer:
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - not every command reads Russian

    return MorphAnalyzer(lang="ru")


def _restored(word: str) -> str:
    """The word of the dictionary that folding may have made `word` of; the word itself if there is none."""
    return word if is_russian(word) else next(filter(is_russian, _unfolded(word)), word)


def _unfolded(word: str) -> Iterator[str]:
    """`word` with one sign more, and with what folding writes ц and the first е for."""
    if word.endswith("ця"):
        yield word[:-2] + "ться"
    for base in (word, "э" + word[1:]) if word.startswith("е") else (word,):
        yield base
        yield base.replace("ц", "тс")
        for place in range(1, len(base)):
            if base[place - 1] not in _VOWELS:
                yield f"{base[:place]}ь{base[place:]}"
                if base[place] in "еюя":
                    yield f"{base[:place]}ъ{base[place:]}"


def _share_of_names(known: list[Parse]) -> float:
    """How likely the word is a person's name, 0 to 1; what the dictionary lacks and looks like one is."""
    if not known:
        return 1.0
    return float(sum(parse.score for parse in known if _is_one(parse, _PERSONS)))


def _is_one(parse: Parse, grammemes: frozenset[str]) -> bool:
    return not grammemes.isdisjoint(parse.tag.grammemes)


def _known_entry(known: list[Parse]) -> str:
    is_certain = all(parse.normal_form == known[0].normal_form for parse in known)
    best = known[0] if is_certain else min(known, key=_rank)
    # Not the passive of the past: who was арестован, somebody has арестовал.
    if _is_one(best, _PARTICIPLES) and not _PASSIVE_PAST.issubset(best.tag.grammemes):
        return _whole_participle(best.word)
    return str(best.normal_form)


def _rank(parse: Parse) -> tuple[bool, bool, float, int, str]:
    """Places before names, adjectives before the nouns made of them, then the likelier, then the shorter."""
    entry = str(parse.normal_form)
    is_noun_of_adjective = _is_one(parse, _NOUNS) and bool(_LIKE_ADJECTIVE.search(entry))
    return _is_one(parse, _GIVEN_NAMES), is_noun_of_adjective, -round(parse.score, 2), len(entry), entry


def _whole_participle(word: str) -> str:
    base = _ADJECTIVE.sub("", word)
    return base + ("ий" if base[-1:] in _HISSING else "ый")


def _guessed_entry(word: str, parses: list[Parse]) -> str:
    declined = {parse.normal_form for parse in parses if _is_one(parse, _NOUNS | _ADJECTIVES)}
    return min(declined, key=lambda entry: (len(entry), entry), default=word)
