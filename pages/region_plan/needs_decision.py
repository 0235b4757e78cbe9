"""What needs a decision first: meetings that are late or have no time, gravest first, each with why and what helps."""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from pages.casework.duty_rows import folded
from pages.frame.markup import joined, plain, show, sign, tag
from pages.region_plan.meeting_words import Counted, late_words, risk_tag
from pages.region_plan.why_words import Lines, blocking_words, proof, unknown_words, way_out, who_can, why
from services.region_plan.facts import CaseMeeting
from services.scheduling.many.reasons import WayOut
from services.wording import Say, label

AT_ONCE = 5
"""So many are shown before the rest is folded away."""
Chosen = Callable[[str], None]
"""What hears which meeting was chosen."""


def decisions_card(say: Say, found: Counted, lines: Lines, look: Chosen, leave: Chosen) -> None:
    """Draws the card; nothing where every meeting has a time before its deadline."""
    waiting = found.deciding
    if not waiting:
        return
    with st.container(key="card_region_late", gap="small"):
        text = say("Gravest first. What you leave to its director gets no time here; the director plans it.")
        show(
            Markup('<h2>{} {}</h2><p class="small">{}</p>').format(
                say("Late or without a time"), tag(str(len(waiting)), "red"), text
            )
        )
        _rows(say, waiting[:AT_ONCE], lines, look, leave)
        if rest := waiting[AT_ONCE:]:
            title = say.plural("{n} more", "{n} more", len(rest))
            folded(title, "region_late", lambda: _rows(say, rest, lines, look, leave))


def _rows(say: Say, waiting: tuple[CaseMeeting, ...], lines: Lines, look: Chosen, leave: Chosen) -> None:
    for one in waiting:
        with st.container(key=f"row_region_late_{one.id}", gap="small"):
            show(_told(say, one, lines))
            with st.container(key=f"region_late_do_{one.id}", horizontal=True, gap="small"):
                about = plain(one.code)
                if st.button(say("Other times"), key=f"region_times_{one.id}", icon=":material/schedule:", help=about):
                    look(one.id)
                for other in gives_way(one, lines):
                    words = say("Look at {case}", case=other.code)
                    if st.button(plain(words), key=f"region_swap_{one.id}_{other.id}", type="tertiary", help=about):
                        look(other.id)
                if st.button(say("Leave to director"), key=f"region_leave_{one.id}", type="tertiary", help=about):
                    leave(one.id)


def gives_way(one: CaseMeeting, lines: Lines) -> list[CaseMeeting]:
    """The meetings of which it would help that they gave way."""
    ways = one.explained.suggestions if one.explained else ()
    return [lines[way.meeting_id] for way in ways if way.way is WayOut.SWAP and way.meeting_id in lines]


def _told(say: Say, one: CaseMeeting, lines: Lines) -> Markup:
    """Case, what became of it, the one sentence of why, and beneath it the figures and what would help."""
    head = Markup('<h3><span class="nowrap">{}</span> {} <span class="soft">{}</span></h3>').format(
        one.code, risk_tag(say, one.risk), _outcome(say, one)
    )
    return Markup('<div class="finding">{}<div>{}{}</div></div>').format(
        sign("missing"), head, reasons(say, one, lines)
    )


def _outcome(say: Say, one: CaseMeeting) -> str:
    kind = label(say, one.kind)
    if not one.starts_at:
        return say("{kind}, no time", kind=kind)
    when = say.short_moment(one.starts_at)
    return say("{kind}, {when}: {late}", kind=kind, when=when, late=late_words(say, one.late_minutes))


def reasons(say: Say, one: CaseMeeting, lines: Lines) -> Markup:
    """Why in one sentence, then whose absence would give times, what would help, and whether it is proven."""
    if one.explained is None:
        return Markup("<p>{}</p>").format(say("Why is not known yet: work out the times once more."))
    found = one.explained
    helps = [
        *unknown_words(say, one),
        *blocking_words(say, one, found),
        *(way_out(say, one, way, lines) for way in found.suggestions),
        *who_can(say, one, found),
    ]
    items = joined([Markup("<li>{}</li>").format(text) for text in helps])
    below = Markup('<ul class="why">{}</ul>').format(items) if helps else ""
    return Markup('<p>{}</p>{}<p class="small">{}</p>').format(
        why(say, one, found, lines), below, proof(say, one, found)
    )
