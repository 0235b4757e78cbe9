"""Why a case cannot be closed yet. Pure.

Closing says that nobody needs to look any more, so whatever still asks for a look stands in the way. A case that goes
to another region or organisation may go on there; everything else must be settled here as well.
"""

from collections.abc import Iterable
from datetime import date

from models.terms import ActionStatus, CloseReason, Known, Measure, MeasureOutcome, RuleForce
from services.cases.rules import hold_in_force
from services.duties.course import goes_on, sash_outdated_since, talk_held_on
from services.duties.facts import ClosingPoint, DutyState, Evidence, Obligation
from services.duties.questions import stalking_after_stop
from services.scheduling.facts import local_day

ENDS_BY_CLOSING = frozenset({"L-POL-2a"})
"""Rules that closing itself answers."""
GOES_ELSEWHERE = frozenset({CloseReason.HANDED_OVER, CloseReason.OTHER_REGION})


def closing_points(
    duties: Iterable[Obligation], evidence: Evidence, reason: CloseReason | None = None
) -> tuple[ClosingPoint, ...]:
    """What stands in the way of closing for `reason`; empty: the case can be closed."""
    leaves = reason in GOES_ELSEWHERE
    return tuple(
        point
        for point in (
            *(() if leaves else _stalking(evidence)),
            *_open_rules(duties),
            *_stop_talk(evidence),
            *_measures(evidence),
            *_actions(evidence),
            *_promises(evidence),
        )
    )


def _stalking(evidence: Evidence) -> Iterable[ClosingPoint]:
    facts = evidence.facts
    if goes_on(evidence) or stalking_after_stop(evidence):
        yield ClosingPoint("stalking_goes_on")
    elif facts.stalking_active is not Known.NO:
        yield ClosingPoint("stalking_not_known_to_have_stopped")
    if since := sash_outdated_since(evidence):
        yield ClosingPoint("sash_outdated", {"since": since})


def _open_rules(duties: Iterable[Obligation]) -> Iterable[ClosingPoint]:
    asking = (DutyState.OPEN, DutyState.WAITING, DutyState.PLANNED)
    ids = tuple(
        duty.id
        for duty in duties
        if duty.state in asking and duty.id not in ENDS_BY_CLOSING and duty.rule.force is not RuleForce.OPTIONAL
    )
    if ids:
        yield ClosingPoint("open_rules", {"rules": ids, "n": len(ids)})


def _stop_talk(evidence: Evidence) -> Iterable[ClosingPoint]:
    talk = evidence.stop_talk
    if talk_held_on(evidence) and not (talk and talk.report_number.strip()):
        yield ClosingPoint("stop_talk_without_report")


def _measures(evidence: Evidence) -> Iterable[ClosingPoint]:
    """A hold, and every measure that still runs without somebody to take it over."""
    today = local_day(evidence.now)
    if hold_in_force(evidence.facts, evidence.now):
        yield ClosingPoint("hold_in_force")
    running = [
        w.measure
        for w in evidence.facts.weighings
        if w.outcome is MeasureOutcome.APPLIED
        and w.measure is not Measure.STOP_TALK
        and _runs(w.valid_until, today)
        and not w.handover_to
    ]
    if running:
        yield ClosingPoint("measures_running", {"measures": tuple(dict.fromkeys(running)), "n": len(running)})


def _runs(valid_until: date | None, today: date) -> bool:
    return valid_until is None or valid_until >= today


def _actions(evidence: Evidence) -> Iterable[ClosingPoint]:
    """What is open, and what an organisation did not do: that does not vanish with the case. Something takes its place,
    or it is recorded what made it no longer possible (domain.md section 3, decision 0065)."""
    kinds = (("open_actions", ActionStatus.OPEN), ("actions_not_done", ActionStatus.NOT_DONE))
    for key, status in kinds:
        numbers = tuple(action.number for action in evidence.actions if action.status is status)
        if numbers:
            yield ClosingPoint(key, {"numbers": numbers, "n": len(numbers)})


def _promises(evidence: Evidence) -> Iterable[ClosingPoint]:
    owed = [p for p in evidence.promises if p.kept_on is None and not p.cancelled]
    if owed:
        yield ClosingPoint("promises", {"n": len(owed)})
