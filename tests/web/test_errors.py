from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from aitys.web.urls import urlpatterns as ours

pytestmark = pytest.mark.django_db


def fail(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a bug of ours")


urlpatterns = [path("fail/", fail), *ours]


@override_settings(ROOT_URLCONF="tests.web.test_errors")
def test_a_bug_of_ours_is_a_page_of_the_site_and_tells_nothing(client: Client) -> None:
    client.raise_request_exception = False
    answer = client.get("/fail/")
    assert answer.status_code == 500
    assert "Something went wrong here" in answer.content.decode()
    assert "a bug of ours" not in answer.content.decode()


@override_settings(ALLOWED_HOSTS=["desk.example"])
def test_a_foreign_host_name_is_refused_with_a_page(client: Client) -> None:
    answer = client.get("/about/", headers={"host": "samarkand-daily.example"})
    assert answer.status_code == 400
    assert "This address cannot be read" in answer.content.decode()


@pytest.mark.parametrize("path", ["/posts/1%00/", "/topics/%00/", "/topics/%ff/", "/topics/../../etc/"])
def test_odd_bytes_in_an_address_are_no_page(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
