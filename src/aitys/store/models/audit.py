from django.db import models


class AuditEntry(models.Model):
    """One act of a person or of the terminal; never changed, never deleted by the program."""

    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey("store.User", null=True, on_delete=models.PROTECT)
    door = models.CharField(max_length=20, help_text="where it was done: terminal, desk, api")
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    details = models.JSONField(default=dict)
