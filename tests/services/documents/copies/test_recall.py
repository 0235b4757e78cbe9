"""Copies called back: which, by whom, what became of each; and the same bytes again until then."""

from collections.abc import Callable
from hashlib import sha256

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.documents import IssuedBytes
from models.terms import BarKind, RecallOutcome
from services.access.rules import Standing
from services.cases.actions import protect_words
from services.documents.actions import issue
from services.documents.copies.again import CopyNotGiven, copy_again
from services.documents.copies.facts import CopyLine
from services.documents.copies.recall import RecallWrong, recall, recall_list, settle_copy
from services.documents.copies.recipients import recipients_of
from services.documents.copies.register import copies_of
from services.documents.papers import issue_actions
from services.documents.released import own_copy
from services.plans.actions import record_action
from services.plans.releasing import release_plan
from services.plans.versions.actions import withdraw_version
from services.protection.rules import LeakFound
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.planned import PlannedCase, a_director, a_holder, a_planned_case, an_action
from tests.rows import a_bar
from tests.services.documents.copies.conftest import adopt_again, adopt_with_every_tier

WHY = "Het nummer van de wijkagent klopt niet."


@pytest.fixture
def issued(work_as: Callable[..., Work]) -> PlannedCase:
    """Two copies of version 1, one of them for a named adviser."""
    return a_planned_case(work_as, further=_issue_two)


def _issue_two(adopted: PlannedCase) -> None:
    adopt_with_every_tier(adopted)
    (adviser,) = recipients_of(adopted.director, adopted.case_id, "organisatie-VT")
    issue(adopted.director, adopted.case_id, "organisatie-VT", recipient_id=adviser.id)
    issue(adopted.director, adopted.case_id, "partners")


def lines(planned: PlannedCase) -> dict[str, CopyLine]:
    return {line.audience: line for line in copies_of(planned.director, planned.case_id)}


def entries(planned: PlannedCase, permission: str) -> list[AuditEntry]:
    with planned.director.database.reading() as session:
        return list(session.exec(select(AuditEntry).where(AuditEntry.permission == permission)).all())


def test_a_version_is_called_back_whole_and_later_copies_are_not(issued: PlannedCase) -> None:
    version = lines(issued)["partners"].version_id
    assert recall(issued.director, issued.case_id, reason=WHY, version_id=version) == 2
    adopt_again(issued)
    issue(issued.director, issued.case_id, "slachtoffer")
    found = lines(issued)
    assert {audience: line.awaited for audience, line in found.items()} == {
        "organisatie-VT": True,
        "partners": True,
        "slachtoffer": False,
    }
    assert (found["partners"].reason, found["partners"].recalled_by) == (WHY, "I. Brandsma")
    (entry,) = entries(issued, "copy.recall")
    assert entry.notes["copies"] == 2
    assert WHY not in str(entry.notes)


def test_single_copies_are_called_back_and_a_second_order_changes_nothing(issued: PlannedCase) -> None:
    line = lines(issued)["partners"]
    assert recall(issued.director, issued.case_id, reason=WHY, copy_ids=[line.id]) == 1
    with pytest.raises(RecallWrong) as refused:
        recall(issued.director, issued.case_id, reason="Nog eens.", copy_ids=[line.id])
    assert refused.value.fields == {"reason": "nothing"}
    assert lines(issued)["partners"].reason == WHY
    assert not lines(issued)["organisatie-VT"].awaited


@pytest.mark.parametrize(("reason", "flaw"), [("", "empty"), (" \n ", "empty"), ("x" * 601, "too_long")])
def test_a_recall_wants_a_reason(issued: PlannedCase, reason: str, flaw: str) -> None:
    with pytest.raises(RecallWrong) as refused:
        recall(issued.director, issued.case_id, reason=reason, copy_ids=[lines(issued)["partners"].id])
    assert refused.value.fields == {"reason": flaw}


