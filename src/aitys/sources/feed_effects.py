"""What the elements of a feed do to our values, one by one, in feedparser's order and with its habits.

Of two titles the first counts that is not empty, of most other fields the last; an element deeper than an
earlier one of its name loses; a second description is content. feedparser's source says so; nobody else does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from aitys.sources import feed_names
from aitys.sources.feed_elements import (
    HTML,
    NOWHERE,
    PLAIN,
    Attributes,
    Effect,
    Elements,
    NotPlainError,
    joined,
    type_of,
)
from aitys.sources.feed_values import Entry

_REFERENCE = re.compile("&([A-Za-z0-9_]+);")
_ITUNES, _MEDIA = "http://www.itunes.com/", "http://search.yahoo.com/mrss/category_schema"


class About:
    """The feed itself: its title, front page and language."""

    def __init__(self, elements: Elements, lang: str) -> None:
        self.values = {"language": lang.replace("_", "-")} if lang else {}
        self._elements = elements
        self._has_summary = False

    def image(self, element: etree._Element, _said: Attributes) -> None:
        """The image has a title of its own, which stands deeper than the feed's and does not hide it."""
        self._elements.title_depth = NOWHERE
        for part in element:
            name = self._elements.local(part)
            if len(part) or part.items() or part.prefix or name not in feed_names.IMAGE_PARTS:
                raise NotPlainError
            if name == "title" and self._elements.bare(part):
                self._elements.title_depth = self._elements.depth + 1

    def nothing(self, element: etree._Element, _said: Attributes) -> None:
        """For what is nothing to us, as long as it holds no elements that might be."""
        if len(element):
            raise NotPlainError

    def _nested(self, element: etree._Element, _said: Attributes) -> None:
        if len(element):
            self._elements.each(element, self, ABOUT_EFFECTS)

    def _person(self, element: etree._Element, _said: Attributes) -> None:
        if len(element):
            _person(self._elements, element)

    def _title(self, element: etree._Element, said: Attributes) -> None:
        type_of(said, PLAIN)
        value = self._elements.text(element)
        if not NOWHERE < self._elements.title_depth <= self._elements.depth:
            self.values["title"] = value
        if value:
            self._elements.title_depth = self._elements.depth

    def _link(self, element: etree._Element, said: Attributes) -> None:
        if "href" not in said:
            self.values["link"] = _unreferred(_linked(self._elements, element, said))
        elif is_page(element, said):
            self.values["link"] = joined(said["href"])

    def _id(self, element: etree._Element, said: Attributes) -> None:
        if is_link(said):
            self.values.setdefault("link", self._elements.address(element))
        else:
            self.nothing(element, said)

    def _language(self, element: etree._Element, _said: Attributes) -> None:
        self.values["language"] = self._elements.text(element)

    def _description(self, element: etree._Element, said: Attributes) -> None:
        # Behind a summary this would be content, and the first item's description read otherwise.
        if self._has_summary or len(element):
            raise NotPlainError
        type_of(said, HTML)

    def _summary(self, element: etree._Element, said: Attributes) -> None:
        self._description(element, said)
        self._has_summary = True


