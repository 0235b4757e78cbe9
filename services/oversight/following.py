"""What my day tells of the time after a meeting: actions, the victim, minutes, events that set something off. Pure."""

from collections.abc import Iterable
from datetime import datetime

from services.cases.facts import CaseFacts
from services.new_information.facts import News, StalePlan
from services.oversight.facts import Need, Reported
from services.oversight.rules import day_span, name_of
from services.plans.orders import ActionView, Step
from services.reports.facts import Report
from services.reports.rules import is_overdue
from services.scheduling.facts import local_day
from services.scheduling.opening import working_days_after

MINUTES_WITHIN = 3
"""Working days after a meeting within which its minutes are locked (the practice of MARAC; a region may differ)."""


def actions_of(facts: CaseFacts, actions: Iterable[ActionView], moment: datetime) -> Iterable[Need]:
    """Open actions whose last moment has passed, as one need since the first of them; and of whom the victim should
    have been told by now."""
    actions = tuple(actions)
    passed = sorted(
        action.due_at
        for action in actions
        if action.due_at and is_overdue(action.status, action.due_at, action.due_on_day, moment)
    )
    if passed:
        yield Need(name_of(facts), "overdue", Step.PLAN, passed[0], len(passed), place="opvolging")
    telling = sorted(
        action.tell_victim_on
        for action in actions
        if action.tell_victim_on and action.told_victim_on is None and action.tell_victim_on <= local_day(moment)
    )
    if telling:
        yield Need(name_of(facts), "tell_victim", Step.PLAN, day_span(telling[0])[1], len(telling), place="opvolging")


def owners_of(facts: CaseFacts, silent: int) -> Iterable[Need]:
    """Owners who were reminded in vain, so that their organisation's manager can be written to."""
    if silent:
        yield Need(name_of(facts), "owners", Step.PLAN, count=silent, place="opvolging")


def news_needs(facts: CaseFacts, news: Iterable[News], stale: StalePlan | None) -> Iterable[Need]:
    """A plan that no longer fits, and organisations that must still hear of an event."""
    if stale is not None:
        yield Need(name_of(facts), "stale", Step.PLAN, stale.since, place="opvolging")
    waiting = [(one.reported_at, len(one.unheard)) for one in news if one.unheard]
    if waiting:
        first, count = min(at for at, _ in waiting), sum(number for _, number in waiting)
        yield Need(name_of(facts), "unheard", Step.CASE, first, count, ("T-CH-4",), place="gebeurtenissen")


def reported_of(facts: CaseFacts, reports: Iterable[Report]) -> Iterable[Reported]:
    """What came in on actions; of what it says, nothing but the answer."""
    for report in reports:
        yield Reported(name_of(facts), report.organisation, report.at, report.answer)


def minutes_needs(facts: CaseFacts, unlocked: Iterable[datetime], moment: datetime) -> Iterable[Need]:
    """Meetings that ended and whose minutes are not locked, from the day after; due three working days after the
    first."""
    ended = sorted(end for end in unlocked if local_day(end) < local_day(moment))
    if ended:
        due = day_span(working_days_after(local_day(ended[0]), MINUTES_WITHIN))[1]
        yield Need(name_of(facts), "minutes", Step.MEETING, due, len(ended), place="notulen")


def left_open_needs(facts: CaseFacts, opened: Iterable[datetime], moment: datetime) -> Iterable[Need]:
    """Meetings that were opened on an earlier day and never closed."""
    earlier = [at for at in opened if local_day(at) < local_day(moment)]
    if earlier:
        yield Need(name_of(facts), "left_open", Step.MEETING, count=len(earlier), place="live")
