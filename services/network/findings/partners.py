"""Who is missing: empty seats, seats without a briefed deputy, partners without a recorded legal basis."""

from collections.abc import Iterator, Sequence

from services.cases.facts import PartnerSeat
from services.network.facts import Finding, FindingAct, FindingKind
from services.network.findings.gap import DIRECTOR, Gap, held_end, seat_end
from services.network.findings.norm import Norm
from services.network.findings.wording import Telling, composed
from services.network.names import seat_name, small
from services.route_map.facts import MissingSeat, SeatNeed, WhyMissing
from services.scheduling.facts import local_day


def empty_seats(norm: Norm) -> Iterator[Gap]:
    """A required seat that nobody fills."""
    opened = local_day(norm.case.opened_at) if norm.case.opened_at else None
    for seat in norm.missing:
        yield Gap(FindingKind.MISSING_PARTNER, seat.rule_ids, (seat.key,), group=seat.key, since=opened, about=seat)


def tell_empty_seat(gaps: Sequence[Gap], telling: Telling) -> Finding:
    """'Nobody yet for the seat victim coordinator.'"""
    say, seat = telling.say, gaps[0].about
    name = _seat_words(telling, seat)
    text = say("Nobody yet for the seat {seat}.", seat=name)
    if seat.why is WhyMissing.ONLY_EXTERNAL:
        text = say("The seat {seat} is held by an outside party only.", seat=name)
    evidence = say("The route map asks for this seat ({rules}); nobody is recorded.", rules=", ".join(seat.rule_ids))
    suggestion = say("Assign someone to this seat.")
    return composed(gaps, text, suggestion, evidence=(evidence,), act=FindingAct.ASSIGN, about=(seat.key,))


def without_deputy(norm: Norm) -> Iterator[Gap]:
    """A required seat of which nobody could take over tomorrow: no deputy, or one who was not briefed."""
    for need in norm.needed:
        holders = [seat for seat in norm.seats if _fills(seat, need)]
        covered = any(seat.deputy and seat.deputy_briefed_on for seat in holders)
        if need.key == DIRECTOR and norm.case.deputy_director:
            covered = True
        if holders and not covered:
            ends = tuple(held_end(seat) for seat in holders)
            yield Gap(FindingKind.NO_DEPUTY, ("A-POL-4",), ends, group="case", must=need.key == DIRECTOR, about=holders)


def tell_no_deputy(gaps: Sequence[Gap], telling: Telling) -> Finding:
    """One line for the whole case, the case director first."""
    say = telling.say
    ordered = sorted(gaps, key=lambda gap: not gap.must)
    holders: list[PartnerSeat] = [seat for gap in ordered for seat in gap.about]
    names = telling.names(seat_end(gap.about[0]) for gap in ordered)
    text = say("No briefed deputy recorded for: {names}.", names=names)
    named = [seat for seat in holders if seat.deputy]
    evidence = [
        say(
            "{deputy} is named as deputy of {name}; that they were briefed is not recorded.",
            deputy=seat.deputy,
            name=seat.name,
        )
        for seat in named
    ]
    return composed(
        ordered,
        text,
        say("Name a deputy and record that they were briefed, the case director first."),
        evidence=tuple(evidence),
        act=FindingAct.NAME_DEPUTY,
        about=tuple(seat.id for seat in holders),
        affected=len(ordered),
    )


def without_basis(norm: Norm) -> Iterator[Gap]:
    """An organisation on the case of which no legal basis for sharing is recorded."""
    there = {seat.organisation for seat in norm.case.seats}
    for organisation in norm.facts.without_basis:
        if organisation in there:
            yield Gap(FindingKind.NO_BASIS, (), (organisation,), group="case", must=False)


def tell_no_basis(gaps: Sequence[Gap], telling: Telling) -> Finding:
    """One line for the whole case. A missing basis is asked after; no line is taken away for it."""
    say, organisations = telling.say, tuple(gap.ends[0] for gap in gaps)
    text = say("Check before sharing: no legal basis recorded for {names}.", names=telling.names(organisations))
    return composed(
        gaps,
        text,
        say("Record on what basis information is shared with them."),
        act=FindingAct.NAME_BASIS,
        about=organisations,
        affected=len(organisations),
    )


def _seat_words(telling: Telling, seat: MissingSeat) -> str:
    return small(seat_name(telling.say, seat.organisation, seat.role or ""), seat.organisation, seat.role)


def _fills(seat: PartnerSeat, need: SeatNeed) -> bool:
    return seat.organisation == need.organisation and need.role in (None, seat.role)
