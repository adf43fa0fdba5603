from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, reverse

from aitys.desk.articles import save_article
from aitys.desk.users import add_user, change_password, switch_user
from aitys.store import models, users
from aitys.values.articles import ArticleDraft, ArticleState
from aitys.web.accounts import DeskAccounts
from aitys.web.desk import doors
from aitys.web.urls import urlpatterns
from tests.builders import add_source, keep
from tests.web.signing import NAME, PASSWORD, add_anara, checked_client, sign_in, token
from tests.web.world import add_topic, index, report

pytestmark = pytest.mark.usefixtures("fresh_index")

SIGN_IN = "/desk/sign-in/"


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:  # noqa: ANN401 - pytest-django's
    """A real hash takes a third of a second, and these tests are not about it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def anara() -> None:
    """Anara may sign in, and an article is kept."""
    add_anara()
    save_article(ArticleDraft("Salt Lake", "The lake is salt.", "en", state=ArticleState.DRAFT))


def _desk_paths() -> Iterator[str]:
    """An address of every pattern of the desk."""
    (desk,) = [each for each in urlpatterns if isinstance(each, URLResolver) and str(each.pattern) == "desk/"]
    for pattern in desk.url_patterns:
        assert isinstance(pattern, URLPattern)
        arguments = dict.fromkeys(pattern.pattern.converters, "salt-lake")
        yield reverse(str(pattern.name), kwargs=arguments)


DESK = [*_desk_paths()]


@pytest.mark.parametrize("path", DESK)
def test_no_page_of_the_desk_is_kept_by_anybody(client: Client, anara: None, path: str) -> None:
    for _ in range(2):
        assert client.get(path)["Cache-Control"] == "no-store"
        assert client.post(path)["Cache-Control"] == "no-store"
        sign_in(client)


@pytest.mark.parametrize("path", DESK)
def test_strangers_are_asked_to_sign_in_and_come_back(client: Client, path: str) -> None:
    if path in (SIGN_IN, "/desk/sign-out/"):
        return
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (302, f"{SIGN_IN}?next={path}")


@pytest.mark.parametrize("path", DESK)
def test_no_form_is_taken_without_its_token(anara: None, path: str) -> None:
    stranger = checked_client()
    assert stranger.post(path, {"login": NAME, "password": PASSWORD}).status_code == 403
    assert stranger.get("/desk/").status_code == 302
    person = checked_client()
    person.post(SIGN_IN, {"login": NAME, "password": PASSWORD, "csrfmiddlewaretoken": token(person, SIGN_IN)})
    person.post(path)
    assert person.get("/desk/").status_code == 200, "signed out, or never in"
    assert models.Article.objects.count() == 1


def test_what_a_person_saw_is_shown_to_nobody_else(client: Client, anara: None) -> None:
    sign_in(client)
    for path in ("/desk/", "/desk/articles/salt-lake/", "/desk/articles/salt-lake/preview/"):
        assert "Salt Lake" in client.get(path).content.decode()
        assert Client().get(path).status_code == 302


def test_a_person_signs_in_and_out(client: Client, anara: None) -> None:
    assert sign_in(client) == 302
    assert client.get("/desk/").status_code == 200
    assert users.every()[0].signed_in_at is not None
    assert client.get("/desk/sign-out/").status_code == 200
    assert client.get("/desk/").status_code == 200, "asking for the page signs nobody out"
    assert client.post("/desk/sign-out/")["Location"] == SIGN_IN
    assert client.get("/desk/").status_code == 302


def test_a_telephone_may_write_the_name_with_a_capital(client: Client, anara: None) -> None:
    assert sign_in(client, login="Anara ") == 302


def test_a_wrong_password_an_unknown_name_and_one_switched_off_are_told_the_same(anara: None) -> None:
    add_user("bolot", "", PASSWORD)
    switch_user("bolot", active=False)
    tries = [(NAME, "eight grey horses"), ("nobody", PASSWORD), ("bolot", PASSWORD)]
    pages = []
    for name, password in tries:
        answer = Client().post(SIGN_IN, {"login": name, "password": password})
        text = answer.content.decode().replace(name, "NAME")
        pages.append((answer.status_code, text.partition("csrfmiddlewaretoken")[0], "do not belong" in text))
    assert pages[0][2]
    assert len(set(pages)) == 1


def test_after_five_wrong_passwords_the_right_one_must_wait(client: Client, anara: None) -> None:
    for _ in range(5):
        assert sign_in(client, "eight grey horses") == 200
    for number in range(1000):  # as many pages as a robot reads meanwhile
        caches["pages"].set(f"page-{number}", "kept")
    page = client.post(SIGN_IN, {"login": NAME, "password": PASSWORD})
    assert "Wait five minutes" in page.content.decode()
    assert client.get("/desk/").status_code == 302


def test_thirty_tries_a_minute_are_all_an_address_gets(client: Client) -> None:
    answers = [sign_in(client, login=f"name-{number}") for number in range(31)]
    assert answers[29:] == [200, 429]


def test_an_address_is_believed_of_a_proxy_on_this_machine_alone() -> None:
    accounts, ask = DeskAccounts(), RequestFactory()
    told = {"x-forwarded-for": "203.0.113.9, 198.51.100.7"}
    assert accounts.get_client_ip(ask.get("/", headers=told, REMOTE_ADDR="127.0.0.1")) == "198.51.100.7"
    assert accounts.get_client_ip(ask.get("/", headers=told, REMOTE_ADDR="192.0.2.5")) == "192.0.2.5"
    assert accounts.get_client_ip(ask.get("/", REMOTE_ADDR="127.0.0.1")) == "127.0.0.1"


@pytest.mark.parametrize(
    "foreign",
    ["https://samarkand-daily.example/", "//samarkand-daily.example", "http://testserver/", "javascript:x"],
)
def test_sign_in_leads_to_no_other_site(client: Client, anara: None, foreign: str) -> None:
    assert client.get(SIGN_IN, {"next": foreign}).status_code == 200
    answer = client.post(SIGN_IN, {"login": NAME, "password": PASSWORD, "next": foreign})
    assert answer["Location"] == "/desk/"


def test_the_session_lasts_twelve_hours_and_its_cookie_goes_to_the_desk_alone(
    client: Client, anara: None
) -> None:
    sign_in(client)
    cookie = client.cookies["desk_session"]
    assert (cookie["max-age"], cookie["path"], cookie["httponly"]) == (12 * 3600, "/desk/", True)
    assert (cookie["samesite"], cookie["secure"]) == ("Lax", "")
    assert client.cookies["desk_csrf"]["path"] == "/desk/"


def test_a_new_password_and_a_switch_end_every_session(client: Client, anara: None) -> None:
    sign_in(client)
    change_password(NAME, "nine grey horses")
    assert client.get("/desk/").status_code == 302
    assert sign_in(client, "nine grey horses") == 302
    switch_user(NAME, active=False)
    assert client.get("/desk/").status_code == 302


def test_sessions_that_ended_are_thrown_away_when_somebody_signs_in(client: Client, anara: None) -> None:
    sign_in(client)
    Session.objects.update(expire_date="2020-01-01T00:00:00Z")
    sign_in(Client())
    assert Session.objects.count() == 1


def test_there_is_no_way_to_sign_up(client: Client) -> None:
    for path in ("/desk/sign-up/", "/desk/signup/", "/accounts/signup/", "/accounts/login/"):
        assert client.get(path).status_code == 404
    assert "sign up" not in client.get(SIGN_IN).content.decode().lower()


def test_public_pages_know_nobody(client: Client, anara: None) -> None:
    keep(add_source(), report(1))
    add_topic()
    index()
    paths = ["/", "/topics/", "/topics/water/", "/sources/", "/about/", "/topics/water/rss.xml", "/nothing/"]
    before = {path: client.get(path) for path in paths}
    sign_in(client)
    for path in paths:
        for answer in (before[path], client.get(path)):
            assert not answer.cookies, path
            assert "Cookie" not in answer.get("Vary", ""), path
            assert not hasattr(answer.wsgi_request, "session"), path
            assert not hasattr(answer.wsgi_request, "user"), path
        assert client.get(path).content == before[path].content, path


def test_a_made_up_cookie_changes_nothing_on_a_public_page(client: Client) -> None:
    client.cookies["desk_session"] = "x"
    answer = client.get("/about/")
    assert (answer.cookies, answer["Cache-Control"]) == ({}, "public, max-age=60")


@pytest.mark.parametrize("path", ["/desk/articles/new/", "/desk/sign-in/"])
def test_a_form_that_is_too_large_for_a_stranger_is_not_read(
    client: Client, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doors, "LONGEST_OF_STRANGERS", 100)
    unread = client.post(path, b"x" * 101, content_type="multipart/form-data; boundary=of-no-part")
    assert unread.status_code == 413
    assert client.post(path, {"title": "Salt Lake"}).status_code != 413


def test_a_form_of_more_than_an_articles_pictures_is_not_read(
    client: Client, anara: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client)
    monkeypatch.setattr(doors, "LONGEST_FORM", 100)
    form = b"x" * 101
    unread = client.post("/desk/articles/new/", form, content_type="multipart/form-data; boundary=of-no-part")
    assert unread.status_code == 413
