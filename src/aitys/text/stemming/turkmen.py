"""Turkmen words without their endings.

The grammar followed is Clark, "Turkmen Reference Grammar" (1998), with the tables of Hoey, "Elementary
Turkmen Grammar" (2013): plural, possessives, cases, -daky, -dyr. A key has one letter for u and ü, one for o
and ö, one for a and ä; harmony is asked of e, i and y.
The dative -a, -e is one letter, and on a noun that ends in a vowel it is no letter at all (oba, "to the
village"): it is taken off longer stems and listed nouns. Not cut: what makes another word (-lyk, -çy, -ly,
-syz, -ça), verbs, and "my" (-m, -ym) where the noun is not known to bear it: *ylym*, *bilim*, *mugallym*.
"""

from __future__ import annotations

from aitys.text.folding import folded
from aitys.text.stemming.endings import ONLY_NOUNS, Grammar, Slot, endings, joined, slot

_VOWELS = "аеиоуы"
_CONSONANTS = "бвгджзйклмнпрстфхцчшщcw"
_LETTERS = _VOWELS + _CONSONANTS


# -çy and -jy make another word: okuwçy, ikinji.
_NOT_OF_PERSONS = _CONSONANTS.replace("ч", "").replace("ж", "")
# -dy is a verb's past more often than "his".
_CERTAIN = _NOT_OF_PERSONS.replace("д", "")
_HIS = slot(endings("ы и у", _CERTAIN), endings("ы и у", "чжд", ONLY_NOUNS), endings("сы си", _VOWELS))
_PLACE = "да де дан ден дакы"


def _his(behind_consonants: str, behind_vowels: str) -> Slot:
    return slot(
        endings(behind_consonants, _NOT_OF_PERSONS),
        endings(behind_consonants, "чж", ONLY_NOUNS),
        endings(behind_vowels, _VOWELS),
    )


def _my(leaves: int) -> Slot:
    return slot(endings("ым им ум", _CONSONANTS, leaves), endings("м", _VOWELS, leaves))


_MOODS = endings("дыр дир", _LETTERS, leaves=4)
_CASES = slot(
    endings("ын ин ун", _CONSONANTS),
    # telefony is "his telephone": few nouns end in o or u, and those are listed.
    endings("нын нин ны ни", "аеиы"),
    endings("нын нин ны ни", "оу", ONLY_NOUNS),
    endings(_PLACE, _LETTERS),
    endings("даки", _LETTERS, vowel=""),  # -däki; the key shows no ä
    joined(_his("ы у", "сы"), "на нда ндан ндакы ны нын"),
    joined(_his("и у", "си"), "не нде нден ндаки ни нин"),
    joined(_my(ONLY_NOUNS), "а е да де дан ден ы и ын ин"),
    endings("а е", _CONSONANTS.replace("м", "").replace("ж", ""), leaves=4),
    endings("а е", "мж", ONLY_NOUNS),  # -ma, -me make nouns of verbs; netije, dereje
)
_OWNERS = slot(
    _HIS,
    _my(ONLY_NOUNS),
    endings("ымыз имиз умыз умиз ыныз иниз уныз униз", _CONSONANTS),
    endings("мыз миз ныз низ", _VOWELS),
)
_PLURAL = endings("лар лер", _LETTERS)

# Stems as they are before a vowel, in the key's letters: one of theirs falls out there.
_SHORTENED = {
    "бурн": "бурун",
    "огл": "огул",
    "гелн": "гелин",
    "агз": "агыз",
    "урш": "уруш",
    "гоwн": "гоwун",
    "бойн": "бойун",
    "гойн": "гойун",
    "ойн": "ойун",
    "гарн": "гарын",
    "алн": "алын",
    "сабр": "сабыр",
    "пикр": "пикир",
    "омр": "омур",
    "махр": "махир",
    "несл": "несил",
    "асл": "асыл",
    "акл": "акыл",
    "орн": "орун",
    "емр": "емир",
    "гахр": "гахар",
    "сыгр": "сыгыр",
    "багр": "багыр",
    "зехн": "зехин",
    "шекл": "шекил",
    "хокм": "хокум",
    "конл": "конул",
    "комр": "комур",
}
_HIS_SHORTENED = {key + vowel: alone for key, alone in _SHORTENED.items() for vowel in "ыи"}
# Stems of one syllable whose last letter is voiced before a vowel.
_VOICED = {
    "йурд": "йурт",
    "дерд": "дерт",
    "гурд": "гурт",
    "суйд": "суйт",
    "гог": "гок",
    "габ": "гап",
    "гуйж": "гуйч",
    "генж": "генч",
    "бенд": "бент",
    "анд": "ант",
    "ганд": "гант",
    "кенд": "кент",
    "зад": "зат",
    "ад": "ат",
}

