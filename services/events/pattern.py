"""The events of a case as one pattern: how often, how grave, how long ago. Pure; told in words by `pattern_words`.

What counts is what the alleged perpetrator did (incidents and breaches, not struck out). What nobody told the chain is
not in the log: so a change is only called a change when chance is an unlikely reading of it, and never on few events.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import comb

from models.terms import EventKind, Gravity
from services.events.facts import CaseEvent, RunningBreach
from services.events.rules import GRAVITIES, counts, running
from services.scheduling.facts import local_day

RECENT, BEFORE = timedelta(days=14), timedelta(days=28)
"""The last two weeks are held against the four before them."""
FEWEST = 4
UNLIKELY = 0.1
"""Said carefully: a change is named when chance alone would give it in fewer than one of ten times."""


class Trend(StrEnum):
    """How often it happened lately, beside the weeks before."""

    MORE = "vaker"
    FEWER = "minder_vaak"
    NO_CHANGE = "geen_duidelijk_verschil"
    TOO_FEW = "te_weinig"
    TOO_SHORT = "te_kort"


@dataclass(frozen=True)
class Week:
    """One calendar week from its Monday on, with how many events it counts."""

    monday: date
    count: int


@dataclass(frozen=True)
class First:
    """The first event of a gravity: an escalation when it is graver than anything before it."""

    gravity: Gravity
    event: CaseEvent


@dataclass(frozen=True)
class Pattern:
    """What the log of a case shows at a moment. `weeks` run from the first event to this week, without gaps."""

    moment: datetime
    count: int = 0
    weeks: tuple[Week, ...] = ()
    recent: int = 0
    before: int = 0
    trend: Trend = Trend.TOO_FEW
    rising: tuple[First, ...] = ()
    firsts: tuple[First, ...] = ()
    gravest_recent: Gravity | None = None
    gravest_before: Gravity | None = None
    last: CaseEvent | None = None
    days_since: int | None = None
    breaches: int = 0
    untold: tuple[RunningBreach, ...] = ()

    def first(self, gravity: Gravity) -> CaseEvent | None:
        """The first event of a gravity, or None."""
        return next((first.event for first in self.firsts if first.gravity is gravity), None)

    @property
    def graver_lately(self) -> bool:
        """Whether the last six weeks knew something graver than all the time before."""
        lately, before = self.gravest_recent, self.gravest_before
        return lately is not None and before is not None and rank(lately) > rank(before)


def pattern_of(events: Iterable[CaseEvent], moment: datetime) -> Pattern:
    """The pattern of the events that had happened by `moment`, in whatever order they come."""
    events = tuple(events)
    counted = sorted((e for e in events if counts(e, moment)), key=lambda e: (e.happened_at, e.id))
    if not counted:
        return Pattern(moment, untold=running(events))
    today = local_day(moment)
    recent = [e for e in counted if local_day(e.happened_at) > today - RECENT]
    before = [e for e in counted if today - RECENT - BEFORE < local_day(e.happened_at) <= today - RECENT]
    lately, earlier = (*before, *recent), counted[: len(counted) - len(before) - len(recent)]
    return Pattern(
        moment=moment,
        count=len(counted),
        weeks=_weeks(counted, today),
        recent=len(recent),
        before=len(before),
        trend=_trend(len(recent), len(before), local_day(counted[0].happened_at), today),
        rising=tuple(_rising(counted)),
        firsts=tuple(_firsts(counted)),
        gravest_recent=_gravest(lately),
        gravest_before=_gravest(earlier),
        last=counted[-1],
        days_since=(today - local_day(counted[-1].happened_at)).days,
        breaches=sum(e.kind is EventKind.BREACH for e in counted),
        untold=running(events),
    )


def rank(gravity: Gravity) -> int:
    """How grave: 0 for contact from a distance."""
    return GRAVITIES.index(gravity)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def _trend(recent: int, before: int, first: date, today: date) -> Trend:
    """By the exact binomial test: were all weeks alike, each of these events would be recent with a chance of 1/3."""
    if first > today - RECENT - BEFORE + timedelta(days=7):
        return Trend.TOO_SHORT
    together = recent + before
    if together < FEWEST:
        return Trend.TOO_FEW
    share = RECENT / (RECENT + BEFORE)
    if _at_least(recent, together, share) < UNLIKELY:
        return Trend.MORE
    return Trend.FEWER if _at_least(before, together, 1 - share) < UNLIKELY else Trend.NO_CHANGE


def _at_least(number: int, of: int, share: float) -> float:
    """The chance of `number` or more out of `of`, each with chance `share`. Large logs are scaled down to a hundred."""
    if of > 100:
        number, of = round(number * 100 / of), 100
    return sum(comb(of, n) * share**n * (1 - share) ** (of - n) for n in range(number, of + 1))


def _weeks(counted: list[CaseEvent], today: date) -> tuple[Week, ...]:
    found = Counter(monday_of(local_day(event.happened_at)) for event in counted)
    first, last = min(found), monday_of(today)
    mondays = (first + timedelta(weeks=n) for n in range((last - first).days // 7 + 1))
    return tuple(Week(monday, found[monday]) for monday in mondays)


def _rising(counted: list[CaseEvent]) -> Iterable[First]:
    """Each event that is graver than all before it: the steps of an escalation."""
    highest = -1
    for event in counted:
        if event.gravity is not None and rank(event.gravity) > highest:
            highest = rank(event.gravity)
            yield First(event.gravity, event)


def _firsts(counted: list[CaseEvent]) -> Iterable[First]:
    for gravity in GRAVITIES:
        event = next((e for e in counted if e.gravity is gravity), None)
        if event is not None:
            yield First(gravity, event)


def _gravest(events: Iterable[CaseEvent]) -> Gravity | None:
    return max((e.gravity for e in events if e.gravity is not None), key=rank, default=None)
