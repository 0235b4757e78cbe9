"""Handing in and changing: by link, by the case director after a call, from a form; or saying that there is none."""

from models.directory import Organisation
from models.meeting import Invitation
from models.terms import Arrival
from services.access.rules import Permission
from services.conditions.facts import HandIn
from services.conditions.keeping import Author, keep, keep_invited, standing_invitation
from services.conditions.rules import check_open
from services.meetings.queries import case_of_guest
from services.meetings.rules import due_at
from services.unit_of_work import NotAllowed, Transaction, Work


def hand_in(work: Work, order: HandIn) -> int:
    """The acting guest hands in or changes one condition; gives its version. The same order twice changes nothing.

    Raises `DeadlinePassed`, `ConditionFieldWrong`, `NormWrong`, `AlreadyDecided`, `ChangedMeanwhile` and `NotAllowed`
    (also for an earlier condition that this one cannot go on from).
    """
    case_id = case_of_guest(work)
    with work.act(Permission.CONDITION_HAND_IN, case_id) as tx:
        invitation, meeting = standing_invitation(tx, work.actor.invitation_id, case_id)
        check_open(tx.now, due_at(invitation, meeting))
        return keep_invited(tx, invitation, case_id, order, Arrival.LINK)


def hand_in_for(work: Work, case_id: str, invitation_id: str, order: HandIn) -> int:
    """The case director fills in a condition after a call with the attendee, also after the deadline."""
    with work.act(Permission.CONDITION_HAND_IN_FOR, case_id) as tx:
        invitation, _ = standing_invitation(tx, invitation_id, case_id)
        return keep_invited(tx, invitation, case_id, order, Arrival.PHONE)


def keep_from_form(tx: Transaction, invitation_id: str, case_id: str, order: HandIn) -> int:
    """Keeps a condition that came in by Word form, inside an act with permission FORM_SETTLE; gives its version.

    Checked as any other, also after the deadline. Raises as `hand_in`, but for the deadline.
    """
    invitation, _ = standing_invitation(tx, invitation_id, case_id)
    return keep_invited(tx, invitation, case_id, order, Arrival.FORM)


def record_condition(work: Work, case_id: str, organisation_id: str, order: HandIn) -> int:
    """The case director records what an organisation without an invitation told; gives the condition's version.

    For external parties, for partners who do not attend, and where no meeting is held. Raises as `hand_in_for`.
    """
    with work.act(Permission.CONDITION_HAND_IN_FOR, case_id) as tx:
        if tx.session.get(Organisation, organisation_id) is None:
            raise NotAllowed
        return keep(tx, Author(case_id, organisation_id, Arrival.PHONE), order)


def nothing_to_add(work: Work, *, nothing: bool = True) -> None:
    """The acting guest says that their organisation has no conditions (or takes that back)."""
    case_id = case_of_guest(work)
    with work.act(Permission.CONDITION_HAND_IN, case_id) as tx:
        invitation, meeting = standing_invitation(tx, work.actor.invitation_id, case_id)
        check_open(tx.now, due_at(invitation, meeting))
        _say_nothing(tx, invitation, nothing)


def nothing_to_add_for(work: Work, case_id: str, invitation_id: str) -> None:
    """The case director records after a call that an attendee has no conditions."""
    with work.act(Permission.CONDITION_HAND_IN_FOR, case_id) as tx:
        nothing_from_form(tx, invitation_id, case_id)


def nothing_from_form(tx: Transaction, invitation_id: str, case_id: str) -> None:
    """Keeps, inside an open act, that an attendee has no conditions: told by phone, or said in a form."""
    invitation, _ = standing_invitation(tx, invitation_id, case_id)
    _say_nothing(tx, invitation, True)


def _say_nothing(tx: Transaction, invitation: Invitation, nothing: bool) -> None:
    invitation.nothing_to_add = nothing
    tx.add(invitation)
    tx.note(invitation=invitation.id, nothing=nothing)
