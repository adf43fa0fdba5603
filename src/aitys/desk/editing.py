"""Two people at one article: who saves what they have not seen changes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.db import transaction

from aitys.desk.articles import Kept, save_article
from aitys.errors import WrongUse
from aitys.publish.pictures import MadePicture
from aitys.store import articles
from aitys.values.articles import ArticleDraft
from aitys.values.sentences import sentence
from aitys.values.users import Actor

EDITED_MEANWHILE = "edited-meanwhile"


def seen_state(draft: ArticleDraft | None) -> str:
    """A short text that is another one after every change of the article; empty where there is none yet."""
    return hashlib.sha256(repr(draft).encode()).hexdigest()[:32] if draft else ""


def save_seen(draft: ArticleDraft, seen: str, by: Actor, brought: Sequence[MadePicture] = ()) -> Kept:
    """Save an article whose kept state is still the one that was `seen`; raises as `save_article` does.

    Raises WrongUse of the name `EDITED_MEANWHILE` where somebody else saved it since, or took its address.
    """
    with transaction.atomic():
        articles.lock(draft.slug)
        if seen_state(articles.draft_of(draft.slug)) != seen:
            raise WrongUse(
                draft.slug,
                sentence("somebody saved this article meanwhile; nothing was changed"),
                name=EDITED_MEANWHILE,
            )
        return save_article(draft, by, brought)
