from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override
from lxml import html
from PIL import Image

from aitys.desk.articles import save_article
from aitys.desk.topics import add_topic
from aitys.store import articles, models
from aitys.values.articles import ArticleDraft, ArticleNote, ArticleState, NoteKind
from aitys.values.stored import Topic
from tests.web.signing import (
    BYLINE,
    NAME,
    PASSWORD,
    Answer,
    add_anara,
    checked_client,
    elements,
    fields_of,
    sign_in,
    text_of,
    token,
)
from tests.web.world import Page

pytestmark = pytest.mark.usefixtures("fresh_index")

BODY = "//div[@class='body']"
NEW = "/desk/articles/new/"
LAKE = "/desk/articles/salt-lake/"
NOON = datetime(2026, 11, 20, 12, 0, 31, tzinfo=UTC)
TYPED = {
    "title": "Salt Lake",
    "body": "## Shore\n\nThe lake is **salt**.",
    "language": "en",
    "byline": BYLINE,
}
KEPT = ArticleDraft("Salt Lake", "The lake is salt.", "en", byline=BYLINE, published_at=NOON, tags=("Lakes",))


@pytest.fixture(autouse=True)
def signed_in(settings: Any, client: Client, fresh_index: None) -> None:  # noqa: ANN401 - pytest-django's
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    add_anara()
    sign_in(client)


def shown(client: Client, path: str) -> dict[str, Any]:
    """What a browser would send of the article's form at `path`."""
    return fields_of(client.get(path), "write")


def sign_in_checked(browser: Client) -> None:
    given = {"login": NAME, "password": PASSWORD, "csrfmiddlewaretoken": token(browser, "/desk/sign-in/")}
    assert browser.post("/desk/sign-in/", given).status_code == 302


def send(client: Client, path: str, act: str, fields: dict[str, Any], **changed: object) -> Answer:
    return client.post(path, {**fields, **changed, "act": act})


def picture(width: int = 40) -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (width, 30), "teal").save(file, "PNG")
    return SimpleUploadedFile("shore.png", file.getvalue(), "image/png")


def body_of(answer: Answer) -> str:
    return str(fields_of(answer, "write")["body"]).replace("\r", "")


def sign_in_again(client: Client, asked: Answer) -> Answer:
    """Fill in the sign-in page that a form was answered with; returns the answer to it."""
    return client.post("/desk/sign-in/", {**fields_of(asked, "sign-in"), "login": NAME, "password": PASSWORD})


def test_a_new_article_begins_with_the_persons_by_line(client: Client) -> None:
    assert shown(client, NEW)["byline"] == BYLINE


def test_a_draft_is_written_and_nobody_else_sees_it(client: Client) -> None:
    answer = send(client, NEW, "save", TYPED)
    assert answer["Location"] == LAKE
    assert articles.draft_of("salt-lake") == ArticleDraft(
        "Salt Lake", TYPED["body"], "en", "salt-lake", BYLINE, ArticleState.DRAFT
    )
    assert Client().get("/articles/salt-lake/").status_code == 404
    assert "Saved as a draft" in Page(client, LAKE).text
    assert "Saved as a draft" not in Page(client, LAKE).text, "it is said once"


def test_an_article_is_published_and_taken_back(client: Client) -> None:
    send(client, NEW, "publish", TYPED)
    assert Client().get("/articles/salt-lake/").status_code == 200
    send(client, LAKE, "unpublish", shown(client, LAKE))
    assert Client().get("/articles/salt-lake/").status_code == 404
    assert [row.act for row in models.AuditEntry.objects.order_by("id")][-2:] == [
        "article add",
        "article change",
    ]


def test_the_trail_says_who_did_it_at_which_door(client: Client) -> None:
    send(client, NEW, "save", TYPED)
    entry = models.AuditEntry.objects.latest("id")
    assert entry.actor is not None
    assert (entry.actor.username, entry.door, entry.subject) == (NAME, "desk", "salt-lake")


