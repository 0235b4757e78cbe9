"""Whatever the calendars: the bitmask answers are those of a walk over every start, and the checker finds no fault."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from services.scheduling.facts import LOCAL, Presence, Request, Slot
from services.scheduling.rules import appraise, explain, possible_starts, slots
from services.scheduling.verification import verify
from tests.services.scheduling.build import requests

tried = settings(max_examples=60, deadline=None)


def walk(request: Request) -> list[Slot]:
    """Every start of the grid that the independent checker lets pass, with who is there."""
    grid, found = request.grid, []
    for day in (grid.first_day + timedelta(days=n) for n in range(grid.days)):
        moment = datetime.combine(day, grid.day_start)
        while moment.date() == day and moment.time() < grid.day_end:
            slot = appraise(request, moment.replace(tzinfo=LOCAL))
            if not verify(request, slot):
                found.append(slot)
            moment += timedelta(minutes=grid.step_minutes)
    return found


@tried
@given(requests())
def test_slots_agree_with_trying_every_start(request):
    sound = walk(request)
    found = slots(request, others=1000)
    assert possible_starts(request) == tuple(slot.start for slot in sound)
    assert found.earliest == (sound[0] if sound else None)
    assert found.best == (max(sound, key=lambda slot: slot.present) if sound else None)
    offered = [found.earliest, found.best, *found.others] if sound else []
    assert sorted({slot.start for slot in offered}) == [slot.start for slot in sound]
    assert len(found.others) == len(sound) - len({slot.start for slot in (found.earliest, found.best) if slot})
    assert all(verify(request, slot) == () for slot in offered)


@tried
@given(requests())
def test_earliest_is_never_later_nor_fuller_than_best(request):
    found = slots(request)
    if found.earliest and found.best:
        assert found.earliest.start <= found.best.start
        assert found.earliest.present <= found.best.present


@tried
@given(requests(), st.data())
def test_more_free_time_never_lowers_the_best_attendance(request, data):
    before = slots(request).best
    index = data.draw(st.integers(0, len(request.attendees) - 1))
    one = request.attendees[index]
    start, end = datetime.combine(request.grid.first_day, request.grid.day_start, LOCAL), one.free
    roomy = ((min([start, *(first for first, _ in end)]), max([start + timedelta(days=9), *(e for _, e in end)])),)
    more = (*request.attendees[:index], replace(one, free=roomy), *request.attendees[index + 1 :])
    after = slots(replace(request, attendees=more)).best
    if before:
        assert after is not None
        assert after.present >= before.present


@tried
@given(requests(), st.randoms(use_true_random=False))
def test_order_of_attendees_changes_nothing(request, chance):
    shuffled = list(request.attendees)
    chance.shuffle(shuffled)

    def plain(slot: Slot | None):
        return slot and replace(slot, attendance=tuple(sorted(slot.attendance, key=lambda one: one.attendee_id)))

    ours, theirs = slots(request), slots(replace(request, attendees=tuple(shuffled)))
    assert [plain(slot) for slot in (ours.earliest, ours.best, *ours.others)] == [
        plain(slot) for slot in (theirs.earliest, theirs.best, *theirs.others)
    ]


@tried
@given(requests())
def test_explanation_agrees_with_asking_again_without_the_group(request):
    blocked = explain(request)
    assert blocked.times == len(possible_starts(request))
    for index, one in enumerate(blocked.blocking[: len(request.rule)]):
        relaxed = replace(request, rule=request.rule[:index] + request.rule[index + 1 :])
        assert one.without == len(possible_starts(relaxed)) >= blocked.times


@tried
@given(requests())
def test_checker_finds_a_falsified_slot(request):
    slot = slots(request).earliest
    if slot is None:
        return
    assert verify(request, replace(slot, present=slot.present + 1))
    assert verify(request, replace(slot, rule_met=False))
    assert verify(request, replace(slot, end=slot.end + timedelta(minutes=1)))
    assert verify(request, replace(slot, attendance=slot.attendance[1:]))
    first = slot.attendance[0]
    other = Presence.ABSENT if first.kind in (Presence.NAMED, Presence.SUBSTITUTE) else Presence.NAMED
    assert verify(request, replace(slot, attendance=(replace(first, kind=other), *slot.attendance[1:])))
