"""Settled meetings put where they are to stay first of all, and brought back there when others moved."""

from services.scheduling.many.costs.model import Model, Standing


def seat_at_home(model: Model) -> None:
    """Puts every settled meeting without a place where it is to stay, if it can be there: all of them before one that
    cannot is put anywhere else, which might be another one's place."""
    for item in model.order():
        asked = model.asked[item]
        if not asked.kept:
            return
        if model.standing[item] is not None:
            continue
        if asked.meeting.pinned:
            model.insert(item)
        elif asked.before and (rows := model.rows(item, *asked.before)) is not None:
            model.seat(item, *asked.before, rows)


def settle(model: Model) -> None:
    """Puts every settled meeting that is elsewhere back to its place if no other settled one keeps it from there; what
    has to make way is placed anew. A settled meeting weighs more than all that this may cost."""
    for item in model.order():
        asked, standing = model.asked[item], model.standing[item]
        if not asked.kept:
            return
        if (
            asked.before is None
            or asked.meeting.pinned
            or (standing and (standing.slot, standing.place) == asked.before)
        ):
            continue
        _bring_back(model, item, *asked.before)


def _bring_back(model: Model, item: int, slot: int, place: int) -> None:
    away: list[tuple[int, Standing]] = []
    for other in [item, *_movable(model, item, slot // model.axis.width)]:
        standing = model.standing[other]
        if standing:
            away.append((other, standing))
            model.remove(other)
    rows = model.rows(item, slot, place)
    if rows is not None:
        model.seat(item, slot, place, rows)
    for other, standing in away:
        if rows is not None and other == item:
            continue
        if rows is None or model.can_sit(other, standing.slot, standing.place, standing.rows):
            model.seat(other, standing.slot, standing.place, standing.rows)
        else:
            model.insert(other)


def _movable(model: Model, item: int, day: int) -> list[int]:
    """The other meetings of a day that nobody settled, and settled ones that have lost their own place."""
    width = model.axis.width
    return [
        other
        for other, standing in enumerate(model.standing)
        if other != item and standing and standing.slot // width == day
        if not model.at_home(other, standing.slot, standing.place)
    ]
