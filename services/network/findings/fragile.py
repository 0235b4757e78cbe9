"""On whom the network hangs, and which of the missing required contacts would mend it."""

from collections.abc import Iterator, Sequence

from services.network.facts import Finding, FindingAct, FindingKind
from services.network.findings.gap import Gap, held_end, seat_end, seat_with
from services.network.findings.norm import Norm
from services.network.findings.wording import Telling, composed
from services.network.fragile import SinglePoint, mending, single_points


def single(norm: Norm) -> Iterator[Gap]:
    """A professional without a briefed deputy on whom at least two others hang."""
    for point in single_points(norm.facts):
        seats = [seat for seat_id in point.seat_ids if (seat := seat_with(norm.case, seat_id))]
        ends, cut_off = tuple(held_end(seat) for seat in seats), len(point.cut_off)
        yield Gap(
            FindingKind.SINGLE_POINT,
            ("T-TH-1",),
            ends,
            group="case",
            must=False,
            affected=cut_off,
            about=(point, seats),
        )


def tell_single(gaps: Sequence[Gap], telling: Telling) -> Finding:
    """One line for the whole case: 'Without A, B and C lose touch.', or through whom alone how many are reached."""
    say = telling.say
    points: list[SinglePoint] = [gap.about[0] for gap in gaps]
    if len(points) == 1:
        text = say(
            "Without {one}, {names} lose touch.", one=_who(points[0], telling), names=_cut_off(points[0], telling)
        )
    else:
        others = len({seat_id for point in points for seat_id in point.cut_off})
        names = say.listed([_who(point, telling) for point in points])
        text = say("{n} others are reached only through {names}.", n=others, names=names)
    suggestion, about, act = _mending(gaps, telling)
    evidence = [
        say("Without {one}: {names}.", one=_who(point, telling), names=_cut_off(point, telling)) for point in points
    ]
    return composed(
        gaps,
        text,
        suggestion,
        subjects=tuple(dict.fromkeys(seat_end(seat) for gap in gaps for seat in gap.about[1])),
        evidence=tuple(evidence) if len(points) > 1 else (),
        act=act,
        about=about,
        affected=sum(gap.affected for gap in gaps),
    )


def missing_pairs(norm: Norm) -> tuple[tuple[str, str], ...]:
    """The missing required contacts between two filled seats, as seat ids."""
    ends = ([norm.holder(end) for end in asked.shown] for asked in norm.open_contacts)
    return tuple((one.id, other.id) for one, other in ends if one and other)


def _mending(gaps: Sequence[Gap], telling: Telling) -> tuple[str, tuple[str, ...], FindingAct]:
    """What would help, what the button opens with, and which button it is."""
    say, pairs = telling.say, missing_pairs(telling.norm)
    found = mending(telling.norm.facts, pairs) if pairs else None
    if found and found.mended:
        contacts = say.listed([" – ".join(telling.seats([one]) for one in pair) for pair in found.contacts])
        text = say("Required contacts that mend this first: {contacts}.", contacts=contacts)
        if found.left:
            text += " " + say("A deputy is needed for: {names}.", names=telling.seats(_holding(found.left)))
        return text, found.contacts[0], FindingAct.RECORD_CONTACT
    seats = tuple(seat.id for gap in gaps for seat in gap.about[1])
    return say("Name a deputy, or agree on a second line."), seats, FindingAct.NAME_DEPUTY


def _holding(points: Sequence[SinglePoint]) -> list[str]:
    return [point.seat_ids[0] for point in points]


def _who(point: SinglePoint, telling: Telling) -> str:
    return telling.people(point.seat_ids)


def _cut_off(point: SinglePoint, telling: Telling) -> str:
    return telling.seats(point.cut_off)
