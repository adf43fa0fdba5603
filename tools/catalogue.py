"""Bring the catalogues of interface strings up to date: `python -m tools.catalogue`.

Every string that the code or a template hands to gettext is looked up. Each language's `django.po` keeps what
is translated, loses what nobody says any more and gains the rest, untranslated. Then `django.mo` is compiled.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parent.parent / "src" / "aitys"
LOCALE = SOURCE / "web" / "locale"
LANGUAGES = ("ru",)
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "sentence": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def said() -> Catalog:
    """All strings of the program, each with the files it stands in."""
    found = Catalog(charset="utf-8")
    for file, source in _sources():
        place = (file.relative_to(SOURCE).as_posix(), 0)
        for _line, message, comments, context in extract(
            "python", io.BytesIO(source.encode()), keywords=_KEYWORDS, comment_tags=("Translators:",)
        ):
            found.add(message, locations=[place], auto_comments=comments, context=context)
    return found


def _sources() -> Iterator[tuple[Path, str]]:
    """Each file as Python that names its strings; of a template Django makes that."""
    for file in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in file.parts:
            yield file, file.read_text("utf-8")
    for file in sorted(SOURCE.rglob("web/templates/**/*.*")):
        named = templatize(file.read_text("utf-8"), origin=str(file))
        # A template's indents are none of Python's.
        yield file, "\n".join(line.strip() for line in named.splitlines())


def read(language: str) -> Catalog:
    """A language's catalogue as its file has it; an empty one where there is no file."""
    file = path(language)
    if not file.exists():
        return Catalog(language, charset="utf-8")
    with file.open("rb") as stream:
        return read_po(stream, locale=language)


def path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def updated(language: str) -> Catalog:
    """What is said now, with the translations that there are; no guesses, nothing kept of what is gone."""
    before, now = (
        read(language),
        Catalog(language, charset="utf-8", project="Aitys", version="1", fuzzy=False),
    )
    now.header_comment = (
        "# Interface strings of Aitys. Made by python -m tools.catalogue; translate in place."
    )
    for message in sorted(said(), key=lambda each: (each.context or "", str(each.id))):
        if message.id:
            _carry(now, message, before)
    return now


def _carry(now: Catalog, message: Message, before: Catalog) -> None:
    # A plural is looked up by its first form.
    key = message.id if isinstance(message.id, str) else message.id[0]
    old = before.get(key, message.context)
    translated = old.string if old is not None and bool(old.pluralizable) == message.pluralizable else None
    places = sorted({(name, 0) for name, _line in message.locations})
    now.add(message.id, translated, places, auto_comments=message.auto_comments, context=message.context)


def compiled(catalogue: Catalog) -> bytes:
    """The `.mo` file: the same bytes for the same translations, whatever the clock says."""
    catalogue.creation_date = catalogue.revision_date = _NO_DAY
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def written(catalogue: Catalog) -> bytes:
    """The text of the `.po` file, without what changes it when nothing changed: dates, lines, versions."""
    stream = io.BytesIO()
    write_po(stream, catalogue, width=100, include_lineno=False)
    lines = stream.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if b"-Date: " not in line and b"Generated-By: " not in line)


def main() -> int:
    settings.configure(USE_I18N=False)
    for language in LANGUAGES:
        catalogue = updated(language)
        file = path(language)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(written(catalogue))
        file.with_suffix(".mo").write_bytes(compiled(read(language)))
        missing = sum(1 for each in catalogue if each.id and not is_whole(each))
        print(f"{language}: {len(catalogue)} strings, {missing} to be translated")
    return 0


def is_whole(message: Message) -> bool:
    """Whether it is translated, in each of its plural forms."""
    strings = (message.string,) if isinstance(message.string, str) else message.string
    return all(strings or ("",))


if __name__ == "__main__":
    sys.exit(main())
