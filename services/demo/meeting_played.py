"""How partners come together in a rehearsal: a meeting with invitations, or by phone where the phase asks for none."""

from collections import Counter
from datetime import datetime

from models.terms import MeetingKind, Risk
from services.access.rules import Permission
from services.cases.facts import CaseFacts, PartnerSeat
from services.cases.queries import case_facts
from services.demo.facts import CaseFile, FileCase
from services.demo.outcome import Outcome
from services.demo.staging import NEWS, QUESTION, at
from services.meetings import actions as meetings
from services.meetings.facts import Attendee, Availability
from services.meetings.orders import PlanMeeting, RecordCoordination
from services.meetings.proposing import availability
from services.meetings.queries import meetings_of
from services.meetings.rules import default_deadline, invitable
from services.messages.envelope import as_eml
from services.messages.queries import mail_of
from services.scheduling.facts import Slot
from services.unit_of_work import Work

NO_TIME = "Geen moment in de week dat aan het minimum voldoet"
BY_PHONE = "Telefonisch afgestemd; de afspraken staan in het plan."
NO_MEETING_NEEDED = "De fase van de zaak vraagt geen overleg."
_WEEK_DAYS, _NINE = 7, 9 * 60


def slots(work: Work, case_id: str, file: CaseFile, case: FileCase) -> dict[MeetingKind, Availability]:
    """What the file's week allows, per kind of meeting."""
    return {
        kind: availability(
            work,
            case_id,
            kind,
            minutes,
            first_day=case.week_start,
            days=_WEEK_DAYS,
            deadline=case.deadline,
            lunch_free=False,  # the weeks of a file know no lunch
        )
        for kind, minutes in file.minutes.items()
    }


def meet(work: Work, case_id: str, file: CaseFile, outcome: Outcome) -> tuple[Attendee, ...]:
    """Plans the meeting that the phase asks for, with everybody who can be invited; gives who was."""
    seats = invitable(case_facts(work, case_id))
    found = outcome.slots.get(MeetingKind.ACTION_MEETING)
    if found is None or not found.needed or len(seats) < 2:
        return ()
    kind, start = _chosen(outcome)
    now = work.clock()
    order = PlanMeeting(
        meeting_id=work.chance.id(),
        case_id=case_id,
        kind=kind,
        starts_at=start,
        minutes=file.minutes[kind],
        seat_ids=tuple(seat.id for seat in seats),
        conditions_due_at=default_deadline(start, now),
        question=QUESTION,
        news=NEWS,
        override_reason=NO_TIME if _somebody_missing(found, [seat.organisation for seat in seats]) else "",
    )
    meetings.plan(work, order)
    attendees = meetings_of(work, case_id)[0].attendees
    outcome.invitations = _letters(work, case_id, attendees)
    return attendees


def coordinate(work: Work, case_id: str, outcome: Outcome) -> None:
    """Records, where the phase asks for no meeting, that the director settled it by phone with whom the file says the
    director's organisation is in touch. A file that says so of nobody gets no coordination."""
    found = outcome.slots.get(MeetingKind.ACTION_MEETING)
    if found is None or found.needed:
        return
    spoken = _in_touch(case_facts(work, case_id), work.actor.organisation)
    if spoken:
        ids = tuple(seat.id for seat in spoken)
        order = RecordCoordination(work.chance.id(), case_id, work.clock(), ids, BY_PHONE, NO_MEETING_NEEDED)
        meetings.record_coordination(work, order)


def _in_touch(facts: CaseFacts, home: str) -> tuple[PartnerSeat, ...]:
    """One seat, the first, of every organisation with which this one has a recorded line."""
    other = {end for line in facts.recorded_lines if home in line for end in line} - {home}
    seats = {seat.organisation: seat for seat in reversed(facts.seats) if not seat.external and not seat.barred}
    return tuple(seat for organisation, seat in sorted(seats.items()) if organisation in other)


def _chosen(outcome: Outcome) -> tuple[MeetingKind, datetime]:
    """High risk waits for nobody: the earliest action meeting. Medium: the best attended conference.

    Where no time meets the minimum, those who can come meet on Monday at nine, and it is told as unresolved.
    """
    high = outcome.case.risk is Risk.HIGH
    kinds = list(outcome.slots) if high else list(reversed(outcome.slots))
    for kind in kinds:
        proposals = outcome.slots[kind].proposals
        slot: Slot | None = proposals.earliest if high else proposals.best
        if slot is not None:
            return kind, slot.start
    outcome.unresolved = ("meeting",)
    return MeetingKind.ACTION_MEETING, at(outcome.case.week_start, 0, _NINE)


def _letters(work: Work, case_id: str, attendees: tuple[Attendee, ...]) -> list[tuple[str, bytes, bytes]]:
    """Per attendee the file name without ending, the calendar item and the mail."""
    with work.read(Permission.MEETING_READ, case_id, screen="invitations") as look:
        mails = mail_of(look, [attendee.invitation_id for attendee in attendees])
    count: Counter[str] = Counter()
    letters = []
    for attendee in attendees:
        count[attendee.organisation] += 1
        name = f"invite-{attendee.organisation}-{count[attendee.organisation]}"
        for queued in mails[attendee.invitation_id][-1:]:
            calendar = (queued.mail.calendar or "").encode()
            letter = as_eml(queued.mail, work.settings.mail_from, work.clock(), message_id=queued.id)
            letters.append((name, calendar, letter))
    return letters


def _somebody_missing(found: Availability, organisations: list[str]) -> bool:
    """Whether a group of the minimum has nobody among those invited."""
    return any(not group & set(organisations) for group in found.required)
