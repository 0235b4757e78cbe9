"""The papers of a meeting and the action list: from what stands now, cut to their reader, through the one way out."""

from dataclasses import replace

from models.meeting import Meeting
from models.terms import MeetingStatus, SeatRole
from services.access.rules import Permission
from services.agenda.facts import ChairScript, Point
from services.agenda.queries import script_in
from services.agenda.rules import for_organisation
from services.agenda.words import shown_title
from services.cases.facts import PartnerSeat
from services.cases.queries import kept_out
from services.documents.copies.handing_out import hand_out
from services.documents.editions import EditionUnknown, without
from services.documents.facts import Invited, IssuedFile, MeetingFacts
from services.documents.finished import finished
from services.documents.house_styles.queries import style_in_use
from services.documents.projections import for_own_tasks, for_partner
from services.documents.sheets import action_list, agenda_sheet, chair_script, minutes
from services.documents.word.layout import Layout
from services.errors import ServiceError
from services.meetings.facts import Attendee
from services.meetings.moving import was_opened
from services.minutes.queries import for_reader, minutes_in
from services.minutes.rules import MinutesBroken
from services.plans.compose import composed
from services.plans.facts import PlanContent
from services.plans.queries import CaseState, content_in, state_in
from services.protection.rules import ANY_PARTNER, WHOLE, Reader
from services.reports.queries import open_actions_in
from services.scheduling.facts import local_day
from services.unit_of_work import NotAllowed, Transaction, Work
from services.wording import Say, speak

AGENDA, SCRIPT, MINUTES, ACTION_LIST = "agenda", "draaiboek", "notulen", "actielijst"
PAPERS = (AGENDA, SCRIPT, MINUTES)
"""The papers that belong to one meeting."""
ACTIONS_OF = "actielijst-"


class MinutesTooEarly(ServiceError):
    """There are no minutes of a meeting that has not begun."""

    code = "documents.minutes_too_early"


class MeetingNotCalled(ServiceError):
    """There are no papers of a meeting that nobody was invited to yet, or that was called off."""

    code = "documents.meeting_not_called"


def issue_paper(work: Work, case_id: str, meeting_id: str, paper: str, language: str = "nl") -> IssuedFile:
    """The agenda, the chair's script or the minutes of a meeting, one of `PAPERS`; registered and audited.

    The agenda and the minutes are what every partner may read, the script what the chair's organisation may read.
    Raises `EditionUnknown`, `MinutesTooEarly`, `MinutesBroken`, `MeetingNotCalled`, `LeakFound` (nothing is issued
    then), `NotAllowed`.
    """
    if paper not in PAPERS:
        raise EditionUnknown(audience=paper)
    with work.act(Permission.DOCUMENT_ISSUE, case_id) as tx:
        row = tx.session.get(Meeting, meeting_id[:32])
        if row is None or row.case_id != case_id:
            raise NotAllowed
        if row.status not in (MeetingStatus.PLANNED, MeetingStatus.HELD):
            raise MeetingNotCalled
        if paper == MINUTES and row.starts_at > tx.now and not was_opened(tx, row.id):
            raise MinutesTooEarly
        if paper == MINUTES:
            return _minutes(tx, case_id, meeting_id, speak(language), practice=work.practice)
        state = state_in(tx, case_id, WHOLE)
        script, copy_code = script_in(tx, case_id, meeting_id), tx.chance.spoken_code()
        reader = _chair(state, script) if paper == SCRIPT else Reader(ANY_PARTNER)
        plan = for_partner(_standing(tx, state, fictional=work.practice), reader)
        layout = _layout(tx, paper, plan, (state, script, reader), copy_code, speak(language))
        tx.note(meeting=meeting_id)
        return hand_out(tx, finished(layout, paper, copy_code, tx.now, style_in_use(tx)), reader)


def issue_actions(work: Work, case_id: str, organisation: str = "", language: str = "nl") -> IssuedFile:
    """The actions as they stand now: what every partner may read, or one partner organisation's own.

    Raises `EditionUnknown` for an organisation without a seat at the table, `LeakFound` or `NotAllowed`.
    """
    with work.act(Permission.DOCUMENT_ISSUE, case_id) as tx:
        everything = _standing(tx, state_in(tx, case_id, WHOLE), fictional=work.practice)
        if organisation and organisation not in action_owners(everything):
            raise EditionUnknown(audience=ACTIONS_OF + organisation)
        reader, copy_code = Reader(organisation or ANY_PARTNER), tx.chance.spoken_code()
        plan = (for_own_tasks if organisation else for_partner)(everything, reader)
        layout = action_list.compose(plan, organisation, local_day(tx.now), copy_code, speak(language))
        audience = ACTIONS_OF + organisation if organisation else ACTION_LIST
        return hand_out(tx, finished(layout, audience, copy_code, tx.now, style_in_use(tx)), reader)


def action_owners(plan: PlanContent) -> tuple[str, ...]:
    """The organisations that can have an action list of their own: everyone with a seat at the table."""
    outside = {seat.organisation for seat in plan.seats if seat.external}
    return tuple(dict.fromkeys(seat.organisation for seat in plan.seats if seat.organisation not in outside))


