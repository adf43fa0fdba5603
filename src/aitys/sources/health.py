"""What is wrong with a source that answers: it is silent, thin, frozen or changed in shape; or it is dead.

    silent         no new post for far longer than its own habit
    frozen         the same, while what it sends claims to be new
    thin           fewer posts in a day than its card expects at least
    changed-shape  the reader finds far less in what it sends than it did: posts, titles, dates or texts
    dead           no look has gone well for days

Each is decided from values alone and says why. Where the values cannot tell, what was said before stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import pairwise

from aitys.values.health import Diagnosis, Finding, Shape, Sight, Usual
from aitys.values.readings import Parsed

_DAY = timedelta(days=1)
_DEAD_AFTER = timedelta(days=3)
_FEWEST_GAPS = 20
_FAR = 1.5
_RESTLESS = 3
_MANY = 10
_USUAL_AFTER = 5
_FAR_LESS = 0.2
_MOSTLY = 0.6
_SLOWLY = 0.1


def shape_of(parsed: Parsed, at: datetime) -> Shape:
    """The shape of a document that was captured at `at`; what the reader left is an item without anything."""
    posts = parsed.posts
    moments = [post.edited or post.posted for post in posts]
    return Shape(
        items=len(posts) + len(parsed.left),
        titles=sum(bool(post.title) for post in posts),
        dates=sum(post.posted is not None for post in posts),
        texts=sum(bool(post.text) for post in posts),
        today=sum(moment is not None and moment.at.date() == at.date() for moment in moments),
    )


def grown_usual(usual: Usual, shape: Shape) -> Usual:
    """The rule after one more document; one that is far from the rule does not change it."""
    if shape.items == 0 or changed_shape(usual, shape) is not None:
        return usual
    weight = max(_SLOWLY, 1 / (usual.looks + 1))

    def toward(old: float, new: float) -> float:
        return old + weight * (new - old)

    return Usual(
        usual.looks + 1,
        toward(usual.items, shape.items),
        toward(usual.titles, shape.titles / shape.items),
        toward(usual.dates, shape.dates / shape.items),
        toward(usual.texts, shape.texts / shape.items),
    )


def changed_shape(usual: Usual, shape: Shape) -> Finding | None:
    """Far less than as a rule; None too while there is no rule yet."""
    if usual.looks < _USUAL_AFTER:
        return None
    if usual.items >= _USUAL_AFTER and shape.items < usual.items * _FAR_LESS:
        return Finding("changed-shape", f"{shape.items} posts found where {usual.items:.0f} are the rule")
    missing = [
        what for what, part, found in _fields(usual, shape) if part >= _MOSTLY > found / _FAR_LESS * 0.5
    ]
    if not missing or not shape.items:
        return None
    return Finding("changed-shape", f"{' and '.join(missing)} are missing, which most posts had")


def _fields(usual: Usual, shape: Shape) -> tuple[tuple[str, float, float], ...]:
    items = shape.items or 1
    return (
        ("titles", usual.titles, shape.titles / items),
        ("dates", usual.dates, shape.dates / items),
        ("texts", usual.texts, shape.texts / items),
    )


def diagnose(sight: Sight) -> Diagnosis:
    """What is wrong after a good look."""
    found: dict[str, Finding | None] = {"dead": None}
    found |= _stillness(sight)
    found |= _thinness(sight)
    if sight.shape is not None:
        found["changed-shape"] = changed_shape(sight.usual, sight.shape)
    ill = tuple(finding for finding in found.values() if finding is not None)
    return Diagnosis(ill, frozenset(name for name, finding in found.items() if finding is None))


def _stillness(sight: Sight) -> Mapping[str, Finding | None]:
    times = sorted(at for at in sight.times if at <= sight.now)
    if times and sight.now - times[-1] <= _DAY:
        return {"silent": None, "frozen": None}
    gaps = sorted(later - sooner for sooner, later in pairwise(times))
    if len(gaps) < _FEWEST_GAPS:
        return {}
    # The 99.5th percentile of its gaps; of less than 200 that is the longest.
    usual = gaps[min(len(gaps) - 1, round(0.995 * len(gaps)))]
    silence = sight.now - times[-1]
    if silence <= max(_DAY, usual * _FAR):
        return {"silent": None, "frozen": None}
    says = f"no new post for {_in_words(silence)}; it never paused for much more than {_in_words(usual)}"
    claim = _claims_to_be_new(sight)
    if claim:
        return {"silent": None, "frozen": Finding("frozen", f"{says}; yet {claim}")}
    return {"silent": Finding("silent", says), "frozen": None}


def _claims_to_be_new(sight: Sight) -> str:
    shape = sight.shape
    if shape is not None and shape.items >= _MANY and shape.today == shape.items:
        return f"all {shape.items} posts are dated today"
    if sight.restless >= _RESTLESS:
        return f"what it sends was another {sight.restless} times since"
    return ""


def _thinness(sight: Sight) -> Mapping[str, Finding | None]:
    if sight.fewest is None:
        return {"thin": None}
    if sight.now - sight.known_since < _DAY:
        return {}
    count = sum(timedelta(0) <= sight.now - at <= _DAY for at in sight.times)
    if count >= sight.fewest:
        return {"thin": None}
    return {"thin": Finding("thin", f"{count} posts in 24 hours; its card expects {sight.fewest} at least")}


def dead(failing_since: datetime, now: datetime) -> Finding | None:
    """Looks have failed from `failing_since` on."""
    if now - failing_since < _DEAD_AFTER:
        return None
    return Finding("dead", f"no look has gone well for {_in_words(now - failing_since)}")


def _in_words(span: timedelta) -> str:
    hours = span / timedelta(hours=1)
    return f"{hours:.0f} hours" if hours < 48 else f"{hours / 24:.0f} days"
