from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from aitys.values.sources import RouteKind, SourceKind
from aitys.web import names
from aitys.web.templatetags.rates import short_day


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("kk", "Kazakh"),
        ("uz-Cyrl", "Uzbek (Cyrillic)"),
        ("RU", "Russian"),
        ("zz", "zz"),
        ("en-GB", "English"),
    ],
)
def test_a_language_is_named(tag: str, name: str) -> None:
    assert names.language_name(tag) == name


def test_a_country_nobody_named_stands_for_itself() -> None:
    assert (names.country_name("kz"), names.country_name("zz")) == ("Kazakhstan", "ZZ")


@pytest.mark.parametrize("kind", list(SourceKind))
def test_every_kind_of_source_has_a_name(kind: SourceKind) -> None:
    assert names.source_kind_name(kind) != kind.value


@pytest.mark.parametrize("kind", list(RouteKind))
def test_every_kind_of_route_has_a_name(kind: RouteKind) -> None:
    assert names.route_kind_name(kind) != kind.value


def test_an_unknown_affiliation_is_not_spoken_of() -> None:
    assert names.affiliation_name("unknown") == ""
    assert names.affiliation_name("state") == "State"


def test_a_bank_is_named_in_the_readers_language_where_it_is_known() -> None:
    with override("ru"):
        assert names.bank_name("National Bank of Kazakhstan") == "Национальный банк Казахстана"
        assert names.bank_name("Bank of Tian") == "Bank of Tian"


def test_a_short_day_has_its_month_as_the_language_writes_it() -> None:
    assert short_day(date(2026, 11, 24)) == "24 Nov 2026"
    with override("ru"):
        assert short_day(date(2026, 11, 24)) == "24 ноя 2026"
