"""Networks for the tests of the picture: any, worked and large ones, with findings made by hand."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from models.terms import ContactKind, OrganisationKind, PersonRole, SeatRole, TieKind
from services.cases.facts import CaseFacts, CasePerson, PartnerSeat
from services.contacts.facts import Agreement, Contact, End, Tie
from services.network.drawn.layout import Figure, Layout
from services.network.drawn.seats import Box
from services.network.facts import Finding, FindingKind, NetworkFacts
from services.wording import speak
from tests.case_facts import case_facts, seat
from tests.services.network.test_rules import BASE

NL, EN = speak("nl"), speak("en")
NOW, TODAY = datetime(2026, 11, 21, 9, tzinfo=UTC), date(2026, 11, 21)
CONTACT, TIE = next(iter(ContactKind)), next(iter(TieKind))


def network(case: CaseFacts, **more: object) -> NetworkFacts:
    """The network of a case on the day of the tests."""
    return replace(NetworkFacts(case, NOW, TODAY), **more)


def finding(
    kind: FindingKind, rank: int, *subjects: str, pairs: Iterable[tuple[str, str]] = (), text: str = "Iets."
) -> Finding:
    """A finding made by hand."""
    return Finding(f"{kind}{rank}", rank, kind, ("A-1",), subjects, text, "Doe iets.", tuple(pairs))


def ends(case: CaseFacts) -> dict[str, End]:
    """Every end of a contact that this case has, by its key."""
    found = {s.id: End(seat_id=s.id, organisation=s.organisation, role=s.role, name=s.name) for s in case.seats}
    return found | {person.ref: End(person_ref=person.ref) for person in case.persons}


def contact(case: CaseFacts, days_ago: int, *keys: str) -> Contact:
    """A contact so many days ago."""
    named = ends(case)
    day = TODAY - timedelta(days=days_ago)
    return Contact(f"c{days_ago}{''.join(keys)}", day, CONTACT, tuple(named[key] for key in keys))


def tie(case: CaseFacts, first: str, second: str) -> Tie:
    """A private tie."""
    named = ends(case)
    return Tie(f"t{first}{second}", named[first], named[second], TIE, TODAY)


def agreement(case: CaseFacts, teller: str, told: str) -> Agreement:
    """A standing agreement."""
    named = ends(case)
    return Agreement(f"a{teller}{told}", named[teller], named[told], 24, TODAY)


def worked() -> tuple[NetworkFacts, tuple[Finding, ...]]:
    """H-01 with contacts, an agreement, ties, and a finding of each kind that is drawn in a way of its own."""
    case = case_facts("H-01")
    kind = FindingKind
    found = (
        finding(kind.CONFLICT, 1, "s10", pairs=[("s10", "P2")]),
        finding(kind.FORBIDDEN_CONTACT, 2, "P2", pairs=[("P2", "P1")]),
        finding(kind.MISSING_PARTNER, 3, "politie/wijkagent"),
        finding(kind.MISSING_CONTACT, 4, "VT", pairs=[("VT", "DR"), ("VT", "OM"), ("RN", "VT")]),
        finding(kind.BOTH_SIDES, 5, "P3", "P5"),
        finding(kind.STALE, 6, "s1", pairs=[("s1", "P1")]),
        finding(kind.NO_DEPUTY, 7, "s0", "s2", "s3", "s4", "s5", "s6"),
        finding(kind.WEIGHING_OPEN, 8, "sociaal_werk"),
    )
    facts = network(
        case,
        contacts=(contact(case, 3, "s0", "s4"), contact(case, 9, "s0", "s4"), contact(case, 12, "s1", "P1")),
        agreements=(agreement(case, "s0", "s4"), agreement(case, "s4", "s9")),
        ties=(tie(case, "P5", "P1"), tie(case, "P5", "P2")),
    )
    return facts, found


def large(many: int) -> CaseFacts:
    """A case with so many seats of fifteen organisations."""
    kinds = [*(kind.value for kind in list(OrganisationKind)[:12]), "school", "werkgever", "huisarts"]
    seats = tuple(PartnerSeat(f"x{n:03}", kinds[n % len(kinds)], f"rol_{n:03}", f"N. Naam {n}") for n in range(many))
    return replace(BASE, seats=seats)


names = st.text(max_size=40)
organisations = st.sampled_from(
    [*(kind.value for kind in OrganisationKind), "school", "een_heel_lange_organisatienaam"]
)
roles = st.sampled_from([*(role.value for role in SeatRole), "intern_begeleider"])
refs = st.lists(st.sampled_from(["P1", "P2", "P3"]), max_size=2, unique=True).map(tuple)


@st.composite
def cases(draw: st.DrawFn, name: st.SearchStrategy[str] = names, most: int = 20, people: int = 4) -> CaseFacts:
    """Any case file."""
    drawn = draw(st.lists(st.tuples(organisations, roles, name, refs), max_size=most))
    seats = [
        replace(seat(organisation, role, speaks_with=spoken), id=f"s{number}", name=who)
        for number, (organisation, role, who, spoken) in enumerate(drawn)
    ]
    others = draw(st.lists(st.tuples(st.sampled_from(PersonRole), names), max_size=people))
    more = [CasePerson(f"P{n}", f"P{n}", role, alias) for n, (role, alias) in enumerate(others, start=3)]
    known = sorted({s.organisation for s in seats})
    pairs = st.tuples(st.sampled_from(known), st.sampled_from(known)) if known else st.nothing()
    lines = draw(st.lists(pairs, max_size=8)) if known else []
    return replace(BASE, seats=tuple(seats), persons=(*BASE.persons, *more), recorded_lines=tuple(lines))


@st.composite
def networks(draw: st.DrawFn) -> tuple[NetworkFacts, tuple[Finding, ...]]:
    """Any network with any findings about who is in it."""
    case = draw(cases())
    keys = sorted(ends(case))
    pair = st.tuples(st.sampled_from(keys), st.sampled_from(keys))
    kinds = st.sampled_from(FindingKind)
    drawn = draw(st.lists(st.tuples(kinds, pair, st.lists(pair, max_size=3)), max_size=8))
    found = tuple(finding(kind, rank, *subjects, pairs=p) for rank, (kind, subjects, p) in enumerate(drawn, start=1))
    contacts = tuple(contact(case, n, *two) for n, two in enumerate(draw(st.lists(pair, max_size=6))))
    ties = tuple(tie(case, *two) for two in draw(st.lists(pair, max_size=3)))
    return network(case, contacts=contacts, ties=ties), found


def shape(item: Box | Figure) -> tuple[float, float, float, float]:
    """Left, top, right and bottom."""
    if isinstance(item, Box):
        return (item.x, item.y, item.right, item.y + item.height)
    return (
        item.x - item.half_width,
        item.y - item.half_height,
        item.x + item.half_width,
        item.y + item.half_height,
    )


def items(layout: Layout) -> list[Box | Figure]:
    """Everybody in a picture."""
    return [*layout.boxes, *layout.figures]
