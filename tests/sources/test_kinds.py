from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints

import pytest

from aitys.errors import NotFound, WrongSettings
from aitys.sources import kinds

# What another package would bring: an address of a Kind, and of something that is none.
BROUGHT = EntryPoints(
    [
        EntryPoint("bulletin", f"{__name__}:BULLETIN", kinds.GROUP),
        EntryPoint("broken", f"{__name__}:BROUGHT", kinds.GROUP),
        EntryPoint("feed", f"{__name__}:BULLETIN", kinds.GROUP),
    ]
)
BULLETIN = kinds.Kind("bulletin", "bulletin@1", kinds.FEED.plan, kinds.FEED.parse)


@pytest.fixture
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "entry_points", BROUGHT.select)


def test_it_knows_our_kinds_without_being_installed() -> None:
    assert kinds.kind("feed").reader == "feed@2"
    assert kinds.kind("page").reader == "page@2"


def test_it_says_which_kinds_there_are_when_it_knows_no_such_one() -> None:
    with pytest.raises(NotFound, match="feed, page"):
        kinds.kind("pigeon")


@pytest.mark.usefixtures("_installed")
def test_it_takes_a_kind_that_another_package_brings() -> None:
    assert kinds.kind("bulletin") is BULLETIN
    assert "bulletin" in kinds.names()


@pytest.mark.usefixtures("_installed")
def test_it_lets_no_package_replace_a_kind_of_ours() -> None:
    assert kinds.kind("feed") is kinds.FEED


@pytest.mark.usefixtures("_installed")
def test_it_refuses_an_entry_point_that_is_no_kind() -> None:
    with pytest.raises(WrongSettings, match="is not an"):
        kinds.kind("broken")
