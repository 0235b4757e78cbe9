"""Two conditions that ask nearly the same: side by side, made into one or left to stand."""

import streamlit as st

from models.terms import Resolution
from pages.frame.markup import show, tag
from pages.plan.board.laid import Laid, mark_of
from pages.plan.board.settling_form import SettlingForm
from pages.plan.board.sides import nearly_the_same
from pages.plan.board.titles import headline, pair_title
from pages.plan.board.ways import way_chosen, ways_of
from services.consistency.facts import Certainty, Duplicate
from services.consistency.told.sentences import duplicate_sentence
from services.plans.settlements import resolutions_for


def draw_duplicate(laid: Laid, one: Duplicate) -> None:
    """Draws the card; who does not direct the case only reads it."""
    say, views = laid.say, laid.seen(one.pair)
    if len(views) != len(one.pair):
        return
    with st.container(key=f"card_same_{mark_of(one.key)}", gap="small"):
        sure = say("nearly the same") if one.certainty is not Certainty.POSSIBLE else say("perhaps the same")
        said = duplicate_sentence(one, laid.statements, say, laid.names)
        show(headline(pair_title(laid, one.pair), tag(sure, "blue"), said))
        show(nearly_the_same(laid, views[0], views[1]))
        if not laid.directs:
            return
        names = {
            Resolution.MERGED: say("Merge"),
            Resolution.STANDS_WITH_REASON: say("Leave both, because …"),
        }
        allowed = [which for which in resolutions_for(one, laid.state.board.holding) if which in names]
        chosen = way_chosen(laid, one.key, ways_of(allowed, views), names, views)
        if chosen is not None:
            merges = chosen.resolution is Resolution.MERGED
            words = say("Make one condition of them") if merges else say("Leave both")
            SettlingForm(laid, one.key, chosen, views, one.tier).draw(words)
