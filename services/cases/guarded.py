"""Words that are kept from readers: what the director protects, and every spelling that the leak guard is given."""

from dataclasses import dataclass
from enum import StrEnum

from models.terms import ProtectedKind


@dataclass(frozen=True)
class ProtectedWords:
    """Words that may not reach readers outside a tier; for the case's director only.

    `looked_for` are the spellings that the leak guard is given, the words as they were written first.
    """

    tier: str
    words: str
    id: str = ""
    kind: ProtectedKind = ProtectedKind.OTHER
    looked_for: tuple[str, ...] = ()
    version: int = 1


class WordSource(StrEnum):
    """Why a word is guarded: it tells of a private person, the director protects it, or it is of whoever is barred."""

    PERSON = "persoon"
    PROTECTED = "beschermd"
    KEPT_OUT = "buitengesloten"


@dataclass(frozen=True)
class GuardedWord:
    """One spelling that may not reach a reader, and why; `tier` and `kind` are those of protected words."""

    text: str
    source: WordSource
    tier: str = ""
    kind: ProtectedKind = ProtectedKind.OTHER
