"""A condition that goes against a rule: which rule and why, and what can be done about it."""

import streamlit as st

from models.terms import Resolution
from pages.frame.markup import show, tag
from pages.plan.board.laid import Laid, mark_of
from pages.plan.board.rewording import draw_rewording, opener, rewording_drawn
from pages.plan.board.settling_form import SettlingForm
from pages.plan.board.sides import alone
from pages.plan.board.titles import headline
from pages.plan.board.ways import way_chosen, ways_of
from services.conditions.facts import Decision
from services.consistency.facts import Breach
from services.consistency.told.sentences import breach_sentence
from services.plans.settlements import resolutions_for
from services.wording import label


def breach_title(laid: Laid, one: Breach) -> str:
    """What the condition is about."""
    view = laid.views[one.condition]
    return laid.say("{kind}: against a rule", kind=label(laid.say, view.kind))


def draw_breach(laid: Laid, one: Breach) -> None:
    """Draws the card; a reminder has nothing to settle."""
    say, views = laid.say, laid.seen((one.condition,))
    if not views:
        return
    with st.container(key=f"card_breach_{mark_of(one.key)}", gap="small"):
        badge = tag(say("to watch"), "blue") if one.reminds else tag(say("against a rule"), "red")
        badge += tag(one.rule_id, "white")
        said = breach_sentence(laid.vocabulary, one, laid.statements, say, laid.names)
        show(headline(breach_title(laid, one), badge, said) + alone(laid, views[0]))
        if laid.directs and not one.reminds and not rewording_drawn(laid, one.key):
            _decision(laid, one)


def _decision(laid: Laid, one: Breach) -> None:
    say, views = laid.say, laid.seen((one.condition,))
    names = {
        Resolution.AGREEMENT: say("An agreement instead"),
        Resolution.TO_COURT: say("To the court"),
        Resolution.STANDS_WITH_REASON: say("Keep it, because …"),
        Resolution.UNRESOLVED: say("Stays open in the plan"),
    }
    ways = ways_of(resolutions_for(one, laid.state.board.holding), views)
    chosen = way_chosen(laid, one.key, ways, names, views)
    if chosen is None:
        with st.container(horizontal=True, gap="small"):
            draw_rewording(laid, one.key, views)
            st.button(
                say("Drop this condition"),
                key=f"drop_{mark_of(one.key)}",
                on_click=opener(one.key, views[0], Decision.DROP),
            )
        return
    buttons = {
        Resolution.AGREEMENT: say("Put this agreement in its place"),
        Resolution.TO_COURT: say("Record who goes to court"),
        Resolution.STANDS_WITH_REASON: say("Keep it, with this reason"),
        Resolution.UNRESOLVED: say("Put it into the plan as an open point"),
    }
    words = buttons.get(chosen.resolution, say("Record this decision"))
    SettlingForm(laid, one.key, chosen, views, one.tier).draw(words)
