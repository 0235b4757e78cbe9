"""Writes of the victim's voice: what she says, what is promised to her, what she consents to, who speaks with whom.

A conversation that ended stays as it was (route map H-VT-1); beginning again makes a new line.
"""

from datetime import date

from sqlmodel import col, select

from models.casework import CasePerson, SpeaksWith
from models.victim import ConsentRow, PromisedContactRow, VoiceRow
from services.access.rules import Permission
from services.cases.apart import private_persons, refuse_while_held
from services.cases.facts import PartnerSeat
from services.cases.recognised import KnownAs, same_person
from services.cases.seating import seats
from services.scheduling.facts import local_day
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Transaction, Work
from services.victim.orders import AgreeLine, GiveConsent, PromiseContacts, WriteVoice
from services.victim.rules import (
    VictimFieldWrong,
    check_consent,
    check_end,
    check_kept,
    check_line,
    check_promises,
    check_voice,
)


def write_voice(work: Work, order: WriteVoice) -> int:
    """Keeps what a victim said, in her own words; gives the new version.

    Raises `ChangedMeanwhile` when somebody was first, and `VictimFieldWrong`.
    """
    with work.act(Permission.VOICE_EDIT, order.case_id) as tx:
        person = _person_of_case(tx, order.case_id, order.person_id)
        check_voice(order, person.role, local_day(tx.now))
        seat = _seat_of_case(tx, order.case_id, order.represented_by_seat_id) if order.represented_by_seat_id else None
        _check_outsider(tx, order)
        row = _voice_row(tx, order)
        row.represented_by_seat_id, row.heard_on = (seat.id if seat else None), order.heard_on
        for column in ("wishes", "fears", "tell_back", "represented_by"):
            tx.seal(row, f"{column}_sealed", getattr(order, column).strip())
        tx.add(row)
        tx.note(person=person.id, version=row.version)
        return row.version


def promise_contacts(work: Work, order: PromiseContacts) -> int:
    """Keeps on which days a professional is to be in touch with a person; gives how many promises were added.

    A day that the same professional promised already is not promised twice. Raises `VictimFieldWrong`, and
    `SuspectHeld` for a contact with a suspect while a hold is in force.
    """
    with work.act(Permission.VOICE_EDIT, order.case_id) as tx:
        check_promises(order, local_day(tx.now))
        person = _person_of_case(tx, order.case_id, order.person_id)
        seat = _seat_of_case(tx, order.case_id, order.seat_id)
        refuse_while_held(tx, order.case_id, [person])
        known = select(col(PromisedContactRow.promised_for)).where(
            PromisedContactRow.person_id == person.id,
            PromisedContactRow.seat_id == seat.id,
            col(PromisedContactRow.cancelled_at).is_(None),
        )
        days = sorted(set(order.days) - set(tx.session.exec(known)))
        for day in days:
            tx.add(_promise_row(tx, order, seat, day))
        tx.note(person=person.id, seat=seat.id, promises=len(days))
        return len(days)


def keep_promise(work: Work, case_id: str, promise_id: str, version: int, kept_on: date) -> None:
    """The promised contact took place, on this day. Raises `ChangedMeanwhile` and `VictimFieldWrong`."""
    with work.act(Permission.VOICE_EDIT, case_id) as tx:
        row = _open_promise(tx, promise_id, version)
        check_kept(kept_on, local_day(tx.now))
        row.kept_on = kept_on
        tx.add(row)
        tx.note(promise=row.id)


def cancel_promise(work: Work, case_id: str, promise_id: str, version: int, reason: str) -> None:
    """The promised contact is called off, for a reason. Raises `ChangedMeanwhile` and `VictimFieldWrong`."""
    with work.act(Permission.VOICE_EDIT, case_id) as tx:
        row = _open_promise(tx, promise_id, version)
        if not reason.strip():
            raise VictimFieldWrong(field="reason", reason="empty")
        row.cancelled_at = tx.now
        tx.seal(row, "cancel_reason_sealed", reason.strip()[:2000])
        tx.add(row)
        tx.note(promise=row.id)


def give_consent(work: Work, order: GiveConsent) -> str:
    """Keeps a person's consent to share something with an organisation; gives its id. Raises `VictimFieldWrong`."""
    with work.act(Permission.VOICE_EDIT, order.case_id) as tx:
        check_consent(order, local_day(tx.now))
        person = _person_of_case(tx, order.case_id, order.person_id)
        row = ConsentRow(
            id=tx.chance.id(),
            case_id=order.case_id,
            person_id=person.id,
            organisation=order.organisation.strip(),
            subject_sealed="",
            given_on=order.given_on,
            valid_until=order.valid_until,
        )
        tx.seal(row, "subject_sealed", order.subject.strip())
        tx.add(row)
        tx.note(person=person.id, consent=row.id)
        return row.id


