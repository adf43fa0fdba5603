"""What a source would give, as it is shown before anything of it is kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from aitys.values.posts import PrintedTime


@dataclass(frozen=True, slots=True)
class CheckedItem:
    """An item as it would be kept, or why it would not be; `date` is as printed where rules found it."""

    link: str
    title: str
    posted: PrintedTime | None = None
    words: int = 0
    date: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """`left` counts what would be left by reason, `pages` the articles that would be asked for, `older` is
    the next page. `says` names what is wrong; where it says nothing, the source can be read.
    """

    kind: str
    address: str
    items: tuple[CheckedItem, ...] = ()
    left: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    older: str = ""
    says: tuple[str, ...] = ()
