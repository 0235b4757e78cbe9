"""Days and ends of a condition, chosen with one tap where a tap is enough; another day is typed."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import streamlit as st

from pages.frame.drafting import DraftForm
from pages.frame.markup import plain
from pages.frame.screen import Screen
from pages.plan.condition_words import until_words
from services.cases.checks import EARLIEST
from services.scheduling.facts import LOCAL, local_day

_OTHER = "other"
_OPEN = "open"
_NOON = 12
"""The hour at which an end of a chosen day falls until another is chosen."""


def end_of(form: DraftForm) -> datetime | None:
    """The moment until which a condition holds, or None."""
    if not form["ends"] or not form["day"] or not form["time"]:
        return None
    return datetime.combine(form["day"], form["time"], tzinfo=LOCAL)


def due(screen: Screen, form: DraftForm, meeting_on: datetime | None = None) -> None:
    """By when it must be done: one tap for the days that are likely; no day is an answer too."""
    say, today = screen.say, screen.today
    quick = {today: say("Today"), today + timedelta(days=1): say("Tomorrow")}
    if meeting_on is not None and (before := local_day(meeting_on) - timedelta(days=1)) > today:
        quick[before] = say("Before the meeting ({day})", day=say.short_day(before))
    named = {day.isoformat(): words for day, words in quick.items()} | {_OTHER: say("Another day")}
    now = form["due_on"]
    other = bool(form["due_other"]) or (now is not None and now not in quick)
    chips = form.key("due_chips")
    st.session_state[chips] = _OTHER if other else (now.isoformat() if now else None)

    def chosen() -> None:
        picked = st.session_state[chips]
        form["due_other"] = picked == _OTHER
        if picked != _OTHER:
            form["due_on"] = date.fromisoformat(picked) if picked else None

    st.pills(
        say("By when? (optional)"),
        list(named),
        format_func=lambda key: plain(named.get(key, "")),
        key=chips,
        on_change=form.saver(chosen),
    )
    if other:
        st.date_input(
            say("Another day"), key=form.key("due_on"), format="DD-MM-YYYY", min_value=EARLIEST, on_change=form.save
        )


def until(screen: Screen, form: DraftForm, meeting_on: datetime | None = None) -> None:
    """Until when it holds: open, or an end of which every part can be seen and changed."""
    say = screen.say
    openly = until_words(say, None, holds=bool(form["holds"]))
    quick = _ends(screen, meeting_on)
    named = {_OPEN: openly[:1].upper() + openly[1:]} | {key: words for key, (words, _) in quick.items()}
    named[_OTHER] = say("Another day")
    chips = form.key("until_chips")
    at = next((key for key, (_, end) in quick.items() if end == (form["day"], form["time"])), _OTHER)
    st.session_state[chips] = at if form["ends"] else _OPEN
    st.pills(
        say("Until when does it hold?"),
        list(named),
        format_func=lambda key: plain(named.get(key, "")),
        key=chips,
        required=True,
        on_change=form.saver(_end_chosen(form, chips, quick)),
    )
    if form["ends"]:
        day, hour = st.columns(2)
        day.date_input(say("Until day"), key=form.key("day"), format="DD-MM-YYYY", on_change=form.save)
        hour.time_input(say("Until time"), key=form.key("time"), step=900, on_change=form.save)


def _ends(screen: Screen, meeting_on: datetime | None) -> dict[str, tuple[str, tuple[date, time]]]:
    say = screen.say
    found = {}
    if meeting_on is not None:
        local = meeting_on.astimezone(LOCAL)
        found["meeting"] = (say("Until the meeting"), (local.date(), local.time().replace(second=0, microsecond=0)))
    found["month"] = (say("Four weeks"), (screen.today + timedelta(weeks=4), time(_NOON)))
    found["quarter"] = (say("Three months"), (screen.today + timedelta(weeks=13), time(_NOON)))
    return found


def _end_chosen(form: DraftForm, chips: str, quick: dict[str, tuple[str, tuple[date, time]]]) -> Callable[[], None]:
    def chosen() -> None:
        picked = st.session_state[chips]
        form["ends"] = picked not in (_OPEN, None)
        if picked in quick:
            form["day"], form["time"] = quick[picked][1]
        elif picked == _OTHER:
            form["day"], form["time"] = None, time(_NOON)

    return chosen
