"""How much a text speaks for each language that is written in its script.

Two witnesses are added up, in natural logarithms of likelihood: the naive Bayes model of py3langid over runs
of letters (its matrices, its languages all at once), and what a reader knows: function words, endings,
alphabets (`vocabulary`). Karakalpak, Azerbaijani and Turkmen in Cyrillic, Kazakh and Uyghur in Latin are not
in the model: each takes the mean likelihood of its nearest relatives, and its own words and letters decide.

A text is weighed piece by piece, pieces being what stands between spaces: they repeat, so most are known.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import add
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from aitys.text.scripts import script_of_letter
from aitys.text.spellings import APOSTROPHES
from aitys.text.vocabulary import ALPHABETS, ENDINGS, SPECIAL_LETTERS, WORDS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

# So much weigh a word of the vocabulary, one typed without the letters that a keyboard lacks, a letter of an
# ending, and a word with a letter that the language lacks.
_WORD, _TYPED, _ENDING, _STRANGE = 8.0, 5.0, 1.0, 5.0
# py3langid weighs a run of letters by log(1 + times); here it stands once in a piece. The rest makes up for
# runs that follow one another in several pieces.
_LETTERS = math.log(2) * 0.8

_NEAREST: dict[str, dict[str, tuple[str, ...]]] = {
    "Cyrl": {"kaa": ("kk", "uz", "ky"), "az": ("tt", "ba"), "tk": ("tt", "ky", "kk")},
    "Latn": {"kk": ("tk", "tr", "uz"), "ug": ("uz", "tr", "tk")},
}
_LATIN = """
    en uz tk tr az crh ku de nl af da no sv is fr ca es gl pt it ro la eo pl cs sk sl hr sr sq lt lv et fi
    hu eu br cy ga mt vi id ms tl sw so ha
"""
_IN_MODEL = {
    "Cyrl": ("ru", "kk", "ky", "uz", "tg", "be", "bg", "mk", "sr", "mn", "uk", "tt", "ba"),
    "Latn": tuple(_LATIN.split()),
}
# All who write Cyrillic spell the names and offices of the world as Russian does: they do not speak for it.
_PRIOR = {("ru", "Cyrl"): -2.0}
# Two columns have one name, one a script.
_TWICE = {("uz", "Latn"): 0, ("uz", "Cyrl"): 1, ("sr", "Cyrl"): 0, ("sr", "Latn"): 1}

_CYRILLIC_LETTER = re.compile("[а-ӿ]")
_LATIN_LETTER = re.compile("[a-zə]")
_APOSTROPHE = re.compile(f"[{re.escape(APOSTROPHES)}]")
_WORDS = re.compile(rf"[^\W\d_]+(?:[{re.escape(APOSTROPHES)}][^\W\d_]+)*")
_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "ʻ"))
# Kazakh typed with Latin i, h and ə among Cyrillic letters; it is common, and looks the same.
_LOOKS_CYRILLIC = str.maketrans("ihəacepoxy", "іһәасероху")
_ON_A_RUSSIAN_KEYBOARD = str.maketrans("қғңүұөһҳәҷўӣӯ", "кгнууоххачуиу")
_ON_AN_ENGLISH_KEYBOARD = str.maketrans("çşžýňäöü", "cszynaou", "ʻ")


class _Model(Protocol):
    nb_classes: list[str]
    nb_ptc: NDArray[np.float16]
    nb_pc: Floats
    tk_nextmove: Sequence[int]
    tk_row: Sequence[int]
    tk_output: Sequence[int]


@dataclass(frozen=True, slots=True)
class Columns:
    """The languages of a script, and the model's logarithms: `table` is features × languages."""

    codes: tuple[str, ...]
    table: Floats
    priors: Floats


class Piece(NamedTuple):
    """What stands between two spaces, with its letters and words counted (a "word-and-word" has two).

    `said` is what its words say by themselves, a value for each of `columns_of(script)`, None for nothing.
    """

    written: str
    script: str
    letters: int
    words: int
    said: Floats | None


