from __future__ import annotations

import socket
import time
from collections.abc import Sequence

import pytest

from aitys.collect.addresses import why_refused
from aitys.collect.manners import Robots
from aitys.errors import FetchRefused
from aitys.values.captures import Ask
from tests.collect.memory import RememberedManners
from tests.collect.site import COURIER, HERALD, Site, fetcher, limits, moved, reply

FEED = f"http://{COURIER}/feed"


class Names:
    """A name server that gives another answer each time, the last for ever."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self._answers = list(answers)
        self.asked: list[str] = []

    async def __call__(self, host: str, _port: int, /) -> Sequence[str]:
        self.asked.append(host)
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]


def no_robots(*hosts: str) -> RememberedManners:
    kept = Robots("", 404, time.time() + 60)
    return RememberedManners(files={f"http://{host}:80": kept for host in hosts})


async def refusal(url: str, names: Names, **changes: object) -> FetchRefused:
    async with fetcher(limits(**changes), resolve=names) as asking:
        with pytest.raises(FetchRefused) as caught:
            await asking.fetch(Ask(url))
    return caught.value


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.5",
        "169.254.169.254",
        "100.64.3.3",
        "::1",
        "::ffff:10.0.0.5",
        "64:ff9b::a00:5",
        "fe80::1%1",
    ],
)
async def test_a_name_that_leads_inside_is_refused(address: str) -> None:
    error = await refusal(FEED, Names([address]))
    assert (error.name, error.permanent, error.subject) == ("private-address", True, FEED)
    assert COURIER in error.says
    assert "AITYS_ALLOW_HOSTS" in error.says


async def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    assert (await refusal(FEED, Names(["2606:4700::1111", "10.0.0.5"]))).name == "private-address"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "localhost", "0.1.2.3"]
)
async def test_an_address_in_the_url_is_checked_like_any_other(host: str) -> None:
    names = Names(["127.0.0.1"])
    assert (await refusal(f"http://{host}/", names)).name == "private-address"
    assert names.asked == (["localhost"] if host == "localhost" else [])


async def test_a_name_server_that_changes_its_mind_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    # Here 127.0.0.1 plays the public internet; no test may ask the real one.
    monkeypatch.setattr(
        "aitys.collect.network.why_refused", lambda a: "" if str(a) == "127.0.0.1" else why_refused(a)
    )
    async with Site({"/feed": moved("/rss"), "/rss": reply(body=b"x")}) as site:
        names = Names(["127.0.0.1"], ["10.0.0.5"])
        address = f"http://{COURIER}:{site.port}"
        manners = RememberedManners(files={address: Robots("", 404, time.time() + 60)})
        async with fetcher(limits(), manners, names) as asking:
            with pytest.raises(FetchRefused) as caught:
                await asking.fetch(Ask(f"{address}/feed"))
        assert (caught.value.name, caught.value.subject) == ("private-address", f"{address}/rss")
        assert site.paths == ["/feed"]


async def test_a_name_is_resolved_once_for_a_connection_and_the_checked_address_is_used() -> None:
    async with Site({"/feed": reply(body=b"x")}) as site:
        names = Names(["127.0.0.1"], ["127.0.0.9"])
        given = limits(allow_hosts=(COURIER,), connect_to={COURIER: f"inner.example:{site.port}"})
        async with fetcher(given, no_robots(COURIER), names) as asking:
            assert (await asking.fetch(Ask(FEED))).body == b"x"
        assert names.asked == ["inner.example"]


async def test_the_next_address_is_tried_when_one_is_down() -> None:
    async with Site({"/feed": reply(body=b"x")}) as site:
        given = limits(allow_hosts=(COURIER,), connect_to={COURIER: f"inner.example:{site.port}"})
        async with fetcher(given, no_robots(COURIER), Names(["::1", "127.0.0.1"])) as asking:
            assert (await asking.fetch(Ask(FEED))).body == b"x"


async def test_a_detour_to_a_private_address_needs_the_host_to_be_allowed() -> None:
    async with Site() as site:
        error = await refusal(FEED, Names([]), connect_to={COURIER: f"127.0.0.1:{site.port}"})
        assert error.name == "private-address"
        assert site.heads == []


async def test_allowing_one_name_allows_no_other() -> None:
    assert (await refusal(FEED, Names(["127.0.0.1"]), allow_hosts=(HERALD,))).name == "private-address"


async def test_an_allowed_name_fits_in_any_case() -> None:
    async with Site({"/feed": reply(body=b"x")}) as site:
        given = limits(allow_hosts=(COURIER.upper(),), connect_to={COURIER: f"127.0.0.1:{site.port}"})
        async with fetcher(given) as asking:
            assert (await asking.fetch(Ask(FEED))).status == 200


async def test_a_name_that_is_not_found_is_refused_by_name() -> None:
    async def unknown(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    async with fetcher(limits(), resolve=unknown) as asking:
        with pytest.raises(FetchRefused) as caught:
            await asking.fetch(Ask(FEED))
    assert (caught.value.name, caught.value.permanent) == ("dns", False)


async def test_a_name_without_addresses_is_refused_by_name() -> None:
    assert (await refusal(FEED, Names([]))).name == "dns"
