from django.db import models


class Topic(models.Model):
    """A page the desk keeps."""

    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    added_at = models.DateTimeField()


class TopicRule(models.Model):
    """A post belongs to the topic when any of its rules fits: `tag` (folded tag) or `query` (a search)."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="rules")
    kind = models.CharField(max_length=10, choices=[("tag", "tag"), ("query", "query")])
    value = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "kind", "value"], name="one_rule_once")]
