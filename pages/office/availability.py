"""When a professional can be asked to meet: hours of a week, days away, and what their own calendar says."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.office.days_away import days_away_part
from pages.office.diary_done import done, said_done
from pages.office.own_calendar import own_calendar_part
from pages.office.week_form import spoken_week
from services.availability.actions import follow_working_week, set_free_hours
from services.availability.facts import WeekShown
from services.availability.queries import week_of
from services.availability.typed_hours import monday_of, parse_hours, spoken_hours, week_blocks
from services.directory.partners import PartnerProfessional
from services.scheduling.facts import local_day
from services.wording import Say
from services.wording.speech import LOCAL

WEEKS = 3
WORKDAYS = 5


def availability_card(screen: Screen, people: Sequence[PartnerProfessional]) -> None:
    """One professional: the hours of one week, days away and own calendar; each is shown and can be changed."""
    say, named = screen.say, {person.id: f"{person.organisation_name}: {person.name}" for person in people}
    mondays = coming_mondays(screen.work.clock())
    with st.container(key="card_availability", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("Availability")))
        said_done()
        left, right = st.columns(2, gap="medium")
        who = left.selectbox(
            say("Professional"), list(named), format_func=lambda value: named[value], key="availability.who"
        )
        monday = right.selectbox(say("Week"), mondays, format_func=lambda day: _week(say, day), key="availability.week")
        if who and monday:
            person = next(one for one in people if one.id == who)
            _days(screen, person, monday)
            left, right = st.columns(2, gap="medium")
            with left:
                days_away_part(screen, who)
            with right:
                own_calendar_part(screen, who)


def coming_mondays(moment: datetime) -> list[date]:
    """The Mondays of this week and the two to come; at the weekend this week is over."""
    today = local_day(moment)
    first = monday_of(today + timedelta(days=2) if today.isoweekday() > WORKDAYS else today)
    return [first + timedelta(weeks=number) for number in range(WEEKS)]


def _days(screen: Screen, person: PartnerProfessional, monday: date) -> None:
    say, days = screen.say, [monday + timedelta(days=number) for number in range(WORKDAYS)]
    start, end = _midnight(monday), _midnight(monday + timedelta(days=WORKDAYS))
    known = week_of(screen.work, person.id, start, end)
    show(Markup('<p class="small">{}</p>').format(_what_counts(say, person, known)))
    texts = []
    for day, place in zip(days, st.columns(WORKDAYS, gap="small"), strict=True):
        key = f"availability.{person.id}.{day.isoformat()}"
        st.session_state.setdefault(key, _as_it_stands(known, day))
        with place:
            texts.append(st.text_input(plain(say.short_day(day)), key=key, max_chars=80))
            show(Markup('<p class="small">{}</p>').format(_rests_on(say, known, day)))
    with st.container(horizontal=True, gap="small"):
        if st.button(say("Record availability"), key="record_availability"):
            with refusals_shown(say):
                following = _following(known, days, texts)
                kept = [("" if day in following else text) for day, text in zip(days, texts, strict=True)]
                blocks = week_blocks(monday, kept)
                set_free_hours(screen.work, person.id, start, end, blocks, following=following)
                done(say("Recorded."), person.id)
        differs = bool(known.follows and known.stated_days & set(days))
        if differs and st.button(say("Follow the working week again"), type="tertiary", key="follow_week"):
            with refusals_shown(say):
                follow_working_week(screen.work, person.id, start, end)
                done(say("This week follows working week and calendar again."), person.id)


def _what_counts(say: Say, person: PartnerProfessional, known: WeekShown) -> str:
    if not known.follows:
        typed = say("Type when somebody is free, such as 9.00-12.00, 13.00-17.00. Empty means not free.")
        return f"{typed} {say('There is no working week or calendar yet to go by.')}"
    week = spoken_week(say, person.weekly_hours) or say("office hours, as far as the calendar was read")
    return say(
        "Working week: {week}. Type other hours for a day that differs, such as 9.00-12.00; empty means not free.",
        week=week,
    )


def _as_it_stands(known: WeekShown, day: date) -> str:
    return spoken_hours(known.stated if day in known.stated_days else known.derived, day)


def _rests_on(say: Say, known: WeekShown, day: date) -> str:
    if day in known.stated_days:
        return say("as recorded")
    return say("follows from working week and calendar") if day in known.follows else say("nothing known")


def _following(known: WeekShown, days: Sequence[date], texts: Sequence[str]) -> frozenset[date]:
    """The days that were left as they followed: they go on following. Raises `HoursUnreadable`."""
    return frozenset(
        day
        for day, text in zip(days, texts, strict=True)
        if day in known.follows - known.stated_days and _same(text, _as_it_stands(known, day), day)
    )


def _same(text: str, other: str, day: date) -> bool:
    return parse_hours(text, day) == parse_hours(other, day)


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
