"""Looks at the plan: its actions, how ready it is, its versions and the copies that left."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from pydantic import TypeAdapter
from sqlalchemy.orm import QueryableAttribute, defer
from sqlmodel import col, select

from models.base import rows_of
from models.directory import Account, Professional
from models.meeting import Action, Invitation
from models.plan import IssuedCopy, PlanVersion
from models.terms import ActionStatus, MeetingKind, MeetingStatus
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
from services.plans.orders import ActionView, Check, IssuedLine, VersionLine
from services.plans.rules import Picture, readiness
from services.plans.sources import carried_in_many
from services.protection.rules import WHOLE, Reader
from services.relations.queries import barred_accounts_by_case, barred_professionals
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
_THE_PLAN_ITSELF = cast("QueryableAttribute[str]", PlanVersion.content_sealed)  # what a column is to the mapper


@dataclass(frozen=True)
class CaseState:
    """One case as its screens show it, gathered in one look: facts, meeting, conditions, actions, checks, versions.

    `board` is what was found between its conditions and what was made of it. `minimums` tells of each meeting that
    stands how its minimum attendance does, by the answers so far. `leads`: the reader is its director or deputy.
    `directs`: and may change it, so buttons for that make sense; a closed case is only read. Every act asks again.
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
    meetings, versions = meetings_in_many(look, every[0]), versions_in_many(look, every[0])
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
                i: _state(look, facts[i], meetings[i], conditions[i], actions[i], versions[i], boards[i])
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
    versions: tuple[VersionLine, ...],
    board: Board,
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
    )
    leads = look.may(Permission.CASE_EDIT, facts.id)
    return CaseState(
        facts=facts,
        meeting=meeting,
        meetings=meetings,
        conditions=conditions,
        actions=actions,
        checks=readiness(picture),
        versions=versions,
        board=board,
        directs=leads and not facts.closed,
        leads=leads,
        minimums={
            one.id: minimum_now(one, attendance_rule(route_map, facts, one.kind))
            for one in meetings
            if one.status is MeetingStatus.PLANNED
        },
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
    """The versions of the plan, newest first."""
    return versions_in_many(look, [case_id])[case_id]


def versions_in_many(look: Reading, case_ids: Collection[str]) -> dict[str, tuple[VersionLine, ...]]:
    """The same for many cases, by case id, in two queries; the plans themselves are not opened."""
    rows = look.session.exec(
        select(PlanVersion)
        .where(col(PlanVersion.case_id).in_(case_ids))
        .order_by(col(PlanVersion.number).desc())
        .options(defer(_THE_PLAN_ITSELF))
    ).all()
    names = _names(look, {case_id: {row.adopted_by for row in rows if row.case_id == case_id} for case_id in case_ids})
    found: dict[str, list[VersionLine]] = {case_id: [] for case_id in case_ids}
    for row in rows:
        adopted_by = names.get((row.case_id, row.adopted_by), "")
        line = VersionLine(row.id, row.number, row.status, row.adopted_at, adopted_by, row.released_at)
        found[row.case_id].append(line)
    return {case_id: tuple(lines) for case_id, lines in found.items()}


def content_in(look: Reading, case_id: str, number: int | None = None) -> tuple[str, PlanContent] | None:
    """The id and frozen content of a version (the newest by default), or None when nothing was adopted."""
    statement = select(PlanVersion).where(PlanVersion.case_id == case_id).order_by(col(PlanVersion.number).desc())
    if number is not None:
        statement = statement.where(PlanVersion.number == number)
    row = look.session.exec(statement).first()
    if row is None:
        return None
    return row.id, CONTENT.validate_json(look.unseal(row, "content_sealed"))


def issued_copies(work: Work, case_id: str) -> tuple[IssuedLine, ...]:
    """The register of copies of this case, newest first."""
    with work.read(Permission.PLAN_READ, case_id, screen="copies") as look:
        rows = look.session.exec(
            select(IssuedCopy, PlanVersion)
            .join(PlanVersion, col(PlanVersion.id) == col(IssuedCopy.plan_version_id))
            .where(IssuedCopy.case_id == case_id)
            .order_by(col(IssuedCopy.issued_at).desc())
        ).all()
        takers = {copy.issued_to for copy, _ in rows}
        names = _names(look, {case_id: takers}) | _guests(look, case_id, takers)
        return tuple(
            IssuedLine(
                copy.audience, copy.copy_code, copy.issued_at, names.get((case_id, copy.issued_to), ""), version.number
            )
            for copy, version in rows
        )


def _names(look: Reading, ids: Mapping[str, Collection[str]]) -> dict[tuple[str, str], str]:
    """Per case and account the name, without those whom a bar keeps out of that case by now."""
    wanted = {account for accounts in ids.values() for account in accounts}
    if not wanted:
        return {}
    named = {row.id: row.name for row in look.session.exec(select(Account).where(col(Account.id).in_(wanted)))}
    barred = barred_accounts_by_case(look.session, look.database.vault, ids, wanted)
    return {
        (case_id, account): named[account]
        for case_id, accounts in ids.items()
        for account in accounts
        if account in named and account not in barred[case_id]
    }


def _guests(look: Reading, case_id: str, takers: Collection[str]) -> dict[tuple[str, str], str]:
    """The same for those who took a copy by their personal link."""
    found = look.session.exec(
        select(Invitation.id, Professional.id, Professional.name)
        .join(Professional, col(Professional.id) == col(Invitation.professional_id))
        .where(col(Invitation.id).in_(takers))
    ).all()
    barred = barred_professionals(look.session, look.database.vault, case_id) if found else frozenset()
    return {(case_id, which): name for which, person, name in found if person not in barred}


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
    )
