"""A case is opened, changed and kept from those who may not know of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from models.casework import Case, CasePerson
from models.terms import AccountRole, BarKind, Known, OrganisationKind, PersonRole, Relation
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.barring.rules import BarWrong
from services.cases import actions
from services.cases.checks import CaseFieldWrong, names_someone
from services.cases.orders import EditCore, NewPerson, NewSeat
from services.cases.queries import address_of, case_facts, free_code, my_cases
from services.cases.rows import PersonBarred
from services.cases.rules import veilig_thuis_competent
from services.directory.partners import AddOrganisation, AddProfessional, add_organisation, add_professional
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.cast import House, Person
from tests.pages.casework.orders import a_new_case


@pytest.fixture
def astrid(house: House) -> Person:
    return house.first_administrator()


@pytest.fixture
def hanna(house: House, astrid: Person) -> Person:
    return house.account(astrid, "Hanna Huisman", AccountRole.CASE_DIRECTOR)


@pytest.fixture
def work(house: House, hanna: Person) -> Work:
    return house.as_(hanna)


@pytest.fixture
def mallory(house: House, astrid: Person) -> Work:
    return house.as_(house.account(astrid, "Mallory Maas", AccountRole.CASE_DIRECTOR))


def test_opened_case_is_the_directors_own_and_nobody_elses(work: Work, mallory: Work) -> None:
    case_id = actions.open_case(work, a_new_case())
    assert case_facts(work, case_id).director == "Hanna Huisman"
    assert my_cases(mallory) == ()
    for look in (lambda: case_facts(mallory, case_id), lambda: case_facts(mallory, "0" * 32)):
        with pytest.raises(NotAllowed):
            look()


def test_case_with_a_wrong_part_leaves_no_trace(work: Work) -> None:
    with pytest.raises(CaseFieldWrong):
        actions.open_case(work, a_new_case(seats=(NewSeat("0" * 32, "adviseur"),)))
    with work.database.reading() as session:
        assert session.exec(select(Case)).all() == []
        assert session.exec(select(CasePerson)).all() == []


def test_code_can_be_used_once(work: Work, mallory: Work) -> None:
    actions.open_case(work, a_new_case())
    with pytest.raises(actions.CodeTaken):
        actions.open_case(mallory, a_new_case())


@pytest.mark.parametrize(
    ("about", "reason"),
    [
        ({"code": "x y"}, "malformed"),
        ({"code_name": " "}, "length"),
        ({"code_name": "Zaak Willemsen"}, "names_a_person"),
        ({"persons": (NewPerson("P1", PersonRole.VICTIM, "Mevrouw Willemsen"),)}, "no_suspect"),
        ({"persons": (NewPerson("P2", PersonRole.SUSPECT, "De heer D."),)}, "no_victim"),
    ],
)
def test_case_that_cannot_be_kept_is_refused_with_the_reason(work: Work, about: dict, reason: str) -> None:
    people = (
        NewPerson("P1", PersonRole.VICTIM, "Mevrouw Willemsen"),
        NewPerson("P2", PersonRole.SUSPECT, "De heer D."),
    )
    with pytest.raises(CaseFieldWrong) as refused:
        actions.open_case(work, a_new_case(**({"persons": people} | about)))
    assert refused.value.fields["reason"] == reason


def test_addresses_lie_sealed_and_are_shown_on_request(work: Work) -> None:
    case_id = actions.open_case(work, a_new_case())
    with work.database.reading() as session:
        row = session.exec(select(CasePerson).where(CasePerson.ref == "P1")).one()
    assert "Dorpsstraat" not in str(row.model_dump())
    assert address_of(work, case_id, row.id) == "Dorpsstraat 1"


def test_second_writer_of_the_core_is_told_and_overwrites_nothing(work: Work) -> None:
    case_id = actions.open_case(work, a_new_case())
    seen = case_facts(work, case_id)
    actions.edit_core(work, _edit(seen, "eerste"))
    with pytest.raises(ChangedMeanwhile):
        actions.edit_core(work, _edit(seen, "tweede"))
    assert case_facts(work, case_id).summary == "eerste"


def test_seat_is_filled_ended_and_not_for_the_barred(work: Work) -> None:
    case_id, oudejans = actions.open_case(work, a_new_case()), _professional(work)
    seat_id = actions.fill_seat(work, case_id, NewSeat(oudejans, "casushouder", speaks_with=("P1",)))
    assert case_facts(work, case_id).seats[0].speaks_with == ("P1",)
    actions.end_seat(work, case_id, seat_id)
    assert case_facts(work, case_id).seats == ()
    bar(work, case_id, NewBar(BarKind.EMAIL, "S@VT.example"))
    with pytest.raises(PersonBarred):
        actions.fill_seat(work, case_id, NewSeat(oudejans, "casushouder"))


def test_bar_takes_a_seated_professional_out_of_sight(work: Work) -> None:
    oudejans = _professional(work)
    case_id = actions.open_case(work, a_new_case(seats=(NewSeat(oudejans, "casushouder"),)))
    assert len(case_facts(work, case_id).seats) == 1
    bar(work, case_id, NewBar(BarKind.NAME, "s. oudejans"))
    assert case_facts(work, case_id).seats == ()


@pytest.mark.parametrize("kept_out", [NewBar(BarKind.NAME, "hanna huisman"), NewBar(BarKind.ORGANISATION, "politie")])
def test_nobody_opens_a_case_that_keeps_themselves_out(work: Work, kept_out: NewBar) -> None:
    with pytest.raises(BarWrong) as refused:
        actions.open_case(work, a_new_case(bars=(kept_out,)))
    assert refused.value.fields["reason"] == "shuts_out_director"
    with work.database.reading() as session:
        assert session.exec(select(Case)).all() == []


def test_free_code_passes_over_codes_that_are_taken(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(work.chance), "id", lambda self: f"{7:032x}")
    assert free_code(work) == "Z-2026-007"
    with work.upkeep() as tx:
        code = Case(
            id="c" * 32,
            code="Z-2026-007",
            code_name="Zaak Zeven",
            risk=a_new_case().risk,
            relation=Relation.NEIGHBOUR,
            veilig_thuis_competent=False,
            director_id=work.actor.account_id,
            opened_at=tx.now,
        )
        tx.add(code)
    assert free_code(work) == "Z-2026-008"


@pytest.mark.parametrize("relation", list(Relation))
def test_veilig_thuis_is_competent_for_domestic_relations_only(relation: Relation) -> None:
    domestic = {Relation.EX_PARTNER, Relation.PARTNER, Relation.FAMILY, Relation.HOUSEHOLD}
    assert veilig_thuis_competent(relation) is (relation in domestic)


@given(st.sampled_from(["Willemsen", "el Idrissi", "Ömer Yılmaz"]), st.sampled_from(["Zaak {}", "{}", "x {} y"]))
def test_code_name_with_a_name_in_it_is_always_noticed(alias: str, pattern: str) -> None:
    telling = max(alias.split(), key=len)
    assert names_someone(pattern.format(telling.upper().casefold()), f"Mevrouw {alias}".casefold())


def _edit(seen, summary: str) -> EditCore:
    return EditCore(
        case_id=seen.id,
        version=seen.version,
        risk=seen.risk,
        relation=seen.relation,
        veilig_thuis_competent=True,
        complaint=Known.YES,
        serious_grounds=Known.UNKNOWN,
        suspect_arrested=Known.NO,
        stalking_active=Known.YES,
        summary=summary,
        review_on=None,
        review_events=(),
    )


def _professional(work: Work) -> str:
    home = add_organisation(work, AddOrganisation("VT", "Veilig Thuis", OrganisationKind.VEILIG_THUIS))
    return add_professional(work, AddProfessional(home.id, "S. Oudejans", email="s@vt.example")).id
