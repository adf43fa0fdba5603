"""Uzbek words without their endings, in Latin and Cyrillic alike: their folded keys are one.

The grammar followed is Bodrogligeti, "An Academic Reference Grammar of Modern Literary Uzbek" (2003):
plural, possessives, cases, -dagi, -niki, -gacha, -dek, -dir. Uzbek has no vowel harmony, so the letter
before an ending is all there is to ask. Not cut: what makes another word (-lik, -chi, -cha, -li, -siz), and
-m, -ng, -im, -ing ("my", "thy") where the noun is not known to bear them, as *muallim* and *miting* end so
too. Of verbs only everyday ones are taken to their root.
"""

from __future__ import annotations

from collections.abc import Iterator

from aitys.text.folding import fold, folded
from aitys.text.stemming.endings import ONLY_NOUNS, Grammar, Slot, endings, slot

_VOWELS = "аеиоуюя"
_CONSONANTS = "бвгджзйклмнпрстфхцчшщcw"
_LETTERS = _VOWELS + _CONSONANTS


def _hung(written: str, after: str, leaves: int = 3) -> Slot:
    return endings(written, after, leaves, vowel="")  # nothing harmonises


# Adjectives in -li and -gi, and verbs in -di: their "i" is not "his". Of some nouns it is.
_WHOLE_ENDS = (
    *(letter + "ли" for letter in "бвгджзйклмнпрстфхчш"),
    *(letter + "ди" for letter in "йлнрштч"),
    *(letter + "ади" for letter in "лнрт"),
    *(letter + "ги" for letter in "вйзлнр"),  # avvalgi, bugungi
    "япти",
    # What was done: aytgan-i is not aytga-ni, nor olimshunos-i olimshuno-si.
    "ган",
    "ккан",
    "шунос",
)
_HIS = {
    key + "и": key
    for key in folded(
        """
        shakl nasl aql asl qatl ahl farzand hind qand band dard rekord Samarqand brend trend rang jang barg
        """
    )
}

# Everyday verbs; an ending is not asked for a verb elsewhere: murodi is "his wish", and not what he did.
_VERBS = """
    qil bo‘l kel ket ber ayt et ko‘r chiq kir qol bor top sot bil kut o‘ldir yubor yarat tuzat tugat tarqat
    qatnash bildir keltir topshir to‘ldir boshla ishla o‘qi ta’kidla tasdiqla rejala
"""
_PASSIVES = {"а": ("", "н"), "и": ("", "л")}
_TENSES = "ди дилар ган са син мади маган маса масин маслик масдан мокда маётган"
_TENSES_AFTER_CONSONANTS = "ади аман япти аяпти ётган аётган майди иб иш"
_TENSES_AFTER_VOWELS = "йди йман япти ётган майди б ш"


def _verb_forms() -> dict[str, str]:
    """Each form of the verbs, as a key, with the verb's root."""
    return {
        form: root
        for root in sorted(folded(_VERBS))
        for voice in _PASSIVES.get(root[-1], ("", "ил", "ин"))
        for form in _in_all_tenses(root + voice)
        if not (voice and form.endswith("иш"))  # ko‘rinish is a view
    }


def _in_all_tenses(verb: str) -> Iterator[str]:
    vowel = verb[-1] in _VOWELS
    for tense in (_TENSES + " " + (_TENSES_AFTER_VOWELS if vowel else _TENSES_AFTER_CONSONANTS)).split():
        # chiqqan: g is k behind k.
        yield fold(verb + ("кан" if tense == "ган" and verb[-1] == "к" else tense))


