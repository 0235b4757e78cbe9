"""Announcing a plan: exactly what will happen, first; then what came of it, with what was refused in sentences."""

from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import joined, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.region_plan.meeting_words import Counted, here, risk_tag, to_move, untold
from pages.region_plan.needs_decision import Chosen
from pages.region_plan.refused_words import code_words
from pages.region_plan.shown import OUTCOME, closes
from pages.region_plan.why_words import Lines
from services.region_plan.actions import publish
from services.region_plan.facts import CaseMeeting, PublishOutcome, WeekPlan
from services.wording import Say


@dataclass(frozen=True)
class Announcement:
    """What announcing a plan does, counted before it is done."""

    new: tuple[CaseMeeting, ...]
    moved: tuple[CaseMeeting, ...]
    untouched: int
    elsewhere: tuple[CaseMeeting, ...] = ()
    """Moved to another place at the same time."""
    kept: int = 0
    """Seats of who is expected still, though they cannot come by the plan."""

    @property
    def invitations(self) -> int:
        """Seats with somebody on them, over the meetings that are announced for the first time."""
        return sum(here(one.seats) for one in self.new)

    @property
    def without(self) -> int:
        """Seats of those meetings for which nobody can come."""
        return sum(len(one.seats) - here(one.seats) for one in self.new)

    @property
    def people(self) -> int:
        """Professionals who get an invitation, each once."""
        return _people(self.new)

    @property
    def moved_people(self) -> int:
        """Professionals who hear that a meeting moved, each once."""
        return _people(self.moved)


def announcement(found: Counted) -> Announcement:
    """Counts what is new, what moves and what stays as people know it."""
    new = tuple(one for one in found.planned if untold(one))
    changed = tuple(one for one in found.planned if to_move(one))
    moved = tuple(one for one in changed if not one.only_place)
    elsewhere = tuple(one for one in changed if one.only_place)
    kept = sum(1 for one in found.planned for seat in one.seats if seat.expected)
    return Announcement(new, moved, len(found.planned) - len(new) - len(changed), elsewhere, kept)


def _people(meetings: tuple[CaseMeeting, ...]) -> int:
    return len({seat.professional_id for one in meetings for seat in one.seats if seat.name or seat.expected})


def publish_dialog(screen: Screen, plan: WeekPlan, found: Counted) -> None:
    """Opens the dialog that says what announcing does."""
    say = screen.say

    @st.dialog(say("Announce these meetings"), width="medium", on_dismiss=closes)
    def opened() -> None:
        with refusals_shown(say):
            _confirm(screen, plan, found)

    opened()


def _confirm(screen: Screen, plan: WeekPlan, found: Counted) -> None:
    say, counts = screen.say, announcement(found)
    lines = [Markup("<li>{}</li>").format(text) for text in what_happens(say, counts, found)]
    show(Markup('<h2>{}</h2><ul class="bullets">{}</ul>').format(say("What happens"), joined(lines)))
    if plan.outdated:
        text = say.plural(
            "{n} meeting no longer fits and may be refused. You can work out the times again first.",
            "{n} meetings no longer fit and may be refused. You can work out the times again first.",
            len(plan.outdated),
        )
        show(Markup('<p class="mind">{}</p>').format(text))
    text = say("A mail holds the code name of the case, the time and a link of one's own; nothing of the case.")
    show(Markup('<p class="small">{}</p>').format(text))
    amount = len(counts.new) + len(counts.moved) + len(counts.elsewhere)
    with st.container(horizontal=True, gap="small"):
        words = say.plural("Announce {n} meeting", "Announce {n} meetings", amount)
        if st.button(words, key="region_announce", type="primary", icon=":material/mail:", disabled=not amount):
            with refusals_shown(say):
                st.session_state[OUTCOME] = (plan.id, publish(screen.work, plan.id, plan.version))
                closes()
                st.rerun()
        if st.button(say("Not yet"), key="region_announce_not", type="tertiary"):
            closes()
            st.rerun()