def test_saving_what_is_shown_changes_nothing(client: Client) -> None:
    add_topic(Topic("lakes", "Lakes", tags=("Lakes",)))
    save_article(ArticleDraft("Dry wells", "Воды нет.", "ru", state=ArticleState.DRAFT))
    rained = ArticleNote(NoteKind.UPDATE, NOON, "It rained.")
    near = replace(KEPT, translation_of="dry-wells", related=("dry-wells",))
    save_article(replace(near, topics=("lakes",), notes=(rained,)))
    before = articles.draft_of("salt-lake")
    fields = shown(client, LAKE)
    assert (fields["published_at"], fields["topics"]) == ("2026-11-20T12:00", ["lakes"])
    send(client, LAKE, "publish", fields)
    assert articles.draft_of("salt-lake") == before
    assert "nothing was saved" in Page(client, LAKE).text


def test_each_field_is_kept(client: Client) -> None:
    add_topic(Topic("lakes", "Lakes", tags=("Lakes",)))
    save_article(ArticleDraft("Dry wells", "Воды нет.", "ru", state=ArticleState.DRAFT))
    send(
        client,
        NEW,
        "publish",
        TYPED,
        slug="the-lake",
        byline="Two Herons",
        topics=["lakes"],
        tags="salt,  birds ,",
        published_at="2026-05-12T09:14",
        translation_of="dry-wells",
        related=["dry-wells"],
    )
    kept = articles.draft_of("the-lake")
    assert kept is not None
    assert (kept.byline, kept.topics, kept.tags) == ("Two Herons", ("lakes",), ("salt", "birds", "Lakes"))
    assert (kept.published_at, kept.published_offset) == (
        datetime(2026, 5, 12, 9, 14, tzinfo=UTC),
        "+00:00",
    )
    assert (kept.translation_of, kept.related) == ("dry-wells", ("dry-wells",))


@pytest.mark.parametrize(
    ("sent", "at", "offset", "words"),
    [
        ("+05:00", datetime(2026, 5, 12, 4, 14, tzinfo=UTC), "+05:00", "12 May 2026, 09:14 (UTC+5)"),
        ("day", datetime(2026, 5, 12, tzinfo=UTC), "", "12 May 2026"),
    ],
)
def test_a_date_is_kept_in_the_zone_that_was_chosen(
    client: Client, sent: str, at: datetime, offset: str, words: str
) -> None:
    send(client, NEW, "publish", TYPED, published_at="2026-05-12T09:14", published_offset=sent)
    kept = articles.draft_of("salt-lake")
    assert kept is not None
    assert (kept.published_at, kept.published_offset) == (at, offset)
    assert words in Page(client, "/desk/").texts("//ul[@class='desk-list']//time")
    assert shown(client, LAKE)["published_offset"] == sent
    send(client, LAKE, "publish", shown(client, LAKE))
    assert articles.draft_of("salt-lake") == kept


def test_a_new_article_begins_in_the_zone_that_the_desk_used_last(client: Client) -> None:
    assert shown(client, NEW)["published_offset"] == "+00:00"
    save_article(replace(KEPT, published_offset="+05:00"))
    save_article(replace(KEPT, slug="wells", published_offset=""))
    assert shown(client, NEW)["published_offset"] == "+05:00"
    send(client, NEW, "publish", TYPED, slug="now", published_offset="")
    kept = articles.draft_of("now")
    assert kept is not None
    assert kept.published_offset == "+05:00"


def test_an_update_and_a_correction_are_kept_apart_and_dated_now(client: Client) -> None:
    save_article(KEPT)
    before = datetime.now(UTC)
    notes = {"update_note": "It rained.", "correction_note": "The lake is not dry."}
    send(client, LAKE, "publish", shown(client, LAKE), **notes)
    found = articles.by_slug("salt-lake")
    assert found is not None
    assert {note.kind: note.words for note in found.notes} == {
        NoteKind.UPDATE: "It rained.",
        NoteKind.CORRECTION: "The lake is not dry.",
    }
    assert all(note.at >= before for note in found.notes)
    assert shown(client, LAKE)["correction_note"] == "", "it is not sent again by the next save"


