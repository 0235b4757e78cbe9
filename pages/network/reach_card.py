"""How long it takes until everybody knows: new information at one seat, and when it reaches the others."""

from datetime import date, datetime, time

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import Text, joined, labelled, plain, show, table, tag
from pages.network.acts import agree_dialog, told_by
from pages.network.ends import seats_named
from pages.network.finding_words import seat_words, short_place
from pages.network.view import View
from services.network.facts import FindingKind
from services.network.reach import ALL_INVOLVED, Arrival, Reach, WhatIf, better_agreements, reach, worst_hour
from services.route_map.rules import network_seats
from services.scheduling.facts import LOCAL
from services.wording import Say

BEST, SHOWN_AT_FIRST = 3, 8
LONG_HOURS = 48
"""From here on hours are hard to feel, and days are told beside them."""


def reach_card(view: View) -> None:
    """Draws the card. It asks again by itself when another seat or hour is chosen, without the rest of the page."""
    seats = network_seats(view.case)
    if len(seats) > 1:
        with st.container(key="card_reach", gap="small"):
            _asked(view)


@st.fragment
def _asked(view: View) -> None:
    say = view.say
    lead = say(
        "Who hears new information when, going by what was agreed about informing each other? "
        "Office hours and weekends are counted."
    )
    show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("Reach of new information"), lead))
    start, at = _question(view)
    found = reach(view.facts, start, at)
    show(Markup('<p role="status">{}</p>').format(_summary(say, view, found)))
    if view.facts.agreements:
        _arrivals(view, found)
    _better(view, start, at)
    _incident(view)


def _question(view: View) -> tuple[str, datetime]:
    """The seat that knows first, and when; at first the worst hour of the week."""
    say, named = view.say, seats_of_network(view)
    seat_id, worst = worst_hour(view.facts) or (next(iter(named)), view.facts.now.astimezone(LOCAL))
    left, middle, right = st.columns([2, 1, 1], gap="small")
    with left:
        start = st.selectbox(
            say("Who knows it first"),
            list(named),
            index=list(named).index(seat_id) if seat_id in named else 0,
            format_func=lambda one: named.get(one, ""),
            key=f"reach_start.{view.case.id}",
        )
    with middle:
        day = st.date_input(say("Day"), value=worst.date(), format="DD-MM-YYYY", key=f"reach_day.{view.case.id}")
    with right:
        hour = st.selectbox(
            say("Hour"),
            list(range(24)),
            index=worst.hour,
            format_func=lambda one: say("{time} h", time=say.time(datetime.combine(worst.date(), time(one), LOCAL))),
            key=f"reach_hour.{view.case.id}",
        )
    day = day if isinstance(day, date) else worst.date()
    return str(start or seat_id), datetime.combine(day, time(int(hour or 0)), LOCAL)


def seats_of_network(view: View) -> dict[str, str]:
    """The seats that hear and tell, by id."""
    inside = {seat.id for seat in network_seats(view.case)}
    return {key: words for key, words in seats_named(view.say, view.case).items() if key in inside}


def _summary(say: Say, view: View, found: Reach) -> Markup:
    if not view.facts.agreements:
        return Markup("<strong>{}</strong>").format(
            say("No agreement about informing each other is recorded yet, so nobody is sure to hear.")
        )
    if found.never:
        text = say.plural("{n} seat never hears of it.", "{n} seats never hear of it.", len(found.never))
    else:
        text = say("Everybody hears of it.")
    heard = found.last and say("The last one after {time}.", time=after_words(say, found.last))
    return Markup("<strong>{}</strong> {}").format(text, heard or "")


def _arrivals(view: View, found: Reach) -> None:
    """Who never hears first, then the latest."""
    say = view.say
    if found.never:
        never = say.listed([short_place(view, seat_id) for seat_id in found.never])
        show(Markup("<p>{} {}</p>").format(tag(say("never hears of it"), "red"), never))
    columns = _columns(say)
    heard = [one for one in reversed(found.arrivals) if one.at is not None]
    if heard:
        show(table(columns, [_arrival(view, one) for one in heard[:SHOWN_AT_FIRST]]))
    if rest := heard[SHOWN_AT_FIRST:]:
        with st.expander(say("{n} more who hear sooner", n=len(rest))):
            show(table(columns, [_arrival(view, one) for one in rest]))


