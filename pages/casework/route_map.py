"""The route map of a case, live: what is open first, why each rule holds, what answers it, and who must answer."""

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup

from models.terms import CaseStatus, Phase, RuleForce, SeatRole
from pages.casework.closing_card import closing_card
from pages.casework.duty_rows import duty_groups, folded
from pages.casework.duty_words import phase_name, phase_reason, question_note, question_title
from pages.casework.prosecutor_sheet import prosecutor_sheet
from pages.frame.case_header import case_header
from pages.frame.markup import heading, joined, line, rows, show, tag
from pages.frame.screen import Screen
from services.duties.facts import CaseDuties, DutyState, Obligation
from services.duties.parts import ROLES, own_role, part_of
from services.duties.queries import case_route_map
from services.duties.words import flag_words
from services.plans.queries import CaseState
from services.wording import Say, label

VIEWS = ("open", "mine", "all", "prosecutor")


def render(screen: Screen) -> None:
    """Draws the route map of the case that the address names."""
    (state, found), say = case_route_map(screen.work, screen.case_id), screen.say
    case_header(screen, state, "routekaart")
    heading(say("Route map"), _summed(say, state, found))
    view = _view(say, found)
    left, right = st.columns([2.1, 1], gap="medium")
    with left:
        if view == "prosecutor":
            with st.container(key="card_prosecutor"):
                prosecutor_sheet(say, state.facts, found)
        else:
            _questions(screen, found)
            _phases(screen, state, found, view)
    with right:
        _warnings(say, found)
        _reading(say)
        if state.leads:
            closing_card(screen, state.facts, found)


def _summed(say: Say, state: CaseState, found: CaseDuties) -> str:
    if state.facts.status is CaseStatus.CLOSED:
        return say("This case is closed: it can be read, not answered.")
    asks, settled = _open(found.duties), sum(duty.settled for duty in found.duties)
    counted = say.plural("{n} rule asks for an answer", "{n} rules ask for an answer", len(asks))
    waits = sum(duty.state is DutyState.WAITING for duty in found.duties)
    rest = say("{n} wait for another rule, {m} are settled.", n=waits, m=settled)
    return f"{counted}; {rest}"


def _view(say: Say, found: CaseDuties) -> str:
    names = {
        "open": say("Open"),
        "mine": say("My part"),
        "all": say("All rules"),
        "prosecutor": say("The prosecutor's questions"),
    }
    chosen = st.segmented_control(
        say("What to show"),
        VIEWS,
        format_func=lambda view: names[view],
        default="open",
        key="route_map.view",
        label_visibility="collapsed",
        required=True,
    )
    return str(chosen or "open")


def _open(duties: Iterable[Obligation]) -> list[Obligation]:
    """What somebody can answer now: overdue first, then by when it is due, in the order of the route map."""
    return [duty for duty in duties if duty.state is DutyState.OPEN]


def _phases(screen: Screen, state: CaseState, found: CaseDuties, view: str) -> None:
    duties = list(found.duties)
    if view == "mine":
        duties = list(part_of(duties, _role(screen, state, found)))
    elif view == "open":
        duties = _open(duties)
    waiting = [duty for duty in found.duties if duty.state is DutyState.WAITING] if view == "open" else []
    if view == "open" and not duties:
        _nothing_open(screen.say, waiting)
    risk = label(screen.say, state.facts.risk)
    for phase in Phase:
        if members := [duty for duty in duties if duty.rule.phase is phase]:
            _phase(screen, found, phase, members, risk)
    if waiting:
        with st.container(key="card_waits"):
            title = screen.say.plural("{n} rule waits for another", "{n} rules wait for another", len(waiting))
            folded(title, "waits", lambda: duty_groups(screen, found, waiting, "waits"))


