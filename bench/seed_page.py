"""The page this project began with, made by this program and looked over.

`AITYS_DATA=… python -m bench.seed_page [--keep-running]`. The four texts of `seed/topic-page.txt` (beside the
data folder) become articles of a new desk, each with its section headings as headings and, where the page cut
it, with more words after the cut; the five banks' recorded answers give the ticker. Then the topic page is
read as the site serves it: order, counter, cut excerpts, headings, ticker. Exit 1 with what is not right.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.request import urlopen

from lxml import html

from bench.desks import Desk, new_desk
from bench.search_page import serving

# Where the page ran its headings into the text: (text, first word, words), counted from 0.
_HEADINGS = (
    (0, 89, 5),
    (0, 180, 3),
    (0, 324, 4),
    (0, 494, 3),
    (1, 40, 4),
    (1, 188, 3),
    (1, 272, 5),
    (1, 374, 5),
    (1, 450, 4),
)
_NEWEST = date(2025, 6, 10)
_TICKER = ("KGS", "KZT", "TJS", "UZS", "TMT")
_BANKS = {"nbkr": "daily-*.xml", "nbk": "*.xml", "nbt": "*.xml", "cbu": "2026-*.json", "cbt": "*.xml"}


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the page: `words` as it showed them, `headings` as (first word, words), `cut` by it."""

    title: str
    words: tuple[str, ...]
    headings: tuple[tuple[int, int], ...]
    cut: bool

    @property
    def heading_texts(self) -> list[str]:
        return [" ".join(self.words[start : start + length]) for start, length in self.headings]

    @property
    def markdown(self) -> str:
        """Its words with the headings as headings, and more of them where the page broke off."""
        parts, done = [], 0
        for start, length in self.headings:
            parts += [" ".join(self.words[done:start]), "## " + " ".join(self.words[start : start + length])]
            done = start + length
        parts.append(" ".join([*self.words[done:], *(["further"] * 80 if self.cut else [])]))
        return "\n\n".join(part for part in parts if part)


def read_seed(page: str) -> list[Text]:
    """The texts below the counter, newest first."""
    blocks = [part.strip() for part in page.split("Viewing results", 1)[1].split("\n\n")[1:] if part.strip()]
    found = []
    for number, (title, body) in enumerate(zip(blocks[::2], blocks[1::2], strict=True)):
        headings = tuple((start, length) for text, start, length in _HEADINGS if text == number)
        found.append(Text(title, tuple(body.removesuffix("...").split()), headings, body.endswith("...")))
    return found


def fill(desk: Desk, texts: list[Text], data: Path) -> None:
    desk.run("topic", "add", "telegram", "--title", "Telegram", "--tag", "telegram")
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            file = Path(folder) / f"text-{number}.md"
            day = _NEWEST - timedelta(days=number)
            head = f'title: "{text.title}"\ndate: {day}\nlang: en\ntopics: [telegram]\n'
            file.write_text(f"---\n{head}---\n\n{text.markdown}\n", encoding="utf-8")
            desk.run("article", "add", str(file))
    for bank, bodies in _BANKS.items():
        desk.run(
            "import", "rates", bank, *(str(body) for body in sorted((data / "rates" / bank).glob(bodies)))
        )


def look_over(page: html.HtmlElement, texts: list[Text]) -> list[str]:
    """What is not right about the topic page, in sentences."""
    wrong = []
    items = page.xpath("//main//article")
    titles = [_line(found) for found in page.xpath("//main//article//h2")]
    if titles != [text.title for text in texts]:
        wrong.append(f"the order is {titles}")
    if "Viewing results 1–4 of 4" not in _line(page):
        wrong.append("the counter does not say 1–4 of 4")
    for text, item in zip(texts, items, strict=False):
        wrong += _look_at(item, text)
    return wrong + _look_at_ticker(page)


def _look_at(item: html.HtmlElement, text: Text) -> list[str]:
    headings = [_line(found) for found in item.xpath(".//h3")]
    wrong = []
    if headings != text.heading_texts:
        wrong.append(f"{text.title}: its headings are {headings}")
    shown = " ".join(_line(part) for part in item.xpath(".//h3 | .//p[contains(@class, 'words')]"))
    wanted = " ".join(text.words) + ("…" if text.cut else "")
    if shown != wanted:
        wrong.append(f"{text.title}: the excerpt ends with {shown[-60:]!r}, not with {wanted[-60:]!r}")
    return wrong


def _look_at_ticker(page: html.HtmlElement) -> list[str]:
    said = _line(page)
    wrong = [
        f"{code}/USD stands {said.count(f'{code}/USD')} times"
        for code in _TICKER
        if said.count(f"{code}/USD") != 1
    ]
    order = re.findall(r"\b([A-Z]{3})/USD\b", said)
    if tuple(order) != _TICKER:
        wrong.append(f"the ticker's order is {order}")
    lines = [_line(line) for line in page.xpath("//*[contains(@class, 'ticker')]//li")]
    return wrong + [f"no other direction in {line!r}" for line in lines if "1 USD = " not in line]


def _line(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--keep-running", action="store_true", help="serve the page until Enter")
    given = options.parse_args()
    if "AITYS_DATA" not in os.environ:
        sys.exit("not looked at: AITYS_DATA names no folder with rates and, beside it, seed/topic-page.txt")
    data = Path(os.environ["AITYS_DATA"])
    texts = read_seed((data.parent / "seed" / "topic-page.txt").read_text(encoding="utf-8"))
    with new_desk() as desk:
        fill(desk, texts, data)
        with serving(desk) as port, urlopen(f"http://127.0.0.1:{port}/topics/telegram/") as answer:
            body = answer.read()
            wrong = look_over(html.document_fromstring(body.decode()), texts)
            if given.keep_running:
                input(f"http://127.0.0.1:{port}/topics/telegram/ until Enter\n")
    print("\n".join(wrong) or "order, counter, three cut excerpts, nine headings, ticker: as they should be")
    print(f"{len(body):,} bytes of HTML")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
