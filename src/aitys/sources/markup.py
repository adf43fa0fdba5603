"""HTML of outsiders to plain text: nothing runs, nothing is fetched, nothing is shown as markup.

Method: libxml2's HTML parser reads whatever comes; elements that a browser draws as blocks part the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

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
_BREAK = {  # private marks: the text's own line ends mean nothing in HTML
    **dict.fromkeys(_PARAGRAPHS, "\ue00c"),
    **dict.fromkeys(_LINES, "\ue00a"),
    **dict.fromkeys(_CELLS, " "),
}
_LOOKS_MARKED = re.compile(r"<[A-Za-z/!?]|&(?:#\w{1,8}|\w{2,31});")
# Control characters but tab and line ends, lone surrogates, marks of byte order, what is no character.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_SPACES = re.compile(r"[^\S\n]+")
_PARTED = re.compile(r"\n{3,}")


def clean(text: str) -> tuple[str, int]:
    """`text` without NUL, lone surrogates and other characters that no text has, and how many there were."""
    return _FORBIDDEN.subn("", text)


def text(markup: str) -> str:
    """Plain text of an HTML fragment, or of a text without any tag, whose own lines are then kept.

    Paragraphs, headings and other blocks are parted by a blank line, list items and `<br>` by a line end.
    Character references are undone once.
    """
    safe, _ = clean(markup)
    if not _LOOKS_MARKED.search(safe):
        return _tidy(safe)
    root = tree(safe)
    if root is None:
        return ""
    flat = " ".join("".join(_pieces(root)).split())
    return _tidy(flat.replace("\ue00c", "\n\n").replace("\ue00a", "\n"))


def line(markup: str) -> str:
    """The same on one line: titles, names, tags."""
    return " ".join(text(markup).split())


def tree(markup: str) -> html.HtmlElement | None:
    """A page as a browser would take it; None where there is no element at all. Nothing is fetched."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(markup.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


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


def _tidy(text: str) -> str:
    lines = (_SPACES.sub(" ", line).strip() for line in text.splitlines())
    return _PARTED.sub("\n\n", "\n".join(lines)).strip()
