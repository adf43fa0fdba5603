"""Django's settings, made from ours. Nothing is decided here that a desk could want to change."""

from __future__ import annotations

from urllib.parse import urlsplit

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
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "aitys.store",
    "aitys.web",
    # After ours, whose templates of the same name are to be found first.
    "allauth",
    "allauth.account",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "aitys.web.assets.Packing",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # allauth starts only with it here. It reads no session: those are below /desk/ alone (web.desk.doors).
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "aitys.web.urls"
WSGI_APPLICATION = "aitys.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.contrib.auth.context_processors.auth",
                "aitys.web.context.desk",
                "aitys.web.ticker.ticker",
            ]
        },
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

_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    # Who failed to sign in, and how often, is counted here: pages must not push it out.
    "default": {"BACKEND": _MEMORY, "LOCATION": "counts", "OPTIONS": {"MAX_ENTRIES": 10_000}},
    "pages": {"BACKEND": _MEMORY, "LOCATION": "pages"},
    # Of each address that searches: web.strangers.
    "searches": {"BACKEND": _MEMORY, "LOCATION": "searches", "OPTIONS": {"MAX_ENTRIES": 20_000}},
}

# Signing in: docs/decisions/signing-in.md. Cookies go to /desk/ alone: no public page can depend on one.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "byline"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "aitys.web.accounts.DeskAccounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
_IS_HTTPS = _settings.site_url.startswith("https://")
SESSION_COOKIE_NAME = "desk_session"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_PATH = "/desk/"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _IS_HTTPS
CSRF_COOKIE_NAME = "desk_csrf"
CSRF_COOKIE_PATH = "/desk/"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = _IS_HTTPS
CSRF_FAILURE_VIEW = "aitys.web.desk.doors.forged"
# Behind a proxy that speaks TLS the request says http, and the browser's Origin says https.
CSRF_TRUSTED_ORIGINS = ["{0.scheme}://{0.netloc}".format(urlsplit(_settings.site_url))]
# An article of 200,000 letters, in Cyrillic and percent codes.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000

USE_TZ = True
# In which pages show our own clock and forms read one; what is stored stays in UTC.
TIME_ZONE = _settings.zone
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
