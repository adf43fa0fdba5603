"""Lists of sources as feed readers exchange them: OPML 1.0, 1.1 and 2.0 in, 2.0 out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from aitys.errors import UnreadableSource
from aitys.sources import addresses, charsets, markup, xml_text
from aitys.values.posts import Left

_LARGEST = 20_000_000
_MOST = 20_000
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_FEED_SCHEME = re.compile(r"^feed:(?://)?(?=https?:)|^feed(?=://)", re.IGNORECASE)
_TITLE = 300


@dataclass(frozen=True, slots=True)
class Outline:
    """One source of a list: absolute addresses, `feed` empty where only the site is named.

    `folders` are the names of the outlines around it, the outermost first.
    """

    title: str
    feed: str = ""
    homepage: str = ""
    language: str = ""
    folders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceList:
    """Every outline that is no folder is in `outlines` or in `left`."""

    title: str = ""
    outlines: tuple[Outline, ...] = ()
    left: tuple[Left, ...] = ()


def read(content: bytes, subject: str) -> SourceList:
    """The sources of an OPML file; raises UnreadableSource, about `subject`, when it is none."""
    root = _root(content, subject)
    outlines: list[Outline] = []
    left: list[Left] = []
    seen: set[str] = set()
    for number, item in enumerate(_outlines(root), 1):
        name = addresses.canonical(item.feed or item.homepage)
        if not name:
            left.append(Left(item.title or f"outline {number}", "no-address"))
        elif name in seen:
            left.append(Left(name, "repeated"))
        else:
            seen.add(name)
            outlines.append(item)
        if number > _MOST:
            raise UnreadableSource(subject, f"an OPML file of more than {_MOST:,} sources")
    title = next((markup.line(one.text or "") for one in root.iter("title")), "")
    return SourceList(title, tuple(outlines), tuple(left))


def write(outlines: Iterable[Outline], title: str) -> bytes:
    """An OPML 2.0 file in UTF-8; sources of one outermost folder stand together under it."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = markup.clean(title)[0]
    body = etree.SubElement(root, "body")
    folders: dict[tuple[str, ...], etree._Element] = {(): body}
    for one in outlines:
        said = {"type": "rss", "xmlUrl": one.feed} if one.feed else {"type": "link", "url": one.homepage}
        said |= {"text": one.title, "title": one.title, "htmlUrl": one.homepage, "language": one.language}
        written = {name: markup.clean(value)[0] for name, value in said.items() if value or name == "text"}
        etree.SubElement(_folder(folders, one.folders), "outline", written)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _folder(folders: dict[tuple[str, ...], etree._Element], path: tuple[str, ...]) -> etree._Element:
    if path not in folders:
        around = _folder(folders, path[:-1])
        folders[path] = etree.SubElement(around, "outline", {"text": markup.clean(path[-1])[0]})
    return folders[path]


def _root(content: bytes, subject: str) -> etree._Element:
    if len(content) > _LARGEST:
        raise UnreadableSource(subject, f"more than {_LARGEST:,} bytes; no list of sources is as long")
    text = charsets.decode(content).lstrip("\ufeff \t\r\n\0")
    if _ENTITY.search(text):
        raise UnreadableSource(subject, "an XML file that defines entities of its own, which no OPML does")
    parser = etree.XMLParser(
        recover=True, no_network=True, resolve_entities=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(xml_text.without_entities(text), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or root.tag.lower() != "opml":
        raise UnreadableSource(subject, "not an OPML file")
    return root


def _outlines(root: etree._Element) -> Iterator[Outline]:
    """Every outline that is no folder, in the file's order."""
    for element in root.iter("outline"):
        said = _said(element)
        feed = addresses.absolute(_FEED_SCHEME.sub(_scheme, said.get("xmlurl", "").strip()))
        homepage = addresses.absolute(said.get("htmlurl") or said.get("url") or "")
        # A folder may have an address of its own; only one with a feed is a source besides.
        if not feed and len(element):
            continue
        yield Outline(
            title=_title(said) or addresses.site(homepage or feed),
            feed=feed,
            homepage=homepage,
            language=" ".join(said.get("language", "").split())[:40],
            folders=tuple(_folders(element)),
        )


def _scheme(written: re.Match[str]) -> str:
    """ "feed:https://…" is https, and "feed://…" was http when that scheme was thought of."""
    return "" if ":" in written[0] else "http"


def _title(said: dict[str, str]) -> str:
    return markup.line(said.get("title", "") or said.get("text", ""))[:_TITLE]


def _folders(element: etree._Element) -> Iterator[str]:
    around = reversed([_said(one) for one in element.iterancestors("outline")])
    return (title for said in around if (title := _title(said)))


def _said(element: etree._Element) -> dict[str, str]:
    """The attributes of an outline: programs write xmlUrl, xmlurl and XMLURL."""
    return {str(name).lower(): str(value) for name, value in element.attrib.items()}
