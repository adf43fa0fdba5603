"""The blocks of a page: where each message begins, and which parts of the page are its own.

Method: one selection over the whole page gives the parts in document order, and a part belongs to the message
that began last before it. So a lost or doubled end tag moves a part at most, and never doubles a message.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from aitys.sources.telegram import names
from aitys.sources.telegram.names import Numbered

_MESSAGE = "tgme_widget_message"
_QUOTE = "tgme_widget_message_reply"
_TEXT = "tgme_widget_message_text"
_PARTS = {
    _TEXT: "text",
    "tgme_widget_message_views": "views",
    "tgme_widget_message_meta": "meta",
    "tgme_widget_message_forwarded_from": "forward",
    _QUOTE: "reply",
    "tgme_widget_message_link_preview": "preview",
    "tgme_widget_message_reactions": "reactions",
    "tgme_widget_message_photo_wrap": "media",
    "tgme_widget_message_video_player": "media",
    "tgme_widget_message_roundvideo_player": "media",
    "tgme_widget_message_voice_player": "media",
    "tgme_widget_message_document_wrap": "media",
    "tgme_widget_message_location_wrap": "media",
    "tgme_widget_message_sticker_wrap": "media",
    "tgme_widget_message_videosticker_wrap": "media",
    "tgme_widget_message_poll": "media",
    "message_media_not_supported_label": "unsupported",
}
_SELECTOR = ",".join(
    (
        f".{_MESSAGE}[data-post]",
        "time[datetime]",
        f".{_TEXT} a:not([class])",
        *(f".{name}" for name in _PARTS),
    )
)
_CLIMB = 12  # a text stands two or three levels below its message; a broken page may nest without end


@dataclass(slots=True)
class Block:
    """One message as it stands on the page. `parts` are nodes by what they are, in document order; `id` is
    None where the block does not say whose message it is.
    """

    id: Numbered | None
    subject: str
    view: str
    is_service: bool
    parts: dict[str, list[LexborNode]] = field(default_factory=dict)

    def all(self, part: str) -> Sequence[LexborNode]:
        return self.parts.get(part, ())

    def first(self, part: str) -> LexborNode | None:
        found = self.parts.get(part)
        return found[0] if found else None


def read(tree: LexborHTMLParser) -> list[Block]:
    """Every message block of a page, in document order."""
    found: list[Block] = []
    for node in tree.css(_SELECTOR):
        attributes = node.attributes
        part = _part(attributes.get("class") or "")
        if part == _MESSAGE:
            found.append(_begun(attributes))
        elif found and not (part == "text" and "reply" in found[-1].parts and _is_quoted(node)):
            found[-1].parts.setdefault(part or node.tag or "", []).append(node)
    return found


@lru_cache(maxsize=1000)
def _part(classes: str) -> str:
    """What a node with these classes is; empty for times and links, which are known by their tag."""
    written = classes.split()
    if _MESSAGE in written:
        return _MESSAGE
    if "js-message_reply_text" in written:
        return "quote"
    return next((_PARTS[name] for name in written if name in _PARTS), "")


def _begun(attributes: dict[str, str | None]) -> Block:
    written, view = attributes.get("data-post") or "", attributes.get("data-view") or ""
    is_service = "service_message" in (attributes.get("class") or "").split()
    return Block(names.message(written), written[:100] or "block", view, is_service)


def _is_quoted(node: LexborNode) -> bool:
    """Whether a text is that of the message answered, though its class does not say so."""
    above = node.parent
    for _ in range(_CLIMB):
        if above is None or "data-post" in above.attributes:
            return False
        if _QUOTE in (above.attributes.get("class") or ""):
            return True
        above = above.parent
    return False
