"""How far our reading of the preview agrees with what another program's tests expect of its fragments.

`AITYS_DATA=… python -m evals.telegram` prints the figures and every difference under its reason. Each value
of `telegram/preview-fragments` is asked of our post, and so are values of the made-up samples in `synthetic`;
docs/telegram.md tells what is compared, and explains each difference.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from aitys.sources.telegram import export, preview
from aitys.values.captures import Document
from aitys.values.messages import ChannelSeen, Media, MediaKind, Message
from aitys.values.posts import Post

NOW = datetime(2026, 9, 1, tzinfo=UTC)
# What the other program calls a message, and what hangs on ours then.
TYPES: dict[str, set[MediaKind]] = {
    "text": set(),
    "service": set(),
    "poll": {MediaKind.POLL},
    "document": {MediaKind.DOCUMENT, MediaKind.AUDIO},
    "video": {MediaKind.VIDEO},
    "round-video": {MediaKind.ROUND_VIDEO},
    "photo": {MediaKind.PHOTO},
    "location": {MediaKind.LOCATION},
    "audio": {MediaKind.VOICE},
}
# Why a value differs, by the fragment's name (or "") and the field.
REASONS = {
    ("", "author"): "signatures are persons: none is kept",
    ("", "forwarded_author"): "a forward from who may be a person is kept as hidden",
    ("", "forwarded_author_url"): "a forward from who may be a person is kept as hidden",
    ("", "urls photo"): "addresses of pictures expire, and emoji are characters: none is kept",
    ("", "urls video"): "addresses of files expire: none is kept",
    ("", "urls round-video"): "addresses of files expire: none is kept",
    ("", "urls audio"): "addresses of files expire: none is kept",
    ("", "urls thumbnail-video"): "addresses of pictures expire: none is kept",
    ("", "urls thumbnail-roundvideo"): "addresses of pictures expire: none is kept",
    ("", "urls thumbnail-reply"): "addresses of pictures expire: none is kept",
    ("", "image_url"): "addresses of pictures expire: none is kept",
    ("", "preview_image_url"): "addresses of pictures expire: none is kept",
    ("", "preview_site_name"): "of a linked page its address and title are kept",
    ("", "preview_description"): "of a linked page its address and title are kept",
    ("", "description"): "what a channel says of itself often names persons: it is not kept",
    ("", "photos"): "of a channel its id, names and subscribers are kept",
    ("", "videos"): "of a channel its id, names and subscribers are kept",
    ("", "links"): "of a channel its id, names and subscribers are kept",
    ("message_weird_preview", "urls link"): "the channel's own search for a hashtag: kept as a tag",
    ("poll", "text"): "the words of a poll are the post's: they are what it says",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is not ours: `field` of the fragment `name`."""

    name: str
    field: str
    wanted: object
    got: object

    @property
    def why(self) -> str:
        told = REASONS.get((self.name, self.field)) or REASONS.get(("", self.field))
        return told or "not explained"


@dataclass(frozen=True, slots=True)
class Score:
    fragments: int
    asked: Counter[str]
    differences: list[Difference]

    @property
    def agreed(self) -> float:
        return 1 - len(self.differences) / self.asked.total()

    @property
    def explained(self) -> float:
        """The share of values that agree or differ for a reason that is written down."""
        return 1 - sum(one.why == "not explained" for one in self.differences) / self.asked.total()


def fragments(data: Path) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Name, markup and expected values of each fragment."""
    lines = (data / "telegram" / "preview-fragments" / "fragments.jsonl").read_text(encoding="utf-8")
    for line in lines.splitlines():
        row = json.loads(line)
        yield row["name"], row["html"], row["expected"]


def asked_values(expected: dict[str, object]) -> Iterator[tuple[str, object]]:
    """Each expected value by itself; addresses are asked one by one, by what they are of."""
    for field, value in expected.items():
        if field == "urls" and isinstance(value, list):
            yield from ((f"urls {kind}", url) for kind, url in value)
        elif field not in ("_", "urls"):
            yield field, value


def of_message(html: str) -> dict[str, object]:
    """Our reading of a message, under the other program's names."""
    page = f'<div class="tgme_channel_info"></div>{html}'.encode()
    (post,) = preview.messages_of(Document("file:///fragment.html", page, "text/html", NOW))
    message = post.message or Message(0)
    shown = next((media for media in message.media if media.kind is MediaKind.LINK and media.title), None)
    return {
        "id": message.number,
        "created_at": post.posted.at.isoformat() if post.posted else None,
        "channel": message.channel_name,
        "edited": message.is_edited,
        "text": post.text,
        "views": message.views,
        "reply_to_id": int(message.reply_to.rpartition("/")[2]) if message.reply_to else None,
        "type": _type(message),
        "urls link": {media.url for media in message.media if media.url},
        "preview_url": shown.url if shown else None,
        "preview_title": shown.title if shown else None,
    }


def _type(message: Message) -> str:
    kinds = {media.kind for media in message.media} - {MediaKind.LINK}
    if message.service:
        return "service"
    return next((name for name, ours in TYPES.items() if kinds and kinds <= ours), "text")


