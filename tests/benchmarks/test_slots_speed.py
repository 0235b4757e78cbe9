"""What proposing times costs in a region at work: 2,000 cases, 150 professionals of 12 organisations with diaries and
planned meetings.

    pytest -m long -s tests/benchmarks/test_slots_speed.py

CPU time by the yardstick; the figures are printed. What the planner asks of the database is counted in statements.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from sys import stdout

import pytest
from sqlmodel import col, select, update

from models.availability import FreeBlock
from models.casework import Case, Seat
from models.directory import Organisation, Professional
from models.meeting import Meeting
from models.terms import AccountRole, MeetingKind, OrganisationKind
from services.access.rules import Standing
from services.meetings.proposing import availability
from services.relations.facts import SYSTEM, Actor
from services.scheduling.facts import LOCAL, Attendee, Block, Grid, Request, Substitute
from services.scheduling.rules import slots
from services.settings import Settings
from services.unit_of_work import Transaction, Work
from tests import filler
from tests.benchmarks.yardstick import Spent, spent
from tests.databases import file_database
from tests.rows import a_session, an_account
from tests.statements import statements

pytestmark = pytest.mark.long

FEW, MANY = 200, 2_000
PEOPLE, HOMES, SEATS, DAYS = 150, 12, 12, 14
CASE = "case0"
MOST_P95 = 0.005
"""Seconds for one `slots` of twelve seats over two weeks. Measured: 0.002."""
MORE_CASES = 2
"""Ten times the cases may cost a look at the diaries at most twice as much: meetings of the same people, not the
cases, are what is read."""
RULE = (("lokale_veld",), ("VT", "VHH"), ("politie",))
KEYS = tuple(kind.value for kind in OrganisationKind)


@dataclass(frozen=True)
class Cost:
    """What one look for times costs."""

    statements: int
    spent: Spent


@dataclass(frozen=True)
class Region:
    """The costs with few and with many cases, and the meeting of one of them as the solver gets it."""

    few: Cost
    many: Cost


def working_week(chance: Random, first: date, days: int) -> tuple[Block, ...]:
    """Two or three free stretches on most working days."""
    found = []
    for day in (first + timedelta(days=n) for n in range(days)):
        for hour in (9, 11, 14) if day.isoweekday() < 6 else ():
            if chance.random() < 0.6:
                start = datetime.combine(day, time(hour), LOCAL)
                found.append((start, start + timedelta(minutes=chance.choice((60, 90, 120)))))
    return tuple(found)


def problem(days: int = DAYS, seats: int = SEATS) -> Request:
    """A meeting of an hour, each seat with a deputy."""
    chance, first = Random(days * 100 + seats), date(2026, 11, 23)
    homes = ("politie", "VT", "VHH", "lokale_veld", "OM", "RN", "RvdK", "SHN", "DR", "CCB", "GGZ", "vrouwenopvang")
    attendees = tuple(
        Attendee(
            f"a{n}",
            homes[n % len(homes)],
            working_week(chance, first, days),
            (Substitute(f"s{n}", working_week(chance, first, days)),),
        )
        for n in range(seats)
    )
    lunch = (time(12, 30), time(13))
    return Request(60, datetime.combine(first, time(0), LOCAL), None, RULE, attendees, Grid(first, days, lunch=lunch))


@pytest.fixture(scope="module")
def region(file_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Region:
    few, many = (_cost_among(cases, file_template, tmp_path_factory) for cases in (FEW, MANY))
    return Region(few, many)


def _cost_among(cases: int, template: Path, folders: pytest.TempPathFactory) -> Cost:
    folder = folders.mktemp(f"slots{cases}")
    with pytest.MonkeyPatch.context() as patch, file_database(template, folder) as database:
        patch.setattr(filler, "PEOPLE", PEOPLE)
        patch.setattr(filler, "HOMES", HOMES)
        settings = Settings(data_folder=folder / "data", key_file=folder / "key")
        system = Work(database, SYSTEM, settings)
        account = an_account(system, "Hanna Huisman", AccountRole.CASE_DIRECTOR)
        filler.fill(system, cases)
        with system.upkeep() as tx:
            _at_work(tx, account, cases)
        a_session(system, account)
        director = Actor(Standing.CASE_DIRECTOR, name="Hanna Huisman", account_id=account, session_id=account)
        return _cost(Work(database, director, settings))


def _cost(work: Work) -> Cost:
    found = availability(work, CASE, MeetingKind.CASE_CONFERENCE, 60, days=DAYS)
    assert found.proposals.earliest is not None
    assert len(found.seats) == SEATS
    with statements(work.database) as seen:
        availability(work, CASE, MeetingKind.CASE_CONFERENCE, 60, days=DAYS)
    return Cost(len(seen), spent(lambda: availability(work, CASE, MeetingKind.CASE_CONFERENCE, 60, days=DAYS), 15))


def _at_work(tx: Transaction, account: str, cases: int) -> None:
    """Organisations of the chain, a full table on one case, diaries, and meetings spread over the coming half year."""
    chance, today = Random(7), tx.now.astimezone(LOCAL).date()
    connection = tx.session.connection()
    for number, key in zip(range(HOMES), KEYS, strict=False):
        connection.execute(update(Organisation).where(col(Organisation.id) == f"home{number}").values(key=key))
    connection.execute(update(Case).where(col(Case.id) == CASE).values(director_id=account))
    connection.execute(update(Seat).values(deputy_id=None))
    people = tx.session.exec(select(Professional).order_by(col(Professional.id))).all()
    for place in range(filler.SEATS, SEATS):
        who = people[place * 7]
        tx.add(
            Seat(id=f"more{place}", case_id=CASE, organisation_id=who.organisation_id, professional_id=who.id, role="x")
        )
    for who in people:
        for begins, ends in working_week(chance, today, 4 * DAYS):
            tx.add(FreeBlock(id=tx.chance.id(), professional_id=who.id, starts_at=begins, ends_at=ends))
    for number in range(cases):
        starts = tx.now + timedelta(days=1 + number % 180, hours=number % 8)
        times = {"starts_at": starts, "ends_at": starts + timedelta(hours=1)}
        connection.execute(update(Meeting).where(col(Meeting.id) == f"meeting{number}").values(times))


def test_slots_take_milliseconds() -> None:
    request = problem()
    found = spent(lambda: slots(request), 200)
    stdout.write(f"slots of {SEATS} seats, {DAYS} days: {found}, p95 {found.fair_p95 * 1000:.2f} ms\n")
    assert found.fair_p95 <= MOST_P95


@pytest.mark.parametrize(
    ("large", "most"),
    [(problem(days=8 * DAYS), 16), (problem(seats=8 * SEATS), 16)],
    ids=["eight times the days", "eight times the seats"],
)
def test_slots_grow_in_step_with_days_and_seats(large: Request, most: int) -> None:
    small, grown = (spent(lambda asked=asked: slots(asked), 31) for asked in (problem(), large))
    stdout.write(f"slots: {small}; eight times as much: {grown}, x{grown.fair / small.fair:.1f}\n")
    assert grown.fair / small.fair <= most


def test_more_cases_cost_a_look_for_times_hardly_anything(region: Region) -> None:
    for cases, cost in ((FEW, region.few), (MANY, region.many)):
        stdout.write(f"availability among {cases} cases: {cost.statements} statements, {cost.spent}, ")
        stdout.write(f"p95 {cost.spent.fair_p95 * 1000:.1f} ms\n")
    assert region.few.statements == region.many.statements
    assert region.many.spent.fair / region.few.spent.fair <= MORE_CASES
