"""What waits for the prosecution: each breach with how long the chain has known of it, and the word that stops it."""

from datetime import datetime, time, timedelta

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import joined, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.cases.facts import CaseFacts
from services.events.actions import tell_prosecution
from services.events.facts import CaseEvent, EventLog, RunningBreach
from services.events.pattern_words import moment_of, waited
from services.events.rules import LATE_AFTER, PRESSING_AFTER, Clock, clock
from services.scheduling.facts import LOCAL
from services.wording import Say

COLOUR = {Clock.RUNNING: "grey", Clock.PRESSING: "orange", Clock.LATE: "red"}


def breach_card(screen: Screen, facts: CaseFacts, log: EventLog, running: tuple[RunningBreach, ...]) -> None:
    """Draws a row per breach whose clock runs."""
    say, now = screen.say, screen.work.clock()
    events = {event.id: event for event in log.events}
    with st.container(key="card_breaches", gap="xsmall"):
        show(Markup("<h2>{}</h2>").format(say("Breaches that the prosecution does not know of yet")))
        for number, breach in enumerate(running):
            event = events[breach.event_id]
            with st.container(key=f"row_breach_{number}", horizontal=True, vertical_alignment="center", gap="small"):
                show(_line(say, event, breach, now))
                if (
                    log.may_record
                    and event.readable
                    and st.button(say("Told to the prosecution"), key=f"told_{event.id}", icon=":material/gavel:")
                ):
                    told_dialog(screen, facts, event)
        show(Markup('<p class="small">{}</p>').format(proposal(say)))


def told_dialog(screen: Screen, facts: CaseFacts, event: CaseEvent) -> None:
    """Asks when the prosecution was told; now unless changed."""
    say = screen.say

    @st.dialog(say("Told to the prosecution"), width="small")
    def opened() -> None:
        with refusals_shown(say):
            now = screen.work.clock().astimezone(LOCAL)
            show(Markup("<p>{}</p>").format(f"{moment_of(event, say)}: {event.text}"))
            day, hour = st.columns(2)
            told_on = day.date_input(say("Day"), value=now.date(), key=f"told_on_{event.id}", format="DD-MM-YYYY")
            first = now.time().replace(second=0, microsecond=0)
            told_at = hour.time_input(say("Time"), value=first, key=f"told_at_{event.id}", step=60)
            if st.button(say("Stop the clock"), type="primary", key=f"told_sure_{event.id}"):
                moment = datetime.combine(told_on, told_at or time(0), tzinfo=LOCAL)
                tell_prosecution(screen.work, facts.id, event.id, _not_ahead(moment, screen.work.clock()))
                st.rerun()

    opened()


def clock_tag(say: Say, breach: RunningBreach, now: datetime) -> Markup:
    """How long a breach has waited, coloured by the proposal for it."""
    return tag(waited(now - breach.since, say), COLOUR[clock(breach.since, now)])


def proposal(say: Say) -> str:
    """What the colours go by: a proposal, no law."""
    return say(
        "Proposal, no legal term: orange from {first} hours, red from {then} hours after the chain heard of it.",
        first=int(PRESSING_AFTER.total_seconds() // 3600),
        then=int(LATE_AFTER.total_seconds() // 3600),
    )


def _line(say: Say, event: CaseEvent, breach: RunningBreach, now: datetime) -> Markup:
    told = event.text if event.readable else say("For one organisation only; you see that it happened.")
    heard = say.short_day(breach.since) if breach.on_day else say.short_moment(breach.since)
    note = joined([clock_tag(say, breach, now), Markup("{}").format(say("heard {moment}", moment=heard))], " ")
    return Markup("<p><strong>{}</strong> {}</p><p class='line small'>{}</p>").format(moment_of(event, say), told, note)


def _not_ahead(moment: datetime, now: datetime) -> datetime:
    """The minute shown may be the one that is just running."""
    return now if timedelta(0) < moment - now < timedelta(minutes=1) else moment
