from __future__ import annotations

import random
from io import BytesIO
from time import perf_counter

import pytest
from PIL import Image

from aitys.errors import WrongUse
from aitys.publish.pictures import WIDTHS, make_picture
from tests.articles import picture


def noise(width: int, height: int) -> bytes:
    """A picture that no encoder makes small."""
    drawn = Image.frombytes("RGB", (width, height), random.Random(7).randbytes(width * height * 3))
    out = BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        ((1200, 800), {480: 320, 960: 640}),
        ((960, 640), {480: 320, 960: 640}),
        ((700, 350), {480: 240, 700: 350}),
        ((480, 480), {480: 480}),
        ((100, 50), {100: 50}),
        ((1, 1), {1: 1}),
        ((1200, 12000), {96: 960, 192: 1920}),
    ],
)
def test_a_picture_is_made_in_the_widths_of_pages_and_never_larger(
    size: tuple[int, int], sizes: dict[int, int]
) -> None:
    made = make_picture(picture(*size), "lake.jpg")
    for width, body in made.files.items():
        with Image.open(BytesIO(body)) as shown:
            assert (shown.format, shown.size) == ("WEBP", (width, sizes[width]))
    assert made.files.keys() == sizes.keys()
    assert (made.width, made.height) == max(sizes.items())
    assert made.name == f"{made.stem}-{made.width}.webp"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_pictures_of_four_kinds_are_taken(kind: str) -> None:
    assert make_picture(picture(64, 48, kind), "lake").width == 64


def test_a_photograph_keeps_to_the_bytes_of_its_width() -> None:
    grain = Image.effect_noise((1600, 1000), 25)
    out = BytesIO()
    Image.merge("RGB", [grain, grain.rotate(180), Image.radial_gradient("L").resize(grain.size)]).save(
        out, "JPEG"
    )
    made = make_picture(out.getvalue(), "grain.jpg")
    assert {width: len(body) <= WIDTHS[width] for width, body in made.files.items()} == {480: True, 960: True}


def test_a_copy_for_sharing_is_a_small_jpeg_without_transparency() -> None:
    large = make_picture(noise(2400, 1200), "p.png").shared
    with Image.open(BytesIO(large)) as found:
        assert (found.format, found.size, found.mode) == ("JPEG", (1200, 600), "RGB")
    assert len(large) <= 300_000
    out = BytesIO()
    Image.new("RGBA", (300, 200), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(BytesIO(make_picture(out.getvalue(), "p.png").shared)) as found:
        assert (found.format, found.size, found.getpixel((9, 9))) == ("JPEG", (300, 200), (255, 255, 255))


def test_the_same_picture_has_the_same_name() -> None:
    assert make_picture(picture(), "a").stem == make_picture(picture(), "b").stem
    assert make_picture(picture(100, 99), "a").stem != make_picture(picture(), "a").stem


def test_what_was_see_through_stays_so() -> None:
    out = BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(out, "PNG")
    (body,) = make_picture(out.getvalue(), "sign.png").files.values()
    with Image.open(BytesIO(body)) as shown:
        assert shown.convert("RGBA").getpixel((1, 1)) == (0, 0, 0, 0)


def test_of_a_moving_picture_the_first_frame_is_taken() -> None:
    red, blue = (Image.new("RGB", (40, 40), colour) for colour in ("red", "blue"))
    out = BytesIO()
    red.save(out, "GIF", save_all=True, append_images=[blue])
    (body,) = make_picture(out.getvalue(), "moving.gif").files.values()
    with Image.open(BytesIO(body)) as shown:
        assert getattr(shown, "n_frames", 1) == 1
        red_part = shown.convert("RGB").getpixel((20, 20))
    assert isinstance(red_part, tuple)
    assert red_part[0] > 200
    assert red_part[2] < 60


def _bomb() -> bytes:
    """A few kilobytes that would unpack to 100 million pixels."""
    out = BytesIO()
    Image.new("1", (10_000, 10_000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "no picture in JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture in JPEG"),
        (b"%PDF-1.7", "no picture in JPEG"),
        (b"\x00" * 25_000_001, "at most 25 MB"),
        (_bomb(), "at most 60 million pixels"),
        (picture()[:3000], "cannot be read"),
        (picture(64, 64, "PNG")[:80], "cannot be read"),
        (picture(64, 64, "BMP"), "no picture in JPEG"),
        (picture(64, 64, "TIFF"), "no picture in JPEG"),
    ],
)
def test_what_is_no_picture_of_ours_is_refused_with_its_name(body: bytes, said: str) -> None:
    with pytest.raises(WrongUse, match=r"^lake\.jpg: ") as caught:
        make_picture(body, "lake.jpg")
    assert said in str(caught.value)


def test_what_cannot_be_made_small_is_still_made() -> None:
    assert make_picture(noise(480, 480), "noise.png").width == 480


@pytest.mark.parametrize("size", [(1, 20_000), (1, 70_000), (3, 60_000)])
def test_a_picture_too_narrow_for_its_height_is_refused_by_its_name(size: tuple[int, int]) -> None:
    with pytest.raises(WrongUse, match=r"line\.png: this picture is too narrow"):
        make_picture(picture(*size, "PNG"), "line.png")


def test_greys_of_sixteen_bits_stay_grey() -> None:
    out = BytesIO()
    Image.new("I;16", (64, 64), 0x8080).save(out, "PNG")
    (body,) = make_picture(out.getvalue(), "scan.png").files.values()
    with Image.open(BytesIO(body)) as shown:
        grey = shown.convert("L").getpixel((32, 32))
    assert isinstance(grey, int | float)
    assert 120 <= grey <= 136


def test_noise_that_shows_through_takes_no_minute() -> None:
    drawn = Image.frombytes("RGBA", (800, 600), random.Random(7).randbytes(800 * 600 * 4))
    out = BytesIO()
    drawn.save(out, "PNG")
    began = perf_counter()
    assert make_picture(out.getvalue(), "noise.png").width == 800
    assert perf_counter() - began < 5