def pieces(text: str) -> list[Piece]:
    """The pieces of a text that have a letter, each once."""
    return [piece for written in dict.fromkeys(text.split()) if (piece := _piece(written)).letters]


def script_of_pieces(found: Sequence[Piece]) -> str:
    """The script whose languages are asked, "" without a letter.

    Names of firms stand in Latin in Cyrillic texts, the other way round hardly any do: a third is enough.
    """
    letters: dict[str, int] = {}
    if len({piece.script for piece in found}) == 1:
        return found[0].script
    for piece in found:
        letters[piece.script] = letters.get(piece.script, 0) + piece.letters
    if not letters:
        return ""
    if letters.get("Cyrl", 0) * 2 >= max(letters.values()):
        return "Cyrl"
    return max(letters, key=letters.__getitem__)


def weigh(found: Iterable[Piece], script: str) -> list[float]:
    """The evidence of the pieces in `script` for each language of `columns_of(script)`."""
    weights = columns_of(script).priors.copy()
    for piece in found:
        if piece.script == script:
            weights += _by_letters(piece.written, script)
            if piece.said is not None:
                weights += piece.said
    return cast("list[float]", weights.tolist())


def said_by(found: Iterable[Piece], script: str) -> list[float]:
    """What the words of the pieces say by themselves for each language of `columns_of(script)`."""
    by_word = [piece.said for piece in found if piece.script == script and piece.said is not None]
    if not by_word:
        return [0.0] * len(columns_of(script).codes)
    return cast("list[float]", reduce(add, by_word).tolist())


@lru_cache(maxsize=1 << 15)
def _piece(written: str) -> Piece:
    words = _WORDS.findall(
        written.lower().translate(_ONE_APOSTROPHE) if _APOSTROPHE.search(written) else written.lower()
    )
    if not words:
        return Piece(written, "", 0, 0, None)
    script = script_of_letter(words[0][0])
    if script in _NEAREST and _CYRILLIC_LETTER.search(written) and _LATIN_LETTER.search(written):
        script, words = "Cyrl", [word.translate(_LOOKS_CYRILLIC) for word in words]
    shouted = len(words[0]) > 2 and written.isupper()
    said = None
    for word in words if script in _NEAREST else ():
        by_word = _by_knowledge(word, script)
        if by_word is not None:
            said = by_word if said is None else said + by_word
    return Piece(written.lower() if shouted else written, script, sum(map(len, words)), len(words), said)


@lru_cache(maxsize=1 << 15)
def _by_letters(written: str, script: str) -> Floats:
    columns = columns_of(script)
    rows = list(_features(f" {written} ".encode("utf-8", "surrogatepass")))
    return cast("Floats", columns.table.take(rows, axis=0).sum(axis=0))


def _features(signs: bytes) -> set[int]:
    """The runs of letters that the model knows: its automaton over bytes."""
    moves, rows, output = _automaton()
    state = 0
    found = set()
    for sign in signs:
        state = moves[rows[state] + sign]
        found.add(output[state])
    found.discard(-1)
    return found


def _by_knowledge(word: str, script: str) -> Floats | None:
    """What a known word says, else its longest ending, and besides its letters that some language lacks."""
    knowledge = _knowledge(script)
    said = knowledge.words.get(word)
    for length in range(min(5, len(word) - 2), 0, -1) if said is None else ():
        if (said := knowledge.endings.get(word[-length:])) is not None:
            break
    if not (special := knowledge.special.findall(word)):
        return said
    strange = _strange("".join(special), script)
    return strange if said is None else said + strange


@lru_cache(maxsize=1 << 12)
def _strange(letters: str, script: str) -> Floats:
    """A language that lacks one of a word's letters does not have the word."""
    lacking = [code for code, alphabet in ALPHABETS[script].items() if not alphabet.issuperset(letters)]
    return _for(lacking, -_STRANGE, script)


