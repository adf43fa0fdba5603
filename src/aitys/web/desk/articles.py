"""The desk's articles: their list and their form."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from aitys.web.desk.doors import signed_in


@signed_in
def every(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/articles.html", {})