def test_what_became_of_a_copy_can_be_said_again_and_both_words_are_in_the_log(issued: PlannedCase) -> None:
    recall(issued.director, issued.case_id, reason=WHY, copy_ids=[lines(issued)["partners"].id])
    for outcome in (RecallOutcome.NOT_REACHED, RecallOutcome.RETURNED):
        seen = lines(issued)["partners"]
        settle_copy(issued.director, issued.case_id, seen.id, outcome, seen.row_version)
    line = lines(issued)["partners"]
    assert (line.outcome, line.settled_by, line.awaited) == (RecallOutcome.RETURNED, "I. Brandsma", False)
    told = [(entry.notes["outcome"], entry.notes["before"]) for entry in entries(issued, "copy.recall")[1:]]
    assert told == [("niet_bereikt", None), ("teruggegeven", "niet_bereikt")]


def test_two_who_settle_at_once_do_not_overwrite_each_other(issued: PlannedCase) -> None:
    recall(issued.director, issued.case_id, reason=WHY, copy_ids=[lines(issued)["partners"].id])
    seen = lines(issued)["partners"]
    settle_copy(issued.director, issued.case_id, seen.id, RecallOutcome.DESTROYED, seen.row_version)
    with pytest.raises(ChangedMeanwhile):
        settle_copy(issued.director, issued.case_id, seen.id, RecallOutcome.RETURNED, seen.row_version)
    assert lines(issued)["partners"].outcome is RecallOutcome.DESTROYED


def test_a_copy_that_was_not_called_back_is_not_settled(issued: PlannedCase) -> None:
    seen = lines(issued)["partners"]
    with pytest.raises(RecallWrong):
        settle_copy(issued.director, issued.case_id, seen.id, RecallOutcome.DESTROYED, seen.row_version)


def test_the_list_says_who_has_what_and_how_to_reach_them(issued: PlannedCase, work_as: Callable[..., Work]) -> None:
    assert recall_list(issued.director, issued.case_id) == ()
    recall(issued.director, issued.case_id, reason=WHY, version_id=lines(issued)["partners"].version_id)
    seen = lines(issued)["partners"]
    settle_copy(issued.director, issued.case_id, seen.id, RecallOutcome.DESTROYED, seen.row_version)
    adviser = issued.attendee("VT")
    first, second = recall_list(issued.director, issued.case_id)
    assert (first.holder, first.email, first.copy.audience) == (adviser.name, "d1@partner.example", "organisatie-VT")
    assert (second.holder, second.copy.audience) == ("I. Brandsma", "partners")
    a_bar(work_as(Standing.SYSTEM), issued.case_id, BarKind.NAME, adviser.name)
    barred = recall_list(issued.director, issued.case_id)[0]
    assert (barred.copy.for_whom, barred.phone, barred.email) == ("", "", "")


def test_only_who_directs_the_case_calls_back_settles_and_reads_why(
    issued: PlannedCase, work_as: Callable[..., Work]
) -> None:
    line = lines(issued)["partners"]
    holder = a_holder(issued, work_as, "VT")
    others = (a_director(work_as, "M. Vreemd"), holder, work_as(Standing.ADMINISTRATOR, account_id="b", session_id="b"))
    for work in others:
        told = []
        for case_id in (issued.case_id, "0" * 32):
            for act in (
                lambda who, case: recall(who, case, reason=WHY, copy_ids=[line.id]),
                lambda who, case: settle_copy(who, case, line.id, RecallOutcome.DESTROYED, 1),
                lambda who, case: copy_again(who, case, line.id),
                recall_list,
            ):
                with pytest.raises(NotAllowed) as refused:
                    act(work, case_id)
                told.append((type(refused.value), refused.value.fields))
        assert told[:4] == told[4:]
    recall(issued.director, issued.case_id, reason=WHY, copy_ids=[line.id])
    assert [line.reason for line in copies_of(holder, issued.case_id) if line.recalled_at] == [""]