def _columns(say: Say) -> list[str]:
    return [say("Who"), say("When"), say("After"), say("Through"), say("Only by way of")]


def _arrival(view: View, one: Arrival) -> list[Text]:
    """One row; the seats on the way without their names, which stand in their own rows."""
    say = view.say
    passed = [seat_words(view, seat_id) for seat_id in one.only_through]
    cells: list[Text] = [
        Markup('<span class="nowrap">{}</span>').format(say.short_moment(one.at) if one.at else ""),
        Markup('<span class="nowrap">{}</span>').format(after_words(say, one.hours or 0)),
        seat_words(view, one.via) if one.via else "–",
        say.listed(passed) or "–",
    ]
    told = (labelled(column, cell) for column, cell in zip(_columns(say)[1:], cells, strict=True))
    return [Markup("<strong>{}</strong>").format(short_place(view, one.seat_id)), *told]


def _better(view: View, start: str, at: datetime) -> None:
    """The agreements that shorten it most, each with a button that opens it prefilled."""
    say = view.say
    best = better_agreements(view.facts, view.network.allowed_pairs, start, at, BEST)
    if not best:
        return
    show(Markup("<h3>{}</h3>").format(say("What would help most")))
    for number, one in enumerate(best):
        with st.container(key=f"row_better_{number}", horizontal=True, vertical_alignment="center", gap="small"):
            show(_helps(view, one))
            named = f"{short_place(view, one.teller)} – {_told_one(view, one.told)}"
            if (
                view.directs
                and view.records
                and st.button(say("Make agreement"), key=f"better_{number}", help=plain(named), width=160)
            ):
                agree_dialog(view.screen, view.facts, one.teller, told_by(view, one))


def _helps(view: View, one: WhatIf) -> Markup:
    say = view.say
    what = say.plural(
        "{teller} tells {told} within {n} hour",
        "{teller} tells {told} within {n} hours",
        one.within_hours,
        teller=short_place(view, one.teller),
        told=_told_one(view, one.told),
    )
    if one.around_the_clock:
        what += f", {say('day and night')}"
    gains = []
    if one.never_after != one.never_before:
        gains.append(say("never hear of it: {before} becomes {after}", before=one.never_before, after=one.never_after))
    if one.last_before and one.last_after != one.last_before:
        gains.append(
            say(
                "the last one: after {before} becomes {after}",
                before=after_words(say, one.last_before),
                after=after_words(say, one.last_after),
            )
        )
    return Markup('<p><strong>{}</strong></p><p class="small">{}</p>').format(what, " · ".join(gains))


def _told_one(view: View, told: str) -> str:
    return view.say("every partner") if told == ALL_INVOLVED else short_place(view, told)


def _incident(view: View) -> None:
    """Who cannot have heard of the latest incident through any recorded contact; that says nothing of other ways."""
    say, facts = view.say, view.facts
    if facts.incident_on is None:
        return
    everything = (*view.network.found.open, *view.network.found.answered)
    told = next((finding for finding in everything if finding.kind is FindingKind.UNHEARD), None)
    text = told.text if told else say("Everybody can have heard of it through recorded contact.")
    lines = joined([Markup('<p class="small">{}</p>').format(line) for line in (told.evidence if told else ())])
    title = say("The latest incident, on {day}", day=say.day(facts.incident_on, year=False))
    show(Markup("<h3>{}</h3><p>{}</p>{}").format(title, text, lines))


def after_words(say: Say, hours: float) -> str:
    """A stretch of hours as people say it: hours up to two days, then days and hours."""
    whole = round(hours)
    told = say.plural("{n} hour", "{n} hours", whole)
    days = say.plural("{n} day", "{n} days", round(whole / 24))
    return told if whole < LONG_HOURS else f"{told} ({days})"
