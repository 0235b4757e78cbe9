"""What the case director sees of the owners of actions: whose actions are open, their links, and who can get one."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlmodel import col, select

from models.casework import Seat
from models.directory import Organisation, Professional
from models.follow_up import ActionLink
from models.meeting import Action
from models.terms import ActionStatus
from services.access.rules import Permission
from services.cases.apart import private_persons
from services.cases.recognised import KnownAs, same_person
from services.messages.facts import Delivery, QueuedMail
from services.messages.queries import mail_of
from services.relations.owning import links_in_force, still_held
from services.relations.queries import barred_professionals
from services.reports.facts import Owner, OwnerLink
from services.reports.ladder import unheard, waits_for_director
from services.reports.managers import manager_to_show
from services.reports.owing import owing_in, visible, visible_actions
from services.reports.rules import is_overdue
from services.scheduling.facts import local_day
from services.unit_of_work import Reading, Work


def owner_links(work: Work, case_id: str) -> tuple[OwnerLink, ...]:
    """The links to actions of a case that were not taken back, by organisation and name. Whoever is barred from the
    case is not among them. Raises `NotAllowed`."""
    return tuple(link for owner in owners_of(work, case_id) for link in owner.links)


def owners_of(work: Work, case_id: str) -> tuple[Owner, ...]:
    """Every organisation with open actions that the director may read, or with a link; by name. Raises `NotAllowed`."""
    with work.read(Permission.ACTION_ASK, case_id, screen="owners") as look:
        links = _links(look, case_id)
        keys = set(look.session.exec(select(Action.owner).where(Action.case_id == case_id).distinct()))
        wanted = {row.organisation_id for row in links}
        homes = look.session.exec(
            select(Organisation)
            .where(col(Organisation.key).in_(keys) | col(Organisation.id).in_(wanted))
            .order_by(col(Organisation.name))
        ).all()
        owners = (_owner(look, case_id, home, [r for r in links if r.organisation_id == home.id]) for home in homes)
        return tuple(owner for owner in owners if owner.open or owner.links)


def _links(look: Reading, case_id: str) -> list[ActionLink]:
    rows = look.session.exec(
        select(ActionLink)
        .where(ActionLink.case_id == case_id, col(ActionLink.revoked_at).is_(None))
        .order_by(col(ActionLink.made_at), col(ActionLink.id))
    ).all()
    barred = barred_professionals(look.session, look.database.vault, case_id)
    return [row for row in rows if row.professional_id not in barred]


def _owner(look: Reading, case_id: str, home: Organisation, rows: Sequence[ActionLink]) -> Owner:
    open_now, overdue = _counted(look, case_id, home)
    holding = links_in_force(look.session, rows, look.now)
    mails = mail_of(look, [row.id for row in rows])
    links = [
        replace(_link(look, row, home, mails[row.id]), open=open_now, overdue=overdue, holds=row.id in holding)
        for row in rows
    ]
    given = {row.professional_id for row in rows}
    choices = _choices(look, case_id, home, given) if open_now else ()
    return Owner(home.key, home.name, open_now, overdue, tuple(sorted(links, key=lambda one: one.name)), choices)


def _counted(look: Reading, case_id: str, home: Organisation) -> tuple[int, int]:
    """How many actions are asked through a link, and how many of those are past their last moment."""
    seen = visible_actions(look, case_id, home.key)
    rows = look.session.exec(select(Action).where(col(Action.id).in_(seen))).all()
    return len(rows), sum(is_overdue(ActionStatus.OPEN, row.due_at, row.due_on_day, look.now) for row in rows)


def _link(look: Reading, row: ActionLink, home: Organisation, mails: tuple[QueuedMail, ...]) -> OwnerLink:
    person = look.session.get_one(Professional, row.professional_id)
    owing = [visible(look, one) for one in owing_in(look, case_ids=[row.case_id], among=[row.id])]
    return OwnerLink(
        id=row.id,
        organisation=home.key,
        organisation_name=home.name,
        professional_id=person.id,
        name=person.name,
        link=look.unseal(row, "link_sealed"),
        code=look.unseal(row, "code_sealed"),
        made_at=row.made_at,
        expires_at=row.expires_at,
        opened_at=row.opened_at,
        locked=row.locked_at is not None,
        reminded_at=row.reminded_at,
        reminders=row.reminders,
        escalated_at=row.escalated_at,
        manager=manager_to_show(look, row.case_id, home),
        stopped=bool(mails) and mails[-1].delivery is Delivery.STOPPED,
        version=row.version,
        has_email=bool(person.email_sealed),
        unheard=len(unheard(owing[0], look.now)) if owing else 0,
        waits=bool(owing) and waits_for_director(owing[0], look.now),
        mails=mails,
    )


def _choices(look: Reading, case_id: str, home: Organisation, given: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Whom a link can be given to: who holds a seat first, then who deputises, then every colleague."""
    seats = look.session.exec(select(Seat).where(Seat.case_id == case_id, Seat.organisation_id == home.id)).all()
    held = [seat for seat in seats if still_held(seat, local_day(look.now))]
    if seats and not held:
        return ()
    holders = {seat.professional_id for seat in held}
    deputies = {seat.deputy_id for seat in held if seat.deputy_id}
    people = look.session.exec(
        select(Professional)
        .where(Professional.organisation_id == home.id, col(Professional.active).is_(True))
        .order_by(col(Professional.name), col(Professional.id))
    ).all()
    barred, private = barred_professionals(look.session, look.database.vault, case_id), private_persons(look, case_id)
    free = [
        one
        for one in people
        if one.id not in barred and one.id not in given and not any(same_person(_known(look, one), p) for p in private)
    ]
    free.sort(key=lambda one: (one.id not in holders, one.id not in deputies))
    return tuple((one.id, one.name) for one in free)


def _known(look: Reading, person: Professional) -> KnownAs:
    return KnownAs((person.name,), (look.unseal(person, "email_sealed"),), (look.unseal(person, "phone_sealed"),))
