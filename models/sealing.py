"""Sealed fields: AES-256-GCM, bound to table, row and column, so a sealed text works in its own place only.

Keys are derived from one master key (HKDF-SHA256), one per purpose: database file, fields, audit chain, look-up hashes.
"""

import hashlib
import hmac
import os
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_VERSION = "1"


class SealBroken(Exception):
    """A sealed field was moved, changed or sealed with another key. Carries no content."""


class Vault:
    """Seals and opens fields with keys derived from a 32-byte master key."""

    def __init__(self, master: bytes) -> None:
        if len(master) != 32:
            raise ValueError("the master key must be 32 bytes")
        self._fields = AESGCM(_derived(master, b"fields"))
        self._lookup = _derived(master, b"look-up")
        self.audit_key = _derived(master, b"audit")
        self.database_key = _derived(master, b"database")

    def seal(self, table: str, row_id: str, column: str, text: str) -> str:
        """The sealed form of `text` for one field; the empty text stays empty."""
        if not text:
            return ""
        nonce = os.urandom(12)
        sealed = self._fields.encrypt(nonce, text.encode(), _place(table, row_id, column))
        return _VERSION + b64encode(nonce + sealed).decode()

    def unseal(self, table: str, row_id: str, column: str, sealed: str) -> str:
        """The text behind a sealed field. Raises `SealBroken` when it does not belong here."""
        if not sealed:
            return ""
        if not sealed.startswith(_VERSION):
            raise SealBroken(f"{table}.{column}")
        try:
            raw = b64decode(sealed[1:], validate=True)
            return self._fields.decrypt(raw[:12], raw[12:], _place(table, row_id, column)).decode()
        except (InvalidTag, ValueError) as broken:
            raise SealBroken(f"{table}.{column}") from broken

    def lookup(self, purpose: str, value: str) -> str:
        """A keyed hash (64 hexadecimal characters) to find a sealed value by without storing it readable."""
        return hmac.new(self._lookup, f"{purpose}\0{value}".encode(), hashlib.sha256).hexdigest()


def _derived(master: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=b"mdo-planner", info=purpose).derive(master)


def _place(table: str, row_id: str, column: str) -> bytes:
    return f"{_VERSION}|{table}|{row_id}|{column}".encode()
