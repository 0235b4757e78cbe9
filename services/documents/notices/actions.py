"""Writes the notice for an alleged perpetrator, and issues it once no stop is in force."""

from sqlmodel import col, select

from models.documents import SuspectNotice
from services.access.rules import Permission
from services.documents.copies.handing_out import hand_out
from services.documents.facts import IssuedFile
from services.documents.finished import finished
from services.documents.notices.facts import SUSPECT, NoticeView, WriteNotice
from services.documents.notices.leaving import check_may_leave
from services.documents.notices.queries import NO_PARTNER, kept_from_suspects, standing_notice, suspects_in
from services.documents.notices.rules import NothingWritten, audience_of, check_notice, is_for_suspect
from services.documents.sheets import suspect_notice
from services.scheduling.facts import local_day
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Transaction, Work
from services.wording import speak


def write_notice(work: Work, order: WriteNotice) -> str:
    """Keeps the notice for an alleged perpetrator; gives its id. What stood before is kept, no longer in force.

    It may be written while a stop is in force. The same order twice changes nothing. Raises `NoticeWrong`,
    `ChangedMeanwhile` when another notice stands by now, `NotAllowed` for a person who is no suspect of the case.
    """
    with work.act(Permission.NOTICE_WRITE, order.case_id) as tx:
        if order.person_id not in {person.id for person in suspects_in(tx, order.case_id)}:
            raise NotAllowed
        check_notice(order, local_day(tx.now))
        if (known := tx.session.get(SuspectNotice, order.notice_id)) is not None:
            if (known.case_id, known.person_id) != (order.case_id, order.person_id):
                raise NotAllowed
            if known.replaced_at is not None:
                raise ChangedMeanwhile(version=known.version)
            return known.id
        former = _standing_row(tx, order)
        if (former.id if former else "") != order.seen_id:
            raise ChangedMeanwhile(version=former.version if former else 0)
        if former is not None:
            if standing_notice(tx, order.person_id) == _as_view(former.id, order):
                return former.id
            former.replaced_at = tx.now
            former.version += 1
            tx.add(former)
        row = _row(tx, order)
        tx.note(notice=row.id, person=order.person_id)
        return row.id


def issue_notice(work: Work, case_id: str, language: str = "nl", audience: str = SUSPECT) -> IssuedFile:
    """The notice as a file for him, checked as strictly as can be, registered and audited.

    Raises `HoldInForce` while a stop is in force, `NothingWritten`, and `LeakFound`; nothing is issued then.
    """
    with work.act(Permission.DOCUMENT_ISSUE, case_id) as tx:
        check_may_leave(tx, audience)
        notice = _notice_for(tx, audience)
        copy_code, issuer = tx.chance.spoken_code(), "Oefenregio" if work.practice else tx.settings.region
        layout = suspect_notice.compose(
            notice, speak(language), copy_code=copy_code, issuer=issuer, fictional=work.practice
        )
        file = finished(layout, audience, copy_code, tx.now, None)
        return hand_out(tx, file, NO_PARTNER, also_kept=kept_from_suspects(tx, case_id))


def _notice_for(tx: Transaction, audience: str) -> NoticeView:
    suspects = suspects_in(tx, tx.case_id)
    person = next((one for one in suspects if audience_of(suspects, one.id) == audience), None)
    notice = standing_notice(tx, person.id) if person and is_for_suspect(audience) else None
    if notice is None:
        raise NothingWritten
    return notice


def _standing_row(tx: Transaction, order: WriteNotice) -> SuspectNotice | None:
    statement = select(SuspectNotice).where(
        SuspectNotice.case_id == order.case_id,
        SuspectNotice.person_id == order.person_id,
        col(SuspectNotice.replaced_at).is_(None),
    )
    return tx.session.exec(statement.with_for_update()).first()


def _as_view(notice_id: str, order: WriteNotice) -> NoticeView:
    return NoticeView(notice_id, order.text.strip(), order.from_on, order.consequences.strip(), order.call.strip())


def _row(tx: Transaction, order: WriteNotice) -> SuspectNotice:
    row = SuspectNotice(
        id=order.notice_id,
        case_id=order.case_id,
        person_id=order.person_id,
        text_sealed="",
        from_on=order.from_on,
        written_at=tx.now,
        written_by=tx.actor.reference,
    )
    for column in ("text", "consequences", "call"):
        tx.seal(row, f"{column}_sealed", getattr(order, column).strip())
    tx.add(row)
    return row
