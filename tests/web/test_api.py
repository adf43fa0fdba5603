from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from openapi_spec_validator import validate

from aitys.desk.articles import save_article
from aitys.settings import current
from aitys.values.articles import ArticleDraft, ArticleState
from aitys.values.sources import Shown
from tests.builders import COURIER, add_source, keep, post
from tests.web.world import BAZAAR, index, keep_in, message, post_id, report

pytestmark = pytest.mark.usefixtures("fresh_index")

SITE = "http://127.0.0.1:8000"
BRIDGE = post("bridge", "The bridge at Tash-Kol opens on Monday.", title="Bridge opens")


def ask(client: Client, status: int = 200, **parts: str) -> Any:  # noqa: ANN401 - an answer in JSON
    answer = client.get("/api/v1/search", parts)
    assert answer.status_code == status, answer.content
    assert answer["Access-Control-Allow-Origin"] == "*"
    return json.loads(answer.content)


def names(client: Client, **parts: str) -> list[tuple[str, str]]:
    """The problems that a question is refused for, and the part that each is about."""
    return [(each["name"], each["written"]) for each in ask(client, 400, **parts)["problems"]]


def test_programs_find_what_people_find(client: Client) -> None:
    keep(add_source(), BRIDGE, report(1))
    index()
    said = ask(client, q="monday bridge")
    (found,) = said["posts"]
    assert said["total"] == 1
    assert said["took_ms"] > 0
    assert (found["id"], found["source"], found["source_title"]) == (
        post_id(BRIDGE),
        COURIER.slug,
        COURIER.title,
    )
    assert found["title"] == "Bridge opens"
    assert found["url"] == "https://steppe-courier.example/bridge"
    assert found["page"] == f"{SITE}/posts/{post_id(BRIDGE)}/"
    assert [found["snippet"][start:end] for start, end in found["hits"]] == ["bridge", "Monday"]
    assert [found["title"][start:end] for start, end in found["title_hits"]] == ["Bridge"]


def test_what_was_found_in_the_first_words_of_a_message_is_marked_there(client: Client) -> None:
    keep_in("ru", add_source(BAZAAR, "https://t.me/s/bazaar_talk"), message(1, "Паром стоит.\nМост закрыт."))
    index()
    (found,) = ask(client, q="паром")["posts"]
    assert (found["title"], found["title_hits"], found["hits"]) == ("Паром стоит.", [[0, 5]], [])


