from __future__ import annotations

from pathlib import Path

import pytest

from aitys.collect.fetch import Fetcher
from aitys.collect.limits import Limits
from aitys.errors import WrongSettings
from aitys.settings import Network
from tests.collect.memory import RememberedManners
from tests.collect.site import COURIER, limits


def test_limits_are_made_from_the_settings_field_by_field() -> None:
    network = Network(connect_to={COURIER: "127.0.0.1:8081"})
    made = Limits(**network.model_dump())
    assert (made.product, made.parallel, made.detour(COURIER, 443)) == ("aitys", 20, ("127.0.0.1", 8081))


@pytest.mark.parametrize(
    ("target", "leads_to"),
    [
        ("127.0.0.1", ("127.0.0.1", 443)),
        ("127.0.0.1:8081", ("127.0.0.1", 8081)),
        ("[::1]:8081", ("::1", 8081)),
        ("[::1]", ("::1", 443)),
        ("::1", ("::1", 443)),
        ("localhost:81", ("localhost", 81)),
    ],
)
def test_a_detour_keeps_the_port_that_it_does_not_name(target: str, leads_to: tuple[str, int]) -> None:
    assert limits(connect_to={COURIER: target}).detour(COURIER, 443) == leads_to


@pytest.mark.parametrize("target", ["", ":80", "127.0.0.1:http", "127.0.0.1:0", "127.0.0.1:70000", "[::1]x"])
def test_a_detour_that_leads_nowhere_is_a_wrong_setting(target: str) -> None:
    with pytest.raises(WrongSettings):
        limits(connect_to={COURIER: target})


@pytest.mark.parametrize("agent", ["", "  ", "Айтыс", "Aitys\r\nX: y"])
def test_a_user_agent_that_no_header_can_carry_is_a_wrong_setting(agent: str) -> None:
    with pytest.raises(WrongSettings):
        limits(user_agent=agent)


def test_a_root_certificate_that_cannot_be_read_is_a_wrong_setting(tmp_path: Path) -> None:
    (tmp_path / "not.pem").write_text("no certificate")
    for name in ("not.pem", "missing.pem"):
        with pytest.raises(WrongSettings):
            Fetcher(limits(ca_file=tmp_path / name), RememberedManners())


def test_a_host_of_many_sources_has_a_pace_of_its_own() -> None:
    assert [limits(pace=pace).pace_of("t.me") for pace in (5.0, 0.0)] == [1.0, 0.0]
    assert limits(pace=5.0).pace_of(COURIER) == 5.0


def test_the_pace_of_a_host_is_what_a_person_set_whatever_the_usual_one() -> None:
    given = limits(pace=0.0, host_pace={"t.me": 2.0, COURIER: 30.0})
    assert [given.pace_of(host) for host in ("t.me", COURIER, "issyk-herald.example")] == [2.0, 30.0, 0.0]
