"""The one writer of the index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import tantivy
from filelock import BaseFileLock, FileLock, Timeout

from aitys import settings
from aitys.errors import SearchUnavailable
from aitys.store.search import folders
from aitys.store.search.schema import document, open_index
from aitys.values.search import IndexedPost

# One thread: the words are folded in Python before it, and fewer threads make fewer, larger segments.
_HEAP_BYTES = 60_000_000


class IndexWriter:
    """Holds the index's lock from `open` to `close`; a process forked in between would hold it on.

    Nothing is findable, and nothing lasts, before `commit`. `made` says that the index began empty just now:
    where `open` had to make it, every post of the desk waits to be indexed.
    """

    def __init__(self, index: Path, lock: BaseFileLock, generation: Path, *, made: bool) -> None:
        self.made = made
        self.generation = generation
        self._index = index
        self._lock = lock
        with _named_errors(generation):
            self._engine = open_index(generation, create=made)
            self._writer: tantivy.IndexWriter | None = self._engine.writer(_HEAP_BYTES, num_threads=1)
            # A killed writer leaves the files of what it had not committed.
            self._writer.garbage_collect_files()

    @classmethod
    def open(
        cls, folder: Path | None = None, *, wait: float = 10.0, on_made: Callable[[], None] = lambda: None
    ) -> Self:
        """Open the desk's index (`folder`: `Settings.index` of another one); a new desk's is made, empty.

        `on_made` is called for a new one before it is in use: killed there, the next `open` makes it again.
        Raises `SearchUnavailable`: permanent where there is no index that this version can write, else
        because another process holds the lock for longer than `wait` seconds.
        """
        opened = cls._under_lock(folder or settings.current().index, wait, _in_use_or_first)
        if opened.made:
            opened._begin_use(on_made)
        return opened

    @classmethod
    def rebuild(cls, folder: Path | None = None, *, wait: float = 10.0) -> Self:
        """A writer on a new, empty generation; see `begin_rebuild`."""
        return cls._under_lock(folder or settings.current().index, wait, _another)

    @classmethod
    def _under_lock(cls, index: Path, wait: float, choose: Callable[[Path], tuple[Path, bool]]) -> Self:
        lock = _take_lock(index, wait)
        try:
            generation, made = choose(index)
            return cls(index, lock, generation, made=made)
        except BaseException:
            lock.release()
            raise

    def replace(self, posts: Iterable[IndexedPost]) -> None:
        """Put these posts in the place of what the index has under their ids."""
        for post in posts:
            made = document(post)
            with _named_errors(self.generation):
                self._open_writer.delete_documents_by_term("id", post.id)
                self._open_writer.add_document(made)

    def remove(self, ids: Iterable[int]) -> None:
        """Ids that are not there are no error."""
        for post_id in ids:
            with _named_errors(self.generation):
                self._open_writer.delete_documents_by_term("id", post_id)

    def commit(self) -> None:
        """What was replaced and removed so far is on the disk and findable when this returns.

        Raises `SearchUnavailable` when it cannot be written (a full disk); the last commit stands.
        """
        with _named_errors(self.generation):
            self._open_writer.commit()

    def publish(self) -> None:
        """Commit, close, and make this generation the one that readers open."""
        self.commit()
        self._finish_merging()
        folders.make_current(self._index, self.generation)
        folders.remove_unused(self._index)
        self.close()

    def close(self) -> None:
        """Let running merges end and give the lock back; what was not committed is dropped. Twice is once."""
        try:
            self._finish_merging()
        finally:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _begin_use(self, on_made: Callable[[], None]) -> None:
        try:
            on_made()
            folders.make_current(self._index, self.generation)
        except BaseException:
            self.close()
            raise

    @property
    def _open_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            raise SearchUnavailable(str(self.generation), "this writer is closed")
        return self._writer

    def _finish_merging(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            with _named_errors(self.generation):
                writer.wait_merging_threads()


def begin_rebuild(folder: Path | None = None, *, wait: float = 10.0) -> IndexWriter:
    """A writer on an empty index beside the one in use, which readers go on reading.

    Holds the lock: other writers wait. Closed without `finish_rebuild` it leaves everything as it was.
    """
    return IndexWriter.rebuild(folder, wait=wait)


def finish_rebuild(writer: IndexWriter) -> None:
    """Commit, close, and swap: every search that begins now reads the new index. The old one is removed."""
    writer.publish()


def _take_lock(index: Path, wait: float) -> BaseFileLock:
    """The lock lies beside the index, in the desk's `locks`: the index folder itself may be thrown away."""
    place = index.with_name("locks") / "index.lock"
    place.parent.mkdir(parents=True, exist_ok=True)
    index.mkdir(parents=True, exist_ok=True)
    lock = FileLock(place, timeout=wait, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise SearchUnavailable(
            str(place), f"another process writes the index and did not end within {wait:g} s"
        ) from error
    return lock


def _in_use_or_first(index: Path) -> tuple[Path, bool]:
    if folders.is_new(index):
        return folders.add_generation(index), True
    found = folders.current_folder(index)
    folders.remove_unused(index)
    return found, False


def _another(index: Path) -> tuple[Path, bool]:
    folders.remove_unused(index)
    return folders.add_generation(index), True


@contextmanager
def _named_errors(generation: Path) -> Iterator[None]:
    """Tantivy says everything with ValueError: missing files, a full disk, a worker thread that died."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise SearchUnavailable(
            str(generation),
            f"the index cannot be written ({error}): run `aitys reindex` if this stays",
            permanent=True,
        ) from error
