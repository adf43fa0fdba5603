"""Why a source could not be read, as the public is told: a sentence chosen by the error's name alone.

What the error itself says names files, folders and addresses of this machine: it is for the desk.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Lazy

_STATUS = re.compile(r"http-(\d{3})")
_ODD_STATUS = _("The site answered with a status that no standard names.")
_PARSER = _("Our own program failed on what the site sent; that is ours to mend.")
_OURS = _("Something here went wrong, not at the source; that is ours to mend.")

ASKING: dict[str, Lazy] = {
    "bad-address": _("Its address here is not one that can be asked."),
    "scheme": _("Its address here is not one of the web."),
    "private-address": _("Its address leads to a place that this desk does not ask."),
    "dns": _("The name of its host was not found."),
    "connect": _("Its host does not take the connection."),
    "connection-lost": _("The connection broke before the answer was whole."),
    "tls": _("The certificate of its host cannot be trusted."),
    "too-slow": _("The answer was not whole in the time that is allowed."),
    "too-large": _("The answer is larger than this desk takes."),
    "too-large-decompressed": _("Unpacked, the answer is larger than this desk takes."),
    "too-many-redirects": _("The site sends us on from address to address without end."),
    "bad-redirect": _("The site sends us on to something that is not an address."),
    "unsupported-encoding": _("The answer is packed in a way that was not asked for."),
    "bad-encoding": _("The answer is packed, and its packing is broken."),
    "robots": _("The site's robots.txt asks not to be read there, and that is respected."),
    "robots-unreachable": _("The site's robots.txt cannot be read, so nothing is asked."),
    "asked-to-wait": _("The site asked us to come back later."),
    "proxy": _("The desk asks it through a proxy, and that does not let us through."),
    "protocol": _("The answer is not right HTTP."),
    "fetch-refused": _("It could not be asked, or its answer could not be taken."),
}
"""Refusals of an address that is asked; those that are statuses stand below."""

STATUSES: dict[str, Lazy] = {
    "http-304": _("The site answered that nothing changed, and was not asked that."),
    "http-401": _("The site wants a password for this address."),
    "http-403": _("The site does not let us read this address."),
    "http-404": _("The site has nothing at this address."),
    "http-410": _("The site took down what stood at this address."),
    "http-429": _("The site asked us for fewer requests."),
    "http-451": _("The site may not show this address, for legal reasons."),
    "http-500": _("The site fails with an error of its own."),
    "http-502": _("The site cannot be reached behind the host that answers for it."),
    "http-503": _("The site is out of service for now."),
    "http-504": _("The site does not answer the host that stands before it."),
    "http-1xx": _ODD_STATUS,
    "http-3xx": _ODD_STATUS,
    "http-4xx": _ODD_STATUS,
    "http-5xx": _ODD_STATUS,
    "http-odd": _ODD_STATUS,
}

READING: dict[str, Lazy] = {
    "unreadable": _("It answered something that cannot be read as what it was."),
    "empty": _("It shows nothing at all, and it did before."),
    "no-tables": _("It has had no table of rates at its address for days."),
    "not-a-table": _("The bank answered something else than a table of rates."),
    "error-document": _("The bank answered with a message of error instead of rates."),
    "moved-home": _("The address leads to the front page now."),
    "cut-off": _("Its feed breaks off in the middle, so nothing of it was taken; it is asked for again."),
    "broken-off": _("The file breaks off in the middle."),
    "preview-off": _("Its channel has switched the public preview off, or is gone."),
    "not-a-channel": _("There is no public channel at its address."),
    "another-channel": _("Its name belongs to another channel now."),
    "no-posts-shown": _("Telegram shows no posts of it: there are none, or they are held back for a while."),
    "post-not-found": _("The post is no longer at its address."),
    "not-a-public-channel": _("The file is not the export of a public channel, so nothing of it was taken."),
    "rest-closed": _("The site has closed the interface by which its posts were read."),
    "no-rest": _("The site has no such interface at its address as its posts were read by."),
    "no-such-term": _("The site knows no tag or section of the name that was to be read."),
    "not-a-sitemap": _("It answered something else than a list of its pages."),
    "wrong-rules": _("The rules by which this desk reads it are wrong; that is ours to mend."),
    "rules-found-nothing": _("The page is built otherwise than it was, so nothing was found on it."),
    "parser-hung": _PARSER,
    "parser-died": _PARSER,
    "parser-failed": _PARSER,
    "clock-went-back": _("The clock of this desk is wrong, so nothing is kept until it is put right."),
    "address-too-long": _("An address is longer than this desk keeps."),
    "evidence-broken": _OURS,
    "search-unavailable": _OURS,
    "not-found": _OURS,
}
"""What came and could not be read or kept."""

TROUBLES: dict[str, Lazy] = {
    "silent": _("Nothing new has come from it for far longer than is its habit."),
    "thin": _("It gives fewer posts than are expected of it."),
    "frozen": _("What it sends claims to be new and holds nothing new."),
    "changed-shape": _("What it sends is built otherwise than before, and less of it can be read."),
    "dead": _("It has not been read for days."),
    "mass-disappearance": _("Much is missing from it at once; that is not believed yet."),
}
"""What is wrong with a source that answers, or is dead."""

_SENTENCES = {**TROUBLES, **ASKING, **STATUSES, **READING}


def sentence(name: str) -> str:
    """What the public is told of an error called `name`; of one that nobody described, only that it is."""
    if name in _SENTENCES:
        return str(_SENTENCES[name])
    if status := _STATUS.fullmatch(name):
        return gettext("The site answered with the status %(status)s.") % {"status": status[1]}
    return gettext("It could not be read.")
