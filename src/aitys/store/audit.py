"""The trail of acts: who changed what, when, through which door."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from aitys.store import models


def note(act: str, subject: str, details: Mapping[str, object], *, door: str = "terminal") -> None:
    """Write one act down; call it in the transaction that does the act."""
    models.AuditEntry.objects.create(
        at=datetime.now(UTC), actor=None, door=door, act=act, subject=subject, details=dict(details)
    )
