"""The index as a reader opens it: always as of the last commit of any process."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from tantivy import Searcher

from aitys.errors import SearchUnavailable
from aitys.store.search.folders import current_folder
from aitys.store.search.schema import open_index


class _Reader:
    """An open generation and the state of it that was last loaded."""

    def __init__(self, folder: Path) -> None:
        self._state = folder / "meta.json"
        self._index = open_index(folder)
        self._loaded = b""

    def searcher(self) -> Searcher:
        """Of the last commit. Tantivy writes `meta.json` anew at each: the same bytes, the same index."""
        state = self._state.read_bytes()
        if state != self._loaded:
            self._index.reload()
            self._loaded = state
        return self._index.searcher()


@lru_cache(maxsize=1)
def _reader(folder: Path) -> _Reader:
    return _Reader(folder)


def searcher(index: Path) -> Searcher:
    """Of the generation in use of the `index` folder; `SearchUnavailable` when there is none."""
    folder = current_folder(index)
    try:
        return _reader(folder).searcher()
    except (ValueError, OSError) as error:
        # Swapped and removed between our look and our opening? Then there is another one now.
        again = current_folder(index)
        if again == folder:
            raise SearchUnavailable(
                str(folder), f"the index cannot be read ({error}): run `aitys reindex`", permanent=True
            ) from error
        return _reader(again).searcher()
