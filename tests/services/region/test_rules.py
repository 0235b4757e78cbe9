"""No count of one to four can be read or worked out of anything that is shown."""

from collections import Counter, defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import Risk
from services.region import rules
from services.region.facts import Amount, EmptySeat, GroupLoad, Measured, PersonLoad, Waiting

SMALL = range(1, rules.SMALLEST)
MOST_OF_FEW = (rules.SMALLEST - 1) * max(rules.RISK_WEIGHTS.values())


def weighed(high: int, medium: int, low: int) -> int:
    return sum(n * rules.RISK_WEIGHTS[risk] for n, risk in zip((high, medium, low), rules.RISK_WEIGHTS, strict=True))


def a_person(number: int, high: int = 0, medium: int = 0, low: int = 0, **about: object) -> Measured:
    cases = high + medium + low
    fields: dict = {
        "professional_id": f"p{number}",
        "name": f"Deskundige {number:02}",
        "organisation": "VT",
        "organisation_name": "Veilig Thuis",
        "team": "",
        "active": True,
        "cases": cases,
        "seats": cases,
        "load": weighed(high, medium, low),
    }
    return Measured(**(fields | about))


few_or_many = st.tuples(*3 * [st.integers(0, 8)])
regions = st.lists(
    st.tuples(few_or_many, st.sampled_from(("VT", "OM")), st.sampled_from(("", "Noord", "Zuid")), st.booleans()),
    max_size=8,
).map(
    lambda all_: [
        a_person(n, *split, organisation=home, team=team, active=active)
        for n, (split, home, team, active) in enumerate(all_)
    ]
)


@given(st.integers(0, 10_000))
def test_a_step_holds_its_number_and_begins_at_a_multiple_of_five(number: int) -> None:
    shown = rules.step(number)
    assert shown.at_least <= number <= shown.at_most
    assert shown.at_least % rules.SMALLEST == 0
    assert shown.small is (number < rules.SMALLEST)


@given(st.integers(0, 60), st.integers(0, 60))
def test_taking_one_step_from_another_gives_no_small_number(whole: int, part: int) -> None:
    """A before and an after, a whole and its part: what lies between them is never one number of one to four."""
    shown, taken = rules.step(whole), rules.step(min(whole, part))
    least, most = max(shown.at_least - taken.at_most, 0), shown.at_most - taken.at_least
    assert not (least == most and least in SMALL)


def test_no_number_of_cases_of_a_risk_follows_from_what_is_shown_of_somebody() -> None:
    """Every split of up to 24 cases, gathered by what it shows: none of its parts is certain and small."""
    by_shown: dict[PersonLoad, list[tuple[int, ...]]] = defaultdict(list)
    for split in product(range(25), repeat=3):
        if sum(split) <= 24:
            by_shown[rules.person_load(a_person(0, *split))].append((*split, sum(split)))
    told = [
        (shown, values)
        for shown, splits in by_shown.items()
        for values in map(set, zip(*splits, strict=True))
        if len(values) == 1 and values <= set(SMALL)
    ]
    assert told == []
    assert len(by_shown) > 10


@given(regions)
def test_who_has_few_cases_looks_like_who_has_none(people: list[Measured]) -> None:
    for one, line in ((one, rules.person_load(one)) for one in people):
        if one.cases < rules.SMALLEST:
            assert (line.cases, line.seats, line.load) == (Amount(0, 4), None, None)


@given(regions, st.booleans())
def test_no_group_proves_that_one_of_its_few_has_a_case(people: list[Measured], by_team: bool) -> None:
    """An attack: take from a group what its other members have at most. For who is hidden nothing may be left."""
    lines = {one.professional_id: rules.person_load(one) for one in people}
    for group in rules.group_loads(people, by_team=by_team):
        members = [one for one in people if one.organisation == group.organisation]
        members = [one for one in members if not by_team or one.team == group.team]
        for hidden in (one for one in members if one.cases < rules.SMALLEST and one.active):
            others = [lines[one.professional_id] for one in members if one is not hidden and _listed(one)]
            seats = sum(line.seats.at_most if line.seats else rules.SMALLEST - 1 for line in others)
            load = sum(line.load.at_most if line.load else MOST_OF_FEW for line in others)
            assert group.seats is None or group.seats.at_least - seats <= 0
            assert group.load is None or group.load.at_least - load <= 0


@given(regions, st.booleans())
def test_what_a_group_has_at_least_is_true_and_never_small(people: list[Measured], by_team: bool) -> None:
    for group in rules.group_loads(people, by_team=by_team):
        members = [one for one in people if one.organisation == group.organisation]
        members = [one for one in members if not by_team or one.team == group.team]
        for shown, true in ((group.seats, sum(m.seats for m in members)), (group.load, sum(m.load for m in members))):
            assert shown is None or rules.SMALLEST <= shown.at_least <= true
            assert shown is None or shown.at_most is None


@given(regions)
def test_the_order_tells_nothing_beside_the_steps(people: list[Measured]) -> None:
    """Whoever trades places within a step changes nothing on the page."""
    shown = rules.people_in_order(people)
    keys = [(-(line.load.at_least if line.load else 0), -line.cases.at_least, line.name) for line in shown]
    assert keys == sorted(keys)


@given(regions)
def test_everybody_of_the_directory_is_listed_so_that_being_listed_says_nothing(people: list[Measured]) -> None:
    names = {line.name for line in rules.people_in_order(people)}
    assert {one.name for one in people if one.active} <= names
    assert not names & {one.name for one in people if not one.active and one.cases < rules.SMALLEST}


def test_a_team_of_one_with_few_cases_shows_nothing() -> None:
    (group,) = rules.group_loads([a_person(1, high=4, team="Noord")], by_team=True)
    assert group == GroupLoad("VT", "Veilig Thuis", "Noord", 1, None, None)


def test_one_hidden_member_beside_a_shown_one_lowers_the_floor_to_what_the_other_may_have() -> None:
    one, other = a_person(1, low=9), a_person(2, low=4)
    (group,) = rules.group_loads([one, other], by_team=False)
    assert group.seats == Amount(5), "thirteen seats, of which nine may all be the first one's"


@given(st.lists(st.sampled_from(Waiting), max_size=30))
def test_a_seat_that_few_miss_tells_no_waiting(waits: list[Waiting]) -> None:
    shown = rules.empty_seat("OM", "officier_van_justitie", ("A-OM-2",), Counter(waits))
    assert shown.missing == rules.step(len(waits))
    assert (shown.waiting is None) is (len(waits) < rules.SMALLEST)
    if shown.waiting:
        assert shown.waiting is sorted(waits, key=list(Waiting).index)[(len(waits) - 1) // 2]


def test_seats_stand_in_the_order_of_their_steps_only() -> None:
    def seat(home: str, missing: int) -> EmptySeat:
        return rules.empty_seat(home, "", (), Counter({Waiting.WEEKS: missing}))

    nine, five = seat("VT", 5), seat("OM", 9)
    assert rules.seats_in_order([five, nine]) == rules.seats_in_order([nine, five])
    assert rules.seats_in_order([seat("VT", 4), seat("OM", 10)])[0].organisation == "OM"


@pytest.mark.parametrize("risk", Risk)
def test_every_risk_weighs_something(risk: Risk) -> None:
    assert rules.RISK_WEIGHTS[risk] >= 1


def _listed(one: Measured) -> bool:
    return one.active or one.cases >= rules.SMALLEST
