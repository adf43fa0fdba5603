"""A post as the public may see it: what its card allows, and no more, on pages and in feeds alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from aitys.publish import markdown
from aitys.publish.links import safe_link
from aitys.publish.messages import ShownMessage, shown_message
from aitys.publish.times import ShownTime, shown_moment, shown_time
from aitys.text.excerpts import ELLIPSIS, Snippet, excerpt, with_dots
from aitys.text.marking import found_words
from aitys.text.queries import Query
from aitys.values.posts import PostKind
from aitys.values.sources import Card, Shown, SourceKind
from aitys.values.stored import StoredPost

# A message without a title lends its first words to be its headline.
HEADLINE_WORDS = 12
HEADLINE_CHARACTERS = 300
SNIPPET_WORDS = 30
STUMP_WORDS = 4
# A "word" has no upper length; a page has. Twice what 60 words of Kazakh or German take.
CHARACTERS_PER_WORD = 20
# Of the languages we read; a screen reader takes "uz" for Latin letters.
_USUAL_SCRIPTS = {
    "en": "Latn",
    "kk": "Cyrl",
    "ky": "Cyrl",
    "ru": "Cyrl",
    "tg": "Cyrl",
    "tk": "Latn",
    "uz": "Latn",
}
# BCP 47 for a language that nobody could tell.
UNDETERMINED = "und"
_WORD = re.compile(r"\S+")
_BLANK_LINE = re.compile(r"\n\s*\n")
_RIGHT_TO_LEFT = frozenset(("ar", "ckb", "fa", "he", "ks", "prs", "ps", "sd", "ug", "ur"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words; `hit` says that a searcher asked for them."""

    text: str
    hit: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One post as shown. `headline` and `text` never say the same words twice.

    `origin` is empty where no safe link exists; `language` is a BCP 47 tag or empty, `direction` one of
    "ltr", "rtl", "auto" (language unknown); `cut` says that the post goes on at its origin;
    `headline_pieces` and `pieces` stand in for `headline` and `text` where a search was asked;
    `changed` is when the latest wording was first seen; `message` is what a message has beside words.
    """

    id: int
    card: Card
    headline: str
    text: str
    cut: bool
    origin: str
    byline: str
    language: str
    direction: str
    posted: ShownTime | None
    edited: ShownTime | None
    found: ShownTime
    versions: int
    changed: ShownTime | None
    gone: bool
    message: ShownMessage | None = None
    headline_pieces: tuple[Piece, ...] = ()
    pieces: tuple[Piece, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(part.strip() for part in _BLANK_LINE.split(self.text) if part.strip())

    @property
    def when(self) -> ShownTime:
        """The printed time, or else when we found it."""
        return self.posted or self.found


@dataclass(frozen=True, slots=True)
class _Split:
    """A post as a headline and what is left to stand under it; `lent` words of the text are in the headline,
    and `broken` says that they end in the middle of a line."""

    headline: str
    rest: str
    lent: int = 0
    broken: bool = False


def shown(post: StoredPost, excerpt_words: int, *, signed_in: bool = False) -> Item:
    """The post within its card's limits; a signed-in person reads the whole text whatever the card says."""
    split = _split(post)
    limit = Shown.FULL if signed_in else post.card.shown
    text, cut = _allowed(split, limit, excerpt_words)
    language = language_tag(post.language, post.script)
    return Item(
        id=post.id,
        card=post.card,
        headline=split.headline,
        text=text,
        cut=cut,
        origin=safe_link(post.url),
        byline=post.byline if limit is Shown.FULL else "",
        language=language,
        direction=direction(language),
        posted=shown_time(post.posted) if post.posted else None,
        edited=shown_time(post.edited) if post.edited else None,
        found=shown_moment(post.found_at),
        versions=post.versions,
        changed=shown_moment(post.changed_at) if post.changed_at else None,
        gone=post.gone,
        message=shown_message(post),
    )


def shown_hit(post: StoredPost, excerpt_words: int, query: Query) -> Item:
    """The post with the words that a `query` found marked, still within its card's limits."""
    item = shown(post, excerpt_words)
    title = found_words(item.headline, query, post.languages, HEADLINE_CHARACTERS)
    return replace(item, headline_pieces=pieces(title), pieces=_found_words(post, excerpt_words, query))