@dataclass(frozen=True, slots=True)
class _Knowledge:
    """What each word and ending says, and the letters of the script that tell."""

    words: dict[str, Floats]
    endings: dict[str, Floats]
    special: re.Pattern[str]


@lru_cache(maxsize=2)
def _knowledge(script: str) -> _Knowledge:
    keyboard = _ON_A_RUSSIAN_KEYBOARD if script == "Cyrl" else _ON_AN_ENGLISH_KEYBOARD
    words = _owners(WORDS, script)
    typed: dict[str, set[str]] = {}
    for word, codes in words.items():
        if len(bare := word.translate(keyboard)) > 2:
            typed.setdefault(bare, set()).update(codes)
    said = {word: _for(codes, _TYPED, script) for word, codes in typed.items()}
    said |= {word: _for(codes, _WORD, script) for word, codes in words.items()}
    endings = {
        ending: _for(codes, _ENDING * min(len(ending), 3), script)
        for ending, codes in _owners(ENDINGS, script).items()
    }
    return _Knowledge(said, endings, re.compile(f"[{SPECIAL_LETTERS[script]}]"))


def _owners(table: dict[str, str], script: str) -> dict[str, set[str]]:
    owners: dict[str, set[str]] = {}
    for name, listed in table.items():
        code, _, written_in = name.partition("-")
        for entry in listed.split() if written_in == script else ():
            owners.setdefault(entry, set()).add(code)
    return owners


def _for(codes: Iterable[str], weight: float, script: str) -> Floats:
    import numpy as np  # noqa: PLC0415 - see _model

    columns = columns_of(script)
    weights = np.zeros(len(columns.codes), np.float32)
    weights[[columns.codes.index(code) for code in codes]] = weight
    return weights


def columns_of(script: str) -> Columns:
    """The languages written in Latin, in Cyrillic, and for every other script all that the model has."""
    return _columns(script if script in _IN_MODEL else "")


@lru_cache(maxsize=3)
def _columns(script: str) -> Columns:
    import numpy as np  # noqa: PLC0415 - see _model

    model = _model()
    codes = _IN_MODEL.get(script) or tuple(dict.fromkeys(model.nb_classes))
    places = [_place(model.nb_classes, code, script) for code in codes]
    table = model.nb_ptc[:, places].astype(np.float32)
    priors = model.nb_pc[places] + np.array([_PRIOR.get((code, script), 0) for code in codes], np.float32)
    relatives: dict[str, tuple[str, ...]] = _NEAREST.get(script, {})
    for near in relatives.values():
        among = [codes.index(code) for code in near]
        table = np.column_stack([table, _mean_likelihood(table[:, among])])
        priors = np.append(priors, priors[among].mean())
    table = np.ascontiguousarray(table * np.float32(_LETTERS))
    return Columns((*codes, *relatives), table, priors)


def _mean_likelihood(logarithms: Floats) -> Floats:
    import numpy as np  # noqa: PLC0415 - see _model

    highest = logarithms.max(axis=1, keepdims=True)
    return cast("Floats", highest[:, 0] + np.log(np.exp(logarithms - highest).mean(axis=1)))


def _place(classes: list[str], code: str, script: str) -> int:
    places = [place for place, name in enumerate(classes) if name == code]
    return places[_TWICE.get((code, script), 0)]


@lru_cache(maxsize=1)
def _automaton() -> tuple[Sequence[int], list[int], Sequence[int]]:
    model = _model()
    return model.tk_nextmove, [row << 8 for row in model.tk_row], model.tk_output


@lru_cache(maxsize=1)
def _model() -> _Model:
    """Loaded at the first use in a process: 90 MB and most of a second."""
    from py3langid import langid  # noqa: PLC0415 - numpy and the model are not for every command

    return cast("_Model", langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE))
