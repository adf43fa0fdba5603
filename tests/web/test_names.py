from __future__ import annotations

import pytest

from aitys.values.sources import RouteKind, SourceKind
from aitys.web import names


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
