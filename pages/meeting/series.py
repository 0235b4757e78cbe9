"""Times kept free for the meetings to come: the dialog that keeps them, and the list from which they are announced."""

from datetime import datetime, time, timedelta
from typing import Any

import streamlit as st
from markupsafe import Markup

from models.terms import MeetingKind, MeetingStatus
from pages.frame.choices import people_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import joined, plain, show
from pages.frame.refusal import refusals_shown, sentence
from pages.frame.screen import Screen
from pages.meeting.inviting import Offer, invite_dialog
from pages.meeting.slot_words import seating
from pages.meeting.told import remember
from services.errors import ServiceError
from services.meetings.actions import reserve_series, withdraw
from services.meetings.facts import DEFAULT_MINUTES, PlannedMeeting
from services.meetings.orders import ReserveSeries
from services.meetings.proposing import appraised
from services.meetings.rules import kinds_to_offer
from services.meetings.series import FEWEST, LONGEST_GAP_WEEKS, MOST, series_starts
from services.plans.queries import CaseState
from services.scheduling.facts import LOCAL
from services.wording import Say, label

_LENGTHS = (30, 45, 60, 90, 120)


def series_dialog(screen: Screen, state: CaseState, first: datetime | None = None) -> None:
    """Opens the dialog; `first` is a time to begin with."""

    @st.dialog(screen.say("Keep times free for the meetings to come"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            _fields(screen, state, first)

    opened()


def _fields(screen: Screen, state: CaseState, first: datetime | None) -> None:
    say, form, around = screen.say, _form(screen, state, first), seating(state.facts)
    text = say("Nobody is told yet. The times count as taken for who is meant to come; you invite for each later.")
    show(Markup('<p class="small">{}</p>').format(text))
    one, two, three, four, five = st.columns([1.3, 1.1, 1, 1, 0.9])
    first_day = min(screen.today, form["day"])
    one.date_input(say("First on"), key=form.key("day"), format="DD-MM-YYYY", min_value=first_day, on_change=form.save)
    two.time_input(say("Time"), key=form.key("time"), step=900, on_change=form.save)
    three.number_input(
        say("Every so many weeks"), 1, LONGEST_GAP_WEEKS, key=form.key("every"), on_change=form.save, step=1
    )
    four.number_input(say("How many times"), FEWEST, MOST, key=form.key("times"), on_change=form.save, step=1)
    five.selectbox(say("Minutes"), _LENGTHS, key=form.key("minutes"), on_change=form.save)
    st.segmented_control(
        say("Kind of meeting"),
        [kind.value for kind in kinds_to_offer()],
        format_func=lambda value: label(say, MeetingKind(value)),
        key=form.key("kind"),
        required=True,
        on_change=form.save,
    )
    form["seats"] = [seat for seat in form["seats"] if seat in around.seats]
    people_choice(
        form, "seats", say("For whom"), {seat: around.name(say, seat) for seat in around.seats}, say("Nobody")
    )
    order = _order(state, form)
    ready = _preview(screen, order)
    form.status()
    with st.container(horizontal=True):
        words = say.plural("Keep {n} time free", "Keep {n} times free", order.times)
        if st.button(words, type="primary", key="series_keep", disabled=not ready):
            with refusals_shown(say):
                kept = reserve_series(screen.work, order)
                remember(screen, state, "reserved", len(kept))
                form.discard()
                st.rerun()
        if st.button(say("Give up"), key="series_cancel"):
            form.discard()
            st.rerun()


def _form(screen: Screen, state: CaseState, first: datetime | None) -> DraftForm:
    start = (first or datetime.combine(screen.today, time(10), LOCAL)).astimezone(LOCAL) + timedelta(weeks=4)
    defaults: dict[str, Any] = {
        "series_id": screen.work.chance.id(),
        "day": start.date(),
        "time": start.time(),
        "every": 4,
        "times": 3,
        "minutes": DEFAULT_MINUTES[MeetingKind.REVIEW],
        "kind": MeetingKind.REVIEW.value,
        "seats": list(seating(state.facts).seats),
    }
    return DraftForm(screen, f"series.{state.facts.id}", defaults, state.facts.id)


def _order(state: CaseState, form: DraftForm) -> ReserveSeries:
    return ReserveSeries(
        series_id=str(form["series_id"]),
        case_id=state.facts.id,
        kind=MeetingKind(form["kind"]),
        starts_at=datetime.combine(form["day"], form["time"], tzinfo=LOCAL),
        minutes=int(form["minutes"]),
        every_weeks=int(form["every"]),
        times=int(form["times"]),
        seat_ids=tuple(form["seats"]),
    )


def _preview(screen: Screen, order: ReserveSeries) -> bool:
    """Shows the dates as they become, a moved one with why; gives whether they can be kept."""
    say = screen.say
    try:
        starts = series_starts(order, screen.work.clock())
    except ServiceError as refusal:
        show(Markup('<p class="stop" role="status">{}</p>').format(sentence(refusal, say)))
        return False
    lines = [_preview_line(say, order, number, start) for number, start in enumerate(starts)]
    show(Markup('<h2>{}</h2><ul class="findings">{}</ul>').format(say("These times"), joined(lines)))
    return len(order.seat_ids) > 1


def _preview_line(say: Say, order: ReserveSeries, number: int, start: datetime) -> Markup:
    meant = order.starts_at.astimezone(LOCAL).date() + timedelta(weeks=number * order.every_weeks)
    moved = (
        say("moved: {day} is no working day", day=say.short_day(meant))
        if meant != start.astimezone(LOCAL).date()
        else ""
    )
    return Markup('<li>{} <span class="small">{}</span></li>').format(say.short_moment(start), moved)


def reserved(state: CaseState, moment: datetime) -> tuple[PlannedMeeting, ...]:
    """The times that are kept free and still to come, earliest first."""
    kept = [one for one in state.meetings if one.status is MeetingStatus.RESERVED and one.starts_at > moment]
    return tuple(sorted(kept, key=lambda one: one.starts_at))


def reserved_card(screen: Screen, state: CaseState) -> None:
    """Lists the times kept free; the director invites for one from here, or lets it go."""
    say, kept = screen.say, reserved(state, screen.work.clock())
    if not kept:
        return
    with st.container(key="card_reserved", gap="xsmall"):
        title, text = say("Times kept free"), say("Nobody was told yet.")
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(title, text))
        for meeting in kept:
            with st.container(
                key=f"row_reserved_{meeting.id}", horizontal=True, vertical_alignment="center", gap="small"
            ):
                about = say("{kind}, for {n}", kind=label(say, meeting.kind), n=len(meeting.attendees))
                when = say.span(meeting.starts_at, meeting.ends_at)
                show(Markup('<p><strong>{}</strong> <span class="soft">{}</span></p>').format(when, about))
                if state.directs:
                    _reserved_buttons(screen, state, meeting, when)


def _reserved_buttons(screen: Screen, state: CaseState, meeting: PlannedMeeting, when: str) -> None:
    say = screen.say
    if st.button(say("Invite"), key=f"invite_{meeting.id}", icon=":material/mail:", help=plain(when)):
        minutes = round((meeting.ends_at - meeting.starts_at).total_seconds() / 60)
        slot = appraised(
            screen.work, state.facts.id, meeting.kind, minutes, meeting.starts_at, mode=meeting.mode, besides=meeting.id
        )
        invite_dialog(screen, state, Offer(meeting.kind, slot, meeting.mode, frozenset(), meeting))
    with st.popover(say("Let go"), help=plain(when)):
        show(
            Markup("<p>{}</p>").format(
                say("The time is no longer kept free. Nobody was told, so nobody gets a message.")
            )
        )
        if st.button(say("Yes, let this time go"), key=f"let_go_{meeting.id}", type="primary"):
            with refusals_shown(say):
                withdraw(screen.work, state.facts.id, meeting.id, meeting.version)
                remember(screen, state, "lapsed")
                st.rerun()
