"""Referral letters: written within a consent that stands, and issued only as long as it does.

A later letter within the same consent replaces the earlier one and never erases it. Nothing of the letter is derived
from the plan: it holds what its writer wrote, the alias, and what the consent says.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from models.casework import CasePerson
from models.documents import ReferralLetter
from models.victim import ConsentRow
from services.access.rules import Permission
from services.documents.copies.handing_out import hand_out
from services.documents.facts import IssuedFile
from services.documents.finished import finished
from services.documents.sheets.referral_letter import Letter, compose
from services.errors import ServiceError
from services.protection.rules import Reader
from services.scheduling.facts import local_day
from services.unit_of_work import NotAllowed, Reading, Transaction, Work
from services.victim.facts import Consent
from services.victim.queries import consents_in
from services.wording import speak

REFERRAL = "verwijzing"
"""What a letter is called in the register."""
LONGEST, LONGEST_CONTACT = 4_000, 200


class ConsentOver(ServiceError):
    """The consent does not hold on this day. Field: `reason` (`withdrawn`, `expired`, `not_yet`)."""

    code = "documents.consent_over"


class LetterWrong(ServiceError):
    """A letter that cannot be kept. Fields: `field` (`text`, `contact`) and `reason` (`empty`, `long`)."""

    code = "documents.letter_wrong"


class LetterReplaced(ServiceError):
    """A later letter took its place; that one is issued."""

    code = "documents.letter_replaced"


@dataclass(frozen=True)
class WriteReferral:
    """The order to write a letter. `letter_id` is made when the form is drawn, so a second click writes nothing twice.

    `contact` says how the organisation reaches the contact person: an office number, never a private one.
    """

    case_id: str
    letter_id: str
    consent_id: str
    text: str
    contact: str = ""


@dataclass(frozen=True)
class LetterLine:
    """A letter that stands, for who directs the case. `holds`: its consent stands today."""

    id: str
    consent: Consent
    alias: str
    text: str
    contact: str
    written_at: datetime
    holds: bool


@dataclass(frozen=True)
class Referrals:
    """The letters of a case, latest first, and the consents within which one can be written, each with its alias."""

    letters: tuple[LetterLine, ...] = ()
    open: tuple[tuple[Consent, str], ...] = ()


def write_referral(work: Work, order: WriteReferral) -> str:
    """Keeps a letter within a consent that stands; gives its id. The one before within that consent is replaced.

    Raises `LetterWrong`, `ConsentOver` or `NotAllowed` (also for a consent of another case).
    """
    text, contact = order.text.strip(), order.contact.strip()
    _check("text", text, LONGEST, needed=True)
    _check("contact", contact, LONGEST_CONTACT)
    with work.act(Permission.REFERRAL_WRITE, order.case_id) as tx:
        if (known := tx.session.get(ReferralLetter, order.letter_id)) is not None:
            if known.case_id != order.case_id:
                raise NotAllowed
            return known.id
        _standing(tx, order.case_id, order.consent_id)
        for row in _rows(tx, order.case_id):
            if row.consent_id == order.consent_id:
                row.replaced_at = tx.now
                tx.add(row)
        letter = ReferralLetter(
            id=order.letter_id,
            case_id=order.case_id,
            consent_id=order.consent_id,
            text_sealed="",
            written_at=tx.now,
            written_by=tx.actor.reference,
        )
        tx.seal(letter, "text_sealed", text)
        tx.seal(letter, "contact_sealed", contact)
        tx.add(letter)
        tx.note(letter=letter.id, consent=order.consent_id)
        return letter.id


def referrals(work: Work, case_id: str) -> Referrals:
    """The letters that stand and the consents that are open for one; nothing for who may not write them.

    Raises `NotAllowed` for a case that is not theirs.
    """
    with work.read(Permission.CASE_READ, case_id, screen="referrals") as look:
        if not look.may(Permission.REFERRAL_WRITE):
            return Referrals()
        consents = {one.id: one for one in consents_in(look, [case_id]).get(case_id, ())}
        aliases, today = _aliases(look, case_id), local_day(look.now)
        lines = tuple(
            LetterLine(
                id=row.id,
                consent=consents[row.consent_id],
                alias=aliases.get(consents[row.consent_id].person_ref, ""),
                text=look.unseal(row, "text_sealed"),
                contact=look.unseal(row, "contact_sealed") if row.contact_sealed else "",
                written_at=row.written_at,
                holds=consents[row.consent_id].stands_on(today),
            )
            for row in _rows(look, case_id)
            if row.consent_id in consents
        )
        standing = (one for one in consents.values() if one.stands_on(today))
        return Referrals(lines, tuple((one, aliases.get(one.person_ref, "")) for one in standing))


def issue_referral(work: Work, case_id: str, letter_id: str, language: str = "nl") -> IssuedFile:
    """A letter as a file, for the organisation of its consent; registered and audited.

    Raises `ConsentOver` also for a letter that was written while the consent stood; `LetterReplaced`, `LeakFound`
    (nothing is issued then) or `NotAllowed`.
    """
    with work.act(Permission.DOCUMENT_ISSUE, case_id) as tx:
        row = tx.session.get(ReferralLetter, letter_id[:32])
        if row is None or row.case_id != case_id:
            raise NotAllowed
        if row.replaced_at is not None:
            raise LetterReplaced
        consent, copy_code = _standing(tx, case_id, row.consent_id), tx.chance.spoken_code()
        letter = Letter(
            organisation=consent.organisation,
            alias=_aliases(tx, case_id).get(consent.person_ref, ""),
            covers=consent.subject,
            given_on=consent.given_on,
            valid_until=consent.valid_until,
            text=tx.unseal(row, "text_sealed"),
            contact=tx.unseal(row, "contact_sealed") if row.contact_sealed else "",
            author=tx.settings.region if not work.practice else "Oefenregio",
            day=local_day(tx.now),
            fictional=work.practice,
        )
        layout = compose(letter, copy_code, speak(language))
        file = finished(layout, REFERRAL, copy_code, tx.now, None)
        tx.note(letter=row.id)
        return hand_out(tx, file, Reader(None))


def _standing(look: Reading, case_id: str, consent_id: str) -> Consent:
    """The consent, if it holds today. Raises `ConsentOver`, or `NotAllowed` for one of another case."""
    row = look.session.get(ConsentRow, consent_id[:32])
    found = {one.id: one for one in consents_in(look, [case_id]).get(case_id, ())}
    if row is None or row.id not in found:
        raise NotAllowed
    consent, today = found[row.id], local_day(look.now)
    if not consent.stands_on(today):
        raise ConsentOver(reason=_why(consent, today))
    return consent


def _why(consent: Consent, today: date) -> str:
    if consent.withdrawn_on is not None and consent.withdrawn_on <= today:
        return "withdrawn"
    return "not_yet" if consent.given_on > today else "expired"


def _check(field: str, text: str, longest: int, *, needed: bool = False) -> None:
    if needed and not text:
        raise LetterWrong(field=field, reason="empty")
    if len(text) > longest:
        raise LetterWrong(field=field, reason="long")


def _rows(look: Reading | Transaction, case_id: str) -> list[Any]:
    """The letters that stand, latest first."""
    statement = select(ReferralLetter).where(
        ReferralLetter.case_id == case_id, col(ReferralLetter.replaced_at).is_(None)
    )
    return list(look.session.exec(statement.order_by(col(ReferralLetter.written_at).desc())).all())


def _aliases(look: Reading, case_id: str) -> dict[str, str]:
    rows = look.session.exec(select(CasePerson.ref, CasePerson.alias).where(CasePerson.case_id == case_id))
    return dict(rows.all())
