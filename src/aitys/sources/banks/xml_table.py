"""A bank's XML as elements, with no entity ever expanded; what is no XML is refused by name."""

from __future__ import annotations

from lxml import etree

from aitys.errors import UnreadableSource
from aitys.sources import charsets, xml_text
from aitys.values.captures import Document
from aitys.values.rates import Bank

_PAGE_MARKS = ("<!doctype html", "<html", "<head", "<body", "<script")


def text_of(document: Document, bank: Bank) -> str:
    """The body as text, whatever its labels say; an empty one is refused."""
    text = charsets.decode(document.content, document.content_type)
    if not text.strip(" \t\r\n\0\ufeff"):
        raise UnreadableSource(bank.code, "an empty answer came instead of a table", name="empty")
    return text


def looks_like_xml(text: str) -> bool:
    """Whether the first character that is no blank begins a tag."""
    return text.lstrip("\ufeff \t\r\n\0").startswith("<")


def root_of(text: str, bank: Bank) -> etree._Element:
    """The root element. A challenge or error page is told from a table; half a table is none."""
    start = text[:4000].lower()
    if any(mark in start for mark in _PAGE_MARKS):
        raise UnreadableSource(
            bank.code, "an HTML page came instead of a table: look at its address", name="not-a-table"
        )
    if not looks_like_xml(start):
        raise UnreadableSource(bank.code, "what came is no XML", name="not-a-table")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(xml_text.without_entities(text), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableSource(bank.code, f"the XML is broken or breaks off: {str(error)[:200]}") from error


def name(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return etree.QName(element).localname


def unlike(root: etree._Element, bank: Bank, wanted: str) -> UnreadableSource:
    """What to raise for XML that is something else."""
    return UnreadableSource(
        bank.code, f"a document <{name(root)[:40]}> came, not one of <{wanted}>", name="not-a-table"
    )


def word(element: etree._Element, *names: str) -> str:
    """The text of the first child that has one of these names; empty if there is none."""
    found = next((child for child in element if name(child) in names), None)
    return "" if found is None else (found.text or "").strip()
