from django.db import models


class Post(models.Model):
    """One thing a source published. A post that turned out to be another one points to it (`merged_into`)."""

    source = models.ForeignKey("store.Source", on_delete=models.PROTECT, related_name="posts", db_index=False)
    kind = models.CharField(max_length=20)
    url = models.CharField(max_length=4000, blank=True)
    found_at = models.DateTimeField(help_text="when we first captured it")
    listed_at = models.DateTimeField(
        help_text="the printed time, or where none is printed the time we found it"
    )
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    withdrawn_at = models.DateTimeField(null=True, help_text="taken out of the public pages by the desk")

    class Meta:
        indexes = [
            # A source's posts are counted and its latest is found from this alone, without a row.
            models.Index(fields=["source", "merged_into", "listed_at"], name="post_of_source"),
            models.Index(fields=["-listed_at", "-id"]),
        ]


class Address(models.Model):
    """A name of a post: canonical URL, guid, channel/number. Unique over the whole desk."""

    address = models.CharField(max_length=500, unique=True)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="addresses")


class PostTag(models.Model):
    """A tag as the source gives it; `key` is its folded form, by which topics find it."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="tags")
    key = models.CharField(max_length=200, db_index=True)
    written = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "key"], name="one_tag_per_key")]


class Version(models.Model):
    """What the publisher's post said from some moment on, first seen in `first_capture`.

    When it was last seen, and when it was not there yet, follows from the readings (`versions.intervals`).
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    first_capture = models.ForeignKey("store.Capture", on_delete=models.PROTECT, related_name="first_of")
    gone = models.BooleanField(default=False, help_text="no longer at its address")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="one_version_per_number")]


class Reading(models.Model):
    """What one reader ("name@version") made of `capture`, and saw again up to `last_capture`.

    `content_digest` is SHA-256 of title and text: a change of it is an edit. `digest` covers every printed
    column: `verify` recomputes it. `message` is what a channel's message has besides words
    (`aitys.values.messages.Message`), but for what is counted: that is in `Reach`.
    `language` is what `language_by` ("stage@version") decided; derived, and may be made again. `stretches`
    of a text in several languages are [start, end, language, script].
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="readings")
    capture = models.ForeignKey("store.Capture", on_delete=models.PROTECT, related_name="readings")
    last_capture = models.ForeignKey("store.Capture", on_delete=models.PROTECT, related_name="last_of")
    route = models.ForeignKey("store.Route", on_delete=models.PROTECT, related_name="readings")
    reader = models.CharField(max_length=60)
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    byline = models.CharField(max_length=500, blank=True)
    printed_language = models.CharField(max_length=40, blank=True)
    posted_at = models.DateTimeField(null=True)
    posted_offset = models.CharField(max_length=10, blank=True)
    posted_guessed = models.BooleanField(default=False)
    edited_at = models.DateTimeField(null=True)
    edited_offset = models.CharField(max_length=10, blank=True)
    tags = models.JSONField(default=list)
    message = models.JSONField(null=True)
    content_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    language = models.CharField(max_length=10, blank=True)
    script = models.CharField(max_length=4, blank=True)
    language_by = models.CharField(max_length=60, blank=True)
    stretches = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "reader", "route"], name="one_reading_per_reader")
        ]


class Variant(models.Model):
    """The words of a reading as another capture showed them, with a change that is no edit.

    `why` is the kind of change (`text.edits.Likeness`). The words lie in the evidence; `content_digest` is
    theirs.
    """

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="variants", db_index=False)
    capture = models.ForeignKey("store.Capture", on_delete=models.PROTECT, related_name="+")
    content_digest = models.CharField(max_length=64)
    why = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reading", "content_digest"], name="one_variant_per_wording")
        ]


class Absence(models.Model):
    """A post that was not where it should be: suspected, then believed, or seen again.

    `capture` is the first look that missed it, and `why` says what that look showed instead. `confirmed_by`
    is a later look at its own address that missed it too: then there is a `version` that is gone.
    `ended_by` is the look that showed the post again. While `held` nothing is asked: too many were missed
    at once.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="absences", db_index=False)
    route = models.ForeignKey("store.Route", on_delete=models.PROTECT, related_name="absences")
    capture = models.ForeignKey("store.Capture", on_delete=models.PROTECT, related_name="missing")
    why = models.CharField(max_length=60)
    held = models.BooleanField(default=False)
    confirmed_by = models.ForeignKey(
        "store.Capture", null=True, on_delete=models.PROTECT, related_name="confirming"
    )
    version = models.OneToOneField(Version, null=True, on_delete=models.SET_NULL, related_name="absence")
    ended_by = models.ForeignKey("store.Capture", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "capture"], name="one_absence_per_look"),
            models.UniqueConstraint(
                fields=["post"], condition=models.Q(ended_by=None), name="one_open_absence_per_post"
            ),
        ]


class Reach(models.Model):
    """How many had met a message by the last look that told: no part of what it says, and no edit.

    `views` are as printed, None where no look told any; `reactions` are [emoji, count]. Each has its time.
    """

    post = models.OneToOneField(Post, on_delete=models.CASCADE, primary_key=True, related_name="reach")
    views = models.BigIntegerField(null=True)
    views_at = models.DateTimeField(null=True)
    reactions = models.JSONField(default=list)
    reactions_at = models.DateTimeField(null=True)


class ToIndex(models.Model):
    """A post whose words in the index are older than its rows. Several rows for one post are no harm."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
