"""How far news travels: the worked figures of network.md, and everything against an enumeration of all ways."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.contacts.facts import End
from services.network.facts import NetworkFacts
from services.network.reach import ALL_INVOLVED, better_agreements, reach, unheard, worst_hour
from services.scheduling.facts import LOCAL
from services.scheduling.hours import WeeklyHours
from tests.services.network.build import TODAY, agreed, contact, network, seat

SATURDAY_NIGHT = datetime(2026, 11, 21, 22, tzinfo=LOCAL)
SPRING = datetime(2026, 3, 20, tzinfo=LOCAL)
THURSDAYS = WeeklyHours(((3, time(9), time(17)),))
NEVER = WeeklyHours(())
AROUND = WeeklyHours(tuple((day, time(0), time(0)) for day in range(7)))

SEATS = (
    seat("cp", "politie", "contactpersoon_slachtoffer", speaks_with=("P1",)),
    seat("cr", "politie", "casusregisseur"),
    seat("crisis", "VT", "casushouder"),
    seat("ovj", "OM", "officier_van_justitie"),
    seat("dijk", "RN", "adviseur"),
    seat("prins", "RN", "toezichthouder"),
    seat("lam", "SHN", "therapeut"),
)
WORKED = network(
    SEATS,
    agreements=(
        agreed("cp", "crisis", 2, on_call=True),
        agreed("cp", "cr", 4),
        agreed("cr", "ovj", 8),
        agreed("ovj", "dijk", 24),
        agreed("dijk", "prins", 24),
    ),
    hours={"pro-prins": THURSDAYS},
)


def hours(facts: NetworkFacts, start: str = "cp", at: datetime = SATURDAY_NIGHT) -> dict[str, float | None]:
    return {arrival.seat_id: arrival.hours for arrival in reach(facts, start, at).arrivals}


# ---------------------------------------------------------------------------------------------- worked
def test_news_of_saturday_night_arrives_as_worked_out_by_hand() -> None:
    assert hours(WORKED) == {"crisis": 2, "cr": 35, "ovj": 59, "dijk": 83, "prins": 107, "lam": None}
    found = {arrival.seat_id: arrival for arrival in reach(WORKED, "cp", SATURDAY_NIGHT).arrivals}
    assert found["cr"].at == datetime(2026, 11, 23, 9, tzinfo=LOCAL)
    assert found["prins"].at == datetime(2026, 11, 26, 9, tzinfo=LOCAL)
    assert [found[seat_id].via for seat_id in ("crisis", "cr", "prins", "lam")] == ["cp", "cp", "dijk", ""]


def test_soonest_comes_first_and_who_never_hears_last() -> None:
    found = reach(WORKED, "cp", SATURDAY_NIGHT)
    assert [arrival.seat_id for arrival in found.arrivals] == ["crisis", "cr", "ovj", "dijk", "prins", "lam"]
    assert (found.last, found.never) == (107, ("lam",))


def test_every_way_to_the_supervisor_passes_those_before_in_order() -> None:
    found = {arrival.seat_id: arrival.only_through for arrival in reach(WORKED, "cp", SATURDAY_NIGHT).arrivals}
    assert found == {
        "crisis": (), "cr": (), "ovj": ("cr",), "dijk": ("cr", "ovj"), "prins": ("cr", "ovj", "dijk"), "lam": (),
    }  # fmt: skip
    around = replace(WORKED, agreements=(*WORKED.agreements, agreed("crisis", "dijk")))
    later = {arrival.seat_id: arrival.only_through for arrival in reach(around, "cp", SATURDAY_NIGHT).arrivals}
    assert (later["dijk"], later["prins"]) == ((), ("dijk",))


def test_one_person_on_two_seats_knows_on_both_and_tells_from_both() -> None:
    seats = [seat("cp", "politie"), seat("a", person="fatma"), seat("b", "RN", person="fatma"), seat("c", "OM")]
    facts = network(seats, agreements=(agreed("cp", "a", 1, on_call=True), agreed("b", "c", 1, on_call=True)))
    found = {arrival.seat_id: arrival for arrival in reach(facts, "cp", SATURDAY_NIGHT).arrivals}
    assert [(found[one].hours, found[one].via) for one in "abc"] == [(1, "cp"), (1, "a"), (2, "b")]
    assert found["c"].only_through == ("a",)
    assert reach(facts, "a", SATURDAY_NIGHT).arrivals[0].hours == 0


def test_agreement_that_ended_is_still_to_begin_or_leads_out_of_the_network_brings_nothing() -> None:
    seats = [seat("a"), seat("b"), seat("c", barred=True), seat("d", external=True)]
    for agreement in (
        agreed("a", "b", ended_on=SATURDAY_NIGHT.date()),
        replace(agreed("a", "b"), agreed_on=SATURDAY_NIGHT.date() + timedelta(days=1)),
        agreed("a", "c"),
        agreed("a", "d"),
    ):
        found = reach(network(seats, agreements=(agreement,)), "a", SATURDAY_NIGHT)
        assert [(arrival.seat_id, arrival.at) for arrival in found.arrivals] == [("b", None)]


def test_public_holiday_puts_it_off() -> None:
    facts = network([seat("a"), seat("b")], agreements=(agreed("a", "b", 1),))
    friday_evening = datetime(2026, 12, 24, 18, tzinfo=LOCAL)
    assert hours(facts, "a", friday_evening)["b"] == 3 * 24 + 15


def test_hours_are_counted_by_the_clock_when_summer_begins() -> None:
    facts = network([seat("a"), seat("b")], agreements=(agreed("a", "b", 4),))
    assert hours(facts, "a", datetime(2026, 3, 28, 22, tzinfo=LOCAL))["b"] == 34
    assert hours(facts, "a", datetime(2026, 10, 24, 22, tzinfo=LOCAL))["b"] == 36


def test_who_never_works_hears_only_on_call() -> None:
    for on_call, arrives in ((False, None), (True, 4)):
        agreements = (agreed("a", "b", 4, on_call=on_call),)
        assert (
            hours(network([seat("a"), seat("b")], agreements=agreements, hours={"pro-b": NEVER}), "a")["b"] == arrives
        )


def test_unknown_start_reaches_nobody() -> None:
    assert set(hours(WORKED, "gone").values()) == {None}


# ---------------------------------------------------------------------------------------------- by enumeration
WEEKS = (WeeklyHours(), THURSDAYS, NEVER, AROUND, WeeklyHours(((1, time(13), time(17)), (5, time(10), time(12)))))


@st.composite
def networks(draw: st.DrawFn) -> NetworkFacts:
    """Up to six seats of up to five people, with any agreements between them."""
    seats = [seat(f"s{n}", person=f"p{draw(st.integers(0, 4))}") for n in range(draw(st.integers(2, 6)))]
    ids = st.sampled_from([one.id for one in seats])
    drawn = draw(st.lists(st.tuples(ids, ids, st.sampled_from((0, 1, 4, 24, 48)), st.booleans()), max_size=12))
    agreements = tuple(agreed(a, b, within, on_call=on_call) for a, b, within, on_call in drawn if a != b)
    weeks = {f"p{n}": draw(st.sampled_from(WEEKS)) for n in range(5)}
    return network(seats, agreements=agreements, hours=weeks)


moments = st.integers(0, 280 * 24 * 60).map(lambda minutes: SPRING + timedelta(minutes=minutes))


def every_way(facts: NetworkFacts, start: str, at: datetime) -> Iterator[tuple[tuple[str, ...], float]]:
    """Every way past different people, with when the last of them knows."""
    holder = {one.id: one.professional_id for one in facts.case.seats}

    def on(passed: tuple[str, ...], known: float) -> Iterator[tuple[tuple[str, ...], float]]:
        yield passed, known
        for agreement in facts.agreements:
            told = holder[agreement.told.seat_id]
            if holder[agreement.teller.seat_id] != passed[-1] or told in passed:
                continue
            then = datetime.fromtimestamp(known + agreement.within_hours * 3600, LOCAL)
            taken_in = then if agreement.around_the_clock else facts.hours[told].next_open(then)
            if taken_in is not None:
                yield from on((*passed, told), taken_in.timestamp())

    yield from on((holder[start],), at.timestamp())


@settings(deadline=None)
@given(networks(), moments)
def test_reach_is_the_earliest_of_all_ways_and_passes_whom_they_all_pass(facts: NetworkFacts, at: datetime) -> None:
    holder = {one.id: one.professional_id for one in facts.case.seats}
    ways = list(every_way(facts, "s0", at))
    for arrival in reach(facts, "s0", at).arrivals:
        own = [(passed, known) for passed, known in ways if passed[-1] == holder[arrival.seat_id]]
        if not own:
            assert (arrival.at, arrival.hours, arrival.via) == (None, None, "")
            continue
        earliest = min(known for _, known in own)
        assert arrival.at is not None
        assert arrival.at.timestamp() == pytest.approx(earliest)
        assert arrival.hours == pytest.approx((earliest - at.timestamp()) / 3600)
        shared = set.intersection(*(set(passed[1:-1]) for passed, _ in own))
        assert {holder[seat_id] for seat_id in arrival.only_through} == shared


@settings(deadline=None)
@given(networks(), moments)
def test_via_tells_it_or_is_the_same_person(facts: NetworkFacts, at: datetime) -> None:
    holder = {one.id: one.professional_id for one in facts.case.seats}
    told = {(agreement.teller.seat_id, agreement.told.seat_id) for agreement in facts.agreements}
    for arrival in reach(facts, "s0", at).arrivals:
        if arrival.at is not None:
            assert (arrival.via, arrival.seat_id) in told or holder[arrival.via] == holder[arrival.seat_id]


@settings(deadline=None)
@given(networks(), moments, st.integers(0, 72))
def test_nobody_knows_sooner_by_starting_later(facts: NetworkFacts, at: datetime, wait: int) -> None:
    later = datetime.fromtimestamp(at.timestamp() + wait * 3600, LOCAL)
    first = {one.seat_id: one.at for one in reach(facts, "s0", at).arrivals}
    for arrival in reach(facts, "s0", later).arrivals:
        before = first[arrival.seat_id]
        assert (arrival.at is None) == (before is None)
        assert arrival.at is None or before is None or before.timestamp() <= arrival.at.timestamp()


# ---------------------------------------------------------------------------------------------- worst hour
@pytest.mark.parametrize(
    ("now", "then"),
    [
        (datetime(2026, 11, 21, 14, tzinfo=LOCAL), date(2026, 11, 21)),
        (datetime(2026, 11, 21, 22, tzinfo=LOCAL), date(2026, 11, 21)),
        (datetime(2026, 11, 21, 22, 1, tzinfo=LOCAL), date(2026, 11, 28)),
        (datetime(2026, 11, 22, 9, tzinfo=LOCAL), date(2026, 11, 28)),
        (datetime(2026, 11, 27, 23, 30, tzinfo=LOCAL), date(2026, 11, 28)),
    ],
)
def test_worst_hour_is_the_coming_saturday_at_ten(now: datetime, then: date) -> None:
    assert worst_hour(replace(WORKED, now=now)) == ("cp", datetime.combine(then, time(22), LOCAL))


def test_worst_hour_begins_with_the_victims_contact_person_else_anyone_of_the_police() -> None:
    other = seat("other", "politie", "contactpersoon_slachtoffer")
    assert worst_hour(network([SEATS[1], other, SEATS[0]]))[0] == "cp"
    assert worst_hour(network([SEATS[1], other]))[0] == "other"
    assert worst_hour(network([SEATS[2], SEATS[1]]))[0] == "cr"
    assert worst_hour(network([SEATS[2], seat("x", "politie", barred=True)])) is None


# ---------------------------------------------------------------------------------------------- what if
EVERYBODY_BY_HOLDER = frozenset({"VT/casushouder", ALL_INVOLVED})


def test_case_holder_who_tells_everybody_leaves_nobody_out_and_brings_the_last_one_forward() -> None:
    full = replace(WORKED, hours={"pro-prins": WeeklyHours()})
    (best, *_) = better_agreements(full, {EVERYBODY_BY_HOLDER}, "cp", SATURDAY_NIGHT)
    assert (best.teller, best.told, best.within_hours, best.around_the_clock) == ("crisis", ALL_INVOLVED, 4, False)
    assert (best.last_before, best.last_after, best.never_before, best.never_after) == (107, 35, 1, 0)


def test_only_allowed_pairs_are_offered_by_seat_organisation_or_role() -> None:
    assert better_agreements(WORKED, set(), "cp", SATURDAY_NIGHT) == ()
    for pair in ({"crisis", "lam"}, {"VT", "SHN"}, {"VT/casushouder", "SHN"}):
        (best,) = better_agreements(WORKED, {frozenset(pair)}, "cp", SATURDAY_NIGHT)
        assert (best.teller, best.told, best.never_after) == ("crisis", "lam", 0)
    assert better_agreements(WORKED, {frozenset({"politie", "RvdK"})}, "cp", SATURDAY_NIGHT) == ()


def test_on_call_is_offered_only_where_it_brings_the_news_sooner() -> None:
    facts = network(SEATS[:2], agreements=(agreed("cp", "cr", 12),))
    (best,) = better_agreements(facts, {frozenset({"cp", "cr"})}, "cp", SATURDAY_NIGHT)
    assert (best.within_hours, best.around_the_clock, best.last_before, best.last_after) == (4, True, 35, 4)
    at_work = datetime(2026, 11, 23, 10, tzinfo=LOCAL)
    late = network(SEATS[:2], agreements=(agreed("cp", "cr", 24),))
    (best,) = better_agreements(late, {frozenset({"cp", "cr"})}, "cp", at_work)
    assert (best.within_hours, best.around_the_clock, best.last_before, best.last_after) == (4, False, 24, 4)


@settings(deadline=None)
@given(networks(), moments)
def test_what_if_tells_what_the_agreement_would_really_bring(facts: NetworkFacts, at: datetime) -> None:
    ids = [one.id for one in facts.case.seats]
    allowed = {frozenset(pair) for pair in permutations(ids, 2)}
    before = reach(facts, "s0", at)
    found = better_agreements(facts, allowed, "s0", at, best=100)
    for one in found:
        new = agreed(one.teller, one.told, one.within_hours, on_call=one.around_the_clock)
        after = reach(replace(facts, agreements=(*facts.agreements, new)), "s0", at)
        assert (one.never_before, one.last_before) == (len(before.never), pytest.approx(before.last))
        assert (one.never_after, one.last_after) == (len(after.never), pytest.approx(after.last))
        assert (one.never_after, one.last_after) < (one.never_before, one.last_before)
    ranks = [(one.never_after, one.last_after) for one in found]
    assert ranks == sorted(ranks)
    assert better_agreements(facts, allowed, "s0", at) == found[:3]


@settings(deadline=None)
@given(networks(), moments)
def test_no_agreement_that_helps_is_overlooked(facts: NetworkFacts, at: datetime) -> None:
    ids = [one.id for one in facts.case.seats]
    allowed = {frozenset(pair) for pair in permutations(ids, 2)}
    now = reach(facts, "s0", at)
    best = min(
        (len(after.never), after.last)
        for one, other in permutations(ids, 2)
        for after in [
            reach(replace(facts, agreements=(*facts.agreements, agreed(one, other, 4, on_call=True))), "s0", at)
        ]
    )
    found = better_agreements(facts, allowed, "s0", at)
    if best < (len(now.never), now.last):
        assert (found[0].never_after, found[0].last_after) <= best


# ---------------------------------------------------------------------------------------------- unheard
def test_who_was_in_touch_with_nobody_who_knew_cannot_have_heard() -> None:
    facts = network(
        [seat(one) for one in "abcdef"],
        contacts=(
            contact("a", "b", days_ago=1),
            contact("b", "c", days_ago=2),
            contact("b", "d", days_ago=1),
            contact("d", "e", days_ago=0),
        ),
    )
    assert unheard(facts, TODAY - timedelta(days=2), ("a",)) == ("c", "f")
    assert unheard(facts, TODAY, ("a",)) == ("b", "c", "d", "e", "f")


def test_private_persons_carry_nothing() -> None:
    for carrier in ("P1", "P2", "P3", "P4"):
        facts = network([seat("a"), seat("b")], contacts=(contact("a", carrier), contact(carrier, "b", days_ago=0)))
        assert unheard(facts, TODAY - timedelta(days=3), ("a",)) == ("b",)
    together = network([seat("a"), seat("b")], contacts=(contact("a", "P1", "b"),))
    assert unheard(together, TODAY - timedelta(days=3), ("a",)) == ()


def test_other_professionals_may_have_carried_it_but_are_not_told_of() -> None:
    for carrier in (seat("x", external=True), None):
        end = End(seat_id="x", professional_id="pro-x")
        contacts = (
            replace(contact("a", "x", days_ago=2), parties=(End(seat_id="a"), end)),
            replace(contact("x", "b", days_ago=1), parties=(end, End(seat_id="b"))),
        )
        seats = [seat("a"), seat("b"), *([carrier] if carrier else [])]
        assert unheard(network(seats, contacts=contacts), TODAY - timedelta(days=3), ("a",)) == ()


def test_barred_seats_neither_carry_it_nor_are_told_of() -> None:
    seats = [seat("a"), seat("b"), seat("x", barred=True)]
    facts = network(seats, contacts=(contact("a", "x", days_ago=2), contact("x", "b", days_ago=1)))
    assert unheard(facts, TODAY - timedelta(days=3), ("a",)) == ("b",)


CARRIERS = ["a", "b", "c", "d", "e", "P1", "P3", "P4"]


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from(CARRIERS), min_size=2, max_size=3, unique=True), st.integers(0, 2)),
        max_size=6,
    ),
    st.sampled_from((("a",), ("a", "b"))),
)
def test_unheard_are_those_whom_no_order_of_the_contacts_informs(
    drawn: list[tuple[list[str], int]], knowing: tuple[str, ...]
) -> None:
    """Every order of the contacts that keeps the days in order; within a day each is tried."""
    seats = [seat("a"), seat("b"), seat("c"), seat("d"), seat("e", person="pro-d")]
    contacts = tuple(contact(*parties, days_ago=ago) for parties, ago in drawn)
    heard: set[str] = set()
    for order in permutations(contacts):
        if list(order) != sorted(order, key=lambda one: one.happened_on):
            continue
        know = {"pro-d" if one in "de" else one for one in knowing}
        for one in order:
            there = {
                "pro-d" if party.seat_id in ("d", "e") else party.seat_id for party in one.parties if party.seat_id
            }
            know |= there if there & know else set()
        heard |= know
    expected = tuple(one for one in "abcde" if ("pro-d" if one in "de" else one) not in heard)
    assert unheard(network(seats, contacts=contacts), TODAY - timedelta(days=2), knowing) == expected
