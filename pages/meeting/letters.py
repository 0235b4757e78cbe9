"""The mail about a meeting as it will be sent, shown before it is; dots stand where the own link comes."""

from dataclasses import replace
from datetime import datetime

from markupsafe import Markup

from pages.frame.markup import facts_list, show
from pages.frame.screen import Screen
from services.meetings.facts import PlannedMeeting
from services.messages.facts import InvitationText, Letter, Matter, OpenPoint
from services.messages.letters import words
from services.messages.reminder import reminder
from services.plans.queries import CaseState
from services.scheduling.facts import local_day
from services.wording import speak


def letter_shown(screen: Screen, state: CaseState, letter: Letter, text: InvitationText) -> None:
    """Subject and text of a letter."""
    _shown(screen, *words(letter, text, speak("nl")))


def reminder_shown(screen: Screen, state: CaseState, meeting: PlannedMeeting, matters: tuple[Matter, ...]) -> None:
    """Subject and text of a reminder of these matters of one meeting."""
    text = replace(text_of(screen, state, meeting), poll_closes_at=meeting.poll_closes_at)
    until = {
        Matter.POLL: meeting.poll_closes_at or meeting.starts_at,
        Matter.ANSWER: meeting.starts_at,
        Matter.CONDITIONS: meeting.conditions_due_at,
    }
    points = [OpenPoint(matter, until[matter], text) for matter in matters]
    _shown(screen, *reminder(points, speak("nl"), today=local_day(screen.work.clock())))


def text_of(screen: Screen, state: CaseState, meeting: PlannedMeeting) -> InvitationText:
    """What the mails about a meeting know of it."""
    return InvitationText(
        kind=meeting.kind,
        code_name=state.facts.code_name,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        conditions_due_at=meeting.conditions_due_at,
        link=f"{screen.work.settings.public_address}/u/…",
        director_name=state.facts.director,
        language="nl",
        uid="preview",
        sequence=meeting.sequence,
        fictional=screen.work.practice,
    )


def moved_text(
    screen: Screen, state: CaseState, meeting: PlannedMeeting, starts_at: datetime, ends_at: datetime, due: datetime
) -> InvitationText:
    """The same of a meeting that is held at another time from now on."""
    text = text_of(screen, state, meeting)
    was = (meeting.starts_at, meeting.ends_at)
    return replace(text, starts_at=starts_at, ends_at=ends_at, conditions_due_at=due, was=was)


def _shown(screen: Screen, subject: str, body: str) -> None:
    say = screen.say
    show(facts_list([(say("Subject"), subject), (say("Text"), Markup("<pre>{}</pre>").format(body))]))
