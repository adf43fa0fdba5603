"""Pictures that come with the form of an article: kept at once, and put into its text."""

from __future__ import annotations

import re

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from aitys.desk.pictures import add_picture
from aitys.errors import WrongUse
from aitys.publish.pictures import LARGEST_PICTURE, too_large
from aitys.web.desk.article_form import PICTURES_AT_ONCE
from aitys.web.sentences import in_words

_BLIND = re.compile(r"!\[\s*\]\(")
_SIGNS = re.compile(r"[\\\[\]]")


def take_pictures(request: HttpRequest) -> tuple[QueryDict, dict[str, str], list[str]]:
    """What was posted, with a line at the end of its text for each new picture; of each its name here and the
    one that the person gave it; what is wrong.

    A picture is kept whatever else the form has wrong: to choose it again is what takes time on a telephone.
    """
    files = request.FILES.getlist("pictures")
    if len(files) > PICTURES_AT_ONCE:
        return _with_words(request.POST), {}, [_("At most five pictures at once.")]
    names: dict[str, str] = {}
    wrong: list[str] = []
    for file in files:
        try:
            names[_keep(file)] = str(file.name or "")[-80:]
        except WrongUse as error:
            wrong.append(f"{error.subject}: {_lower(in_words(error.says))}")
    if not names:
        return _with_words(request.POST), names, wrong
    posted = request.POST.copy()
    lines = [f"![]({name})" for name in names]
    posted["body"] = "\n\n".join([str(posted.get("body", "")).rstrip(), *lines]).lstrip()
    return _with_words(posted), names, wrong


def _with_words(posted: QueryDict) -> QueryDict:
    """The lines of `picture_words` become the words of the last pictures of the text that have none."""
    words = [line.strip() for line in posted.get("picture_words", "").splitlines() if line.strip()]
    body = str(posted.get("body", ""))
    blind = [*_BLIND.finditer(body)]
    if not words or not blind:
        return posted
    posted = posted.copy()
    told = dict(zip((found.start() for found in blind[-len(words) :]), words, strict=False))
    posted["body"] = _BLIND.sub(lambda found: f"![{_escaped(told.get(found.start(), ''))}](", body)
    posted["picture_words"] = "\n".join(words[len(told) :])
    return posted


def _escaped(words: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", words)


def _lower(words: str) -> str:
    """Behind a file's name a sentence goes on."""
    return words[:1].lower() + words[1:]


def _keep(file: UploadedFile[bytes]) -> str:
    name = str(file.name or "")[-80:]
    if (file.size or 0) > LARGEST_PICTURE:
        raise too_large(name)
    return add_picture(file.read(), name).name
