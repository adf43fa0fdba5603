from __future__ import annotations

import pytest

from aitys.sources.telegram import names


@pytest.mark.parametrize(
    "written",
    [
        "@Bazaar_Talk", "t.me/Bazaar_Talk", "https://t.me/Bazaar_Talk/", "http://telegram.me/Bazaar_Talk",
        "https://t.me/s/Bazaar_Talk?before=84", "https://www.t.me/Bazaar_Talk/84?single", " @Bazaar_Talk ",
    ],
)  # fmt: skip
def test_a_channel_is_known_by_each_way_of_writing_it(written: str) -> None:
    assert names.channel(written) == "Bazaar_Talk"


@pytest.mark.parametrize(
    "written",
    [
        "Bazaar_Talk", "https://t.me/+AbCdEf", "https://t.me/joinchat/AbCdEf", "https://t.me/c/1234/5", "@",
        "https://steppe-courier.example/Bazaar_Talk", "https://t.me/s/", "@базар",
        "https://t.me/addstickers/Bazaar",
    ],
)  # fmt: skip
def test_what_names_no_public_channel_gives_none(written: str) -> None:
    assert names.channel(written) == ""


def test_a_message_is_known_in_one_form() -> None:
    written = ("Bazaar_Talk/84", "https://t.me/Bazaar_Talk/84?single", "https://t.me/s/bazaar_talk/84")
    found = [names.message(one) for one in written]
    assert {one.address for one in found if one} == {"https://t.me/bazaar_talk/84"}
    private = names.message("https://t.me/c/1234567890/84")
    assert private is not None
    assert private.address == "tg:1234567890/84"


@pytest.mark.parametrize(
    "written", ["", "Bazaar_Talk", "Bazaar_Talk/0", "bad", "https://t.me/joinchat/84", "a/b/c/1"]
)
def test_what_is_no_message_gives_none(written: str) -> None:
    assert names.message(written) is None


def test_the_address_of_a_page_takes_any_way_of_naming_its_channel() -> None:
    assert names.page("@bazaar_talk") == names.page("bazaar_talk") == "https://t.me/s/bazaar_talk"
    assert names.page("https://t.me/bazaar_talk", before=84) == "https://t.me/s/bazaar_talk?before=84"
    with pytest.raises(ValueError, match="names no channel"):
        names.page("bazaar talk")
