"""The desk as a whole: its schema, its size, whether it is ready."""

from __future__ import annotations

from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from aitys.errors import DeskMismatch, SearchUnavailable
from aitys.settings import current
from aitys.store import models, search
from aitys.store.evidence import heads
from aitys.values.search import Filter, Order


def upgrade() -> None:
    """Bring the tables to this program's schema; makes them on a new desk. Never takes an older one back.

    All of it or nothing: Django commits a migration's tables before it notes that they are there, and a kill
    between the two would leave a desk that no upgrade can finish.
    """
    pending_migrations()
    # SQLite minds its foreign keys or alters tables, and can be told so only outside a transaction.
    with connection.constraint_checks_disabled(), transaction.atomic(durable=True):
        call_command("migrate", verbosity=0, interactive=False)


def schema() -> str:
    """The name of the last of our migrations that the database has; empty on a new one, which is not made."""
    database = current().sqlite
    if connection.settings_dict["NAME"] == str(database) and not database.exists():
        return ""
    applied = MigrationRecorder(connection).applied_migrations()
    return max((name for app, name in applied if app == "store"), default="")


def pending_migrations() -> tuple[str, ...]:
    """Names of what `upgrade` would do. Raises DeskMismatch when the desk was made by a newer program, or
    when its evidence has lost its database.
    """
    _check_same_database()
    executor = MigrationExecutor(connection)
    known, applied = set(executor.loader.disk_migrations), set(executor.loader.applied_migrations)
    if newer := sorted(name for app, name in applied - known if app == "store"):
        raise DeskMismatch(
            str(current().desk),
            f"this desk was made by a newer Aitys (its schema has {newer[-1]}); install that version",
            name="desk-too-new",
            permanent=True,
        )
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return tuple(f"{migration.app_label}.{migration.name}" for migration, _ in plan)


def check_schema() -> None:
    """Raise DeskMismatch when the desk was made by a newer program, or needs `aitys upgrade`."""
    if pending_migrations():
        raise DeskMismatch(
            str(current().desk),
            f"its schema is {schema() or 'empty'}, this program needs a newer one: run `aitys upgrade`",
            name="desk-too-old",
            permanent=True,
        )


def _check_same_database() -> None:
    """An address of PostgreSQL that was forgotten would give the evidence an empty SQLite file."""
    folder = current().evidence
    has_evidence = (folder / heads.NAME).exists() or any(folder.glob("*.warc.gz"))
    if has_evidence and not schema():
        raise DeskMismatch(
            str(current().desk),
            "its folder holds evidence, and its database is empty:"
            " is AITYS_DATABASE_URL (database_url in aitys.toml) set to the one it had?",
            name="database-lost",
            permanent=True,
        )


def posts_kept() -> int:
    """Each post once: merged ones count as the one they are."""
    return models.Post.objects.filter(merged_into=None).count()


def captures_kept() -> int:
    return models.Capture.objects.count()


def unread() -> int:
    """Captures that await their parser."""
    return models.ToRead.objects.count()


def unindexed() -> int:
    """Posts and articles that await the indexer."""
    return models.ToIndex.objects.count() + models.ToIndexArticle.objects.count()


def ready() -> tuple[str, ...]:
    """What keeps the site from answering rightly now; empty when nothing does."""
    wrong = []
    try:
        check_schema()
    except DatabaseError:
        return ("database",)
    except DeskMismatch as error:
        wrong.append("database" if error.name == "database-lost" else "schema")
    if not has_index():
        wrong.append("index")
    return tuple(wrong)


def has_index() -> bool:
    """Whether the site can search. Cheap, unlike `ready`: the worker of an idle desk asks twice a second."""
    try:
        search.search(Filter(), Order.NEWEST, 0, 0)
    except SearchUnavailable:
        return False
    return True
