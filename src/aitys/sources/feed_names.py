"""What the names in a feed mean to feedparser 6, as far as our values go.

An element that feedparser does not know becomes a field of its own, which is nothing to us. What it treats in
a way that is not written down here, or would keep in a field that it uses itself, is spoken for.
"""

from __future__ import annotations

NAMESPACES = {
    "": "",
    "http://purl.org/rss/1.0/": "",
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "",
    "http://webns.net/mvcb/": "admin",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://backend.userland.com/creativecommonsrssmodule": "creativecommons",
    "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html": "creativecommons",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "geo",
    "http://www.georss.org/georss": "georss",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://purl.org/rss/1.0/modules/taxonomy/": "taxo",
    "http://purl.org/rss/1.0/modules/threading/": "thr",
    "http://madskills.com/public/xml/rss/module/trackback/": "trackback",
    "http://wellformedweb.org/commentapi/": "wfw",
}
"""Namespaces in lower case, and the prefix under which feedparser looks their elements up."""

# Namespaces of feedparser that are not read here: a feed that declares one is feedparser's.
_OTHERS = (
    "ag", "annotate", "audio", "blogchannel", "cc", "co", "cp", "email", "ev", "fm", "foaf", "gml", "icbm",
    "image", "l", "pingback", "prism", "psc", "rdfs", "ref", "reqv", "search", "soap", "ss", "str", "sub",
    "szf", "ti", "wiki", "xhtml", "xlink", "xml", "xmlns",
)  # fmt: skip
PREFIXES = frozenset((*NAMESPACES.values(), *_OTHERS)) - {""}
"""Prefixes that mean one namespace: under another, feedparser takes its elements for the usual ones."""
OTHER_SPACES = (
    "backend.userland.com/rss", "blogs.law.harvard.edu/tech/rss", "my.netscape.com/rdf", "example.com/",
    "purl.org/echo/", "uri/of/echo/", "purl.org/pie/", "purl.org/rss/1.0/modules/", "media.tangent.org/rss",
    "backend.userland.com/", "creativecommons.org/ns", "web.resource.org/cc/", "my.theinfo.org/changed/",
    "freshmeat.net/rss/", "xmlns.com/foaf/", "www.opengis.net/gml", "postneo.com/icbm/",
    "madskills.com/public/xml/rss/module/pingback/", "prismstandard.org/namespaces/", "2000/01/rdf-schema#",
    "schemas.xmlsoap.org/", "hacks.benhammersley.com/rss/", "schemas.pocketsoap.com/", "w3.org/1999/x",
    "w3.org/xml/1998/namespace", "w3.org/2000/xmlns/", "podlove.org/", "w3.org/2000/svg", "w3.org/1998/math/",
)  # fmt: skip
"""Parts of the names of feedparser's other namespaces, in lower case."""

MEANT = {
    "item": "item",
    "entry": "item",
    "channel": "channel",
    "title": "title",
    "dc_title": "title",
    "media_title": "media_title",
    "link": "link",
    "guid": "id",
    "id": "id",
    **dict.fromkeys(("published", "issued", "pubdate", "dcterms_issued"), "published"),
    **dict.fromkeys(("updated", "modified", "lastbuilddate", "dc_date", "dcterms_modified"), "updated"),
    **dict.fromkeys(("language", "dc_language"), "language"),
    **dict.fromkeys(("author", "managingeditor", "dc_author", "dc_creator", "itunes_author"), "author"),
    **dict.fromkeys(("contributor", "itunes_owner"), "person"),
    **dict.fromkeys(("category", "keywords", "dc_subject"), "category"),
    "media_category": "media_category",
    "itunes_category": "itunes_category",
    "media_keywords": "media_keywords",
    "itunes_keywords": "itunes_keywords",
    **dict.fromkeys(("description", "dc_description", "media_description"), "description"),
    **dict.fromkeys(("summary", "itunes_summary"), "summary"),
    "content": "content",
    "content_encoded": "encoded",
    "source": "source",
    "image": "image",
    "items": "items",
    **dict.fromkeys(("media_group", "media_content"), "unknown"),
    **dict.fromkeys(
        (
            "name", "width", "height", "url", "homepage", "uri", "email", "itunes_name", "itunes_email",
            "subtitle", "tagline", "itunes_subtitle", "rights", "copyright", "dc_rights", "webmaster",
            "dc_publisher", "created", "dcterms_created", "expirationdate", "cloud", "generator", "enclosure",
            "media_thumbnail", "media_rating", "media_credit", "itunes_image", "itunes_explicit",
            "itunes_block", "creativecommons_license", "admin_generatoragent", "admin_errorreportsto",
            "dc_contributor",
        ),
        "nothing",
    ),
}  # fmt: skip
"""Names, in lower case and with their prefix, and the effect they have."""

SPOKEN_FOR = frozenset(
    (
        # handled by feedparser in ways that are not ours
        "rss", "feed", "textinput", "body", "xhtml_body", "fullitem", "abstract", "info", "newlocation",
        "tags", "where", "geom", "georssgeom", "georss_where", "georss_point", "georss_line",
        "georss_polygon", "georss_box", "dcterms_valid", "media_player", "media_license",
        "media_restriction", "itunes_link",
        "feedburner_browserfriendly", "content_fullitem",
        # fields of feedparser's own result
        "authors", "author_detail", "contributors", "content_detail", "copyright_detail", "date",
        "date_parsed", "description_detail",
        "enclosures", "entries", "expired", "expired_parsed", "generator_detail", "guidislink", "href",
        "issued_parsed", "license", "links", "modified_parsed", "published_parsed", "created_parsed",
        "publisher", "publisher_detail", "publishers", "rights_detail", "subtitle_detail", "summary_detail",
        "tagline_detail", "title_detail", "updated_parsed", "source_detail", "image_detail", "version",
        "validity", "psc_chapters", "itunes_name_detail", "tag",
    )
)  # fmt: skip
IMAGE_PARTS = frozenset(("url", "title", "link", "width", "height", "description"))

ATTRIBUTES = frozenset(
    (
        "about", "base", "domain", "href", "ispermalink", "label", "lang", "lastmod", "mode", "rel", "scheme",
        "src", "term", "text", "type", "uri", "url", "version",
    )
)  # fmt: skip
"""Attributes that feedparser reads, whatever their namespace."""
