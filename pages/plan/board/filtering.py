"""What the screen shows: which list, and of whom. Kept in the session per case, not in the address."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from models.terms import PersonRole
from pages.frame.markup import show
from pages.frame.screen import Screen
from services.conditions.facts import ConditionView
from services.plans.queries import CaseState
from services.wording.labels import organisation_label

CLASHES, DECIDE, ALL, OWING = "clashes", "decide", "all", "owing"
_EVERYBODY = ""


@dataclass(frozen=True)
class Narrowed:
    """Of whom is shown: a protected person by reference, an organisation by key; empty for all."""

    person: str = ""
    organisation: str = ""

    def __bool__(self) -> bool:
        return bool(self.person or self.organisation)

    def keeps(self, view: ConditionView) -> bool:
        """Whether a condition is shown. One that names nobody it protects holds for everybody."""
        named = {*view.protects, view.subject_ref} - {""}
        about = not self.person or not view.protects or self.person in named
        return about and self.organisation in ("", view.organisation)


def which_list(screen: Screen, state: CaseState, to_settle: int) -> str:
    """Draws the lists to choose from, and gives the one chosen. What clashes comes first while something is open."""
    say, key = screen.say, f"conditions.{state.facts.id}"
    undecided = sum(not view.decided for view in state.conditions)
    owing = len(state.meeting.owing) if state.meeting else 0
    names = {
        CLASHES: say("Clash {n}", n=to_settle),
        DECIDE: say("To decide {n}", n=undecided),
        ALL: say("All {n}", n=len(state.conditions)),
        OWING: say("Not in yet {n}", n=owing) if owing else say("Attendees"),
    }
    first = CLASHES if to_settle else DECIDE if undecided else OWING if owing else ALL
    st.session_state[key] = st.session_state.get(key) or st.session_state.get(f"{key}.kept") or first
    st.segmented_control(
        say("Show"),
        list(names),
        format_func=lambda shown: names[shown],
        key=key,
        required=True,
        label_visibility="collapsed",
        on_change=lambda: st.session_state.update({f"{key}.kept": st.session_state[key]}),
    )
    return str(st.session_state[key])


def show_list(case_id: str, which: str) -> None:
    """Goes to another list at the next rerun; for the callback of a button."""
    st.session_state[f"conditions.{case_id}"] = which


def narrowed(screen: Screen, state: CaseState) -> Narrowed:
    """Draws by whom the lists can be narrowed, and gives what was chosen."""
    say = screen.say
    people = {p.ref: p.alias for p in state.facts.persons if p.role in (PersonRole.VICTIM, PersonRole.CHILD)}
    keys = {view.organisation for view in state.conditions}
    keys |= {one.organisation for one in state.meeting.attendees} if state.meeting else set()
    homes = dict(sorted(((key, organisation_label(say, key)) for key in keys), key=lambda pair: pair[1]))
    with st.container(key="board_filter", horizontal=True, vertical_alignment="bottom", gap="small"):
        person = _choice(state, "person", say("Protected person"), {_EVERYBODY: say("Everybody")} | people)
        home = _choice(state, "home", say("Organisation"), {_EVERYBODY: say("All organisations")} | homes)
        return Narrowed(person, home)


def left_out(screen: Screen, state: CaseState, hidden: int) -> None:
    """Says how much the filter leaves out, and draws the way back."""
    say = screen.say
    with st.container(key="card_filtered", horizontal=True, vertical_alignment="center", gap="small"):
        text = say.plural("{n} is not shown, by the filter above.", "{n} are not shown, by the filter above.", hidden)
        show(Markup("<p>{}</p>").format(text))
        st.button(say("Show everything"), key="filter_reset", on_click=_resetter(state))


def _choice(state: CaseState, what: str, title: str, names: dict[str, str]) -> str:
    kept, widget = f"board.{state.facts.id}.{what}", f"board.{state.facts.id}.{what}.chosen"
    now = st.session_state.get(kept, _EVERYBODY)
    st.session_state[widget] = now if now in names else _EVERYBODY
    st.selectbox(
        title,
        list(names),
        format_func=lambda key: names.get(key, ""),
        key=widget,
        width=260,
        on_change=lambda: st.session_state.update({kept: st.session_state[widget]}),
    )
    return str(st.session_state[widget])


def _resetter(state: CaseState) -> Callable[[], None]:
    def go() -> None:
        for what in ("person", "home"):
            st.session_state[f"board.{state.facts.id}.{what}"] = _EVERYBODY

    return go
