"""One capture as one gzip member: a WARC/1.1 record other tools read and that gives the same Answer back.

What WARC has no field for (route, purpose, redirects, exact times) stands in one header of ours,
`Aitys-Capture`, as JSON in ASCII: no character of an address can break a WARC header line.
Each member also states the SHA-256 of its file's first member, so that a changed `warcinfo` is found.
"""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
import zlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from http.client import responses
from io import BytesIO
from typing import Any, BinaryIO
from urllib.parse import quote

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordbuilder import RecordBuilder
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from aitys.errors import EvidenceBroken
from aitys.values.captures import Answer

_VERSION = "WARC/1.1"
_OURS = "Aitys-Capture"
_GZIP = 31  # zlib's window bits for one gzip member
_LEVEL = 6
_CHUNK = 65_536
_PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))
# The body is kept without its chunk framing, so other tools must not look for any.
_FRAMING = "transfer-encoding"
_RENAMED = "X-Archive-Orig-"
_END = b"\r\n\r\n"


class RecordKind(StrEnum):
    RESPONSE = "response"
    RESOURCE = "resource"


@dataclass(frozen=True, slots=True)
class Record:
    """A capture as the file holds it. `source` is a slug; `info_sha256` is of the file's first member."""

    route_id: int
    source: str
    purpose: str
    about: str
    answer: Answer
    kind: RecordKind = RecordKind.RESPONSE
    info_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Info:
    """The first member of a file, a `warcinfo` record, and the id by which the others name it."""

    record_id: str
    member: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.member).hexdigest()


def make_info(file_name: str) -> Info:
    """A new `warcinfo` for a file of that name."""
    fields = {"software": "Aitys", "format": _VERSION, "description": "answers as they came"}
    record = RecordBuilder(warc_version=_VERSION).create_warcinfo_record(file_name, fields)
    record.rec_headers.add_header("WARC-Block-Digest", _digest(record.raw_stream.getvalue()))
    return Info(str(record.rec_headers.get_header("WARC-Record-ID")), _member(record))


def read_info(member: bytes) -> Info:
    """Raises EvidenceBroken when these bytes are no `warcinfo`."""
    headers, _ = _open(member)
    if headers.get_header("WARC-Type") != "warcinfo":
        raise EvidenceBroken("warcinfo", "the file does not begin with a warcinfo record")
    return Info(str(headers.get_header("WARC-Record-ID")), member)


def pack(record: Record, info: Info) -> bytes:
    """One gzip member, to be appended to the file that begins with `info`."""
    answer = record.answer
    warc_headers = {
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid4()}>",
        "WARC-Date": answer.received_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "WARC-Warcinfo-ID": info.record_id,
        "WARC-Payload-Digest": _digest(answer.body),
        _OURS: _ours(record, info),
    }
    http = _Transferred(answer) if record.kind is RecordKind.RESPONSE else None
    warc_headers["WARC-Block-Digest"] = _digest((http.headers_buff if http else b"") + answer.body)
    built = RecordBuilder(warc_version=_VERSION).create_warc_record(
        quote(answer.final_url, safe=_PRINTABLE),
        str(record.kind),
        payload=BytesIO(answer.body),
        length=len(answer.body),
        warc_headers_dict=warc_headers,
        http_headers=http,
        warc_content_type="" if http else answer.header("content-type") or "application/octet-stream",
    )
    return _member(built)


def unpack(member: bytes) -> Record:
    """What `pack` was given; raises EvidenceBroken where the bytes do not agree with themselves."""
    headers, block = _open(member)
    try:
        kind = RecordKind(str(headers.get_header("WARC-Type")))
        ours = json.loads(str(headers.get_header(_OURS)))
        return _record(kind, ours, block)
    except (ValueError, KeyError, TypeError) as error:
        raise EvidenceBroken("member", f"not a record of this program: {error}") from error


def read_member(stream: BinaryIO) -> bytes | None:
    """The gzip member that begins where the stream stands, which is left behind it.

    None, and the stream where it was, when the member is torn or not gzip. Memory: one member.
    """
    start, taken = stream.tell(), 0
    unzip = zlib.decompressobj(_GZIP)
    while not unzip.eof:
        chunk = stream.read(_CHUNK)
        if not chunk or not _feed(unzip, chunk):
            stream.seek(start)
            return None
        taken += len(chunk)
    length = taken - len(unzip.unused_data)
    stream.seek(start)
    return stream.read(length)


def _feed(unzip: zlib._Decompress, chunk: bytes) -> bool:
    try:
        unzip.decompress(chunk)
    except zlib.error:
        return False
    return True


