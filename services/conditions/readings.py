"""Structured readings on their way into a sealed column and back, and checked against the region's vocabulary."""

from collections.abc import Collection

from pydantic import TypeAdapter

from services.unit_of_work import Reading
from services.vocabulary.facts import Norm

_READING = TypeAdapter(tuple[Norm, ...])


def packed(reading: tuple[Norm, ...] | None) -> str:
    """A reading as text; the empty text for none, which is something else than a reading without any norm."""
    return "" if reading is None else _READING.dump_json(reading).decode()


def unpacked(text: str) -> tuple[Norm, ...] | None:
    """The reading behind a text, None where there is none."""
    return _READING.validate_json(text) if text else None


def check_reading(
    look: Reading, reading: tuple[Norm, ...] | None, persons: Collection[str], organisations: Collection[str]
) -> None:
    """Raises the vocabulary's refusal at the first norm that it does not know, or that names somebody unknown."""
