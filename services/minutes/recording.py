"""The record of a meeting as it stands: put together from what was recorded, whole; nothing is cut to a reader here."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import col, select

from models.follow_up import ActionReport
from models.live import LiveMeeting, MeetingNote
from models.meeting import Meeting
from models.terms import Capacity, Known, MeetingStatus
from services.agenda.queries import agenda_in
from services.agenda.words import shown_title
from services.live.facts import AtTable, LiveState, NoteLine
from services.live.queries import live_in
from services.meetings.facts import Attendee, PlannedMeeting
from services.minutes.facts import Noted, Person, PointTitle, Record, Said, Sat
from services.plans.compose import composed
from services.plans.facts import PlanContent
from services.plans.queries import CaseState, content_in, state_in
from services.protection.rules import WHOLE
from services.reports.facts import Report
from services.reports.queries import agreed_before_in, reports_in
from services.reports.rules import met_before
from services.scheduling.facts import local_day
from services.unit_of_work import NotAllowed, Reading
from services.wording import speak

_LANGUAGE = "nl"
"""Standard titles of points are frozen in one language, so that the mark does not depend on who looks; they are shown
in the reader's own."""


def record_in(look: Reading, case_id: str, meeting_id: str, *, practice: bool) -> Record:
    """All that is recorded of a meeting, inside an open look or act of its case. Raises `NotAllowed`."""
    row = look.session.get(Meeting, meeting_id[:32])
    if row is None or row.case_id != case_id:
        raise NotAllowed
    state = state_in(look, case_id, WHOLE)
    meeting = next(one for one in state.meetings if one.id == row.id)
    live = live_in(look, [row.id], WHOLE)[row.id]
    accounts = _accounts_of_notes(look, row.id)
    say = speak(_LANGUAGE)
    later = [m.starts_at for m in state.meetings if m.status is MeetingStatus.PLANNED and m.starts_at > row.starts_at]
    return Record(
        case_id=case_id,
        meeting_id=row.id,
        kind=meeting.kind,
        mode=meeting.mode,
        place=meeting.place,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        plan=_plan(look, state, meeting, practice=practice),
        question=meeting.question,
        news=meeting.news,
        outcome=meeting.outcome,
        chair_seat_id=meeting.chair_seat_id,
        note_taker_seat_id=meeting.note_taker_seat_id,
        opened_at=live.opened_at,
        closed_at=live.closed_at,
        closing_reason=live.closing_reason,
        statement_read_at=live.statement_read_at,
        statement_read_by_id=accounts.get(_READER, "") or "",
        statement_read_by=live.statement_read_by,
        people=_people(meeting, live),
        without=tuple(dict.fromkeys(key for waiver in meeting.waivers for key in waiver.organisations)),
        points=tuple(
            PointTitle(point.number, shown_title(say, point.title), point.organisations)
            for point in agenda_in(look, row).points
        ),
        notes=tuple(_noted(note, accounts) for note in live.notes if note.text.strip()),
        earlier=tuple(f"A{number}" for number in sorted(agreed_before_in(look, state, row.id))),
        said=_said(look, state, meeting),
        next_at=min(later, default=None),
    )


_READER = "statement"


def _accounts_of_notes(look: Reading, meeting_id: str) -> Mapping[str, str | None]:
    """By note who corrected it; and, under a name of its own, who read the statement."""
    notes = look.session.exec(select(MeetingNote.id, MeetingNote.edited_by).where(MeetingNote.meeting_id == meeting_id))
    found = dict(notes.all())
    reader = select(LiveMeeting.statement_read_by).where(LiveMeeting.meeting_id == meeting_id)
    return found | {_READER: look.session.exec(reader).first()}


def _plan(look: Reading, state: CaseState, meeting: PlannedMeeting, *, practice: bool) -> PlanContent:
    """Of the case's plan as it stands, what minutes tell, by name: nothing else is frozen with them. What stayed open
    is of the plan in force."""
    number = state.versions[0].number if state.versions else 0
    plan, frozen = composed(look, state, number, fictional=practice), content_in(look, state.facts.id)
    kept = {name: getattr(plan, name) for name in _OF_THE_PLAN}
    open_points = frozen[1].open_points if frozen else ()
    return PlanContent(**kept, adopted_on=local_day(meeting.starts_at), open_points=open_points)


