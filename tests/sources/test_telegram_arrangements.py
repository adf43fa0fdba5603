"""Whatever a broken page, a bad cache or a hostile hand makes of the blocks: no crash, no post twice."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from aitys.errors import UnreadableSource
from aitys.sources import contract, kinds, limits
from aitys.sources.telegram import preview
from aitys.values.posts import Post
from tests.sources.telegram_pages import BAZAAR, EMOJI, M, block, document, page, text

REPLY = f'<a class="{M}_reply" href="https://t.me/Bazaar_Talk/1"><div class="{M}_text">quoted</div></a>'
ALBUM = "".join(
    f'<a class="{M}_photo_wrap grouped_media_wrap" href="https://t.me/Bazaar_Talk/{number}?single"></a>'
    for number in (13, 14)
)
BLOCKS = tuple(
    block(
        number, f"{REPLY if number % 2 else ''}{ALBUM if number == 13 else ''}{text(f'word{number}.{EMOJI}')}"
    )
    for number in range(10, 16)
)
# Every tag and every text of the blocks by itself.
PARTS = tuple(dict.fromkeys(re.findall(r"<[^>]+>|[^<]+", "".join(BLOCKS))))
OPEN_TEXT = f'<div class="{M}_text js-message_text">'
JOINTS = (
    "",
    "</div>",
    "</div></div></div>",
    "<div>",
    OPEN_TEXT,
    f'<a class="{M}_reply" href="#">',
    "<b>",
    "<!--",
    "-->",
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(BLOCKS), st.sampled_from(JOINTS)), max_size=12))
def test_blocks_doubled_reordered_and_nested_are_each_read_once(arranged: list[tuple[str, str]]) -> None:
    content = page(*(joint + one for one, joint in arranged))
    assert contract.problems(kinds.TELEGRAM_PREVIEW, contract.Sample(document(content), BAZAAR)) == []
    for post in _posts(content):
        assert post.message is not None
        said = re.findall(r"word(\d+)\.", post.text)
        assert said in ([str(post.message.number)], [])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=60))
def test_parts_in_any_order_crash_nothing_and_double_no_post(parts: list[str]) -> None:
    content = page("".join(parts))
    assert contract.problems(kinds.TELEGRAM_PREVIEW, contract.Sample(document(content), BAZAAR)) == []


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 20_000), st.integers(0, 20_000))
def test_a_page_cut_anywhere_gives_posts_within_limits(begin: int, end: int) -> None:
    content = page(*BLOCKS)
    for post in _posts(content[begin % len(content) :][: end % len(content)]):
        assert limits.bounded(post) == post


def _posts(content: bytes) -> list[Post]:
    try:
        return list(preview.parse(document(content), BAZAAR).posts)
    except UnreadableSource:
        return []
