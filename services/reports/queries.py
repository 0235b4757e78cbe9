"""Looks at what became of actions: the reports, what a meeting opens with, and what an owner sees behind their link."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from models.base import rows_of
from models.casework import Case
from models.directory import Organisation, Professional
from models.follow_up import ActionLink, ActionReport
from models.meeting import Action, Meeting
from models.plan import PlanVersion
from models.terms import ActionStatus, MeetingStatus, PlanStatus
from services.access.rules import Permission
from services.cases.queries import reader_of
from services.conditions.queries import readable
from services.directory.partners import organisations_by_id
from services.plans.queries import CaseState, content_in, state_in
from services.plans.versions.lines import account_names
from services.plans.written.queries import stub_words_in
from services.protection.rules import Reader, may_read
from services.relations.queries import barred_by_case
from services.reports.facts import OpenAction, OwnAction, OwnActions, Report
from services.reports.rules import agreed_before, is_overdue, met_before, open_actions, reads_own
from services.unit_of_work import NotAllowed, Reading, Work


def reports_in(look: Reading, case_ids: Collection[str], reader: Reader) -> dict[str, tuple[Report, ...]]:
    """What was reported in these cases as far as a reader may see it, by case id, newest last; inside an open look.

    A report has the tier that its action had, and is nobody's who may not read that action as it is now. Whoever is
    barred from a case by now is not named in it.
    """
    rows = look.session.exec(_reports(look, case_ids)).all()
    found: dict[str, list[Report]] = {case_id: [] for case_id in case_ids}
    seen = _readable_reports(look, rows, reader)
    for row, told in zip(seen, _views(look, seen), strict=True):
        found[row.case_id].append(told)
    return {case_id: tuple(reports) for case_id, reports in found.items()}


def reports_of(work: Work, case_id: str) -> dict[str, tuple[Report, ...]]:
    """What was reported in a case, by action id, newest last, as the acting person may see it. Raises `NotAllowed`."""
    with work.read(Permission.CASE_READ, case_id, screen="reports") as look:
        found: dict[str, list[Report]] = {}
        for told in reports_in(look, [case_id], reader_of(look))[case_id]:
            found.setdefault(told.action_id, []).append(told)
    return {action_id: tuple(told) for action_id, told in found.items()}


def reported_since(look: Reading, case_ids: Collection[str], since: datetime) -> dict[str, tuple[Report, ...]]:
    """What others than the reader reported in these cases after `since`, by case id, new information among it (T-CH-4);
    cases without any are left out."""
    own = look.actor.reference
    asked = _reports(look, case_ids).where(
        col(ActionReport.reported_at) > since,
        col(ActionReport.recorded_by) != own,
    )
    rows = _readable_reports(look, look.session.exec(asked).all(), reader_of(look))
    found: dict[str, list[Report]] = {}
    for row, told in zip(rows, _views(look, rows), strict=True):
        found.setdefault(row.case_id, []).append(told)
    return {case_id: tuple(reports) for case_id, reports in found.items()}


def _reports(look: Reading, case_ids: Collection[str]) -> Any:
    chosen = rows_of(ActionReport, whole=look.opens).where(col(ActionReport.case_id).in_(case_ids))
    return chosen.order_by(col(ActionReport.reported_at), col(ActionReport.action_version), col(ActionReport.id))


def _readable_reports(look: Reading, rows: Collection[Any], reader: Reader) -> list[Any]:
    """Those of a tier that the reader may see, of an action that they may see: one that was kept for fewer readers
    afterwards takes what was said of it along."""
    if not rows:
        return []
    asked = select(Action.id, Action.tier).where(col(Action.case_id).in_({row.case_id for row in rows}))
    now = dict(look.session.exec(asked).all())
    return [
        row for row in rows if all(readable(look, row.case_id, tier, reader) for tier in (row.tier, now[row.action_id]))
    ]


def _views(look: Reading, rows: Collection[Any]) -> list[Report]:
    if not rows:
        return []
    homes, case_ids = organisations_by_id(look.session), {row.case_id for row in rows}
    people = {row.professional_id for row in rows if row.professional_id}
    named = select(Professional.id, Professional.name).where(col(Professional.id).in_(people))
    names = dict(look.session.exec(named).all()) if people else {}
    barred = barred_by_case(look.session, look.database.vault, case_ids, people) if people else {}
    return [
        Report(
            id=row.id,
            action_id=row.action_id,
            answer=row.answer,
            note=look.unseal(row, "note_sealed"),
            at=row.reported_at,
            organisation=homes[row.organisation_id].key,
            by="" if row.professional_id in barred.get(row.case_id, ()) else names.get(row.professional_id, ""),
            through_link=row.action_link_id is not None,
            meeting_id=row.meeting_id or "",
        )
        for row in rows
    ]


# ---- what a meeting opens with ----


def open_actions_of(work: Work, case_id: str, meeting_id: str) -> tuple[OpenAction, ...]:
    """What a meeting opens with, as its reader may see it. Raises `NotAllowed`, also for a meeting of another case."""
    with work.read(Permission.MEETING_READ, case_id, screen="open actions") as look:
        return open_actions_in(look, state_in(look, case_id), meeting_id, reader_of(look))


def open_actions_in(look: Reading, state: CaseState, meeting_id: str, reader: Reader) -> tuple[OpenAction, ...]:
    """The same inside an open look, of a case that was cut to this reader. The one rule for the live screen, the
    chair's script, the agenda and the minutes."""
    meeting = next((one for one in state.meetings if one.id == meeting_id), None)
    if meeting is None:
        raise NotAllowed
    agreed = agreed_before_in(look, state, meeting_id)
    before = met_before(state.meetings, meeting.starts_at)
    reports = reports_in(look, [state.facts.id], reader)[state.facts.id]
    actions = [action for action in state.actions if action.number in agreed]
    return open_actions(actions, reports, before[-1].starts_at if before else None, look.now)


