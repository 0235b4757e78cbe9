"""When what is asked meets what is forbidden (`conditions.md` section 3, point 3)."""

import pytest

from services.consistency.compared.readings.times import ALWAYS, inside, meet, minutes_of, term_of
from services.vocabulary.facts import Norm
from tests.services.consistency.compared.readings.said import certainty, norms

SPEAK, NOBODY = "must speak_with, by: [VT], to: [P2]", "must_not speak_with, to: [P2]"
STAY, AWAY = "must be_at, by: [P2], at: ['work:P2']", "must_not be_at, by: [P2], at: ['work:P2']"

FREE = [
    # the whole term inside, an overlap, and neither
    ("before: '2026-11-24'", "until: '2026-11-26T12:00'", "certain"),
    ("before: '2026-11-26'", "until: '2026-11-26T12:00'", "waits"),
    ("before: '2026-11-26T12:00'", "until: '2026-11-26T12:00'", "certain"),
    ("before: '2026-11-27'", "until: '2026-11-26T12:00'", "waits"),
    ("when: '2026-11-26'", "until: '2026-11-26T12:00'", "waits"),
    ("when: '2026-11-26'", "until: '2026-11-26'", "certain"),
    ("when: '2026-11-27'", "until: '2026-11-26'", None),
    ("when: '2026-11-26T12:00'", "until: '2026-11-26T12:00'", None),
    ("when: '2026-11-26T12:00'", "from: '2026-11-26T12:00'", "certain"),
    ("when: '2026-11-26T11:59'", "from: '2026-11-26T12:00'", None),
    ("from: '2026-11-26T12:00'", "until: '2026-11-26T12:00'", None),
    ("from: '2026-11-25', until: '2026-11-25'", "from: '2026-11-24', until: '2026-11-26'", "certain"),
    ("", "until: '2026-11-26T12:00'", "waits"),
    ("before: '2026-11-24'", "", "certain"),
    ("", "", "certain"),
    ("before: '2026-11-24'", "from: '2026-11-20'", "waits"),
    ("when: '2026-11-24'", "when: '2026-11-24'", "certain"),
    ("when: '2026-11-24'", "when: '2026-11-25'", None),
    # the doer cannot choose the moment
    ("if: [crisis]", "until: '2026-11-26T12:00'", "certain"),
    ("if: [crisis], from: '2026-11-27'", "until: '2026-11-26T12:00'", None),
    # hours and days
    ("hours: ['09:00', '10:00']", "hours: ['08:00', '12:00']", "certain"),
    ("hours: ['09:00', '13:00']", "hours: ['08:00', '12:00']", "waits"),
    ("hours: ['13:00', '14:00']", "hours: ['08:00', '12:00']", None),
    ("hours: ['12:00', '14:00']", "hours: ['08:00', '12:00']", None),
    ("", "hours: ['08:00', '12:00']", "waits"),
    ("hours: ['05:00', '05:30']", "hours: ['22:00', '06:00']", "certain"),
    ("hours: ['23:00', '05:30']", "hours: ['22:00', '06:00']", "certain"),
    ("days: [wo]", "days: [wo, do]", "certain"),
    ("days: [wo, vr]", "days: [wo, do]", "waits"),
    ("days: [ma]", "days: [wo, do]", None),
    ("days: [ma], hours: ['02:00', '03:00']", "days: [zo], hours: ['22:00', '06:00']", "certain"),
    ("days: [zo], hours: ['02:00', '03:00']", "days: [zo], hours: ['22:00', '06:00']", None),
    # a day of the calendar against days of the week: 25 November 2026 is a Wednesday
    ("when: '2026-11-25'", "days: [wo]", "certain"),
    ("when: '2026-11-25'", "days: [do]", None),
    ("when: '2026-11-25T10:00'", "hours: ['08:00', '12:00']", "certain"),
    ("when: '2026-11-25T13:00'", "hours: ['08:00', '12:00']", None),
    ("when: '2026-11-25'", "hours: ['08:00', '12:00']", "waits"),
    ("days: [wo], from: '2026-11-23', until: '2026-11-27'", "from: '2026-11-25', until: '2026-11-25'", "certain"),
    ("days: [di, wo], from: '2026-11-23', until: '2026-11-27'", "from: '2026-11-25', until: '2026-11-25'", "waits"),
    # events: nobody knows when, so the end is open
    ("before: '2026-12-24'", "until_event: court_ruling", "certain"),
    ("", "until_event: court_ruling", "certain"),
    ("before_event: court_ruling", "until_event: court_ruling", "certain"),
    ("until_event: court_ruling", "until: '2026-11-26'", "waits"),
    ("after_event: court_ruling", "until_event: court_ruling", None),
    ("after_event: court_ruling", "before_event: court_ruling", None),
    ("before_event: court_ruling", "after_event: court_ruling", None),
    ("after_event: 'crisis:P2'", "until_event: crisis", None),
    ("after_event: 'crisis:P2'", "until_event: 'crisis:P1'", "certain"),
    ("after_event: court_ruling", "after_event: court_ruling", "certain"),
    ("after_event: plan_ready", "until_event: court_ruling", "certain"),
    # a length in months ends a ban that begins on a day
    ("when: '2027-03-02'", "from: '2026-12-01', months: 3", None),
    ("when: '2027-02-28'", "from: '2026-12-01', months: 3", "certain"),
]

