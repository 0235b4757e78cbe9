"""Measures are weighed and extended by who directs; what was weighed before stays, and only its readers see it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlmodel import select

from models.audit import AuditEntry
from models.events import CourtOrderRow
from models.measures import WeighingRow
from models.terms import CaseStatus, CourtOrderKind, Known, Measure, MeasureOutcome
from services.access.rules import Permission
from services.cases.queries import case_facts
from services.measures.actions import agree_stop_talk, extend, weigh
from services.measures.facts import Ending
from services.measures.orders import AgreeStopTalk, ExtendMeasure
from services.measures.queries import expiring_in, register
from services.measures.rules import MeasureFieldWrong, MeasureRefused
from services.relations.queries import CaseClosed
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.planned import PlannedCase, a_director, a_holder, a_planned_case
from tests.services.cases.build import rows
from tests.services.measures.build import DAY, TODAY, behaviour_order, refused, set_facts, weighing_order

WorkAs = Callable[..., Work]


def standing(planned: PlannedCase, work: Work | None = None):
    return case_facts(work or planned.director, planned.case_id).weighings


def longer(planned: PlannedCase, **about: object) -> ExtendMeasure:
    (now,) = standing(planned)
    fields = {"until": now.valid_until + 90 * DAY, "reason": "Blijft nodig.", "prosecution_started": True}
    return ExtendMeasure(planned.case_id, now.id, **(fields | about))


def test_a_refused_weighing_leaves_nothing(planned: PlannedCase) -> None:
    wrong = weighing_order(planned.case_id, reason=" ")
    assert refused(MeasureFieldWrong, lambda: weigh(planned.director, wrong)) == ("reason", "empty")
    set_facts(planned.director, planned.case_id, serious_grounds=Known.UNKNOWN)
    without = behaviour_order(planned.case_id)
    assert refused(MeasureRefused, lambda: weigh(planned.director, without)) == ("serious_grounds",)
    assert rows(planned.director, WeighingRow) == []


def test_weighing_again_takes_the_place_for_that_organisation_only_and_keeps_what_was(planned: PlannedCase) -> None:
    first = weighing_order(planned.case_id)
    for each in (first, replace(first, organisation="politie"), replace(first, outcome=MeasureOutcome.APPLIED)):
        weigh(planned.director, each)
    held = {(w.organisation, w.outcome) for w in standing(planned)}
    assert held == {("OM", MeasureOutcome.APPLIED), ("politie", MeasureOutcome.POSTPONED)}
    entries = {entry.now.weighing.organisation: entry for entry in register(planned.director, planned.case_id).entries}
    (before,) = entries["OM"].earlier
    assert (before.weighing.outcome, before.weighing.reason) == (MeasureOutcome.POSTPONED, "Eerst horen.")
    assert before.replaced_at == planned.director.clock()
    assert entries["OM"].now.by == "I. Brandsma"
    assert entries["politie"].earlier == ()


def test_nothing_is_weighed_extended_or_agreed_in_a_closed_case(planned: PlannedCase) -> None:
    weigh(planned.director, behaviour_order(planned.case_id))
    order = longer(planned)
    set_facts(planned.director, planned.case_id, status=CaseStatus.CLOSED)
    for act in (
        lambda: weigh(planned.director, weighing_order(planned.case_id)),
        lambda: extend(planned.director, order),
        lambda: agree_stop_talk(planned.director, AgreeStopTalk(planned.case_id, TODAY)),
    ):
        with pytest.raises(CaseClosed):
            act()
    set_facts(planned.director, planned.case_id, status=CaseStatus.PREPARING)
    weigh(planned.director, weighing_order(planned.case_id))


def test_the_same_weighing_twice_changes_nothing(planned: PlannedCase) -> None:
    for _ in range(2):
        weigh(planned.director, behaviour_order(planned.case_id, handover_to="VT", handover="Wijkteam belt. 🙂"))
    (row,) = rows(planned.director, WeighingRow)
    assert row.version == 1
    (now,) = standing(planned)
    assert (now.handover_to, now.handover) == ("VT", "Wijkteam belt. 🙂")


def test_whoever_saw_another_weighing_standing_overwrites_nothing(planned: PlannedCase) -> None:
    weigh(planned.director, weighing_order(planned.case_id, seen=""))
    (now,) = standing(planned)
    other = weighing_order(planned.case_id, reason="Toch anders.")
    for seen in ("", "0" * 32):
        with pytest.raises(ChangedMeanwhile):
            weigh(planned.director, replace(other, seen=seen))
    weigh(planned.director, replace(other, seen=now.id))
    assert [w.reason for w in standing(planned)] == ["Toch anders."]


def test_a_weighing_that_one_may_not_read_is_as_if_it_were_not_there(planned: PlannedCase, work_as: WorkAs) -> None:
    weigh(planned.director, weighing_order(planned.case_id, tier="opsporing", weigh_again_on=TODAY + DAY))
    for organisation, seen in (("DR", 1), ("VT", 0)):
        holder = a_holder(planned, work_as, organisation)
        assert len(standing(planned, holder)) == seen
        found = register(holder, planned.case_id)
        assert (len(found.entries), len(found.expiring)) == (seen, seen)
        with holder.read(Permission.CASE_READ, planned.case_id) as look:
            assert len(expiring_in(look, [planned.case_id], TODAY)) == seen
    weigh(planned.director, weighing_order(planned.case_id, reason="Openbaar."))
    (entry,) = register(a_holder(planned, work_as, "VT"), planned.case_id).entries
    assert (entry.now.weighing.reason, entry.earlier) == ("Openbaar.", ())


def test_a_behaviour_order_is_extended_three_times_and_each_step_stays_readable(planned: PlannedCase, clock) -> None:
    weigh(planned.director, behaviour_order(planned.case_id))
    for _ in range(3):
        clock.forward(days=80)
        extend(planned.director, longer(planned))
    (now,) = standing(planned)
    assert (now.extensions, now.valid_until) == (3, TODAY + 360 * DAY)
    assert refused(MeasureRefused, lambda: extend(planned.director, longer(planned))) == ("no_extension_left",)
    (entry,) = register(planned.director, planned.case_id).entries
    assert [e.weighing.extensions for e in entry.earlier] == [2, 1, 0]
    corrected = behaviour_order(planned.case_id, days=360, handover_to="VT")
    weigh(planned.director, corrected)
    assert [(w.extensions, w.handover_to) for w in standing(planned)] == [(3, "VT")]


def test_an_extension_is_of_what_stands_now_in_this_case_by_who_directs(planned: PlannedCase, work_as: WorkAs) -> None:
    weigh(planned.director, behaviour_order(planned.case_id))
    order = longer(planned)
    for other in (a_holder(planned, work_as, "DR"), a_director(work_as, "M. Vreemd")):
        for act in (lambda o=other: extend(o, order), lambda o=other: weigh(o, behaviour_order(planned.case_id))):
            with pytest.raises(NotAllowed):
                act()
    elsewhere = a_planned_case(work_as, code="T-200")
    for stranger in (replace(order, case_id=elsewhere.case_id), replace(order, weighing_id="f" * 32)):
        with pytest.raises(NotAllowed):
            extend(elsewhere.director if stranger.case_id != order.case_id else planned.director, stranger)
    extend(planned.director, order)
    with pytest.raises(ChangedMeanwhile):
        extend(planned.director, order)
    assert len(rows(planned.director, WeighingRow)) == 2


def test_the_calendar_of_many_cases_costs_two_queries(planned: PlannedCase, work_as: WorkAs) -> None:
    others = [a_planned_case(work_as, code=f"T-{n}") for n in range(300, 303)]
    for one in (planned, *others):
        set_facts(one.director, one.case_id, serious_grounds=Known.YES)
        weigh(one.director, behaviour_order(one.case_id, days=12))
    with planned.director.upkeep() as tx:
        tx.add(
            CourtOrderRow(
                id="o" * 32,
                case_id=planned.case_id,
                kind=CourtOrderKind.LOCATION_BAN,
                given_by="Rechtbank",
                until_on=TODAY + 3 * DAY,
            )
        )
    ids = [one.case_id for one in (planned, *others)]
    counted: list[str] = []
    with planned.director.read(Permission.CASE_READ, planned.case_id, screen="x") as look:
        event.listen(look.session.get_bind(), "before_cursor_execute", lambda *a: counted.append(a[2]))
        found = expiring_in(look, [*ids, "f" * 32], TODAY)
    assert len([statement for statement in counted if statement.lstrip().upper().startswith("SELECT")]) == 2
    assert set(found) == set(ids)
    assert [e.what for e in found[planned.case_id]] == [Ending.COURT_ORDER, Ending.MEASURE]
    assert all(e.handover_missing for expiries in found.values() for e in expiries if e.what is Ending.MEASURE)


def test_reasons_and_handovers_lie_sealed_and_the_log_has_none(planned: PlannedCase) -> None:
    secret = "Kwikstaart"
    weigh(planned.director, behaviour_order(planned.case_id, reason=secret, handover=secret, handover_to="VT"))
    extend(planned.director, longer(planned, reason=secret))
    with planned.director.database.reading() as session:
        kept = [str(row.model_dump()) for kind in (WeighingRow, AuditEntry) for row in session.exec(select(kind))]
    assert kept
    assert [row for row in kept if secret in row] == []


def test_impossible_terms_and_long_texts_are_refused_and_nothing_is_lost(planned: PlannedCase) -> None:
    weigh(planned.director, behaviour_order(planned.case_id))
    before = standing(planned)
    for wrong in (
        behaviour_order(planned.case_id, reason="x" * 100_000),
        behaviour_order(planned.case_id, valid_until=TODAY.replace(year=9999)),
        behaviour_order(planned.case_id, valid_from=TODAY + timedelta(days=200)),
        behaviour_order(planned.case_id, organisation="y" * 100),
    ):
        with pytest.raises(MeasureFieldWrong):
            weigh(planned.director, wrong)
    assert standing(planned) == before
    weigh(planned.director, weighing_order(planned.case_id, measure=Measure.SHELTER, reason="\u202eمرحبا\u202c 🙂"))
    assert "\u202eمرحبا\u202c 🙂" in [w.reason for w in standing(planned)]
