"""`aitys doctor`: what is in force, and how the desk does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
from pydantic import BaseModel, SecretStr
from rich.filesize import decimal as bytes_in_words

from aitys.cli.doors import answer, as_json, counted, given
from aitys.errors import Failure
from aitys.rates.timelines import IN_FORCE
from aitys.settings import FILE_NAME, Settings, current
from aitys.store import articles, desk, pictures, sources
from aitys.store.evidence.problems import Problem
from aitys.store.search import INDEX_VERSION
from aitys.values.asking import masked
from aitys.values.stored import SourceStatus, Trouble

_WRONG = {
    "no-desk": f"there is no {FILE_NAME} here; make a desk with `aitys init DIR`, or name one with --desk",
    "database": "it does not answer, or is not the one that the evidence belongs to",
    "schema": "the tables are not those of this program; run `aitys upgrade`",
    "index": "it is missing or of another version; run `aitys reindex`",
}


@dataclass(frozen=True, slots=True)
class _Source:
    """A source and the evidence bytes a day it brings; `proxy` without its password."""

    status: SourceStatus
    bytes_a_day: float
    proxy: str = ""

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """Of the routes that are asked."""
        return tuple(each for route in self.status.routes if route.enabled for each in route.troubles)

    @property
    def pace(self) -> tuple[int, str] | None:
        """Seconds between two looks at the route that is asked most often, and why; None if nobody asks."""
        routes = [route for route in self.status.routes if route.enabled and route.due_at]
        return min(((each.route.every, each.every_says) for each in routes), default=None)

    @property
    def is_paused(self) -> bool:
        return sources.is_paused(self.status)

    @property
    def error(self) -> Failure | None:
        """Of the first route that fails, among those that are asked."""
        return next((route.error for route in self.status.routes if route.enabled and route.error), None)

    @property
    def last_ok_at(self) -> str | None:
        times = [route.last_ok_at for route in self.status.routes if route.last_ok_at]
        return max(times).isoformat() if times else None

    @property
    def is_old(self) -> bool:
        """Of a bank: its latest table is older than official rates are taken to be in force."""
        latest = self.status.latest_rate_day
        return latest is not None and datetime.now(UTC).date() - latest > IN_FORCE


@dataclass(frozen=True, slots=True)
class _Found:
    """`disk` is in bytes; `waiting` counts posts that the index is behind on; `articles` are the desk's own,
    by their state, `pictures` what is wrong with their files.
    """

    settings: Settings
    schema: str
    waiting: int
    disk: dict[str, int]
    wrong: tuple[str, ...]
    sources: tuple[_Source, ...]
    articles: dict[str, int]
    pictures: tuple[Problem, ...]

    @property
    def database(self) -> str:
        return "postgresql" if _is_elsewhere(self.settings) else "sqlite"


@click.command()
@as_json
@click.pass_context
def doctor(context: click.Context, *, as_json: bool) -> None:
    """Show the settings in force and how the desk does.

    Database, index, disk, and of each source its health and gigabytes a day. Exit code 1 when the desk is
    not ready, a source fails, or a picture is missing or changed.
    """
    found = _look(current())
    answer(_json(found), as_json=as_json, lines=lambda: _lines(found))
    failing = any(source.error for source in found.sources)
    context.exit(1 if found.wrong or failing or found.pictures else 0)


def _look(settings: Settings) -> _Found:
    wrong = _wrong_with(settings)
    return _Found(
        settings=settings,
        # Looking for a schema would make an empty database where there is no desk.
        schema="" if {"no-desk", "database"} & {*wrong} else desk.schema(),
        waiting=0 if wrong else desk.unindexed(),
        disk=_disk(settings),
        wrong=wrong,
        sources=() if wrong else tuple(_sources()),
        articles={} if wrong else _articles(),
        pictures=() if wrong else tuple(pictures.check()),
    )


def _wrong_with(settings: Settings) -> tuple[str, ...]:
    if not (settings.desk / FILE_NAME).exists():
        return ("no-desk",)
    return desk.ready()


def _is_elsewhere(settings: Settings) -> bool:
    """The database is PostgreSQL, and no file in the desk's folder."""
    return bool(settings.database_url.get_secret_value())


def _disk(settings: Settings) -> dict[str, int]:
    """Bytes: what the parts of the desk take, and what is free beside them."""
    files = () if _is_elsewhere(settings) else settings.desk.glob(f"{settings.sqlite.name}*")
    there = next(folder for folder in (settings.desk, *settings.desk.parents) if folder.exists())
    return {
        "evidence": _size(settings.evidence),
        "index": _size(settings.index),
        "database": sum(file.stat().st_size for file in files),
        "free": shutil.disk_usage(there).free,
    }


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _articles() -> dict[str, int]:
    published = articles.count()
    return {"published": published, "drafts": articles.count_every() - published}


