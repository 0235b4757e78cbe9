"""One meeting at a time of somebody's choice: what it makes of the plan, and what gives way."""

from datetime import datetime

import pytest

from models.directory import Professional
from services.region_plan.actions import mark, save_room, settle
from services.region_plan.facts import MarkMeeting, PlanGone, SaveRoom, SettleMeeting, TimeWrong
from services.region_plan.queries import consequences, options_for
from services.scheduling.facts import LOCAL
from services.scheduling.many.facts import VIDEO, Place
from services.unit_of_work import ChangedMeanwhile
from tests.services.region_plan.conftest import Region, at


def put(region: Region, case: int, start, room: str = "") -> int:
    line = region.line(region.cases[case])
    return settle(region.coordinator, SettleMeeting("p1", region.week.version, line.id, start, room))


def test_a_settled_meeting_is_pinned_there_and_what_stood_there_gives_way(region: Region) -> None:
    region.begun()
    region.kept(at(1, 9), at(1, 10, 30), at(2, 9))
    first, second = (region.line(case_id) for case_id in region.cases[:2])
    before = region.week
    told = consequences(region.coordinator, "p1", second.id, at(1, 9), "")
    assert region.week == before, "looking changes nothing"
    assert told.pushed == (first.id,)
    assert (told.booking.start, told.booking.room) == (at(1, 9), VIDEO)
    put(region, 1, at(1, 9))
    week = region.week
    moved, pushed, stays = (region.line(case_id) for case_id in region.cases)
    assert (pushed.starts_at, pushed.pinned) == (at(1, 9), True)
    assert moved.starts_at not in (None, at(1, 9))
    assert stays.starts_at == at(2, 9)
    assert week.score == told.score
    assert week.outdated == frozenset()


def test_a_first_meeting_is_settled_before_anything_was_worked_out(region: Region) -> None:
    region.begun()
    put(region, 0, at(3, 9))
    line = region.line(region.cases[0])
    assert (line.starts_at, line.pinned, line.room) == (at(3, 9), True, VIDEO)


def test_a_pinned_meeting_is_settled_elsewhere(region: Region) -> None:
    region.begun()
    put(region, 0, at(3, 9))
    put(region, 0, at(4, 9))
    assert region.line(region.cases[0]).starts_at == at(4, 9)


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        (at(0, 9), "past"),
        (at(7, 9), "outside"),
        (at(1, 9, 5), "off_grid"),
        (at(1, 9).replace(tzinfo=None), "off_grid"),
        (datetime.max.replace(tzinfo=LOCAL), "outside"),
        (at(1, 14), "impossible"),
        (at(1, 11), "impossible"),
    ],
)
def test_a_time_that_cannot_be_is_refused_and_changes_nothing(region: Region, start, reason: str) -> None:
    region.begun()
    region.kept(at(1, 9))
    before = region.week
    for ask in (
        lambda: put(region, 1, start),
        lambda: consequences(region.coordinator, "p1", region.line(region.cases[1]).id, start, ""),
    ):
        with pytest.raises(TimeWrong) as refused:
            ask()
        assert refused.value.fields["reason"] == reason
    assert region.week == before


def test_an_older_version_and_an_unknown_line_are_refused(region: Region) -> None:
    region.begun()
    line = region.line(region.cases[0])
    put(region, 0, at(3, 9))
    with pytest.raises(ChangedMeanwhile):
        settle(region.coordinator, SettleMeeting("p1", 1, line.id, at(2, 9)))
    with pytest.raises(PlanGone):
        settle(region.coordinator, SettleMeeting("p1", region.week.version, "nergens", at(2, 9)))
    mark(region.coordinator, MarkMeeting("p1", region.week.version, line.id, left_out=True))
    with pytest.raises(TimeWrong):
        put(region, 0, at(2, 9))


def test_a_full_room_is_no_choice_and_a_free_one_is(region: Region) -> None:
    save_room(region.coordinator, SaveRoom("r1", 0, "Kamer", 2))
    save_room(region.coordinator, SaveRoom("r2", 0, "Zaal", 12))
    region.begun(place=Place.ON_SITE)
    with pytest.raises(TimeWrong):
        put(region, 0, at(2, 9, 30), "r1")
    put(region, 0, at(2, 9, 30), "r2")
    assert region.line(region.cases[0]).room_name == "Zaal"


def test_options_are_times_at_which_nothing_gives_way(region: Region) -> None:
    region.begun()
    region.kept(at(1, 9), at(1, 10, 30))
    line = region.line(region.cases[0])
    found = options_for(region.coordinator, "p1", line.id)
    assert 2 <= len(found) <= 6
    assert [one.booking.start for one in found] == sorted(one.booking.start for one in found)
    for option in found:
        assert option.booking.start != line.starts_at
        told = consequences(region.coordinator, "p1", line.id, option.booking.start, option.booking.room)
        assert told.pushed == ()
    best = min(found, key=lambda one: one.score)
    put(region, 0, best.booking.start, best.booking.room)
    assert region.line(region.cases[0]).starts_at == best.booking.start


def test_without_any_time_there_is_no_option(region: Region) -> None:
    with region.system.upkeep() as tx:
        tx.session.get_one(Professional, region.people["politie"]).weekly_hours = []
    region.begun()
    assert options_for(region.coordinator, "p1", region.line(region.cases[0]).id) == ()
