"""`make demo`: the true program on an invented, recorded world; nothing outside this machine is asked.

A fresh desk with its central banks is made; its sources and the desk's own articles are added, all is read
twice, and again in each later round of the world; saved tables of the banks are imported, all is searched
and verified, by the terminal commands that a person would type. Then the site stays up until Ctrl-C; with
ONCE=1 (or --once) it is looked over instead and everything ends: exit 0, or 1 with what is wrong.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

import httpx
from pydantic import TypeAdapter

from demo import expected, held
from demo.net import serve
from demo.pages import check
from demo.quotations import CBU_SLIP
from demo.record import DEAD
from demo.replay import LOOPBACK, Seen, Stage
from demo.rounds import LAST_ROUND, ROUNDS
from demo.saved import BANK_CODES, save_tables
from demo.sites import Site, read_world
from demo.terminal import (
    Added,
    DemoFailed,
    Desk,
    Hits,
    Quoted,
    Round,
    Rounds,
    Tally,
    Verified,
    environment,
    free_port,
)
from demo.written import ARTICLES, WRITTEN

CARDS = Path(__file__).with_name("cards")
SOURCES = (
    ("http://steppe-courier.example/", "--pages"),
    ("http://issyk-herald.example/",),
    ("http://samarkand-daily.example/",),
    ("http://aksuran-times.example/", "--pages"),
    ("http://zarrud-post.example/", "--lang", "tg"),
    ("http://elek-check.example/", "--kind", "factcheck", "--shown", "full"),
    ("http://bank-of-tian.example/", "--kind", "official", "--shown", "full"),
    (f"http://{DEAD}/feed.xml", "--slug", "dead-letter"),
    ("@bazaar_talk", "--lang", "ru"),
    ("@elek_check", "--kind", "factcheck", "--shown", "full"),
)
# Lists of the other channels, and cards of what no address tells: rules of lists, a preview that is off.
FILES: tuple[tuple[str, ...], ...] = (
    ("ministries.opml", "--kind", "official", "--shown", "full"),
    ("channels.opml", "--kind", "channel"),
    ("kerege-tv.toml",),
    ("sazakly-habar.toml",),
    ("night-caravan.toml",),
)
TOPICS = (("telegram", "Telegram"), ("water", "Water"))
STARTS_WITHIN = 60.0


def expect(what: str, *, holds: bool) -> None:
    if not holds:
        raise DemoFailed(what)


def set_up(desk: Desk) -> None:
    """A new desk with its banks, sources, topics and articles."""
    desk.command("init", str(desk.folder), "--pack", "banks")
    for words in SOURCES:
        _say_added(desk.command("source", "add", *words))
    for name, *options in FILES:
        _say_added(desk.command("source", "add", *options, files=[CARDS / name]))
    for slug, title in TOPICS:
        desk.command("topic", "add", slug, "--title", title, "--tag", title)
    for name in ARTICLES:
        desk.command("article", "add", files=[WRITTEN / name])


def _say_added(said: bytes) -> None:
    for added in TypeAdapter(list[Added]).validate_json(said):
        print(f"  {added.slug} is read by its {added.route}: {added.address}")


def collect(desk: Desk) -> dict[str, Round]:
    """One round over all sources, told in words."""
    report = Rounds.model_validate_json(desk.command("collect", "--once"))
    for each in report.rounds:
        said = f"{each.read} read, {each.stored} stored, {each.unchanged} unchanged{_reasons(each.left)}"
        pages = f"; {each.pages.read} pages read{_reasons(each.pages.left)}" if each.pages.read else ""
        print(f"  {each.source}: {said}{pages}")
        if each.error:
            print(f"    {each.error.name}: {each.error.says}")
    return {each.source: each for each in report.rounds}


def _reasons(left: dict[str, int]) -> str:
    return "".join(f", {count} {reason}" for reason, count in left.items())


def first_round(desk: Desk) -> None:
    rounds = collect(desk)
    dead = rounds.pop("dead-letter")
    expect("the dead source should be an error of its own", holds=dead.error is not None)
    for code in BANK_CODES:
        bank = rounds.pop(code)
        # A bank that has files of single days alone has none for days long after the recording.
        is_well = bank.stored > 0 and not bank.error
        expect(f"the bank {code} should have been read: {bank}", holds=is_well or code == "cbt")
    check_round(rounds, 1)


def check_round(rounds: Mapping[str, Round], number: int) -> None:
    """Every source of the world brought what it published, or said why it did not."""
    failed = {each.source: each.error.name for each in rounds.values() if each.error}
    wanted = expected.errors(number)
    expect(f"{wanted} should have failed, and {failed} did", holds=failed == wanted)
    for slug, site in expected.sites().items():
        new, stored = expected.new_on_site(site, number), rounds[slug].stored
        expect(f"{slug} published {new} new posts, {stored} stored", holds=stored >= new)
    for slug, channel in expected.channels().items():
        wants, stored = expected.stored_of(channel, number), rounds[slug].stored
        says = f"@{slug} has {wants} posts that are new or edited, {stored} stored"
        # Of a channel of one page nothing else can come: what is more is an edit that nobody made. Under a
        # new name all that is shown is read anew.
        is_exact = len(channel.messages(number)) <= channel.page_size and not channel.is_renamed_in(number)
        expect(says, holds=stored == wants if is_exact else stored >= wants)


def is_list(site: Site, path: str) -> bool:
    """Whether that is where the site lists its posts: its feed, or of WordPress the interface."""
    return path == site.feed_path or (site.wordpress and path.startswith("/wp-json/wp/v2/posts"))


def second_round(desk: Desk, log: list[Seen]) -> None:
    """Nothing is new, and the sites say so themselves: the desk showed what it had."""
    before = len(log)
    rounds = collect(desk)
    stored = {each.source: each.stored for each in rounds.values() if each.stored}
    expect(f"a second round stored again: {stored}", holds=not stored)
    for site in read_world():
        asked = [seen for seen in log[before:] if seen.host == site.host and is_list(site, seen.path)]
        statuses = [seen.status for seen in asked]
        expect(f"the list of {site.host} should answer 304 once: {statuses}", holds=statuses == [304])
        print(f"  {site.title}: asked with {asked[0].etag or asked[0].since}, answered 304")


def later_rounds(desk: Desk, stage: Stage) -> None:
    """The world goes on for a day: posts come, change and go; a channel is renamed, one held back."""
    for number in range(2, LAST_ROUND + 1):
        stage.turn_to(number)
        print(f"\nIt is {ROUNDS[number]:%H:%M on %d %B} in the world (UTC).")
        rounds = collect(desk)
        for other in ("dead-letter", *BANK_CODES):
            rounds.pop(other)
        check_round(rounds, number)
        for channel in expected.channels().values():
            if channel.renamed_in == number:
                _say_added(desk.command("source", "add", f"@{channel.renamed_to}"))


def check_manners(log: Sequence[Seen]) -> None:
    """What robots.txt closes was not asked for; where it was asked at all, robots.txt came first."""
    closed = [seen.path for seen in log if seen.path.startswith("/members/")]
    expect(f"robots.txt forbids {closed}", holds=not closed)
    for site in read_world():
        first = next(seen.path for seen in log if seen.host == site.host)
        expect(f"{site.host} was asked {first} before its robots.txt", holds=first == "/robots.txt")
    print(
        f"\n{len(log)} requests, robots.txt first at every site; the page closed to robots was not asked for."
    )


def hold_against_truth(desk: Desk) -> None:
    """What the desk has kept of edits, of posts that went, and of what was read, is true of the world."""
    kept = held.read_kept(desk.folder)
    for what, found, true in held.compare(kept):
        print(f"  {what}: {len(found)} held, {len(true)} true of the world")
        expect(f"{what} that nobody made: {sorted(found - true)}", holds=found <= true)
        expect(f"{what} that were missed: {sorted(true - found)}", holds=found >= true)
    wrong = list(held.gaps(held.read_coverage(desk.folder)))
    expect("\n".join(wrong), holds=not wrong)
    print(
        "  coverage: every channel is covered from its first message to its last; what was held back is told"
    )


def import_tables(desk: Desk) -> None:
    """Bring in what the banks answered on the recorded days, as files that somebody saved.

    A collector asks for the days that are of use now: in a year it will not ask for these any more.
    """
    for code in BANK_CODES:
        saved = save_tables(code, desk.folder.parent / "saved" / code)
        brought = Tally.model_validate_json(desk.command("import", "rates", code, files=saved))
        print(f"  {brought.read} read, {brought.stored} stored, {brought.unchanged} unchanged")
        expect(f"a table of {code} was not read: {brought.left}", holds=not brought.left)


def show_rates(desk: Desk) -> None:
    """What the banks quote for a dollar today, and for a manat on the day on which one of them slipped."""
    for currency, words in (("USD", ()), ("TMT", ("--day", f"{CBU_SLIP}"))):
        quoted = Quoted.model_validate_json(desk.command("rates", *words)).rates
        found = [each for each in quoted if each.currency == currency]
        expect(f"no bank quotes {currency}", holds=len(found) > 2)
        for each in found:
            change = "—" if each.change_percent is None else f"{each.change_percent:+.2f} %"
            print(
                f"  {each.bank}, {each.day}: {each.units} {currency} = {each.amount} {each.per}, {change}",
                *each.flags,
            )


def look_back(desk: Desk) -> None:
    """Find a phrase, then hold every kept byte against the evidence chain."""
    hits = Hits.model_validate_json(desk.command("search", '"legal tender"', "--limit", "3"))
    print(f"  {hits.total} found in {hits.took_ms:.1f} ms")
    for post in hits.posts:
        print(f"  {post.date[:10]} {post.source}: {post.title or 'a message'}")
    expect("the phrase is not found", holds=hits.total > 0)
    verified = Verified.model_validate_json(desk.command("verify"))
    expect("the evidence does not verify", holds=verified.ok)
    print(f"  {verified.captures} captures, all as they came")


def wait_until_up(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        expect(f"aitys run ended with {process.poll()}", holds=process.poll() is None)
        try:
            if httpx.get(f"{url}/readyz", trust_env=False, timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise DemoFailed(f"{url}/readyz does not answer 200 within {STARTS_WITHIN:.0f} s")


def look_over(desk: Desk, port: int) -> None:
    """Start the site, read its pages, stop it; raises DemoFailed with all that is wrong."""
    url, log = f"http://{LOOPBACK}:{port}", desk.folder / "run.log"
    print(f"\n$ aitys run --host {LOOPBACK} --port {port}", flush=True)
    try:
        with desk.running(port, log) as process:
            wait_until_up(url, process)
            visitor = check(url)
            expect("\n".join(visitor.wrong), holds=not visitor.wrong)
    except DemoFailed as failed:
        raise DemoFailed(
            f"{failed}\n\naitys run said:\n{log.read_text('utf-8', 'replace')[-3000:]}"
        ) from failed
    weight, path = visitor.heaviest
    print(f"  {visitor.visited} pages, feeds and files looked at, all as they should be; stopped cleanly.")
    print(f"  The heaviest page is {path}: {weight:,} bytes with its styles, fonts and pictures.")


def stay_up(desk: Desk, port: int) -> None:
    print(
        f"\nThe desk is in {desk.folder} until you press Ctrl-C. Read it at http://{LOOPBACK}:{port}/\n",
        flush=True,
    )
    with desk.running(port) as process:
        try:
            expect(f"aitys run ended with {process.wait()}", holds=process.returncode == 0)
        except KeyboardInterrupt:
            print("\nStopping.")


def show(folder: Path, port: int, *, once: bool) -> None:
    """The whole demo in `folder`."""
    log: list[Seen] = []
    with serve(folder.parent, log) as net:
        desk = Desk(folder, environment(folder, net, port))
        print("An invented world of nine sites, a dead one, eighteen channels, and banks whose numbers are")
        print("made up; nothing outside this machine is asked.")
        set_up(desk)
        first_round(desk)
        second_round(desk, log)
        later_rounds(desk, net.stage)
        check_manners(log)
        hold_against_truth(desk)
        import_tables(desk)
        show_rates(desk)
        look_back(desk)
        (look_over if once else stay_up)(desk, port)


def _stop_on_sigterm(number: int, _frame: object) -> NoReturn:
    # An exception, so that whatever was started is stopped on the way out.
    raise SystemExit(128 + number)


def main() -> int:
    parser = argparse.ArgumentParser(description="Run Aitys on an invented, recorded world.")
    parser.add_argument("--once", action="store_true", default=os.environ.get("ONCE", "") not in {"", "0"})
    parser.add_argument("--port", type=int, help="of the site: 8000, with --once a free one")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, _stop_on_sigterm)
    try:
        port = free_port(given.port if given.port is not None else 0 if given.once else 8000)
        with tempfile.TemporaryDirectory(prefix="aitys-demo-") as folder:
            show(Path(folder) / "desk", port, once=given.once)
    except DemoFailed as failed:
        print(f"\nThe demo failed: {failed}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print("\nThe demo is done.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
