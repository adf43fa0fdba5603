"""The filters of a list as a form: what a reader chose, checked, and carried from page to page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aitys.settings import current
from aitys.store import sources
from aitys.text.queries import LONGEST_QUERY
from aitys.values.search import Filter, Order, of_topic
from aitys.values.stored import Topic
from aitys.web import names, parameters

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Lazy

WORDS_LIMIT = LONGEST_QUERY
# A list of more sources is no longer read, and its thousand lines weigh as much as the page may.
SOURCES_TO_CHOOSE = 100
_TITLE_SHOWN = 60
_SOURCE_LIMIT = 300
Choices: TypeAlias = "Sequence[tuple[str, str | Lazy]]"
_NO_SUCH_SOURCE = gettext_lazy("There is no such source here.")
# What a person brought in is no publisher, so nobody filters by it.
_KINDS: Choices = [(kind, name) for kind, name in names.SOURCE_KINDS.items() if kind != "manual"]


def _day(label: Lazy) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": gettext_lazy("This is not a day: write it as 2026-05-12.")},
    )


def _choice(
    label: Lazy, nothing: Lazy, choices: Choices, missing: Lazy, hint: Lazy | str = ""
) -> forms.ChoiceField:
    """A list to choose from; `nothing` is its first line, `missing` is said of a value that is not in it."""
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", nothing), *choices],
        help_text=hint,
        error_messages={"invalid_choice": missing},
    )


class _NamedSource(forms.CharField):
    """A source by its title or its slug; gives the slug."""

    def clean(self, value: object) -> str:
        name = str(super().clean(value))
        slug = parameters.source(name)
        if name and not slug:
            raise forms.ValidationError(_NO_SUCH_SOURCE)
        return slug


def _source() -> forms.Field:
    """A list on a desk of few sources; on one of many, a line to write a name in."""
    label = gettext_lazy("Source")
    cards = sources.cards(SOURCES_TO_CHOOSE + 1)
    if len(cards) > SOURCES_TO_CHOOSE:
        return _NamedSource(
            label=label,
            required=False,
            max_length=_SOURCE_LIMIT,
            help_text=gettext_lazy("The whole name, as the page of sources has it."),
        )
    choices = [(card.slug, Truncator(card.title).chars(_TITLE_SHOWN)) for card in cards]
    return _choice(label, gettext_lazy("Any source"), choices, _NO_SUCH_SOURCE)


def _country() -> forms.ChoiceField:
    known = sorted((names.country_name(code), code) for code in sources.countries())
    return _choice(
        gettext_lazy("Country of the source"),
        gettext_lazy("Any country"),
        [(code, name) for name, code in known],
        gettext_lazy("There is no source of that country here."),
        gettext_lazy("Not what it writes about."),
    )


def _having(asked: str) -> forms.ChoiceField:
    """One of a list; several that an address asked for at once are one line more."""
    several = "," in asked and parameters.having(asked) == asked
    line = [(asked, ", ".join(map(names.has_name, asked.split(","))))] if several else []
    return _choice(
        gettext_lazy("What a post has"),
        gettext_lazy("Anything"),
        [*names.HAS.items(), *line],
        gettext_lazy("A post cannot have that."),
        gettext_lazy("What hangs on it, or stands in it."),
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


_READ: Mapping[str, Callable[[str], str]] = {
    "lang": parameters.language,
    "kind": parameters.kind,
    "country": parameters.country,
    "has": parameters.having,
    "since": lambda written: _iso(parameters.first_day(written)),
    "until": lambda written: _iso(parameters.last_day(written)),
}


def _as_codes(asked: QueryDict, *, listed: bool) -> QueryDict:
    """What stands in an address as the form's lists have it: "Казахстан" is kz. What nobody knows stays,
    and so does a source that is typed into a line, where its title is as good as its slug.
    """
    read = asked.copy()
    readers = {**_READ, "source": parameters.source} if listed else _READ
    for name in readers.keys() & asked.keys():
        written = str(asked[name]).strip()
        read[name] = readers[name](written) or written
    if read.get("order") == Order.BEST:
        # The order that a search of words has without it.
        read["order"] = ""
    return read


class FilterForm(forms.Form):
    """Filters over the posts of a list. Names are what stands in addresses, so they are never renamed."""

    since = _day(gettext_lazy("From"))
    until = _day(gettext_lazy("To"))

    def __init__(self, asked: QueryDict) -> None:
        source = _source()
        data = _as_codes(asked, listed=isinstance(source, forms.ChoiceField))
        super().__init__(data, use_required_attribute=False, label_suffix="")
        self.asked = asked
        self.fields["lang"] = _choice(
            gettext_lazy("Language"),
            gettext_lazy("Any language"),
            [(tag, names.language_name(tag)) for tag in current().languages],
            gettext_lazy("This desk does not read that language."),
        )
        self.fields["source"] = source
        self.fields["kind"] = _choice(
            gettext_lazy("Kind of source"),
            gettext_lazy("Any kind"),
            _KINDS,
            gettext_lazy("There is no such kind of source."),
        )
        self.fields["country"] = _country()
        self.fields["has"] = _having(data.get("has", ""))

    def clean(self) -> dict[str, object]:
        since, until = self._chosen_day("since"), self._chosen_day("until")
        if since and until and since > until:
            self.add_error("until", _("The last day is before the first one."))
        for name in parameters.unknown(self.asked, self.fields):
            if name in parameters.PARAMETERS:
                self.add_error(None, parameters.says_unknown(name))
        for name in parameters.repeated(self.asked, self.fields):
            self.add_error(name, parameters.says_repeated(name))
        return self.cleaned_data

    def _chosen_day(self, name: str) -> date | None:
        day = self.cleaned_data.get(name)
        return day if isinstance(day, date) else None

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen, as it stands in an address; empty parts are left out."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value}

    @property
    def query(self) -> str:
        return urlencode(self.chosen)

    @property
    def narrows(self) -> bool:
        """Whether any of the filters is in use: then the page shows them opened."""
        return any(name in self.errors or self.chosen.get(name) for name in parameters.FILTERS)

    def filter(self, topic: Topic | None = None) -> Filter:
        """The posts asked for, of one topic or of all."""
        asked = Filter(
            words=self.chosen.get("q", ""),
            language=self.chosen.get("lang", ""),
            source=self.chosen.get("source", ""),
            kind=self.chosen.get("kind", ""),
            since=self._chosen_day("since"),
            until=self._chosen_day("until"),
            country=self.chosen.get("country", ""),
            has=tuple(parameters.parts_of(self.chosen.get("has", ""))),
        )
        return of_topic(topic, asked) if topic else asked


class SearchForm(FilterForm):
    """The same filters with words to look for."""

    q = forms.CharField(
        label=gettext_lazy("Words"),
        required=False,
        max_length=WORDS_LIMIT,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    order = forms.ChoiceField(
        label=gettext_lazy("Order"),
        required=False,
        choices=[("", gettext_lazy("Best match first")), (Order.NEWEST, gettext_lazy("Newest first"))],
    )

    @property
    def asked_order(self) -> Order:
        """Without words no post fits better than another."""
        by_words = self.chosen.get("q") and self.chosen.get("order") != Order.NEWEST
        return Order.BEST if by_words else Order.NEWEST
