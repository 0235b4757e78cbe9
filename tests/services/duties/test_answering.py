"""Answers, closing and following on a real database, with who may and who may not."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event
from sqlmodel import select

from models.audit import AuditEntry
from models.duties import FollowedUpTo, RuleAnswerRow, RuleDueRow
from models.terms import (
    CaseStatus,
    CloseReason,
    Instrument,
    Known,
    Measure,
    MeasureOutcome,
    Risk,
    RuleAnswer,
    Tier,
)
from services.access.rules import Permission, Standing
from services.cases.actions import edit_core, record_assessment
from services.cases.facts import Assessment
from services.cases.orders import EditCore
from services.cases.queries import case_facts
from services.duties import following
from services.duties.actions import answer_rule, close_case, reopen_case, take_back
from services.duties.checks import (
    AnswerNotTaken,
    AnswerWrong,
    CannotClose,
    CloseWrong,
    NotYourRule,
    RuleDoesNotHold,
)
from services.duties.facts import DutyState
from services.duties.following import follow
from services.duties.orders import AnswerRule, CloseCase, ReopenCase, TakeBack
from services.duties.queries import became_due_in, case_duties, evidence_in
from services.duties.rules import accepts
from services.measures.actions import weigh
from services.measures.orders import WeighMeasure
from services.relations.facts import SYSTEM
from services.relations.queries import CaseClosed
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.planned import PlannedCase, a_director, a_holder, a_planned_case

WorkAs = Callable[..., Work]
TODAY = date(2026, 11, 23)
TODAY_NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = TODAY + timedelta(days=400)


@pytest.fixture
def planned(work_as: WorkAs) -> PlannedCase:
    """A high-risk case with a meeting on Wednesday."""
    return a_planned_case(work_as)


def an_answer(planned: PlannedCase, rule_id: str = "H-POL-1", **changes: object) -> AnswerRule:
    """An answer that is taken, but for `changes`."""
    return AnswerRule(planned.case_id, rule_id, **({"answer": RuleAnswer.DONE} | changes))  # type: ignore[arg-type]


def test_an_answer_stands_with_who_gave_it_and_when(planned: PlannedCase) -> None:
    answer_rule(planned.director, an_answer(planned, reason=" Staat in het systeem. "))
    duty = case_duties(planned.director, planned.case_id).duty("H-POL-1")
    assert duty and duty.answer and duty.state is DutyState.DONE
    said = duty.answer
    assert (said.reason, said.answered_by, said.organisation, said.answered_on) == (
        "Staat in het systeem.",
        "I. Brandsma",
        "politie",
        TODAY,
    )


def test_a_later_answer_replaces_and_never_erases(planned: PlannedCase) -> None:
    first = answer_rule(planned.director, an_answer(planned, reason="Eerste."))
    second = an_answer(planned, answer=RuleAnswer.NOT_POSSIBLE, reason="Toch niet.")
    with pytest.raises(ChangedMeanwhile):
        answer_rule(planned.director, second)
    answer_rule(planned.director, replace(second, seen_answer_id=first, seen_version=1))
    found = case_duties(planned.director, planned.case_id)
    assert [a.reason for a in found.answers] == ["Toch niet.", "Eerste."] or {a.reason for a in found.answers} == {
        "Eerste.",
        "Toch niet.",
    }
    assert sum(a.replaced_at is None for a in found.answers) == 1
    duty = found.duty("H-POL-1")
    assert duty and duty.state is DutyState.EXPLAINED


def test_an_answer_taken_back_asks_again_and_stays_readable(planned: PlannedCase) -> None:
    answer_id = answer_rule(planned.director, an_answer(planned))
    with pytest.raises(ChangedMeanwhile):
        take_back(planned.director, TakeBack(planned.case_id, answer_id, 9))
    take_back(planned.director, TakeBack(planned.case_id, answer_id, 1))
    found = case_duties(planned.director, planned.case_id)
    duty = found.duty("H-POL-1")
    assert duty and duty.asking and [a.id for a in found.answers] == [answer_id]


@pytest.mark.parametrize(
    ("rule_id", "changes", "refusal"),
    [
        ("H-POL-1", {"answer": RuleAnswer.YES, "reason": "Ja."}, AnswerNotTaken),
        ("H-RN-3", {"answer": RuleAnswer.DONE}, AnswerNotTaken),
        ("H-RN-8", {"answer": RuleAnswer.DONE}, AnswerNotTaken),
        ("G-1", {"answer": RuleAnswer.DONE}, AnswerNotTaken),
        ("A-POL-2", {"answer": RuleAnswer.DONE}, AnswerNotTaken),
        ("H-POL-4", {"answer": RuleAnswer.DONE}, AnswerNotTaken),
        ("L-POL-1", {"answer": RuleAnswer.YES, "reason": "Ja."}, RuleDoesNotHold),
        ("X-1", {}, RuleDoesNotHold),
        ("H-POL-1", {"answer": RuleAnswer.NOT_APPLICABLE, "reason": " \n"}, AnswerWrong),
        ("A-POL-1", {}, AnswerWrong),
        ("H-POL-1", {"reason": "a" * 2001}, AnswerWrong),
        ("H-POL-1", {"tier": "iedereen"}, AnswerWrong),
        ("H-POL-1", {"answered_on": TODAY + timedelta(days=1)}, AnswerWrong),
        ("H-POL-1", {"answer": RuleAnswer.PLANNED, "reason": "Volgt."}, AnswerWrong),
        (
            "H-POL-1",
            {"answer": RuleAnswer.PLANNED, "reason": "Volgt.", "planned_for": TODAY - timedelta(days=1)},
            AnswerWrong,
        ),
    ],
)
def test_what_a_rule_does_not_take_is_refused_and_nothing_is_kept(
    planned: PlannedCase, rule_id: str, changes: dict, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        answer_rule(planned.director, an_answer(planned, rule_id, **changes))
    assert _rows(planned.director, RuleAnswerRow) == []


def test_text_of_every_kind_is_kept(planned: PlannedCase) -> None:
    text = "בדיקה 🚲 ‮omgekeerd‬\nregel twee"
    answer_rule(planned.director, an_answer(planned, reason=text))
    assert case_duties(planned.director, planned.case_id).answers[0].reason == text
    (row,) = _rows(planned.director, RuleAnswerRow)
    assert "omgekeerd" not in row.reason_sealed


def test_a_case_holder_answers_for_the_own_organisation_only(planned: PlannedCase, work_as: WorkAs) -> None:
    holder = a_holder(planned, work_as, "VT")
    answer_rule(holder, an_answer(planned, "T-CH-3"))
    with pytest.raises(NotYourRule):
        answer_rule(holder, an_answer(planned, "H-POL-1"))
    mine = answer_rule(planned.director, an_answer(planned, "H-POL-1"))
    with pytest.raises(NotYourRule):
        take_back(holder, TakeBack(planned.case_id, mine, 1))


def test_who_has_no_part_in_the_case_sees_and_answers_nothing(planned: PlannedCase, work_as: WorkAs) -> None:
    stranger = a_director(work_as, "M. Mallory")
    for attempt in (
        lambda: case_duties(stranger, planned.case_id),
        lambda: answer_rule(stranger, an_answer(planned)),
        lambda: close_case(stranger, _closing(planned)),
        lambda: follow(planned.director),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert _rows(planned.director, RuleAnswerRow) == []


def test_what_the_investigation_keeps_shows_as_done_to_others_without_its_words(
    planned: PlannedCase, work_as: WorkAs
) -> None:
    tier = Tier.INVESTIGATION
    weigh(
        planned.director,
        WeighMeasure(planned.case_id, Measure.ARREST, "OM", MeasureOutcome.APPLIED, "Donderdag.", TODAY, tier),
    )
    answer_rule(planned.director, an_answer(planned, reason="Actie donderdag.", tier=tier))
    found = case_duties(a_holder(planned, work_as, "VT"), planned.case_id)
    for rule_id in ("H-OM-3", "H-POL-1"):
        duty = found.duty(rule_id)
        assert duty and (duty.state, duty.notes, duty.answer, duty.withheld) == (DutyState.DONE, (), None, True)
    assert found.answers == ()
    whole = case_duties(planned.director, planned.case_id).duty("H-OM-3")
    assert whole and whole.state is DutyState.WEIGHED and whole.notes


def test_a_case_cannot_be_closed_while_rules_say_otherwise(planned: PlannedCase) -> None:
    with pytest.raises(CannotClose) as refused:
        close_case(planned.director, _closing(planned))
    assert {"stalking_not_known_to_have_stopped", "open_rules"} <= set(refused.value.fields["points"])
    assert case_facts(planned.director, planned.case_id).status is CaseStatus.ACTIVE


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": None}, "reason"),
        ({"note": "  "}, "note"),
        ({"retention_until": None}, "retention_until"),
        ({"retention_until": TODAY}, "retention_until"),
    ],
)
def test_closing_asks_for_reason_note_and_term(planned: PlannedCase, changes: dict, field: str) -> None:
    with pytest.raises(CloseWrong) as refused:
        close_case(planned.director, replace(_closing(planned), **changes))
    assert refused.value.fields["field"] == field


def test_a_settled_case_is_closed_read_only_and_opened_again(planned: PlannedCase, clock, work_as) -> None:
    _settle(planned)
    ahead = CannotClose(points=("open_rules",))
    with pytest.raises(CannotClose) as refused:
        close_case(planned.director, _closing(planned))
    assert refused.value.fields == ahead.fields, "a planned meeting must be held or called off first"
    clock.forward(days=3)
    director, case_id = planned.director, planned.case_id
    close_case(director, _closing(planned))
    facts = case_facts(director, case_id)
    assert (facts.status, facts.close_reason, facts.retention_until) == (
        CaseStatus.CLOSED,
        CloseReason.STOPPED,
        LATER,
    )
    assert not case_duties(director, case_id).may_answer
    for attempt in (
        lambda: answer_rule(director, an_answer(planned, "T-CR-3")),
        lambda: close_case(director, _closing(planned)),
    ):
        with pytest.raises(CaseClosed):
            attempt()
    with pytest.raises(CloseWrong):
        reopen_case(director, ReopenCase(case_id, facts.version, " "))
    reopen_case(director, ReopenCase(case_id, facts.version, "Nieuw bericht."))
    again = case_facts(director, case_id)
    assert (again.status, again.retention_until, again.close_reason) == (CaseStatus.ACTIVE, None, None)
    assert case_duties(director, case_id).close_note == "Rust.\n\nNieuw bericht."
    assert case_duties(a_holder(planned, work_as, "VT"), case_id).close_note == ""


def test_rules_follow_the_facts_once_and_say_what_became_due(planned: PlannedCase, clock) -> None:
    system = planned.director.as_actor(SYSTEM)
    assert follow(system).began > 50
    since = {row.since_at for row in _rows(system, RuleDueRow)}
    assert since == {case_facts(planned.director, planned.case_id).opened_at}, "no news at the opening"
    assert follow(system) == following.FollowReport()
    clock.forward(hours=2)
    _change(planned, risk=Risk.LOW)
    clock.forward(minutes=1)
    report = follow(system)
    assert report.began >= 5 and report.ended > 20
    assert follow(system).cases == 0
    facts = case_facts(planned.director, planned.case_id)
    with system.read(Permission.RULE_FOLLOW) as look:
        due = became_due_in(look, {facts.id: facts}, clock() - timedelta(hours=1))
        assert became_due_in(look, {facts.id: facts}, clock() - timedelta(days=9)) == due, "the opening is no news"
    assert {entry.rule_id[0] for entry in due} == {"L"}
    assert {entry.since for entry in due} == {clock() - timedelta(minutes=1)}, "since the change, not since the round"
    found = case_duties(planned.director, planned.case_id)
    assert found.new == {entry.rule_id for entry in due}


def test_a_slip_put_right_within_a_day_costs_no_answer(planned: PlannedCase, clock) -> None:
    system = planned.director.as_actor(SYSTEM)
    follow(system)
    answer_rule(planned.director, an_answer(planned, "H-RN-6"))
    for risk in (Risk.LOW, Risk.HIGH):
        clock.forward(hours=1)
        _change(planned, risk=risk)
        follow(system)
    duty = case_duties(planned.director, planned.case_id).duty("H-RN-6")
    assert duty and duty.state is DutyState.DONE
    clock.forward(days=3)
    _change(planned, risk=Risk.LOW)
    follow(system)
    clock.forward(days=3)
    _change(planned, risk=Risk.MEDIUM)
    follow(system)
    found = case_duties(planned.director, planned.case_id)
    duty = found.duty("H-RN-6")
    assert duty and duty.asking, "a new stretch asks anew"
    assert [answer.rule_id for answer in found.answers] == ["H-RN-6"], "and the old answer stays readable"


def test_a_round_takes_a_share_and_the_next_goes_on(
    planned: PlannedCase, work_as: WorkAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_planned_case(work_as, code="T-101")
    monkeypatch.setattr(following, "CASES_A_ROUND", 1)
    system = planned.director.as_actor(SYSTEM)
    assert follow(system).more
    assert {row.case_id for row in _rows(system, RuleDueRow)} == {planned.case_id}
    while follow(system).more:
        pass
    assert len({row.case_id for row in _rows(system, RuleDueRow)}) == 2
    (mark,) = _rows(system, FollowedUpTo)
    assert mark.seq > 0


def test_looks_and_answers_are_no_changes_and_a_quiet_round_writes_nothing(planned: PlannedCase) -> None:
    system = planned.director.as_actor(SYSTEM)
    follow(system)
    case_duties(planned.director, planned.case_id)
    answer_rule(planned.director, an_answer(planned))
    before = len(_rows(system, AuditEntry))
    assert follow(system) == following.FollowReport()
    assert len(_rows(system, AuditEntry)) == before


def _rows(work: Work, kind: type) -> list:
    with work.database.reading() as session:
        return list(session.exec(select(kind)).all())


def _closing(planned: PlannedCase) -> CloseCase:
    version = case_facts(planned.director, planned.case_id).version
    return CloseCase(planned.case_id, version, CloseReason.STOPPED, "Rust.", LATER)


def _change(planned: PlannedCase, **changes: object) -> None:
    facts = case_facts(planned.director, planned.case_id)
    kept = {field.name: getattr(facts, field.name) for field in fields(EditCore) if hasattr(facts, field.name)}
    edit_core(planned.director, EditCore(case_id=planned.case_id, **(kept | changes)))  # type: ignore[arg-type]


def _settle(planned: PlannedCase) -> None:
    """Low risk, stopped, and every rule that asks answered."""
    director, case_id = planned.director, planned.case_id
    _change(planned, risk=Risk.LOW, stalking_active=Known.NO)
    record_assessment(director, case_id, Assessment(Instrument.SASH, "laag", TODAY, "politie", True))
    for measure, home in ((Measure.ELECTRONIC_MONITORING, "RN"), (Measure.STOP_TALK, "politie")):
        weigh(
            director,
            WeighMeasure(case_id, measure, home, MeasureOutcome.NOT_APPLICABLE, "Niet nodig.", TODAY, "partners"),
        )
    while asking := [duty for duty in case_duties(director, case_id).duties if duty.asking and accepts(duty.rule)]:
        for duty in asking:
            said = next(a for a in accepts(duty.rule) if a is not RuleAnswer.PLANNED)
            answer_rule(director, AnswerRule(case_id, duty.id, said, "Zo gedaan."))


def test_the_work_of_a_stranger_is_refused_alike(work_as: WorkAs, planned: PlannedCase) -> None:
    for standing in (Standing.ADMINISTRATOR, Standing.AUDITOR, Standing.PARTNER, Standing.READER):
        with pytest.raises(NotAllowed):
            case_duties(work_as(standing, account_id="x", session_id="x"), planned.case_id)


def test_the_number_of_queries_does_not_grow_with_the_cases(planned: PlannedCase, work_as: WorkAs) -> None:
    cases = [planned.case_id, *(a_planned_case(work_as, code=f"T-20{n}").case_id for n in range(3))]
    system = planned.director.as_actor(SYSTEM)
    numbers = []
    for some in (cases[:1], cases):
        counted = [0]

        def one(*_: object, counted: list[int] = counted) -> None:
            counted[0] += 1

        with system.read(Permission.RULE_FOLLOW) as look:
            event.listen(system.database.engine, "before_cursor_execute", one)
            found = evidence_in(look, some)
            became_due_in(look, {case_id: e.facts for case_id, e in found.items()}, TODAY_NOON)
            event.remove(system.database.engine, "before_cursor_execute", one)
        assert len(found) == len(some)
        numbers.append(counted[0])
    assert numbers[0] == numbers[1] < 50
