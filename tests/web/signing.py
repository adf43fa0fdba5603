"""Who signs in on the site's tests, and the pages they meet."""

from __future__ import annotations

from django.test import Client

from aitys.desk.users import add_user

NAME, BYLINE, PASSWORD = "anara", "A. Tian", "seven grey horses"


def add_anara() -> None:
    add_user(NAME, BYLINE, PASSWORD)


def sign_in(client: Client, password: str = PASSWORD, **more: str) -> int:
    """Sign Anara in through the form; returns the answer's status: 302 is in."""
    given = {"login": NAME, "password": password, **more}
    return client.post("/desk/sign-in/", given).status_code


def checked_client() -> Client:
    """A browser whose forms must bring their token."""
    return Client(enforce_csrf_checks=True)


def token(client: Client, path: str) -> str:
    """The token of a form on the page at `path`."""
    page = client.get(path).content.decode()
    return page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
