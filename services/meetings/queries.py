"""Looks at meetings: of a case, of many, of a guest, and who was there."""

from collections.abc import Collection
from dataclasses import replace

from sqlmodel import col, select

from models.casework import Case, CasePerson, Seat
from models.directory import Account, Organisation
from models.meeting import Invitation, Meeting
from models.terms import Known, MeetingKind, MeetingStatus, PersonRole
from services.access.rules import Permission
from services.meetings.attendees import attendees_in, waivers_in
from services.meetings.facts import Attended, GuestMeeting, PlannedMeeting
from services.meetings.rules import due_at
from services.relations.queries import barred_by_case, in_force
from services.scheduling.facts import local_day
from services.unit_of_work import NotAllowed, Reading, Work

_TOOK_PLACE = (MeetingStatus.PLANNED, MeetingStatus.HELD)


def meetings_of(work: Work, case_id: str) -> tuple[PlannedMeeting, ...]:
    """The case's meetings, latest planned first, with links and codes for the case director only."""
    with work.read(Permission.MEETING_READ, case_id, screen="meeting") as look:
        return meetings_in(look, case_id)


def meetings_in(look: Reading, case_id: str) -> tuple[PlannedMeeting, ...]:
    """The same inside an open look. Raises `NotAllowed` for a case that does not exist."""
    found = meetings_in_many(look, [case_id])
    if case_id not in found:
        raise NotAllowed
    return found[case_id]


def meetings_in_many(look: Reading, case_ids: Collection[str]) -> dict[str, tuple[PlannedMeeting, ...]]:
    """The same for many cases, by case id, in a number of queries that does not grow with them or their meetings."""
    names = dict(look.session.exec(select(Case.id, Case.code_name).where(col(Case.id).in_(case_ids))).all())
    rows = look.session.exec(
        select(Meeting).where(col(Meeting.case_id).in_(names)).order_by(col(Meeting.starts_at).desc())
    ).all()
    attendees, waivers = attendees_in(look, rows), waivers_in(look, [row.id for row in rows])
    found: dict[str, list[PlannedMeeting]] = {case_id: [] for case_id in names}
    for row in rows:
        meeting = _planned(look, row, names[row.case_id])
        found[row.case_id].append(
            replace(meeting, attendees=tuple(attendees[row.id]), waivers=tuple(waivers.get(row.id, ())))
        )
    return {case_id: tuple(meetings) for case_id, meetings in found.items()}


def attended_in(look: Reading, case_ids: Collection[str]) -> dict[str, list[Attended]]:
    """Per case the meetings of which was recorded who was there, latest first, coordination by phone among them;
    without whoever is barred.

    Asked inside a look that was allowed; the number of queries does not grow with the cases.
    """
    rows = look.session.exec(
        select(Meeting.id, Meeting.case_id, Meeting.starts_at, Meeting.kind)
        .where(col(Meeting.case_id).in_(case_ids), col(Meeting.status).in_(_TOOK_PLACE))
        .order_by(col(Meeting.starts_at).desc(), col(Meeting.id))
    ).all()
    home = {meeting_id: case_id for meeting_id, case_id, _, _ in rows}
    recorded = look.session.exec(
        select(Invitation.meeting_id, Invitation.seat_id, Invitation.professional_id, Invitation.attended)
        .where(col(Invitation.meeting_id).in_(home), Invitation.attended != Known.UNKNOWN)
        .order_by(col(Invitation.seat_id))
    ).all()
    people = {who for _, _, who, _ in recorded}
    barred = barred_by_case(look.session, look.database.vault, case_ids, people)
    there: dict[str, list[str]] = {meeting_id: [] for meeting_id, _, _, _ in recorded}
    for meeting_id, seat_id, who, attended in recorded:
        if attended is Known.YES and who not in barred[home[meeting_id]]:
            there[meeting_id].append(seat_id)
    found: dict[str, list[Attended]] = {case_id: [] for case_id in case_ids}
    for meeting_id, case_id, starts_at, kind in rows:
        if meeting_id in there:
            found[case_id].append(
                Attended(meeting_id, local_day(starts_at), MeetingKind(kind), tuple(there[meeting_id]))
            )
    return found


def current_meeting(meetings: tuple[PlannedMeeting, ...]) -> PlannedMeeting | None:
    """The meeting that conditions are collected for: the latest that stands."""
    return next((meeting for meeting in meetings if meeting.status is MeetingStatus.PLANNED), None)


