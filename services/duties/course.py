"""How a case goes: what the log and the plan tell that the case's own fields do not. Pure.

An event that was struck out did not happen. Days are local days.
"""

from datetime import date

from models.terms import (
    EventKind,
    Gravity,
    Instrument,
    Known,
    PlanStatus,
    Risk,
)
from services.cases.facts import Assessment
from services.duties.facts import Evidence
from services.events.facts import CaseEvent
from services.measures.rules import held_on
from services.plans.orders import VersionLine
from services.plans.sources import CARRIES, is_source
from services.route_map.facts import When
from services.scheduling.facts import local_day

_NEW_STALKING = frozenset({EventKind.INCIDENT, EventKind.BREACH})
_GRAVE = frozenset({Gravity.THREAT, Gravity.VIOLENCE})


def stalking_events(evidence: Evidence) -> tuple[CaseEvent, ...]:
    """The incidents and breaches of the log, oldest first."""
    found = [event for event in evidence.events if event.kind in _NEW_STALKING and not event.struck]
    return tuple(sorted(found, key=lambda event: event.happened_at))


def talk_held_on(evidence: Evidence) -> date | None:
    """The day of the stop conversation, as the measures know it."""
    return held_on(evidence.stop_talk, evidence.facts)


def continuing_events(evidence: Evidence) -> tuple[CaseEvent, ...]:
    """What shows that the stalking goes on (L-POL-2b): events after the day of the stop conversation or, where none
    was held, after the case was opened. None once the case director says that it stopped."""
    if evidence.facts.stalking_active is Known.NO:
        return ()
    held, opened = talk_held_on(evidence), evidence.facts.opened_at
    return tuple(
        event
        for event in stalking_events(evidence)
        if (local_day(event.happened_at) > held if held else opened is None or event.happened_at > opened)
    )


def goes_on(evidence: Evidence) -> bool:
    """Whether the stalking goes on after the stop conversation or after the case was opened."""
    return bool(continuing_events(evidence))


def reported(evidence: Evidence) -> frozenset[When]:
    """The facts on which rules depend that are read from log and plan instead of the case's own fields."""
    found = {When.STALKING_CONTINUES: goes_on(evidence), When.GOOD_PLAN_EXISTS: good_plan(evidence) is not None}
    return frozenset(when for when, holds in found.items() if holds)


def adopted(evidence: Evidence) -> VersionLine | None:
    """The version of the safety plan that is in force."""
    standing = [version for version in evidence.versions if version.status is PlanStatus.ADOPTED]
    return max(standing, key=lambda version: version.number, default=None)


def good_plan(evidence: Evidence) -> VersionLine | None:
    """The plan in force if it still is good (T-CH-5): every hard condition has an action that was not
    left undone, and no incident since."""
    plan = adopted(evidence)
    if plan is None or any(event.happened_at > plan.adopted_at for event in stalking_events(evidence)):
        return None
    covered = {one for action in evidence.actions if action.status in CARRIES for one in action.condition_ids}
    hard = [c for c in evidence.conditions if c.hard and not c.lapsed]
    return plan if all(is_source(condition, covered) for condition in hard) else None


def sash(evidence: Evidence) -> Assessment | None:
    """The latest outcome of the SASH."""
    return evidence.facts.assessment(Instrument.SASH)


def sash_outdated_since(evidence: Evidence) -> date | None:
    """The day from which the SASH no longer counts: stalking that goes on at low risk asks for a new one, and so does
    a threat or violence at any risk but high."""
    found, risk = sash(evidence), evidence.facts.risk
    if found is None or risk is Risk.HIGH:
        return None
    telling = continuing_events(evidence) if risk is Risk.LOW else ()
    grave = [event for event in stalking_events(evidence) if event.gravity in _GRAVE]
    later = [day for event in (*telling, *grave) if (day := local_day(event.happened_at)) > found.assessed_on]
    return min(later, default=None)


def risk_of(outcome: str) -> Risk | None:
    """The risk that an outcome names, or None for other words."""
    word = outcome.strip().casefold()
    return Risk(word) if word in list(Risk) else None
