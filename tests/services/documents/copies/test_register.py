"""The register of copies: what left, for whom, who took it; the same to everybody who has no business there."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from models.documents import IssuedCopy
from models.terms import BarKind, PlanStatus
from services.access.rules import Standing
from services.documents.actions import issue, issue_network
from services.documents.copies.facts import CopyLine
from services.documents.copies.recipients import RecipientUnknown, recipients_of
from services.documents.copies.register import copies_of
from services.plans.actions import record_action
from services.unit_of_work import NotAllowed, Work
from tests.planned import PlannedCase, a_director, a_holder, an_action
from tests.rows import a_bar
from tests.services.documents.copies.conftest import adopt_again


def register(planned: PlannedCase) -> tuple[CopyLine, ...]:
    return copies_of(planned.director, planned.case_id)


def test_the_register_tells_each_copy_newest_first(adopted: PlannedCase, clock) -> None:
    files = []
    for audience in ("partners", "slachtoffer", "organisatie-VT"):
        clock.forward(minutes=1)
        files.append(issue(adopted.director, adopted.case_id, audience))
    lines = register(adopted)
    assert [(line.audience, line.version, line.issued_to) for line in lines] == [
        ("organisatie-VT", 1, "I. Brandsma"),
        ("slachtoffer", 1, "I. Brandsma"),
        ("partners", 1, "I. Brandsma"),
    ]
    assert [(line.copy_code, line.sha256) for line in lines] == [
        (file.copy_code, file.sha256) for file in reversed(files)
    ]
    assert len({line.copy_code for line in lines}) == 3
    assert [line.for_organisation for line in lines] == ["VT", "", ""]


def test_what_is_no_edition_of_a_plan_stands_there_without_version(adopted: PlannedCase) -> None:
    issue_network(adopted.director, adopted.case_id)
    (line,) = register(adopted)
    assert (line.version, line.status, line.version_id, line.outdated) == (None, None, "", False)


def test_a_stranger_gets_the_same_answer_as_for_a_case_that_is_not_there(
    adopted: PlannedCase, work_as: Callable[..., Work]
) -> None:
    strangers = (
        a_director(work_as, "M. Vreemd"),
        work_as(Standing.ADMINISTRATOR, account_id="b", session_id="b"),
        work_as(Standing.AUDITOR, account_id="a", session_id="a"),
        work_as(Standing.VISITOR),
        adopted.as_guest("VT"),
    )
    for work in strangers:
        for case_id in (adopted.case_id, "0" * 32, "", "' OR 1=1"):
            for look in (copies_of, lambda who, case: recipients_of(who, case, "partners")):
                with pytest.raises(NotAllowed) as refused:
                    look(work, case_id)
                assert refused.value.fields == {}


def test_a_copy_for_one_of_its_people_has_their_name_in_the_register_only(adopted: PlannedCase) -> None:
    (adviser,) = recipients_of(adopted.director, adopted.case_id, "organisatie-VT")
    assert adviser.name == adopted.attendee("VT").name
    first = issue(adopted.director, adopted.case_id, "organisatie-VT", recipient_id=adviser.id)
    second = issue(adopted.director, adopted.case_id, "organisatie-VT", recipient_id=adviser.id)
    assert first.copy_code != second.copy_code
    assert {(line.for_whom, line.for_organisation) for line in register(adopted)} == {(adviser.name, "VT")}


def test_nobody_gets_a_copy_of_an_audience_they_are_not_of(adopted: PlannedCase) -> None:
    (detective,) = recipients_of(adopted.director, adopted.case_id, "organisatie-DR")
    for audience, recipient in (("organisatie-VT", detective.id), ("organisatie-VT", "0" * 32), ("slachtoffer", "x")):
        with pytest.raises(RecipientUnknown):
            issue(adopted.director, adopted.case_id, audience, recipient_id=recipient)
    assert register(adopted) == ()


def test_whoever_is_barred_is_offered_no_copy_gets_none_and_is_not_named(
    adopted: PlannedCase, work_as: Callable[..., Work]
) -> None:
    (adviser,) = recipients_of(adopted.director, adopted.case_id, "organisatie-VT")
    issue(adopted.director, adopted.case_id, "organisatie-VT", recipient_id=adviser.id)
    a_bar(work_as(Standing.SYSTEM), adopted.case_id, BarKind.NAME, adviser.name)
    assert recipients_of(adopted.director, adopted.case_id, "organisatie-VT") == ()
    with pytest.raises(RecipientUnknown):
        issue(adopted.director, adopted.case_id, "partners", recipient_id=adviser.id)
    (line,) = register(adopted)
    assert line.for_whom == ""


def test_a_case_holder_reads_the_register_but_is_offered_nobody(
    adopted: PlannedCase, work_as: Callable[..., Work]
) -> None:
    issue(adopted.director, adopted.case_id, "partners")
    holder = a_holder(adopted, work_as, "VT")
    assert len(copies_of(holder, adopted.case_id)) == 1
    assert recipients_of(holder, adopted.case_id, "organisatie-VT") == ()


def test_a_copy_of_a_replaced_version_is_outdated(adopted: PlannedCase) -> None:
    issue(adopted.director, adopted.case_id, "partners")
    adopt_again(adopted)
    issue(adopted.director, adopted.case_id, "partners")
    newest, oldest = sorted(register(adopted), key=lambda line: -(line.version or 0))
    assert (newest.outdated, oldest.outdated) == (False, True)
    assert oldest.status is PlanStatus.SUPERSEDED


def test_the_same_words_have_the_same_keyed_hash_whatever_the_copy_code(adopted: PlannedCase) -> None:
    for audience in ("partners", "partners", "slachtoffer"):
        issue(adopted.director, adopted.case_id, audience)
    record_action(adopted.director, an_action(adopted.case_id, "a9", what="Iets anders."))
    adopt_again(adopted)
    issue(adopted.director, adopted.case_id, "partners")
    with adopted.director.database.reading() as session:
        macs = [row.text_mac for row in session.exec(select(IssuedCopy).order_by(IssuedCopy.issued_at)).all()]
    assert len(macs) == 4
    assert sorted(macs.count(mac) for mac in set(macs)) == [1, 1, 2]
    assert all(len(mac) == 64 for mac in macs)
