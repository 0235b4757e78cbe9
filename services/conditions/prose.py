"""Warns the writer of a condition for what need not stand in it, without telling anybody what they do not know."""

from sqlmodel import select

from models.casework import CasePerson
from models.terms import OrganisationKind, Tier
from services.access.rules import Permission
from services.cases.queries import guarded_words
from services.conditions.telling import Caution, CautionKind, warnings
from services.meetings.queries import case_of_guest
from services.protection.rules import ANY_PARTNER, ONE_ORGANISATION, Reader
from services.unit_of_work import Reading, Work

__all__ = ["Caution", "CautionKind", "cautions", "warnings"]


def cautions(work: Work, text: str, case_id: str = "", *, tier: str = Tier.PARTNERS) -> tuple[Caution, ...]:
    """What in this text need not stand there, for the acting guest, or for the director of `case_id`.

    A guest gets what its form alone gives away: held against the case's own words, they could find those out by trying.
    The director also hears which words of the case are kept from whoever may read this tier.
    """
    if work.actor.invitation_id:
        home = case_of_guest(work)
        with work.read(Permission.INVITATION_READ, home, screen="cautions") as look:
            return warnings(text, known=_aliases(look, home))
    with work.read(Permission.CASE_EDIT, case_id, screen="cautions") as look:
        return warnings(text, guarded_words(look, case_id, _reader_of(tier)), known=_aliases(look, case_id))


def _reader_of(tier: str) -> Reader:
    """The reader who may read no more than this tier."""
    if tier == Tier.VICTIM:
        return Reader(None, victim=True)
    if tier == Tier.INVESTIGATION:
        return Reader(OrganisationKind.POLITIE)
    return Reader(tier.removeprefix(ONE_ORGANISATION) if tier.startswith(ONE_ORGANISATION) else ANY_PARTNER)


def _aliases(look: Reading, case_id: str) -> tuple[str, ...]:
    return tuple(look.session.exec(select(CasePerson.alias).where(CasePerson.case_id == case_id)))