def test_a_preview_shows_the_body_of_the_public_page_and_saves_nothing(client: Client) -> None:
    answer = send(client, NEW, "preview", TYPED)
    assert not models.Article.objects.exists()
    assert body_of(answer) == TYPED["body"]
    (previewed,) = elements(answer, BODY)
    send(client, NEW, "publish", TYPED)
    (public,) = elements(Client().get("/articles/salt-lake/"), BODY)
    assert html.tostring(previewed) == html.tostring(public)
    assert b"<strong>salt</strong>" in html.tostring(public)


def test_a_draft_is_previewed_as_its_whole_page(client: Client) -> None:
    send(client, NEW, "save", TYPED)
    assert "The lake is salt." in Page(client, f"{LAKE}preview/").text
    assert Client().get(f"{LAKE}preview/").status_code == 302


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"title": ""}, "title", "required"),
        ({"title": "x" * 301}, "title", "300"),
        ({"body": " "}, "body", "no text"),
        ({"body": "![a boat](boat.webp)"}, "body", "boat.webp"),
        ({"language": "xx"}, "language", "xx"),
        ({"byline": "x" * 201}, "byline", "200"),
        ({"published_at": "tomorrow"}, "published_at", "2026-05-12"),
        ({"tags": ", ".join(f"tag {number}" for number in range(51))}, "tags", "50"),
        ({"topics": ["no-such"]}, "topics", "no-such"),
        ({"related": ["no-such"]}, "related", "no-such"),
        ({"slug": "a/b"}, "slug", "what-the-river-did"),
        ({"correction_note": "x" * 2001}, "correction_note", "2000"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    client: Client, changed: dict[str, str], field: str, says: str
) -> None:
    add_topic(Topic("lakes", "Lakes", tags=("Lakes",)))
    save_article(ArticleDraft("Dry wells", "Воды нет.", "ru", state=ArticleState.DRAFT))
    answer = send(client, NEW, "publish", {**TYPED, "tags": "salt"}, **changed)
    assert answer.status_code == 400
    (wrong,) = elements(answer, "//*[contains(@class, 'field') and contains(@class, 'wrong')]")
    assert wrong.xpath(f".//*[@name='{field}']")
    assert says in wrong.text_content()
    assert elements(answer, f"//*[@role='alert']//a[@href='#id_{field}']")
    if field != "body":
        assert body_of(answer) == TYPED["body"]
    assert models.Article.objects.count() == 1


def test_what_the_desk_refuses_is_said_and_nothing_typed_is_lost(client: Client) -> None:
    answer = send(client, NEW, "publish", TYPED, title="!!!")
    assert (answer.status_code, "name a slug" in text_of(answer)) == (400, True)
    assert body_of(answer) == TYPED["body"]


def test_a_picture_stays_though_the_rest_of_the_form_is_wrong(client: Client) -> None:
    answer = send(client, NEW, "save", TYPED, title="", pictures=[picture(), picture(50)])
    assert answer.status_code == 400
    names = list(models.Picture.objects.order_by("id").values_list("name", flat=True))
    assert len(names) == 2
    assert body_of(answer) == TYPED["body"] + "".join(f"\n\n![]({name})" for name in names)


def test_an_article_is_not_published_before_its_new_picture_has_words(client: Client) -> None:
    answer = send(client, NEW, "publish", TYPED, pictures=picture())
    assert (answer.status_code, models.Article.objects.count()) == (400, 0)
    assert "The picture you added (shore.png) has no words yet." in text_of(answer)
    again = send(client, NEW, "publish", {**TYPED, "body": body_of(answer)})
    assert "Picture 1 of the text has no words yet." in text_of(again)
    body = body_of(answer).replace("![]", "![The shore]")
    assert send(client, NEW, "publish", TYPED, body=body).status_code == 302
    assert 'alt="The shore"' in Client().get("/articles/salt-lake/").content.decode()


