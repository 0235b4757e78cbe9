"""Which looks stand in the log already."""

from datetime import UTC, datetime, timedelta

from services.audit.looks import Looks

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SPAN = timedelta(minutes=10)


def test_nothing_is_logged_until_it_is_remembered() -> None:
    looks = Looks(SPAN)
    assert not looks.logged(("a",), START)
    assert not looks.logged(("a",), START)


def test_an_entry_stands_for_the_same_look_for_ten_minutes_and_not_longer() -> None:
    looks = Looks(SPAN)
    looks.remember(("a",), START)
    assert looks.logged(("a",), START + SPAN - timedelta(microseconds=1))
    assert not looks.logged(("a",), START + SPAN)
    assert not looks.logged(("b",), START)


def test_looking_again_does_not_stretch_the_ten_minutes() -> None:
    looks = Looks(SPAN)
    looks.remember(("a",), START)
    looks.remember(("a",), START + timedelta(minutes=9))
    assert not looks.logged(("a",), START + timedelta(minutes=11))


def test_a_clock_set_back_makes_a_new_look() -> None:
    looks = Looks(SPAN)
    looks.remember(("a",), START)
    assert not looks.logged(("a",), START - timedelta(minutes=1))


def test_old_looks_make_room() -> None:
    looks = Looks(SPAN)
    for n in range(20_002):
        looks.remember((n,), START)
    looks.remember(("new",), START + SPAN)
    assert looks.logged(("new",), START + SPAN)
    assert len(looks._logged_at) == 1
