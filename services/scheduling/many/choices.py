"""Moving one meeting of a plan by hand: the best places for it, and what a time of one's own choice brings about."""

from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from services.scheduling.calendars import indices
from services.scheduling.cost_model import IMPOSSIBLE
from services.scheduling.many.costs.asked import NOBODY
from services.scheduling.many.costs.bookings import booking_of, model_of
from services.scheduling.many.costs.model import Model, Standing
from services.scheduling.many.explained.starts import Starts
from services.scheduling.many.facts import RISK_WEIGHT, VIDEO, Option, Plan, Problem
from services.scheduling.many.neighbourhoods import Neighbourhoods
from services.scheduling.many.reasons import ImpossibleHere

MOST_TRIED = 15
"""Starts at which it is looked whom the meeting would push aside."""


def options(problem: Problem, plan: Plan, meeting_id: str, n: int = 5) -> tuple[Option, ...]:
    """The n best other starts for this meeting: those in time with the rest of the plan as it is, then those in time
    that push meetings of lower risk aside (whom nobody was told first; as `placed_at` has them), then late ones.

    Each kind begins with the best of each day, then those that overlap none of these, then the rest.
    Raises KeyError for a meeting that is not in the problem."""
    model, item = _taken_up(problem, plan, meeting_id)
    now = model.standing[item]
    if now:
        model.remove(item)
    prices = _prices(model, item)
    if now:
        prices[:, now.slot] = IMPOSSIBLE
    best = prices.min(axis=0, initial=IMPOSSIBLE)
    ranked = [int(slot) for slot in np.argsort(best, kind="stable")[: int((best < IMPOSSIBLE).sum())]]
    last = model.asked[item].last_in_time
    chosen = _spread(model, item, [slot for slot in ranked if slot <= last], n)
    late = _spread(model, item, [slot for slot in ranked if slot > last], n)
    free = [_option(model, item, slot, int(prices[:, slot].argmin())) for slot in chosen]
    later = [_option(model, item, slot, int(prices[:, slot].argmin())) for slot in late]
    pushing = _pushing(model, item, {*ranked, now.slot if now else -1}, n - len(free))
    return (*free, *pushing, *later)[:n]


def _pushing(model: Model, item: int, passed: set[int], n: int) -> list[Option]:
    """At most n starts in time, none of those passed, at which only meetings of lower risk are pushed aside."""
    around = Neighbourhoods(model)
    lighter = around.lighter(item) if n > 0 else []
    found: list[tuple[int, int, Option]] = []
    for slot in _spread(model, item, _won(model, item, around, lighter, passed), MOST_TRIED):
        stood = list(model.standing)
        told = {other: (around.told(other), around.weight(other)) for other in lighter}
        pushed, standing = _put(model, item, model.axis.moment(slot), "")
        names = tuple(model.problem.meetings[other].id for other in pushed)
        option = Option(booking_of(model, item, standing), model.score, names)
        model.remove(item)
        for other in pushed:
            if was := stood[other]:
                model.seat(other, was.slot, was.place, was.rows)
        if set(pushed) <= set(lighter):
            worst = max((told[other][0] for other in pushed), default=0)
            found.append((worst, sum(told[other][1] for other in pushed), option))
    return [option for *_, option in sorted(found, key=lambda one: one[:2])[: max(n, 0)]]


def _won(model: Model, item: int, around: Neighbourhoods, lighter: list[int], passed: set[int]) -> list[int]:
    """The starts in time that these lighter meetings keep from this one: first where least was told, by fewest."""
    away = [(other, standing) for other in lighter if (standing := model.standing[other])]
    reach = [(around.reach(item, other), around.told(other), around.weight(other)) for other, _ in away]
    for other, _ in away:
        model.remove(other)
    won = model.possible(item) & around.wanted(item, in_time=True) if away else 0
    for other, was in away:
        model.seat(other, was.slot, was.place, was.rows)
    ranked = []
    for slot in set(indices(won)) - passed:
        there = [(told, weight) for mask, told, weight in reach if mask >> slot & 1]
        ranked.append((max(there, default=(0, 0))[0], sum(weight for _, weight in there), slot))
    return [slot for *_, slot in sorted(ranked)]


def placed_at(problem: Problem, plan: Plan, meeting_id: str, start: datetime, room: str = "") -> Option:
    """This meeting at a time and in a room (empty: the best place) of one's own choice: who would be there, how late it
    is, and the plan's score with it there while those it pushes aside have no time yet.

    Only meetings are pushed that take its people or its room and are neither pinned nor confirmed where they are.
    Raises `ImpossibleHere`; KeyError for a meeting that is not in the problem.
    """
    model, item = _taken_up(problem, plan, meeting_id)
    pushed, standing = _put(model, item, start, room)
    names = tuple(problem.meetings[other].id for other in pushed)
    return Option(booking_of(model, item, standing), model.score, names)


