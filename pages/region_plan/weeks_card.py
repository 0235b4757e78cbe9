"""The weeks of a plan: what is looked at, then week by week a table that folds."""

from hashlib import sha256

import streamlit as st
from markupsafe import Markup

from models.terms import Risk
from pages.casework.duty_rows import folded
from pages.frame.components import picture
from pages.frame.markup import plain, show
from pages.region_plan.meeting_words import GRAVEST, Counted, to_move, untold
from pages.region_plan.shown import MEETING, opens
from pages.region_plan.week_table import Week, left_table, week_table, week_title, weeks_of
from services.region_plan.facts import CaseMeeting, SeatTaken, WeekPlan
from services.wording import Say, label
from services.wording.labels import organisation_label

OPEN_AT_FIRST = 30
"""Up to so many meetings all weeks stand open; of more the first week only."""
_ORGANISATION, _PERSON = "region_seen_organisation", "region_seen_person"
_RISK, _CHANGED = "region_seen_risk", "region_seen_changed"
_PRESSED = "region_plan_pressed"
"""Whether a number was pressed within the fragment, which cannot open a dialog of the page itself."""


def weeks_card(say: Say, plan: WeekPlan, found: Counted) -> None:
    """Draws what is filtered on and the weeks; only these are drawn anew when another filter or week is looked at."""

    @st.fragment
    def drawn() -> None:
        if st.session_state.pop(_PRESSED, None):
            st.rerun()  # the page opens the dialog of the meeting that was pressed
        _weeks(say, plan, found)

    with st.container(key="card_region_weeks", gap="small"):
        drawn()


def _press(line_id: str) -> None:
    opens(MEETING, line_id)
    st.session_state[_PRESSED] = True


def _weeks(say: Say, plan: WeekPlan, found: Counted) -> None:
    show(
        Markup('<h2>{}</h2><p class="small">{}</p>').format(
            say("The weeks"), say("Press the number of a case for its other times, to pin it or to leave it out.")
        )
    )
    _filters(say, plan)
    seen = tuple(one for one in found.planned if _seen(one))
    if len(seen) < len(found.planned):
        text = say("{n} of {all} meetings shown.", n=len(seen), all=len(found.planned))
        show(Markup('<p role="status">{}</p>').format(text))
    for number, week in enumerate(weeks_of(seen)):
        opened = number == 0 or len(found.planned) <= OPEN_AT_FIRST or len(seen) < len(found.planned)
        _week(say, plan, week, opened=opened)
    if found.left_out:
        title = say.plural("{n} left to its director", "{n} left to their directors", len(found.left_out))
        folded(title, "region_left", lambda: _left(say, found.left_out))


def _week(say: Say, plan: WeekPlan, week: Week, *, opened: bool) -> None:
    """One week; a closed one is not drawn. What is filtered on opens weeks anew."""
    key = f"region_week_{week.monday:%Y%m%d}_{_filtered_by()}"
    part = st.expander(plain(week_title(say, week)), expanded=opened, key=key, on_change="rerun")
    if part.open:
        with part:
            body = Markup('<div class="mdo">{}</div>').format(week_table(say, plan, week))
            picture(body, key=f"region_table_{week.monday:%Y%m%d}", on_pick=_press)


def _left(say: Say, meetings: tuple[CaseMeeting, ...]) -> None:
    picture(Markup('<div class="mdo">{}</div>').format(left_table(say, meetings)), key="region_left", on_pick=_press)


def _filters(say: Say, plan: WeekPlan) -> None:
    homes = {seat.organisation: organisation_label(say, seat.organisation) for seat in _seats(plan)}
    people = {seat.professional_id: seat.name for seat in _seats(plan) if seat.name}
    first, second, third = st.columns([1.3, 1.3, 1], gap="small", vertical_alignment="bottom")
    with first:
        _choice(say("Organisation"), homes, _ORGANISATION, say("All organisations"))
    with second:
        _choice(say("Person"), people, _PERSON, say("All people"))
    with third:
        _choice(say("Risk"), {risk.value: label(say, risk) for risk in GRAVEST}, _RISK, say("All risks"), ordered=True)
    st.checkbox(say("Only what nobody was told yet, or that moved since"), key=_CHANGED)


def _choice(title: str, named: dict[str, str], key: str, everything: str, *, ordered: bool = False) -> None:
    """A list of which nothing, or one, is chosen; what is chosen and no longer there is let go."""
    if st.session_state.get(key) not in named:
        st.session_state[key] = None
    options = list(named) if ordered else sorted(named, key=lambda one: named[one].casefold())
    st.selectbox(
        plain(title),
        options,
        format_func=lambda one: named.get(one, ""),
        key=key,
        placeholder=everything,
    )


def _seen(one: CaseMeeting) -> bool:
    home, person, risk = (st.session_state.get(key) for key in (_ORGANISATION, _PERSON, _RISK))
    return (
        (not home or any(seat.organisation == home for seat in one.seats))
        and (not person or any(seat.professional_id == person for seat in one.seats))
        and (not risk or one.risk is Risk(risk))
        and (not st.session_state.get(_CHANGED) or untold(one) or to_move(one))
    )


def _filtered_by() -> str:
    chosen = [str(st.session_state.get(key) or "") for key in (_ORGANISATION, _PERSON, _RISK, _CHANGED)]
    return sha256("|".join(chosen).encode()).hexdigest()[:8] if any(chosen) else ""


def _seats(plan: WeekPlan) -> list[SeatTaken]:
    return [seat for one in plan.meetings for seat in one.seats]
