"""What the index holds of a post, and how Tantivy is told.

Words come folded from `text.tokens` and are joined by spaces, so that our analyser decides every border and
Tantivy only parts them again. Nothing is stored: a hit is an id, the rest is in the database.
"""

from __future__ import annotations

from pathlib import Path

from tantivy import Document, Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from aitys.text.terms import terms
from aitys.values.search import IndexedPost

# Raise it when a field changes: the index is then made anew.
FIELDS = "fields@2"

_ID_BITS = 29
_ARTICLES = 1 << (_ID_BITS - 1)
_LAST_SECOND = (1 << 34) - 1  # the year 2514; with the id below it the whole fits 64 signed bits
_ANALYSER = "parted-by-spaces"
DAY = 86_400 << _ID_BITS
"""The places of one day: what `place` makes of two moments a day apart differs by so much."""


def build_schema() -> Schema:
    """Numbers are signed: deleting by a term of an *unsigned* field deletes nothing and says nothing."""
    fields = SchemaBuilder()
    fields.add_integer_field("id", indexed=True, fast=True)
    fields.add_integer_field("listed", fast=True)
    fields.add_text_field("words", tokenizer_name=_ANALYSER, index_option="position")
    fields.add_text_field("keys", tokenizer_name=_ANALYSER, index_option="freq")
    for name in ("kind", "country", "has", "tags"):
        fields.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("language", "source"):  # what a search is counted by
        fields.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    return fields.build()


SCHEMA = build_schema()


def open_index(folder: Path, *, create: bool = False) -> Index:
    """The index in `folder`; raises ValueError (Tantivy's) when its files are not there or not ours."""
    index = Index(SCHEMA, str(folder), reuse=False) if create else Index.open(str(folder))
    index.register_tokenizer(_ANALYSER, TextAnalyzerBuilder(Tokenizer.whitespace()).build())
    # We reload before each search; Tantivy's own watcher would be a thread and half a second late.
    index.config_reader(reload_policy="manual")
    return index


def document(post: IndexedPost) -> Document:
    """Title and text are two values of one field: no phrase runs from one into the other.

    A key that stands in the post as a word is not kept again: who asks for it asks in both fields, and a
    quarter of the index is saved. A post in several languages is found in each of them.
    """
    made = Document()
    made.add_integer("id", post.id)
    made.add_integer("listed", place(post.listed_at, post.id))
    spans = [(each.start, each.end, each.language) for each in post.stretches]
    parts = (terms(post.title, post.language), terms(post.text, post.language, spans))
    words = {word for part in parts for word in part.words}
    for part in parts:
        made.add_text("words", " ".join(part.words))
        made.add_text("keys", " ".join(key for key in part.keys if key not in words))
    for name, value in (("source", post.source), ("kind", post.kind), ("country", post.country)):
        made.add_text(name, value)
    for name, values in (("language", post.languages), ("tags", post.tags), ("has", post.has)):
        for value in values:
            made.add_text(name, value)
    return made


def place(listed_at: int, post_id: int) -> int:
    """The number that orders posts: by time, then by id. Tantivy sorts by one number only.

    It holds seconds up to the year 2514 and tells apart the ids of half a billion posts of one second.
    The desk's own articles (ids below 0) come before the posts of their second.
    """
    seconds = max(-_LAST_SECOND, min(listed_at, _LAST_SECOND))
    number = post_id if post_id >= 0 else _ARTICLES - post_id
    return (seconds << _ID_BITS) | (number & ((1 << _ID_BITS) - 1))


def day_of(place: float) -> int:
    """The day of a place, in days since 1970 (UTC)."""
    return int(place // DAY)
