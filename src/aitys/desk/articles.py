"""A person writes an article, publishes it, takes it back or away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.utils.text import slugify

from aitys.desk.names import RESERVED, check_article_slug, check_slug, check_title
from aitys.desk.pictures import keep_picture
from aitys.errors import NotFound, WrongUse
from aitys.publish.articles import images
from aitys.publish.items import language_tag
from aitys.publish.pictures import MadePicture
from aitys.store import articles, audit, pictures, topics
from aitys.text.blocks import plain_text
from aitys.text.languages import script_of
from aitys.text.latin import in_latin
from aitys.text.tags import fold_tag
from aitys.values.articles import ArticleDraft, ArticleState, Picture
from aitys.values.sentences import Sentence, sentence
from aitys.values.times import DAY_ALONE, WIDEST
from aitys.values.users import TERMINAL, Actor

# A book of 30,000 words; more Markdown than that takes seconds to read.
LONGEST_BODY = 200_000
LONGEST_BYLINE = 200
LONGEST_NOTE = 2000
LONGEST_TAG = 100
MOST_TAGS = 50
_SLUG = 80
_MADE_SLUG = 60
_FORGOTTEN = timedelta(days=7)
_LONGEST_LANGUAGE = 10
_NO_SCRIPT = ("Zyyy", "Zzzz")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
# Line ends and tabs apart, signs nobody sees; PostgreSQL refuses the first of them.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of an article handed in. `said` are sentences about what is kept but may not be meant: a
    topic that does not exist, a picture without words for those who cannot see it. `unlinked` are slugs of
    related articles that are not here yet.
    """

    slug: str
    outcome: Outcome
    said: tuple[str, ...] = ()
    unlinked: tuple[str, ...] = ()


def save_article(draft: ArticleDraft, by: Actor = TERMINAL, brought: Sequence[MadePicture] = ()) -> Kept:
    """Keep an article, or put it in the place of the one of its slug; the very same again changes nothing.

    The body names its pictures by `Picture.name`: they are on the desk already (`desk.pictures.add_picture`)
    or `brought` with it. Without a slug it gets one made of its title; without a date it keeps the one it
    has, or is dated now once it is published.
    Raises WrongUse for what cannot be kept, and NotFound for an original it translates that is not here.
    """
    now = datetime.now(UTC)
    with transaction.atomic():
        draft = _tidy(draft)
        _check(draft, frozenset(picture.name for picture in brought))
        before = articles.draft_of(draft.slug)
        made = _settled(draft, before, now)
        for picture in brought:
            keep_picture(picture)
        if made != before:
            articles.keep(made, now)
            act, details = _told(before, made)
            audit.note(act, made.slug, details, by)
    outcome = Outcome.UNCHANGED if made == before else Outcome.CHANGED if before else Outcome.NEW
    unlinked = tuple(slug for slug in draft.related if slug not in made.related)
    called = {picture.name: picture.called for picture in brought}
    return Kept(made.slug, outcome, _said(draft, made, now, called), unlinked)


def new_slug(title: str) -> str:
    """A slug made of a title under which no article is kept yet."""
    slug = slug_of(title)
    names = tuple(_numbered(slug))
    taken = articles.known(names)
    return next((name for name in names if name not in taken), slug)


def slug_of(title: str) -> str:
    """Readable in Latin letters, whole words of at most 60; a script that is not the region's stays.

    Raises WrongUse for a title without a letter or digit.
    """
    slug = _whole_words(slugify(in_latin(title), allow_unicode=True).strip("-_"))
    if not slug:
        raise WrongUse(title[:80], sentence("no address can be made of the title; name a slug"))
    return slug


