"""A region's weeks: a plan of many cases' meetings, the place it keeps for each, and the rooms it may use.

Ids, times and codes only; nothing here says what a case is about.
"""

from datetime import date, datetime

from sqlalchemy import JSON
from sqlmodel import Field, UniqueConstraint

from models.base import Row, moment, term
from models.terms import MeetingKind


class MeetingRoom(Row, table=True):
    """A room in which meetings on site are held. `site` is where it stands; rooms of one site need no travel."""

    __tablename__ = "meeting_room"
    __table_args__ = (UniqueConstraint("name"),)

    name: str = Field(max_length=80)
    site: str = Field(default="", max_length=80)
    seats: int
    active: bool = True


class RegionPlan(Row, table=True):
    """One plan for the cases of a stretch of days: a draft until it is published or laid aside.

    `place` is where its meetings may be (online, op_locatie, vrij), `score` the levels of its objective as they stood
    when it was last worked out, at `worked_out_at`.
    """

    __tablename__ = "region_plan"

    first_day: date
    days: int
    place: str = Field(max_length=20)
    planned_by: str = Field(max_length=32)
    begun_at: datetime = moment()
    worked_out_at: datetime | None = moment(default=None)
    published_at: datetime | None = moment(default=None)
    laid_aside_at: datetime | None = moment(default=None)
    score: list[int] = Field(default_factory=list, sa_type=JSON)


class RegionMeeting(Row, table=True):
    """The meeting that one case needs within a plan, and the place the plan keeps for it; without `starts_at` none.

    `room` is a meeting room's id or the word for a meeting on line; `attendees` are pairs of seat and professional,
    `absent` seats that nobody fills; `explained` says in codes and counts why there is no time, or only a late one.
    `pinned`: settled by hand; `left_out`: the coordinator leaves this case to its director. `meeting_id` is the
    announced meeting, `announced_room` and `announced_at` where and when it is as far as the plan knows (its director
    may move it), `refusal` the code of why announcing it was refused.
    """

    __tablename__ = "region_meeting"
    __table_args__ = (UniqueConstraint("plan_id", "case_id"),)

    plan_id: str = Field(foreign_key="region_plan.id", index=True, max_length=32)
    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    kind: MeetingKind = term(MeetingKind)
    minutes: int
    earliest_at: datetime = moment()
    deadline_at: datetime | None = moment(default=None)
    starts_at: datetime | None = moment(default=None)
    room: str = Field(default="", max_length=32)
    attendees: list[list[str]] = Field(default_factory=list, sa_type=JSON)
    absent: list[str] = Field(default_factory=list, sa_type=JSON)
    explained: dict[str, object] = Field(default_factory=dict, sa_type=JSON)
    pinned: bool = False
    left_out: bool = False
    meeting_id: str | None = Field(default=None, foreign_key="meeting.id", index=True, max_length=32)
    announced_room: str = Field(default="", max_length=32)
    announced_at: datetime | None = moment(default=None)
    refusal: str = Field(default="", max_length=60)
