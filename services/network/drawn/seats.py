"""Which seats stand in the picture, on whose side, and what stands in each: pure facts, no places yet.

Position means side. The order depends on organisation and role only, so a seat keeps its place from version to version.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from models.terms import Measure, OrganisationKind, PersonRole, SeatRole
from services.cases.facts import CaseFacts, PartnerSeat
from services.network import rules
from services.network.facts import Finding, FindingAct, FindingKind
from services.network.names import end_name, seat_name, seat_title
from services.route_map.rules import network_seats
from services.wording import Say, label


class Side(IntEnum):
    """The column of a seat; the band holds who is in touch with both sides."""

    VICTIM = 0
    CHAIN = 1
    SUSPECT = 2
    BAND = 3


class SeatState(StrEnum):
    """Whether somebody holds a seat, and if not, why it stands in the picture; or several seats in one box."""

    HELD = "held"
    NOBODY = "nobody"
    UNWEIGHED = "unweighed"
    OUTSIDE = "outside"
    FOLD = "fold"


@dataclass(frozen=True)
class Box:
    """A seat in the picture. `ends` are the names by which lines and findings may speak of it; `members` are the boxes
    that a fold stands for and `opened` whether they are shown below it."""

    key: str
    ends: tuple[str, ...]
    side: Side
    title: str
    subtitle: str
    state: SeatState = SeatState.HELD
    organisation: str = ""
    members: tuple["Box", ...] = ()
    opened: bool = False
    x: float = 0
    y: float = 0
    width: float = 174
    height: float = 46

    @property
    def middle(self) -> float:
        """Half its height down the sheet."""
        return self.y + self.height / 2

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    def names(self, *, everything: bool = False) -> set[str]:
        """What it answers to; a closed fold, or with `everything` any fold, answers for its members."""
        own = {self.key, *self.ends}
        if everything or not self.opened:
            for member in self.members:
                own |= member.names(everything=everything)
        return own


_HERS = {
    OrganisationKind.VEILIG_THUIS.value,
    OrganisationKind.SLACHTOFFERHULP.value,
    OrganisationKind.VROUWENOPVANG.value,
    OrganisationKind.HULPVERLENING.value,
    OrganisationKind.RAAD_VOOR_DE_KINDERBESCHERMING.value,
}
_HIS = {
    OrganisationKind.RECLASSERING.value,
    OrganisationKind.GEESTELIJKE_GEZONDHEIDSZORG.value,
    OrganisationKind.DISTRICTSRECHERCHE.value,
}
_HERS_BY_ROLE = {SeatRole.VICTIM_CONTACT.value, SeatRole.VICTIM_COORDINATOR.value}
_CHAIN_BY_ROLE = {SeatRole.CASE_DIRECTOR.value, SeatRole.PROCESS_DIRECTOR.value, SeatRole.PUBLIC_PROSECUTOR.value}
_PSYCHOLOGIST_RULES = {"H-VT-2", "T-CR-4"}
PSYCHOLOGIST = f"{OrganisationKind.POLITIE.value}/{Measure.INVESTIGATIVE_PSYCHOLOGIST.value}"
"""The one seat that a case may have or not: it stands in the picture until somebody weighed it."""


def side_of(organisation: str, role: str, with_victim: bool = False, with_suspect: bool = False) -> Side:
    """On which side a seat stands: by whom it speaks with, else by what it is for."""
    if with_victim and with_suspect:
        return Side.BAND
    if role in _CHAIN_BY_ROLE:
        return Side.CHAIN
    if with_victim or with_suspect:
        return Side.VICTIM if with_victim else Side.SUSPECT
    if role in _HERS_BY_ROLE or organisation in _HERS:
        return Side.VICTIM
    return Side.SUSPECT if organisation in _HIS or role == SeatRole.COMMUNITY_OFFICER else Side.CHAIN


def seats_of(case: CaseFacts, findings: Iterable[Finding], say: Say) -> tuple[Box, ...]:
    """Every seat that is held, every required or unweighed seat that nobody holds, every organisation that a missing
    contact leads to; in the order in which they stand."""
    findings = tuple(findings)
    boxes = _held(case, say)
    boxes += _nobody(boxes, findings, say)
    boxes += _unweighed(boxes, case, findings, say)
    return (*boxes, *_named_only_in_lines(boxes, case, findings, say))


def subjects_of(finding: Finding) -> tuple[str, ...]:
    """The ends a finding sits on: its subjects; where it was not weighed whether to bring somebody in, that seat."""
    if finding.kind is not FindingKind.WEIGHING_OPEN:
        return finding.subjects
    if finding.act is FindingAct.ASSIGN and finding.about:
        return finding.about
    psychologist = Measure.INVESTIGATIVE_PSYCHOLOGIST.value in finding.about
    return (PSYCHOLOGIST,) if psychologist or _PSYCHOLOGIST_RULES & set(finding.rule_ids) else finding.subjects


def _held(case: CaseFacts, say: Say) -> list[Box]:
    hers = set(rules.refs(case, PersonRole.VICTIM, PersonRole.CHILD))
    victims, his = set(rules.refs(case, PersonRole.VICTIM)), set(rules.refs(case, PersonRole.SUSPECT))
    messengers = {seat.id for seat in rules.messenger_seats(case)}
    found = []
    for seat in sorted(network_seats(case), key=_order):
        spoken = set(seat.speaks_with)
        with_both = seat.id in messengers and bool(spoken & (victims | his))
        own = side_of(seat.organisation, seat.role, bool(spoken & hers), bool(spoken & his))
        side = Side.BAND if with_both else Side.CHAIN if own is Side.BAND else own
        principal = rules.principal_seat(case, seat.organisation)
        ends = (f"{seat.organisation}/{seat.role}", *((seat.organisation,) if seat == principal else ()))
        title = seat_title(say, seat, case)
        found.append(Box(seat.id, ends, side, title, seat.name, organisation=seat.organisation))
    return found


def _nobody(known: list[Box], findings: tuple[Finding, ...], say: Say) -> list[Box]:
    keys = [end for f in findings if f.kind is FindingKind.MISSING_PARTNER for end in f.subjects]
    taken = {name for box in known for name in box.names()}
    return [
        Box(key, (), side_of(*_parts(key)), seat_name(say, *_parts(key)), say("! nobody yet"), SeatState.NOBODY)
        for key in dict.fromkeys(keys)
        if key not in taken
    ]


def _unweighed(known: list[Box], case: CaseFacts, findings: tuple[Finding, ...], say: Say) -> list[Box]:
    taken = {name for box in known for name in box.names()} | {person.ref for person in case.persons}
    ends = [end for f in findings if f.kind is FindingKind.WEIGHING_OPEN for end in subjects_of(f)]
    found = []
    for end in dict.fromkeys(ends):
        if end not in taken:
            psychologist = end == PSYCHOLOGIST
            title = label(say, Measure.INVESTIGATIVE_PSYCHOLOGIST) if psychologist else end_name(say, case, end)
            side = Side.CHAIN if psychologist else side_of(*_parts(end))
            found.append(Box(end, (), side, title, say("? weighing missing"), SeatState.UNWEIGHED))
    return found


def _named_only_in_lines(boxes: list[Box], case: CaseFacts, findings: tuple[Finding, ...], say: Say) -> list[Box]:
    """Organisations that a missing contact leads to and that have no seat in the case."""
    known = {name for box in boxes for name in box.names()} | {person.ref for person in case.persons}
    known |= {seat.id for seat in case.seats} | {f"{s.organisation}/{s.role}" for s in case.seats if s.barred}
    lines = (f for f in findings if f.kind is FindingKind.MISSING_CONTACT)
    ends = dict.fromkeys(end for finding in lines for pair in finding.pairs for end in pair)
    words = say("? not in the case yet")
    return [
        Box(end, (), side_of(*_parts(end)), end_name(say, case, end), words, SeatState.OUTSIDE)
        for end in ends
        if end not in known
    ]


def _parts(end: str) -> tuple[str, str]:
    organisation, _, role = end.partition("/")
    return organisation, role


def _order(seat: PartnerSeat) -> tuple[int, int, str, str]:
    kinds, roles = [kind.value for kind in OrganisationKind], [role.value for role in SeatRole]
    kind = kinds.index(seat.organisation) if seat.organisation in kinds else len(kinds)
    return kind, roles.index(seat.role) if seat.role in roles else len(roles), seat.role, seat.id
