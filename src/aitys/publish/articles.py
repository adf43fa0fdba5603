"""An article of the desk's own: its Markdown as safe HTML, its beginning for lists, facts for machines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import dropwhile, groupby

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markdown_it.token import Token

from aitys.publish.items import Piece, direction, pieces
from aitys.publish.times import ShownTime, shown_written
from aitys.text.blocks import Block, BlockKind, blocks, markdown, plain_text, visible
from aitys.text.excerpts import Snippet, whole_sentences, with_dots, word_ends
from aitys.text.marking import found_words
from aitys.text.queries import Query
from aitys.values.articles import ArticleLink, ArticleNote, NoteKind, Picture, StoredArticle
from aitys.values.times import as_written

MEDIA = "/media/"
SNIPPET_WORDS = 30
# Of the column that text is set in; on a narrow screen all of it.
_SIZES = "(min-width: 44rem) 42rem, 100vw"
_TITLE_LEVEL = 1
_DEEPEST = 6
_TAGS = {
    *("p", "br", "hr", "blockquote", "ul", "ol", "li", "pre", "code", "em", "strong", "s", "a", "div"),
    *("h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
    *("figure", "figcaption", "img", "span"),
}
_ATTRIBUTES = {
    "a": {"href", "rel"},
    "ol": {"start"},
    "pre": {"tabindex"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "th": {"class", "scope"},
    "td": {"class"},
    "figure": {"class"},
    "span": {"class"},
    "img": {"src", "srcset", "sizes", "width", "height", "alt", "loading", "decoding"},
}
_OUTSIDE = re.compile(r"(?i)https?://")
_CREDIT = " | "
# How desks sign what all of them wrote.
_DESKS = ("the desk", "редакция", "редакциясы", "tahririyat", "таҳририят")


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as the Markdown names it: `![alt](name "caption | credit")`."""

    name: str
    alt: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The beginning of an article; `cut` says that it goes on, and then its last block ends in "…"."""

    blocks: tuple[Block, ...]
    cut: bool


@dataclass(frozen=True, slots=True)
class FrontPicture:
    """An article's first picture: `src` and `srcset` are paths of this site, the size that of the widest."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class ArticleItem:
    """An article as a list shows it; `original` is what it is a translation of, `translations` the others.

    `headline_pieces` and `pieces` stand in for headline and blocks where a search was asked. `when` is None
    for a draft that has no date.
    """

    slug: str
    headline: str
    byline: str
    language: str
    direction: str
    when: ShownTime | None
    blocks: tuple[Block, ...]
    cut: bool
    original: ArticleLink | None = None
    translations: tuple[ArticleLink, ...] = ()
    picture: FrontPicture | None = None
    headline_pieces: tuple[Piece, ...] = ()
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownNote:
    when: ShownTime
    words: str


