"""The question to the meeting and what is new, with what helps to write them: the last question, the events since."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import streamlit as st
from markupsafe import Markup

from models.terms import MeetingStatus
from pages.frame.drafting import DraftForm
from pages.frame.markup import joined, show
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from services.events.facts import CaseEvent
from services.events.queries import events_of
from services.plans.queries import CaseState
from services.wording import label

LONGEST_QUESTION, LONGEST_NEWS = 600, 2000
_SHOWN = 6
_LOOK_BACK = timedelta(days=30)


@dataclass(frozen=True)
class Before:
    """What was asked the last time, and the events since then, latest first; `since` None: there was no last time."""

    question: str
    events: tuple[CaseEvent, ...]
    since: datetime | None


def before(screen: Screen, state: CaseState) -> Before:
    """Read once, when the dialog opens."""
    now = screen.work.clock()
    stood = (MeetingStatus.PLANNED, MeetingStatus.HELD)
    held = [meeting for meeting in state.meetings if meeting.status in stood and meeting.starts_at <= now]
    asked = next((meeting.question for meeting in state.meetings if meeting.question), "")
    since = max((meeting.starts_at for meeting in held), default=None)
    events = events_of(screen.work, state.facts.id, screen="meeting")
    start = since or now - _LOOK_BACK
    recent = [one for one in events if one.happened_at >= start or one.reported_at >= start]
    return Before(asked, tuple(sorted(recent, key=lambda one: one.happened_at, reverse=True)), since)


def question_fields(screen: Screen, form: DraftForm, earlier: Before) -> None:
    """Draws both fields; nothing is filled in by itself."""
    say = screen.say
    text = say(
        "Attendees see the question, what is new and the place after their code only; no mail or calendar holds it."
    )
    show(Markup('<p class="small">{}</p>').format(text))
    writing_area(
        form,
        "question",
        say("The question to the meeting: what is to be decided (required)"),
        height=80,
        longest=LONGEST_QUESTION,
    )
    _asked_before(screen, form, earlier)
    writing_area(
        form, "news", say("What is new since partners last spoke (required)"), height=110, longest=LONGEST_NEWS
    )


def _asked_before(screen: Screen, form: DraftForm, earlier: Before) -> None:
    say = screen.say
    if not earlier.question or form["question"].strip():
        return
    show(Markup('<p class="small">{} {}</p>').format(say("Last time was asked:"), earlier.question))

    def take() -> None:
        form["question"] = earlier.question

    st.button(say("Use this question again"), key="question_again", type="tertiary", on_click=form.saver(take))


def events_since(screen: Screen, earlier: Before) -> Markup:
    """The case's events since the last time, to look at while writing what is new."""
    say = screen.say
    title = (
        say("In the case since {day}", day=say.short_day(earlier.since))
        if earlier.since
        else say("In the case, past 30 days")
    )
    if not earlier.events:
        return Markup('<p class="small"><strong>{}</strong> {}</p>').format(title, say("No events recorded."))
    lines = [
        Markup('<li class="small"><strong>{}</strong> {}{}</li>').format(
            say.short_day(one.happened_at), label(say, one.kind), f": {one.text}" if one.text else ""
        )
        for one in earlier.events[:_SHOWN]
    ]
    more = len(earlier.events) - _SHOWN
    rest = say.plural("and {n} more, under Events", "and {n} more, under Events", more) if more > 0 else ""
    return Markup('<h2>{}</h2><ul>{}</ul><p class="small">{}</p>').format(title, joined(lines), rest)
