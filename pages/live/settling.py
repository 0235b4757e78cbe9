"""Conditions at the table: what clashes first, one at a time with both texts, then what stands by itself, then the
measures that the route map wants weighed. The cards and their ways are those of the board."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import joined, plain, show, tag
from pages.live.room import AGREE_KEY, Room, all_done, doing
from pages.plan.board.breach_card import breach_title, draw_breach
from pages.plan.board.clash_card import draw_clash
from pages.plan.board.laid import Laid, laid_out, mark_of
from pages.plan.board.settled_card import draw_settled
from pages.plan.board.sides import alone
from pages.plan.board.titles import title_of
from pages.plan.condition_words import people_of
from pages.plan.decision_card import Around, being_decided, draw_decision_alone, open_decision
from pages.plan.weighing_form import weighing_dialog
from services.conditions.actions import decide
from services.conditions.earlier import before_of
from services.conditions.facts import ConditionView, Decide, Decision
from services.consistency.facts import Breach, Contradiction
from services.consistency.rules import conditions_in_finding
from services.plans.orders import State
from services.route_map.queries import regional
from services.route_map.rules import lead_organisation
from services.wording import label
from services.wording.labels import organisation_label

Found = Contradiction | Breach


def draw_conditions(room: Room) -> bool:
    """Draws what is decided now; gives whether it takes the key that agrees."""
    laid = _laid(room)
    findings, waiting = open_findings(room), undecided(room)
    _counted(room, findings, waiting)
    if findings:
        one = _current(room, findings)
        _finding(laid, one)
        _skip(room, findings, one)
        _settled(room, laid)
        return room.directs
    if waiting:
        _condition(room, laid, waiting[0])
        _settled(room, laid)
        return room.directs
    text = all_done(room, "✓ " + room.say("Every condition that was handed in has been decided."))
    show(Markup('<p class="{}">{}</p>').format("soft" if room.shared else "good", text))
    _weighings(room)
    _settled(room, laid)
    return False


def open_findings(room: Room) -> tuple[Found, ...]:
    """What clashes and is not settled, the heaviest first. Of what has a side that is not on this screen, nothing."""
    board, views = room.state.board, {view.id for view in room.state.conditions}
    clashes = sorted(board.open, key=lambda one: one.severity)
    every: list[Found] = [*clashes, *board.open_breaches]
    if not room.shared:
        return tuple(every)
    whole = (one for one in every if not (isinstance(one, Contradiction) and one.hidden))
    return tuple(one for one in whole if set(conditions_in_finding(one)) <= views)


def undecided(room: Room) -> tuple[ConditionView, ...]:
    """Conditions that nothing clashes with and that were not decided on; what must hold comes first."""
    clashing = {name for one in open_findings(room) for name in conditions_in_finding(one)}
    found = [view for view in room.state.conditions if not view.decided and view.id not in clashing]
    return tuple(sorted(found, key=lambda view: (not view.hard, view.number)))


def _laid(room: Room) -> Laid:
    state, screen = room.state, room.screen
    region = regional(screen.work.settings.route_map).region
    before = before_of(screen.work, room.case_id)
    around = Around(people_of(state), lead_organisation(state.facts, region), before)
    return laid_out(screen, state, around, agree_key=AGREE_KEY, shared=room.shared)


def _counted(room: Room, findings: Sequence[Found], waiting: Sequence[ConditionView]) -> None:
    say = room.say
    parts = [
        say.plural("{n} clash", "{n} clashes", len(findings)) if findings else "",
        say.plural("{n} condition to decide", "{n} conditions to decide", len(waiting)) if waiting else "",
    ]
    if any(parts):
        text = say("Still open: {what}", what=say.listed([part for part in parts if part]))
        show(Markup('<p class="soft where">{}</p>').format(text))


def _current(room: Room, findings: Sequence[Found]) -> Found:
    picked = st.session_state.get(_picked_key(room))
    return next((one for one in findings if one.key == picked), findings[0])


def _finding(laid: Laid, one: Found) -> None:
    if isinstance(one, Breach):
        draw_breach(laid, one)
    else:
        draw_clash(laid, one)


def _skip(room: Room, findings: Sequence[Found], one: Found) -> None:
    """Another one first: the others stay where they are."""
    if len(findings) < 2 or not room.directs:
        return
    later = findings[(findings.index(one) + 1) % len(findings)]
    st.button(
        room.say("Later, first another one"),
        key="live_clash_later",
        type="tertiary",
        on_click=lambda: st.session_state.update({_picked_key(room): later.key}),
    )


def _condition(room: Room, laid: Laid, view: ConditionView) -> None:
    """One condition that nothing clashes with: agreed with one press, or with other words, or dropped."""
    say = room.say
    with st.container(key=f"live_condition_{view.number}", gap="small"):
        show(alone(laid, view))
        if not room.directs:
            return
        if being_decided(view):
            draw_decision_alone(room.screen, room.state, view)
            return
        order = Decide(room.case_id, view.id, view.version, Decision.ACCEPT)
        with st.container(key=f"live_ways_{view.number}", horizontal=True, gap="small"):
            st.button(
                say("Agreed, next condition"),
                key="live_accept_condition",
                type="primary",
                shortcut=AGREE_KEY,
                on_click=doing(room, lambda: decide(room.screen.work, order)),
            )
            st.button(say("With other words"), key="live_change", on_click=lambda: open_decision(view, Decision.CHANGE))
            st.button(say("Drop"), key="live_drop", on_click=lambda: open_decision(view, Decision.DROP))


def _weighings(room: Room) -> None:
    """Measures that have to be weighed and were not yet; the dialog begins with the first of them."""
    say = room.say
    due = [check for check in room.state.checks if check.kind == "weighing" and check.state is not State.READY]
    if not due or room.shared:
        return
    lines = [
        Markup('<li class="row"><div class="grow"><p>{}</p><p class="small">{}</p></div>{}</li>').format(
            label(say, check.data["measure"]),
            organisation_label(say, str(check.data["organisation"])),
            tag(" · ".join(check.rule_ids), "white"),
        )
        for check in due
    ]
    show(Markup("<h2>{}</h2><ul>{}</ul>").format(say("Measures to weigh"), joined(lines)))
    if room.directs and st.button(
        say("Weigh the first of them"), key="live_weigh", icon=":material/balance:", help=plain(say("Opens a form"))
    ):
        weighing_dialog(room.screen, room.state)


def _settled(room: Room, laid: Laid) -> None:
    """What was settled, folded to one line each with the way back; on a screen for everybody it was said aloud."""
    board, found = room.state.board, room.state.board.found
    whole = [one for one in (*found.contradictions, *found.breaches) if board.is_settled(one.key)]
    whole = [one for one in whole if set(conditions_in_finding(one)) <= set(laid.views)]
    if not whole or room.shared:
        return
    with st.expander(room.say("Decided: {n}", n=len(whole)), key=f"live_settled_{mark_of(room.meeting.id)}"):
        for one in whole:
            title = breach_title(laid, one) if isinstance(one, Breach) else title_of(laid, one)
            draw_settled(laid, one.key, title, board.settled[one.key])


def _picked_key(room: Room) -> str:
    return f"live.{room.meeting.id}.clash"
