"""HTML of outsiders to plain text: nothing runs, nothing is fetched, nothing is shown as markup.

Method: libxml2's HTML parser reads whatever comes; elements that a browser draws as blocks part the text.
What looks like a tag and is none of HTML's ("debates <open data> law") is words and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from lxml import etree, html
from lxml.html import defs

from aitys.sources import charsets, tidy_html
from aitys.values.captures import Document

_DROPPED = frozenset(("script", "style", "noscript", "template", "head", "svg", "math", "select", "applet"))
_PARAGRAPHS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "center", "details", "dialog", "dl", "div",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hr", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "ul",
    )
)  # fmt: skip
_LINES = frozenset(("br", "caption", "dd", "dt", "li", "option", "tr"))
_CELLS = frozenset(("td", "th"))
_PARAGRAPH, _LINE = "\ue00c", "\ue00a"
_BREAK = {  # private marks: the text's own line ends mean nothing in HTML
    **dict.fromkeys(_PARAGRAPHS, _PARAGRAPH),
    **dict.fromkeys(_LINES, _LINE),
    **dict.fromkeys(_CELLS, " "),
}
# The same by the tags, of which the one that is most used ends no element.
_MARKS = _BREAK | {f"/{name}": mark for name, mark in _BREAK.items() if name != "br"}
# The HTML standard's elements; lxml's list ends before some of them, and before the oldest.
_ELEMENTS = defs.tags | frozenset(
    (
        "bdi", "bgsound", "data", "dialog", "frame", "image", "listing", "main", "multicol", "nobr",
        "noembed", "noframes", "picture", "plaintext", "rb", "rtc", "search", "slot", "spacer", "template",
        "xmp",
    )
)  # fmt: skip
_OPENING = re.compile(
    r"<(?:/?(?P<name>[A-Za-z][^\s/<>]*+)|(?P<other>!--|!\[|!doctype\b|\?[A-Za-z]))?", re.IGNORECASE
)
_CLOSED = re.compile(r"</([A-Za-z][^\s/<>]*+)|<([A-Za-z][^\s/<>]*+)[^<>]*+(?<=/)>")
_ENDS = re.compile(r"</([A-Za-z][^\s/<>]*+)|<(br|hr|img)\b", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#\w{1,8}|\w{2,31});")
# Control characters but tab and line ends, lone surrogates, marks of byte order, what is no character.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK = re.compile(r"\n{3,}")


def clean(text: str) -> tuple[str, int]:
    """`text` without NUL, lone surrogates and other characters that no text has, and how many there were."""
    return _FORBIDDEN.subn("", text)


def text(markup: str) -> str:
    """Plain text of an HTML fragment, or of a text without any tag, whose own lines are then kept.

    Paragraphs, headings and other blocks are parted by a blank line, list items and `<br>` by a line end.
    Character references are undone once.
    """
    if "<" not in markup:
        return words(clean(markup)[0])
    # Most texts hold nothing that cannot be printed but these: then nothing is to be cleaned.
    is_usual = _with_blanks(markup).isprintable()
    safe = markup if is_usual else clean(markup)[0]
    usual = tidy_html.pieces(safe, _MARKS)
    if usual is None:
        return by_tree(safe)
    return _in_paragraphs(_with_blanks(usual) if is_usual else " ".join(usual.split()))


def _with_blanks(written: str) -> str:
    """`written` with a blank for every white space of the usual kinds."""
    return written.replace("\n", " ").replace("\xa0", " ").replace("\r", " ").replace("\t", " ")


def by_tree(safe: str) -> str:
    """The same of any cleaned fragment: the definition, which `tidy_html` only shortens."""
    foreign = _foreign(safe)
    if not any(_is_tag(opening, foreign) for opening in _OPENING.finditer(safe)):
        return words(safe)
    root = tree(_OPENING.sub(lambda opening: _as_words(opening, foreign), safe))
    if root is None:
        return ""
    return _in_paragraphs(" ".join("".join(_pieces(root)).split()))


def _in_paragraphs(marked: str) -> str:
    """Words with no white space but blanks, in the lines and paragraphs that their marks say."""
    parts = marked.split(_PARAGRAPH)
    paragraphs = [_lines(part) if _LINE in part else part.strip() for part in parts]
    whole = "\n\n".join([paragraph for paragraph in paragraphs if paragraph])
    # Last, as most blanks that stand together stood between two blocks.
    while "  " in whole:
        whole = whole.replace("  ", " ")
    return whole


def _lines(paragraph: str) -> str:
    lines = "\n".join([line.strip() for line in paragraph.split(_LINE)])
    return _BLANK.sub("\n\n", lines).strip()


def words(written: str) -> str:
    """The same of a text in which nothing is a tag, whatever it looks like."""
    return plain(_undone(written) if "&" in written else written)


def _undone(written: str) -> str:
    return _REFERENCE.sub(lambda reference: unescape(reference[0]), written)


def is_html(written: str) -> bool:
    """Whether a text that is declared to be plain is HTML: an element in it ends, or needs no end."""
    return any((end[1] or end[2]).lower() in _ELEMENTS for end in _ENDS.finditer(written))


def line(markup: str) -> str:
    """Plain text of an HTML fragment on one line: titles, names, tags."""
    safe, _ = clean(markup)
    if "<" in safe:
        return " ".join(text(safe).split())
    return " ".join(clean(_undone(safe))[0].split() if "&" in safe else safe.split())


def _foreign(markup: str) -> frozenset[str]:
    """Elements of other vocabularies, `o:p` or `amp-img`, that are closed as only markup is."""
    names = {(found[1] or found[2]).lower() for found in _CLOSED.finditer(markup)}
    return frozenset(name for name in names if "-" in name or ":" in name)


def _is_tag(opening: re.Match[str], foreign: frozenset[str]) -> bool:
    name = (opening["name"] or "").lower()
    return name in _ELEMENTS or name in foreign or opening["other"] is not None


def _as_words(opening: re.Match[str], foreign: frozenset[str]) -> str:
    return opening[0] if _is_tag(opening, foreign) else f"&lt;{opening[0][1:]}"


def tree(markup: str) -> html.HtmlElement | None:
    """A page as a browser would take it; None where there is no element at all. Nothing is fetched."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(markup.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def page(document: Document) -> html.HtmlElement | None:
    """The tree of a captured page, cleaned; None where there is no element at all."""
    text = clean(charsets.decode(document.content, document.content_type))[0]
    return tree(text) if text.strip() else None


def _pieces(root: html.HtmlElement) -> Iterator[str]:
    """The text in document order, with a mark where a block begins or ends."""
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start" and tag in _DROPPED:
            walk.skip_subtree()
        elif event == "start":
            yield _BREAK.get(tag, "")
            yield element.text or ""
        else:
            yield _BREAK.get(tag, "") if tag != "br" else ""
            yield element.tail or ""


def plain(written: str) -> str:
    """A text that is no markup: cleaned, lines without outer spaces, paragraphs parted by one blank line."""
    return _tidy(clean(written)[0])


def single(written: str) -> str:
    """The same on one line."""
    return " ".join(plain(written).split())


def _tidy(text: str) -> str:
    lines = (_SPACES.sub(" ", line).strip() for line in text.splitlines())
    return _BLANK.sub("\n\n", "\n".join(lines)).strip()
