"""Samples with the right answer beside them, as people wrote them down: JSON Lines, gzip or not."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from aitys.errors import WrongUse, first_fault

_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"

_Tag = Annotated[str, Field(pattern="^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
_Script = Annotated[str, Field(pattern="^([A-Z][a-z]{3})?$")]


class _Sample(BaseModel):
    """`lang` is BCP 47 ("uz", "uz-Cyrl"), `script` ISO 15924. Other keys of a line are its writer's own."""

    model_config = ConfigDict(frozen=True, strict=True)

    lang: _Tag
    script: _Script = ""

    @property
    def language(self) -> str:
        """The language alone, ISO 639."""
        return self.lang.split("-")[0].lower()

    @property
    def written_in(self) -> str:
        """The script that the line names, itself or in its `lang`; empty where it names none."""
        named = (part.title() for part in self.lang.split("-")[1:] if len(part) == 4 and part.isalpha())
        return self.script or next(named, "")

    @property
    def language_script(self) -> str:
        """What measures are taken of: "uz-Cyrl", or "uz" where the line names no script."""
        return "-".join(filter(None, (self.language, self.written_in)))


class TextSample(_Sample):
    """A text of which somebody knows the language."""

    text: str


class QuerySample(_Sample):
    """What a person types; texts in `lang` that it has to find, and others that it must not."""

    query: str
    finds: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()


Shape = TypeVar("Shape", bound=BaseModel)


def read_samples(paths: Sequence[Path], shape: type[Shape]) -> list[Shape]:
    """The samples of all files in order; raises WrongUse with file and line for the first that is none."""
    found = [_sample(line, shape, path, number) for path in paths for number, line in _lines(path)]
    if not found:
        raise WrongUse(", ".join(map(str, paths)), "no line here holds a sample")
    return found


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Every line that is not blank, numbered from 1."""
    with path.open("rb") as file:
        zipped = file.read(len(_GZIP)) == _GZIP
    with gzip.open(path, "rb") if zipped else path.open("rb") as file:
        number = 0
        try:
            for number, line in enumerate(file, 1):
                if line := line.removeprefix(_BOM).strip():
                    yield number, line
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise WrongUse(f"{path}, line {number + 1}", f"the file breaks off ({error})") from error


def _sample(line: bytes, shape: type[Shape], path: Path, number: int) -> Shape:
    try:
        return shape.model_validate_json(line)
    except ValidationError as error:
        where, what = first_fault(error, "there is no such key")
        says = f"{where}: {what}" if where else what
        raise WrongUse(f"{path}, line {number}", says) from error
