"""An article's file: what stands between its two lines of dashes, and the Markdown below them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from aitys.errors import WrongUse
from aitys.text.blocks import markdown, visible
from aitys.values.articles import ArticleDraft, ArticleNote, ArticleState, NoteKind
from aitys.values.times import DAY_ALONE, offset_of

LARGEST_FILE = 1_000_000
_BOUNDARY = re.compile(r"\s*-{3,}[^\S\n]*(\n|$)")
_SPACE_BEFORE_OFFSET = re.compile(r"\s+(?=[+-]\d{2}(:?\d{2})?$|Z$)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_AS_A_DATE = 'write it as 2026-05-12, or as "2026-05-12 09:14 +05:00" in quotes'


class _Head(YAMLHandler):
    """YAML without aliases: one may name what holds aliases, and a kilobyte took all memory there was."""

    def load(self, fm: str, **options: object) -> dict[str, Any]:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(fm, Loader=yaml.CSafeLoader)):
            raise yaml.YAMLError("an alias (*name) is not taken here; write the words again")
        found: dict[str, Any] = super().load(fm, **options)
        return found


@dataclass(frozen=True, slots=True)
class Handed:
    """A file's draft; its language is empty where the file names none. `given` are the keys that it has."""

    draft: ArticleDraft
    given: frozenset[str]


def read_article(raw: bytes, name: str, clock: tzinfo = UTC) -> Handed:
    """The draft in a file's bytes; a time without an offset is one of `clock`.

    Raises WrongUse with one sentence that names the file and the key.
    """
    found = _split(_text(raw, name), name)
    strange = sorted(str(key) for key in found.metadata if key not in _KEYS)
    if strange:
        raise WrongUse(_at(name, strange[0][:40]), f"there is no such key; there are {', '.join(_KEYS)}")
    given = {str(key): value for key, value in found.metadata.items() if value is not None}
    parts: dict[str, object] = {"title": "", "language": ""}
    for key, value in given.items():
        if read := _KEYS[key]:
            parts[read.field] = read.value(value, _at(name, key))
    if "date" in given:
        parts["published_at"], parts["published_offset"] = _moment(given["date"], _at(name, "date"), clock)
    draft = ArticleDraft(body=found.content, notes=_notes(given, name, clock), **_state(given, name), **parts)  # type: ignore[arg-type]  # each reader gives what its field holds
    return Handed(_with_title(draft, name), frozenset(given))


def _at(name: str, key: str) -> str:
    return f"{name}, {key}"


def _text(raw: bytes, name: str) -> str:
    if len(raw) > LARGEST_FILE:
        raise WrongUse(name, f"an article's file has at most {LARGEST_FILE // 1000:,} kB")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongUse(name, f"this is no text in UTF-8 (byte {error.start + 1})") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _split(text: str, name: str) -> frontmatter.Post:
    try:
        found = frontmatter.loads(text, handler=_Head())
    except yaml.MarkedYAMLError as error:
        line = f" in line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise WrongUse(name, f"the front matter cannot be read{line}: {error.problem or error}") from error
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        # A day that no month has is a ValueError; brackets a thousand deep are the last; no name a TypeError.
        raise WrongUse(name, f"the front matter cannot be read: {error}") from error
    if _BOUNDARY.match(text) and not found.metadata:
        raise WrongUse(name, "the front matter has no `key: value`, or no line of --- at its end")
    return found


def _words(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise WrongUse(where, f"this is read as {_kind(value)}; put the text in quotes")
    return value.strip()


def _several(value: object, where: str) -> tuple[str, ...]:
    """A list, or one line with commas."""
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, list):
        raise WrongUse(where, f"this is read as {_kind(value)}; write a list, as in [Water, Banks]")
    return tuple(word for name in names if (word := _one(name, where)))


def _one(name: object, where: str) -> str:
    """A name in a list; YAML takes 2024 for a number."""
    if isinstance(name, bool) or not isinstance(name, str | int):
        raise WrongUse(where, f"a name in it is read as {_kind(name)}; put it in quotes")
    return str(name).strip()


