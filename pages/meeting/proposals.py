"""The two proposals as equal cards: the earliest time and the best attended one, with who misses, why and the cost."""

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import joined, show, tag
from pages.frame.screen import Screen
from pages.meeting.inviting import Offer, invite_dialog
from pages.meeting.slot_words import (
    Seating,
    attendance_rows,
    cost_of_best,
    cost_of_earliest,
    groups_text,
    slot_title,
)
from pages.meeting.wish import Wish
from services.meetings.facts import Availability
from services.plans.queries import CaseState
from services.scheduling.facts import Slot


def two_proposals(screen: Screen, state: CaseState, wish: Wish, found: Availability, around: Seating) -> None:
    """Draws the cards; one where the earliest time is the best attended too."""
    say, earliest, best = screen.say, found.proposals.earliest, found.proposals.best
    if earliest is None or best is None:
        return
    if earliest.start == best.start:
        note = cost_of_earliest(say, best)
        _card(screen, state, wish, around, best, "best", [say("Earliest"), say("Best attended")], note)
        return
    left, right = st.columns(2, gap="medium")
    with left:
        note = cost_of_earliest(say, earliest)
        _card(screen, state, wish, around, earliest, "earliest", [say("Earliest")], note)
    with right:
        _card(screen, state, wish, around, best, "best", [say("Best attended")], cost_of_best(say, earliest, best))


def _card(
    screen: Screen, state: CaseState, wish: Wish, around: Seating, slot: Slot, key: str, names: list[str], note: str
) -> None:
    say = screen.say
    with st.container(key=f"card_slot_{key}", gap="small", height="stretch"):
        show(
            Markup('<p class="line">{}</p><h2 class="slot">{}</h2>{}<p class="small below">{}</p>').format(
                joined([tag(name, "blue") for name in names], " "),
                slot_title(say, slot),
                who_comes(screen, around, slot),
                note,
            )
        )
        if st.button(say("Choose this time"), key=f"choose_{key}", type="primary", icon=":material/mail:"):
            invite_dialog(screen, state, Offer(wish.kind, slot, wish.mode, around.unknown))


def who_comes(screen: Screen, around: Seating, slot: Slot) -> Markup:
    """How many come, by whom the minimum is met, and who misses with the reason."""
    say = screen.say
    present = say("{n} of {all} present.", n=slot.present, all=slot.of)
    return Markup("<p><strong>{}</strong> {}</p>{}").format(
        present, groups_text(say, around, slot), attendance_rows(say, around, slot)
    )