class _Transferred(StatusAndHeaders):  # type: ignore[misc]  # warcio publishes no types
    """HTTP headers written as they came; warcio would percent-encode what is not ASCII."""

    def __init__(self, answer: Answer) -> None:
        status = f"{answer.status} {responses.get(answer.status, '')}"
        super().__init__(status, list(map(_renamed, answer.headers)), protocol="HTTP/1.1")
        lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in self.headers)]
        if any(mark in line for line in lines for mark in "\r\n"):
            raise ValueError("a header with a line break in it cannot have come by HTTP")
        self.headers_buff = "\r\n".join(lines).encode(_charset(answer)) + _END

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        """Made already, and not to be made again in warcio's way."""


def _renamed(header: tuple[str, str]) -> tuple[str, str]:
    name, value = header
    return (_RENAMED + name if name.lower() == _FRAMING else name, value)


def _charset(answer: Answer) -> str:
    """Latin-1 gives the bytes of the wire back when headers were decoded so; else UTF-8 loses nothing."""
    try:
        "".join(name + value for name, value in answer.headers).encode("latin-1")
    except UnicodeEncodeError:
        return "utf-8"
    return "latin-1"


def _ours(record: Record, info: Info) -> str:
    answer = record.answer
    stated = {
        "route": record.route_id,
        "source": record.source,
        "purpose": record.purpose,
        "about": record.about,
        "url": answer.url,
        "final_url": answer.final_url,
        "status": answer.status,
        "asked_at": answer.asked_at.isoformat(),
        "received_at": answer.received_at.isoformat(),
        "hops": answer.hops,
        "info_sha256": info.sha256,
    }
    if record.kind is RecordKind.RESPONSE:
        stated["charset"] = _charset(answer)
        stated["unframed"] = [n for n, (name, _) in enumerate(answer.headers) if name.lower() == _FRAMING]
    else:
        stated["headers"] = answer.headers
    return json.dumps(stated, ensure_ascii=True, separators=(",", ":"))


def _record(kind: RecordKind, ours: dict[str, Any], block: bytes) -> Record:
    if kind is RecordKind.RESPONSE:
        head, mark, body = block.partition(_END)
        if not mark:
            raise ValueError("its HTTP headers have no end")
        headers = _headers(head.decode(ours["charset"]), ours["unframed"])
    else:
        headers, body = tuple((name, value) for name, value in ours["headers"]), block
    answer = Answer(
        url=ours["url"],
        final_url=ours["final_url"],
        status=ours["status"],
        headers=headers,
        body=body,
        asked_at=datetime.fromisoformat(ours["asked_at"]),
        received_at=datetime.fromisoformat(ours["received_at"]),
        hops=tuple((status, location) for status, location in ours["hops"]),
    )
    return Record(
        ours["route"], ours["source"], ours["purpose"], ours["about"], answer, kind, ours["info_sha256"]
    )


def _headers(head: str, unframed: list[int]) -> tuple[tuple[str, str], ...]:
    pairs = [line.split(": ", 1) for line in head.split("\r\n")[1:]]
    for n in unframed:
        pairs[n][0] = pairs[n][0].removeprefix(_RENAMED)
    return tuple((name, value) for name, value in pairs)


def _member(record: Any) -> bytes:  # noqa: ANN401 - warcio publishes no types
    plain = BytesIO()
    WARCWriter(plain, gzip=False, warc_version=_VERSION).write_record(record)
    zipper = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    return zipper.compress(plain.getvalue()) + zipper.flush()


def _open(member: bytes) -> tuple[Any, bytes]:
    """The WARC headers (warcio's, untyped) and the block of one member that holds exactly one record."""
    try:
        plain = BytesIO(zlib.decompress(member, _GZIP))
        record = next(ArchiveIterator(plain, no_record_parse=True))
        block = bytes(record.raw_stream.read())
    except (zlib.error, ArchiveLoadFailed, StopIteration) as error:
        raise EvidenceBroken("member", f"not readable as one WARC record: {error}") from error
    whole = str(len(block)) == record.rec_headers.get_header("Content-Length")
    if not whole or plain.getvalue()[-len(block) - len(_END) :] != block + _END:
        raise EvidenceBroken("member", "the record's length is not what it states")
    if _digest(block) != record.rec_headers.get_header("WARC-Block-Digest"):
        raise EvidenceBroken("member", "the record's block digest does not fit its block")
    return record.rec_headers, block


def _digest(data: bytes) -> str:
    """As WARC writes digests: the algorithm and Base32."""
    return "sha256:" + base64.b32encode(hashlib.sha256(data).digest()).decode("ascii")
