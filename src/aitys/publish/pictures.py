"""A picture made ready for pages: small enough, upright, and telling nothing of who took it and where."""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from aitys.errors import WrongUse
from aitys.values.sentences import sentence

# The widths of a telephone's column and of the widest one, and the bytes that a picture may take in each: a
# page with text, style and one picture stays under 60 kB.
WIDTHS = {480: 13_000, 960: 26_000}
LARGEST_PICTURE = 25_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_MOST_PIXELS = 60_000_000
_SHARED_WIDTH, _SHARED_MOST = 1200, 300_000
_TALLEST = 2  # times its width; a longer one is a scroll, and no picture in a text
_LONGEST_SIDE = 16_383  # of a WebP
_QUALITIES = (80, 65, 50, 35, 20, 10)
_WORST, _FINE = 10, 50
# Modes of one channel that hold more than 8 bits.
_DEEP = ("I", "I;16", "I;16L", "I;16B", "I;16N")


@dataclass(frozen=True, slots=True)
class MadePicture:
    """`files` are WebP by their width in pixels; `stem` names all of them after the original's SHA-256.

    `width` and `height` are those of the widest; `called` is the file as the person knows it. `shared` is a
    JPEG for those to whom a link is sent: many programs that draw a preview read no WebP.
    """

    stem: str
    width: int
    height: int
    files: dict[int, bytes]
    called: str = ""
    shared: bytes = b""

    @property
    def name(self) -> str:
        """Of the widest file: what an article's Markdown names."""
        return f"{self.stem}-{self.width}.webp"


def make_picture(original: bytes, name: str) -> MadePicture:
    """Re-encode a picture in the widths that pages show, never larger than it is.

    Only pixels survive: no place, camera, owner or thumbnail. Of a moving picture the first frame is taken.
    Raises WrongUse, naming `name`, for what is no JPEG, PNG, WebP or GIF, or is too large to be unpacked.
    """
    if len(original) > LARGEST_PICTURE:
        raise too_large(name)
    upright = _upright(original, name)
    if max(_fit_size(upright, width)[1] for width in (*WIDTHS, _SHARED_WIDTH)) > _LONGEST_SIDE:
        raise WrongUse(name, sentence("this picture is too narrow for its height; cut it"))
    files, size = {}, (0, 0)
    for width, most in WIDTHS.items():
        made = _fit(upright, width)
        if made.width not in files:
            files[made.width], size = _smallest(made, "WEBP", most), made.size
    return MadePicture(hashlib.sha256(original).hexdigest()[:16], *size, files, shared=_shared(upright))


def too_large(name: str) -> WrongUse:
    return WrongUse(name, sentence("a picture has at most %(most)s MB", most=LARGEST_PICTURE // 1_000_000))


def _upright(original: bytes, name: str) -> Image.Image:
    """Its pixels, turned as its metadata says they are to be seen."""
    try:
        with warnings.catch_warnings():
            # Pillow warns where we refuse: at half of what it takes for a bomb.
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(original), formats=_FORMATS) as opened:
                if opened.width * opened.height > _MOST_PIXELS:
                    most = _MOST_PIXELS // 1_000_000
                    raise WrongUse(name, sentence("a picture has at most %(most)s million pixels", most=most))
                turned = _shallow(ImageOps.exif_transpose(opened))
                return turned.convert("RGBA" if turned.has_transparency_data else "RGB")
    except UnidentifiedImageError as error:
        raise WrongUse(name, sentence("this is no picture in JPEG, PNG, WebP or GIF")) from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise WrongUse(name, sentence("this picture cannot be read: %(error)s", error=error)) from error


def _shallow(picture: Image.Image) -> Image.Image:
    """Greys of 16 bits in 8: Pillow would cut off all that is above 255, which makes them white."""
    if picture.mode not in _DEEP:
        return picture
    scaled = picture.convert("I").point(lambda grey: grey * (1 / 257))
    scaled.info.pop("transparency", None)
    return scaled.convert("L")


def _fit(picture: Image.Image, width: int) -> Image.Image:
    return picture.resize(_fit_size(picture, width), Image.Resampling.LANCZOS)


def _fit_size(picture: Image.Image, width: int) -> tuple[int, int]:
    width = min(width, picture.width, max(1, _TALLEST * width * picture.width // picture.height))
    return width, max(1, round(picture.height * width / picture.width))


def _shared(upright: Image.Image) -> bytes:
    """JPEG knows no transparency: what shows through is white, as behind the words of a page."""
    fitted = _fit(upright, _SHARED_WIDTH)
    ground = Image.new("RGB", fitted.size, "white")
    ground.paste(fitted, mask=fitted if fitted.mode == "RGBA" else None)
    return _smallest(ground, "JPEG", _SHARED_MOST)


def _smallest(picture: Image.Image, form: str, most: int) -> bytes:
    """At the best quality that `most` bytes allow, else at the worst one.

    A quick look at the worst comes first: noise that never fits is encoded twice, and not at every quality.
    """
    smallest = _saved(picture, form, _WORST)
    if len(smallest) > most:
        return smallest
    made = (_saved(picture, form, quality) for quality in _QUALITIES)
    return next((body for body in made if len(body) <= most), smallest)


def _saved(picture: Image.Image, form: str, quality: int) -> bytes:
    """A method above 4 gains a few per cent, and takes a minute for a noise that shows through."""
    out = BytesIO()
    if form == "WEBP":
        see_through = 100 if quality >= _FINE else quality
        picture.save(out, form, quality=quality, method=4, alpha_quality=see_through)
    else:
        picture.save(out, form, quality=quality, optimize=True)
    return out.getvalue()
