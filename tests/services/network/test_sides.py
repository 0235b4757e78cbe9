"""Who stands between the two sides, which ties are a conflict, which lines may not be there."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import CourtOrderKind, Known, Measure, MeasureOutcome, TieKind
from services.cases.facts import CourtOrder, Hold, Weighing
from services.contacts.facts import End
from services.network.facts import NetworkFacts
from services.network.forbidden import EVERYBODY, HELD
from services.network.sides import (
    Conflict,
    VictimContacts,
    conflicts,
    contacts_despite,
    forbidden_lines,
    private_in_touch_with_both,
    private_routes,
    professionals_in_touch_with_both,
    victim_contacts,
)
from services.scheduling.facts import LOCAL
from tests.services.network.build import NOW, PEOPLE, TODAY, contact, network, seat, tie

DAY = timedelta(days=1)


def in_case(facts: NetworkFacts, **more: object) -> NetworkFacts:
    return replace(facts, case=replace(facts.case, **more))


# ---------------------------------------------------------------------------------------------- between the sides
def test_child_and_family_in_touch_with_both_are_named_in_file_order() -> None:
    facts = network(
        contacts=(contact("P3", "P1"), contact("P3", "P2", days_ago=90), contact("P5", "P1"), contact("P4", "P5")),
        ties=(tie("P4", "P1"), tie("P2", "P4", TieKind.FRIEND)),
    )
    assert private_in_touch_with_both(facts) == ("P3", "P4")


def test_what_is_long_ago_or_ended_long_ago_counts_no_more() -> None:
    both = (contact("P3", "P1"), contact("P3", "P2", days_ago=91))
    ended = (tie("P4", "P1"), tie("P4", "P2", ended_on=TODAY - 90 * DAY))
    assert private_in_touch_with_both(network(contacts=both, ties=ended)) == ()
    lately = (tie("P4", "P1"), tie("P4", "P2", ended_on=TODAY - 89 * DAY))
    assert private_in_touch_with_both(network(ties=lately)) == ("P4",)


def test_nothing_recorded_is_nobody_between_them() -> None:
    assert private_in_touch_with_both(network()) == ()
    assert private_routes(network()) == ()


def test_routes_run_through_one_or_two_private_persons_and_never_through_professionals() -> None:
    facts = network(
        [seat("gp")],
        contacts=(contact("P2", "P4"), contact("P4", "P1"), contact("P4", "P5"), contact("P5", "P1")),
        ties=(tie("P2", "P3"),),
    )
    assert private_routes(facts) == (("P2", "P4", "P1"), ("P2", "P4", "P5", "P1"))
    past_the_doctor = network([seat("gp")], contacts=(contact("P2", "gp"), contact("gp", "P1")))
    assert private_routes(past_the_doctor) == ()
    direct = network(contacts=(contact("P2", "P1"),))
    assert private_routes(direct) == ()


@given(st.lists(st.tuples(*[st.sampled_from([person.ref for person in PEOPLE])] * 2), max_size=8))
def test_routes_are_all_walks_of_at_most_three_lines(lines: list[tuple[str, str]]) -> None:
    met = [frozenset(line) for line in lines if len(set(line)) == 2]

    def walks(path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        if path[-1] == "P1":
            yield path
        elif len(path) <= 3:
            for other in ("P1", "P3", "P4", "P5"):
                if other not in path and frozenset({path[-1], other}) in met:
                    yield from walks((*path, other))

    facts = network(contacts=tuple(contact(*line) for line in met))
    assert set(private_routes(facts)) == {path for path in walks(("P2",)) if len(path) > 2}
    assert [path[1] for path in private_routes(facts) if len(path) == 3] == sorted(private_in_touch_with_both(facts))


def test_one_professional_on_two_seats_who_deals_with_both_sides_is_told_with_both_seats() -> None:
    seats = [seat("tz", "RN", person="x"), seat("wijk", "politie", person="x", speaks_with=("P1",)), seat("vt", "VT")]
    seats.append(seat("rest", "OM", person="x"))
    facts = network(seats, contacts=(contact("tz", "P2"), contact("vt", "P2")))
    assert professionals_in_touch_with_both(facts) == ("tz", "wijk")
    assert professionals_in_touch_with_both(replace(facts, contacts=(contact("tz", "P2", days_ago=91),))) == ()


def test_barred_and_external_seats_are_not_told() -> None:
    for kept_out in ({"barred": True}, {"external": True}):
        own = seat("gp", speaks_with=("P1", "P2"), **kept_out)
        assert professionals_in_touch_with_both(network([own])) == ()


# ---------------------------------------------------------------------------------------------- the victim's contacts
def test_victims_contacts_count_people_organisations_and_the_share_of_the_fixed_contact() -> None:
    seats = [
        seat("cp", "politie", "contactpersoon_slachtoffer", speaks_with=("P1",)),
        seat("cr", "politie", "casusregisseur"),
        seat("cr2", "politie", "wijkagent", person="pro-cr"),
        seat("vt", "VT", speaks_with=("P1",)),
        seat("ext", "school", external=True, speaks_with=("P1",)),
        seat("ovj", "OM"),
    ]
    contacts = (
        contact("cp", "P1"), contact("cr", "P1"), contact("cr2", "P1"), contact("cr", "P1", days_ago=30),
        contact("cr", "P1", days_ago=31), contact("cp", "cr", "P1"), contact("cr", "P2"), contact("ovj", "P3"),
    )  # fmt: skip
    found = victim_contacts(network(seats, contacts=contacts), "P1")
    assert found == VictimContacts(("cp", "cr", "vt"), ("politie", "VT"), 5, 2)
    assert victim_contacts(network(seats), "P5") == VictimContacts((), (), 0, 0)


# ---------------------------------------------------------------------------------------------- conflicts
def test_sister_of_the_suspect_and_friend_of_the_family_are_conflicts() -> None:
    facts = network(
        [seat("adm"), seat("second", person="pro-adm"), seat("gp")],
        ties=(tie("adm", "P2"), tie("gp", "P4", TieKind.FRIEND), tie("P4", "P1")),
    )
    direct, _, through = facts.ties[0].id, facts.ties[2].id, facts.ties[1].id
    assert conflicts(facts) == (
        Conflict(direct, "adm", ("P2",)),
        Conflict(direct, "second", ("P2",)),
        Conflict(through, "gp", ("P4", "P1")),
    )


def test_three_steps_an_ended_tie_or_treatment_are_no_conflict() -> None:
    for ties in (
        (tie("gp", "P5"), tie("P5", "P4"), tie("P4", "P1")),
        (tie("gp", "P2", ended_on=TODAY),),
        (tie("gp", "P2", TieKind.TREATMENT),),
        (tie("gp", "P4"), tie("P4", "P1", ended_on=TODAY)),
    ):
        assert conflicts(network([seat("gp")], ties=ties)) == ()


def test_conflict_follows_the_person_from_a_seat_that_ended() -> None:
    former = replace(tie("gone", "P2"), first=End(seat_id="gone", professional_id="pro-new", name="pro-new"))
    assert [one.seat_id for one in conflicts(network([seat("new")], ties=(former,)))] == ["new"]
    assert conflicts(network([seat("other")], ties=(former,))) == ()
    assert conflicts(network([seat("new", barred=True)], ties=(former,))) == ()


# ---------------------------------------------------------------------------------------------- forbidden lines
def bans(facts: NetworkFacts) -> list[tuple[str, str, str]]:
    found = [(line.first, line.second, line.why) for line in forbidden_lines(facts)]
    return [line for line in found if line[2] != Measure.MEDIATION]


@pytest.mark.parametrize(
    ("kind", "about", "lines"),
    [
        (CourtOrderKind.CONTACT_BAN, ("P1", "P3"), [("P2", "P1"), ("P2", "P3")]),
        (CourtOrderKind.CONTACT_BAN, ("P2", "P1"), [("P2", "P1")]),
        (CourtOrderKind.BEHAVIOUR_ORDER, (), [("P2", "P1")]),
        (CourtOrderKind.HOME_BAN, ("P2",), [("P2", "P1")]),
        (CourtOrderKind.LOCATION_BAN, ("P1",), []),
        (CourtOrderKind.CONTACT_ARRANGEMENT, ("P3",), []),
        (CourtOrderKind.SPECIAL_CONDITIONS, ("P1",), []),
    ],
)
def test_an_order_forbids_contact_with_whom_it_names(
    kind: CourtOrderKind, about: tuple[str, ...], lines: list[tuple[str, str]]
) -> None:
    order = CourtOrder("o", kind, "rechter", about=about, from_on=TODAY, until_on=TODAY)
    assert bans(in_case(network(), court_orders=(order,))) == [(*line, kind) for line in lines]
    for other_day in ({"from_on": TODAY + DAY, "until_on": None}, {"from_on": None, "until_on": TODAY - DAY}):
        assert bans(in_case(network(), court_orders=(replace(order, **other_day),))) == []


@pytest.mark.parametrize(
    ("measure", "outcome", "until", "forbids"),
    [
        (Measure.CONTACT_OR_LOCATION_BAN, MeasureOutcome.APPLIED, TODAY, True),
        (Measure.BEHAVIOUR_ORDER, MeasureOutcome.APPLIED, None, True),
        (Measure.BEHAVIOUR_ORDER, MeasureOutcome.APPLIED, TODAY - DAY, False),
        (Measure.BEHAVIOUR_ORDER, MeasureOutcome.ADVISED, None, False),
        (Measure.ELECTRONIC_MONITORING, MeasureOutcome.APPLIED, None, False),
    ],
)
def test_an_applied_measure_forbids_while_it_is_in_force(
    measure: Measure, outcome: MeasureOutcome, until: date | None, forbids: bool
) -> None:
    weighing = Weighing(measure, "OM", outcome, "", "partners", valid_until=until)
    assert bans(in_case(network(), weighings=(weighing,))) == ([("P2", "P1", measure)] if forbids else [])


def test_a_pair_that_two_orders_keep_apart_is_one_line() -> None:
    orders = tuple(CourtOrder(one, CourtOrderKind.CONTACT_BAN, "rechter", until_on=TODAY) for one in "ab")
    weighing = Weighing(Measure.CONTACT_OR_LOCATION_BAN, "OM", MeasureOutcome.APPLIED, "", "partners")
    assert len(bans(in_case(network(), court_orders=orders, weighings=(weighing,)))) == 1


def test_a_hold_keeps_everybody_from_the_suspect_until_its_end() -> None:
    hold = Hold("h", datetime(2026, 11, 24, 0, 30, tzinfo=LOCAL), "OM", "geheim")
    (line,) = [line for line in forbidden_lines(in_case(network(), holds=(hold,))) if line.why == HELD]
    assert (line.first, line.second, line.until) == ("P2", EVERYBODY, date(2026, 11, 24))
    assert "geheim" not in repr(line)
    for over in (replace(hold, released_at=NOW), replace(hold, until=NOW)):
        assert bans(in_case(network(), holds=(over,))) == []
    endless = in_case(network(), holds=(replace(hold, until=None),))
    assert [line.until for line in forbidden_lines(endless) if line.why == HELD] == [None]


def test_mediation_is_forbidden_while_stalking_goes_on_and_only_then() -> None:
    for active, lines in ((Known.YES, 1), (Known.NO, 0), (Known.UNKNOWN, 0)):
        found = forbidden_lines(in_case(network(), stalking_active=active))
        assert [(line.first, line.second, line.why) for line in found] == [("P2", "P1", Measure.MEDIATION)] * lines


def test_contact_on_a_day_of_the_ban_is_told_and_no_other() -> None:
    order = CourtOrder(
        "o", CourtOrderKind.CONTACT_BAN, "rechter", from_on=TODAY - 5 * DAY, until_on=TODAY, ended_on=TODAY - 2 * DAY
    )
    facts = network(contacts=tuple(contact("P2", "P1", days_ago=ago) for ago in (6, 5, 2, 1)))
    found = contacts_despite(in_case(facts, court_orders=(order,)))
    assert [(one.happened_on, one.line.why) for one in found] == [
        (TODAY - 2 * DAY, CourtOrderKind.CONTACT_BAN),
        (TODAY - 5 * DAY, CourtOrderKind.CONTACT_BAN),
    ]
    others = network([seat("a")], contacts=(contact("P2", "P3"), contact("P2", "a"), contact("P1", "a")))
    assert contacts_despite(in_case(others, court_orders=(replace(order, ended_on=None),))) == ()


def test_neither_a_hold_nor_mediation_nor_a_measure_of_unknown_beginning_accuses_anybody() -> None:
    facts = network([seat("a")], contacts=(contact("P2", "P1"), contact("P2", "a")))
    weighing = Weighing(Measure.CONTACT_OR_LOCATION_BAN, "OM", MeasureOutcome.APPLIED, "", "partners")
    assert contacts_despite(in_case(facts, holds=(Hold("h", None, "OM"),), weighings=(weighing,))) == ()
    dated = replace(weighing, weighed_on=TODAY - DAY)
    assert len(contacts_despite(in_case(facts, weighings=(dated,)))) == 1
