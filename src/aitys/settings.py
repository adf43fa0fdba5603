"""The desk's settings, read once into one frozen value.

They come from `aitys.toml` in the desk's folder and from `AITYS_*` variables, which win; a variable
`AITYS_X_FILE` names a file that holds the value of X (secrets). A wrong value is one sentence and a stop.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

from aitys.errors import WrongSettings, first_fault

FILE_NAME = "aitys.toml"


def _split_list(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


def _split_map(value: object) -> object:
    """ "a.example=127.0.0.1:8081,b.example=127.0.0.1:8082", as curl's --connect-to would be given once."""
    if not isinstance(value, str):
        return value
    pairs = [part.strip().split("=", 1) for part in value.split(",") if part.strip()]
    if any(len(pair) != 2 for pair in pairs):
        raise ValueError('write it as "a.example=127.0.0.1:8081,b.example=127.0.0.1:8082"')
    return dict(pairs)


def _to_upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _check_database(url: SecretStr) -> SecretStr:
    """What libpq takes, with the name of a database. The value is never repeated: it holds a password."""
    try:
        parts = conninfo_to_dict(url.get_secret_value())
    except ProgrammingError:
        parts = {}
    if url.get_secret_value() and not {"dbname", "service"} & parts.keys():
        raise ValueError("this is no PostgreSQL address like postgresql://user:password@host/name")
    return url


