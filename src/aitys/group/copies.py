"""Whether a post is a copy of another, and why."""

from __future__ import annotations

from dataclasses import dataclass

from aitys.group.differing import differing
from aitys.group.own_words import OwnWords
from aitys.values.copies import Difference, Differs, Finding, Kin
from aitys.values.sentences import Sentence, sentence

LINK = 0.5
"""From here on a share of common runs makes a link."""

SUGGESTION = 0.3
"""From here on it is a suggestion."""

A_NUMBER_IN = 40
"""In a link one number may stand in the place of another, and one more in each so many words; in a suggestion
one more than that. With still more the text is a frame that is filled anew, as a daily list of prices is.
"""

BUT_FOR_NUMBERS = 0.75
"""Where a number stands in the place of another, the words around it have to be the same to this degree for a
link: who wrote other words and another number may well write of another day.
"""


@dataclass(frozen=True, slots=True)
class Compared:
    """A post as it is compared: its own words, every address it is known under, and the address of the post
    that its platform says it was forwarded from (`Forward.address`).
    """

    own: OwnWords
    addresses: frozenset[str] = frozenset()
    forward: str = ""


def kinship(new: Compared, old: Compared) -> Finding:
    """How `new` relates to `old`. The same both ways, but for the order in what differs.

    The score of a near copy is the Jaccard index of both posts' runs of words, in which any number counts as
    any other; which numbers, names and negations are not the same is said beside it.
    """
    if forward := _forward(new, old) or _forward(old, new):
        return Finding(Kin.FORWARD, 1.0, sentence("forwarded from %(address)s", address=forward))
    if new.own.is_short or old.own.is_short:
        return Finding(Kin.NONE, 0.0, sentence("too few words of its own"))
    if new.own.words == old.own.words:
        return Finding(Kin.SAME, 1.0, sentence("the same words"))
    score = _jaccard(new.own.runs, old.own.runs)
    if score < SUGGESTION:
        return Finding(Kin.NONE, score, sentence("other words"))
    return _near(score, new.own, old.own)


def _forward(copy: Compared, original: Compared) -> str:
    return copy.forward if copy.forward and copy.forward in original.addresses else ""


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)


def _near(score: float, new: OwnWords, old: OwnWords) -> Finding:
    differs = differing(old, new)
    numbers = sum(each.kind is Differs.NUMBER and "" not in (each.before, each.after) for each in differs)
    allowed = 1 + min(len(new.words), len(old.words)) // A_NUMBER_IN
    if numbers > allowed + 1:
        return Finding(Kin.NONE, score, sentence("the same frame with other numbers"), differs)
    is_suggestion = numbers > allowed or score < (BUT_FOR_NUMBERS if numbers else LINK)
    return Finding(Kin.NEAR, score, _shares(score, differs), differs, is_suggestion)


def _shares(score: float, differs: tuple[Difference, ...]) -> Sentence:
    share = f"{score:.0%}"
    if not differs:
        return sentence("%(share)s of the runs of words are the same", share=share)
    told = ", ".join(map(str, differs))
    return sentence(
        "%(share)s of the runs of words are the same, but %(differences)s", share=share, differences=told
    )
