"""Starter sets of sources that come with the program: the banks, and a region's sources, a card each."""

from __future__ import annotations

from importlib.resources import files

from aitys.desk.sources import add_bank, add_starter
from aitys.errors import NotFound
from aitys.sources import card_files
from aitys.sources.card_files import CardFile
from aitys.store import banks

_REGION = "central-asia"
PACKS = (_REGION, "banks")
"""The second holds the central banks of the region and those that they are compared with; the first holds
these, and the region's outlets, official bodies and fact-checkers."""


def add_pack(name: str) -> tuple[str, ...]:
    """Add the sources of a pack; what is kept already stays as it is. Returns the slugs of them all.

    Raises NotFound for an unknown pack, and WrongUse as `add_bank` does.
    """
    if name not in PACKS:
        raise NotFound(name, f"no such pack; there are {', '.join(PACKS)}")
    added = [add_bank(bank).source for bank in banks.every()]
    if name == _REGION:
        added += [_add(file) for file in shipped_cards()]
    return tuple(dict.fromkeys(added))


def _add(file: CardFile) -> str:
    return add_starter(file.card, [(route.kind, route.address, route.every) for route in file.routes])


def shipped_cards() -> tuple[CardFile, ...]:
    """The cards of the region's sources, by slug; nobody is asked for this."""
    folder = files("aitys") / "cards" / _REGION
    found = sorted(
        (path for path in folder.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name
    )
    return tuple(card_files.read(path.read_text(encoding="utf-8"), path.name) for path in found)
