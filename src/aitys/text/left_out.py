"""Which words of a query need not be looked for: those of grammar, which stand nearly everywhere."""

from __future__ import annotations

import re
from functools import lru_cache

from aitys.text.stop_words import is_stop_word
from aitys.text.tokens import fold_token

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
