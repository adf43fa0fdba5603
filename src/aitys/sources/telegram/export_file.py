"""A file of Telegram Desktop as a run of messages, whatever its size, each decoded by itself.

Such files are not always JSON: control characters stand in them as `\\x01`, and in 4.1 the name of a
sticker's file without quotes. A streaming reader of JSON stops at the first such place; here one message is
mended, or lost, alone.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from aitys.errors import UnreadableSource

_CHUNK = 1_000_000
_LONGEST = 16_000_000
"""Characters within which a message must end, and the head of the file, too."""
_PUBLIC = "public_channel"
_OF_AN_ACCOUNT = frozenset(
    ("chats", "left_chats", "personal_information", "contacts", "frequent_contacts", "sessions", "stories")
)
_OLD_SHIFT = 2**33
"""What Telegram Desktop added to the id of a channel in the days when it wrote no Unix times."""
_BEGINS = re.compile(r"[\s\ufeff]*\{")
_KEY = re.compile(r'[\s,]*"([^"\\]{0,100})"\s*:\s*')
_BETWEEN = re.compile(r"[\s,]*")
_NEXT = re.compile(r',\s*(?=\{\s*"id"\s*:\s*-?\d+\s*,\s*"type"\s*:\s*"(?:message|service|unsupported)")')
_CLOSED = re.compile(r"\}\s*\]\s*\}\s*\Z")
_CONTROL = re.compile(r"(?<!\\)((?:\\\\)*)\\x([0-9A-Fa-f]{2})")
_UNQUOTED = re.compile(
    r'("(?:document_id|file|photo|thumbnail)"\s*:\s*)(?!true|false|null)([A-Za-z_][^"\n{}]*?)(?=\s*[}\n])'
)
_DECODER = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class Channel:
    """Whose export it is: the bare id, and the title as it is now."""

    id: int
    title: str


class Messages:
    """The messages of an export, in its own order: dictionaries, or None for one that cannot be mended.

    `channel` is known before the first of them. The constructor raises UnreadableSource for anything but one
    public channel, and has then read no message; iterating raises it where the file breaks off.
    """

    def __init__(self, stream: BinaryIO, subject: str) -> None:
        self._window = _Window(stream, subject)
        head = _head(self._window)
        self._first = _next(self._window)
        self.channel = _channel(head, self._first, subject)

    def __iter__(self) -> Iterator[dict[str, object] | None]:
        found = self._first
        while found is not _END:
            yield found if isinstance(found, dict) else None
            found = _next(self._window)


_END = object()


class _Window:
    """The part of a file's text that is held, from `at` on; it moves forward only."""

    def __init__(self, stream: BinaryIO, subject: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.subject = subject
        self.text = ""
        self.at = 0
        self.more()

    def more(self) -> bool:
        """Hold more of the file; False at its end. What was passed is let go."""
        rest = self.text[self.at :]
        if len(rest) > _LONGEST:
            raise UnreadableSource(self.subject, f"one part of it is longer than {_LONGEST:,} characters")
        body = self._stream.read(_CHUNK)
        self.text, self.at = rest + self._decoder.decode(body, final=not body), 0
        return bool(body)

    def pass_over(self, shape: re.Pattern[str]) -> re.Match[str] | None:
        """Go past `shape`, if it is what comes next."""
        while True:
            found = shape.match(self.text, self.at)
            if found is not None and found.end() < len(self.text):
                self.at = found.end()
                return found
            if not self.more():
                return None

    def broken_off(self) -> UnreadableSource:
        says = "the file breaks off in the middle; export it again"
        return UnreadableSource(self.subject, says, name="broken-off")


def _head(window: _Window) -> dict[str, object]:
    """What stands before the messages. Raises UnreadableSource unless it tells one public channel."""
    if not window.text.strip() or _BEGINS.match(window.text) is None:
        raise UnreadableSource(window.subject, "not a result.json of Telegram Desktop")
    window.pass_over(_BEGINS)
    head: dict[str, object] = {}
    while (key := window.pass_over(_KEY)) is not None:
        name = key[1]
        if name in _OF_AN_ACCOUNT:
            raise _refused(window.subject, "a whole account")
        if name == "messages":
            if window.text[window.at] != "[":
                break
            window.at += 1
            _check_type(head.get("type"), window.subject)
            return head
        head[name] = _value(window)
        if name == "type":
            _check_type(head["type"], window.subject)
    raise UnreadableSource(window.subject, "no list of messages: not a result.json of Telegram Desktop")


def _value(window: _Window) -> object:
    while True:
        try:
            found, window.at = _DECODER.raw_decode(window.text, window.at)
        except (ValueError, RecursionError):
            if not window.more():
                raise window.broken_off() from None
        else:
            return found


def _check_type(written: object, subject: str) -> None:
    if written != _PUBLIC:
        if isinstance(written, str):
            raise _refused(subject, f"a {written.replace('_', ' ')}")
        raise _refused(subject, "a chat that does not say what it is")


def _refused(subject: str, what: str) -> UnreadableSource:
    says = f"it is the export of {what[:60]}; only those of one public channel are read, and nothing was kept"
    return UnreadableSource(subject, says, name="not-a-public-channel")


def _channel(head: dict[str, object], first: object, subject: str) -> Channel:
    bare, title = head.get("id"), head.get("name")
    if isinstance(bare, bool) or not isinstance(bare, int) or not 0 < bare < 10**13:
        raise UnreadableSource(subject, "it does not tell the id of its channel")
    is_old = isinstance(first, dict) and "date_unixtime" not in first
    if is_old and _OLD_SHIFT < bare < _OLD_SHIFT + 2**32:
        bare -= _OLD_SHIFT
    return Channel(bare, " ".join(title.split()) if isinstance(title, str) else "")


def _next(window: _Window) -> object:
    """The next message; None where it cannot be mended, _END after the last."""
    if window.pass_over(_BETWEEN) is None:
        raise window.broken_off()
    if window.text[window.at] == "]":
        return _END
    if window.text[window.at] != "{":
        raise UnreadableSource(window.subject, "its list of messages holds something else")
    while True:
        try:
            found, window.at = _DECODER.raw_decode(window.text, window.at)
        except (ValueError, RecursionError):
            end = _end_of_broken(window)
            if end:
                found, window.at = _mended(window.text[window.at : end]), end
                return found
        else:
            return found


def _end_of_broken(window: _Window) -> int:
    """Where a message ends that is not JSON: before the next, or with the file. 0: nobody knows yet."""
    if following := _NEXT.search(window.text, window.at):
        return following.start()
    if window.more():
        return 0
    closed = _CLOSED.search(window.text, window.at)
    if closed is None:
        raise window.broken_off()
    return closed.start() + 1


def _mended(written: str) -> dict[str, object] | None:
    quoted = _UNQUOTED.sub(lambda found: found[1] + json.dumps(found[2]), _CONTROL.sub(r"\1\\u00\2", written))
    try:
        found = json.loads(quoted, strict=False)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
