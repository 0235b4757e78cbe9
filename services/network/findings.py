"""The short list a case director acts on: one finding per seat, each a sentence with its rules and one suggestion.

Order of kinds as people act on them: missing partner, missing contact, contact with both sides, too many faces, one
organisation on which others hang, no deputy, weighing not recorded. A contact whose seat is empty is not told twice.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from models.terms import OrganisationKind, PersonRole, Phase, SeatRole
from services.cases.facts import CaseFacts
from services.network import rules
from services.network.facts import Finding, FindingKind, MissingContact
from services.network.names import closed, end_name, seat_name, small
from services.route_map.facts import MissingSeat, RouteMap, WhyMissing
from services.route_map.rules import missing_seats, network_seats, unweighed
from services.wording import Say, label

MOST_FACES = 3
"""From how many faces on we ask whether it is too many. Our proposal: H-RN-7 warns of overload and names no number."""

LEAST_CUT_OFF = 2
"""An organisation counts as a single point only if at least this many others hang on it."""


def find(route_map: RouteMap, facts: CaseFacts, say: Say) -> tuple[Finding, ...]:
    """All findings of a case, most pressing first; `rank` is the place in this list."""
    missing = missing_seats(route_map, facts)
    contacts = list(_contacts(route_map, facts, missing, say))
    told = {end for finding in contacts for pair in finding.pairs for end in pair}
    found = [
        *(_missing_partner(seat, say) for seat in missing),
        *contacts,
        *_no_line(facts, told, say),
        *_messengers(facts, say),
        *_both_sides(facts, say),
        *_many_faces(facts, say),
        *_single_points(facts, say),
        *_no_deputy(facts, say),
        *_weighings(route_map, facts, say),
    ]
    return tuple(replace(finding, rank=rank) for rank, finding in enumerate(found, start=1))


def summary(route_map: RouteMap, facts: CaseFacts, say: Say) -> str:
    """How many seats must be filled, how many are empty, how many contacts are not recorded, in one line."""
    from_map = len(missing_seats(route_map, facts))
    contacts = len(rules.missing_mandatory_contacts(route_map, facts))
    empty = say.plural("{n} required seat is empty", "{n} required seats are empty", from_map)
    unrecorded = say.plural("{n} required contact is not recorded", "{n} required contacts are not recorded", contacts)
    return f"{empty}, {unrecorded}."


def _finding(
    kind: FindingKind, rule_ids: Iterable[str], subjects: tuple[str, ...], text: str, suggestion: str, **more: Any
) -> Finding:
    """A finding without its place in the list; `about` names the ends for its key when these are not the subjects."""
    about, rule_ids = more.pop("about", subjects), tuple(dict.fromkeys(rule_ids))
    key = "|".join((kind.value, "+".join(rule_ids), "+".join(sorted(about))))
    return Finding(key, 0, kind, rule_ids, subjects, closed(text), suggestion, **more)


def _missing_partner(seat: MissingSeat, say: Say) -> Finding:
    name = small(seat_name(say, seat.organisation, seat.role or ""), seat.organisation, seat.role)
    text = say("Nobody yet for the seat {seat}.", seat=name)
    if seat.why is WhyMissing.ONLY_EXTERNAL:
        text = say("The seat {seat} is held by an outside party only.", seat=name)
    suggestion = say("Assign someone to this seat.")
    return _finding(FindingKind.MISSING_PARTNER, seat.rule_ids, (seat.key,), text, suggestion)


def _contacts(route_map: RouteMap, facts: CaseFacts, missing: tuple[MissingSeat, ...], say: Say) -> Iterator[Finding]:
    """Missing contacts, gathered by the seat that misses most of them."""
    empty = {seat.key for seat in missing}
    left = [
        contact
        for contact in rules.missing_mandatory_contacts(route_map, facts)
        if not any(_empty(end, empty) for end in contact.between)
    ]
    while left:
        counts = Counter(end for contact in left for end in contact.between)
        one = max(counts, key=lambda end: counts[end])
        gathered = [contact for contact in left if one in contact.between]
        left = [contact for contact in left if one not in contact.between]
        yield _contact(one, gathered, facts, say)


def _empty(end: str, empty: set[str]) -> bool:
    principal = rules.PRINCIPAL_ROLES.get(end)
    return end in empty or end.partition("/")[0] in empty or f"{end}/{principal}" in empty


def _contact(one: str, gathered: list[MissingContact], facts: CaseFacts, say: Say) -> Finding:
    others = [b if a == one else a for a, b in (contact.between for contact in gathered)]
    names = [end_name(say, facts, other, inside=True) for other in others]
    if len(gathered) == 1:
        first, second = gathered[0].between
        between = {"one": end_name(say, facts, first), "other": end_name(say, facts, second, inside=True)}
        text = say("{one} and {other}: no contact recorded.", **between)
    else:
        name = end_name(say, facts, one)
        text = say("{one}: no contact recorded with {others}.", one=name, others=say.listed(names))
    return _finding(
        FindingKind.MISSING_CONTACT,
        (rule_id for contact in gathered for rule_id in contact.rule_ids),
        (one,),
        text,
        say("Record the contact, or agree on it."),
        pairs=tuple(contact.shown for contact in gathered),
        about={end for contact in gathered for end in contact.between},
    )


def _no_line(facts: CaseFacts, told: set[str], say: Say) -> Iterator[Finding]:
    consulted = set() if facts.veilig_thuis_competent else {OrganisationKind.VEILIG_THUIS.value}
    alone = tuple(one for one in rules.isolated_partners(facts) if one not in told | consulted)
    if alone:
        names = say.listed([end_name(say, facts, one, inside=True) for one in alone])
        text = say("No line with any partner is recorded for {names}.", names=names)
        yield _finding(FindingKind.NO_LINE, ("T-CH-4",), alone, text, say("Agree who keeps whom informed."))


def _messengers(facts: CaseFacts, say: Say) -> Iterator[Finding]:
    by_name: dict[str, list[str]] = {}
    for seat in rules.messenger_seats(facts):
        by_name.setdefault(seat.name, []).append(f"{seat.organisation}/{seat.role}")
    for seats in dict.fromkeys(tuple(seats) for seats in by_name.values()):
        names = say.listed([name for name, own in by_name.items() if tuple(own) == seats])
        text = say("In touch with the victim and with the alleged perpetrator: {names}.", names=names)
        suggestion = say("Divide the conversations, or agree that no messages are passed on.")
        yield _finding(FindingKind.MESSENGER, ("T-TH-3",), seats, text, suggestion)


def _both_sides(facts: CaseFacts, say: Say) -> Iterator[Finding]:
    people = rules.refs(facts, PersonRole.CHILD, PersonRole.NETWORK)
    if people:
        names = say.listed([end_name(say, facts, ref) for ref in people])
        text = say("Possibly in touch with both sides: {names}.", names=names)
        suggestion = say("Agree how they are kept out of passing on messages.")
        yield _finding(FindingKind.BOTH_SIDES, ("T-TH-3",), people, text, suggestion)


def _many_faces(facts: CaseFacts, say: Say) -> Iterator[Finding]:
    for ref, faces in rules.victim_contact_count(facts).items():
        if facts.phase is Phase.HIGH and faces > MOST_FACES:
            text = say("{n} partners speak with {name}.", n=faces, name=end_name(say, facts, ref))
            suggestion = say("Ask what is manageable and agree on fixed faces.")
            yield _finding(FindingKind.MANY_FACES, ("H-RN-7",), (ref,), text, suggestion)


def _single_points(facts: CaseFacts, say: Say) -> Iterator[Finding]:
    with_deputy = {seat.organisation for seat in network_seats(facts) if seat.deputy}
    for organisation in rules.articulation_points(facts):
        cut_off = rules.cut_off_without(facts, organisation)
        if organisation not in with_deputy and len(cut_off) >= LEAST_CUT_OFF:
            names = say.listed([end_name(say, facts, one, inside=True) for one in cut_off])
            text = say(
                "Without {one}, no recorded line reaches {names}.",
                one=end_name(say, facts, organisation, inside=True),
                names=names,
            )
            suggestion = say("Name a deputy, or agree on a second line.")
            yield _finding(FindingKind.SINGLE_POINT, ("T-TH-1",), (organisation,), text, suggestion)


def _no_deputy(facts: CaseFacts, say: Say) -> Iterator[Finding]:
    director = f"{OrganisationKind.POLITIE}/{SeatRole.CASE_DIRECTOR}"
    seats = [seat for seat in network_seats(facts) if rules.seat_is(seat, director)]
    if seats and not facts.deputy_director and not any(seat.deputy for seat in seats):
        text = say("The case director has no deputy.")
        yield _finding(FindingKind.NO_DEPUTY, ("A-POL-4",), (director,), text, say("Name a deputy."))


def _weighings(route_map: RouteMap, facts: CaseFacts, say: Say) -> Iterator[Finding]:
    duties = unweighed(route_map, facts)
    for organisation in dict.fromkeys(duty.organisation for duty in duties):
        own = [duty for duty in duties if duty.organisation == organisation]
        rule_ids = tuple(dict.fromkeys(rule_id for duty in own for rule_id in duty.rule_ids))
        measures = say.listed([label(say, duty.measure) for duty in own])
        name = end_name(say, facts, organisation)
        text = say("{name}: weighing not yet recorded ({measures}).", name=name, measures=measures)
        suggestion = say("Record what was weighed and why, also when the answer is no.")
        yield _finding(FindingKind.WEIGHING_OPEN, rule_ids, (organisation,), text, suggestion)
