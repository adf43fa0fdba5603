"""The earliest publication found, in sentences that always say what was not seen.

Never "the source", never "the author": it is the earliest that this desk found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from aitys.publish.times import shown_moment, shown_time
from aitys.values.coverage import FirstSeen, Unseen, UnseenSource

NAMED = 3
"""Of sources that are not seen for one reason so many are named, the others counted."""


@dataclass(frozen=True, slots=True)
class FirstSeenWords:
    """`unseen` is empty where every watched source was seen at that time."""

    earliest: str
    unseen: str
    carried: str

    @property
    def text(self) -> str:
        return " ".join(part for part in (self.earliest, self.unseen, self.carried) if part)


def first_seen_words(first: FirstSeen) -> FirstSeenWords:
    return FirstSeenWords(_earliest(first), _unseen(first.unseen), _carried(first))


def _earliest(first: FirstSeen) -> str:
    told = {
        "source": first.card.title,
        "posted": shown_time(first.posted).words if first.posted else "",
        "seen": shown_moment(first.seen_since).words,
        "not_yet": shown_moment(first.not_yet).words if first.not_yet else "",
    }
    return _form(first) % told


def _form(first: FirstSeen) -> str:
    if first.imported and first.posted:
        return gettext(
            "Earliest publication we found: posted %(posted)s on %(source)s; imported"
            " from an archive on %(seen)s."
        )
    if first.posted is None:
        return gettext(
            "Earliest publication we found: on %(source)s, seen since %(seen)s; it prints no time."
        )
    if first.not_yet:
        return gettext(
            "Earliest publication we found: on %(source)s, dated %(posted)s; this wording seen since"
            " %(seen)s, and not yet at %(not_yet)s."
        )
    return gettext(
        "Earliest publication we found: posted %(posted)s on %(source)s; this wording seen since %(seen)s."
    )


def _unseen(sources: Sequence[UnseenSource]) -> str:
    of_reason: dict[Unseen, list[UnseenSource]] = defaultdict(list)
    for each in sources:
        of_reason[each.why].append(each)
    parts = [part for why in Unseen for part in _parts(why, of_reason[why])]
    return gettext("Not seen: %(sources)s.") % {"sources": ", ".join(parts)} if parts else ""


def _parts(why: Unseen, sources: Sequence[UnseenSource]) -> Iterator[str]:
    named = sources[:NAMED] if why in (Unseen.BEFORE, Unseen.HOLE, Unseen.AFTER) else ()
    yield from (_named(each) for each in named)
    if rest := len(sources) - len(named):
        yield _counted(why, rest)


def _named(each: UnseenSource) -> str:
    told = {
        "source": each.card.title,
        "since": shown_moment(each.since).words if each.since else "",
        "until": shown_moment(each.until).words if each.until else "",
    }
    if each.why is Unseen.BEFORE:
        return gettext("%(source)s before %(since)s") % told
    if each.why is Unseen.AFTER:
        return gettext("%(source)s after %(until)s") % told
    return gettext("%(source)s between %(until)s and %(since)s") % told


def _counted(why: Unseen, count: int) -> str:
    return _forms(why, count) % {"count": count}


def _forms(why: Unseen, count: int) -> str:  # noqa: PLR0911 - a form each, and gettext finds only literals
    if why is Unseen.PREVIEW_OFF:
        return ngettext(
            "%(count)s channel with its preview switched off",
            "%(count)s channels with their previews switched off",
            count,
        )
    if why is Unseen.THROTTLED:
        return ngettext("%(count)s source that held us back", "%(count)s sources that held us back", count)
    if why is Unseen.FAILING:
        return ngettext(
            "%(count)s source that could not be read", "%(count)s sources that could not be read", count
        )
    if why is Unseen.NOT_READ:
        return ngettext(
            "%(count)s source that is not read yet", "%(count)s sources that are not read yet", count
        )
    if why is Unseen.ARCHIVE:
        return ngettext(
            "%(count)s source of which we have only an archive",
            "%(count)s sources of which we have only archives",
            count,
        )
    if why is Unseen.PAUSED:
        return ngettext(
            "%(count)s source that this desk has paused", "%(count)s sources that this desk has paused", count
        )
    return ngettext("%(count)s more source at that time", "%(count)s more sources at that time", count)


def _carried(first: FirstSeen) -> str:
    form = ngettext(
        "%(carried)s of %(watched)s watched source carried it.",
        "%(carried)s of %(watched)s watched sources carried it.",
        first.watched,
    )
    return form % {"carried": first.carried, "watched": first.watched}