def kept_slug_of(title: str) -> str:
    """The slug under which an article of this very title is kept, else a new one: two titles may make one
    address, and those of before had the letters of the title.
    """
    title = " ".join(title.split())
    earlier = slugify(title, allow_unicode=True)[:_SLUG].strip("-_")
    made = slug_of(title)
    names = [*filter(None, [earlier]), *_numbered(made)]
    articles.lock_names()
    taken = articles.titles(names)
    own = next((name for name in names if taken.get(name) == title), "")
    free = own or next((name for name in _numbered(made) if name not in taken), "")
    if not free:
        raise WrongUse(title[:80], sentence("every address made of the title is taken; name a slug"))
    return free


def _whole_words(slug: str) -> str:
    if len(slug) <= _MADE_SLUG:
        return slug
    return slug[: _MADE_SLUG + 1].rpartition("-")[0] or slug[:_MADE_SLUG]


def publish_article(slug: str, by: Actor = TERMINAL) -> bool:
    """Show it to everyone; False where it was public before. Raises NotFound."""
    return _set_state(slug, ArticleState.PUBLISHED, by)


def unpublish_article(slug: str, by: Actor = TERMINAL) -> bool:
    """Take it out of the public pages, and keep it as a draft; False where it was one. Raises NotFound."""
    return _set_state(slug, ArticleState.DRAFT, by)


def remove_article(slug: str, by: Actor = TERMINAL) -> tuple[str, ...]:
    """Take it away; the audit trail keeps its words. Raises NotFound.

    Its pictures go with it where no other article names them, draft or not, and so do those that nobody named
    for a week: a form that is open somewhere may name a new one. Returns the names of those gone.
    """
    with transaction.atomic():
        before = find_draft(slug)
        articles.remove(slug)
        gone = _left_pictures(before)
        pictures.remove(gone)
        names = tuple(picture.name for picture in gone)
        audit.note("article remove", slug, {**_plain(before), "pictures_removed": names}, by)
    return names


def _left_pictures(removed: ArticleDraft) -> list[Picture]:
    now = datetime.now(UTC)
    own = {image.name for image in images(removed.body)}
    old = {picture.name for picture in pictures.unused(now - _FORGOTTEN)}
    return [picture for picture in pictures.unused(now) if picture.name in own | old]


def find_draft(slug: str) -> ArticleDraft:
    """The article as it would be handed in again; raises NotFound."""
    found = articles.draft_of(slug)
    if found is None:
        raise NotFound(slug[:80], "there is no such article; `aitys article list` shows them")
    return found


def _numbered(slug: str) -> Iterator[str]:
    if slug not in RESERVED:
        yield slug
    for number in range(2, 100):
        yield f"{slug[: _SLUG - 3]}-{number}"


def _set_state(slug: str, state: ArticleState, by: Actor) -> bool:
    with transaction.atomic():
        if find_draft(slug).state is state:
            return False
        articles.set_state(slug, state, datetime.now(UTC))
        act = "article publish" if state is ArticleState.PUBLISHED else "article unpublish"
        audit.note(act, slug, {}, by)
    return True


def _tidy(draft: ArticleDraft) -> ArticleDraft:
    """Words without what surrounds them; every topic that was named counts as a tag too."""
    title = " ".join(draft.title.split())
    return replace(
        draft,
        title=title,
        body="\n".join(draft.body.splitlines()).strip("\n").rstrip(),
        slug=draft.slug or kept_slug_of(title),
        byline=" ".join(draft.byline.split()),
        tags=_once(" ".join(tag.split()) for tag in (*draft.tags, *_topic_tags(draft))),
        topics=tuple(" ".join(name.split()) for name in draft.topics),
        notes=tuple(sorted(set(draft.notes), key=lambda note: (note.at, note.kind, note.words, note.offset))),
        related=tuple(sorted(set(draft.related) - {draft.slug})),
    )


def _topic_tags(draft: ArticleDraft) -> Iterator[str]:
    """What readers see of the topics: a slug is an address, so its topic's title stands for it."""
    titles = {fold_tag(name): topic.title for topic in topics.every() for name in (topic.title, topic.slug)}
    own = {fold_tag(tag) for tag in draft.tags}
    for name in draft.topics:
        key = fold_tag(name)
        yield name if key in own else titles.get(key, name)