class Item:
    """One item while its elements are read."""

    __slots__ = (
        "_contents",
        "_depths",
        "_details",
        "_elements",
        "_has_author",
        "_has_content",
        "_tags",
        "_values",
    )

    def __init__(self, elements: Elements, about: str) -> None:
        self._elements = elements
        self._values = {"id": about} if about else {}
        self._depths: dict[str, int] = {}
        self._details: dict[str, tuple[str, str]] = {}
        self._contents: list[tuple[str, str]] = []
        self._tags: list[list[str | None]] = []
        self._has_content = False
        self._has_author = False
        elements.title_depth = NOWHERE

    def entry(self, not_links: set[str], *, is_atom: bool) -> Entry:
        """What has come together; `not_links` are the ids that are denied to be addresses."""
        said = self._values
        id_ = said.get("id", "")
        return Entry(
            id=id_,
            id_is_link=id_ not in not_links,
            link=said.get("link", ""),
            title=said.get("title", ""),
            summary=said.get("summary", ""),
            content=max([value for _, value in self._contents], key=len, default=""),
            published=said.get("published", ""),
            updated=said.get("updated", ""),
            author=said.get("author", ""),
            tags=tuple([term for term, _, _ in self._tags if term]),
            language=said.get("language") or self._details.get("title", ("", ""))[1],
            plain=self._declared_plain() if is_atom else frozenset(),
        )

    def _declared_plain(self) -> frozenset[str]:
        types = {name: {self._details.get(name, ("", ""))[0]} for name in ("title", "summary")}
        types["content"] = {kind for kind, _ in self._contents}
        return frozenset(name for name, said in types.items() if said == {PLAIN})

    def _put(self, name: str, value: str, depth: int) -> None:
        if depth <= self._depths.get(name, depth):
            self._depths[name] = depth
            self._values[name] = value

    def nothing(self, element: etree._Element, _said: Attributes) -> None:
        """For what is nothing to us, as long as it holds no elements that might be."""
        if len(element):
            raise NotPlainError

    def _nested(self, element: etree._Element, _said: Attributes) -> None:
        if len(element):
            self._elements.each(element, self, ITEM_EFFECTS)

    def _title(self, element: etree._Element, said: Attributes) -> None:
        kind = type_of(said, PLAIN)
        elements = self._elements
        value = elements.text(element)
        if not NOWHERE < elements.title_depth <= elements.depth:
            self._put("title", value, elements.depth)
            self._details["title"] = (kind, elements.lang.replace("_", "-"))
        if value:
            elements.title_depth = elements.depth

    def _media_title(self, element: etree._Element, said: Attributes) -> None:
        before = self._elements.title_depth
        self._title(element, said)
        self._elements.title_depth = before

    def _link(self, element: etree._Element, said: Attributes) -> None:
        if "href" not in said:
            written = _linked(self._elements, element, said)
            self._values["link"] = _unreferred(written.replace("&amp;", "&")) if "&" in written else written
        elif is_page(element, said):
            self._values["link"] = joined(said["href"])

    def _id(self, element: etree._Element, said: Attributes) -> None:
        is_address = is_link(said)
        value = self._elements.address(element) if is_address else self._elements.text(element)
        self._put("id", value, self._elements.depth)
        if is_address:
            self._values.setdefault("link", value)

    def _published(self, element: etree._Element, _said: Attributes) -> None:
        self._put("published", self._elements.text(element), self._elements.depth)

    def _updated(self, element: etree._Element, _said: Attributes) -> None:
        self._put("updated", self._elements.text(element), self._elements.depth)

    def _language(self, element: etree._Element, _said: Attributes) -> None:
        self._put("language", self._elements.text(element), self._elements.depth)

    def _author(self, element: etree._Element, _said: Attributes) -> None:
        """A name as text, or with its parts in elements; the last author is ours."""
        if not len(element):
            self._put("author", self._elements.text(element), self._elements.depth)
        else:
            name, mail = _person(self._elements, element)
            # Without a name of its own, feedparser gives it the one before, and always that one's address.
            if self._has_author and (not name or "@" in self._values.get("author", "")):
                raise NotPlainError
            self._put("author", "", self._elements.depth)
            self._values["author"] = f"{name} ({mail})" if name and mail else name or mail
        self._has_author = True

    def _person(self, element: etree._Element, _said: Attributes) -> None:
        if len(element):
            _person(self._elements, element)

    def _category(self, element: etree._Element, said: Attributes) -> None:
        if said:
            self._tag(said.get("term"), said.get("scheme", said.get("domain")), said.get("label"))
        written = self._elements.text(element)
        if written and self._tags and not self._tags[-1][0]:
            self._tags[-1][0] = written
        elif written:
            self._tag(written, None, None)

    def _media_category(self, element: etree._Element, said: Attributes) -> None:
        self._category(element, {"scheme": _MEDIA, **said})

    def _itunes_category(self, element: etree._Element, said: Attributes) -> None:
        term = {"term": said["text"]} if "text" in said else {}
        self._category(element, {**term, "scheme": _ITUNES})

    def _media_keywords(self, element: etree._Element, said: Attributes) -> None:
        self._keywords(element, said, None)

    def _itunes_keywords(self, element: etree._Element, said: Attributes) -> None:
        self._keywords(element, said, _ITUNES)

    def _keywords(self, element: etree._Element, said: Attributes, scheme: str | None) -> None:
        if said:
            raise NotPlainError
        for term in self._elements.text(element).split(","):
            if term.strip():
                self._tag(term.strip(), scheme, None)

    def _tag(self, term: str | None, scheme: str | None, label: str | None) -> None:
        tag = [term, scheme, label]
        if (term or scheme or label) and tag not in self._tags:
            self._tags.append(tag)

    def _description(self, element: etree._Element, said: Attributes) -> None:
        self._shortened(element, said, HTML)

    def _summary(self, element: etree._Element, said: Attributes) -> None:
        self._shortened(element, said, PLAIN)

    def _shortened(self, element: etree._Element, said: Attributes, default: str) -> None:
        if "summary" in self._values and not self._has_content:
            self._content(element, said)
            return
        kind = type_of(said, default)
        self._put("summary", self._elements.text(element), self._elements.depth)
        self._details["summary"] = (kind, self._elements.lang)

    def _content(self, element: etree._Element, said: Attributes) -> None:
        self._add_content(element, type_of(said, PLAIN))

    def _encoded(self, element: etree._Element, said: Attributes) -> None:
        self._add_content(element, type_of(said, HTML))

    def _add_content(self, element: etree._Element, kind: str) -> None:
        self._has_content = True
        value = self._elements.text(element)
        self._contents.append((kind, value))
        self._values.setdefault("summary", value)

    def _parted(self, element: etree._Element, said: Attributes) -> None:
        """A source or an image: behind it a title counts anew."""
        self.nothing(element, said)
        self._elements.title_depth = NOWHERE


