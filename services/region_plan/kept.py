"""A plan, its lines and what was announced of them as the rows keep them, frozen; explanations as codes and counts.
Pure.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from models.terms import NOT_COMING, InvitationAnswer, MeetingKind, MeetingStatus
from services.region_plan.facts import PlanStage
from services.scheduling.facts import LOCAL
from services.scheduling.many.facts import Place, Score
from services.scheduling.many.reasons import BlockingSeat, Explained, Hindrance, Suggestion, WayOut


@dataclass(frozen=True)
class KeptPlan:
    """A plan's own row. `score` None: its meetings changed since it was worked out, or it never was."""

    id: str
    version: int
    first_day: date
    days: int
    place: Place
    begun_at: datetime
    worked_out_at: datetime | None = None
    published_at: datetime | None = None
    laid_aside_at: datetime | None = None
    score: Score | None = None

    @property
    def stage(self) -> PlanStage:
        """How far it is."""
        if self.laid_aside_at:
            return PlanStage.LAID_ASIDE
        if self.published_at:
            return PlanStage.PUBLISHED
        return PlanStage.WORKED_OUT if self.worked_out_at else PlanStage.BEGUN


@dataclass(frozen=True)
class KeptLine:
    """One case's meeting as its row keeps it. `announced_room` and `announced_at`: where and when its announced meeting
    is, as far as the plan knows."""

    id: str
    case_id: str
    kind: MeetingKind
    minutes: int
    earliest_at: datetime
    deadline_at: datetime | None = None
    starts_at: datetime | None = None
    room: str = ""
    attendees: tuple[tuple[str, str], ...] = ()
    absent: tuple[str, ...] = ()
    explained: Explained | None = None
    pinned: bool = False
    left_out: bool = False
    meeting_id: str = ""
    announced_room: str = ""
    announced_at: datetime | None = None
    refusal: str = ""
    version: int = 1

    @property
    def ends_at(self) -> datetime | None:
        """When it ends, where it has a time."""
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None

    @property
    def late_minutes(self) -> int:
        """By how much its end passes the deadline."""
        return late_by(self.ends_at, self.deadline_at)


def late_by(ends_at: datetime | None, deadline: datetime | None) -> int:
    """Minutes on the clock after the deadline, begun ones counted whole; 0 without a time or a deadline."""
    if ends_at is None or deadline is None:
        return 0
    return max(0, -((deadline - ends_at) // timedelta(minutes=1)))


@dataclass(frozen=True)
class Invited:
    """Who is invited to an announced meeting, by seat, and what they said."""

    seat_id: str
    professional_id: str
    organisation: str
    answer: InvitationAnswer


@dataclass(frozen=True)
class Announced:
    """An announced meeting of a line as it stands now: its director may have moved it or called it off."""

    id: str
    version: int
    status: MeetingStatus
    starts_at: datetime
    ends_at: datetime
    begun: bool
    invited: tuple[Invited, ...] = ()
    sitting_id: str = ""

    @property
    def stands(self) -> bool:
        """Whether people still expect it, or it was held."""
        return self.status is not MeetingStatus.WITHDRAWN

    @property
    def held(self) -> frozenset[str]:
        """Who is invited and did not say that they will not come."""
        return frozenset(one.professional_id for one in self.invited if one.answer not in NOT_COMING)


def followed(line: KeptLine, announced: Announced | None) -> KeptLine:
    """The line where its director moved the announced meeting since: their time goes before the plan's."""
    if announced is None or not announced.stands or announced.starts_at == line.announced_at:
        return line
    return replace(
        line, starts_at=announced.starts_at, room=line.announced_room, announced_at=announced.starts_at, explained=None
    )


def explained_with(line: KeptLine, meetings: Collection[str], seats: Collection[str]) -> KeptLine:
    """The line, explained with nothing of other meetings or seats than these: somebody else may have worked it out, or
    somebody was barred since."""
    if line.explained is None:
        return line
    meetings, seats, told = {"", *meetings}, {"", *seats}, line.explained
    found = replace(
        told,
        others=tuple(one for one in told.others if one in meetings),
        blocking=tuple(one for one in told.blocking if one.seat_id in seats),
        suggestions=tuple(one for one in told.suggestions if one.meeting_id in meetings and one.seat_id in seats),
    )
    return replace(line, explained=found)


def packed(explained: Explained | None) -> dict[str, Any]:
    """An explanation as a row keeps it."""
    if explained is None:
        return {}
    found = asdict(explained)
    for one in found["suggestions"]:
        one["start"] = one["start"].isoformat() if one["start"] else None
    return found


def unpacked(kept: Mapping[str, Any]) -> Explained | None:
    """The explanation behind what a row keeps; None where there is none."""
    if not kept:
        return None
    return Explained(
        meeting_id=kept["meeting_id"],
        hindrance=Hindrance(kept["hindrance"]),
        proven=kept["proven"],
        times=kept["times"],
        open_times=kept["open_times"],
        blocking=tuple(
            BlockingSeat(tuple(one["organisations"]), one["seat_id"], one["without"]) for one in kept["blocking"]
        ),
        suggestions=tuple(_suggestion(one) for one in kept["suggestions"]),
        others=tuple(kept["others"]),
    )


def _suggestion(kept: Mapping[str, Any]) -> Suggestion:
    start = datetime.fromisoformat(kept["start"]).astimezone(LOCAL) if kept["start"] else None
    fields: dict[str, Any] = {**kept, "way": WayOut(kept["way"]), "start": start}
    return Suggestion(**fields)