def _standing(tx: Transaction, state: CaseState, *, fictional: bool) -> PlanContent:
    """The plan as it stands now, uncut, without whoever is barred; what stayed open is of the newest version."""
    number = state.versions[0].number if state.versions else 0
    content = without(composed(tx, state, number, fictional=fictional), kept_out(tx, state.facts.id))
    frozen = content_in(tx, state.facts.id)
    return replace(content, open_points=frozen[1].open_points) if frozen else content


def _layout(
    tx: Transaction,
    paper: str,
    plan: PlanContent,
    told: tuple[CaseState, ChairScript, Reader],
    copy_code: str,
    say: Say,
) -> Layout:
    meeting, state = _facts(say, *told, for_chair=paper == SCRIPT), told[0]
    if paper == AGENDA:
        return agenda_sheet.compose(plan, meeting, copy_code, say)
    opens = open_actions_in(tx, state, told[1].meeting.id, WHOLE)
    opening = replace(meeting, earlier=tuple(f"A{one.action.number}" for one in opens))
    return chair_script.compose(plan, opening, copy_code, say)


def _minutes(tx: Transaction, case_id: str, meeting_id: str, say: Say, *, practice: bool) -> IssuedFile:
    """The minutes for every partner: a draft from what is recorded now, or what was locked and the corrections beneath.
    Raises `MinutesBroken`."""
    reader, copy_code = Reader(ANY_PARTNER), tx.chance.spoken_code()
    whole = minutes_in(tx, case_id, meeting_id, practice=practice)
    told = for_reader(tx, whole, reader)
    if whole.record is None or told.record is None:
        raise MinutesBroken
    layout = minutes.compose(told, told.record, for_partner(whole.record.plan, reader), copy_code, say)
    tx.note(meeting=meeting_id, locked=whole.is_locked)
    return hand_out(tx, finished(layout, MINUTES, copy_code, tx.now, style_in_use(tx)), reader)


def _leads_itself(state: CaseState, script: ChairScript) -> bool:
    """Whether the case director is the chair: then every point is theirs, for they wrote the agenda."""
    seats = {seat.id: seat for seat in state.facts.seats}
    chair = seats.get(script.meeting.chair_seat_id)
    return chair is None or chair.role == SeatRole.CASE_DIRECTOR


def _chair(state: CaseState, script: ChairScript) -> Reader:
    """The chair's organisation; the case director's where nobody was named, and nobody's where there is neither."""
    seats = {seat.id: seat for seat in state.facts.seats}
    chair = seats.get(script.meeting.chair_seat_id) or _director(state)
    return Reader(chair.organisation, external=chair.external) if chair else Reader(None)


def _director(state: CaseState) -> PartnerSeat | None:
    return next((seat for seat in state.facts.seats if seat.role == SeatRole.CASE_DIRECTOR), None)


def _facts(say: Say, state: CaseState, script: ChairScript, reader: Reader, *, for_chair: bool) -> MeetingFacts:
    meeting = script.meeting
    roles = {seat.id: seat.role for seat in state.facts.seats}
    aliases = {person.ref: person.alias for person in state.facts.persons}
    invited = tuple(_invited(attendee, roles) for attendee in meeting.attendees)
    by_seat = {person.seat_id: person for person in invited}
    later = [one.starts_at for one in state.meetings if _follows(one.status, one.starts_at > meeting.starts_at)]
    return MeetingFacts(
        kind=meeting.kind,
        mode=meeting.mode,
        place=meeting.place,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        question=meeting.question,
        news=meeting.news,
        outcome=meeting.outcome,
        points=_points(say, script.agenda.points, reader, for_chair=for_chair, whole=_leads_itself(state, script)),
        invited=invited,
        chair=by_seat.get(meeting.chair_seat_id),
        note_taker=by_seat.get(meeting.note_taker_seat_id),
        missing=script.missing if for_chair else (),
        without=tuple(dict.fromkeys(key for waiver in meeting.waivers for key in waiver.organisations)),
        voices=tuple((aliases.get(voice.person_ref, ""), voice) for voice in script.voices)
        if for_chair and reader.is_partner
        else (),
        next_at=min(later, default=None),
    )


def _follows(status: MeetingStatus, later: bool) -> bool:
    return later and status is MeetingStatus.PLANNED


def _points(say: Say, points: tuple[Point, ...], reader: Reader, *, for_chair: bool, whole: bool) -> tuple[Point, ...]:
    """The points for the reader in the language of the paper; the chair's own with their notes and for whom they are.

    What is for others keeps its time and nothing else.
    """
    own = reader.organisation or ""
    cut = points if for_chair and whole else for_organisation(points, own)
    notes = {point.starts_at: point for point in points if not point.organisations or own in point.organisations}
    if for_chair and not whole:
        cut = tuple(
            replace(p, note=notes[p.starts_at].note, organisations=notes[p.starts_at].organisations)
            if p.title and p.starts_at in notes
            else p
            for p in cut
        )
    return tuple(replace(point, title=shown_title(say, point.title)) for point in cut)


def _invited(attendee: Attendee, roles: dict[str, str]) -> Invited:
    return Invited(
        seat_id=attendee.seat_id,
        organisation=attendee.organisation,
        role=roles.get(attendee.seat_id, ""),
        name=attendee.name,
        answer=attendee.answer,
        attended=attendee.attended,
        stands_in_for=attendee.stands_in_for,
        sent_information=attendee.information_at is not None,
        conditions_missing=attendee.owes_conditions,
    )
