"""In which order findings ask for attention."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from services.network.facts import Finding, FindingKind
from services.network.findings.gap import Gap

_ORDER = {kind: place for place, kind in enumerate(FindingKind)}

Told = tuple[Finding, Sequence[Gap]]
"""A finding and the gaps that it tells."""


def ranked(told: Iterable[Told]) -> tuple[Finding, ...]:
    """By kind as people act on them, what a rule demands before what asks for a word, then the oldest, then what
    touches most people. Risk is the same for all findings of one case. `rank` is the place, from 1."""
    ordered = sorted(told, key=_pressing)
    return tuple(replace(finding, rank=rank) for rank, (finding, _) in enumerate(ordered, start=1))


def _pressing(told: Told) -> tuple[int, bool, date, int]:
    finding, gaps = told
    since = min((gap.since for gap in gaps if gap.since), default=date.max)
    return (_ORDER[finding.kind], not any(gap.must for gap in gaps), since, -finding.affected)
