"""Whether copies are found among posts, and nothing else is taken for one."""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from aitys.errors import WrongUse
from aitys.group.copies import Compared, kinship
from aitys.group.own_words import OwnWords, own_words
from aitys.group.repeated_lines import SeenLines, learn
from aitys.group.signatures import SIGNATURE, signatures
from aitys.store.bands import Bands
from aitys.values.copies import Finding, Kin

ALIKE = 0.8
"""From here on a pair that was measured has to be found."""

_TOGETHER = 500

Pair = frozenset[str]


class CopySample(BaseModel):
    """A post; `source` may be called `channel_id`. It is known as "source/id", without a source as "id"."""

    model_config = ConfigDict(frozen=True)

    id: int | str
    text: str
    title: str = ""
    source: int | str = Field(default="", validation_alias=AliasChoices("source", "channel_id"))

    @property
    def key(self) -> str:
        return f"{self.source}/{self.id}" if self.source != "" else str(self.id)


@dataclass(frozen=True, slots=True)
class PairSample:
    """What is known of two posts: how much of their words they share (`jaccard`), what a person says who read
    both (`copy`), or either.
    """

    pair: Pair
    jaccard: float | None = None
    copy: bool | None = None

    @property
    def has_to_be_found(self) -> bool:
        return self.copy if self.copy is not None else (self.jaccard or 0.0) >= ALIKE


@dataclass(frozen=True, slots=True)
class CopyFound:
    """`a` was there before `b`."""

    a: str
    b: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class CopyMeasures:
    """Shares between 0 and 1, None where there was nothing to take one of.

    `recall`: of the pairs that have to be found and whose posts are long enough for it, `wanted` of them.
    `precision`: of the found pairs that somebody read, those that are copies; where nobody read any, the
    share of the found pairs that are given at all. `found` are links, `differ` those among them that
    say something else too, `suggested` what would only be suggested.
    """

    recall: float | None
    precision: float | None
    found: int
    wanted: int
    differ: int
    suggested: int


@dataclass(frozen=True, slots=True)
class CopyEvaluation:
    """`found` are links and suggestions, in the order in which the later post of each came."""

    own: Mapping[str, OwnWords]
    found: tuple[CopyFound, ...]

    @property
    def links(self) -> list[CopyFound]:
        return [each for each in self.found if each.finding.is_link]

    def measured(self, pairs: Sequence[PairSample]) -> CopyMeasures:
        """What was found, held against what is known of some pairs."""
        linked = {frozenset((each.a, each.b)) for each in self.links}
        wanted = [each.pair for each in pairs if each.has_to_be_found and not self._has_short(each.pair)]
        return CopyMeasures(
            recall=_share(pair in linked for pair in wanted),
            precision=_precision(pairs, linked),
            found=len(linked),
            wanted=len(wanted),
            differ=sum(bool(each.finding.differs) for each in self.links),
            suggested=sum(each.finding.is_suggestion for each in self.found),
        )

    def _has_short(self, pair: Pair) -> bool:
        """A post that is not among those given is not short: it is not found, and that counts."""
        return any(key in self.own and self.own[key].is_short for key in pair)


def evaluate(posts: Sequence[CopySample], progress: Callable[[int], None] = lambda _: None) -> CopyEvaluation:
    """Learn each source's lines, sign every post, and hold it against what shares a band with it."""
    own = own_words_of(posts)
    found = _found(own, progress)
    return CopyEvaluation(own, tuple(each for each in found if each.finding.kin is not Kin.NONE))


def own_words_of(posts: Sequence[CopySample]) -> dict[str, OwnWords]:
    """By key; the lines of a source are learnt from all of its posts before any is read."""
    of: dict[int | str, list[str]] = defaultdict(list)
    for post in posts:
        of[post.source].append(_text(post))
    repeated = {source: learn(SeenLines(), texts).repeated for source, texts in of.items()}
    return {post.key: own_words(_text(post), repeated[post.source]) for post in posts}


def read_pairs(path: Path) -> list[PairSample]:
    """Tab-separated, gzip or not: `a` and `b`, with `jaccard` (0 to 1) or `copy` (yes, no), or both.

    Raises WrongUse with file and line for the first that is none.
    """
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw).decode("utf-8")
    rows = csv.DictReader(io.StringIO(text), delimiter="\t")
    return [_pair(row, f"{path}, line {number}") for number, row in enumerate(rows, 2)]


def _pair(row: Mapping[str, str | None], where: str) -> PairSample:
    a, b, jaccard, copy = (row.get(name) or "" for name in ("a", "b", "jaccard", "copy"))
    if not a or not b or a == b or copy not in ("", "yes", "no") or not (jaccard or copy):
        raise WrongUse(where, "a pair has a, b, and a jaccard or a copy that is yes or no")
    try:
        return PairSample(
            frozenset((a, b)), float(jaccard) if jaccard else None, copy == "yes" if copy else None
        )
    except ValueError as error:
        raise WrongUse(where, f"{jaccard} is no number") from error


def _text(post: CopySample) -> str:
    return f"{post.title}\n{post.text}"


def _found(own: Mapping[str, OwnWords], progress: Callable[[int], None]) -> Iterator[CopyFound]:
    keys = list(own)
    with TemporaryDirectory(prefix="aitys-evaluate-") as folder, Bands.open(Path(folder), SIGNATURE) as bands:
        left = iter(enumerate(keys))
        while batch := list(islice(left, _TOGETHER)):
            signed = zip(batch, signatures([own[key] for _, key in batch]), strict=True)
            to_meet = [(number, signature) for (number, _), signature in signed if signature]
            for (number, _), candidates in zip(to_meet, bands.meet(to_meet), strict=True):
                new = Compared(own[keys[number]])
                for each in candidates:
                    finding = kinship(new, Compared(own[keys[each.id]]))
                    yield CopyFound(keys[each.id], keys[number], finding)
            progress(len(batch))


def _precision(pairs: Sequence[PairSample], linked: set[Pair]) -> float | None:
    read = {each.pair: each.copy for each in pairs if each.copy is not None}
    if read:
        return _share(bool(read[pair]) for pair in linked if pair in read)
    given = {each.pair for each in pairs}
    return _share(pair in given for pair in linked)


def _share(judged: Iterable[bool]) -> float | None:
    every = list(judged)
    return sum(every) / len(every) if every else None
