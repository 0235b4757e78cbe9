"""The versions of the plan: every one with who and when, and what can be done with it now."""

import streamlit as st
from markupsafe import Markup

from models.terms import PlanStatus
from pages.frame.markup import joined, plain, show, table, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.plan.versions.withdrawing import withdraw_dialog
from services.new_information.queries import pressing_of
from services.plans.orders import DraftLine
from services.plans.queries import CaseState
from services.plans.releasing import READ_FOR_AT_LEAST
from services.plans.versions.actions import circulate, make_draft
from services.plans.versions.looks import VersionStory
from services.wording import Say, label

_COLOUR = {
    PlanStatus.DRAFT: "white",
    PlanStatus.CIRCULATED: "blue",
    PlanStatus.ADOPTED: "green",
    PlanStatus.SUPERSEDED: "grey",
    PlanStatus.WITHDRAWN: "orange",
}


def versions_card(screen: Screen, state: CaseState, stories: tuple[VersionStory, ...]) -> None:
    """Draws the list, newest first, and for who directs the case the next step."""
    say = screen.say
    with st.container(key="card_versions", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("Versions")))
        if stories:
            stale = pressing_of(screen.work, state.facts.id).stale
            columns = [say("Version"), say("When and who"), say("Status")]
            show(table(columns, [_row(say, line, stale.number if stale else 0) for line in stories]))
        else:
            text = say("Every version of the plan will stand here: drafts, what was sent round, what was adopted.")
            show(Markup("<p>{}</p>").format(text))
        if state.directs:
            _next_step(screen, state)
            _take_back(screen, state, stories)


def _row(say: Say, line: VersionStory, stale: int) -> list[Markup]:
    happened = [
        (say("made"), line.made_at, line.made_by),
        (say("sent round"), line.circulated_at, line.circulated_by),
        (say("adopted"), line.adopted_at, line.adopted_by),
        (say("taken back"), line.withdrawn_at, line.withdrawn_by),
    ]
    told = [
        Markup("{} {}{}").format(what, say.short_moment(at), f", {who}" if who else "")
        for place, (what, at, who) in enumerate(happened)
        if at is not None and not (place == 0 and at == line.adopted_at)
    ]
    if line.reason:
        told.append(Markup('<span class="quote">{}</span>').format(line.reason))
    is_open = line.released_at is not None and line.status is PlanStatus.ADOPTED
    return [
        Markup("<strong>{}</strong>").format(line.number),
        joined(told, Markup("<br>")),
        joined(
            [
                tag(label(say, line.status), _COLOUR[line.status]),
                *([tag(say("released"), "blue")] if is_open else []),
                *([tag(say("Stale after event"), "orange")] if line.number == stale else []),
            ],
            " ",
        ),
    ]


def _next_step(screen: Screen, state: CaseState) -> None:
    say, line = screen.say, state.draft
    if line is not None and line.status is PlanStatus.DRAFT:
        words = say("Send version {number} round", number=line.number)
        if st.button(words, type="primary", icon=":material/forward_to_inbox:", key="circulate", width="stretch"):
            _ask_to_send(screen, state, line)
    if line is not None and st.button(say("To adoption"), icon=":material/check:", key="to_adopt", width="stretch"):
        screen.go("plan", state.facts.id)
    words = say("Make a new draft of what stands now") if line else say("Make a draft")
    if st.button(
        words, type="secondary" if line else "primary", icon=":material/edit_note:", key="make_draft", width="stretch"
    ):
        with refusals_shown(say):
            made = make_draft(screen.work, state.facts.id)
            if line is not None and made == line.number:
                text = say("Version {number} says this already. Nothing was made.", number=made)
                show(Markup('<p class="good" role="status">{}</p>').format(text))
                return
            st.rerun()
    text = say("A draft keeps the plan as it is now. Partners see it only when you send it round; they can then agree.")
    show(Markup('<p class="small">{}</p>').format(text))


def _ask_to_send(screen: Screen, state: CaseState, line: DraftLine) -> None:
    say = screen.say
    title = say("Send version {number} round", number=line.number)

    @st.dialog(plain(title))
    def opened() -> None:
        with refusals_shown(say):
            send_question(screen, state, line)

    opened()


def send_question(screen: Screen, state: CaseState, line: DraftLine) -> None:
    """Draws what sending round does, and the button that does it."""
    say = screen.say
    first = say(
        "Whoever was invited reads by their own link what their organisation may read, and says whether it agrees."
    )
    second = say(
        "Their links work for at least {n} days more. Nobody gets a mail about it: tell them.", n=READ_FOR_AT_LEAST.days
    )
    show(Markup('<p>{}</p><p class="small">{}</p>').format(first, second))
    words = say("Send version {number} round now", number=line.number)
    if st.button(words, type="primary", key="circulate_now"):
        with refusals_shown(say):
            circulate(screen.work, state.facts.id, line.number)
            st.rerun()


def _take_back(screen: Screen, state: CaseState, stories: tuple[VersionStory, ...]) -> None:
    """What was sent round or is in force can be taken back."""
    for line in stories:
        if line.status in (PlanStatus.CIRCULATED, PlanStatus.ADOPTED):
            words = screen.say("Take version {number} back", number=line.number)
            if st.button(words, type="tertiary", icon=":material/undo:", key=f"withdraw_{line.number}"):
                withdraw_dialog(screen, state.facts.id, line)