def _once(tags: Iterable[str]) -> tuple[str, ...]:
    """Each tag once, however it is spelled; those without a sign are dropped."""
    by_key: dict[str, str] = {}
    for tag in tags:
        by_key.setdefault(fold_tag(tag), tag)
    return tuple(tag for key, tag in by_key.items() if key)


def _check(draft: ArticleDraft, brought: frozenset[str]) -> None:
    """Raises WrongUse for what no column, address or page can hold."""
    check_title(draft.title)
    check_article_slug(draft.slug)
    for slug in (*draft.related, *filter(None, [draft.translation_of])):
        check_slug(slug)
    _check_body(draft, brought)
    _check_lines(draft)
    for note in draft.notes:
        if not note.words.strip() or len(note.words) > LONGEST_NOTE or _UNSEEN.search(note.words):
            says = sentence("a note says in 1 to %(most)s characters what was changed", most=LONGEST_NOTE)
            raise WrongUse(draft.slug, says)
    if not _LANGUAGE.fullmatch(draft.language) or len(draft.language) > _LONGEST_LANGUAGE:
        says = sentence("a language is a tag of BCP 47, as in kk or uz-Cyrl")
        raise WrongUse(draft.language[:80] or '""', says)


def _check_lines(draft: ArticleDraft) -> None:
    """By-line, tags and topics."""
    if not _is_line(draft.byline, LONGEST_BYLINE):
        says = sentence(
            "a by-line has at most %(most)s characters, all of which can be seen", most=LONGEST_BYLINE
        )
        raise WrongUse(draft.slug, says)
    if len(draft.tags) > MOST_TAGS:
        raise WrongUse(draft.slug, sentence("an article has at most %(most)s tags", most=MOST_TAGS))
    if not all(_is_line(tag, LONGEST_TAG) for tag in draft.tags):
        says = sentence(
            "a tag or a topic has at most %(most)s characters, all of which can be seen", most=LONGEST_TAG
        )
        raise WrongUse(draft.slug, says)


def _is_line(words: str, most: int) -> bool:
    return len(words) <= most and words.isprintable()


def _check_body(draft: ArticleDraft, brought: frozenset[str]) -> None:
    if not draft.body:
        raise WrongUse(draft.slug, sentence("the article has no text"))
    if len(draft.body) > LONGEST_BODY:
        raise WrongUse(draft.slug, sentence("an article has at most %(most)s characters", most=LONGEST_BODY))
    if found := _UNSEEN.search(draft.body):
        sign = f"U+{ord(found[0]):04X}"
        raise WrongUse(draft.slug, sentence("the text has a sign that nobody can see (%(sign)s)", sign=sign))
    named = {image.name for image in images(draft.body)}
    if missing := named - brought - {picture.name for picture in pictures.by_names(named)}:
        says = sentence("there is no picture %(name)s on this desk", name=min(missing)[:80])
        raise WrongUse(draft.slug, says)
    if not plain_text(draft.body) and not named:
        raise WrongUse(draft.slug, sentence("the article has no text"))


def _settled(draft: ArticleDraft, before: ArticleDraft | None, now: datetime) -> ArticleDraft:
    """The draft with its names looked up and its open questions answered."""
    draft = replace(draft, language=_with_script(draft))
    named = _topics_by_name()
    return replace(
        _dated(draft, before, now),
        topics=tuple(sorted({named[name] for name in map(fold_tag, draft.topics) if name in named})),
        translation_of=_original(draft),
        related=tuple(sorted(articles.known(draft.related))),
    )


