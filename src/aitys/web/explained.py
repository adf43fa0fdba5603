"""How a query was understood, in a reader's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from aitys.publish.items import UNDETERMINED
from aitys.publish.queries import problem_sentence
from aitys.text.operators import Field
from aitys.text.queries import Part, PartName, Phrase, Prefix, Problem, Query, Term, Test, Word, describe
from aitys.text.terms import index_keys
from aitys.text.tokens import fold_token
from aitys.values.search import Filter
from aitys.web.names import country_name, has_name, language_name, source_kind_name
from aitys.web.sentences import in_words

_MOST_FORMS = 5
"""A reader is shown that other forms are found too, not each of them."""

Forms = Mapping[str, tuple[str, ...]]
"""Of a word's exact form, the other forms of it that stand in what was found."""


def understood(query: Query, forms: Forms | None = None) -> tuple[str, ...]:
    """Each part of the query as a few words: "“мост” (here also: мосту)", "without “о”", "in Kazakh"."""
    return tuple(_said(part, forms or {}) for part in describe(query))


def narrowed_to(asked: Filter) -> tuple[str, ...]:
    """The parts of a filter beside its words, said as operators are."""
    values = {
        Field.LANG: (asked.language,),
        Field.SOURCE: (asked.source,),
        Field.KIND: (asked.kind,),
        Field.COUNTRY: (asked.country,),
        Field.HAS: asked.has,
    }
    tests = tuple(Test(field, (value,)) for field, named in values.items() for value in named if value)
    return understood(Query(tests=tests, since=asked.since, until=asked.until))


def problem_words(problem: Problem) -> str:
    return in_words(problem_sentence(problem)) + "."


def forms_of(query: Query, marked: Iterable[tuple[str, str]]) -> Forms:
    """In which other forms than its own each word of the query was found.

    `marked` are the words marked in a list, each with the language (BCP 47) of the text it stands in.
    """
    found: dict[str, dict[str, None]] = {}
    words = [term for term in query.terms if isinstance(term, Word)]
    for written, language in marked:
        exact, keys = fold_token(written), index_keys(written, language.partition("-")[0])
        for word in words:
            if exact != word.exact and not word.keys.isdisjoint(keys):
                found.setdefault(word.exact, {})[written.lower()] = None
    return {exact: tuple(forms)[:_MOST_FORMS] for exact, forms in found.items()}


def _said(part: Part, forms: Forms) -> str:
    if part.test:
        return _test(part.test)
    if part.day:
        return _day(part.name, part.day)
    terms = [_term(term, forms) for term in part.terms]
    if part.name is PartName.LEFT_OUT:
        return _("left out, for it stands nearly everywhere: %(words)s") % {"words": ", ".join(terms)}
    either = _either(terms)
    return _("without %(words)s") % {"words": either} if part.name is PartName.NONE_OF else either


def _either(said: Iterable[str]) -> str:
    word = pgettext("one of two", "or")
    return f" {word} ".join(said)


def _term(term: Term, forms: Forms) -> str:
    if isinstance(term, Prefix):
        return _("words that begin with “%(start)s”") % {"start": term.written.rstrip("*")}
    if isinstance(term, Phrase):
        pattern = _("“%(words)s”, just so") if len(term.words) == 1 else _("“%(words)s”, in a row")
        return pattern % {"words": term.written}
    said = _("“%(words)s”") % {"words": term.written}
    if term.exact not in forms:
        return said
    also = _("here also: %(forms)s") % {"forms": ", ".join(forms[term.exact])}
    return f"{said} ({also})"


def _day(name: PartName, day: date) -> str:
    pattern = _("from %(day)s on") if name is PartName.SINCE else _("up to %(day)s")
    return pattern % {"day": format_date(day, "j E Y")}


def _test(test: Test) -> str:
    values = _either(_NAMES[test.field](value) for value in test.values)
    pattern = _excluded(test.field) if test.excluded else _wanted(test.field)
    return pattern % {"values": values}


def _wanted(field: Field) -> str:
    return {
        Field.LANG: _("language: %(values)s"),
        Field.SOURCE: _("source: %(values)s"),
        Field.KIND: _("kind of source: %(values)s"),
        Field.COUNTRY: _("country of the source: %(values)s"),
        Field.HAS: _("with: %(values)s"),
    }[field]


def _excluded(field: Field) -> str:
    return {
        Field.LANG: _("not in the language: %(values)s"),
        Field.SOURCE: _("not from the source: %(values)s"),
        Field.KIND: _("not from a source of the kind: %(values)s"),
        Field.COUNTRY: _("not from the country: %(values)s"),
        Field.HAS: _("without: %(values)s"),
    }[field]


def language_words(tag: str) -> str:
    return _("not known") if tag == UNDETERMINED else language_name(tag)


def _inside(name: str, *, is_language: bool = False) -> str:
    """A name as it stands inside a sentence. English alone writes those of languages with a capital there."""
    keeps = is_language and (get_language() or "en").startswith("en")
    return name if keeps else name[:1].lower() + name[1:]


_NAMES: Mapping[Field, Callable[[str], str]] = {
    Field.LANG: lambda tag: _inside(language_words(tag), is_language=True),
    Field.SOURCE: str,
    Field.KIND: lambda kind: _inside(source_kind_name(kind)),
    Field.COUNTRY: country_name,
    Field.HAS: lambda code: _inside(has_name(code)),
}
