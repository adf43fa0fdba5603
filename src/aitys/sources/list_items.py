"""The items of a list page, as rules find them: CSS selectors in HTML, paths in JSON.

A rule is a selector with an attribute behind an @ ("a.title@href"), or a path of names and numbers
("data.items", "0.slug"). One with braces is a text in which each brace is such a rule: "/news/{slug}".
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from aitys.sources import markup
from aitys.values.sources import Rules, RulesForm

MOST_ITEMS = 5000
_BRACES = re.compile(r"\{([^{}]*)\}")
_JSON_START = re.compile(r"[\[{]")
_JUNK_BEFORE = 8192


class WrongRule(Exception):
    """A rule that does not fit the page; the message names it."""


@dataclass(frozen=True, slots=True)
class Item:
    """`link` as printed; the others in plain words."""

    link: str = ""
    title: str = ""
    date: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ListPage:
    """`base` and `next_page` are addresses as printed, empty where there is none."""

    items: tuple[Item, ...] = ()
    base: str = ""
    next_page: str = ""


def read(text: str, rules: Rules) -> ListPage:
    """What the rules find in a page; raises WrongRule where it is not what they are for, or has no items."""
    return _of_json(text, rules) if rules.form is RulesForm.JSON else _of_html(text, rules)


def faults(rules: Rules) -> Iterator[str]:
    """Each selector that is none; a path cannot be wrong by itself."""
    if rules.form is RulesForm.JSON:
        return
    if not rules.items:
        yield "items is missing: the selector of one item"
    nothing = LexborHTMLParser("<html></html>")
    for name in ("items", "link", "title", "date", "text", "next_page"):
        rule: str = getattr(rules, name)
        selectors = [rule] if name == "items" else map(_selector, _parts(rule))
        if any(selector and not _is_selector(nothing, selector) for selector in selectors):
            yield f'{name} = "{rule}" holds no CSS selector that can be read'


def _selector(part: str) -> str:
    return part.rpartition("@")[0] if "@" in part else part


def _parts(rule: str) -> list[str]:
    return _BRACES.findall(rule) if "{" in rule else [rule]


def _is_selector(page: LexborHTMLParser, selector: str) -> bool:
    try:
        page.css(selector)
    except (SelectolaxError, ValueError):
        return False
    return True


def _of_html(text: str, rules: Rules) -> ListPage:
    if text.lstrip().startswith(("{", "[")):
        raise WrongRule('the page is JSON; the card says form = "html"')
    page = LexborHTMLParser(text)
    items = page.css(rules.items)
    if not items:
        raise WrongRule(f'items = "{rules.items}" finds nothing on this page; correct the card\'s rules')
    _check_number(items, rules)
    bases = page.css("base[href]")
    whole = page.root
    next_page = "" if whole is None else _html_value(whole, rules.next_page, _words_or_link)
    return ListPage(
        tuple(_html_item(item, rules) for item in items),
        (bases[0].attributes.get("href") or "") if bases else "",
        next_page,
    )


def _check_number(items: Sequence[object], rules: Rules) -> None:
    if len(items) > MOST_ITEMS:
        raise WrongRule(f'items = "{rules.items}" finds {len(items):,} items; no list of posts is as long')


def _html_item(item: LexborNode, rules: Rules) -> Item:
    return Item(
        link=_html_value(item, rules.link, _words_or_link),
        title=" ".join(_html_value(item, rules.title, _words).split()),
        date=" ".join(_html_value(item, rules.date, _words_or_clock).split()),
        text=_html_value(item, rules.text, _words),
    )


def _html_value(item: LexborNode, rule: str, of_node: Callable[[LexborNode], str]) -> str:
    """The first value that is not empty; "@name" is an attribute of the item itself."""
    if not rule:
        return ""
    if "{" in rule:
        return _filled(rule, lambda part: _html_value(item, part, _words))
    selector = _selector(rule)
    attribute = rule.removeprefix(selector).removeprefix("@").strip()
    for node in item.css(selector) if selector else [item]:
        value = (node.attributes.get(attribute) or "") if attribute else of_node(node)
        if value.strip():
            return markup.plain(value)
    return ""


def _words(node: LexborNode) -> str:
    return markup.text(node.html or "")


def _words_or_link(node: LexborNode) -> str:
    return node.attributes.get("href") or _words(node)


def _words_or_clock(node: LexborNode) -> str:
    """A <time> says for machines what it shows in fewer words."""
    return node.attributes.get("datetime") or _words(node)


def _of_json(text: str, rules: Rules) -> ListPage:
    found = _json(text)
    items = _at(found, rules.items)
    if not isinstance(items, list):
        raise WrongRule(f'items = "{rules.items}" leads to no list in this JSON; correct the card\'s rules')
    _check_number(items, rules)
    return ListPage(
        tuple(_json_item(item, rules) for item in items),
        next_page=_json_value(found, rules.next_page),
    )


def _json(text: str) -> object:
    start = _JSON_START.search(text, 0, _JUNK_BEFORE)
    if start is None or "<html" in text[: start.start()].lower():
        raise WrongRule('the page is no JSON; the card says form = "json"')
    try:
        return json.loads(text[start.start() :])
    except (ValueError, RecursionError) as error:
        raise WrongRule("the page is JSON that is broken or cut off") from error


def _json_item(item: object, rules: Rules) -> Item:
    return Item(
        link=markup.plain(_json_value(item, rules.link)),
        title=markup.line(_json_value(item, rules.title)),
        date=markup.line(_json_value(item, rules.date)),
        text=markup.text(_json_value(item, rules.text)),
    )


def _json_value(found: object, rule: str) -> str:
    if not rule:
        return ""
    if "{" in rule:
        return _filled(rule, lambda part: _json_value(found, part))
    value = _at(found, rule)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _at(found: object, path: str) -> object:
    """What stands at "data.items.0" below `found`; the whole for an empty path, None where it ends before."""
    for name in path.split(".") if path else []:
        if isinstance(found, dict):
            found = found.get(name)
        elif isinstance(found, list) and name.isdecimal() and len(name) < 7 and int(name) < len(found):
            found = found[int(name)]
        else:
            return None
    return found


def _filled(rule: str, value_of: Callable[[str], str]) -> str:
    """The text with each brace filled, empty where one finds nothing."""
    values = {part: value_of(part) for part in _parts(rule)}
    return _BRACES.sub(lambda brace: values[brace[1]], rule) if all(values.values()) else ""
