"""Currencies in a reader's words; their codes are ISO 4217."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.numbers import get_currency_name
from django.utils.translation import get_language, gettext, gettext_noop, pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Lazy

_ENGLISH = Locale("en")
# As the region's newsrooms write them; CLDR has "Kyrgystani Som" and "киргизский сом".
NAMES = {
    "KGS": gettext_noop("Kyrgyzstani Som"),
    "KZT": gettext_noop("Kazakhstani Tenge"),
    "TJS": gettext_noop("Tajikistani Somoni"),
    "TMT": gettext_noop("Turkmenistani Manat"),
    "UZS": gettext_noop("Uzbekistani Sum"),
}
# The languages of our own catalogues; in any other CLDR says more than English words would.
_NAMED_IN = ("en", "ru")
# The ticker names a code once and the money by its short word; CLDR would have it "Kyrgystani soms".
UNITS: dict[str, Lazy] = {
    "KGS": pgettext_lazy("after a decimal number", "som"),
    "KZT": pgettext_lazy("after a decimal number", "tenge"),
    "TJS": pgettext_lazy("after a decimal number", "somoni"),
    "UZS": pgettext_lazy("after a decimal number", "sum"),
    "TMT": pgettext_lazy("after a decimal number", "manat"),
}


def currency_name(code: str) -> str:
    """ "US Dollar", in the reader's language where the tables have it; the code where nobody has named it."""
    locale = _locale()
    if code in NAMES and locale.language in _NAMED_IN:
        return gettext(NAMES[code])
    return get_currency_name(code, locale=locale)


def english_name(code: str) -> str:
    """What programs read: the same in every desk's language."""
    return NAMES.get(code) or get_currency_name(code, locale=_ENGLISH)


def currency_unit(code: str) -> str:
    """The word after "87.4500": "som"."""
    return str(UNITS.get(code) or get_currency_name(code, count=0.5, locale=_locale()))


def _locale() -> Locale:
    try:
        return Locale.parse(get_language() or "en", sep="-")
    except (UnknownLocaleError, ValueError):
        return _ENGLISH
