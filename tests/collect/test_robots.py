from __future__ import annotations

import asyncio
import gzip
import time
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.collect.robots import judge
from aitys.errors import FetchRefused
from aitys.values.captures import Ask
from tests.collect.memory import RememberedManners
from tests.collect.site import COURIER, HERALD, Play, Site, fetcher, limits, moved, reply

FEED = f"http://{COURIER}/feed"
ORIGIN = f"http://{COURIER}:80"
DENY = b"User-agent: *\nDisallow: /\n"


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with Site({"/feed": reply(body=b"<rss/>")}) as started:
        yield started


async def outcome(
    site: Site, robots: bytes | Play, manners: RememberedManners | None = None, seconds: float = 5.0
) -> str:
    """ "ok", or the name of the refusal."""
    site.pages["/robots.txt"] = robots
    async with fetcher(limits((COURIER, site), max_seconds=seconds), manners) as asking:
        try:
            await asking.fetch(Ask(FEED))
        except FetchRefused as error:
            return error.name
    return "ok"


async def test_what_robots_txt_forbids_is_not_asked(site: Site) -> None:
    assert await outcome(site, reply(body=DENY)) == "robots"
    assert site.paths == ["/robots.txt"]


async def test_what_robots_txt_allows_is_asked(site: Site) -> None:
    assert await outcome(site, reply(body=b"User-agent: *\nDisallow: /\nAllow: /feed")) == "ok"


async def test_a_forbidden_redirect_target_is_not_asked(site: Site) -> None:
    site.pages |= {"/feed": moved("/secret"), "/secret": reply(body=b"x")}
    assert await outcome(site, reply(body=b"User-agent: *\nDisallow: /secret")) == "robots"
    assert "/secret" not in site.paths


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
async def test_a_missing_file_allows_everything(site: Site, status: int) -> None:
    assert await outcome(site, reply(status, DENY)) == "ok"


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_file_that_cannot_be_read_forbids_everything_for_ten_minutes(site: Site, status: int) -> None:
    manners = RememberedManners()
    assert await outcome(site, reply(status), manners) == "robots-unreachable"
    assert await outcome(site, reply(404), manners) == "robots-unreachable"
    assert site.paths == ["/robots.txt"]
    assert 590 < manners.files[ORIGIN].fresh_until - time.time() <= 600
    assert manners.files[ORIGIN].status == status


async def test_a_wish_for_rest_on_robots_txt_is_kept(site: Site) -> None:
    manners = RememberedManners()
    assert await outcome(site, reply(503, Retry_After="90"), manners) == "robots-unreachable"
    assert manners.holds == {COURIER: 90.0}


async def test_a_file_that_hangs_forbids_for_now(site: Site) -> None:
    async def hang(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.7)

    manners = RememberedManners()
    assert await outcome(site, hang, manners, 0.3) == "robots-unreachable"
    assert manners.files[ORIGIN].status == 0


@pytest.mark.parametrize("raw", [b"", b"nonsense\r\n\r\n", reply(body=b"not gzip", Content_Encoding="gzip")])
async def test_a_broken_answer_forbids_for_now(site: Site, raw: bytes) -> None:
    assert await outcome(site, raw) == "robots-unreachable"


async def test_a_file_is_asked_once_a_day_for_an_origin(site: Site) -> None:
    site.pages["/robots.txt"] = reply(body=b"")
    manners = RememberedManners()
    async with fetcher(limits((COURIER, site)), manners) as asking:
        await asyncio.gather(*(asking.fetch(Ask(FEED)) for _ in range(5)))
    assert site.paths == ["/robots.txt"] + ["/feed"] * 5
    assert 86300 < manners.files[ORIGIN].fresh_until - time.time() <= 86400


async def test_a_redirected_file_holds_for_the_origin_that_was_asked(site: Site) -> None:
    async with Site({"/robots.txt": moved("/r"), "/r": reply(body=DENY)}) as other:
        site.pages["/robots.txt"] = moved(f"http://{HERALD}/robots.txt")
        manners = RememberedManners()
        async with fetcher(limits((COURIER, site), (HERALD, other)), manners) as asking:
            with pytest.raises(FetchRefused) as caught:
                await asking.fetch(Ask(FEED))
    assert caught.value.name == "robots"
    assert list(manners.files) == [ORIGIN]


