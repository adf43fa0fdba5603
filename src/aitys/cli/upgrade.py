"""`aitys upgrade`."""

from __future__ import annotations

import click

from aitys.cli.doors import answer, as_json
from aitys.errors import WrongUse
from aitys.run import indexer
from aitys.settings import FILE_NAME, current
from aitys.store import desk
from aitys.store.backup import copy_database


@click.command()
@click.option("--no-backup", is_flag=True, help="You have made one yourself.")
@as_json
def upgrade(*, no_backup: bool, as_json: bool) -> None:
    """Bring the desk's tables to this program's schema.

    The database is copied into DESK/backups/ first, where there is something to do.
    """
    settings = current()
    if not (settings.desk / FILE_NAME).exists():
        raise WrongUse(str(settings.desk), f"no {FILE_NAME} here; make a desk with `aitys init DIR`")
    before = desk.schema()
    pending = desk.pending_migrations()
    lost_index = "index" in desk.ready()
    copy = copy_database(settings) if before and pending and not no_backup else None
    desk.upgrade()
    indexer.make_index()
    report = {"before": before, "now": desk.schema(), "backup": str(copy) if copy else None}
    done = [f"{before or 'empty'} -> {report['now']}; backup: {copy or 'none'}"] if pending else []
    done += ["the index was made anew"] if lost_index else []
    answer(report, as_json=as_json, lines=lambda: done or [f"nothing to do: the schema is {report['now']}"])
