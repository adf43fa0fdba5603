"""Candidates of copies: on the disk, after a kill, after a merge."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitys.errors import SearchUnavailable
from aitys.store.bands import Bands, Candidate, bands
from aitys.store.bands.hashes import BANDS, band_hashes
from aitys.store.bands.sorted_run import merge_runs, open_run, write_run
from aitys.values.copies import SIGNATURE_BYTES

VERSION = "signature@1"


def signature(seed: int, like: int | None = None, shared: int = 0) -> bytes:
    """Numbers of its own; where `like` is given, the first `shared` bands are those of that one."""
    own = np.random.default_rng(seed).bytes(SIGNATURE_BYTES)
    return own if like is None else signature(like)[: 8 * shared] + own[8 * shared :]


def posts(first: int, last: int) -> list[tuple[int, bytes]]:
    return [(id_, signature(id_)) for id_ in range(first, last)]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs of ten posts, and none larger than 160."""
    monkeypatch.setattr(bands, "IN_MEMORY", 10)
    monkeypatch.setattr(bands, "LARGEST", 160)


def filled(folder: Path, count: int) -> None:
    with Bands.open(folder, VERSION) as there:
        for first in range(0, count, 5):
            there.meet(posts(first, first + 5))
            there.commit()


def test_a_post_meets_those_that_share_a_band_the_nearest_first(tmp_path: Path) -> None:
    with Bands.open(tmp_path, VERSION) as there:
        met = there.meet([(1, signature(1)), (2, signature(2, like=1, shared=3)), (3, signature(3))])
        assert met == [[], [Candidate(1, 3)], []]
        assert there.look_up([signature(1)]) == [[Candidate(1, BANDS), Candidate(2, 3)]]


def test_posts_of_one_call_meet(tmp_path: Path) -> None:
    with Bands.open(tmp_path, VERSION) as there:
        assert there.meet([(1, signature(1)), (2, signature(1))]) == [[], [Candidate(1, BANDS)]]


def test_looking_up_adds_nothing(tmp_path: Path) -> None:
    with Bands.open(tmp_path, VERSION) as there:
        there.look_up([signature(1)])
        assert (len(there), there.look_up([signature(1)])) == (0, [[]])


def test_a_post_never_meets_itself(tmp_path: Path) -> None:
    with Bands.open(tmp_path, VERSION) as there:
        there.meet([(1, signature(1))])
        assert there.meet([(1, signature(1))]) == [[]]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("count", [5, 10, 35, 40, 165, 400])
def test_every_post_is_found_in_memory_on_the_disk_and_after_opening_again(
    tmp_path: Path, count: int
) -> None:
    filled(tmp_path, count)
    with Bands.open(tmp_path, VERSION) as there:
        assert (len(there), there.made) == (count, False)
        found = there.look_up([made for _, made in posts(0, count)])
        assert [[each.id for each in of] for of in found] == [[id_] for id_ in range(count)]


@pytest.mark.usefixtures("small")
def test_runs_of_one_size_become_one_and_the_files_of_the_old_go(tmp_path: Path) -> None:
    filled(tmp_path, 40)
    files = sorted(file.name.partition("-")[0] for file in (tmp_path / VERSION).iterdir())
    assert files == ["in", "recent", "run"]


@pytest.mark.usefixtures("small")
def test_the_largest_runs_are_merged_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bands, "LARGEST", 40)
    filled(tmp_path, 200)
    assert len(list((tmp_path / VERSION).glob("run-*"))) == 5


def test_what_was_committed_is_there_after_a_kill(tmp_path: Path) -> None:
    killed = tmp_path / "killed"
    with Bands.open(tmp_path / "bands", VERSION) as there:
        there.meet(posts(0, 3))
        there.commit()
        shutil.copytree(tmp_path / "bands", killed)
    with Bands.open(killed, VERSION) as there:
        assert (len(there), there.made) == (3, False)
        assert there.look_up([signature(2)]) == [[Candidate(2, BANDS)]]


def test_a_torn_end_of_the_journal_is_cut_and_written_over(tmp_path: Path) -> None:
    filled(tmp_path, 5)
    (journal,) = (tmp_path / VERSION).glob("recent-*")
    journal.write_bytes(journal.read_bytes()[:-7])
    with Bands.open(tmp_path, VERSION) as there:
        assert len(there) == 4
        there.meet(posts(4, 6))
        there.commit()
    with Bands.open(tmp_path, VERSION) as there:
        assert len(there) == 6


