"""How the demo's desk is set up: from its own file, and from nothing that stands in our environment."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from aitys.settings import read_settings
from demo.net import UNDER_TLS, Net
from demo.quotations import FIRST, LAST
from demo.record import DEAD
from demo.replay import LOOPBACK
from demo.sites import read_world
from demo.terminal import DemoFailed, environment, free_port

NET = Net(port=8099, tls_port=8443, ca_file=Path("root.pem"))


def test_the_desk_file_becomes_settings_the_program_understands(tmp_path: Path) -> None:
    settings = read_settings(tmp_path, environment(tmp_path, NET, 8000))
    sites = {site.host for site in read_world()} | {DEAD}
    assert (settings.title, settings.network.pace) == ("The Tian Desk", 0)
    assert settings.network.connect_to == {
        **dict.fromkeys(sites, f"{LOOPBACK}:8099"),
        **dict.fromkeys(UNDER_TLS, f"{LOOPBACK}:8443"),
    }
    assert set(settings.network.allow_hosts) == sites | set(UNDER_TLS)
    assert settings.network.ca_file == NET.ca_file


def test_the_history_reaches_as_far_back_as_the_banks_are_recorded(tmp_path: Path) -> None:
    settings = read_settings(tmp_path, environment(tmp_path, NET, 8000))
    assert settings.history_days == (LAST - FIRST).days


def test_settings_of_another_desk_do_not_leak_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AITYS_DATABASE_URL", "postgresql://elsewhere/desk")
    assert "AITYS_DATABASE_URL" not in environment(tmp_path, NET, 8000)


def test_a_taken_port_is_named() -> None:
    with socket.socket() as other:
        other.bind((LOOPBACK, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(DemoFailed, match=f"port {port} is taken"):
            free_port(port)


def test_zero_finds_a_free_port() -> None:
    assert free_port(0) > 0