def test_the_description_is_right_openapi_and_has_every_parameter(client: Client) -> None:
    answer = client.get("/api/v1/openapi.json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    described = json.loads(answer.content)
    validate(described)
    told = described["paths"]["/api/v1/search"]["get"]
    assert [each["name"] for each in told["parameters"]] == [
        *("q", "lang", "source", "kind", "country", "has", "since", "until", "order", "limit", "offset"),
        "counts",
    ]
    assert sorted(told["responses"]) == ["200", "400", "429", "503"]
    found = described["components"]["schemas"]["Post"]["properties"]
    assert [name for name in found if name in {"title", "title_hits", "snippet", "hits"}] == [
        *("title", "title_hits", "snippet", "hits")
    ]
    assert found["title_hits"]["items"] == found["hits"]["items"]


def test_the_limits_of_the_card_hold_for_programs_too(client: Client) -> None:
    hidden = "bell"
    long = post("long", "The bridge stands. " + "Word " * 100 + hidden, title="Long")
    keep(add_source(replace(COURIER, shown=Shown.HEADLINE)), BRIDGE)
    keep(add_source(replace(COURIER, slug="other"), "https://other.example/rss.xml"), long)
    index()
    said = {each["title"]: each for each in ask(client, q="bridge")["posts"]}
    assert (said["Bridge opens"]["snippet"], said["Bridge opens"]["hits"]) == ("", [])
    assert len(said["Long"]["snippet"].split()) == 30
    assert hidden not in str(ask(client, lang="en"))


def test_no_words_list_the_newest(client: Client) -> None:
    keep(add_source(), *(report(number) for number in range(1, 6)))
    index()
    said = ask(client, limit="2", offset="1")
    assert [each["title"] for each in said["posts"]] == ["Ferry report 4", "Ferry report 3"]
    assert (said["total"], said["understood"]["says"], said["counts"]) == (5, [], None)
    assert said["posts"][0]["snippet"] == "The ferry made 4 crossings."


def test_filters_and_operators_must_all_fit(client: Client) -> None:
    keep(add_source(), report(1), report(2))
    keep_in("ru", add_source(BAZAAR, "https://t.me/s/bazaar_talk"), message(1, "The ferry: паром 5."))
    index()
    assert ask(client, q="ferry")["total"] == 3
    assert ask(client, q="ferry", lang="ru")["total"] == 1
    assert ask(client, q="ferry lang:ru", kind="channel", country="kz", has="number")["total"] == 1
    assert ask(client, q="ferry", source=COURIER.slug, has="number,photo")["total"] == 0
    assert ask(client, since="2026-11-19", until="2026-11-19")["total"] == 2


def test_a_message_tells_its_script_and_languages(client: Client) -> None:
    keep_in("ru", add_source(BAZAAR, "https://t.me/s/bazaar_talk"), message(1, "Паром стоит у моста."))
    index()
    (found,) = ask(client, q="мост")["posts"]
    assert (found["lang"], found["script"], found["languages"]) == ("ru", "Cyrl", ["ru"])
    assert (found["kind"], found["country"], found["article"]) == ("channel", "kz", None)
    assert "Паром стоит" in client.get("/api/v1/search", {"q": "мост"}).content.decode()


def test_an_article_of_the_desk_has_a_slug_and_no_number(client: Client) -> None:
    save_article(ArticleDraft("Salt Lake", "The lake is salt.", "en", state=ArticleState.PUBLISHED))
    index()
    (found,) = ask(client, q="lakes")["posts"]
    assert (found["id"], found["article"], found["source"], found["kind"]) == (
        None,
        "salt-lake",
        "own",
        "own",
    )
    assert found["page"] == found["url"] == f"{SITE}/articles/salt-lake/"
    assert [found["snippet"][start:end] for start, end in found["hits"]] == ["lake"]
    assert [found["title"][start:end] for start, end in found["title_hits"]] == ["Lake"]


def test_the_query_is_explained_to_people_and_to_programs(client: Client) -> None:
    said = ask(client, q='bridge OR ferr* -"new railway lang:kk')["understood"]
    assert said["says"] == [
        "“bridge” or words that begin with “ferr”",
        "without “new railway lang:kk”, in a row",
    ]
    assert said["parts"][0]["terms"] == [
        {"kind": "word", "written": "bridge"},
        {"kind": "prefix", "written": "ferr*"},
    ]
    assert [(each["name"], bool(each["says"])) for each in said["notes"]] == [("unclosed-quote", True)]


def test_all_that_fits_is_counted_on_demand(client: Client) -> None:
    keep(add_source(), report(1), report(2))
    index()
    assert ask(client, q="ferry", counts="true", limit="0")["counts"] == {
        "languages": [{"lang": "en", "count": 2}],
        "sources": [{"source": "steppe-courier", "count": 2}],
        "days": [{"day": "2026-11-19", "count": 2}],
    }


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({"q": "lang:klingon"}, ("unknown-language", "klingon")),
        ({"lang": "klingon"}, ("unknown-language", "klingon")),
        ({"source": "nowhere"}, ("unknown-source", "nowhere")),
        ({"kind": "rumour"}, ("unknown-kind", "rumour")),
        ({"country": "zz"}, ("unknown-country", "zz")),
        ({"has": "photo,soul"}, ("unknown-has", "soul")),
        ({"since": "2026-05-12", "until": "2026-05-01"}, ("no-days", "")),
        ({"since": "soon"}, ("wrong-parameter", "since")),
        ({"since": "0"}, ("wrong-parameter", "since")),
        ({"since": "2026-05-12T00:00"}, ("wrong-parameter", "since")),
        ({"until": "2026-02-30"}, ("wrong-parameter", "until")),
        ({"limit": "101"}, ("wrong-parameter", "limit")),
        ({"offset": "-1"}, ("wrong-parameter", "offset")),
        ({"offset": "10001"}, ("wrong-parameter", "offset")),
        ({"order": "loudest"}, ("wrong-parameter", "order")),
        ({"q": "bridge\x00"}, ("wrong-parameter", "q")),
        ({"source": "\x00"}, ("wrong-parameter", "source")),
        ({"language": "kk"}, ("unknown-parameter", "language")),
        ({"q": "-bridge"}, ("only-unwanted", "")),
    ],
)
def test_what_cannot_be_right_is_refused_by_name_and_with_a_sentence(
    client: Client, parts: dict[str, str], problem: tuple[str, str]
) -> None:
    assert names(client, **parts) == [problem]
    (told,) = ask(client, 400, **parts)["problems"]
    assert told["says"].endswith(".")


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        (
            {"since": "soon"},
            "“since” is a day (2026-05-12 or 12.05.2026), a month (2026-05) or a year (2026).",
        ),
        ({"limit": "500"}, "“limit” is a whole number from 0 to 100."),
        ({"limit": "many"}, "“limit” is a whole number from 0 to 100."),
        ({"offset": "-1"}, "“offset” is a whole number from 0 to 10000."),
        ({"order": "loudest"}, "“order” is newest or best."),
        ({"counts": "perhaps"}, "“counts” is true or false."),
        ({"q": "bridge\x00"}, "“q” holds a sign that no text has; leave it out."),
    ],
)
def test_a_wrong_value_is_answered_with_what_the_parameter_takes(
    client: Client, parts: dict[str, str], says: str
) -> None:
    assert [each["says"] for each in ask(client, 400, **parts)["problems"]] == [says]


