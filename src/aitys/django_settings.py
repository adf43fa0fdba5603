"""Django's settings, made from ours. Nothing is decided here that a desk could want to change."""

from __future__ import annotations

from psycopg.conninfo import conninfo_to_dict

from aitys.settings import Settings, current

_settings = current()

DEBUG = False
# Commands that sign nothing work before `aitys init` has made a key; `aitys run` refuses without one.
SECRET_KEY = _settings.secret_key.get_secret_value() or "no key yet: aitys init makes one"
ALLOWED_HOSTS = list(_settings.hosts)
AUTH_USER_MODEL = "store.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "csp",
    "aitys.store",
    "aitys.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "aitys.web.urls"
WSGI_APPLICATION = "aitys.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["aitys.web.context.desk", "aitys.web.ticker.ticker"]},
    }
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "aitys.web.assets.DatedByContent"},
}
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
# Their addresses change with their content (aitys.web.assets).
WHITENOISE_MAX_AGE = 31_536_000
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "no-referrer"
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = _settings.language
LOGGING_CONFIG = None


def _database(settings: Settings) -> dict[str, object]:
    url = settings.database_url.get_secret_value()
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(settings.sqlite),
            "OPTIONS": {
                # A deferred transaction that turns into a writer beside an importer dies with "locked".
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    parts = conninfo_to_dict(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "") or ""),
        "OPTIONS": parts,
    }


DATABASES = {"default": _database(_settings)}
