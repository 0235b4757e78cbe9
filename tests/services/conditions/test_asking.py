"""Of whom conditions are asked, until when, and how far everybody is."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from models.condition import IssuedForm, ReceivedForm
from models.meeting import Invitation
from models.terms import BarKind, FormStatus, Provenance
from services.access.rules import Permission, Standing
from services.cases.drafts import save_draft
from services.conditions.actions import hand_in, nothing_to_add, take_back
from services.conditions.asking import ask, asked_in, asked_of
from services.conditions.facts import AskConditions, Asked
from services.conditions.rules import ExtensionWrong
from services.meetings.answers import give_information
from services.meetings.queries import guest_meeting
from services.meetings.rules import MeetingOver
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.conftest import StillClock
from tests.planned import DUE, HOMES, STARTS, PlannedCase, a_condition, a_holder, a_planned_case
from tests.rows import a_bar
from tests.statements import statements

LATER = DUE + timedelta(hours=2)


def line(planned: PlannedCase, organisation: str) -> Asked:
    return next(one for one in asked_of(planned.director, planned.case_id) if one.organisation == organisation)


def settle(planned: PlannedCase, organisation: str = "VT", **changes: object) -> int:
    there = planned.attendee(organisation)
    order = {"seen_version": there.version} | changes
    return ask(planned.director, AskConditions(planned.case_id, there.invitation_id, **order))


def a_form_of(planned: PlannedCase, organisation: str, status: FormStatus, minutes: int = 0) -> str:
    invitation_id = planned.attendee(organisation).invitation_id
    with planned.director.upkeep() as tx:
        row = ReceivedForm(
            id=tx.chance.id(),
            case_id=planned.case_id,
            invitation_id=invitation_id,
            status=status,
            provenance=Provenance.INTACT,
            sha256=tx.chance.id(),
            read_sealed="",
            received_at=tx.now + timedelta(minutes=minutes),
            received_by="x",
        )
        tx.add(row)
        return row.id


def test_at_first_everybody_owes_until_the_deadline_of_the_meeting(planned: PlannedCase) -> None:
    asked = asked_of(planned.director, planned.case_id)
    assert sorted(one.organisation for one in asked) == sorted(HOMES)
    assert {(one.asked, one.due_at, one.extended, one.owes, one.writing, one.handed_in, one.form) for one in asked} == {
        (True, DUE, False, True, False, 0, None)
    }


def test_each_way_of_answering_ends_what_is_owed_the_same_for_list_and_meeting(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition("c1"))
    hand_in(planned.as_guest("VT"), a_condition("c2"))
    nothing_to_add(planned.as_guest("politie"))
    give_information(planned.as_guest("DR"), "Wij weten van niets.")
    assert [one.organisation for one in asked_of(planned.director, planned.case_id) if one.owes] == ["lokale_veld"]
    assert [one.organisation for one in planned.meeting.owing] == ["lokale_veld"]
    form_id = a_form_of(planned, "lokale_veld", FormStatus.WAITING)
    assert (line(planned, "lokale_veld").form, line(planned, "lokale_veld").form_id) == (FormStatus.WAITING, form_id)
    assert not line(planned, "lokale_veld").owes and planned.meeting.owing == ()
    assert (line(planned, "VT").handed_in, line(planned, "politie").nothing_to_add) == (2, True)


def test_what_was_taken_back_is_owed_again(planned: PlannedCase) -> None:
    take_back(planned.as_guest("VT"), "c1", hand_in(planned.as_guest("VT"), a_condition()))
    assert line(planned, "VT").owes and planned.attendee("VT").owes_conditions


def test_the_latest_form_counts_and_a_form_that_was_made_shows(planned: PlannedCase) -> None:
    a_form_of(planned, "VT", FormStatus.SETTLED)
    last = a_form_of(planned, "VT", FormStatus.SET_APART, minutes=1)
    there = planned.attendee("VT")
    with planned.director.upkeep() as tx:
        organisation_id = tx.session.get_one(Invitation, there.invitation_id).organisation_id
        tx.add(
            IssuedForm(
                id=tx.chance.id(),
                case_id=planned.case_id,
                meeting_id=planned.meeting_id,
                invitation_id=there.invitation_id,
                organisation_id=organisation_id,
                code="F-1",
                language="nl",
                due_at=DUE,
                issued_to="x",
                issued_at=tx.now,
            )
        )
    assert (line(planned, "VT").form, line(planned, "VT").form_id) == (FormStatus.SET_APART, last)
    assert (line(planned, "VT").form_sent, line(planned, "DR").form_sent) == (True, False)


def test_who_is_writing_shows_but_not_what_and_information_is_no_condition(planned: PlannedCase) -> None:
    save_draft(planned.as_guest("VT"), "condition.new", {"text": "half"}, case_id=planned.case_id)
    save_draft(planned.as_guest("DR"), "information", {"text": "half"}, case_id=planned.case_id)
    assert (line(planned, "VT").writing, line(planned, "DR").writing) == (True, False)
    assert line(planned, "VT").owes


def test_who_is_not_asked_owes_nothing_and_may_still_hand_in(planned: PlannedCase) -> None:
    settle(planned, asked=False)
    assert (line(planned, "VT").asked, line(planned, "VT").owes) == (False, False)
    assert "VT" not in [one.organisation for one in planned.meeting.owing]
    guest = planned.as_guest("VT")
    assert not guest_meeting(guest).conditions_asked
    assert hand_in(guest, a_condition()) == 1


def test_an_own_deadline_is_what_the_guest_is_told(planned: PlannedCase, clock: StillClock) -> None:
    settle(planned, due_at=LATER)
    told = guest_meeting(planned.as_guest("VT"))
    assert (told.conditions_due_at, told.extended) == (LATER, True)
    assert (line(planned, "VT").due_at, line(planned, "VT").extended) == (LATER, True)
    assert guest_meeting(planned.as_guest("DR")).conditions_due_at == DUE
    clock.moment = DUE
    assert guest_meeting(planned.as_guest("VT")).open and not guest_meeting(planned.as_guest("DR")).open
    clock.moment = LATER
    assert not guest_meeting(planned.as_guest("VT")).open


@pytest.mark.parametrize("own", [DUE, DUE - timedelta(hours=1), STARTS + timedelta(seconds=1)])
def test_an_own_deadline_is_later_than_the_others_and_before_the_meeting(planned: PlannedCase, own) -> None:
    with pytest.raises(ExtensionWrong):
        settle(planned, due_at=own)
    assert settle(planned, due_at=STARTS) == 2


def test_twice_is_once_and_who_saw_another_version_is_told(planned: PlannedCase) -> None:
    seen = planned.attendee("VT").version
    assert [settle(planned, due_at=LATER, seen_version=seen) for _ in range(2)] == [seen + 1] * 2
    with pytest.raises(ChangedMeanwhile):
        settle(planned, asked=False, seen_version=seen)
    assert settle(planned) == seen + 2 and not line(planned, "VT").extended


def test_once_the_meeting_began_nothing_is_settled_any_more(planned: PlannedCase, clock: StillClock) -> None:
    clock.moment = STARTS
    with pytest.raises(MeetingOver):
        settle(planned, asked=False)


def test_only_the_cases_director_settles_what_is_asked(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    there, other = planned.attendee("VT"), a_planned_case(work_as, code="T-200")
    order = AskConditions(planned.case_id, there.invitation_id, there.version, asked=False)
    for who in (planned.as_guest("VT"), a_holder(planned, work_as, "VT"), other.director):
        with pytest.raises(NotAllowed):
            ask(who, order)
    with pytest.raises(NotAllowed):
        ask(other.director, AskConditions(other.case_id, there.invitation_id, there.version, asked=False))
    assert line(planned, "VT").asked


def test_whoever_is_barred_is_in_no_list(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    a_bar(work_as(Standing.SYSTEM), planned.case_id, BarKind.ORGANISATION, "lokale_veld")
    assert "lokale_veld" not in [one.organisation for one in asked_of(planned.director, planned.case_id)]


def test_nobody_looks_at_a_meeting_of_another_case(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    other = a_planned_case(work_as, code="T-200")
    with planned.director.read(Permission.CONDITION_READ, planned.case_id) as look, pytest.raises(NotAllowed):
        asked_in(look, planned.case_id, other.meeting_id)
    with pytest.raises(NotAllowed):
        asked_of(planned.as_guest("VT"), planned.case_id)


def test_the_number_of_questions_to_the_database_does_not_grow_with_the_attendees(
    work_as: Callable[..., Work],
) -> None:
    counts = []
    for code, homes in (
        ("T-300", ("VT", "politie", "lokale_veld")),
        ("T-400", (*HOMES, "RvdK", "RN", "OM", "SHN", "GGZ")),
    ):
        planned = a_planned_case(work_as, homes, code)
        asked_of(planned.director, planned.case_id)
        with statements(planned.director.database) as seen:
            assert len(asked_of(planned.director, planned.case_id)) == len(homes)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 20