def _taken_up(problem: Problem, plan: Plan, meeting_id: str) -> tuple[Model, int]:
    items = {meeting.id: item for item, meeting in enumerate(problem.meetings)}
    return model_of(problem, plan.bookings), items[meeting_id]


def _prices(model: Model, item: int) -> NDArray[np.int64]:
    """By place and slot; a meeting that may be nowhere has none."""
    places = len(model.asked[item].places)
    return model.price(item)[: places * model.axis.size].reshape(places, model.axis.size)


def _spread(model: Model, item: int, ranked: list[int], n: int) -> list[int]:
    """Of the slots, from best to worst, those that are real alternatives first."""
    day_of, steps = model.axis.day_of, model.asked[item].steps
    chosen: list[int] = []
    for apart in (
        lambda slot: all(day_of[slot] != day_of[other] for other in chosen),
        lambda slot: all(abs(slot - other) >= steps for other in chosen),
        lambda slot: slot not in chosen,
    ):
        for slot in ranked:
            if len(chosen) < n and apart(slot):
                chosen.append(slot)
    return chosen


def _option(model: Model, item: int, slot: int, place: int) -> Option:
    rows = model.rows(item, slot, place)
    if rows is None:
        raise ValueError("a place was priced that cannot be")
    model.seat(item, slot, place, rows)
    option = Option(booking_of(model, item, Standing(slot, place, rows)), model.score)
    model.remove(item)
    return option


def _put(model: Model, item: int, start: datetime, room: str) -> tuple[list[int], Standing]:
    """Puts the meeting there and takes out what is in its way; what that is, and where it stands."""
    slot, places = _where(model, item, start, room)
    if model.standing[item]:
        model.remove(item)
    movable = _movable(model, item, slot)
    for group in ([], *([other] for other in movable), movable):
        away = [(other, standing) for other in group if (standing := model.standing[other])]
        for other, _ in away:
            model.remove(other)
        seated = _seat(model, item, slot, places)
        pushed = []
        for other, was in away:
            if seated is None or model.can_sit(other, was.slot, was.place, was.rows):
                model.seat(other, was.slot, was.place, was.rows)
            else:
                pushed.append(other)
        if seated:
            return pushed, seated
    raise ImpossibleHere(reason=_reason(model, item, start, room))


def _where(model: Model, item: int, start: datetime, room: str) -> tuple[int, list[int]]:
    asked, problem = model.asked[item], model.problem
    slot = model.axis.slot_of.get(start.timestamp()) if start.tzinfo else None
    if slot is None:
        raise ImpossibleHere(reason="off_grid")
    pinned = asked.meeting.pinned
    if pinned and (pinned.start.timestamp() != start.timestamp() or room not in ("", pinned.room or room)):
        raise ImpossibleHere(reason="pinned")
    if not asked.window >> slot & 1:
        raise ImpossibleHere(reason="outside")
    ids = [VIDEO if place < 0 else problem.rooms[place].id for place in asked.places]
    places = [place for place, id in enumerate(ids) if room in ("", id)]
    if not places:
        raise ImpossibleHere(reason="room")
    return slot, places


def _movable(model: Model, item: int, slot: int) -> list[int]:
    """The meetings of that day that share a person or a place with this one and may move: first those of whom nobody
    was told, then the lightest."""
    asked, day_of = model.asked[item], model.axis.day_of
    people, found = set(asked.persons), []
    for other, standing in enumerate(model.standing):
        if standing is None or other == item or model.asked[other].kept or day_of[standing.slot] != day_of[slot]:
            continue
        its = model.asked[other]
        sitting = {its.persons[row] for row in standing.rows if row != NOBODY}
        if people & sitting or its.places[standing.place] in asked.places:
            told = its.told if its.before == (standing.slot, standing.place) else 0
            found.append((told, RISK_WEIGHT[its.meeting.risk], other))
    return [other for *_, other in sorted(found)]


def _seat(model: Model, item: int, slot: int, places: list[int]) -> Standing | None:
    """At this slot in the cheapest of the places that can be had; None: in none."""
    prices = _prices(model, item)
    for place in sorted(places, key=lambda place: int(prices[place, slot])):
        rows = model.rows(item, slot, place) if prices[place, slot] < IMPOSSIBLE else None
        if rows is not None:
            model.seat(item, slot, place, rows)
            return Standing(slot, place, rows)
    return None


def _reason(model: Model, item: int, start: datetime, room: str) -> str:
    """Why it cannot be there although all that may move made way."""
    starts, meeting = Starts(model.problem), model.problem.meetings[item]
    here = starts.opening.span(start.timestamp(), start.timestamp())
    if here & starts.held(meeting, in_time=False, only=room):
        return "pinned"
    return "room" if here & starts.held(meeting, in_time=False, any_room=True) else "minimum"
