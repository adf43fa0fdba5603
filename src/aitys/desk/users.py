"""Who may sign in: a person is added, gets a new password, is switched off and on."""

from __future__ import annotations

import re

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from aitys.desk.names import check_line
from aitys.errors import NotFound, WrongUse
from aitys.store import audit, users
from aitys.values.users import TERMINAL, Actor, User

_NAME = re.compile(r"[\w.-]{1,80}")
_LONGEST_BYLINE = 200


def check_name(name: str) -> str:
    """The name as it is kept, in small letters. Raises WrongUse where it cannot be kept or is somebody's."""
    kept = name.lower()
    if not _NAME.fullmatch(kept):
        raise WrongUse(name[:80] or '""', "a name to sign in with has 1 to 80 letters, digits, and . _ -")
    if users.by_name(kept) is not None:
        raise WrongUse(
            kept, f"somebody has this name; `aitys user password {kept}` gives them a new password"
        )
    return kept


def add_user(name: str, byline: str, password: str, by: Actor = TERMINAL) -> User:
    """Keep a person. Raises WrongUse for a name, a by-line or a password that will not do."""
    kept = check_name(name)
    check_line("a by-line", byline)
    if len(byline) > _LONGEST_BYLINE:
        raise WrongUse(byline[:80], f"a by-line has at most {_LONGEST_BYLINE} characters")
    _check_password(User(kept, byline), password)
    with transaction.atomic():
        users.add(kept, byline, password)
        audit.note("user add", kept, {"byline": byline}, by)
    return User(kept, byline)


def find_user(name: str) -> User:
    """Raises NotFound."""
    found = users.by_name(name.lower())
    if found is None:
        raise NotFound(name[:80], "there is no such person; `aitys user list` shows them")
    return found


def change_password(name: str, password: str, by: Actor = TERMINAL) -> User:
    """Give a person a new password; their sessions end. Raises NotFound, and WrongUse for a weak one."""
    found = find_user(name)
    _check_password(found, password)
    with transaction.atomic():
        users.set_password(found.name, password)
        audit.note("user password", found.name, {}, by)
    return found


def switch_user(name: str, *, active: bool, by: Actor = TERMINAL) -> bool:
    """Let a person in no more, or again; False where it was so already. Raises NotFound.

    What they wrote stays, and so does their name in the trail: people are never deleted.
    """
    found = find_user(name)
    with transaction.atomic():
        changed = users.set_active(found.name, active=active)
        if changed:
            audit.note("user on" if active else "user off", found.name, {}, by)
    return changed


def _check_password(user: User, password: str) -> None:
    row = get_user_model()(username=user.name, byline=user.byline)
    try:
        validate_password(password, row)
    except ValidationError as error:
        raise WrongUse(f"the password of {user.name}", " ".join(error.messages)) from error
