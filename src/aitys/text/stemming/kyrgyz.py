"""Kyrgyz words without their endings.

Nouns lose case, possessive and plural as S. Kudaibergenov and others, «Кыргыз адабий тилинин грамматикасы»
(1980), and R. Hebert and N. Poppe, "Kirghiz Manual" (1963), give them: which form stands after which letter,
the four harmonies as far as ө and о, ү and у can be told apart, the voicing of п and к (китеп, китеби), the
vowel that some nouns drop (мурун, мурду). Of verbs in a consonant only the past (айтты, айткан)
goes. Derived words (-лык, -чы, -дуу, -сыз, -дай, -ча) stay words of their own.
"""

from __future__ import annotations

from aitys.text.folding import folded
from aitys.text.stemming.endings import ONLY_NOUNS, Grammar, Slot, endings, joined, slot

VOWELS = "аеиоуы"
SONORANT = "лмнзж"
# Foreign б, в, г, д stay voiced: Жапаровдун, клубга; в is also written as it sounds (Токаевке).
VOICED = SONORANT + "рйбвгд"
VOICELESS = "кпстфхчшщ"
CONSONANTS = VOICED + VOICELESS


def _third(own: str, after: str, cases: str) -> Slot:
    """The endings of "his" with the `cases` behind them; `own` is the vowel, `after` that of the case."""
    his = slot(endings(own, CONSONANTS), endings("с" + own, VOWELS))
    return joined(his, cases.replace("а", after).replace("ы", own))


# The vowels of "his" and of a case behind it: шаар-ы-нда, эл-и-нде, өмүр-ү-ндө, кулуп-у-нда.
_HARMONIES = (("ы", "а"), ("и", "е"), ("у", "о"), ("у", "а"))
_HIS = slot(endings("ы и у", CONSONANTS), endings("сы си су", VOWELS))
_POSSESSIVE = slot(
    _HIS,
    endings("быз биз буз ныз низ нуз", VOWELS),
    endings("ыбыз ибиз убуз ыныз иниз унуз", CONSONANTS),
    endings("м н", VOWELS, ONLY_NOUNS),
    endings("ым им ум ын ин ун", CONSONANTS, ONLY_NOUNS),
)
_CASE = slot(
    endings("нын нин нун ны ни ну", VOWELS),
    endings("дын дин дун ды ди ду", VOICED),
    endings("тын тин тун ты ти ту", VOICELESS + "в"),
    endings("га ге го", VOWELS + VOICED),
    endings("ка ке ко", VOICELESS + "в"),
    endings("да де до дан ден дон", VOWELS + VOICED),
    endings("та те то тан тен тон", VOICELESS + "в"),
    # АКШнын, АКШга: people say its last letter as "ша".
    endings("нын ны га да дан", "ш"),
    *(_third(own, after, "н на нда нан") for own, after in _HARMONIES),
    endings("быза бизе бузо буза", VOWELS),
    endings("ыбыза ибизе убузо убуза", CONSONANTS),
    # "нын" of болгонун and "ну" of болгону are no case of a word in -о.
    endings("ганы гени гону ганын генин гонун", VOICED),
    endings("каны кени кону канын кенин конун", VOICELESS),
)
# "The one in the town": another case can stand behind it.
_PLACE = slot(
    endings("дагы деги догу", VOWELS + VOICED),
    endings("тагы теги тогу", VOICELESS + "в"),
    *(_third(own, after, "ндагы") for own, after in _HARMONIES),
)
_PLURAL = slot(
    endings("лар лер лор", VOWELS + "рй"),
    endings("дар дер дор", SONORANT + "бвгд"),
    endings("тар тер тор", VOICELESS + "в"),
)
_VERB = slot(endings("ган ген гон", VOICED), endings("кан кен кон", VOICELESS))

