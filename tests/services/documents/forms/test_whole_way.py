"""The whole way of the Word form: made, filled in as Word does, handed in, taken over; the result is the link's."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from models.terms import Arrival, ConditionKind, FormStatus, Modality, Provenance
from services.conditions.actions import hand_in
from services.conditions.facts import ConditionView, HandIn
from services.conditions.queries import conditions_of
from services.documents.forms.issuing import issue_form, issue_own_form
from services.documents.forms.queries import forms_of
from services.documents.forms.receiving import receive_form, receive_own_form
from services.documents.forms.taking_over import take_over
from services.scheduling.facts import LOCAL
from services.unit_of_work import Work
from services.vocabulary.proposing import begun
from services.vocabulary.queries import vocabulary
from services.wording import speak
from services.wording.labels import label, organisation_label
from tests.planned import HOMES, PlannedCase, a_condition, a_planned_case
from tests.word_filling import filled

SAY = speak("nl")


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    return a_planned_case(work_as)


def take_all(planned: PlannedCase) -> None:
    """One click per block."""
    while waiting := [
        form for form in forms_of(planned.director, planned.case_id) if form.status is FormStatus.WAITING
    ]:
        form = waiting[0]
        block = next(block for block in form.blocks if block.answer is None and block.changes)
        take_over(
            planned.director,
            planned.case_id,
            form.id,
            block.key,
            form.version,
            condition_version=block.condition_version,
        )


def same(view: ConditionView) -> ConditionView:
    """All of it but its ids and the way it came in."""
    return replace(view, id="", invitation_id="", meeting_id="", arrived=None)


def wished() -> tuple[HandIn, ...]:
    until = datetime(2026, 11, 27, 12, 0, tzinfo=LOCAL)
    contact = begun(
        vocabulary(), "contact", Modality.MUST_NOT, subject="P2", protects=("P1", "P3"), organisation="VT", until=until
    )
    return (
        a_condition(
            "l1",
            hard=True,
            subject_ref="P2",
            protects=("P1", "P3"),
            until=until,
            if_not="Bel 112.\nEn daarna de wijkagent.",
            reading=(contact,),
        ),
        a_condition(
            "l2",
            kind=ConditionKind.DIGITAL,
            text="Telefoon nakijken.",
            tier="slachtoffer",
            done_by="DR",
            due_on=date(2026, 11, 26),
        ),
        a_condition("l3", kind=ConditionKind.OTHER, text="Wekelijks bellen.", check="Belverslag", checked_by="VT"),
    )


def answers() -> dict[str, str | bool]:
    """What whoever fills the form in chooses and types for the same."""
    contact = vocabulary().acts["contact"].nl
    return {
        "name": "A. Bakker",
        "c1.kind": label(SAY, ConditionKind.CONTACT),
        "c1.subject": "De heer D.",
        "c1.protects.P1": True,
        "c1.protects.P3": True,
        "c1.text": "Vader heeft geen contact met moeder.",
        "c1.hard": SAY("Must hold"),
        "c1.modality": label(SAY, Modality.MUST_NOT),
        "c1.act": contact,
        "c1.until": "27-11-2026",
        "c1.until_time": "12.00",
        "c1.if_not": "Bel 112.\nEn daarna de wijkagent.",
        "c2.kind": label(SAY, ConditionKind.DIGITAL),
        "c2.protects.P1": True,
        "c2.text": "Telefoon nakijken.",
        "c2.hard": SAY("Wish"),
        "c2.done_by": organisation_label(SAY, "DR"),
        "c2.due_on": "26-11-2026",
        "c2.tier": SAY("Everybody at the meeting, and also the victim"),
        "c3.kind": label(SAY, ConditionKind.OTHER),
        "c3.protects.P1": True,
        "c3.text": "Wekelijks bellen.",
        "c3.hard": SAY("Wish"),
        "c3.check": "Belverslag",
        "c3.checked_by": organisation_label(SAY, "VT"),
        "true": True,
    }


def test_three_conditions_by_form_are_the_three_by_link(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    by_link, guest = a_planned_case(work_as, HOMES, "T-200"), planned.as_guest("VT")
    for order in wished():
        hand_in(by_link.as_guest("VT"), order)
    file = issue_own_form(guest)
    receipt = receive_own_form(guest, filled(file.content, answers()))
    assert (receipt.status, receipt.provenance, receipt.blocks) == (FormStatus.WAITING, Provenance.INTACT, 3)
    take_all(planned)
    mine = conditions_of(planned.director, planned.case_id)
    assert [same(view) for view in mine] == [same(view) for view in conditions_of(by_link.director, by_link.case_id)]
    assert {view.arrived for view in mine} == {Arrival.FORM}


def test_what_stands_is_printed_and_changed_in_the_form_from_a_mail(planned: PlannedCase) -> None:
    first, *_ = wished()
    hand_in(planned.as_guest("VT"), first)
    file = issue_form(planned.director, planned.case_id, planned.attendee("VT").invitation_id)
    untouched = receive_form(planned.director, planned.case_id, file.content)
    assert untouched.status is FormStatus.SETTLED
    receive_form(planned.director, planned.case_id, filled(file.content, {"c1.text": "Geen enkel contact."}))
    form = next(form for form in forms_of(planned.director, planned.case_id) if form.status is FormStatus.WAITING)
    assert [row.key for row in form.blocks[0].rows if row.form != row.now] == ["text"]
    take_all(planned)
    (view,) = conditions_of(planned.director, planned.case_id)
    assert (view.text, view.version, view.reading) == ("Geen enkel contact.", 2, first.reading)
