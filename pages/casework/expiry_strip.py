"""The expiry calendar as a picture: per measure a bar from its first day to its last, on one line of months.

Plain HTML with our own classes. The list beside it says the same in words, so the picture is one image with a label.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup

from pages.casework.measure_words import is_order, subject_name
from pages.frame.markup import joined
from services.measures.facts import Ending, Expiry, Urgency
from services.wording import Say

_BEFORE, _SHORTEST, _LONGEST = 21, 120, 400
_MOST = 8
_LOOK = {Urgency.PAST: "past", Urgency.SOON: "soon", Urgency.LATER: "later"}


def expiry_strip(say: Say, expiring: Sequence[Expiry], today: date) -> Markup:
    """The picture of what ends within about a year; as wide as the farthest of it."""
    shown = [expiry for expiry in expiring if -_BEFORE <= expiry.days_left <= _LONGEST][:_MOST]
    first = today - timedelta(days=_BEFORE)
    farthest = max((expiry.days_left for expiry in shown), default=0) + 14
    days = max(_SHORTEST, farthest) + _BEFORE
    now = Markup('<b style="left:{}%"></b>').format(_percent(_BEFORE, days))
    lines = joined([_line(say, expiry, first, days, now) for expiry in shown])
    months = joined([_month(say, month, first, days) for month in _months(first, days)])
    title = say("Calendar: what ends when. The list says the same in words.")
    return Markup(
        '<div class="strip" role="img" aria-label="{}"><div class="months"><span></span><div>{}</div></div>{}</div>'
    ).format(title, months, lines)


def _line(say: Say, expiry: Expiry, first: date, days: int, now: Markup) -> Markup:
    start = max((expiry.from_on - first).days, 0) if expiry.from_on else max((expiry.on - first).days - 4, 0)
    end = min((expiry.on - first).days + 1, days)
    if expiry.what is Ending.WEIGH_AGAIN:
        body = Markup('<u class="dot {}" style="left:{}%"></u>').format(
            _LOOK[expiry.urgency], _percent((expiry.on - first).days, days)
        )
    else:
        kind = f"{_LOOK[expiry.urgency]} order" if is_order(expiry) else _LOOK[expiry.urgency]
        width = _percent(max(end - start, 2), days)
        body = Markup('<i class="{}" style="left:{}%;width:{}%"></i>').format(kind, _percent(start, days), width)
    name, day = subject_name(say, expiry), say.short_day(expiry.on)
    return Markup('<div class="track"><span>{}<em>{}</em></span><div>{}{}</div></div>').format(name, day, now, body)


def _month(say: Say, month: date, first: date, days: int) -> Markup:
    name = say.short_day(month).split()[-1]
    left = _percent((month - first).days, days)
    return Markup('<s style="left:{}%">{}</s>').format(left, name)


def _months(first: date, days: int) -> list[date]:
    """The first of every month within the picture that has room for its name."""
    found, month = [], first.replace(day=1)
    while (month - first).days < days * 0.93:
        if month >= first:
            found.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return found


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}"
