"""Who stands between both sides, and how many faces a victim has to deal with."""

from collections.abc import Iterator, Sequence

from models.terms import Phase
from services.network import rules
from services.network.facts import Finding, FindingAct, FindingKind
from services.network.findings.gap import Gap, held_end, seat_end
from services.network.findings.norm import Norm
from services.network.findings.wording import Telling, composed

MOST_FACES = 3
"""From how many faces on we ask whether it is too many. Our proposal: H-RN-7 warns of overload and names no number."""


def messengers(norm: Norm) -> Iterator[Gap]:
    """A professional who speaks with the victim and with the alleged perpetrator; one on two seats is one."""
    by_name: dict[str, list] = {}
    for seat in rules.messenger_seats(norm.case):
        by_name.setdefault(seat.name, []).append(seat)
    for seats in by_name.values():
        ends = tuple(held_end(seat) for seat in seats)
        group = "+".join(seat_end(seat) for seat in seats)
        yield Gap(FindingKind.MESSENGER, ("T-TH-3",), ends, group=group, about=seats)


def tell_messengers(gaps: Sequence[Gap], telling: Telling) -> Finding:
    """One line for all who do so on the same seats."""
    say, seats = telling.say, [seat for gap in gaps for seat in gap.about]
    names = say.listed(list(dict.fromkeys(seat.name for seat in seats)))
    return composed(
        gaps,
        say("In touch with the victim and with the alleged perpetrator: {names}.", names=names),
        say("Divide the conversations, or agree that no messages are passed on."),
        act=FindingAct.DIVIDE,
        about=tuple(seat.id for seat in seats),
        affected=len(gaps),
    )


def many_faces(norm: Norm) -> Iterator[Gap]:
    """A victim with whom more partners speak than she can be expected to bear."""
    for ref, faces in rules.victim_contact_count(norm.case).items():
        if norm.case.phase is Phase.HIGH and faces > MOST_FACES:
            kind = FindingKind.MANY_FACES
            yield Gap(kind, ("H-RN-7",), (ref,), group=ref, must=False, affected=faces, about=faces)


def tell_many_faces(gaps: Sequence[Gap], telling: Telling) -> Finding:
    """'4 partners speak with Mrs W.'"""
    say, ref = telling.say, gaps[0].ends[0]
    return composed(
        gaps,
        say("{n} partners speak with {name}.", n=gaps[0].about, name=telling.name(ref)),
        say("Ask what is manageable and agree on fixed faces."),
        act=FindingAct.DIVIDE,
        about=(ref,),
    )
