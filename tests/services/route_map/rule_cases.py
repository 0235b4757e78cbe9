"""For each of the 81 rules: facts with which it holds, and facts with which it does not.

`ALWAYS` holds whatever the facts are: what is done in every case, and the task list of each role. That such a rule is
answered, and then no longer open, is the business of the room `duties`.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from models.terms import (
    CaseId,
    ConditionKind,
    Instrument,
    Known,
    Measure,
    MeasureOutcome,
    Relation,
    Risk,
    SeatRole,
)
from services.cases.facts import Assessment, CaseFacts, Weighing
from services.route_map.facts import When
from tests.case_facts import seat

BARE = CaseFacts(
    CaseId("c"), "X-1", "Zaak Testvogel", Risk.HIGH, Relation.EX_PARTNER, True, stalking_active=Known.UNKNOWN
)
"""A case of which next to nothing is known."""


@dataclass(frozen=True)
class Held:
    """Facts of a case, and what was reported beside them."""

    facts: dict[str, Any] = field(default_factory=dict)
    reported: tuple[When, ...] = ()

    @property
    def case(self) -> CaseFacts:
        """The bare case with these facts."""
        return replace(BARE, **self.facts)


def low(*reported: When, **facts: Any) -> Held:
    """A case of low risk."""
    return Held({"risk": Risk.LOW} | facts, reported)


def high(*reported: When, **facts: Any) -> Held:
    """A case of high risk."""
    return Held(facts, reported)


def stop_talk(outcome: MeasureOutcome) -> dict[str, Any]:
    """The stop conversation was weighed by the police, with this outcome."""
    return {"weighings": (Weighing(Measure.STOP_TALK, "politie", outcome, "reden", "partners"),)}


ASSESSED = {"assessments": (Assessment(Instrument.SAFETY_ASSESSMENT, "onveilig", date(2026, 11, 20), "VT"),)}
PROBATION = {"seats": (seat("RN"),)}
GOES_ON, STOPPED = When.STALKING_CONTINUES, {"stalking_active": Known.NO}
FREE, ARRESTED = {"suspect_arrested": Known.NO}, {"suspect_arrested": Known.YES}

_WHATEVER = (
    "A-POL-1 A-POL-2 A-POL-3 A-POL-4 A-POL-5 A-VT-1 A-VT-2 A-VT-3 A-OM-1 A-OM-2 G-1 "
    "T-CR-1 T-CR-2 T-CR-3 T-CR-4 T-CR-5 T-CR-7 T-CR-8 T-CH-1 T-CH-2 T-CH-3 T-CH-4 T-CH-6 T-TH-1 T-TH-2 T-TH-3 "
    "T-OVJ-1 T-OVJ-2 T-OVJ-3 T-OVJ-4 T-OVJ-5 T-OVJ-6 T-OVJ-7"
)
ALWAYS = tuple(_WHATEVER.split())
_IN_PHASE = (
    "H-POL-1 H-POL-2 H-POL-3 H-POL-4 H-POL-5 H-VT-0 H-VT-1 H-VT-2 H-VT-3 H-VT-4 H-VT-5 H-RN-1 H-RN-2 H-RN-3 H-RN-4 "
    "H-RN-5 H-RN-6 H-RN-7 H-OM-1 H-OM-2 H-OM-3 H-OM-4 L-POL-1 L-POL-2 L-VT-2 L-RN-2 L-OM-1"
)
BY_PHASE = {rule_id: (high(), low()) if rule_id.startswith("H") else (low(), high()) for rule_id in _IN_PHASE.split()}
BY_FACT = {
    "A-RN-1": (high(**PROBATION), high()),
    "A-RN-2": (low(**PROBATION), low(seats=(seat("RN", barred=True),))),
    "A-RN-3": (high(**PROBATION), high(seats=(seat("RN", external=True),))),
    "A-RN-4": (low(**PROBATION), low(seats=(seat("OM"),))),
    "H-RN-8": (high(stalking_active=Known.YES), high(stalking_active=Known.UNKNOWN)),
    "H-OM-5": (high(serious_grounds=Known.NO), high(serious_grounds=Known.UNKNOWN)),
    "L-POL-1a": (low(condition_kinds=(ConditionKind.STOP_TALK,)), low(condition_kinds=(ConditionKind.PLACE,))),
    "L-POL-1b": (low(**stop_talk(MeasureOutcome.APPLIED)), low(**stop_talk(MeasureOutcome.NOT_ALLOWED))),
    "L-POL-2a": (low(**STOPPED), low(GOES_ON, **STOPPED)),
    "L-POL-2b": (low(GOES_ON), low(stalking_active=Known.YES)),
    "L-POL-3": (low(GOES_ON), low()),
    "L-POL-4": (low(GOES_ON), high(GOES_ON)),
    "L-VT-1": (low(**ASSESSED), low()),
    "L-RN-1": (low(seats=(seat("RN", SeatRole.ADVISER),)), low(seats=(seat("RN", SeatRole.SUPERVISION_OFFICER),))),
    "L-OM-2": (low(**ARRESTED), low(**FREE)),
    "L-OM-3": (low(**ARRESTED), low()),
    "L-OM-4": (low(**FREE), low(**ARRESTED)),
    "L-OM-5": (low(**FREE, serious_intrusion=Known.YES), low(**ARRESTED, serious_intrusion=Known.YES)),
    "L-OM-6": (low(investigation_done=Known.YES), low(investigation_done=Known.NO)),
    "T-CR-6": (high(risk=Risk.MEDIUM), low()),
    "T-CH-5": (high(), high(When.GOOD_PLAN_EXISTS)),
}
HOLDS_OR_NOT: dict[str, tuple[Held, Held]] = BY_PHASE | BY_FACT
