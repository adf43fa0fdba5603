from django.db import models


class Rate(models.Model):
    """One official quotation (`aitys.values.rates.Rate`), read from `capture` and seen again up to
    `last_capture`. Printed values are text.

    A bank that prints another number for the same day makes another row; the one seen last is in force.
    """

    source = models.ForeignKey("store.Source", on_delete=models.PROTECT, related_name="rates")
    currency = models.CharField(max_length=3)
    per = models.CharField(max_length=3)
    units = models.CharField(max_length=40)
    amount = models.CharField(max_length=40)
    printed_change = models.CharField(max_length=40, blank=True)
    day = models.DateField(help_text="the day printed in the bank's document")
    asked_day = models.DateField(null=True)
    capture = models.ForeignKey("store.Capture", on_delete=models.PROTECT, related_name="rates")
    last_capture = models.ForeignKey("store.Capture", on_delete=models.PROTECT, related_name="+")
    reader = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "currency", "per", "day", "units", "amount"], name="one_rate_per_quotation"
            )
        ]
        indexes = [
            models.Index(fields=["currency", "day"], name="rate_of_currency"),
            models.Index(fields=["source", "day"], name="rate_of_day"),
        ]


class TableAsk(models.Model):
    """A table of the past that a bank was asked for, and what came: so that none is asked for twice.

    `about` is the day ("2026-05-30") or the archive; `outcome` "read", "other-day" (the bank answered with
    another day's table), or the name of a refusal ("http-404" on a day without a table).
    """

    route = models.ForeignKey("store.Route", on_delete=models.CASCADE, related_name="table_asks")
    about = models.CharField(max_length=200)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["route", "about"], name="one_table_ask")]
