"""Which posts share a part of their signature: the look-up before two posts are compared.

Derived: made anew from the signatures, the same beside both databases. What came last is in memory
and in a journal (`recent`), the rest in sorted runs on the disk (`sorted_run`); a small file names those in
use (`folder`).
"""

from aitys.store.bands.bands import Bands, Candidate

__all__ = ["Bands", "Candidate"]
