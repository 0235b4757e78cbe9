"""Direction and protection: who directs the case, who did, handing it over, and who is kept out of it."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from models.terms import Belonging, HandoverAnswer
from pages.casework.direction_forms import deputy_dialog, handover_dialog
from pages.casework.protection_card import likeness_card, protection_card
from pages.frame.case_header import case_header
from pages.frame.markup import Text, facts_list, heading, plain, show, table, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.cases.facts import CaseFacts
from services.direction.actions import withdraw_handover
from services.direction.facts import Directing, Direction, Handover, Stretch
from services.direction.queries import directing_of
from services.plans.queries import case_state
from services.wording import Say


def render(screen: Screen) -> None:
    """Draws the direction of the case that the address names."""
    state = case_state(screen.work, screen.case_id, screen="direction")
    case_header(screen, state, "regie")
    say, facts = screen.say, state.facts
    directing = directing_of(screen.work, facts.id)
    heading(say("Direction and protection"), say("Somebody answers for this case every day; nobody else sees it."))
    left, right = st.columns([1.75, 1], gap="medium")
    with left:
        if state.leads:
            likeness_card(screen, facts)
        _today(screen, facts, directing, directs=state.directs)
        _history(say, directing.history)
    if state.leads:
        with right:
            protection_card(screen, facts)


def _today(screen: Screen, facts: CaseFacts, directing: Directing, *, directs: bool) -> None:
    say, now = screen.say, directing.now
    with st.container(key="card_direction", gap="small"):
        rows: list[tuple[str, Text]] = [
            (say("Case director"), _director(say, now)),
            (say("Deputy"), _deputy(say, now)),
        ]
        show(Markup("<h2>{}</h2>{}").format(say("Who directs"), facts_list(rows)))
        if not directs:
            return
        if now.handover is not None:
            _asked(screen, facts, next((h for h in directing.handovers if h.id == now.handover.id), now.handover))
        else:
            _answered(say, directing.handovers)
        with st.container(horizontal=True, gap="small"):
            words = say("Name another deputy") if now.deputy_id else say("Name a deputy")
            kind = "secondary" if now.deputy_id else "primary"
            if st.button(plain(words), type=kind, icon=":material/person_add:", key="name_deputy"):
                deputy_dialog(screen, facts)
            if now.handover is None and st.button(
                say("Hand this case over"), icon=":material/forward:", key="hand_over"
            ):
                handover_dialog(screen, facts, now)


def _director(say: Say, now: Direction) -> Markup:
    if now.director_gone:
        return Markup("{} {}").format(now.director, tag(say("cannot sign in any more"), "red"))
    return Markup("{} {}").format(now.director, _away(say, now.director_away_until))


def _deputy(say: Say, now: Direction) -> Markup:
    if not now.deputy_id:
        return tag(say("nobody yet"), "red")
    return Markup("{} {}").format(now.deputy, _away(say, now.deputy_away_until))


def _away(say: Say, until: date | None) -> Markup:
    return tag(say("away until {day}", day=say.short_day(until)), "orange") if until else Markup("")


def _asked(screen: Screen, facts: CaseFacts, handover: Handover) -> None:
    say = screen.say
    first = say("{name} was asked on {day} to take this case over.", name=handover.to, day=say.day(handover.asked_at))
    then = say("Until the answer comes everything stays as it is.")
    deputy = say("Deputy from then on: {name}.", name=handover.deputy) if handover.deputy else ""
    note = Markup('<p class="quote below">{}</p>').format(handover.note) if handover.note else Markup("")
    show(Markup('<div class="mind" role="status"><p>{} {} {}</p>{}</div>').format(first, then, deputy, note))
    with st.popover(say("Withdraw this question"), type="tertiary", icon=":material/undo:"):
        show(Markup("<p>{}</p>").format(say("{name} then no longer sees that you asked.", name=handover.to)))
        if st.button(say("Withdraw"), key="withdraw_handover"):
            with refusals_shown(say):
                withdraw_handover(screen.work, facts.id, handover.id)
                st.rerun()


def _answered(say: Say, handovers: tuple[Handover, ...]) -> None:
    """The last question, if it was declined: its answer is still needed."""
    last = handovers[0] if handovers else None
    if last is None or last.answer is not HandoverAnswer.DECLINED or last.answered_at is None:
        return
    told = say("{name} did not take this case over ({day}).", name=last.to, day=say.short_day(last.answered_at))
    show(Markup('<div class="mind"><p>{}</p><p class="quote">{}</p></div>').format(told, last.reason))


def _history(say: Say, history: tuple[Stretch, ...]) -> None:
    with st.container(key="card_directed"):
        columns = [say("Who"), say("As"), say("From"), say("Until")]
        lines: list[list[Text]] = [
            [
                stretch.name or Markup('<span class="soft">{}</span>').format(say("somebody who is kept out now")),
                say("Case director") if stretch.part is Belonging.DIRECTOR else say("Deputy"),
                say.numeric_day(stretch.since),
                say.numeric_day(stretch.until) if stretch.until else tag(say("now"), "green"),
            ]
            for stretch in history
        ]
        nothing = Markup("<p>{}</p>").format(say("Here will stand who directed this case, and when."))
        show(Markup("<h2>{}</h2>{}").format(say("Who directed before"), table(columns, lines) if lines else nothing))
