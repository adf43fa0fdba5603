"""Where the index lies, and how a new one takes the place of the old.

    index/tokens@5+stemming@6+fields@2/   named after what makes the terms, and after the schema
        current                        one line: the name of the generation in use
        3f2a…/                         a generation: Tantivy's files

A rebuild fills a generation beside the one in use; renaming a new `current` over the old is the swap. It is
one step on every system, so no reader ever finds nothing, and readers in the old files keep them open.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from uuid import uuid4

from aitys.errors import SearchUnavailable
from aitys.store.search.schema import FIELDS
from aitys.text.terms import TERMS

INDEX_VERSION = f"{TERMS}+{FIELDS}"

_CURRENT = "current"


def current_folder(index: Path) -> Path:
    """The generation in use of the desk's `index` folder; `SearchUnavailable` when there is none."""
    name = _named(index)
    if not name:
        raise SearchUnavailable(
            str(index), "there is no index that this version can read: run `aitys reindex`", permanent=True
        )
    return index / INDEX_VERSION / name


def is_new(index: Path) -> bool:
    """No version of the program ever finished an index here."""
    return not any(index.glob(f"*/{_CURRENT}"))


def add_generation(index: Path) -> Path:
    """An empty folder for a new generation, not yet in use."""
    folder = index / INDEX_VERSION / uuid4().hex[:12]
    folder.mkdir(parents=True)
    return folder


def make_current(index: Path, generation: Path) -> None:
    """The swap: from now on readers open `generation`. On the disk when this returns."""
    pointer = index / INDEX_VERSION / _CURRENT
    fresh = pointer.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(generation.name)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(pointer)


def remove_unused(index: Path) -> None:
    """Remove every generation but the current one; only under the writer's lock.

    What other versions of the program made goes only once this version has an index of its own. What a reader
    still has open lives on until it lets go; a folder that will not go is left for the next time.
    """
    used = _named(index)
    unused = [folder for folder in (index / INDEX_VERSION).glob("*/") if folder.name != used]
    if used:
        unused += [folder for folder in index.glob("*/") if folder.name != INDEX_VERSION]
    for folder in unused:
        shutil.rmtree(folder, ignore_errors=True)


def _named(index: Path) -> str:
    try:
        name = (index / INDEX_VERSION / _CURRENT).read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return ""
    # What a power cut left of the file names nothing.
    return name if name.isalnum() else ""