def agreed_before_in(look: Reading, state: CaseState, meeting_id: str) -> frozenset[int]:
    """The numbers of a case's actions that were agreed before this meeting; none of one that is not there."""
    meeting = next((one for one in state.meetings if one.id == meeting_id), None)
    if meeting is None:
        return frozenset()
    adopted = [line for line in state.versions if line.adopted_at < meeting.starts_at]
    found = content_in(look, state.facts.id, adopted[0].number) if adopted else None
    stood = {int(action.number[1:]) for action in found[1].actions} if found else set()
    met = met_before(state.meetings, meeting.starts_at)
    return frozenset(action.number for action in state.actions if agreed_before(action, meeting.starts_at, stood, met))


# ---- behind an owner's link ----


def case_of_owner(work: Work) -> str:
    """The case behind the acting owner's link; no content, so it needs no logged look. Raises `NotAllowed`."""
    with work.database.reading() as session:
        found = session.exec(select(ActionLink.case_id).where(ActionLink.id == work.actor.action_link_id)).first()
    if not found:
        raise NotAllowed
    return found


def own_actions(work: Work) -> OwnActions:
    """Everything behind the acting owner's link. What their organisation may not read shows only the words that were
    written for it, and is left out without those. Raises `NotAllowed`."""
    case_id = case_of_owner(work)
    with work.read(Permission.ACTION_OWN, case_id, screen="own actions") as look:
        link = look.session.get_one(ActionLink, look.actor.action_link_id)
        home = look.session.get_one(Organisation, link.organisation_id)
        case = look.session.get_one(Case, case_id)
        director = account_names(look, {case_id: [case.director_id]})
        return OwnActions(
            link_id=link.id,
            case_id=case_id,
            code_name=case.code_name,
            name=look.session.get_one(Professional, link.professional_id).name,
            organisation=home.key,
            organisation_name=home.name,
            director=director.get((case_id, case.director_id), ""),
            actions=tuple(_own(look, case_id, link, home)),
        )


