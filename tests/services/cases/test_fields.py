"""A case that cannot be kept is refused by field and leaves no trace; what could find somebody lies sealed."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from models.audit import AuditEntry
from models.barring import Bar
from models.casework import AssessmentRow, Case, CasePerson, ProtectedTerm, Seat
from models.terms import AccountRole, BarKind, PersonRole, Relation
from services.access.rules import Standing
from services.barring.facts import NewBar
from services.cases import actions
from services.cases.drafts import save_draft
from services.cases.orders import NewPerson, NewSeat, NewWords
from services.cases.queries import case_facts, my_cases
from services.unit_of_work import Work
from tests.planned import PERSONS
from tests.rows import a_professional, an_account
from tests.services.cases.build import SASH, order, rows, wrong

WorkAs = Callable[..., Work]


LONG = "x" * 81


@pytest.mark.parametrize(
    ("about", "field", "reason"),
    [
        ({"code": ""}, "code", "malformed"),
        ({"code": "-1"}, "code", "malformed"),
        ({"code": "Z 1"}, "code", "malformed"),
        ({"code": "x" * 21}, "code", "malformed"),
        ({"code": "Z-1\n"}, "code", "malformed"),
        ({"code_name": " "}, "code_name", "length"),
        ({"code_name": "x" * 61}, "code_name", "length"),
        ({"code_name": "Zaak Willemsen", "persons": (NewPerson("P9", PersonRole.NETWORK, "Tante WILLEMSEN"), *PERSONS)},
         "code_name", "names_a_person"),
        ({"persons": PERSONS[1:]}, "persons", "no_victim"),
        ({"persons": PERSONS[:1]}, "persons", "no_suspect"),
        ({"persons": (*PERSONS, PERSONS[0])}, "persons", "same_ref"),
        ({"persons": (replace(PERSONS[0], alias=" "), PERSONS[1])}, "alias", "length"),
        ({"persons": (replace(PERSONS[0], alias=LONG), PERSONS[1])}, "alias", "length"),
        ({"assessments": (replace(SASH, outcome=" "),)}, "outcome", "empty"),
        ({"assessments": (replace(SASH, outcome=LONG),)}, "outcome", "too_long"),
        ({"seats": (NewSeat("0" * 32, "adviseur"),)}, "seat", "unknown_professional"),
        ({"deputy_account_id": "0" * 32}, "deputy", "unknown"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_by_field_and_leaves_no_trace(
    director: Work, about: dict, field: str, reason: str
) -> None:
    assert wrong(lambda: actions.open_case(director, order(**about))) == (field, reason)
    for kind in (Case, CasePerson, Seat, AssessmentRow):
        assert rows(director, kind) == []


def test_a_seat_needs_a_role_and_people_of_the_case(director: Work, work_as: WorkAs) -> None:
    who = a_professional(work_as(Standing.SYSTEM), "S. Oudejans", "s@vt.example", "VT")
    for seat, told in (
        (NewSeat(who, " "), ("role", "empty")),
        (NewSeat(who, "adviseur", speaks_with=("P7",)), ("speaks_with", "unknown_person")),
        (NewSeat(who, "adviseur", deputy_id="0" * 32), ("seat", "unknown_professional")),
    ):
        assert wrong(lambda seat=seat: actions.open_case(director, order(seats=(seat,)))) == told


def test_a_deputy_is_another_case_director(director: Work, work_as: WorkAs) -> None:
    system = work_as(Standing.SYSTEM)
    holder = an_account(system, "Casushouder", AccountRole.CASE_HOLDER)
    for account_id in (director.actor.account_id, holder):
        assert wrong(lambda who=account_id: actions.open_case(director, order(deputy_account_id=who))) == (
            "deputy",
            "unknown",
        )
    case_id = actions.open_case(director, order(deputy_account_id=an_account(system, "V. Vervang")))
    assert case_facts(director, case_id).deputy_director == "V. Vervang"


def test_a_code_that_is_taken_is_told_as_such(director: Work) -> None:
    actions.open_case(director, order())
    with pytest.raises(actions.CodeTaken):
        actions.open_case(director, order(code_name="Zaak Vink"))
    assert [line.code_name for line in my_cases(director)] == ["Zaak Mus"]


@pytest.mark.parametrize("relation", list(Relation))
def test_competence_follows_the_relation_unless_said_otherwise(director: Work, relation: Relation) -> None:
    domestic = relation in (Relation.EX_PARTNER, Relation.PARTNER, Relation.FAMILY, Relation.HOUSEHOLD)
    for number, (said, held) in enumerate(((None, domestic), (True, True), (False, False))):
        about = {"code": f"T-{number}", "relation": relation, "veilig_thuis_competent": said}
        if said not in (None, domestic):
            assert wrong(lambda about=about: actions.open_case(director, order(**about))) == (
                "competence_reason",
                "empty",
            )
            about |= {"competence_reason": "Afgesproken met Veilig Thuis."}
        facts = case_facts(director, actions.open_case(director, order(**about)))
        assert facts.veilig_thuis_competent is held
        assert facts.competence_reason == about.get("competence_reason", "")


def test_whoever_is_barred_is_not_among_the_seats(director: Work, work_as: WorkAs) -> None:
    system = work_as(Standing.SYSTEM)
    seats = tuple(
        NewSeat(a_professional(system, name, f"{name[:1]}@partner.example", home), "adviseur")
        for name, home in (("A. Een", "VT"), ("B. Twee", "VT"), ("C. Drie", "GGZ"), ("D. Vier", "RN"))
    )
    with_deputy = (replace(seats[3], deputy_id=seats[1].professional_id), *seats[:3])
    bars = (NewBar(BarKind.NAME, "b twee"), NewBar(BarKind.ORGANISATION, "GGZ"))
    case_id = actions.open_case(director, order(seats=with_deputy, bars=bars))
    found = case_facts(director, case_id).seats
    assert [(seat.name, seat.deputy) for seat in found] == [("A. Een", ""), ("D. Vier", "")]
    assert len(rows(director, Seat)) == 4, "the rows stay, for whoever must know later"


def test_what_could_find_somebody_lies_sealed_everywhere(director: Work, work_as: WorkAs) -> None:
    secret = "Kwikstaart"
    who = a_professional(work_as(Standing.SYSTEM), "S. Oudejans", "s@vt.example", "VT")
    person = NewPerson(
        "P1", PersonRole.VICTIM, "Mevrouw W.", 34, f"{secret}laan 1", True, f"06 {secret}", secret, secret
    )
    case_id = actions.open_case(
        director,
        order(
            persons=(person, PERSONS[1]),
            summary=secret,
            bars=(NewBar(BarKind.NAME, secret, reason=secret),),
            protected_terms=(NewWords("partners", secret),),
            seats=(NewSeat(who, "adviseur", note=secret),),
        ),
    )
    save_draft(director, "x", {"text": secret}, case_id=case_id)
    for kind in (Case, CasePerson, Seat, Bar, ProtectedTerm, AuditEntry):
        found = [str(row.model_dump()) for row in rows(director, kind)]
        assert found
        assert not [row for row in found if secret in row], kind