def what_happens(say: Say, counts: Announcement, found: Counted) -> list[str]:
    """One sentence for each thing that announcing does, or leaves."""
    told = [
        say.plural(
            "{n} meeting is announced: {mails}.",
            "{n} meetings are announced: {mails}.",
            len(counts.new),
            mails=_mails(say, counts),
        ),
    ]
    if counts.without:
        told.append(
            say.plural(
                "{n} who cannot come is asked for a deputy or a word in writing, unless at another meeting then.",
                "{n} who cannot come are asked for a deputy or a word in writing, unless at another meeting then.",
                counts.without,
            )
        )
    told += _who_hear(say, counts)
    if counts.untouched:
        told.append(
            say.plural(
                "{n} meeting stays as people know it; nobody of it gets a mail.",
                "{n} meetings stay as people know them; nobody of them gets a mail.",
                counts.untouched,
            )
        )
    if found.late:
        told.append(
            say.plural(
                "{n} meeting among all of these is after its deadline.",
                "{n} meetings among all of these are after their deadline.",
                len(found.late),
            )
        )
    if waiting := len(found.without) + len(found.left_out):
        told.append(
            say.plural(
                "{n} case has no time here and stays with its director; nothing is sent for it.",
                "{n} cases have no time here and stay with their directors; nothing is sent for them.",
                waiting,
            )
        )
    return told


def _who_hear(say: Say, counts: Announcement) -> list[str]:
    """What becomes of those who were invited before: asked anew, told another place, or left with their invitation."""
    told: list[str] = []
    if counts.moved:
        told.append(
            say.plural(
                "{n} meeting moves to another time; {people} hear of it and are asked anew.",
                "{n} meetings move to another time; {people} hear of it and are asked anew.",
                len(counts.moved),
                people=say.plural("{n} person", "{n} people", counts.moved_people),
            )
        )
    if counts.elsewhere:
        told.append(
            say.plural(
                "{n} meeting keeps its time and goes to another place; {people} hear of it, and their answers stand.",
                "{n} meetings keep their time and go to another place; {people} hear of it, and their answers stand.",
                len(counts.elsewhere),
                people=say.plural("{n} person", "{n} people", _people(counts.elsewhere)),
            )
        )
    if counts.kept:
        told.append(
            say.plural(
                "{n} person who cannot come by the plan keeps the invitation, to send a deputy or a word in writing.",
                "{n} people who cannot come by the plan keep the invitation, to send a deputy or a word in writing.",
                counts.kept,
            )
        )
    return told


def _mails(say: Say, counts: Announcement) -> str:
    invitations = say.plural("{n} invitation", "{n} invitations", counts.invitations)
    people = say.plural("{n} person", "{n} people", counts.people)
    return say("{invitations} to {people}", invitations=invitations, people=people)


def outcome_card(screen: Screen, plan: WeekPlan, lines: Lines, look: Chosen) -> None:
    """What came of announcing, until it is closed."""
    plan_id, done = st.session_state.get(OUTCOME, ("", None))
    if plan_id != plan.id or done is None:
        return
    say = screen.say
    with st.container(key="card_region_outcome", gap="small"):
        show(
            Markup('<h2>{}</h2><p class="{}" role="status">{}</p>').format(
                say("What came of announcing"), "mind" if done.refused else "good", outcome_words(say, done)
            )
        )
        for line_id, code in done.refused:
            if line_id in lines:
                _refused(say, lines[line_id], code, look)
        if st.button(say("Put this away"), key="region_outcome_close", type="tertiary"):
            st.session_state.pop(OUTCOME, None)
            st.rerun()


def outcome_words(say: Say, done: PublishOutcome) -> str:
    """How many were announced, moved, left and refused."""
    parts = [say.plural("{n} meeting was announced.", "{n} meetings were announced.", len(done.announced))]
    if done.moved:
        parts.append(say.plural("{n} was moved.", "{n} were moved.", len(done.moved)))
    if done.unchanged:
        parts.append(say.plural("{n} stayed as it was.", "{n} stayed as they were.", len(done.unchanged)))
    if done.refused:
        parts.append(
            say.plural(
                "{n} could not be announced, and nobody of it got a mail. Settle it and announce once more.",
                "{n} could not be announced, and nobody of them got a mail. Settle them and announce once more.",
                len(done.refused),
            )
        )
    return " ".join(parts)


def _refused(say: Say, one: CaseMeeting, code: str, look: Chosen) -> None:
    with st.container(
        key=f"row_region_refused_{one.id}", horizontal=True, wrap=False, vertical_alignment="center", gap="small"
    ):
        show(Markup("<h3>{} {}</h3><p>{}</p>").format(one.code, risk_tag(say, one.risk), code_words(say, code)))
        if st.button(say("Other times"), key=f"region_refused_{one.id}", type="tertiary"):
            look(one.id)
