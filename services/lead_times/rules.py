"""What counts as reached, and how long it took. Pure; all days are local.

What the marks are is the issue of the inspections (`domain.md` section 6, rows 3 and 8): no risk assessment, no plan.
The route map knows no deadlines, so a target is a region's proposal and never a rule.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from models.terms import Risk
from services.lead_times.facts import CaseLeadTimes, GroupTime, Reached, Span, Stage

_UPPER = {Span.TWO_DAYS: 2, Span.A_WEEK: 7, Span.TWO_WEEKS: 14, Span.A_MONTH: 31}


def lead_times(
    case_id: str, reported_on: date, reached: Mapping[Stage, date], today: date, targets: Mapping[Stage, date]
) -> CaseLeadTimes:
    """The way of one case. What was done before the case was opened here took no days."""
    return CaseLeadTimes(
        case_id,
        reported_on,
        tuple(_mark(stage, reported_on, reached.get(stage), today, targets.get(stage)) for stage in Stage),
    )


def _mark(stage: Stage, reported_on: date, on: date | None, today: date, target: date | None) -> Reached:
    until = on or today
    late = target is not None and until > target
    return Reached(stage, on, max(0, (until - reported_on).days), target, late)


def span_of(days: int) -> Span:
    """The span in which a number of days lies."""
    return next((span for span, most in _UPPER.items() if days <= most), Span.LONGER)


def group_times(ways: Iterable[tuple[Risk, Stage, int]], fewest: int) -> tuple[GroupTime, ...]:
    """Per risk and mark how long the middle case took, gravest risk first; `ways`: one case that reached one mark, in
    days. Of an even number the longer of the two in the middle counts; of fewer cases than `fewest` nothing is told."""
    found: dict[tuple[Risk, Stage], list[int]] = {}
    for risk, stage, days in ways:
        found.setdefault((risk, stage), []).append(days)
    gravest = sorted(Risk, key=list(Risk).index, reverse=True)
    return tuple(
        GroupTime(risk, stage, _middle(found.get((risk, stage), ()), fewest)) for risk in gravest for stage in Stage
    )


def _middle(days: Sequence[int], fewest: int) -> Span | None:
    return span_of(sorted(days)[len(days) // 2]) if len(days) >= fewest else None