def withdraw_consent(work: Work, case_id: str, consent_id: str, version: int, withdrawn_on: date) -> None:
    """The person takes the consent back, from this day on. It stays readable, and is never given back: consent given
    anew is a new record. Raises `ChangedMeanwhile` and `VictimFieldWrong`."""
    with work.act(Permission.VOICE_EDIT, case_id) as tx:
        row = tx.edit(ConsentRow, consent_id, version)
        if row.withdrawn_on is not None:
            raise VictimFieldWrong(field="consent", reason="withdrawn")
        check_end(row.given_on, withdrawn_on, local_day(tx.now), "withdrawn_on")
        row.withdrawn_on = withdrawn_on
        tx.add(row)
        tx.note(consent=row.id)


def agree_line(work: Work, order: AgreeLine) -> str:
    """Begins a line, or changes topic and beginning of one that goes on; gives its id.

    Raises `ChangedMeanwhile` when the line changed or began elsewhere, `SuspectHeld` when one with a suspect would
    begin while a hold is in force, and `VictimFieldWrong`.
    """
    with work.act(Permission.CASE_EDIT, order.case_id) as tx:
        check_line(order, local_day(tx.now))
        person = _person_of_case(tx, order.case_id, order.person_id)
        seat = _seat_of_case(tx, order.case_id, order.seat_id)
        if order.line_id:
            row = _open_line(tx, order.case_id, order.line_id, order.version)
        else:
            refuse_while_held(tx, order.case_id, [person])
            row = _new_line(tx, seat.id, person.id)
        row.since_on = order.since_on
        tx.seal(row, "topic_sealed", order.topic.strip())
        tx.add(row)
        tx.note(line=row.id, seat=row.seat_id, person=row.person_id)
        return row.id


def end_line(work: Work, case_id: str, line_id: str, version: int, until_on: date) -> None:
    """Ends a line on a day that has come; it stays as history. Raises `ChangedMeanwhile` and `VictimFieldWrong`."""
    with work.act(Permission.CASE_EDIT, case_id) as tx:
        row = _open_line(tx, case_id, line_id, version)
        check_end(row.since_on, until_on, local_day(tx.now), "until_on")
        row.until_on = until_on
        tx.add(row)
        tx.note(line=row.id)


def _person_of_case(tx: Transaction, case_id: str, person_id: str) -> CasePerson:
    """A private person of this case; of another case does not exist here: `NotAllowed`."""
    row = tx.session.get(CasePerson, person_id)
    if row is None or row.case_id != case_id:
        raise NotAllowed
    return row


def _seat_of_case(tx: Transaction, case_id: str, seat_id: str) -> PartnerSeat:
    """A seat in force of this case, held by somebody who is not barred. Raises `VictimFieldWrong`."""
    found = next((seat for _, seat in seats(tx, [case_id]) if seat.id == seat_id), None)
    if found is None:
        raise VictimFieldWrong(field="seat", reason="unknown")
    return found


def _new_line(tx: Transaction, seat_id: str, person_id: str) -> SpeaksWith:
    current = select(SpeaksWith).where(
        SpeaksWith.seat_id == seat_id, SpeaksWith.person_id == person_id, col(SpeaksWith.until_on).is_(None)
    )
    if going := tx.session.exec(current).first():
        raise ChangedMeanwhile(version=going.version)
    return SpeaksWith(id=tx.chance.id(), seat_id=seat_id, person_id=person_id)


def _open_line(tx: Transaction, case_id: str, line_id: str, version: int) -> SpeaksWith:
    """A line carries no case of its own; its person does."""
    row = tx.session.get(SpeaksWith, line_id)
    if row is None:
        raise NotAllowed
    _person_of_case(tx, case_id, row.person_id)
    row = tx.edit(SpeaksWith, line_id, version)
    if row.until_on is not None:
        raise ChangedMeanwhile(version=row.version)
    return row


def _check_outsider(tx: Transaction, order: WriteVoice) -> None:
    """Nobody from the case itself sits at the table, so nobody from it can speak for her there."""
    outsider = KnownAs((order.represented_by,))
    if any(same_person(outsider, private) for private in private_persons(tx, order.case_id)):
        raise VictimFieldWrong(field="represented_by", reason="private_person")


def _voice_row(tx: Transaction, order: WriteVoice) -> VoiceRow:
    row = tx.session.exec(select(VoiceRow).where(VoiceRow.person_id == order.person_id)).first()
    if row is not None:
        return tx.edit(VoiceRow, row.id, order.version)
    if order.version != 0:
        raise ChangedMeanwhile(version=0)
    return VoiceRow(id=tx.chance.id(), case_id=order.case_id, person_id=order.person_id)


def _promise_row(tx: Transaction, order: PromiseContacts, seat: PartnerSeat, day: date) -> PromisedContactRow:
    row = PromisedContactRow(
        id=tx.chance.id(),
        case_id=order.case_id,
        person_id=order.person_id,
        seat_id=seat.id,
        organisation=seat.organisation,
        promised_for=day,
    )
    tx.seal(row, "subject_sealed", order.subject.strip())
    return row


def _open_promise(tx: Transaction, promise_id: str, version: int) -> PromisedContactRow:
    row = tx.edit(PromisedContactRow, promise_id, version)
    if row.kept_on is not None or row.cancelled_at is not None:
        raise VictimFieldWrong(field="promise", reason="settled")
    return row
