"""When the plan in force no longer fits: which events since its adoption ask to look at it again. Pure."""

from models.terms import EventKind
from services.duties.course import sash
from services.duties.facts import Evidence
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


def stale_since(evidence: Evidence) -> tuple[str, ...]:
    """Why the newest plan must be looked at again: kinds of events since it was adopted, and `SASH` for a new one.

    Beside what always counts, the events count that the plan itself names (`review_events`, by their term). Empty when
    there is no plan, or nothing happened.
    """
    plan = max(evidence.versions, key=lambda version: version.number, default=None)
    if plan is None:
        return ()
    counting = {kind.value for kind in AT_ONCE} | {word.strip().casefold() for word in evidence.facts.review_events}
    later = [e for e in evidence.events if not e.struck and e.happened_at > plan.adopted_at]
    found = [event.kind.value for event in sorted(later, key=lambda e: e.happened_at) if event.kind.value in counting]
    newest = sash(evidence)
    if newest and newest.assessed_on > local_day(plan.adopted_at):
        found.append(newest.instrument.value)
    return tuple(dict.fromkeys(found))
