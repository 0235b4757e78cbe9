"""Answers to findings: kept per gap, sealed, replaced and never erased; they survive recomputation."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.network import FindingAnswerRow
from models.terms import ContactKind, FindingAnswer, TieKind
from services.access.rules import Permission
from services.cases.actions import end_seat, fill_seat
from services.cases.orders import NewSeat
from services.contacts.actions import record_contacts, record_tie
from services.contacts.orders import NewContact, RecordContacts, RecordTie
from services.network.actions import answer_finding, take_back_answers
from services.network.checks import AnswerWrong
from services.network.facts import Finding, FindingKind, GapAnswer
from services.network.findings import Found
from services.network.orders import AnswerFinding, TakeBackAnswers
from services.network.queries import answers_in, network_of, planned_in
from services.oversight.queries import my_day
from services.relations.facts import SYSTEM
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from services.wording import speak
from tests.planned import PlannedCase, a_holder, a_planned_case
from tests.rows import a_professional

WorkAs = Callable[..., Work]
TODAY = date(2026, 11, 23)
DONE, PLANNED, NOT_HERE = FindingAnswer.DONE, FindingAnswer.PLANNED, FindingAnswer.NOT_APPLICABLE


def found(planned: PlannedCase, work: Work | None = None) -> Found:
    return network_of(work or planned.director, planned.case_id, speak("nl")).found


def of(findings: tuple[Finding, ...], kind: FindingKind) -> list[Finding]:
    return [finding for finding in findings if finding.kind is kind]


def answer(planned: PlannedCase, gaps: tuple[str, ...], what: FindingAnswer = DONE, **more: object) -> tuple[str, ...]:
    return answer_finding(planned.director, AnswerFinding(planned.case_id, gaps, what, **more))


def kept(planned: PlannedCase) -> list[GapAnswer]:
    with planned.director.read(Permission.NETWORK_READ, planned.case_id) as look:
        return answers_in(look, [planned.case_id])[planned.case_id]


@pytest.fixture
def gap(planned: PlannedCase) -> str:
    return next(key for key in existing(planned) if key.startswith("missing_partner|A-POL-5|"))


def existing(planned: PlannedCase) -> list[str]:
    here = found(planned)
    return [key for finding in (*here.open, *here.answered) for key in finding.gaps]


def test_an_answered_finding_is_set_apart_with_who_said_what_and_the_rest_moves_up(
    planned: PlannedCase, gap: str
) -> None:
    before = found(planned).open
    answer(planned, (gap,), NOT_HERE, reason="Ze belt liever met haar eigen casushouder.")
    after = found(planned)
    assert [f.key for f in after.open] == [f.key for f in before if gap not in f.gaps]
    assert [f.rank for f in after.open] == list(range(1, len(before)))
    (set_apart,) = after.answered
    (said,) = set_apart.answers
    assert (set_apart.gaps, said.answer, said.reason) == (
        (gap,),
        NOT_HERE,
        "Ze belt liever met haar eigen casushouder.",
    )
    assert (said.answered_by, said.version) == ("I. Brandsma", 1)


def test_an_answer_survives_recomputation_and_a_new_gap_speaks_up_beside_it(planned: PlannedCase, seats: dict) -> None:
    whole = next(f for f in found(planned).open if f.kind is FindingKind.NO_DEPUTY)
    answer(planned, whole.gaps)
    assert of(found(planned).open, FindingKind.NO_DEPUTY) == []
    record_contacts(
        planned.director,
        RecordContacts(planned.case_id, (NewContact(TODAY, ContactKind.PHONE, (seats["VT"], seats["DR"])),)),
    )
    assert of(found(planned).open, FindingKind.NO_DEPUTY) == []
    somebody_else_at_veilig_thuis(planned)
    (again,) = of(found(planned).open, FindingKind.NO_DEPUTY)
    assert (again.subjects, set(again.gaps) & set(whole.gaps)) == (("VT/adviseur",), set())


def somebody_else_at_veilig_thuis(planned: PlannedCase) -> None:
    system = planned.director.as_actor(SYSTEM)
    seat = next(
        s for s in network_of(planned.director, planned.case_id, speak("nl")).case.seats if s.organisation == "VT"
    )
    end_seat(planned.director, planned.case_id, seat.id)
    who = a_professional(system, "N. Nieuw", "nieuw@partner.example", "VT")
    fill_seat(planned.director, planned.case_id, NewSeat(who, "adviseur"))


def test_a_collapsed_finding_shows_only_the_gaps_that_stand_open(planned: PlannedCase) -> None:
    whole = next(f for f in found(planned).open if f.kind is FindingKind.NO_DEPUTY)
    one, *others = whole.gaps
    answer(planned, (one,))
    (left,) = of(found(planned).open, FindingKind.NO_DEPUTY)
    assert left.gaps == tuple(others)
    assert left.text != whole.text


def test_what_was_planned_speaks_up_again_once_its_day_has_passed(planned: PlannedCase, gap: str) -> None:
    answer(planned, (gap,), PLANNED, by_whom="L. de Wolff", planned_for=TODAY + timedelta(days=1))
    planned.director.clock.forward(days=1)
    assert gap not in {key for f in found(planned).open for key in f.gaps}
    planned.director.clock.forward(days=1)
    (again,) = [f for f in found(planned).open if gap in f.gaps]
    (said,) = again.answers
    assert (said.answer, said.by_whom, said.planned_for) == (PLANNED, "L. de Wolff", TODAY + timedelta(days=1))


def test_planned_days_that_have_come_are_asked_after_for_a_week(planned: PlannedCase, gap: str) -> None:
    def asked() -> list[str]:
        with planned.director.read(Permission.NETWORK_READ, planned.case_id) as look:
            return [one.gap for one in planned_in(look, [planned.case_id]).get(planned.case_id, ())]

    answer(planned, (gap,), PLANNED, by_whom="L. de Wolff", planned_for=TODAY + timedelta(days=1))
    assert asked() == []
    planned.director.clock.forward(days=1)
    assert asked() == [gap]
    planned.director.clock.forward(days=6)
    assert asked() == [gap]
    planned.director.clock.forward(days=1)
    assert asked() == []


def test_my_day_asks_after_what_was_planned_for_today(planned: PlannedCase, gap: str) -> None:
    def asked() -> list[tuple[str, int, str]]:
        return [(n.kind, n.count, n.place) for n in my_day(planned.director).needs if n.kind == "planned"]

    answer(planned, (gap,), PLANNED, by_whom="L. de Wolff", planned_for=TODAY + timedelta(days=1))
    assert asked() == []
    planned.director.clock.forward(days=1)
    assert asked() == [("planned", 1, "netwerk")]


def test_a_later_answer_replaces_and_nothing_is_erased(planned: PlannedCase, gap: str) -> None:
    (first,) = answer(planned, (gap,), PLANNED, by_whom="L. de Wolff", planned_for=TODAY)
    (second,) = answer(planned, (gap,), NOT_HERE, reason="Toch niet nodig.", seen=((first, 1),))
    assert [one.id for one in kept(planned)] == [second]
    with planned.director.database.reading() as session:
        rows = {row.id: row for row in session.exec(select(FindingAnswerRow))}
    assert rows[first].replaced_at is not None
    assert rows[second].replaced_at is None
    assert "Toch" not in rows[second].reason_sealed
    assert "Wolff" not in rows[first].by_whom_sealed


def test_who_did_not_see_the_answer_that_stands_overwrites_nothing(planned: PlannedCase, gap: str) -> None:
    (first,) = answer(planned, (gap,))
    for seen in ((), ((first, 2),), (("another", 1),)):
        with pytest.raises(ChangedMeanwhile):
            answer(planned, (gap,), seen=seen)
    assert [one.id for one in kept(planned)] == [first]


def test_taking_back_makes_the_gap_ask_again_once(planned: PlannedCase, gap: str) -> None:
    (first,) = answer(planned, (gap,))
    order = TakeBackAnswers(planned.case_id, ((first, 1),))
    take_back_answers(planned.director, order)
    assert gap in {key for f in found(planned).open for key in f.gaps}
    for again in (order, replace(order, answers=((first, 2),))):
        with pytest.raises(ChangedMeanwhile):
            take_back_answers(planned.director, again)
    with pytest.raises(AnswerWrong):
        take_back_answers(planned.director, replace(order, answers=()))


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"gaps": ()}, "gaps", "empty"),
        ({"gaps": ("missing_partner|X|DR",)}, "gaps", "gone"),
        ({"answer": NOT_HERE, "reason": "  "}, "reason", "empty"),
        ({"answer": NOT_HERE, "reason": "x" * 2001}, "reason", "too_long"),
        ({"answer": PLANNED, "planned_for": TODAY}, "by_whom", "empty"),
        ({"answer": PLANNED, "by_whom": "x" * 121, "planned_for": TODAY}, "by_whom", "too_long"),
        ({"answer": PLANNED, "by_whom": "wij"}, "planned_for", "empty"),
        ({"answer": PLANNED, "by_whom": "wij", "planned_for": TODAY - timedelta(days=1)}, "planned_for", "in_past"),
        ({"answer": PLANNED, "by_whom": "wij", "planned_for": TODAY + timedelta(days=367)}, "planned_for", "too_far"),
    ],
)
def test_an_answer_that_cannot_be_kept_is_refused_whole(
    planned: PlannedCase, gap: str, changes: dict, field: str, reason: str
) -> None:
    order = AnswerFinding(**({"case_id": planned.case_id, "gaps": (gap,), "answer": DONE} | changes))
    with pytest.raises(AnswerWrong) as wrong:
        answer_finding(planned.director, order)
    assert wrong.value.fields == {"field": field, "reason": reason}
    assert kept(planned) == []


def test_a_gap_of_another_case_or_that_one_cannot_see_is_not_there(planned: PlannedCase, work_as: WorkAs) -> None:
    tied = next(
        s for s in network_of(planned.director, planned.case_id, speak("nl")).case.seats if s.organisation == "VT"
    )
    record_tie(planned.director, RecordTie(planned.case_id, tied.id, "P2", TieKind.FAMILY))
    (conflict,) = of(found(planned).open, FindingKind.CONFLICT)
    holder = a_holder(planned, work_as, "DR")
    assert of(found(planned, holder).open, FindingKind.CONFLICT) == []
    with pytest.raises(AnswerWrong):
        answer_finding(holder, AnswerFinding(planned.case_id, conflict.gaps, DONE))
    (done,) = answer(planned, conflict.gaps, PLANNED, by_whom="ik", planned_for=TODAY)
    with pytest.raises(AnswerWrong):
        take_back_answers(holder, TakeBackAnswers(planned.case_id, ((done, 1),)))
    with holder.read(Permission.NETWORK_READ, planned.case_id) as look:
        assert planned_in(look, [planned.case_id]) == {}
    other = a_planned_case(work_as, code="T-200")
    with pytest.raises(NotAllowed):
        take_back_answers(planned.director, TakeBackAnswers(other.case_id, ((done, 1),)))


def test_a_case_holder_answers_and_the_log_holds_no_words(planned: PlannedCase, work_as: WorkAs, gap: str) -> None:
    holder = a_holder(planned, work_as, "VT")
    answer_finding(holder, AnswerFinding(planned.case_id, (gap,), NOT_HERE, reason="Geheime reden."))
    with planned.director.database.reading() as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.permission == "finding.answer")).all()
    assert [entry.outcome for entry in entries] == ["done"]
    assert "Geheime" not in str([entry.model_dump() for entry in entries])
