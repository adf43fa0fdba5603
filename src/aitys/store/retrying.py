"""A write tried again where another process was in its way."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import IntegrityError, OperationalError, transaction

Given = ParamSpec("Given")
Got = TypeVar("Got")

_TRIES = 5


def with_retries(write: Callable[Given, Got], *args: Given.args, **kwargs: Given.kwargs) -> Got:
    """What `write` gives, in a transaction of its own; it is called with these arguments up to five times.

    Another process may have kept one of the same rows meanwhile, or stood in a deadlock with this one. Raises
    what the last try raised.
    """
    for attempt in range(1, _TRIES + 1):
        try:
            with transaction.atomic():
                return write(*args, **kwargs)
        except (IntegrityError, OperationalError):
            if attempt == _TRIES:
                raise
    raise AssertionError("unreachable")
