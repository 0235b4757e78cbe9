"""From the fields of the intake to the order that opens a case, and what still keeps that from being possible."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.terms import BarKind, Instrument, Known, LegalBasis, OrganisationKind, PersonRole, Relation, Risk
from pages.casework.competence_choice import DERIVED, differs, said_about_competence
from pages.casework.intake_rows import Row
from pages.frame.drafting import DraftForm
from services.barring.facts import NewBar
from services.cases.checks import names_someone
from services.cases.facts import Assessment
from services.cases.orders import NewCase, NewPerson, NewSeat
from services.relations.rules import normal_form
from services.wording import Say

PERSON: Row = {
    "role": PersonRole.CHILD.value,
    "alias": "",
    "age": None,
    "safe_contact": "",
    "address": "",
    "address_secret": False,
    "phone": "",
}
BAR: Row = {"kind": BarKind.NAME.value, "value": "", "organisation": "", "reason": ""}
SEAT: Row = {"role": "", "deputy": "", "speaks_with": [], "attends": True, "chairs": False}


@dataclass(frozen=True)
class Problem:
    """One thing to settle first: by which field it stands, and the sentence."""

    field: str
    sentence: str


def defaults(code: str) -> dict[str, Any]:
    """The fields of an empty intake: a victim and an alleged perpetrator are always there."""
    return {
        "code": code,
        "code_name": "",
        "risk": Risk.HIGH.value,
        "relation": Relation.EX_PARTNER.value,
        "competent": DERIVED,
        "competent_why": "",
        "brought_by": "",
        "basis": None,
        "complaint_on": None,
        "grounds_on": None,
        "arrested_on": None,
        "threats": Known.UNKNOWN.value,
        "sash_outcome": None,
        "sash_on": None,
        "sash_by": OrganisationKind.POLITIE.value,
        "sash_with_vt": False,
        "vhb_outcome": "",
        "vhb_on": None,
        "complaint": Known.UNKNOWN.value,
        "grounds": Known.UNKNOWN.value,
        "arrested": Known.UNKNOWN.value,
        "summary": "",
        "review_on": None,
        "events": [],
        "people": [
            {"id": "1"} | PERSON | {"role": PersonRole.VICTIM.value},
            {"id": "2"} | PERSON | {"role": PersonRole.SUSPECT.value},
        ],
        "near_work": None,
        "bars": [],
        "partners": [],
        "seats": [],
        "deputy": "",
    }


def ref_of(row: Row) -> str:
    """The reference of a person in the case: P1, P2, ..."""
    return f"P{row['id']}"


def problems(
    say: Say, form: DraftForm, people: Sequence[Row], bars: Sequence[Row], kept_out: Sequence[str]
) -> tuple[Problem, ...]:
    """What must be settled before the case can be opened, in the order of the page.

    `kept_out`: names of chosen partners and their deputies whom the bars, as typed, keep out.
    """
    found: list[Problem] = []
    if not form["code"].strip():
        found.append(Problem("code", say("Enter a case number.")))
    if not form["code_name"].strip():
        found.append(Problem("code_name", say("Enter a code name.")))
    if any(names_someone(form["code_name"], row["alias"]) for row in people):
        found.append(Problem("code_name", say("Choose a code name in which no person's name occurs.")))
    if form["sash_outcome"] and not form["sash_on"]:
        found.append(Problem("sash_on", say("Choose the day of the SASH.")))
    if differs(form) and not form["competent_why"].strip():
        found.append(Problem("competent_why", say("Write why who leads differs from what the relation says.")))
    if form["vhb_outcome"].strip() and not form["vhb_on"]:
        found.append(Problem("vhb_on", say("Choose the day of the safety assessment.")))
    found += [
        Problem(f"people.{row['id']}", say("Enter an alias for person {number}.", number=number))
        for number, row in enumerate(people, 1)
        if not row["alias"].strip()
    ]
    found += _missing_roles(say, people)
    return (*found, *_bar_problems(say, form, bars, kept_out))


def order(form: DraftForm, people: Sequence[Row], bars: Sequence[Row], seats: Sequence[Row]) -> NewCase:
    """The order as entered."""
    refs = {ref_of(row) for row in people}
    competent, why = said_about_competence(form)
    return NewCase(
        code=form["code"].strip(),
        code_name=form["code_name"].strip(),
        risk=Risk(form["risk"]),
        relation=Relation(form["relation"]),
        persons=tuple(_person(row) for row in people),
        seats=tuple(_seat(row, refs) for row in seats),
        assessments=_assessments(form),
        bars=new_bars(form, bars),
        veilig_thuis_competent=competent,
        competence_reason=why,
        complaint=Known(form["complaint"]),
        complaint_on=_since(form, "complaint"),
        serious_grounds=Known(form["grounds"]),
        serious_grounds_on=_since(form, "grounds"),
        suspect_arrested=Known(form["arrested"]),
        suspect_arrested_on=_since(form, "arrested"),
        threats_or_violence=Known(form["threats"]),
        brought_by=str(form["brought_by"] or ""),
        legal_basis=LegalBasis(form["basis"]) if form["basis"] else None,
        summary=form["summary"],
        review_on=form["review_on"],
        review_events=tuple(form["events"]),
        deputy_account_id=form["deputy"] or "",
    )


def _since(form: DraftForm, fact: str) -> date | None:
    """Since when, where it is so at all."""
    day: date | None = form[f"{fact}_on"]
    return day if form[fact] == Known.YES.value else None


def new_bars(form: DraftForm, bars: Sequence[Row]) -> tuple[NewBar, ...]:
    """Whom to keep out, as typed so far; nobody unless the question was answered with yes."""
    return tuple(_bar(row) for row in bars) if form["near_work"] == Known.YES.value else ()


def _missing_roles(say: Say, people: Sequence[Row]) -> list[Problem]:
    roles = {row["role"] for row in people}
    found = []
    if PersonRole.VICTIM.value not in roles:
        found.append(Problem("people", say("Enter who the victim is, by alias.")))
    if PersonRole.SUSPECT.value not in roles:
        found.append(Problem("people", say("Enter who the alleged perpetrator is, by alias.")))
    return found


def _bar_problems(say: Say, form: DraftForm, bars: Sequence[Row], kept_out: Sequence[str]) -> list[Problem]:
    if form["near_work"] is None:
        return [Problem("near_work", say("Answer whether somebody near the alleged perpetrator works at a partner."))]
    if form["near_work"] != Known.YES.value:
        return []
    if not bars:
        return [Problem("bars", say("Enter whom to keep out of this case."))]
    found = [
        Problem(f"bars.{row['id']}", say("Enter whom line {number} keeps out.", number=number))
        for number, row in enumerate(bars, 1)
        if not normal_form(_barred_value(row))
    ]
    if kept_out:
        names = say.listed(list(kept_out))
        found.append(Problem("partners", say("Take {names} off the partners: kept out of this case.", names=names)))
    return found


def _barred_value(row: Row) -> str:
    return row["organisation"] if row["kind"] == BarKind.ORGANISATION.value else row["value"]


def _person(row: Row) -> NewPerson:
    return NewPerson(
        ref=ref_of(row),
        role=PersonRole(row["role"]),
        alias=row["alias"],
        age=int(row["age"]) if row["age"] is not None else None,
        address=row["address"],
        address_secret=bool(row["address_secret"]),
        phone=row["phone"],
        safe_contact=row["safe_contact"],
    )


def _bar(row: Row) -> NewBar:
    return NewBar(BarKind(row["kind"]), _barred_value(row).strip(), row["reason"].strip())


def _seat(row: Row, refs: set[str]) -> NewSeat:
    return NewSeat(
        professional_id=row["id"],
        role=row["role"] or "",
        deputy_id=row["deputy"] or "",
        attends=bool(row["attends"]),
        chairs=bool(row["chairs"]),
        speaks_with=tuple(ref for ref in row["speaks_with"] if ref in refs),
    )


def _assessments(form: DraftForm) -> tuple[Assessment, ...]:
    found = []
    sash_on: date | None = form["sash_on"]
    if form["sash_outcome"] and sash_on:
        met = bool(form["sash_with_vt"])
        found.append(Assessment(Instrument.SASH, form["sash_outcome"], sash_on, form["sash_by"], met))
    if form["vhb_outcome"].strip() and form["vhb_on"]:
        home = OrganisationKind.VEILIG_THUIS.value
        found.append(Assessment(Instrument.SAFETY_ASSESSMENT, form["vhb_outcome"].strip(), form["vhb_on"], home))
    return tuple(found)
