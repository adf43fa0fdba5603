from __future__ import annotations

import pytest

from aitys.errors import WrongUse
from aitys.sources import card_files
from aitys.values.sources import Affiliation, Card, RouteKind, Rules, RulesForm, SourceKind

WHOLE = """
slug = "samarkand-daily"
title = "Samarkand Daily"
kind = "official"
languages = ["uz", "ru"]
country = "uz"
affiliation = "state"
homepage = "https://samarkand-daily.example/"
a_day = [1, 40]
follow_pages = true

[[routes]]
kind = "rules"
address = "https://samarkand-daily.example/api/list"
every = 600

[[routes]]
kind = "feed"
address = "https://samarkand-daily.example/rss"

[rules]
form = "json"
items = "data"
zone = "+05:00"
"""
SHORT = 'slug = "a"\ntitle = "A"\n'
FEED = '[[routes]]\nkind = "feed"\naddress = "https://a.example/rss"\n'


def test_a_card_is_read_with_its_routes_and_rules() -> None:
    found = card_files.read(WHOLE, "daily.toml")
    assert found.card == Card(
        "samarkand-daily",
        "Samarkand Daily",
        kind=SourceKind.OFFICIAL,
        languages=("uz", "ru"),
        country="uz",
        affiliation=Affiliation.STATE,
        homepage="https://samarkand-daily.example/",
        a_day=(1, 40),
        follow_pages=True,
        rules=Rules("data", link="link", title="title", form=RulesForm.JSON, zone="+05:00"),
    )
    assert [(route.kind, route.every) for route in found.routes] == [
        (RouteKind.RULES, 600),
        (RouteKind.FEED, 1800),
    ]


def test_a_card_needs_little() -> None:
    assert card_files.read(SHORT + FEED, "a.toml").card == Card("a", "A")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("slug =", "not readable as TOML"),
        ("", "slug: Field required"),
        (SHORT, "routes: Field required"),
        (SHORT + "colour = 1\n" + FEED, "colour: there is no such key in a card"),
        (SHORT + "a_day = [9, 1]\n" + FEED, "a_day is the expected minimum and maximum"),
        (SHORT + FEED.replace("feed", "bank"), "a card has no route of the kind bank; there are feed,"),
        (SHORT + FEED.replace("https", "ftp"), "'ftp://a.example/rss' is no address of the web"),
        (SHORT + FEED + "every = 5", "routes.0.every: Input should be greater than or equal to 60"),
        (SHORT + FEED.replace("feed", "rules"), "a route of the kind rules needs [rules]"),
        (SHORT + FEED + "[rules]\nitems = 'a['", 'rules: items = "a[" holds no CSS selector'),
    ],
)
def test_a_wrong_card_is_told_in_one_sentence(text: str, says: str) -> None:
    with pytest.raises(WrongUse) as refused:
        card_files.read(text, "a.toml")
    assert refused.value.subject == "a.toml"
    assert says in refused.value.says
    assert "\n" not in refused.value.says
