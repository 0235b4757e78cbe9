"""Pure rules of planning: who counts, when a meeting may be, who is missing."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import Protocol

from models.terms import MeetingKind, MeetingStatus
from services.cases.facts import CaseFacts, PartnerSeat
from services.errors import ServiceError
from services.meetings.orders import PlanMeeting, RecordAttendance
from services.protection.typed import flaw
from services.route_map.facts import Attendance
from services.route_map.region import Planning
from services.scheduling.facts import LOCAL, Grid, local_day
from services.scheduling.opening import working_day_before

SHORTEST_MINUTES, LONGEST_MINUTES = 10, 240
LONGEST_TEXT, LONGEST_PLACE = 2_000, 200
LOOK_AHEAD_DAYS = 12
_CONDITIONS_DUE = time(16)


class PartnersMissing(ServiceError):
    """The minimum attendance is not met. Field `groups`: per missing group the organisations of which one must come."""

    code = "meetings.partners_missing"


class SlotInPast(ServiceError):
    """The meeting would start before now."""

    code = "meetings.slot_in_past"


class SlotWrong(ServiceError):
    """The meeting's length cannot be; field `minutes`. Field `reason`: over_midnight when it would end on another day
    than it starts, in the local time of Amsterdam."""

    code = "meetings.slot_wrong"


class DeadlineWrong(ServiceError):
    """Conditions must be asked for before the meeting starts, and not in the past."""

    code = "meetings.deadline_wrong"


class NobodyInvited(ServiceError):
    """A meeting needs at least two attendees of the case."""

    code = "meetings.nobody_invited"


class QuestionMissing(ServiceError):
    """Nobody is invited without the question to the meeting and what is new. Field `field`: question or news."""

    code = "meetings.question_missing"


class MeetingOver(ServiceError):
    """This meeting was called off or has begun; nothing can be changed about it any more."""

    code = "meetings.meeting_over"


class SlotTaken(ServiceError):
    """Somebody has another meeting at that time. Field `seats`: their seats in this case; of the other meeting nothing
    is told."""

    code = "meetings.slot_taken"


class MeetingFieldWrong(ServiceError):
    """A field of a meeting's order cannot be kept. Fields: `field`, `reason`; for a text also `length` and `longest`,
    in characters."""

    code = "meetings.field_wrong"


class AttendanceWrong(ServiceError):
    """Who was present cannot be recorded. Field `reason`: the meeting has not begun, was withdrawn, was never
    announced, or a seat is unknown to it."""

    code = "meetings.attendance_wrong"


def check_attendance(
    order: RecordAttendance, status: MeetingStatus, starts_at: datetime, invited: Collection[str], moment: datetime
) -> None:
    """Raises `AttendanceWrong` unless the meeting stands and has begun and everybody present was invited."""
    if status is MeetingStatus.WITHDRAWN:
        raise AttendanceWrong(reason="withdrawn")
    if status is not MeetingStatus.PLANNED:
        raise AttendanceWrong(reason="not_planned")
    if moment < starts_at:
        raise AttendanceWrong(reason="not_begun")
    if not set(order.present) <= set(invited):
        raise AttendanceWrong(reason="unknown")


def invitable(facts: CaseFacts, on: date | None = None) -> tuple[PartnerSeat, ...]:
    """Seats that are invited: attending, neither external nor barred. Victim and suspect never are (section 0, 7).

    With `on`, the local day of the meeting, without those whose last day on the seat lies before it.
    """
    seats = (seat for seat in facts.seats if seat.attends and not seat.external and not seat.barred)
    return tuple(seat for seat in seats if on is None or seat.until_on is None or on <= seat.until_on)


def missing_groups(rule: Attendance, organisations: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The groups of the minimum attendance that none of these organisations fills."""
    there = set(organisations)
    return tuple(tuple(sorted(group)) for group in rule.required if not group & there)


def check_order(order: PlanMeeting, facts: CaseFacts, rule: Attendance, moment: datetime) -> tuple[PartnerSeat, ...]:
    """The seats to invite. Raises the refusal that fits; `override_reason` lets a missing partner pass, recorded."""
    check_question(order.question, order.news)
    if order.kind not in kinds_to_offer():
        raise MeetingFieldWrong(field="kind", reason="unknown")
    check_text("place", order.place, LONGEST_PLACE, lines=False)
    check_text("override_reason", order.override_reason)
    check_times(order.starts_at, order.minutes, order.conditions_due_at, moment)
    seats = tuple(seat for seat in invitable(facts, local_day(order.starts_at)) if seat.id in order.seat_ids)
    if len(seats) < 2:
        raise NobodyInvited
    invited = {seat.id for seat in seats} | {""}
    for field, seat_id in (("chair", order.chair_seat_id), ("note_taker", order.note_taker_seat_id)):
        if seat_id not in invited:
            raise MeetingFieldWrong(field=field, reason="not_invited")
    missing = missing_groups(rule, (seat.organisation for seat in seats))
    if missing and not order.override_reason.strip():
        raise PartnersMissing(groups=missing)
    return seats


