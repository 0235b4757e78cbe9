"""Reads who answers for which open actions by a standing link: for reminders and for whom the director must decide.

Counted is what is asked through that link: open, without a word since it was asked, for the owner to see behind it, and
readable for the case director, who asks. Nobody is told of more.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from models.base import rows_of
from models.casework import Case
from models.directory import Account, Organisation, Professional
from models.follow_up import ActionLink, ActionReport
from models.meeting import Action
from models.terms import ActionStatus
from services.cases.queries import reader_of
from services.conditions.queries import directs
from services.protection.rules import ONE_ORGANISATION, Reader, may_read
from services.relations.owning import links_in_force
from services.relations.queries import barred_by_case
from services.reports.ladder import Asked, Owing, waits_for_director
from services.reports.queries import owner_may_answer
from services.unit_of_work import Reading


def owing_in(
    look: Reading,
    *,
    case_ids: Collection[str] | None = None,
    professional_id: str = "",
    among: Collection[str] | None = None,
) -> tuple[Owing, ...]:
    """The links that hold, over all cases, with what is open behind each; of some cases, one person, or among some
    links where named.

    Left out is who is barred from the case. What its owner may see is not asked yet: `visible` does that.
    """
    rows = _links(look, case_ids, professional_id, among)
    holding = links_in_force(look.session, rows, look.now)
    cases, people = {row.case_id for row in rows}, {row.professional_id for row in rows}
    barred = barred_by_case(look.session, look.database.vault, cases, people) if rows else {}
    rows = [row for row in rows if row.id in holding and row.professional_id not in barred[row.case_id]]
    asked, homes = _asked(look.session, {row.case_id for row in rows}), _homes(look.session, rows)
    reached = _with_address(look.session, {row.professional_id for row in rows})
    return tuple(
        Owing(
            link_id=row.id,
            case_id=row.case_id,
            organisation=homes[row.organisation_id].key,
            professional_id=row.professional_id,
            given_at=row.made_at,
            asked=asked.get((row.case_id, homes[row.organisation_id].key), ()),
            reminded_at=row.reminded_at,
            escalated_at=row.escalated_at,
            locked=row.locked_at is not None,
            reachable=row.professional_id in reached,
        )
        for row in rows
    )


def visible(look: Reading, owing: Owing) -> Owing:
    """The same with only what is asked through the link: what its owner sees behind it and the director may read."""
    seen = visible_actions(look, owing.case_id, owing.organisation)
    return replace(owing, asked=tuple(one for one in owing.asked if one.action_id in seen))


def visible_actions(look: Reading, case_id: str, organisation: str) -> Mapping[str, datetime | None]:
    """The open actions of an organisation that are asked through a link, by id, with their last moments."""
    home = look.session.exec(select(Organisation).where(Organisation.key == organisation)).one()
    director = reader_of(look) if directs(look, case_id) else _director(look.session, case_id)
    own = select(Action).where(
        Action.case_id == case_id, Action.owner == organisation, Action.status == ActionStatus.OPEN
    )
    return {
        row.id: row.due_at
        for row in look.session.exec(own).all()
        if (may_read(row.tier, director) or row.tier.startswith(ONE_ORGANISATION)) and owner_may_answer(look, row, home)
    }


def escalations_in(look: Reading, case_ids: Collection[str]) -> dict[str, tuple[Owing, ...]]:
    """Per case the owners of whom no word came after the second reminder and about whom the director has not written
    the manager since: for my day. Cases without any are left out."""
    found: dict[str, list[Owing]] = defaultdict(list)
    for owing in owing_in(look, case_ids=case_ids):
        if waits_for_director(owing, look.now) and waits_for_director(seen := visible(look, owing), look.now):
            found[owing.case_id].append(seen)
    return {case_id: tuple(owners) for case_id, owners in found.items()}


def reminded_since(look: Reading, moment: datetime) -> frozenset[tuple[str, str]]:
    """Professional and case of every owner who was reminded at or after a moment."""
    rows = look.session.exec(
        select(ActionLink.professional_id, ActionLink.case_id).where(col(ActionLink.reminded_at) >= moment)
    )
    return frozenset((who, case_id) for who, case_id in rows)


def _links(
    look: Reading, case_ids: Collection[str] | None, professional_id: str, among: Collection[str] | None
) -> list[ActionLink]:
    statement = select(ActionLink).where(col(ActionLink.revoked_at).is_(None), ActionLink.expires_at > look.now)
    if case_ids is not None:
        statement = statement.where(col(ActionLink.case_id).in_(case_ids))
    if professional_id:
        statement = statement.where(ActionLink.professional_id == professional_id)
    if among is not None:
        statement = statement.where(col(ActionLink.id).in_(among))
    return list(look.session.exec(statement.order_by(col(ActionLink.made_at), col(ActionLink.id))).all())


def _asked(session: Session, case_ids: Collection[str]) -> dict[tuple[str, str], tuple[Asked, ...]]:
    """By case and owner what is open and without a word since it was asked: a report leaves the action one version
    further than it saw, and any later change asks anew."""
    newest: Any = (
        select(ActionReport.action_id, func.max(ActionReport.action_version))
        .where(col(ActionReport.case_id).in_(case_ids))
        .group_by(col(ActionReport.action_id))
    )
    answered = {action_id: version + 1 for action_id, version in session.exec(newest)}
    rows = session.exec(
        rows_of(Action, whole=False)
        .where(col(Action.case_id).in_(case_ids), Action.status == ActionStatus.OPEN)
        .order_by(col(Action.number))
    ).all()
    found: dict[tuple[str, str], list[Asked]] = defaultdict(list)
    for row in rows:
        if answered.get(row.id) != row.version:
            found[row.case_id, row.owner].append(Asked(row.id, row.due_at, row.due_on_day))
    return {key: tuple(asked) for key, asked in found.items()}


def _homes(session: Session, rows: Collection[ActionLink]) -> dict[str, Organisation]:
    wanted = {row.organisation_id for row in rows}
    return {row.id: row for row in session.exec(select(Organisation).where(col(Organisation.id).in_(wanted)))}


def _with_address(session: Session, people: Collection[str]) -> frozenset[str]:
    found = select(Professional.id).where(col(Professional.id).in_(people), col(Professional.email_sealed) != "")
    return frozenset(session.exec(found))


def _director(session: Session, case_id: str) -> Reader:
    """Who asks, as a reader, for whom the planner reminds: the director's organisation."""
    key = session.exec(
        select(Organisation.key)
        .join(Professional, col(Professional.organisation_id) == col(Organisation.id))
        .join(Account, col(Account.professional_id) == col(Professional.id))
        .join(Case, col(Case.director_id) == col(Account.id))
        .where(Case.id == case_id)
    ).first()
    return Reader(organisation=key)