def test_a_day_is_written_as_behind_an_operator(client: Client) -> None:
    keep(add_source(), report(1))
    index()
    for since in ("19.11.2026", "2026-11-19", "2026-11", "11.2026", "2026"):
        assert ask(client, since=since, until=since)["total"] == 1, since
    assert ask(client, until="2026-10")["total"] == ask(client, since="2026-12")["total"] == 0


@pytest.mark.parametrize("named", ["bazaar-talk", "@bazaar-talk", "@bazaar_talk", "Bazaar Talk"])
def test_a_source_is_named_as_behind_an_operator(client: Client, named: str) -> None:
    keep(add_source(), report(1))
    keep(add_source(BAZAAR, "https://t.me/s/bazaar_talk"), message(1, "The ferry is late."))
    index()
    assert ask(client, q="ferry", source=named)["total"] == 1
    assert ask(client, q=f'ferry source:"{named}"')["total"] == 1


def test_an_address_of_the_api_that_is_none_is_said_in_json(client: Client) -> None:
    for path in ("/api/v1/", "/api/v1/nothing", "/api/v1/search/", "/api/v1/search/more"):
        answer = client.get(path)
        assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (404, "*"), path
        (told,) = json.loads(answer.content)["problems"]
        assert (told["name"], told["written"]) == ("unknown-address", path)
        assert client.post(path).status_code == 404
        assert (client.head(path).status_code, client.head(path).content) == (404, b"")


def test_a_parameter_is_given_once(client: Client) -> None:
    answer = client.get("/api/v1/search?lang=kk&lang=ru&q=bridge")
    assert answer.status_code == 400
    (told,) = json.loads(answer.content)["problems"]
    assert (told["name"], told["written"]) == ("wrong-parameter", "lang")


def test_an_empty_parameter_is_none(client: Client) -> None:
    keep(add_source(), BRIDGE)
    index()
    assert ask(client, q="bridge", lang="", source="", kind="", since="", until="")["total"] == 1


def test_answers_may_be_kept_for_a_minute_and_refusals_may_not(client: Client) -> None:
    answer = client.get("/api/v1/search", {"q": "bridge"})
    assert answer["Cache-Control"] == "public, max-age=60"
    assert client.get("/api/v1/search", {"q": "-bridge"})["Cache-Control"] == "no-store"


def test_only_reading_is_possible(client: Client) -> None:
    for path in ("/api/v1/search", "/api/v1/openapi.json"):
        assert client.post(path).status_code == 405
        assert client.delete(path).status_code == 405


def test_head_is_answered_as_get_is(client: Client) -> None:
    keep(add_source(), BRIDGE)
    index()
    for path in ("/api/v1/search?q=bridge", "/api/v1/search?q=-bridge", "/api/v1/openapi.json"):
        head, got = client.head(path), client.get(path)
        assert (head.status_code, head.content) == (got.status_code, b"")
        assert head["Cache-Control"] == got["Cache-Control"]
        assert head["Content-Type"] == got["Content-Type"]


def test_what_was_not_changed_is_not_sent_again(client: Client) -> None:
    keep(add_source(), BRIDGE)
    index()
    tag = client.get("/api/v1/search", {"q": "bridge"})["ETag"]
    again = client.get("/api/v1/search", {"q": "bridge"}, headers={"if-none-match": tag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    keep(add_source(), report(1, text="A second bridge."))
    index()
    assert client.get("/api/v1/search", {"q": "bridge"}, headers={"if-none-match": tag}).status_code == 200


def test_pages_of_other_sites_may_ask_with_any_header(client: Client) -> None:
    asks = {"origin": "https://valley.example", "access-control-request-headers": "if-none-match"}
    for path in ("/api/v1/search?q=bridge", "/api/v1/openapi.json"):
        answer = client.options(path, headers=asks)
        assert (answer.status_code, answer.content) == (204, b"")
        assert answer["Access-Control-Allow-Origin"] == answer["Access-Control-Allow-Headers"] == "*"
        assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_without_an_index_programs_are_told_to_come_back(client: Client) -> None:
    shutil.rmtree(current().index)
    answer = client.get("/api/v1/search", {"q": "bridge"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert json.loads(answer.content)["problems"][0]["name"] == "search-unavailable"
