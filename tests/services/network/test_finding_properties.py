"""What holds for the findings of every network: recording never adds what is missing, and what one cannot see leaves
no trace."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from models.terms import ContactKind, FindingAnswer, TieKind
from services.cases.facts import PartnerSeat
from services.contacts.facts import Contact, End, Tie
from services.network.facts import FindingKind, GapAnswer, NetworkFacts
from services.network.findings import existing_gaps, find
from services.network.rules import seat_is
from services.route_map.queries import regional
from services.route_map.rules import network_seats, required_seats
from services.wording import speak
from tests.networks import NOW, TODAY, a_network
from tests.services.network.test_rules import cases
from tests.services.network.worked_example import FACTS

MAP, NL = regional(), speak("nl")
REFS = ("P1", "P2")
_FEWER = settings(max_examples=30)
"""Each example finds a whole network twice."""


@st.composite
def networks(draw: st.DrawFn) -> NetworkFacts:
    """A case with seats of its own holders, and contacts between them and the two people."""
    case = draw(cases)
    names = draw(st.lists(st.sampled_from("ABCDEFGH"), min_size=len(case.seats), max_size=len(case.seats)))
    seats = tuple(
        replace(seat, id=f"s{n}", name=name, professional_id=name)
        for n, (seat, name) in enumerate(zip(case.seats, names, strict=True))
    )
    case = replace(case, seats=seats)
    return a_network(case, contacts=tuple(draw(st.lists(contacts(seats), max_size=6))))


def ends(seats: tuple[PartnerSeat, ...]) -> st.SearchStrategy[End]:
    of_seats = [End(s.id, "", s.organisation, s.role, s.professional_id, s.name) for s in seats]
    return st.sampled_from([*of_seats, *(End(person_ref=ref) for ref in REFS)])


def contacts(seats: tuple[PartnerSeat, ...]) -> st.SearchStrategy[Contact]:
    return st.builds(
        lambda days, parties: Contact("k", TODAY - timedelta(days=days), ContactKind.PHONE, tuple(parties)),
        st.integers(0, 60),
        st.lists(ends(seats), min_size=2, max_size=3, unique_by=lambda end: end.key),
    )


def gaps(facts: NetworkFacts, kind: FindingKind) -> set[str]:
    return {gap.key for gap in existing_gaps(MAP, facts) if gap.kind is kind}


@_FEWER
@given(networks(), st.data())
def test_one_more_contact_never_adds_a_missing_contact_or_partner(facts: NetworkFacts, data: st.DataObject) -> None:
    more = replace(facts, contacts=(*facts.contacts, data.draw(contacts(facts.case.seats))))
    for kind in (FindingKind.MISSING_CONTACT, FindingKind.MISSING_PARTNER):
        assert gaps(more, kind) <= gaps(facts, kind)


@_FEWER
@given(networks())
def test_an_empty_seat_adds_one_missing_partner_and_no_missing_contact(facts: NetworkFacts) -> None:
    for need in required_seats(MAP, facts.case):
        key = need.key
        filling = [s for s in network_seats(facts.case) if seat_is(s, key)]
        if len(filling) != 1:
            continue
        left = replace(facts, case=replace(facts.case, seats=tuple(s for s in facts.case.seats if s != filling[0])))
        partners, before = gaps(left, FindingKind.MISSING_PARTNER), gaps(facts, FindingKind.MISSING_PARTNER)
        assert len(partners - before) == 1
        assert before <= partners
        assert gaps(left, FindingKind.MISSING_CONTACT) <= gaps(facts, FindingKind.MISSING_CONTACT)


def test_each_empty_seat_of_the_worked_example_adds_one_missing_partner_and_no_missing_contact() -> None:
    filled = [need.key for need in required_seats(MAP, FACTS.case)]
    for key in filled:
        seats = tuple(s for s in FACTS.case.seats if s.barred or not seat_is(s, key))
        left = replace(FACTS, case=replace(FACTS.case, seats=seats))
        added = gaps(left, FindingKind.MISSING_PARTNER) - gaps(FACTS, FindingKind.MISSING_PARTNER)
        assert len(added) == (len(seats) < len(FACTS.case.seats))
        assert gaps(left, FindingKind.MISSING_CONTACT) <= gaps(FACTS, FindingKind.MISSING_CONTACT)


@_FEWER
@given(networks(), st.data())
def test_a_barred_seat_and_all_it_took_part_in_leave_no_trace(facts: NetworkFacts, data: st.DataObject) -> None:
    hidden = {s.id for s in facts.case.seats if data.draw(st.booleans())}
    open_ones = {s.organisation for s in facts.case.seats if not (s.barred or s.id in hidden)}
    seats = tuple(replace(s, barred=s.barred or s.id in hidden) for s in facts.case.seats)
    gone = {s.id for s in seats if s.barred}
    closed = {s.organisation for s in seats if s.barred} - open_ones
    barred = replace(facts, case=replace(facts.case, seats=seats))
    never_there = replace(
        facts,
        case=replace(
            facts.case,
            seats=tuple(s for s in seats if not s.barred),
            recorded_lines=tuple(line for line in facts.case.recorded_lines if not closed & set(line)),
        ),
        contacts=tuple(one for one in facts.contacts if not gone & {end.seat_id for end in one.parties}),
    )
    assert find(MAP, barred, NL) == find(MAP, never_there, NL)


def test_a_tie_or_an_incident_that_one_may_not_know_leaves_the_findings_of_a_network_without_it() -> None:
    tied = replace(FACTS, ties=tuple(tie for tie in FACTS.ties if tie.first.person_ref), incident_on=None)
    kinds = {finding.kind for finding in find(MAP, tied, NL).open}
    assert kinds == set(FindingKind) - {FindingKind.CONFLICT, FindingKind.UNHEARD}
    own = [f.key for f in find(MAP, FACTS, NL).open if f.kind in kinds]
    assert [f.key for f in find(MAP, tied, NL).open] == own


def test_a_tie_with_a_barred_seat_is_told_to_nobody() -> None:
    barred = next(seat for seat in FACTS.case.seats if seat.barred)
    tie = Tie("t", End(barred.id, "", "OM", barred.role), End(person_ref="P2"), TieKind.FAMILY, TODAY)
    assert find(MAP, replace(FACTS, ties=(*FACTS.ties, tie)), NL) == find(MAP, FACTS, NL)


@_FEWER
@given(networks(), st.data())
def test_answered_gaps_leave_the_list_whatever_else_changes(facts: NetworkFacts, data: st.DataObject) -> None:
    here = [gap.key for gap in existing_gaps(MAP, facts)]
    chosen = data.draw(st.sets(st.sampled_from(here))) if here else set()
    answers = [GapAnswer("a", gap, FindingAnswer.NOT_APPLICABLE, NOW, reason="zo") for gap in chosen]
    more = replace(facts, contacts=(*facts.contacts, data.draw(contacts(facts.case.seats))))
    for now in (facts, more):
        found = find(MAP, now, NL, answers)
        told = {key for finding in found.open for key in finding.gaps}
        apart = {key for finding in found.answered for key in finding.gaps}
        assert told == {gap.key for gap in existing_gaps(MAP, now)} - chosen
        assert apart == {gap.key for gap in existing_gaps(MAP, now)} & chosen
        assert [finding.rank for finding in found.open] == list(range(1, len(found.open) + 1))
        assert [finding.rank for finding in found.answered] == list(range(1, len(found.answered) + 1))


@_FEWER
@given(networks())
def test_keys_fit_and_no_two_findings_share_one(facts: NetworkFacts) -> None:
    found = find(MAP, facts, NL).open
    assert len({finding.key for finding in found}) == len(found)
    assert all(len(key) <= 400 for finding in found for key in (finding.key, *finding.gaps))
    assert "geen contact" not in " ".join(f.text for f in found).replace("geen contact vastgelegd", "").replace(
        "geen contact is vastgelegd", ""
    )


def test_what_was_said_to_be_done_about_a_silent_contact_lasts_as_long_as_its_rhythm() -> None:
    (silent,) = [gap for gap in existing_gaps(MAP, FACTS) if gap.kind is FindingKind.STALE]

    def quiet(days_ago: int) -> bool:
        said = GapAnswer("a", silent.key, FindingAnswer.DONE, NOW - timedelta(days=days_ago))
        return FindingKind.STALE not in {f.kind for f in find(MAP, FACTS, NL, (said,)).open}

    assert quiet(7)
    assert not quiet(8)


def test_one_person_on_both_seats_has_spoken_with_themselves() -> None:
    def told(person: str) -> set[str]:
        seats = tuple(
            replace(s, name=person, professional_id=person) if s.id in ("ov", "vhh") else s for s in FACTS.case.seats
        )
        return gaps(replace(FACTS, case=replace(FACTS.case, seats=seats)), FindingKind.MISSING_CONTACT)

    assert "missing_contact|H-OM-1|OM+VHH" in gaps(FACTS, FindingKind.MISSING_CONTACT)
    assert "missing_contact|H-OM-1|OM+VHH" not in told("J. Rood")


def test_a_contact_of_somebody_who_left_still_counts() -> None:
    left = End("gone", "", "VHH", "procesregisseur", "pro-x", "X. Eerder")
    rood = next(end for one in FACTS.contacts for end in one.parties if end.seat_id == "ov")
    old = Contact("k", TODAY - timedelta(days=300), ContactKind.MEETING, (left, rood))
    facts = replace(FACTS, contacts=(*FACTS.contacts, old))
    assert "missing_contact|H-OM-1|OM+VHH" not in gaps(facts, FindingKind.MISSING_CONTACT)
