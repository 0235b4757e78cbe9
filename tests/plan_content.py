"""Plans composed from the acceptance cases, as an adoption would compose them; for the tests of documents."""

from datetime import date, datetime
from functools import lru_cache

import yaml

from models.terms import (
    ConditionStatus,
    Instrument,
    Measure,
    MeasureOutcome,
    PersonRole,
    PlanStatus,
    Risk,
    Theme,
)
from services.plans.facts import (
    PlanAction,
    PlanAgreement,
    PlanAssessment,
    PlanCondition,
    PlanContent,
    PlanPerson,
    PlanSeat,
    PlanVersion,
    PlanWeighing,
)
from services.wording.speech import LOCAL
from tests.rich_plan import ADOPTED, picture, rich_plan
from tests.shared import CASES

__all__ = ["ADOPTED", "cases", "picture", "plan_of", "rich_plan"]
_THEMES = {
    "contact": Theme.CONTACT,
    "child_contact": Theme.CONTACT,
    "speaks_with": Theme.SPEAKING,
    "overload": Theme.SPEAKING,
    "mediation": Theme.SPEAKING,
    "stopgesprek": Theme.SPEAKING,
    "place": Theme.MEASURES,
    "measure": Theme.MEASURES,
    "disclosure": Theme.INFORMATION,
    "evidence": Theme.DIGITAL,
    "digital": Theme.DIGITAL,
    "alarm": Theme.ALARM,
    "care": Theme.CARE,
    "work": Theme.CARE,
    "wellbeing": Theme.CARE,
}


@lru_cache
def cases() -> dict[str, dict]:
    """The acceptance cases by code."""
    return {case["code"]: case for case in yaml.safe_load(CASES.read_text(encoding="utf-8"))["cases"]}


@lru_cache
def plan_of(code: str) -> PlanContent:
    """The agreed plan of an acceptance case as adopted content."""
    case = cases()[code]
    aliases = {person["ref"]: person["alias"] for person in case["persons"]}
    seats = tuple(_seat(entry, aliases) for entry in case["partners"])
    present = {seat.organisation for seat in seats if seat.present}
    hold = {c["id"] for c in case["conditions"] if c["kind"] == "speaks_with" and c.get("until")}
    return PlanContent(
        code=case["code"],
        code_name=case["title_safe"],
        version=1,
        status=PlanStatus.ADOPTED,
        adopted_on=ADOPTED,
        issuer="Zorg- en Veiligheidshuis Oefenregio",
        risk=Risk(case["risk"]),
        fictional=True,
        director_organisation="politie",
        review_on=case["review"]["date"] if isinstance(case["review"]["date"], date) else _day(case["review"]["date"]),
        review_triggers=tuple(case["review"]["events"]),
        emergency_word="AOL" if "AOL" in str(case["agreed_plan"]) else "",
        hold_in_force=bool(hold),
        summary=case["summary_nl"],
        persons=tuple(PlanPerson(p["alias"], PersonRole(p["role"]), p.get("age")) for p in case["persons"]),
        assessments=_assessments(case),
        seats=seats,
        conditions=tuple(_condition(entry, hold) for entry in case["conditions"]),
        actions=tuple(_action(entry, hold) for entry in case["agreed_plan"]),
        weighings=tuple(_weighing(entry) for entry in case["considered"]),
        agreements=tuple(
            PlanAgreement(s.organisation, s.role, s.organisation in present, ADOPTED) for s in seats if s.present
        ),
        versions=(PlanVersion(1, PlanStatus.ADOPTED, ADOPTED, "Eerste versie"),),
    )


def _seat(entry: dict, aliases: dict[str, str]) -> PlanSeat:
    external = entry.get("external", False)
    return PlanSeat(
        organisation=entry["org"],
        role=entry["role"],
        name=entry["name"],
        speaks_with=tuple(aliases[ref] for ref in entry.get("speaks_with", ())),
        present=False if external else entry.get("attends", True),
        external=external,
    )


def _assessments(case: dict) -> tuple[PlanAssessment, ...]:
    found = [PlanAssessment(Instrument.SASH, case["sash"]["outcome"], _day(case["sash"]["date"]), case["sash"]["by"])]
    if vhb := case.get("vhb"):
        found.append(PlanAssessment(Instrument.SAFETY_ASSESSMENT, vhb["outcome"], _day(vhb["date"]), "VT"))
    return (*found, PlanAssessment(Instrument.RISC, by_organisation="RN"))


def _condition(entry: dict, hold: set[str]) -> PlanCondition:
    obliged = {
        who.split("/")[0] for norm in entry.get("says", ()) if norm["modality"] == "must" for who in norm.get("by", ())
    }
    return PlanCondition(
        number=entry["id"],
        organisation=entry["org"],
        theme=_THEMES.get(entry["kind"], Theme.OTHER),
        text=entry["nl"],
        tier=entry.get("tier", "partners"),
        hard=entry["hard"],
        status=ConditionStatus.DROPPED if entry["kind"] == "mediation" else ConditionStatus.ACCEPTED,
        obliges=tuple(sorted(who for who in obliged if not who.startswith("P"))),
        approach=entry["id"] in hold,
    )


def _action(entry: dict, hold: set[str]) -> PlanAction:
    return PlanAction(
        number=str(entry["nr"]),
        what=entry["what_nl"],
        owner=entry["owner"],
        tier=entry["tier"],
        supporting=tuple(entry.get("supporting", ())),
        due=_due(entry["due"]),
        proof=entry.get("proof", ""),
        if_not=entry.get("if_not", ""),
        if_not_tier=entry.get("if_not_tier", ""),
        ends=_day(entry["ends"]) if "ends" in entry else None,
        settles=tuple(entry["from"]),
        approach=bool(hold & set(entry["from"])),
    )


def _weighing(entry: dict) -> PlanWeighing:
    return PlanWeighing(
        Measure(entry["measure"]),
        entry["org"],
        MeasureOutcome(entry["outcome"]),
        entry["reason_nl"],
        entry.get("tier", "partners"),
        ADOPTED,
    )


def _due(text: str) -> datetime | date | None:
    if text == "doorlopend":
        return None
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL) if "T" in text else _day(text)


def _day(text: str | date) -> date:
    return text if isinstance(text, date) else date.fromisoformat(text)
