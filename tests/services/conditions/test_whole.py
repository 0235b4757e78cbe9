"""A condition keeps all that was said with it, by whatever way it came in, and every earlier form of it."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from models.condition import ConditionRevision
from models.terms import Arrival, BarKind
from services.access.rules import Permission, Standing
from services.conditions.actions import decide, hand_in, hand_in_for, record_condition, take_back
from services.conditions.facts import Decide, Decision
from services.conditions.handing_in import keep_from_form
from services.conditions.queries import conditions_of, own_conditions
from services.conditions.rules import MOST_NORMS, ConditionFieldWrong
from services.unit_of_work import ChangedMeanwhile
from tests.conftest import StillClock
from tests.planned import DUE, PlannedCase, a_condition
from tests.rows import a_bar, a_professional
from tests.services.conditions.later import NO_CONTACT, VT_SPEAKS

TODAY = date(2026, 11, 23)
WHOLE = {
    "done_by": "politie",
    "due_on": date(2026, 11, 24),
    "check": "  Dagelijks gebeld. ",
    "checked_by": "lokale_veld",
    "reading": (NO_CONTACT, VT_SPEAKS),
}


def test_who_does_it_by_when_and_how_it_is_checked_come_back_as_they_were_given(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition(**WHOLE))
    (kept,) = conditions_of(planned.director, planned.case_id)
    assert (kept.done_by, kept.due_on, kept.check, kept.checked_by, kept.reading) == (
        *("politie", date(2026, 11, 24), "Dagelijks gebeld.", "lokale_veld"),
        (NO_CONTACT, VT_SPEAKS),
    )
    assert (kept.arrived, kept.meeting_id, kept.former_ids) == (Arrival.LINK, planned.meeting_id, ())
    assert kept.invitation_id == planned.attendee("VT").invitation_id
    assert own_conditions(planned.as_guest("VT")) == (kept,)


def test_no_reading_is_something_else_than_no_checkable_agreement(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    hand_in(guest, a_condition("c1"))
    hand_in(guest, a_condition("c2", reading=()))
    assert [kept.reading for kept in own_conditions(guest)] == [None, ()]


def test_the_way_it_came_in_stays_also_when_it_is_changed_by_another(planned: PlannedCase) -> None:
    director, case_id, vt = planned.director, planned.case_id, planned.attendee("VT").invitation_id
    hand_in_for(director, case_id, vt, a_condition("c1"))
    hand_in(planned.as_guest("VT"), a_condition("c1", hard=True, seen_version=1))
    with director.act(Permission.FORM_SETTLE, case_id) as tx:
        assert keep_from_form(tx, vt, case_id, a_condition("c2")) == 1
    home = a_professional(director, "S. Kool", organisation="school", external=True)
    with director.database.reading() as session:
        from models.directory import Professional

        school = session.get_one(Professional, home).organisation_id
    record_condition(director, case_id, school, a_condition("c3"))
    assert [kept.arrived for kept in conditions_of(director, case_id)] == [
        *(Arrival.PHONE, Arrival.FORM, Arrival.PHONE)
    ]
    assert not planned.attendee("VT").owes_conditions


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"done_by": "P9"}, "done_by"),
        ({"done_by": "GGZ"}, "done_by"),
        ({"due_on": TODAY - timedelta(days=1)}, "due_on"),
        ({"check": "x" * 2001}, "check"),
        ({"checked_by": "P1"}, "checked_by"),
        ({"checked_by": "nobody"}, "checked_by"),
        ({"reading": (NO_CONTACT,) * (MOST_NORMS + 1)}, "reading"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    planned: PlannedCase, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(ConditionFieldWrong) as refused:
        hand_in(planned.as_guest("VT"), a_condition(**wrong))
    assert refused.value.fields["field"] == field
    assert own_conditions(planned.as_guest("VT")) == ()


def test_a_person_or_the_own_organisation_may_do_it_and_today_is_soon_enough(planned: PlannedCase) -> None:
    for number, who in enumerate(("P2", "VT", "")):
        hand_in(planned.as_guest("VT"), a_condition(f"c{number}", done_by=who, due_on=TODAY))
    assert [kept.done_by for kept in own_conditions(planned.as_guest("VT"))] == ["P2", "VT", ""]


def test_nobody_who_is_barred_is_given_anything_to_do(planned: PlannedCase, work_as) -> None:
    a_bar(work_as(Standing.SYSTEM), planned.case_id, BarKind.ORGANISATION, "lokale_veld")
    with pytest.raises(ConditionFieldWrong) as refused:
        hand_in(planned.as_guest("VT"), a_condition(done_by="lokale_veld"))
    assert refused.value.fields == {"field": "done_by", "reason": "unknown"}


def test_a_day_that_passed_since_does_not_stand_in_the_way_of_other_changes(
    planned: PlannedCase, clock: StillClock
) -> None:
    guest = planned.as_guest("VT")
    version = hand_in(guest, a_condition(due_on=TODAY, until=clock() + timedelta(hours=2)))
    clock.forward(days=1)
    same = a_condition(due_on=TODAY, until=clock() - timedelta(hours=22), text="Anders.", seen_version=version)
    assert hand_in(guest, same) == 2
    with pytest.raises(ConditionFieldWrong):
        hand_in(guest, replace(same, due_on=TODAY - timedelta(days=1), seen_version=2))


@pytest.mark.parametrize("change", [{name: value} for name, value in WHOLE.items()])
def test_a_second_writer_of_a_new_field_is_no_repeat(planned: PlannedCase, change: dict[str, object]) -> None:
    guest = planned.as_guest("VT")
    hand_in(guest, a_condition())
    with pytest.raises(ChangedMeanwhile):
        hand_in(guest, a_condition(**change))
    version = hand_in(guest, a_condition(**change, seen_version=1))
    assert hand_in(guest, a_condition(**change, seen_version=1)) == version == 2


def test_every_field_stands_in_what_is_kept_of_the_former(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    version = hand_in(guest, a_condition(text="Eerst.", if_not="Bel 112.", **WHOLE))
    hand_in(guest, a_condition(text="Daarna.", seen_version=version))
    (first,) = formers(planned, "c1")
    assert (first["text"], first["if_not"], first["done_by"], first["due_on"], first["check"]) == (
        *("Eerst.", "Bel 112.", "politie", "2026-11-24", "Dagelijks gebeld."),
    )
    assert [norm["act"] for norm in first["reading"]] == ["contact", "speak_with"]


def test_a_decision_that_changes_the_words_in_force_keeps_those_before(planned: PlannedCase) -> None:
    version = hand_in(planned.as_guest("VT"), a_condition())
    for decision, text in ((Decision.ACCEPT, ""), (Decision.CHANGE, "Zo dus."), (Decision.ACCEPT, "")):
        version = decide(planned.director, Decide(planned.case_id, "c1", version, decision, text))
    with planned.director.database.reading() as session:
        rows = session.exec(select(ConditionRevision).order_by(col(ConditionRevision.number))).all()
        vault = planned.director.database.vault
        kept = [
            (row.number, vault.unseal("condition_revision", row.id, "text_sealed", row.text_sealed)) for row in rows
        ]
    assert kept == [(2, "Vader heeft geen contact met moeder."), (3, "Zo dus.")]


def test_handed_in_again_after_it_was_taken_back_it_came_in_anew(planned: PlannedCase) -> None:
    guest, invitation_id = planned.as_guest("VT"), planned.attendee("VT").invitation_id
    take_back(guest, "c1", hand_in(guest, a_condition()))
    hand_in_for(planned.director, planned.case_id, invitation_id, a_condition(seen_version=2))
    assert own_conditions(guest)[0].arrived is Arrival.PHONE


def test_an_own_deadline_keeps_the_page_open_and_then_closes_it(planned: PlannedCase, clock: StillClock) -> None:
    from services.conditions.asking import ask
    from services.conditions.facts import AskConditions

    vt = planned.attendee("VT")
    later = DUE + timedelta(hours=3)
    ask(planned.director, AskConditions(planned.case_id, vt.invitation_id, vt.version, due_at=later))
    clock.moment = later - timedelta(seconds=1)
    assert hand_in(planned.as_guest("VT"), a_condition()) == 1


def formers(planned: PlannedCase, condition_id: str) -> list[dict]:
    vault = planned.director.database.vault
    with planned.director.database.reading() as session:
        rows = session.exec(
            select(ConditionRevision)
            .where(ConditionRevision.condition_id == condition_id)
            .order_by(col(ConditionRevision.number))
        ).all()
        return [
            json.loads(vault.unseal("condition_revision", row.id, "whole_sealed", row.whole_sealed)) for row in rows
        ]