def of_channel(html: str) -> dict[str, object]:
    page = html.replace("[...]", "").encode()
    seen = preview.channel(Document("file:///fragment.html", page, "text/html", NOW))
    return {"username": seen.name, "title": seen.title, "subscribers": seen.subscribers} if seen else {}


def agrees(field: str, wanted: object, got: object) -> bool:
    """Texts agree as runs of characters: the other program puts each piece of markup on a line of its own."""
    if field == "urls link":
        return isinstance(got, set) and wanted in got
    if field == "text":
        return "".join(str(wanted or "").split()) == "".join(str(got or "").split())
    return wanted == got


def score(data: Path) -> Score:
    """Read every fragment, and compare every value."""
    asked, differences, count = Counter[str](), list[Difference](), 0
    for name, html, expected in fragments(data):
        count += 1
        got = of_channel(html) if expected["_"] == "ChannelInfo" else of_message(html)
        for field, wanted in asked_values(expected):
            asked[field] += 1
            if not agrees(field, wanted, got.get(field)):
                differences.append(Difference(name, field, wanted, got.get(field)))
    return Score(count, asked, differences)


def samples(data: Path) -> Iterator[tuple[str, bool]]:
    """What the made-up samples must give, one by one, and whether they do."""
    folder = data / "synthetic"
    page = (folder / "SYNTHETIC_2026_channel_page.html").read_bytes()
    document = Document("https://t.me/s/synthetic", page, "text/html; charset=utf-8", NOW)
    first, second = preview.messages_of(document)
    seen = preview.channel(document)
    yield "page: words without the quoted reply", "quoted" not in first.text and "не закроет" in first.text
    yield "page: lines of a quote", "Цитата\nв две строки" in first.text
    yield "page: tag", first.tags == ("курс",)
    message = first.message or Message(0)
    yield "page: channel id", message.channel_id == 1 and second.addresses[0] == "tg:1/102"
    yield "page: forward", bool(message.forward and message.forward.address == "https://t.me/other/55")
    yield "page: reply", message.reply_to == "tg:1/90"
    yield "page: views, edited, reactions", (message.views, message.is_edited, message.reactions) == (
        3120, True, (("🔥", 31),),
    )  # fmt: skip
    yield "page: no signature", "desk" not in repr(first)
    yield "page: unsupported, no views", _is_unsupported(second)
    yield "page: channel", seen == ChannelSeen(1, "synthetic", "Synthetic", 110000)
    yield from _exports(folder)


def _is_unsupported(post: Post) -> bool:
    message = post.message or Message(0)
    return message.media == (Media(MediaKind.UNSUPPORTED),) and message.views is None


def _exports(folder: Path) -> Iterator[tuple[str, bool]]:
    new, old, broken = (
        export.parse_export((folder / name).read_bytes(), NOW)
        for name in (
            "SYNTHETIC_tdesktop_result.json",
            "SYNTHETIC_tdesktop_old_2021.json",
            "SYNTHETIC_tdesktop_broken_controlchar.txt",
        )
    )
    texts = ["ВАЖНО: завтра банки закроют обмен. Источник здесь #курс", "", "Ұлттық банк жоққа шығарды"]
    yield "export: posts", [post.text for post in new.posts] == [*texts, "Сенесизби?\n\nОоба\nЖок"]
    yield "export: left", [left.reason for left in new.left] == ["service", "unsupported"]
    yield (
        "export: true time",
        str(new.posts[0].posted and new.posts[0].posted.at) == "2026-03-01 09:05:00+00:00",
    )
    yield "export: no signature", "desk" not in repr(new)
    yield "export: old id", old.channel.id == 10083966286 - 2**33
    (post,) = old.posts
    yield "export: guessed time, never edited", bool(post.posted and post.posted.guessed and not post.edited)
    yield "export: mended", [post.text for post in broken.posts] == ["ab", "🙂"] and not broken.left


def tell(result: Score) -> None:
    """Print every difference under its reason, then the figures."""
    for reason, ones in groupby(sorted(result.differences, key=lambda one: one.why), key=lambda one: one.why):
        print(f"\n{reason}")
        for one in ones:
            print(f"  {one.name} {one.field}: wanted {str(one.wanted)[:60]!r}, got {str(one.got)[:60]!r}")
    missed = Counter(one.field for one in result.differences)
    print()
    for field, count in result.asked.most_common():
        print(f"{field:24} {count - missed[field]:4} of {count:4}")
    print(
        f"{result.fragments} fragments, {result.asked.total()} values, {result.agreed:.2%} agree, "
        f"{result.explained:.2%} agree or differ for a reason"
    )


def agreed_samples(data: Path) -> float:
    found = [is_right for _, is_right in samples(data)]
    return sum(found) / len(found)


def main() -> int:
    folder = os.environ.get("AITYS_DATA")
    if not folder:
        sys.stderr.write("NOTHING WAS MEASURED: AITYS_DATA names no folder of test data\n")
        return 0
    result = score(Path(folder))
    tell(result)
    wrong = [name for name, is_right in samples(Path(folder)) if not is_right]
    print(f"{len(list(samples(Path(folder))))} values of the made-up samples, wrong: {wrong or 'none'}")
    return 0 if result.explained == 1 and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
