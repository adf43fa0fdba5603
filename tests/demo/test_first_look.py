"""The true program reads a bank of the demo under TLS, whatever day it is."""

from __future__ import annotations

from pathlib import Path

from demo.net import serve
from demo.replay import Seen
from demo.terminal import Desk, Rounds, environment


def test_a_bank_with_no_table_for_tomorrow_is_well_and_its_history_is_read(tmp_path: Path) -> None:
    seen: list[Seen] = []
    with serve(tmp_path, seen) as net:
        desk = Desk(tmp_path / "desk", environment(tmp_path / "desk", net, 8000))
        desk.command("init", str(desk.folder))
        desk.command("source", "add", "https://nationalbank.kz/")
        (look,) = Rounds.model_validate_json(desk.command("collect", "--once")).rounds
    assert (look.source, look.error) == ("nbk", None)
    assert look.stored >= 8
    assert look.left["empty"] >= 1
    # Robots, the list in force, today, tomorrow, and fifteen days of the past.
    assert len({each.path for each in seen if each.host == "nationalbank.kz"}) == 19
