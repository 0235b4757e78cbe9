"""Looks at agendas: for the case team, for the chair, for a guest, and of several cases in a row."""

from datetime import datetime

from sqlalchemy import func
from sqlmodel import col, or_, select

from models.casework import Case
from models.directory import Organisation
from models.meeting import Action, AgendaItem, Invitation, Meeting
from models.meeting import Sitting as SittingRow
from models.plan import PlanVersion
from models.terms import NOT_COMING, CaseStatus, MeetingStatus, PersonRole
from services.access.rules import Permission
from services.agenda.facts import Agenda, ChairScript, Point, SittingCase, SittingChoice, SittingPlan
from services.agenda.rules import (
    can_change,
    clock,
    for_organisation,
    minutes_of,
    over,
    suggested,
    suggested_order,
    uninvited,
)
from services.agenda.words import point_titles, shown_title
from services.cases.facts import CaseFacts
from services.cases.gathering import gathered, gathered_many
from services.cases.queries import my_cases, reader_of
from services.meetings.moving import was_opened
from services.meetings.queries import case_of_guest, meetings_in
from services.meetings.rules import invitable, missing_groups
from services.relations.queries import barred_by_case
from services.route_map.queries import regional
from services.route_map.rules import attendance_rule
from services.unit_of_work import NotAllowed, Reading, Work
from services.victim.queries import voices_in
from services.wording import speak


def agenda_of(work: Work, case_id: str, meeting_id: str) -> Agenda:
    """The agenda of a meeting for the case team; notes only for who directs the case. Raises `NotAllowed`."""
    with work.read(Permission.MEETING_READ, case_id, screen="agenda") as look:
        return agenda_in(look, _meeting(look, case_id, meeting_id))


def guest_agenda(work: Work) -> Agenda:
    """The agenda as the acting guest may see it: points for everybody and for their organisation. Points for others
    have a time and no title; there are no notes. Empty until the meeting is announced. Raises `NotAllowed`."""
    case_id = case_of_guest(work)
    with work.read(Permission.INVITATION_READ, case_id, screen="guest") as look:
        row = look.session.get(Invitation, work.actor.invitation_id)
        meeting = look.session.get(Meeting, row.meeting_id) if row else None
        home = look.session.get(Organisation, row.organisation_id) if row else None
        case = look.session.get(Case, case_id)
        if meeting is None or home is None or case is None:
            raise NotAllowed
        announced = meeting.status is MeetingStatus.PLANNED
        points = _points(look, meeting, notes=False)[0] if announced else ()
        return Agenda(
            meeting_id=meeting.id,
            case_id=case_id,
            code_name=case.code_name,
            kind=meeting.kind,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            version=0,
            points=for_organisation(points, home.key),
            open=False,
        )


def script_of(work: Work, case_id: str, meeting_id: str) -> ChairScript:
    """Everything the chair has at hand, for who directs the case. Raises `NotAllowed`."""
    with work.read(Permission.AGENDA_EDIT, case_id, screen="chair_script") as look:
        return script_in(look, case_id, meeting_id)


def script_in(look: Reading, case_id: str, meeting_id: str) -> ChairScript:
    """The same inside an open look. Raises `NotAllowed` for a meeting of another case."""
    agenda = agenda_in(look, _meeting(look, case_id, meeting_id))
    meeting = next(m for m in meetings_in(look, case_id) if m.id == meeting_id)
    facts = gathered(look, case_id, reader_of(look))
    rule = attendance_rule(regional(look.settings.route_map), facts, meeting.kind)
    coming = [a.organisation for a in meeting.attendees if a.answer not in NOT_COMING]
    voices = voices_in(look, [case_id]).get(case_id, ())
    return ChairScript(agenda, meeting, voices, missing_groups(rule, coming))


