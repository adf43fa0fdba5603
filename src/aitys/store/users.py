"""The people who may sign in."""

from __future__ import annotations

from aitys.errors import NotFound
from aitys.store import models
from aitys.values.users import User


def every() -> tuple[User, ...]:
    """All, by name, those who are switched off too."""
    return tuple(_user(row) for row in models.User.objects.order_by("username"))


def by_name(name: str) -> User | None:
    row = models.User.objects.filter(username=name).first()
    return _user(row) if row else None


def add(name: str, byline: str, password: str) -> None:
    """Keep a person; the password is kept as a slow hash of Django's."""
    models.User.objects.create_user(name, password=password, byline=byline)


def set_password(name: str, password: str) -> None:
    """Every session of the person ends with it. Raises NotFound."""
    row = _row(name)
    row.set_password(password)
    row.save(update_fields=["password"])


def set_active(name: str, *, active: bool) -> bool:
    """Let the person in, or out at their next click; False where it was so already. Raises NotFound."""
    row = _row(name)
    changed = row.is_active != active
    row.is_active = active
    row.save(update_fields=["is_active"])
    return changed


def _row(name: str) -> models.User:
    row = models.User.objects.filter(username=name).first()
    if row is None:
        raise NotFound(name, "there is no such person; `aitys user list` shows them")
    return row


def _user(row: models.User) -> User:
    return User(row.username, row.byline, row.is_active, row.last_login)
