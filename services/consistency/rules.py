"""Pure rules around findings: which one is meant, and what dissent must have."""

from collections.abc import Collection
from typing import ClassVar

from models.terms import Tier
from services.conditions.rules import LONGEST_TEXT
from services.consistency.facts import Board, Breach, Contradiction, Finding
from services.consistency.orders import RecordDissent
from services.errors import ServiceError
from services.protection.rules import ONE_ORGANISATION


class FindingGone(ServiceError):
    """What was meant is not found (any more), or not by this reader. Nothing was changed."""

    code: ClassVar[str] = "consistency.finding_gone"


class DissentWrong(ServiceError):
    """Dissent cannot be kept like this. Fields: `field`, `reason`."""

    code: ClassVar[str] = "consistency.dissent_wrong"


def finding_of(board: Board, key: str) -> Finding:
    """The finding of this key of which the reader sees every side. Raises `FindingGone` for any other."""
    one = next((one for one in board.found.to_settle if one.key == key), None)
    if one is None or (isinstance(one, Contradiction) and one.hidden):
        raise FindingGone
    return one


def conditions_in_finding(one: Finding) -> tuple[str, ...]:
    """The ids of the conditions that a finding is about, by number."""
    return (one.condition,) if isinstance(one, Breach) else tuple(one.pair)


def check_dissent(order: RecordDissent, organisations: Collection[str]) -> None:
    """Raises `DissentWrong` on the first field that cannot be kept. `organisations` are keys of the directory."""
    if order.organisation not in organisations:
        raise DissentWrong(field="organisation", reason="unknown")
    if not order.text.strip():
        raise DissentWrong(field="text", reason="empty")
    if len(order.text.strip()) > LONGEST_TEXT:
        raise DissentWrong(field="text", reason="too_long")
    if order.tier not in (*Tier, *(f"{ONE_ORGANISATION}{key}" for key in organisations)):
        raise DissentWrong(field="tier", reason="unknown")
