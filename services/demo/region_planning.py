"""Plays what was told of the meetings of the fictional region: who is away, what was answered, what is still asked."""

from dataclasses import replace
from datetime import date, timedelta

from models.terms import InvitationAnswer, MeetingKind
from services.agenda.actions import set_agenda
from services.agenda.facts import NewPoint, SetAgenda, StandardPoint
from services.agenda.rules import suggested
from services.agenda.words import point_titles
from services.availability.actions import close_day, record_away
from services.cases.queries import case_facts
from services.demo import region_meetings as told
from services.demo.facts import FilePartner
from services.demo.region_voices import workday
from services.demo.staging import Stage, Staged, at
from services.meetings import actions as meetings
from services.meetings.answers import answer_invitation, record_information
from services.meetings.facts import Attendee, PlannedMeeting
from services.meetings.orders import AnswerInvitation, RecordCoordination, RecordInformation, ReserveSeries
from services.meetings.queries import meetings_of
from services.polls.actions import answer_poll, start_poll
from services.polls.facts import AnswerPoll, StartPoll
from services.polls.queries import poll_of
from services.relations.facts import VISITOR
from services.scheduling.facts import local_day
from services.unit_of_work import Work
from services.wording import speak

_TEN, _HALF_PAST_THREE = 10 * 60, 15 * 60 + 30


def tell_diaries(stage: Stage, monday: date) -> None:
    """Who is away, and where nobody meets on a day."""
    for one in told.AWAY:
        who = stage.professional(FilePartner(one.organisation, "", one.name), "")
        record_away(stage.work, who, monday + timedelta(days=one.first), monday + timedelta(days=one.last))
    home, day = told.CLOSED
    close_day(stage.work, stage.organisation(home), monday + timedelta(days=day))


def tell_answers(work: Work, meeting: PlannedMeeting) -> None:
    """What the invited said to a meeting that was announced, and the agenda that it has by now."""
    by_home = {attendee.organisation: attendee for attendee in meeting.attendees}
    for home, answer in told.ANSWERS.items():
        deputy = told.DEPUTY if answer is InvitationAnswer.DEPUTY else None
        guest = by_home[home]
        answer_invitation(work.as_actor(VISITOR), AnswerInvitation(guest.invitation_id, _secret(guest), answer, deputy))
    home, text = told.IN_WRITING
    wrote = by_home[home]
    record_information(work, RecordInformation(meeting.case_id, wrote.invitation_id, wrote.version, text))
    meetings.waive(work, meeting.case_id, meeting.id, *told.DONE_WITHOUT)
    set_agenda(work, SetAgenda(meeting.id, meeting.case_id, meeting.version, tuple(_points(meeting))))


def tell_later_meetings(work: Work, meeting: PlannedMeeting, monday: date) -> None:
    """For whoever comes to this one: two reviews kept free, of which nobody was told, and times put to the vote."""
    case_id, seats = meeting.case_id, tuple(attendee.seat_id for attendee in meeting.attendees)
    meetings.reserve_series(
        work,
        ReserveSeries(
            *(work.chance.id(), case_id, MeetingKind.REVIEW),
            *(at(monday, told.SERIES_FROM, _TEN), 45, told.EVERY_WEEKS, told.TIMES, seats),
        ),
    )
    starts = tuple(at(monday, day, minute) for day, minute in told.POLLED)
    order = StartPoll(
        meeting_id=work.chance.id(),
        case_id=case_id,
        kind=MeetingKind.ACTION_MEETING,
        minutes=45,
        starts=starts,
        seat_ids=seats,
        closes_at=at(monday, *told.POLL_CLOSES),
    )
    start_poll(work, order)
    _vote(work, case_id, order.meeting_id)


def tell_coordination(stage: Stage, staged: Staged) -> None:
    """What the director of the low-risk case settled by phone, the last working day."""
    work = stage.work.as_actor(staged.director)
    seats = {seat.organisation: seat.id for seat in case_facts(work, staged.case_id).seats}
    day = workday(local_day(work.clock()), -1)
    order = RecordCoordination(
        meeting_id=work.chance.id(),
        case_id=staged.case_id,
        held_at=at(day, 0, _HALF_PAST_THREE),
        seat_ids=tuple(seats[home] for home in told.BY_PHONE_WITH),
        outcome=told.BY_PHONE_OUTCOME,
        reason=told.BY_PHONE_REASON,
    )
    meetings.record_coordination(work, order)


def _vote(work: Work, case_id: str, meeting_id: str) -> None:
    options = poll_of(work, case_id, meeting_id).options
    (polled,) = (meeting for meeting in meetings_of(work, case_id) if meeting.id == meeting_id)
    for guest in polled.attendees:
        if guest.organisation in told.CHOICES:
            said = zip((option.id for option in options), told.CHOICES[guest.organisation], strict=True)
            answer_poll(work.as_actor(VISITOR), AnswerPoll(guest.invitation_id, _secret(guest), dict(said)))


def _points(meeting: PlannedMeeting) -> list[NewPoint]:
    """The points that are proposed, a little otherwise: one shorter, one more, and a note for the chair."""
    titles = point_titles(speak("nl"))
    length = int((meeting.ends_at - meeting.starts_at).total_seconds()) // 60
    points: list[NewPoint] = []
    for point, minutes in suggested(meeting.kind, length):
        points.append(NewPoint(titles[point], told.MINUTES.get(point, minutes)))
        if point is StandardPoint.CONDITIONS:
            points[-1] = replace(points[-1], note=told.NOTE)
            title, homes = told.OWN_POINT
            points.append(NewPoint(title, told.OWN_POINT_MINUTES, homes))
    return points


def _secret(guest: Attendee) -> str:
    """What a personal link holds besides whose it is."""
    return guest.link.rpartition("#")[2]