def _said(
    draft: ArticleDraft, made: ArticleDraft, now: datetime, called: Mapping[str, str]
) -> tuple[str, ...]:
    """What a person is to be told of a draft that was kept as `made`; `called` are pictures' own names."""
    named = _topics_by_name()
    unknown = [name for name in draft.topics if fold_tag(name) not in named]
    said = [sentence("there is no topic “%(name)s”; it is kept as a tag", name=name) for name in unknown]
    lost = [slug for slug in draft.related if slug not in made.related]
    said += [sentence("there is no article %(slug)s to relate it to", slug=slug) for slug in lost]
    said += [
        _blind(number, called.get(image.name, ""))
        for number, image in enumerate(images(draft.body), 1)
        if not image.alt
    ]
    if made.published_at and made.published_at > now + _soon(made):
        said.append(sentence("its date is in the future"))
    return tuple(said)


def _blind(number: int, called: str) -> Sentence:
    """The desk's own name of a picture is a digest, which tells nobody which one it is."""
    if called:
        return sentence(
            "the picture %(name)s has no words for those who cannot see it: write ![words](%(name)s)",
            name=called,
        )
    return sentence(
        "picture %(number)s of the text has no words for those who cannot see it: write them between [ and ]",
        number=number,
    )


def _soon(draft: ArticleDraft) -> timedelta:
    """How far ahead of UTC a date is no mistake: a day begins first where clocks are furthest ahead."""
    return WIDEST if draft.published_offset == DAY_ALONE else timedelta(minutes=5)


def _topics_by_name() -> dict[str, str]:
    """Slugs of the topics by their folded slugs and titles; a slug goes before a title."""
    every = topics.every()
    return {fold_tag(topic.title): topic.slug for topic in every} | {
        fold_tag(topic.slug): topic.slug for topic in every
    }


def _dated(draft: ArticleDraft, before: ArticleDraft | None, now: datetime) -> ArticleDraft:
    if draft.published_at:
        return draft
    if before and before.published_at:
        return replace(draft, published_at=before.published_at, published_offset=before.published_offset)
    return replace(draft, published_at=now if draft.state is ArticleState.PUBLISHED else None)


def _with_script(draft: ArticleDraft) -> str:
    """Uzbek in Cyrillic says so: else a screen reader would spell it out."""
    if "-" in draft.language:
        return draft.language
    script = script_of(plain_text(draft.body))
    return draft.language if script in _NO_SCRIPT else language_tag(draft.language, script)


def _original(draft: ArticleDraft) -> str:
    """The article that all languages of this one name; empty where it is that one itself, or the only one."""
    if not draft.translation_of:
        return ""
    group = articles.group(draft.translation_of)
    if not group:
        says = sentence(
            "there is no such article, of which %(slug)s is a translation; `aitys article list` shows slugs",
            slug=draft.slug,
        )
        raise NotFound(draft.translation_of[:80], says)
    same = [link.slug for link in group if link.language == draft.language and link.slug != draft.slug]
    if same:
        original, language = draft.translation_of, draft.language
        says = sentence(
            "%(original)s is there in %(language)s already, as %(slug)s",
            original=original,
            language=language,
            slug=same[0],
        )
        raise WrongUse(draft.slug, says)
    return "" if group[0].slug == draft.slug else group[0].slug


def _told(before: ArticleDraft | None, made: ArticleDraft) -> tuple[str, dict[str, object]]:
    """The act, and what the trail keeps of it: of a change every field as it was and as it is."""
    if before is None:
        return "article add", {"title": made.title, "state": made.state}
    was, is_ = _plain(before), _plain(made)
    changed: dict[str, object] = {
        name: {"from": was[name], "to": is_[name]} for name in is_ if was[name] != is_[name]
    }
    return "article change", changed


def _plain(draft: ArticleDraft) -> dict[str, object]:
    """The draft in words and numbers, as JSON has them."""
    found: dict[str, object] = {field.name: getattr(draft, field.name) for field in fields(draft)}
    found["published_at"] = draft.published_at.isoformat() if draft.published_at else None
    found["notes"] = [{**asdict(note), "at": note.at.isoformat()} for note in draft.notes]
    return found
