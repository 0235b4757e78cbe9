"""On whom the network hangs, against taking everybody out one by one."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from services.cases.facts import PartnerSeat
from services.network.facts import NetworkFacts
from services.network.fragile import LEAST_CUT_OFF, Mending, SinglePoint, mending, single_points
from services.network.people import RECENT, professional_graph
from tests.services.network.build import TODAY, contact, network, seat

BRIEFED = date(2026, 11, 1)
CR = seat("cr", "politie", "casusregisseur")


def chain(*seats: PartnerSeat, **more: object) -> NetworkFacts:
    """Each seat in touch with the next."""
    return network(seats, contacts=tuple(contact(one.id, other.id) for one, other in pairwise(seats)), **more)


# ---------------------------------------------------------------------------------------------- by example
def test_adviser_between_the_director_and_two_others_is_a_single_point() -> None:
    facts = chain(CR, seat("ovj"), seat("dijk"), seat("prins"), seat("visser"))
    assert single_points(facts) == (
        SinglePoint("pro-ovj", ("ovj",), ("dijk", "prins", "visser")),
        SinglePoint("pro-dijk", ("dijk",), ("prins", "visser")),
    )


def test_briefed_deputy_takes_over_and_an_unbriefed_one_does_not() -> None:
    for briefed_on, points in ((BRIEFED, 0), (None, 1)):
        own = seat("dijk", deputy="K. Vos", deputy_id="v", deputy_briefed_on=briefed_on)
        assert len(single_points(chain(CR, own, seat("prins"), seat("visser")))) == points


def test_person_on_two_seats_needs_a_deputy_on_both() -> None:
    first = seat("a", person="x", deputy_id="v", deputy_briefed_on=BRIEFED)
    second, (b, c) = seat("d", person="x"), (seat("b"), seat("c"))
    contacts = (contact("cr", "a"), contact("d", "b"), contact("b", "c"))
    (point, *_) = single_points(network([CR, first, second, b, c], contacts=contacts))
    assert (point.person, point.seat_ids, point.cut_off) == ("x", ("a", "d"), ("b", "c"))
    covered = replace(second, deputy_id="w", deputy_briefed_on=BRIEFED)
    assert single_points(network([CR, first, covered, b, c], contacts=contacts)) == ()


def test_one_who_hangs_on_somebody_is_no_finding() -> None:
    assert single_points(chain(CR, seat("a"), seat("b"))) == ()


def test_two_circles_that_share_one_person_hang_on_that_person() -> None:
    """The bow-tie that a search for bridges does not see."""
    pairs = ("cr-a", "a-x", "x-cr", "x-b", "b-c", "c-x")
    seats = [CR, *(seat(one) for one in "axbc")]
    facts = network(seats, contacts=tuple(contact(*pair.split("-")) for pair in pairs))
    assert single_points(facts) == (SinglePoint("pro-x", ("x",), ("b", "c")),)


def test_director_alone_between_others_is_a_single_point_unless_the_case_has_a_deputy() -> None:
    facts = chain(seat("a"), seat("b"), CR, seat("c"), seat("d"), seat("e"))
    assert SinglePoint("pro-cr", ("cr",), ("a", "b")) in single_points(facts)
    deputised = replace(facts, case=replace(facts.case, deputy_director="K. Vervanger"))
    assert "pro-cr" not in {point.person for point in single_points(deputised)}


def test_without_a_director_the_largest_group_counts() -> None:
    facts = chain(seat("a"), seat("b"), seat("c"), seat("d"), seat("e"), seat("f"), seat("g"))
    assert [(point.person, point.cut_off) for point in single_points(facts)] == [
        ("pro-d", ("e", "f", "g")), ("pro-c", ("a", "b")), ("pro-e", ("f", "g")),
    ]  # fmt: skip


def test_old_contacts_hold_nobody_together() -> None:
    seats = [CR, seat("a"), seat("b"), seat("c")]
    contacts = (contact("cr", "a"), contact("a", "b"), contact("b", "c"), contact("cr", "c", days_ago=31))
    assert {point.person for point in single_points(network(seats, contacts=contacts))} == {"pro-a"}
    held = (*contacts, contact("cr", "c", days_ago=30))
    assert single_points(network(seats, contacts=held)) == ()


def test_nobody_at_all_is_nothing_to_report() -> None:
    assert single_points(network()) == ()
    assert mending(network(), (("a", "b"),)) == Mending((), 0, ())


# ---------------------------------------------------------------------------------------------- mending
def test_required_contacts_that_close_a_circle_are_chosen_and_no_others() -> None:
    facts = chain(CR, *(seat(one) for one in "abcd"))
    found = mending(facts, (("a", "b"), ("cr", "a"), ("cr", "b"), ("cr", "d")))
    assert found == Mending((("cr", "d"),), 2, ())
    assert mending(facts, (("cr", "b"),)).contacts == (("cr", "b"),)
    assert [point.person for point in mending(facts, (("cr", "b"),)).left] == ["pro-b"]
    assert mending(facts, ()) == Mending((), 0, single_points(facts))


def test_bringing_somebody_within_reach_comes_first() -> None:
    facts = network([CR, seat("a"), seat("b"), seat("c"), seat("far")], contacts=chain(CR, *map(seat, "abc")).contacts)
    assert mending(facts, (("cr", "c"), ("cr", "far"))).contacts == (("cr", "far"), ("cr", "c"))


def test_pairs_of_unknown_seats_or_of_one_person_mend_nothing() -> None:
    facts = chain(CR, seat("a"), seat("b", person="pro-a"), seat("c"), seat("d"))
    assert mending(facts, (("a", "b"), ("cr", "nobody"))).contacts == ()


# ---------------------------------------------------------------------------------------------- by taking out
@st.composite
def networks(draw: st.DrawFn) -> NetworkFacts:
    people, deputies = st.sampled_from([f"p{n}" for n in range(8)]), st.sampled_from(("", "v"))
    seats = [
        seat(f"s{n}", person=draw(people), deputy_id=draw(deputies), deputy_briefed_on=BRIEFED)
        for n in range(draw(st.integers(1, 9)))
    ]
    if draw(st.booleans()):
        seats[0] = replace(seats[0], organisation="politie", role="casusregisseur")
    ids = st.sampled_from([one.id for one in seats])
    drawn = draw(st.lists(st.tuples(ids, ids), max_size=14))
    return network(seats, contacts=tuple(contact(one, other) for one, other in drawn if one != other))


def by_taking_out(facts: NetworkFacts) -> dict[str, set[str]]:
    """By person who loses touch, found by taking the person out and looking who is left together."""
    graph = professional_graph(facts, TODAY - RECENT)
    director = next((one.professional_id for one in facts.case.seats if one.role == "casusregisseur"), "")
    found = {}
    if not director and graph:
        sizes = sorted(map(len, nx.connected_components(graph)), reverse=True)
        if len(sizes) > 1 and sizes[0] == sizes[1]:
            return {}  # which of two equal groups counts is the product's own choice
    for person in graph:
        own = [one for one in facts.case.seats if one.professional_id == person]
        home = nx.node_connected_component(graph, person)
        main = (
            nx.node_connected_component(graph, director) if director else max(nx.connected_components(graph), key=len)
        )
        if home != main or all(one.deputy_id for one in own):
            continue
        groups = list(nx.connected_components(graph.subgraph(home - {person})))
        if director and person != director:
            stays = next(group for group in groups if director in group)
        else:
            stays = min(groups, key=lambda group: (-len(group), min(group)), default=set())
        lost = home - {person} - stays
        if len(lost) >= LEAST_CUT_OFF:
            found[person] = lost
    return found


@settings(deadline=None)
@given(networks())
def test_single_points_are_those_whose_absence_cuts_others_off(facts: NetworkFacts) -> None:
    expected = by_taking_out(facts)
    if not expected and not any(one.role == "casusregisseur" for one in facts.case.seats):
        return
    found = {
        point.person: {s.professional_id for s in facts.case.seats if s.id in point.cut_off}
        for point in single_points(facts)
    }
    assert found == expected
    sizes = [len(found[point.person]) for point in single_points(facts)]
    assert sizes == sorted(sizes, reverse=True)


@settings(deadline=None)
@given(networks())
def test_every_single_point_is_a_cut_vertex(facts: NetworkFacts) -> None:
    graph = professional_graph(facts, TODAY - RECENT)
    assert {point.person for point in single_points(facts)} <= set(nx.articulation_points(graph))


@settings(deadline=None)
@given(networks(), st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=6))
def test_mending_leaves_what_is_left_after_really_making_the_contacts(
    facts: NetworkFacts, drawn: list[tuple[int, int]]
) -> None:
    pairs = tuple(dict.fromkeys((f"s{one}", f"s{other}") for one, other in drawn if one != other))
    found = mending(facts, pairs)
    made = replace(facts, contacts=(*facts.contacts, *(contact(*pair) for pair in found.contacts)))
    assert set(found.contacts) <= set(pairs)
    assert set(found.left) == set(single_points(made))
    before, after = ({point.person for point in single_points(one)} for one in (facts, made))
    assert found.mended == len(before - after)
    for pair in pairs:
        more = replace(made, contacts=(*made.contacts, contact(*pair)))
        if pair not in found.contacts and any(one.role == "casusregisseur" for one in facts.case.seats):
            assert _score(more) >= _score(made), "one more would have helped"


def _score(facts: NetworkFacts) -> tuple[int, int, int]:
    graph, lost = professional_graph(facts, TODAY - RECENT), by_taking_out(facts)
    director = next(one.professional_id for one in facts.case.seats if one.role == "casusregisseur")
    away = len(graph) - len(nx.node_connected_component(graph, director))
    return away, len(lost), sum(map(len, lost.values()))
