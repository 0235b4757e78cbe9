"""Looks at planned meetings."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from sqlmodel import col, select

from models.base import rows_of
from models.casework import Case, CasePerson
from models.directory import Account, Organisation, Professional
from models.meeting import Invitation, Meeting
from models.terms import Belonging, Known, MeetingKind, MeetingStatus, PersonRole
from services.access.rules import Permission
from services.directory.partners import organisations_by_id
from services.meetings.facts import Attended, Attendee, GuestMeeting, PlannedMeeting
from services.messages.facts import QueuedMail
from services.messages.queries import mail_of
from services.relations.queries import barred_by_case
from services.scheduling.facts import local_day
from services.unit_of_work import NotAllowed, Reading, Work


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
    attendees = _attendees(look, {row.id: row.case_id for row in rows})
    found: dict[str, list[PlannedMeeting]] = {case_id: [] for case_id in names}
    for row in rows:
        found[row.case_id].append(_planned(row, names[row.case_id], attendees[row.id]))
    return {case_id: tuple(meetings) for case_id, meetings in found.items()}


def attended_in(look: Reading, case_ids: Collection[str]) -> dict[str, list[Attended]]:
    """Per case the meetings of which was recorded who was there, latest first; without whoever is barred.

    Asked inside a look that was allowed; the number of queries does not grow with the cases.
    """
    rows = look.session.exec(
        select(Meeting.id, Meeting.case_id, Meeting.starts_at, Meeting.kind)
        .where(col(Meeting.case_id).in_(case_ids), Meeting.status == MeetingStatus.PLANNED)
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


def _planned(meeting: Meeting, code_name: str, attendees: Iterable[Attendee]) -> PlannedMeeting:
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
        attendees=tuple(attendees),
    )


def _attendees(look: Reading, meetings: Mapping[str, str]) -> Mapping[str, list[Attendee]]:
    """By meeting (`meetings` tells the case of each): by organisation and name, without whoever is barred.

    Mails are looked for in the cases that the reader directs.
    """
    invited = look.session.exec(
        rows_of(Invitation, whole=look.opens).where(col(Invitation.meeting_id).in_(meetings))
    ).all()
    homes = organisations_by_id(look.session, {row.organisation_id for row in invited})
    wanted = {row.professional_id for row in invited}
    people = {row.id: row for row in look.session.exec(select(Professional).where(col(Professional.id).in_(wanted)))}
    rows = [(row, people[row.professional_id], homes[row.organisation_id]) for row in invited]
    cases = set(meetings.values())
    barred = barred_by_case(look.session, look.database.vault, cases, people)
    directed = {case for case in cases if look.belonging_to(case) in (Belonging.DIRECTOR, Belonging.DEPUTY)}
    mails = mail_of(look, [row.id for row, _, _ in rows if meetings[row.meeting_id] in directed])
    found: dict[str, list[Attendee]] = defaultdict(list)
    for row, person, home in sorted(rows, key=lambda row: (row[2].name, row[1].name, row[0].id)):
        if person.id not in barred[meetings[row.meeting_id]]:
            found[row.meeting_id].append(_attendee(look, row, person, home, mails.get(row.id)))
    return found


def _attendee(
    look: Reading, row: Invitation, person: Professional, home: Organisation, mails: tuple[QueuedMail, ...] | None
) -> Attendee:
    """One line of the list; without `mails` the reader does not direct the case and gets neither link nor code."""
    return Attendee(
        invitation_id=row.id,
        seat_id=row.seat_id,
        organisation=home.key,
        organisation_name=home.name,
        name=person.name,
        answer=row.answer,
        opened_at=row.opened_at,
        handed_in_at=row.handed_in_at,
        nothing_to_add=row.nothing_to_add,
        locked=row.locked_at is not None,
        has_email=bool(person.email_sealed),
        link="" if mails is None else look.unseal(row, "link_sealed"),
        code="" if mails is None else look.unseal(row, "code_sealed"),
        mails=mails or (),
        attended=row.attended,
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
        director = look.session.get(Account, case.director_id)
        return GuestMeeting(
            invitation_id=row.id,
            case_id=case.id,
            meeting_id=meeting.id,
            code_name=case.code_name,
            kind=meeting.kind,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            conditions_due_at=meeting.conditions_due_at,
            name=work.actor.name,
            organisation=home.key if home else "",
            organisation_name=home.name if home else "",
            director=director.name if director else "",
            persons=_aliases(look, case_id),
            nothing_to_add=row.nothing_to_add,
            handed_in_at=row.handed_in_at,
            open=meeting.status is MeetingStatus.PLANNED and look.now < meeting.conditions_due_at,
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
