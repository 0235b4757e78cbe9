"""Who stands between both sides, and how many faces a victim has to deal with.

A checklist: what is recorded, never a verdict on a person. Who is in touch with both is asked to pass on no messages.
"""

from collections.abc import Iterator, Sequence

from models.terms import PersonRole, Phase
from services.cases.facts import PartnerSeat
from services.network import sides
from services.network.facts import Finding, FindingAct, FindingKind
from services.network.findings.gap import Gap, held_end, seat_end, seat_with
from services.network.findings.norm import Norm
from services.network.findings.wording import Telling, composed
from services.network.people import RECENT

MOST_FACES = 3
"""From how many faces on we ask whether it is too many, where nothing was agreed with her. Our proposal: H-RN-7 warns
of overload and names no number."""

LEAST_CONTACTS, LEAST_SHARE = 3, 0.5
"""From how many contacts with the police on, and below which share of them through the fixed contact person, we ask."""


def messengers(norm: Norm) -> Iterator[Gap]:
    """A professional in touch with the victim and with the alleged perpetrator; one on two seats is one."""
    by_name: dict[str, list[PartnerSeat]] = {}
    for seat_id in sides.professionals_in_touch_with_both(norm.facts):
        if seat := seat_with(norm.case, seat_id):
            by_name.setdefault(seat.name or seat.id, []).append(seat)
    for seats in by_name.values():
        group = "+".join(seat_end(seat) for seat in seats)
        yield Gap(FindingKind.MESSENGER, ("T-TH-3",), tuple(held_end(seat) for seat in seats), group=group, about=seats)


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


def between_sides(norm: Norm) -> Iterator[Gap]:
    """A child or somebody close by who, as recorded, is in touch with both sides."""
    for ref in norm.between_sides:
        yield Gap(FindingKind.BOTH_SIDES, ("T-TH-3",), (ref,), group="case", must=False)


def tell_between_sides(gaps: Sequence[Gap], telling: Telling) -> Finding:
    """One line for all of them, worded with care: they may well be children."""
    say, people = telling.say, tuple(gap.ends[0] for gap in gaps)
    return composed(
        gaps,
        say("In touch with both sides, as recorded: {names}.", names=telling.names(people)),
        say("Agree how they are kept out of passing on messages."),
        act=FindingAct.DIVIDE,
        about=people,
        affected=len(people),
    )


def private_routes(norm: Norm) -> Iterator[Gap]:
    """A way for messages past two people close by, neither of whom is in touch with both sides."""
    told = set(norm.between_sides)
    for path in sides.private_routes(norm.facts):
        if not told & set(path):
            yield Gap(FindingKind.PRIVATE_ROUTE, ("T-TH-3",), path, group="case", must=False, about=path)


def tell_private_routes(gaps: Sequence[Gap], telling: Telling) -> Finding:
    """One line for all ways."""
    say = telling.say
    ways = say.listed([" – ".join(telling.name(ref) for ref in gap.about) for gap in gaps])
    return composed(
        gaps,
        say("Messages can go by way of people close by: {ways}.", ways=ways),
        say("Agree how they are kept out of passing on messages."),
        act=FindingAct.DIVIDE,
        about=tuple(dict.fromkeys(ref for gap in gaps for ref in gap.about)),
        affected=len(gaps),
    )


def many_faces(norm: Norm) -> Iterator[Gap]:
    """A victim who deals with more professionals than she agreed to, or than she can be expected to bear."""
    for person in norm.case.persons:
        if person.role is not PersonRole.VICTIM:
            continue
        most = person.faces_agreed if person.faces_agreed is not None else MOST_FACES
        found = norm.dealings[person.ref]
        faces = len(found.professionals)
        if faces > most and (norm.case.phase is Phase.HIGH or person.faces_agreed is not None):
            yield Gap(
                FindingKind.MANY_FACES,
                ("H-RN-7",),
                (person.ref,),
                mark=str(faces),
                group=person.ref,
                must=False,
                affected=faces,
                about=(found, person.faces_agreed),
            )


def tell_many_faces(gaps: Sequence[Gap], telling: Telling) -> Finding:
    """'4 professionals of 3 organisations deal with Mrs W.'"""
    say, ref, (found, agreed) = telling.say, gaps[0].ends[0], gaps[0].about
    n, k = len(found.professionals), len(found.organisations)
    text = say.plural(
        "{n} professional of {k} organisations deals with {name}.",
        "{n} professionals of {k} organisations deal with {name}.",
        n,
        k=k,
        name=telling.name(ref),
    )
    who = say("In the last {days} days: {names}.", days=RECENT.days, names=telling.people(found.professionals))
    promised = (say("Agreed with {name}: {n}.", name=telling.name(ref), n=agreed),) if agreed is not None else ()
    return composed(
        gaps,
        text,
        say("Ask what is manageable and agree on fixed faces."),
        evidence=(who, *promised),
        act=FindingAct.DIVIDE,
        about=(ref,),
    )


def past_fixed_contact(norm: Norm) -> Iterator[Gap]:
    """A victim of whose contacts with the police most went past the fixed contact person."""
    for ref, found in norm.dealings.items():
        if found.police_contacts >= LEAST_CONTACTS and found.through_fixed < LEAST_SHARE * found.police_contacts:
            yield Gap(
                FindingKind.FIXED_CONTACT,
                ("A-POL-5",),
                (ref,),
                group=ref,
                must=False,
                done_lasts=RECENT.days,
                about=found,
            )


def tell_fixed_contact(gaps: Sequence[Gap], telling: Telling) -> Finding:
    """'1 of 5 recorded contacts between the police and Mrs W. went through the fixed contact person.'"""
    say, ref, found = telling.say, gaps[0].ends[0], gaps[0].about
    return composed(
        gaps,
        say(
            "{k} of {n} recorded contacts between the police and {name} went through the fixed contact person.",
            k=found.through_fixed,
            n=found.police_contacts,
            name=telling.name(ref),
        ),
        say("Ask what suits the victim, and let the police go through the fixed contact person."),
        evidence=(say("Counted over the last {days} days.", days=RECENT.days),),
        act=FindingAct.DIVIDE,
        about=(ref,),
    )
