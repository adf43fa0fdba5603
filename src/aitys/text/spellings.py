"""The spelling tables: which letters the region's readers and writers use for one another.

The key alphabet is the Russian one without ё and э, which has a letter for every sound that Uzbek Latin
writes with two. Tables only; `folding` applies them in the order in which they stand here: down to
`WHOLE_WORDS` for the key of every word, from `LONG` on for the other key that some words have.
To add a spelling, add a row here, a pair to `evals/spellings/` and a look-alike to its `apart.jsonl`; then
raise `tokens.ANALYSER`.
"""

from __future__ import annotations

# ' ‘ ’ ʻ ʼ ` ´ and what keyboards and typesetters put in their place.
APOSTROPHES = "'‘’ʻʼ`´ʹʽ′‛＇"

# Letters that Unicode does not take apart into letter and accent.
WHOLE_LETTERS = {
    # Turkmen, Turkish and the Uzbek draft of 2021, by their sound, before the accents go: ş is not s.
    "ş": "ш",
    "ç": "ч",
    "š": "ш",  # these two in scholars' Latin
    "č": "ч",
    "ž": "ж",
    "ý": "й",
    "õ": "у",  # õ = o‘ = ў (Uzbek, 2021), and its ŏ of 2018
    "ŏ": "у",
    "ŋ": "н",  # ң in the Kazakh draft of 2019
    # Kazakh, Kyrgyz, Tajik and Uzbek letters as they are typed on a Russian keyboard.
    "қ": "к",
    "ғ": "г",
    "ң": "н",
    "ү": "у",
    "ұ": "у",
    "ө": "о",
    "һ": "х",
    "ҳ": "х",
    "і": "и",
    "ә": "а",  # Əлиев is typed Алиев; "э" is rarer by far
    "ə": "а",  # the same letter under its Latin code point: mixed up in Kazakh texts
    "ҷ": "ч",  # Тоҷикистон is typed Точикистон
    "җ": "ж",
    # One sound, and people leave the dots and the choice out. Accents have not been stripped yet.
    "ё": "е",
    "э": "е",
}

# Latin letters written with two signs ("'" stands for any apostrophe): Uzbek, then passports and agencies,
# then й after a vowel in the Kazakh draft of 2018.
LATIN_PAIRS = {
    "o'": "у",  # o‘ = ў, and ў is typed у
    "g'": "г",  # g‘ = ғ, and ғ is typed г
    "s'h": "сх",  # Is’hoq: the apostrophe says that it is not sh
    "shch": "щ",
    "sh": "ш",
    "ch": "ч",
    "zh": "ж",
    "kh": "х",
    "gh": "г",
    "aı": "aй",
    "eı": "eй",
    "oı": "oй",
    "uı": "uй",
}

# Uzbek and English y stands beside a vowel and is й; between consonants it is the vowel of Almaty and gyzyl.
# "by" and "my" stay: no word of the region is a consonant and y.
VOWEL_Y = r"(?<![aeiouıаеиоуыюя])y(?![aeiouıаеиоуыюя])(?!(?<=^.y)$)"

# "c" and "w" are in few words that are also written in Cyrillic: they stay (Turkmen w: see KEY_HABITS).
LATIN_LETTERS = {
    "a": "а",
    "b": "б",
    "d": "д",
    "e": "е",
    "f": "ф",
    "g": "г",
    "h": "х",  # h = ҳ, and ҳ is typed х
    "i": "и",
    "ı": "и",
    "j": "ж",
    "k": "к",
    "l": "л",
    "m": "м",
    "n": "н",
    "o": "о",
    "p": "п",
    "q": "к",  # q = қ, and қ is typed к
    "r": "р",
    "s": "с",
    "t": "т",
    "u": "у",
    "v": "в",
    "x": "х",
    "y": "й",
    "z": "з",
}

# Sounds of two letters, as regular expressions over the key alphabet (ъ stands for any apostrophe).
# A soft sign inside a word goes, as Uzbek Latin has none: фильм = film. At the end it stays: мат, мать.
SOUND_PAIRS = (
    (r"ь+(?=.)", ""),
    (r"й[йъ]*е(?!а)", "е"),  # ye = е; not "year", which would be "ear"
    (r"й[йъ]*о(?!у)", "е"),  # yo = ё = е; not "you", which would be "EU"
    (r"йа", "я"),
    (r"йу", "ю"),
    (r"тс", "ц"),  # ts = ц, and Cyrillic тс cannot be told from it: кетса = ketsa
    (r"ъ+(?=[еюя])", ""),  # объект = obyekt
)

# Whole words that Uzbek Latin spells without the soft sign, or with s for ц, and Cyrillic does not; also
# short ones that lose it before an ending: роль, Kyrgyz ролду.
# Keys and values are in the key alphabet.
WHOLE_WORDS = {
    "январ": "январь",
    "феврал": "февраль",
    "апрел": "апрель",
    "июн": "июнь",
    "июл": "июль",
    "сентабр": "сентябрь",
    "октабр": "октябрь",
    "ноябр": "ноябрь",
    "декабр": "декабрь",
    "автомобил": "автомобиль",
    "мебел": "мебель",
    "модел": "модель",
    "медал": "медаль",
    "контрол": "контроль",
    "парол": "пароль",
    "фестивал": "фестиваль",
    "кремл": "кремль",
    "нефт": "нефть",
    "рубл": "рубль",
    "рол": "роль",
    "кул": "куль",  # Issyk-Kul
    "стил": "стиль",
    "юан": "юань",
    "консерт": "концерт",
    "сирк": "цирк",
    "семент": "цемент",
}

# From here on: the other key. A rule here makes no two words one, it only lets one find the other.
# Patterns see the word in small letters, its accents kept, its apostrophes all "'".

