from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from aitys.settings import current
from tests.web.world import Page

pytestmark = pytest.mark.usefixtures("fresh_index")


@pytest.fixture
def written() -> Iterator[None]:
    file = current().desk / "about.md"
    file.write_text("## Who we are\n\nThree people of **Kerege**. <script>alert(1)</script>\n")
    yield
    file.unlink()


@pytest.mark.usefixtures("written")
def test_a_desk_speaks_for_itself_first_and_the_program_below(client: Client) -> None:
    page = Page(client, "/about/")
    assert page.texts("//h2")[1:3] == ["Who we are", "What stands here"]
    assert page.values("//script") == []
    assert "written by the program" in page.text


def test_without_words_of_its_own_the_program_speaks_for_itself_alone(client: Client) -> None:
    text = Page(client, "/about/").text
    assert "The program that makes these pages does not follow claims" in text
    assert "In the desk's own words" not in text