def _found_words(post: StoredPost, excerpt_words: int, query: Query) -> tuple[Piece, ...]:
    """The stretch of the text that answers a search; empty where the card shows no text, or none does."""
    split = _split(post)
    words = min(SNIPPET_WORDS, excerpt_words - split.lent)
    if post.card.shown is Shown.HEADLINE or words <= 0:
        return ()
    found = found_words(split.rest, query, post.languages, words)
    if not found.hits or len(found.text) > words * CHARACTERS_PER_WORD:
        return ()
    return pieces(_behind_dots(found) if split.broken else found)


def _behind_dots(found: Snippet) -> Snippet:
    """The stretch of what goes on from a headline: it begins in the middle of a line, a hit or not."""
    if found.text.startswith(ELLIPSIS):
        return found
    shift = len(ELLIPSIS)
    return Snippet(ELLIPSIS + found.text, tuple((start + shift, end + shift) for start, end in found.hits))


def snippet_of(item: Item) -> Snippet:
    """What a search shows of a post: the words it found, or else the beginning of what may be shown."""
    if not item.pieces:
        return Snippet(excerpt(item.text, SNIPPET_WORDS).text)
    return joined(item.pieces)


def joined(found: Iterable[Piece]) -> Snippet:
    """The stretch that was cut into pieces."""
    text, places = "", []
    for piece in found:
        if piece.hit:
            places.append((len(text), len(text) + len(piece.text)))
        text += piece.text
    return Snippet(text, tuple(places))


def pieces(found: Snippet) -> tuple[Piece, ...]:
    """The stretch cut at the edges of its hits."""
    return tuple(piece for piece in _cut(found) if piece.text)


def _cut(found: Snippet) -> Iterable[Piece]:
    done = 0
    for start, end in found.hits:
        yield Piece(found.text[done:start])
        yield Piece(found.text[start:end], hit=True)
        done = end
    yield Piece(found.text[done:])


def language_tag(language: str, script: str) -> str:
    """The BCP 47 tag for a `lang` attribute, with the script where it is not the language's usual one."""
    if language == UNDETERMINED:
        return ""
    usual = _USUAL_SCRIPTS.get(language, script)
    return f"{language}-{script}" if script and script != usual else language


def direction(language: str) -> str:
    """How words of this BCP 47 tag run; "auto" leaves it to the reader's program."""
    if not language:
        return "auto"
    primary, *subtags = language.lower().split("-")
    if "arab" in subtags:
        return "rtl"
    return "rtl" if primary in _RIGHT_TO_LEFT and subtags[:1] != ["latn"] else "ltr"


def _split(post: StoredPost) -> _Split:
    text = _words(post, post.text).strip()
    title = _one_line(_words(post, post.title))
    if title:
        return _Split(title, text)
    line = text.split("\n", 1)[0].rstrip()
    words = list(islice(_WORD.finditer(line), HEADLINE_WORDS))
    end = min(words[-1].end() if words else 0, HEADLINE_CHARACTERS)
    broken = end < len(line)
    headline = with_dots(_one_line(text[:end])) if broken else _one_line(text[:end])
    return _Split(headline, text[end:].strip(), len(words), broken)


def _words(post: StoredPost, written: str) -> str:
    """Only archives of channels write Markdown: on a site's page asterisks are asterisks."""
    of_channel = post.kind is PostKind.MESSAGE or post.card.kind is SourceKind.CHANNEL
    return markdown.plain(written) if of_channel else written


def _one_line(words: str) -> str:
    line = " ".join(words.split())
    if len(line) <= HEADLINE_CHARACTERS:
        return line
    return with_dots(line[:HEADLINE_CHARACTERS])


def _allowed(split: _Split, limit: Shown, excerpt_words: int) -> tuple[str, bool]:
    """The text that may be shown under the headline, and whether it was cut."""
    words = max(0, excerpt_words - split.lent)
    room = words * CHARACTERS_PER_WORD
    if not split.rest:
        return "", False
    if limit is Shown.HEADLINE or (limit is Shown.EXCERPT and not words):
        return "", True
    lead = f"{ELLIPSIS} " if split.broken else ""
    if limit is Shown.FULL:
        return lead + split.rest, False
    short = excerpt(split.rest[:room], words)
    if not short.cut and len(split.rest) > room:
        return lead + with_dots(short.text), True
    return lead + (_without_stump(short.text) if short.cut else short.text), short.cut


def _without_stump(text: str) -> str:
    """A cut a word or two into a paragraph leaves a line that says nothing: end with the one before it."""
    before, _blank, last = text.rpartition("\n\n")
    return f"{before} {ELLIPSIS}" if before and len(last.split()) < STUMP_WORDS else text