# Below six letters of the key the other reading is too often another word: ko‘l kol, sur’at surat, wine vine.
LONG = 6
LONG_HABITS = (
    (r"o'|ў|õ|ŏ", "о"),  # To‘qayev = Токаев, and many leave the sign out: Ozbekiston
    (r"['ъ]", ""),  # ma’lumot = malumot
    (r"w", "v"),  # Berdimuhamedow = Бердымухамедов; not wine = vine
)

# A long word typed on a keyboard without these letters, sign for sign: Asgabat.
BARE_LETTERS = {"ş": "s", "ç": "c", "ž": "z"}
NEVER_BARE = "işl"  # işlemek is to work, islemek to want

# How agencies and passports write names in Latin letters, against how the region itself does.
LETTER_HABITS = (
    (r"ҷ", "ж"),  # Раҷабов = Раджабов, see KEY_HABITS
    (r"(?<=[бвгджзклмнпрстфхцчшщ])э(?!р)(?=\w{3})", "а"),  # сэлем = сәлем; not мэрия = Мария
    (r"(?<=[aeiou])ss(?=[aeiouy])", "s"),  # Kassym, Yessenov
    (r"(?<=[ae])x(?=[aeiy])", "ks"),  # Alexei, Maxim; Uzbek x is х
    (r"ï", "y"),  # Tokaïev
    (r"(?<=[aeiou])zh(?=[aeiou])", "zх"),  # mazhab = мазҳаб: here zh is two letters
    (r"shch", "shч"),  # ishchi = ишчи: and here shch is no щ
    (r"(?<=b)ai|(?<=^[kq])ai|(?<=.)ai$|ai(?=[bgjkqyz])", "ay"),  # Abai, Aigul, Kairat, Azerbaijan; not "said"
    (r"(?<=[eou])i$", "y"),  # Sergei, Tolstoi, Chui
    (r"(?<=sk)(?:y|i|ii|yy|yi|yj)$", "iy"),  # Zelensky, Zelenskyy
    (r"(?<=.[^eo]n)y$", "ый"),  # Navalny, Grozny
    (r"(?<=..[dglnrs])y$|ii$", "iy"),  # Dmitry, Yevgeny, Yurii
    (r"(?<=[^aeiou])ii?a$", "iya"),  # Maria, Mariia
    (r"^([^aeiouy]{0,2})i([au])(?=[^aeiouy].)", r"\1y\2"),  # Iurii, Liudmila, Viacheslav
)

# The Kazakh drafts of 2017 (apostrophes) and 2018 (acutes), where they contradict Uzbek and Turkmen:
# there ý is й, stands beside a vowel, and the word has none of the draft's other letters.
OF_A_KAZAKH_DRAFT = r"^(?=.*(?:[scy]'|ý.*[qáǵńóúı]|[qáǵńóúı].*ý|[^\Waeiouy]ý[^\Waeiouy])).{3,}$"
KAZAKH_DRAFTS = (
    (r"s'(?!h)", "sh"),
    (r"c'", "ch"),
    (r"y'|ý", "у"),
    (r"(?<=[aeou])i'", "y"),
    (r"(?<=[a-zу])'", ""),
)

# The same on the key itself, whatever script it came from.
KEY_HABITS = (
    (r"дж(?=....)|(?<=..)дж(?=.)", "ж"),  # Джапаров = Жапаров, Раджаб = Раҷаб; not джаз = жаз
    (r"ы(?=.*(?:[ое]в|бек))", "и"),  # Бердымухамедов = Berdimuhamedow, Камчыбек = Камчибек
    (r"(?<=[клнпр])сия", "ция"),  # konferensiya = конференция
)

# Beginnings of names, and of Uzbek loans with s for ц, that no rule brings together. In the key alphabet.
NAMES = {
    # The countries and their people.
    "казакстан": "казахстан",
    "газагыстан": "казахстан",
    "козогистон": "казахстан",
    "киргиз": "кыргыз",
    "киргизистон": "кыргызстан",
    "гыргызыстан": "кыргызстан",
    "узбекистон": "узбекистан",
    "озбекистон": "узбекистан",
    "озбекистан": "узбекистан",
    "озбекстан": "узбекистан",
    "озбегистан": "узбекистан",
    "тожик": "тажик",
    "точик": "тажик",
    "тожикистон": "тажикистан",
    "точикистон": "тажикистан",
    "тажигистан": "тажикистан",
    "тажикстан": "тажикистан",
    "туркман": "туркмен",
    "туркманистон": "туркменистан",
    # Their neighbours.
    "ауганстан": "афганистан",
    "афгонистон": "афганистан",
    "оwганыстан": "афганистан",
    "ооганстан": "афганистан",
    "кытай": "китай",
    "хитой": "китай",
    "хытай": "китай",
    "русия": "россия",
    "руссия": "россия",
    # Their places.
    "андижон": "андижан",
    "ашгабад": "ашхабад",
    "ашгабат": "ашхабад",
    "балканабад": "балканабат",
    "бухоро": "бухара",
    "жетысу": "жетису",
    "жиззах": "жизак",
    "исык": "ысык",
    "иссык": "ысык",
    "караганды": "караганда",
    "кукон": "коканд",
    "мангистау": "мангыстау",
    "навоий": "навои",
    "термиз": "термез",
    "тошкент": "ташкент",
    "туркистан": "туркестан",
    "туркменабад": "туркменабат",
    "туркменбашы": "туркменбаши",
    "фаргона": "фергана",
    "хучанд": "хужанд",
    # Others.
    "мирзияев": "мирзиеев",
    "ваксина": "вакцина",
    "консерт": "концерт",
    "семент": "цемент",
    "сирк": "цирк",
    "сентабр": "сентябр",
    "октабр": "октябр",
}
