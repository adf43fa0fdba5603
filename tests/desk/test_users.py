from __future__ import annotations

from typing import Any

import pytest

from aitys.desk.users import add_user, change_password, switch_user
from aitys.errors import NotFound, WrongUse
from aitys.store import models, users
from aitys.values.users import Actor, User

pytestmark = pytest.mark.django_db

PASSWORD = "seven grey horses"


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:  # noqa: ANN401 - pytest-django's
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def test_a_person_has_a_name_to_sign_in_with_and_another_for_readers() -> None:
    assert add_user("Anara", "A. Tian", PASSWORD) == User("anara", "A. Tian")
    assert users.every() == (User("anara", "A. Tian"),)


@pytest.mark.parametrize("name", ["", "two words", "a" * 81, "a/b", "a\nb"])
def test_a_name_that_cannot_be_kept_is_refused(name: str) -> None:
    with pytest.raises(WrongUse, match="letters, digits"):
        add_user(name, "", PASSWORD)


def test_a_name_is_one_persons_however_it_is_written() -> None:
    add_user("anara", "", PASSWORD)
    with pytest.raises(WrongUse, match="aitys user password anara"):
        add_user("ANARA", "", PASSWORD)


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("short1", "too short"),
        ("4815162342108", "entirely numeric"),
        ("password123", "too common"),
        ("anarabek12", "too similar to the username"),
        ("nightingale", "too similar to the byline"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason_and_nobody_is_added(password: str, says: str) -> None:
    with pytest.raises(WrongUse, match=says) as caught:
        add_user("anarabek", "Nightingale", password)
    assert password not in str(caught.value)
    assert users.every() == ()


def test_a_by_line_longer_than_its_column_is_refused() -> None:
    with pytest.raises(WrongUse, match="at most 200"):
        add_user("anara", "a" * 201, PASSWORD)


def test_who_is_switched_off_stays_on_the_list() -> None:
    add_user("anara", "", PASSWORD)
    assert switch_user("Anara", active=False)
    assert not switch_user("anara", active=False)
    assert users.every() == (User("anara", "", is_active=False),)
    assert switch_user("anara", active=True)


def test_nobody_is_found_under_a_name_that_is_nobodys() -> None:
    with pytest.raises(NotFound, match="aitys user list"):
        switch_user("bolot", active=False)
    with pytest.raises(NotFound, match="aitys user list"):
        change_password("bolot", PASSWORD)


def test_each_act_is_in_the_trail_with_who_did_it_and_no_password() -> None:
    add_user("anara", "A. Tian", PASSWORD)
    anara = models.User.objects.get()
    switch_user("anara", active=False)
    switch_user("anara", active=True, by=Actor("desk", anara.id))
    change_password("anara", "eight grey horses")
    rows = models.AuditEntry.objects.order_by("id")
    assert [(row.act, row.door, row.actor_id) for row in rows] == [
        ("user add", "terminal", None),
        ("user off", "terminal", None),
        ("user on", "desk", anara.id),
        ("user password", "terminal", None),
    ]
    assert "horses" not in str([row.details for row in rows])
