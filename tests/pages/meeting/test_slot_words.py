"""Slots in words: who misses and why, what a later time costs, what is odd about a time of one's own."""

from datetime import UTC, datetime, time, timedelta

import pytest

from pages.meeting.slot_words import (
    Seating,
    attendance_rows,
    cost_of_best,
    groups_text,
    later,
    minutes_late,
    missing_groups,
    time_flaw,
)
from services.scheduling.facts import LOCAL, Attendance, GroupFilled, Presence, Reason, Slot
from services.wording import speak

NL = speak("nl")
START = datetime(2026, 11, 25, 10, 30, tzinfo=LOCAL)
HOURS = (time(8), time(18))
SEATS = {"a": ("politie", "I. Brandsma"), "b": ("VT", "S. Oudejans"), "c": ("OM", "F. Roodhart")}


def a_slot(*attendance: Attendance, groups: tuple[GroupFilled, ...] = (), present: int = 0) -> Slot:
    return Slot(START, START + timedelta(minutes=90), present, 3, attendance, groups, rule_met=False)


def test_who_misses_is_told_under_what_they_do_instead() -> None:
    read = attendance_rows(
        NL,
        Seating(SEATS, {"b": "K. Vervang"}, frozenset({"c"})),
        a_slot(
            Attendance("a", Presence.PARTIAL, until=START + timedelta(hours=1), reason=Reason.FREE_UNTIL),
            Attendance("b", Presence.SUBSTITUTE, "x"),
            Attendance("c", Presence.ABSENT, reason=Reason.BUSY_ALL_DAY),
        ),
    )
    assert "tot 11.30" in read
    assert "K. Vervang" in read
    assert "Beschikbaarheid onbekend" in read
    assert "hele dag bezet" not in read, "of whom nothing is known nothing is said"


def test_who_comes_later_is_told_from_when() -> None:
    comes = Attendance("a", Presence.PARTIAL, since=START + timedelta(minutes=30))
    assert "vanaf 11.00" in attendance_rows(NL, Seating(SEATS), a_slot(comes))


def test_where_everybody_comes_that_is_said() -> None:
    assert "Iedereen kan" in attendance_rows(NL, Seating(SEATS), a_slot(Attendance("a", Presence.NAMED)))


@pytest.mark.parametrize(("unknown", "missing"), [(frozenset[str](), ["Veilig Thuis"]), (frozenset({"b"}), [])])
def test_of_whom_nothing_is_known_is_not_called_missing(unknown: frozenset[str], missing: list[str]) -> None:
    slot = a_slot(groups=(GroupFilled(("politie",), "a", "a"), GroupFilled(("VT",), None, None)))
    around = Seating(SEATS, unknown=unknown)
    assert missing_groups(NL, around, slot) == missing
    assert "Veilig Thuis" in groups_text(NL, around, slot)


def test_two_seats_of_one_organisation_are_told_apart() -> None:
    seats = {"a": ("politie", "I. Brandsma"), "b": ("politie", "T. Hovenier")}
    assert Seating(seats).name(NL, "b") == "Politie, T. Hovenier"
    assert Seating(SEATS).name(NL, "a") == "Politie"


@pytest.mark.parametrize(
    ("hours", "said"), [(0.5, "½ uur later"), (1, "1 uur later"), (20.5, "20½ uur later"), (72, "3 dagen later")]
)
def test_how_much_later_is_said_in_halves_and_days(hours: float, said: str) -> None:
    assert later(NL, timedelta(hours=hours)) == said


@pytest.mark.parametrize(("minutes", "said"), [(1, "1 minuut"), (45, "45 minuten"), (180, "3 uur"), (2880, "2 dagen")])
def test_lateness_is_said_in_what_people_say(minutes: int, said: str) -> None:
    assert minutes_late(NL, minutes) == said


def test_the_best_time_tells_what_it_costs_and_brings() -> None:
    first = Slot(START, START, 7, 11, (), (), rule_met=True)
    best = Slot(START + timedelta(hours=20, minutes=30), START, 10, 11, (), (), rule_met=True)
    assert cost_of_best(NL, first, best) == "20½ uur later dan de vroegste tijd, met 3 partners meer."


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (datetime(2026, 11, 23, 9, 0, tzinfo=LOCAL), "verleden"),
        (datetime(2026, 12, 25, 10, 0, tzinfo=LOCAL), "feestdag"),
        (datetime(2026, 11, 28, 10, 0, tzinfo=LOCAL), "weekend"),
        (datetime(2026, 11, 25, 7, 0, tzinfo=LOCAL), "buiten de uren"),
        (datetime(2026, 11, 25, 17, 0, tzinfo=LOCAL), "buiten de uren"),
        (datetime(2026, 11, 25, 23, 0, tzinfo=LOCAL), "buiten de uren"),
    ],
)
def test_an_odd_time_is_told_why(start: datetime, said: str) -> None:
    assert said in time_flaw(NL, start, 90, datetime(2026, 11, 23, 9, 0, tzinfo=UTC), HOURS)


def test_an_ordinary_time_is_told_nothing() -> None:
    assert time_flaw(NL, START, 90, datetime(2026, 11, 23, 9, 0, tzinfo=UTC), HOURS) == ""
