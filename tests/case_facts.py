"""The acceptance cases as `CaseFacts`, for tests of rules: a plain reading of the file, without storage."""

from datetime import date
from functools import lru_cache
from typing import Any

import yaml

from models.terms import (
    CaseId,
    Instrument,
    Known,
    Measure,
    MeasureOutcome,
    PersonRole,
    Relation,
    Risk,
)
from services.cases.facts import Assessment, CaseFacts, CasePerson, PartnerSeat, Weighing
from tests.shared import CASES

_KNOWN = {True: Known.YES, False: Known.NO, "onbekend": Known.UNKNOWN}


@lru_cache(maxsize=1)
def raw_cases() -> dict[str, dict[str, Any]]:
    """The cases of the file by code, as YAML gives them."""
    return {case["code"]: case for case in yaml.safe_load(CASES.read_text(encoding="utf-8"))["cases"]}


@lru_cache
def case_facts(code: str, *, considered: bool = True) -> CaseFacts:
    """The facts of one case; `considered=False` leaves the weighings out, as before the meeting."""
    case = raw_cases()[code]
    return CaseFacts(
        id=CaseId(code),
        code=code,
        code_name=case["title_safe"],
        risk=Risk(case["risk"]),
        relation=Relation(case["relation"]),
        veilig_thuis_competent=case["vt_competent"],
        complaint=_KNOWN[case["aangifte"]],
        serious_grounds=_KNOWN[case["ernstige_bezwaren"]],
        suspect_arrested=_KNOWN[case["suspect_arrested"]],
        assessments=tuple(_assessments(case)),
        persons=tuple(_person(person) for person in case["persons"]),
        seats=tuple(_seat(number, partner) for number, partner in enumerate(case["partners"])),
        recorded_lines=tuple((a, b) for a, b in case.get("partner_contacts", ())),
        weighings=tuple(_weighing(entry) for entry in case["considered"]) if considered else (),
        condition_kinds=tuple(condition["kind"] for condition in case["conditions"]),
    )


def seat(organisation: str, role: str = "adviseur", **more: Any) -> PartnerSeat:
    """A seat for tests that need no file."""
    return PartnerSeat(id=f"{organisation}-{role}", organisation=organisation, role=role, name="N. Naam", **more)


def _assessments(case: dict[str, Any]) -> list[Assessment]:
    found = []
    if sash := case.get("sash"):
        met = sash["coordinated_with_vt"]
        found.append(Assessment(Instrument.SASH, sash["outcome"], _day(sash["date"]), sash["by"], met))
    if vhb := case.get("vhb"):
        found.append(Assessment(Instrument.SAFETY_ASSESSMENT, vhb["outcome"], _day(vhb["date"]), "VT"))
    return found


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _person(person: dict[str, Any]) -> CasePerson:
    return CasePerson(
        id=person["ref"],
        ref=person["ref"],
        role=PersonRole(person["role"]),
        alias=person["alias"],
        age=person.get("age"),
    )


def _seat(number: int, partner: dict[str, Any]) -> PartnerSeat:
    return PartnerSeat(
        id=f"s{number}",
        organisation=partner["org"],
        role=partner["role"],
        name=partner["name"],
        deputy=partner.get("deputy", ""),
        speaks_with=tuple(partner.get("speaks_with", ())),
        attends=partner.get("attends", True),
        chairs=partner.get("chairs", False),
        external=partner.get("external", False),
        barred=partner.get("barred", False),
    )


def _weighing(entry: dict[str, Any]) -> Weighing:
    return Weighing(
        measure=Measure(entry["measure"]),
        organisation=entry["org"],
        outcome=MeasureOutcome(entry["outcome"]),
        reason=entry["reason_nl"],
        tier=entry.get("tier", "partners"),
    )
