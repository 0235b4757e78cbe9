"""Who stands behind a personal link: asked inside an act, with the link's secret.

Unknown, expired, replaced, foreign, locked or called-off links, people barred, off the case, or of a closed case: all
get the same answer (`directory.personal_links`).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TypeVar

from models.casework import Seat
from models.directory import Organisation, Professional
from models.meeting import Invitation, Meeting
from models.sealing import SealBroken
from models.terms import STANDING, MeetingStatus
from services.access.rules import Permission
from services.directory.personal_links import LinkRefused, found_by
from services.directory.rules import PERSONAL_LINK
from services.directory.throttle import give_back, spend
from services.relations.queries import identity_of, is_barred, is_closed, still_held
from services.scheduling.facts import local_day
from services.unit_of_work import Transaction, Work

T = TypeVar("T")


@dataclass(frozen=True)
class Invited:
    """The rows behind a link that holds."""

    row: Invitation
    meeting: Meeting
    person: Professional
    home: Organisation
    seat: Seat


def invited_by(
    tx: Transaction, invitation_id: str, secret: str, *, among: Collection[MeetingStatus] = STANDING
) -> Invited | None:
    """Who this link is of; None for every link that does not hold. A link locked by wrong codes is the caller's."""
    row = found_by(tx, Invitation, invitation_id, secret)
    if row is None:
        return None
    meeting = tx.session.get(Meeting, row.meeting_id)
    person = tx.session.get(Professional, row.professional_id)
    home = tx.session.get(Organisation, row.organisation_id)
    seat = tx.session.get(Seat, row.seat_id)
    if meeting is None or person is None or home is None or seat is None or meeting.status not in among:
        return None
    if not still_held(seat, local_day(tx.now)):
        return None
    try:
        identity = identity_of(tx.database.vault, person, home)
    except SealBroken:
        return None
    barred = is_barred(tx.session, tx.database.vault, identity, meeting.case_id)
    return None if barred else Invited(row, meeting, person, home, seat)


def through_link(
    work: Work, invitation_id: str, secret: str, then: Callable[[Transaction, Invited], T], *, ip: str = ""
) -> T:
    """Does `then` for whoever stands behind the link, in one act; no code is asked.

    Raises `LinkRefused` for every link that does not hold, `TooManyTries` after so many of those for one invitation or
    from one address, and what `then` raises.
    """
    subject = invitation_id[:64]
    spend(work, PERSONAL_LINK, subject, ip=ip)
    found: Invited | None = None
    try:
        with work.act(Permission.INVITATION_ANSWER) as tx:
            found = _open_to_answer(tx, invitation_id, secret)
            if found is not None:
                tx.note(invitation=found.row.id)
                return then(tx, found)
            tx.note(refused="link")
    finally:
        if found is not None:
            give_back(work, PERSONAL_LINK, subject, ip=ip)
    raise LinkRefused


def _open_to_answer(tx: Transaction, invitation_id: str, secret: str) -> Invited | None:
    found = invited_by(tx, invitation_id, secret)
    if found is None or found.row.locked_at is not None or is_closed(tx.session, found.meeting.case_id):
        return None
    return found
