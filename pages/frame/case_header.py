"""The head of every case screen: which case, six steps, how far, the next thing to do, and the stop while it stands."""

import streamlit as st
from markupsafe import Markup

from models.terms import Risk
from pages.frame.addresses import CASE_PARTS, CASE_STEPS
from pages.frame.components import keeper
from pages.frame.direction_bar import direction_bar
from pages.frame.markup import joined, plain, show, tag
from pages.frame.pressing_bar import pressing_bar
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.cases.actions import release_hold
from services.cases.facts import Hold
from services.cases.rules import hold_in_force
from services.meetings.queries import latest_coordination
from services.plans.orders import Check, State, Step
from services.plans.queries import CaseState
from services.plans.rules import blocking
from services.wording import Say, label

RISK_COLOUR = {Risk.HIGH: "red", Risk.MEDIUM: "orange", Risk.LOW: "green"}
_ICONS = {
    State.READY: ":material/check_circle:",
    State.WAITING: ":material/error:",
    State.MISSING: ":material/radio_button_partial:",
    State.NOT_YET: ":material/radio_button_unchecked:",
}


def case_header(screen: Screen, state: CaseState, now: str) -> None:
    """Draws the head; `now` is the place of the current screen."""
    say, facts, step = screen.say, state.facts, _step_of(now)
    with st.container(key="case_head", gap="small"):
        with st.container(key="case_title", horizontal=True, vertical_alignment="center", gap="small"):
            show(_title(say, state))
            hide_button(say)
        with st.container(key="steps", horizontal=True, gap=None, wrap=True):
            for number, place in enumerate(CASE_STEPS, 1):
                with st.container(key=f"step_now_{place}" if place == step else f"step_{place}", width="content"):
                    name, fact = step_name(say, place), _fact(say, state, place)
                    text = f"{number}. {name}" + (f" · {fact}" if fact else "")
                    screen.link(place, plain(text), facts.id, icon=_ICONS[_step_state(state, place)])
        if step in CASE_PARTS:
            _parts(screen, state, CASE_PARTS[step], now)
        if not facts.closed:
            _progress(screen, state, step)
    direction_bar(screen, state, now)
    pressing_bar(screen, state, now)
    if hold := hold_in_force(facts, screen.work.clock()):
        _stop_bar(screen, state, hold)


def _step_of(place: str) -> str:
    """The step to which a screen belongs."""
    return next((step for step, parts in CASE_PARTS.items() if place in parts), place)


def _parts(screen: Screen, state: CaseState, parts: tuple[str, ...], now: str) -> None:
    """The screens of a step, those that there are."""
    names = part_names(screen.say)
    with st.container(key="parts", horizontal=True, gap="small", wrap=True):
        for place in (place for place in parts if place in screen.places):
            with st.container(key=f"part_now_{place}" if place == now else f"part_{place}", width="content"):
                screen.link(place, plain(names[place]), state.facts.id)


def part_names(say: Say) -> dict[str, str]:
    """What the screens of a step with several are called."""
    return {
        "zaak": say("Overview"),
        "routekaart": say("Route map"),
        "dossier": say("Case file"),
        "stem": say("Victim's voice"),
        "gebeurtenissen": say("Events"),
        "maatregelen": say("Measures"),
        "regie": say("Direction and protection"),
        "overleg": say("Planning"),
        "live": say("The meeting"),
        "notulen": say("Minutes of the meeting"),
        "plan": say("Actions and adoption"),
        "teksten": say("Texts of the plan"),
        "stukken": say("Documents"),
        "versies": say("Versions and copies"),
        "opvolging": say("Actions"),
        "evaluatie": say("Review"),
    }


def hide_button(say: Say, place: str = "") -> None:
    """Covers the screen at once; also carries saving while typing, and begins each `place` at its top."""
    unheard = say("No connection with the planner. Leave this screen open: what you write is kept once it is back.")
    keeper(say("Hide screen"), say("Screen hidden. Click to go on."), say("Screen hidden"), unheard, place)


def step_name(say: Say, place: str) -> str:
    """What a step is called."""
    return {
        "zaak": say("Case"),
        "netwerk": say("Network"),
        "overleg": say("Meeting"),
        "voorwaarden": say("Conditions"),
        "plan": say("Plan"),
        "opvolging": say("Follow-up"),
    }[place]


def _title(say: Say, state: CaseState) -> Markup:
    facts = state.facts
    risk = tag(say("{risk} risk", risk=label(say, facts.risk)), RISK_COLOUR[facts.risk])
    deputy = f", {say('deputy {name}', name=facts.deputy_director)}" if facts.deputy_director else ""
    led = say("Directed by {name}", name=facts.director) + deputy
    return Markup(
        '<p><strong style="font-size:1.125rem">{}</strong> &nbsp;<span class="code">{}</span> &nbsp;{} {} '
        '&nbsp;<span class="small">{}</span></p>'
    ).format(facts.code_name, facts.code, risk, tag(label(say, facts.relation)), led)