async def test_five_redirects_are_followed_and_more_mean_that_there_is_no_file(site: Site) -> None:
    site.pages |= {f"/{n}": moved(f"/{n + 1}") for n in range(1, 9)}
    site.pages["/5"] = reply(body=DENY)
    assert await outcome(site, moved("/1")) == "robots"
    site.pages["/5"] = moved("/6")
    assert await outcome(site, moved("/1")) == "ok"


@pytest.mark.parametrize("location", ["http://10.0.0.5/robots.txt", "file:///etc/passwd", ""])
async def test_a_file_that_is_sent_out_of_the_public_web_forbids_for_now(site: Site, location: str) -> None:
    assert await outcome(site, moved(location)) == "robots-unreachable"


async def test_only_the_first_500_kib_count_and_only_whole_lines(site: Site) -> None:
    line = b"Disallow: /x\n"
    filler = b"User-agent: *\n" + line * (500 * 1024 // len(line) + 5)
    assert await outcome(site, reply(body=filler + b"Disallow: /feed\n")) == "ok"
    # Cut in the middle, "Disallow: /feedback" would forbid /feed.
    start = b"User-agent: *\n" + line * ((500 * 1024 - 40) // len(line))
    start += b"#" * (500 * 1024 - len(start) - len(b"\nDisallow: /feed")) + b"\nDisallow: /feed"
    assert len(start) == 500 * 1024
    assert await outcome(site, reply(body=start + b"back\n")) == "ok"


async def test_a_packed_file_with_a_mark_and_a_nul_is_read(site: Site) -> None:
    body = gzip.compress(b"\xef\xbb\xbfUser-agent: *\n# \0\xff\nDisallow: /")
    manners = RememberedManners()
    assert await outcome(site, reply(body=body, Content_Encoding="gzip"), manners) == "robots"
    assert "\0" not in manners.files[ORIGIN].text


@pytest.mark.parametrize(
    ("delay", "pace"), [("0.05", 0.1), ("7", 7.0), ("3600", 60.0), ("-1", 0.1), ("nan", 0.1)]
)
async def test_a_crawl_delay_slows_us_down_to_once_a_minute_at_most(
    site: Site, delay: str, pace: float
) -> None:
    site.pages["/robots.txt"] = reply(body=f"User-agent: *\nCrawl-delay: {delay}\n".encode())
    manners = RememberedManners()
    async with fetcher(limits((COURIER, site), pace=0.1), manners) as asking:
        await asking.fetch(Ask(FEED))
    assert manners.paces == [(COURIER, 0.1), (COURIER, pace)]


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: AITYS\nDisallow: /\n\nUser-agent: *\nDisallow:", "/a", False),
        ("User-agent: aitys/0.1\nDisallow: /a", "/a", False),
        ("User-agent: ai\nDisallow: /a", "/a", True),
        ("User-agent: *\nDisallow: /\nUser-agent: Aitys\nDisallow: /b", "/a", True),
        ("User-agent: one\nUser-agent: aitys\nDisallow: /a", "/a", False),
        ("user agent other\nDisallow: /\nUser Agent: *\nDisallow: /b", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf?b", True),
        ("User-agent: *\nDisallow: /новости", "/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b", True),
        ("Disallow: /", "/a", True),
        ("<html>Not found</html>", "/a", True),
    ],
)
def test_the_group_for_us_counts_and_else_the_group_for_all(text: str, path: str, allowed: bool) -> None:  # noqa: FBT001 - a table
    assert judge(text, f"http://{COURIER}{path}", "aitys")[0] is allowed


@given(st.text(st.sampled_from("UserAgentDisallow-: */$#\nй\t?=%."), max_size=300))
def test_any_file_is_judged(text: str) -> None:
    assert judge(text, FEED, "aitys")[1] >= 0


def test_a_file_with_many_robots_and_many_rules_is_judged_quickly() -> None:
    text = "".join(f"User-agent: r{n}\n" for n in range(15_000)) + "Disallow: /*x*y\n" * 15_000
    started = time.perf_counter()
    assert judge(text, FEED, "aitys") == (True, 0.0)
    assert time.perf_counter() - started < 2
