"""A signature cut into bands: two posts that agree in one of them may be copies.

With 32 bands of four numbers (Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, 3.4) posts whose
runs of words have a Jaccard index of 0.5 meet with a probability of 0.87, of 0.7 with
0.9998, of 0.2 with 0.05.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aitys.values.copies import SIGNATURE_BYTES

BANDS = 32

Numbers = NDArray[np.int64]
Hashes = NDArray[np.uint32]

# Knuth's multiplicative hash: the upper half of the product depends on every bit of a band.
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


def band_hashes(signatures: Sequence[bytes]) -> Hashes:
    """A row a signature, a column a band. Of two unlike bands one pair in 2^32 has the same hash.

    Raises ValueError for a signature that has not `SIGNATURE_BYTES`.
    """
    if any(len(each) != SIGNATURE_BYTES for each in signatures):
        raise ValueError(f"a signature has {SIGNATURE_BYTES} bytes")
    bands = np.frombuffer(b"".join(signatures), "<u8").reshape(len(signatures), BANDS)
    mixed = (bands ^ (bands >> np.uint64(29))) * _GOLDEN
    hashes: Hashes = (mixed >> np.uint64(32)).astype(np.uint32)
    return hashes


def spread(first: Numbers, width: Numbers) -> tuple[Numbers, Numbers]:
    """Of each stretch of `width` places from `first` on: its number, and a place, once for each place."""
    stretch = np.repeat(np.arange(len(first)), width)
    return stretch, np.arange(len(stretch)) - np.repeat(np.cumsum(width) - width - first, width)
