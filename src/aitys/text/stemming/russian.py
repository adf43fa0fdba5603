"""Russian words without their endings."""

from __future__ import annotations

from aitys.text.tokens import fold_token


def stem(word: str) -> str:
    """The key that the forms of `word` share."""
    return fold_token(word)
