"""That the plan no longer fits what happened since: look at it again, and meet soon, with the nearest times."""

import streamlit as st
from markupsafe import Markup

from models.terms import MeetingStatus
from pages.follow_up.news_words import because_words, since_words
from pages.frame.markup import joined, show, tag
from pages.frame.screen import Screen
from pages.meeting.proposed import hand_over
from pages.meeting.slot_words import Seating, attendance_rows, groups_text, seating, slot_title
from pages.meeting.why_not import cost_rows
from services.meetings.facts import PlannedMeeting
from services.new_information.facts import ProposedMeeting, StalePlan
from services.new_information.queries import stale_plan
from services.plans.queries import CaseState
from services.scheduling.facts import Slot
from services.wording import Say, label


def stale_card(screen: Screen, state: CaseState) -> None:
    """Draws the card; nothing where the plan still fits."""
    found = stale_plan(screen.work, state.facts.id)
    if found is None:
        return
    say = screen.say
    with st.container(key="card_stale", gap="small"):
        show(_what(say, found))
        if found.meeting is not None:
            show(_times(say, state, found.meeting))
        standing = _standing(state, found) if found.meeting is None and state.directs else None
        if standing is not None:
            show(_told_of(say, standing))
        with st.container(horizontal=True, gap="small"):
            words = say("Review the plan")
            if state.directs and st.button(
                words, key="stale_card_review", type="primary", icon=":material/fact_check:"
            ):
                screen.go("evaluatie", state.facts.id)
            if found.meeting is not None and _called(say, found.meeting):
                hand_over(screen, state, found.meeting)
                screen.go("overleg", state.facts.id)
            if standing is not None and st.button(say("To the planning"), key="stale_card_planning"):
                screen.go("overleg", state.facts.id)


def _standing(state: CaseState, found: StalePlan) -> PlannedMeeting | None:
    """The meeting because of which none is proposed."""
    since, there = found.latest or found.since, (MeetingStatus.PLANNED, MeetingStatus.POLLED, MeetingStatus.HELD)
    later = (one for one in state.meetings if one.status in there and one.starts_at >= since)
    return min(later, key=lambda one: one.starts_at, default=None)


def _told_of(say: Say, meeting: PlannedMeeting) -> Markup:
    kind = label(say, meeting.kind)
    if meeting.status is MeetingStatus.POLLED:
        text = say("A day is being asked for already: {kind}. Is that too far away, then plan another.", kind=kind)
    else:
        moment = say.short_moment(meeting.starts_at)
        text = say(
            "A meeting stands already: {kind}, {moment}. Is that too far away, then plan another.",
            kind=kind,
            moment=moment,
        )
    return Markup("<p>{}</p>").format(text)


def _called(say: Say, meeting: ProposedMeeting) -> bool:
    words = say("Call this action meeting") if meeting.earliest else say("Look for another time")
    return st.button(words, key="stale_card_meet", icon=":material/event:")


def _what(say: Say, found: StalePlan) -> Markup:
    title = say("Plan {number} may no longer fit", number=found.number)
    since = say("Since {when}: {what}.", when=since_words(say, found), what=because_words(say, found))
    stands = say("What was agreed stands until a review or a new version says otherwise.")
    return Markup('<h2>{}</h2><p>{}</p><p class="small">{}</p>').format(title, since, stands)


def _times(say: Say, state: CaseState, meeting: ProposedMeeting) -> Markup:
    """The nearest time, and the best attended one where that is another; or why there is none."""
    around = seating(state.facts)
    title = Markup("<h3>{}</h3>").format(
        say("Action meeting with whoever met the last time, {n} minutes", n=meeting.minutes)
        if meeting.as_before
        else say("Action meeting with whom the minimum attendance asks for, {n} minutes", n=meeting.minutes)
    )
    if meeting.earliest is None:
        reasons = cost_rows(say, meeting.blocked) if meeting.blocked else Markup("")
        text = say("In the next two weeks there is no time at which the minimum attendance is met.")
        return Markup("{}<p>{}</p>{}").format(title, text, reasons)
    slots = [(say("Earliest"), meeting.earliest)]
    if meeting.best and meeting.best.start != meeting.earliest.start:
        slots.append((say("Best attended"), meeting.best))
    return title + joined([_slot(say, around, name, slot) for name, slot in slots])


def _slot(say: Say, around: Seating, name: str, slot: Slot) -> Markup:
    present = say("{n} of {all} present.", n=slot.present, all=slot.of)
    head = Markup('<p class="line below">{} <strong>{}</strong> {}</p>').format(
        tag(name, "blue"), slot_title(say, slot), present
    )
    rest = Markup("{}<p class='small'>{}</p>").format(head, groups_text(say, around, slot))
    if slot.present == slot.of:
        return rest
    return Markup('{}<details class="small"><summary>{}</summary>{}</details>').format(
        rest, say("Who misses it"), attendance_rows(say, around, slot)
    )
