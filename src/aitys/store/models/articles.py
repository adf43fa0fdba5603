from django.db import models


class Article(models.Model):
    """What the desk itself writes. `updated` and `correction` notes are kept apart and dated."""

    slug = models.SlugField(max_length=120, unique=True, allow_unicode=True)
    title = models.CharField(max_length=300)
    body = models.TextField(help_text="Markdown")
    byline = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=20, default="draft")
    published_at = models.DateTimeField(null=True, db_index=True)
    updated_at = models.DateTimeField(null=True)
    update_note = models.TextField(blank=True)
    corrected_at = models.DateTimeField(null=True)
    correction_note = models.TextField(blank=True)
    topics = models.ManyToManyField("store.Topic", related_name="articles", blank=True)
    tags = models.JSONField(default=list)
    translation_of = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="translations"
    )