# Two letters, or with "my" and "your" as news and chats have them.
_NOUNS = """
    ат ет ит от ел ер ай ой уй иш ош аш ыр из оз ун ээ
    бала ене ата апа ага байке дос кыз ини журок коз калк
"""
_WHOLE = """
    майдан судан иордан магадан чемодан зындан дастан арстан байден дрезден богдан орган ураган слоган
    заман арман асман душман дыйкан аялзат план екран ветеран океан ресторан роман член екзамен маман
    нарын баткен озгон узген бостон лондон район телефон вагон закон сезон лимон бетон балкон чемпион
    путин мишустин лукин пушкин берлин пекин еркин магазин бензин витамин камин админ термин тенге карга
    волга тайга бирге озго кыска башка аляска маска каска папка мекке камчатка ставка справка конго
    марокко пайда кайда мында ошондо канада руанда уганда бригада олимпиада блокада декада естрада команда
    пропаганда аренда легенда банда звезда невада почта вахта шахта яхта бухта наристе молдо кино радио
    бюро метро евро видео фото токио гектар мастер тендер гендер календар искендер доктор сектор директор
    фактор инспектор редактор трактор реактор вектор лектор талас манас адрес бизнес космос интерес намыс
    офис кризис сервис мирас атлас откон еткен оюн орун мурун бугун кийин жыйын келин жалын толкун тутун
    бутун тыйын кыйын алтын жакын салкын акын деди жашырын каарман отставка манчестер твиттер жумуртка
    оору ыраазы жылкы жамы дүкөн өзөн чейин бери мүмкүн дагы ишемби жекшемби дүйшөмбү шейшемби шаршемби
    бейшемби жаңы анткени чочко кичине мыкты убада атайын сайын албетте нааразы төрага кошуна жогору
    шылдың тамга баягы баян түйүн өйдө фургон мистер жыныс тышкары кайсы экен көөдөн таңкы каранды саясий
    отун сусун уюм ойун уйум кувейт каржы жакшы каршы сары тери кары тирик боору еки алты жети енди киши
    дары сыяктуу жалпы баары азыркы акыркы баштагы
"""
_ADJECTIVES = tuple(letter + end for letter in "лзнрмйсшт" for end in ("гы", "ги", "гу"))
_IN_TIME_AND_PLACE = "ыркы орку ккы кки кку чкы чки чку ткы тки пкы пки пку мки шкы шки шку нку нки"
_AGENTS = (
    "уучу",
    "оочу",
    "еечи",
    *(letter + end for letter in "бгдзклмнпрстшй" for end in ("чы", "чи", "чу")),
)
_DEVERBAL = tuple(letter + end for letter in "лзрй" for end in ("гын", "гин", "гун"))
# Verbs in a vowel keep their endings: башта of баштаган (began) would be баш-та (at the head).
_OF_VERBS = ("аган", "еген", "огон", "ыган", "иген", "уган", "йт", "ады", "еди")
# облус-у, not облу-су; башкаруу-су has two.
_IN_US = tuple(letter + "ус" for letter in "бвгдзклмнпрстц")

_GRAMMAR = Grammar(
    slots=(_CASE, _PLACE, _VERB, _POSSESSIVE, _PLURAL),
    vowels=VOWELS,
    # Dots are left out: актёрлор has its key with е, and район its own with "ен".
    harmony={"а": "аы", "ы": "аы", "е": "еи", "и": "еи", "о": "оу", "у": "аоу", "ер": "еиоу", "ен": "еиоу"},
    opened={"ю": "йу", "я": "йа", "ц": "тс"},
    nouns=folded(_NOUNS),
    whole=folded(_WHOLE),
    whole_ends=(
        *("истан", "кстан", "зстан", "нстан", "лстан", "рстан", "ион", "вски"),
        *_ADJECTIVES,
        *_IN_TIME_AND_PLACE.split(),
        *_AGENTS,
        *_DEVERBAL,
        *_IN_US,
        *_OF_VERBS,
    ),
    seams={
        "айл": "айыл",
        "балдар": "бала",
        "койн": "койун",
        "конл": "конул",
        "мойн": "мойун",
        "мурд": "мурун",
        "орд": "орун",
        "убакт": "убакыт",
    },
    voiceless={"б": "п", "г": "к"},
)


def stem(word: str) -> str:
    """The key that the forms of `word` share."""
    return _GRAMMAR.stem(word)
