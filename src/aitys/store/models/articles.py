from django.db import models


class Article(models.Model):
    """What the desk itself writes (`aitys.values.articles` says what each field means)."""

    slug = models.SlugField(max_length=120, unique=True, allow_unicode=True)
    title = models.CharField(max_length=300)
    body = models.TextField(help_text="Markdown")
    byline = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=20, default="draft")
    published_at = models.DateTimeField(null=True, db_index=True)
    published_offset = models.CharField(
        max_length=10, blank=True, default="+00:00", help_text="as written; empty where only the day was"
    )
    changed_at = models.DateTimeField(help_text="when a person last saved it")
    topics = models.ManyToManyField("store.Topic", related_name="articles", blank=True)
    tags = models.JSONField(default=list)
    related = models.ManyToManyField("self", symmetrical=False, related_name="chosen_by", blank=True)
    translation_of = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="translations"
    )


class ArticleNote(models.Model):
    """An update or a correction, dated; never rewritten into the other."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    offset = models.CharField(
        max_length=10, blank=True, default="+00:00", help_text="as written; empty where only the day was"
    )
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "kind", "at", "offset", "words"], name="one_note_once")
        ]


class Picture(models.Model):
    """A picture in the desk's `media` folder, named after the SHA-256 of its original.

    `digests` are the SHA-256 of its files by width, as text; empty where it was kept before they were noted.
    """

    name = models.CharField(max_length=80, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    widths = models.JSONField(default=list)
    digests = models.JSONField(default=dict)
    added_at = models.DateTimeField()


class ToIndexArticle(models.Model):
    """An article whose words in the index are older than its row, or that is gone (`article_id` alone)."""

    article_id = models.BigIntegerField()
