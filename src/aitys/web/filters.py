"""The filters of a list as a form: what a reader chose, checked, and carried from page to page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aitys.settings import current
from aitys.values.search import Filter, Order
from aitys.values.sources import Card
from aitys.values.stored import Topic
from aitys.web.names import SOURCE_KINDS, language_name

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Lazy

WORDS_LIMIT = 300
Choices: TypeAlias = "Sequence[tuple[str, str | Lazy]]"
_NARROWING = ("lang", "source", "kind", "since", "until")
# What a person brought in is no publisher, so nobody filters by it.
_KINDS: Choices = [(kind, name) for kind, name in SOURCE_KINDS.items() if kind != "manual"]


def _day(label: Lazy) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": gettext_lazy("This is not a day: write it as 2026-05-12.")},
    )


def _choice(label: Lazy, nothing: Lazy, choices: Choices, missing: Lazy) -> forms.ChoiceField:
    """A list to choose from; `nothing` is its first line, `missing` is said of a value that is not in it."""
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", nothing), *choices],
        error_messages={"invalid_choice": missing},
    )


class FilterForm(forms.Form):
    """Filters over the posts of a list. Names are what stands in addresses, so they are never renamed."""

    since = _day(gettext_lazy("From"))
    until = _day(gettext_lazy("To"))

    def __init__(self, asked: QueryDict, cards: Sequence[Card]) -> None:
        super().__init__(asked, use_required_attribute=False, label_suffix="")
        self.fields["lang"] = _choice(
            gettext_lazy("Language"),
            gettext_lazy("Any language"),
            [(tag, language_name(tag)) for tag in current().languages],
            gettext_lazy("This desk does not read that language."),
        )
        self.fields["source"] = _choice(
            gettext_lazy("Source"),
            gettext_lazy("Any source"),
            [(card.slug, card.title) for card in cards],
            gettext_lazy("There is no such source here."),
        )
        self.fields["kind"] = _choice(
            gettext_lazy("Kind of source"),
            gettext_lazy("Any kind"),
            _KINDS,
            gettext_lazy("There is no such kind of source."),
        )

    def clean(self) -> dict[str, object]:
        since, until = self._chosen_day("since"), self._chosen_day("until")
        if since and until and since > until:
            self.add_error("until", _("The last day is before the first one."))
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
        return bool(self.errors) or any(self.chosen.get(name) for name in _NARROWING)

    def filter(self, topic: Topic | None = None) -> Filter:
        """The posts asked for, of one topic or of all."""
        return Filter(
            words=self.chosen.get("q", ""),
            language=self.chosen.get("lang", ""),
            source=self.chosen.get("source", ""),
            kind=self.chosen.get("kind", ""),
            since=self._chosen_day("since"),
            until=self._chosen_day("until"),
            tags=topic.tags if topic else (),
            queries=topic.queries if topic else (),
        )


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
