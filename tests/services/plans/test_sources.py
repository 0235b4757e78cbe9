"""Actions keep their source when a condition of a later meeting takes the place of an earlier one."""

from datetime import date

from models.terms import Modality
from services.access.rules import Permission
from services.conditions.actions import decide, hand_in, nothing_to_add, take_back
from services.conditions.carrying import carry_over
from services.conditions.facts import Decide, Decision
from services.conditions.queries import own_conditions
from services.plans.actions import adopt, record_action
from services.plans.facts import PlanContent
from services.plans.orders import AdoptPlan, State
from services.plans.queries import CONTENT, case_state, content_in
from services.plans.sources import is_source, sources
from services.vocabulary.facts import Norm
from tests.planned import PlannedCase, a_condition, an_action, explained
from tests.services.conditions.later import next_meeting


def covered(planned: PlannedCase) -> State:
    checks = case_state(planned.director, planned.case_id).checks
    return next(check.state for check in checks if check.key == "hard_covered")


def followed(planned: PlannedCase) -> tuple[PlannedCase, str]:
    """The next meeting, at which Veilig Thuis took its one hard condition over; and the id of the new one."""
    later = next_meeting(planned)
    carry_over(later.as_guest("VT"), ["c1"])
    return later, own_conditions(later.as_guest("VT"))[0].id


def test_an_action_from_the_former_covers_the_later_one(ready: PlannedCase) -> None:
    followed(ready)
    assert covered(ready) is State.READY
    state = case_state(ready.director, ready.case_id)
    assert [view.number for view in sources(state.conditions, state.actions[0].condition_ids)] == [2]


def test_saved_with_the_later_one_the_action_keeps_the_former_behind_it(ready: PlannedCase) -> None:
    later, new = followed(ready)
    order = an_action(ready.case_id, condition_ids=(new,), seen_version=1)
    assert [record_action(ready.director, order) for _ in range(2)] == [2, 2]
    (action,) = case_state(ready.director, ready.case_id).actions
    assert action.condition_ids == (new, "c1")
    take_back(later.as_guest("VT"), new, 1)
    assert covered(ready) is State.READY
    record_action(ready.director, an_action(ready.case_id, condition_ids=(), seen_version=2))
    assert case_state(ready.director, ready.case_id).actions[0].condition_ids == ()
    assert covered(ready) is State.MISSING


def test_taken_out_of_the_action_the_former_goes_as_well(ready: PlannedCase) -> None:
    followed(ready)
    record_action(ready.director, an_action(ready.case_id, condition_ids=(), seen_version=1))
    assert case_state(ready.director, ready.case_id).actions[0].condition_ids == ()


def content(planned: PlannedCase) -> PlanContent:
    adopt(planned.director, AdoptPlan(planned.case_id, explained(planned)))
    with planned.director.read(Permission.PLAN_READ, planned.case_id) as look:
        found = content_in(look, planned.case_id)
    assert found is not None
    return found[1]


def test_the_plan_names_the_later_condition_as_what_the_action_settles(ready: PlannedCase) -> None:
    later, new = followed(ready)
    for home in ("politie", "DR", "lokale_veld"):
        nothing_to_add(later.as_guest(home))
    decide(ready.director, Decide(ready.case_id, new, 1, Decision.ACCEPT))
    found = content(ready)
    assert [item.number for item in found.conditions] == ["V2"]
    assert [item.settles for item in found.actions] == [("V2",)]


def agreed(planned: PlannedCase, name: str, **about: object) -> None:
    hand_in(planned.as_guest("VT"), a_condition(name, **about))
    decide(planned.director, Decide(planned.case_id, name, 1, Decision.ACCEPT))


def test_the_plan_says_who_does_it_by_when_how_it_is_checked_and_whom_it_obliges(ready: PlannedCase) -> None:
    reading = (
        Norm(Modality.MUST, "speak_with", by=("politie/wijkagent", "anyone"), to=("P2",)),
        Norm(Modality.MUST_NOT, "contact", by=("DR",), to=("P1",)),
    )
    about = {"done_by": "lokale_veld", "due_on": date(2026, 11, 26), "check": "Gebeld.", "checked_by": "VT"}
    agreed(ready, "c2", reading=reading, **about)
    agreed(ready, "c3", done_by="P2", checked_by="politie")
    whole, by_person = content(ready).conditions[1:]
    assert (whole.responsible, whole.due, whole.obliges) == (
        "lokale_veld",
        date(2026, 11, 26),
        ("politie", "lokale_veld"),
    )
    assert whole.check.startswith("Gebeld. (") and whole.check.endswith(")")
    assert (by_person.responsible, by_person.obliges, by_person.due) == ("VT", (), None)
    assert by_person.check and "(" not in by_person.check


def test_a_plan_that_was_frozen_before_there_were_checks_still_loads(ready: PlannedCase) -> None:
    found = CONTENT.dump_python(content(ready), mode="json")
    for condition in found["conditions"]:
        for name in ("check", "obliges", "responsible"):
            del condition[name]
    assert [item.check for item in CONTENT.validate_python(found).conditions] == [""]


def test_a_condition_is_its_own_source_and_that_of_those_before_it(ready: PlannedCase) -> None:
    _, new = followed(ready)
    (view,) = case_state(ready.director, ready.case_id).conditions
    assert [is_source(view, ids) for ids in ((new,), ("c1",), ("c9",), ())] == [True, True, False, False]
