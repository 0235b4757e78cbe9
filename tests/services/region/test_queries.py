"""Counts over a region: right, for the coordinator only, without the cases that somebody is kept out of."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from models.casework import Case, CasePerson, Seat
from models.terms import BarKind, CaseStatus, PersonRole, Risk
from services.access.rules import Permission, Standing
from services.cases.gathering import gathered_many
from services.protection.rules import Reader
from services.region.counted import counted_in
from services.region.empty_seats import empty_seats_in
from services.region.facts import Amount, RegionNumbers, Waiting
from services.region.queries import linked_pairs_in, loads_in, region_numbers, shared_in
from services.relations.facts import SYSTEM
from services.route_map.queries import regional
from services.route_map.rules import missing_seats
from services.unit_of_work import NotAllowed, Reading, Transaction, Work
from tests.rows import a_bar, a_case, a_professional, a_seat, an_account
from tests.statements import statements

WorkAs = Callable[..., Work]


@pytest.fixture
def system(work_as: WorkAs) -> Work:
    return work_as(SYSTEM)


@pytest.fixture
def coordinator(work_as: WorkAs) -> Work:
    return work_as(Standing.COORDINATOR, name="C. Coord", account_id="c" * 32, session_id="c" * 32)


def cases(system: Work, number: int, **about: object) -> list[str]:
    director = an_account(system)
    made = [a_case(system, director) for _ in range(number)]
    change(system, Case, made, **about)
    return made


def change(system: Work, kind: type, ids: list[str], **about: object) -> None:
    with system.upkeep() as tx:
        for row_id in ids:
            row = tx.session.get_one(kind, row_id)
            for name, value in about.items():
                setattr(row, name, value)


def counted(coordinator: Work, ask: Callable) -> object:
    with coordinator.read(Permission.REGION_READ) as look:
        return ask(look, counted_in(look))


def load_of(coordinator: Work, name: str):
    return next(one for one in counted(coordinator, loads_in) if one.name == name)


def missing(coordinator: Work, organisation: str, role: str = ""):
    seats, _ = counted(coordinator, empty_seats_in)
    return next(seat for seat in seats if (seat.organisation, seat.role) == (organisation, role))


def test_load_weighs_seats_in_force_in_open_cases_by_risk(system: Work, coordinator: Work) -> None:
    worker, other = a_professional(system, "W. Werker"), a_professional(system, "D. Deputy")
    high, medium, low = cases(system, 1), cases(system, 1, risk=Risk.MEDIUM), cases(system, 1, risk=Risk.LOW)
    closed, ended, past = cases(system, 1, status=CaseStatus.CLOSED), cases(system, 1), cases(system, 1)
    for case_id in (*high, *medium, *low, *closed):
        a_seat(system, case_id, worker, deputy_id=other)
    a_seat(system, high[0], worker)
    a_seat(system, ended[0], worker, ended_at=system.clock())
    a_seat(system, past[0], worker, until_on=system.clock().date() - timedelta(days=1))
    found = load_of(coordinator, "W. Werker")
    assert (found.cases, found.seats, found.load, found.deputy_for) == (3, 4, 3 + 3 + 2 + 1, 0)
    found = load_of(coordinator, "D. Deputy")
    assert (found.cases, found.deputy_for) == (0, 3)


def test_external_parties_are_on_no_list(system: Work, coordinator: Work) -> None:
    employer = a_professional(system, "B. Baas", organisation="werkgever", external=True)
    worker = a_professional(system, "W. Werker", organisation="VT")
    for case_id in cases(system, 6):
        a_seat(system, case_id, employer)
        a_seat(system, case_id, worker)
    numbers = region_numbers(coordinator)
    assert "B. Baas" not in str(numbers)
    assert numbers.shared == ()


def test_pairs_of_different_organisations_with_five_cases_are_shared_partners(system: Work, coordinator: Work) -> None:
    one, other = a_professional(system, "A. Aalders", organisation="VT"), a_professional(system, "B. Bos")
    colleague = a_professional(system, "C. Collega", organisation="VT")
    made = cases(system, 7)
    for number, case_id in enumerate(made):
        for who in (one, one, colleague, *([other] if number < 5 else [])):
            a_seat(system, case_id, who)
    pairs = counted(coordinator, shared_in)
    assert {(pair.first, pair.second) for pair in map(_sorted, pairs)} == {
        ("A. Aalders", "B. Bos"),
        ("B. Bos", "C. Collega"),
    }
    assert {pair.cases for pair in pairs} == {Amount(5, 9)}
    change(system, Case, made[:1], status=CaseStatus.CLOSED)
    assert counted(coordinator, shared_in) == ()


def _sorted(pair):
    return pair if pair.first < pair.second else replace(pair, first=pair.second, second=pair.first)


def test_linked_pairs_count_once_and_not_what_differs_in_birth_or_is_closed(system: Work, coordinator: Work) -> None:
    made = cases(system, 8)
    with system.upkeep() as tx:
        for number, case_id in enumerate(made):
            for ref in ("P1", "P2"):
                key, born = f"{ref:0>64}", "b" * 64 if number == 7 else "" if number % 2 else "a" * 64
                person = CasePerson(id=tx.chance.id(), case_id=case_id, ref=ref, role=PersonRole.SUSPECT, alias="X")
                person.name_key, person.birth_key = key, born
                tx.add(person)
    # 28 pairs; case 7 was born otherwise than the four with a known date
    assert counted(coordinator, linked_pairs_in) == Amount(20, 24)
    change(system, Case, made[:7], status=CaseStatus.CLOSED)
    assert counted(coordinator, linked_pairs_in) == Amount(0, 4), "only three pairs with case 7"


def test_the_nameless_are_not_linked(system: Work, coordinator: Work) -> None:
    with system.upkeep() as tx:
        for number, case_id in enumerate(cases_of(tx)):
            person = CasePerson(id=tx.chance.id(), case_id=case_id, ref="P1", role=PersonRole.VICTIM, alias="X")
            person.name_key = "-" if number % 2 else ""
            tx.add(person)
    assert counted(coordinator, linked_pairs_in) == Amount(0, 4)


def cases_of(tx: Transaction) -> list[str]:
    return list(tx.session.exec(select(Case.id)))


@pytest.mark.parametrize("competent", [True, False])
@pytest.mark.parametrize("risk", Risk)
def test_empty_seats_are_those_that_the_route_map_misses_case_by_case(
    system: Work, coordinator: Work, risk: Risk, competent: bool
) -> None:
    made = cases(system, 6, risk=risk, veilig_thuis_competent=competent)
    officer = a_professional(system, "O. Officier", organisation="OM")
    for case_id in made:
        seat = a_seat(system, case_id, officer)
        change(system, Seat, [seat], role="officier_van_justitie")
    a_seat(system, made[0], a_professional(system, "V. Veilig", organisation="VT"))
    with coordinator.read(Permission.REGION_READ) as look:
        facts = gathered_many(look, made, Reader(None, whole=True))
        seats, _ = empty_seats_in(look, counted_in(look))
    exact: dict[tuple[str, str], int] = {}
    for case in facts.values():
        for seat in missing_seats(regional(), case):
            exact[seat.organisation, seat.role or ""] = exact.get((seat.organisation, seat.role or ""), 0) + 1
    assert exact
    shown = {(seat.organisation, seat.role): seat.missing for seat in seats}
    assert {key: amount for key, amount in shown.items() if not amount.small} == {
        key: Amount(number // 5 * 5, number // 5 * 5 + 4) for key, number in exact.items() if number >= 5
    }


def test_a_seat_is_empty_since_the_case_was_opened_or_somebody_left(system: Work, coordinator: Work) -> None:
    now = system.clock()
    made = cases(system, 5, opened_at=now - timedelta(days=200))
    assert missing(coordinator, "DR").waiting is Waiting.LONGER
    detective = a_professional(system, "D. Dries", organisation="DR")
    for number, case_id in enumerate(made):
        gone = {"ended_at": now - timedelta(days=2)} if number % 2 else {"until_on": now.date() - timedelta(days=3)}
        a_seat(system, case_id, detective, **gone)
    assert missing(coordinator, "DR").waiting is Waiting.UNDER_A_WEEK
    assert missing(coordinator, "CCB").waiting is Waiting.LONGER


def test_who_left_and_came_back_leaves_no_empty_seat(system: Work, coordinator: Work) -> None:
    detective = a_professional(system, "D. Dries", organisation="DR")
    for case_id in cases(system, 5):
        a_seat(system, case_id, detective, ended_at=system.clock())
        a_seat(system, case_id, detective)
    assert missing(coordinator, "DR").missing.small


# Who is kept out.


def test_a_case_that_bars_the_coordinator_counts_nowhere(system: Work, coordinator: Work) -> None:
    one, other = a_professional(system, "A. Aalders", organisation="VT"), a_professional(system, "B. Bos")
    made = cases(system, 5)
    for case_id in made:
        a_seat(system, case_id, one)
        a_seat(system, case_id, other)
    assert len(region_numbers(coordinator).shared) == 1
    a_bar(system, made[0], BarKind.NAME, "c coord")
    numbers = region_numbers(coordinator)
    assert numbers.empty
    assert numbers == RegionNumbers(
        **(numbers.__dict__ | {"shared": (), "linked": Amount(0, 4)}),
    )
    assert load_of(coordinator, "A. Aalders").cases == 4


def test_a_seat_of_whoever_the_case_keeps_out_counts_for_nobody(system: Work, coordinator: Work) -> None:
    one = a_professional(system, "D. Dries", organisation="DR")
    deputy = a_professional(system, "E. Eend", organisation="DR")
    made = cases(system, 5)
    for case_id in made:
        a_seat(system, case_id, one, deputy_id=deputy)
    a_bar(system, made[0], BarKind.NAME, "D. Dries")
    a_bar(system, made[1], BarKind.NAME, "E. Eend")
    assert load_of(coordinator, "D. Dries").cases == 4
    assert load_of(coordinator, "E. Eend").deputy_for == 3
    with coordinator.read(Permission.REGION_READ) as look:
        left_out = counted_in(look)
    assert (len(left_out.shut_seats), len(left_out.shut_deputies)) == (1, 1)


def test_an_organisation_that_is_kept_out_has_an_empty_seat(system: Work, coordinator: Work) -> None:
    one = a_professional(system, "D. Dries", organisation="CCB")
    for case_id in cases(system, 5):
        a_seat(system, case_id, one)
        a_bar(system, case_id, BarKind.ORGANISATION, "CCB")
    assert missing(coordinator, "CCB").missing == Amount(5, 9)
    assert load_of(coordinator, "D. Dries").cases == 0


@pytest.mark.parametrize("standing", sorted(set(Standing) - {Standing.COORDINATOR}))
def test_nobody_but_the_coordinator_gets_a_number(work_as: WorkAs, standing: Standing) -> None:
    with pytest.raises(NotAllowed):
        region_numbers(work_as(standing, name="A. Ander", account_id="a" * 32))


def test_nothing_of_a_case_is_in_the_numbers(system: Work, coordinator: Work) -> None:
    made = cases(system, 6)
    for case_id in made:
        a_seat(system, case_id, a_professional(system, "W. Werker"))
    with coordinator.database.reading() as session:
        codes = [session.get_one(Case, case_id).code for case_id in made]
    told = str(region_numbers(coordinator))
    assert [part for part in (*made, *codes, "Heggemus") if part in told] == []


def test_statements_do_not_grow_with_cases(system: Work, coordinator: Work) -> None:
    def asked() -> int:
        with statements(coordinator.database) as seen:
            region_numbers(coordinator)
        return len(seen)

    worker = a_professional(system, "W. Werker")
    a_seat(system, cases(system, 1)[0], worker)
    region_numbers(coordinator)
    before = asked()
    for case_id in cases(system, 20):
        a_seat(system, case_id, worker)
    assert asked() == before


def test_a_look_at_the_region_opens_nothing_of_a_case(system: Work, coordinator: Work, monkeypatch) -> None:
    def never(*args: object) -> str:
        raise AssertionError("a sealed text was opened")

    for case_id in cases(system, 6):
        a_seat(system, case_id, a_professional(system, "W. Werker"))
    monkeypatch.setattr(Reading, "unseal", never)
    assert region_numbers(coordinator).people
