"""Kazakh words without their endings.

Nouns lose case, possessive and plural, as A. Ысқақов, «Қазіргі қазақ тілі. Морфология» (1991), and
R. Muhamedowa, "Kazakh: A Comprehensive Grammar" (2016), give them: which form stands after which letter, the
voicing of п, к, қ (кітап, кітабы) and the vowel that some nouns drop (халық, халқы). Of verbs in a consonant
only the past (айтты, айтқан) goes. Derived words (-лық, -шы, -сыз, -дай, -ша) stay words of their own.
"""

from __future__ import annotations

from aitys.text.folding import folded
from aitys.text.stemming.endings import ONLY_NOUNS, ONLY_WHOLE, Grammar, endings, joined, slot

# и is also і, у also ү and ұ; as glides both take the endings of consonants too (тауы, миы).
VOWELS = "аеиоуы"
NASAL = "мн"
VOICED = "жзлрй"
# Foreign б, в, г, д are voiceless at the end of a word: Тоқаевтың, Багдадта.
VOICELESS = "кпстфхчшщбвгд"
CONSONANTS = NASAL + VOICED + VOICELESS

# облысы is облыс-ы, районы is район-ы: "сы" after ы and о, "ны" after о are only taken off listed words.
_BACK = slot(endings("сы", "а"), endings("сы", "оы", ONLY_WHOLE), endings("ы", CONSONANTS + "уи"))
_FRONT = slot(endings("си", "ае"), endings("си", "ои", ONLY_WHOLE), endings("и", CONSONANTS + "уи"))

_POSSESSIVE = slot(
    _BACK,
    _FRONT,
    endings("мыз миз ныз низ", VOWELS),
    endings("ымыз имиз ыныз иниз", CONSONANTS + "у"),
    endings("м н", VOWELS, ONLY_NOUNS),
    endings("ым им ын ин", CONSONANTS, ONLY_NOUNS),
)
_CASE = slot(
    endings("нын нин", "аеиы" + NASAL),
    endings("нын нин ны ни", "о", ONLY_WHOLE),
    endings("дын дин", VOICED + "уи"),
    endings("тын тин", VOICELESS),
    endings("га ге", VOWELS + NASAL + VOICED),
    endings("ка ке", VOICELESS),
    endings("ны ни", "аеиы"),
    endings("ды ди", NASAL + VOICED + "уи"),
    endings("ты ти", VOICELESS),
    endings("да де дан ден", VOWELS + VOICED),
    endings("да де нан нен", NASAL),
    endings("та те тан тен", VOICELESS),
    endings("мен", VOWELS + NASAL + "лрй", vowel=""),
    endings("бен", "зж", vowel=""),
    endings("пен", VOICELESS, vowel=""),
    joined(_BACK, "н на нда нан"),
    joined(_FRONT, "н не нде нен"),
    endings("мыза ныза мизе низе", VOWELS),
    endings("ымыза ыныза имизе инизе", CONSONANTS + "у"),
    # "нын" of болғанын and "ны" of болғаны are no case of a word in -а.
    endings("ганы гени ганын генин", NASAL + VOICED + "у"),
    endings("каны кени канын кенин", VOICELESS),
    # "ын" of болсын is no accusative.
    endings("сын син", CONSONANTS),
)
# "The one in the town": another case can stand behind it.
_PLACE = slot(
    endings("дагы деги", VOWELS + NASAL + VOICED),
    endings("тагы теги", VOICELESS),
    joined(_BACK, "ндагы"),
    joined(_FRONT, "ндеги"),
)
_PLURAL = slot(
    endings("лар лер", VOWELS + "рй"),
    endings("дар дер", NASAL + "лзж"),
    endings("тар тер", VOICELESS),
)
_VERB = slot(
    endings("ган ген", NASAL + VOICED + "у"),
    endings("кан кен", VOICELESS),
)

