"""The desk's articles: their list, their form, and how they will look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aitys.desk.articles import Kept, new_slug
from aitys.desk.editing import EDITED_MEANWHILE, save_seen, seen_state
from aitys.errors import AitysError, NotFound, WrongUse
from aitys.publish.articles import ArticlePage, images, shown_article
from aitys.publish.paging import Page
from aitys.store import articles
from aitys.text.tags import fold_tag
from aitys.values.articles import ArticleDraft, ArticleState, StoredArticle
from aitys.values.stored import Tag
from aitys.web.articles import article_context
from aitys.web.desk import carrying
from aitys.web.desk.article_form import ArticleForm, differences, shown_again, shown_of
from aitys.web.desk.doors import actor, signed_in
from aitys.web.desk.uploads import take_pictures
from aitys.web.listings import Listing, page_number
from aitys.web.media import pictures_of
from aitys.web.sentences import in_words

ARTICLES_A_PAGE = 50
_SAID = "said"
_STATES = {"publish": ArticleState.PUBLISHED, "unpublish": ArticleState.DRAFT}
_ACTS = frozenset(("drop", "preview", "publish", "save", "unpublish", "upload"))


@signed_in
@require_safe
def every(request: HttpRequest) -> HttpResponse:
    page = Page(page_number(request), ARTICLES_A_PAGE, articles.count_every())
    window = articles.every(ARTICLES_A_PAGE, page.skipped)
    return render(request, "desk/articles.html", {"articles": window, "listing": Listing(page, ())})


@signed_in
@require_safe
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The article as kept, draft or not, as its public page shows it."""
    found = articles.by_slug(slug)
    if found is None:
        raise Http404("no such article")
    return render(request, "pages/article.html", article_context(found))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    return _answer(request, None)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    before = articles.draft_of(slug)
    if before is None:
        raise Http404("no such article")
    return _answer(request, before)


@dataclass(frozen=True, slots=True)
class _Editing:
    """A form on its way: what is kept under it, and what of that the person has seen (`seen_state`)."""

    request: HttpRequest
    before: ArticleDraft | None
    form: ArticleForm
    seen: str

    def page(self, status: int = 200, **more: object) -> HttpResponse:
        shown = {
            "form": self.form,
            "before": self.before,
            "seen": self.seen,
            "is_public": self.before is not None and self.before.state is ArticleState.PUBLISHED,
        }
        return render(self.request, "desk/article.html", {**shown, **more}, status=status)

    @property
    def slug(self) -> str:
        if self.before is not None:
            return self.before.slug
        typed = self.form.cleaned_data
        return str(typed["slug"]) or new_slug(str(typed["title"]))

    def draft(self, act: str) -> ArticleDraft:
        kept = self.before.state if self.before else ArticleState.DRAFT
        return self.form.draft(self.slug, _STATES.get(act, kept), datetime.now(UTC))


def _answer(request: HttpRequest, before: ArticleDraft | None) -> HttpResponse:
    if request.method != "POST":
        return _opened(request, before)
    carrying.forget(request)
    act = request.POST.get("act", "preview")
    if act not in _ACTS:
        return render(request, "400.html", status=400)
    if act == "drop":
        return HttpResponseRedirect(request.path)
    posted, names, wrong = take_pictures(request)
    editing = _Editing(request, before, ArticleForm(before, posted), request.POST.get("seen", ""))
    for says in wrong:
        editing.form.add_error("pictures", says)
    if act == "publish" and (blind := _blind(editing, names)):
        editing.form.add_error("picture_words", blind)
    if not editing.form.is_valid():
        return editing.page(400, brought=names)
    return _acted(editing, act, names)


def _opened(request: HttpRequest, before: ArticleDraft | None) -> HttpResponse:
    """As it is kept, or with what was typed before a session ended."""
    carried = carrying.waiting(request)
    said = request.session.pop(_SAID, None)
    if carried is None:
        form = ArticleForm(before, shown=shown_of(before, getattr(request.user, "byline", "")))
        return _Editing(request, before, form, seen_state(before)).page(said=said)
    form = ArticleForm(before, shown=shown_again(carried.fields))
    seen = "".join(carried.fields.get("seen", []))
    return _Editing(request, before, form, seen).page(carried=carried)


def _acted(editing: _Editing, act: str, names: dict[str, str]) -> HttpResponse:
    """`names` are new pictures: an article is not published before somebody said what they show."""
    try:
        if act == "preview":
            return editing.page(preview=_shown(editing.draft(act)), brought=names)
        if act == "upload" or (names and act == "publish"):
            return editing.page(brought=names)
        kept = save_seen(editing.draft(act), editing.seen, actor(editing.request))
    except (WrongUse, NotFound) as error:
        return _refused(editing, error)
    editing.request.session[_SAID] = _told(kept, act)
    return HttpResponseRedirect(reverse("desk-article", args=[kept.slug]))


def _blind(editing: _Editing, names: dict[str, str]) -> list[str]:
    """What to say of pictures that nobody has found words for; one that is public without any stays so."""
    before = editing.before
    public = images(before.body) if before and before.state is ArticleState.PUBLISHED else ()
    known = {image.name for image in public if not image.alt}
    says = []
    for number, image in enumerate(images(str(editing.form.data.get("body", ""))), 1):
        if image.alt or image.name in known:
            continue
        called = names.get(image.name)
        if called:
            says.append(_("The picture you added (%(name)s) has no words yet.") % {"name": called})
        else:
            says.append(_("Picture %(number)s of the text has no words yet.") % {"number": number})
    return says


def _told(kept: Kept, act: str) -> dict[str, object]:
    return {"act": act, "outcome": kept.outcome.value, "sentences": [in_words(says) for says in kept.said]}


def _refused(editing: _Editing, error: AitysError) -> HttpResponse:
    if error.name != EDITED_MEANWHILE:
        editing.form.add_error(None, in_words(error.says))
        return editing.page(400)
    now = articles.draft_of(editing.before.slug) if editing.before else None
    if now is None:
        editing.form.add_error(None, in_words(error.says))
        return editing.page(409)
    shown = _Editing(editing.request, now, editing.form, seen_state(now))
    return shown.page(409, kept_now=differences(editing.form, now))


def _shown(draft: ArticleDraft) -> ArticlePage:
    """The draft as the public page would show it."""
    as_kept = StoredArticle(
        id=0,
        slug=draft.slug,
        title=draft.title,
        body=draft.body,
        byline=draft.byline,
        language=draft.language,
        state=draft.state,
        published_at=draft.published_at,
        published_offset=draft.published_offset,
        tags=tuple(Tag(fold_tag(tag), tag) for tag in draft.tags),
        notes=draft.notes,
    )
    return shown_article(as_kept, pictures_of(draft.body))
