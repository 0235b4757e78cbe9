"""What happened in a case, frozen and already cut down to what its reader may see. Moments are zone-aware."""

from dataclasses import dataclass
from datetime import datetime

from models.terms import EventKind, Gravity


@dataclass(frozen=True)
class CaseEvent:
    """One event. `about` holds refs of private persons, `by_organisation` who told of it (a key).

    `on_day`: only the day is known. `text` is empty when the reader may not see it; that it happened may be known.
    The clock of a breach runs from `reported_at` until `told_prosecution_at`.
    """

    id: str
    kind: EventKind
    happened_at: datetime
    reported_at: datetime
    gravity: Gravity | None = None
    on_day: bool = False
    text: str = ""
    about: tuple[str, ...] = ()
    by_organisation: str = ""
    tier: str = "partners"
    told_prosecution_at: datetime | None = None
    struck: bool = False
    version: int = 1
