from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from aitys.errors import WrongUse
from aitys.run.evaluating.copies import CopySample, PairSample, evaluate, read_pairs
from aitys.values.copies import Kin
from tests.group.texts import BRIDGE

APPLES = "В долине собрали первый урожай яблок, фермеры ждут хорошей цены на рынке уже в августе."


def post(source: str, id_: int, text: str) -> CopySample:
    return CopySample.model_validate({"source": source, "id": id_, "text": text})


def pair(a: str, b: str, jaccard: float | None = None, *, copy: bool | None = None) -> PairSample:
    return PairSample(frozenset((a, b)), jaccard, copy)


POSTS = [
    post("bazaar_talk", 1, f"{BRIDGE}\n👉 Подписаться"),
    post("bazaar_talk", 2, APPLES),
    post("valley_wire", 7, BRIDGE.replace("200", "300")),
    post("valley_wire", 8, "Доброе утро, Бишкек!"),
    post("bazaar_talk", 3, "Доброе утро, Бишкек!"),
]


def test_a_copy_is_found_with_what_differs() -> None:
    (link,) = evaluate(POSTS).links
    assert (link.a, link.b, link.finding.kin) == ("bazaar_talk/1", "valley_wire/7", Kin.NEAR)
    assert [str(each) for each in link.finding.differs] == ["200 → 300"]


def test_recall_is_of_the_alike_pairs_that_are_long_enough() -> None:
    pairs = [
        pair("bazaar_talk/1", "valley_wire/7", 0.9),
        pair("bazaar_talk/1", "bazaar_talk/2", 0.8),
        pair("bazaar_talk/2", "valley_wire/7", 0.79),
        pair("bazaar_talk/3", "valley_wire/8", 1.0),
    ]
    measured = evaluate(POSTS).measured(pairs)
    assert (measured.recall, measured.wanted, measured.found, measured.differ) == (0.5, 2, 1, 1)


def test_a_pair_whose_post_is_not_there_counts_as_not_found() -> None:
    assert evaluate(POSTS).measured([pair("bazaar_talk/1", "gone/1", 0.9)]).recall == 0.0


def test_precision_is_of_the_links_that_somebody_read() -> None:
    found = evaluate([*POSTS, post("steppe", 1, BRIDGE), post("steppe", 2, APPLES)])
    read = [pair("bazaar_talk/2", "steppe/2", copy=True), pair("bazaar_talk/1", "steppe/1", copy=False)]
    assert len(found.links) == 4
    assert found.measured(read).precision == 0.5


def test_where_nobody_read_any_precision_is_of_those_that_are_given() -> None:
    found = evaluate(POSTS)
    assert found.measured([pair("bazaar_talk/1", "valley_wire/7", 0.3)]).precision == 1.0
    assert found.measured([pair("bazaar_talk/1", "bazaar_talk/2", 0.3)]).precision == 0.0


def test_without_posts_there_is_nothing_to_take_a_share_of() -> None:
    measured = evaluate([]).measured([])
    assert (measured.recall, measured.precision, measured.found) == (None, None, 0)


def test_a_posts_source_may_be_called_channel_id() -> None:
    sample = CopySample.model_validate({"channel_id": -100, "id": 5, "text": ""})
    assert (sample.key, CopySample.model_validate({"id": "x", "text": ""}).key) == ("-100/5", "x")


def test_pairs_are_read_zipped_and_plain(tmp_path: Path) -> None:
    content = b"a\tb\tjaccard\nx/1\ty/2\t0.5\n"
    (tmp_path / "plain.tsv").write_bytes(content)
    (tmp_path / "zipped.tsv.gz").write_bytes(gzip.compress(content))
    expected = [pair("x/1", "y/2", 0.5)]
    assert read_pairs(tmp_path / "plain.tsv") == read_pairs(tmp_path / "zipped.tsv.gz") == expected


@pytest.mark.parametrize(
    "line", ["x/1\tx/1\t0.5\t", "x/1\t\t0.5\t", "x/1\ty/2\t\t", "x/1\ty/2\tmuch\t", "x/1\ty/2\t\tmaybe"]
)
def test_what_is_no_pair_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text(f"a\tb\tjaccard\tcopy\nx/1\ty/2\t\tyes\n{line}\n")
    with pytest.raises(WrongUse, match=r"pairs\.tsv, line 3"):
        read_pairs(file)