def _step_state(state: CaseState, place: str) -> State:
    if place == "opvolging":
        return State.NOT_YET
    if place == "plan" and state.in_force:
        return State.READY
    mine = [check for check in state.checks if check.step.value == place]
    if any(check.state is State.MISSING for check in mine):
        return State.MISSING
    return State.WAITING if any(check.state is State.WAITING for check in mine) else State.READY


def _fact(say: Say, state: CaseState, place: str) -> str:
    open_here = [c for c in blocking(state.checks) if c.step.value == place]
    if place == "overleg" and state.meeting:
        return say.short_moment(state.meeting.starts_at)
    if place == "overleg" and (closes := next((c.data.get("polled_until") for c in open_here), None)):
        return say("poll until {day}", day=say.short_day(closes))
    if place == "overleg" and not open_here and (coordination := latest_coordination(state.meetings)):
        return say("by phone {day}", day=say.short_day(coordination.starts_at))
    if place == "plan" and state.in_force:
        return say("version {number}", number=state.in_force.number)
    if open_here:
        return say("{n} open", n=len(open_here))
    return ""


def _progress(screen: Screen, state: CaseState, now: str) -> None:
    say = screen.say
    counted = [check for check in state.checks if check.blocking]
    ready = sum(check.state is State.READY for check in counted)
    waiting = sum(check.state is State.WAITING for check in counted)
    left, right = st.columns([3.2, 1], vertical_alignment="center", gap="medium")
    with left:
        firm = any(not check.explainable for check in blocking(state.checks))
        show(_counted(say, len(counted), ready, waiting, _head(say, state, len(counted) - ready, firm=firm)))
    upcoming = _next(state.checks, now)
    if upcoming is not None:
        with right:
            words = say("Next: {step}", step=step_name(say, upcoming.value).lower())
            if st.button(
                words,
                type="primary",
                icon=":material/arrow_forward:",
                icon_position="right",
                width="stretch",
                key="next",
            ):
                screen.go(upcoming.value, state.facts.id)


def _head(say: Say, state: CaseState, todo: int, *, firm: bool) -> str:
    """What the count means; `firm`: at least one open point cannot be explained."""
    if state.in_force and todo:
        return say.plural(
            "The plan has been adopted; {n} point is open.", "The plan has been adopted; {n} points are open.", todo
        )
    if state.in_force:
        return say("Everything is ready. The plan has been adopted.")
    if not todo:
        return say("Everything is ready. The plan can be adopted.")
    if firm:
        return say.plural(
            "{n} point to go until the plan can be adopted.", "{n} points to go until the plan can be adopted.", todo
        )
    return say.plural(
        "{n} point is open; explain it and the plan can be adopted.",
        "{n} points are open; explain them and the plan can be adopted.",
        todo,
    )


def _counted(say: Say, all_points: int, ready: int, waiting: int, head: str) -> Markup:
    todo = all_points - ready
    said = say("{ready} of {all} ready", ready=ready, all=all_points)
    kinds = ["yes"] * ready + ["wait"] * waiting + [""] * (todo - waiting)
    pieces = joined([Markup('<i class="{}"></i>').format(kind) for kind in kinds])
    return Markup(
        '<p><strong>{}</strong> <span class="soft">{}</span></p><div class="bar" role="img" aria-label="{}">{}</div>'
    ).format(head, said, said, pieces)


def _next(checks: tuple[Check, ...], now: str) -> Step | None:
    """The step of the first blocker that is settled on another screen."""
    return next((check.step for check in blocking(checks) if check.step.value != now), None)


def _stop_bar(screen: Screen, state: CaseState, hold: Hold) -> None:
    say = screen.say
    with st.container(key="hold", horizontal=True, vertical_alignment="center", gap="small"):
        first = say("Stop: nobody approaches the alleged perpetrator")
        rest = say("until the case director releases this.")
        show(Markup("<p><strong>{}</strong> {}</p>").format(first, rest))
        if hold.reason:
            with st.popover(say("Reason"), type="tertiary", icon=":material/lock:"):
                until = say("In force until {moment}.", moment=say.moment(hold.until)) if hold.until else ""
                note = say("Only for police, district detectives, CCB and prosecution.")
                show(Markup('<p class="small">{}</p><p>{}</p><p>{}</p>').format(note, hold.reason, until))
                if state.directs:
                    _release(screen, state, hold)
        elif state.directs:
            with st.popover(say("Release"), type="tertiary", icon=":material/lock_open:"):
                _release(screen, state, hold)


def _release(screen: Screen, state: CaseState, hold: Hold) -> None:
    say = screen.say
    sure = st.checkbox(say("The planned step was taken or called off; partners may go on."), key="hold_sure")
    if st.button(say("Release"), disabled=not sure, key="hold_release"):
        with refusals_shown(say):
            release_hold(screen.work, state.facts.id, hold.id)
            st.rerun()
