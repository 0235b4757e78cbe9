"""Clocks of the meeting in words: how long a point goes on, what is left of it, and how the meeting runs.

The page keeper counts on from them each second in the browser, so that nothing is asked of the server; without a script
they say how it was when the page was drawn.
"""

from datetime import UTC, datetime, timedelta
from math import ceil

from markupsafe import Markup

from services.agenda.facts import Point
from services.live.rules import elapsed
from services.wording import Say

_MINUTE = 60


def passed(say: Say, since: datetime, now: datetime) -> Markup:
    """How long the point goes on, in minutes and seconds."""
    seconds = max(0, int(elapsed(since, now).total_seconds()))
    text = f"{seconds // _MINUTE}:{seconds % _MINUTE:02}"
    return Markup(
        '<span class="clock" role="timer" aria-label="{}" data-clock="passed" data-now="{}" data-since="{}">{}</span>'
    ).format(say("Time at this point"), _stamp(now), _stamp(since), text)


def left(say: Say, since: datetime, planned: timedelta, now: datetime) -> Markup:
    """What is left of the planned minutes, or how far beyond them it is."""
    words = (say("{n} min left", n="{n}"), say("{n} min over", n="{n}"), say("time is up"))
    return _counted(words, minutes_left(since, planned, now), now, since.astimezone(UTC) + planned, None)


def running(say: Say, point: Point, since: datetime, now: datetime) -> Markup:
    """How the meeting runs against its agenda: as late as it came to this point, or as it stays on it too long."""
    words = (say("{n} min ahead", n="{n}"), say("{n} min behind", n="{n}"), say("on time"))
    behind = minutes_behind(point, since, now)
    return _counted(words, -behind, now, point.ends_at, elapsed(since, point.starts_at))


def minutes_left(since: datetime, planned: timedelta, now: datetime) -> int:
    """Minutes left of a point, the one that runs counted; beyond it the whole minutes over, as a negative number."""
    rest = (planned - elapsed(since, now)).total_seconds() / _MINUTE
    return ceil(rest) if rest > 0 else int(rest)


def minutes_behind(point: Point, since: datetime, now: datetime) -> int:
    """Whole minutes that the meeting is behind its agenda; ahead of it they are negative."""
    late = max(elapsed(point.starts_at, since), elapsed(point.ends_at, now))
    return int(late.total_seconds() / _MINUTE)


def _counted(words: tuple[str, str, str], n: int, now: datetime, ends_at: datetime, most: timedelta | None) -> Markup:
    """Words for more, less and nothing; the browser counts down to `ends_at`, from no more than `most` on."""
    text = words[0 if n > 0 else 1 if n < 0 else 2].replace("{n}", str(abs(n)))
    at_most = "" if most is None else str(int(most.total_seconds() * 1000))
    return Markup(
        '<span class="clock" data-clock="left" data-now="{}" data-ends="{}" data-most="{}" data-more="{}" '
        'data-less="{}" data-even="{}">{}</span>'
    ).format(_stamp(now), _stamp(ends_at), at_most, *words, text)


def _stamp(moment: datetime) -> int:
    """Milliseconds, as the browser counts them; the same whatever the clocks on the wall do."""
    return int(moment.timestamp() * 1000)
