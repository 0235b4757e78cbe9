"""One row per rule of the route map: sign, text, why it holds, what answers it; grouped by organisation."""

from collections.abc import Callable, Iterable
from itertools import groupby

import streamlit as st
from markupsafe import Markup

from models.terms import RuleForce
from pages.casework.answer_form import answer_dialog
from pages.casework.duty_words import SIGNS, because, home_name, organisation_order, state_tag
from pages.frame.markup import joined, plain, show, sign, tag
from pages.frame.screen import Screen
from services.duties.facts import CaseDuties, DutyState, Obligation
from services.duties.rules import accepts
from services.duties.words import note_words
from services.route_map.facts import DueUnit
from services.wording import Say, label

_BUTTON_WIDTH = 116
AT_ONCE = 6


def duty_groups(screen: Screen, found: CaseDuties, duties: Iterable[Obligation], place: str) -> None:
    """Rows grouped by organisation, what is open before what waits; the first few at once, the others folded."""
    ordered = sorted(duties, key=lambda duty: (organisation_order(duty.organisation), duty.state is not DutyState.OPEN))
    _groups(screen, found, ordered[:AT_ONCE], place)
    if rest := ordered[AT_ONCE:]:
        title = screen.say("{n} more in this part", n=len(rest))
        folded(title, f"more_{place}", lambda: _groups(screen, found, rest, place))


def folded(title: str, key: str, draw: Callable[[], None]) -> None:
    """A closed part that is drawn once somebody opens it: a page of rules nobody looks at costs as much as one read."""
    part = st.expander(plain(title), key=f"fold_{key}", on_change="rerun")
    if part.open:
        with part:
            draw()


def _groups(screen: Screen, found: CaseDuties, duties: list[Obligation], place: str) -> None:
    for organisation, members in groupby(duties, key=lambda duty: duty.organisation):
        show(Markup('<h3 class="below soft">{}</h3>').format(home_name(screen.say, organisation)))
        for duty in members:
            _duty_row(screen, found, duty, place)


def _duty_row(screen: Screen, found: CaseDuties, duty: Obligation, place: str) -> None:
    """One rule with its button on the right, where there is something to answer."""
    say = screen.say
    with st.container(
        key=f"row_duty_{place}_{duty.id}", horizontal=True, wrap=False, vertical_alignment="top", gap="small"
    ):
        show(_row(say, found, duty))
        by_file = duty.settled and duty.answer is None
        if not found.may_answer or by_file:
            return
        recorded = duty.rule.force is RuleForce.CONSIDER_RECORD
        if not recorded and not accepts(duty.rule):
            return
        words, quiet = say("Weigh") if recorded else _button(say, duty), "secondary" if duty.asking else "tertiary"
        if st.button(plain(words), key=f"answer_{place}_{duty.id}", type=quiet, width=_BUTTON_WIDTH):
            if recorded:
                screen.go("maatregelen", screen.case_id)
            answer_dialog(screen, found, duty)


def _button(say: Say, duty: Obligation) -> str:
    if duty.state is DutyState.RUNNING and duty.answer is None:
        return say("Confirm")
    return say("Change") if duty.answer else say("Answer this")


def _row(say: Say, found: CaseDuties, duty: Obligation) -> Markup:
    late = duty.overdue(found.now)
    marks = [] if duty.state is DutyState.OPEN else [state_tag(say, duty)]
    if duty.id in found.new:
        marks.append(tag(say("New"), "orange"))
    if late:
        marks.append(tag(say("Date passed"), "red"))
    about = " · ".join(part for part in (_why(say, duty), _due(say, duty)) if part)
    lines = [line for line in (_shown(say, duty), _answered(say, duty)) if line]
    return Markup(
        '<div class="row" style="border:0;padding:0">{}<div class="grow"><h3>{}</h3>'
        '<p class="small">{} <span class="code">{}</span>{}</p>{}{}</div></div>'
    ).format(
        sign("missing" if late else SIGNS[duty.state]),
        duty.rule.text(say.language),
        joined(marks, " "),
        duty.id,
        f" · {about}" if about else "",
        joined([Markup('<p class="small">{}</p>').format(line) for line in lines]),
        _guidance(say, duty),
    )


def _why(say: Say, duty: Obligation) -> str:
    waits = say("waits for {rules}", rules=say.listed(list(duty.waits_for))) if duty.waits_for else ""
    return " · ".join(part for part in (because(say, duty), waits) if part)


def _shown(say: Say, duty: Obligation) -> str:
    return " · ".join(note_words(say, note) for note in duty.notes if note.key != "answered_by" or duty.settled)


def _answered(say: Say, duty: Obligation) -> Markup | str:
    if duty.withheld:
        return say("Who answered, and how, is kept from your organisation.")
    answer = duty.answer
    if answer is None:
        return ""
    who = answer.answered_by or home_name(say, answer.organisation)
    said = "" if duty.state in (DutyState.EXPLAINED, DutyState.WEIGHED) else f"{label(say, answer.answer)}, "
    head = f"{said}{who}, {say.short_day(answer.answered_on)}"
    return Markup("{}: “{}”").format(head, answer.reason) if answer.reason else head


def _due(say: Say, duty: Obligation) -> str:
    due = duty.rule.due
    if duty.due is None or due is None or not duty.asking:
        return ""
    whole = due.unit is not DueUnit.HOURS
    when = say("by {moment}", moment=say.short_day(duty.due) if whole else say.short_moment(duty.due))
    return when if due.confirmed else f"{when} ({say('proposal')})"


def _guidance(say: Say, duty: Obligation) -> Markup:
    text = duty.rule.guidance(say.language)
    if not text:
        return Markup("")
    return Markup('<details class="small"><summary>{}</summary><p class="small">{}</p></details>').format(
        say("What does this mean?"), text
    )
