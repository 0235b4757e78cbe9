"""Pure rules of a meeting while it is held: when it can be opened, who sits when, what is still open at its end.

Moments are reckoned in elapsed time, whatever the clocks on the wall do in between: two moments of one time zone are
otherwise compared by their wall clocks, and in the night that the clocks go back an hour exists twice.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from models.terms import Capacity, MeetingStatus
from services.errors import ServiceError
from services.protection.rules import Reader, may_read
from services.protection.typed import LONGEST_TEXT, flaw
from services.scheduling.facts import local_day

EARLY = timedelta(minutes=30)
"""How long before its start a meeting can be opened, and somebody can have come before it was opened."""
LONGEST_NOTE = LONGEST_TEXT
LONGEST_REASON = 2_000


class CannotOpen(ServiceError):
    """This meeting cannot be opened. Fields: `reason` (withdrawn, not_announced, too_early, other_day) and `opens_at`,
    the first moment at which it can be."""

    code: ClassVar[str] = "live.cannot_open"


class NotGoingOn(ServiceError):
    """This is done in a meeting that was opened and not closed. Field `reason`: not_opened, closed."""

    code: ClassVar[str] = "live.not_going_on"


class PresenceWrong(ServiceError):
    """A coming or going that cannot be. Fields: `reason` (unknown, inactive, not_invited, capacity, invited, seated,
    overlaps, future, too_early, before_arrival) and, for a moment before the meeting, `earliest`."""

    code: ClassVar[str] = "live.presence_wrong"


class PointUnknown(ServiceError):
    """The agenda has no such point. Field `points`: how many it has."""

    code: ClassVar[str] = "live.point_unknown"


class NoteWrong(ServiceError):
    """A note or reason that cannot be kept. Fields: `field` (note, reason), `reason` (unreadable, too_long,
    national_number, tier, locked), and `length` and `longest` in characters."""

    code: ClassVar[str] = "live.note_wrong"


class StillOpen(ServiceError):
    """The meeting is not done. Fields: `points` left of the agenda, and `people` who did not accept the statement. A
    reason lets it be closed all the same."""

    code: ClassVar[str] = "live.still_open"


@dataclass(frozen=True)
class Stay:
    """From when to when somebody sat at the table; `left_at` None: still there."""

    arrived_at: datetime
    left_at: datetime | None = None


@dataclass(frozen=True)
class Asked:
    """What is known of whoever is to come in: their invitation of this meeting, as far as they have one."""

    active: bool
    invitation_id: str = ""
    stands_in: bool = False


def elapsed(since: datetime, until: datetime) -> timedelta:
    """The time that passed between two moments, also over the night that the clocks are changed."""
    return until.astimezone(UTC) - since.astimezone(UTC)


def opens_at(starts_at: datetime) -> datetime:
    """The first moment at which a meeting can be opened."""
    return starts_at.astimezone(UTC) - EARLY


def check_opening(status: MeetingStatus, starts_at: datetime, moment: datetime) -> None:
    """Raises `CannotOpen` unless the meeting is announced, and it is half an hour before it or later on its day."""
    if status is MeetingStatus.WITHDRAWN:
        raise CannotOpen(reason="withdrawn")
    if status is not MeetingStatus.PLANNED:
        raise CannotOpen(reason="not_announced")
    if elapsed(opens_at(starts_at), moment) < timedelta():
        raise CannotOpen(reason="too_early", opens_at=opens_at(starts_at))
    if local_day(moment) > local_day(starts_at):
        raise CannotOpen(reason="other_day")


def check_capacity(capacity: Capacity, invitation_id: str, asked: Asked) -> None:
    """Raises `PresenceWrong` unless somebody sits as what they were invited: in person, for somebody else, or not."""
    if not asked.active:
        raise PresenceWrong(reason="inactive")
    if capacity is Capacity.OBSERVER:
        if asked.invitation_id or invitation_id:
            raise PresenceWrong(reason="invited")
        return
    if not asked.invitation_id or asked.invitation_id != invitation_id:
        raise PresenceWrong(reason="not_invited")
    if asked.stands_in is not (capacity is Capacity.DEPUTY):
        raise PresenceWrong(reason="capacity")


def check_arrival(at: datetime, opened_at: datetime, earlier: Iterable[Stay], moment: datetime) -> None:
    """Raises `PresenceWrong` for a time that lies ahead or long before the opening, and for who sits there already."""
    if elapsed(moment, at) > timedelta():
        raise PresenceWrong(reason="future")
    if elapsed(opened_at, at) < -EARLY:
        raise PresenceWrong(reason="too_early", earliest=opened_at.astimezone(UTC) - EARLY)
    for stay in earlier:
        if stay.left_at is None:
            raise PresenceWrong(reason="seated")
        if elapsed(stay.left_at, at) < timedelta():
            raise PresenceWrong(reason="overlaps")


def check_leaving(stay: Stay, at: datetime, others: Iterable[Stay], moment: datetime) -> None:
    """Raises `PresenceWrong` for leaving that lies ahead, before arriving, or after the same person came back."""
    if elapsed(moment, at) > timedelta():
        raise PresenceWrong(reason="future")
    if elapsed(stay.arrived_at, at) < timedelta():
        raise PresenceWrong(reason="before_arrival")
    later = (one.arrived_at for one in others if elapsed(stay.arrived_at, one.arrived_at) > timedelta())
    if any(elapsed(back, at) > timedelta() for back in later):
        raise PresenceWrong(reason="overlaps")


def left_with_the_meeting(arrived_at: datetime, ends_at: datetime, closed_at: datetime) -> datetime:
    """When whoever still sat there left: at closing. Closed on a later day, the table ended when it was to end."""
    if local_day(closed_at) > local_day(ends_at):
        closed_at = ends_at
    return max(arrived_at.astimezone(UTC), closed_at.astimezone(UTC))


def check_point(point: int, points: int, *, first: int = 1) -> None:
    """Raises `PointUnknown` for a number that the agenda does not have; notes also go before the first, at 0."""
    if not first <= point <= points:
        raise PointUnknown(points=points)


def check_note(text: str, tier: str, reader: Reader) -> None:
    """Raises `NoteWrong` for a text that cannot be kept, and for a circle of readers without its writer."""
    if wrong := flaw(text, LONGEST_NOTE):
        raise NoteWrong(field="note", reason=wrong, length=len(text), longest=LONGEST_NOTE)
    if not may_read(tier, reader):
        raise NoteWrong(field="note", reason="tier")


def check_closing(points_left: int, people: int, reason: str) -> None:
    """Raises `StillOpen` when points are left or somebody did not accept the statement, unless a reason is given."""
    if wrong := flaw(reason, LONGEST_REASON):
        raise NoteWrong(field="reason", reason=wrong, length=len(reason), longest=LONGEST_REASON)
    if (points_left or people) and not reason.strip():
        raise StillOpen(points=points_left, people=people)


def attended(
    invitation_id: str, professional_id: str, sat_by_invitation: Collection[str], people: Collection[str]
) -> bool:
    """Whether a place was filled: by whoever was invited for it then, or by who is expected on it now.

    `sat_by_invitation` are the invitations of everybody who sat there as attendee or deputy, `people` who they are:
    somebody with two seats fills both.
    """
    return invitation_id in sat_by_invitation or professional_id in people


def later(moment: datetime, than: datetime) -> datetime:
    """The moment, or just after the other one: two saves in one instant must not look like one."""
    return max(moment.astimezone(UTC), than.astimezone(UTC) + timedelta(microseconds=1))
