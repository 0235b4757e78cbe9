"""One row per rule of the route map: sign, text, why it holds, what answers it; grouped by organisation."""

from itertools import groupby

import streamlit as st
from markupsafe import Markup

from models.terms import RuleForce
from pages.casework.answer_form import answer_dialog
from pages.casework.duty_words import SIGNS, because, home_name, organisation_order, state_tag
from pages.casework.note_words import note_words
from pages.frame.markup import joined, show, sign, tag
from pages.frame.screen import Screen
from services.duties.facts import CaseDuties, DutyState, Obligation
from services.duties.rules import accepts
from services.wording import Say, label

_BUTTON_WIDTH = 116
AT_ONCE = 8


def duty_groups(screen: Screen, found: CaseDuties, duties: list[Obligation], risk: str, place: str) -> None:
    """Rows grouped by organisation; the first few at once, the others folded under one line."""
    ordered = sorted(duties, key=lambda duty: organisation_order(duty.organisation))
    _groups(screen, found, ordered[:AT_ONCE], risk, place)
    if rest := ordered[AT_ONCE:]:
        with st.expander(screen.say("{n} more in this part", n=len(rest))):
            _groups(screen, found, rest, risk, place)


def _groups(screen: Screen, found: CaseDuties, duties: list[Obligation], risk: str, place: str) -> None:
    for organisation, members in groupby(duties, key=lambda duty: duty.organisation):
        show(Markup('<h3 class="below soft">{}</h3>').format(home_name(screen.say, organisation)))
        for duty in members:
            duty_row(screen, found, duty, risk, place)


def duty_row(screen: Screen, found: CaseDuties, duty: Obligation, risk: str, place: str) -> None:
    """One rule with its button on the right."""
    say = screen.say
    with st.container(key=f"row_{place}_{duty.id}", horizontal=True, wrap=False, vertical_alignment="top", gap="small"):
        show(_row(say, found, duty, risk))
        if not found.may_answer:
            return
        if duty.rule.force is RuleForce.CONSIDER_RECORD:
            if "maatregelen" in screen.places and st.button(
                say("Weigh"), key=f"weigh_{place}_{duty.id}", width=_BUTTON_WIDTH
            ):
                screen.go("maatregelen", screen.case_id)
        elif accepts(duty.rule) and st.button(_button(say, duty), key=f"answer_{place}_{duty.id}", width=_BUTTON_WIDTH):
            answer_dialog(screen, found, duty)


def _button(say: Say, duty: Obligation) -> str:
    if duty.state is DutyState.RUNNING and duty.answer is None:
        return say("Confirm")
    return say("Change") if duty.answer else say("Answer")


def _row(say: Say, found: CaseDuties, duty: Obligation, risk: str) -> Markup:
    late = duty.overdue(found.now)
    marks = [state_tag(say, duty)]
    if duty.id in found.new:
        marks.append(tag(say("New"), "orange"))
    if late:
        marks.append(tag(say("Overdue"), "red"))
    lines = [line for line in (_why(say, duty, risk), _shown(say, duty), _answered(say, duty), _due(say, duty)) if line]
    return Markup(
        '<div class="row" style="border:0;padding:0">{}<div class="grow"><h3>{}</h3>'
        '<p class="line" style="margin:.125rem 0">{} <span class="code small">{}</span></p>{}{}</div></div>'
    ).format(
        sign("missing" if late else SIGNS[duty.state]),
        duty.rule.text(say.language),
        joined(marks, " "),
        duty.id,
        joined([Markup('<p class="small">{}</p>').format(line) for line in lines]),
        _guidance(say, duty),
    )


def _why(say: Say, duty: Obligation, risk: str) -> str:
    why = because(say, duty, risk)
    if duty.waits_for:
        first = say("Waits for {rules}", rules=say.listed(list(duty.waits_for)))
        return f"{why} · {first}" if why else first
    return why


def _shown(say: Say, duty: Obligation) -> str:
    return " · ".join(note_words(say, note) for note in duty.notes if note.key != "answered_by" or duty.settled)


def _answered(say: Say, duty: Obligation) -> Markup | str:
    if duty.withheld:
        return say("Who answered, and how, is kept from your organisation.")
    answer = duty.answer
    if answer is None:
        return ""
    who = answer.answered_by or home_name(say, answer.organisation)
    head = f"{label(say, answer.answer)}, {who}, {say.short_day(answer.answered_on)}"
    return Markup("{}{}").format(head, Markup(": “{}”").format(answer.reason) if answer.reason else "")


def _due(say: Say, duty: Obligation) -> str:
    if duty.due is None or duty.rule.due is None or not duty.asking:
        return ""
    when = say("Answer by {moment}", moment=say.short_moment(duty.due))
    return when if duty.rule.due.confirmed else f"{when} ({say('proposal, not yet confirmed by the region')})"


def _guidance(say: Say, duty: Obligation) -> Markup:
    text = duty.rule.guidance(say.language)
    if not text:
        return Markup("")
    return Markup('<details class="small"><summary>{}</summary><p class="small">{}</p></details>').format(
        say("What does this mean?"), text
    )