_MOODS = slot(_hung("дир", _CONSONANTS, 4), _hung("дир", _VOWELS, 5), _hung("дек", _LETTERS, 4))
_CASES = slot(
    _hung("нинг га да дан даги гача ники мокда", _LETTERS),
    _hung("ка кача", "к"),  # xalqqa, yurakka
    # qonuni and zamoni are "his law" and "his time": few nouns end in u, o or e, and those are listed.
    _hung("ни", _CONSONANTS + "аия"),
    _hung("ни", "еоую", ONLY_NOUNS),
)
_OWNERS = slot(
    # -chi makes another word: o‘quvchi.
    _hung("и имиз ингиз", _CONSONANTS.replace("ч", "")),
    _hung("и имиз ингиз", "ч", ONLY_NOUNS),
    _hung("си миз нгиз", _VOWELS),
    _hung("им инг", _CONSONANTS, ONLY_NOUNS),
    _hung("м нг", _VOWELS, ONLY_NOUNS),
)
_PLURAL = _hung("лар", _LETTERS)

# Stems as they are before "i", in the key's letters: a vowel falls out there.
_SHORTENED = {
    "шахр": "шахар",
    "сингл": "сингил",
    "угл": "угил",
    "бурн": "бурун",
    "огз": "огиз",
    "урн": "урин",
    "кунгл": "кунгил",
    "буйн": "буйин",
    "корн": "корин",
    "багр": "багир",
    "куйн": "куйин",
    "ярм": "ярим",
}
# Before "i" their last letter looks like the first of -si or -ni.
_ENDING_IN_S_OR_N = """
    asos biznes majlis rais hadis muhandis virus avtobus status kampus meros libos qiyos nafas olmos adres
    interes kosmos tennis korpus fokus polis voris vatan tuman dushman roman ekran organ okean kapitan plan
    xotin yong‘in magazin benzin yaqin ekin maydan chaman qozon
"""

_GRAMMAR = Grammar(
    slots=(_MOODS, _CASES, _OWNERS, _PLURAL),
    vowels=_VOWELS,
    # Everyday nouns of few letters, and those that are said with "my" and "thy".
    nouns=folded(
        """
        ish uy yo‘l yosh oy el yer o‘y o‘q ot o‘t ov ip on ich suv kun yil til qo‘l ko‘z bosh yuz so‘z gap
        kuch soch o‘z ota ona aka uka opa bola oila qiz o‘g‘il singil do‘st farzand xalq vatan millat yurt umr
        fikr hayot qalb yurak yurag kitob ism maktab ustoz xona
        dunyo daryo havo baho savdo xato balo rizo Buxoro Osiyo ziyo hayo kafe bino kino video radio metro
        xudo muammo imzo shifo da’vo ma’no ijro sahro taqozo sado mavzu orzu uyqu qayg‘u ko‘zgu obro‘
        """
    )
    | _SHORTENED.keys(),
    whole=folded(_ENDING_IN_S_OR_N)
    | folded(
        """
        parda banda foyda qoida zarda xonanda sozanda parranda hamda brigada olimpiada jarida qasida aqida
        Kanada Uganda Ruanda Florida Nevada propaganda Ziyoda Saida Farida Zubayda
        badan ma’dan birdan birga tanga qarg‘a qovurg‘a o‘zga bolg‘a sovg‘a sirg‘a Volga
        yakka chakka tikka Makka Dakka
        kishi aholi qari pari sholi Vali rozi yaxshi yangi tashqi ichki ikki yetti so‘nggi balki favqulodda
        bo‘lim bilim chiqim Qirim dollar Bahodir brigadir Nodir Qodir piyoda shuningdek alohida
        qarshi orqali kabi yuqori chunki hali ayni yanada kelasi shunchaki qo‘shni dori uning
        """
    ),
    whole_ends=_WHOLE_ENDS,
    seams=_SHORTENED | {key + "и": alone for key, alone in _SHORTENED.items()} | _HIS | _verb_forms(),
    voiceless={"г": "к"},  # yuragi, qishlog‘i; in one syllable g and g‘ are their own: tog‘, barg
    voiceless_from=2,
)


def stem(word: str) -> str:
    """The key that the forms of `word` share; `word` may be its own key already."""
    return _GRAMMAR.stem(word)
