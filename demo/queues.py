"""Draws the picture of the demo's first article: `python -m demo.queues`.

Numbers only, no words, so that the article's translations show the same file.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

PICTURE = Path(__file__).parent / "articles" / "queues.png"
# People before the booths of the Teke market, from eight o'clock on, as the article says.
COUNTS = (14, 41, 67, 72, 38, 19, 6)
FIRST_HOUR = 8
ANSWERED = 10 + 40 / 60

WIDTH, HEIGHT = 1200, 675
LEFT, RIGHT, TOP, BOTTOM = 110, 1150, 70, 580
PAPER, INK, FAINT, BAR, LATER, MARK = "#f7f4ee", "#2b2a28", "#d8d2c6", "#b4532a", "#d9a68c", "#1f5673"


def _x(hour: float) -> float:
    """Where an hour stands; half an hour is left free at both ends."""
    return LEFT + (hour - FIRST_HOUR + 0.5) * (RIGHT - LEFT) / len(COUNTS)


def _y(people: float) -> float:
    return BOTTOM - people * (BOTTOM - TOP) / 80


def _draw_scale(draw: ImageDraw.ImageDraw) -> None:
    for people in range(0, 81, 20):
        draw.line((LEFT, _y(people), RIGHT, _y(people)), fill=INK if people == 0 else FAINT, width=2)
        draw.text((LEFT - 18, _y(people)), str(people), INK, ImageFont.load_default(28), anchor="rm")


def _draw_bars(draw: ImageDraw.ImageDraw) -> None:
    for hour, people in enumerate(COUNTS, FIRST_HOUR):
        colour = BAR if hour < ANSWERED else LATER
        draw.rectangle((_x(hour - 0.32), _y(people), _x(hour + 0.32), BOTTOM - 1), fill=colour)
        draw.text((_x(hour), _y(people) - 12), str(people), INK, ImageFont.load_default(34), anchor="ms")
        draw.text((_x(hour), BOTTOM + 22), f"{hour}:00", INK, ImageFont.load_default(28), anchor="mt")


def _draw_answer(draw: ImageDraw.ImageDraw) -> None:
    for top in range(TOP - 20, BOTTOM, 22):
        draw.line((_x(ANSWERED), top, _x(ANSWERED), top + 12), fill=MARK, width=4)
    draw.text((_x(ANSWERED) - 12, TOP - 22), "10:40", MARK, ImageFont.load_default(32), anchor="rt")


def draw_queues() -> Image.Image:
    """The bars before and after the bank's answer."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(picture)
    for part in (_draw_scale, _draw_bars, _draw_answer):
        part(draw)
    return picture


if __name__ == "__main__":
    draw_queues().save(PICTURE, optimize=True)
