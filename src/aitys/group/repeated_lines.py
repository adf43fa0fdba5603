"""Lines that a channel repeats from post to post: signatures, calls to subscribe, rubrics.

They are learnt per source by counting: a line is the channel's furniture when it stood in at least `LEAST`
posts and in a `SHARE` of all of them. They are told by their words alone, in whatever script and dress.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from aitys.group.addresses import own_lines
from aitys.text.tokens import search_terms

LEAST = 5
SHARE = 0.005

LONGEST = 30
"""Words. A longer line is a text."""

MOST = 4000
"""So many lines of a source are counted; beyond it those that stood in fewest posts are forgotten."""


@dataclass(frozen=True, slots=True)
class SeenLines:
    """In how many of a source's `posts` each line stood, by its folded words."""

    posts: int = 0
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def repeated(self) -> frozenset[str]:
        """The lines that are not a post's own."""
        enough = max(LEAST, math.ceil(SHARE * self.posts))
        return frozenset(line for line, times in self.lines.items() if times >= enough)


def learn(seen: SeenLines, texts: Iterable[str]) -> SeenLines:
    """`seen` with the lines of more posts of the same source, each line once a post."""
    lines = Counter(dict(seen.lines))
    posts = seen.posts
    for text in texts:
        posts += 1
        lines.update({key for line in own_lines(text) if (key := line_key(search_terms(line)))})
        if len(lines) > 2 * MOST:
            lines = _most_frequent(lines)
    return SeenLines(posts, dict(_most_frequent(lines)))


def line_key(words: Sequence[str]) -> str:
    """By which a line of these folded words is known; empty where it has none, or too many."""
    return " ".join(words) if len(words) <= LONGEST else ""


def _most_frequent(lines: Counter[str]) -> Counter[str]:
    return lines if len(lines) <= MOST else Counter(dict(lines.most_common(MOST)))
