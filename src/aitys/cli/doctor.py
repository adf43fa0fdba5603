"""`aitys doctor`: what is in force, and how the desk does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import click
from pydantic import BaseModel, SecretStr

from aitys.cli.doors import answer, as_json
from aitys.settings import FILE_NAME, Settings, current
from aitys.store import desk, sources
from aitys.store.search import INDEX_VERSION
from aitys.values.stored import RouteHealth, SourceStatus


@click.command()
@as_json
@click.pass_context
def doctor(context: click.Context, *, as_json: bool) -> None:
    """Settings in force, database, index, disk, gigabytes a day and health of each source.

    Exit code 1 when the desk is not ready or a source fails.
    """
    settings = current()
    wrong = list(_wrong_with_desk(settings))
    statuses = [] if wrong else list(_sources())
    report: dict[str, object] = {
        "settings": _masked(settings),
        "database": "postgresql" if settings.database_url.get_secret_value() else "sqlite",
        "schema": "" if "database" in wrong else desk.schema(),
        "index": {"version": INDEX_VERSION, "waiting": 0 if wrong else desk.unindexed()},
        "disk": _disk(settings),
        "not_ready": wrong,
        "sources": statuses,
    }
    answer(report, as_json=as_json, lines=lambda: _lines(report))
    failing = any(source["error"] for source in statuses)
    context.exit(1 if wrong or failing else 0)


def _wrong_with_desk(settings: Settings) -> tuple[str, ...]:
    if not (settings.desk / FILE_NAME).exists():
        return ("no-desk",)
    return desk.ready()


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


def _disk(settings: Settings) -> dict[str, int]:
    """Bytes: what the parts of the desk take, and what is free beside them."""
    return {
        "evidence": _size(settings.evidence),
        "index": _size(settings.index),
        "database": sum(file.stat().st_size for file in settings.desk.glob(f"{settings.sqlite.name}*")),
        "free": shutil.disk_usage(settings.desk).free,
    }


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _sources() -> Iterator[dict[str, object]]:
    weights = sources.bytes_a_day()
    for status in sources.statuses():
        yield _source(status, weights.get(status.card.slug, 0.0))


def _source(status: SourceStatus, bytes_a_day: float) -> dict[str, object]:
    return {
        "slug": status.card.slug,
        "posts": status.posts,
        "gigabytes_a_day": round(bytes_a_day / 1e9, 6),
        "last_ok_at": _latest_ok(status.routes),
        "error": next((health.error.name for health in status.routes if health.error), None),
        "says": next((health.error.says for health in status.routes if health.error), None),
    }


def _latest_ok(routes: tuple[RouteHealth, ...]) -> str | None:
    times = [health.last_ok_at for health in routes if health.last_ok_at]
    return max(times).isoformat() if times else None


def _lines(report: dict[str, object]) -> list[str]:
    lines = [f"{key}: {value}" for key, value in report.items() if key not in {"settings", "sources"}]
    settings, found = report["settings"], report["sources"]
    if isinstance(settings, dict):
        lines += ["settings:"] + [f"  {name} = {value!r}" for name, value in settings.items()]
    if isinstance(found, list):
        lines += ["sources:"] + [_source_line(source) for source in found]
    return lines


def _source_line(source: dict[str, object]) -> str:
    state = f"{source['error']}: {source['says']}" if source["error"] else "well"
    return f"  {source['slug']}: {state}; {source['posts']} posts, {source['gigabytes_a_day']} GB a day"
