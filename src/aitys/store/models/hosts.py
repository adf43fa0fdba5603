from django.db import models


class Host(models.Model):
    """Manners shared by every process that asks: pace and Retry-After of a host, robots.txt of an origin."""

    name = models.CharField(max_length=300, unique=True, help_text="a host, or scheme://host:port")
    next_slot_at = models.FloatField(default=0.0, help_text="Unix time before which nobody asks again")
    rest = models.FloatField(
        default=0.0, help_text="seconds of the last rest after a 429 without Retry-After"
    )
    rest_until = models.FloatField(default=0.0)
    robots = models.TextField(blank=True)
    robots_status = models.PositiveIntegerField(null=True)
    robots_until = models.FloatField(default=0.0)

    class Meta:
        # Who has asked for rest is found without reading anybody's robots.txt.
        indexes = [models.Index(fields=["next_slot_at", "name"], name="host_at_rest")]
