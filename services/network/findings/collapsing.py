"""From gaps to findings: what answers have quieted is set apart, and the rest is gathered, one finding per seat."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from services.network.facts import Finding, FindingKind, GapAnswer
from services.network.findings import contacts, fragile, harm, meetings, partners, sides, spreading, weighings
from services.network.findings.gap import Gap
from services.network.findings.norm import Norm
from services.network.findings.ranking import Told, ranked
from services.network.findings.wording import Telling
from services.scheduling.facts import local_day

FAMILIES: tuple[Callable[[Norm], Iterable[Gap]], ...] = (
    harm.conflicts_of_interest,
    harm.despite_bans,
    harm.linked_cases,
    partners.empty_seats,
    contacts.missing_contacts,
    spreading.late_news,
    spreading.unheard_news,
    sides.messengers,
    sides.between_sides,
    sides.private_routes,
    sides.many_faces,
    sides.past_fixed_contact,
    contacts.silent_contacts,
    contacts.without_line,
    fragile.single,
    partners.without_deputy,
    meetings.without_quorum,
    weighings.open_weighings,
    partners.without_basis,
)
"""Where gaps come from, each of one kind."""

_TELL: dict[FindingKind, Callable[[Sequence[Gap], Telling], Finding]] = {
    FindingKind.CONFLICT: harm.tell_conflict,
    FindingKind.FORBIDDEN_CONTACT: harm.tell_despite,
    FindingKind.LINKED_CASE: harm.tell_linked,
    FindingKind.MISSING_PARTNER: partners.tell_empty_seat,
    FindingKind.MISSING_CONTACT: contacts.tell_missing,
    FindingKind.REACH: spreading.tell_late,
    FindingKind.UNHEARD: spreading.tell_unheard,
    FindingKind.MESSENGER: sides.tell_messengers,
    FindingKind.BOTH_SIDES: sides.tell_between_sides,
    FindingKind.PRIVATE_ROUTE: sides.tell_private_routes,
    FindingKind.MANY_FACES: sides.tell_many_faces,
    FindingKind.FIXED_CONTACT: sides.tell_fixed_contact,
    FindingKind.STALE: contacts.tell_silent,
    FindingKind.NO_LINE: contacts.tell_no_line,
    FindingKind.SINGLE_POINT: fragile.tell_single,
    FindingKind.NO_DEPUTY: partners.tell_no_deputy,
    FindingKind.QUORUM: meetings.tell_quorum,
    FindingKind.WEIGHING_OPEN: weighings.tell_weighing,
    FindingKind.NO_BASIS: partners.tell_no_basis,
}


@dataclass(frozen=True)
class Found:
    """What asks to be acted on, most pressing first, and what was answered, with its answers."""

    open: tuple[Finding, ...]
    answered: tuple[Finding, ...]


def gaps_of(norm: Norm) -> tuple[Gap, ...]:
    """Every gap of a case, answered or not; each key once."""
    found: dict[str, Gap] = {}
    for family in FAMILIES:
        for gap in family(norm):
            found.setdefault(gap.key, gap)
    return tuple(found.values())


def collapsed(gaps: Iterable[Gap], answers: Iterable[GapAnswer], telling: Telling) -> Found:
    """The findings of these gaps; of an answered gap nothing is left in the open ones.

    An open finding carries the answers that quiet it no more: what was planned for a day that has passed.
    """
    by_gap = {answer.gap: answer for answer in answers}
    day = telling.norm.facts.today
    quiet, loud = list[Gap](), list[Gap]()
    for gap in gaps:
        answer = by_gap.get(gap.key)
        quieted = answer is not None and gap.quieted(answer, day, local_day(answer.answered_at))
        (quiet if quieted else loud).append(gap)
    return Found(
        tuple(_with_answers(finding, by_gap) for finding in ranked(_told(loud, telling))),
        tuple(_with_answers(finding, by_gap) for finding in ranked(_told(quiet, telling))),
    )


def _with_answers(finding: Finding, by_gap: Mapping[str, GapAnswer]) -> Finding:
    said = tuple(by_gap[key] for key in finding.gaps if key in by_gap)
    return replace(finding, answers=said) if said else finding


def _told(gaps: Sequence[Gap], telling: Telling) -> Iterator[Told]:
    for group in _groups(gaps):
        yield _TELL[group[0].kind](group, telling), group


def _groups(gaps: Sequence[Gap]) -> Iterator[list[Gap]]:
    together: dict[tuple[FindingKind, str], list[Gap]] = {}
    for gap in gaps:
        if gap.kind is not FindingKind.MISSING_CONTACT:
            together.setdefault((gap.kind, gap.group), []).append(gap)
    yield from contacts.gathered(gap for gap in gaps if gap.kind is FindingKind.MISSING_CONTACT)
    yield from together.values()
