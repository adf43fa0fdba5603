"""What `verify` can find."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """`name` is stable, `subject` says where, `says` what is wrong.

    Of files:  file-missing, file-truncated, member-missing, member-changed, unknown-bytes.
    Of rows:   row-edited, reading-edited, version-edited, post-edited, coverage-edited,
              rate-edited, rate-missing.
    Of pictures: picture-missing, picture-edited.
    Of the chain: link-missing, link-broken, head-mismatch.
    """

    name: str
    subject: str
    says: str
