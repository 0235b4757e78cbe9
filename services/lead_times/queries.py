"""Looks at how long the way took: of one case, of many in a fixed number of queries, and of a region in groups."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlmodel import and_, col, or_

from models.casework import AssessmentRow, Case
from models.follow_up import Review
from models.live import LiveMeeting
from models.meeting import Meeting
from models.plan import PlanVersion
from models.terms import Instrument, MeetingKind, MeetingStatus, Risk
from services.access.rules import Permission
from services.lead_times.facts import CaseLeadTimes, GroupTime, Stage
from services.lead_times.rules import group_times, lead_times
from services.route_map.due import target_at
from services.route_map.queries import regional
from services.scheduling.facts import local_day
from services.unit_of_work import NotAllowed, Reading, Work

LOOKED_BACK = timedelta(days=365)
"""A region's lead times are those of cases that were opened in the last year; our proposal."""


def lead_times_of(work: Work, case_id: str) -> CaseLeadTimes:
    """The way of one case. Raises `NotAllowed`."""
    with work.read(Permission.CASE_READ, case_id, screen="lead_times") as look:
        found = lead_times_in(look, [case_id])
        if case_id not in found:
            raise NotAllowed
        return found[case_id]


def lead_times_in(look: Reading, case_ids: Collection[str]) -> dict[str, CaseLeadTimes]:
    """The same for many cases of an open look, by case id, in five queries. What does not exist is left out."""
    wanted = list(case_ids)
    reached: dict[str, dict[Stage, date]] = {case_id: {} for case_id in wanted}
    for stage, statement in _firsts(look, [col(Case.id).in_(wanted)]):
        for case_id, _, _, first in look.session.exec(statement):
            reached[case_id][stage] = _day(first)
    opened_then: Any = select(col(Case.id), col(Case.risk), col(Case.opened_at)).where(col(Case.id).in_(wanted))
    rows = {case_id: (risk, opened_at) for case_id, risk, opened_at in look.session.exec(opened_then)}
    today = local_day(look.now)
    return {
        case_id: lead_times(case_id, local_day(opened), reached[case_id], today, _targets(look, risk, opened))
        for case_id, (risk, opened) in ((wanted_id, rows[wanted_id]) for wanted_id in wanted if wanted_id in rows)
    }


def group_times_in(look: Reading, kept_from: Collection[str], fewest: int) -> tuple[GroupTime, ...]:
    """How long the cases of the last year took in the middle, per risk; without cases that the reader is kept out of.
    Of fewer than `fewest` cases nothing is told. Four queries, however many cases there are."""
    lately: list[ColumnElement[bool]] = [col(Case.opened_at) > look.now - LOOKED_BACK]
    lately += [col(Case.id).notin_(kept_from)] if kept_from else []
    return group_times(_ways(look, lately), fewest)


def _ways(look: Reading, which: list[ColumnElement[bool]]) -> Iterable[tuple[Risk, Stage, int]]:
    for stage, statement in _firsts(look, which):
        for _, risk, opened, first in look.session.exec(statement):
            yield Risk(risk), stage, max(0, (_day(first) - local_day(opened)).days)


def _firsts(look: Reading, which: list[ColumnElement[bool]]) -> Iterable[tuple[Stage, Any]]:
    """Per mark the statement that tells of each of these cases: id, risk, when it was opened, and the first time."""
    closed = col(Meeting.id).in_(select(col(LiveMeeting.meeting_id)).where(col(LiveMeeting.closed_at).is_not(None)))
    over = and_(Meeting.status == MeetingStatus.PLANNED, or_(col(Meeting.ends_at) <= look.now, closed))
    opened = col(Meeting.id).in_(select(col(LiveMeeting.meeting_id)))
    marks: tuple[tuple[Stage, Any, Any, ColumnElement[bool]], ...] = (
        (
            Stage.SASH,
            col(AssessmentRow.case_id),
            col(AssessmentRow.assessed_on),
            col(AssessmentRow.instrument) == Instrument.SASH,
        ),
        (
            Stage.MEETING,
            col(Meeting.case_id),
            col(Meeting.starts_at),
            or_(col(Meeting.status) == MeetingStatus.HELD, over, opened),
        ),
        (Stage.PLAN, col(PlanVersion.case_id), col(PlanVersion.adopted_at), col(PlanVersion.adopted_at).is_not(None)),
        (Stage.REVIEW, col(Review.case_id), col(Review.decided_at), col(Review.decided_at).is_not(None)),
    )
    for stage, case_id, moment, counts in marks:
        first = (
            select(case_id.label("case_id"), func.min(moment).label("first")).where(counts).group_by(case_id).subquery()
        )
        case = (col(Case.id), col(Case.risk), col(Case.opened_at))
        yield stage, select(*case, first.c.first).join(first, first.c.case_id == col(Case.id)).where(*which)


def _targets(look: Reading, risk: Risk, opened: datetime) -> dict[Stage, date]:
    """What the region proposes; only for the case conference, the one that it names working days for."""
    planning = regional(look.settings.route_map).region.planning
    until = target_at(planning, MeetingKind.CASE_CONFERENCE, risk, opened)
    return {Stage.MEETING: local_day(until)} if until else {}


def _day(found: date | datetime) -> date:
    return local_day(found) if isinstance(found, datetime) else found
