"""The one page behind an owner's link: the actions of their organisation in one case, and what became of each."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from models.terms import ActionAnswer, ActionStatus
from pages.follow_up.action_words import due_word
from pages.frame.case_header import hide_button
from pages.frame.markup import Text, facts_list, heading, joined, plain, show, tag
from pages.frame.screen import Screen
from pages.partner.foot import language_and_way_out
from pages.partner.own_answer import answer_form, answers_given, answers_sent, just_sent, replaced_meanwhile
from services.reports.facts import OwnAction, OwnActions
from services.reports.queries import own_actions
from services.wording import Say, label


def render(screen: Screen) -> None:
    """Draws the page for the acting owner: what waits for their word first, then what was answered."""
    own = own_actions(screen.work)
    waiting = [one for one in own.actions if waits(one)]
    _head(screen, own)
    heading(screen.say("Your actions"), _lead(screen.say, own, waiting))
    just_sent(screen.say, own.actions)
    replaced_meanwhile(screen, own)
    for one in waiting:
        _action(screen, own, one)
    answered = [one for one in own.actions if not waits(one)]
    if answered and waiting:
        show(Markup('<h2 class="theme">{}</h2>').format(screen.say("Answered")))
    for one in answered:
        _action(screen, own, one)
    _foot(screen, own)


def waits(action: OwnAction) -> bool:
    """Whether an action waits for a word: open, and not told something new of."""
    told = action.reports[-1].answer if action.reports else None
    return action.status is ActionStatus.OPEN and told is not ActionAnswer.NEW_INFORMATION


def _head(screen: Screen, own: OwnActions) -> None:
    """Which case by its code name, and for whom this link is."""
    say = screen.say
    lines = [own.code_name, f"{own.organisation_name}, {own.name}"]
    with st.container(key="guest_head", horizontal=True, wrap=False, vertical_alignment="top", gap="small"):
        body = joined(lines, Markup("<br>"))
        show(Markup('<p class="brand">{}</p><p class="small">{}</p>').format(say("MDO planner"), body))
        hide_button(say, f"own.{answers_sent()}")
    show(Markup('<p class="due">{}</p>').format(say("Asked by {name}, case director.", name=own.director)))


def _lead(say: Say, own: OwnActions, waiting: Sequence[OwnAction]) -> str:
    if not own.actions:
        return say("Nothing is asked of your organisation now. When something is agreed with you, it stands here.")
    if not waiting:
        return say("Thank you. Nothing waits for your word now. You can change an answer as long as the case goes on.")
    return say.plural(
        "{n} action waits for your word: how does it stand?",
        "{n} actions wait for your word: how does each of them stand?",
        len(waiting),
    )


def _action(screen: Screen, own: OwnActions, action: OwnAction) -> None:
    say = screen.say
    with st.container(key=f"card_own_{action.id}", gap="small"):
        show(_asked(say, action))
        answers_given(say, action)
        if waits(action):
            answer_form(screen, own, action)
            return
        with st.expander(plain(say("Answer A{number} differently", number=action.number))):
            answer_form(screen, own, action)


def _asked(say: Say, action: OwnAction) -> Markup:
    """What was agreed: what, by when, what proves it, and what happens if it does not succeed."""
    title = Markup('<p class="line"><span class="code">A{}</span> {}</p><h2 class="what">{}</h2>').format(
        action.number, _state(say, action), action.what
    )
    if action.withheld:
        return title
    rows: list[tuple[str, Text]] = [(say("By when"), due_word(say, action))]
    if action.proof:
        rows.append((say("What shows it"), action.proof))
    if action.if_not:
        rows.append((say("If it does not succeed"), action.if_not))
    return title + facts_list(rows)


def _state(say: Say, action: OwnAction) -> Markup:
    if action.status is not ActionStatus.OPEN:
        return tag(label(say, action.status), "green" if action.status is ActionStatus.DONE else "grey")
    return tag(say("date passed"), "orange") if action.overdue else tag(say("still open"), "white")


def _foot(screen: Screen, own: OwnActions) -> None:
    say = screen.say
    with st.expander(say("Rather by phone? Or later?"), icon=":material/call:"):
        by_phone = say("Call {name}; they record it together with you.", name=own.director)
        later = say("Come back later by the same link and the same code. What you typed is kept until then.")
        show(Markup('<p>{}</p><p class="below">{}</p>').format(by_phone, later))
    language_and_way_out(screen)