# Two letters, or with "my" and "your" as news and chats have them.
_NOUNS = """
    ат ет ит от ел ер ай ой уй ис су из оз ул ун би ие ми
    бала ана аке ага апа дос кыз ини журек коз халк
"""
_WHOLE = """
    аудан майдан судан иордан магадан чемодан зиндан рамадан дастан арыстан байден дрезден богдан отан
    орман заман арман дукен мекен аспан казан орган ураган слоган коян дастархан нысан маман кезен олен
    план капитан екран ветеран океан ресторан роман член екзамен оскемен бремен тюмен емен калинин
    воронин путин мишустин лукин пушкин берлин пекин еркин термин магазин бензин витамин камин админ
    инсулин тенге карга волга тайга бирге озге кыска баска аляска маска каска папка мекке камчатка
    ставка справка сырга балга бурге тулга кабырга уакига окига орда акорда сауда пайда майда кайда
    мунда онда сонда канада руанда уганда бригада олимпиада блокада молда декада естрада команда
    пропаганда аренда легенда банда звезда невада кеуде жулде почта вахта шахта нокта яхта бухта кесте
    нукте нересте наресте кино радио бюро метро евро видео фото токио гектар мастер тендер гендер
    календар искандер ескендер факт акт контракт теракт проект обект субект ефект конфликт продукт пункт
    аспект текст контекст тест пост кенес катынас козкарас талас пикирталас адрес бизнес космос интерес
    откен еткен отти етти ерин отын сусын уйым ойын ойым аким улы сум калын алматы айкын толкын таскын
    ушкын каркын салкын екпин серпин шыгын бурын кейин бутин бугин момын жалын сабын туйин катын латын
    тосын жабын тегин акын арнайы накты екен ягни типти шагын алайда торага карантин келеси унеми табиги
    касиби сосын улес алан жалгас награда шилде учаске зейин жалакы коптеген курс отбас елбас касипорын
    саби орден корермен салдар бага багам жага былгары баягы мулде сенби жексенби дуйсенби сейсенби
    сарсенби бейсенби дагды кесинди айкас жауын куйын шошка сайсенби бейресми тореши алтын буын кешен
    кауын жакын тутин мумкин сайын дейин тиин кулын туман боран жылан уран баян саяси озен мадени рухани
    гылыми тарихи дини ресми заманауи аркылы туралы жогары ойткени сондыктан каржы жаксы карсы сары казы
    тери кари тири бори ески тагы жылкы тулки кулки турки талкы жалкы жардемакы отемакы енбекакы
    зейнетакы енди алты жети жалпы киси дари жели сиякты корытынды туынды бари кери бери ири ари
"""
_ADJECTIVES = tuple(letter + end for letter in "лзнрмйсшт" for end in ("гы", "ги"))
_ADJECTIVES += tuple(letter + end for letter in "кпстш" for end in ("кы", "ки"))
_ADJECTIVES += ("рлы", "рли", "йлы", "йли")
_DEVERBAL = tuple(letter + end for letter in "лзрй" for end in ("гын", "гин"))
_AGENTS = tuple(letter + end for letter in "бгдзклмнпрстуй" for end in ("шы", "ши"))
# Verbs in a vowel keep their endings: баста of бастаған (began) would be бас-та (at the head).
_OF_VERBS = (
    *("аган", "еген", "ыган", "иген", "йтын", "йтин", "ады", "еди", "ймын", "ймин"),
    *("ылатын", "илетин", "ланатын", "ленетин", "изетин"),
)
_SONS = tuple(letter + "улы" for letter in "бгдзжклмнпрстшй")

# Letters: лист is a sheet.
_LEAST_PERSON = 6

_GRAMMAR = Grammar(
    slots=(_CASE, _PLACE, _VERB, _POSSESSIVE, _PLURAL),
    vowels=VOWELS,
    harmony={"ы": "аы", "е": "еи", "ев": "аеиы"},
    opened={"ю": "йу", "я": "йа", "ц": "тс"},
    nouns=folded(_NOUNS),
    whole=folded(_WHOLE),
    whole_ends=(
        *("истан", "кстан", "зстан", "нстан", "лстан", "рстан", "дас", "орда", "вски", "енко"),
        *_DEVERBAL,
        *_ADJECTIVES,
        *_AGENTS,
        *_OF_VERBS,
        *_SONS,
    ),
    seams={
        "ауз": "ауыз",
        "аул": "ауыл",
        "арп": "арип",
        "баур": "бауыр",
        "борк": "борик",
        "гурп": "гурып",
        "даус": "дауыс",
        "ерк": "ерик",
        "ерн": "ерин",
        "калп": "калып",
        "карн": "карын",
        "касипорн": "касипорын",
        "касп": "касип",
        "кауп": "кауип",
        "койн": "койын",
        "конл": "конил",
        "корк": "корик",
        "мойн": "мойын",
        "мулк": "мулик",
        "мурн": "мурын",
        "нарк": "нарык",
        "орн": "орын",
        "уакт": "уакыт",
        "халк": "халык",
    },
    voiceless={"б": "п", "г": "к"},
)


def stem(word: str) -> str:
    """The key that the forms of `word` share; журналис of журналист, whose т melts into тер."""
    key = _GRAMMAR.stem(word)
    return key[:-1] if key.endswith("ист") and len(key) >= _LEAST_PERSON else key
