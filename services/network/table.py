"""Who speaks with whom, as rows for a table: one for each gap, then for each seat what is recorded of it.

Everybody is called by their part in the case; a private person by the alias that the facts carry.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from models.terms import Measure
from services.contacts.facts import End
from services.network import rules
from services.network.drawn.seats import PSYCHOLOGIST, subjects_of
from services.network.drawn.told import named
from services.network.facts import Finding, FindingKind, NetworkFacts
from services.network.names import organisation_name
from services.route_map.rules import network_seats
from services.wording import Say, label

_PAIRS = (FindingKind.FORBIDDEN_CONTACT, FindingKind.MISSING_CONTACT, FindingKind.STALE)
_SEATS = (FindingKind.MISSING_PARTNER, FindingKind.WEIGHING_OPEN)
NOBODY = "–"


@dataclass(frozen=True)
class SpeakingRow:
    """Who - speaks with - state - why. A `gap` asks for something; another row is what is recorded of one seat."""

    who: str
    speaks_with: str
    state: str
    why: str
    gap: bool


def speaking_rows(
    facts: NetworkFacts, findings: Iterable[Finding], say: Say, organisation: str = ""
) -> tuple[SpeakingRow, ...]:
    """The gaps in the order of the findings, then what is recorded, seat by seat.

    With an `organisation` (its key) only its own gaps and nothing else: what a partner may have who may not see
    everybody.
    """
    gaps = tuple(_gaps(facts, findings, say, organisation))
    return gaps if organisation else (*gaps, *_recorded(facts, say))


def _gaps(facts: NetworkFacts, findings: Iterable[Finding], say: Say, organisation: str) -> Iterator[SpeakingRow]:
    for finding in findings:
        why = ", ".join(finding.rule_ids)
        for one, other in finding.pairs if finding.kind in _PAIRS else ():
            if _is_of(facts, organisation, one, other):
                state = _state(facts, finding, (one, other), say)
                yield SpeakingRow(named(facts.case, one, say), named(facts.case, other, say), state, why, gap=True)
        for end in subjects_of(finding) if finding.kind in _SEATS else ():
            if _is_of(facts, organisation, end):
                missing = finding.kind is FindingKind.MISSING_PARTNER
                state = say("nobody yet") if missing else say("weighing not recorded")
                yield SpeakingRow(_seat_named(facts, end, say), NOBODY, state, why, gap=True)


def _is_of(facts: NetworkFacts, organisation: str, *ends: str) -> bool:
    homes = {seat.id: seat.organisation for seat in facts.case.seats}
    return not organisation or any(homes.get(end, end.partition("/")[0]) == organisation for end in ends)


def _seat_named(facts: NetworkFacts, end: str, say: Say) -> str:
    return label(say, Measure.INVESTIGATIVE_PSYCHOLOGIST) if end == PSYCHOLOGIST else named(facts.case, end, say)


def _state(facts: NetworkFacts, finding: Finding, pair: tuple[str, str], say: Say) -> str:
    if finding.kind is FindingKind.MISSING_CONTACT:
        return say("no contact recorded")
    last = max((day for day, ends in _contacts(facts) if all(_among(end, ends) for end in pair)), default=None)
    if finding.kind is FindingKind.STALE:
        late = say("longer ago than agreed")
        return say("last on {day}, {late}", day=say.numeric_day(last), late=late) if last else late
    return say("forbidden; recorded on {day}", day=say.numeric_day(last)) if last else say("forbidden")


def _contacts(facts: NetworkFacts) -> Iterator[tuple[date, tuple[End, ...]]]:
    return ((contact.happened_on, contact.parties) for contact in facts.contacts)


def _among(end: str, parties: tuple[End, ...]) -> bool:
    """Whether an end of a line, in any of its spellings, is one of those who were in touch."""
    return any(end in (p.key, p.organisation, f"{p.organisation}/{p.role}") for p in parties)


def _recorded(facts: NetworkFacts, say: Say) -> Iterator[SpeakingRow]:
    """For each seat with whom it was last in touch and when, then the lines of its organisation without a day."""
    case = facts.case
    shown = {seat.id for seat in network_seats(case)} | {person.ref for person in case.persons}
    last: dict[str, dict[str, date]] = {}
    for contact in facts.contacts:
        for one, other in contact.pairs():
            if one.key != other.key and {one.key, other.key} <= shown:
                for end, far in ((one.key, other.key), (other.key, one.key)):
                    known = last.setdefault(end, {})
                    known[far] = max(contact.happened_on, known.get(far, contact.happened_on))
    for seat in network_seats(case):
        with_days = sorted(last.get(seat.id, {}).items(), key=lambda item: (-item[1].toordinal(), item[0]))
        words = [f"{named(case, end, say)} ({say.numeric_day(day)})" for end, day in with_days]
        words += [named(case, ref, say) for ref in seat.speaks_with if ref not in last.get(seat.id, {})]
        if rules.principal_seat(case, seat.organisation) == seat:
            words += _lines(facts, seat.organisation, {end for end, _ in with_days}, say)
        if words:
            yield SpeakingRow(named(case, seat.id, say), "; ".join(words), say("recorded"), "", gap=False)


def _lines(facts: NetworkFacts, organisation: str, told: set[str], say: Say) -> list[str]:
    """The organisations with which a line is recorded and no day."""
    homes = {seat.organisation for seat in facts.case.seats if seat.id in told}
    lines = (line for line in rules.recorded_lines(facts.case) if organisation in line)
    return sorted(organisation_name(say, end) for line in lines for end in line - {organisation} - homes)