def _check_zone(name: str) -> str:
    """A name of the IANA list: one with summer time in it, where a place has one."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError('there is no such zone; write it as "Asia/Bishkek" or "UTC"') from error
    return name


Names = Annotated[tuple[str, ...], BeforeValidator(_split_list)]
Mapped = Annotated[dict[str, str], BeforeValidator(_split_map)]
Paces = Annotated[dict[str, Annotated[float, Field(ge=0)]], BeforeValidator(_split_map)]
Pauses = Annotated[tuple[Annotated[float, Field(ge=0)], ...], BeforeValidator(_split_list)]
Currency = Annotated[str, BeforeValidator(_to_upper), Field(pattern="^[A-Z]{3}$")]
Currencies = Annotated[tuple[Currency, ...], BeforeValidator(_split_list)]
LogLevel = Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_to_upper)]
Zone = Annotated[str, AfterValidator(_check_zone)]
DatabaseUrl = Annotated[SecretStr, AfterValidator(_check_database)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Network(_Frozen):
    """How the desk asks. `pace` seconds between two requests to a host, `host_pace` for those with one of
    their own; sizes in bytes; times in seconds.
    """

    user_agent: str = "Aitys/0.1 (+self-hosted news desk; reads public pages only)"
    pace: float = Field(default=5.0, ge=0)
    allow_hosts: Names = ()
    connect_to: Mapped = Field(default_factory=dict)
    ca_file: Path | None = None
    max_bytes: int = Field(default=20_000_000, gt=0)
    max_decompressed_bytes: int = Field(default=80_000_000, gt=0)
    max_seconds: float = Field(default=60.0, gt=0)
    max_redirects: int = Field(default=5, ge=0)
    parallel: int = Field(default=20, ge=1)
    host_pace: Paces = Field(default_factory=dict)


class Settings(_Frozen):
    """Everything that can be set. `desk` is the folder that holds it all."""

    desk: Path
    title: str = "Aitys"
    language: str = "en"
    languages: Names = ("ru", "en", "kk", "ky", "uz", "tg", "tk")
    zone: Zone = "UTC"
    site_url: str = "http://127.0.0.1:8000"
    contact: str = Field(default="", max_length=200)
    hosts: Names = ("*",)
    database_url: DatabaseUrl = SecretStr("")
    secret_key: SecretStr = SecretStr("")
    page_size: int = Field(default=6, ge=1, le=100)
    excerpt_words: int = Field(default=500, ge=0)
    quoted_words: int = Field(default=60, ge=0)
    searches_a_minute: int = Field(default=60, ge=0, le=10_000)
    ticker: Currencies = ("KGS", "KZT", "TJS", "UZS", "TMT")
    ticker_base: Currency = "USD"
    second_look: float = Field(default=600.0, ge=0)
    look_again: Pauses = (7_200.0, 79_200.0, 518_400.0)
    look_again_days: int = Field(default=3, ge=0)
    history_days: int = Field(default=400, ge=0)
    history_posts: int = Field(default=200, ge=0)
    parse_seconds: float = Field(default=20.0, gt=0)
    parse_megabytes: int = Field(default=1500, ge=600)
    log_level: LogLevel = "INFO"
    network: Network = Network()

    @property
    def shared_words(self) -> int:
        """Words of another publisher's post that the public sees: never more than of the desk's own."""
        return min(self.quoted_words, self.excerpt_words)

    @property
    def evidence(self) -> Path:
        return self.desk / "evidence"

    @property
    def index(self) -> Path:
        return self.desk / "index"

    @property
    def media(self) -> Path:
        return self.desk / "media"

    @property
    def sqlite(self) -> Path:
        return self.desk / "aitys.sqlite3"


# The contract (DESIGN.md 8) names these three without their section.
_SHORT = {"AITYS_ALLOW_HOSTS": "allow_hosts", "AITYS_PACE": "pace", "AITYS_CA_FILE": "ca_file"}
_NOT_SETTINGS = {"AITYS_DESK", "AITYS_DATA"}


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    """`AITYS_TITLE` sets `title`, `AITYS_NETWORK_PARALLEL` sets `network.parallel`."""
    found: dict[str, Any] = {"network": {}}
    # A variable before the one with _FILE, which then wins whatever the order in the environment.
    for name, raw in sorted(environment.items()):
        if not name.startswith("AITYS_") or name in _NOT_SETTINGS:
            continue
        if name == "AITYS_NETWORK":
            raise WrongSettings(name, "this is a section; name a setting of it, as in AITYS_NETWORK_PARALLEL")
        if name in _SHORT:
            found["network"][_SHORT[name]] = raw
            continue
        field, value = name.removeprefix("AITYS_").lower(), raw
        if field.endswith("_file") and field.removeprefix("network_") not in Network.model_fields:
            field, value = field.removesuffix("_file"), _read_secret(name, raw)
        if field.startswith("network_"):
            found["network"][field.removeprefix("network_")] = value
        else:
            found[field] = value
    return found


def _read_secret(name: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise WrongSettings(name, f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise WrongSettings(name, f"{path} is no text in UTF-8") from error


def _from_file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        # What the parser says of the commonest slip names neither a setting nor the slip.
        what = str(error).replace("Cannot overwrite a value", "a setting stands there twice")
        raise WrongSettings(str(path.resolve()), f"not readable as TOML: {what}") from error


def read_settings(desk: Path, environment: Mapping[str, str]) -> Settings:
    """The effective settings of a desk; raises `WrongSettings` with one sentence."""
    in_file = _from_file(desk / FILE_NAME)
    given = _from_environment(environment)
    in_section = in_file.pop("network", {})
    if not isinstance(in_section, dict):
        raise WrongSettings("network", f"this is a section of {FILE_NAME}: [network], and settings under it")
    network = {**in_section, **given.pop("network")}
    try:
        return Settings(**{**in_file, **given, "desk": desk.resolve(), "network": network})
    except ValidationError as error:
        raise _in_one_sentence(error) from error


def _in_one_sentence(error: ValidationError) -> WrongSettings:
    where, what = first_fault(error, "there is no such setting")
    return WrongSettings(where, f"{what} (in {FILE_NAME} or as AITYS_{where.upper().replace('.', '_')})")


@lru_cache(maxsize=1)
def current() -> Settings:
    """The settings of this process's desk: `AITYS_DESK`, else the current folder."""
    return read_settings(Path(os.environ.get("AITYS_DESK", ".")), os.environ)
