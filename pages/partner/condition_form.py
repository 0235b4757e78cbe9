"""The form of one condition: its fields, its five questions, what is still wrong with it, and the order it makes.

Whoever is invited answers one question at a time; the case director, after a call, sees all of them at once.
"""

from datetime import datetime, time
from typing import Any

import streamlit as st
from markupsafe import Markup

from models.terms import ConditionKind, PersonRole, Tier
from pages.frame.choices import term_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.prohibitions import mind_prohibitions
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from pages.plan.condition_words import People, quoted, tier_words, until_words
from services.cases.facts import CaseFacts
from services.conditions.facts import ConditionView, HandIn
from services.conditions.rules import LONGEST_TEXT
from services.conditions.words import readers_offered
from services.scheduling.facts import LOCAL
from services.wording import Say

QUESTIONS = 5
CHECK = QUESTIONS + 1
"""The page after the questions, where all answers are looked over."""


def new_fields(screen: Screen) -> dict[str, Any]:
    """The fields of an empty form. The condition's id is made here, once, so that a second click changes nothing."""
    return {
        "id": screen.work.chance.id(),
        "version": 0,
        "step": 1,
        "reached": 1,
        "subject": None,
        "protects": [],
        "kind": None,
        "text": "",
        "hard": True,
        "holds": False,
        "ends": False,
        "day": None,
        "time": time(12),
        "if_not": "",
        "tier": Tier.PARTNERS.value,
    }


def fields_of(screen: Screen, view: ConditionView) -> dict[str, Any]:
    """The fields of a condition that was handed in before, ready to be looked over."""
    until = view.until.astimezone(LOCAL) if view.until else None
    return new_fields(screen) | {
        "id": view.id,
        "version": view.version,
        "step": CHECK,
        "reached": CHECK,
        "subject": view.subject_ref or None,
        "protects": list(view.protects),
        "kind": view.kind.value,
        "text": view.handed_in_text,
        "hard": view.hard,
        "holds": view.holds_approach,
        "ends": until is not None,
        "day": until.date() if until else None,
        "time": until.time().replace(second=0, microsecond=0) if until else time(12),
        "if_not": view.if_not,
        "tier": view.tier,
    }


def titles(say: Say) -> tuple[str, ...]:
    """The five questions."""
    return (
        say("Whom and what is it about?"),
        say("What must happen, or must not?"),
        say("Until when does it hold?"),
        say("What if it does not succeed?"),
        say("Who may read this?"),
    )


def whom(screen: Screen, form: DraftForm, people: People) -> None:
    """Question 1: kind, subject and who is protected, the people as chips by alias."""
    say = screen.say
    names = {ref: alias for ref, alias, _ in people}
    term_choice(say, form, "kind", say("What is it about?"), ConditionKind)
    st.pills(
        say("Whose behaviour is it about? (optional)"),
        list(names),
        format_func=lambda ref: plain(names.get(ref, "")),
        key=form.key("subject"),
        on_change=form.save,
    )
    st.pills(
        say("Whom does it protect? (more than one is possible)"),
        list(names),
        format_func=lambda ref: plain(names.get(ref, "")),
        selection_mode="multi",
        key=form.key("protects"),
        on_change=form.save,
    )


def what(screen: Screen, form: DraftForm, people: People, *, height: int = 150, facts: CaseFacts | None = None) -> None:
    """Question 2: the words, whether it must hold, and whether it stops everybody. `facts` for who directs the case."""
    say = screen.say
    writing_area(form, "text", say("In your own words, one agreement"), height=height, longest=LONGEST_TEXT)
    mind_prohibitions(say, str(form["text"]), facts)
    hint = say("Leave out an address, phone number or school if they are not needed.")
    show(Markup('<p class="small">{}</p>').format(hint))
    st.segmented_control(
        say("Must it hold, or is it a wish?"),
        [True, False],
        format_func=lambda hard: say("Must hold") if hard else say("Wish"),
        key=form.key("hard"),
        on_change=form.save,
        required=True,
        width="stretch",
    )
    if form["holds"] or _concerns_suspect(form, people):
        st.checkbox(
            say("Nobody approaches the alleged perpetrator for now"), key=form.key("holds"), on_change=form.save
        )
        told = say(
            "Such a stop is in force from the moment you hand it in. All partners see that it stands, not why. Who "
            "reads your own text, you choose at question 5."
        )
        show(Markup('<p class="{}">{}</p>').format("mind" if form["holds"] else "small", told))


