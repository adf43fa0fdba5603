"""The pages of the official rates, their files and the row that other sites may show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from csp.decorators import csp_replace
from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_exempt

from aitys.publish.rates import as_csv, as_json
from aitys.rates.homes import home_bank
from aitys.settings import current
from aitys.store import banks, rates
from aitys.values.rates import Bank
from aitys.web.answers import public
from aitys.web.context import absolute
from aitys.web.names import bank_name
from aitys.web.rates_past import past_of
from aitys.web.rates_shown import Row, here, in_force, marks, tables
from aitys.web.ticker import shown

_NEIGHBOURS = ("USD", "EUR", "RUB", "CNY")
_EARLIEST = date(1991, 1, 1)
"""The banks of the region have quoted since; an address with an earlier day is a slip."""


class DayForm(forms.Form):
    """The day whose rates are shown; none means those in force now."""

    day = forms.DateField(
        label=gettext_lazy("Day"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": gettext_lazy("This is not a day: write it as 2026-05-12.")},
    )

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day and not _EARLIEST <= day <= datetime.now(UTC).date() + timedelta(days=31):
            raise forms.ValidationError(_("No bank has rates of that day."))
        return day


@public
def rates_list(request: HttpRequest) -> HttpResponse:
    """The home bank of each currency of the ticker with the region's rates, and the controls apart."""
    form = DayForm(request.GET, use_required_attribute=False, label_suffix="")
    if not form.is_valid():
        return render(request, "pages/rates.html", {"form": form}, status=400)
    day = form.cleaned_data["day"]
    rows = in_force(here(), day, datetime.now(UTC), _shown_currencies())
    found = {table.bank.code: table for table in tables(rows)}
    homes = _homes([table.bank for table in found.values()])
    shaped = {
        "form": form,
        "day": day,
        "tables": [found[bank.code] for bank in homes],
        "controls": [table for table in found.values() if table.bank.is_control and table.bank not in homes],
        "marks": list(marks(rows)),
        "embed": absolute(reverse("rates-embed")),
        "fragment": absolute(reverse("rates-fragment")),
    }
    return render(request, "pages/rates.html", shaped)


def _shown_currencies() -> tuple[str, ...]:
    return tuple(dict.fromkeys((current().ticker_base, *_NEIGHBOURS, *current().ticker)))


def _homes(read: Sequence[Bank]) -> tuple[Bank, ...]:
    """The home banks of the ticker's currencies in its order, then the other banks that are no controls."""
    first = (home_bank(currency, read) for currency in current().ticker)
    rest = (bank for bank in read if not bank.is_control)
    return tuple(dict.fromkeys(bank for bank in (*first, *rest) if bank))


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which history a currency's page draws: what `bank` quotes of `currency`."""

    bank: Bank
    currency: str


class _ChoiceForm(forms.Form):
    """One field `name` to choose from: values with their words."""

    def __init__(self, name: str, label: str, chosen: str, choices: list[tuple[str, str]]) -> None:
        super().__init__(initial={name: chosen}, use_required_attribute=False, label_suffix="")
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)


def _currencies_of(asked: _Asked, rows: tuple[Row, ...]) -> forms.Form:
    """The currencies that a bank quotes, to choose from."""
    quoted = [(row.currency, row.currency) for row in rows if row.bank == asked.bank]
    return _ChoiceForm("of", _("Currency"), asked.currency, quoted)


def _banks_of(asked: _Asked, rows: tuple[Row, ...]) -> forms.Form:
    """The banks that quote a currency, to choose from."""
    quoting = [(row.bank.code, bank_name(row.bank.title)) for row in rows if row.currency == asked.currency]
    return _ChoiceForm("bank", _("Bank"), asked.bank.code, quoting)


@public
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """A currency: what its bank quotes, with one history, and how other banks quote it."""
    if code != code.lower():
        return HttpResponsePermanentRedirect(reverse("rate", args=[code.lower()]))
    code = code.upper()
    now, read = datetime.now(UTC), here()
    rows = in_force(read, None, now)
    home = home_bank(code, read)
    others = [row for row in rows if row.currency == code]
    if home is None and not others:
        raise Http404("no bank here quotes this currency")
    asked = _asked(request, code, home, rows)
    shaped: dict[str, object] = {"code": code, "others": others}
    if home:
        shaped["own"] = next(table for table in tables(rows) if table.bank == home)
    if asked:
        past = past_of(asked.bank, asked.currency, read, now)
        shaped["past"] = past
        shaped["form"] = (_currencies_of if home else _banks_of)(asked, rows)
    shown_rows = [row for row in rows if row.bank == home or row.currency == code]
    shaped["marks"] = list(marks([*shown_rows, *(past.rows if asked else ())]))
    return render(request, "pages/rate.html", shaped)


def _asked(request: HttpRequest, code: str, home: Bank | None, rows: tuple[Row, ...]) -> _Asked | None:
    """None where the home bank has given no rate yet."""
    if home:
        quoted = [row.currency for row in rows if row.bank == home]
        wanted = request.GET.get("of", "").upper()
        usual = current().ticker_base if current().ticker_base in quoted else next(iter(quoted), "")
        if wanted and wanted not in quoted:
            raise Http404("the bank does not quote this currency")
        return _Asked(home, wanted or usual) if quoted else None
    by_code = {row.bank.code: row.bank for row in rows if row.currency == code}
    chosen = request.GET.get("bank") or next(iter(by_code))
    if chosen not in by_code:
        raise Http404("the bank does not quote this currency")
    return _Asked(by_code[chosen], code)


@public
def rates_file(request: HttpRequest, per: str, currency: str, kind: str) -> HttpResponse:  # noqa: ARG001 - Django calls every view with it
    """All that the bank of `per` quoted of `currency`, as "csv" or "json"."""
    bank = home_bank(per.upper(), banks.every())
    found = rates.history(bank.code, currency.upper()) if bank else ()
    if not found:
        raise Http404("no such history")
    write, content_type = (
        (as_csv, "text/csv; charset=utf-8") if kind == "csv" else (as_json, "application/json")
    )
    answer = HttpResponse(write(found), content_type=content_type)
    answer["Content-Disposition"] = f'inline; filename="{per.lower()}-{currency.lower()}.{kind}"'
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@public
def rates_embed(request: HttpRequest) -> HttpResponse:
    """The ticker as a page of its own, the only one that other sites may frame."""
    return render(request, "pages/rates_embed.html", {"prefix": absolute("")})


@public
def rates_fragment(request: HttpRequest) -> HttpResponse:
    """The ticker as plain HTML without a page around it."""
    ticker = {"ticker": shown(), "prefix": absolute("")}
    answer = render(request, "parts/ticker.html", ticker)
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
