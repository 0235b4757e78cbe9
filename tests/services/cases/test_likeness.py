"""The same person in two cases: told to whoever has rights in both, and to nobody else in any way."""

import ast
import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.casework import Case, CasePerson
from models.terms import BarKind, Belonging, CaseStatus, PersonRole
from services.access.rules import Permission, Standing
from services.cases import people
from services.cases.actions import open_case
from services.cases.likeness import LinkedPerson, fill_keys, linked_in
from services.cases.orders import EditPerson, NewPerson, NewSeat
from services.cases.queries import case_facts
from services.cases.rows import write_keys
from services.duties.following import follow
from services.relations.facts import SYSTEM, Actor
from services.unit_of_work import Work
from tests.house.sources import sources
from tests.planned import a_director
from tests.rows import a_bar, a_professional, an_account
from tests.services.cases.build import order, rows
from tests.statements import statements

WorkAs = Callable[..., Work]
BORN = date(1985, 3, 4)
VICTIM, SUSPECT, NETWORK = PersonRole.VICTIM, PersonRole.SUSPECT, PersonRole.NETWORK


def a_case(
    director: Work, code: str, victim: str = "", suspect: str = "", *, born: date | None = None, **about: object
) -> str:
    """A case whose victim and alleged perpetrator have these names; the perpetrator was born then."""
    persons = (
        NewPerson("P1", VICTIM, "Mevrouw W.", name=victim),
        NewPerson("P2", SUSPECT, "De heer D.", name=suspect, birth_date=born),
    )
    deputy = an_account(director.as_actor(SYSTEM), f"Vervanger {code}")
    order_of = order(code=code, code_name=f"Zaak {code}", persons=persons, deputy_account_id=deputy)
    return open_case(director, replace(order_of, **about))


def linked(work: Work, case_id: str) -> tuple[LinkedPerson, ...]:
    with work.read(Permission.NETWORK_READ, case_id) as look:
        return linked_in(look, case_id)


def test_the_same_suspect_with_another_victim_is_found_from_both_sides(director: Work) -> None:
    one = a_case(director, "T-1", "Anna Mus", "Dirk Dirksen", born=BORN)
    other = a_case(director, "T-2", "Bea Vink", "Dirk Dirksen", born=BORN)
    assert linked(director, one) == (LinkedPerson(other, "P2", SUSPECT, SUSPECT, True, "Zaak T-2"),)
    assert [link.case_id for link in linked(director, other)] == [one]


def test_a_victim_here_who_is_the_alleged_perpetrator_there_is_told_as_such(director: Work) -> None:
    one = a_case(director, "T-1", "Anna Mus", "Dirk Dirksen")
    other = a_case(director, "T-2", "Dirk Dirksen", "Anna Vink")
    (link,) = linked(director, one)
    assert (link.case_id, link.own_role, link.other_role) == (other, SUSPECT, VICTIM)
    assert link.roles_reversed
    assert not link.certain, "one birth date is unknown"
    assert linked(director, other)[0].roles_reversed


def test_somebody_of_the_network_is_found_too(director: Work) -> None:
    one = a_case(director, "T-1", "Anna Mus", "Dirk Dirksen")
    people.add_person_to(director, one, NewPerson("", NETWORK, "Broer", name="Karel Kauw"))
    other = a_case(director, "T-2", "Bea Vink", "Karel Kauw")
    assert [(link.case_id, link.person_ref, link.roles_reversed) for link in linked(director, one)] == [
        (other, "P3", False)
    ]


@pytest.mark.parametrize(
    "written", ["DIRK  dirksen", " Mr. Dirk Dirksen ", "Dírk Dirksén", "dirk-dirksen", "Ｄirk Dirksen"]
)
def test_capitals_accents_titles_and_spaces_make_no_difference(director: Work, written: str) -> None:
    one = a_case(director, "T-1", "Anna Mus", "Dirk Dirksen")
    a_case(director, "T-2", "Bea Vink", written)
    assert len(linked(director, one)) == 1


def test_another_birth_date_is_another_person_and_an_unknown_one_may_be_the_same(director: Work) -> None:
    one = a_case(director, "T-1", "Anna Mus", "Dirk Dirksen", born=BORN)
    a_case(director, "T-2", "Bea Vink", "Dirk Dirksen", born=date(1985, 3, 5))
    other = a_case(director, "T-3", "Cor Specht", "Dirk Dirksen")
    assert [(link.case_id, link.certain) for link in linked(director, one)] == [(other, False)]


def test_certain_links_come_first(director: Work) -> None:
    one = a_case(director, "T-1", "Anna Mus", "Dirk Dirksen", born=BORN)
    for number in range(4):
        a_case(director, f"T-2{number}", "Bea Vink", "Dirk Dirksen", born=BORN if number % 2 else None)
    assert [link.certain for link in linked(director, one)] == [True, True, False, False]


