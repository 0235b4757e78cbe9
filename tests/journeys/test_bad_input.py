"""Bad input gets its own clear sentence in both languages; nothing is lost, nothing of what was typed is repeated.

Each trouble goes through the same services as the screens; the sentence is the one a person would read. The upload of
200 MB and the guesses over the network stand in `test_attacks`.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from models.terms import MeetingKind, PersonRole, Relation, Risk
from pages.frame.refusal import sentence
from pages.frame.sentences import SENTENCES
from services.access.rules import Standing
from services.cases.actions import open_case
from services.cases.orders import NewCase, NewPerson
from services.conditions.actions import hand_in
from services.conditions.queries import conditions_of
from services.demo.case_file import read
from services.errors import ServiceError
from services.meetings.actions import plan, reissue_link
from services.meetings.links import open_link
from services.meetings.queries import meetings_of
from services.plans.actions import adopt, record_action
from services.plans.orders import AdoptPlan, RecordAction
from services.relations.facts import VISITOR
from services.unit_of_work import Work
from services.wording import speak
from tests.planned import (
    PERSONS,
    PlannedCase,
    a_condition,
    a_director,
    a_planned_case,
    an_unplanned_case,
    plan_order,
    seats_of,
)

TYPED = "geheime tekst die nergens terugkomt"


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    return a_planned_case(work_as)


def told(refusal: ServiceError) -> tuple[str, str]:
    """The sentences in Dutch and English, checked for what every one of them must be."""
    dutch, english = sentence(refusal, speak("nl")), sentence(refusal, speak("en"))
    assert dutch != english
    assert english != SENTENCES["service.refused"], "only the general sentence"
    assert TYPED not in dutch + english + str(refusal)
    assert "{" not in dutch + english
    return dutch, english


def refused(act: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(ServiceError) as caught:
        act()
    return told(caught.value)


def test_a_case_file_that_is_no_yaml_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text(f"cases:\n  - code: H-01\n    title_safe: [{TYPED}\n")
    with pytest.raises(ServiceError) as caught:
        read(file)
    assert caught.value.fields["line"] >= 3
    assert TYPED not in str(caught.value)


def test_a_meeting_in_the_past_is_refused_and_nothing_is_planned(work_as: Callable[..., Work]) -> None:
    director, case_id = an_unplanned_case(work_as)
    seats = tuple(seats_of(director, case_id).values())
    yesterday = director.clock() - timedelta(days=1)
    order = plan_order(case_id, seats, starts_at=yesterday, conditions_due_at=yesterday)
    dutch, english = refused(lambda: plan(director, order))
    assert "verleden" in dutch
    assert "past" in english
    assert meetings_of(director, case_id) == ()


def test_a_meeting_without_a_required_partner_is_refused_and_the_partner_named(work_as: Callable[..., Work]) -> None:
    director, case_id = an_unplanned_case(work_as)
    some = tuple(seat for home, seat in seats_of(director, case_id).items() if home != "lokale_veld")
    dutch, english = refused(lambda: plan(director, plan_order(case_id, some, kind=MeetingKind.CASE_CONFERENCE)))
    assert "Lokaal veld" in dutch
    assert "Local field" in english
    assert meetings_of(director, case_id) == ()


def test_an_action_due_in_the_past_is_refused(planned: PlannedCase) -> None:
    director = planned.director
    order = RecordAction(planned.case_id, "a1", TYPED, "politie", director.clock() - timedelta(days=1), "partners")
    assert "verleden" in refused(lambda: record_action(director, order))[0]


def test_a_blocked_adoption_names_what_is_missing(planned: PlannedCase) -> None:
    dutch, english = refused(lambda: adopt(planned.director, AdoptPlan(planned.case_id)))
    assert "Uitkomst van de SASH" in dutch
    assert "Outcome of the SASH" in english


def test_an_expired_a_replaced_and_a_foreign_link_get_one_and_the_same_sentence(
    planned: PlannedCase, work_as: Callable[..., Work], clock: Callable[[], object]
) -> None:
    visitor = work_as(VISITOR)
    own, other = planned.key("VT"), planned.key("politie")
    foreign = type(own)(own.invitation_id, other.secret, own.code)
    first = refused(lambda: open_link(visitor, foreign))
    reissue_link(planned.director, planned.case_id, own.invitation_id)
    second = refused(lambda: open_link(visitor, own))
    fresh = planned.key("VT")
    clock.forward(days=9)
    third = refused(lambda: open_link(visitor, fresh))
    assert first == second == third


def test_a_wrong_code_counts_down_and_locks_at_the_fifth(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    visitor, key = work_as(VISITOR), planned.key("VT")
    wrong = type(key)(key.invitation_id, key.secret, "WRNGWRNG")
    said = [refused(lambda: open_link(visitor, wrong)) for _ in range(5)]
    assert [str(left) in dutch for left, (dutch, _) in zip((4, 3, 2, 1), said, strict=False)] == [True] * 4
    assert "geblokkeerd" in said[4][0]
    assert refused(lambda: open_link(visitor, key)) == said[4]


def test_a_condition_after_the_deadline_is_refused_and_what_was_in_stays(
    planned: PlannedCase, clock: Callable[[], object]
) -> None:
    guest = planned.as_guest("VT")
    hand_in(guest, a_condition("c1"))
    clock.forward(days=1, hours=8)
    dutch, _ = refused(lambda: hand_in(guest, a_condition("c2", text=TYPED)))
    assert "Bel de casusregisseur" in dutch
    assert [view.number for view in conditions_of(planned.director, planned.case_id)] == [1]


def test_a_code_name_that_names_a_person_is_refused_before_anything_is_kept(work_as: Callable[..., Work]) -> None:
    director = a_director(work_as)
    people = (NewPerson("P1", PersonRole.VICTIM, "Mevrouw Heggemus"), *PERSONS[1:])
    order = NewCase("T-1", "Zaak Heggemus", Risk.HIGH, Relation.EX_PARTNER, people)
    assert "codenaam" in refused(lambda: open_case(director, order))[0].lower()


def test_somebody_without_a_place_in_the_case_is_told_the_same_as_for_a_case_that_is_not_there(
    planned: PlannedCase, work_as: Callable[..., Work]
) -> None:
    stranger = work_as(Standing.CASE_DIRECTOR, account_id="x" * 32, session_id="y" * 32)
    there = refused(lambda: meetings_of(stranger, planned.case_id))
    assert there == refused(lambda: meetings_of(stranger, "0" * 32))
