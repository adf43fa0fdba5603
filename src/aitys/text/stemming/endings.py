"""Takes the endings off the words of languages that hang one ending after another, as the Turkic ones do.

It works on folded keys, in which қ and к, ө and о, ү, ұ and у, ң and н, і and и are one letter each, so what
may stand before an ending is asked of what the key still shows: the letter before it, the last vowel.
The way (ordered slots from the outer end inwards, the longest ending of a slot first, a least stem) is that
of affix strippers since Eryiğit and Adalı, "An affix stripping morphological analyzer for Turkish" (2004).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from aitys.text.folding import fold
from aitys.text.tokens import fold_token

# Signs between a name and its ending: АҚШ-тың, Google’дың (an apostrophe is folded to ъ).
_LAST_SEAM = re.compile(r"[-–ъ](?=[^-–ъ]*$)")
# Uzbek va’da and ma’ni are whole words with an apostrophe of their own.
_LEAST_NAME = 4
# An ending that leaves so much is only taken off listed words: балам is "my child", and қалам a pen.
ONLY_NOUNS = 64
# One that leaves so much is also taken off words with `whole_ends`: көрші-сі is "his neighbour", but облысы
# is облыс-ы.
ONLY_WHOLE = 63
_FIRST_VOWEL = re.compile("[аеиоуыюя]")


@dataclass(frozen=True, slots=True)
class Ending:
    """One ending: after which letters it stands, and how many letters it must leave there.

    `vowel` is the one that has to be in harmony with the stem; empty where harmony does not matter.
    """

    leaves: Mapping[str, int]
    vowel: str


Slot = Mapping[str, Ending]
# Of the endings with one last letter: their lengths, the longest first, and themselves.
_Last = tuple[tuple[int, ...], Slot]
_NO_ENDING: _Last = ((), {})


def endings(written: str, after: Iterable[str], leaves: int = 3, vowel: str | None = None) -> Slot:
    """Endings, parted by spaces, in the key alphabet; their first vowel harmonises unless `vowel` is set."""
    stands = dict.fromkeys(after, leaves)
    return {
        ending: Ending(stands, _first_vowel(ending) if vowel is None else vowel) for ending in written.split()
    }


def slot(*parts: Slot) -> Slot:
    """One slot of several parts: an ending that is in more than one may stand after the letters of each."""
    merged: dict[str, Ending] = {}
    for part in parts:
        for written, ending in part.items():
            known = merged.get(written, ending)
            merged[written] = Ending({**known.leaves, **ending.leaves}, ending.vowel and known.vowel)
    return merged


def joined(inner: Slot, outer: str, vowel: str | None = None) -> Slot:
    """Each ending of `inner` with each of `outer` behind it, as one: some only stand so together."""
    return {
        written + after: Ending(ending.leaves, ending.vowel if vowel is None else vowel)
        for written, ending in inner.items()
        for after in outer.split()
    }


def _by_last_letter(one: Slot) -> Mapping[str, _Last]:
    return {
        last: (
            tuple(sorted({len(written) for written in one if written[-1] == last}, reverse=True)),
            {written: ending for written, ending in one.items() if written[-1] == last},
        )
        for last in {written[-1] for written in one}
    }


def _first_vowel(ending: str) -> str:
    found = _FIRST_VOWEL.search(ending)
    return found[0] if found else ""


@dataclass(frozen=True)
class Grammar:
    """What a language hangs on its words, and what only looks as if it were hung on; all in the key alphabet.

    `slots` go from the outer end inwards, at most one ending of each is taken off in a round.
    `harmony` gives for the last vowel of a stem the vowels that an ending behind it may have; a vowel that is
    not there bears all. The stem's end from that vowel on, as "ев", goes before the vowel alone.
    `opened` are the key's letters for two sounds, with both: an ending can begin between them.
    """

    slots: tuple[Slot, ...]
    vowels: str
    harmony: Mapping[str, str] = field(default_factory=dict)
    opened: Mapping[str, str] = field(default_factory=dict)
    whole: frozenset[str] = frozenset()
    """Words whose end only looks like an ending: nothing is taken off them."""
    whole_ends: tuple[str, ...] = ()
    """Ends that belong to their word, as -стан."""
    nouns: frozenset[str] = frozenset()
    """Nouns that every ending may leave, however short they are: ел, үй, су."""
    seams: Mapping[str, str] = field(default_factory=dict)
    """Stems as they are with an ending, and alone: халк (халкы), халык; балдар (балдарга), бала."""
    voiceless: Mapping[str, str] = field(default_factory=dict)
    """Last letters that are voiced before a vowel, with the sound they have at a word's end."""
    voiceless_from: int = 1
    """Vowels a stem must have to lose that voice: Turkmen kitaby is of kitap, but dagy of dag."""

    def stem(self, word: str) -> str:
        """The key that the forms of `word` share; it is never empty unless the word's own key is."""
        key = fold_token(word)
        while True:
            bare = self._bare(self._open(self._before_seam(key)))
            alone = self._alone(bare)
            if alone == key:  # as it is for most words: their key need not be folded again
                return key
            shorter = fold(alone) or key
            if shorter == key or (self._open(shorter) == bare and not _LAST_SEAM.search(shorter)):
                return shorter
            key = shorter

    def _bare(self, stem: str) -> str:
        """The stem after as many rounds through the slots as take something off."""
        stem = self.seams.get(stem, stem)
        before = ""
        while stem != before and not self._is_whole(stem):
            before = stem
            stem = self._round(stem)
        return stem

    def _round(self, stem: str) -> str:
        for one in self._slots:
            shorter = self._without(stem, one)
            if shorter != stem:
                stem = self.seams.get(shorter, shorter)
                if self._is_whole(stem):
                    break
        return stem

    def _open(self, key: str) -> str:
        for letter, sounds in self.opened.items():
            if letter in key:
                key = key.replace(letter, sounds)
        return key

    def _is_whole(self, stem: str) -> bool:
        if stem in self._known:
            return True
        ends, lengths = self._ends
        for length in lengths:  # noqa: SIM110 - a generator here takes a fifth of all the time
            if stem[-length:] in ends:
                return True
        return False

    @cached_property
    def _ends(self) -> tuple[frozenset[str], tuple[int, ...]]:
        """`whole_ends` and their lengths: three looks instead of sixty."""
        return frozenset(self.whole_ends), tuple(set(map(len, self.whole_ends)))

    @cached_property
    def _slots(self) -> tuple[Mapping[str, _Last], ...]:
        """Each slot by the last letter of its endings: most words end in a letter that no ending ends in."""
        return tuple(_by_last_letter(one) for one in self.slots)

    @cached_property
    def _known(self) -> frozenset[str]:
        """Words that stay, also opened, with what a seam restores: else a second round could cut it."""
        words = {*self.whole, *self.nouns, *self.seams, *self.seams.values()}
        return frozenset(words | {self._open(word) for word in words})

    @cached_property
    def _every_ending(self) -> frozenset[str]:
        return frozenset(written for one in self.slots for written in one)

    @cached_property
    def _longest(self) -> int:
        return max(len(written) for one in self.slots for written in one)

    def _without(self, stem: str, one: Mapping[str, _Last]) -> str:
        lengths, found = one.get(stem[-1:], _NO_ENDING)
        for length in lengths:
            ending = found.get(stem[-length:])
            if ending is None or length >= len(stem):
                continue
            if self._may_stand(stem[:-length], ending) and not self._cuts_whole(stem, length):
                return stem[:-length]
        return stem

    def _cuts_whole(self, stem: str, length: int) -> bool:
        """Whether an ending of `length` would begin within a whole word: аудан-ы is not ауда-ны."""
        longer = [stem[:-shorter] for shorter in range(1, length) if stem[-shorter:] in self._every_ending]
        if stem[:-length] in self._known:
            return not self._known.isdisjoint(longer)
        return any(map(self._is_whole, longer))

    def _may_stand(self, stem: str, ending: Ending) -> bool:
        least = ending.leaves.get(stem[-1])
        if least is None or (len(stem) < least and not self._is_sure(stem, least)):
            return False
        return not ending.vowel or self._in_harmony(stem, ending.vowel)

    def _is_sure(self, stem: str, least: int) -> bool:
        return stem in self._known or (least != ONLY_NOUNS and self._is_whole(stem))

    def _in_harmony(self, stem: str, vowel: str) -> bool:
        place = len(stem) - 1
        while place >= 0 and stem[place] not in self.vowels:
            place -= 1
        if place < 0:
            return False  # what has no vowel is no stem
        borne = self.harmony.get(stem[place:]) or self.harmony.get(stem[place])
        return borne is None or vowel in borne

    def _alone(self, stem: str) -> str:
        """The stem without an ending: халк, халык; китаб, китап. A last soft sign goes: роль, рольдің."""
        whole = self.seams.get(stem, stem)
        bare = whole.rstrip("ь") or whole
        sound = self.voiceless.get(bare[-1:])
        if sound is None or sum(map(bare.count, self.vowels)) < self.voiceless_from:
            return bare
        return bare[:-1] + sound

    def _before_seam(self, key: str) -> str:
        """The name before hyphens or apostrophes behind which there are only endings."""
        while seam := _LAST_SEAM.search(key):
            head, sign, tail = key[: seam.start()].rstrip("-–ъ"), seam[0], key[seam.end() :]
            least = _LEAST_NAME if sign == "ъ" else 1
            if len(head) < least or not self._only_endings(tail):
                break
            key = head
        return key

    def _only_endings(self, tail: str) -> bool:
        if not tail:
            return True
        for one in self.slots:
            ends = (length for length in range(min(self._longest, len(tail)), 0, -1) if tail[-length:] in one)
            tail = tail[: -next(ends, 0) or None]
            if not tail:
                return True
        return False
