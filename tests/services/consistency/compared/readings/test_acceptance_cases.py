"""The three acceptance cases, and each expected pair with one slot changed so that it no longer clashes."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

import pytest
import yaml

from services.consistency.compared.readings.contradictions import contradictions
from services.consistency.facts import Statement
from services.demo.case_file import read
from services.demo.facts import FileCase
from services.vocabulary.queries import vocabulary
from services.vocabulary.rules import norm_of, plain
from tests.shared import CASES, needs_cases

pytestmark = needs_cases

RESOLVED = [
    # condition, which of its norms, what is changed there
    ("c2", 0, {"when": "2026-11-28", "by": ["P5"]}),
    ("c2", 0, {"to": ["P1"]}),
    ("c3", 0, {"from": "2026-11-29"}),
    ("c3", 0, {"until": "2026-11-27"}),
    ("c3", 0, {"by": ["P5"]}),
    ("c3", 0, {"by": ["P1"]}),
    ("c3", 0, {"days": ["zo"]}),
    ("c3", 0, {"if": ["safety_shown"]}),
    ("c3", 0, {"except": {"to": ["P3", "P4"]}}),
    ("c2", 0, {"except": {"by": ["P2"]}}),
    ("c4", 0, {"before": None, "after_event": "release", "from": "2026-11-27"}),
    ("c4", 0, {"before": "2026-11-27"}),
    ("c4", 0, {"before": None}),
    ("c4", 0, {"before": None, "when": "2026-11-26T12:00"}),
    ("c4", 0, {"to": ["P1"]}),
    ("c4", 0, {"act": "inform", "about": None, "to": ["P1"]}),
    ("c5", 0, {"by": ["politie"]}),
    ("c5", 0, {"until": None, "from": "2026-11-25"}),
    ("c5", 0, {"to": ["P1"]}),
    ("c5", 0, {"except": {"by": ["VT"]}}),
    ("c5", 0, {"about": ["complaint", "investigation"]}),
    ("c5", 0, {"until": "2026-11-23"}),
    ("c5", 0, {"days": ["vr", "za"]}),
    ("c7", 0, {"what": ["phone_new:P1"]}),
    ("c7", 0, {"to": ["P2"]}),
    ("c7", 0, {"except": {"what": ["address_home:P1"]}}),
    ("c7", 0, {"except": {"to": ["advice", "order"]}}),
    ("c7", 0, {"by": ["P5"]}),
    ("c7", 0, {"unless": ["custody_suspended"]}),
    ("c8", 0, {"by": ["P5"]}),
    ("c8", 0, {"until": "2026-11-20", "from": "2026-11-01"}),
    ("c9", 1, {"by": ["P5"]}),
    ("c9", 1, {"before": None, "modality": "may"}),
    ("c8", 0, {"if": ["crisis"], "until": "2026-11-22", "from": "2026-11-01"}),
    ("m4", 0, {"by": ["P5"]}),
    ("m4", 0, {"what": ["treatment:P1"]}),
    ("m4", 0, {"to": ["werkgever"]}),
    ("m4", 0, {"except": {"to": ["politie"]}}),
    ("m5", 0, {"by": ["RN"]}),
    ("m5", 0, {"what": ["photo:P2"]}),
    ("m5", 0, {"to": ["P2"], "what": ["conditions"]}),
    ("m4", 0, {"until": "2026-11-26"}),
    ("l2", 0, {"at": ["police_station"]}),
    ("l2", 0, {"at": None}),
    ("l2", 0, {"to": ["P1"]}),
    ("l1", 1, {"at": ["home:P2"]}),
    ("l1", 1, {"except": {"by": ["politie"]}}),
    ("l1", 1, {"until": "2026-11-20"}),
    ("l1", 1, {"hours": ["09:00", "17:00"]}),
]


@lru_cache
def cases() -> dict[str, FileCase]:
    return {case.code: case for case in read(CASES).cases}


@lru_cache
def expected(code: str) -> set[tuple[str, ...]]:
    raw = yaml.safe_load(CASES.read_text(encoding="utf-8"))["cases"]
    return {tuple(pair) for case in raw if case["code"] == code for pair in case["conflicts_expected"]}


def statements(case: FileCase) -> list[Statement]:
    """The conditions of a case as they are compared."""
    return [
        Statement(
            id=one.id,
            number=number,
            author=one.organisation,
            kind=one.kind,
            text=one.text,
            reading=one.reading,
            hard=one.hard,
            tier=one.tier,
            holds_approach=one.holds_approach,
        )
        for number, one in enumerate(case.conditions, 1)
    ]


def found(case: FileCase, given: list[Statement]) -> dict[tuple[str, ...], str]:
    roles = {person.ref: person.role for person in case.persons}
    return {one.pair: one.certainty.value for one in contradictions(vocabulary(), given, roles)}


@pytest.mark.parametrize("code", ["H-01", "M-02", "L-03"])
def test_exactly_the_expected_pairs_are_found(code: str) -> None:
    case = cases()[code]
    certainties = found(case, statements(case))
    assert set(certainties) == expected(code)
    assert set(certainties.values()) <= {"certain", "probable"}


def test_a_hold_and_a_court_order_are_told() -> None:
    case = cases()["H-01"]
    roles = {person.ref: person.role for person in case.persons}
    by_pair = {one.pair: one for one in contradictions(vocabulary(), statements(case), roles)}
    assert [pair for pair, one in by_pair.items() if one.hold] == [("c4", "c5")]
    assert [pair for pair, one in by_pair.items() if one.court_order] == [("c2", "c3")]
    assert by_pair["c2", "c3"].clash.unless == ("safety_shown",)
    assert by_pair["c4", "c5"].tier == "opsporing"


@pytest.mark.parametrize(("condition", "position", "change"), RESOLVED)
def test_a_pair_of_which_one_slot_was_settled_is_silent_or_can_wait(
    condition: str, position: int, change: dict[str, Any]
) -> None:
    case = next(case for case in cases().values() if condition in {one.id for one in case.conditions})
    changed = [settled(one, position, change) if one.id == condition else one for one in statements(case)]
    pair = next(pair for pair in expected(case.code) if condition in pair)
    certainties = found(case, changed)
    assert certainties.pop(pair, "waits") == "waits"
    assert set(certainties) == expected(case.code) - {pair}


def test_zones_only_around_places_he_knows_settle_the_address() -> None:
    case = cases()["H-01"]
    known = {"what": ["address_known:P1", "address_work:P1", "address_school:P1"]}
    given = [
        settled(settled(one, 0, {"at": ["work:P1", "school:P1"]}), 1, known) if one.id == "c6" else one
        for one in statements(case)
    ]
    assert set(found(case, given)) == expected("H-01") - {("c6", "c7")}
    halfway = [settled(one, 1, known) if one.id == "c6" else one for one in statements(case)]
    assert found(case, halfway)["c6", "c7"] == "probable", "a zone around the home still asks for the address"


def settled(one: Statement, position: int, change: dict[str, Any]) -> Statement:
    """The condition with one of its norms said otherwise."""
    reading = list(one.reading or ())
    reading[position] = norm_of(plain(reading[position]) | change)
    return replace(one, reading=tuple(reading))