@dataclass(frozen=True, slots=True)
class RelatedArticle:
    slug: str
    title: str
    language: str
    when: ShownTime | None


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article as its page shows it: `updates` and `corrections` oldest first and never mixed."""

    slug: str
    headline: str
    byline: str
    language: str
    direction: str
    when: ShownTime | None
    html: SafeString
    lead: str
    updates: tuple[ShownNote, ...]
    corrections: tuple[ShownNote, ...]
    tags: tuple[str, ...]
    topics: tuple[str, ...]
    translations: tuple[ArticleLink, ...]
    related: tuple[RelatedArticle, ...]
    picture: Picture | None


def shown_article(article: StoredArticle, pictures: tuple[Picture, ...]) -> ArticlePage:
    """`pictures` are those that its body names; one that is missing is left out, its words stay."""
    return ArticlePage(
        slug=article.slug,
        headline=article.title,
        byline=article.byline,
        language=article.language,
        direction=direction(article.language),
        when=published_time(article),
        html=article_html(article.body, pictures),
        lead=lead(article.body),
        updates=_notes(article, NoteKind.UPDATE),
        corrections=_notes(article, NoteKind.CORRECTION),
        tags=tuple(tag.written for tag in article.tags),
        topics=article.topics,
        translations=article.translations,
        related=tuple(
            RelatedArticle(link.slug, link.title, link.language, published_time(link))
            for link in article.related
        ),
        picture=_first_picture(article.body, pictures),
    )


def published_time(article: StoredArticle | ArticleLink) -> ShownTime | None:
    """None for a draft that has no date."""
    at = article.published_at
    return shown_written(at, article.published_offset) if at else None


def note_time(note: ArticleNote) -> ShownTime:
    return shown_written(note.at, note.offset)


def _notes(article: StoredArticle, kind: NoteKind) -> tuple[ShownNote, ...]:
    return tuple(ShownNote(note_time(note), note.words) for note in article.notes if note.kind is kind)


def _first_picture(body: str, pictures: tuple[Picture, ...]) -> Picture | None:
    kept = {picture.name: picture for picture in pictures}
    return next((kept[image.name] for image in images(body) if image.name in kept), None)


def listed_article(article: StoredArticle, excerpt_words: int, query: Query | None = None) -> ArticleItem:
    """The article for a list: its first `excerpt_words` words, or the words that a `query` found."""
    return _listed(article, excerpt_blocks(article.body, excerpt_words), query)


def front_article(article: StoredArticle, words: int, pictures: tuple[Picture, ...] = ()) -> ArticleItem:
    """The article for the front page: its standfirst, and its first picture where it is among `pictures`."""
    item = _listed(article, standfirst(article.body, words), None)
    return replace(item, picture=_front_picture(article.body, pictures))


def _listed(article: StoredArticle, begun: Excerpt, query: Query | None) -> ArticleItem:
    headline, found = _found(article, query) if query else ((), ())
    return ArticleItem(
        slug=article.slug,
        headline=article.title,
        byline=article.byline,
        language=article.language,
        direction=direction(article.language),
        when=published_time(article),
        blocks=begun.blocks,
        cut=begun.cut,
        original=article.original,
        translations=tuple(link for link in article.translations if link != article.original),
        headline_pieces=headline,
        pieces=found,
    )


def _front_picture(body: str, pictures: tuple[Picture, ...]) -> FrontPicture | None:
    kept = _first_picture(body, pictures)
    if kept is None:
        return None
    alt = next(image.alt for image in images(body) if image.name == kept.name)
    return FrontPicture(f"{MEDIA}{kept.name}", _srcset(kept), kept.width, kept.height, alt)


def _found(article: StoredArticle, query: Query) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    text = article_snippet(article, query)
    title = found_words(article.title, query, (article.language,), len(article.title))
    return pieces(title), pieces(text) if text.hits else ()


def article_snippet(article: StoredArticle, query: Query) -> Snippet:
    """The words that a query found in an article; without any, its beginning."""
    return found_words(plain_text(article.body), query, (article.language,), SNIPPET_WORDS)


@lru_cache(maxsize=512)
def excerpt_blocks(body: str, words: int) -> Excerpt:
    """The first `words` words of an article, parted by white space, as blocks; headings count as words.

    An article of no more words is whole, without dots. A heading that nothing of its section would follow is
    dropped. Pictures are left out; of a table stands an empty `ROW`, whose cells would be no text.
    """
    every = _without_cells(blocks(body))
    kept: list[Block] = []
    left = words
    for block in every:
        if left <= 0:
            break
        long = len(word_ends(block.text))
        kept.append(block if long <= left else _begun(block, left))
        left -= long
    cut = left < 0 or len(kept) < len(every)
    return Excerpt(_end_in_dots(kept) if cut else tuple(kept), cut)


def _without_cells(every: Sequence[Block]) -> list[Block]:
    """One empty row in the place of each table."""
    runs = groupby(every, key=lambda block: block.kind is BlockKind.ROW)
    return [block for is_table, run in runs for block in ([Block(BlockKind.ROW, "")] if is_table else run)]


@lru_cache(maxsize=64)
def standfirst(body: str, words: int) -> Excerpt:
    """Its first blocks, of at most `words` words, as far as a table or code.

    A heading ends them too where half of the words are there. They end with a sentence, without dots, where
    one ends in their second half; else as `excerpt_blocks` does.
    """
    every = blocks(body)
    kept: list[Block] = []
    left = words
    for block in dropwhile(_is_heading, every):
        if block.kind in (BlockKind.ROW, BlockKind.CODE) or (_is_heading(block) and left <= words // 2):
            break
        long = len(word_ends(block.text))
        if long > left:
            return Excerpt(_end_in_sentence(kept, block, left, words), cut=True)
        kept.append(block)
        left -= long
    if not kept:
        return excerpt_blocks(body, words)
    is_whole = kept[-1] is every[-1]
    return Excerpt(_without_last_headings(kept), cut=not is_whole)


def _is_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING


def _without_last_headings(kept: list[Block]) -> tuple[Block, ...]:
    while kept and _is_heading(kept[-1]):
        kept.pop()
    return tuple(kept)


def _end_in_sentence(kept: list[Block], last: Block, left: int, words: int) -> tuple[Block, ...]:
    """What is kept, and of the block that has no room its whole sentences in the `left` words of `words`."""
    begun = _begun(last, left).text if left else ""
    if whole := whole_sentences(begun):
        return (*kept, Block(last.kind, whole, last.mark))
    if left <= words // 2:
        return _without_last_headings(kept)
    return (*kept, Block(last.kind, with_dots(begun), last.mark))


def _begun(block: Block, words: int) -> Block:
    """Its first words as they stand, line ends of code too."""
    return Block(block.kind, block.text[: word_ends(block.text)[words - 1]], block.mark)


def _end_in_dots(kept: list[Block]) -> tuple[Block, ...]:
    while kept and kept[-1].kind in (BlockKind.HEADING, BlockKind.ROW):
        kept.pop()
    if not kept:
        return ()
    last = kept.pop()
    return (*kept, Block(last.kind, with_dots(last.text), last.mark))


@lru_cache(maxsize=512)
def lead(body: str, words: int = 40) -> str:
    """The first words of its first paragraph: what a link to it says of it elsewhere."""
    first = next((block.text for block in blocks(body) if block.kind is not BlockKind.HEADING), "")
    ends = word_ends(first)
    return first if len(ends) <= words else with_dots(" ".join(first[: ends[words - 1]].split()))


@lru_cache(maxsize=512)
def images(body: str) -> tuple[Image, ...]:
    """Every picture that the Markdown names, in order, each as often as it stands there."""
    return tuple(
        _image(child)
        for token in markdown().parse(body)
        for child in token.children or ()
        if child.type == "image"
    )


def _image(token: Token) -> Image:
    told = str(token.attrGet("title") or "")
    caption, parted, credit = told.rpartition(_CREDIT)
    alt = visible(token)
    return Image(str(token.attrGet("src") or ""), alt, *((caption, credit) if parted else (told, "")))


def article_html(body: str, pictures: tuple[Picture, ...]) -> SafeString:
    """The body as HTML that cannot do anything: no script, no style, no address but http, https and mailto.

    Its headings go on from the title (h1): the first is h2, and no level is left out. A picture that stands
    alone is a figure; tables stand in a region that is scrolled by hand.
    """
    return _html(body, pictures, get_language() or "")


@lru_cache(maxsize=256)
def _html(body: str, pictures: tuple[Picture, ...], _language: str) -> SafeString:
    """Kept for bodies that are asked for again: a thousand words take 7 ms. Labels are in `_language`."""
    made = _Maker({picture.name: picture for picture in pictures}).html(markdown().parse(body))
    clean = nh3.clean(
        made, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=None
    )
    return mark_safe(clean)  # noqa: S308 - nh3 has just left only what cannot do anything


class _Maker:
    """Turns the tokens of one article into HTML."""

    def __init__(self, pictures: dict[str, Picture]) -> None:
        self._pictures = pictures
        self._levels: list[int] = []
        self._tables = 0

    def html(self, tokens: Sequence[Token]) -> str:
        return "".join(
            part if isinstance(part, str) else self._rendered(part) for part in self._parts(tokens)
        )

    def _rendered(self, token: Token) -> str:
        """As the library writes it, but without a line end between a tag and its words."""
        reader = markdown()
        made = str(reader.renderer.render([token], reader.options, {}))
        return made.rstrip("\n") if token.nesting > 0 else made

    def _parts(self, tokens: Sequence[Token]) -> Iterator[str | Token]:
        changes: dict[str, Callable[[Token], str]] = {
            "heading_open": self._heading,
            "heading_close": self._end_of_heading,
            "table_open": self._table,
            "table_close": lambda _token: "</table></div>",
            "th_open": self._cell,
            "td_open": self._cell,
            "fence": self._code,
            "code_block": self._code,
        }
        skipped = False
        for number, token in enumerate(tokens):
            if token.type == "paragraph_open" and (figures := self._figures(tokens[number + 1])):
                yield figures
                skipped = True
            elif skipped:
                skipped = token.type != "paragraph_close"
            elif token.type == "inline":
                yield self._inline(token)
            else:
                yield changes[token.type](token) if token.type in changes else token

    def _heading(self, token: Token) -> str:
        """Its level on the page follows from the headings above it: "##" below nothing is h2, as "#" is."""
        level = int(token.tag[1:])
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        return f"<{self._tag()}>"

    def _end_of_heading(self, _token: Token) -> str:
        return f"</{self._tag()}>\n"

    def _tag(self) -> str:
        return f"h{min(_TITLE_LEVEL + len(self._levels), _DEEPEST)}"

    def _table(self, _token: Token) -> str:
        """Two regions of one name could not be told apart by ear."""
        self._tables += 1
        label = escape(_("Table %(number)s") % {"number": self._tables})
        return f'<div class="table" role="region" tabindex="0" aria-label="{label}"><table>'

    def _cell(self, token: Token) -> str:
        """Markdown aligns by a style, which our pages refuse."""
        side = str(token.attrGet("style") or "").removeprefix("text-align:")
        classes = f' class="{side}"' if side in ("left", "center", "right") else ""
        scope = ' scope="col"' if token.tag == "th" else ""
        return f"<{token.tag}{scope}{classes}>"

    def _code(self, token: Token) -> str:
        """A long line is scrolled to, by keys too."""
        return f'<pre tabindex="0"><code>{escape(token.content)}</code></pre>\n'

    def _figures(self, inline: Token) -> str:
        """The figures of a paragraph that holds pictures and nothing else; empty for any other."""
        children = [
            child for child in inline.children or () if child.type != "softbreak" and child.content != ""
        ]
        found = [_image(child) for child in children if child.type == "image"]
        if not found or len(found) < len(children):
            return ""
        return "".join(self._figure(image) for image in found)

    def _figure(self, image: Image) -> str:
        credit = f'<span class="credit">{escape(image.credit)}</span>' if image.credit else ""
        told = " ".join(filter(None, (escape(image.caption), credit)))
        caption = f"<figcaption>{told}</figcaption>" if told else ""
        return f"<figure>{self._picture(image)}{caption}</figure>\n"

    def _picture(self, image: Image) -> str:
        """A picture that is not on the desk is its words: no page asks another site for one."""
        kept = self._pictures.get(image.name)
        if kept is None:
            return escape(image.alt)
        return (
            f'<img src="{MEDIA}{kept.name}" srcset="{_srcset(kept)}" sizes="{_SIZES}" width="{kept.width}"'
            f' height="{kept.height}" alt="{escape(image.alt)}" loading="lazy" decoding="async">'
        )

    def _inline(self, token: Token) -> str:
        parts = []
        for child in token.children or ():
            if child.type == "link_open":
                _mark_outside(child)
            parts.append(self._picture(_image(child)) if child.type == "image" else self._rendered(child))
        return "".join(parts)


def _srcset(picture: Picture) -> str:
    stem = picture.name.rpartition("-")[0]
    return ", ".join(f"{MEDIA}{stem}-{width}.webp {width}w" for width in picture.widths)


def _mark_outside(link: Token) -> None:
    link.attrs.pop("title", None)
    if _OUTSIDE.match(str(link.attrGet("href") or "")):
        link.attrSet("rel", "noopener")


@dataclass(frozen=True, slots=True)
class Places:
    """Absolute addresses that an article's facts name: `page` is its own, `desk` the site's home;
    `pages` gives the page of another article by its slug, `media` that of a file of pictures.
    """

    page: str
    desk: str
    desk_title: str
    pages: Callable[[str], str]
    media: Callable[[str], str]


def news_article(article: StoredArticle, places: Places, picture: Picture | None = None) -> dict[str, object]:
    """The article as schema.org's `NewsArticle`, for JSON-LD."""
    publisher = {"@type": "Organization", "name": places.desk_title, "url": places.desk}
    made: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": places.page,
        "url": places.page,
        "headline": article.title,
        "description": lead(article.body),
        "inLanguage": article.language,
        "datePublished": when.iso if (when := published_time(article)) else None,
        "dateModified": _changed(article),
        "author": _author(article.byline, publisher),
        "publisher": publisher,
        "isAccessibleForFree": True,
        "keywords": [tag.written for tag in article.tags],
        "image": _image_facts(picture, places) if picture else None,
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": note.words,
                "datePublished": as_written(note.at, note.offset),
            }
            for note in article.notes
            if note.kind is NoteKind.CORRECTION
        ],
        "workTranslation": [
            {"@type": "NewsArticle", "url": places.pages(link.slug), "inLanguage": link.language}
            for link in article.translations
        ],
    }
    return {name: value for name, value in made.items() if value not in (None, "", [])}


def _author(byline: str, publisher: dict[str, str]) -> dict[str, str]:
    """A by-line that names the desk is no person's."""
    if byline.casefold() in ("", *_DESKS, publisher["name"].casefold()):
        return publisher
    return {"@type": "Person", "name": byline}


def _changed(article: StoredArticle) -> str | None:
    times = [(note.at, note.offset) for note in article.notes]
    times += [(article.published_at, article.published_offset)] if article.published_at else []
    return as_written(*max(times)) if times else None


def _image_facts(picture: Picture, places: Places) -> dict[str, object]:
    return {
        "@type": "ImageObject",
        "url": places.media(picture.name),
        "width": picture.width,
        "height": picture.height,
    }
