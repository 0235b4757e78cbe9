"""The events of a case: the pattern as a picture and in words, what waits for the prosecution, fast entry, the log."""

import streamlit as st
from markupsafe import Markup

from models.terms import EventKind, Gravity, Tier
from pages.casework.breach_clock import breach_card
from pages.casework.event_form import event_dialog
from pages.casework.events_entry import entry_card
from pages.casework.events_picture import picture_card
from pages.follow_up.news_card import news_card
from pages.frame.case_header import case_header
from pages.frame.markup import heading, joined, show, tag
from pages.frame.screen import Screen
from pages.plan.papers.edition_words import tier_tag
from services.events.facts import CaseEvent
from services.events.pattern import pattern_of
from services.events.pattern_words import moment_of
from services.events.queries import event_log
from services.events.rules import lies_ahead
from services.plans.queries import CaseState, case_state
from services.wording import Say, label
from services.wording.labels import organisation_label

SHOWN_AT_FIRST = 10
_COLOUR = {Gravity.VIOLENCE: "red", Gravity.THREAT: "orange", Gravity.PROXIMITY: "orange", Gravity.CONTACT: "blue"}


def render(screen: Screen) -> None:
    """Draws the events of the case that the address names."""
    say, case_id = screen.say, screen.case_id
    state = case_state(screen.work, case_id, screen="events")
    case_header(screen, state, "gebeurtenissen")
    log, now = event_log(screen.work, case_id), screen.work.clock()
    heading(say("Events"), say("One log for all partners together: what looks small alone shows its pattern here."))
    pattern = pattern_of(log.events, now)
    if pattern.untold:
        breach_card(screen, state.facts, log, pattern.untold)
    news_card(screen, state)
    if log.events:
        picture_card(screen, state.facts, log.events, pattern)
    if log.may_record:
        entry_card(screen, state.facts, first=not log.events)
    elif not log.events:
        _nothing_yet(say)
    if log.events:
        _log(screen, state, log.events, may_record=log.may_record)


def _nothing_yet(say: Say) -> None:
    with st.container(key="card_no_events"):
        text = say("Here the incidents, breaches and orders of this case will stand, drawn over time.")
        show(Markup("<h2>{}</h2><p>{}</p>").format(say("No events yet"), text))


def _log(screen: Screen, state: CaseState, events: tuple[CaseEvent, ...], *, may_record: bool) -> None:
    """Newest first; what is announced stands on top."""
    say, everything = screen.say, bool(st.session_state.get("events.all"))
    newest = tuple(reversed(events))
    with st.container(key="card_events_log", gap="xsmall"):
        show(Markup("<h2>{} {}</h2>").format(say("Log"), tag(str(len(events)))))
        for number, event in enumerate(newest if everything else newest[:SHOWN_AT_FIRST]):
            _row(screen, state, number, event, may_record=may_record)
        if len(newest) > SHOWN_AT_FIRST and not everything:
            st.button(say("Show all {n}", n=len(newest)), key="all_events", on_click=_show_all, type="tertiary")


def _show_all() -> None:
    st.session_state["events.all"] = True


def _row(screen: Screen, state: CaseState, number: int, event: CaseEvent, *, may_record: bool) -> None:
    say = screen.say
    with st.container(key=f"row_event_{number}", horizontal=True, wrap=False, vertical_alignment="top", gap="small"):
        show(_event_line(say, event, ahead=not event.struck and _ahead(screen, event)))
        if not may_record or event.struck or not event.readable:
            return
        if st.button(say("Change"), key=f"event_{event.id}", type="tertiary", icon=":material/edit:"):
            event_dialog(screen, state.facts, event)


def _ahead(screen: Screen, event: CaseEvent) -> bool:
    return lies_ahead(event.happened_at, screen.work.clock(), on_day=event.on_day)


def _event_line(say: Say, event: CaseEvent, *, ahead: bool) -> Markup:
    """When, what, by whom it was told; a struck event keeps its text, crossed out, with the reason."""
    tags = [tag(label(say, event.kind), "red" if event.kind is EventKind.BREACH else "grey")]
    if event.gravity:
        tags.append(tag(label(say, event.gravity), _COLOUR[event.gravity]))
    if ahead:
        tags.append(tag(say("still to come"), "blue"))
    if event.tier != Tier.PARTNERS and event.readable:
        tags.append(tier_tag(say, event.tier))
    if event.struck:
        tags.append(tag(say("struck out"), "white"))
    body = Markup("<s>{}</s>").format(event.text) if event.struck else event.text
    if not event.readable:
        closed = say("For one organisation only; you see that it happened.")
        body = Markup('<span class="soft">{}</span>').format(closed)
    about = " · ".join(_about(say, event))
    return Markup(
        '<div class="event"><p class="when code">{}</p>'
        '<div><p class="line">{}</p><p>{}</p><p class="small">{}</p></div></div>'
    ).format(moment_of(event, say), joined(tags, " "), body, about)


def _about(say: Say, event: CaseEvent) -> list[str]:
    parts = [say("told by {who}", who=organisation_label(say, event.by_organisation))] if event.by_organisation else []
    if event.kind is EventKind.BREACH and event.readable:
        parts.append(say("heard {moment}", moment=say.short_moment(event.reported_at)))
    if event.told_prosecution_at and event.readable:
        told = say("prosecution told {moment}", moment=say.short_moment(event.told_prosecution_at))
        parts.append(f"{told} ({event.told_by})" if event.told_by else told)
    if event.struck_reason:
        parts.append(say("struck out because: {reason}", reason=event.struck_reason))
    return parts
