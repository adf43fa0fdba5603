"""Tajik words without their endings.

After John R. Perry, "A Tajik Persian Reference Grammar" (2005), chapter 2: plural -ҳо, -он (-гон, -ён, -вон),
izofat -и, indefinite -е, the possessive clitics -ам to -ашон, object -ро, "and" -у, comparative -тар, -тарин.
In a key ӣ is и, so an adjective in -ӣ has the key of its noun: шаҳрӣ, шаҳри and шаҳр are one.
"""

from __future__ import annotations

from aitys.text.folding import folded
from aitys.text.stemming.endings import Grammar, endings, slot

_VOWELS = "аеиоуыюя"
_CONSONANTS = "бвгджзйклмнпрстфхцчшщъ"


_AND = slot(endings("у", _CONSONANTS, 5, ""), endings("ю", "аои", 4, ""))
_OBJECT = endings("ро", _VOWELS + _CONSONANTS, 3, "")
_OWNER = slot(
    endings("и", _CONSONANTS, 3, ""),
    endings("и йи", _VOWELS, 3, ""),
    endings("е", _CONSONANTS, 4, ""),
    endings("е", "аоуия", 3, ""),
    endings("ам", _CONSONANTS, 4, ""),
    endings("аш амон атон ашон", _CONSONANTS, 3, ""),
    endings("ам ат аш амон атон ашон", "аи", 3, ""),
    endings("ям яш ямон ятон яшон", "оуи", 3, ""),
    endings("ят", "оу", 3, ""),  # not after и: имконият is a word of its own
)
_PLURAL = slot(
    endings("хо", _VOWELS + _CONSONANTS, 2, ""),
    endings("он", _CONSONANTS, 4, ""),
    endings("гон чот", "а", 3, ""),
    endings("ен", "иуо", 3, ""),
    endings("вон", "у", 3, ""),
)
_DEGREE = endings("тар тарин", _VOWELS + _CONSONANTS, 3, "")

# Words whose end is their own: -он of забон "language" is no plural, -ро of саҳро "desert" no object.
_WHOLE = folded("""
    дехкон майдон хиебон рахмон сулаймон зиндон пинхон покистон дармон фармон нигарон мехмон
    пахлавон карвон хайвон вичдон хукмрон кахрамон устухон достон бустон дандон занчон курбон султон
    миллион телефон балкон исфахон зарафшон бадахшон истаравшан дарвоз бахо танхо сахро мачро метро
    духтар дафтар кабутар муштар бехтар бехатар бартар бартари бартарият бохтар пештар мистар калам
    карам кадам харам мухтарам мустахкам техрон лондон вашингтон пентагон тайвон хамчунон саратон
    парлумон дарвозабон хокистар борон хайрон ройгон ногахон биебон шахвон
    """)
_NOUNS = folded("об он ин руз сол кор зан кас пул дил ном бор гап чиз сар даст рох мох шаб ман ту мо шумо")
_GEMINATES = {"хакк": "хак", "хатт": "хат", "сирр": "сир", "хадд": "хад", "хисс": "хис"}

_GRAMMAR = Grammar(
    slots=(_AND, _OBJECT, _OWNER, _PLURAL, _DEGREE),
    vowels=_VOWELS,
    whole=_WHOLE,
    whole_ends=("истон", "шанбе"),
    nouns=_NOUNS,
    seams=_GEMINATES,
)


def stem(word: str) -> str:
    """The key that the forms of `word` share."""
    return _GRAMMAR.stem(word)
