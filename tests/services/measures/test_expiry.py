"""The expiry calendar tells in time, once, and of nothing that is not there."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import CourtOrderKind, Measure, MeasureOutcome
from services.cases.facts import CourtOrder
from services.measures.expiry import calendar, expiring
from services.measures.facts import Ending, Urgency
from tests.services.measures.build import DAY, TODAY, applied, facts

ORDER = CourtOrder("o1", CourtOrderKind.CONTACT_BAN, "Rechtbank", from_on=TODAY, until_on=TODAY + 20 * DAY)


@pytest.mark.parametrize(
    ("days", "urgency"),
    [(-400, Urgency.PAST), (-1, Urgency.PAST), (0, Urgency.SOON), (14, Urgency.SOON), (15, Urgency.LATER),
     (30, Urgency.LATER), (31, None)],
)  # fmt: skip
def test_a_measure_is_told_of_by_the_days_that_are_left(days: int, urgency: Urgency | None) -> None:
    weighing = applied(valid_from=None, valid_until=TODAY + timedelta(days=days))
    found = expiring(facts(weighings=(weighing,)), TODAY)
    assert [(e.days_left, e.urgency) for e in found] == ([(days, urgency)] if urgency else [])


def test_what_must_follow_is_asked_until_somebody_is_named() -> None:
    soon = applied(valid_until=TODAY + 5 * DAY)
    (bare,) = calendar([soon], [], TODAY)
    (named,) = calendar([replace(soon, handover_to="lokale_veld")], [], TODAY)
    assert (bare.handover_missing, named.handover_missing, named.handover_to) == (True, False, "lokale_veld")
    assert (bare.extensions_left, calendar([soon], [], TODAY + 6 * DAY)[0].extensions_left) == (3, 0)


def test_a_measure_that_is_not_applied_has_nothing_to_end() -> None:
    assert calendar([applied(outcome=MeasureOutcome.ADVISED)], [], TODAY, 400) == ()


def test_weighing_again_is_told_of_beside_the_end() -> None:
    both = applied(valid_until=TODAY + 9 * DAY, weigh_again_on=TODAY + 3 * DAY)
    assert [(e.what, e.days_left) for e in calendar([both], [], TODAY)] == [
        (Ending.WEIGH_AGAIN, 3),
        (Ending.MEASURE, 9),
    ]


def test_an_order_is_told_of_until_it_ended_or_is_long_past() -> None:
    assert [e.what for e in calendar([], [ORDER], TODAY)] == [Ending.COURT_ORDER]
    assert calendar([], [replace(ORDER, ended_on=TODAY)], TODAY) == ()
    assert calendar([], [replace(ORDER, until_on=None)], TODAY) == ()
    assert [e.urgency for e in calendar([], [ORDER], ORDER.until_on + 30 * DAY)] == [Urgency.PAST]
    assert calendar([], [ORDER], ORDER.until_on + 31 * DAY) == ()


def test_one_thing_in_two_books_is_told_of_once() -> None:
    weighing = applied(measure=Measure.CONTACT_OR_LOCATION_BAN, valid_until=ORDER.until_on)
    assert [e.what for e in calendar([weighing], [ORDER], TODAY)] == [Ending.MEASURE]
    other_day = replace(weighing, valid_until=ORDER.until_on + DAY)
    assert len(calendar([other_day], [ORDER], TODAY)) == 2


_days = st.integers(-50, 50).map(lambda n: TODAY + timedelta(days=n))


@given(st.lists(st.tuples(st.none() | _days, st.none() | _days), max_size=6), st.integers(0, 60))
def test_nothing_within_the_window_is_ever_left_out(pairs, within: int) -> None:
    weighings = [applied(id=str(n), valid_until=until, weigh_again_on=again) for n, (until, again) in enumerate(pairs)]
    found = calendar(weighings, [], TODAY, within)
    expected = [day for pair in pairs for day in pair if day is not None and (day - TODAY).days <= within]
    assert sorted(e.on for e in found) == sorted(expected)
    assert [e.on for e in found] == sorted(e.on for e in found)
    assert all((e.urgency is Urgency.PAST) == (e.on < TODAY) for e in found)
