"""Pictures that come with the form of an article: kept at once, and put into its text."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from aitys.desk.pictures import add_picture
from aitys.errors import WrongUse
from aitys.publish.pictures import LARGEST_PICTURE, too_large
from aitys.web.desk.article_form import PICTURES_AT_ONCE
from aitys.web.sentences import in_words


def take_pictures(request: HttpRequest) -> tuple[QueryDict, list[str], list[str]]:
    """What was posted, with a line at the end of its text for each new picture; their names; what is wrong.

    A picture is kept whatever else the form has wrong: to choose it again is what takes time on a telephone.
    """
    files = request.FILES.getlist("pictures")
    if len(files) > PICTURES_AT_ONCE:
        return request.POST, [], [_("At most five pictures at once.")]
    names, wrong = [], []
    for file in files:
        try:
            names.append(_keep(file))
        except WrongUse as error:
            wrong.append(f"{error.subject}: {in_words(error.says)}")
    if not names:
        return request.POST, names, wrong
    posted = request.POST.copy()
    lines = [f"![]({name})" for name in names]
    posted["body"] = "\n\n".join([str(posted.get("body", "")).rstrip(), *lines]).lstrip()
    return posted, names, wrong


def _keep(file: UploadedFile[bytes]) -> str:
    name = str(file.name or "")[-80:]
    if (file.size or 0) > LARGEST_PICTURE:
        raise too_large(name)
    return add_picture(file.read(), name).name
