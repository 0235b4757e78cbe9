"""One contradiction: what it is about, one sentence, both conditions side by side, and how it is settled."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from models.terms import Resolution
from pages.frame.markup import joined, show, tag
from pages.plan.board.laid import Laid, mark_of
from pages.plan.board.rewording import draw_rewording, rewording_drawn
from pages.plan.board.settling_form import SettlingForm
from pages.plan.board.sides import alone, side_by_side
from pages.plan.board.telling_card import draw_telling
from pages.plan.board.titles import certainty_tag, headline, title_of, to_mind
from pages.plan.board.ways import Way, way_chosen, way_names, ways_of
from services.conditions.facts import ConditionView
from services.consistency.facts import Contradiction
from services.consistency.told.sentences import clashing, contradiction_lines, contradiction_sentence
from services.plans.settlements import resolutions_for
from services.wording import Say


def draw_clash(laid: Laid, one: Contradiction) -> None:
    """Draws the card of a contradiction that is open; who does not direct the case only reads it."""
    if one.hidden:
        draw_hidden(laid, one)
        return
    views, kind = laid.seen(one.pair), "clash" if one.stands else "perhaps"
    with st.container(key=f"card_{kind}_{mark_of(one.key)}", gap="small"):
        show(clash_words(laid, one))
        if laid.directs:
            _decision(laid, one, views)


def clash_words(laid: Laid, one: Contradiction) -> Markup:
    """The head of the card, both conditions, and what to mind."""
    said = contradiction_lines(laid.vocabulary, one, laid.statements, laid.say, laid.names)
    badge = certainty_tag(laid.say, one.certainty)
    if (before := laid.state.board.settled.get(one.key)) and before.stale:
        badge += tag(laid.say("decided, but changed since"), "orange")
    head = headline(title_of(laid, one), badge, *said)
    pieces = clashing(laid.vocabulary, one, laid.statements)
    return head + side_by_side(laid, laid.seen(one.pair), pieces) + to_mind(laid.say, one)


def draw_hidden(laid: Laid, one: Contradiction) -> None:
    """A neutral card: something that the reader may not read stands in the way of a condition that they do."""
    say = laid.say
    with st.container(key=f"card_clash_{mark_of(one.key)}", gap="small"):
        said = contradiction_sentence(laid.vocabulary, one, laid.statements, say, laid.names)
        title = say("Something stands in the way that you may not read")
        show(headline(title, certainty_tag(say, one.certainty), said))
        show(joined([alone(laid, view) for view in laid.seen(one.pair)]))
        text = say("Somebody who directs this case and may read both settles it. Ask them to look at this screen.")
        show(Markup('<p class="small">{}</p>').format(text))


def _decision(laid: Laid, one: Contradiction, views: Sequence[ConditionView]) -> None:
    say = laid.say
    if rewording_drawn(laid, one.key):
        return
    holding = laid.state.board.holding
    ways = ways_of(resolutions_for(one, holding), views, holding)
    chosen = way_chosen(laid, one.key, ways, way_names(say), views)
    if chosen is not None:
        SettlingForm(laid, one.key, chosen, views, one.tier).draw(_button(say, laid, chosen))
        return
    with st.container(key=f"other_{mark_of(one.key)}", horizontal=True, gap="small"):
        draw_rewording(laid, one.key, views)
        if not laid.at_table:  # there the authors hear it themselves
            draw_telling(laid, one)


def _button(say: Say, laid: Laid, way: Way) -> str:
    """What the button says that it does."""
    if way.stands:
        return say("V{n} stands, the other lapses", n=laid.views[way.stands].number)
    return {
        Resolution.AGREEMENT: say("Put this agreement in their place"),
        Resolution.TO_COURT: say("Record who goes to court"),
        Resolution.HOLD_STANDS: say("The stop holds; this waits for its release"),
        Resolution.MERGED: say("Make one condition of them"),
        Resolution.STANDS_WITH_REASON: say("Record that both can stand"),
        Resolution.UNRESOLVED: say("Put it into the plan as an open point"),
    }[way.resolution]