def test_a_file_that_is_no_picture_is_named_and_the_others_are_kept(client: Client) -> None:
    letter = SimpleUploadedFile("letter.png", b"Dear editor", "image/png")
    answer = send(client, NEW, "upload", TYPED, pictures=[letter, picture()])
    assert (answer.status_code, "letter.png" in text_of(answer)) == (400, True)
    assert models.Picture.objects.count() == 1


def test_six_pictures_are_too_many_at_once(client: Client) -> None:
    answer = send(client, NEW, "upload", TYPED, pictures=[picture(width) for width in range(10, 16)])
    assert "At most five" in text_of(answer)
    assert not models.Picture.objects.exists()


def test_the_second_of_two_editors_is_refused_and_sees_both_texts(client: Client) -> None:
    save_article(KEPT)
    mine = shown(client, LAKE)
    send(client, LAKE, "publish", shown(client, LAKE), body="The lake is sweet.", tags="Sweet")
    answer = send(client, LAKE, "publish", mine, body="The lake is bitter.")
    assert answer.status_code == 409
    assert body_of(answer) == "The lake is bitter."
    (theirs,) = elements(answer, "//textarea[@readonly]")
    assert theirs.text_content().strip() == "The lake is sweet."
    kept = articles.draft_of("salt-lake")
    assert kept is not None
    assert kept.body == "The lake is sweet."
    again = {**fields_of(answer, "write"), "body": "Both."}
    assert send(client, LAKE, "publish", again).status_code == 302


def test_an_address_that_was_taken_meanwhile_is_not_written_over(client: Client) -> None:
    save_article(KEPT)
    answer = send(client, NEW, "publish", TYPED, slug="salt-lake")
    assert (answer.status_code, "has this address" in text_of(answer)) == (400, True)
    send(client, NEW, "publish", TYPED)
    assert articles.known(["salt-lake", "salt-lake-2"]) == {"salt-lake", "salt-lake-2"}


def test_what_was_typed_outlives_its_session(client: Client) -> None:
    save_article(KEPT)
    fields = {
        **shown(client, LAKE),
        "body": "Typed\n\nfor “hours” & <more>.",
        "tags": "a, b",
        "act": "publish",
    }
    client.cookies.pop("desk_session")
    answer = client.post(LAKE, fields)
    assert (answer.status_code, "Your session has ended" in text_of(answer)) == (403, True)
    wrong = client.post("/desk/sign-in/", {**fields_of(answer, "sign-in"), "login": NAME, "password": "no"})
    assert sign_in_again(client, wrong)["Location"] == LAKE
    again = shown(client, LAKE)
    assert again == {name: value for name, value in fields.items() if name != "act"} | {
        "csrfmiddlewaretoken": again["csrfmiddlewaretoken"]
    }
    kept = articles.draft_of("salt-lake")
    assert kept is not None
    assert kept.body == KEPT.body, "nothing is saved before the person says so"
    assert send(client, LAKE, "publish", again).status_code == 302
    assert "session ended" not in Page(client, LAKE).text


def test_what_was_typed_outlives_a_sign_in_in_another_tab() -> None:
    browser = checked_client()
    sign_in_checked(browser)
    fields = {**shown(browser, NEW), "title": "Typed", "body": "For hours."}
    browser.cookies.pop("desk_session")
    sign_in_checked(browser)  # makes the token of the first tab's page a stranger's
    assert send(browser, NEW, "save", fields)["Location"] == NEW
    assert shown(browser, NEW)["body"] == "For hours."
    assert not models.Article.objects.exists()
    assert send(browser, NEW, "save", shown(browser, NEW)).status_code == 302
    assert articles.known(["typed"]) == {"typed"}


