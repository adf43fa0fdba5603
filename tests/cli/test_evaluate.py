"""`aitys evaluate` in a folder that is no desk."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
from pathlib import Path

from tests.cli.terminal import AITYS, Done

QUERY = {"query": "bozor", "lang": "uz", "finds": ["Бозор очиқ.", "Дўкон очиқ."], "misses": ["Бозор", "Тўй"]}
TEXTS = [
    {"text": "Мост через реку открыли в понедельник.", "lang": "ru", "script": "Cyrl", "n": 1},
    {"text": "The bridge was opened on Monday.", "lang": "en", "script": "Latn"},
    {"text": "The market was closed on Monday.", "lang": "ru", "script": "Cyrl"},
]


def run(folder: Path, *args: str, expect: int = 0) -> Done:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AITYS_")}
    ended = subprocess.run(
        [str(AITYS), "evaluate", *args],
        cwd=folder,
        env=inherited,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == expect, f"{args}: {ended.returncode}\n{ended.stdout}\n{ended.stderr}"
    return Done(ended.returncode, ended.stdout, ended.stderr)


def written(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_languages_are_measured_and_every_answer_written_down(tmp_path: Path) -> None:
    lines = "".join(json.dumps(text, ensure_ascii=False) + "\n" for text in TEXTS)
    (tmp_path / "texts.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    found = run(tmp_path, "language", "texts.jsonl.gz", "--out", "told.jsonl", "--json").json()
    assert (found["accuracy"], found["per_language"]) == (0.75, {"en": 1.0, "ru": 0.5})
    told = written(tmp_path / "told.jsonl")
    assert [(each["predicted"], each["script"]) for each in told] == [
        ("ru", "Cyrl"),
        ("en", "Latn"),
        ("en", "Latn"),
    ]
    assert all(set(each) == {"predicted", "script", "score"} for each in told)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["texts.jsonl.gz", "told.jsonl"]


def test_searches_are_measured_and_every_answer_written_down(tmp_path: Path) -> None:
    (tmp_path / "words.jsonl").write_text(json.dumps(QUERY))
    found = run(tmp_path, "search", "words.jsonl", "--out", "found.jsonl", "--json").json()
    shares = {"recall": 0.5, "precision": 0.5, "apart": 0.5, "queries": 1}
    assert found == {**shares, "per_language": {"uz": shares}}
    assert written(tmp_path / "found.jsonl") == [
        {
            "query": "bozor",
            "found": ["Бозор очиқ.", "Бозор"],
            "missing": ["Дўкон очиқ."],
            "wrong": ["Бозор"],
        }
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["found.jsonl", "words.jsonl"]


def test_a_person_reads_a_line_a_language(tmp_path: Path) -> None:
    (tmp_path / "texts.jsonl").write_text("\n".join(json.dumps(text) for text in TEXTS))
    (tmp_path / "words.jsonl").write_text(json.dumps(QUERY))
    said = run(tmp_path, "language", "texts.jsonl").out.splitlines()
    assert said == [
        "accuracy 0.7500, 3 samples",
        "en-Latn   1.0000",
        "ru-Cyrl   0.5000  taken for en 1",
    ]
    said = run(tmp_path, "search", "words.jsonl").out.splitlines()
    assert said[1] == "uz        queries 1, recall 0.5000, precision 0.5000, kept apart 0.5000"


def test_what_is_no_sample_is_wrong_use_and_named(tmp_path: Path) -> None:
    (tmp_path / "words.jsonl").write_text('{"query": "мост"}')
    said = run(tmp_path, "search", "words.jsonl", "--json", "--out", "found.jsonl", expect=2)
    assert "words.jsonl, line 1: lang: Field required" in said.err
    assert said.out == ""
    assert not (tmp_path / "found.jsonl").exists()


def test_an_unknown_task_is_answered_with_those_there_are(tmp_path: Path) -> None:
    said = run(tmp_path, "weather", "words.jsonl", expect=2)
    assert "there is no task 'weather'; there are: language, search" in said.err


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    assert "'words.jsonl' does not exist" in run(tmp_path, "search", "words.jsonl", expect=2).err


def test_copies_are_measured_and_every_link_written_down(tmp_path: Path) -> None:
    text = "Мост через реку закрыли на ремонт, работы обойдутся городу в {} миллионов сомов"
    posts = [{"source": "bazaar_talk", "id": 1, "text": text.format(200)}]
    posts.append({"source": "valley_wire", "id": 7, "text": text.format(300)})
    lines = "".join(json.dumps(post, ensure_ascii=False) + "\n" for post in posts)
    (tmp_path / "posts.jsonl").write_text(lines, "utf-8")
    (tmp_path / "pairs.tsv").write_text("a\tb\tcopy\nbazaar_talk/1\tvalley_wire/7\tyes\n")
    found = run(tmp_path, "copies", "posts.jsonl", "pairs.tsv", "--out", "found.jsonl", "--json").json()
    assert (found["recall"], found["precision"], found["found"]) == (1.0, 1.0, 1)
    (link,) = written(tmp_path / "found.jsonl")
    assert (link["a"], link["b"], link["kind"]) == ("bazaar_talk/1", "valley_wire/7", "near")
    assert (link["score"], link["differs"]) == (1.0, ["200 → 300"])
    assert "recall 1.0000 of 1 pair" in run(tmp_path, "copies", "posts.jsonl", "pairs.tsv").out
