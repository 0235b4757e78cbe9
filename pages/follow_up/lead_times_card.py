"""How long the way of a case took so far: report, SASH, meeting, plan, first review."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import Text, facts_list, show, tag
from pages.frame.screen import Screen
from services.lead_times.facts import Reached, Stage
from services.lead_times.queries import lead_times_of
from services.plans.queries import CaseState
from services.wording import Say


def lead_times_card(screen: Screen, state: CaseState) -> None:
    """Draws the marks that were reached and, of the first that was not, how long it is waited for."""
    say, way = screen.say, lead_times_of(screen.work, state.facts.id)
    rows: list[tuple[str, Text]] = [(say("Case opened"), say.day(way.reported_on))]
    rows += [(stage_name(say, one.stage), _words(say, one, first=one is way.waits_for)) for one in way.stages]
    with st.container(key="card_lead_times"):
        show(Markup("<h2>{}</h2>{}").format(say("How long it took"), facts_list(rows)))


def stage_name(say: Say, stage: Stage) -> str:
    """What a mark on the way is called."""
    return {
        Stage.SASH: say("SASH"),
        Stage.MEETING: say("First meeting"),
        Stage.PLAN: say("Plan adopted"),
        Stage.REVIEW: say("First review"),
    }[stage]


def _reached(say: Say, on: date, days: int) -> str:
    """The day, and after how many; what was done on the first day or before it took none."""
    if not days:
        return say.short_day(on)
    after = say.plural("after {n} day", "after {n} days", days)
    return say("{day}, {after}", day=say.short_day(on), after=after)


def _words(say: Say, one: Reached, *, first: bool) -> Text:
    if one.on is None and not first:
        return Markup('<span class="soft">{}</span>').format(say("not yet"))
    if one.on is None:
        words: Text = (
            say.plural("not yet, after {n} day", "not yet, after {n} days", one.days) if one.days else say("not yet")
        )
    else:
        words = _reached(say, one.on, one.days)
    if not one.overdue or one.target is None:
        return words
    proposed = say("region proposes {day} at the latest", day=say.short_day(one.target))
    return Markup("{} {}").format(words, tag(proposed, "orange"))
