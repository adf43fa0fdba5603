"""The form of an article: what a person typed, checked field by field, and the draft that it makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aitys.desk.articles import LONGEST_BODY, LONGEST_BYLINE, LONGEST_NOTE, LONGEST_TAG, MOST_TAGS
from aitys.publish.articles import images
from aitys.publish.times import zone_name
from aitys.settings import current
from aitys.store import articles, pictures, topics
from aitys.text.tags import fold_tag
from aitys.values.articles import ArticleDraft, ArticleNote, ArticleState, NoteKind
from aitys.values.stored import Topic
from aitys.values.times import DAY_ALONE, IN_UTC, offset_of, zone
from aitys.web.names import language_name

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Lazy

_MINUTE = "%Y-%m-%dT%H:%M"
_MINUTES = len("2026-05-12T09:14")
_MANY = ("topics", "related")
_NOTES = {"update_note": NoteKind.UPDATE, "correction_note": NoteKind.CORRECTION}
# What a browser sends for `DAY_ALONE`: an empty value means that nothing was sent.
_DAY = "day"
# Every offset that clocks are set to somewhere; whole hours first.
_OFFSETS = (
    *(f"{hours:+03}:00" for hours in range(-12, 15)),
    *("-09:30", "-03:30", "+03:30", "+04:30", "+05:30", "+05:45", "+06:30"),
    *("+08:45", "+09:30", "+10:30", "+12:45"),
)
_FIRST_YEAR, _LAST_YEAR = 1000, 9000
PICTURES_AT_ONCE = 5
OFFERED = 300


class _Pictures(forms.FileInput):
    allow_multiple_selected = True


def _note(label: Lazy) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 2})
    )


class ArticleForm(forms.Form):
    """Fields in the order of the page. `pictures` are read from the request, as there may be several."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    slug = forms.SlugField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=80,
        allow_unicode=True,
        help_text=gettext_lazy(
            "The last part of its address, as in what-the-river-did; made of the title when left empty."
        ),
        error_messages={
            "invalid": gettext_lazy("Letters, digits, - and _ alone, without spaces: what-the-river-did.")
        },
    )
    body = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=LONGEST_BODY,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 20, "spellcheck": "true"}),
        help_text=gettext_lazy(
            "Markdown: ## heading, **bold**, > quote, - list, [words](https://…),"
            ' ![what it shows](picture.webp "caption | credit"). A table: a line | Day | Level |, under it'
            " |---|---|, under that a line for each row."
        ),
    )
    pictures = forms.FileField(
        label=gettext_lazy("Add pictures or charts"),
        required=False,
        widget=_Pictures(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
        help_text=gettext_lazy(
            "JPEG, PNG, WebP or GIF, up to five at once, 25 MB each. They are put at the end of the text, rid"
            " of place and camera."
        ),
    )
    picture_words = forms.CharField(
        label=gettext_lazy("What they show"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "For those who cannot see them: a line for each picture, in their order. Needed to publish."
        ),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    byline = forms.CharField(
        label=gettext_lazy("By-line"),
        required=False,
        max_length=LONGEST_BYLINE,
        help_text=gettext_lazy("What readers see; it may be a pseudonym."),
    )
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Topics"), required=False, widget=forms.CheckboxSelectMultiple
    )
    tags = forms.CharField(
        label=gettext_lazy("Tags"), required=False, help_text=gettext_lazy("With commas between them.")
    )
    published_at = forms.DateTimeField(
        label=gettext_lazy("Date"),
        required=False,
        input_formats=[_MINUTE, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(format=_MINUTE, attrs={"type": "datetime-local"}),
        help_text=gettext_lazy("When left empty, the time at which it is published."),
        error_messages={"invalid": gettext_lazy("This is no date: write it as 2026-05-12 09:14.")},
    )
    published_offset = forms.ChoiceField(
        label=gettext_lazy("Zone of the date"),
        required=False,
        help_text=gettext_lazy("Readers see the date in it."),
    )
    translation_of = forms.ChoiceField(label=gettext_lazy("Translation of"), required=False)
    related = forms.MultipleChoiceField(
        label=gettext_lazy("Related articles"), required=False, widget=forms.CheckboxSelectMultiple
    )
    update_note = _note(gettext_lazy("Update: what happened since"))
    correction_note = _note(gettext_lazy("Correction: what was wrong"))

    def __init__(
        self,
        before: ArticleDraft | None,
        posted: QueryDict | None = None,
        shown: Mapping[str, object] | None = None,
    ) -> None:
        """`before` is the kept article; `shown` are values to begin with that nobody has sent yet."""
        if posted is not None and before is not None:
            posted = _with_the_moment_kept(posted, before)
        super().__init__(posted, initial={**(shown or {})}, use_required_attribute=False, label_suffix="")
        self.before = before
        if before is not None:
            del self.fields["slug"]
            if before.published_at and before.published_offset != DAY_ALONE:
                self.fields["published_offset"].help_text = _(
                    "Readers see the date in it. Where it alone is changed, the moment stays: the clock time"
                    " is put into the new zone."
                )
        self._only_of_published()
        self._offer()

    def _only_of_published(self) -> None:
        """Notes tell readers what changed since they read it; what somebody has typed is never dropped."""
        if self.before is not None and self.before.state is ArticleState.PUBLISHED:
            return
        for name in _NOTES:
            if not (self.data.get(name) or self.initial.get(name)):
                del self.fields[name]

    @property
    def related_chosen(self) -> bool:
        return bool(self["related"].value())

    def _offer(self) -> None:
        tags = [*current().languages]
        own = self.before.language if self.before else current().language
        self._choices("language", [(tag, language_name(tag)) for tag in dict.fromkeys([*tags, own])])
        self._choices("topics", [(topic.slug, topic.title) for topic in topics.every()])
        self._choices("published_offset", _offsets(self.before.published_offset if self.before else IN_UTC))
        others = self._others()
        self._choices("related", others)
        self._choices("translation_of", [("", _("It is no translation")), *others])

    def _others(self) -> list[tuple[str, str]]:
        """The articles to choose from, a list that can still be read; those chosen before are in it."""
        before = self.before
        chosen = (*before.related, before.translation_of) if before else ()
        slug = before.slug if before else ""
        return [(each.slug, each.title) for each in articles.newest(OFFERED, chosen) if each.slug != slug]

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean_title(self) -> str:
        title = " ".join(str(self.cleaned_data["title"]).split())
        if not title.isprintable():
            raise forms.ValidationError(_("The title has a sign that nobody can see."))
        return title

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"])
        if slug and articles.known([slug]):
            raise forms.ValidationError(_("Another article has this address."))
        return slug

    def clean_body(self) -> str:
        body = str(self.cleaned_data["body"])
        if not body.strip():
            raise forms.ValidationError(_("The article has no text."))
        named = {image.name for image in images(body)}
        missing = named - {picture.name for picture in pictures.by_names(named)}
        if missing:
            raise forms.ValidationError(
                _("There is no picture %(name)s on this desk."), params={"name": min(missing)}
            )
        return body

    def clean_published_at(self) -> datetime | None:
        """No date near the ends of the calendar, where it has no moment in some zone."""
        at: datetime | None = self.cleaned_data["published_at"]
        if at is not None and not _FIRST_YEAR <= at.year <= _LAST_YEAR:
            raise forms.ValidationError(_("This is no date: write it as 2026-05-12 09:14."))
        return at

    def clean_tags(self) -> tuple[str, ...]:
        tags = tuple(filter(None, (tag.strip() for tag in str(self.cleaned_data["tags"]).split(","))))
        if len(tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in tags):
            raise forms.ValidationError(_("At most 50 tags, each of at most 100 characters."))
        return tags

    def draft(self, slug: str, state: ArticleState, now: datetime) -> ArticleDraft:
        """The article as typed; the form must be valid. New notes are dated `now`."""
        typed = self.cleaned_data
        offset = self._offset()
        notes = [(kind, typed.get(name, "")) for name, kind in _NOTES.items()]
        kept = self.before.notes if self.before else ()
        return ArticleDraft(
            title=typed["title"],
            body=typed["body"],
            language=typed["language"],
            slug=slug,
            byline=typed["byline"],
            state=state,
            published_at=self._date(offset),
            published_offset=offset,
            tags=typed["tags"],
            topics=tuple(_topic_names(typed["topics"], typed["tags"])),
            notes=(
                *kept,
                *(ArticleNote(kind, now, words, offset or IN_UTC) for kind, words in notes if words),
            ),
            translation_of=typed["translation_of"],
            related=tuple(typed["related"]),
        )

    def _offset(self) -> str:
        """A browser that sends none means the one that the form began with."""
        sent = str(self.cleaned_data["published_offset"])
        return (DAY_ALONE if sent == _DAY else sent) if sent else _first_offset(self.before)

    def _date(self, offset: str) -> datetime | None:
        """The field knows no seconds: left as it was shown, it means the date that is kept."""
        sent: datetime | None = self.cleaned_data["published_at"]
        if sent is None:
            return None
        typed = sent.replace(tzinfo=None)
        if offset == DAY_ALONE:
            return datetime.combine(typed, time(), UTC)
        kept = self.before.published_at if self.before else None
        if kept and typed == _on_the_clock(kept, offset).replace(second=0, microsecond=0):
            return kept
        return typed.replace(tzinfo=zone(offset)).astimezone(UTC)


def _with_the_moment_kept(posted: QueryDict, before: ArticleDraft) -> QueryDict:
    """Another zone beside a clock time left as it was shown: the same moment, as that zone's clock has it."""
    sent, at = posted.get("published_offset", ""), before.published_at
    if not at or not sent or sent == _DAY or before.published_offset in (DAY_ALONE, sent):
        return posted
    if posted.get("published_at", "")[:_MINUTES] != f"{_on_the_clock(at, before.published_offset):{_MINUTE}}":
        return posted
    posted = posted.copy()
    posted["published_at"] = f"{_on_the_clock(at, sent):{_MINUTE}}"
    return posted


def _first_offset(before: ArticleDraft | None) -> str:
    """That of the article; of a new one the zone of the desk, or where none is set, that of the last one."""
    if before:
        return before.published_offset
    if timezone.get_default_timezone_name() != "UTC":
        return offset_of(datetime.now(timezone.get_default_timezone()))
    return articles.last_offset() or IN_UTC


def _on_the_clock(at: datetime, offset: str) -> datetime:
    """The date as a clock of that zone showed it, without the zone: what the field holds."""
    return at.astimezone(zone(offset)).replace(tzinfo=None)


def _offsets(kept: str) -> list[tuple[str, str]]:
    """What to choose from, west to east, and the day alone behind it."""
    every = {zone(offset) for offset in {*_OFFSETS, kept or IN_UTC}}
    now = sorted((datetime.now(each) for each in every), key=lambda at: at.utcoffset() or timedelta())
    return [*((offset_of(at), zone_name(at)) for at in now), (_DAY, _("The day alone, without a time"))]


def _topic_names(slugs: list[str], tags: tuple[str, ...]) -> list[str]:
    """What to call each topic by. It is kept among the tags: the name that stands there, else the title."""
    keys = {fold_tag(tag) for tag in tags}
    return [
        topic.slug if fold_tag(topic.slug) in keys else topic.title
        for topic in topics.every()
        if topic.slug in slugs
    ]


def shown_of(before: ArticleDraft | None, byline: str) -> dict[str, object]:
    """The values that the form begins with."""
    if before is None:
        zoned = {"published_offset": _first_offset(None) or _DAY}
        return {"language": current().language, "byline": byline, **zoned}
    at = before.published_at
    return {
        "title": before.title,
        "body": before.body,
        "language": before.language,
        "byline": before.byline,
        "topics": before.topics,
        "tags": ", ".join(before.tags),
        "published_at": _on_the_clock(at, before.published_offset) if at else None,
        "published_offset": before.published_offset or _DAY,
        "translation_of": before.translation_of,
        "related": before.related,
    }


def shown_again(fields: Mapping[str, list[str]]) -> dict[str, object]:
    """The same from fields as a browser sent them."""
    return {name: values if name in _MANY else values[-1] for name, values in fields.items() if values}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of which somebody else saved something else; `is_long` where it is more than a line."""

    label: str
    kept: str
    is_long: bool = False


def differences(form: ArticleForm, kept: ArticleDraft) -> list[Difference]:
    """What is kept now, where it is not what stands in the form."""
    by_slug = {topic.slug: topic for topic in topics.every()}
    words = {
        "title": kept.title,
        "body": kept.body,
        "language": language_name(kept.language),
        "byline": kept.byline,
        "topics": ", ".join(_title(by_slug, slug) for slug in kept.topics),
        "tags": ", ".join(kept.tags),
    }
    typed = {name: str(form[name].value() or "") for name in words}
    typed["language"] = language_name(typed["language"])
    typed["topics"] = ", ".join(_title(by_slug, slug) for slug in form["topics"].value() or ())
    return [
        Difference(str(form[name].label), kept_words, name == "body")
        for name, kept_words in words.items()
        if kept_words.split() != typed[name].split()
    ]


def _title(by_slug: Mapping[str, Topic], slug: str) -> str:
    return by_slug[slug].title if slug in by_slug else slug
