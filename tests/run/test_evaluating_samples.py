from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from aitys.errors import WrongUse
from aitys.run.evaluating.samples import QuerySample, TextSample, read_samples

BRIDGE = '{"text": "Көпір ашылды.", "lang": "kk", "script": "Cyrl", "by": "Anara"}\n'
MARKET = '{"text": "Бозор очиқ.", "lang": "uz-Cyrl"}\n'


def file(folder: Path, content: str | bytes) -> Path:
    path = folder / "samples.jsonl"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("pack", [str.encode, lambda text: gzip.compress(text.encode())])
def test_samples_come_in_the_order_of_files_and_lines(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    path = file(tmp_path, pack("\ufeff" + BRIDGE + "\n" + MARKET))
    found = read_samples([path, path], TextSample)
    assert [each.text for each in found] == ["Көпір ашылды.", "Бозор очиқ."] * 2


@pytest.mark.parametrize(
    ("lang", "script", "name"),
    [
        ("kk", "Cyrl", "kk-Cyrl"),
        ("uz-Latn", "", "uz-Latn"),
        ("uz-cyrl-UZ", "", "uz-Cyrl"),
        ("ru-KG", "", "ru"),
        ("tk-Latn", "Cyrl", "tk-Cyrl"),
    ],
)
def test_a_script_is_named_by_itself_or_in_the_language(lang: str, script: str, name: str) -> None:
    assert TextSample(text="", lang=lang, script=script).language_script == name


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"text": 5, "lang": "kk"}', "text: Input should be a valid string"),
        ('{"text": "Көпір"}', "lang: Field required"),
        ('{"text": "Көпір", "lang": "Kazakh language"}', "lang: String should match"),
        ('{"text": "Көпір", "lang": "kk", "script": "Cyrillic"}', "script: String should match"),
        ('{"text": "Көпір", "lang": "kk"', "Invalid JSON"),
        ('{"text": "\\ud800", "lang": "kk"}', "Invalid JSON"),
        ('["Көпір", "kk"]', "Input should be an object"),
        (b'{"text": "\xff", "lang": "kk"}', "Invalid JSON"),
    ],
)
def test_what_is_no_sample_is_told_with_file_and_line(tmp_path: Path, line: str | bytes, says: str) -> None:
    raw = line if isinstance(line, bytes) else line.encode()
    path = file(tmp_path, BRIDGE.encode() + b"\n" + raw)
    with pytest.raises(WrongUse, match=says) as refused:
        read_samples([path], TextSample)
    assert refused.value.subject == f"{path}, line 3"


def test_a_query_wants_lists_of_texts(tmp_path: Path) -> None:
    path = file(tmp_path, '{"query": "көпір", "lang": "kk", "finds": "көпірдің"}')
    with pytest.raises(WrongUse, match="finds: Input should be a valid array"):
        read_samples([path], QuerySample)


def test_a_zipped_file_that_breaks_off_is_told(tmp_path: Path) -> None:
    path = file(tmp_path, gzip.compress(BRIDGE.encode() * 50)[:-12])
    with pytest.raises(WrongUse, match="the file breaks off"):
        read_samples([path], TextSample)


def test_files_without_a_sample_are_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="no line here holds a sample"):
        read_samples([file(tmp_path, "\n \n")], TextSample)
