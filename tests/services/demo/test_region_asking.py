"""How far the half-way case of the fictional region is with its conditions: something to see of every kind."""

from models.terms import Arrival, FormStatus, Provenance
from services.cases.queries import my_cases
from services.conditions.asking import asked_of
from services.conditions.carrying import from_last_time_for
from services.conditions.confirming import set_of
from services.conditions.queries import conditions_of
from services.documents.forms.queries import forms_of
from services.documents.forms.taking_over import take_over
from services.plans.queries import case_state
from tests.practice import Region, loaded_region, region

__all__ = ["loaded_region", "region"]


def case_of(region: Region) -> str:
    return next(line.id for line in my_cases(region.work) if line.code == "M-02")


def test_one_has_longer_one_is_not_asked_and_the_form_of_one_waits(region: Region) -> None:
    found = {one.organisation: one for one in asked_of(region.work, case_of(region))}
    assert [one.organisation for one in found.values() if one.extended and one.owes] == ["OM"]
    assert [one.organisation for one in found.values() if not one.asked] == ["VHH"]
    assert {one.organisation: one.form for one in found.values() if one.form} == {"SHN": FormStatus.WAITING}


def test_what_was_handed_in_has_its_reading_and_one_says_who_does_it_and_who_checks(region: Region) -> None:
    views = conditions_of(region.work, case_of(region))
    assert all(view.reading for view in views if view.arrived is Arrival.LINK)
    (whole,) = (view for view in views if view.done_by and view.due_on and view.check and view.checked_by)
    assert whole.organisation == "lokale_veld"


def test_the_form_changes_one_row_of_what_stands_and_brings_a_new_condition(region: Region) -> None:
    case_id = case_of(region)
    (form,) = forms_of(region.work, case_id)
    changed, new = form.blocks
    assert (form.provenance, form.remarks) == (Provenance.INTACT, ())
    assert [row.key for row in changed.rows if row.form != row.now] == ["if_not"]
    assert (changed.condition_number > 0, new.condition_number) == (True, 0)
    assert not [row for block in form.blocks for row in block.rows if row.fault]
    take_over(region.work, case_id, form.id, new.key, form.version)
    assert [view.organisation for view in conditions_of(region.work, case_id) if view.arrived is Arrival.FORM] == [
        "SHN"
    ]


def test_the_leading_organisation_was_asked_and_something_stands_from_before(region: Region) -> None:
    case_id = case_of(region)
    meeting = case_state(region.work, case_id).meeting
    asked = set_of(region.work, case_id, meeting.id)
    assert (asked.lead, asked.asked_at is not None, asked.answer) == ("VHH", True, None)
    late = next(one for one in meeting.attendees if one.organisation == "OM")
    assert len(from_last_time_for(region.work, case_id, late.invitation_id)) == 1
