"""The trail of acts: who changed what, when, through which door."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from aitys.store import models
from aitys.values.users import TERMINAL, Actor

_SUBJECT = 200


def note(act: str, subject: str, details: Mapping[str, object], by: Actor = TERMINAL) -> None:
    """Write one act down; call it in the transaction that does the act."""
    models.AuditEntry.objects.create(
        at=datetime.now(UTC),
        actor_id=by.user_id,
        door=by.door,
        act=act,
        subject=subject[:_SUBJECT],
        details=dict(details),
    )
