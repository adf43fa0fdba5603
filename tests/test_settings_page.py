"""`docs/settings.md` names every setting with its true default."""

from __future__ import annotations

import json
import re
from pathlib import Path

from pydantic import BaseModel, SecretStr

from aitys.settings import Network, Settings

PAGE = Path(__file__).parent.parent / "docs" / "settings.md"
_ROW = re.compile(r"^\| `(?P<name>[a-z_.]+)` \| (?P<default>.+?) \| .+ \|$", re.MULTILINE)


def _of_page() -> dict[str, str]:
    return {row["name"]: row["default"] for row in _ROW.finditer(PAGE.read_text("utf-8"))}


def _of_code() -> dict[str, str]:
    return _defaults(Settings, "") | _defaults(Network, "network.")


def _defaults(model: type[BaseModel], prefix: str) -> dict[str, str]:
    """By name, as the page writes them. A section is no setting, and the desk's folder has no default."""
    defaults = {
        name: field.get_default(call_default_factory=True)
        for name, field in model.model_fields.items()
        if not field.is_required()
    }
    return {
        f"{prefix}{name}": _written(value)
        for name, value in defaults.items()
        if not isinstance(value, BaseModel)
    }


def _written(default: object) -> str:
    if default is None:
        return "none"
    plain = default.get_secret_value() if isinstance(default, SecretStr) else default
    return f"`{json.dumps(plain)}`"


def test_every_setting_stands_on_the_page_with_its_default_and_no_other() -> None:
    assert _of_page() == _of_code()


def test_the_settings_stand_in_the_order_of_the_code() -> None:
    assert list(_of_page()) == list(_of_code())
