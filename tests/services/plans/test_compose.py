"""What an adopted version holds, and what it does not: tiers as they were, aliases, nobody who is barred."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from models.terms import BarKind, ConditionStatus, MeasureOutcome, PlanStatus
from services.access.rules import Permission
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import release_hold
from services.cases.queries import case_facts
from services.conditions.actions import decide, hand_in
from services.conditions.facts import Decide, Decision
from services.plans.actions import adopt, record_action
from services.plans.facts import PlanContent
from services.plans.orders import AdoptPlan
from services.plans.queries import content_in
from services.scheduling.facts import LOCAL
from services.unit_of_work import Work
from tests.planned import STARTS, PlannedCase, a_condition, a_planned_case, an_action, explained, make_ready


def adopted(planned: PlannedCase) -> PlanContent:
    """Everything as the newest version holds it, after adopting."""
    adopt(planned.director, AdoptPlan(planned.case_id, explained(planned)))
    with planned.director.read(Permission.PLAN_READ, planned.case_id) as look:
        found = content_in(look, planned.case_id)
    assert found is not None
    return found[1]


def add_condition(planned: PlannedCase, name: str, home: str, decision: Decision, **about: object) -> None:
    hand_in(planned.as_guest(home), a_condition(name, **about))
    decide(planned.director, Decide(planned.case_id, name, 1, decision, text="Anders gezegd.", reason="Daarom."))


def test_items_keep_their_tiers(ready: PlannedCase) -> None:
    add_condition(ready, "c2", "DR", Decision.ACCEPT, tier="opsporing")
    add_condition(ready, "c3", "DR", Decision.ACCEPT, tier="partner:DR")
    for name, tier, if_not_tier in (
        ("a2", "opsporing", ""),
        ("a3", "slachtoffer", "partners"),
        ("a4", "partner:VT", ""),
    ):
        record_action(ready.director, an_action(ready.case_id, name, tier=tier, if_not_tier=if_not_tier))
    content = adopted(ready)
    assert [item.tier for item in content.conditions] == ["partners", "opsporing", "partner:DR"]
    assert [(item.tier, item.if_not_tier) for item in content.actions] == [
        ("partners", ""),
        ("opsporing", ""),
        ("slachtoffer", "partners"),
        ("partner:VT", ""),
    ]


def test_only_conditions_that_stand_are_in_it_in_the_words_that_hold(ready: PlannedCase) -> None:
    add_condition(ready, "c2", "VT", Decision.DROP)
    add_condition(ready, "c3", "VT", Decision.CHANGE)
    held = [(item.number, item.text, item.status) for item in adopted(ready).conditions]
    assert held == [
        ("V1", "Vader heeft geen contact met moeder.", ConditionStatus.ACCEPTED),
        ("V3", "Anders gezegd.", ConditionStatus.CHANGED),
    ]


def test_actions_name_the_conditions_they_settle(ready: PlannedCase) -> None:
    add_condition(ready, "c2", "DR", Decision.ACCEPT)
    record_action(ready.director, an_action(ready.case_id, "a2", condition_ids=("c2", "c1")))
    assert [(item.number, item.settles) for item in adopted(ready).actions] == [("A1", ("V1",)), ("A2", ("V1", "V2"))]


def test_people_are_named_by_alias_and_seats_speak_with_aliases(ready: PlannedCase) -> None:
    content = adopted(ready)
    assert {person.alias for person in content.persons} == {"Mevrouw W.", "De heer D.", "Kind F."}
    assert [seat.organisation for seat in content.seats] == ["politie", "DR", "VT", "lokale_veld"]


@pytest.mark.parametrize("kept_out", [NewBar(BarKind.ORGANISATION, "lokale_veld"), NewBar(BarKind.NAME, "deelnemer 2")])
def test_whoever_is_barred_has_no_seat_in_it(ready: PlannedCase, kept_out: NewBar) -> None:
    bar(ready.director, ready.case_id, kept_out)
    assert "lokale_veld" not in [seat.organisation for seat in adopted(ready).seats]


def test_being_invited_is_not_having_been_there(ready: PlannedCase) -> None:
    assert [seat.present for seat in adopted(ready).seats] == [None] * 4


def test_a_moment_a_whole_day_and_what_goes_on(ready: PlannedCase) -> None:
    moment = STARTS + timedelta(days=2)
    for name, due, whole in (("a2", moment, False), ("a3", moment, True), ("a4", None, False)):
        record_action(ready.director, an_action(ready.case_id, name, due_at=due, due_on_day=whole))
    dues = [item.due for item in adopted(ready).actions][1:]
    assert dues == [moment.astimezone(LOCAL), date(2026, 11, 27), None]
    assert [type(due) for due in dues][1] is date


def test_the_coming_meeting_is_named_until_it_has_begun(ready: PlannedCase, clock) -> None:
    assert adopted(ready).next_meeting == STARTS
    clock.moment = STARTS
    assert adopted(ready).next_meeting is None


def test_a_hold_stands_in_it_until_it_is_released(ready: PlannedCase) -> None:
    add_condition(ready, "c2", "DR", Decision.ACCEPT, tier="opsporing", holds_approach=True, until=STARTS)
    record_action(ready.director, an_action(ready.case_id, "a2", condition_ids=("c2",), tier="opsporing"))
    record_action(ready.director, an_action(ready.case_id, "a3", condition_ids=("c2",), tier="partners"))
    content = adopted(ready)
    assert content.hold_in_force
    assert [item.approach for item in content.conditions] == [False, True]
    assert [item.approach for item in content.actions] == [False, True, False], "what partners may read needs no stub"
    (hold,) = case_facts(ready.director, ready.case_id).holds
    release_hold(ready.director, ready.case_id, hold.id)
    assert not adopted(ready).hold_in_force


def test_weighings_stand_with_reason_and_outcome(ready: PlannedCase) -> None:
    weighed = adopted(ready).weighings
    assert len(weighed) == 4
    assert {(item.outcome, item.reason) for item in weighed} == {(MeasureOutcome.ADVISED, "Nodig bij dit risico.")}


def test_an_instrument_that_was_not_received_is_named_as_such(ready: PlannedCase) -> None:
    found = {item.instrument.value: (item.outcome, item.assessed_on is None) for item in adopted(ready).assessments}
    assert found == {"SASH": ("hoog", False), "VHB": ("", True), "RISC": ("", True)}


def test_the_history_tells_the_versions_before_it(ready: PlannedCase, clock) -> None:
    adopted(ready)
    clock.forward(days=1)
    lines = adopted(ready).versions
    assert [(line.number, line.status, line.adopted_on) for line in lines] == [
        (1, PlanStatus.SUPERSEDED, date(2026, 11, 23)),
        (2, PlanStatus.ADOPTED, date(2026, 11, 24)),
    ]


def test_a_plan_of_the_practice_region_says_so(work_as: Callable[..., Work]) -> None:
    def practising(who, **details):
        return work_as(who, practice=True, **details)

    planned = a_planned_case(practising)
    make_ready(planned)
    content = adopted(planned)
    assert (content.fictional, content.issuer) == (True, "Oefenregio")


def test_a_real_plan_is_issued_by_the_region(ready: PlannedCase) -> None:
    content = adopted(ready)
    assert (content.fictional, content.issuer) == (False, ready.director.settings.region)
