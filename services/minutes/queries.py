"""Looks at minutes: of a meeting, the last ones before it, of a case, and the record of a sitting."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from pydantic import TypeAdapter, ValidationError
from sqlmodel import col, select

from models.live import LiveMeeting, MinutesAddendum, MinutesRow
from models.meeting import Meeting
from models.sealing import SealBroken
from models.terms import MeetingStatus
from services.access.rules import Permission
from services.agenda.queries import sitting_of
from services.cases.queries import reader_of
from services.conditions.queries import directs
from services.live.queries import live_in
from services.minutes.facts import Addendum, Minutes, MinutesLine, NowNoted, Record, SatCase
from services.minutes.recording import record_in
from services.minutes.rules import accounts_in, cut, lock_refusal, mark_of, professionals_in, without
from services.plans.versions.lines import account_names
from services.protection.rules import Reader, may_read
from services.relations.queries import barred_accounts_by_case, barred_by_case
from services.unit_of_work import NotAllowed, Reading, Work

RECORD = TypeAdapter(Record)


def minutes_of(work: Work, case_id: str, meeting_id: str) -> Minutes:
    """The minutes of a meeting as the acting person may read them: a draft of what is recorded now, or as they were
    locked. Raises `NotAllowed`."""
    with work.read(Permission.MEETING_READ, case_id, screen="minutes") as look:
        reader, directing = reader_of(look), directs(look, case_id)
        whole = minutes_in(look, case_id, meeting_id, practice=work.practice)
        return for_reader(look, whole, reader, directs=directing)


def previous_minutes(work: Work, case_id: str, meeting_id: str) -> Minutes | None:
    """The last locked minutes of the case from before this meeting; None where there are none. Raises `NotAllowed`."""
    with work.read(Permission.MEETING_READ, case_id, screen="minutes") as look:
        meeting = look.session.get(Meeting, meeting_id[:32])
        if meeting is None or meeting.case_id != case_id:
            raise NotAllowed
        statement = (
            select(MinutesRow)
            .join(Meeting, col(Meeting.id) == col(MinutesRow.meeting_id))
            .where(MinutesRow.case_id == case_id, Meeting.starts_at < meeting.starts_at)
            .order_by(col(Meeting.starts_at).desc())
        )
        row = look.session.exec(statement).first()
        if row is None:
            return None
        return for_reader(look, _locked(look, row), reader_of(look), directs=directs(look, case_id))


def minutes_lines(work: Work, case_id: str) -> tuple[MinutesLine, ...]:
    """The meetings of a case of which there are minutes, latest first: those that were opened here, or have begun.

    Raises `NotAllowed`.
    """
    with work.read(Permission.MEETING_READ, case_id, screen="minutes") as look:
        rows = look.session.exec(
            select(Meeting, MinutesRow.locked_at, LiveMeeting.id)
            .outerjoin(MinutesRow, col(MinutesRow.meeting_id) == col(Meeting.id))
            .outerjoin(LiveMeeting, col(LiveMeeting.meeting_id) == col(Meeting.id))
            .where(Meeting.case_id == case_id, col(Meeting.status).in_((MeetingStatus.PLANNED, MeetingStatus.HELD)))
            .order_by(col(Meeting.starts_at).desc())
        ).all()
        return tuple(
            MinutesLine(meeting.id, meeting.kind, meeting.starts_at, locked_at, opened=live is not None)
            for meeting, locked_at, live in rows
            if live is not None or meeting.starts_at <= look.now
        )


def minutes_in(look: Reading, case_id: str, meeting_id: str, *, practice: bool) -> Minutes:
    """The minutes whole, inside an open look or act: for whoever cuts them to a reader. Raises `NotAllowed`."""
    row = look.session.exec(select(MinutesRow).where(MinutesRow.meeting_id == meeting_id[:32])).first()
    if row is not None:
        if row.case_id != case_id:
            raise NotAllowed
        return _locked(look, row)
    record = record_in(look, case_id, meeting_id, practice=practice)
    meeting = look.session.get_one(Meeting, record.meeting_id)
    return Minutes(
        case_id=case_id,
        meeting_id=record.meeting_id,
        record=record,
        mark=mark_of(frozen_text(record)),
        refusal=lock_refusal(meeting.status, record.ends_at, record.opened_at, record.closed_at, look.now),
    )


def for_reader(look: Reading, minutes: Minutes, reader: Reader, *, directs: bool = False) -> Minutes:
    """Minutes cut to a reader, without whoever is barred by now."""
    case_id, record = minutes.case_id, minutes.record
    if record is not None:
        people, accounts = professionals_in(record), accounts_in(record)
        barred = barred_by_case(look.session, look.database.vault, [case_id], people)[case_id]
        gone = barred_accounts_by_case(look.session, look.database.vault, [case_id], accounts)[case_id]
        record = cut(without(record, barred, gone), reader, directs=directs)
    return Minutes(
        case_id=case_id,
        meeting_id=minutes.meeting_id,
        record=record,
        mark=minutes.mark,
        locked_at=minutes.locked_at,
        locked_by=minutes.locked_by,
        broken=minutes.broken,
        addenda=tuple(one for one in minutes.addenda if may_read(one.tier, reader)),
        refusal=minutes.refusal,
        working=() if minutes.is_locked or record is None else _working(look, record, reader),
    )


def frozen_text(record: Record) -> str:
    """A record as it is frozen; the same record gives the same text."""
    return RECORD.dump_json(record).decode()


def _locked(look: Reading, row: MinutesRow) -> Minutes:
    """What was locked, if it is still that: seal and hash must hold."""
    record = None
    try:
        text = look.unseal(row, "content_sealed")
        if mark_of(text) == row.content_sha256:
            record = RECORD.validate_json(text)
    except (SealBroken, ValidationError):
        record = None
    rows = look.session.exec(
        select(MinutesAddendum)
        .where(MinutesAddendum.meeting_id == row.meeting_id, MinutesAddendum.case_id == row.case_id)
        .order_by(col(MinutesAddendum.added_at), col(MinutesAddendum.id))
    ).all()
    names = account_names(look, {row.case_id: {row.locked_by, *(one.added_by for one in rows)}})
    return Minutes(
        case_id=row.case_id,
        meeting_id=row.meeting_id,
        record=record,
        mark=row.content_sha256,
        locked_at=row.locked_at,
        locked_by=names.get((row.case_id, row.locked_by), ""),
        broken=record is None,
        addenda=tuple(
            Addendum(
                one.id,
                look.unseal(one, "text_sealed"),
                one.tier,
                names.get((row.case_id, one.added_by), ""),
                one.added_at,
            )
            for one in rows
        ),
    )


def _working(look: Reading, record: Record, reader: Reader) -> tuple[tuple[str, NowNoted], ...]:
    shown = {note.id for note in record.notes}
    live = live_in(look, [record.meeting_id], reader).get(record.meeting_id)
    notes = live.notes if live else ()
    return tuple((note.id, NowNoted(note.version, note.own_words, note.own)) for note in notes if note.id in shown)


# ---- several cases in a row ----


def sitting_record(work: Work, sitting_id: str) -> tuple[SatCase, ...]:
    """What is recorded of the cases of a sitting, in order: when, who was there, whether its minutes are locked, and
    nothing of what was said. Of a case that is not the reader's, only its time. Raises `NotAllowed`."""
    cases = sitting_of(work, sitting_id).cases
    mine = {case.meeting_id: case for case in cases if case.case_id}
    with work.read_many(Permission.MEETING_READ, [case.case_id for case in mine.values()], screen="sitting") as look:
        live = live_in(look, mine, reader_of(look))
        asked = select(MinutesRow.meeting_id, MinutesRow.locked_at).where(col(MinutesRow.meeting_id).in_(live))
        locked = dict(look.session.exec(asked).all())
    found: list[SatCase] = []
    for case in cases:
        if (state := live.get(case.meeting_id)) is None:
            found.append(SatCase(case.starts_at, case.ends_at))
            continue
        found.append(
            SatCase(
                starts_at=case.starts_at,
                ends_at=case.ends_at,
                case_id=case.case_id,
                meeting_id=case.meeting_id,
                code_name=case.code_name,
                opened_at=state.opened_at,
                closed_at=state.closed_at,
                people=_named((one.name, one.organisation) for one in state.table),
                locked_at=locked.get(case.meeting_id),
            )
        )
    return tuple(found)


def _named(people: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Each once, also who came back."""
    return tuple(dict.fromkeys(people))


def unlocked_in(look: Reading, case_ids: Collection[str]) -> dict[str, tuple[datetime, ...]]:
    """When the meetings of these cases were closed whose minutes nobody locked yet, by case id. One query."""
    rows = look.session.exec(
        select(LiveMeeting.case_id, LiveMeeting.closed_at)
        .outerjoin(MinutesRow, col(MinutesRow.meeting_id) == col(LiveMeeting.meeting_id))
        .where(
            col(LiveMeeting.case_id).in_(list(case_ids)),
            col(LiveMeeting.closed_at).is_not(None),
            col(MinutesRow.id).is_(None),
        )
    )
    found: dict[str, list[datetime]] = defaultdict(list)
    for case_id, closed_at in rows:
        if closed_at is not None:
            found[case_id].append(closed_at)
    return {case_id: tuple(moments) for case_id, moments in found.items()}
