from django.db import models


class Source(models.Model):
    """A publisher with its card (`aitys.values.sources.Card` says what each field means)."""

    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, db_index=True)
    languages = models.JSONField(default=list)
    country = models.CharField(max_length=2, blank=True)
    owner = models.CharField(max_length=300, blank=True)
    affiliation = models.CharField(max_length=20, default="unknown")
    contact = models.CharField(max_length=300, blank=True)
    homepage = models.CharField(max_length=2000, blank=True)
    shown = models.CharField(max_length=20, default="excerpt")
    restricted_in = models.JSONField(default=list)
    min_a_day = models.PositiveIntegerField(null=True)
    max_a_day = models.PositiveIntegerField(null=True)
    follow_pages = models.BooleanField(default=False)
    rules = models.JSONField(null=True)
    hot = models.BooleanField(default=False)
    every = models.PositiveIntegerField(null=True)
    proxy = models.CharField(max_length=500, blank=True, help_text="a secret: it may hold a password")
    added_at = models.DateTimeField()


class Route(models.Model):
    """One way a source is read, and what was learnt at the last look (validators, due time, failures).

    `host` is whom it asks, and `priority` whose turn it is there first (`aitys.values.asking.Priority`).
    `every` is the pause in force, in seconds, and `every_says` why. `shape` is what the reader usually finds
    (`aitys.sources.health.Shape`); `restless` counts answers with new bytes since the last new post.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="routes")
    kind = models.CharField(max_length=30)
    address = models.CharField(max_length=2000)
    enabled = models.BooleanField(default=True)
    host = models.CharField(max_length=300, blank=True)
    priority = models.PositiveSmallIntegerField(default=2)
    every = models.PositiveIntegerField(default=1800)
    every_says = models.CharField(max_length=200, blank=True)
    due_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    etag = models.CharField(max_length=1000, blank=True)
    last_modified = models.CharField(max_length=200, blank=True)
    last_ok_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    error_name = models.CharField(max_length=60, blank=True)
    error_says = models.TextField(blank=True)
    error_permanent = models.BooleanField(default=False)
    failing_since = models.DateTimeField(null=True)
    shape = models.JSONField(null=True)
    restless = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "kind", "address"], name="one_route_per_address")
        ]
        indexes = [
            # Which hosts have something due, and what of a busy host's queue comes first: both without a row.
            models.Index(fields=["due_at", "host"], name="route_due"),
            models.Index(fields=["host", "priority", "due_at"], name="route_queue"),
        ]


class Channel(models.Model):
    """A public channel by the bare number that stays, the source it is kept as, and how it was last called.

    `name` is the one in its addresses, in lower case; a name that it had before stays on its route.
    """

    number = models.BigIntegerField(primary_key=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="channels")
    name = models.CharField(max_length=64, blank=True, db_index=True)
    title = models.CharField(max_length=300, blank=True)
    seen_at = models.DateTimeField()


class Coverage(models.Model):
    """A stretch of publication time that a route was read for, without a hole.

    `since`..`until` is publication time; `first_read_at`..`last_read_at` when we looked.
    An imported archive counts by publication and carries `imported`; `archive` tells one file from another.
    """

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="coverage")
    since = models.DateTimeField()
    until = models.DateTimeField()
    first_read_at = models.DateTimeField()
    last_read_at = models.DateTimeField()
    imported = models.BooleanField(default=False)
    archive = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["route", "until"])]
        constraints = [
            models.UniqueConstraint(
                fields=["route", "archive"],
                condition=models.Q(imported=True),
                name="one_stretch_per_imported_file",
            )
        ]


class HealthEvent(models.Model):
    """A look failed (`name` is the failure's), or a source was silent, thin, frozen or dead, or changed.

    `ended_at` is null while it lasts.
    """

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="health")
    name = models.CharField(max_length=60)
    says = models.TextField(blank=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["route", "name"], condition=models.Q(ended_at=None), name="one_lasting_event"
            )
        ]
