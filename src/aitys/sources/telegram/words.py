"""The words of a message in the preview as plain text, and the addresses they link to.

Method: the parser's own markup of a text. It is well formed whatever the page was, and each ">" in it ends a
tag, so that an expression takes the tags out, in a quarter of the time of a walk over the nodes. Emoji are
their characters, spoilers are shown, quotes and code stand on lines of their own.
"""

from __future__ import annotations

import re
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from aitys.sources import addresses, charsets, markup
from aitys.sources.telegram import names

_LINE = "\ue00a"  # a private mark: the markup's own line ends mean nothing
_BOX = re.compile(r"</?(?:blockquote|pre)\b[^>]*+>")
_TAG = re.compile(r"<[^>]*+>")
_PARTED = re.compile(r"\n{3,}")
_PARTS_OF_A_PAGE = 'class="tgme_'
_OWN_CLASS = len('<div class="')  # where the name of the text's own class stands
# Where a lost end tag brought another part of the page, or the next message, under a text.
_FOREIGN = re.compile(r'<\w+\s[^<>]*?class="tgme_(?!widget_(?:message_text|message_author_name|service_))')
# What `addresses.absolute` would leave as it is, at a tenth of the cost.
_PLAIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?/[\w.~!$&'()*+,;=:%/?-]*", re.ASCII)
_LONGEST_LINK = 2000
_LONGEST_TAG = 200


def tree(content: bytes, content_type: str) -> LexborHTMLParser:
    """The page. Bytes are given to the parser: text costs it twice as much."""
    if not _is_utf8(content, content_type):
        content = charsets.decode(content, content_type).encode("utf-8", "replace")
    return LexborHTMLParser(content)


def _is_utf8(content: bytes, content_type: str) -> bool:
    """As t.me says it is; of a saved page nobody says anything."""
    if "charset=utf-8" in content_type.lower():
        return True
    try:
        content.decode()
    except ValueError:
        return False
    return True


def read(node: LexborNode) -> str:
    """The text of `node`, without what a lost end tag brought under it."""
    own = node.html or ""
    if own.find(_PARTS_OF_A_PAGE, _OWN_CLASS) > 0 and (foreign := _FOREIGN.search(own, 1)):
        own = own[: foreign.start()]
    own = own.replace("<br>", _LINE)
    if "<blockquote" in own or "<pre" in own:
        own = _BOX.sub(_LINE, own)
    bare = _TAG.sub("", own)
    written, _ = markup.clean(unescape(bare) if "&" in bare else bare)
    text = "\n".join([" ".join(line.split()) for line in written.split(_LINE)])
    return (_PARTED.sub("\n\n", text) if "\n\n\n" in text else text).strip()


def line(node: LexborNode | None) -> str:
    """The same on one line: names and titles."""
    return " ".join(read(node).split()) if node is not None else ""


def tag(node: LexborNode) -> str:
    """A hashtag without its sign, and without the channel it may be bound to ("#tag@channel")."""
    return line(node).removeprefix("#").partition("@")[0][:_LONGEST_TAG]


def kept(href: str) -> str:
    """`href` as it is kept: an address of the web that names no person; empty for any other.

    On t.me only addresses of messages are told apart from those of persons. Since April 2024 the preview
    writes "&amp;amp;" in some links.
    """
    written = href.replace("&amp;", "&")
    is_plain = len(written) < _LONGEST_LINK and _PLAIN.fullmatch(written)
    url = written if is_plain else addresses.absolute(written)
    if "t.me" not in url and "telegram." not in url:
        return url
    site = addresses.site(url)
    if site not in names.HOSTS and not site.endswith(".t.me"):
        return url
    numbered = names.message(url)
    return numbered.address if numbered else ""
