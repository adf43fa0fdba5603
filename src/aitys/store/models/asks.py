from django.db import models


class ToAsk(models.Model):
    """An address a document named and nobody has asked yet: an article's page, or an older page of a list.

    Written with what named it, deleted with the capture or with a refusal that no retry will mend. `purpose`
    is that of the ask; `host` and `priority` are as those of a route.
    """

    route = models.ForeignKey("store.Route", on_delete=models.CASCADE, related_name="to_ask")
    url = models.CharField(max_length=4000)
    about = models.CharField(max_length=500)
    purpose = models.CharField(max_length=20, default="page")
    host = models.CharField(max_length=300, blank=True)
    priority = models.PositiveSmallIntegerField(default=2)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["route", "about"], name="one_ask_per_post")]
        indexes = [
            models.Index(fields=["due_at", "host"], name="ask_due"),
            models.Index(fields=["host", "priority", "route", "due_at"], name="ask_queue"),
        ]
