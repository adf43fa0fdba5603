from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from openapi_spec_validator import validate

from aitys.values.sources import Shown
from tests.builders import COURIER, add_source, keep, post
from tests.web.world import index, post_id, report

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
