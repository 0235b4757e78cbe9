"""Adopting freezes what stands: numbers without gaps, versions that never change, and only open points explained."""

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace

import pytest
from sqlmodel import col, select

from models.audit import AuditEntry
from models.plan import PlanVersion
from models.terms import BarKind, PlanStatus, Risk
from services.access.rules import Permission
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import edit_core
from services.cases.orders import EditCore
from services.cases.queries import case_facts
from services.plans.actions import adopt, record_action, take_out
from services.plans.facts import PlanContent, PlanOpenPoint
from services.plans.orders import AdoptPlan
from services.plans.queries import CONTENT, case_state, content_in, versions_in
from services.plans.rules import AdoptionBlocked, State
from services.plans.written.rules import PlanTextWrong
from services.unit_of_work import NotAllowed, Work
from tests.planned import PlannedCase, a_director, a_holder, a_planned_case, an_action, explained


def adopted(planned: PlannedCase, version_id: str = "") -> int:
    return adopt(planned.director, AdoptPlan(planned.case_id, explained(planned), version_id))


def content(planned: PlannedCase, number: int | None = None) -> PlanContent:
    with planned.director.read(Permission.PLAN_READ, planned.case_id) as look:
        found = content_in(look, planned.case_id, number)
    assert found is not None
    return found[1]


def versions(planned: PlannedCase) -> list[PlanVersion]:
    with planned.director.database.reading() as session:
        return list(session.exec(select(PlanVersion).order_by(col(PlanVersion.number))).all())


def frozen(planned: PlannedCase, number: int) -> bytes:
    """The stored bytes behind a version."""
    row = versions(planned)[number - 1]
    vault = planned.director.database.vault
    return vault.unseal("plan_version", row.id, "content_sealed", row.content_sealed).encode()


def test_a_blocked_adoption_names_all_that_is_missing_and_keeps_nothing(planned: PlannedCase) -> None:
    with pytest.raises(AdoptionBlocked) as refused:
        adopt(planned.director, AdoptPlan(planned.case_id))
    missing = refused.value.fields["missing"]
    assert set(missing) >= {"sash", "review", "received", "actions", "weighing:EM", "seat:CCB"}
    assert versions(planned) == []


def test_words_on_a_point_that_cannot_be_explained_change_nothing(planned: PlannedCase) -> None:
    everything = dict.fromkeys((check.key for check in case_state(planned.director, planned.case_id).checks), "Komt.")
    with pytest.raises(AdoptionBlocked) as refused:
        adopt(planned.director, AdoptPlan(planned.case_id, everything))
    missing = set(refused.value.fields["missing"])
    assert {"sash", "review", "received", "actions", "weighing:EM"} <= missing
    assert "seat:CCB" not in missing


def test_spaces_are_no_explanation(ready: PlannedCase) -> None:
    with pytest.raises(AdoptionBlocked):
        adopt(ready.director, AdoptPlan(ready.case_id, dict.fromkeys(explained(ready), "  \n")))


def test_explained_points_stand_in_the_version(ready: PlannedCase) -> None:
    assert adopted(ready) == 1
    keys = set(explained(ready))
    assert "seat:CCB" in keys
    assert {(point.key, point.reason) for point in content(ready).open_points} == {
        (k, "Volgt deze week.") for k in keys
    }


def test_why_a_point_stays_open_is_for_who_was_chosen_and_for_partners_else(ready: PlannedCase) -> None:
    order = AdoptPlan(ready.case_id, explained(ready), readers={"seat:CCB": "slachtoffer"})
    with pytest.raises(PlanTextWrong):
        adopt(ready.director, order)
    adopt(ready.director, replace(order, readers={"seat:CCB": "opsporing"}))
    tiers = {point.key: point.tier for point in content(ready).open_points}
    assert tiers == dict.fromkeys(explained(ready), "partners") | {"seat:CCB": "opsporing"}


def test_words_on_what_is_not_open_stay_out_of_the_version(ready: PlannedCase) -> None:
    said = explained(ready) | {"sash": "Oud woord.", "seat:politie": "Oud woord.", "no such check": "Oud woord."}
    adopt(ready.director, AdoptPlan(ready.case_id, said))
    assert "Oud woord." not in frozen(ready, 1).decode()
    assert all(isinstance(point, PlanOpenPoint) for point in content(ready).open_points)


def test_a_second_version_supersedes_the_first_which_stays_byte_for_byte(ready: PlannedCase) -> None:
    adopted(ready)
    before, sealed = frozen(ready, 1), versions(ready)[0].content_sealed
    record_action(ready.director, an_action(ready.case_id, "a2", what="Later bedacht."))
    take_out(ready.director, ready.case_id, "a2", 1)
    record_action(ready.director, an_action(ready.case_id, "a3", what="Toch dit."))
    assert adopted(ready) == 2
    first, second = versions(ready)
    assert (first.status, second.status) == (PlanStatus.SUPERSEDED, PlanStatus.ADOPTED)
    assert (frozen(ready, 1), first.content_sealed) == (before, sealed)
    assert [action.what for action in content(ready, 1).actions] == ["Bellen met de school."]
    assert [action.what for action in content(ready).actions] == ["Bellen met de school.", "Toch dit."]
    with ready.director.read(Permission.PLAN_READ, ready.case_id) as look:
        assert [line.number for line in versions_in(look, ready.case_id)] == [2, 1]
        assert content_in(look, ready.case_id, 3) is None


