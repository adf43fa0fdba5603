from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from aitys.run.imports import import_files
from aitys.run.pieces import Form
from aitys.run.rereading import not_reread, reread
from aitys.settings import current
from aitys.store import models
from aitys.store.evidence import writing
from aitys.store.evidence.check_posts import check_posts
from aitys.store.posts import reading_digest
from aitys.store.versions import content_digest
from tests.cli.terminal import lines

pytestmark = pytest.mark.django_db

DAY = "2026-11-20T10:00:00+05:00"


_WORDS = ("bridge", "school", "market", "ferry", "station")
BRIDGE, SCHOOL, MARKET, FERRY, STATION = range(1, 6)


def _line(number: int, day: str) -> dict[str, object]:
    text = f"The {_WORDS[number - 1]} opens on {day}."
    return {"source": "bazaar_talk", "id": number, "date": DAY, "text": text}


@pytest.fixture
def imported(tmp_path: Path) -> Iterator[None]:
    """All open on Monday; then the bridge and the station on Friday. Two files of @bazaar_talk."""
    writing.close()
    shutil.rmtree(current().evidence, ignore_errors=True)
    paths = []
    for name, day in (("one", "Monday"), ("two", "Friday")):
        changed = {BRIDGE, STATION}
        rows = [_line(number, day if number in changed else "Monday") for number in range(1, 6)]
        paths.append(tmp_path / f"{name}.jsonl")
        paths[-1].write_text(lines(rows))
    assert not import_files(current(), paths, Form.POSTS, "", lambda _: None).errors
    yield
    writing.close()
    shutil.rmtree(current().evidence)


def _found() -> list[tuple[str, str]]:
    return sorted((found.name, found.says) for found in reread(current(), lambda _done, _total: None))


def _post(number: int) -> models.Post:
    return models.Address.objects.get(address=f"import:bazaar_talk/{number}").post


def _reword(number: int) -> None:
    """By a forger who knows the digests."""
    reading = models.Reading.objects.get(version__post=_post(number))
    reading.text = "It never opens."
    reading.digest, reading.content_digest = reading_digest(reading), content_digest("", reading.text)
    reading.save()


def _drop_first_version(number: int) -> None:
    """As if the first wording had never been: dates and numbers all agree."""
    post = _post(number)
    post.versions.get(number=1).delete()
    second = post.versions.get()
    post.versions.update(number=1)
    models.Post.objects.filter(id=post.id).update(found_at=second.first_capture.captured_at)


def _move_to_second_capture(number: int) -> None:
    """As if it had first been seen in the second file."""
    version = _post(number).versions.get()
    second = version.readings.get().last_capture
    version.readings.update(capture=second)
    models.Version.objects.filter(id=version.id).update(first_capture=second)
    models.Post.objects.filter(id=version.post_id).update(found_at=second.captured_at)


def _stretch_first_wording(number: int) -> None:
    """As if the wording of Monday had still been there when that of Friday was."""
    first = _post(number).versions.get(number=1)
    first.readings.update(last_capture=models.Capture.objects.latest("id"))


def test_evidence_read_again_says_what_was_kept(imported: None) -> None:
    assert _found() == []
    assert not_reread() == 0
    models.Reading.objects.filter(version__post=_post(SCHOOL)).update(reader="posts@0")
    assert not_reread() == 1


def test_a_forger_who_makes_all_rows_agree_is_found(imported: None) -> None:
    first, last = models.Capture.objects.earliest("id").id, models.Capture.objects.latest("id").id
    _drop_first_version(BRIDGE)
    _reword(SCHOOL)
    _move_to_second_capture(MARKET)
    _post(FERRY).delete()
    _stretch_first_wording(STATION)
    assert not list(check_posts())

    nowhere = "its words on import:bazaar_talk/{} are kept nowhere"
    missing = "it tells of import:bazaar_talk/4, and no post of bazaar_talk is known by that"
    assert _found() == sorted(
        [
            ("reading-missing", nowhere.format(BRIDGE)),
            ("reading-missing", nowhere.format(SCHOOL)),
            ("reading-missing", nowhere.format(SCHOOL)),
            ("reading-edited", f"capture {first} does not say so"),
            ("reading-edited", f"capture {last}, said to have shown it last, does not"),
            (
                "version-edited",
                f"capture {first} had these words before capture {last}, said to be the first",
            ),
            ("post-missing", missing),
            ("post-missing", missing),
            ("reading-edited", f"capture {last}, said to have shown it last, does not"),
        ]
    )