def test_what_was_typed_can_be_thrown_away(client: Client) -> None:
    save_article(KEPT)
    client.cookies.pop("desk_session")
    answer = client.post(LAKE, {**TYPED, "body": "Typed."})
    sign_in_again(client, answer)
    assert shown(client, LAKE)["body"] == "Typed."
    client.post(LAKE, {"act": "drop"})
    assert shown(client, LAKE)["body"] == KEPT.body


def test_the_list_shows_drafts_and_published_with_their_state(client: Client) -> None:
    assert "Nothing is written yet" in Page(client, "/desk/").text
    save_article(KEPT)
    save_article(ArticleDraft("Dry wells", "Воды нет.", "ru", state=ArticleState.DRAFT))
    rows = Page(client, "/desk/").texts("//ul[@class='desk-list']/li")
    assert rows == [
        "Dry wells Draft Russian no date yet Preview: Dry wells",
        "Salt Lake Published English 20 November 2026, 12:00 (UTC) A. Tian See it: Salt Lake",
    ]


def test_a_long_list_has_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aitys.web.desk.articles.ARTICLES_A_PAGE", 2)
    for number in range(3):
        save_article(ArticleDraft(f"Ferry {number}", "It goes.", "en", state=ArticleState.DRAFT))
    titles = [Page(client, f"/desk/?page={number}").texts("//a[@class='title']") for number in (1, 2, 3)]
    assert titles == [["Ferry 2", "Ferry 1"], ["Ferry 0"], []]
    assert "no more articles" in Page(client, "/desk/?page=3").text


def test_what_was_chosen_is_offered_however_old_it_is(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aitys.web.desk.article_form.OFFERED", 1)
    save_article(ArticleDraft("Dry wells", "None gave water.", "en", state=ArticleState.DRAFT))
    save_article(replace(KEPT, related=("dry-wells",)))
    save_article(ArticleDraft("Ferry", "It goes.", "en", state=ArticleState.DRAFT))
    assert shown(client, LAKE)["related"] == ["dry-wells"]
    send(client, LAKE, "publish", shown(client, LAKE))
    kept = articles.draft_of("salt-lake")
    assert kept is not None
    assert kept.related == ("dry-wells",)


@pytest.mark.parametrize("path", ["/desk/articles/no-such/", "/desk/articles/no-such/preview/"])
def test_an_article_that_is_not_there_is_no_page(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"title": "…", "slug": ""}, "Из заголовка не получается адреса; укажите его сами"),
        ({"body": "It is \x07 salt."}, "В тексте есть знак, которого никто не видит (U+0007)"),
        (
            {"translation_of": "dry-wells", "language": "ru", "body": "Соль."},
            "Dry-wells на языке ru уже есть: dry-wells",
        ),
    ],
)
def test_what_the_desk_refuses_is_said_in_the_readers_language(
    client: Client, changed: dict[str, str], says: str
) -> None:
    save_article(ArticleDraft("Dry wells", "Воды нет.", "ru", state=ArticleState.DRAFT))
    with override("ru"):
        answer = send(client, NEW, "save", TYPED, **changed)
    assert answer.status_code == 400
    (refused,) = elements(answer, "//*[@role='alert']")
    assert says in refused.text_content()


def test_what_may_not_be_meant_is_said_in_the_readers_language(client: Client) -> None:
    with override("ru"):
        send(client, NEW, "save", TYPED, published_at="2126-01-01T09:14")
    assert "Её дата ещё не наступила" in Page(client, LAKE).text


def test_a_picture_that_is_none_is_refused_in_the_readers_language(client: Client) -> None:
    file = SimpleUploadedFile("shore.png", b"no picture", "image/png")
    with override("ru"):
        refused = send(client, NEW, "upload", TYPED, pictures=file).content.decode()
    assert "shore.png: это не снимок в JPEG, PNG, WebP или GIF" in refused
