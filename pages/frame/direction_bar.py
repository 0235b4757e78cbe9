"""What the head of a case says of its direction: nobody deputises, somebody is away, both are, it changes hands."""

import streamlit as st
from markupsafe import Markup

from models.terms import CaseStatus
from pages.frame.markup import show
from pages.frame.screen import Screen
from services.plans.queries import CaseState
from services.wording import Say


def direction_bar(screen: Screen, state: CaseState, now: str) -> None:
    """Draws the banner of a case in preparation or closed, and the line on who is away; else nothing."""
    say, facts = screen.say, state.facts
    if facts.status is CaseStatus.PREPARING:
        _nobody_deputises(screen, state, now)
    if facts.closed:
        text = say("This case is closed. It can be read; who directs it can open it again on the route map.")
        show(Markup('<p class="mind" role="status">{}</p>').format(text))
        return
    if not (facts.director_away_until or facts.deputy_away_until or (facts.asked_to_take_over and state.directs)):
        return
    away = _away(say, state)
    if away:
        show(away)
    if facts.asked_to_take_over and state.directs and now != "regie":
        text = say("{name} was asked to take this case over and has not answered.", name=facts.asked_to_take_over)
        show(Markup('<p class="small" role="status">{}</p>').format(text))


def _nobody_deputises(screen: Screen, state: CaseState, now: str) -> None:
    say = screen.say
    with st.container(key="unled", horizontal=True, vertical_alignment="center", gap="small"):
        first = say("In preparation: this case has no deputy.")
        rest = say("Until one is named no meeting is planned and no plan adopted.")
        show(Markup('<p role="alert"><strong>{}</strong> {}</p>').format(first, rest))
        offered = state.directs and now != "regie" and "regie" in screen.places
        if offered and st.button(say("Name a deputy"), icon=":material/person_add:", key="to_direction"):
            screen.go("regie", state.facts.id)


def _away(say: Say, state: CaseState) -> Markup | None:
    facts = state.facts
    if facts.director_away_until and (facts.deputy_away_until or not facts.deputy_director):
        text = say(
            "{name} is away until {day}, and nobody stands in.",
            name=facts.director,
            day=say.day(facts.director_away_until, year=False),
        )
        return Markup('<p class="stop" role="alert">{}</p>').format(text)
    if facts.director_away_until:
        text = say(
            "{name} is away until {day}; {deputy} stands in.",
            name=facts.director,
            day=say.day(facts.director_away_until, year=False),
            deputy=facts.deputy_director,
        )
        return Markup('<p class="mind" role="status">{}</p>').format(text)
    if facts.deputy_away_until:
        text = say(
            "Deputy {name} is away until {day}.",
            name=facts.deputy_director,
            day=say.day(facts.deputy_away_until, year=False),
        )
        return Markup('<p class="small" role="status">{}</p>').format(text)
    return None
