"""The calendars of all attendees as one picture: required partners first, both proposals framed."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from markupsafe import Markup

from pages.frame.components import picture
from services.meetings.facts import Availability
from services.scheduling.facts import LOCAL, Slot, local_day
from services.wording import Say
from services.wording.labels import organisation_label

LEFT, ROW, TOP, DAYS, WIDTH = 268, 26, 44, 5, 1110
FIRST_HOUR, LAST_HOUR = 8, 18
DAY_WIDTH = (WIDTH - LEFT) / DAYS
_FRAME = Markup(
    '<rect x="{}" y="{}" width="{}" height="{}" rx="4" fill="{}" fill-opacity=".07" stroke="{}" stroke-width="2.5"/>'
)
_EARLIEST, _BEST = "#9A4A00", "#1B4D8A"


def calendar_svg(say: Say, found: Availability) -> None:
    """Draws five working days from the first one on which anybody is free or a proposal lies."""
    days = _days(found)
    if not days:
        return
    rows = sorted(found.seats, key=lambda seat: (not _required(found, seat), found.seats[seat]))
    height = TOP + ROW * len(rows) + 34
    parts = [
        Markup(
            '<svg viewBox="0 0 {} {}" width="100%" role="img" aria-label="{}" '
            'style="font-family:Inter,sans-serif;display:block">'
        ).format(WIDTH, height, _described(say, found, days)),
        *_heads(say, days),
        *(piece for number, seat in enumerate(rows) for piece in _row(say, found, seat, TOP + number * ROW, days)),
        *_frames(say, found, days, len(rows), height),
        Markup("</svg>"),
    ]
    picture(Markup("").join(parts), key="calendar_picture")


def _days(found: Availability) -> list[date]:
    slots = [slot for slot in (found.proposals.earliest, found.proposals.best) if slot]
    starts = [block[0] for blocks in found.free.values() for block in blocks] + [slot.start for slot in slots]
    if not starts:
        return []
    first = min(slot.start for slot in slots) if slots else min(starts)
    day = local_day(first)
    day -= timedelta(days=day.weekday())
    return [day + timedelta(days=number) for number in range(DAYS)]


def _required(found: Availability, seat: str) -> bool:
    return any(found.seats[seat][0] in group for group in found.required)


def _x(days: list[date], moment: datetime) -> float | None:
    local = moment.astimezone(LOCAL)
    if local.date() not in days:
        return None
    hours = min(max(local.hour + local.minute / 60, FIRST_HOUR), LAST_HOUR)
    share = (hours - FIRST_HOUR) / (LAST_HOUR - FIRST_HOUR)
    return LEFT + days.index(local.date()) * DAY_WIDTH + share * (DAY_WIDTH - 8)


def _heads(say: Say, days: list[date]) -> Iterator[Markup]:
    for number, day in enumerate(days):
        left = LEFT + number * DAY_WIDTH
        yield Markup('<text x="{}" y="16" font-size="13.5" font-weight="650" fill="#17202E">{}</text>').format(
            round(left, 1), say.short_day(day)
        )
        for hour in (8, 10, 12, 14, 16):
            x = left + (hour - FIRST_HOUR) / (LAST_HOUR - FIRST_HOUR) * (DAY_WIDTH - 8)
            yield Markup('<text x="{}" y="35" font-size="12.5" fill="#45505F">{}</text>').format(round(x, 1), hour)


def _row(say: Say, found: Availability, seat: str, y: int, days: list[date]) -> Iterator[Markup]:
    organisation, name = found.seats[seat]
    weight = 650 if _required(found, seat) else 400
    words = _short(f"{organisation_label(say, organisation)}", 22)
    yield Markup('<text x="0" y="{}" font-size="13" fill="#17202E" font-weight="{}">{}</text>').format(
        y + 17, weight, words
    )
    yield Markup('<text x="{}" y="{}" font-size="12.5" fill="#45505F" text-anchor="end">{}</text>').format(
        LEFT - 10, y + 17, _short(name.split(" ")[-1], 11)
    )
    for number in range(DAYS):
        left = round(LEFT + number * DAY_WIDTH, 1)
        yield Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="3" fill="#EDF0F4"/>').format(
            left, y + 4, round(DAY_WIDTH - 8, 1), ROW - 7
        )
    for start, end in found.free.get(seat, ()):
        left, right = _x(days, start), _x(days, end)
        if left is not None and right is not None and right > left:
            yield Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="3" fill="#2F7D57"/>').format(
                round(left, 1), y + 4, round(right - left, 1), ROW - 7
            )


def _frames(say: Say, found: Availability, days: list[date], rows: int, height: int) -> Iterator[Markup]:
    shown = [
        (found.proposals.earliest, _EARLIEST, say("earliest")),
        (found.proposals.best, _BEST, say("best attended")),
    ]
    if found.proposals.earliest == found.proposals.best:
        shown = shown[1:]
    for number, (slot, colour, name) in enumerate(shown):
        left, right = (_x(days, slot.start), _x(days, slot.end)) if slot else (None, None)
        if slot is None or left is None or right is None:
            continue
        yield _FRAME.format(round(left - 2, 1), TOP - 4, round(right - left + 4, 1), ROW * rows + 8, colour, colour)
        words = f"{name}: {_present(say, slot)}"
        anchor, x = ("end", right) if left > WIDTH * 0.8 or (number == 0 and len(shown) == 2) else ("start", left)
        yield Markup(
            '<text x="{}" y="{}" font-size="13" font-weight="650" fill="{}" text-anchor="{}">{}</text>'
        ).format(round(x, 1), height - 8, colour, anchor, words)


def _present(say: Say, slot: Slot) -> str:
    return say("{n} of {all}", n=slot.present, all=slot.of)


def _described(say: Say, found: Availability, days: list[date]) -> str:
    span = say(
        "Availability of {n} attendees from {first} to {last}.",
        n=len(found.seats),
        first=say.day(days[0]),
        last=say.day(days[-1]),
    )
    told = [
        say("{name}: {when}, {present}.", name=name, when=say.span(slot.start, slot.end), present=_present(say, slot))
        for name, slot in ((say("Earliest"), found.proposals.earliest), (say("Best attended"), found.proposals.best))
        if slot
    ]
    return " ".join([span, *told])


def _short(words: str, longest: int) -> str:
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
