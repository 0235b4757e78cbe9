"""Looks at the plan: its actions, how ready it is, and its versions."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import TypeAdapter
from sqlmodel import col, select

from models.base import rows_of
from models.meeting import Action
from models.plan import PlanVersion
from models.terms import ActionStatus, MeetingKind, MeetingStatus, PlanStatus
from services.access.rules import Permission
from services.cases.facts import CaseFacts
from services.cases.gathering import gathered_for
from services.cases.queries import reader_of
from services.conditions.facts import ConditionView
from services.conditions.queries import conditions_in_many, readable, readable_of
from services.consistency.facts import Board
from services.consistency.queries import boards_in_many
from services.meetings.facts import PlannedMeeting
from services.meetings.queries import current_meeting, latest_coordination, meetings_in_many
from services.meetings.standing import GroupNow, is_running_poll, minimum_now
from services.plans.facts import PlanContent
from services.plans.orders import ActionView, Check, DraftLine, VersionLine
from services.plans.rules import Picture, readiness
from services.plans.sources import carried_in_many
from services.plans.versions.facts import Words
from services.plans.versions.lines import VersionsNow, versions_now
from services.plans.versions.queries import words_in_many
from services.protection.rules import WHOLE, Reader
from services.route_map.queries import regional
from services.route_map.rules import (
    attendance_rule,
    established,
    measures_to_weigh,
    missing_seats,
    required_seats,
    unweighed,
)
from services.unit_of_work import NotAllowed, Reading, Work

_NO_BOARD = Board()
CONTENT = TypeAdapter(PlanContent)


@dataclass(frozen=True)
class CaseState:
    """One case as its screens show it, gathered in one look: facts, meeting, conditions, actions, checks, versions.

    `board` is what was found between its conditions and what was made of it. `minimums` tells of each meeting that
    stands how its minimum attendance does, by the answers so far. `leads`: the reader is its director or deputy.
    `directs`: and may change it, so buttons for that make sense; a closed case is only read. Every act asks again.
    `versions` are those that were ever adopted, newest first (`in_force` is the one that holds), `draft` the one on
    which nothing was decided yet. `mark` differs after any change of a version.
    """

    facts: CaseFacts
    meeting: PlannedMeeting | None
    meetings: tuple[PlannedMeeting, ...]
    conditions: tuple[ConditionView, ...]
    actions: tuple[ActionView, ...]
    checks: tuple[Check, ...]
    versions: tuple[VersionLine, ...]
    board: Board = _NO_BOARD
    directs: bool = False
    leads: bool = False
    minimums: Mapping[str, tuple[GroupNow, ...]] = field(default_factory=dict)
    draft: DraftLine | None = None
    mark: str = ""

    @property
    def in_force(self) -> VersionLine | None:
        """The plan that holds; None before adoption, and after it was taken back or the case changed lanes."""
        return next((line for line in self.versions if line.status is PlanStatus.ADOPTED), None)

    @property
    def minimum(self) -> tuple[GroupNow, ...]:
        """How the minimum of its meeting stands."""
        return self.minimums.get(self.meeting.id, ()) if self.meeting else ()


def case_state(work: Work, case_id: str, *, screen: str = "case") -> CaseState:
    """Everything a case screen shows, as this actor may see it. Raises `NotAllowed`."""
    with work.read(Permission.CASE_READ, case_id, screen=screen) as look:
        return state_in(look, case_id)


def state_in(look: Reading, case_id: str, reader: Reader | None = None) -> CaseState:
    """The same inside an open look or transaction, for another reader than the actor if one is given.

    Raises `NotAllowed` for a case that does not exist.
    """
    found = states_in(look, [case_id], reader)
    if case_id not in found:
        raise NotAllowed
    return found[case_id]


def states_in(look: Reading, case_ids: Collection[str], reader: Reader | None = None) -> dict[str, CaseState]:
    """The same for many cases, by case id in the order given, in a number of queries that does not grow with them.

    What does not exist is left out. Ask it for `look.allowed`: permission is not asked here again.
    """
    return states_for(look, case_ids, [reader or reader_of(look)])[0]


def states_for(look: Reading, case_ids: Collection[str], readers: Sequence[Reader]) -> tuple[dict[str, CaseState], ...]:
    """The same for each of these readers; what is the same for all of them is read once."""
    every = gathered_for(look, case_ids, readers)
    meetings, versions = meetings_in_many(look, every[0]), versions_now(look, every[0])
    words = words_in_many(look, every[0], {i: now.draft for i, now in versions.items()})
    standing = conditions_in_many(look, every[0], WHOLE)
    rows = _action_rows(look, every[0])
    carried = carried_in_many(every[0], standing, _actions_read(look, every[0], rows, WHOLE))
    found: list[dict[str, CaseState]] = []
    for reader, facts in zip(readers, every, strict=True):
        conditions, actions = readable_of(look, standing, reader), _actions_read(look, facts, rows, reader)
        seen = {case_id: [view.id for view in views] for case_id, views in actions.items()}
        boards = boards_in_many(look, facts, conditions, carried, everything=standing, actions=seen, reader=reader)
        found.append(
            {
                i: _state(look, facts[i], meetings[i], conditions[i], actions[i], versions[i], boards[i], words.get(i))
                for i in case_ids
                if i in facts
            }
        )
    return tuple(found)


def _state(
    look: Reading,
    facts: CaseFacts,
    meetings: tuple[PlannedMeeting, ...],
    conditions: tuple[ConditionView, ...],
    actions: tuple[ActionView, ...],
    versions: VersionsNow,
    board: Board,
    words: Words | None,
) -> CaseState:
    route_map, meeting = regional(look.settings.route_map), current_meeting(meetings)
    certain = established(facts)
    needed, to_weigh = required_seats(route_map, facts, certain), measures_to_weigh(route_map, facts, certain)
    picture = Picture(
        facts=facts,
        needed=needed,
        missing=missing_seats(route_map, facts, needed),
        attendance=attendance_rule(route_map, facts, meeting.kind if meeting else MeetingKind.CASE_CONFERENCE),
        to_weigh=to_weigh,
        unweighed=unweighed(route_map, facts, to_weigh),
        meeting=meeting,
        conditions=conditions,
        actions=actions,
        coordination=latest_coordination(meetings),
        polled_until=next((m.poll_closes_at for m in meetings if is_running_poll(m, look.now)), None),
        board=board,
        words=words,
    )
    leads = look.may(Permission.CASE_EDIT, facts.id)
    return CaseState(
        facts=facts,
        meeting=meeting,
        meetings=meetings,
        conditions=conditions,
        actions=actions,
        checks=readiness(picture),
        versions=versions.adopted,
        board=board,
        directs=leads and not facts.closed,
        leads=leads,
        minimums={
            one.id: minimum_now(one, attendance_rule(route_map, facts, one.kind))
            for one in meetings
            if one.status is MeetingStatus.PLANNED
        },
        draft=versions.draft,
        mark=versions.mark,
    )


def _action_rows(look: Reading, case_ids: Collection[str]) -> Sequence[Any]:
    """The actions of these cases in one query; replaced ones are left out."""
    statement = rows_of(Action, whole=look.opens)
    standing = statement.where(col(Action.case_id).in_(case_ids), Action.status != ActionStatus.REPLACED)
    return look.session.exec(standing.order_by(col(Action.number))).all()


def _actions_read(
    look: Reading, case_ids: Collection[str], rows: Sequence[Any], reader: Reader
) -> dict[str, tuple[ActionView, ...]]:
    """Those of these actions that a reader may see, by case id and number."""
    found: dict[str, list[ActionView]] = {case_id: [] for case_id in case_ids}
    for row in rows:
        if readable(look, row.case_id, row.tier, reader):
            found[row.case_id].append(_view(look, row, reader))
    return {case_id: tuple(views) for case_id, views in found.items()}


def versions_in(look: Reading, case_id: str) -> tuple[VersionLine, ...]:
    """The versions of the plan that were ever adopted, newest first."""
    return versions_now(look, [case_id])[case_id].adopted


def content_in(look: Reading, case_id: str, number: int | None = None) -> tuple[str, PlanContent] | None:
    """The id and frozen content of a version (by default the plan in force), or None when there is none. Its status is
    what it is by now: a copy of a version that was replaced or taken back says so."""
    statement = select(PlanVersion).where(PlanVersion.case_id == case_id).order_by(col(PlanVersion.number).desc())
    if number is None:
        statement = statement.where(PlanVersion.status == PlanStatus.ADOPTED)
    else:
        statement = statement.where(PlanVersion.number == number)
    row = look.session.exec(statement).first()
    if row is None:
        return None
    content = CONTENT.validate_json(look.unseal(row, "content_sealed"))
    return row.id, replace(content, status=row.status)


def _view(look: Reading, row: Any, reader: Reader) -> ActionView:
    if_not = look.unseal(row, "if_not_sealed")
    return ActionView(
        id=row.id,
        number=row.number,
        what=look.unseal(row, "what_sealed"),
        owner=row.owner,
        supporting=tuple(row.supporting),
        due_at=row.due_at,
        due_on_day=row.due_on_day,
        ends_on=row.ends_on,
        condition_ids=tuple(row.condition_ids),
        proof=look.unseal(row, "proof_sealed"),
        if_not=if_not if readable(look, row.case_id, row.if_not_tier or row.tier, reader) else "",
        if_not_tier=row.if_not_tier,
        tier=row.tier,
        status=row.status,
        version=row.version,
        tells_victim=row.tells_victim,
        tell_victim_on=row.tell_victim_on,
        told_victim_on=row.told_victim_on,
        reported_at=row.reported_at,
        recorded_at=row.recorded_at,
    )
