"""What is said above a plan before anything else: announcing was cut off, another draft, what changed since."""

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import plain, show
from pages.region_plan.plan_head import period_words
from pages.region_plan.shown import CHOSEN
from services.region_plan.facts import PlanBeside, WeekPlan
from services.wording import Say


def banners(say: Say, plan: WeekPlan) -> None:
    """Draws what holds, the gravest first."""
    if plan.crowded:
        show(Markup('<p class="mind" role="alert">{}</p>').format(crowded_words(say, plan)))
    outdated_banner(say, plan)
    for other in plan.beside:
        _beside(say, other)


def crowded_words(say: Say, plan: WeekPlan) -> str:
    """Says that announcing was cut off where meetings take one another's time."""
    cases = say.listed([one.code for one in plan.meetings if one.id in plan.crowded])
    return say.plural(
        "{cases} still has its old time with its people; another meeting has it by now. Announce once more to finish.",
        "{cases} still have their old times with their people; others have these by now. Announce once more to finish.",
        len(plan.crowded),
        cases=cases,
    )


def outdated_banner(say: Say, plan: WeekPlan) -> None:
    """Says that something changed since the times were worked out."""
    if not plan.outdated:
        return
    text = say.plural(
        "{n} meeting no longer fits: a case, a calendar or an announced meeting changed. Work out the times again.",
        "{n} meetings no longer fit: cases, calendars or announced meetings changed. Work out the times again.",
        len(plan.outdated),
    )
    show(Markup('<p class="mind" role="status">{}</p>').format(text))


def _beside(say: Say, other: PlanBeside) -> None:
    """The other draft, and the way to it."""
    with st.container(key=f"region_beside_{other.id}", horizontal=True, vertical_alignment="center", gap="small"):
        show(Markup('<p class="mind" role="status">{}</p>').format(beside_words(say, other)))
        about, key = plain(period_words(say, other)), f"region_to_{other.id}"
        st.button(say("Look at it"), key=key, type="tertiary", help=about, on_click=_choose, args=(other.id,))


def _choose(plan_id: str) -> None:
    """Before the page is drawn anew: the field of the weeks, above, has the same key."""
    st.session_state[CHOSEN] = plan_id


def beside_words(say: Say, other: PlanBeside) -> str:
    """Which other draft stands over these days, whose it is, and what that means."""
    period, n = period_words(say, other), other.both
    first = (
        say("Over these days stands another plan too: {period}, begun by {name}.", period=period, name=other.begun_by)
        if other.begun_by
        else say("Over these days stands another plan too: {period}.", period=period)
    )
    both = (
        say.plural("{n} case stands in both.", "{n} cases stand in both.", n) if n else say("No case stands in both.")
    )
    return f"{first} {both} " + say("They do not reckon with one another: what is announced first stands.")
