"""The dialog that puts times to the vote: which times, who is asked, until when, and the exact mail."""

from datetime import date, datetime, time, timedelta
from typing import Any

import streamlit as st
from markupsafe import Markup

from pages.frame.choices import people_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.meeting.mail_shown import show_poll
from pages.meeting.slot_words import Seating, seating
from pages.meeting.told import remember
from pages.meeting.wish import Wish
from services.meetings.facts import Availability
from services.plans.queries import CaseState
from services.polls.actions import start_poll
from services.polls.facts import StartPoll
from services.polls.rules import FEWEST_OPTIONS
from services.scheduling.facts import LOCAL, AfterDeadline, Grid, Slot
from services.scheduling.opening import open_days
from services.wording import Say

TICKED = 5
"""So many times are ticked beforehand: people answer a short list."""


def poll_dialog(screen: Screen, state: CaseState, wish: Wish, found: Availability) -> None:
    """Opens the dialog, with the proposals as the times to vote on."""
    around, starts = seating(state.facts, found.unknown), starts_to_offer(found, screen.work.clock(), screen.today)

    @st.dialog(screen.say("Put times to the vote"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            _ask(screen, state, wish, found, around, starts)

    opened()


def starts_to_offer(found: Availability, moment: datetime, today: date) -> tuple[datetime, ...]:
    """The proposals, the best to offer first; without any, the first time after the deadline, else office hours."""
    blocked = found.blocked
    proposals = (found.proposals.earliest, found.proposals.best, *found.proposals.others)
    late = [one.slot for one in blocked.suggestions if isinstance(one, AfterDeadline)] if blocked else []
    slots = [slot for slot in (*proposals, *late) if slot is not None]
    if slots:
        return tuple(dict.fromkeys(slot.start for slot in slots))
    _, *days = [day for day in open_days(Grid(today, 14)) if day > today]  # the first of them is there to answer
    usual = [datetime.combine(day, hour, LOCAL) for day in days for hour in (time(10), time(14))]
    return tuple(start for start in usual if start > moment)[:TICKED]


def closes_by_default(starts: tuple[datetime, ...], moment: datetime) -> datetime:
    """16.00 on the first working day after today, or halfway to the first time if that is sooner; local time."""
    today = moment.astimezone(LOCAL).date()
    following = next(day for day in open_days(Grid(today, 14)) if day > today)
    closes = datetime.combine(following, time(16), LOCAL)
    first = min(starts, default=None)
    if first and closes >= first:
        halfway = (moment + (first - moment) / 2).astimezone(LOCAL)
        closes = halfway - timedelta(
            minutes=halfway.minute % 15, seconds=halfway.second, microseconds=halfway.microsecond
        )
    return closes


def _ask(
    screen: Screen,
    state: CaseState,
    wish: Wish,
    found: Availability,
    around: Seating,
    starts: tuple[datetime, ...],
) -> None:
    say, form = screen.say, _form(screen, state, found, around, starts)
    left, right = st.columns([1.1, 1], gap="large")
    with left:
        chosen = _times(screen, form, found, starts)
        one, two = st.columns(2)
        one.date_input(say("Answers until (day)"), key=form.key("day"), format="DD-MM-YYYY", on_change=form.save)
        two.time_input(say("Answers until (time)"), key=form.key("time"), step=900, on_change=form.save)
        st.toggle(say("Attendees see each other's answers"), key=form.key("shared"), on_change=form.save)
    closes_at = datetime.combine(form["day"], form["time"], tzinfo=LOCAL)
    with right:
        first = min(chosen, default=closes_at)
        show_poll(screen, state, wish.kind, first, wish.minutes, closes_at)
    form["seats"] = [seat for seat in form["seats"] if seat in around.seats]
    named = {seat: around.name(say, seat) for seat in around.in_order(found.required)}
    people_choice(form, "seats", say("Who is asked"), named, say("Nobody"))
    form.status()
    with st.container(horizontal=True):
        count = len(form["seats"])
        words = say.plural("Ask {n} person when they can", "Ask {n} people when they can", count)
        ready = len(chosen) >= FEWEST_OPTIONS and count > 0
        if st.button(words, type="primary", icon=":material/mail:", key="poll_start", disabled=not ready):
            _start(screen, state, wish, form, chosen, closes_at)
        if st.button(say("Not yet"), key="poll_not_yet"):
            st.rerun()


def _form(
    screen: Screen, state: CaseState, found: Availability, around: Seating, starts: tuple[datetime, ...]
) -> DraftForm:
    closes = closes_by_default(starts, screen.work.clock())
    defaults: dict[str, Any] = {
        "meeting_id": screen.work.chance.id(),
        "left_out": [start.isoformat() for start in starts[TICKED:]],
        "own": [],
        "own_day": screen.today + timedelta(days=1),
        "own_time": time(10),
        "seats": list(around.seats),
        "day": closes.date(),
        "time": closes.time(),
        "shared": False,
    }
    return DraftForm(screen, f"poll.{state.facts.id}", defaults, state.facts.id)


def _times(screen: Screen, form: DraftForm, found: Availability, starts: tuple[datetime, ...]) -> tuple[datetime, ...]:
    """Draws the times with a tick each, and a place to add one; gives those that are ticked, in order."""
    say = screen.say
    own = [datetime.fromisoformat(text) for text in form["own"]]
    offered, chosen = sorted({*starts, *own}), []
    show(Markup("<h2>{}</h2>").format(say("Which times")))
    for start in offered:
        slot, text = found.at(start), start.isoformat()
        key = f"poll_time.{form.name}.{text}"
        st.session_state.setdefault(key, text not in form["left_out"])
        st.checkbox(plain(_option(say, start, slot)), key=key, on_change=form.saver(_ticker(form, key, text)))
        if st.session_state[key]:
            chosen.append(start)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.date_input(say("Another day"), key=form.key("own_day"), format="DD-MM-YYYY", on_change=form.save, width=150)
        st.time_input(say("Time"), key=form.key("own_time"), step=900, on_change=form.save, width=110)
        st.button(
            say("Add"),
            key="poll_add",
            icon=":material/add:",
            on_click=form.saver(lambda: _add(form, screen.work.clock())),
        )
    return tuple(chosen)


def _option(say: Say, start: datetime, slot: Slot | None) -> str:
    when = say.short_moment(start)
    return f"{when}, {say('{n} of {all} can', n=slot.present, all=slot.of)}" if slot else when


def _ticker(form: DraftForm, key: str, text: str) -> Any:
    def ticked() -> None:
        left_out = [one for one in form["left_out"] if one != text]
        form["left_out"] = left_out if st.session_state[key] else [*left_out, text]

    return ticked


def _add(form: DraftForm, moment: datetime) -> None:
    start = datetime.combine(form["own_day"], form["own_time"], tzinfo=LOCAL)
    if start > moment and start.isoformat() not in form["own"]:
        form["own"] = [*form["own"], start.isoformat()]


def _start(
    screen: Screen, state: CaseState, wish: Wish, form: DraftForm, chosen: tuple[datetime, ...], closes_at: datetime
) -> None:
    order = StartPoll(
        meeting_id=str(form["meeting_id"]),
        case_id=state.facts.id,
        kind=wish.kind,
        minutes=wish.minutes,
        starts=chosen,
        seat_ids=tuple(form["seats"]),
        closes_at=closes_at,
        shared=bool(form["shared"]),
    )
    with refusals_shown(screen.say):
        start_poll(screen.work, order)
        remember(screen, state, "polled", len(order.seat_ids))
        form.discard()
        st.session_state.pop(f"plan_more.{state.facts.id}", None)
        st.rerun()
