"""The word index: derived from the rows, thrown away and made again at will.

One process writes (`IndexWriter`), any number read (`search`) and see every commit at their next search.
"""

from aitys.store.search.asking import Asked, ask
from aitys.store.search.folders import INDEX_VERSION, current_folder
from aitys.store.search.reading import Snapshot, search
from aitys.store.search.writing import IndexWriter, begin_rebuild, finish_rebuild

__all__ = [
    "INDEX_VERSION",
    "Asked",
    "IndexWriter",
    "Snapshot",
    "ask",
    "begin_rebuild",
    "current_folder",
    "finish_rebuild",
    "search",
]
