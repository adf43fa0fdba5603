"""The invented channels as they are written in `demo/world/t.me`: a file a channel."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime

from demo.rounds import LAST_ROUND, is_there
from demo.sites import WORLD, Frozen

CHANNELS = WORLD / "t.me"
# The platform's own hiding: of persons it names the name and links to it, of who hides only a name is left.
HIDDEN = ("user", "hidden")

Service = Literal["created", "renamed", "photo", "pinned"]


class Message(Frozen):
    """One message of a channel. `lang` is the channel's where it is empty.

    `album` are the other numbers of an album, of which `photos` are shown. `forward_of` is "channel/number",
    or one of HIDDEN. `voice` and `video` are lengths ("0:41"), `document` is a name; `unsupported` is what no
    browser shows. `reactions` are written "👍12 🔥3", `poll` the question and its answers, `link` a page
    that the platform shows below the text. From round `edited_in` on its text is `edited`; from `gone_in` on
    it is not there. `views` are empty where none are shown.
    """

    number: int
    date: AwareDatetime
    text: str = ""
    lang: str = ""
    views: str = ""
    reactions: str = ""
    album: tuple[int, ...] = ()
    photos: int = 0
    voice: str = ""
    video: str = ""
    document: str = ""
    unsupported: bool = False
    forward_of: str = ""
    reply_to: int = 0
    poll: tuple[str, ...] = ()
    link: str = ""
    service: Service | Literal[""] = ""
    edited_in: int = 0
    edited: str = ""
    gone_in: int = 0

    def text_in(self, number: int) -> str:
        return (self.edited if self.is_edited_in(number) else self.text).strip()

    def is_edited_in(self, number: int) -> bool:
        return 0 < self.edited_in <= number

    def is_there(self, number: int) -> bool:
        return is_there(self.date, self.gone_in, number)


class Channel(Frozen):
    """One public channel. `id` is the bare number that stays; from round `renamed_in` on it has another name.

    `preview_off` channels show their door only; in the rounds of `throttled_in` the platform says that there
    are no posts; with `no_prev` the newest page does not link to the older ones.
    """

    name: str
    title: str
    id: int
    about: str
    lang: str
    subscribers: str
    verified: bool = False
    preview_off: bool = False
    throttled_in: tuple[int, ...] = ()
    page_size: int = 20
    no_prev: bool = False
    renamed_in: int = 0
    renamed_to: str = ""
    renamed_title: str = ""
    post: tuple[Message, ...] = ()

    def is_renamed_in(self, number: int) -> bool:
        return 0 < self.renamed_in <= number

    def name_in(self, number: int) -> str:
        return self.renamed_to if self.is_renamed_in(number) else self.name

    def title_in(self, number: int) -> str:
        return self.renamed_title if self.is_renamed_in(number) else self.title

    def messages(self, number: int = LAST_ROUND) -> list[Message]:
        """What is there in a round, oldest first."""
        return [message for message in self.post if message.is_there(number)]

    def language_of(self, message: Message) -> str:
        return message.lang or self.lang


def read_channel(file: Path) -> Channel:
    """One channel from its file; a wrong field is named by pydantic."""
    return Channel.model_validate({"name": file.stem, **tomllib.loads(file.read_text("utf-8"))})


def read_channels(folder: Path = CHANNELS) -> list[Channel]:
    return [read_channel(file) for file in sorted(folder.glob("*.toml"))]
