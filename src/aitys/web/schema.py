"""The site as schema.org describes one: who publishes, and how it is searched."""

from __future__ import annotations

from django.urls import reverse

from aitys.settings import current
from aitys.web.context import absolute


def site() -> dict[str, object]:
    """`WebSite` and `Organization` of the front page."""
    home = absolute(reverse("home"))
    publisher = {
        "@type": "NewsMediaOrganization",
        "@id": f"{home}#desk",
        "name": current().title,
        "url": home,
    }
    website = {
        "@type": "WebSite",
        "@id": f"{home}#site",
        "name": current().title,
        "url": home,
        "inLanguage": current().language,
        "publisher": {"@id": f"{home}#desk"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{absolute(reverse('search'))}?q={{words}}",
            "query-input": "required name=words",
        },
    }
    return {"@context": "https://schema.org", "@graph": [publisher, website]}
