"""Plans of weeks made by hand, for what is drawn of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from models.terms import MeetingKind, Risk
from services.region_plan.facts import CaseMeeting, PlanStage, RoomLine, SeatTaken, Sitting, WeekPlan
from services.scheduling.facts import LOCAL
from services.scheduling.many.facts import VIDEO, Place
from services.scheduling.many.reasons import BlockingSeat, Explained, Hindrance, Suggestion, WayOut

MONDAY = date(2026, 11, 23)
HALL = RoomLine("hall", 1, "Stadhuis, kamer 2", 12, "Stadhuis", active=True)
OLD = RoomLine("old", 2, "Zolder", 4, "", active=False)
POLICE, SAFE_HOME, FIELD, PROSECUTOR = "politie", "VT", "lokale_veld", "OM"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment on a day of the plan, counted from its Monday."""
    return datetime(MONDAY.year, MONDAY.month, MONDAY.day, hour, minute, tzinfo=LOCAL) + timedelta(days=day)


def a_seat(organisation: str, name: str = "", *, substitute: bool = False) -> SeatTaken:
    """A seat; without a name nobody sits there."""
    return SeatTaken(f"seat-{organisation}", organisation, name.lower(), name, substitute)


def a_meeting(number: int, starts_at: datetime | None = None, **about: Any) -> CaseMeeting:
    """The meeting of case Z-number, with four seats, at most an hour and a half, wanted before Friday evening."""
    minutes = about.get("minutes", 90)
    line = CaseMeeting(
        id=f"line-{number}",
        case_id=f"case-{number}",
        code=f"Z-{number:03}",
        risk=Risk.MEDIUM,
        kind=MeetingKind.CASE_CONFERENCE,
        minutes=minutes,
        earliest_at=at(0, 9),
        deadline_at=at(4, 17),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes) if starts_at else None,
        room=VIDEO if starts_at else "",
        room_name="",
        seats=(
            a_seat(POLICE, "P. Agent"),
            a_seat(SAFE_HOME, "V. Veilig"),
            a_seat(FIELD, "L. Lokaal"),
            a_seat(PROSECUTOR, "O. Officier"),
        ),
    )
    return replace(line, **about)


def a_plan(*meetings: CaseMeeting, **about: Any) -> WeekPlan:
    """A plan of two weeks that was worked out, online or in the town hall."""
    plan = WeekPlan(
        id="plan",
        version=3,
        first_day=MONDAY,
        days=14,
        place=Place.EITHER,
        stage=PlanStage.WORKED_OUT,
        begun_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
        worked_out_at=datetime(2026, 11, 20, 10, tzinfo=UTC),
        published_at=None,
        meetings=meetings,
        rooms=(HALL, OLD),
        person_days=4 * len(meetings),
    )
    return replace(plan, **about)


def a_sitting(*meetings: CaseMeeting) -> Sitting:
    """These meetings as one sitting."""
    starts = [one.starts_at for one in meetings if one.starts_at]
    ends = [one.ends_at for one in meetings if one.ends_at]
    return Sitting(min(starts), max(ends), meetings[0].room, tuple(one.id for one in meetings), 6)


def no_common_time(number: int, **about: Any) -> Explained:
    """No time before the deadline: without Veilig Thuis there would be 14."""
    found = Explained(
        meeting_id=f"line-{number}",
        hindrance=Hindrance.NO_COMMON_TIME,
        proven=True,
        times=0,
        open_times=60,
        blocking=(BlockingSeat((SAFE_HOME, "VHH"), "", 14),),
        suggestions=(
            Suggestion(WayOut.SUBSTITUTE, times=3, seat_id=f"seat-{SAFE_HOME}"),
            Suggestion(WayOut.SHORTER, times=2, minutes=60),
            Suggestion(WayOut.AFTER_DEADLINE, start=at(7, 10), late_minutes=2 * 24 * 60),
        ),
    )
    return replace(found, **about)
