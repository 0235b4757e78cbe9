"""Who reads which conditions."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from models.terms import BarKind
from services.access.rules import Standing
from services.conditions.actions import decide, hand_in
from services.conditions.facts import Decide, Decision
from services.conditions.queries import conditions_of, own_conditions
from services.unit_of_work import NotAllowed, Work
from tests.planned import PlannedCase, a_condition, a_director
from tests.rows import a_bar


def test_a_guest_reads_own_conditions_only(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition("c1", text="Van VT."))
    hand_in(planned.as_guest("DR"), a_condition("c2", text="Van DR."))
    assert [c.text for c in own_conditions(planned.as_guest("VT"))] == ["Van VT."]
    with pytest.raises(NotAllowed):
        conditions_of(planned.as_guest("VT"), planned.case_id)


@pytest.mark.parametrize(
    ("organisation", "seen"),
    [
        ("politie", ["partners", "opsporing", "slachtoffer", "partner:VT"]),
        ("VHH", ["partners", "slachtoffer", "partner:VT"]),
    ],
)
def test_a_director_reads_what_the_tiers_of_the_own_organisation_allow(
    planned: PlannedCase, organisation: str, seen: list[str]
) -> None:
    for number, tier in enumerate(("partners", "opsporing", "slachtoffer", "partner:VT")):
        hand_in(planned.as_guest("VT"), a_condition(f"c{number}", tier=tier))
    director = planned.director.as_actor(replace(planned.director.actor, organisation=organisation))
    assert [c.tier for c in conditions_of(director, planned.case_id)] == seen


def test_a_member_reads_no_condition_meant_for_another_organisation(
    planned: PlannedCase, work_as: Callable[..., Work]
) -> None:
    for number, tier in enumerate(("partners", "partner:VT", "partner:DR")):
        hand_in(planned.as_guest(tier.partition(":")[2] or "VT"), a_condition(f"c{number}", tier=tier))
    holder = work_as(
        Standing.CASE_HOLDER,
        account_id="holder",
        professional_id=planned.as_guest("VT").actor.professional_id,
        organisation="VT",
    )
    assert [c.tier for c in conditions_of(holder, planned.case_id)] == ["partners", "partner:VT"]


def test_nobody_decides_on_what_they_may_not_read(planned: PlannedCase) -> None:
    version = hand_in(planned.as_guest("DR"), a_condition(tier="opsporing"))
    blind = planned.director.as_actor(replace(planned.director.actor, organisation="VHH"))
    with pytest.raises(NotAllowed):
        decide(blind, Decide(planned.case_id, "c1", version, Decision.ACCEPT))


def test_who_is_not_on_the_case_sees_nothing(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    hand_in(planned.as_guest("VT"), a_condition())
    strangers = (
        a_director(work_as, "M. Stranger"),
        work_as(Standing.ADMINISTRATOR, account_id="admin"),
        work_as(Standing.AUDITOR, account_id="auditor"),
        work_as(Standing.CASE_HOLDER, account_id="holder", professional_id="p", organisation="VT"),
        work_as(Standing.GUEST, invitation_id="unknown", organisation="VT"),
        work_as(Standing.VISITOR),
    )
    for stranger in strangers:
        with pytest.raises(NotAllowed):
            conditions_of(stranger, planned.case_id)
        with pytest.raises(NotAllowed):
            own_conditions(stranger)


def test_a_guest_who_was_barred_meanwhile_is_shut_out(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    guest = planned.as_guest("VT")
    hand_in(guest, a_condition())
    a_bar(work_as(Standing.SYSTEM), planned.case_id, BarKind.ORGANISATION, "VT")
    with pytest.raises(NotAllowed):
        own_conditions(guest)
    with pytest.raises(NotAllowed):
        hand_in(guest, a_condition("c2"))
    assert "VT" not in {a.organisation for a in planned.meeting.attendees}
