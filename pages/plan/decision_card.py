"""One condition with its decision: accept, accept with other words, or drop with a reason; decided ones fold away.

Each button carries the version that was on the screen when it was drawn: what changed meanwhile is not decided blind.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import streamlit as st
from markupsafe import Markup

from models.terms import ConditionStatus
from pages.frame.drafting import DraftForm
from pages.frame.markup import show, tag
from pages.frame.prohibitions import mind_prohibitions
from pages.frame.refusal import sentence
from pages.frame.screen import Screen
from pages.frame.two_texts import both_texts
from pages.frame.writing import writing_area
from pages.plan.condition_fields import arrival, earlier, fields, origin_tag
from pages.plan.condition_findings import tell_findings
from pages.plan.condition_words import People, about, hard_words, people_of, quoted, state_tag, tier_tag, until_words
from pages.plan.reading_choice import choose_reading, chosen_reading, reading_fields, unsaid
from pages.plan.reading_words import sentences_of
from services.conditions.actions import decide
from services.conditions.earlier import Before
from services.conditions.facts import ConditionView, Decide, Decision
from services.conditions.rules import LONGEST_TEXT
from services.errors import ServiceError
from services.plans.queries import CaseState
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say, label
from services.wording.labels import organisation_label


@dataclass(frozen=True)
class Around:
    """What the cards of one case share: its people, the leading organisation, and what stood before."""

    people: People
    lead: str
    before: Before


def draw_decision(screen: Screen, state: CaseState, view: ConditionView, around: Around, *, directs: bool) -> None:
    """Draws the card; who does not direct the case only reads it."""
    if view.decided and not _get(view, "reopened"):
        _folded(screen, view, directs=directs)
        return
    with st.container(key=f"card_{view.id}", gap="small"):
        show(_words(screen, view, around))
        if directs:
            told = tell_findings(screen, state, view)
            mind_prohibitions(screen.say, f"{view.handed_in_text}\n{view.if_not}", state.facts, told)
            _clash(screen, view)
            _decision(screen, state, view)


def draw_decision_alone(screen: Screen, state: CaseState, view: ConditionView) -> None:
    """Draws only what is being decided, where the condition itself stands on the screen already."""
    with st.container(key=f"card_{view.id}", gap="small"):
        home = organisation_label(screen.say, view.organisation)
        show(Markup("<h3>V{} · {}</h3>").format(view.number, home))
        _clash(screen, view)
        _decision(screen, state, view)


def open_decision(view: ConditionView, way: Decision) -> None:
    """Opens the decision on a condition at the next rerun, on the way given; for the callback of a button."""
    _set(view, "reopened", True)
    _set(view, "way", way)


def being_decided(view: ConditionView) -> bool:
    """Whether a way was chosen for a condition that is not decided on yet."""
    return _get(view, "way") is not None


def _words(screen: Screen, view: ConditionView, around: Around) -> Markup:
    say, people = screen.say, around.people
    head = Markup('<div class="line"><h3>{} · {}</h3>{}{}{}{}</div>').format(
        organisation_label(say, view.organisation),
        label(say, view.kind),
        tag(f"V{view.number}", "white"),
        origin_tag(say, view, around.lead),
        tag(hard_words(say, hard=view.hard), "red" if view.hard else "grey"),
        tier_tag(say, view.tier),
    )
    until = until_words(say, view.until, holds=view.holds_approach)
    notes = " · ".join(note for note in (until[:1].upper() + until[1:], about(say, view, people)) if note)
    body = quoted(say, view.handed_in_text, notes, view.if_not)
    body += fields(say, view, people, sentences_of(screen, view, people))
    came = arrival(say, view, around.before.follows.get(view.id))
    body += Markup('<p class="small below">{}</p>').format(came)
    body += earlier(say, view, around.before.wordings.get(view.id, ()))
    if not view.holds_approach:
        return head + body
    stop = say("This is a stop: nobody approaches the alleged perpetrator. It is in force already.")
    return head + body + Markup('<p class="stop below">{}</p>').format(stop)


def _decision(screen: Screen, state: CaseState, view: ConditionView) -> None:
    say, way = screen.say, _get(view, "way")
    if problem := st.session_state.pop(_key(view, "problem"), None):
        show(Markup('<p class="stop" role="alert">{}</p>').format(sentence(problem, say)))
    if way is Decision.CHANGE:
        _with_words(screen, state, view)
    elif way is Decision.DROP:
        _with_reason(screen, state, view)
    else:
        _three_ways(screen, state, view)


def _three_ways(screen: Screen, state: CaseState, view: ConditionView) -> None:
    say = screen.say
    with st.container(key=f"ways_{view.id}", horizontal=True, gap="small"):
        order = Decide(state.facts.id, view.id, view.version, Decision.ACCEPT)
        st.button(
            say("Accept"),
            icon=":material/check:",
            key=f"accept_{view.id}",
            on_click=_decider(screen, view, lambda: order),
        )
        st.button(say("Accept with changes"), key=f"change_{view.id}", on_click=_setter(view, "way", Decision.CHANGE))
        st.button(say("Drop"), key=f"drop_{view.id}", on_click=_setter(view, "way", Decision.DROP))
        if view.decided:
            st.button(
                say("Leave it as decided"),
                type="tertiary",
                key=f"fold_{view.id}",
                on_click=_setter(view, "reopened", None),
            )


def _with_words(screen: Screen, state: CaseState, view: ConditionView) -> None:
    say, form = screen.say, _form(screen, state, view)
    writing_area(form, "text", say("This is how it comes into the plan"), height=110, longest=LONGEST_TEXT)
    if str(form["text"]) != view.handed_in_text:
        mind_prohibitions(say, str(form["text"]), state.facts)
    homes = list(dict.fromkeys([view.organisation, *(seat.organisation for seat in state.facts.seats)]))
    choose_reading(screen, form, people_of(state), homes, other_words=_other_words(form, view))
    st.text_input(say("Why (its author sees this; optional)"), key=form.key("why"), on_change=form.save)
    form.status()
    if _get(view, "unsaid") and unsaid(form, other_words=_other_words(form, view)):
        text = say("Say first of each sentence of the reading whether it still fits.")
        show(Markup('<p class="stop" role="alert">{}</p>').format(text))
    _settle_buttons(screen, state, view, form, Decision.CHANGE, say("Accept with these words"))


def _with_reason(screen: Screen, state: CaseState, view: ConditionView) -> None:
    say, form = screen.say, _form(screen, state, view)
    home = organisation_label(say, view.organisation)
    writing_area(
        form,
        "reason",
        say("Why is it dropped? {organisation} sees this reason.", organisation=home),
        height=90,
        longest=LONGEST_TEXT,
    )
    form.status()
    _settle_buttons(screen, state, view, form, Decision.DROP, say("Drop this condition"))


def _settle_buttons(
    screen: Screen, state: CaseState, view: ConditionView, form: DraftForm, decision: Decision, text: str
) -> None:
    def order() -> Decide | None:
        if decision is Decision.DROP:
            return Decide(state.facts.id, view.id, int(form["version"]), decision, reason=str(form["reason"]))
        if unsaid(form, other_words=_other_words(form, view)):
            return None
        words, why, norms = str(form["text"]), str(form["why"]), chosen_reading(form, view)
        return Decide(state.facts.id, view.id, int(form["version"]), decision, words, why, norms)

    with st.container(key=f"settle_{view.id}", horizontal=True, gap="small"):
        st.button(text, type="primary", key=f"settle_{view.id}_go", on_click=_decider(screen, view, order, form))
        st.button(
            screen.say("Not like this after all"),
            type="tertiary",
            key=f"settle_{view.id}_no",
            on_click=_closer(view, form),
        )


def _other_words(form: DraftForm, view: ConditionView) -> bool:
    """Whether the words are other ones than those that the reading goes with."""
    return str(form["text"]).strip() != view.text.strip()


def _form(screen: Screen, state: CaseState, view: ConditionView) -> DraftForm:
    fields = {"version": view.version, "text": view.text, "why": view.decision_reason, "reason": view.decision_reason}
    return DraftForm(screen, f"decide.{view.id}", fields | reading_fields(view), state.facts.id)


def _decider(
    screen: Screen, view: ConditionView, order: Callable[[], Decide | None], form: DraftForm | None = None
) -> Callable[[], None]:
    """A callback that decides; a refusal is shown in the card, a text that changed meanwhile beside the new one."""

    def go() -> None:
        asked = order()
        if asked is None:
            _set(view, "unsaid", True)
            return
        try:
            decide(screen.work, asked)
        except ChangedMeanwhile:
            _set(view, "clash", asked.text or view.handed_in_text)
        except ServiceError as refusal:
            _set(view, "problem", refusal)
        else:
            if form is not None:
                form.discard()
            for what in ("way", "reopened", "clash", "unsaid"):
                _set(view, what, None)

    return go


def _clash(screen: Screen, view: ConditionView) -> None:
    """What the director had on the screen beside what stands now; nothing was decided."""
    mine = _get(view, "clash")
    if mine is None:
        return
    say = screen.say
    text = say("This condition was changed while you were deciding. Nothing has been decided; look at both texts.")
    show(Markup('<p class="mind" role="alert">{}</p>').format(text))
    show(both_texts(say, str(mine), view.handed_in_text))

    def go_on() -> None:
        for field, value in {"version": view.version, **reading_fields(view)}.items():
            st.session_state[f"form.decide.{view.id}.{field}"] = value
        _set(view, "clash", None)

    st.button(say("I have seen both texts"), key=f"seen_{view.id}", on_click=go_on)


def _folded(screen: Screen, view: ConditionView, *, directs: bool) -> None:
    say = screen.say
    with st.container(key=f"card_{view.id}", horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
        show(_folded_words(say, view))
        if directs:
            st.button(
                say("Change"),
                key=f"reopen_{view.id}",
                help=say("Decide on condition {n} again", n=view.number),
                on_click=_setter(view, "reopened", True),
            )


def _folded_words(say: Say, view: ConditionView) -> Markup:
    when = view.decided_at
    decided = say("decided {moment}", moment=say.short_moment(when)) if isinstance(when, datetime) else ""
    reason = f"{say('Reason')}: {view.decision_reason}" if view.decision_reason else ""
    body = view.handed_in_text if view.status is ConditionStatus.DROPPED else view.text
    notes = " · ".join(note for note in (reason, decided) if note)
    return Markup('<div class="line"><h3>{} · {}</h3>{}{}</div><p>{}</p><p class="small">{}</p>').format(
        organisation_label(say, view.organisation),
        label(say, view.kind),
        tag(f"V{view.number}", "white"),
        state_tag(say, view),
        body,
        notes,
    )


def _closer(view: ConditionView, form: DraftForm) -> Callable[[], None]:
    def go() -> None:
        form.forget()
        _set(view, "way", None)

    return go


def _setter(view: ConditionView, what: str, value: object) -> Callable[[], None]:
    return lambda: _set(view, what, value)


def _key(view: ConditionView, what: str) -> str:
    return f"deciding.{view.id}.{what}"


def _get(view: ConditionView, what: str) -> object:
    return st.session_state.get(_key(view, what))


def _set(view: ConditionView, what: str, value: object) -> None:
    st.session_state[_key(view, what)] = value
