"""What a desk holds, and what is wrong with a desk that was killed: lost, doubled, stuck, unproven."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tantivy import Query

from aitys.store.search.folders import current_folder
from aitys.store.search.schema import SCHEMA, open_index
from aitys.text.tokens import search_terms
from tests.cli.terminal import Desk

QUEUES = ("store_toread", "store_toask", "store_toindex", "store_toindexarticle", "store_toseal")

_READINGS = """
SELECT a.address, v.number, r.reader, r.title, r.text,
    (SELECT count(*) FROM store_posttag t WHERE t.post_id = v.post_id)
FROM store_address a JOIN store_version v ON v.post_id = a.post_id JOIN store_reading r ON r.version_id = v.id
"""
_STRETCHES = """
SELECT r.address, c.imported FROM store_coverage c JOIN store_route r ON r.id = c.route_id
"""
_KEPT_TWICE = """
SELECT url, payload_sha256, count(*) FROM store_capture WHERE file <> ''
GROUP BY url, payload_sha256 HAVING count(*) > 1
"""
_UNPROVEN = """
SELECT c.id, c.url FROM store_capture c LEFT JOIN store_chainlink l ON l.capture_id = c.id
WHERE l.number IS NULL
"""
_ENDS = """
SELECT file, max("offset" + length) FROM store_capture WHERE file <> '' GROUP BY file
"""


@dataclass(frozen=True, slots=True)
class Contents:
    """Each reading under each name of its post, and each stretch of coverage, as often as it is there."""

    posts: int
    readings: Counter[tuple[object, ...]]
    stretches: Counter[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Faults:
    """Sentences; all empty on a desk that is as if nobody had killed it."""

    lost: tuple[str, ...]
    doubled: tuple[str, ...]
    stuck: tuple[str, ...]
    unproven: tuple[str, ...]

    def __bool__(self) -> bool:
        return any((self.lost, self.doubled, self.stuck, self.unproven))


def contents(desk: Desk) -> Contents:
    ((posts,),) = desk.rows("SELECT count(*) FROM store_post")
    return Contents(posts, Counter(desk.rows(_READINGS)), Counter(desk.rows(_STRETCHES)))


def faults(desk: Desk, whole: Contents, word: str) -> Faults:
    """Hold a desk that has finished against the contents of one that was never killed.

    `word` stands in every post.
    """
    found, proof = contents(desk), desk.json("verify")
    indexed, posts = _indexed(desk, word), {id_ for (id_,) in desk.rows("SELECT id FROM store_post")}
    doubled = _told("kept twice", found.readings - whole.readings)
    doubled += _told("a stretch too many", found.stretches - whole.stretches)
    doubled += [f"evidence kept {count} times: {url}" for url, _, count in desk.rows(_KEPT_TWICE)]
    doubled += [f"indexed {n} times: post {id_}" for id_, n in indexed.items() if n > 1]
    doubled += [f"{found.posts - whole.posts} posts too many"] if found.posts > whole.posts else []
    lost = _told("not kept", whole.readings - found.readings)
    lost += _told("a stretch is missing", whole.stretches - found.stretches)
    lost += [f"not in the index: post {id_}" for id_ in posts - set(indexed)]
    unproven = [f"no link: capture {id_} of {url}" for id_, url in desk.rows(_UNPROVEN)]
    unproven += [f"{each['name']}: {each['subject']}: {each['says']}" for each in proof["problems"]]
    return Faults(tuple(lost), tuple(doubled), tuple(_stuck(desk)), (*unproven, *unknown_bytes(desk)))


def unknown_bytes(desk: Desk) -> list[str]:
    """Evidence files with bytes that no row knows, and bytes that were cut off."""
    ends = dict(desk.rows(_ENDS))
    files = sorted((desk.folder / "evidence").glob("*.warc.gz*"))
    return [
        f"{file.name}: {file.stat().st_size - ends.get(file.name, 0)} bytes that no row knows"
        for file in files
        if file.stat().st_size != ends.get(file.name, 0)
    ]


def _stuck(desk: Desk) -> list[str]:
    waiting = {queue: desk.rows(f"SELECT count(*) FROM {queue}")[0][0] for queue in QUEUES}  # noqa: S608 - our names
    return [f"{count} rows wait in {queue}" for queue, count in waiting.items() if count]


def _indexed(desk: Desk, word: str) -> Counter[int]:
    """How often each post is found by `word`; read from the index itself, as pages of a search are short."""
    searcher = open_index(current_folder(desk.folder / "index")).searcher()
    (term,) = search_terms(word)
    query = Query.term_query(SCHEMA, "words", term)
    hits = searcher.search(query, limit=searcher.num_docs + 1).hits
    return Counter(int(id_) for id_ in searcher.fast_field_values("id", [hit[1] for hit in hits]) if id_)


def _told(what: str, rows: Counter[tuple[object, ...]]) -> list[str]:
    return [f"{what}: {' '.join(str(part)[:60] for part in row)} (x{count})" for row, count in rows.items()]