def _phase(screen: Screen, found: CaseDuties, phase: Phase, members: list[Obligation], risk: str) -> None:
    """One part of the route map: what asks at once, what is settled or only watched folded below it."""
    say = screen.say
    asks = [duty for duty in members if duty.asking or duty.state is DutyState.PLANNED]
    rest = [duty for duty in members if duty not in asks]
    with st.container(key=f"card_phase_{phase.value}", gap="xsmall"):
        count = say.plural("{n} asks", "{n} ask", len(asks)) if asks else say("nothing open")
        title = Markup('<h2>{} {}</h2><p class="small">{}</p>')
        name = tag(count, "blue" if asks else "green")
        show(title.format(phase_name(say, phase), name, phase_reason(say, phase, risk)))
        duty_groups(screen, found, asks, f"p{phase.value}")
        if rest:
            title, place = say("{n} settled, running or watched", n=len(rest)), f"r{phase.value}"
            folded(title, place, lambda: duty_groups(screen, found, rest, place))


def _role(screen: Screen, state: CaseState, found: CaseDuties) -> SeatRole:
    """Whose list is shown: the reader's own first, but everybody may look at another's."""
    say = screen.say
    own = own_role(found.seats, screen.work.actor.organisation, directs=state.leads)
    named = {role.value: label(say, role) for role in ROLES}
    chosen = st.selectbox(
        say("Whose part"),
        list(named),
        format_func=lambda value: named.get(value, ""),
        index=list(named).index(own.value),
        key="route_map.part",
    )
    return SeatRole(chosen)


def _nothing_open(say: Say, waiting: list[Obligation]) -> None:
    with st.container(key="card_nothing_open"):
        text = (
            say("What is left waits for another rule.")
            if waiting
            else say("Every rule that holds for this case was answered or is watched.")
        )
        show(Markup("<h2>{}</h2><p>{}</p>").format(say("Nothing asks for an answer now"), text))


def _questions(screen: Screen, found: CaseDuties) -> None:
    """What nobody knows yet comes first: until it is known, no rule fires on it."""
    say = screen.say
    if not found.questions:
        return
    with st.container(key="card_questions"):
        intro = say("Until these are known, the rules that depend on them stay silent.")
        lines = [line("waiting", question_title(say, q), question_note(say, q)) for q in found.questions]
        show(Markup('<h2>{}</h2><p class="small">{}</p>{}').format(say("Find out first"), intro, rows(lines)))
        if screen.work and found.directs and st.button(say("Fill in what is known"), key="to_facts"):
            screen.go("zaak", screen.case_id)


def _warnings(say: Say, found: CaseDuties) -> None:
    with st.container(key="card_warnings"):
        lines = [
            Markup('<li class="row"><div class="grow">{}<p class="small code">{}</p></div></li>').format(
                flag_words(say, flag), flag.rule_id
            )
            for flag in found.flags
        ]
        never = [duty for duty in found.duties if duty.rule.force is RuleForce.PROHIBIT]
        lines += [
            Markup('<li class="row"><div class="grow">{}<p class="small code">{} · {}</p></div></li>').format(
                duty.rule.text(say.language), say("Never do this"), duty.id
            )
            for duty in never
            if duty.id not in {flag.rule_id for flag in found.flags}
        ]
        show(Markup("<h2>{}</h2><ul>{}</ul>").format(say("Mind this"), joined(lines)))


def _reading(say: Say) -> None:
    """How to read the screen, in three lines, for who sees it for the first time."""
    with st.container(key="card_reading"):
        parts = (
            say("Each line is one rule of the regional route map. It appears when the facts of the case ask for it."),
            say("What the file already shows counts as answered; you need not type it again."),
            say("A date marked as a proposal was not confirmed by the region yet; the route map names none."),
            say("Can a rule not be followed? Say why. Every answer stays readable, also when it is replaced."),
        )
        text = joined([Markup('<p class="small" style="margin-top:.375rem">{}</p>').format(part) for part in parts])
        show(Markup("<h2>{}</h2>{}").format(say("How this works"), text))
