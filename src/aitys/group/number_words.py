"""Numbers that are written as words, so that "three" is no other number than 3, and another than "eight"."""

from __future__ import annotations

from aitys.text.folding import fold

# From one on; a number's forms are parted by "/". Hundreds and above stand beside a number in figures mostly.
_UNITS = (
    "один/одна/одно/одного/одной/одну/одному/одним два/две/двух/двум/двумя/двое/двоих"
    " три/трех/трем/тремя/трое/троих четыре/четырех/четырем/четырьмя/четверо/четверых"
    " пять/пяти/пятью/пятеро/пятерых шесть/шести/шестью/шестеро/шестерых семь/семи/семью/семеро/семерых"
    " восемь/восьми/восемью девять/девяти/девятью десять/десяти/десятью",
    "one two three four five six seven eight nine ten",
    "бір екі үш төрт бес алты жеті сегіз тоғыз он",
    "бир эки үч төрт беш алты жети сегиз тогуз он",
    "bir ikki uch toʻrt besh olti yetti sakkiz toʻqqiz oʻn",
    "як ду се чор панҷ шаш ҳафт ҳашт нӯҳ даҳ",
    "bir iki üç dört bäş alty ýedi sekiz dokuz on",
)
_TENS = (
    "двадцать/двадцати тридцать/тридцати сорок/сорока пятьдесят/пятидесяти шестьдесят/шестидесяти"
    " семьдесят/семидесяти восемьдесят/восьмидесяти девяносто/девяноста сто/ста",
    "twenty thirty forty fifty sixty seventy eighty ninety hundred",
    "жиырма отыз қырық елу алпыс жетпіс сексен тоқсан жүз",
    "жыйырма отуз кырк элүү алтымыш жетимиш сексен токсон жүз",
    "yigirma oʻttiz qirq ellik oltmish yetmish sakson toʻqson yuz",
    "бист сӣ чил панҷоҳ шаст ҳафтод ҳаштод навад сад",
    "ýigrimi otuz kyrk elli altmyş ýetmiş segsen togsan ýüz",
)

# Words that mean something else so often that as numbers they would be noise: "one of", "he", "on".
_NOT_ALONE = frozenset({1, 10})


def _values() -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for first, step, tables in ((1, 1, _UNITS), (20, 10, _TENS)):
        for table in tables:
            for place, forms in enumerate(table.split()):
                value = first + place * step
                for form in forms.split("/"):
                    found.setdefault(fold(form), set()).add(str(value) if value not in _NOT_ALONE else "")
    return {key: values.pop() for key, values in found.items() if len(values) == 1 and "" not in values}


_VALUES = _values()

NUMBER_WORDS = frozenset(_VALUES)
"""The folded words that stand for a number."""


def number_of(key: str) -> str:
    """The number that a folded word stands for, in figures; empty of a word that is none."""
    return key if key[:1].isdigit() else _VALUES.get(key, "")