@pytest.mark.parametrize("name", ["", "  ", "Mr.", "..."])
def test_persons_without_a_name_are_not_taken_for_each_other(director: Work, name: str) -> None:
    one = a_case(director, "T-1", "Anna Mus", name, born=BORN)
    a_case(director, "T-2", "Bea Vink", name, born=BORN)
    assert linked(director, one) == ()


def test_two_persons_of_one_case_are_no_linked_case(director: Work) -> None:
    one = a_case(director, "T-1", "Dirk Dirksen", "Dirk Dirksen")
    assert linked(director, one) == ()


def test_a_closed_case_is_linked_too(director: Work) -> None:
    one = a_case(director, "T-1", "Anna Mus", "Dirk Dirksen")
    other = a_case(director, "T-2", "Bea Vink", "Dirk Dirksen")
    with director.as_actor(SYSTEM).upkeep() as tx:
        tx.session.get_one(Case, other).status = CaseStatus.CLOSED
    assert [link.case_id for link in linked(director, one)] == [other]


def test_the_name_changes_and_so_does_the_link(director: Work) -> None:
    one = a_case(director, "T-1", "Anna Mus", "Dirk Dirksen")
    a_case(director, "T-2", "Bea Vink", "Dirk Dirksen")
    him = next(person for person in case_facts(director, one).persons if person.ref == "P2")
    renamed = NewPerson("P2", SUSPECT, "De heer D.", name="Iemand Anders", birth_date=BORN)
    version = people.edit_person(director, EditPerson(one, him.id, him.version, renamed, with_secrets=True))
    assert linked(director, one) == ()
    people.edit_person(director, EditPerson(one, him.id, version, replace(renamed, name="", birth_date=None), True))
    emptied = next(row for row in rows(director, CasePerson) if row.id == him.id)
    assert (emptied.name_key, emptied.birth_key) == ("", "")


def test_an_edit_that_leaves_the_name_alone_leaves_the_link(director: Work) -> None:
    one = a_case(director, "T-1", "Anna Mus", "Dirk Dirksen")
    a_case(director, "T-2", "Bea Vink", "Dirk Dirksen")
    him = next(person for person in case_facts(director, one).persons if person.ref == "P2")
    about = NewPerson("P2", SUSPECT, "De heer Dee")
    people.edit_person(director, EditPerson(one, him.id, him.version, about, with_secrets=False))
    assert len(linked(director, one)) == 1


# Who may not know.


def test_rights_in_one_of_the_two_cases_tell_nothing_and_cost_the_same(work_as: WorkAs, director: Work) -> None:
    """Hanna has a case of her own; whether the same suspect is in a case of another director shows in nothing."""
    one = a_case(director, "T-1", "Anna Mus", "Dirk Dirksen", born=BORN)
    linked(director, one)  # the look itself is logged once
    with statements(director.database) as alone:
        assert linked(director, one) == ()
    foreign = a_case(a_director(work_as, "C. Vreemd"), "T-2", "Bea Vink", "Dirk Dirksen", born=BORN)
    with statements(director.database) as beside:
        assert linked(director, one) == ()
    assert [text for text in beside if "case_person" in text] == [text for text in alone if "case_person" in text]
    assert len(beside) == len(alone)
    assert foreign not in str(linked(director, one))


def test_only_rows_of_own_cases_are_asked_for(work_as: WorkAs, director: Work) -> None:
    """No statement names a hash: foreign rows are neither matched nor passed by on the way."""
    one = a_case(director, "T-1", "Anna Mus", "Dirk Dirksen")
    with director.read(Permission.NETWORK_READ, one) as look, statements(director.database) as seen:
        linked_in(look, one)
    (asked,) = [text for text in seen if "case_person" in text]
    assert "name_key" not in asked.partition("WHERE")[2]


@pytest.mark.parametrize("kept_out_of", ["here", "there"])
def test_whoever_is_barred_in_one_of_both_gets_nothing(work_as: WorkAs, director: Work, kept_out_of: str) -> None:
    one = a_case(director, "T-1", "Anna Mus", "Dirk Dirksen")
    other = a_case(director, "T-2", "Bea Vink", "Dirk Dirksen")
    a_bar(work_as(Standing.SYSTEM), one if kept_out_of == "here" else other, BarKind.NAME, director.actor.name)
    with director.read(Permission.CASE_LIST) as look:
        look.belongings = {one: Belonging.DIRECTOR}  # also where somebody asked permission for something else
        assert linked_in(look, one) == ()


