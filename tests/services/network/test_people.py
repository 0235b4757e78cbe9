"""The people behind the seats, and who of them were in touch."""

from dataclasses import replace
from datetime import date, timedelta

from services.contacts.facts import Contact, End
from services.network.people import person_of, professional_graph
from tests.services.network.build import NOW, TODAY, contact, network, seat

MONTH_AGO = TODAY - timedelta(days=30)
BRIEFED = date(2026, 11, 1)


def edges(facts, since=MONTH_AGO):
    return {frozenset(edge) for edge in professional_graph(facts, since).edges}


def test_person_is_known_by_professional_id_else_by_name_else_by_the_seat() -> None:
    named = replace(seat("b"), professional_id="", name="K. Klaver")
    nameless = replace(seat("c"), professional_id="", name="")
    facts = network([seat("a", person="x"), named, nameless])
    assert [person_of(facts, seat_id) for seat_id in ("a", "b", "c")] == ["x", "K. Klaver", "c"]


def test_namesakes_with_an_id_of_their_own_are_two_people() -> None:
    facts = network([replace(seat("a"), name="J. de Vries"), replace(seat("b"), name="J. de Vries")])
    assert person_of(facts, "a") != person_of(facts, "b")


def test_deputy_counts_as_one_with_the_holder_once_briefed() -> None:
    own = seat("b", person="d")
    for briefed_on, one in ((BRIEFED, True), (None, False), (TODAY + timedelta(days=1), False)):
        facts = network([seat("a", deputy="D", deputy_id="d", deputy_briefed_on=briefed_on), own])
        assert (person_of(facts, "a") == person_of(facts, "b")) is one


def test_briefed_deputies_join_in_a_chain_whatever_the_order_of_the_seats() -> None:
    seats = [
        seat("a", person="x", deputy_id="y", deputy_briefed_on=BRIEFED),
        seat("b", person="y", deputy_id="z", deputy_briefed_on=BRIEFED),
        seat("c", person="z"),
    ]
    for order in (seats, seats[::-1]):
        facts = network(order)
        assert len({person_of(facts, seat_id) for seat_id in "abc"}) == 1


def test_two_who_are_each_others_deputy_are_one() -> None:
    seats = [
        seat("a", person="x", deputy_id="y", deputy_briefed_on=BRIEFED),
        seat("b", person="y", deputy_id="x", deputy_briefed_on=BRIEFED),
    ]
    assert len({person_of(network(seats), seat_id) for seat_id in "ab"}) == 1


def test_graph_holds_contacts_between_professionals_since_the_day() -> None:
    facts = network(
        [seat("a"), seat("b"), seat("c"), seat("d")],
        contacts=(
            contact("a", "b", days_ago=30),
            contact("b", "c", days_ago=31),
            contact("a", "P1"),
            contact("P3", "d"),
            contact("c", "d", "P1", days_ago=0),
        ),
    )
    assert edges(facts) == {frozenset({"pro-a", "pro-b"}), frozenset({"pro-c", "pro-d"})}
    assert set(professional_graph(facts, MONTH_AGO)) == {"pro-a", "pro-b", "pro-c", "pro-d"}


def test_a_contact_of_three_puts_each_in_touch_with_each() -> None:
    facts = network([seat("a"), seat("b"), seat("c")], contacts=(contact("a", "b", "c"),))
    assert len(edges(facts)) == 3


def test_barred_and_external_seats_are_no_part_of_it() -> None:
    seats = [seat("a"), seat("b", barred=True), seat("c", external=True)]
    facts = network(seats, contacts=(contact("a", "b"), contact("a", "c")))
    assert set(professional_graph(facts, MONTH_AGO)) == {"pro-a"}
    assert edges(facts) == set()


def test_one_person_on_two_seats_is_one_node_without_a_line_to_itself() -> None:
    facts = network([seat("a", person="x"), seat("b", person="x")], contacts=(contact("a", "b"),))
    graph = professional_graph(facts, MONTH_AGO)
    assert (set(graph), set(graph.edges)) == ({"x"}, set())


def test_contact_of_a_seat_that_ended_counts_for_the_person_who_sits_elsewhere_now() -> None:
    former = End(seat_id="gone", professional_id="x", name="x")
    met = replace(contact("a", "b"), parties=(former, End(seat_id="a")))
    facts = network([seat("a"), seat("b", person="x")], contacts=(met,))
    assert edges(facts) == {frozenset({"pro-a", "x"})}
    assert edges(replace(facts, case=replace(facts.case, seats=(seat("a"),)))) == set()


def test_recorded_line_joins_the_principal_seats_of_both_organisations() -> None:
    seats = [
        seat("wijk", "politie", "wijkagent"),
        seat("cr", "politie", "casusregisseur"),
        seat("ovj", "OM", "officier_van_justitie"),
    ]
    facts = network(seats)
    lined = replace(facts, case=replace(facts.case, recorded_lines=(("OM", "politie"), ("OM", "RN"))))
    assert edges(lined) == {frozenset({"pro-cr", "pro-ovj"})}


def test_contact_to_come_is_not_counted() -> None:
    ahead: Contact = contact("a", "b", on=NOW.date() + timedelta(days=1))
    assert edges(network([seat("a"), seat("b")], contacts=(ahead,))) == set()
