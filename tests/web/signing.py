"""Who signs in on the site's tests, and the pages they meet."""

from __future__ import annotations

from typing import Any, TypeAlias

from django.test import Client
from lxml import html

from aitys.desk.users import add_user

# Django's test client adds to its answers what no type says.
Answer: TypeAlias = Any
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


def elements(answer: Answer, path: str) -> list[html.HtmlElement]:
    """The elements of a page that an XPath finds."""
    found = html.document_fromstring(answer.content.decode()).xpath(path)
    assert isinstance(found, list)
    return [element for element in found if isinstance(element, html.HtmlElement)]


def text_of(answer: Answer) -> str:
    return " ".join(elements(answer, "//body")[0].text_content().split())


def fields_of(answer: Answer, name: str) -> dict[str, Any]:
    """What a browser would send of the form of that class: of each field its value, or the list of them."""
    (form,) = elements(answer, f"//form[@class='{name}']")
    assert isinstance(form, html.FormElement)
    fields: dict[str, Any] = {}
    for field, value in form.form_values():
        # A browser drops the line end that begins a text field; lxml does not.
        sent = str(value).removeprefix("\n")
        if field in fields or field in ("topics", "related"):
            fields.setdefault(field, []).append(sent)
        else:
            fields[field] = sent
    fields.pop("pictures", None)
    return fields
