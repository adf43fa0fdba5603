"""How far our reading of feeds agrees with feedparser's own tests, on the fields we use.

`AITYS_DATA=… python evals/feeds.py [ours|fastfeedparser]` prints the figures and every miss, and whether our
two ways to read a feed give one result. The expectations are Python expressions; read as syntax trees
and never evaluated. docs/feeds.md tells what is compared, and how.
"""

from __future__ import annotations

import ast
import gzip
import json
import os
import sys
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import fastfeedparser

from aitys.errors import UnreadableSource
from aitys.sources import addresses, charsets, feed, feed_entries, markup, plain_feed, times
from aitys.sources.feed_entries import Entry
from aitys.values.captures import Document

BAR = 0.97
# Where feedparser's tests are served, which some of them expect in their links.
SERVER = "http://127.0.0.1:8097/"
NOW = datetime(2026, 1, 1, tzinfo=UTC)

# What feedparser calls it, as a path below an entry, and what it is to us. `*` is any place in a list.
FIELDS = {
    "title": "title",
    "title_detail.value": "title",
    "link": "link",
    "description": "summary",
    "summary": "summary",
    "summary_detail.value": "summary",
    "content.*.value": "content",
    "id": "id",
    "guid": "id",
    "author": "author",
    "author_detail.name": "author",
    "published": "published",
    "published_parsed": "published",
    "updated": "updated",
    "updated_parsed": "updated",
}
REDUCED = {"summary": markup.text, "content": markup.text, "author": feed.byline}
# Why a file is missed, by a part of its path.
REASONS = {
    "_crazy": "broken scripts in broken HTML: libxml2 sees the end of the script elsewhere than feedparser",
    "entry_id_base": "ids stay as printed: made absolute, an id would change when the feed moves",
    "http_entry_id": "ids stay as printed: made absolute, an id would change when the feed moves",
    "entity_in_doctype": "a feed's own entities are not expanded, on purpose",
    "not_a_doctype": "text that begins like a declaration of HTML and is none",
    "nested_cdata": "text that begins like a declaration of HTML and is none",
    "content_iframe": "libxml2 takes what stands in an iframe for text, with its tags",
    "linenoise": "bytes that fit no character set: noise in both readings",
}
Value = str | datetime


@dataclass(frozen=True, slots=True)
class Expected:
    """One value that a file is expected to give: `field` of the entry at `place`."""

    path: str
    place: int
    field: str
    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class Miss:
    expected: Expected
    got: str


@dataclass(frozen=True, slots=True)
class Score:
    files: int
    asked: list[Expected]
    misses: list[Miss]

    @property
    def agreed(self) -> float:
        return 1 - len(self.misses) / len(self.asked)


@dataclass(frozen=True, slots=True)
class Shares:
    """Of `with_items` feeds that hold any, `taken` are read without feedparser; `different` must be empty."""

    with_items: int
    taken: int
    different: list[str]


Reader = Callable[[Document], tuple[Entry, ...]]


def expectations(path: str, expression: str) -> Iterator[Expected]:
    """The values of our fields that `expression` asks for; other parts of it are not ours."""
    for part in _parts(ast.parse(expression.strip(), mode="eval").body):
        if not (isinstance(part, ast.Compare) and len(part.ops) == 1 and isinstance(part.ops[0], ast.Eq)):
            continue
        left, right = part.left, part.comparators[0]
        is_ord = isinstance(left, ast.Call) and isinstance(left.func, ast.Name) and left.func.id == "ord"
        steps = _steps(left.args[0] if is_ord and isinstance(left, ast.Call) else left)
        value = _constant(right)
        if len(steps) < 3 or steps[0] != "entries" or value is None:
            continue
        name = ".".join("*" if step.isdigit() else step for step in steps[2:])
        if name in FIELDS:
            shown = chr(int(str(value))) if is_ord else value
            yield Expected(
                path, int(steps[1]), FIELDS[name], name, shown if not isinstance(shown, int) else str(shown)
            )


