"""Codes of the record in a reader's words; a code nobody named stands for itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from aitys.values.messages import MediaKind
from aitys.values.sources import Affiliation, RouteKind, SourceKind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Lazy

SOURCE_KINDS: dict[str, Lazy] = {
    SourceKind.NEWS: _("News site"),
    SourceKind.CHANNEL: _("Channel"),
    SourceKind.OFFICIAL: _("Official body"),
    SourceKind.FACTCHECK: _("Fact-checker"),
    SourceKind.BANK: _("Central bank"),
    SourceKind.OWN: _("This desk"),
    SourceKind.MANUAL: _("Brought in by hand"),
}
ROUTE_KINDS: dict[str, Lazy] = {
    RouteKind.FEED: _("Feed"),
    RouteKind.WORDPRESS: _("WordPress interface"),
    RouteKind.SITEMAP: _("Sitemap"),
    RouteKind.RULES: _("Pages"),
    RouteKind.TELEGRAM_PREVIEW: _("Public channel preview"),
    RouteKind.TELEGRAM_API: _("Telegram interface"),
    RouteKind.BANK: _("Rates"),
    RouteKind.IMPORT: _("Imported archive"),
    RouteKind.MANUAL: _("Brought in by hand"),
}
AFFILIATIONS: dict[str, Lazy] = {
    Affiliation.INDEPENDENT: _("Independent"),
    Affiliation.STATE: pgettext_lazy("affiliation", "State"),
    Affiliation.PARTY: pgettext_lazy("affiliation", "Party"),
}
MEDIA_KINDS: dict[str, Lazy] = {
    MediaKind.PHOTO: pgettext_lazy("media", "Photo"),
    MediaKind.VIDEO: pgettext_lazy("media", "Video"),
    MediaKind.ROUND_VIDEO: pgettext_lazy("media", "Video message"),
    MediaKind.VOICE: pgettext_lazy("media", "Voice message"),
    MediaKind.AUDIO: pgettext_lazy("media", "Audio"),
    MediaKind.DOCUMENT: pgettext_lazy("media", "Document"),
    MediaKind.STICKER: pgettext_lazy("media", "Sticker"),
    MediaKind.ANIMATION: pgettext_lazy("media", "Moving picture"),
    MediaKind.POLL: pgettext_lazy("media", "Poll"),
    MediaKind.LOCATION: pgettext_lazy("media", "Place on a map"),
    MediaKind.UNSUPPORTED: pgettext_lazy("media", "Something that only the app shows"),
}
HAS: dict[str, Lazy] = {
    "photo": pgettext_lazy("media", "Photo"),
    "video": pgettext_lazy("media", "Video"),
    "audio": pgettext_lazy("media", "Audio"),
    "file": pgettext_lazy("media", "Document"),
    "poll": pgettext_lazy("media", "Poll"),
    "link": pgettext_lazy("media", "Link"),
    "forward": pgettext_lazy("media", "Forwarded words"),
    "number": pgettext_lazy("media", "Number"),
}
COUNTRIES: dict[str, Lazy] = {
    "af": _("Afghanistan"),
    "am": _("Armenia"),
    "az": _("Azerbaijan"),
    "by": _("Belarus"),
    "cn": _("China"),
    "eu": _("European Union"),
    "ge": pgettext_lazy("country", "Georgia"),
    "in": _("India"),
    "ir": _("Iran"),
    "kg": _("Kyrgyzstan"),
    "kz": _("Kazakhstan"),
    "mn": _("Mongolia"),
    "pk": _("Pakistan"),
    "ru": _("Russia"),
    "tj": _("Tajikistan"),
    "tm": _("Turkmenistan"),
    "tr": _("Türkiye"),
    "ua": _("Ukraine"),
    "uz": _("Uzbekistan"),
}

# A bank's card has its name in English; one that the desk's own card names otherwise stands for itself.
BANKS: dict[str, Lazy] = {
    "Bank of Russia": _("Bank of Russia"),
    "Central Bank of Turkmenistan": _("Central Bank of Turkmenistan"),
    "Central Bank of Uzbekistan": _("Central Bank of Uzbekistan"),
    "European Central Bank": _("European Central Bank"),
    "National Bank of Kazakhstan": _("National Bank of Kazakhstan"),
    "National Bank of Tajikistan": _("National Bank of Tajikistan"),
    "National Bank of the Kyrgyz Republic": _("National Bank of the Kyrgyz Republic"),
}

# Django's Russian has «Киргизский», which nobody in Bishkek writes.
LANGUAGES: dict[str, Lazy] = {"ky": pgettext_lazy("language", "Kyrgyz")}

SCRIPTS: dict[str, Lazy] = {
    "arab": pgettext_lazy("script", "Arabic"),
    "cyrl": pgettext_lazy("script", "Cyrillic"),
    "latn": pgettext_lazy("script", "Latin"),
}


def language_name(tag: str) -> str:
    """A BCP 47 tag as the name of its language, with the script where the tag names one."""
    primary, _sign, subtag = tag.lower().partition("-")
    try:
        name = str(LANGUAGES.get(primary) or get_language_info(primary)["name_translated"])
    except KeyError:
        return tag
    return f"{name} ({SCRIPTS[subtag]})" if subtag in SCRIPTS else name


def own_language_name(tag: str) -> str:
    """The language in its own words, as who reads it looks for it: "Русский", "Oʻzbek tili"."""
    try:
        name = str(get_language_info(tag.lower().partition("-")[0])["name_local"])
    except KeyError:
        return tag
    return name[:1].upper() + name[1:]


def country_name(code: str) -> str:
    return str(COUNTRIES.get(code.lower(), code.upper()))


def bank_name(title: str) -> str:
    return str(BANKS.get(title, title))


def source_kind_name(kind: str) -> str:
    return str(SOURCE_KINDS.get(kind, kind))


def route_kind_name(kind: str) -> str:
    return str(ROUTE_KINDS.get(kind, kind))


def has_name(code: str) -> str:
    return str(HAS.get(code, code))


def media_names(holds: Sequence[tuple[str, int]]) -> str:
    """ "Photo × 3, Poll": what hangs on a message."""
    return ", ".join(
        f"{MEDIA_KINDS.get(kind, kind)} × {count}" if count > 1 else str(MEDIA_KINDS.get(kind, kind))
        for kind, count in holds
    )


def affiliation_name(affiliation: str) -> str:
    """Empty for `unknown`: nobody said, so the page says nothing."""
    return str(AFFILIATIONS.get(affiliation, ""))