def test_a_case_holder_sees_links_between_the_cases_with_a_seat_only(work_as: WorkAs, director: Work) -> None:
    worker = a_professional(work_as(Standing.SYSTEM), "W. Werker", "w@vt.example", "VT")
    seat = (NewSeat(worker, "adviseur"),)
    one = a_case(director, "T-1", "Anna Mus", "Dirk Dirksen", seats=seat)
    other = a_case(director, "T-2", "Bea Vink", "Dirk Dirksen", seats=seat)
    a_case(director, "T-3", "Cor Specht", "Dirk Dirksen")
    account = {"account_id": "w", "session_id": "w", "professional_id": worker, "organisation": "VT"}
    holder = work_as(Standing.CASE_HOLDER, name="W. Werker", **account)
    assert [link.case_id for link in linked(holder, one)] == [other]
    assert len(linked(director, one)) == 2


@pytest.mark.parametrize("standing", sorted(set(Standing) - {Standing.CASE_DIRECTOR, Standing.CASE_HOLDER}))
def test_other_standings_are_told_nothing_even_with_a_seat(work_as: WorkAs, director: Work, standing: Standing) -> None:
    worker = a_professional(work_as(Standing.SYSTEM), "W. Werker", "w@vt.example", "VT")
    seat = (NewSeat(worker, "adviseur"),)
    one = a_case(director, "T-1", "Anna Mus", "Dirk Dirksen", seats=seat)
    a_case(director, "T-2", "Bea Vink", "Dirk Dirksen", seats=seat)
    nobody = work_as(Actor(standing, name="W. Werker", account_id="w", professional_id=worker))
    with director.read(Permission.NETWORK_READ, one) as look:
        look.actor = nobody.actor
        assert linked_in(look, one) == ()


# Rows from before there were keys.


def without_keys(work: Work) -> None:
    with work.upkeep() as tx:
        for row in tx.session.exec(select(CasePerson)):
            row.name_key = row.birth_key = ""
            tx.session.add(row)


def test_persons_from_before_get_the_keys_they_would_have_had(
    work_as: WorkAs, director: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.cases.likeness.PERSONS_A_ROUND", 3)
    system = work_as(SYSTEM)
    one = a_case(director, "T-1", "Anna Mus", "Dirk Dirksen", born=BORN)
    a_case(director, "T-2", "Mr.", "Dirk Dirksen", born=BORN)
    before = {row.id: (row.name_key, row.birth_key, row.version) for row in rows(director, CasePerson)}
    without_keys(system)
    assert linked(director, one) == ()
    assert [fill_keys(system).persons for _ in range(4)] == [3, 1, 0, 0]
    assert {row.id: (row.name_key, row.birth_key, row.version) for row in rows(director, CasePerson)} == before
    assert linked(director, one)[0].certain


def test_filling_is_logged_once_by_number_and_makes_no_case_newly_judged(work_as: WorkAs, director: Work) -> None:
    system = work_as(SYSTEM)
    a_case(director, "T-1", "Anna Mus", "Dirk Dirksen", born=BORN)
    while follow(system).more:
        pass
    follow(system)
    number = len(rows(director, AuditEntry))
    assert fill_keys(system).persons == 0
    assert len(rows(director, AuditEntry)) == number
    without_keys(system)
    fill_keys(system)
    newest = max(rows(director, AuditEntry), key=lambda entry: entry.seq)
    assert (newest.case_id, newest.notes["persons"]) == ("", 2)
    assert follow(system).cases == 0


def test_hashes_stand_in_no_log_and_no_facts(director: Work) -> None:
    one = a_case(director, "T-1", "Anna Mus", "Dirk Dirksen", born=BORN)
    linked(director, one)
    keys = {key for row in rows(director, CasePerson) for key in (row.name_key, row.birth_key) if key}
    assert len(keys) == 3
    told = str(case_facts(director, one)) + "".join(str(entry) for entry in rows(director, AuditEntry))
    assert [key for key in keys if key in told] == []


def test_hashes_are_known_to_the_rooms_that_match_by_them_only() -> None:
    knowing = {path for path, tree in sources() for name in ("name_key", "birth_key") if name in ast.unparse(tree)}
    allowed = {
        "models/casework.py",
        "services/cases/rows.py",
        "services/cases/likeness.py",
        "services/region/queries.py",
    }
    assert {path for path in knowing if not path.startswith("models/migrations/")} <= allowed


def test_keys_of_two_planners_differ(director: Work) -> None:
    """A keyed hash: who has the database and not the key cannot try names."""
    row = CasePerson(id="p", case_id="c", ref="P1", role=VICTIM, alias="A")
    with director.as_actor(SYSTEM).upkeep() as tx:
        write_keys(tx, row, "Anna Mus", BORN)
        plain = {hashlib.sha256(text.encode()).hexdigest() for text in ("anna mus", "person.name\0anna mus")}
    assert row.name_key not in plain
    assert len(row.name_key) == len(row.birth_key) == 64
