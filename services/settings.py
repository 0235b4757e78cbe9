"""Settings: read once from the environment, frozen, checked. Every one is listed in the README (checked by a test)."""

import os
import secrets
import uuid
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from services.errors import ServiceError

VERSION = "0.1.0"
"""The planner's own version, that of pyproject.toml (checked by a test)."""


_SPOKEN_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"[:31]


class SettingWrong(ServiceError):
    """The planner cannot start like this. `setting` names the environment variable, `reason` a short code."""

    code = "settings.wrong"


class Settings(BaseSettings):
    """Where and how this planner runs. Each field is `MDO_` plus its name in capitals in the environment."""

    model_config = SettingsConfigDict(env_prefix="MDO_", frozen=True, extra="ignore")

    public_address: str = Field("http://127.0.0.1:8501", description="The address in people's browsers and links.")
    data_folder: Path = Field(
        Path("~/.local/share/mdo-planner"), description="Where the embedded databases live; a local disk."
    )
    key_file: Path = Field(
        Path("~/.config/mdo-planner/key"), description="The master key; never in the data folder. Made on first start."
    )
    database_url: SecretStr | None = Field(None, description="A PostgreSQL address; without it the encrypted file.")
    region: str = Field("Regio", description="The region's name, shown beside the planner's.")
    practice: Literal["on", "off"] = Field("on", description="May visitors look around in the fictional region.")
    worker: Literal["on", "off"] = Field("on", description="Whether this server sends mail and follows changes.")
    smtp_host: str = Field("", description="The mail server; without it invitations are copied by hand.")
    smtp_port: int = Field(587, ge=1, le=65535, description="The mail server's port.")
    smtp_user: str = Field("", description="User name at the mail server, if it asks for one.")
    smtp_password: SecretStr = Field(SecretStr(""), description="Password at the mail server.")
    smtp_security: Literal["starttls", "tls", "none"] = Field("starttls", description="How the line is protected.")
    mail_from: str = Field("mdo-planner@localhost", description="The sender of invitations.")
    route_map: Path | None = Field(None, description="A regional route map in place of the one that comes along.")
    vocabulary: Path | None = Field(None, description="A region's own vocabulary for reading conditions.")

    @field_validator("public_address")
    @classmethod
    def _address_without_path(cls, address: str) -> str:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
            raise ValueError("address")
        if parts.query or parts.fragment or parts.username is not None:
            raise ValueError("address")
        if parts.scheme == "http" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
            raise ValueError("https_needed")
        return address.rstrip("/")

    @field_validator("mail_from", "smtp_host")
    @classmethod
    def _one_plain_word(cls, text: str) -> str:
        if not text.isascii() or not text.isprintable() or " " in text:
            raise ValueError("not_one_word")
        return text

    @field_validator("mail_from")
    @classmethod
    def _mail_address(cls, address: str) -> str:
        name, at, place = address.rpartition("@")
        if not (name and at and place):
            raise ValueError("address")
        return address

    @field_validator("data_folder", "key_file")
    @classmethod
    def _whole_path(cls, path: Path) -> Path:
        return path.expanduser().resolve()

    @model_validator(mode="after")
    def _key_apart_from_data(self) -> "Settings":
        if self.key_file.is_relative_to(self.data_folder):
            raise ValueError("key_beside_database")
        return self

    @property
    def secure(self) -> bool:
        """Whether people reach the planner over TLS; decides the cookie's name and the Secure mark."""
        return self.public_address.startswith("https://")


def from_environment() -> Settings:
    """The settings of this process. Raises `SettingWrong` that names the variable, never its value."""
    try:
        return Settings()
    except ValidationError as wrong:
        first = wrong.errors(include_input=False, include_url=False)[0]
        place = str(first["loc"][0]) if first["loc"] else "key_file"
        reason = str(first["msg"]).removeprefix("Value error, ")
        raise SettingWrong(setting=f"MDO_{place.upper()}", reason=reason) from None


def master_key(settings: Settings) -> bytes:
    """The 32-byte master key from the key file; made on the very first start only.

    Raises `SettingWrong` when the file can be read by others, is not a key, cannot be read or made, or is missing
    while a database exists. With PostgreSQL it is never made by itself: every server needs the same one (`make-key`).
    """
    path = settings.key_file
    try:
        if not path.exists():
            if settings.database_url or any(settings.data_folder.glob("*.db")):
                raise SettingWrong(setting="MDO_KEY_FILE", reason="key_missing")
            make_key(path)
        if path.stat().st_mode & 0o077:
            raise SettingWrong(setting="MDO_KEY_FILE", reason="key_readable_by_others")
        text = path.read_bytes()
    except OSError:
        raise SettingWrong(setting="MDO_KEY_FILE", reason="key_unreachable") from None
    try:
        key = bytes.fromhex(text.decode().strip())
    except ValueError:
        key = b""
    if len(key) != 32:
        raise SettingWrong(setting="MDO_KEY_FILE", reason="key_malformed")
    return key


def make_key(path: Path) -> None:
    """Writes a new master key that only its owner may read, and waits until it is on the disk: without it all is lost.

    Raises OSError, `FileExistsError` when there is one already.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(32) + "\n")
        file.flush()
        os.fsync(file.fileno())
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def stopwatch() -> float:
    """Seconds that only mean something against each other: how long a step took."""
    return perf_counter()


def now() -> datetime:
    """This moment, in UTC: the only clock of the house."""
    return datetime.now(UTC)


class Chance:
    """Randomness of the house, so that tests can pin it."""

    def id(self) -> str:
        """A meaningless row id: UUID4 as 32 hexadecimal characters."""
        return uuid.uuid4().hex

    def secret(self) -> str:
        """256 bits for links and cookies, URL-safe."""
        return secrets.token_urlsafe(32)

    def spoken_code(self, length: int = 8) -> str:
        """A code to tell by phone: capitals and digits that sound and look apart (31 signs, 5 bits each)."""
        return "".join(secrets.choice(_SPOKEN_ALPHABET) for _ in range(length))
