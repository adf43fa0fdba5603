"""Every error of ours, in one tree.

    AitysError                what a person can act on; anything else is a bug
    ├── WrongUse              the command or its arguments; exit code 2
    │   └── WrongSettings     `aitys.toml` or an AITYS_* variable
    ├── FetchRefused          an address was not asked, or its answer was not taken; `name` says why
    ├── UnreadableSource      bytes came, but they are not what the source's card promises
    ├── NotFound              no such source, topic, post or file
    ├── EvidenceBroken        kept bytes and their record disagree
    ├── SearchUnavailable     the index is missing or being made
    └── DeskMismatch          the desk's schema is newer or older than this program

In a round errors travel as values (`Failure`), so that one dead source never stops the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import ValidationError


@dataclass(frozen=True, slots=True)
class Failure:
    """An error as a value: what reports, health rows and `--json` carry."""

    name: str
    says: str
    permanent: bool


class AitysError(Exception):
    """`subject` names the source, file or setting; `says` what is wrong and what to do."""

    name = "error"

    def __init__(self, subject: str, says: str, *, name: str = "", permanent: bool = False) -> None:
        super().__init__(f"{subject}: {says}")
        self.subject = subject
        self.says = says
        self.permanent = permanent
        if name:
            self.name = name

    def __reduce__(self) -> tuple[object, ...]:
        """Cross a process border whole: parsers run in a child."""
        return (_rebuild, (type(self), self.subject, self.says, self.name, self.permanent))

    def as_failure(self) -> Failure:
        return Failure(self.name, str(self), self.permanent)


def _rebuild(kind: type[AitysError], subject: str, says: str, name: str, permanent: bool) -> AitysError:  # noqa: FBT001 - pickle passes by position
    return kind(subject, says, name=name, permanent=permanent)


class WrongUse(AitysError):
    name = "wrong-use"


class WrongSettings(WrongUse):
    name = "wrong-settings"


class FetchRefused(AitysError):
    """`name` is one of `aitys.collect.refusals.NAMES`; `permanent` says a retry is pointless."""

    name = "fetch-refused"


class UnreadableSource(AitysError):
    name = "unreadable"


class NotFound(AitysError):
    name = "not-found"


class EvidenceBroken(AitysError):
    name = "evidence-broken"


class SearchUnavailable(AitysError):
    name = "search-unavailable"


class DeskMismatch(AitysError):
    name = "desk-mismatch"


def first_fault(error: ValidationError, strange: str) -> tuple[str, str]:
    """Where pydantic found the first fault ("routes.0.kind"; empty: in the whole), and what is wrong there.

    `strange` says what is wrong with a key that nobody knows.
    """
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    what = strange if first["type"] == "extra_forbidden" else first["msg"]
    return where, what.removeprefix("Value error, ")