def _sources() -> Iterator[_Source]:
    weights, proxies = sources.bytes_a_day(), sources.proxies()
    for status in sources.statuses():
        yield _Source(status, weights.get(status.card.slug, 0.0), masked(proxies.get(status.card.slug, "")))


def _json(found: _Found) -> dict[str, object]:
    return {
        "settings": _masked(found.settings),
        "database": found.database,
        "schema": found.schema,
        "index": {"version": INDEX_VERSION, "waiting": found.waiting},
        "disk": found.disk,
        "not_ready": found.wrong,
        "articles": found.articles,
        "pictures": [asdict(each) for each in found.pictures],
        "sources": [_source_json(source) for source in found.sources],
    }


def _masked(settings: BaseModel) -> dict[str, object]:
    found: dict[str, object] = {}
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if isinstance(value, BaseModel):
            found[name] = _masked(value)
        elif isinstance(value, SecretStr):
            found[name] = "********" if value.get_secret_value() else ""
        else:
            found[name] = str(value) if isinstance(value, Path) else value
    return found


def _source_json(source: _Source) -> dict[str, object]:
    return {
        "slug": source.status.card.slug,
        "posts": source.status.posts,
        "rates": source.status.rates,
        "latest_rate_day": latest.isoformat() if (latest := source.status.latest_rate_day) else None,
        "gigabytes_a_day": round(source.bytes_a_day / 1e9, 6),
        "last_ok_at": source.last_ok_at,
        "paused": source.is_paused,
        "error": source.error.name if source.error else None,
        "says": source.error.says if source.error else None,
        "troubles": [
            {"name": each.name, "says": each.says, "since": each.since.isoformat()}
            for each in source.troubles
        ],
        "every": source.pace[0] if source.pace else None,
        "every_says": source.pace[1] if source.pace else None,
        "hot": source.status.card.hot,
        "proxy": source.proxy or None,
    }


def _lines(found: _Found) -> list[str]:
    """For a person; whether the desk is ready comes last, where the eye ends."""
    sizes = ", ".join(f"{name} {bytes_in_words(size)}" for name, size in found.disk.items())
    return [
        f"database: {found.database}, schema {found.schema or 'none'}",
        f"index: {INDEX_VERSION}, {counted(found.waiting, 'post')} waiting",
        f"disk: {sizes}",
        "settings:",
        *_setting_lines("", _masked(found.settings)),
        *([f"articles: {_articles_line(found.articles)}"] if found.articles else []),
        *(f"{each.name}: {each.subject}: {each.says}" for each in found.pictures),
        f"sources: {len(found.sources) or 'none'}",
        *(_source_line(source) for source in found.sources),
        *(f"not ready: {name}: {_WRONG[name]}" for name in found.wrong),
        *([] if found.wrong else ["ready"]),
    ]


def _articles_line(found: dict[str, int]) -> str:
    return f"{found['published']} published, {counted(found['drafts'], 'draft')}"


def _setting_lines(section: str, settings: dict[str, object]) -> Iterator[str]:
    for name, value in settings.items():
        if name == "network" and isinstance(value, dict):
            yield from _setting_lines("network.", value)
        else:
            yield f"  {section}{name} = {_written(value)}"


def _written(value: object) -> str:
    if isinstance(value, dict):
        value = [f"{key}={each}" for key, each in value.items()]
    words = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return "-" if value is None or not words else words


def _source_line(source: _Source) -> str:
    weight = bytes_in_words(round(source.bytes_a_day))
    facts = [f"{given(source.status)}, {weight} a day", *_asking(source)]
    return f"  {source.status.card.slug}: {_state(source)}; {'; '.join(facts)}"


def _asking(source: _Source) -> Iterator[str]:
    """How it is asked, where there is something to say."""
    if source.pace:
        seconds, why = source.pace
        yield f"asked each {seconds // 60} min{f': {why}' if why else ''}"
    if source.status.card.hot:
        yield "hot"
    if source.proxy:
        yield f"through {source.proxy}"


def _state(source: _Source) -> str:
    if source.error:
        return f"{source.error.name}: {source.error.says}"
    if source.is_paused:
        return "paused"
    if source.troubles:
        return "; ".join(
            f"{each.name} since {each.since:%Y-%m-%d %H:%M} UTC: {each.says}" for each in source.troubles
        )
    if source.is_old:
        return f"nothing newer than {source.status.latest_rate_day} has come"
    return "well" if source.last_ok_at or source.status.posts or source.status.rates else "not read yet"
