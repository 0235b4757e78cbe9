"""A second region is a second file: one file of what differs, and the rules follow it."""

from datetime import UTC, datetime
from pathlib import Path

from models.terms import Known, MeetingKind, Risk
from services.route_map import rules
from services.route_map.due import due_at
from services.route_map.facts import Due, DueUnit
from services.route_map.queries import regional
from tests.case_facts import seat
from tests.services.route_map.test_rules import facts

OTHER, MAP = regional(Path(__file__).with_name("second_region.yaml")), regional()


def test_all_rules_that_come_along_are_there_and_its_own_stands_at_the_end_of_its_phase() -> None:
    ids = [rule.id for rule in OTHER.rules]
    assert [rule_id for rule_id in ids if rule_id != "H-WR-1"] == [rule.id for rule in MAP.rules]
    assert ids[ids.index("H-WR-1") - 1] == "H-OM-5"
    assert (OTHER.version, OTHER.title_nl, OTHER.region.name) == ("2027.1", "Routekaart Waddenrand", "Waddenrand")


def test_own_names_stand_in_its_own_and_in_the_shipped_texts() -> None:
    assert "een casustafel, een AGO of" in OTHER.rule("H-VT-3").text_nl
    assert "case table" in OTHER.rule("T-CR-3").text_en
    assert "casustafel" in OTHER.rule("H-VT-3").guidance("nl")
    assert "in het AGO" in OTHER.rule("H-WR-1").text_nl
    assert "MDO" in MAP.rule("H-VT-3").text_nl
    assert (OTHER.region.label("mdo", "en"), OTHER.region.label("wijkagent", "en")) == ("case table", "")


def test_its_confirmed_due_dates_hold_and_the_others_stay_proposals() -> None:
    assert OTHER.rule("A-POL-2").due == Due(8, DueUnit.HOURS, confirmed=True)
    assert OTHER.rule("H-WR-1").due == Due(3, DueUnit.DAYS, confirmed=True)
    assert OTHER.rule("H-POL-1").due == MAP.rule("H-POL-1").due
    assert MAP.rule("T-OVJ-7").due is not None
    assert OTHER.rule("T-OVJ-7").due is None


def test_a_rule_in_the_place_of_another_keeps_its_place_its_due_date_and_its_explanation() -> None:
    own, shipped = OTHER.rule("H-RN-6"), MAP.rule("H-RN-6")
    assert own.text_nl != shipped.text_nl
    assert (own.due, own.guidance("nl")) == (shipped.due, shipped.guidance("nl"))


def test_own_rule_holds_on_its_own_condition() -> None:
    def held(**known: object) -> bool:
        return "H-WR-1" in {rule.id for rule in rules.holding(OTHER, facts(**known))}

    assert not held()
    assert held(suspect_arrested=Known.YES)
    assert held(seats=(seat("CCB"),))


def test_both_veilig_thuis_and_safety_house_must_be_at_the_table() -> None:
    needed = rules.attendance_rule(OTHER, facts(), MeetingKind.CASE_CONFERENCE).required
    assert set(needed) == {frozenset({one}) for one in ("lokale_veld", "VT", "VHH", "politie")}


def test_veilig_thuis_seat_at_the_table_falls_to_the_lead_where_it_is_not_competent() -> None:
    needed = rules.attendance_rule(OTHER, facts(veilig_thuis_competent=False), MeetingKind.CASE_CONFERENCE).required
    assert sorted(map(sorted, needed)) == [["VHH"], ["lokale_veld"], ["politie"]]


def test_its_lead_and_its_case_holder_carry_the_work() -> None:
    foreign = facts(veilig_thuis_competent=False)
    assert rules.lead_organisation(foreign, OTHER.region) == "lokale_veld"
    assert rules.carrier(OTHER.rule("H-VT-3"), foreign, OTHER.region) == "lokale_veld"
    assert rules.carrier(OTHER.rule("T-CH-1"), foreign, OTHER.region) == "politie"
    assert rules.carrier(MAP.rule("T-CH-1"), facts(), MAP.region) == "VT"
    assert rules.carrier(MAP.rule("T-CH-1"), foreign, MAP.region) == "VHH"
    assert ("politie/casushouder", "first_victim") in {contact.between for contact in OTHER.contacts}


def test_due_moment_follows_the_region() -> None:
    since = datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert due_at(OTHER.rule("A-POL-2"), since) == datetime(2026, 11, 23, 16, tzinfo=UTC)
    assert due_at(MAP.rule("A-POL-2"), since) == datetime(2026, 11, 24, 16, tzinfo=UTC)


def test_continuous_contact_may_be_silent_for_as_long_as_the_region_says() -> None:
    assert [OTHER.region.cadence.days(risk) for risk in (Risk.HIGH, Risk.MEDIUM, Risk.LOW)] == [3, 7, 21]
    assert [MAP.region.cadence.days(risk) for risk in (Risk.HIGH, Risk.MEDIUM, Risk.LOW)] == [7, 14, 30]