def _moment(value: object, where: str, clock: tzinfo) -> tuple[datetime, str]:
    """A day, or a time, in UTC, and the offset in which it is written: that of `clock` where none is."""
    read = _from_text(value, where) if isinstance(value, str) else value
    if isinstance(read, datetime):
        return _in_utc(read if read.tzinfo else read.replace(tzinfo=clock), where)
    if isinstance(read, date):
        return datetime.combine(read, time(), UTC), DAY_ALONE
    raise WrongUse(where, f"this is read as {_kind(value)}; {_AS_A_DATE}")


def _from_text(value: str, where: str) -> date:
    written = _SPACE_BEFORE_OFFSET.sub("", value.strip())
    try:
        return date.fromisoformat(written) if _DAY.fullmatch(written) else datetime.fromisoformat(written)
    except ValueError as error:
        raise WrongUse(where, f"this is no date; {_AS_A_DATE}") from error


def _in_utc(moment: datetime, where: str) -> tuple[datetime, str]:
    try:
        return moment.astimezone(UTC), offset_of(moment)
    except (OverflowError, ValueError) as error:
        raise WrongUse(where, f"this is no date; {_AS_A_DATE}") from error


def _state(given: Mapping[str, object], name: str) -> dict[str, ArticleState]:
    """`draft: true` and `state: draft` say the same; empty where the file says neither."""
    said = []
    if "draft" in given:
        if not isinstance(given["draft"], bool):
            raise WrongUse(_at(name, "draft"), "this is `true` or `false`")
        said.append(ArticleState.DRAFT if given["draft"] else ArticleState.PUBLISHED)
    if "state" in given:
        if given["state"] not in list(ArticleState):
            raise WrongUse(_at(name, "state"), "this is `draft` or `published`")
        said.append(ArticleState(str(given["state"])))
    if len(set(said)) > 1:
        raise WrongUse(_at(name, "draft"), "this and `state` say different things; one of them is enough")
    return {"state": said[0]} if said else {}


def _notes(given: Mapping[str, object], name: str, clock: tzinfo) -> tuple[ArticleNote, ...]:
    """Each key holds one note, or a list of them."""
    found = []
    for kind in NoteKind:
        notes = given.get(kind, [])
        for note in notes if isinstance(notes, list) else [notes]:
            found.append(_note(note, kind, _at(name, kind), clock))
    return tuple(found)


def _note(value: object, kind: NoteKind, where: str, clock: tzinfo) -> ArticleNote:
    if not isinstance(value, Mapping) or set(value) != {"date", "note"}:
        raise WrongUse(where, "write each as {date: 2026-05-12, note: what was changed}")
    at, offset = _moment(value["date"], where, clock)
    return ArticleNote(kind, at, " ".join(_words(value["note"], where).split()), offset)


def _kind(value: object) -> str:
    names = {bool: "yes or no", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return names.get(type(value), "a date" if isinstance(value, date) else "no text")


def _with_title(draft: ArticleDraft, name: str) -> ArticleDraft:
    """Without a title the first `#` heading is it; the page prints it once, so it leaves the text."""
    tokens = markdown().parse(draft.body)
    for number, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h1" and token.map:
            title = visible(tokens[number + 1])
            if draft.title and (number or title != " ".join(draft.title.split())):
                break
            lines = draft.body.split("\n")
            body = "\n".join(lines[: token.map[0]] + lines[token.map[1] :])
            return replace(draft, title=title, body=body)
    if not draft.title.strip():
        raise WrongUse(name, "the article has no title: give `title:`, or a first line “# …”")
    return draft


@dataclass(frozen=True, slots=True)
class _Read:
    """Into which field of a draft a key goes, and how its value is read."""

    field: str
    value: Callable[[object, str], object]


# None: what is read together with others.
_KEYS: dict[str, _Read | None] = {
    "title": _Read("title", _words),
    "date": None,
    "author": _Read("byline", _words),
    "lang": _Read("language", _words),
    "topics": _Read("topics", _several),
    "tags": _Read("tags", _several),
    "slug": _Read("slug", _words),
    "state": None,
    "draft": None,
    "translation_of": _Read("translation_of", _words),
    "related": _Read("related", _several),
    "updated": None,
    "correction": None,
}