_OF_THE_PLAN = (
    *("code", "code_name", "version", "status", "issuer", "fictional"),
    *("director_role", "director_organisation", "director_number", "hold_in_force", "review_on", "review_triggers"),
    *("conditions", "actions", "weighings", "contradictions"),
)


def _people(meeting: PlannedMeeting, live: LiveState) -> tuple[Person, ...]:
    """Whoever was invited, and then whoever sat there besides; each person once, with every stay."""
    table: dict[str, list[AtTable]] = {}
    for stay in live.table:
        table.setdefault(stay.professional_id, []).append(stay)
    invited = [_invited(one, table.pop(one.professional_id, []), live) for one in meeting.attendees]
    return (*invited, *(_seated(stays) for stays in table.values()))


def _invited(one: Attendee, stays: list[AtTable], live: LiveState) -> Person:
    return Person(
        professional_id=one.professional_id,
        name=one.name,
        organisation=one.organisation,
        organisation_name=one.organisation_name,
        seat_id=one.seat_id,
        capacity=stays[-1].capacity if stays else None,
        answer=one.answer,
        attended=Known.YES if stays and live.closed_at is None else one.attended,
        stays=_stays(stays),
        accepted_at=_accepted(stays),
        stands_in_for=one.stands_in_for,
        stands_in_for_id=one.stands_in_for_id,
        informed_at=one.information_at,
        external=any(stay.external for stay in stays),
    )


def _seated(stays: list[AtTable]) -> Person:
    """An observer, or somebody whose place another one took since."""
    first = stays[0]
    return Person(
        professional_id=first.professional_id,
        name=first.name,
        organisation=first.organisation,
        organisation_name=first.organisation_name,
        seat_id=first.seat_id if first.capacity is not Capacity.OBSERVER else "",
        capacity=stays[-1].capacity,
        attended=Known.YES,
        stays=_stays(stays),
        accepted_at=_accepted(stays),
        external=first.external,
    )


def _stays(stays: list[AtTable]) -> tuple[Sat, ...]:
    return tuple(Sat(stay.arrived_at, stay.left_at) for stay in stays)


def _accepted(stays: list[AtTable]) -> datetime | None:
    return min((stay.accepted_at for stay in stays if stay.accepted_at), default=None)


def _noted(note: NoteLine, editors: Mapping[str, str | None]) -> Noted:
    return Noted(
        id=note.id,
        point=note.point,
        text=note.text,
        tier=note.tier,
        author_id=note.author_id,
        author=note.author,
        saved_at=note.saved_at,
        edited_by_id=editors.get(note.id) or "",
        edited_by=note.edited_by,
        edited_at=note.edited_at,
    )


def _said(look: Reading, state: CaseState, meeting: PlannedMeeting) -> tuple[Said, ...]:
    """What was reported at this table, and what came in before it since the meeting before; newest last."""
    numbers = {action.id: f"A{action.number}" for action in state.actions}
    reports = [one for one in reports_in(look, [state.facts.id], WHOLE)[state.facts.id] if one.action_id in numbers]
    tiers = {
        report_id: (tier, who or "")
        for report_id, tier, who in look.session.exec(
            select(ActionReport.id, ActionReport.tier, ActionReport.professional_id).where(
                col(ActionReport.case_id) == state.facts.id
            )
        )
    }
    before = met_before(state.meetings, meeting.starts_at)
    since = before[-1].starts_at if before else None
    return tuple(
        _one(report, numbers[report.action_id], *tiers[report.id], at_table=report.meeting_id == meeting.id)
        for report in reports
        if report.meeting_id == meeting.id
        or (not report.meeting_id and report.at < meeting.starts_at and (since is None or report.at > since))
    )


def _one(report: Report, number: str, tier: str, professional_id: str, *, at_table: bool) -> Said:
    return Said(
        action=number,
        answer=report.answer,
        note=report.note,
        at=report.at,
        organisation=report.organisation,
        tier=tier,
        by=report.by,
        professional_id=professional_id,
        at_table=at_table,
    )
