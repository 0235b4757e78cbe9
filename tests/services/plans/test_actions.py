"""Actions are recorded, changed and taken out by who directs the case; repeated orders change nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from models.meeting import Action
from models.terms import ActionStatus
from services.access.rules import Standing
from services.conditions.actions import hand_in
from services.plans.actions import record_action, take_out
from services.plans.orders import ActionView
from services.plans.queries import case_state
from services.plans.rules import ActionFieldWrong
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.planned import IN_AN_HOUR, PlannedCase, a_condition, a_director, a_holder, a_planned_case, an_action


def actions(planned: PlannedCase, work: Work | None = None) -> tuple[ActionView, ...]:
    return case_state(work or planned.director, planned.case_id).actions


def test_an_action_comes_back_as_it_was_recorded(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition())
    due = planned.director.clock() + timedelta(days=2)
    order = an_action(
        planned.case_id,
        what=" Bellen met de school. ",
        due_at=due,
        supporting=("politie", "lokale_veld"),
        condition_ids=("c1",),
        proof="Verslag van het gesprek",
        if_not="Dan gaat de wijkagent langs.",
        if_not_tier="opsporing",
        ends_on=due.date() + timedelta(days=60),
    )
    assert record_action(planned.director, order) == 1
    (kept,) = actions(planned)
    assert kept == ActionView(
        id="a1",
        number=1,
        what="Bellen met de school.",
        owner="VT",
        supporting=("politie", "lokale_veld"),
        due_at=due,
        due_on_day=False,
        ends_on=order.ends_on,
        condition_ids=("c1",),
        proof="Verslag van het gesprek",
        if_not="Dan gaat de wijkagent langs.",
        if_not_tier="opsporing",
        tier="partners",
        status=ActionStatus.OPEN,
        version=1,
        recorded_at=planned.director.clock(),
    )


def test_what_is_typed_lies_sealed(planned: PlannedCase) -> None:
    record_action(planned.director, an_action(planned.case_id, what="Zwaluw", proof="Merel", if_not="Koekoek"))
    with planned.director.database.reading() as session:
        row = str(session.exec(select(Action)).one().model_dump())
    assert not [word for word in ("Zwaluw", "Merel", "Koekoek") if word in row]


def test_the_same_order_twice_changes_nothing(planned: PlannedCase) -> None:
    order = an_action(planned.case_id)
    assert [record_action(planned.director, order) for _ in range(3)] == [1, 1, 1]
    change = replace(order, what="Langsgaan.", seen_version=1)
    assert [record_action(planned.director, change) for _ in range(3)] == [2, 2, 2]
    assert [(action.what, action.version) for action in actions(planned)] == [("Langsgaan.", 2)]


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_a_change_of_what_changed_meanwhile_is_told_and_overwrites_nothing(planned: PlannedCase, seen: int) -> None:
    record_action(planned.director, an_action(planned.case_id))
    record_action(planned.director, an_action(planned.case_id, what="Eerst.", seen_version=1))
    with pytest.raises(ChangedMeanwhile) as refused:
        record_action(planned.director, an_action(planned.case_id, what="Daarna.", seen_version=seen))
    assert refused.value.fields["version"] == 2
    assert actions(planned)[0].what == "Eerst."


def test_a_new_text_under_a_number_that_is_taken_is_not_lost_in_silence(planned: PlannedCase) -> None:
    record_action(planned.director, an_action(planned.case_id))
    with pytest.raises(ChangedMeanwhile):
        record_action(planned.director, an_action(planned.case_id, what="Een heel andere tekst."))


def test_numbers_count_on_and_are_never_given_again(planned: PlannedCase) -> None:
    for name in ("a1", "a2", "a3"):
        record_action(planned.director, an_action(planned.case_id, name))
    take_out(planned.director, planned.case_id, "a3", 1)
    record_action(planned.director, an_action(planned.case_id, "a4"))
    assert [(action.id, action.number) for action in actions(planned)] == [("a1", 1), ("a2", 2), ("a4", 4)]


def test_each_case_counts_for_itself(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    other = a_planned_case(work_as, code="T-200")
    record_action(planned.director, an_action(planned.case_id, "a1"))
    record_action(other.director, an_action(other.case_id, "b1"))
    assert [action.number for action in actions(other)] == [1]


def test_an_action_of_another_case_cannot_be_reached_through_ones_own(
    planned: PlannedCase, work_as: Callable[..., Work]
) -> None:
    other = a_planned_case(work_as, code="T-200")
    record_action(other.director, an_action(other.case_id))
    for act in (
        lambda: record_action(planned.director, an_action(planned.case_id, seen_version=1)),
        lambda: record_action(planned.director, an_action(planned.case_id)),
        lambda: take_out(planned.director, planned.case_id, "a1", 1),
        lambda: record_action(planned.director, an_action(other.case_id, seen_version=1)),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert [action.what for action in actions(other)] == ["Bellen met de school."]


def test_conditions_of_another_case_cannot_be_the_source(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    other = a_planned_case(work_as, code="T-200")
    hand_in(other.as_guest("VT"), a_condition("elsewhere"))
    with pytest.raises(ActionFieldWrong) as refused:
        record_action(planned.director, an_action(planned.case_id, condition_ids=("elsewhere",)))
    assert refused.value.fields == {"field": "conditions", "reason": "unknown"}


@pytest.mark.parametrize("change", [{"owner": "NASA"}, {"supporting": ("VT", "NASA")}, {"tier": "partner:NASA"}])
def test_an_organisation_outside_the_directory_is_refused(planned: PlannedCase, change: dict) -> None:
    with pytest.raises(ActionFieldWrong):
        record_action(planned.director, an_action(planned.case_id, **change))
    assert actions(planned) == ()


def test_an_owner_without_a_seat_is_kept(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    a_planned_case(work_as, homes=("politie", "OM", "RN", "VT", "lokale_veld"), code="T-200")
    record_action(planned.director, an_action(planned.case_id, owner="OM"))
    assert actions(planned)[0].owner == "OM"


def test_a_new_action_is_not_due_in_the_past_but_an_old_one_may_be(planned: PlannedCase, clock) -> None:
    record_action(planned.director, an_action(planned.case_id, due_at=clock() + IN_AN_HOUR))
    due = clock() + IN_AN_HOUR
    clock.forward(hours=2)
    record_action(planned.director, an_action(planned.case_id, due_at=due, what="Alsnog bellen.", seen_version=1))
    assert actions(planned)[0].what == "Alsnog bellen."
    with pytest.raises(ActionFieldWrong) as refused:
        record_action(planned.director, an_action(planned.case_id, "a2", due_at=due))
    assert refused.value.fields == {"field": "due", "reason": "in_past"}


def test_what_was_taken_out_is_gone_from_the_coming_version_only(planned: PlannedCase) -> None:
    record_action(planned.director, an_action(planned.case_id))
    with pytest.raises(ChangedMeanwhile):
        take_out(planned.director, planned.case_id, "a1", 7)
    take_out(planned.director, planned.case_id, "a1", 1)
    assert actions(planned) == ()
    with pytest.raises(NotAllowed):
        take_out(planned.director, planned.case_id, "a9", 1)


def test_an_action_taken_out_while_it_was_changed_comes_back_only_when_that_was_seen(planned: PlannedCase) -> None:
    record_action(planned.director, an_action(planned.case_id))
    take_out(planned.director, planned.case_id, "a1", 1)
    with pytest.raises(ChangedMeanwhile):
        record_action(planned.director, an_action(planned.case_id, what="Toch.", seen_version=1))
    record_action(planned.director, an_action(planned.case_id, what="Toch.", seen_version=2))
    assert [(action.what, action.status) for action in actions(planned)] == [("Toch.", ActionStatus.OPEN)]


def test_only_who_directs_the_case_records_and_takes_out(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    record_action(planned.director, an_action(planned.case_id))
    for other in (
        a_director(work_as, "M. Vreemd"),
        a_holder(planned, work_as, "VT"),
        work_as(Standing.ADMINISTRATOR, account_id="b", session_id="b"),
        planned.as_guest("VT"),
    ):
        for act in (
            lambda work: record_action(work, an_action(planned.case_id, "a2")),
            lambda work: take_out(work, planned.case_id, "a1", 1),
        ):
            with pytest.raises(NotAllowed):
                act(other)
    assert [action.id for action in actions(planned)] == ["a1"]


def test_a_writer_who_may_not_read_a_part_cannot_take_it_away(
    planned: PlannedCase, work_as: Callable[..., Work]
) -> None:
    """The deputy of another organisation does not see what is for the investigation, nor lose it for the others."""
    hand_in(planned.as_guest("DR"), a_condition("secret", tier="opsporing"))
    hand_in(planned.as_guest("VT"), a_condition("open"))
    record_action(
        planned.director,
        an_action(planned.case_id, condition_ids=("secret", "open"), if_not="Dan aanhouding.", if_not_tier="opsporing"),
    )
    elsewhere = planned.director.as_actor(replace(planned.director.actor, organisation="VT"))
    (seen,) = actions(planned, elsewhere)
    assert (seen.if_not, seen.what) == ("", "Bellen met de school.")
    record_action(elsewhere, an_action(planned.case_id, what="Nieuw.", condition_ids=(), seen_version=1))
    (kept,) = actions(planned)
    assert (kept.what, kept.if_not, kept.if_not_tier) == ("Nieuw.", "Dan aanhouding.", "opsporing")
    assert kept.condition_ids == ("secret",)


def test_an_action_is_seen_by_its_tier(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    """Who directs the case sees what is for one organisation too: it was written by who directs."""
    for name, tier in (("a1", "partners"), ("a2", "opsporing"), ("a3", "partner:politie"), ("a4", "partner:VT")):
        record_action(planned.director, an_action(planned.case_id, name, tier=tier))
    assert {action.id for action in actions(planned)} == {"a1", "a2", "a3", "a4"}
    for organisation, seen in (("VT", {"a1", "a4"}), ("DR", {"a1", "a2"}), ("lokale_veld", {"a1"})):
        assert {action.id for action in actions(planned, a_holder(planned, work_as, organisation))} == seen


def test_who_tells_the_victim_is_kept_said_and_changed_like_the_rest(planned: PlannedCase) -> None:
    day = planned.director.clock().date() + timedelta(days=1)
    order = an_action(planned.case_id, tier="slachtoffer", tells_victim="politie", tell_victim_on=day)
    assert [record_action(planned.director, order) for _ in range(2)] == [1, 1]
    assert [(kept.tells_victim, kept.tell_victim_on) for kept in actions(planned)] == [("politie", day)]
    change = replace(order, tells_victim="VT", seen_version=1)
    assert [record_action(planned.director, change) for _ in range(2)] == [2, 2]
    assert [(kept.tells_victim, kept.status) for kept in actions(planned)] == [("VT", ActionStatus.OPEN)]


@pytest.mark.parametrize(
    ("change", "opened"),
    [({"what": "Langsgaan."}, True), ({"owner": "politie"}, True), ({"proof": "Verslag"}, False)],
    ids=["words", "owner", "proof"],
)
def test_an_answered_action_that_is_asked_anew_is_open_again(planned: PlannedCase, change: dict, opened: bool) -> None:
    record_action(planned.director, an_action(planned.case_id))
    with planned.director.database.writing() as session, session.begin():
        session.get_one(Action, "a1").status = ActionStatus.DONE
    record_action(planned.director, replace(an_action(planned.case_id, **change), seen_version=1))
    assert [kept.status is ActionStatus.OPEN for kept in actions(planned)] == [opened]
