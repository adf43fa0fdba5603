"""What an error or a note says, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext

from aitys.values.sentences import Sentence


def in_words(says: str) -> str:
    """Translated where it is a `Sentence`, with a capital: on a screen nothing stands before it."""
    words = gettext(says.pattern) % says.parts if isinstance(says, Sentence) else says
    return words[:1].upper() + words[1:]