def agenda_at(look: Reading, case_id: str, meeting_id: str) -> Agenda:
    """The agenda of a meeting of a case inside an open look. Raises `NotAllowed` for a meeting of another case."""
    return agenda_in(look, _meeting(look, case_id, meeting_id))


def sitting_of(work: Work, sitting_id: str) -> SittingPlan:
    """The cases of a sitting on the clock; of a case that the reader has no part in, only its time.

    Raises `NotAllowed` when none of them is the reader's.
    """
    with work.read(Permission.CASE_LIST) as look:
        sitting = look.session.get(SittingRow, sitting_id[:32])
        case_ids = look.session.exec(select(Meeting.case_id).where(Meeting.sitting_id == sitting_id[:32])).all()
    with work.read_many(Permission.MEETING_READ, case_ids, screen="sitting") as look:
        if sitting is None or not look.allowed:
            raise NotAllowed
        rows = look.session.exec(
            select(Meeting)
            .where(Meeting.sitting_id == sitting_id, Meeting.status != MeetingStatus.WITHDRAWN)
            .order_by(col(Meeting.starts_at))
        ).all()
        cases = tuple(_sitting_case(look, row) for row in rows)
        ends_at = max((case.ends_at for case in cases), default=sitting.starts_at)
        return SittingPlan(sitting_id, sitting.starts_at, ends_at, cases)


def sitting_choices(work: Work) -> tuple[SittingChoice, ...]:
    """The active cases that the reader directs, in the order that is proposed for a sitting."""
    mine = [line.id for line in my_cases(work) if line.status is CaseStatus.ACTIVE]
    with work.read_many(Permission.MEETING_PLAN, mine, screen="sitting", opens=False) as look:
        planned = _next_meetings(look)
        every = gathered_many(look, look.allowed, reader_of(look))
        return suggested_order(_choice(facts, planned.get(case_id)) for case_id, facts in every.items())


def sitting_at(work: Work, case_id: str, meeting_id: str) -> str:
    """The id of the sitting that a meeting is part of; empty when it is held by itself. Raises `NotAllowed`."""
    with work.read(Permission.MEETING_READ, case_id, screen="agenda") as look:
        return _meeting(look, case_id, meeting_id).sitting_id or ""