def _parts(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
        for value in node.values:
            yield from _parts(value)
    else:
        yield node


def _steps(node: ast.expr) -> list[str]:
    """`entries[0]['title']` as ["entries", "0", "title"]; empty when it is something else."""
    steps: list[str] = []
    while not isinstance(node, ast.Name):
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            steps.append(str(node.slice.value))
        elif isinstance(node, ast.Attribute):
            steps.append(node.attr)
        else:
            return []
        node = node.value
    return [node.id, *reversed(steps)]


def _constant(node: ast.expr) -> Value | int | None:
    """A text, a number, a sum or repetition of them, or a time of nine parts; else None."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str | int):
        return node.value
    if isinstance(node, ast.Tuple) and len(node.elts) == 9:
        parts = [element.value for element in node.elts if isinstance(element, ast.Constant)]
        year, month, day, hour, minute, second = (int(str(part)) for part in parts[:6])
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    if isinstance(node, ast.BinOp):
        left, right = _constant(node.left), _constant(node.right)
        if isinstance(node.op, ast.Add) and isinstance(left, str) and isinstance(right, str):
            return left + right
        if isinstance(node.op, ast.Mult) and isinstance(left, str) and isinstance(right, int):
            return left * right
    return None


def agrees(entry: Entry, expected: Expected, base: str) -> bool:
    """Both sides go through the function that makes our value, so that markup never decides."""
    got = found(entry, expected.field)
    wanted = expected.value
    if expected.field in ("published", "updated"):
        ours = times.read(got, NOW)
        theirs = times.read(wanted, NOW) if isinstance(wanted, str) else None
        moment = wanted if isinstance(wanted, datetime) else theirs.at if theirs else None
        return got == wanted if moment is None else ours is not None and ours.at == moment
    if expected.field == "link":
        place = addresses.canonical(str(wanted))
        return got == wanted or (place != "" and place == addresses.canonical(got, base))
    reduce = REDUCED.get(expected.field, markup.line)
    return reduce(got) == reduce(str(wanted))


def found(entry: Entry, field: str) -> str:
    """Our value of `field`; where feedparser answers for a missing part with its neighbour, so do we."""
    values = {
        "summary": entry.summary or entry.content,
        "content": entry.content,
        "updated": entry.updated or entry.published,
    }
    return values[field] if field in values else str(getattr(entry, field))


def judge(read: Reader, content: bytes, header: str, wanted: list[Expected]) -> Iterator[Miss]:
    """What of `wanted` the file does not give."""
    document = _document(content, header)
    try:
        entries = read(document)
    except (UnreadableSource, ValueError) as error:
        yield from (Miss(one, f"refused: {error}") for one in wanted)
        return
    for one in wanted:
        entry = entries[one.place] if one.place < len(entries) else None
        if entry is None:
            yield Miss(one, "no such entry")
        elif not agrees(entry, one, document.url):
            yield Miss(one, found(entry, one.field))


def ours(document: Document) -> tuple[Entry, ...]:
    return feed_entries.read(document, "feed").entries


def fast(document: Document) -> tuple[Entry, ...]:
    """fastfeedparser alone, as a measure of what was refused; its ValueError is its refusal."""
    return tuple(
        Entry(
            id=item.get("id") or "",
            link=item.get("link") or "",
            title=item.get("title") or "",
            summary=item.get("description") or "",
            content=next((part["value"] or "" for part in item.get("content") or ()), ""),
            published=item.get("published") or "",
            updated=item.get("updated") or "",
            author=item.get("author") or "",
        )
        for item in fastfeedparser.parse(document.content)["entries"]
    )


READERS: dict[str, Reader] = {"ours": ours, "fastfeedparser": fast}


def _document(content: bytes, header: str) -> Document:
    lines = dict(line.split(":", 1) for line in header.splitlines() if ":" in line)
    named = {name.strip().lower(): value.strip() for name, value in lines.items()}
    return Document(named.get("content-location", SERVER), content, named.get("content-type", ""), NOW)


def cases(data: Path) -> Iterator[tuple[bytes, str, list[Expected]]]:
    """Each test file with its header line and the values of ours it is expected to give."""
    with gzip.open(data / "feeds" / "feedparser-tests.index.jsonl.gz", "rt", encoding="utf-8") as lines:
        index = {row["path"]: row for row in map(json.loads, lines)}
    with tarfile.open(data / "feeds" / "feedparser-tests.tar.gz") as archive:
        for member in archive:
            row = index.get(member.name.removeprefix("./"))
            file = archive.extractfile(member) if row else None
            if row is None or file is None:
                continue
            wanted = list(expectations(row["path"], row["expect"])) if "expect" in row else []
            yield file.read(), row.get("header", ""), wanted


def score(data: Path, read: Reader = ours) -> Score:
    """Read every test file and compare the values of our fields."""
    files, asked, misses = 0, list[Expected](), list[Miss]()
    for content, header, wanted in cases(data):
        files += 1
        asked += wanted
        misses += judge(read, content, header, wanted)
    return Score(files, asked, misses)


def compare(data: Path) -> Shares:
    """Read every test file both ways, as far as the fast one takes it."""
    with_items, taken, different = 0, 0, list[str]()
    for content, header, _ in cases(data):
        text = _feed_text(_document(content, header))
        try:
            slow = feed_entries.by_feedparser(text, "feed") if text else feed_entries.Feed()
        except UnreadableSource:
            continue
        fast = plain_feed.read(text.encode()) if text else None
        with_items += bool(slow.entries)
        taken += fast is not None
        if fast not in (None, slow):
            different.append(text)
    return Shares(with_items, taken, different)


def _feed_text(document: Document) -> str:
    """What both ways read: the document from where its XML begins; empty where it has none."""
    text = charsets.decode(document.content, document.content_type).lstrip("\ufeff \t\r\n\0")
    return text if feed_entries.looks_like_feed(text) else ""


def why(miss: Miss) -> str:
    return next((reason for part, reason in REASONS.items() if part in miss.expected.path), "not explained")


def tell(result: Score) -> None:
    """Print every miss under its reason, then the figures."""
    for reason, misses in groupby(sorted(result.misses, key=why), key=why):
        sys.stdout.write(f"\n{reason}\n")
        for miss in misses:
            one = miss.expected
            wanted = str(one.value)[:60]
            sys.stdout.write(f"  {one.path} {one.name}: wanted {wanted!r}, got {miss.got[:60]!r}\n")
    asked = Counter(one.field for one in result.asked)
    missed = Counter(miss.expected.field for miss in result.misses)
    sys.stdout.write("\n")
    for field, count in asked.most_common():
        sys.stdout.write(f"{field:10} {count - missed[field]:4} of {count:4}\n")
    worded = sum(1 for one in result.asked if _worded(one))
    sys.stdout.write(f"{result.files} files, {len(result.asked)} values, {len(result.misses)} missed: ")
    sys.stdout.write(f"{result.agreed:.2%} agree; of the {worded} with words in them ")
    sys.stdout.write(f"{agreed_with_words(result):.2%}\n")


def agreed_with_words(result: Score) -> float:
    """The share of values that are more than a picture or a style: those agree too easily."""
    worded = [one for one in result.asked if _worded(one)]
    return 1 - sum(1 for miss in result.misses if _worded(miss.expected)) / len(worded)


def _worded(one: Expected) -> bool:
    """Whether the value is more than a picture or a style: what reduces to nothing agrees too easily."""
    return isinstance(one.value, datetime) or markup.line(one.value) != ""


def main(arguments: list[str]) -> int:
    folder = os.environ.get("AITYS_DATA")
    if not folder:
        sys.stderr.write("skipped: AITYS_DATA names no folder of test data\n")
        return 0
    result = score(Path(folder), READERS[arguments[0] if arguments else "ours"])
    tell(result)
    shares = compare(Path(folder))
    sys.stdout.write(f"without feedparser {shares.taken} of {shares.with_items} feeds with items, ")
    sys.stdout.write(f"{len(shares.different)} of them to other values\n")
    for text in shares.different:
        sys.stdout.write(f"\n{text}\n")
    return 0 if result.agreed >= BAR and not shares.different else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
