"""Posts about one bridge, as different channels would carry them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from aitys.group.copies import Compared
from aitys.group.own_words import own_words

BRIDGE = (
    "Мост через реку Чу закрыли на ремонт до конца сентября. По словам мэрии, работы обойдутся в "
    "200 миллионов сомов, а автобусы пойдут в объезд по улице Абая. "
    "Жителей просят выезжать заранее и следить за объявлениями."
)


def compared(
    text: str, repeated: AbstractSet[str] = frozenset(), forward: str = "", address: str = ""
) -> Compared:
    return Compared(own_words(text, repeated), frozenset({address} if address else ()), forward)