def check_question(question: str, news: str) -> None:
    """Raises `QuestionMissing` and `MeetingFieldWrong`: whoever is asked to come hears what for, and what is new."""
    for field, text in (("question", question), ("news", news)):
        if not text.strip():
            raise QuestionMissing(field=field)
        check_text(field, text)


def check_times(starts_at: datetime, minutes: int, conditions_due_at: datetime, moment: datetime) -> None:
    """Raises `SlotInPast`, `SlotWrong` or `DeadlineWrong`: a meeting lies ahead and within one local day, and its
    conditions are due before it."""
    if starts_at <= moment:
        raise SlotInPast
    check_length(starts_at, minutes)
    if not moment < conditions_due_at <= starts_at:
        raise DeadlineWrong


def check_length(starts_at: datetime, minutes: int) -> None:
    """Raises `SlotWrong` unless the length can be and the meeting ends on the local day on which it starts."""
    if not SHORTEST_MINUTES <= minutes <= LONGEST_MINUTES:
        raise SlotWrong(minutes=minutes)
    if local_day(starts_at) != local_day(starts_at + timedelta(minutes=minutes)):
        raise SlotWrong(minutes=minutes, reason="over_midnight")


def check_free(taken: Iterable[str], override_reason: str) -> None:
    """Raises `SlotTaken` with the seats whose time is taken, unless a reason lets that pass."""
    if (seats := tuple(sorted(taken))) and not override_reason.strip():
        raise SlotTaken(seats=seats)


def check_text(field: str, text: str, longest: int = LONGEST_TEXT, *, lines: bool = True, needed: bool = False) -> None:
    """Raises `MeetingFieldWrong` for a text that cannot be kept (`services.protection.typed`); `needed`: nor when it is
    empty."""
    if wrong := flaw(text, longest, lines=lines):
        raise MeetingFieldWrong(field=field, reason=wrong, length=len(text), longest=longest)
    if needed and not text.strip():
        raise MeetingFieldWrong(field=field, reason="empty")


def default_deadline(starts_at: datetime, moment: datetime) -> datetime:
    """When conditions are due: 16.00 on the working day before, or halfway to a meeting that is sooner than that,
    on the whole minute."""
    due = datetime.combine(working_day_before(local_day(starts_at)), _CONDITIONS_DUE, LOCAL)
    halfway = moment + (starts_at - moment) / 2
    return due if due > moment else max(halfway.replace(second=0, microsecond=0), moment + timedelta(minutes=1))


class Extended(Protocol):
    """An invitation, or an attendee: perhaps with a deadline of their own."""

    @property
    def conditions_due_at(self) -> datetime | None: ...


class Dated(Protocol):
    """A meeting with the deadline for everybody."""

    @property
    def conditions_due_at(self) -> datetime: ...

    @property
    def starts_at(self) -> datetime: ...


def due_at(invitation: Extended, meeting: Dated) -> datetime:
    """Until when this attendee can hand in and change conditions: the meeting's deadline, or their own where that is
    later; never after the meeting begins, also where it was moved to an earlier time since."""
    return latest_due(invitation.conditions_due_at, meeting.conditions_due_at, meeting.starts_at)


def latest_due(own: datetime | None, due: datetime, starts_at: datetime) -> datetime:
    """The same of the moments alone."""
    return min(max(own or due, due), starts_at)


def planning_grid(
    moment: datetime,
    first_day: date | None = None,
    *,
    days: int | None = None,
    planning: Planning | None = None,
    lunch_free: bool = True,
) -> Grid:
    """The days to look at: from today (or a given day) two working weeks on, every half hour of the region's day."""
    hours = planning or Planning()
    return Grid(
        first_day=first_day or local_day(moment),
        days=days or LOOK_AHEAD_DAYS,
        day_start=hours.day_start,
        day_end=hours.day_end,
        lunch=hours.lunch if lunch_free else None,
    )


def kinds_to_offer() -> tuple[MeetingKind, ...]:
    """The kinds that are planned with invitations; coordination by phone is only recorded."""
    return (MeetingKind.ACTION_MEETING, MeetingKind.CASE_CONFERENCE, MeetingKind.REVIEW)