def until(screen: Screen, form: DraftForm) -> None:
    """Question 3: its end, if it has one."""
    say = screen.say
    openly = until_words(say, None, holds=bool(form["holds"]))
    st.radio(
        say("Until when does it hold?"),
        [False, True],
        format_func={False: openly[:1].upper() + openly[1:], True: say("Until a day and time")}.get,
        key=form.key("ends"),
        on_change=form.save,
        label_visibility="collapsed",
    )
    if form["ends"]:
        day, hour = st.columns(2)
        day.date_input(say("Until day"), key=form.key("day"), format="DD-MM-YYYY", on_change=form.save)
        hour.time_input(say("Until time"), key=form.key("time"), step=900, on_change=form.save)


def if_not(screen: Screen, form: DraftForm, *, height: int = 110, facts: CaseFacts | None = None) -> None:
    """Question 4: the way out. `facts` for who directs the case."""
    say = screen.say
    writing_area(form, "if_not", say("Then (optional)"), height=height, longest=LONGEST_TEXT)
    mind_prohibitions(say, str(form["if_not"]), facts)
    hint = say("For example: who calls whom, and how soon.")
    show(Markup('<p class="small">{}</p>').format(hint))


def readers(screen: Screen, form: DraftForm, organisation: str) -> None:
    """Question 5: who may read it. Never wider by itself than the meeting."""
    say = screen.say
    offered = _readers(say, organisation)
    if form["tier"] not in offered:
        offered[str(form["tier"])] = tier_words(say, str(form["tier"]))
    st.radio(
        say("Who may read this?"),
        list(offered),
        format_func=offered.get,
        key=form.key("tier"),
        on_change=form.save,
        label_visibility="collapsed",
    )
    if form["tier"] == Tier.VICTIM.value:
        note = say("Write it so that she can read it, and remember that somebody else may find her sheet.")
        show(Markup('<p class="mind">{}</p>').format(note))


def readers_words(say: Say, tier: str, organisation: str) -> str:
    """Who reads it, in the words of the question."""
    return _readers(say, organisation).get(tier) or tier_words(say, tier)


def problem(screen: Screen, form: DraftForm, step: int) -> str:
    """What is still wrong with the answer to a question; empty when it can stand."""
    say = screen.say
    if step == 1 and not form["kind"]:
        return say("Choose what it is about.")
    if step == 2 and not str(form["text"]).strip():
        return say("Write what must happen, or what must not.")
    if step == 3 and form["ends"]:
        end = end_of(form)
        if end is None:
            return say("Choose a day and a time.")
        if end <= screen.work.clock():
            return say("This moment has passed. Choose one to come.")
    return ""


def end_of(form: DraftForm) -> datetime | None:
    """The moment until which it holds, or None."""
    if not form["ends"] or not form["day"] or not form["time"]:
        return None
    return datetime.combine(form["day"], form["time"], tzinfo=LOCAL)


def order_of(form: DraftForm) -> HandIn:
    """The order to hand in what the form holds."""
    return HandIn(
        condition_id=str(form["id"]),
        kind=ConditionKind(form["kind"]),
        text=str(form["text"]),
        hard=bool(form["hard"]),
        tier=str(form["tier"]),
        subject_ref=str(form["subject"] or ""),
        protects=tuple(form["protects"] or ()),
        until=end_of(form),
        if_not=str(form["if_not"]),
        holds_approach=bool(form["holds"]),
        seen_version=int(form["version"]),
    )


def preview(say: Say, form: DraftForm, *, reached: int) -> Markup:
    """How it reads in the plan so far; what was not asked yet is named by the number of its question."""
    later = Markup('<span class="tag t-grey">{}</span>')
    text = str(form["text"]).strip() or later.format(say("question {n}", n=2))
    end = until_words(say, end_of(form), holds=bool(form["holds"])) if reached > 3 else ""
    way_out = str(form["if_not"]).strip()
    return quoted(
        say,
        text,
        (end[:1].upper() + end[1:])
        or Markup("{} {}").format(say("Holds until"), later.format(say("question {n}", n=3))),
        way_out if reached > 4 else (way_out or later.format(say("question {n}", n=4))),
    )


def _readers(say: Say, organisation: str) -> dict[str, str]:
    return dict(readers_offered(say, organisation))


def _concerns_suspect(form: DraftForm, people: People) -> bool:
    suspects = {ref for ref, _, role in people if role == PersonRole.SUSPECT.value}
    return form["subject"] in suspects or form["kind"] == ConditionKind.SPEAKS_WITH.value
