"""A better query for one that found little: its words on the other keyboard layout, or without a slip.

Nothing is guessed: a word without its slip is taken from a post, and the whole is known to find more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from aitys import settings
from aitys.store.found import look_up
from aitys.store.search import Asked, Snapshot, ask
from aitys.text.queries import Phrase, Query, Word, plain_words
from aitys.text.suggestions import other_layouts, replaced, slips, spellings
from aitys.values.articles import StoredArticle
from aitys.values.search import Filter
from aitys.values.sources import Shown
from aitys.values.stored import StoredPost

FEW = 4
"""A query that finds more than these is taken at its word."""
_BETTER = 10  # times as many
_WORDS = 5
_POSTS = 20
_CHARACTERS = 20_000


def suggest(index: Snapshot, asked: Asked, total: int, read: Callable[[str], Query]) -> str:
    """A whole query that finds far more than the `total` of what was asked, within the same filters; "" where
    there is none, or where that found enough. `read` is how the desk reads a query.
    """
    if total > FEW or asked.words.stopped:
        return ""
    typed, languages = asked.filter.words, settings.current().languages
    better = {
        (start, end): other
        for start, end, term in plain_words(typed, languages)[:_WORDS]
        if (other := _other(index, typed[start:end], term))
    }
    if not better:
        return ""
    meant = replaced(typed, better)
    found = index.total(replace(asked, filter=replace(asked.filter, words=meant), words=read(meant)))
    return meant if found >= _enough(total) else ""


def _enough(total: int) -> int:
    return max(1, total * _BETTER)


def _other(index: Snapshot, typed: str, term: Word | Phrase) -> str:
    """What the word may have been meant to be, if few posts have it; "" otherwise."""
    own = _total(index, typed)
    if own > FEW:
        return ""
    for other in other_layouts(typed):
        if _total(index, other) >= _enough(own):
            return other
    return _without_slip(index, term, _enough(own)) if isinstance(term, Word) else ""


def _total(index: Snapshot, words: str) -> int:
    return index.total(ask(Filter(words=words), settings.current().languages))


def _without_slip(index: Snapshot, word: Word, enough: int) -> str:
    """The most frequent word with the fewest slips, as people write it."""
    for most in range(1, slips(word.exact) + 1):
        posts = look_up(index.near(word.exact, most, _POSTS))
        known = spellings(map(_public_words, posts), word.exact, most)
        best = max(known, key=index.frequency, default="")
        if best and index.frequency(best) >= enough:
            return known[best]
    return ""


def _public_words(each: StoredPost | StoredArticle) -> str:
    """Nobody is offered a word of a text of which the public sees none. Of a long text the beginning must do:
    whoever mistypes waits for it.
    """
    if isinstance(each, StoredArticle):
        return f"{each.title}\n{each.body[:_CHARACTERS]}"
    text = "" if each.card.shown is Shown.HEADLINE else each.text[:_CHARACTERS]
    return f"{each.title}\n{text}"
