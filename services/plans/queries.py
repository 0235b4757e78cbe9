"""Looks at the plan: its actions, how ready it is, its versions and the copies that left."""

from dataclasses import dataclass

from pydantic import TypeAdapter
from sqlmodel import col, select

from models.directory import Account
from models.meeting import Action
from models.plan import IssuedCopy, PlanVersion
from models.terms import ActionStatus, MeetingKind
from services.access.rules import Permission
from services.cases.facts import CaseFacts
from services.cases.gathering import gathered
from services.cases.queries import reader_of
from services.conditions.facts import ConditionView
from services.conditions.queries import conditions_in, readable
from services.meetings.facts import PlannedMeeting
from services.meetings.queries import current_meeting, meetings_in
from services.plans.facts import PlanContent
from services.plans.orders import ActionView, Check, IssuedLine, VersionLine
from services.plans.rules import Picture, readiness
from services.protection.rules import Reader
from services.relations.queries import barred_accounts
from services.route_map.queries import regional
from services.route_map.rules import attendance_rule, measures_to_weigh, missing_seats, required_seats, unweighed
from services.unit_of_work import Reading, Work

CONTENT = TypeAdapter(PlanContent)


@dataclass(frozen=True)
class CaseState:
    """One case as its screens show it, gathered in one look: facts, meeting, conditions, actions, checks, versions.

    `directs`: the reader may change the case, so buttons for that make sense; every act asks again.
    """

    facts: CaseFacts
    meeting: PlannedMeeting | None
    meetings: tuple[PlannedMeeting, ...]
    conditions: tuple[ConditionView, ...]
    actions: tuple[ActionView, ...]
    checks: tuple[Check, ...]
    versions: tuple[VersionLine, ...]
    directs: bool = False


def case_state(work: Work, case_id: str, *, screen: str = "case") -> CaseState:
    """Everything a case screen shows, as this actor may see it. Raises `NotAllowed`."""
    with work.read(Permission.CASE_READ, case_id, screen=screen) as look:
        return state_in(look, case_id)


def state_in(look: Reading, case_id: str, reader: Reader | None = None) -> CaseState:
    """The same inside an open look or transaction, for another reader than the actor if one is given."""
    reader = reader or reader_of(look)
    facts = gathered(look, case_id, reader)
    meetings = meetings_in(look, case_id)
    meeting = current_meeting(meetings)
    conditions, actions = conditions_in(look, case_id, reader), actions_in(look, case_id, reader)
    route_map = regional(look.settings.route_map)
    picture = Picture(
        facts=facts,
        needed=required_seats(route_map, facts),
        missing=missing_seats(route_map, facts),
        attendance=attendance_rule(route_map, facts, meeting.kind if meeting else MeetingKind.CASE_CONFERENCE),
        to_weigh=measures_to_weigh(route_map, facts),
        unweighed=unweighed(route_map, facts),
        meeting=meeting,
        conditions=conditions,
        actions=actions,
    )
    checks, versions = readiness(picture), versions_in(look, case_id)
    directs = look.may(Permission.CASE_EDIT)
    return CaseState(facts, meeting, meetings, conditions, actions, checks, versions, directs)


def actions_in(look: Reading, case_id: str, reader: Reader) -> tuple[ActionView, ...]:
    """The actions of a case that this reader may see, by number; replaced ones are left out."""
    rows = look.session.exec(
        select(Action)
        .where(Action.case_id == case_id, Action.status != ActionStatus.REPLACED)
        .order_by(col(Action.number))
    )
    return tuple(_view(look, row, reader) for row in rows if readable(look, row.tier, reader))


def versions_in(look: Reading, case_id: str) -> tuple[VersionLine, ...]:
    """The versions of the plan, newest first."""
    rows = look.session.exec(
        select(PlanVersion).where(PlanVersion.case_id == case_id).order_by(col(PlanVersion.number).desc())
    ).all()
    names = _names(look, case_id, {row.adopted_by for row in rows})
    return tuple(
        VersionLine(row.id, row.number, row.status, row.adopted_at, names.get(row.adopted_by, "")) for row in rows
    )


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
        names = _names(look, case_id, {copy.issued_to for copy, _ in rows})
        return tuple(
            IssuedLine(copy.audience, copy.copy_code, copy.issued_at, names.get(copy.issued_to, ""), version.number)
            for copy, version in rows
        )


def _names(look: Reading, case_id: str, ids: set[str]) -> dict[str, str]:
    """Names of accounts, without those whom a bar keeps out of the case by now."""
    if not ids:
        return {}
    rows = look.session.exec(select(Account).where(col(Account.id).in_(ids)))
    barred = barred_accounts(look.session, look.database.vault, case_id, ids)
    return {row.id: row.name for row in rows if row.id not in barred}


def _view(look: Reading, row: Action, reader: Reader) -> ActionView:
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
        if_not=if_not if readable(look, row.if_not_tier or row.tier, reader) else "",
        if_not_tier=row.if_not_tier,
        tier=row.tier,
        status=row.status,
        version=row.version,
    )
