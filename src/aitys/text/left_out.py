"""Which words of a query need not be looked for: those of grammar, which stand nearly everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from aitys.text.stop_words import is_stop_word
from aitys.text.tokens import fold_token
from aitys.text.understood import Phrase, Term, Word

_LATIN = frozenset({"en", "tk", "uz"})
_CYRILLIC = frozenset({"ru", "kk", "ky", "tg", "uz"})
_CYRILLIC_LETTER = re.compile("[\u0400-\u052f]")

# Grammar in one language, and what people look for in another of the same script: Kazakh жаңа (new) folds as
# Kyrgyz жана (and), Russian сон (a dream) as Kazakh соң (after). Found by counting in texts of all languages.
_TELLING = """
    жаңа он оң екі аз сон ким мән сол пас кем бола об ана аға боз анча ту би бар пеш май сари юз бут мурун бой
    өз үст ич аввал охир ҳол али бен той үні етти она
    name size son bar men kim sen eden at may ham on it juda ona emma
"""
_TELLING_SOMEWHERE = frozenset(map(fold_token, _TELLING.split()))


@lru_cache(maxsize=1 << 12)
def is_left_out(word: str, languages: tuple[str, ...]) -> bool:
    """Is it a word of grammar in any of `languages` that has its script, and of nothing else in another?"""
    key = fold_token(word)
    script = _CYRILLIC if _CYRILLIC_LETTER.search(word) else _LATIN
    return key not in _TELLING_SOMEWHERE and any(
        is_stop_word(key, language) for language in languages if language in script
    )


def parted(
    asked: Sequence[tuple[Term, ...]], languages: tuple[str, ...]
) -> tuple[tuple[tuple[Term, ...], ...], tuple[Word, ...]]:
    """The wanted groups, each once, without the words of grammar, and these; all, where no others are."""
    groups = tuple(_without_repeats(asked))
    words = [group[0] for group in groups if len(group) == 1 and isinstance(group[0], Word)]
    left_out = tuple(word for word in words if is_left_out(word.written, languages))
    wanted = tuple(group for group in groups if len(group) > 1 or group[0] not in left_out)
    return (wanted, left_out) if wanted else (groups, ())


def _without_repeats(groups: Sequence[tuple[Term, ...]]) -> Iterator[tuple[Term, ...]]:
    """A group that asks for the same as one before it is left out, however its words are spelt."""
    seen: set[tuple[object, ...]] = set()
    for group in groups:
        asks = tuple((type(term), _asked(term)) for term in group)
        if asks not in seen:
            seen.add(asks)
            yield group


def _asked(term: Term) -> object:
    if isinstance(term, Word):
        return term.exact
    return term.words if isinstance(term, Phrase) else term.start