# öý, "house": its ý goes into the key's е, and "of the house" has the key of oýun, "game".
_HOUSE = dict.fromkeys(("ое", "ойуне", "ойунде", "ойунден", "ойунин", "ойундаки"), "ой")

# Behind -lk, -nk, -rk, -ki is an adjective's, but of these nouns.
_HIS_IN_K = {key + vowel: key for key in folded("halk park bank tank şark türk") for vowel in "ыи"}
# Nouns in -e have ä before an ending, "a" in the key: hepdäniň, serişdä.
_IN_E = folded("hepde serişde dereje netije perde bende kelle sene köçe mesele çäre düşünje hemişe derweze")
_WHOLE_ENDS = (
    "хана",
    "ийа",
    "стан",
    # Adjectives: häzirki, ilatly.
    *(letter + ending for letter in "лнр" for ending in ("кы", "ки")),
    *(letter + ending for letter in "бвгджзйклмнпрстхчшw" for ending in ("лы", "ли")),
)

_GRAMMAR = Grammar(
    slots=(_MOODS, _CASES, _OWNERS, _PLURAL),
    vowels=_VOWELS,
    harmony={"е": "еиу", "ел": "аеиуы", "ек": "аеиуы", "и": "еи", "ы": "аыу"},
    opened={"я": "йа", "ю": "йу"},
    # Nouns of few letters, and those that are said with "my" and bear the dative.
    nouns=folded(
        """
        iş öý ýol ýaş aý gün ýyl dil göz baş ýüz saç daş suw söz gap ot ok at el ýer gol gyz dag bag
        ata ene eje kaka uýa bala çaga aýal dost il halk watan ömür kitap mekdep ýürek ýurt ogul gelin burun
        agyz oba şäher söz zat pul saz jan mal gül ses agza kanun
        adam ulgam topar bölüm film aýdym akym agaç agaj
        kino radio wideo ýewro un et
        """
    )
    | folded(
        """
        kitab mekdeb ýüreg manad maksad serhed Aşgabad Türkmenabad Balkanabad sepgid perzend ýigid murad
        umyd metjid azad
        """
    )
    | _SHORTENED.keys()
    | _VOICED.keys(),
    whole=_IN_E
    | folded(
        """
        baha harby peýda pida sada Kanada Uganda Florida Ruanda
        ylym bilim aýdym mugallym yklym ölüm girim dollar hatda Mary Magtymguly
        zaman watan duşman roman ekran organ plan okean kapitan altyn ýakyn mümkin sakin metjit aýdyň täsin
        otun zemin benzin magazin Putin Stalin Lenin Berlin Erdogan aýratyn maşyn düzgün sürgün bütin
        myhman lukman meýdan dükan oglan orman derman ferman hünärmen aslan ýylan arslan kerwen jahan insan
        kongres mejlis esas heves nepes adres awtobus status kampus korpus kosmos tennis interes
        gapy erkin medisina ofis şikes arkaýyn ýykgyn alada banda
        dünýä ada başga nusga maska edara tomaşa maşgala gazna ädim ýumurtga heniz
        şeýle ýaly arkaly garşy ýekşenbe duşenbe sişenbe çarşenbe penşenbe şenbe boýunça birnäçe gowy emeli
        mälim gürrüň günorta indiki Ýewropa soňra hili barha ýokary daşary esasy halkara alty beýleki doly
        söwda welin göni ylaýta syýasy adaty gizlin elbetde onlarça ýüzlerçe aglaba üpjün umumy nähili başgaça
        goşun resmi goňşy ýagny gaty gaýra many birhili garry komandir
        """
    ),
    whole_ends=_WHOLE_ENDS,
    seams=_SHORTENED | _VOICED | _HOUSE | _HIS_SHORTENED | _HIS_IN_K | {key[:-1] + "а": key for key in _IN_E},
    voiceless={"б": "п", "д": "т", "г": "к", "ж": "ч"},
    voiceless_from=2,
)


def stem(word: str) -> str:
    """The key that the forms of `word` share; `word` may be its own key already."""
    return _GRAMMAR.stem(word)
