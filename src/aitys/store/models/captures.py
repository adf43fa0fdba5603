from django.db import models


class Capture(models.Model):
    """One answer. Bytes lie in a WARC member at (`file`, `offset`, `length`); `same_as` names an earlier
    capture that holds the same bytes, and then there is no member of its own.

    The three digests are SHA-256 in hex: of the member as it lies in the file, of the payload as it was
    transferred, and of the statement (URL, time, status, headers).
    """

    route = models.ForeignKey("store.Route", on_delete=models.PROTECT, related_name="captures")
    purpose = models.CharField(max_length=20)
    about = models.CharField(max_length=2000, blank=True)
    url = models.CharField(max_length=4000)
    final_url = models.CharField(max_length=4000)
    status = models.PositiveIntegerField()
    content_type = models.CharField(max_length=300, blank=True)
    captured_at = models.DateTimeField(db_index=True)
    file = models.CharField(max_length=200, blank=True)
    offset = models.BigIntegerField(null=True)
    length = models.BigIntegerField(null=True)
    payload_length = models.BigIntegerField(default=0)
    member_sha256 = models.CharField(max_length=64, blank=True)
    payload_sha256 = models.CharField(max_length=64)
    statement_sha256 = models.CharField(max_length=64)
    salt = models.CharField(max_length=32, blank=True)
    same_as = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="repeats", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "offset"], condition=~models.Q(file=""), name="one_capture_per_member"
            )
        ]
        indexes = [
            models.Index(fields=["route", "purpose", "url", "id"], name="capture_last_of_address"),
            models.Index(fields=["route", "payload_sha256"], name="capture_of_payload"),
            # A feed that stays as it is for a year is one capture with 17,000 repeats.
            models.Index(
                fields=["same_as", "captured_at"],
                condition=models.Q(same_as__isnull=False),
                name="capture_repeat",
            ),
        ]


class ToRead(models.Model):
    """A capture nobody has parsed yet: written with the capture, deleted with what it brought."""

    capture = models.OneToOneField(Capture, on_delete=models.CASCADE, related_name="to_read")
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)


class Unreadable(models.Model):
    """A capture that `reader` ("name@version") could not read, and why: its repeats are as unreadable."""

    capture = models.OneToOneField(Capture, on_delete=models.CASCADE, related_name="unreadable")
    reader = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    says = models.TextField()


class ToSeal(models.Model):
    """A capture without a link of the chain yet: written with the capture, deleted with its sealing.

    A table, since ids commit out of order and looking for captures without a link reads them all.
    """

    capture = models.OneToOneField(Capture, on_delete=models.CASCADE, related_name="to_seal")


class ChainLink(models.Model):
    """One link of the evidence chain: SHA-256 over the link before it and all that a capture states.

    `commitment` is SHA-256(salt ‖ payload digest): erasure drops payload and salt and keeps the commitment.
    """

    number = models.BigIntegerField(primary_key=True)
    capture = models.OneToOneField(Capture, on_delete=models.PROTECT, related_name="link")
    commitment = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
