"""What is kept of a form that came in: all that was read of it, and how it came. Sealed as text in its row. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pydantic import TypeAdapter

from services.documents.forms.facts import FormRead


class Apart(StrEnum):
    """Why a form is set apart until somebody says whose it is."""

    STRIPPED = "stripped"
    ONE_PLACE = "one_place"
    DIFFERS = "differs"
    SEAL = "seal"
    SHAPE = "shape"
    UNKNOWN = "unknown"
    MISSING = "missing"
    TWICE = "twice"
    FOREIGN = "foreign"
    NOT_INVITED = "not_invited"


@dataclass(frozen=True)
class Kept:
    """`ids` are those of conditions that its blocks may become, made once so that taking over twice makes one.
    `hint` is the form that its code or marks name, where that is not certain; `late`: after the deadline."""

    read: FormRead
    by_link: bool
    late: bool = False
    apart: Apart | None = None
    hint: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)


_KEPT = TypeAdapter(Kept)


def packed(kept: Kept) -> str:
    """As JSON."""
    return _KEPT.dump_json(kept).decode()


def unpacked(text: str) -> Kept:
    """And back."""
    return _KEPT.validate_json(text)
