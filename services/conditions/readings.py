"""What was handed in and its structured readings: on their way into a sealed column and back, and checked against the
region's vocabulary."""

import json
from collections.abc import Collection

from pydantic import TypeAdapter

from services.conditions.facts import HandIn
from services.unit_of_work import Reading
from services.vocabulary.facts import Norm
from services.vocabulary.queries import vocabulary
from services.vocabulary.rules import check_norm, norm_of, plain

_WHOLE = TypeAdapter(HandIn)


def packed_order(order: HandIn) -> str:
    """All that was handed in, as text that is kept when it is replaced."""
    return _WHOLE.dump_json(order).decode()


def unpacked_order(text: str) -> HandIn:
    """What was handed in, from the text that was kept of it."""
    return _WHOLE.validate_json(text)


def packed(reading: tuple[Norm, ...] | None) -> str:
    """A reading as text; the empty text for none, which is something else than a reading without any norm."""
    return "" if reading is None else json.dumps([plain(norm) for norm in reading], ensure_ascii=False)


def unpacked(text: str) -> tuple[Norm, ...] | None:
    """The reading behind a text, None where there is none: nothing is kept, or that there is none (`null`)."""
    norms = json.loads(text) if text else None
    return None if norms is None else tuple(norm_of(norm) for norm in norms)


def check_reading(
    look: Reading, reading: tuple[Norm, ...] | None, persons: Collection[str], organisations: Collection[str]
) -> None:
    """Raises `NormWrong` at the first norm that the vocabulary does not know, or that names somebody unknown."""
    words = vocabulary(look.settings.vocabulary)
    for norm in reading or ():
        check_norm(words, norm, persons, organisations)
