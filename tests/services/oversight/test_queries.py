"""My day reads every case like its own screen does, and asks no more questions for many cases than for one."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.casework import Case
from models.terms import AccountRole, BarKind, CaseStatus
from services.access.rules import Standing
from services.cases.actions import open_case
from services.cases.queries import case_facts
from services.oversight import queries
from services.relations.facts import Actor
from services.unit_of_work import NotAllowed, Work
from tests.cast import House, Person
from tests.pages.casework.orders import a_new_case
from tests.rows import a_bar, a_case, a_professional, a_seat
from tests.statements import statements


@pytest.fixture
def astrid(house: House) -> Person:
    return house.first_administrator()


@pytest.fixture
def hanna(house: House, astrid: Person) -> Person:
    return house.account(astrid, "Hanna Huisman", AccountRole.CASE_DIRECTOR)


def test_every_own_case_counts_and_is_logged_once(house: House, hanna: Person) -> None:
    work = house.as_(hanna)
    ids = [open_case(work, a_new_case(code=f"H-0{n}", code_name=f"Zaak {n}")) for n in range(3)]
    assert queries.my_day(work).cases == 3
    queries.my_day(work)
    with work.database.reading() as session:
        looks = session.exec(select(AuditEntry.case_id).where(AuditEntry.outcome == "seen")).all()
    assert sorted(looks) == sorted(ids)


def test_one_case_and_many_cost_the_same_number_of_statements(house: House, hanna: Person) -> None:
    work, numbers = house.as_(hanna), {}
    for number in range(25):
        newest = open_case(work, a_new_case(code=f"H-{number}"))
        if number + 1 in (1, 5, 25):
            numbers[number + 1] = _statements(house, hanna)
    for number in range(5):
        a_seat(work, newest, a_professional(work, f"P. Nummer{number}"))
    numbers["with more seats"] = _statements(house, hanna)
    for _ in range(5):
        a_case(work)
    numbers["with cases of somebody else"] = _statements(house, hanna)
    assert len(set(numbers.values())) == 1, numbers


def test_closed_case_is_not_read(house: House, hanna: Person) -> None:
    work = house.as_(hanna)
    ids = [open_case(work, a_new_case(code=f"H-0{n}", code_name=f"Zaak {n}")) for n in range(2)]
    with work.upkeep() as tx:
        tx.session.get_one(Case, ids[0]).status = CaseStatus.CLOSED
    assert queries.my_day(work).cases == 1
    with work.database.reading() as session:
        looks = session.exec(select(AuditEntry.case_id).where(AuditEntry.outcome == "seen")).all()
    assert looks == [ids[1]]


def test_barred_director_sees_no_trace_of_the_case(house: House, hanna: Person) -> None:
    work = house.as_(hanna)
    open_case(work, a_new_case(code="H-01"))
    second = open_case(work, a_new_case(code="H-02", code_name="Zaak Twee"))
    a_bar(work, second, BarKind.NAME, "hánna huisman")
    day = queries.my_day(work)
    assert day.cases == 1
    assert {need.case.code_name for need in day.needs} == {"Zaak Heggemus"}


def test_someone_without_cases_has_an_empty_day(house: House, hanna: Person, astrid: Person) -> None:
    open_case(house.as_(hanna), a_new_case())
    other = house.account(astrid, "Gerrit Groen", AccountRole.CASE_DIRECTOR)
    day = queries.my_day(house.as_(other))
    assert (day.cases, day.needs, day.week, day.owed, day.arrived) == (0, (), (), (), ())


@pytest.mark.parametrize("standing", [Standing.ADMINISTRATOR, Standing.AUDITOR, Standing.GUEST, Standing.VISITOR])
def test_who_has_no_cases_by_standing_gets_no_day(work_as: Callable[..., Work], standing: Standing) -> None:
    with pytest.raises(NotAllowed):
        queries.my_day(work_as(standing, account_id="a" * 32))


def test_last_visit_is_that_of_the_session_before(house: House, hanna: Person) -> None:
    assert queries.last_visit(house.as_(hanna)) is None
    before = house.clock()
    house.clock.forward(hours=20)
    assert queries.last_visit(house.as_(house.signed_in(hanna))) == before


@pytest.mark.parametrize("standing", sorted(set(Standing) - {Standing.AUDITOR, Standing.SYSTEM}))
def test_only_auditors_read_the_log(work_as: Callable[..., Work], standing: Standing) -> None:
    with pytest.raises(NotAllowed):
        queries.log_page(work_as(standing, account_id="a" * 32))
    with pytest.raises(NotAllowed):
        queries.chain(work_as(standing, account_id="a" * 32))


def test_log_page_has_the_newest_entries_and_counts_the_rest(house: House, hanna: Person) -> None:
    for number in range(4):
        open_case(house.as_(hanna), a_new_case(code=f"H-0{number}"))
    page = queries.log_page(_auditor(house), longest=3)
    assert len(page.entries) == 3 and page.more > 3
    assert [e.seq for e in page.entries] == sorted((e.seq for e in page.entries), reverse=True)


def test_reading_the_log_stands_in_the_log(house: House, hanna: Person) -> None:
    auditor = _auditor(house)
    queries.log_page(auditor)
    assert queries.log_page(auditor).entries[0].permission == "audit.read"


def test_the_log_hides_the_entries_of_a_case_that_its_reader_is_kept_out_of(house: House, hanna: Person) -> None:
    auditor, director = _auditor(house), house.as_(hanna)
    case_id, other = open_case(director, a_new_case(code="H-01")), open_case(director, a_new_case(code="H-02"))
    for known in (case_id, other):
        case_facts(director, known)
    before = queries.log_page(auditor)
    assert {case_id, other} <= {entry.case_id for entry in before.entries}
    a_bar(director, case_id, BarKind.NAME, auditor.actor.name)
    after = queries.log_page(auditor)
    assert other in {entry.case_id for entry in after.entries}
    assert case_id not in {entry.case_id for entry in after.entries}
    assert queries.log_page(auditor, longest=1).more == len(after.entries) - 1, "nor counted"
    assert queries.chain(auditor).whole


def test_whole_chain_is_reported_whole(house: House, hanna: Person) -> None:
    report = queries.chain(_auditor(house))
    assert report.whole and report.entries > 3


def _statements(house: House, who: Person) -> tuple[int, int]:
    """How many my day costs when its looks must still be logged, and when they are."""
    house.clock.forward(minutes=10)
    work = house.as_(who)
    with statements(work.database) as first:
        queries.my_day(work)
    with statements(work.database) as again:
        queries.my_day(work)
    return len(first), len(again)


def _auditor(house: House) -> Work:
    return house.work(Actor(Standing.AUDITOR, name="Otto Oog", account_id="o" * 32))
