"""Pure rules of the event log: what may be kept, and how long a breach waits for the prosecution.

No law and no line of the route map says how soon a breach must reach the prosecution. The two moments below are
proposals ([P], to be confirmed by the region): a lawyer in a known case asked for two hours (domain.md section 6, 6).
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from models.terms import EventKind, Gravity
from services.errors import ServiceError
from services.events.facts import CaseEvent, ChangeEvent, NewEvent, RunningBreach
from services.protection.rules import ONE_ORGANISATION, Reader, may_read
from services.scheduling.facts import local_day

ANNOUNCED = frozenset({EventKind.HEARING, EventKind.ORDER_STARTS, EventKind.ORDER_ENDS, EventKind.RELEASE})
"""What may be known before its day comes."""
GRAVE = frozenset({EventKind.INCIDENT, EventKind.BREACH})
"""What the alleged perpetrator did: only this has a gravity and counts in the pattern."""
NEEDS_TEXT = GRAVE | {EventKind.OTHER}
GRAVITIES = tuple(Gravity)
"""In the order of escalation."""

EARLIEST_YEAR = 1950
FARTHEST = timedelta(days=3660)
LONGEST_TEXT = 10_000
MOST_AT_ONCE = 60
PRESSING_AFTER = timedelta(hours=2)
LATE_AFTER = timedelta(hours=24)
"""[P] Proposals, no legal terms."""


class EventFieldWrong(ServiceError):
    """An event cannot be kept like this. Fields: `field`, `reason`, and `number`: which of several (from 1)."""

    code = "events.field_wrong"


class Clock(StrEnum):
    """How long a breach has waited for the prosecution."""

    RUNNING = "loopt"
    PRESSING = "dringt"
    LATE = "laat"


def check_event(
    event: NewEvent | ChangeEvent, refs: Collection[str], reader: Reader, moment: datetime, number: int = 1
) -> None:
    """Raises `EventFieldWrong` for the first field that cannot be kept.

    `refs` are the persons of the case, `reader` whoever writes: nobody may write what they could not read again.
    """
    if not event.text.strip() and event.kind in NEEDS_TEXT:
        raise EventFieldWrong(field="text", reason="empty", number=number)
    if len(event.text) > LONGEST_TEXT:
        raise EventFieldWrong(field="text", reason="too_long", number=number)
    if not set(event.about) <= set(refs):
        raise EventFieldWrong(field="about", reason="unknown", number=number)
    if not may_read(event.tier, reader):
        raise EventFieldWrong(field="tier", reason="not_yours", number=number)
    if event.happened_at.year < EARLIEST_YEAR or event.happened_at > moment + FARTHEST:
        raise EventFieldWrong(field="happened_at", reason="impossible", number=number)
    if event.kind not in ANNOUNCED and lies_ahead(event.happened_at, moment, on_day=event.on_day):
        raise EventFieldWrong(field="happened_at", reason="in_future", number=number)
    _check_reported(event, moment, number)


def _check_reported(event: NewEvent | ChangeEvent, moment: datetime, number: int) -> None:
    reported = event.reported_at
    if reported is None:
        return
    if reported > moment:
        raise EventFieldWrong(field="reported_at", reason="in_future", number=number)
    if event.kind not in ANNOUNCED and _before(reported, event.happened_at, on_day=event.on_day):
        raise EventFieldWrong(field="reported_at", reason="before_event", number=number)


def check_told(event_kind: EventKind, reported_at: datetime, told_at: datetime, moment: datetime) -> None:
    """Raises `EventFieldWrong` where telling the prosecution makes no sense: no breach, or not yet heard of."""
    if event_kind is not EventKind.BREACH:
        raise EventFieldWrong(field="kind", reason="no_breach", number=1)
    if told_at > moment:
        raise EventFieldWrong(field="told_at", reason="in_future", number=1)
    if told_at.replace(second=0, microsecond=0) < reported_at.replace(second=0, microsecond=0):
        raise EventFieldWrong(field="told_at", reason="before_report", number=1)


def lies_ahead(happened_at: datetime, moment: datetime, *, on_day: bool) -> bool:
    """Whether an event is still to come; one of which only the day is known is so from tomorrow on."""
    return _before(moment, happened_at, on_day=on_day)


def may_be_known(tier: str, reader: Reader) -> bool:
    """Whether a reader who may not read an event may know of it: other partners, of one for a single organisation."""
    return reader.is_partner and tier.startswith(ONE_ORGANISATION)


def kept_gravity(kind: EventKind, gravity: Gravity | None) -> Gravity | None:
    """A gravity belongs to what the alleged perpetrator did; a court hearing has none."""
    return gravity if kind in GRAVE else None


def counts(event: CaseEvent, moment: datetime) -> bool:
    """Whether an event is part of the pattern: an act of the alleged perpetrator that happened and was not struck."""
    return event.kind in GRAVE and not event.struck and not lies_ahead(event.happened_at, moment, on_day=event.on_day)


def running(events: Iterable[CaseEvent]) -> tuple[RunningBreach, ...]:
    """The breaches whose clock runs, the longest first."""
    waiting = (
        event
        for event in events
        if event.kind is EventKind.BREACH and not event.struck and event.told_prosecution_at is None
    )
    found = (RunningBreach(event.id, event.reported_at, not event.readable) for event in waiting)
    return tuple(sorted(found, key=lambda breach: (breach.since, breach.event_id)))


def clock(since: datetime, moment: datetime) -> Clock:
    """How pressing a breach is that the chain heard of at `since`."""
    waited = moment - since
    if waited >= LATE_AFTER:
        return Clock.LATE
    return Clock.PRESSING if waited >= PRESSING_AFTER else Clock.RUNNING


def _before(one: datetime, other: datetime, *, on_day: bool) -> bool:
    if on_day:
        return local_day(one) < local_day(other)
    return one < other
