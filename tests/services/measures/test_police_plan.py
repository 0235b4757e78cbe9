"""The police plan of approach is read by the investigation and by nobody else, wherever one looks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.measures import PolicePlanRow
from models.plan import PlanVersion
from services.access.rules import Permission, Standing
from services.cases.queries import case_facts
from services.documents.actions import issue
from services.documents.guarding.unpack import pieces
from services.documents.queries import audiences_of
from services.measures.orders import WritePolicePlan
from services.measures.police_plan import LONGEST, police_plan, write_police_plan
from services.measures.queries import police_plan_written_in, register
from services.measures.rules import MeasureFieldWrong
from services.network.queries import network_of
from services.plans.actions import adopt
from services.plans.orders import AdoptPlan
from services.plans.queries import case_state
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from services.wording import speak
from tests.planned import PlannedCase, a_director, a_holder, a_planned_case, explained, make_ready
from tests.services.cases.build import rows
from tests.services.measures.build import refused

WorkAs = Callable[..., Work]
CANARY = "Observatie donderdag, kanarie-zeven"


def write(planned: PlannedCase, text: str = CANARY, seen: int = 0, work: Work | None = None) -> int:
    return write_police_plan(work or planned.director, WritePolicePlan(planned.case_id, text, seen))


def test_every_wording_is_kept_with_its_number(planned: PlannedCase, clock) -> None:
    assert police_plan(planned.director, planned.case_id).wordings == ()
    assert write(planned, "Eerste.") == 1
    clock.forward(hours=1)
    assert write(planned, " Tweede. ", seen=1) == 2
    plan = police_plan(planned.director, planned.case_id)
    assert [(w.number, w.text, w.by) for w in plan.wordings] == [
        (2, "Tweede.", "I. Brandsma"),
        (1, "Eerste.", "I. Brandsma"),
    ]
    assert (plan.number, plan.text, plan.writes) == (2, "Tweede.", True)


def test_the_same_wording_twice_is_one_and_nobody_is_overwritten(planned: PlannedCase) -> None:
    assert [write(planned), write(planned)] == [1, 1]
    with pytest.raises(ChangedMeanwhile) as changed:
        write(planned, "Anders.", seen=0)
    assert changed.value.fields["version"] == 1
    assert police_plan(planned.director, planned.case_id).text == CANARY


def test_an_empty_or_endless_plan_is_refused_and_a_long_one_is_kept(planned: PlannedCase) -> None:
    assert refused(MeasureFieldWrong, lambda: write(planned, " \n")) == ("plan", "empty")
    assert refused(MeasureFieldWrong, lambda: write(planned, "x" * (LONGEST + 1))) == ("plan", "too_long")
    long = "\u202eمرحبا 🙂 " + "x" * (LONGEST - 20)
    write(planned, long)
    assert police_plan(planned.director, planned.case_id).text == long


def test_only_the_investigation_on_the_case_reads(planned: PlannedCase, work_as: WorkAs) -> None:
    write(planned)
    assert police_plan(a_holder(planned, work_as, "DR"), planned.case_id).text == CANARY
    assert not police_plan(a_holder(planned, work_as, "DR"), planned.case_id).writes
    stranger = a_director(work_as, "M. Vreemd")
    director_of_care = work_as(replace(planned.director.actor, organisation="VT"))
    for other in (
        a_holder(planned, work_as, "VT"),
        a_holder(planned, work_as, "lokale_veld"),
        stranger,
        director_of_care,
        planned.as_guest("DR"),
        work_as(Standing.ADMINISTRATOR, account_id="0" * 32, session_id="1" * 32, organisation="politie"),
        work_as(Standing.AUDITOR, account_id="2" * 32, session_id="3" * 32, organisation="politie"),
        work_as(Standing.SYSTEM),
    ):
        with pytest.raises(NotAllowed):
            police_plan(other, planned.case_id)
        with pytest.raises(NotAllowed):
            write(planned, "Anders.", 1, other)
    with pytest.raises(NotAllowed):
        write(planned, "Anders.", 1, a_holder(planned, work_as, "DR"))
    assert len(rows(planned.director, PolicePlanRow)) == 1


def test_the_screen_is_told_who_may_open_it(planned: PlannedCase, work_as: WorkAs) -> None:
    for work, reads, writes in (
        (planned.director, True, True),
        (a_holder(planned, work_as, "DR"), True, False),
        (a_holder(planned, work_as, "VT"), False, False),
        (work_as(replace(planned.director.actor, organisation="VT")), False, False),
    ):
        found = register(work, planned.case_id)
        assert (found.reads_police_plan, found.writes_police_plan) == (reads, writes)


def test_others_learn_only_that_there_is_one(planned: PlannedCase, work_as: WorkAs) -> None:
    other = a_planned_case(work_as, code="T-200")
    write(planned)
    with planned.director.read(Permission.CASE_READ, planned.case_id) as look:
        found = police_plan_written_in(look, [planned.case_id, other.case_id])
    assert found == {planned.case_id: date(2026, 11, 23), other.case_id: None}


def test_no_edition_and_no_look_at_the_case_holds_a_word_of_it(planned: PlannedCase, work_as: WorkAs) -> None:
    write(planned)
    make_ready(planned)
    adopt(planned.director, AdoptPlan(planned.case_id, explained(planned)))
    director, case_id = planned.director, planned.case_id
    looked = [
        str(case_state(director, case_id)),
        str(case_facts(director, case_id)),
        str(register(director, case_id)),
        str(network_of(director, case_id, speak("nl")).case),
        str(case_state(a_holder(planned, work_as, "DR"), case_id)),
    ]
    audiences = audiences_of(director, case_id)
    for audience in audiences:
        file = issue(director, case_id, audience)
        looked += [piece.text for piece in pieces(file.content)]
    assert len(audiences) >= 6
    assert len(looked) > 20
    assert [text for text in looked if "kanarie" in text.lower()] == []


def test_no_row_and_no_entry_of_the_log_holds_a_word_of_it(planned: PlannedCase) -> None:
    write(planned)
    police_plan(planned.director, planned.case_id)
    with planned.director.database.reading() as session:
        kept = [
            str(row.model_dump())
            for kind in (PolicePlanRow, AuditEntry, PlanVersion)
            for row in session.exec(select(kind))
        ]
        entries = session.exec(select(AuditEntry).where(AuditEntry.permission == "policeplan.write")).all()
    assert [entry.notes for entry in entries] == [{"number": 1}]
    assert [row for row in kept if "kanarie" in row.lower()] == []
