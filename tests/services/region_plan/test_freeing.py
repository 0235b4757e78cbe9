"""The order in which meetings move: what takes a place comes after what leaves it."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.terms import InvitationAnswer, MeetingKind, MeetingStatus
from services.cases.facts import PartnerSeat
from services.region_plan.freeing import in_order_of_freeing
from services.region_plan.kept import Announced, Invited, KeptLine
from services.region_plan.telling import Staying, Telling
from services.scheduling.many.facts import VIDEO
from tests.services.region_plan.conftest import at

HOUR = timedelta(hours=1)
EIGHT, TEN = at(1, 8), at(1, 10)


def a_telling(
    name: str, to: datetime, was: datetime | None = None, who: str = "p", room: str = VIDEO, left: str = VIDEO
) -> Telling:
    """A meeting of an hour of one person, from where it is announced to where it is to be."""
    line = KeptLine(name, name, MeetingKind.REVIEW, 60, to, starts_at=to, room=room, announced_room=left)
    seat = PartnerSeat(f"s{name}", "politie", "adviseur", who, professional_id=who)
    invited = (Invited(seat.id, who, "politie", InvitationAnswer.OPEN),)
    known = (
        Announced(f"m{name}", 1, MeetingStatus.PLANNED, was, was + HOUR, begun=False, invited=invited) if was else None
    )
    return Telling(line, to, to + HOUR, (seat,), (), {}, announced=known)


def order(*due: Telling) -> list[list[str]]:
    return [[one.line.id for one in group] for group in in_order_of_freeing(due)]


def test_who_takes_a_time_follows_who_leaves_it() -> None:
    new, last, first = a_telling("n", EIGHT), a_telling("b", TEN, EIGHT), a_telling("a", at(2, 9), TEN)
    assert order(new, last, first) == [["a"], ["b"], ["n"]]


def test_who_swap_are_one_group_and_the_others_come_after() -> None:
    new, one, other = a_telling("n", at(2, 9)), a_telling("a", TEN, EIGHT), a_telling("b", EIGHT, TEN)
    third = a_telling("c", EIGHT, at(2, 9), who="q")
    assert order(third, one, other, new) == [["c"], ["n"], ["a", "b"]]


def test_rooms_are_swapped_too() -> None:
    one = a_telling("a", EIGHT, EIGHT, who="p", room="r2", left="r1")
    other = a_telling("b", EIGHT, EIGHT, who="q", room="r1", left="r2")
    assert order(one, other) == [["a", "b"]]


@given(st.permutations(range(6)), st.permutations(range(6)))
def test_everything_comes_once_and_waits_only_within_its_group(to: list[int], was: list[int]) -> None:
    due = [a_telling(str(one), at(1, 8 + to[one]), at(1, 8 + was[one])) for one in range(6)]
    left: set[int] = set()
    for group in order(*due):
        numbers = [int(one) for one in group]
        for one in numbers:
            holder = was.index(to[one])
            assert holder in left or holder in numbers
        left |= set(numbers)
    assert left == set(range(6))


def test_a_meeting_that_stays_spares_only_whom_the_plan_has_found_absent_there() -> None:
    stays = Staying(EIGHT, held=frozenset({"p", "q"}), absentees=frozenset({"q"}))
    assert stays.spares(["q", "r"])
    assert not stays.spares(["p", "q"])
    assert not stays.spares(["r"]), "who is not there needs no room"
