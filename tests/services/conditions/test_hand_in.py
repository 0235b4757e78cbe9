"""Handing in by link, or by the case director after a call."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import col, select

from models.condition import Condition, ConditionRevision
from models.sealing import Vault
from models.terms import ConditionKind, ConditionStatus
from services.conditions.actions import decide, hand_in, hand_in_for, nothing_to_add, nothing_to_add_for, take_back
from services.conditions.facts import Decide, Decision
from services.conditions.queries import conditions_of, own_conditions
from services.conditions.rules import AlreadyDecided, ConditionFieldWrong, DeadlinePassed
from services.meetings.actions import withdraw
from services.unit_of_work import ChangedMeanwhile, NotAllowed
from tests.conftest import StillClock
from tests.planned import DUE, PlannedCase, a_condition


def test_a_guest_hands_in_and_reads_it_back(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    until = DUE + timedelta(days=3)
    order = a_condition(
        kind=ConditionKind.PLACE,
        text="  Hij komt niet bij de school. ",
        hard=True,
        tier="slachtoffer",
        subject_ref="P2",
        protects=("P3", "P1"),
        until=until,
        if_not=" Bel 112. ",
    )
    assert hand_in(guest, order) == 1
    (kept,) = own_conditions(guest)
    assert (kept.number, kept.kind, kept.text, kept.if_not) == (
        1,
        ConditionKind.PLACE,
        "Hij komt niet bij de school.",
        "Bel 112.",
    )
    assert (kept.hard, kept.tier, kept.subject_ref, kept.protects) == (True, "slachtoffer", "P2", ("P1", "P3"))
    assert (kept.until, kept.status, kept.organisation) == (until, ConditionStatus.SUBMITTED, "VT")
    assert not planned.attendee("VT").owes_conditions


def test_the_same_order_twice_makes_one_condition(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    assert hand_in(guest, a_condition()) == hand_in(guest, a_condition()) == 1
    assert len(own_conditions(guest)) == 1


def test_a_repeated_change_is_carried_out_once(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    version = hand_in(guest, a_condition())
    change = a_condition(text="Anders.", seen_version=version)
    assert hand_in(guest, change) == hand_in(guest, change) == 2


def test_a_change_keeps_the_former_wording(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    version = hand_in(guest, a_condition(text="Eerste woorden."))
    version = hand_in(guest, a_condition(text="Tweede woorden.", seen_version=version))
    hand_in(guest, a_condition(text="Derde woorden.", seen_version=version))
    assert own_conditions(guest)[0].text == "Derde woorden."
    assert former(planned, "c1") == ["Eerste woorden.", "Tweede woorden."]


def former(planned: PlannedCase, condition_id: str) -> list[str]:
    vault: Vault = planned.director.database.vault
    with planned.director.database.reading() as session:
        rows = session.exec(
            select(ConditionRevision)
            .where(ConditionRevision.condition_id == condition_id)
            .order_by(col(ConditionRevision.number))
        ).all()
        return [vault.unseal("condition_revision", row.id, "text_sealed", row.text_sealed) for row in rows]


@pytest.mark.parametrize(
    "change",
    [
        {"if_not": "Bel de casusregisseur."},
        {"hard": True},
        {"until": DUE + timedelta(days=2)},
        {"subject_ref": "P2"},
        {"protects": ()},
        {"holds_approach": True},
    ],
)
def test_a_second_writer_who_changes_anything_at_all_is_no_repeat(
    planned: PlannedCase, change: dict[str, object]
) -> None:
    guest = planned.as_guest("VT")
    hand_in(guest, a_condition())
    with pytest.raises(ChangedMeanwhile) as refused:
        hand_in(guest, a_condition(**change))
    assert refused.value.fields == {"version": 1}


def test_a_text_changed_elsewhere_is_not_overwritten(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    hand_in(guest, a_condition())
    hand_in(guest, a_condition(text="Van tabblad een.", seen_version=1))
    with pytest.raises(ChangedMeanwhile) as refused:
        hand_in(guest, a_condition(text="Van tabblad twee.", seen_version=1))
    assert refused.value.fields == {"version": 2}
    assert own_conditions(guest)[0].text == "Van tabblad een."


def test_the_deadline_stops_every_change_by_link(planned: PlannedCase, clock: StillClock) -> None:
    guest = planned.as_guest("VT")
    version = hand_in(guest, a_condition())
    clock.moment = DUE - timedelta(seconds=1)
    hand_in(guest, a_condition("c2"))
    clock.moment = DUE
    for change in (
        lambda: hand_in(guest, a_condition("c3")),
        lambda: hand_in(guest, a_condition(text="Anders.", seen_version=version)),
        lambda: take_back(guest, "c1", version),
        lambda: nothing_to_add(guest),
    ):
        with pytest.raises(DeadlinePassed):
            change()
    assert [c.text for c in own_conditions(guest)] == ["Vader heeft geen contact met moeder."] * 2


def test_the_director_fills_in_after_a_call_also_after_the_deadline(planned: PlannedCase, clock: StillClock) -> None:
    clock.moment = DUE + timedelta(hours=1)
    asked = planned.attendee("lokale_veld")
    hand_in_for(planned.director, planned.case_id, asked.invitation_id, a_condition())
    (kept,) = conditions_of(planned.director, planned.case_id)
    assert kept.organisation == "lokale_veld"
    assert [c.id for c in own_conditions(planned.as_guest("lokale_veld"))] == ["c1"]
    assert not planned.attendee("lokale_veld").owes_conditions


def test_a_guest_changes_nobody_elses_condition(planned: PlannedCase) -> None:
    version = hand_in(planned.as_guest("VT"), a_condition())
    stranger = planned.as_guest("lokale_veld")
    for attempt in (
        lambda: hand_in(stranger, a_condition()),
        lambda: hand_in(stranger, a_condition(text="Van mij.", seen_version=version)),
        lambda: take_back(stranger, "c1", version),
        lambda: take_back(stranger, "unknown", 1),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert own_conditions(planned.as_guest("VT"))[0].version == version


def test_an_invitation_of_another_case_is_refused(planned: PlannedCase, work_as) -> None:
    from tests.planned import a_planned_case

    other = a_planned_case(work_as, code="T-200")
    foreign = other.attendee("VT").invitation_id
    for attempt in (
        lambda: hand_in_for(planned.director, planned.case_id, foreign, a_condition()),
        lambda: nothing_to_add_for(planned.director, planned.case_id, foreign),
        lambda: hand_in_for(planned.director, other.case_id, foreign, a_condition()),
        lambda: hand_in_for(planned.director, planned.case_id, "unknown", a_condition()),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert conditions_of(other.director, other.case_id) == ()


def test_nothing_is_handed_in_for_a_meeting_that_was_called_off(planned: PlannedCase) -> None:
    asked = planned.attendee("VT")
    withdraw(planned.director, planned.case_id, planned.meeting_id, planned.meeting.version)
    with pytest.raises(NotAllowed):
        hand_in(planned.as_guest("VT"), a_condition())
    with pytest.raises(NotAllowed):
        hand_in_for(planned.director, planned.case_id, asked.invitation_id, a_condition())


def test_what_was_decided_cannot_be_changed_by_its_author(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    version = hand_in(guest, a_condition())
    version = decide(planned.director, Decide(planned.case_id, "c1", version, Decision.ACCEPT))
    with pytest.raises(AlreadyDecided):
        hand_in(guest, a_condition(text="Toch anders.", seen_version=version))
    with pytest.raises(AlreadyDecided):
        take_back(guest, "c1", version)
    assert own_conditions(guest)[0].status is ConditionStatus.ACCEPTED


def test_taken_back_is_gone_from_the_lists_but_kept_as_history(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    version = hand_in(guest, a_condition())
    take_back(guest, "c1", version)
    take_back(guest, "c1", version)
    assert own_conditions(guest) == conditions_of(planned.director, planned.case_id) == ()
    with planned.director.database.reading() as session:
        assert session.get_one(Condition, "c1").status is ConditionStatus.DRAFT


def test_who_takes_back_the_only_condition_owes_again(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    hand_in(guest, a_condition("c1"))
    hand_in(guest, a_condition("c2"))
    take_back(guest, "c1", 1)
    assert not planned.attendee("VT").owes_conditions
    take_back(guest, "c2", 1)
    assert planned.attendee("VT").owes_conditions


def test_numbers_follow_the_case_and_are_not_used_again(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition("c1"))
    hand_in(planned.as_guest("DR"), a_condition("c2"))
    take_back(planned.as_guest("DR"), "c2", 1)
    hand_in(planned.as_guest("lokale_veld"), a_condition("c3"))
    assert [c.number for c in conditions_of(planned.director, planned.case_id)] == [1, 3]


def test_saying_none_settles_the_debt_and_can_be_taken_back(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    nothing_to_add(guest)
    assert not planned.attendee("VT").owes_conditions
    nothing_to_add(guest, nothing=False)
    assert planned.attendee("VT").owes_conditions
    nothing_to_add_for(planned.director, planned.case_id, planned.attendee("DR").invitation_id)
    assert planned.attendee("DR").nothing_to_add


def test_handing_in_undoes_having_said_none(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    nothing_to_add(guest)
    hand_in(guest, a_condition())
    assert not planned.attendee("VT").nothing_to_add


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"text": "  "}, "text", "empty"),
        ({"text": "x" * 2001}, "text", "too_long"),
        ({"if_not": "x" * 2001}, "if_not", "too_long"),
        ({"subject_ref": "P9"}, "subject", "unknown_person"),
        ({"protects": ("P1", "P9")}, "protects", "unknown_person"),
        ({"tier": "iedereen"}, "tier", "unknown"),
        ({"tier": "partner:DR"}, "tier", "unknown"),
        ({"until": DUE - timedelta(days=3)}, "until", "in_past"),
    ],
)
def test_a_field_that_cannot_be_kept_is_named(
    planned: PlannedCase, change: dict[str, object], field: str, reason: str
) -> None:
    with pytest.raises(ConditionFieldWrong) as refused:
        hand_in(planned.as_guest("VT"), a_condition(**change))
    assert refused.value.fields == {"field": field, "reason": reason}
    assert own_conditions(planned.as_guest("VT")) == ()


@pytest.mark.parametrize("condition_id", ["", "x" * 33, "a'b", "../x"])
def test_an_id_that_no_form_makes_is_refused(planned: PlannedCase, condition_id: str) -> None:
    with pytest.raises(ConditionFieldWrong):
        hand_in(planned.as_guest("VT"), replace(a_condition(), condition_id=condition_id))


def test_the_longest_text_that_is_allowed_is_kept_whole(planned: PlannedCase) -> None:
    text = "é" * 2000
    hand_in(planned.as_guest("VT"), a_condition(text=text, if_not=text))
    assert own_conditions(planned.as_guest("VT"))[0].text == text