def test_a_flipped_byte_in_the_journal_is_not_believed(tmp_path: Path) -> None:
    filled(tmp_path, 5)
    (journal,) = (tmp_path / VERSION).glob("recent-*")
    content = bytearray(journal.read_bytes())
    content[20] ^= 1
    journal.write_bytes(content)
    with Bands.open(tmp_path, VERSION) as there:
        assert len(there) == 0


@pytest.mark.usefixtures("small")
def test_a_kill_between_a_run_and_its_name_loses_nothing(tmp_path: Path) -> None:
    filled(tmp_path, 5)
    place = tmp_path / VERSION
    write_run(place / "run-1", np.arange(5), band_hashes([made for _, made in posts(0, 5)]))
    (place / "run-2.new").write_bytes(b"half")
    with Bands.open(tmp_path, VERSION) as there:
        assert len(there) == 5
    assert sorted(file.name for file in place.iterdir()) == ["in-use.json", "recent-0"]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("damage", ["gone", "short", "names"])
def test_what_cannot_be_read_is_begun_anew_and_says_so(tmp_path: Path, damage: str) -> None:
    filled(tmp_path, 15)
    (run,) = (tmp_path / VERSION).glob("run-*")
    if damage == "gone":
        run.unlink()
    elif damage == "short":
        run.write_bytes(run.read_bytes()[:-4])
    else:
        (tmp_path / VERSION / "in-use.json").write_text("{")
    with Bands.open(tmp_path, VERSION) as there:
        assert (there.made, len(there)) == (True, 0)
        there.meet(posts(0, 15))
        there.commit()
    with Bands.open(tmp_path, VERSION) as there:
        assert (there.made, len(there)) == (False, 15)


def test_signatures_of_another_version_begin_anew_and_the_old_bands_go(tmp_path: Path) -> None:
    filled(tmp_path, 5)
    with Bands.open(tmp_path, "signature@2") as there:
        assert (there.made, len(there)) == (True, 0)
    assert [folder.name for folder in tmp_path.glob("*/")] == ["signature@2"]


def test_there_is_one_holder(tmp_path: Path) -> None:
    with Bands.open(tmp_path, VERSION), pytest.raises(SearchUnavailable, match="another process"):
        Bands.open(tmp_path, VERSION, wait=0)
    Bands.open(tmp_path, VERSION).close()


def test_a_signature_of_another_length_is_refused(tmp_path: Path) -> None:
    with Bands.open(tmp_path, VERSION) as there, pytest.raises(ValueError, match="256"):
        there.meet([(1, b"short")])


def test_thousands_of_the_same_post_do_not_make_thousands_of_candidates(tmp_path: Path) -> None:
    with Bands.open(tmp_path, VERSION) as there:
        met = there.meet([(id_, signature(1)) for id_ in range(1000)])
        assert len(met[-1]) <= bands.MOST


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=40), st.integers(0, 2**32 - 1))
def test_a_run_finds_every_hash_and_no_other(
    tmp_path_factory: pytest.TempPathFactory, of: list[int], other: int
) -> None:
    hashes = np.repeat(np.array(of, np.uint32)[:, None], BANDS, axis=1)
    run = write_run(tmp_path_factory.mktemp("run") / "run-1", np.arange(100, 100 + len(of)), hashes)
    for wanted in {*of, other}:
        _, ids = run.find(np.full((1, BANDS), wanted, np.uint32))
        places = [100 + at for at, each in enumerate(of) if each == wanted]
        assert sorted(ids.tolist()) == sorted(places * BANDS)


def test_a_merged_run_has_what_its_parts_had(tmp_path: Path) -> None:
    of = [band_hashes([made for _, made in posts(first, first + 20)]) for first in (0, 20)]
    parts = [
        write_run(tmp_path / f"run-{n}", np.arange(20 * n, 20 * n + 20), each) for n, each in enumerate(of)
    ]
    merged = merge_runs(tmp_path / "run-9", parts)
    for run in (merged, open_run(tmp_path / "run-9")):
        rows, ids = run.find(np.concatenate(of))
        assert (rows == ids).all()
        assert len(ids) == 40 * BANDS