def latest_coordination(meetings: tuple[PlannedMeeting, ...]) -> PlannedMeeting | None:
    """What partners settled by phone last, where that was recorded."""
    return next((meeting for meeting in meetings if meeting.status is MeetingStatus.HELD), None)


def _planned(look: Reading, meeting: Meeting, code_name: str) -> PlannedMeeting:
    return PlannedMeeting(
        id=meeting.id,
        case_id=meeting.case_id,
        code_name=code_name,
        kind=meeting.kind,
        status=meeting.status,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        conditions_due_at=meeting.conditions_due_at,
        sequence=meeting.sequence,
        version=meeting.version,
        attendees=(),
        mode=meeting.mode,
        place=look.unseal(meeting, "place_sealed"),
        question=look.unseal(meeting, "question_sealed"),
        news=look.unseal(meeting, "news_sealed"),
        outcome=look.unseal(meeting, "outcome_sealed"),
        chair_seat_id=meeting.chair_seat_id or "",
        note_taker_seat_id=meeting.note_taker_seat_id or "",
        series_id=meeting.series_id or "",
        sitting_id=meeting.sitting_id or "",
        poll_closes_at=meeting.poll_closes_at,
    )


def guest_meeting(work: Work) -> GuestMeeting:
    """What the acting guest may know of the meeting. Raises `NotAllowed` when the link no longer holds."""
    case_id = case_of_guest(work)
    with work.read(Permission.INVITATION_READ, case_id, screen="guest") as look:
        row = look.session.get(Invitation, work.actor.invitation_id)
        meeting = look.session.get(Meeting, row.meeting_id) if row else None
        case = look.session.get(Case, case_id)
        if row is None or meeting is None or case is None:
            raise NotAllowed
        home = look.session.get(Organisation, row.organisation_id)
        director, due = look.session.get(Account, case.director_id), due_at(row, meeting)
        return GuestMeeting(
            invitation_id=row.id,
            case_id=case.id,
            meeting_id=meeting.id,
            code_name=case.code_name,
            kind=meeting.kind,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            conditions_due_at=due,
            name=work.actor.name,
            organisation=home.key if home else "",
            organisation_name=home.name if home else "",
            director=director.name if director else "",
            persons=_aliases(look, case_id),
            nothing_to_add=row.nothing_to_add,
            handed_in_at=row.handed_in_at,
            open=meeting.status is MeetingStatus.PLANNED and look.now < due,
            status=meeting.status,
            answer=row.answer,
            mode=meeting.mode,
            place=look.unseal(meeting, "place_sealed"),
            question=look.unseal(meeting, "question_sealed"),
            news=look.unseal(meeting, "news_sealed"),
            organisations=_seated(look, case_id),
            conditions_asked=row.conditions_asked,
            extended=due > meeting.conditions_due_at,
        )


def case_of_guest(work: Work) -> str:
    """The case behind the acting guest's invitation; no content, so it needs no logged look."""
    with work.database.reading() as session:
        statement = (
            select(Meeting.case_id)
            .join(Invitation, col(Invitation.meeting_id) == col(Meeting.id))
            .where(Invitation.id == work.actor.invitation_id)
        )
        found = session.exec(statement).first()
    if not found:
        raise NotAllowed
    return found


def _aliases(look: Reading, case_id: str) -> tuple[tuple[str, str, str], ...]:
    """Reference, alias and role of everybody a condition can be about: victim, suspect and children."""
    wanted = (PersonRole.VICTIM, PersonRole.SUSPECT, PersonRole.CHILD)
    rows = look.session.exec(select(CasePerson).where(CasePerson.case_id == case_id).order_by(col(CasePerson.ref)))
    return tuple((row.ref, row.alias, row.role.value) for row in rows if row.role in wanted)


def _seated(look: Reading, case_id: str) -> tuple[tuple[str, str], ...]:
    """Key and name of the organisations with a seat in the case. One that is there only through somebody who is barred
    is left out."""
    rows = look.session.exec(
        select(Seat.professional_id, Organisation.key, Organisation.name)
        .join(Organisation, col(Organisation.id) == col(Seat.organisation_id))
        .where(Seat.case_id == case_id, in_force(local_day(look.now)))
        .order_by(col(Organisation.name))
    ).all()
    barred = barred_by_case(look.session, look.database.vault, [case_id], {who for who, _, _ in rows})[case_id]
    return tuple(dict.fromkeys((key, name) for who, key, name in rows if who not in barred))
