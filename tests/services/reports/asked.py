"""A case in which something was agreed, whose director asks its owners by link."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlmodel import col, select

from models.directory import Account, Organisation, Professional
from models.follow_up import ActionLink
from models.outbox import OutboxMessage
from services.access.rules import Standing
from services.directory.sessions import recognise
from services.meetings.orders import OpenLink
from services.messages.facts import Mail
from services.plans.actions import record_action
from services.relations.facts import VISITOR
from services.reports.facts import OwnerLink
from services.reports.links import make_link, open_action_link
from services.reports.owners import owner_links
from services.scheduling.facts import LOCAL
from services.unit_of_work import Work
from tests.planned import PlannedCase, a_planned_case, an_action

DUE = datetime(2026, 12, 2, 16, tzinfo=LOCAL)
"""Wednesday; the clock of these tests stands on the Monday before, at 10.00, after the meeting."""
NINE = datetime(2026, 12, 1, 9, tzinfo=LOCAL)
WORDS = "Bellen met de school."


def an_agreed_case(work_as: Callable[..., Work], code: str = "T-100") -> PlannedCase:
    """A case with one action of Veilig Thuis and one of the police, each due on Wednesday; agreed once it met."""
    return a_planned_case(work_as, code=code, further=_agree)


def _agree(planned: PlannedCase) -> None:
    add_action(planned, "VT")
    add_action(planned, "politie")
    belongs(planned)


def add_action(planned: PlannedCase, owner: str, due_at: datetime | None = DUE, **about: object) -> str:
    """One more action; gives its id."""
    action_id = planned.director.chance.id()
    record_action(planned.director, an_action(planned.case_id, action_id, owner=owner, due_at=due_at, **about))
    return action_id


def belongs(planned: PlannedCase) -> None:
    """Gives the director's account the place in the directory that every real one has."""
    with planned.director.upkeep() as tx:
        home = tx.session.exec(select(Organisation).where(Organisation.key == "politie")).one()
        person = Professional(id=tx.chance.id(), organisation_id=home.id, name="I. Brandsma")
        account = tx.session.get_one(Account, planned.director.actor.account_id)
        tx.add(person)
        account.professional_id = person.id
        tx.add(account)


def person_of(planned: PlannedCase, organisation: str) -> str:
    """Who holds the seat of an organisation."""
    return planned.as_guest(organisation).actor.professional_id


def give(planned: PlannedCase, organisation: str = "VT") -> OwnerLink:
    """A link for who holds the seat of an organisation."""
    make_link(planned.director, planned.case_id, organisation, person_of(planned, organisation))
    return link_of(planned, organisation)


def link_of(planned: PlannedCase, organisation: str = "VT") -> OwnerLink:
    """That link as the director sees it now."""
    return next(one for one in owner_links(planned.director, planned.case_id) if one.organisation == organisation)


def key_of(link: OwnerLink) -> OpenLink:
    """Link and code, right in every part."""
    return OpenLink(link.id, link.link.rpartition("#")[2], link.code)


def came_in(work: Work, link: OwnerLink) -> Work:
    """The owner's work, after coming in by link and code."""
    visitor = work.as_actor(VISITOR)
    actor = recognise(visitor, open_action_link(visitor, key_of(link)))
    assert actor is not None
    assert actor.standing is Standing.GUEST
    return work.as_actor(actor)


def mails(work: Work, word: str = "") -> list[tuple[Mail, OutboxMessage]]:
    """What lies in the outbox about actions and may still go, oldest first."""
    with work.upkeep() as tx:
        rows = tx.session.exec(select(OutboxMessage).order_by(col(OutboxMessage.queued_at))).all()
        found = []
        for row in rows:
            names = ("to_sealed", "subject_sealed", "body_sealed")
            mail = Mail(*(tx.unseal(row, name) for name in names))
            if row.invitation_id is None and row.attempts < 8 and word in mail.subject and mail.subject:
                found.append((mail, row))
        tx.session.expunge_all()
    return [(mail, row) for mail, row in found if "/a/" in mail.body or row.action_link_id]


def put(work: Work, kind: type, which: str, **fields: object) -> None:
    """Puts a row as a test needs it."""
    with work.upkeep() as tx:
        row = tx.session.get_one(kind, which)
        for name, value in fields.items():
            setattr(row, name, value)
        tx.add(row)


def row_of(work: Work, link: OwnerLink) -> ActionLink:
    """The row of a link as it stands."""
    with work.database.reading() as session:
        row = session.get_one(ActionLink, link.id)
        session.expunge(row)
        return row


def days(number: int) -> timedelta:
    """So many days."""
    return timedelta(days=number)