def number_of_points(look: Reading, meeting: Meeting) -> int:
    """How many points the agenda of a meeting has, written or proposed, in a few queries."""
    written = look.session.exec(
        select(func.count()).select_from(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    ).one()
    length = int((meeting.ends_at - meeting.starts_at).total_seconds()) // 60
    return written or len(suggested(meeting.kind, length, earlier=_agreed_before(look, meeting)))


def agenda_in(look: Reading, meeting: Meeting) -> Agenda:
    """The agenda of a meeting inside a look that was allowed; notes only for who directs its case."""
    points, proposed = _points(look, meeting, notes=look.may(Permission.AGENDA_EDIT, meeting.case_id))
    length = int((meeting.ends_at - meeting.starts_at).total_seconds()) // 60
    case = look.session.get(Case, meeting.case_id)
    changeable = can_change(meeting.status, meeting.ends_at, look.now) and not was_opened(look, meeting.id)
    return Agenda(
        meeting_id=meeting.id,
        case_id=meeting.case_id,
        code_name=case.code_name if case else "",
        kind=meeting.kind,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        version=meeting.version,
        points=points,
        over_minutes=over((minutes_of(point) for point in points), length),
        suggested=proposed,
        open=changeable,
        uninvited=uninvited(points, _invited(look, meeting)),
    )


def _points(look: Reading, meeting: Meeting, *, notes: bool) -> tuple[tuple[Point, ...], bool]:
    """The points on the clock, and whether they are the ones that are proposed as long as nobody wrote any."""
    say = speak(look.actor.language)
    rows = look.session.exec(
        select(AgendaItem).where(AgendaItem.meeting_id == meeting.id).order_by(col(AgendaItem.number))
    ).all()
    if not rows:
        titles, length = point_titles(say), int((meeting.ends_at - meeting.starts_at).total_seconds()) // 60
        proposed = suggested(meeting.kind, length, earlier=_agreed_before(look, meeting))
        times = clock(meeting.starts_at, [minutes for _, minutes in proposed])
        pairs = zip(proposed, times, strict=True)
        return tuple(Point(n, titles[point], *at) for n, ((point, _), at) in enumerate(pairs, 1)), True
    times = clock(meeting.starts_at, [row.minutes for row in rows])
    return tuple(
        Point(
            number=row.number,
            title=shown_title(say, look.unseal(row, "title_sealed")),
            starts_at=starts,
            ends_at=ends,
            organisations=tuple(row.organisations),
            note=look.unseal(row, "note_sealed") if notes else "",
        )
        for row, (starts, ends) in zip(rows, times, strict=True)
    ), False


def _agreed_before(look: Reading, meeting: Meeting) -> bool:
    """Whether anything was agreed before a meeting, at an earlier one or by a plan. Only what was there before it
    begins counts: while it lasts, the points keep their numbers."""
    actions = select(Action.id).where(
        Action.case_id == meeting.case_id,
        or_(col(Action.recorded_at).is_(None), col(Action.recorded_at) < meeting.starts_at),
    )
    if look.session.exec(actions).first() is None:
        return False
    plans = select(PlanVersion.id).where(
        PlanVersion.case_id == meeting.case_id, col(PlanVersion.adopted_at) < meeting.starts_at
    )
    met = select(Meeting.id).where(
        Meeting.case_id == meeting.case_id,
        col(Meeting.status).in_((MeetingStatus.PLANNED, MeetingStatus.HELD)),
        col(Meeting.starts_at) < meeting.starts_at,
    )
    return any(look.session.exec(asked).first() is not None for asked in (plans, met))


def _meeting(look: Reading, case_id: str, meeting_id: str) -> Meeting:
    row = look.session.get(Meeting, meeting_id[:32])
    if row is None or row.case_id != case_id:
        raise NotAllowed
    return row


def _invited(look: Reading, meeting: Meeting) -> frozenset[str]:
    """The organisations that somebody is invited of; whoever is barred is not counted."""
    rows = look.session.exec(
        select(Organisation.key, Invitation.professional_id)
        .join(Invitation, col(Invitation.organisation_id) == col(Organisation.id))
        .where(Invitation.meeting_id == meeting.id)
    ).all()
    barred = barred_by_case(look.session, look.database.vault, [meeting.case_id], {who for _, who in rows})
    return frozenset(key for key, who in rows if who not in barred[meeting.case_id])


def _sitting_case(look: Reading, meeting: Meeting) -> SittingCase:
    if meeting.case_id not in look.allowed:
        return SittingCase("", "", "", meeting.starts_at, meeting.ends_at)
    agenda = agenda_in(look, meeting)
    return SittingCase(meeting.case_id, meeting.id, agenda.code_name, meeting.starts_at, meeting.ends_at, agenda=agenda)


def _next_meetings(look: Reading) -> dict[str, datetime]:
    """Per case of this look when its next announced meeting starts."""
    rows = look.session.exec(
        select(Meeting.case_id, Meeting.starts_at)
        .where(
            col(Meeting.case_id).in_(look.allowed),
            Meeting.status == MeetingStatus.PLANNED,
            Meeting.ends_at > look.now,
        )
        .order_by(col(Meeting.starts_at).desc())
    )
    return dict(rows.all())


def _choice(facts: CaseFacts, planned: datetime | None) -> SittingChoice:
    return SittingChoice(
        case_id=facts.id,
        code=facts.code,
        code_name=facts.code_name,
        risk=facts.risk,
        children=any(person.role is PersonRole.CHILD for person in facts.persons),
        seats=tuple((seat.id, seat.organisation, seat.name) for seat in invitable(facts)),
        planned=planned,
    )
