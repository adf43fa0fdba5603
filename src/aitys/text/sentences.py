"""Where the sentences of a text stand.

A stop ends a sentence when what follows can begin one and the word before is not shortened; the tables of
shortened words are in `abbreviations`. A line's end always ends one: news pages part paragraphs by it, and
channels part everything. Each decision looks at a few characters on both sides, so that the whole is linear.
"""

from __future__ import annotations

import re

from aitys.text.abbreviations import (
    BEFORE_NUMBERS,
    CLOSING,
    ENGLISH_STARTERS,
    ENGLISH_TAILS,
    INITIALS,
    LEADING,
    ONE_LETTER_WORDS,
    TITLES,
    TRAILING,
    YEARS_FIRST,
)

_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
_FLAGS = "\U0001f1e6-\U0001f1ff"
_BULLETS = "•▪●◦‣■◾◽➤"
_PICTURES = (
    "\u203c\u2049\u231a-\u23ff\u2600-\u27a3\u27a5-\u27bf\u2934-\u2935\u2b00-\u2bff\U0001f000-\U0001f1e5"
    "\U0001f200-\U0001faff"
)
_EMOJI = rf"(?:[0-9#*]\ufe0f?\u20e3|[{_PICTURES}])[{_PICTURES}\ufe0f\u200d\u20e3]*"
# Runs of them may be parted by spaces; the spaces are few, or hostile ones would be read again and again.
_EMOJIS = rf"{_EMOJI}(?:[ ]?{_EMOJI})*"
# Icons that stand before what they mark, never after what was said.
_POINTERS = "👉👇📍📌▶➡🔹🔸🔻🔺🔴🟢🔵🟡⚪⚫☎📞📲📩🕒⏰🗓📅✅☑✔❌➖➕"
_QUOTES_AFTER = "»”“\"’'›"
# Every stop begins with one of these: the look ahead makes the search six times as fast.
_SIGNS = rf"[{_LINE_ENDS}hw.!?…{_PICTURES}0-9#*:;){_BULLETS}]"
_STOP = re.compile(
    rf"""(?={_SIGNS})(?:
      (?P<line>[{_LINE_ENDS}])
    | (?P<address>(?:https?://|www\.)\S*[^\s.!?…,;:)»”"])   # its stops are its own
    | (?P<stop>[.!?…]+)(?P<after>[{_QUOTES_AFTER})\]]*)
    | (?P<emoji>{_EMOJIS})
    | (?P<smile>(?<=[\w\s])(?:[:;]-?[)D(]+|\){{2,}}))
    | (?P<bullet>(?<=\s)[{_BULLETS}](?=\s)))
    """,
    re.VERBOSE,
)
_NEXT = re.compile(
    rf"""
    (?P<space>[^\S{_LINE_ENDS}]*)
    (?P<emoji>{_EMOJIS})?
    (?P<gap>[^\S{_LINE_ENDS}]*)
    (?P<dash>[—–-][^\S{_LINE_ENDS}]+)?
    [«“„"‘'(\[{_FLAGS}{_BULLETS}\s]{{0,9}}
    (?P<word>[^\W_]*)
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[^\W_]")
_BLANK = re.compile(r"\s*")
_LEAD = re.compile(rf"[0-9#*]\ufe0f?\u20e3|[{_PICTURES}{_BULLETS}]")
_LETTER = r"[^\W\d_]"
# The last word before a stop, with letters parted by stops ("т. е", "U.S") and hyphens ("р-н") in it.
_BEFORE = re.compile(
    rf"""(?<![\w.])(?:{_LETTER}\.\s?)+{_LETTER}$
    | (?<![/=&?\#%@\w])(?:{_LETTER}+['‘’ʻʼ-])*{_LETTER}+['‘’ʻʼ]?$""",
    re.VERBOSE,
)
_NUMBER_BEFORE = re.compile(r"\d[\s-]?$")
_LIST_NUMBER = re.compile(r"[\s\"«(—–-]*(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[^\W\d_])")
# No shortened word is longer than this, with the spaces in it.
_LOOK_BACK = 16


def sentences(text: str) -> list[tuple[int, int]]:
    """The (start, end) of each sentence in order, without spaces around it; together they hold all words."""
    spans: list[tuple[int, int]] = []
    start, first = _begin(text, 0, -1)
    for found in _STOP.finditer(text):
        if found.end() <= start or (found.start() <= first and not found["line"]):
            continue  # nothing has been said yet
        cut = _cut(text, found, start, first)
        if cut is not None:
            spans.append((start, cut))
            start, first = _begin(text, cut, first)
    spans.append((start, len(text)))
    return [(begin, _trimmed_end(text, begin, end)) for begin, end in spans if _WORD.search(text, begin, end)]


def _begin(text: str, place: int, first: int) -> tuple[int, int]:
    """Where the sentence after `place` begins, and where its first word does."""
    start = _blank_end(text, place)
    if first < start:  # a hostile text has a million empty lines: look only once for the word behind them
        word = _WORD.search(text, start)
        first = word.start() if word else len(text)
    return start, first


def _blank_end(text: str, place: int) -> int:
    blank = _BLANK.match(text, place)
    return blank.end() if blank else place


def _trimmed_end(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _cut(text: str, found: re.Match[str], start: int, first: int) -> int | None:
    """Where the sentence that began at `start` ends because of `found`, if it does."""
    if found["line"]:
        return found.start()
    if found["address"]:
        return None
    following = _NEXT.match(text, found.end())
    if not following or not _goes_on(text, following):
        return None  # the line or the text ends here anyhow
    if found["stop"]:
        is_end = _stop_ends(text, found, following, (start, first))
        return _after_emoji(text, start, following) if is_end else None
    return _cut_at_sign(text, start, found, following)


def _goes_on(text: str, following: re.Match[str]) -> bool:
    return following.end() < len(text) or bool(following["word"])


def _cut_at_sign(text: str, start: int, found: re.Match[str], following: re.Match[str]) -> int | None:
    """A sentence ends before the next item's sign, and after signs that stand for a stop."""
    if _leads(text, start, found):
        return found.start()
    if found["bullet"] or not following["word"][:1].isupper() or following["dash"]:
        return None
    is_icon = found["emoji"] and (found["emoji"][0] in _POINTERS or not following["space"])
    return found.start() if is_icon else found.end()


def _leads(text: str, start: int, found: re.Match[str]) -> bool:
    """Is the sign the one that the sentence itself begins with, or a number in a key?"""
    lead, sign = _LEAD.match(text, start), found.group()
    return "\u20e3" in sign[:3] or bool(lead and sign.startswith(lead.group()))


def _after_emoji(text: str, start: int, following: re.Match[str]) -> int:
    """Emoji after a stop belong to what was said, unless they mark what comes."""
    emoji, place = following["emoji"], following.start()
    if not emoji:
        return place
    lead = _LEAD.match(text, start)
    is_icon = emoji[0] in _POINTERS or "\u20e3" in emoji[:3] or not (following["gap"] or following["dash"])
    return place if is_icon or (lead and emoji.startswith(lead.group())) else following.end("emoji")


def _stop_ends(text: str, found: re.Match[str], following: re.Match[str], begun: tuple[int, int]) -> bool:
    word, closed = following["word"], found["after"]
    if following["dash"] and any(sign in _QUOTES_AFTER for sign in closed):
        return False  # «Да!» — сказал он
    before = _word_before(text, found.start())
    if not (following["space"] or following["emoji"]):
        return _is_glued_end(before, found["stop"], text[following.start("word") : following.end() + 1])
    if word[:1].islower() and not word.startswith(("http", "www")):
        return _writes_small(text, begun[1], before) and not following["dash"] and not closed
    if found["stop"] != ".":
        return True
    if _is_list_number(text, begun[0], found.start()):
        return False
    return not _is_shortened(text, found.start(), before, word)


def _word_before(text: str, place: int) -> str:
    back = text[max(0, place - _LOOK_BACK) : place]
    match = _BEFORE.search(back)
    return match.group().replace(" ", "").replace("\xa0", "") if match else ""


def _is_glued_end(before: str, stop: str, after: str) -> bool:
    """ "Мост открыт.Завтра" lacks a space; "U.S.A", "kun.uz" and "Node.JS" do not."""
    shortest = 3 if stop == "." else 2
    is_word = len(before) >= shortest and before.isalpha() and before[-1].islower()
    return is_word and after[:1].isupper() and after[1:2].islower()


def _writes_small(text: str, first: int, before: str) -> bool:
    """Does the writer begin sentences without capitals? The stop must be behind a word for that."""
    return text[first].islower() and len(before) > 3 and before.isalpha() and before not in TRAILING | LEADING


def _is_list_number(text: str, start: int, place: int) -> bool:
    """Is "1", "IV" or "а" all that the sentence holds so far?"""
    return place - start <= 12 and bool(_LIST_NUMBER.fullmatch(text, start, place))


def _is_shortened(text: str, place: int, before: str, word: str) -> bool:
    """Does the stop at `place` belong to the word `before` it, and the sentence go on with `word`?"""
    small, is_number = before.lower(), word[:1].isdigit() or not word
    if small in CLOSING or before in ONE_LETTER_WORDS:
        return False
    if _is_counted(text, place, before):  # "2026 г." and "10 см.", not "г. Ош" and "см. ниже"
        return is_number and (small in TRAILING or small in YEARS_FIRST)
    if small in LEADING or before in TITLES:
        return True
    if small in TRAILING or before in BEFORE_NUMBERS:
        return is_number
    if _is_initials(before) or before in ENGLISH_TAILS:
        return word not in ENGLISH_STARTERS
    return len(before) == 1 or "." in before


def _is_counted(text: str, place: int, before: str) -> bool:
    start = place - len(before)
    return bool(_NUMBER_BEFORE.search(text, max(0, start - 3), start))


def _is_initials(before: str) -> bool:
    parts = before.replace("-", ".").split(".")
    return bool(before) and all(part in INITIALS or (len(part) == 1 and part.isupper()) for part in parts)
