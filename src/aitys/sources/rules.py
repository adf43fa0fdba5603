"""The kind `rules`: a page that lists posts, read as its source's card says.

A list in HTML is read by CSS selectors, one in JSON by paths (docs/sites.md). What a rule does not find is
never taken for "no news": a page on which a rule finds nothing is refused, with the rule's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from aitys.errors import UnreadableSource
from aitys.sources import addresses, charsets, limits, list_dates, list_items, markup, times
from aitys.sources.list_items import WrongRule
from aitys.sources.once import sort_out
from aitys.values.captures import Ask, Document, Purpose
from aitys.values.posts import Left, Post, PrintedTime
from aitys.values.readings import Parsed
from aitys.values.sources import Card, Route, RouteState, Rules

READER = "rules@1"

WRONG_RULES = "wrong-rules"
FOUND_NOTHING = "rules-found-nothing"
# Fewer items may all be without a date or a lead.
_FEW = 3
_ZONE = re.compile(r"([+-])(\d\d):?(\d\d)")
_SOUGHT = ("link", "title", "date", "text")
_PAGE = "{page}"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the rules found of one item, in plain words; `posted` is what was made of `date`.

    `reason` says why the item would be left, empty where it would be a post.
    """

    link: str
    title: str
    date: str
    text: str
    posted: PrintedTime | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What the rules of a card find on a page; `says` names each rule that is wrong or finds nothing."""

    items: tuple[Shown, ...] = ()
    next_page: str = ""
    says: tuple[str, ...] = ()


def plan(route: Route, state: RouteState) -> tuple[Ask, ...]:
    """The first page of the list."""
    return (state.ask(route.address),)


def parse(document: Document, card: Card) -> Parsed:
    """A post for each item; the ask for an older page, and where the card says so for each post's own.

    Raises UnreadableSource where the card has no rules, or one of them finds nothing.
    """
    rules = _rules_of(card)
    found = _read(document, rules, card.slug)
    missing = list(_missing(found.items, rules)) if len(found.items) >= _FEW else []
    if missing:
        says = f"the page has {len(found.items)} items, but {'; '.join(missing)}; correct the card's rules"
        raise UnreadableSource(card.slug, says, name=FOUND_NOTHING)
    posts, left = sort_out(
        Left(item.title or f"item {number}", item.reason) if item.reason else _post(item)
        for number, item in enumerate(found.items, 1)
    )
    older = [Ask(found.next_page)] if found.next_page else []
    pages = [Ask(post.url, Purpose.PAGE, post.addresses[0]) for post in posts] if card.follow_pages else []
    return Parsed(READER, tuple(posts), tuple(left), (*pages, *older))


def preview(document: Document, card: Card) -> Preview:
    """What a look at this page would read, for who writes the rules; whatever is wrong is in `says`."""
    try:
        rules = _rules_of(card)
        found = _read(document, rules, card.slug)
    except UnreadableSource as error:
        return Preview(says=(error.says,))
    says = [*_missing(found.items, rules)]
    undated = sum(1 for item in found.items if item.date and item.posted is None)
    if undated:
        says.append(f"of {len(found.items)} dates {undated} cannot be read; give a date_format")
    if rules.next_page and not found.next_page:
        says.append(f'next_page = "{rules.next_page}" finds no older page')
    return Preview(found.items, found.next_page, tuple(says))


def faults(rules: Rules) -> tuple[str, ...]:
    """What is wrong with the rules themselves, before any page was seen."""
    said = list(list_items.faults(rules))
    if rules.zone and not _ZONE.fullmatch(rules.zone):
        said.append(f'zone = "{rules.zone}" is not written as +05:00 is')
    if rules.date_format and not _is_format(rules.date_format):
        said.append(f'date_format = "{rules.date_format}" is not one of strptime')
    return tuple(said)


def _is_format(written: str) -> bool:
    try:
        datetime.strptime("", written)  # noqa: DTZ007 - only whether it is a format is asked
    except ValueError as error:
        return "does not match" in str(error)
    except re.error:  # a part of the date that is given twice
        return False
    return False


def _rules_of(card: Card) -> Rules:
    if card.rules is None:
        raise UnreadableSource(card.slug, "its card has no [rules] to read a list by", name=WRONG_RULES)
    if wrong := faults(card.rules):
        raise UnreadableSource(card.slug, "; ".join(wrong), name=WRONG_RULES)
    return card.rules


def _read(document: Document, rules: Rules, subject: str) -> Preview:
    text = markup.clean(charsets.decode(document.content, document.content_type))[0]
    try:
        page = list_items.read(text, rules)
    except WrongRule as error:
        raise UnreadableSource(subject, str(error), name=FOUND_NOTHING) from error
    base = addresses.absolute(page.base, document.url) or document.url
    lists = {addresses.canonical(url) for url in (document.url, addresses.home(document.url))}
    items = tuple(_shown(item, base, lists, rules, document.captured_at) for item in page.items)
    return Preview(items, _next(page.next_page, base, document.url, rules) if items else "")


def _shown(found: list_items.Item, base: str, lists: set[str], rules: Rules, captured_at: datetime) -> Shown:
    link = addresses.absolute(found.link, base)
    if not link or addresses.canonical(link) in lists | {""}:
        reason = "no-address"
    else:
        reason = "" if found.title or found.text else "no-text"
    return Shown(link, found.title, found.date, found.text, _time(found.date, rules, captured_at), reason)


def _post(item: Shown) -> Post:
    return limits.bounded(
        Post(
            addresses=(addresses.canonical(item.link),),
            url=item.link,
            title=item.title,
            text=item.text,
            posted=item.posted,
        )
    )


def _missing(items: tuple[Shown, ...], rules: Rules) -> Iterator[str]:
    """Each rule that is given and finds nothing in any item."""
    for name in _SOUGHT:
        rule = getattr(rules, name)
        if rule and items and not any(getattr(item, name) for item in items):
            yield f'{name} = "{rule}" finds nothing in any of them'


def _next(written: str, base: str, asked: str, rules: Rules) -> str:
    """The older page: the one that the page links to, or the next number in an address with a {page}."""
    if _PAGE in rules.next_page:
        return addresses.absolute(rules.next_page.replace(_PAGE, str(_number(asked, base, rules) + 1)), base)
    link = addresses.absolute(written, base)
    return "" if addresses.canonical(link) == addresses.canonical(asked) else link


def _number(asked: str, base: str, rules: Rules) -> int:
    """Which page of the list `asked` is; 1 where its address does not say."""
    before, _, behind = (addresses.absolute(rules.next_page.replace(_PAGE, "0000"), base)).partition("0000")
    number = asked.removeprefix(before).removesuffix(behind) if behind else asked.removeprefix(before)
    return int(number) if number.isdecimal() and len(number) < 7 and number.isascii() else 1


def _time(printed: str, rules: Rules, captured_at: datetime) -> PrintedTime | None:
    """The moment of a printed date. A zone of the card's was not printed, so the time stays a guess."""
    if not printed:
        return None
    away = _away(rules.zone)
    if rules.date_format:
        try:
            written = datetime.strptime(printed, rules.date_format).isoformat()  # noqa: DTZ007 - read below
        except ValueError:
            return None
    else:
        written = list_dates.plain(printed, captured_at + away)
    read = times.read(written, captured_at + away)
    if read is None or read.offset:
        return read
    return PrintedTime((read.at - away).astimezone(UTC), guessed=True)


def _away(zone: str) -> timedelta:
    written = _ZONE.fullmatch(zone)
    if written is None:
        return timedelta()
    away = timedelta(hours=int(written[2]), minutes=int(written[3]))
    return -away if written[1] == "-" else away
