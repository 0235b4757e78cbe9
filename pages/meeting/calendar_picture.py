"""The calendars of all attendees as one picture, wide and for a phone, and the same as a table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import streamlit as st
from markupsafe import Markup

from pages.frame.components import picture
from pages.frame.markup import joined, labelled, show, table
from pages.frame.screen import Screen
from pages.meeting.slot_words import Seating
from pages.meeting.wish import Wish
from services.availability.typed_hours import spoken_hours
from services.meetings.facts import Availability
from services.scheduling.facts import LOCAL, Slot, local_day
from services.scheduling.opening import public_holidays
from services.wording import Say
from services.wording.labels import organisation_label

DAYS, FIRST_HOUR, LAST_HOUR = 5, 8, 18
ROW, TOP = 26, 44
_EARLIEST, _BEST = "#9A4A00", "#1B4D8A"
_FRAME = Markup(
    '<rect x="{}" y="{}" width="{}" height="{}" rx="4" fill="{}" fill-opacity=".07" stroke="{}" stroke-width="2.5"/>'
)
_BLOCK = Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="3" fill="{}"/>')
_TEXT = Markup('<text x="{}" y="{}" font-size="{}" font-weight="{}" fill="{}" text-anchor="{}">{}</text>')
_INK, _SOFT = "#17202E", "#45505F"


@dataclass(frozen=True)
class Canvas:
    """Where things stand: pixels left of the days, the whole width, the days side by side."""

    left: int
    width: int
    days: tuple[date, ...]

    @property
    def day_width(self) -> float:
        """Pixels per day."""
        return (self.width - self.left) / len(self.days)

    def x(self, moment: datetime) -> float | None:
        """Where a moment stands, or None on another day; hours outside the day stand at its ends."""
        local = moment.astimezone(LOCAL)
        return self.at(local.date(), local.hour + local.minute / 60) if local.date() in self.days else None

    def at(self, day: date, hours: float) -> float:
        """Where an hour of a day stands."""
        share = (min(max(hours, FIRST_HOUR), LAST_HOUR) - FIRST_HOUR) / (LAST_HOUR - FIRST_HOUR)
        return round(self.left + self.days.index(day) * self.day_width + share * (self.day_width - 8), 1)


def calendars_card(screen: Screen, wish: Wish, found: Availability, around: Seating) -> None:
    """Draws the working days of the week in which the proposals lie; below it the same as a table."""
    say, days = screen.say, shown_days(found, screen.today)
    rows = around.in_order(found.required)
    with st.container(key="card_calendar", gap="small"):
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("Who can when"), _legend(say, wish)))
        wide = _drawn(say, found, around, rows, Canvas(290, 1110, days), wish)
        narrow = [_drawn(say, found, around, rows, Canvas(112, 360, (day,)), wish) for day in _phone_days(found, days)]
        body = Markup('<div class="wide">{}</div><div class="narrow">{}</div>').format(wide, joined(narrow))
        picture(body, key="calendar_picture")
        with st.expander(say("The same as a table")):
            show(_as_table(say, found, around, rows, days))


def shown_days(found: Availability, today: date) -> tuple[date, ...]:
    """Monday to Friday of the week of the first proposal, else of the first time that anybody is free."""
    slots = _proposed(found)
    starts = [block[0] for blocks in found.free.values() for block in blocks if local_day(block[1]) >= today]
    first = local_day(min(slot.start for slot in slots)) if slots else local_day(min(starts)) if starts else today
    monday = first - timedelta(days=first.weekday())
    return tuple(monday + timedelta(days=number) for number in range(DAYS))


def _proposed(found: Availability) -> list[Slot]:
    return [slot for slot in (found.proposals.earliest, found.proposals.best) if slot]


def _phone_days(found: Availability, days: tuple[date, ...]) -> tuple[date, ...]:
    """On a phone: the days of the proposals, else the first days on which anybody is free."""
    proposed = sorted({local_day(slot.start) for slot in _proposed(found)} & set(days))
    free = {local_day(block[0]) for blocks in found.free.values() for block in blocks}
    return tuple(proposed or sorted(free & set(days))[:2] or days[:1])


def _legend(say: Say, wish: Wish) -> str:
    parts = [say("Green is free. In bold: who can fill a part of the minimum attendance.")]
    if wish.lunch:
        parts.append(say("The pale stripe is lunch, which is kept free."))
    return " ".join(parts)


def _drawn(say: Say, found: Availability, around: Seating, rows: Sequence[str], on: Canvas, wish: Wish) -> Markup:
    starts = [start for start in found.starts if local_day(start) in on.days]
    bottom = TOP + ROW * (len(rows) + 1)
    height = bottom + 30
    return Markup(
        '<svg viewBox="0 0 {} {}" width="100%" role="img" aria-label="{}" '
        'style="font-family:Inter,sans-serif;display:block;max-width:calc(100vw - 4.5rem)">{}</svg>'
    ).format(
        on.width,
        height,
        _described(say, found, on.days),
        joined(
            [
                *_heads(say, on),
                *(piece for number, seat in enumerate(rows) for piece in _row(say, found, around, seat, number, on)),
                *_closed(say, on, TOP, bottom, wish),
                *_starts(say, starts, TOP + ROW * len(rows), on),
                *_frames(say, found, on, len(rows), height),
            ]
        ),
    )


def _text(
    x: float,
    y: float,
    words: object,
    *,
    size: float = 13,
    weight: int = 400,
    colour: str = _INK,
    end: bool = False,
    middle: bool = False,
) -> Markup:
    return _TEXT.format(x, y, size, weight, colour, "middle" if middle else "end" if end else "start", words)


def _heads(say: Say, on: Canvas) -> Iterator[Markup]:
    for day in on.days:
        yield _text(on.at(day, FIRST_HOUR), 16, say.short_day(day), size=13.5, weight=650)
        for hour in range(FIRST_HOUR, LAST_HOUR, 2):
            yield _text(on.at(day, hour), 35, hour, size=12.5, colour=_SOFT)


def _row(say: Say, found: Availability, around: Seating, seat: str, number: int, on: Canvas) -> Iterator[Markup]:
    (organisation, name), y, narrow = around.seats[seat], TOP + number * ROW, on.left < 200
    weight = 650 if around.fills(seat, found.required) else 400
    yield _text(
        0, y + 17, _short(organisation_label(say, organisation), 15 if narrow else 26), weight=weight, size=12.5
    )
    if not narrow:
        yield _text(on.left - 10, y + 17, _short(name.split(" ")[-1], 11), size=12.5, colour=_SOFT, end=True)
    for day in on.days:
        left, width = on.at(day, FIRST_HOUR), round(on.day_width - 8, 1)
        yield _BLOCK.format(left, y + 4, width, ROW - 7, "#EDF0F4")
        if seat in around.unknown:
            yield _text(left + 6, y + 17, say("unknown"), size=12, colour=_SOFT)
    for start, end in found.free.get(seat, ()):
        left, right = on.x(start), on.x(end)
        if left is not None and right is not None and right > left:
            yield _BLOCK.format(left, y + 4, round(right - left, 1), ROW - 7, "#2F7D57")


def _closed(say: Say, on: Canvas, top: int, bottom: int, wish: Wish) -> Iterator[Markup]:
    """A day on which offices are closed is covered; lunch that is kept free lies over the day as a pale stripe."""
    for day in on.days:
        left, width = on.at(day, FIRST_HOUR), round(on.day_width - 8, 1)
        if day in public_holidays(day.year):
            yield _BLOCK.format(left, top, width, bottom - top - 4, "#E9ECF1")
            yield _text(left + width / 2, top + 30, say("closed"), colour=_SOFT, middle=True)
        elif wish.lunch:
            begin, end = (on.at(day, hour.hour + hour.minute / 60) for hour in wish.lunch)
            yield Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="#fff" fill-opacity=".55"/>').format(
                begin, top, round(end - begin, 1), bottom - top - 4
            )


def _starts(say: Say, starts: Sequence[datetime], y: int, on: Canvas) -> Iterator[Markup]:
    """A mark at every time at which a meeting that meets the minimum can begin."""
    title = say("Possible start")
    yield _text(0, y + 17, title if on.left > 200 else _short(title, 15), weight=650, size=12.5, colour=_BEST)
    for start in starts:
        x = on.x(start)
        if x is not None:
            yield _BLOCK.format(round(x, 1), y + 5, 5, ROW - 10, _BEST)


def _frames(say: Say, found: Availability, on: Canvas, rows: int, height: int) -> Iterator[Markup]:
    earliest, best = found.proposals.earliest, found.proposals.best
    same = earliest is not None and best is not None and earliest.start == best.start
    shown = (
        [(best, _BEST, say("best attended"))]
        if same
        else [(earliest, _EARLIEST, say("earliest")), (best, _BEST, say("best attended"))]
    )
    placed: list[float] = []
    for slot, colour, name in shown:
        left, right = (on.x(slot.start), on.x(slot.end)) if slot else (None, None)
        if slot is None or left is None or right is None:
            continue
        yield _FRAME.format(left - 2, TOP - 4, round(right - left + 4, 1), ROW * rows + 8, colour, colour)
        words, end = (
            f"{name}: {_present(say, slot)}",
            left > on.width * 0.6 or (len(shown) == 2 and not placed and len(on.days) > 1),
        )
        placed.append(left)
        yield _text(right if end else left, height - 8, words, weight=650, colour=colour, end=end)


def _present(say: Say, slot: Slot) -> str:
    return say("{n} of {all}", n=slot.present, all=slot.of)


def _described(say: Say, found: Availability, days: Sequence[date]) -> str:
    first, last, n = say.day(days[0]), say.day(days[-1]), len(found.seats)
    span = say("Availability of {n} attendees from {first} to {last}.", n=n, first=first, last=last)
    named = ((say("Earliest"), found.proposals.earliest), (say("Best attended"), found.proposals.best))
    told = [
        say("{name}: {when}, {present}.", name=name, when=say.span(slot.start, slot.end), present=_present(say, slot))
        for name, slot in named
        if slot
    ]
    return " ".join([span, *told])


def _as_table(say: Say, found: Availability, around: Seating, rows: Sequence[str], days: Sequence[date]) -> Markup:
    """Per attendee and day when they are free; the last row tells when a meeting can begin."""
    lines = []
    for seat in rows:
        cells = [labelled(say.short_day(day), _free_on(say, found, around, seat, day)) for day in days]
        organisation, name = around.seats[seat]
        who = Markup("<strong>{}</strong>, {}").format(organisation_label(say, organisation), name)
        lines.append([who, *cells])
    starts = [
        labelled(say.short_day(day), ", ".join(say.time(one) for one in found.starts if local_day(one) == day) or "–")
        for day in days
    ]
    lines.append([Markup("<strong>{}</strong>").format(say("Possible start")), *starts])
    return table([say("Attendee"), *(say.short_day(day) for day in days)], lines)


def _free_on(say: Say, found: Availability, around: Seating, seat: str, day: date) -> str:
    if seat in around.unknown:
        return say("unknown")
    if day in public_holidays(day.year):
        return say("closed")
    return spoken_hours(found.free.get(seat, ()), day) or "–"


def _short(words: str, longest: int) -> str:
    """A long name by its abbreviation where it carries one in brackets, else cut off."""
    abbreviation = re.search(r"\((\w+)\)$", words)
    if len(words) > longest and abbreviation:
        return abbreviation[1]
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
