"""A source's card as a file that a newsroom edits: TOML with the card's fields, its routes and its rules.

Keys are those of `Card`, besides `[[routes]]` (`kind`, `address`, `every`) and `[rules]` (those of `Rules`).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from aitys.errors import WrongUse, first_fault
from aitys.sources import addresses, rules
from aitys.values.sources import Affiliation, Card, RouteKind, Rules, RulesForm, Shown, SourceKind

_FROM_THE_NETWORK = frozenset(
    (
        RouteKind.FEED,
        RouteKind.WORDPRESS,
        RouteKind.SITEMAP,
        RouteKind.RULES,
        RouteKind.TELEGRAM_PREVIEW,
    )
)


@dataclass(frozen=True, slots=True)
class PlannedRoute:
    """A route that a card names and nobody keeps yet; `every` in seconds."""

    kind: RouteKind
    address: str
    every: int


@dataclass(frozen=True, slots=True)
class CardFile:
    """A card with at least one route."""

    card: Card
    routes: tuple[PlannedRoute, ...]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Route(_Strict):
    kind: RouteKind
    address: str
    every: int = Field(default=1800, ge=60, le=604_800)

    @model_validator(mode="after")
    def check(self) -> _Route:
        if self.kind not in _FROM_THE_NETWORK:
            raise ValueError(f"a card has no route of the kind {self.kind}; there are {_names()}")
        if not addresses.absolute(self.address):
            raise ValueError(f"{self.address!r} is no address of the web")
        return self


class _Rules(_Strict):
    form: RulesForm = RulesForm.HTML
    items: str = ""
    link: str | None = None
    title: str | None = None
    date: str = ""
    text: str = ""
    next_page: str = ""
    date_format: str = ""
    zone: str = ""

    def as_rules(self) -> Rules:
        usual = ("link", "title") if self.form is RulesForm.JSON else ("a@href", "a")
        said = self.model_dump(exclude={"link", "title"})
        link = usual[0] if self.link is None else self.link
        return Rules(**said, link=link, title=usual[1] if self.title is None else self.title)


class _File(_Strict):
    slug: str = Field(min_length=1)
    title: str = Field(min_length=1, max_length=300)
    kind: SourceKind = SourceKind.NEWS
    languages: tuple[str, ...] = ()
    country: str = ""
    owner: str = ""
    affiliation: Affiliation = Affiliation.UNKNOWN
    contact: str = ""
    homepage: str = ""
    shown: Shown = Shown.EXCERPT
    restricted_in: tuple[str, ...] = ()
    a_day: tuple[int, int] | None = None
    follow_pages: bool = False
    routes: tuple[_Route, ...] = Field(min_length=1)
    rules: _Rules | None = None

    @model_validator(mode="after")
    def check(self) -> _File:
        said = None if self.rules is None else self.rules.as_rules()
        if said is None and any(route.kind is RouteKind.RULES for route in self.routes):
            raise ValueError("a route of the kind rules needs [rules]")
        if said is not None and (wrong := rules.faults(said)):
            raise ValueError(f"rules: {wrong[0]}")
        if self.a_day is not None and not 0 <= self.a_day[0] <= self.a_day[1]:
            raise ValueError("a_day is the expected minimum and maximum of a day, as in [1, 40]")
        return self

    def as_card(self) -> Card:
        said = self.model_dump(exclude={"routes", "rules", "a_day"})
        ruled = None if self.rules is None else self.rules.as_rules()
        return Card(**said, a_day=self.a_day or (None, None), rules=ruled)


def read(text: str, subject: str) -> CardFile:
    """The card that `text` holds; raises WrongUse, about `subject`, with one sentence on the first fault."""
    try:
        file = _File.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise WrongUse(subject, f"not readable as TOML: {error}") from error
    except ValidationError as error:
        raise WrongUse(subject, _sentence(error)) from error
    routes = tuple(PlannedRoute(route.kind, route.address, route.every) for route in file.routes)
    return CardFile(file.as_card(), routes)


def _sentence(error: ValidationError) -> str:
    where, what = first_fault(error, "there is no such key in a card")
    return f"{where}: {what}" if where else what


def _names() -> str:
    return ", ".join(sorted(_FROM_THE_NETWORK))