def test_a_copy_of_another_case_does_not_exist_here(issued: PlannedCase, work_as: Callable[..., Work]) -> None:
    from tests.planned import a_planned_case

    other = a_planned_case(work_as, code="T-200")
    line = lines(issued)["partners"]
    for act in (
        lambda: recall(other.director, other.case_id, reason=WHY, copy_ids=[line.id]),
        lambda: settle_copy(other.director, other.case_id, line.id, RecallOutcome.DESTROYED, line.row_version),
        lambda: copy_again(other.director, other.case_id, line.id),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_very_bytes_come_again_and_the_log_says_so(issued: PlannedCase) -> None:
    line = lines(issued)["partners"]
    file = copy_again(issued.director, issued.case_id, line.id)
    assert sha256(file.content).hexdigest() == line.sha256 == file.sha256
    assert line.copy_code in file.file_name
    assert entries(issued, "document.issue")[-1].notes["again"] is True
    assert len(lines(issued)) == 2


def test_a_recalled_copy_is_not_given_again(issued: PlannedCase) -> None:
    line = lines(issued)["partners"]
    recall(issued.director, issued.case_id, reason=WHY, copy_ids=[line.id])
    refused_as(issued, line, "recalled")


def test_a_copy_for_whoever_is_barred_since_is_not_given_again(
    issued: PlannedCase, work_as: Callable[..., Work]
) -> None:
    release_plan(issued.director, issued.case_id, 1)
    own_copy(issued.as_guest("DR"))
    a_bar(work_as(Standing.SYSTEM), issued.case_id, BarKind.NAME, issued.attendee("VT").name)
    refused_as(issued, lines(issued)["organisatie-VT"], "barred")
    assert "organisatie-DR" in lines(issued)


def test_a_copy_that_names_somebody_who_is_barred_since_is_not_given_again(
    issued: PlannedCase, work_as: Callable[..., Work]
) -> None:
    """The plan for all partners holds the table of seats."""
    a_bar(work_as(Standing.SYSTEM), issued.case_id, BarKind.NAME, issued.attendee("DR").name)
    refused_as(issued, lines(issued)["partners"], "barred")


def test_a_word_that_was_protected_since_keeps_a_copy_in(issued: PlannedCase) -> None:
    protect_words(issued.director, issued.case_id, "opsporing", "school")
    with pytest.raises(LeakFound):
        copy_again(issued.director, issued.case_id, lines(issued)["partners"].id)


def test_bytes_that_were_changed_in_the_database_are_not_given(issued: PlannedCase) -> None:
    line = lines(issued)["partners"]
    with issued.director.database.writing() as session, session.begin():
        row = session.exec(select(IssuedBytes).where(IssuedBytes.copy_id == line.id)).one()
        row.content_sealed = issued.director.database.vault.seal("issued_bytes", row.id, "content_sealed", "AAAA")
        session.add(row)
    refused_as(issued, line, "damaged")


def refused_as(planned: PlannedCase, line: CopyLine, reason: str) -> None:
    with pytest.raises(CopyNotGiven) as refused:
        copy_again(planned.director, planned.case_id, line.id)
    assert refused.value.fields == {"reason": reason}


def test_a_paper_for_every_partner_is_read_again_for_every_partner(issued: PlannedCase) -> None:
    """The police that asks for it again may know of the investigation, whoever gets the paper may not."""
    issue_actions(issued.director, issued.case_id)
    issue_actions(issued.director, issued.case_id, "VT")
    protect_words(issued.director, issued.case_id, "opsporing", "school")
    for audience in ("actielijst", "actielijst-VT"):
        with pytest.raises(LeakFound):
            copy_again(issued.director, issued.case_id, lines(issued)[audience].id)


def test_a_copy_of_a_withdrawn_version_is_not_given_again(issued: PlannedCase) -> None:
    withdraw_version(issued.director, issued.case_id, 1, WHY)
    refused_as(issued, lines(issued)["partners"], "withdrawn")


def test_a_name_of_somebody_barred_stops_a_file_whatever_text_it_stands_in(
    adopted: PlannedCase, work_as: Callable[..., Work]
) -> None:
    name = adopted.attendee("DR").name
    record_action(adopted.director, an_action(adopted.case_id, "a4", what=f"Vraag {name} om de lijst."))
    adopt_again(adopted)
    a_bar(work_as(Standing.SYSTEM), adopted.case_id, BarKind.NAME, name)
    for make in (
        lambda: issue(adopted.director, adopted.case_id, "organisatie-VT"),
        lambda: issue_actions(adopted.director, adopted.case_id),
    ):
        with pytest.raises(LeakFound):
            make()
