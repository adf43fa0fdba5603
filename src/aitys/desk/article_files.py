"""A person hands in an article as a file, with its pictures beside it."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.db import transaction
from django.utils import timezone

from aitys.desk.articles import Kept, Outcome, kept_slug_of, save_article
from aitys.desk.front_matter import LARGEST_FILE, read_article
from aitys.desk.names import check_article_slug
from aitys.errors import NotFound, WrongUse
from aitys.publish.articles import images
from aitys.publish.pictures import LARGEST_PICTURE, MadePicture, make_picture
from aitys.store import articles, pictures
from aitys.text.blocks import plain_text
from aitys.text.languages import UNDETERMINED, detect
from aitys.values.articles import ArticleDraft
from aitys.values.sentences import Sentence, sentence
from aitys.values.users import TERMINAL, Actor

_TARGET = r"(?:<(?P<in_brackets>[^<>\n]*)>|(?P<bare>[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*))"
# Where Markdown names a target: behind "](" of a picture, or in a line "[name]: target".
_NAMED = re.compile(rf"(?P<before>\]\(\s*|^ {{0,3}}\[[^\]\n]+\]:[^\S\n]*){_TARGET}", re.MULTILINE)
_NEAR = 0.8
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def add_article_file(path: Path, languages: tuple[str, ...], otherwise: str, by: Actor = TERMINAL) -> Kept:
    """Keep the article in a file with the pictures that it names, all of it or nothing.

    Where the file names no language, it is told among `languages`, or is `otherwise`. A file that does not
    say whether it is a draft leaves an article that is kept already as public as it is.
    Raises NotFound for a file or a picture that is not there, WrongUse for what cannot be read or kept.
    """
    try:
        return _add(path, languages, otherwise, by)
    except (NotFound, WrongUse) as error:
        if error.subject.startswith(str(path)):
            raise
        raise type(error)(str(path), str(error)) from error


def _add(path: Path, languages: tuple[str, ...], otherwise: str, by: Actor) -> Kept:
    clock = timezone.get_default_timezone()
    handed = read_article(_read(path, LARGEST_FILE, str(path)), str(path), clock)
    draft = handed.draft
    if draft.slug:
        check_article_slug(draft.slug)
    if not draft.language:
        told = detect(plain_text(draft.body), languages).code
        draft = replace(draft, language=otherwise if told == UNDETERMINED else told)
    made = {name: _picture(path, name) for name in dict.fromkeys(image.name for image in images(draft.body))}
    names = {unquote(name): picture.name for name, picture in made.items() if picture}
    draft = replace(draft, body=_with_names(draft.body, names, path))
    with transaction.atomic():
        draft = _settle_state(draft, handed.given)
        kept = save_article(draft, by, [picture for picture in made.values() if picture])
    if kept.outcome is not Outcome.NEW or "slug" in handed.given:
        return kept
    return replace(kept, said=(*kept.said, *_second_of(kept.slug, draft)))


def _second_of(slug: str, draft: ArticleDraft) -> Iterator[Sentence]:
    """Of a new article that another one of its language says already: a title was changed in a file."""
    language = draft.language.partition("-")[0]
    others = (
        each for each in articles.every() if each.slug != slug and each.language.partition("-")[0] == language
    )
    near = next((each for each in others if _is_near(draft.body, each.body)), None)
    if near is not None:
        yield sentence(
            "this is a second article, nearly the same as %(near)s. To change that one instead, write"
            " `slug: %(near)s` into the head of the file; `aitys article remove %(slug)s` removes this one",
            near=near.slug,
            slug=slug,
        )


def _is_near(body: str, other: str) -> bool:
    """Most words of one stand in the other, each as often: cheap, and a title is not among them."""
    words, others = Counter(body.split()), Counter(other.split())
    return (words & others).total() >= _NEAR * max(words.total(), others.total(), 1)


def _settle_state(draft: ArticleDraft, given: frozenset[str]) -> ArticleDraft:
    """What was taken back by hand is not published again by a file that says nothing of it."""
    draft = replace(draft, slug=draft.slug or kept_slug_of(draft.title))
    before = articles.draft_of(draft.slug)
    if before is None or given & {"state", "draft"}:
        return draft
    return replace(draft, state=before.state)


def _read(path: Path, most: int, subject: str) -> bytes:
    """At most one byte more than `most`: whoever gets it refuses it."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError as error:
        raise NotFound(subject, "there is no such file") from error
    except IsADirectoryError as error:
        raise NotFound(subject, "this is a folder") from error
    except NotADirectoryError as error:
        raise NotFound(subject, "there is no such file: what stands before it is no folder") from error
    except OSError as error:
        raise NotFound(subject, f"this cannot be read: {error.strerror}") from error


def _picture(article: Path, name: str) -> MadePicture | None:
    """The picture that the article names, read from beside it; None for one that is on the desk already."""
    subject = f"{article}, {unquote(name)[:80]}"
    path = _beside(article, unquote(name), subject)
    if not path.exists() and pictures.by_names([name]):
        return None
    made = make_picture(_read(path, LARGEST_PICTURE, subject), subject)
    return replace(made, called=unquote(name))


def _beside(article: Path, name: str, subject: str) -> Path:
    """Raises WrongUse for whatever does not lie in the article's own folder."""
    parts = urlsplit(name)
    if parts.scheme or parts.netloc:
        raise WrongUse(subject, "pages show no pictures of other sites: put the file beside the article")
    if not name or not name.isprintable():
        raise WrongUse(subject, "this is no name of a file")
    folder = article.parent.resolve()
    path = _resolved(folder / name, subject)
    if Path(name).is_absolute() or ".." in Path(name).parts or not path.is_relative_to(folder):
        raise WrongUse(subject, "a picture lies in the article's own folder, or in one below it")
    return path


def _resolved(path: Path, subject: str) -> Path:
    """Raises WrongUse for links that lead to each other: their end is nowhere."""
    try:
        found = path.resolve()
        found.exists()
    except (RuntimeError, OSError) as error:
        raise WrongUse(subject, "this name leads to no file") from error
    return found


def _with_names(body: str, names: dict[str, str], article: Path) -> str:
    """The Markdown with each picture under the name that the desk gave it."""

    def renamed(found: re.Match[str]) -> str:
        target = found["in_brackets"] if found["in_brackets"] is not None else found["bare"]
        name = names.get(unquote(html.unescape(_ESCAPED.sub(r"\1", target))))
        return found["before"] + name if name else found[0]

    made = _NAMED.sub(renamed, body)
    left = {unquote(image.name) for image in images(made)} & (names.keys() - set(names.values()))
    if left:
        raise WrongUse(f"{article}, {min(left)[:80]}", "write the picture as ![what it shows](its-file.jpg)")
    return made
