"""The question to take a case over, for whoever is asked: what stands open, and the two answers. No case content."""

import streamlit as st
from markupsafe import Markup

from pages.frame.case_header import RISK_COLOUR, hide_button
from pages.frame.check_words import key_title
from pages.frame.drafting import DraftForm
from pages.frame.markup import Text, facts_list, heading, line, rows, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from services.direction.actions import accept_handover, decline_handover
from services.direction.facts import OpenEnds
from services.direction.queries import open_ends
from services.direction.rules import LONGEST_TEXT
from services.plans.orders import State
from services.wording import Say, label


def render(screen: Screen) -> None:
    """Draws the question for the case that the address names."""
    say, ends = screen.say, open_ends(screen.work, screen.case_id)
    with st.container(horizontal=True, vertical_alignment="center"):
        heading(
            say("Will you take {case} over?", case=ends.code_name),
            say("You see what stands open. The file itself opens when you accept."),
        )
        hide_button(say)
    left, right = st.columns([1.75, 1], gap="medium")
    with left:
        _asked(say, ends)
        _open(say, ends)
    with right:
        if ends.handover.to_id == screen.work.actor.account_id:
            _answers(screen, ends)
        _coming(say, ends)


def _asked(say: Say, ends: OpenEnds) -> None:
    asked = ends.handover
    with st.container(key="card_asked"):
        facts: list[tuple[str, Text]] = [
            (say("Case"), f"{ends.code_name} · {ends.code}"),
            (say("Risk"), tag(label(say, ends.risk), RISK_COLOUR[ends.risk])),
            (say("Asked by"), say("{name}, {day}", name=asked.asked_by, day=say.short_day(asked.asked_at))),
            (say("Deputy from then on"), asked.deputy or say("to be named by you")),
        ]
        note = Markup('<p class="quote below">{}</p>').format(asked.note) if asked.note else Markup("")
        show(Markup("<h2>{}</h2>{}{}").format(say("The question"), facts_list(facts), note))


def _open(say: Say, ends: OpenEnds) -> None:
    with st.container(key="card_open_ends"):
        all_points = ends.ready + len(ends.checks)
        ready = say("{ready} of {all} ready", ready=ends.ready, all=all_points)
        words = {State.MISSING: (say("Missing"), "red"), State.WAITING: (say("Waiting"), "orange")}
        later = (say("Not due yet"), "white")
        lines = [
            line(c.state.value, key_title(say, c.key), " · ".join(c.rule_ids), tag(*words.get(c.state, later)))
            for c in ends.checks
        ]
        body = rows(lines) if lines else Markup("<p>{}</p>").format(say("Nothing stands open on the way to the plan."))
        show(Markup('<h2>{}</h2><p class="small">{}</p>{}').format(say("What stands open"), ready, body))


def _coming(say: Say, ends: OpenEnds) -> None:
    with st.container(key="card_coming"):
        facts: list[tuple[str, Text]] = [
            (label(say, meeting.kind), say.short_moment(meeting.starts_at)) for meeting in ends.meetings
        ]
        if ends.review_on:
            facts.append((say("Review"), say.day(ends.review_on)))
        nothing = Markup("<p>{}</p>").format(say("No meeting is planned and no review date is chosen."))
        show(Markup("<h2>{}</h2>{}").format(say("What comes up"), facts_list(facts) if facts else nothing))


def _answers(screen: Screen, ends: OpenEnds) -> None:
    say = screen.say
    with st.container(key="card_answer", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("Your answer")))
        told = say(
            "From that moment you direct this case and answer for it. It cannot be undone, only handed over again."
        )
        sure = st.checkbox(say("I direct this case from now on."), key="takeover_sure")
        if st.button(
            say("Take this case over"), type="primary", width="stretch", key="takeover_accept", disabled=not sure
        ):
            with refusals_shown(say):
                accept_handover(screen.work, ends.case_id, ends.handover.id)
                screen.go("zaak", ends.case_id)
        show(Markup('<p class="small">{}</p>').format(told))
        with st.expander(say("I do not take it over")):
            _decline(screen, ends)


def _decline(screen: Screen, ends: OpenEnds) -> None:
    say = screen.say
    form = DraftForm(screen, f"decline.{ends.handover.id}", {"reason": ""}, ends.case_id)
    writing_area(form, "reason", say("Why (for whoever asked you)"), height=100, longest=LONGEST_TEXT)
    form.status()
    if st.button(say("Decline"), key="takeover_decline"):
        with refusals_shown(say):
            decline_handover(screen.work, ends.case_id, ends.handover.id, str(form["reason"]))
            form.discard()
            screen.go("mijn-dag")
