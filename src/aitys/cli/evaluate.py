"""`aitys evaluate language`, `search` and `copies`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from aitys.cli.doors import answer, as_json, counted, progress_bar
from aitys.run.evaluating import copies as copying
from aitys.run.evaluating import language as languages
from aitys.run.evaluating import search as searches
from aitys.run.evaluating.copies import CopyFound, CopyMeasures, CopySample, read_pairs
from aitys.run.evaluating.language import LanguageMeasures
from aitys.run.evaluating.samples import QuerySample, TextSample, read_samples
from aitys.run.evaluating.search import SearchMeasures, SearchShares
from aitys.text.languages import Language


class _Tasks(click.Group):
    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands:
            ctx.fail(f"there is no task {args[0]!r}; there are: {', '.join(self.commands)}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Tasks, subcommand_metavar="TASK PATH...")
def evaluate() -> None:
    """Measure what Aitys understands against annotated samples.

    It needs no desk and leaves none. docs/evaluation.md defines the measures and the form of the samples.
    """


_paths = click.argument(
    "paths",
    metavar="PATH...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
_out = click.option(
    "--out",
    metavar="FILE",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Where the answer to each sample is written, a line each, in the order of the samples.",
)


@evaluate.command("language")
@_paths
@click.option("--characters", type=click.IntRange(1), help="Only of the first so many of each text.")
@_out
@as_json
def language_(paths: tuple[Path, ...], characters: int | None, out: Path | None, *, as_json: bool) -> None:
    """How often the language of a text is told right.

    JSON Lines (gz allowed) of {text, lang, script?}.
    """
    samples = read_samples(paths, TextSample)
    with _progress("telling languages", len(samples)) as advance:
        found = languages.evaluate(samples, characters, advance)
    _write(out, map(_told, found.answers))
    answer(asdict(found.measures), as_json=as_json, lines=lambda: _language_lines(found.measures))


@evaluate.command("search")
@_paths
@_out
@as_json
def search_(paths: tuple[Path, ...], out: Path | None, *, as_json: bool) -> None:
    """Whether a search finds a word's other forms, and none of its look-alikes.

    JSON Lines (gz allowed) of {query, lang, script?, finds: [texts], misses: [texts]}.
    """
    samples = read_samples(paths, QuerySample)
    with _progress("searching", len(samples)) as advance:
        found = searches.evaluate(samples, advance)
    _write(out, map(asdict, found.answers))
    answer(_search_json(found.measures), as_json=as_json, lines=lambda: _search_lines(found.measures))


@evaluate.command("copies")
@click.argument("posts", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("pairs", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_out
@as_json
def copies_(posts: Path, pairs: Path, out: Path | None, *, as_json: bool) -> None:
    """Whether copies are found among posts, and nothing else is taken for one.

    POSTS: JSON Lines (gz allowed) of {source, id, text, title?}. PAIRS: tab-separated (gz allowed), a and b
    as "source/id", with jaccard or copy (yes or no).
    """
    samples, known = read_samples([posts], CopySample), read_pairs(pairs)
    with _progress("looking for copies", len(samples)) as advance:
        found = copying.evaluate(samples, advance)
    _write(out, map(_copy, found.links))
    measures = found.measured(known)
    answer(asdict(measures), as_json=as_json, lines=lambda: _copy_lines(measures))


@contextmanager
def _progress(doing: str, total: int) -> Iterator[Callable[[int], None]]:
    with progress_bar() as bar:
        task = bar.add_task(doing, total=total)
        yield lambda done: bar.advance(task, done)


def _write(out: Path | None, answers: Iterable[dict[str, object]]) -> None:
    if out:
        lines = (json.dumps(each, ensure_ascii=False) + "\n" for each in answers)
        out.write_text("".join(lines), encoding="utf-8")


def _told(told: Language) -> dict[str, object]:
    return {"predicted": told.code, "script": told.script, "score": told.score}


def _copy(found: CopyFound) -> dict[str, object]:
    return {
        "a": found.a,
        "b": found.b,
        "kind": found.finding.kin,
        "score": round(found.finding.score, 4),
        "reason": found.finding.reason,
        "differs": [str(each) for each in found.finding.differs],
    }


def _copy_lines(found: CopyMeasures) -> list[str]:
    return [
        f"recall {_share(found.recall)} of {counted(found.wanted, 'pair')}",
        f"precision {_share(found.precision)}",
        f"found {found.found}, of which {found.differ} say something else too; {found.suggested} suggested",
    ]


def _language_lines(found: LanguageMeasures) -> list[str]:
    lines = [f"accuracy {_share(found.accuracy)}, {counted(found.count, 'sample')}"]
    lines += [f"{name:9} {_share(share)}{_mistakes(found, name)}" for name, share in found.per_script.items()]
    if found.neighbours is not None:
        lines.append(f"neighbours not taken for ours {_share(found.neighbours)}")
        lines += [f"{name:9} {_share(share)}" for name, share in found.per_neighbour.items()]
    return lines


def _mistakes(found: LanguageMeasures, name: str) -> str:
    own = name.partition("-")[0]
    taken = [f"{code} {times}" for code, times in found.confusion[name].items() if code != own]
    return f"  taken for {', '.join(taken)}" if taken else ""


def _search_json(found: SearchMeasures) -> dict[str, object]:
    each = {name: asdict(shares) for name, shares in found.per_language.items()}
    return {**asdict(found.all), "per_language": each}


def _search_lines(found: SearchMeasures) -> list[str]:
    named = [("all", found.all), *found.per_language.items()]
    return [f"{name:9} {_shares(shares)}" for name, shares in named]


def _shares(of: SearchShares) -> str:
    parts = (("recall", of.recall), ("precision", of.precision), ("kept apart", of.apart))
    return ", ".join([f"queries {of.queries}", *(f"{name} {_share(share)}" for name, share in parts)])


def _share(share: float | None) -> str:
    return "—" if share is None else f"{share:.4f}"
