"""Who is missing, who must still speak with whom, on whom the network hangs."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import CaseId, Known, Measure, MeasureOutcome, OrganisationKind, PersonRole, Relation, Risk, SeatRole
from services.cases.facts import CaseFacts, CasePerson, Weighing
from services.network import rules
from services.route_map.queries import regional
from tests.case_facts import case_facts, seat
from tests.shared import needs_cases

MAP = regional()
VICTIM = CasePerson("P1", "P1", PersonRole.VICTIM, "Mevrouw V.")
SUSPECT = CasePerson("P2", "P2", PersonRole.SUSPECT, "De heer D.")
BASE = CaseFacts(
    id=CaseId("c"),
    code="X-1",
    code_name="Zaak Testvogel",
    risk=Risk.HIGH,
    relation=Relation.EX_PARTNER,
    veilig_thuis_competent=True,
    persons=(VICTIM, SUSPECT),
)


def missing(facts: CaseFacts) -> list[tuple[str, str]]:
    return [contact.between for contact in rules.missing_mandatory_contacts(MAP, facts)]


@needs_cases
@pytest.mark.parametrize(
    ("code", "partners", "contacts", "points", "isolated", "count"),
    [
        ("H-01", [], [("RN", "VT"), ("RN", "hulpverlening")], ["OM", "VT", "politie"], [], {"P1": 4}),
        (
            "M-02",
            ["politie/contactpersoon_slachtoffer", "DR", "CCB", "OM/slachtoffercoordinator"],
            [
                ("politie", "DR"), ("politie", "CCB"), ("RN", "VHH"), ("OM", "VHH"), ("OM", "BB"),
                ("RN", "hulpverlening"), ("politie/contactpersoon_slachtoffer", "P1"),
            ],
            ["VHH", "politie"],
            ["VT"],
            {"P1": 1},
        ),
        ("L-03", [], [], ["VT"], [], {"P1": 2}),
    ],
)  # fmt: skip
def test_network_of_the_acceptance_cases(
    code: str,
    partners: list[str],
    contacts: list[tuple[str, str]],
    points: list[str],
    isolated: list[str],
    count: dict[str, int],
) -> None:
    facts = case_facts(code)
    assert list(rules.missing_mandatory_partners(MAP, facts)) == partners
    assert missing(facts) == contacts
    assert list(rules.articulation_points(facts)) == points
    assert list(rules.isolated_partners(facts)) == isolated
    assert rules.victim_contact_count(facts) == count
    assert rules.messenger_risk(facts) == ()


# ---------------------------------------------------------------------------------------------- contacts
def test_high_risk_without_any_line_misses_every_contact() -> None:
    assert missing(BASE) == [
        ("politie", "VT"), ("politie", "OM"), ("politie", "DR"), ("politie", "CCB"), ("RN", "VT"), ("RN", "politie"),
        ("OM", "VHH"), ("OM", "RN"), ("VT", "lokale_veld"), ("RN", "hulpverlening"),
        ("politie/contactpersoon_slachtoffer", "P1"), ("VT/casushouder", "P1"),
    ]  # fmt: skip


def test_safety_house_leads_where_veilig_thuis_is_not_competent() -> None:
    found = missing(replace(BASE, veilig_thuis_competent=False))
    assert {("politie", "VHH"), ("RN", "VHH"), ("VHH", "lokale_veld")} <= set(found)
    assert not any("VT" in end for pair in found for end in pair)


def test_recorded_line_settles_a_contact_in_either_direction() -> None:
    assert ("politie", "DR") not in missing(replace(BASE, recorded_lines=(("DR", "politie"),)))


@pytest.mark.parametrize("helper", ["SHN", "vrouwenopvang", "hulpverlening"])
def test_line_with_any_helper_of_the_victim_settles_care(helper: str) -> None:
    assert ("RN", "hulpverlening") not in missing(replace(BASE, recorded_lines=(("RN", helper),)))


def test_protection_system_is_asked_without_serious_grounds_or_with_the_ccb_in_the_network() -> None:
    assert ("OM", "BB") not in missing(BASE)
    assert ("OM", "BB") in missing(replace(BASE, serious_grounds=Known.NO))
    assert ("OM", "BB") in missing(replace(BASE, seats=(seat("CCB"),)))
    assert ("OM", "BB") not in missing(replace(BASE, seats=(seat("CCB", external=True),)))


@pytest.mark.parametrize("outcome", list(MeasureOutcome))
def test_protection_system_is_settled_by_a_report_or_by_protection(outcome: MeasureOutcome) -> None:
    weighed = Weighing(Measure.PROTECTION_SYSTEM, "CCB", outcome, "reden", "partners")
    settled = ("OM", "BB") not in missing(replace(BASE, serious_grounds=Known.NO, weighings=(weighed,)))
    assert settled == (outcome in (MeasureOutcome.REPORTED, MeasureOutcome.APPLIED))


def test_each_victim_needs_the_police_contact_person_and_the_first_the_case_holder() -> None:
    second = CasePerson("P3", "P3", PersonRole.VICTIM, "De heer W.")
    contact = seat("politie", SeatRole.VICTIM_CONTACT, speaks_with=("P1",))
    facts = replace(BASE, persons=(VICTIM, second), seats=(contact,))
    assert ("politie/contactpersoon_slachtoffer", "P3") in missing(facts)
    assert ("politie/contactpersoon_slachtoffer", "P1") not in missing(facts)
    assert ("VT/casushouder", "P1") in missing(facts)
    assert ("VT/casushouder", "P3") not in missing(facts)


def test_low_risk_asks_for_three_contacts_at_most() -> None:
    low = replace(BASE, risk=Risk.LOW)
    assert missing(low) == [("politie", "VT")]
    full = replace(low, condition_kinds=("handover",), complaint=Known.YES)
    assert missing(full) == [("politie", "VT"), ("VT", "lokale_veld"), ("OM", "VT")]


# ---------------------------------------------------------------------------------------------- people
def test_one_professional_on_two_seats_can_be_a_messenger() -> None:
    seats = (seat("RN", "toezichthouder", speaks_with=("P2",)), seat("politie", "wijkagent", speaks_with=("P1",)))
    assert rules.messenger_risk(replace(BASE, seats=seats)) == ("N. Naam",)
    apart = (seats[0], replace(seats[1], name="A. Anders"))
    assert rules.messenger_risk(replace(BASE, seats=apart)) == ()


def test_external_party_is_neither_counted_nor_a_node() -> None:
    facts = replace(BASE, seats=(seat("werkgever", "HR", external=True, speaks_with=("P1", "P2")),))
    assert rules.victim_contact_count(facts) == {"P1": 0}
    assert rules.messenger_risk(facts) == ()
    assert rules.isolated_partners(facts) == ()


def test_cut_off_are_those_whom_no_other_line_reaches() -> None:
    seats = tuple(seat(one) for one in ("politie", "OM", "RN", "VT", "SHN"))
    lines = (("politie", "OM"), ("OM", "RN"), ("RN", "politie"), ("OM", "VT"), ("VT", "SHN"))
    facts = replace(BASE, seats=seats, recorded_lines=lines)
    assert rules.articulation_points(facts) == ("OM", "VT")
    assert rules.cut_off_without(facts, "OM") == ("SHN", "VT")
    assert rules.cut_off_without(facts, "politie") == ()


# ---------------------------------------------------------------------------------------------- properties
organisations = st.sampled_from([kind.value for kind in OrganisationKind])
seats = st.builds(
    seat,
    organisations,
    st.sampled_from([role.value for role in SeatRole]),
    barred=st.booleans(),
    external=st.booleans(),
    speaks_with=st.lists(st.sampled_from(["P1", "P2"]), max_size=2).map(tuple),
)
lines = st.lists(st.tuples(organisations, organisations), max_size=12).map(tuple)
cases = st.builds(
    lambda **given_facts: replace(BASE, **given_facts),
    risk=st.sampled_from(Risk),
    veilig_thuis_competent=st.booleans(),
    serious_grounds=st.sampled_from(Known),
    seats=st.lists(seats, max_size=8).map(tuple),
    recorded_lines=lines,
)


@given(cases, organisations, organisations)
def test_one_more_line_never_adds_a_missing_contact(facts: CaseFacts, one: str, other: str) -> None:
    more = replace(facts, recorded_lines=(*facts.recorded_lines, (one, other)))
    assert set(missing(more)) <= set(missing(facts))
    assert set(rules.isolated_partners(more)) <= set(rules.isolated_partners(facts))


@given(cases)
def test_barred_seats_and_the_lines_of_barred_organisations_leave_no_trace(facts: CaseFacts) -> None:
    open_ones = {s.organisation for s in facts.seats if not s.barred}
    hidden = {s.organisation for s in facts.seats if s.barred} - open_ones
    without = replace(
        facts,
        seats=tuple(s for s in facts.seats if not s.barred),
        recorded_lines=tuple(line for line in facts.recorded_lines if not hidden & set(line)),
    )
    assert missing(facts) == missing(without)
    assert rules.articulation_points(facts) == rules.articulation_points(without)
    assert rules.isolated_partners(facts) == rules.isolated_partners(without)
    assert rules.victim_contact_count(facts) == rules.victim_contact_count(without)
    assert rules.messenger_risk(facts) == rules.messenger_risk(without)


@given(cases)
def test_an_articulation_point_cuts_somebody_off_and_others_do_not(facts: CaseFacts) -> None:
    points = set(rules.articulation_points(facts))
    for one in rules.organisations(facts):
        assert bool(rules.cut_off_without(facts, one)) == (one in points)
