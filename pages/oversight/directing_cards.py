"""What directing asks on my day: a case to take over, cases to stand in for, days with nobody; and the own absence."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from pages.frame.drafting import DraftForm
from pages.frame.markup import joined, plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.direction.actions import be_away, be_back
from services.direction.facts import Absence, Direction, Gap, MyDirecting
from services.wording import Say


def directing_cards(screen: Screen, mine: MyDirecting) -> None:
    """Draws the questions to take over and the warnings; nothing when there are none."""
    say = screen.say
    for asked in mine.asked:
        with st.container(key=f"card_asked_{asked.case_id}", horizontal=True, vertical_alignment="center", gap="small"):
            title = say("You are asked: take {case} over", case=asked.code_name)
            note = say("by {name}, {day}", name=asked.asked_by, day=say.short_day(asked.asked_at))
            show(Markup('<h2>{}</h2><p class="small">{}</p>').format(title, note))
            if st.button(say("Look and answer"), type="primary", key=f"asked_{asked.case_id}"):
                screen.go("overname", asked.case_id)
    alone = [one for one in mine.cases if one.unattended]
    if alone:
        show(_listed("stop", say("Nobody sees to these cases today: director and deputy are both away."), alone))
    for gap in mine.gaps:
        if gap.case_id not in {one.case_id for one in alone}:
            show(Markup('<p class="mind">{}</p>').format(_gap(say, gap)))
    standing_in = list(mine.standing_in.values())
    if standing_in:
        show(_listed("mind", say("You stand in today:"), standing_in, [_for(say, one) for one in standing_in]))


def standing_in_mark(say: Say, mine: MyDirecting, case_id: str) -> str:
    """What a line about a case adds when its reader stands in for its director today."""
    one = mine.standing_in.get(case_id)
    return say("you stand in for {name}", name=one.director) if one else ""


def absence_card(screen: Screen, mine: MyDirecting) -> None:
    """Draws the own absences, with the way to state one and to be back."""
    say = screen.say
    with st.container(key="card_absence", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("My absence")))
        if not mine.absences:
            text = say("Say when you are away: your deputies then see that they stand in.")
            show(Markup('<p class="small">{}</p>').format(text))
        for absence in mine.absences:
            _absence(screen, absence)
        if st.button(say("I am away"), icon=":material/event_busy:", width="stretch", key="be_away"):
            absence_dialog(screen, mine)


def _absence(screen: Screen, absence: Absence) -> None:
    say = screen.say
    begun = absence.first <= screen.today
    with st.container(key=f"row_absence_{absence.id}", horizontal=True, vertical_alignment="center", gap="small"):
        show(Markup("<p>{}</p>").format(_days(say, absence.first, absence.last)))
        words = say("I am back") if begun else say("Call off")
        if st.button(plain(words), key=f"be_back_{absence.id}", type="tertiary"):
            with refusals_shown(say):
                be_back(screen.work, absence.id, absence.version)
                st.rerun()


def absence_dialog(screen: Screen, mine: MyDirecting) -> None:
    """Opens the dialog to state an absence."""
    say = screen.say

    @st.dialog(say("I am away"), width="medium")
    def opened() -> None:
        with refusals_shown(say):
            _form(screen, mine)

    opened()


def _form(screen: Screen, mine: MyDirecting) -> None:
    say, today = screen.say, screen.today
    form = DraftForm(screen, "absence", {"first": today, "last": today})
    left, right = st.columns(2, gap="small")
    with left:
        st.date_input(say("First day"), key=form.key("first"), format="DD-MM-YYYY", on_change=form.save)
    with right:
        st.date_input(say("Last day"), key=form.key("last"), format="DD-MM-YYYY", on_change=form.save)
    show(_covered(say, mine))
    form.status()
    ready = bool(form["first"] and form["last"])
    if st.button(say("State my absence"), type="primary", key="be_away_sure", disabled=not ready):
        be_away(screen.work, form["first"], form["last"])
        form.discard()
        st.rerun()


def _covered(say: Say, mine: MyDirecting) -> Markup:
    """Who stands in for which of the own cases; a case without deputy is named in red."""
    own = [one for one in mine.cases if one.director_id == mine.account_id]
    bare = [one.code_name for one in own if not one.deputy_id]
    names = sorted({one.deputy for one in own if one.deputy_id})
    told = say("These case directors then see your cases marked: {names}.", names=say.listed(names)) if names else ""
    parts = [Markup('<p class="small">{}</p>').format(told)] if told else []
    if bare:
        text = say("Nobody deputises in {cases}: name a deputy first.", cases=say.listed(bare))
        parts.append(Markup('<p class="stop">{}</p>').format(text))
    return joined(parts)


def _listed(kind: str, head: str, cases: list[Direction], notes: list[str] | None = None) -> Markup:
    lines = notes or [one.code_name for one in cases]
    items = joined([Markup("<li>{}</li>").format(line) for line in lines])
    if kind == "stop":
        return Markup('<div class="stop" role="alert"><p><strong>{}</strong></p><ul>{}</ul></div>').format(head, items)
    return Markup('<div class="mind" role="status"><p><strong>{}</strong></p><ul>{}</ul></div>').format(head, items)


def _for(say: Say, one: Direction) -> str:
    if one.director_away_until is None:
        return say("{case}: {name} cannot sign in any more", case=one.code_name, name=one.director)
    day = say.short_day(one.director_away_until)
    return say("{case}: {name} is away until {day}", case=one.code_name, name=one.director, day=day)


def _gap(say: Say, gap: Gap) -> str:
    days = _days(say, gap.first, gap.last)
    return say("{days}: you and {name} are both away ({case}).", days=days, name=gap.other, case=gap.code_name)


def _days(say: Say, first: date, last: date) -> str:
    if first == last:
        return say.short_day(first)
    return say("{first} until {last} included", first=say.short_day(first), last=say.short_day(last))
