"""Events for tests: one that may be kept, but for the changes; and facts as a reader gets them."""

from datetime import UTC, datetime, timedelta

from models.terms import EventKind, Gravity
from services.events.facts import CaseEvent, NewEvent

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""Monday, 10.00 in Amsterdam: where the clock of the tests stands."""


def an_event(event_id: str = "e1", **changes: object) -> NewEvent:
    """An incident of an hour ago."""
    about = {
        "kind": EventKind.INCIDENT,
        "happened_at": NOW - timedelta(hours=1),
        "text": "Stond bij de school.",
        "gravity": Gravity.PROXIMITY,
    }
    return NewEvent(event_id, **(about | changes))


def an_act(days: float, gravity: Gravity | None = Gravity.CONTACT, **changes: object) -> CaseEvent:
    """An incident so many days ago, as facts carry it."""
    happened = NOW - timedelta(days=days)
    about = {"kind": EventKind.INCIDENT, "happened_at": happened, "reported_at": happened, "gravity": gravity}
    return CaseEvent(**({"id": f"a{days}{gravity}"} | about | changes))
