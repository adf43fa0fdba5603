"""What granian serves: `aitys.web.wsgi:application`."""

from __future__ import annotations

import logging
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aitys.django_settings")
# Scanners ask with made-up Host headers all day: they get their 400, and the log stays readable.
logging.getLogger("django.security.DisallowedHost").setLevel(logging.CRITICAL)
# A line for every address that was asked in vain would be a record of readers; our own failures (5xx) stay.
logging.getLogger("django.request").setLevel(logging.ERROR)
application = get_wsgi_application()
