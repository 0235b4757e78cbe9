"""The notice is written for him alone, kept with what stood before, and leaves only when no stop is in force and
nothing in it gives the case away."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlmodel import col, select

from models.audit import AuditEntry
from models.documents import IssuedCopy, SuspectNotice
from models.terms import ConditionKind
from services.access.rules import Permission
from services.cases.actions import protect_words, release_hold
from services.cases.queries import case_facts
from services.conditions.actions import hand_in
from services.documents.copies.again import copy_again
from services.documents.notices.actions import issue_notice, write_notice
from services.documents.notices.facts import SUSPECT, NoticeDesk, WriteNotice
from services.documents.notices.leaving import check_may_leave
from services.documents.notices.queries import notice_desk
from services.documents.notices.rules import HoldInForce, NothingWritten
from services.protection.rules import LeakFound
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.conftest import StillClock
from tests.planned import PlannedCase, a_condition, a_holder, a_planned_case
from tests.services.documents.reading import everything, holds, paragraphs

NOON = datetime(2026, 11, 26, 11, tzinfo=UTC)
TEXT = "U zoekt geen contact met mevrouw W.\nOok niet via anderen."


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    return a_planned_case(work_as)


def person(planned: PlannedCase, ref: str = "P2") -> str:
    return next(one.id for one in case_facts(planned.director, planned.case_id).persons if one.ref == ref)


def writes(planned: PlannedCase, text: str = TEXT, notice_id: str = "n1", **more: object) -> str:
    order = WriteNotice(planned.case_id, person(planned), notice_id, text, **more)
    return write_notice(planned.director, order)


def desk(planned: PlannedCase) -> NoticeDesk:
    (one,) = notice_desk(planned.director, planned.case_id)
    return one


def hold(planned: PlannedCase, until: datetime | None = NOON) -> None:
    stop = {"kind": ConditionKind.SPEAKS_WITH, "tier": "opsporing", "holds_approach": True, "until": until}
    hand_in(planned.as_guest("DR"), a_condition("stop", text="Niemand spreekt hem.", subject_ref="P2", **stop))


def copies(planned: PlannedCase) -> list[IssuedCopy]:
    with planned.director.database.reading() as session:
        return list(session.exec(select(IssuedCopy).order_by(col(IssuedCopy.issued_at))).all())


def test_he_gets_what_was_written_for_him_and_nothing_of_the_case(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition("c1", text="Moeder slaapt elders.", tier="partners"))
    writes(planned, from_on=date(2026, 11, 25), consequences="Dan wordt dat gemeld.", call="Politie, 0900-8844.")
    file = issue_notice(planned.director, planned.case_id)
    text, said = everything(file.content), paragraphs(file.content)
    for part in ("U zoekt geen contact met mevrouw W.", "Ook niet via anderen.", "Dan wordt dat gemeld."):
        assert part in said
    for kept in ("Heggemus", "T-100", "Moeder slaapt elders", "Deelnemer", "Brandsma", "hoog", "Veilig Thuis", "MDO"):
        assert not holds(text, kept), kept
    (copy,) = copies(planned)
    assert (copy.audience, copy.copy_code, file.file_name) == (SUSPECT, file.copy_code, f"{file.copy_code}.docx")


def test_while_a_stop_is_in_force_it_is_written_but_nothing_leaves(planned: PlannedCase, clock: StillClock) -> None:
    hold(planned)
    writes(planned)
    assert (desk(planned).held, desk(planned).notice.text) == (True, TEXT)
    for _ in range(2):
        with pytest.raises(HoldInForce):
            issue_notice(planned.director, planned.case_id)
    assert copies(planned) == []
    clock.moment = NOON
    assert issue_notice(planned.director, planned.case_id).audience == SUSPECT


def test_a_stop_without_end_holds_until_it_is_released(planned: PlannedCase, clock: StillClock) -> None:
    hold(planned, None)
    writes(planned)
    clock.forward(days=300)
    with pytest.raises(HoldInForce):
        issue_notice(planned.director, planned.case_id)
    (stop,) = case_facts(planned.director, planned.case_id).holds
    release_hold(planned.director, planned.case_id, stop.id)
    assert not desk(planned).held
    assert issue_notice(planned.director, planned.case_id).copy_code


def test_what_left_before_may_not_leave_again_once_a_stop_begins(planned: PlannedCase) -> None:
    writes(planned)
    issue_notice(planned.director, planned.case_id)
    hold(planned)
    with planned.director.read(Permission.PLAN_READ, planned.case_id, screen="copies") as look:
        check_may_leave(look, "partners")
        with pytest.raises(HoldInForce):
            check_may_leave(look, SUSPECT)
    with pytest.raises(HoldInForce):
        copy_again(planned.director, planned.case_id, copies(planned)[0].id)


def test_a_word_that_was_protected_since_keeps_an_earlier_notice_in(planned: PlannedCase) -> None:
    writes(planned, f"{TEXT}\nU komt niet bij de jachthut.")
    issue_notice(planned.director, planned.case_id)
    kept = copies(planned)[0].id
    assert copy_again(planned.director, planned.case_id, kept).content
    protect_words(planned.director, planned.case_id, "opsporing", "jachthut")
    with pytest.raises(LeakFound):
        copy_again(planned.director, planned.case_id, kept)


@pytest.mark.parametrize(
    "words",
    [
        "Het slachtofferdevice ziet u.",
        "Er hangt een caméra.",
        "Vraag naar I. Brandsma.",
        "Deelnemer 1 belt u.",
        "De jachthut is verboden.",
        "Het gaat om zaak Heggemus.",
        "De SASH is hoog.",
    ],
)
def test_nothing_leaves_that_gives_the_case_away(planned: PlannedCase, words: str) -> None:
    protect_words(planned.director, planned.case_id, "slachtoffer", "jachthut")
    writes(planned, f"{TEXT}\n{words}")
    with pytest.raises(LeakFound):
        issue_notice(planned.director, planned.case_id)
    assert copies(planned) == []
    assert desk(planned).telling or desk(planned).protected == 1


def test_the_writer_is_told_beforehand_but_not_which_protected_word(planned: PlannedCase) -> None:
    protect_words(planned.director, planned.case_id, "opsporing", "jachthut")
    writes(planned, "Niet naar de jachthut, daar hangt een camera.")
    assert (desk(planned).telling, desk(planned).protected) == (("camera",), 1)


def test_a_new_text_replaces_and_never_erases(planned: PlannedCase) -> None:
    assert [writes(planned) for _ in range(2)] == ["n1", "n1"]
    with pytest.raises(ChangedMeanwhile):
        writes(planned, "Anders.", "n2")
    assert writes(planned, "Anders.", "n2", seen_id="n1") == "n2"
    assert writes(planned, "Anders.", "n3", seen_id="n2") == "n2", "the same words once more are no new notice"
    with pytest.raises(ChangedMeanwhile):
        writes(planned)
    assert desk(planned).notice.text == "Anders."
    with planned.director.database.reading() as session:
        rows = session.exec(select(SuspectNotice).order_by(col(SuspectNotice.id))).all()
        noted = session.exec(select(AuditEntry).where(AuditEntry.permission == "notice.write")).all()
    assert [(row.id, row.replaced_at is None) for row in rows] == [("n1", False), ("n2", True)]
    assert not any("contact" in row.text_sealed for row in rows)
    assert not any("contact" in str(entry.notes) for entry in noted)


def test_a_notice_is_for_a_suspect_of_this_case_only(planned: PlannedCase) -> None:
    with pytest.raises(NotAllowed):
        write_notice(planned.director, WriteNotice(planned.case_id, person(planned, "P1"), "n1", TEXT))
    for audience in (SUSPECT, f"{SUSPECT}-P1", "partners"):
        with pytest.raises(NothingWritten):
            issue_notice(planned.director, planned.case_id, audience=audience)


def test_nobody_else_writes_reads_or_issues_it(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    writes(planned)
    holder, guest = a_holder(planned, work_as, "VT"), planned.as_guest("VT")
    assert notice_desk(holder, planned.case_id) == ()
    with pytest.raises(NotAllowed):
        notice_desk(guest, planned.case_id)
    for work in (holder, guest):
        with pytest.raises(NotAllowed):
            issue_notice(work, planned.case_id)
        with pytest.raises(NotAllowed):
            write_notice(work, WriteNotice(planned.case_id, person(planned), "n2", TEXT, seen_id="n1"))


def test_a_name_in_another_form_is_stopped_and_can_be_looked_at(planned: PlannedCase) -> None:
    writes(planned, f"{TEXT}\nVraag naar Brandsma, I.")
    with pytest.raises(LeakFound) as stopped:
        issue_notice(planned.director, planned.case_id)
    assert stopped.value.fields["hits"] >= 1
