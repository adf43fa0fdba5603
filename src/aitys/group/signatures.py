"""Signatures: 256 bytes by which two posts of many million are known to share their runs of words.

MinHash (Broder 1997) of 128 permutations as `rensa` computes it. Of each minimum the lower 16 bits are kept
(Li and König 2010): of unlike posts one number in 65,536 agrees by chance, and half the bytes are saved.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rensa import RMinHash

from aitys.group.own_words import OwnWords
from aitys.text.tokens import ANALYSER

# Raise it whenever a post could get another signature: own words, runs, seed.
SIGNATURE = f"signature@1+{ANALYSER}+rensa-{RMinHash.ALGORITHM_VERSION}"

_PERMUTATIONS = 128
_SEED = 42


def signatures(posts: Sequence[OwnWords]) -> list[bytes | None]:
    """The signature of each post (`SIGNATURE_BYTES`); None for one that is too short for one."""
    long = [post.runs for post in posts if not post.is_short]
    made = iter(_signed(long))
    return [None if post.is_short else next(made) for post in posts]


def _signed(runs: Sequence[frozenset[str]]) -> list[bytes]:
    if not runs:
        return []
    minima = RMinHash.digest_matrix_from_token_sets(runs, _PERMUTATIONS, _SEED).to_rows()
    kept = (np.asarray(minima, dtype=np.uint32) & 0xFFFF).astype("<u2")
    return [row.tobytes() for row in kept]


def resemblance(one: bytes, other: bytes) -> float:
    """The Jaccard index of two posts' runs, as their signatures tell it: within 0.09 of 19 in 20."""
    return float(np.mean(np.frombuffer(one, "<u2") == np.frombuffer(other, "<u2")))
