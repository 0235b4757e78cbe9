"""Writes of conditions, by the one door that screens know: hand in, take back, say that there is none, decide."""

from services.conditions.deciding import decide
from services.conditions.handing_in import (
    hand_in,
    hand_in_for,
    nothing_to_add,
    nothing_to_add_for,
    record_condition,
)
from services.conditions.taking_back import take_back

__all__ = [
    "decide",
    "hand_in",
    "hand_in_for",
    "nothing_to_add",
    "nothing_to_add_for",
    "record_condition",
    "take_back",
]
