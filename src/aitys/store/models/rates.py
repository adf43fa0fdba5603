from django.db import models


class Rate(models.Model):
    """One official quotation: `units` of `currency` cost `amount` of `per`. Printed values are text."""

    source = models.ForeignKey("store.Source", on_delete=models.PROTECT, related_name="rates")
    currency = models.CharField(max_length=3)
    per = models.CharField(max_length=3)
    units = models.CharField(max_length=20)
    amount = models.CharField(max_length=40)
    printed_change = models.CharField(max_length=40, blank=True)
    day = models.DateField(help_text="the day printed in the bank's document")
    asked_day = models.DateField(null=True)
    capture = models.ForeignKey("store.Capture", on_delete=models.PROTECT, related_name="rates")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "currency", "day", "units", "amount"], name="one_rate_per_quotation"
            )
        ]