@pytest.mark.parametrize(
    ("risk", "status"), [(Risk.MEDIUM, PlanStatus.ADOPTED), (Risk.LOW, PlanStatus.SUPERSEDED)], ids=str
)
def test_a_plan_is_superseded_when_the_risk_takes_the_case_to_the_other_lane(
    ready: PlannedCase, risk: Risk, status: PlanStatus
) -> None:
    adopted(ready)
    before = frozen(ready, 1)
    facts = case_facts(ready.director, ready.case_id)
    assert facts.risk is Risk.HIGH
    kept = {field.name: getattr(facts, field.name) for field in fields(EditCore) if hasattr(facts, field.name)}
    edit_core(ready.director, EditCore(case_id=ready.case_id, **(kept | {"risk": risk})))
    assert [version.status for version in versions(ready)] == [status]
    assert frozen(ready, 1) == before, "and stays readable"


def test_the_hash_is_that_of_the_frozen_text_and_stands_in_the_log(ready: PlannedCase) -> None:
    adopted(ready)
    digest = hashlib.sha256(frozen(ready, 1)).hexdigest()
    assert versions(ready)[0].content_sha256 == digest
    with ready.director.database.reading() as session:
        entry = session.exec(
            select(AuditEntry).where(AuditEntry.permission == "plan.adopt").order_by(col(AuditEntry.seq).desc())
        ).first()
    assert entry is not None
    assert digest in str(entry.notes)


def test_the_frozen_text_reads_back_as_it_was(ready: PlannedCase) -> None:
    adopted(ready)
    assert CONTENT.dump_json(CONTENT.validate_json(frozen(ready, 1))) == frozen(ready, 1)


def test_nothing_of_a_later_change_leaks_into_what_was_adopted(ready: PlannedCase) -> None:
    adopted(ready)
    before = content(ready)
    record_action(ready.director, an_action(ready.case_id, what="Anders.", condition_ids=("c1",), seen_version=1))
    bar(ready.director, ready.case_id, NewBar(BarKind.ORGANISATION, "lokale_veld"))
    assert content(ready, 1) == before


def test_a_plan_lies_sealed(ready: PlannedCase) -> None:
    adopted(ready)
    assert not [word for word in ("school", "Mevrouw", "Deelnemer") if word in str(versions(ready)[0].model_dump())]


def test_a_second_click_adopts_nothing_twice(ready: PlannedCase) -> None:
    assert [adopted(ready, "v" * 32) for _ in range(3)] == [1, 1, 1]
    assert [row.number for row in versions(ready)] == [1]
    assert adopted(ready, "w" * 32) == 2


def test_a_version_of_another_case_is_not_told_of(ready: PlannedCase, work_as: Callable[..., Work]) -> None:
    other = a_planned_case(work_as, code="T-200")
    adopted(ready, "v" * 32)
    with pytest.raises(NotAllowed):
        adopt(other.director, AdoptPlan(other.case_id, {}, "v" * 32))


def test_two_who_adopt_at_the_same_moment_get_two_numbers(ready: PlannedCase) -> None:
    said = explained(ready)
    with ThreadPoolExecutor(4) as together:
        numbers = list(together.map(lambda _: adopt(ready.director, AdoptPlan(ready.case_id, said)), range(4)))
    assert sorted(numbers) == [1, 2, 3, 4]
    rows = versions(ready)
    assert [row.number for row in rows] == [1, 2, 3, 4]
    assert [row.status for row in rows].count(PlanStatus.ADOPTED) == 1
    assert rows[-1].status is PlanStatus.ADOPTED


def test_one_click_that_arrives_twice_at_once_adopts_once(ready: PlannedCase) -> None:
    said = explained(ready)
    order = AdoptPlan(ready.case_id, said, "v" * 32)
    with ThreadPoolExecutor(2) as together:
        assert list(together.map(lambda _: adopt(ready.director, order), range(2))) == [1, 1]


def test_only_who_directs_the_case_adopts(ready: PlannedCase, work_as: Callable[..., Work]) -> None:
    order = AdoptPlan(ready.case_id, explained(ready))
    for other in (a_director(work_as, "M. Vreemd"), a_holder(ready, work_as, "VT"), ready.as_guest("VT")):
        with pytest.raises(NotAllowed):
            adopt(other, order)
    assert versions(ready) == []


def test_everything_is_ready_but_what_was_explained(ready: PlannedCase) -> None:
    checks = case_state(ready.director, ready.case_id).checks
    open_keys = {check.key for check in checks if check.blocking and check.state is not State.READY}
    assert open_keys == set(explained(ready))
