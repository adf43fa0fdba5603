from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person of the desk. `byline` is what readers see and may be a pseudonym."""

    byline = models.CharField(max_length=200, blank=True)
