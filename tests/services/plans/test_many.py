"""Many cases at once are each what they are alone, for every reader; and cost no more questions than one."""

from collections.abc import Callable
from random import Random

import pytest
from sqlmodel import select

from models.casework import Case, Seat
from models.terms import BarKind, Tier
from services.access.rules import Permission, Standing
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.conditions.actions import hand_in
from services.plans.actions import adopt, record_action
from services.plans.orders import AdoptPlan
from services.plans.queries import CaseState, case_state, state_in, states_in
from services.protection.rules import Reader
from services.unit_of_work import NotAllowed, Work
from tests.planned import PlannedCase, a_condition, an_action, explained, make_ready, planned_cases
from tests.practice import Region
from tests.rows import an_account
from tests.statements import statements

WorkAs = Callable[..., Work]
READERS = (None, Reader("politie"), Reader("VT"), Reader("DR"), Reader(None, victim=True), Reader(None, whole=True))


@pytest.fixture
def three(work_as: WorkAs) -> tuple[PlannedCase, ...]:
    """Three planned cases with something of every tier, one of them with an adopted plan and a bar."""
    return planned_cases(work_as, ("T-0", "T-1", "T-2"), _with_every_tier)


def _with_every_tier(found: tuple[PlannedCase, ...]) -> None:
    make_ready(found[0])
    adopt(found[0].director, AdoptPlan(found[0].case_id, explained(found[0])))
    said = (("VT", Tier.PARTNERS), ("DR", Tier.INVESTIGATION), ("VT", "partner:VT"), ("DR", Tier.VICTIM))
    for number, planned in enumerate(found):
        for place, (home, tier) in enumerate(said):
            hand_in(planned.as_guest(home), a_condition(f"condition{number}{place}", tier=str(tier), hard=True))
            order = an_action(planned.case_id, f"action{number}{place}", tier=str(tier), if_not="Anders.")
            record_action(planned.director, order)
    bar(found[1].director, found[1].case_id, NewBar(BarKind.NAME, found[1].attendee("politie").name))


@pytest.fixture
def mixed(three: tuple[PlannedCase, ...], work_as: WorkAs) -> Work:
    """Somebody who directs the first, deputises in the second and has a seat in the third."""
    system, account = work_as(Standing.SYSTEM), an_account(work_as(Standing.SYSTEM), "K. Kievit")
    first, second, third = (planned.case_id for planned in three)
    seated = three[2].attendee("VT").seat_id
    with system.upkeep() as tx:
        tx.session.get_one(Case, first).director_id = account
        tx.session.get_one(Case, second).deputy_id = account
        seat = tx.session.get_one(Seat, seated)
        assert seat.case_id == third
    return work_as(
        Standing.CASE_HOLDER,
        name="K. Kievit",
        account_id=account,
        professional_id=seat.professional_id,
        organisation="VT",
        session_id=account,
    )


def together(work: Work, case_ids: list[str], reader: Reader | None = None) -> dict[str, CaseState]:
    with work.read_many(Permission.CASE_READ, case_ids, screen="many") as look:
        return states_in(look, look.allowed, reader)


def alone(work: Work, case_id: str, reader: Reader | None = None) -> CaseState:
    with work.read(Permission.CASE_READ, case_id, screen="one") as look:
        return state_in(look, case_id, reader)


@pytest.mark.parametrize("reader", READERS, ids=str)
def test_each_case_is_what_it_is_alone(three: tuple[PlannedCase, ...], mixed: Work, reader: Reader | None) -> None:
    ids, chance = [planned.case_id for planned in three], Random(11)
    single = {case_id: alone(mixed, case_id, reader) for case_id in ids}
    assert [single[case_id].directs for case_id in ids] == [False] * 3  # a case holder changes nothing
    for _ in range(6):
        some = chance.sample(ids, chance.randint(1, 3))
        found = together(mixed, some, reader)
        assert list(found) == some
        assert found == {case_id: single[case_id] for case_id in some}


def test_director_of_one_case_is_no_director_in_the_next(three: tuple[PlannedCase, ...], mixed: Work) -> None:
    """Codes, links and what is for one organisation only follow the case, not the look."""
    found = together(mixed, [planned.case_id for planned in three])
    codes = [any(a.code or a.link or a.mails for a in state.meeting.attendees) for state in found.values()]
    assert codes == [True, True, False]
    names = [{view.tier for view in state.conditions} for state in found.values()]
    assert ["opsporing" in tiers for tiers in names] == [False] * 3
    assert [len(state.versions) for state in found.values()] == [1, 0, 0]
    barred = three[1].as_guest("politie").actor.name
    assert barred not in {a.name for a in found[three[1].case_id].meeting.attendees}
    assert barred in {a.name for a in found[three[2].case_id].meeting.attendees}


def test_who_directs_may_change_their_own_case_only(three: tuple[PlannedCase, ...]) -> None:
    found = together(three[0].director, [planned.case_id for planned in three])
    assert [(case_id, state.directs) for case_id, state in found.items()] == [(three[0].case_id, True)]


def test_case_that_does_not_exist_is_left_out_of_many_and_refused_alone(three: tuple[PlannedCase, ...]) -> None:
    with three[0].director.read(Permission.CASE_READ, three[0].case_id) as look:
        assert list(states_in(look, ["0" * 32, three[0].case_id])) == [three[0].case_id]
        assert states_in(look, []) == {}
        with pytest.raises(NotAllowed):
            state_in(look, "0" * 32)


def test_two_cases_and_three_cost_the_same_number_of_statements(three: tuple[PlannedCase, ...], mixed: Work) -> None:
    ids = [planned.case_id for planned in three]
    together(mixed, ids)
    numbers = []
    for some in (ids[:2], ids):  # both with a bar and an adopted plan, which take a look at the directory more
        with statements(mixed.database) as seen:
            together(mixed, some)
        numbers.append(len(seen))
    assert len(set(numbers)) == 1, numbers


def test_a_full_case_costs_as_many_statements_as_one_with_little(three: tuple[PlannedCase, ...]) -> None:
    director, case_id = three[0].director, three[0].case_id
    before = _statements_of(director, case_id)
    for number in range(12):
        hand_in(three[0].as_guest("VT"), a_condition(f"more{number}"))
        record_action(director, an_action(case_id, f"also{number}"))
    assert _statements_of(director, case_id) == before


def _statements_of(work: Work, case_id: str) -> int:
    case_state(work, case_id)
    with statements(work.database) as seen:
        case_state(work, case_id)
    return len(seen)


def test_the_fictional_cases_are_together_what_they_are_alone(region: Region) -> None:
    work = region.work
    with work.database.reading() as session:
        ids = list(session.exec(select(Case.id)))
    assert len(ids) == 3
    for reader in READERS:
        found = together(work, ids, reader)
        assert found == {case_id: alone(work, case_id, reader) for case_id in ids}
        assert all(state.directs for state in found.values())
