from __future__ import annotations

from tests.cli.site import Site
from tests.cli.terminal import Desk

_SECRET = "socks5://desk:hunter2@proxy.example:1080"


def _source(desk: Desk, expect: int = 0) -> dict[str, object]:
    (source,) = desk.json("doctor", expect=expect)["sources"]
    assert isinstance(source, dict)
    return source


def test_a_look_plans_the_next_by_what_the_source_publishes_and_says_why(reading_desk: Desk) -> None:
    reading_desk.run("collect", "--once")
    source = _source(reading_desk)
    assert 600 <= int(str(source["every"])) <= 6 * 3600
    assert source["every_says"]
    assert "asked each" in reading_desk.run("doctor").out


def test_the_pause_that_a_person_chose_holds_until_it_is_taken_away(reading_desk: Desk) -> None:
    assert reading_desk.json("source", "set", "courier", "--every", "900")["changed"] == ["every"]
    reading_desk.run("collect", "--once")
    source = _source(reading_desk)
    assert (source["every"], source["every_says"]) == (900, "as a person chose")
    assert reading_desk.json("source", "set", "courier", "--every", "")["changed"] == ["every"]
    reading_desk.run("collect", "--once")
    assert _source(reading_desk)["every_says"] != "as a person chose"


def test_a_pause_that_cannot_be_is_refused(reading_desk: Desk) -> None:
    for wrong in ("often", "1.5", "59", "604801"):
        assert "seconds" in reading_desk.run("source", "set", "courier", "--every", wrong, expect=2).err


def test_a_person_can_mark_a_source_as_hot(reading_desk: Desk) -> None:
    assert reading_desk.json("source", "set", "courier", "--hot")["changed"] == ["hot"]
    assert _source(reading_desk)["hot"] is True
    assert reading_desk.rows("SELECT priority FROM store_route") == [(0,)]
    reading_desk.run("source", "set", "courier", "--no-hot")
    assert reading_desk.rows("SELECT priority FROM store_route") == [(2,)]


def test_a_proxy_is_kept_and_its_password_shown_nowhere(reading_desk: Desk, site: Site) -> None:
    before = list(site.asked)
    said = reading_desk.run("source", "set", "courier", "--proxy", _SECRET)
    assert reading_desk.rows("SELECT proxy FROM store_source") == [(_SECRET,)]
    assert reading_desk.json("source", "set", "courier", "--proxy", _SECRET)["changed"] == []
    assert _source(reading_desk)["proxy"] == "socks5://…@proxy.example:1080"
    looked = reading_desk.run("collect", "--once")
    assert "proxy.example" in looked.out
    shown = [said, looked, reading_desk.run("doctor", expect=1), reading_desk.run("source", "list")]
    assert all("hunter2" not in each.out + each.err for each in shown)
    assert (
        reading_desk.rows("SELECT details FROM store_auditentry WHERE CAST(details AS TEXT) LIKE '%hunter2%'")
        == []
    )
    assert site.asked == before
    reading_desk.run("source", "set", "courier", "--proxy", "")
    assert reading_desk.json("collect", "--once")["rounds"][0]["error"] is None


def test_what_is_no_proxy_is_refused_without_repeating_its_password(reading_desk: Desk) -> None:
    for wrong in (
        "proxy.example",
        "desk:hunter2@proxy.example",
        "ftp://desk:hunter2@proxy.example",
        "http://h/x",
    ):
        said = reading_desk.run("source", "set", "courier", "--proxy", wrong, expect=2).err
        assert "a proxy is an address" in said
        assert "hunter2" not in said
