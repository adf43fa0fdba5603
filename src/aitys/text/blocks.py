"""The Markdown of the desk's own articles: how it is read, and the words of it that a reader sees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_BREAKS = ("softbreak", "hardbreak")
_BULLET = "•"


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    ROW = "row"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article as plain words. `mark` is what its list sets before an item ("•", "2.");
    a table's row is its cells, parted by "; ".
    """

    kind: BlockKind
    text: str
    mark: str = ""


@lru_cache(maxsize=1)
def markdown() -> MarkdownIt:
    """The one reader of articles: CommonMark with tables and ~~struck~~ words. HTML in it is only text."""
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def blocks(body: str) -> tuple[Block, ...]:
    """All blocks with a word in them, in order; pictures are none."""
    return tuple(block for block in _Walk().over(markdown().parse(body)) if block.text)


def plain_text(body: str) -> str:
    """The visible words, blocks parted by blank lines: what a search looks through."""
    return "\n\n".join(block.text for block in blocks(body))


def visible(inline: Token) -> str:
    """The words of a run of text, on one line; pictures are left out."""
    words = (" " if child.type in _BREAKS else child.content for child in _written(inline))
    return " ".join("".join(words).split())


def _written(inline: Token) -> Iterator[Token]:
    return (child for child in inline.children or () if child.type != "image")


class _Walk:
    """Goes through the tokens once and knows what stands around each."""

    def __init__(self) -> None:
        self._lists = 0
        self._quotes = 0
        self._heading = False
        self._mark = ""
        self._cells: list[str] | None = None

    def over(self, tokens: Sequence[Token]) -> Iterator[Block]:
        for token in tokens:
            self._enter(token)
            if token.type in ("fence", "code_block"):
                yield self._block(BlockKind.CODE, token.content.rstrip())
            elif token.type == "tr_close":
                yield self._row()
            elif token.type == "inline" and self._cells is not None:
                self._cells.append(visible(token))
            elif token.type == "inline":
                yield self._block(self._kind(), visible(token))

    def _enter(self, token: Token) -> None:
        if token.type in ("bullet_list_open", "bullet_list_close", "ordered_list_open", "ordered_list_close"):
            self._lists += token.nesting
        elif token.type in ("blockquote_open", "blockquote_close"):
            self._quotes += token.nesting
        elif token.type in ("heading_open", "heading_close"):
            self._heading = token.nesting > 0
        elif token.type == "list_item_open":
            self._mark = f"{token.info}." if token.info else _BULLET
        elif token.type == "tr_open":
            self._cells = []

    def _kind(self) -> BlockKind:
        if self._heading:
            return BlockKind.HEADING
        if self._lists:
            return BlockKind.ITEM
        return BlockKind.QUOTE if self._quotes else BlockKind.PARAGRAPH

    def _row(self) -> Block:
        cells, self._cells = self._cells or [], None
        return self._block(BlockKind.ROW, "; ".join(filter(None, cells)))

    def _block(self, kind: BlockKind, text: str) -> Block:
        """The first block of a list's item bears its mark."""
        if not text or kind is BlockKind.HEADING:
            return Block(kind, text)
        mark, self._mark = self._mark, ""
        return Block(kind, text, mark)
