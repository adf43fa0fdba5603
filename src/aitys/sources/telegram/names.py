"""The names of channels and of their messages, in the one form under which all routes know them."""

from __future__ import annotations

import re
from dataclasses import dataclass

HOSTS = ("t.me", "telegram.me", "telegram.dog")
_HOST = rf"(?:https?://)?(?:www\.)?(?:{'|'.join(map(re.escape, HOSTS))})/"
_NAME = r"[A-Za-z]\w{2,63}"
_CHANNEL = re.compile(rf"(?:@|{_HOST}(?:s/)?)({_NAME})(?:/\d{{1,12}})?/?(?:\?\S*)?", re.ASCII)
_BARE = re.compile(_NAME, re.ASCII)
_MESSAGE = re.compile(rf"(?:{_HOST}(?:s/)?)?({_NAME}|c/\d{{1,15}})/(\d{{1,12}})(?:\?\S*)?", re.ASCII)
# First parts of the platform's own addresses, which no channel can have for a name.
_TAKEN = frozenset(
    ("joinchat", "addstickers", "addemoji", "addlist", "share", "proxy", "socks", "setlanguage", "iv")
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """One message: `channel` is a name as written, or "c/<bare id>" of a channel without one."""

    channel: str
    number: int

    @property
    def address(self) -> str:
        """As posts are known by it: "https://t.me/name/55" in lower case, "tg:1234/55" for "c/1234"."""
        if self.channel.startswith("c/"):
            return by_id(int(self.channel[2:]), self.number)
        return by_name(self.channel, self.number)


def by_id(channel_id: int, number: int) -> str:
    """The address that stays when a channel is renamed; `channel_id` is the bare one."""
    return f"tg:{channel_id}/{number}"


def by_name(name: str, number: int) -> str:
    """The address by the channel's name, which Telegram reads in any case."""
    return f"https://t.me/{name.lower()}/{number}"


def channel(written: str) -> str:
    """The name in "@name" or an address of t.me, in its own case; empty for anything else.

    A link of invitation ("t.me/+…", "t.me/joinchat/…") names no public channel.
    """
    found = _CHANNEL.fullmatch(written.strip())
    return found[1] if found and found[1].lower() not in (*_TAKEN, "s", "c") else ""


def message(written: str) -> Numbered | None:
    """The message in "name/55" or its address, whatever follows the number as a query."""
    found = _MESSAGE.fullmatch(written.strip())
    if found is None or found[1].lower() in _TAKEN or int(found[2]) == 0:
        return None
    return Numbered(found[1], int(found[2]))


def page(name: str, before: int | None = None) -> str:
    """The address of a channel's preview: the newest page, or that of the messages older than `before`.

    `name` may be written "@name" or as an address; raises ValueError where it is none.
    """
    bare = channel(name) or (name if _BARE.fullmatch(name) else "")
    if not bare:
        raise ValueError(f"{name!r} names no channel")
    return f"https://t.me/s/{bare}" + (f"?before={before}" if before is not None else "")
