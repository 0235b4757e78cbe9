"""Looks at a meeting while it is held: for the case team, and inside a look at many, cut to the reader's tier."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlmodel import col, select

from models.directory import Account, Organisation, Professional
from models.live import LiveMeeting, MeetingNote, Presence
from models.meeting import AgendaItem, Invitation, Meeting
from models.terms import Belonging, Tier
from services.access.rules import Permission
from services.cases.queries import reader_of
from services.live.facts import AtTable, LiveState, NoteLine
from services.protection.rules import Reader, may_read
from services.relations.queries import barred_accounts_by_case, barred_by_case
from services.unit_of_work import NotAllowed, Reading, Work


def live_of(work: Work, case_id: str, meeting_id: str) -> LiveState:
    """How far a meeting of the case is, for its team; not opened yet it is empty. Raises `NotAllowed`."""
    with work.read(Permission.MEETING_READ, case_id, screen="live") as look:
        found = live_in(look, [meeting_id[:32]], reader_of(look)).get(meeting_id)
        if found is None or found.case_id != case_id:
            raise NotAllowed
        return found


def live_in(look: Reading, meeting_ids: Collection[str], reader: Reader) -> dict[str, LiveState]:
    """The same of many meetings inside an open look, by meeting, with the notes that `reader` may see; a meeting of a
    case that was not allowed is absent. The number of queries grows with nothing.

    Whoever is barred is nowhere at the table; of what they wrote before, the author is not named.
    """
    homes = dict(
        look.session.exec(
            select(Meeting.id, Meeting.case_id).where(
                col(Meeting.id).in_(meeting_ids), col(Meeting.case_id).in_(look.allowed)
            )
        ).all()
    )
    rows = look.session.exec(select(LiveMeeting).where(col(LiveMeeting.meeting_id).in_(homes))).all()
    table, unnamed = _tables(look, homes)
    notes = _note_rows(look, homes, reader)
    names = _names(look, homes, [row.statement_read_by for row in rows], notes)
    found = {meeting_id: LiveState(case_id, meeting_id) for meeting_id, case_id in homes.items()}
    for row in rows:
        called = names[row.case_id]
        found[row.meeting_id] = LiveState(
            case_id=row.case_id,
            meeting_id=row.meeting_id,
            opened_at=row.opened_at,
            statement_read_at=row.statement_read_at,
            statement_read_by=called.get(row.statement_read_by or "", ""),
            point=row.point,
            point_since=row.point_since,
            closed_at=row.closed_at,
            closing_reason=look.unseal(row, "closing_reason_sealed") if may_read(Tier.PARTNERS, reader) else "",
            table=tuple(table[row.meeting_id]),
            notes=tuple(_note(look, note, called) for note in notes if note.meeting_id == row.meeting_id),
            version=row.version,
            unnamed=row.meeting_id in unnamed,
        )
    return found


def _tables(look: Reading, homes: Mapping[str, str]) -> tuple[Mapping[str, list[AtTable]], set[str]]:
    """Per meeting who sat at the table, by arriving, without whoever is barred; and the meetings at which somebody who
    is sits still."""
    rows = look.session.exec(
        select(Presence, Professional.name, Organisation, Invitation.seat_id)
        .join(Professional, col(Professional.id) == col(Presence.professional_id))
        .join(Organisation, col(Organisation.id) == col(Presence.organisation_id))
        .outerjoin(Invitation, col(Invitation.id) == col(Presence.invitation_id))
        .where(col(Presence.meeting_id).in_(homes))
        .order_by(col(Presence.arrived_at), col(Professional.name), col(Presence.id))
    ).all()
    people = {row.professional_id for row, *_ in rows}
    barred = barred_by_case(look.session, look.database.vault, set(homes.values()), people)
    found: dict[str, list[AtTable]] = defaultdict(list)
    unnamed: set[str] = set()
    for row, name, home, seat_id in rows:
        if row.professional_id not in barred[row.case_id]:
            found[row.meeting_id].append(_at_table(row, name, home, seat_id or ""))
        elif row.left_at is None:
            unnamed.add(row.meeting_id)
    return found, unnamed


def _at_table(row: Presence, name: str, home: Organisation, seat_id: str) -> AtTable:
    return AtTable(
        id=row.id,
        professional_id=row.professional_id,
        name=name,
        organisation=home.key,
        organisation_name=home.name,
        capacity=row.capacity,
        arrived_at=row.arrived_at,
        left_at=row.left_at,
        accepted_at=row.accepted_at,
        invitation_id=row.invitation_id or "",
        seat_id=seat_id,
        version=row.version,
        external=home.external,
    )


def _note_rows(look: Reading, homes: Collection[str], reader: Reader) -> list[MeetingNote]:
    """What the reader may see, by point, author and when it was begun. What was noted at a point for some of those
    invited is theirs, its writer's and the case director's, as it is in the minutes."""
    statement = select(MeetingNote).where(col(MeetingNote.meeting_id).in_(homes))
    rows = look.session.exec(statement.order_by(col(MeetingNote.point), col(MeetingNote.written_at), MeetingNote.id))
    whom = _for_whom(look, homes)
    return [
        row
        for row in rows
        if may_read(row.tier, reader)
        and (
            reader.whole
            or _wrote_or_directs(look, row)
            or reader.organisation in (whom.get((row.meeting_id, row.point)) or [reader.organisation])
        )
    ]


def _for_whom(look: Reading, homes: Collection[str]) -> dict[tuple[str, int], list[str]]:
    """By meeting and point the organisations that it is for; empty for everybody."""
    asked = select(AgendaItem.meeting_id, AgendaItem.number, AgendaItem.organisations)
    rows = look.session.exec(asked.where(col(AgendaItem.meeting_id).in_(homes)))
    return {(meeting_id, number): list(organisations) for meeting_id, number, organisations in rows}


def _names(
    look: Reading, homes: Mapping[str, str], readers: Iterable[str | None], notes: Iterable[MeetingNote]
) -> Mapping[str, dict[str, str]]:
    """Per case the names behind accounts; of whoever is barred from it, none."""
    wanted = {who for note in notes for who in (note.author_id, note.edited_by) if who}
    wanted |= {who for who in readers if who}
    names = dict(look.session.exec(select(Account.id, Account.name).where(col(Account.id).in_(wanted))).all())
    barred = barred_accounts_by_case(look.session, look.database.vault, set(homes.values()), wanted)
    return {case: {who: name for who, name in names.items() if who not in kept} for case, kept in barred.items()}


def _note(look: Reading, row: MeetingNote, names: Mapping[str, str]) -> NoteLine:
    return NoteLine(
        id=row.id,
        point=row.point,
        author_id=row.author_id,
        author=names.get(row.author_id, ""),
        tier=row.tier,
        text=look.unseal(row, "text_sealed"),
        written_at=row.written_at,
        saved_at=row.saved_at,
        own=row.author_id == look.actor.reference,
        version=row.version,
        edited_by=names.get(row.edited_by or "", ""),
        edited_at=row.edited_at,
        own_words=look.unseal(row, "own_words_sealed") if _wrote_or_directs(look, row) else "",
    )


def _wrote_or_directs(look: Reading, row: MeetingNote) -> bool:
    """Whether this reader wrote the note or directs the case. The words from before a correction are theirs only: a
    word that had to come out is not read on by everybody beside it."""
    directs = look.belonging_to(row.case_id) in (Belonging.DIRECTOR, Belonging.DEPUTY)
    return directs or row.author_id == look.actor.reference


def left_open_in(look: Reading, case_ids: Collection[str]) -> dict[str, tuple[datetime, ...]]:
    """When the meetings of these cases were opened that nobody closed yet, by case id. One query."""
    rows = look.session.exec(
        select(LiveMeeting.case_id, LiveMeeting.opened_at).where(
            col(LiveMeeting.case_id).in_(list(case_ids)), col(LiveMeeting.closed_at).is_(None)
        )
    )
    found: dict[str, list[datetime]] = defaultdict(list)
    for case_id, opened_at in rows:
        found[case_id].append(opened_at)
    return {case_id: tuple(moments) for case_id, moments in found.items()}
