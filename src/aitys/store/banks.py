"""The central banks whose rates are read, as their cards describe them: a file a bank, ours or the desk's."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from aitys.errors import NotFound, WrongSettings, first_fault
from aitys.settings import current
from aitys.values.rates import Bank, Peg, Schedule

CODES = ("nbkr", "nbk", "nbt", "cbu", "cbt", "ecb", "cbr")
"""In the order of the cards: the five of the region, then the controls."""


def every() -> tuple[Bank, ...]:
    """Every bank, in the order of `CODES`; raises WrongSettings for a card that says what it may not."""
    own = current().desk / "cards" / "banks"
    return _read(own, _marks(own))


def by_code(code: str) -> Bank:
    """The bank of that code; raises NotFound."""
    found = next((bank for bank in every() if bank.code == code), None)
    if found is None:
        raise NotFound(code, f"no such bank; there are {', '.join(CODES)}")
    return found


def _marks(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes when somebody edits a card: names, times and sizes."""
    found = sorted(folder.glob("*.toml"))
    return tuple((path.name, (stat := path.stat()).st_mtime_ns, stat.st_size) for path in found)


@lru_cache(maxsize=4)
def _read(own: Path, marks: tuple[tuple[str, int, int], ...]) -> tuple[Bank, ...]:
    named = {name.removesuffix(".toml"): own / name for name, _, _ in marks}
    if strange := sorted(named.keys() - set(CODES)):
        raise WrongSettings(
            str(named[strange[0]]), f"no parser for a bank of this name; there are {', '.join(CODES)}"
        )
    shipped = files("aitys") / "cards" / "banks"
    return tuple(_bank(code, named.get(code) or shipped / f"{code}.toml") for code in CODES)


def _bank(code: str, path: Path | Traversable) -> Bank:
    try:
        card = _Card.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        raise _in_one_sentence(path, error) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongSettings(str(path), f"not readable as TOML: {error}") from error
    except OSError as error:
        raise WrongSettings(str(path), f"cannot be read: {error.strerror}") from error
    return card.as_bank(code)


def _in_one_sentence(path: Path | Traversable, error: ValidationError) -> WrongSettings:
    where, what = first_fault(error, "there is no such key in a bank's card")
    return WrongSettings(str(path), f"{where}: {what}" if where else what)


def _fills(**samples: object) -> Callable[[str], str]:
    """What checks that an address holds these fields and no other, written so that they can be filled."""

    def check(address: str) -> str:
        if not address.startswith(("https://", "http://")):
            raise ValueError(f"{address!r} is no address of the web")
        try:
            address.format(**samples)
        except (LookupError, ValueError, AttributeError, TypeError) as error:
            may = ", ".join(f"{{{field}}}" for field in samples) or "no field in braces"
            raise ValueError(f"{address!r} may hold {may}, and nothing else") from error
        return address

    return check


def _check_positive(text: str) -> str:
    if not text.strip("0."):
        raise ValueError("it must be above 0")
    return text


_DAY = date(2026, 5, 30)
Plain = Annotated[str, AfterValidator(_fills())]
OfDay = Annotated[str, AfterValidator(_fills(day=_DAY))]
OfStretch = Annotated[str, AfterValidator(_fills(first=_DAY, last=_DAY, id="15"))]
Currency = Annotated[str, Field(pattern="^[A-Z]{3}$")]
Number = Annotated[str, Field(max_length=40, pattern=r"^[0-9]+(\.[0-9]+)?$"), AfterValidator(_check_positive)]
Weekday = Annotated[int, Field(ge=0, le=6)]
Weekdays = Annotated[tuple[Weekday, ...], Field(min_length=1)]
_EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Schedule(_Strict):
    first: int = Field(ge=0, le=23)
    last: int = Field(ge=0, le=23)
    every: int = Field(ge=60)
    weekdays: Weekdays = (0, 1, 2, 3, 4)
    offset_hours: int = Field(default=0, ge=-12, le=14)

    @model_validator(mode="after")
    def check_hours(self) -> _Schedule:
        if self.first > self.last:
            raise ValueError("first must not be after last; both are hours of one day in UTC")
        return self


class _Peg(_Strict):
    currency: Currency
    amount: Number
    since: date


class _Card(_Strict):
    """A file of cards/banks. Its keys are the fields of `Bank`; `ids` and `units` are tables of text."""

    title: str = Field(min_length=1)
    currency: Currency
    country: str = Field(pattern="^[a-z]{2}$")
    homepage: Plain
    languages: tuple[str, ...]
    places: int = Field(ge=0, le=10)
    current: Annotated[tuple[OfDay, ...], Field(min_length=1)]
    schedule: _Schedule
    dated: OfDay | None = None
    archives: tuple[OfStretch, ...] = ()
    history_since: date | None = None
    ids: dict[str, Currency] = Field(default_factory=dict)
    units: dict[Currency, Number] = Field(default_factory=dict)
    pegs: tuple[_Peg, ...] = ()
    is_control: bool = False
    attribution: str = ""
    table_days: Weekdays = _EVERY_DAY

    @model_validator(mode="after")
    def check_history(self) -> _Card:
        if self.dated is not None and "{day" not in self.dated:
            raise ValueError("dated has no place for a {day}")
        if any("{id" in address for address in self.archives) and not self.ids:
            raise ValueError("archives ask for an {id}, and there are no ids")
        if (self.dated or self.archives) and self.history_since is None:
            raise ValueError(
                "history_since is missing: the first day that dated or archives can be asked for"
            )
        return self

    def as_bank(self, code: str) -> Bank:
        plain = self.model_dump(exclude={"dated", "schedule", "ids", "units", "pegs"})
        return Bank(
            code=code,
            dated=self.dated or "",
            schedule=Schedule(**self.schedule.model_dump()),
            ids=tuple(self.ids.items()),
            units=tuple(self.units.items()),
            pegs=tuple(Peg(**peg.model_dump()) for peg in self.pegs),
            **plain,
        )
