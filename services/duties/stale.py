"""When the plan in force no longer fits: what happened since that asks to look at it again. Pure."""

from collections.abc import Iterable
from datetime import datetime

from models.terms import EVENT_WORDS, EventKind, PlanStatus, ReviewDecision
from services.duties.course import sash
from services.duties.facts import Evidence
from services.events.facts import CaseEvent
from services.plans.orders import VersionLine
from services.scheduling.facts import local_day

AT_ONCE = frozenset(
    {
        EventKind.INCIDENT,
        EventKind.BREACH,
        EventKind.RELEASE,
        EventKind.HEARING,
        EventKind.ADDRESS_KNOWN,
        EventKind.DIRECTOR_CHANGED,
    }
)
"""What always asks for another look (domain.md section 6, failure 11); a case may agree on more."""
_OF_ITSELF = frozenset({"sash", "sash_gewijzigd"})
"""A new SASH always counts, by its own record."""


def stale_since(evidence: Evidence) -> tuple[str, ...]:
    """Why the newest plan must be looked at again: kinds of events since it was adopted, and `SASH` for a new one.

    Beside what always counts, the events count that the plan itself names (`counted_kinds`). Empty when there is no
    plan, nothing happened, or a review decided since to continue with it. A plan that a change of lane superseded
    counts, one that was taken back not.
    """
    plan = newest_plan(evidence)
    if plan is None:
        return ()
    after = last_fitting(evidence, plan)
    found = [event.kind.value for event in telling_events(evidence, after)]
    newest = sash(evidence)
    if newest and newest.assessed_on > local_day(after):
        found.append(newest.instrument.value)
    return tuple(dict.fromkeys(found))


def telling_events(evidence: Evidence, after: datetime) -> tuple[CaseEvent, ...]:
    """The events that ask to look at the plan again and are news after that moment, the first to happen first."""
    counting = counted_kinds(evidence.facts.review_events)
    later = [e for e in evidence.events if not e.struck and e.kind in counting and is_news(e, after, evidence.now)]
    return tuple(sorted(later, key=lambda event: event.happened_at))


def is_news(event: CaseEvent, after: datetime, now: datetime) -> bool:
    """Whether an event happened, or was first heard of, after that moment. What is announced and was known already is
    no news before its day has come."""
    return event.reported_at > after or after < event.happened_at <= now


def newest_plan(evidence: Evidence) -> VersionLine | None:
    """The newest version that was adopted and not taken back."""
    there = (version for version in evidence.versions if version.status is not PlanStatus.WITHDRAWN)
    return max(there, key=lambda version: version.number, default=None)


def last_fitting(evidence: Evidence, plan: VersionLine) -> datetime:
    """When a version was last found to fit: adopted, or left as it is by a review."""
    reviewed = [
        review.decided_at
        for review in evidence.reviews
        if review.plan_id == plan.id and review.decision is ReviewDecision.CONTINUE
    ]
    return max([plan.adopted_at, *reviewed])


def counted_kinds(review_events: Iterable[str]) -> frozenset[EventKind]:
    """The kinds of events after which a plan is looked at again: what always counts, and what a case agreed on.

    Words that name no kind are recorded as something else that happened, so once a case agreed on one, every such event
    asks for a look: rather once too often.
    """
    words = {word.strip().casefold() for word in review_events} - _OF_ITSELF
    return AT_ONCE | {EVENT_WORDS.get(word, EventKind.OTHER) for word in words if word}
