"""Pure rules of planning: who counts, when a meeting may be, who is missing."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from models.terms import MeetingKind, MeetingStatus
from services.cases.facts import CaseFacts, PartnerSeat
from services.errors import ServiceError
from services.meetings.orders import PlanMeeting, RecordAttendance
from services.route_map.facts import Attendance
from services.scheduling.facts import LOCAL, Grid, local_day

LONGEST_MINUTES = 240
LOOK_AHEAD_DAYS = 12


class PartnersMissing(ServiceError):
    """The minimum attendance is not met. Field `groups`: per missing group the organisations of which one must come."""

    code = "meetings.partners_missing"


class SlotInPast(ServiceError):
    """The meeting would start before now."""

    code = "meetings.slot_in_past"


class SlotWrong(ServiceError):
    """The meeting's length cannot be; field `minutes`."""

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


class AttendanceWrong(ServiceError):
    """Who was present cannot be recorded. Field `reason`: the meeting has not begun, was withdrawn, or a seat is
    unknown to it."""

    code = "meetings.attendance_wrong"


def check_attendance(
    order: RecordAttendance, status: MeetingStatus, starts_at: datetime, invited: Collection[str], moment: datetime
) -> None:
    """Raises `AttendanceWrong` unless the meeting stands and has begun and everybody present was invited."""
    if status is MeetingStatus.WITHDRAWN:
        raise AttendanceWrong(reason="withdrawn")
    if moment < starts_at:
        raise AttendanceWrong(reason="not_begun")
    if not set(order.present) <= set(invited):
        raise AttendanceWrong(reason="unknown")


def invitable(facts: CaseFacts) -> tuple[PartnerSeat, ...]:
    """Seats that are invited: attending, neither external nor barred. Victim and suspect never are (section 0, 7)."""
    return tuple(seat for seat in facts.seats if seat.attends and not seat.external and not seat.barred)


def missing_groups(rule: Attendance, organisations: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The groups of the minimum attendance that none of these organisations fills."""
    there = set(organisations)
    return tuple(tuple(sorted(group)) for group in rule.required if not group & there)


def check_order(order: PlanMeeting, facts: CaseFacts, rule: Attendance, moment: datetime) -> tuple[PartnerSeat, ...]:
    """The seats to invite. Raises the refusal that fits; `override_reason` lets a missing partner pass, recorded."""
    for field in ("question", "news"):
        if not getattr(order, field).strip():
            raise QuestionMissing(field=field)
    if order.starts_at <= moment:
        raise SlotInPast
    if not 10 <= order.minutes <= LONGEST_MINUTES:
        raise SlotWrong(minutes=order.minutes)
    if not moment < order.conditions_due_at <= order.starts_at:
        raise DeadlineWrong
    seats = tuple(seat for seat in invitable(facts) if seat.id in order.seat_ids)
    if len(seats) < 2:
        raise NobodyInvited
    missing = missing_groups(rule, (seat.organisation for seat in seats))
    if missing and not order.override_reason.strip():
        raise PartnersMissing(groups=missing)
    return seats


def default_deadline(starts_at: datetime, moment: datetime) -> datetime:
    """When conditions are due: 16.00 on the working day before, or halfway to a meeting that is sooner than that,
    on the whole minute."""
    local = starts_at.astimezone(LOCAL)
    day = local.date() - timedelta(days=1)
    while day.isoweekday() > 5:
        day -= timedelta(days=1)
    due = datetime(day.year, day.month, day.day, 16, tzinfo=LOCAL)
    halfway = moment + (starts_at - moment) / 2
    return due if due > moment else max(halfway.replace(second=0, microsecond=0), moment + timedelta(minutes=1))


def planning_grid(moment: datetime, first_day: date | None = None) -> Grid:
    """The days to look at: from today (or a given Monday) two working weeks on, every half hour from 8 to 18."""
    return Grid(first_day=first_day or local_day(moment), days=LOOK_AHEAD_DAYS)


def kinds_to_offer() -> tuple[MeetingKind, ...]:
    """The kinds that are planned with invitations; coordination by phone is only recorded."""
    return (MeetingKind.ACTION_MEETING, MeetingKind.CASE_CONFERENCE)
