"""When a professional said to be free, week by week, typed the way people say it."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.availability.actions import set_free_hours
from services.availability.queries import stated_hours
from services.availability.typed_hours import monday_of, spoken_hours, week_blocks
from services.directory.partners import PartnerProfessional
from services.scheduling.facts import local_day
from services.wording import Say
from services.wording.speech import LOCAL

WEEKS = 3
WORKDAYS = 5


def availability_card(screen: Screen, people: Sequence[PartnerProfessional]) -> None:
    """One professional, one week, five days; what stood there is shown and can be changed."""
    say, named = screen.say, {person.id: f"{person.organisation_name}: {person.name}" for person in people}
    mondays = coming_mondays(screen.work.clock())
    with st.container(key="card_availability", gap="small"):
        text = say("Type when somebody is free, such as 9.00-12.00, 13.00-17.00. Empty means not free.")
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("Availability"), text))
        left, right = st.columns(2, gap="medium")
        who = left.selectbox(
            say("Professional"), list(named), format_func=lambda value: named[value], key="availability.who"
        )
        monday = right.selectbox(say("Week"), mondays, format_func=lambda day: _week(say, day), key="availability.week")
        if who and monday:
            _days(screen, who, monday)


def coming_mondays(moment: datetime) -> list[date]:
    """The Mondays of this week and the two to come; at the weekend this week is over."""
    today = local_day(moment)
    first = monday_of(today + timedelta(days=2) if today.isoweekday() > WORKDAYS else today)
    return [first + timedelta(weeks=number) for number in range(WEEKS)]


def _days(screen: Screen, who: str, monday: date) -> None:
    say, days = screen.say, [monday + timedelta(days=number) for number in range(WORKDAYS)]
    start, end = _midnight(monday), _midnight(monday + timedelta(days=WORKDAYS))
    known = stated_hours(screen.work, who, start, end)
    texts = []
    for day, place in zip(days, st.columns(WORKDAYS, gap="small"), strict=True):
        key = f"availability.{who}.{day.isoformat()}"
        st.session_state.setdefault(key, spoken_hours(known, day))
        texts.append(place.text_input(plain(say.short_day(day)), key=key, max_chars=80))
    if st.button(say("Record availability"), key="record_availability"):
        with refusals_shown(say):
            set_free_hours(screen.work, who, start, end, week_blocks(monday, texts))
            show(Markup('<p class="good" role="status">{}</p>').format(say("Recorded.")))


def _week(say: Say, monday: date) -> str:
    friday = monday + timedelta(days=WORKDAYS - 1)
    return say(
        "week {number}: {first} – {last}",
        number=monday.isocalendar().week,
        first=say.short_day(monday),
        last=say.short_day(friday),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LOCAL)
