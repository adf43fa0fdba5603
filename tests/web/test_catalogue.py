"""The Russian catalogue holds what the program says, whole, and nothing else."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Message
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from tools import catalogue

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|<[^>]+>")


def forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def ids(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_every_string_of_the_program_is_in_the_catalogue_and_no_other(language: str) -> None:
    kept = catalogue.path(language).read_text("utf-8")
    assert catalogue.written(catalogue.updated(language)).decode() == kept, "run python -m tools.catalogue"


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_every_string_is_translated_by_a_person(language: str) -> None:
    kept = [each for each in catalogue.read(language) if each.id]
    assert len(kept) > 300
    assert [each.id for each in kept if not catalogue.is_whole(each) or each.fuzzy] == []


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_a_translation_keeps_every_placeholder_and_element(language: str) -> None:
    for message in catalogue.read(language):
        if message.id:
            named = {part for form in ids(message) for part in _PLACEHOLDER.findall(form)}
            for form in forms(message):
                assert set(_PLACEHOLDER.findall(form)) == named, form


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_a_translation_begins_and_ends_as_its_string_does(language: str) -> None:
    """A label with its colon, a sentence with its full stop; and no blank that was not there."""
    for message in catalogue.read(language):
        if message.id:
            for form in forms(message):
                assert form == form.strip()
                assert form.endswith((".", ":")) == ids(message)[-1].endswith((".", ":")), form


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_text(language: str) -> None:
    compiled = catalogue.path(language).with_suffix(".mo").read_bytes()
    assert compiled == catalogue.compiled(catalogue.read(language)), "run python -m tools.catalogue"


@pytest.mark.parametrize(("posts", "said"), [(1, "публикация"), (3, "публикации"), (11, "публикаций")])
def test_russian_counts_as_russian_does(posts: int, said: str) -> None:
    with override("ru"):
        told = ngettext("%(posts)s post", "%(posts)s posts", posts) % {"posts": posts}
    assert told == f"{posts} {said}"


def test_the_counter_is_said_in_russian() -> None:
    with override("ru"):
        told = _("Viewing results %(first)s–%(last)s of %(total)s") % {"first": 1, "last": 6, "total": 8}
    assert told == "Показано 1–6 из 8"
