from django.db import models


class ToAsk(models.Model):
    """An address a document named and nobody has asked yet (an article's page behind a feed item).

    Written with what named it, deleted with the capture or with a refusal that no retry will mend.
    """

    route = models.ForeignKey("store.Route", on_delete=models.CASCADE, related_name="to_ask")
    url = models.CharField(max_length=4000)
    about = models.CharField(max_length=500)
    due_at = models.DateTimeField(db_index=True)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["route", "about"], name="one_ask_per_post")]