ABOUT_EFFECTS: Mapping[str, Effect[About]] = {
    **dict.fromkeys(("nothing", "published", "updated"), About.nothing),
    **dict.fromkeys(("category", "itunes_category", "items", "unknown"), About._nested),
    **dict.fromkeys(("author", "person"), About._person),
    "title": About._title,
    "link": About._link,
    "id": About._id,
    "language": About._language,
    "description": About._description,
    "summary": About._summary,
    "image": About.image,
}

ITEM_EFFECTS: Mapping[str, Effect[Item]] = {
    "nothing": Item.nothing,
    "unknown": Item._nested,
    "title": Item._title,
    "media_title": Item._media_title,
    "link": Item._link,
    "id": Item._id,
    "published": Item._published,
    "updated": Item._updated,
    "language": Item._language,
    "author": Item._author,
    "person": Item._person,
    "category": Item._category,
    "media_category": Item._media_category,
    "itunes_category": Item._itunes_category,
    "media_keywords": Item._media_keywords,
    "itunes_keywords": Item._itunes_keywords,
    "description": Item._description,
    "summary": Item._summary,
    "content": Item._content,
    "encoded": Item._encoded,
    "source": Item._parted,
    "image": Item._parted,
}


def is_link(said: Attributes) -> bool:
    """Whether an id is a link as well: Atom's are, as nobody asks."""
    return said.get("ispermalink", "true") == "true"


def is_page(element: etree._Element, said: Attributes) -> bool:
    """Whether a link with `href` is the page that the feed or item is about."""
    if len(element) or "url" in said or "uri" in said:
        raise NotPlainError
    rel = said.get("rel", "alternate").lower()
    kind = said.get("type", HTML).lower()
    return rel == "alternate" and kind in ("html", "xhtml", HTML, "application/xhtml+xml")


def _linked(elements: Elements, element: etree._Element, said: Attributes) -> str:
    if "url" in said or "uri" in said:
        raise NotPlainError
    return elements.address(element)


def _unreferred(address: str) -> str:
    """feedparser takes "&copy;=1" for "&copy=1"."""
    return _REFERENCE.sub(r"&\1", address) if "&" in address else address


def _person(elements: Elements, element: etree._Element) -> tuple[str, str]:
    """Name and address of mail, from the elements of an author."""
    parts = {"name": "", "email": ""}
    seen: set[str] = set()
    for part in element:
        elements.attributes(part)
        local = elements.local(part)
        name = "name" if local == "name" else "email" if local == "email" else ""
        if elements.effect(part) not in ("nothing", "unknown") or _has_words(part) or name in seen:
            raise NotPlainError
        if name and elements.effect(part) == "nothing":
            seen.add(name)
            parts[name] = elements.bare(part)
        elif elements.effect(part) == "unknown" and elements.bare(part):
            raise NotPlainError
        elements.bare(part)
    if (element.text or "").strip():
        raise NotPlainError
    return parts["name"], parts["email"]


def _has_words(part: etree._Element) -> bool:
    return bool((part.tail or "").strip())
