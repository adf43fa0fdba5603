"""What hangs on a message besides its words, in the markup of t.me's preview."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from demo.channels import Message

_FILES = "https://cdn.example/file"


def escaped(text: str) -> str:
    """As the platform writes it, with an exclamation mark as a reference."""
    return escape(text, quote=True).replace("&#x27;", "&#39;").replace("!", "&#33;")


def media(message: Message, name: str) -> Iterator[str]:
    """Each thing on the message, with its link to the message of the channel `name`."""
    href = f'href="https://t.me/{name}/{message.number}"'
    file = f"{_FILES}/{name}-{message.number}"
    if message.photos:
        yield _photos(message, name)
    if message.voice:
        yield _voice(message.voice, href, file)
    if message.video:
        yield _video(message.video, href, file)
    if message.document:
        yield _document(message.document, href)
    if message.unsupported:
        yield _not_supported("Please open Telegram to view this post")


def _photos(message: Message, name: str) -> str:
    numbers = [message.number, *message.album][: message.photos]
    query = "?single" if message.album else ""
    grouped = " grouped_media_wrap blured js-message_photo" if message.album else ""
    found = "".join(
        f'<a class="tgme_widget_message_photo_wrap{grouped}" href="https://t.me/{name}/{each}{query}" '
        f"style=\"width:800px;background-image:url('{_FILES}/{name}-{each}.jpg')\">"
        '<div class="tgme_widget_message_photo" style="padding-top:75%"></div></a>'
        for each in numbers
    )
    wrap = '<div class="tgme_widget_message_grouped_wrap js-message_grouped_wrap" style="width:453px;">'
    return f"{wrap}{found}</div>" if message.album else found


def _voice(length: str, href: str, file: str) -> str:
    return (
        f'<a class="tgme_widget_message_voice_player js-message_voice_player" {href}>'
        f'<audio class="tgme_widget_message_voice js-message_voice" src="{file}.ogg"></audio>'
        f'<time class="tgme_widget_message_voice_duration">{length}</time></a>'
    )


def _video(length: str, href: str, file: str) -> str:
    """A link that expires, and a word for browsers that show no video, stand on every one."""
    return (
        f'<a class="tgme_widget_message_video_player js-message_video_player" {href}>'
        f'<video class="tgme_widget_message_video js-message_video" src="{file}.mp4?token=expired"></video>'
        '<div class="message_video_play js-message_video_play"></div>'
        f'<time class="message_video_duration js-message_video_duration">{length}</time>'
        f"{_not_supported('This media is not supported in your browser')}</a>"
    )


def _document(title: str, href: str) -> str:
    named = f'<div class="tgme_widget_message_document_title accent_color" dir="auto">{escaped(title)}</div>'
    icon = '<div class="tgme_widget_message_document_icon accent_bg"></div>'
    inner = f'{icon}<div class="tgme_widget_message_document">{named}</div>'
    return f'<a class="tgme_widget_message_document_wrap" {href}>{inner}</a>'


def _not_supported(says: str) -> str:
    return (
        '<div class="message_media_not_supported_wrap"><div class="message_media_not_supported">'
        f'<div class="message_media_not_supported_label">{says}</div>'
        '<span class="message_media_view_in_telegram">VIEW IN TELEGRAM</span></div></div>'
    )


def poll(message: Message, name: str) -> str:
    if not message.poll:
        return ""
    question, *answers = message.poll
    # Nobody's votes: a share for each, the first the largest.
    total = len(answers) * (len(answers) + 1) // 2
    options = "".join(
        '<div class="tgme_widget_message_poll_option">'
        f'<div class="tgme_widget_message_poll_option_percent">{100 * (len(answers) - place) // total}%</div>'
        '<div class="tgme_widget_message_poll_option_value">'
        f'<div class="tgme_widget_message_poll_option_text">{escaped(answer)}</div></div></div>'
        for place, answer in enumerate(answers)
    )
    return (
        '<div class="tgme_widget_message_poll js-poll">'
        f'<div class="tgme_widget_message_poll_question">{escaped(question)}</div>'
        '<div class="tgme_widget_message_poll_type">Anonymous Poll</div>'
        f'<a class="tgme_widget_message_poll_options" href="https://t.me/{name}/{message.number}">{options}</a></div>'
    )


def link(message: Message) -> str:
    if not message.link:
        return ""
    site = message.link.split("/")[2]
    return (
        f'<a class="tgme_widget_message_link_preview" href="{escape(message.link)}">'
        f'<div class="link_preview_site_name accent_color" dir="auto">{site}</div></a>'
    )