def owner_may_answer(look: Reading, row: Action, home: Organisation) -> bool:
    """Whether an owner behind a link knows of an action of theirs: something was agreed in the case, and they may read
    it, or words were written for them in its place."""
    if not _agreed_in(look, [row.case_id]):
        return False
    reader = Reader(home.key, external=home.external)
    return reads_own(row.tier, reader) or bool(_stub(look, row, reader))


def _own(look: Reading, case_id: str, link: ActionLink, home: Organisation) -> Iterable[OwnAction]:
    if not _agreed_in(look, [case_id]):
        return
    reader = Reader(home.key, external=home.external)
    rows = look.session.exec(_actions_in(look, [case_id]).where(Action.owner == home.key)).all()
    read = {row.id for row in rows if reads_own(row.tier, reader)}
    reports = _told_to(look, link, reader, read)
    for row in sorted(rows, key=lambda row: _by_moment(row, look.now)):
        told = tuple(report for report in reports if report.action_id == row.id)
        if row.id in read:
            yield _readable(look, row, reader, told)
        elif words := _stub(look, row, reader):
            yield OwnAction(
                row.id, row.number, words, None, False, "", "", row.status, row.version, reports=told, withheld=True
            )


def _readable(look: Reading, row: Any, reader: Reader, told: tuple[Report, ...]) -> OwnAction:
    if_not = look.unseal(row, "if_not_sealed")
    return OwnAction(
        id=row.id,
        number=row.number,
        what=look.unseal(row, "what_sealed"),
        due_at=row.due_at,
        due_on_day=row.due_on_day,
        proof=look.unseal(row, "proof_sealed"),
        if_not=if_not if may_read(row.if_not_tier or row.tier, reader) else "",
        status=row.status,
        version=row.version,
        overdue=is_overdue(row.status, row.due_at, row.due_on_day, look.now),
        reports=told,
    )


def _told_to(look: Reading, link: ActionLink, reader: Reader, read: Collection[str]) -> list[Report]:
    """What the owner may see of the reports: those of their tiers on the actions that they `read`, and what was given
    through this very link."""
    rows = look.session.exec(_reports(look, [link.case_id])).all()
    told = [row for row in rows if row.action_id in read and reads_own(row.tier, reader)]
    return _views(look, [row for row in rows if row in told or row.action_link_id == link.id])


def _stub(look: Reading, row: Any, reader: Reader) -> str:
    """The words in place of an action that its owner may not read; an outside party never gets such words."""
    return "" if reader.external else stub_words_in(look, row.case_id, row.id, reader.organisation or "")


def _actions_in(look: Reading, case_ids: Collection[str]) -> Any:
    chosen = rows_of(Action, whole=look.opens).where(col(Action.case_id).in_(case_ids))
    return chosen.where(Action.status != ActionStatus.REPLACED)


def _by_moment(row: Any, now: datetime) -> tuple[bool, bool, float, int]:
    late = is_overdue(row.status, row.due_at, row.due_on_day, now)
    last = row.due_at.timestamp() if row.due_at else float("inf")
    return (not late, row.status is not ActionStatus.OPEN, last, row.number)


def _agreed_in(look: Reading, case_ids: Collection[str]) -> frozenset[str]:
    """The cases in which anything was agreed yet, so that their actions are more than the director's preparation: a
    plan was adopted and not taken back, or a meeting has begun."""
    plans = select(PlanVersion.case_id).where(
        col(PlanVersion.case_id).in_(case_ids),
        col(PlanVersion.adopted_at).is_not(None),
        PlanVersion.status != PlanStatus.WITHDRAWN,
    )
    met = select(Meeting.case_id).where(
        col(Meeting.case_id).in_(case_ids),
        col(Meeting.status).in_((MeetingStatus.PLANNED, MeetingStatus.HELD)),
        col(Meeting.starts_at) <= look.now,
    )
    return frozenset((*look.session.exec(plans), *look.session.exec(met)))
