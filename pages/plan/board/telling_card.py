"""Letting the authors of two conditions know that they differ: who will see what, and taking it back."""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import joined, show
from pages.frame.refusal import refusals_shown
from pages.plan.board.laid import Laid, mark_of
from pages.plan.board.titles import whose
from services.conditions.facts import ConditionView
from services.consistency.facts import Contradiction
from services.consistency.orders import TellDifference
from services.consistency.telling import tell, untell
from services.protection.rules import Reader, may_read
from services.wording.labels import organisation_label


def draw_telling(laid: Laid, one: Contradiction) -> None:
    """Draws the button, which first says exactly who will see what; or what was told, with the way back."""
    say, work, order = laid.say, laid.screen.work, TellDifference(laid.case_id, one.key)
    if one.key in laid.state.board.told:
        with st.popover(say("The authors know"), icon=":material/visibility:", type="tertiary"):
            show(_who_sees_what(laid, one, say("They see this on their own page:")))
            _go(laid, say("Do not show it any longer"), f"untell_{mark_of(one.key)}", lambda: untell(work, order))
        return
    with st.popover(say("Let the authors know"), icon=":material/campaign:", type="tertiary"):
        if not any(_has_page(laid, view) for view in laid.seen(one.pair)):
            text = say("Neither author has a page for this meeting. Call them, and fill in here what changes.")
            show(Markup("<p>{}</p>").format(text))
            return
        show(_who_sees_what(laid, one, say("Once you confirm, on their own page:")))
        note = say("No mail goes out. You can take it back; what they read by then they have read.")
        show(Markup('<p class="small">{}</p>').format(note))
        _go(laid, say("Let them know"), f"tell_{mark_of(one.key)}", lambda: tell(work, order))


def _go(laid: Laid, text: str, key: str, do: Callable[[], None]) -> None:
    if st.button(text, key=key, type="primary"):
        with refusals_shown(laid.say):
            do()
            st.rerun()


def _who_sees_what(laid: Laid, one: Contradiction, first: str) -> Markup:
    views = laid.seen(one.pair)
    lines = [_line(laid, mine, other) for mine, other in zip(views, reversed(views), strict=True)]
    return Markup("<p>{}</p><ul class='findings single'>{}</ul>").format(first, joined(lines))


def _has_page(laid: Laid, view: ConditionView) -> bool:
    meeting = laid.state.meeting
    return meeting is not None and view.organisation in {one.organisation for one in meeting.attendees}


def _line(laid: Laid, mine: ConditionView, other: ConditionView) -> Markup:
    say, home = laid.say, organisation_label(laid.say, mine.organisation)
    if not _has_page(laid, mine):
        text = say("{organisation} has no page for this meeting: tell them yourself.", organisation=home)
    elif may_read(other.tier, Reader(mine.organisation)):
        text = say(
            "{organisation} sees that V{n} differs from {other}, and what both ask.",
            organisation=home,
            n=mine.number,
            other=whose(say, laid, other.id),
        )
    else:
        text = say(
            "{organisation} only sees that V{n} differs from another condition: it may not read that one.",
            organisation=home,
            n=mine.number,
        )
    return Markup("<li>{}</li>").format(text)
