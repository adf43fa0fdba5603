"""A better query for one that found little: its words on the other keyboard layout, or without a slip.

Nothing is guessed: a word without its slip is taken from a post, and the whole is known to find more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from aitys import settings
from aitys.store.found import look_up
from aitys.store.search import Asked, Snapshot, ask
from aitys.text.queries import PlainWord, Query, Word, plain_words
from aitys.text.scripts import script_of
from aitys.text.suggestions import (
    in_the_case_of,
    is_of_one_script,
    other_layouts,
    replaced,
    slips,
    spellings,
)
from aitys.values.articles import StoredArticle
from aitys.values.search import Filter, Order
from aitys.values.sources import Shown
from aitys.values.stored import StoredPost

FEW = 4
"""A query that finds more than these is taken at its word."""
_BETTER = 10  # times as many
_WORDS = 5
_POSTS = 20
_CHARACTERS = 20_000
_WRITTEN_IN = {"Cyrl": "-lang:en,tk", "Latn": "lang:en,tk,uz"}
"""Where a word of this script is."""


def suggest(index: Snapshot, asked: Asked, total: int, read: Callable[[str], Query]) -> str:
    """A whole query that finds far more than the `total` of what was asked, within the same filters; "" where
    there is none, or where that found enough: then only a word that OR joins, and that stands nowhere, is
    looked at. `read` is how the desk reads a query.
    """
    if asked.words.stopped or (total > FEW and not any(len(group) > 1 for group in asked.words.wanted)):
        return ""
    typed, languages = asked.filter.words, settings.current().languages
    doubted = [word for word in plain_words(typed, languages) if word.is_choice or total <= FEW]
    better = {
        (word.start, word.end): other
        for word in doubted[:_WORDS]
        if (other := _other(index, typed, word, FEW if total <= FEW else 0))
    }
    if not better:
        return ""
    meant = replaced(typed, better)
    found = index.total(replace(asked, filter=replace(asked.filter, words=meant), words=read(meant)))
    return meant if found >= (_enough(total) if total <= FEW else total + 1) else ""


def _enough(total: int) -> int:
    return max(1, total * _BETTER)


def _other(index: Snapshot, query: str, word: PlainWord, few: int) -> str:
    """What the word may have been meant to be, if no more than a `few` posts have it; "" otherwise."""
    typed = query[word.start : word.end]
    own = _total(index, typed)
    if own > few:
        return ""
    for other in other_layouts(typed):
        if _total(index, other) >= _enough(own):
            return other
    if not isinstance(word.term, Word):
        return ""
    meant = _without_slip(index, word.term, _enough(own))
    return typed.replace(word.term.written, in_the_case_of(word.term.written, meant)) if meant else ""


def _total(index: Snapshot, words: str) -> int:
    return index.total(ask(Filter(words=words), settings.current().languages))


def _without_slip(index: Snapshot, word: Word, enough: int) -> str:
    """The most frequent word with the fewest slips, as people write it in the same script."""
    for most in range(1, slips(word.exact) + 1):
        posts = look_up(index.near(word.exact, most, _POSTS))
        known = spellings(map(_public_words, posts), word.exact, most, word.written)
        best = max(known, key=index.frequency, default="")
        if best and index.frequency(best) >= enough:
            found = known[best]
            return found if is_of_one_script(found, word.written) else _as_written(index, best, word) or found
    return ""


def _as_written(index: Snapshot, best: str, word: Word) -> str:
    """The folded word in the script of what was typed; "" where no new post has it in that."""
    where = _WRITTEN_IN.get(script_of(word.written))
    if not where:
        return ""
    asked = ask(Filter(words=f'"{best}" {where}'), settings.current().languages)
    posts = look_up(index.page(asked, Order.NEWEST, _POSTS, 0).ids)
    slip = slips(word.exact)
    found = spellings(map(_public_words, posts), word.exact, slip, word.written).get(best, "")
    return found if is_of_one_script(found, word.written) else ""


def _public_words(each: StoredPost | StoredArticle) -> str:
    """Nobody is offered a word of a text of which the public sees none. Of a long text the beginning must do:
    whoever mistypes waits for it.
    """
    if isinstance(each, StoredArticle):
        return f"{each.title}\n{each.body[:_CHARACTERS]}"
    text = "" if each.card.shown is Shown.HEADLINE else each.text[:_CHARACTERS]
    return f"{each.title}\n{text}"