BOUND = [
    ("", "until: '2026-11-26T12:00'", "certain"),
    ("", "when: '2026-11-28'", "certain"),
    ("until: '2026-11-27'", "from: '2026-11-27'", "certain"),
    ("until: '2026-11-26'", "from: '2026-11-27'", None),
    ("hours: ['09:00', '13:00']", "hours: ['08:00', '12:00']", "certain"),
    ("hours: ['13:00', '14:00']", "hours: ['08:00', '12:00']", None),
    ("days: [za]", "days: [ma, za]", "certain"),
    ("days: [za]", "when: '2026-11-28'", "certain"),
    ("days: [za]", "when: '2026-11-27'", None),
]


@pytest.mark.parametrize(("duty", "ban", "expected"), FREE)
def test_who_may_choose_the_moment_has_to_wait_unless_the_whole_term_is_forbidden(
    duty: str, ban: str, expected: str | None
) -> None:
    assert certainty(f"{SPEAK}, {duty}", f"{NOBODY}, {ban}") == expected


@pytest.mark.parametrize(("duty", "ban", "expected"), BOUND)
def test_what_holds_the_whole_term_clashes_wherever_the_terms_overlap(
    duty: str, ban: str, expected: str | None
) -> None:
    assert certainty(f"{STAY}, {duty}", f"{AWAY}, {ban}") == expected


def test_the_moment_is_chosen_by_who_does_the_act_itself_not_what_follows_from_it() -> None:
    away = "must_not be_at, by: [VT], at: ['home:P2'], until: '2026-11-26'"
    assert certainty(f"{SPEAK}, at: ['home:P2'], before: '2026-12-01'", away) == "waits"
    assert certainty("must live_at, by: [P2], at: ['home:P5']", f"{NOBODY.replace('P2', 'P5')}") is None
    assert certainty("must live_at, by: [P2], at: ['home:P5']", "must_not contact, to: [P5], until: '2026-11-26'") == (
        "certain"
    )


# --- the clock on the wall

AUTUMN, SPRING = "2026-10-25", "2027-03-28"


def term(said: str) -> object:
    return term_of(norms(f"must speak_with, {said}")[0], lasts=False)


def same(one: str, other: str) -> bool:
    return one == other


def test_a_day_is_a_whole_local_day_however_long() -> None:
    for day, hours in ((AUTUMN, 25), (SPRING, 23), ("2026-11-25", 24)):
        found = term(f"when: '{day}'")
        assert found.end - found.start == hours * 3600
        assert inside(term(f"when: '{day}T00:00'"), found) and inside(term(f"when: '{day}T23:59'"), found)
        assert not meet(term(f"from: '{day}T23:59:59+00:00'"), found, same)


def test_a_ban_that_ends_in_the_doubled_hour_ends_in_the_second_one() -> None:
    ban = term(f"until: '{AUTUMN}T02:30'")
    assert inside(term(f"when: '{AUTUMN}T02:15+01:00'"), ban)
    assert not meet(term(f"when: '{AUTUMN}T02:45+01:00'"), ban, same)


def test_the_hours_of_a_day_are_those_on_the_wall() -> None:
    for day in (AUTUMN, SPRING, "2026-11-29"):
        sunday = term(f"when: '{day}'")
        touched = minutes_of(sunday.start, sunday.end)
        assert touched & ~term("days: [zo]").week == 0
        assert touched.bit_count() == (23 if day == SPRING else 24) * 60


def test_a_week_or_more_has_every_minute() -> None:
    monday = term("when: '2026-11-23'")
    assert minutes_of(monday.start, monday.start + 7 * 24 * 3600) == ALWAYS
    assert minutes_of(monday.start, monday.start + 7 * 24 * 3600 - 61) == ALWAYS & ~(1 << 7 * 24 * 60 - 1)


def test_a_day_at_the_end_of_time_can_be_compared() -> None:
    last = "must speak_with, by: [VT], to: [P2], when: '9999-12-31', hours: ['08:00', '09:00']"
    assert certainty(last, f"{NOBODY}, until: '2026-11-26'") is None
    assert isinstance(norms(last)[0], Norm)
