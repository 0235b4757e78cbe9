"""Whether a meeting can have its minimum, against trying every assignment of people to groups."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.terms import InvitationAnswer, MeetingKind
from services.cases.facts import PartnerSeat
from services.network.facts import MeetingOutlook, NetworkFacts
from services.network.quorum import Quorum, quorum
from tests.services.network.build import NOW, network, seat

YES, NO, OPEN, INFORMATION = (
    InvitationAnswer.YES, InvitationAnswer.NO, InvitationAnswer.OPEN, InvitationAnswer.INFORMATION,
)  # fmt: skip
LOCAL_FIELD, EITHER, POLICE = frozenset({"lokale_veld"}), frozenset({"VT", "VHH"}), frozenset({"politie"})
MINIMUM = (LOCAL_FIELD, EITHER, POLICE)
SEATS = (seat("lv", "lokale_veld"), seat("vt", "VT"), seat("cr", "politie"), seat("rn", "RN"))


def outlook(required: tuple[frozenset[str], ...] = MINIMUM, **answers: InvitationAnswer) -> MeetingOutlook:
    return MeetingOutlook("m", MeetingKind.CASE_CONFERENCE, NOW, tuple(answers.items()), required)


# ---------------------------------------------------------------------------------------------- by example
def test_minimum_is_met_by_one_of_each_group_also_when_nobody_answered_yet() -> None:
    assert quorum(network(SEATS), outlook(lv=YES, vt=OPEN, cr=OPEN)) == Quorum(True, (), ())


@pytest.mark.parametrize("answer", [NO, INFORMATION])
def test_who_does_not_come_leaves_the_group_missing_unless_a_deputy_does(answer: InvitationAnswer) -> None:
    assert quorum(network(SEATS), outlook(lv=answer, vt=YES, cr=YES)) == Quorum(False, (LOCAL_FIELD,), ())
    deputised = (seat("lv", "lokale_veld", deputy="K. Vos"), *SEATS[1:])
    assert quorum(network(deputised), outlook(lv=answer, vt=YES, cr=YES)).met


def test_who_is_not_invited_barred_or_external_does_not_count() -> None:
    assert quorum(network(SEATS), outlook(lv=YES, vt=YES)).missing == (POLICE,)
    for kept_out in (seat("cr", "politie", barred=True), seat("cr", "politie", external=True)):
        found = quorum(network([*SEATS[:2], kept_out]), outlook(lv=YES, vt=YES, cr=YES))
        assert found == Quorum(False, (POLICE,), ())


def test_three_seats_that_hang_on_one_person() -> None:
    seats = [
        seat(one, organisation, person="fatma")
        for one, organisation in (("a", "VT"), ("b", "lokale_veld"), ("c", "RN"))
    ]
    required = (frozenset({"VT"}), LOCAL_FIELD, frozenset({"RN"}), POLICE)
    found = quorum(network([*seats, SEATS[2]]), outlook(required, a=YES, b=YES, c=YES, cr=YES))
    assert found == Quorum(False, (), ((required[:3], ("a", "b", "c")),))


def test_deputy_on_one_of_two_seats_makes_two_people_of_one() -> None:
    seats = [seat("vt", "VT", person="x"), seat("lv", "lokale_veld", person="x", deputy_id="v"), SEATS[2]]
    assert quorum(network(seats), outlook(lv=YES, vt=YES, cr=YES)).met


def test_deputy_who_declined_for_a_seat_of_their_own_does_not_come() -> None:
    seats = [seat("lv", "lokale_veld", deputy_id="d"), SEATS[1], SEATS[2], seat("rn", "RN", person="d")]
    assert not quorum(network(seats), outlook(lv=NO, vt=YES, cr=YES, rn=NO)).met
    assert quorum(network(seats), outlook(lv=NO, vt=YES, cr=YES, rn=OPEN)).met


def test_missing_group_and_people_too_few_are_told_apart() -> None:
    seats = [seat("vt", "VT", person="x"), seat("lv", "lokale_veld", person="x")]
    found = quorum(network(seats), outlook(lv=YES, vt=YES))
    assert found == Quorum(False, (POLICE,), (((LOCAL_FIELD, EITHER), ("vt", "lv")),))


def test_two_bottlenecks_without_anybody_in_common_stay_two() -> None:
    seats = [
        seat("a", "A", person="x"),
        seat("b", "B", person="x"),
        seat("c", "C", person="y"),
        seat("d", "D", person="y"),
    ]
    required = tuple(frozenset({one}) for one in "ABCD")
    found = quorum(network(seats), outlook(required, a=YES, b=YES, c=YES, d=YES))
    assert found.bottlenecks == ((required[:2], ("a", "b")), (required[2:], ("c", "d")))


def test_meeting_without_a_minimum_is_always_met() -> None:
    assert quorum(network(SEATS), outlook((), lv=NO)) == Quorum(True, (), ())


# ---------------------------------------------------------------------------------------------- by assignment
@st.composite
def meetings(draw: st.DrawFn) -> tuple[NetworkFacts, MeetingOutlook]:
    people, deputies = st.sampled_from(("p0", "p1", "p2", "p3")), st.sampled_from(("", "", "v", "p1"))
    seats = [
        seat(f"s{n}", draw(st.sampled_from("ABCD")), person=draw(people), deputy_id=draw(deputies))
        for n in range(draw(st.integers(0, 6)))
    ]
    answers = {one.id: draw(st.sampled_from(list(InvitationAnswer))) for one in seats if draw(st.integers(0, 4))}
    groups = draw(st.lists(st.frozensets(st.sampled_from("ABCD"), min_size=1, max_size=2), max_size=5))
    return network(seats), outlook(tuple(groups), **answers)


def possible(facts: NetworkFacts, meeting: MeetingOutlook, group: frozenset[str]) -> set[str]:
    """Who could fill a group, worked out seat by seat."""
    answers = dict(meeting.invited)
    declined = {NO, INFORMATION}

    def declines(person: str) -> bool:
        own = [answers[one.id] for one in facts.case.seats if one.professional_id == person and one.id in answers]
        return bool(own) and set(own) <= declined

    found = set()
    for one in facts.case.seats:
        if one.id in answers and one.organisation in group:
            found |= {one.professional_id} if answers[one.id] not in declined else set()
            found |= {one.deputy_id} if one.deputy_id and not declines(one.deputy_id) else set()
    return found


@settings(deadline=None)
@given(meetings())
def test_met_exactly_when_some_assignment_gives_every_group_a_person_of_its_own(
    drawn: tuple[NetworkFacts, MeetingOutlook],
) -> None:
    facts, meeting = drawn
    choices = [possible(facts, meeting, group) for group in meeting.required]
    assert quorum(facts, meeting).met == any(len(set(one)) == len(one) for one in product(*choices))


@settings(deadline=None)
@given(meetings())
def test_reasons_are_true_and_never_overlap(drawn: tuple[NetworkFacts, MeetingOutlook]) -> None:
    facts, meeting = drawn
    found = quorum(facts, meeting)
    assert found.met == (not found.missing and not found.bottlenecks)
    assert list(found.missing) == [group for group in meeting.required if not possible(facts, meeting, group)]
    seats: dict[str, PartnerSeat] = {one.id: one for one in facts.case.seats}
    taken: set[str] = set()
    for groups, seat_ids in found.bottlenecks:
        people = set().union(*(possible(facts, meeting, group) for group in groups))
        assert 0 < len(people) < len(groups)
        own = {person for one in seat_ids for person in (seats[one].professional_id, seats[one].deputy_id)}
        assert people <= own
        assert not people & taken
        taken |= people


@settings(deadline=None)
@given(meetings())
def test_without_the_bottlenecks_and_the_missing_the_rest_can_be_filled(
    drawn: tuple[NetworkFacts, MeetingOutlook],
) -> None:
    facts, meeting = drawn
    found = quorum(facts, meeting)
    hanging = list(found.missing) + [group for groups, _ in found.bottlenecks for group in groups]
    rest = list(meeting.required)
    for group in hanging:
        rest.remove(group)
    choices = [possible(facts, meeting, group) for group in rest]
    assert any(len(set(one)) == len(one) for one in product(*choices))
