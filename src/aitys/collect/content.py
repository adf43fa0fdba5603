"""Undoing Content-Encoding: never more than the limit is unpacked, nothing broken is passed on."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable

from aitys.collect.refusals import refused
from aitys.values.captures import Answer

_MOST_LAYERS = 2
_KINDS = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate"}


def decode(answer: Answer, limit: int) -> bytes:
    """The body as the publisher wrote it, at most `limit` bytes.

    Raises `FetchRefused`: bad-encoding, unsupported-encoding, too-large-decompressed.
    """
    return unpack(answer.final_url, answer.headers, answer.body, limit)


def unpack(url: str, headers: Iterable[tuple[str, str]], body: bytes, limit: int) -> bytes:
    """As `decode`, for parts of an answer; `url` is the subject of refusals."""
    layers = _layers(url, headers)
    # An empty body is empty however it claims to be packed: 304, 204, and many servers' empty 200.
    for layer in reversed(layers) if body else ():
        try:
            body = _ungzip(body, limit) if layer == "gzip" else _inflate(body, limit)
        except (OSError, EOFError, zlib.error) as error:
            says = f"The answer says it is packed as {layer}, and its packing is broken: {error}"
            raise refused(url, says, name="bad-encoding") from error
        _check_size(url, body, limit)
    _check_size(url, body, limit)
    return body


def _layers(url: str, headers: Iterable[tuple[str, str]]) -> list[str]:
    """The packings in the order in which they were put on."""
    written = ",".join(value for name, value in headers if name.lower() == "content-encoding")
    names = [name.strip().lower() for name in written.split(",")]
    packed = [name for name in names if name not in {"", "identity"}]
    unknown = [name for name in packed if name not in _KINDS]
    if unknown or len(packed) > _MOST_LAYERS:
        says = f'The answer is packed as "{", ".join(packed)[:100]}", which we did not ask for.'
        raise refused(url, says, name="unsupported-encoding")
    return [_KINDS[name] for name in packed]


def _check_size(url: str, body: bytes, limit: int) -> None:
    if len(body) > limit:
        says = f"Unpacked, the answer is larger than {limit} bytes (network.max_decompressed_bytes)."
        raise refused(url, says, name="too-large-decompressed")


def _ungzip(body: bytes, limit: int) -> bytes:
    """Several members are one body; the check sums count, and one byte over the limit is enough."""
    with gzip.GzipFile(fileobj=io.BytesIO(body)) as members:
        return members.read(limit + 1)


def _inflate(body: bytes, limit: int) -> bytes:
    """RFC 9110, 8.4.1.2: "deflate" means zlib's wrapping, and many servers send the bare stream."""
    try:
        return _inflate_as(zlib.MAX_WBITS, body, limit)
    except zlib.error:
        return _inflate_as(-zlib.MAX_WBITS, body, limit)


def _inflate_as(wbits: int, body: bytes, limit: int) -> bytes:
    stream = zlib.decompressobj(wbits)
    plain = stream.decompress(body, limit + 1)
    if not stream.eof and len(plain) <= limit:
        raise EOFError("it ends too early")
    if stream.unused_data:
        raise zlib.error("something follows its end")
    return plain
