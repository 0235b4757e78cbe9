"""What leaves the room: a finished file and what is known of it."""

from dataclasses import dataclass
from datetime import date, datetime

from services.plans.facts import PlanAction, PlanCondition


@dataclass(frozen=True)
class IssuedFile:
    """A finished Word file. `sha256` is the hexadecimal digest of `content`; `left_out` counts the plan's items
    (conditions, actions, weighings, if-not texts) that its reader does not get."""

    audience: str
    file_name: str
    content: bytes
    sha256: str
    left_out: int


@dataclass(frozen=True)
class ReleasedPlan:
    """The adopted plan as one organisation may read it, for its guest. `version` is its number.

    Conditions and actions are those of that organisation's edition: an item that holds nothing but words for who must
    act on it without reading it is `withheld`. `whole`: more than the organisation's own agreements.
    """

    version: int
    adopted_on: date
    released_at: datetime
    organisation: str
    whole: bool
    conditions: tuple[PlanCondition, ...]
    actions: tuple[PlanAction, ...]
    review_on: date | None = None
    valid_until: date | None = None
    hold_in_force: bool = False
    summary: str = ""
