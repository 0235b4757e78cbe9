"""Who has not been in touch: required contacts that are not recorded, those that fell silent, partners without a line.

A recorded line, a dated contact of any age, and one person on both seats all settle a required contact. A contact of
which a seat is empty is not told: the empty seat is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from models.terms import OrganisationKind
from services.network import rules
from services.network.facts import Finding, FindingAct, FindingKind
from services.network.findings.gap import Gap
from services.network.findings.norm import Norm, once
from services.network.findings.wording import Telling, composed
from services.network.names import closed


def missing_contacts(norm: Norm) -> Iterator[Gap]:
    """A required contact of which nothing is recorded, between seats that are filled."""
    for asked in norm.open_contacts:
        yield Gap(FindingKind.MISSING_CONTACT, asked.rule.rule_ids, asked.between, about=asked)


def gathered(gaps: Iterable[Gap]) -> Iterator[list[Gap]]:
    """Missing contacts by the seat that misses most of them."""
    left = list(gaps)
    while left:
        counts = Counter(end for gap in left for end in gap.ends)
        one = max(counts, key=lambda end: counts[end])
        yield [gap for gap in left if one in gap.ends]
        left = [gap for gap in left if one not in gap.ends]


def tell_missing(gaps: Sequence[Gap], telling: Telling) -> Finding:
    """'Probation: no contact recorded with Veilig Thuis and care.' Where nobody is there yet, that comes first."""
    say, one = telling.say, _common(gaps)
    others = [second if first == one else first for first, second in (gap.ends for gap in gaps)]
    name = telling.name(one, inside=False)
    text = say("{one}: no contact recorded with {others}.", one=name, others=telling.names(others))
    pairs = tuple(gap.about.shown for gap in gaps)
    vacant = tuple(
        end for end in (one, *others) if not (parties(telling.norm, (end,)) or end == OrganisationKind.HULPVERLENING)
    )
    fill = bool(vacant) and all(set(vacant) & set(gap.ends) for gap in gaps)
    return composed(
        gaps,
        text,
        say("Assign someone to this seat.") if fill else say("Record the contact, or agree on it."),
        subjects=(one,),
        pairs=pairs,
        evidence=(*telling.on_seat(one), *(line for other in others for line in telling.on_seat(other))),
        owner=one,
        act=FindingAct.ASSIGN if fill else FindingAct.RECORD_CONTACT,
        about=vacant if fill else parties(telling.norm, (one, *others)),
        affected=len(others),
    )


def silent_contacts(norm: Norm) -> Iterator[Gap]:
    """A continuous contact of which the latest recorded one is longer ago than the region's cadence. One that is
    settled by a line without a date is not measured."""
    days = norm.route_map.region.cadence.days(norm.case.risk)
    for asked in once(one for one in norm.required if one.rule.continuous):
        last = norm.last_contact(asked)
        if last is None or norm.facts.today - last.happened_on <= timedelta(days=days):
            continue
        if not any(norm.empty(end) for end in asked.between):
            yield Gap(
                FindingKind.STALE,
                asked.rule.rule_ids,
                asked.between,
                mark=last.happened_on.isoformat(),
                group="|".join(asked.between),
                since=last.happened_on,
                done_lasts=days,
                about=(asked, last, days),
            )


def tell_silent(gaps: Sequence[Gap], telling: Telling) -> Finding:
    """'Police contact person and Mrs W.: last recorded contact 12 days ago; the region keeps to 7.'"""
    say, (asked, last, days) = telling.say, gaps[0].about
    first, second = gaps[0].ends
    ago = (telling.norm.facts.today - last.happened_on).days
    text = say(
        "{one} and {other}: last recorded contact {ago} days ago, the rhythm is {days}.",
        one=telling.name(first, inside=False),
        other=telling.name(second),
        ago=ago,
        days=days,
    )
    who = say.listed([telling.name(end.person_ref) if end.person_ref else end.name for end in last.parties])
    evidence = closed(say("Last recorded: {day}, {names}.", day=telling.day(last.happened_on), names=who))
    return composed(
        gaps,
        text,
        say("Record the contact, or agree on it."),
        pairs=(asked.shown,),
        evidence=(evidence,),
        owner=first,
        act=FindingAct.RECORD_CONTACT,
        about=parties(telling.norm, gaps[0].ends),
    )


def without_line(norm: Norm) -> Iterator[Gap]:
    """A partner of whom neither a line nor a contact with another partner is recorded, and who is in no contact that
    is told as missing already. Veilig Thuis counts only where it is competent; else it is merely consulted."""
    told = {end.partition("/")[0] for asked in norm.open_contacts for end in asked.between}
    spared = told if norm.case.veilig_thuis_competent else told | {OrganisationKind.VEILIG_THUIS.value}
    in_touch: set[str] = set()
    for contact in norm.facts.contacts:
        there = {end.organisation for end in contact.parties if end.seat_id}
        if len(there) > 1 and contact.happened_on <= norm.facts.today:
            in_touch |= there
    for organisation in rules.isolated_partners(norm.case):
        if organisation not in spared | in_touch:
            yield Gap(FindingKind.NO_LINE, ("T-CH-4",), (organisation,), group="case", must=False)


def tell_no_line(gaps: Sequence[Gap], telling: Telling) -> Finding:
    """One line for all of them."""
    say, alone = telling.say, tuple(gap.ends[0] for gap in gaps)
    return composed(
        gaps,
        say("No line with any partner is recorded for {names}.", names=telling.names(alone)),
        say("Agree who keeps whom informed."),
        act=FindingAct.RECORD_LINE,
        about=alone,
        affected=len(alone),
    )


def parties(norm: Norm, ends: Iterable[str]) -> tuple[str, ...]:
    """What a contact form opens with: the seat that stands for each end, a person's reference as it is."""
    known = {person.ref for person in norm.case.persons}
    found = (end if end in known else seat.id if (seat := norm.holder(end)) else "" for end in ends)
    return tuple(dict.fromkeys(one for one in found if one))


def _common(gaps: Sequence[Gap]) -> str:
    """The end that all of them share; of a single one the first."""
    shared = set(gaps[0].ends).intersection(*(gap.ends for gap in gaps))
    return next(end for end in gaps[0].ends if end in shared)
