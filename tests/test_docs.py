"""The documentation builds without a warning and without a network, and asks nothing of any third party."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_FETCHED = re.compile(
    r"<(?:script|img|iframe|source|video)\b[^>]*\bsrc=\"?(?:https?:)?//[^\">]+"
    r"|<link\b(?=[^>]*\brel=\"?(?:stylesheet|preconnect|preload|icon))[^>]*\bhref=\"?(?:https?:)?//[^\">]+"
)
_STYLE_FETCHES = re.compile(r"(?:@import|url\()\s*[\"']?(?:https?:)?//[^)\"']+")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site as `make docs` does."""
    folder = tmp_path_factory.mktemp("docs") / "site"
    built = subprocess.run(
        [Path(sys.executable).with_name("mkdocs"), "build", "--strict", "--quiet", "--site-dir", folder],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    assert built.stderr == ""
    return folder


def test_no_page_loads_anything_from_another_site(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 30
    found = {str(page.relative_to(site)): _FETCHED.findall(page.read_text("utf-8")) for page in pages}
    assert {page: fetched for page, fetched in found.items() if fetched} == {}


def test_no_style_sheet_loads_anything_from_another_site(site: Path) -> None:
    sheets = sorted(site.rglob("*.css"))
    assert sheets
    assert [found for sheet in sheets for found in _STYLE_FETCHES.findall(sheet.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    "tag", ['<script src="https://a.example/x.js">', '<link rel="icon" href="//a.example/">']
)
def test_a_page_that_loads_something_would_be_seen(tag: str) -> None:
    assert _FETCHED.search(tag)


def test_the_pages_of_the_repository_link_only_to_files_that_exist() -> None:
    pages = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")]
    links = [
        (page.name, link)
        for page in pages
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
    ]
    assert links
    assert [pair for pair in links if not (ROOT / pair[1]).exists()] == []
