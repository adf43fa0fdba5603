"""What one look at the invented world should bring in each round, by what is written in `demo/world`."""

from __future__ import annotations

from demo.channels import Channel, Message, read_channels
from demo.listings import CARDS_A_PAGE, IN_NEWS
from demo.rounds import ROUNDS
from demo.sites import Published, Site, read_world

# A message of service is kept where it says that the channel has another name now.
_KEPT_SERVICE = ("", "renamed")


def slug_of(site: Site) -> str:
    return site.host.replace(".", "-")


def listed(site: Site, number: int) -> list[Published]:
    """What a site's list shows at once: a news sitemap of two days, the first page of cards, else all."""
    found = site.published(number)
    if site.feed == "sitemap":
        return [each for each in found if each.item.date >= ROUNDS[number] - IN_NEWS]
    return found[:CARDS_A_PAGE] if site.feed == "cards" else found


def new_on_site(site: Site, number: int) -> int:
    """How many posts its list shows for the first time."""
    before = {each.path for each in site.published(number - 1)} if number > 1 else set()
    return sum(each.path not in before for each in listed(site, number))


def error_of(channel: Channel, number: int) -> str:
    """The name of the error that its address gives in a round; empty where its posts are shown."""
    # The desk is told of the new name after the round of the renaming.
    if channel.preview_off or number == channel.renamed_in:
        return "preview-off"
    return "no-posts-shown" if number in channel.throttled_in else ""


def newest_page(channel: Channel, number: int) -> list[Message]:
    """The messages on it that are kept."""
    shown = channel.messages(number)[-channel.page_size :]
    return [each for each in shown if each.service in _KEPT_SERVICE]


def stored_of(channel: Channel, number: int) -> int:
    """How many messages of its newest page are new or have other words than when they were last seen."""
    if error_of(channel, number):
        return 0
    seen = _last_seen(channel, number)
    return sum(seen.get(each.number) != each.text_in(number) for each in newest_page(channel, number))


def _last_seen(channel: Channel, number: int) -> dict[int, str]:
    earlier = [each for each in ROUNDS if each < number and not error_of(channel, each)]
    return {each.number: each.text_in(last) for last in earlier for each in newest_page(channel, last)}


def errors(number: int) -> dict[str, str]:
    """The channels that cannot be read in a round, each with the name of its error."""
    return {channel.name: error for channel in read_channels() if (error := error_of(channel, number))}


def sites() -> dict[str, Site]:
    return {slug_of(site): site for site in read_world()}


def channels() -> dict[str, Channel]:
    return {channel.name: channel for channel in read_channels()}
