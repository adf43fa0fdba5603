"""Looks at the desk's own articles: in lists, cut to their first words, and on their pages."""

from __future__ import annotations

import json

from demo.visitor import Elements, Visitor
from demo.written import Written, read_articles

EXCERPT = 500
TOPIC = "/topics/telegram/"


def check_excerpts(visitor: Visitor) -> None:
    """The first five hundred words and a sign that more follows; all of a shorter one, without the sign."""
    shown = {
        Elements(item).headlines[0].strip(): Elements(item)
        for number in ("1", "2")
        for item in visitor.page(TOPIC, page=number).find("//*[has('item') and has('own')]")
    }
    for written in read_articles():
        if written.is_on_the_topic and (item := shown.get(written.title)):
            _check_excerpt(visitor, written, item)


def _check_excerpt(visitor: Visitor, written: Written, item: Elements) -> None:
    blocks = item.texts("//*[has('excerpt')]//*[has('words') or has('heading')]")
    words = sum(len(block.split()) for block in blocks)
    is_cut = bool(blocks) and blocks[-1].endswith("…")
    wanted = written.words > EXCERPT
    visitor.expect(TOPIC, holds=is_cut == wanted, says=f"{written.slug} is cut: {is_cut}, not {wanted}")
    # The dots and the marks of lists stand among the words.
    fits = abs(words - EXCERPT) < 15 if wanted else words > 0.9 * written.words
    visitor.expect(TOPIC, holds=fits, says=f"{written.slug} shows {words} words of {written.words}")
    headings, running = item.texts("//*[has('heading')]"), " ".join(item.texts("//*[has('words')]"))
    known = headings == [*written.headings][: len(headings)] and len(headings) >= 2
    visitor.expect(TOPIC, holds=known, says=f"{written.slug} has the headings {headings}")
    swallowed = [heading for heading in written.headings if heading in running]
    visitor.expect(TOPIC, holds=not swallowed, says=f"{written.slug} has run {swallowed} into its text")


def check_articles(visitor: Visitor) -> None:
    """Each article's page, whole, with its notes apart and told to machines as well."""
    for written in read_articles():
        page = visitor.page(written.path)
        visitor.expect(written.path, holds=page.texts("//h1") == [written.title], says="it has another title")
        headings = page.texts("//*[has('body')]//*[self::h2 or self::h3]")
        says = f"its headings are {headings}"
        visitor.expect(written.path, holds=headings == [*written.headings], says=says)
        for key, part in (("updated", "updates"), ("correction", "corrections")):
            notes = page.texts(f"//*[has('{part}')]//li")
            wanted = 1 if key in written.keys else 0
            visitor.expect(written.path, holds=len(notes) == wanted, says=f"its {key} notes are {notes}")
        _check_facts(visitor, written, page)


def _check_facts(visitor: Visitor, written: Written, page: Elements) -> None:
    kinds = [json.loads(data).get("@type") for data in page.data]
    visitor.expect(written.path, holds="NewsArticle" in kinds, says=f"it tells machines of {kinds}")
    told = [node.get("property") for node in page.find("//meta")]
    visitor.expect(written.path, holds="og:title" in told, says="it has no Open Graph title")


def check_picture_table_and_quotes(visitor: Visitor) -> None:
    for slug in ("old-notes-rumour", "slukh-o-kupyurakh"):
        path = f"/articles/{slug}/"
        page = visitor.page(path)
        pictures = page.find("//figure//img[@alt and @width and @height]")
        visitor.expect(path, holds=len(pictures) == 1, says=f"it has {len(pictures)} pictures")
        captions = page.texts("//figcaption")
        credited = len(captions) == 1 and len(page.texts("//figcaption//*[has('credit')]")) == 1
        visitor.expect(path, holds=credited, says=f"its picture is captioned {captions}")
    rates, round_up = visitor.page("/articles/official-rate/"), visitor.page("/articles/letter-round-up/")
    rows = len(rates.find("//*[has('body')]//tbody/tr"))
    visitor.expect("/articles/official-rate/", holds=rows == 3, says=f"its table has {rows} rows")
    quotes = len(round_up.find("//*[has('body')]//blockquote"))
    visitor.expect("/articles/letter-round-up/", holds=quotes == 2, says=f"it has {quotes} quotes")


def check_translations(visitor: Visitor) -> None:
    """The two languages of one article name each other, to people and to search engines."""
    english, russian = "/articles/old-notes-rumour/", "/articles/slukh-o-kupyurakh/"
    for path, other, lang in ((english, russian, "ru"), (russian, english, "en")):
        page = visitor.page(path)
        linked = [node.get("href") for node in page.find(f"//*[has('translations')]//a[@hreflang='{lang}']")]
        visitor.expect(path, holds=linked == [other], says=f"it links to {linked} in {lang}")
        named = [node.get("hreflang") for node in page.find("//link[@rel='alternate' and @hreflang]")]
        both = {"en", "ru"} <= set(named)
        visitor.expect(path, holds=both, says=f"its languages are {named}")


def check_article_list(visitor: Visitor) -> None:
    """Every article once, in the reader's language where it has that, newest first, and all linked."""
    path = "/articles/"
    page = visitor.page(path)
    every = sorted(read_articles(), key=lambda each: each.date, reverse=True)
    wanted = [each.title for each in every if each.lang == "en"]
    visitor.expect(path, holds=page.headlines == wanted, says=f"it lists {page.headlines}, not {wanted}")
    linked = {href for _, _, href in page.links}
    missing = [each.path for each in every if each.path not in linked]
    visitor.expect(path, holds=not missing, says=f"it has no link to {missing}")


CHECKS = (
    check_excerpts,
    check_articles,
    check_picture_table_and_quotes,
    check_translations,
    check_article_list,
)
