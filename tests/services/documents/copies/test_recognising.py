"""A found file is told for what it is: by its bytes, its code, its words; and to whom that is told."""

import contextlib
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from models.audit import AuditEntry
from models.terms import BarKind, PlanStatus
from services.access.rules import Standing
from services.directory.rules import FOUND_FILE
from services.directory.throttle import TooManyTries
from services.documents.actions import issue
from services.documents.copies.comparing import differing
from services.documents.copies.facts import FORM, Recognised, Sureness
from services.documents.copies.faults import FoundFault, FoundFileRefused
from services.documents.copies.found_file import read_found
from services.documents.copies.recipients import recipients_of
from services.documents.copies.recognising import recognise, recognise_code
from services.documents.copies.words_of import words_of
from services.documents.facts import IssuedFile
from services.documents.forms.issuing import issue_form
from services.plans.actions import record_action
from services.relations.facts import SYSTEM
from services.unit_of_work import NotAllowed, Work
from tests.planned import PlannedCase, a_director, a_holder, a_planned_case_and, an_action
from tests.rows import a_bar
from tests.services.documents import reading
from tests.services.documents.copies import altered
from tests.services.documents.copies.conftest import adopt_again, adopt_with_every_tier


@pytest.fixture
def issued(work_as: Callable[..., Work]) -> tuple[PlannedCase, IssuedFile]:
    """A copy for a named adviser, between two of others."""
    return a_planned_case_and(work_as, _issue_three)


def _issue_three(adopted: PlannedCase) -> IssuedFile:
    adopt_with_every_tier(adopted)
    (adviser,) = recipients_of(adopted.director, adopted.case_id, "organisatie-VT")
    issue(adopted.director, adopted.case_id, "partners")
    file = issue(adopted.director, adopted.case_id, "organisatie-VT", recipient_id=adviser.id)
    issue(adopted.director, adopted.case_id, "slachtoffer")
    return file


def found(planned: PlannedCase, content: bytes) -> Recognised | None:
    return recognise(planned.director, content)


def test_the_very_bytes_are_known_with_whose_copy_it_is(issued) -> None:
    planned, file = issued
    told = found(planned, file.content)
    assert told is not None
    assert (told.how, told.case_id, told.copy.copy_code) == (Sureness.VERY_BYTES, planned.case_id, file.copy_code)
    assert (told.copy.version, told.copy.status, told.copy.audience) == (1, PlanStatus.ADOPTED, "organisatie-VT")
    assert (told.copy.for_whom, told.copy.issued_to) == (planned.attendee("VT").name, "I. Brandsma")


@pytest.mark.parametrize(
    "change",
    [altered.saved_by_python_docx, altered.without_properties, altered.without_header],
    ids=lambda change: change.__name__,
)
def test_the_same_words_are_known_as_long_as_one_place_has_the_code(issued, change) -> None:
    planned, file = issued
    told = found(planned, change(file.content))
    assert told is not None
    assert (told.how, told.copy.copy_code, told.differs) == (Sureness.SAME_WORDS, file.copy_code, 0)


@pytest.mark.parametrize("number", [1, 3])
def test_it_is_told_how_many_paragraphs_were_changed_since(issued, number: int) -> None:
    planned, file = issued
    told = found(planned, altered.with_changed_paragraphs(file.content, number))
    assert told is not None
    assert (told.how, told.copy.copy_code, told.differs) == (Sureness.CHANGED, file.copy_code, number)


def test_without_a_code_the_edition_is_known_and_not_whose_copy(issued) -> None:
    planned, file = issued
    issue(planned.director, planned.case_id, "organisatie-VT")
    told = found(planned, altered.without_code(file.content))
    assert told is not None
    assert (told.how, told.alike, told.differs) == (Sureness.EDITION, 2, 0)
    assert (told.copy.version, told.copy.audience) == (1, "organisatie-VT")
    assert (told.copy.copy_code, told.copy.for_whom, told.copy.issued_to) == ("", "", "")


def test_without_a_code_and_with_changes_the_edition_is_still_known(issued) -> None:
    planned, file = issued
    told = found(planned, altered.with_changed_paragraphs(altered.without_code(file.content), 2))
    assert told is not None
    assert (told.how, told.copy.audience, told.differs) == (Sureness.EDITION, "organisatie-VT", 2)


def test_other_words_with_a_code_of_ours_are_told_apart_from_a_changed_copy(issued) -> None:
    planned, file = issued
    text = f"Beste buurman, ik vond een blad met {file.copy_code} erop. Weet u van wie dat is?"
    told = found(planned, text.encode())
    assert told is not None
    assert (told.how, told.copy.copy_code) == (Sureness.CODE_ONLY, file.copy_code)


def test_an_older_version_says_that_it_was_replaced(issued) -> None:
    planned, file = issued
    record_action(planned.director, an_action(planned.case_id, "a9", what="Iets heel anders doen."))
    adopt_again(planned)
    issue(planned.director, planned.case_id, "organisatie-VT")
    told = found(planned, altered.without_code(file.content))
    assert told is not None
    assert (told.copy.version, told.copy.status, told.how) == (1, PlanStatus.SUPERSEDED, Sureness.EDITION)


def test_a_form_is_told_as_a_form(issued) -> None:
    planned, _ = issued
    file = issue_form(planned.director, planned.case_id, planned.attendee("DR").invitation_id)
    for told in (found(planned, file.content), recognise_code(planned.director, file.copy_code or _form_code(planned))):
        assert told is not None
        assert (told.copy.audience, told.copy.for_organisation) == (FORM, "DR")
        assert told.copy.for_whom == planned.attendee("DR").name


def _form_code(planned: PlannedCase) -> str:
    from models.condition import IssuedForm

    with planned.director.database.reading() as session:
        return session.exec(select(IssuedForm.code)).one()


@pytest.mark.parametrize("content", [altered.another_document(), b"Boodschappen: melk, brood", b"%PDF-1.4 nee"])
def test_what_is_not_ours_is_unknown_or_unreadable(issued, content: bytes) -> None:
    planned, _ = issued
    try:
        assert found(planned, content) is None
    except FoundFileRefused as refused:
        assert refused.fields == {"reason": FoundFault.DAMAGED}


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", FoundFault.EMPTY),
        (altered.bomb, FoundFault.TOO_HEAVY),
        (altered.entities, FoundFault.TOO_HEAVY),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, FoundFault.PICTURE),
        (b"PK\x03\x04" + b"x" * 50, FoundFault.DAMAGED),
        (b"Rar!" + b"x" * 50, FoundFault.ARCHIVE),
        (b"a" * (20 * 1024 * 1024 + 1), FoundFault.TOO_LARGE),
    ],
    ids=["nothing", "bomb", "entities", "picture", "broken", "archive", "large"],
)
def test_a_hostile_file_is_refused_cheaply(issued, content: bytes | Callable[[], bytes], fault: FoundFault) -> None:
    planned, _ = issued
    sent = content if isinstance(content, bytes) else content()  # made for this test only, not by every worker
    with pytest.raises(FoundFileRefused) as refused:
        found(planned, sent)
    assert refused.value.fields == {"reason": fault}


def test_a_code_is_known_however_it_was_typed(issued) -> None:
    planned, file = issued
    code = file.copy_code
    for typed in (code, code.lower(), f" {code[:4]} {code[4:]} ", f"{code[:2]}-{code[2:]}", f"kopie {code}"[6:]):
        told = recognise_code(planned.director, typed)
        assert told is not None
        assert (told.copy.copy_code, told.how) == (code, Sureness.CODE_ONLY)
    for typed in ("", "ABC", code[:7], code + "X", "' OR 1=1 --", "0" * 8):
        assert recognise_code(planned.director, typed) is None


@pytest.mark.parametrize(
    ("code", "read"), [("D7K3M2QP", "O7K3M2QP"), ("L7K3M2QP", "I7k3MZ0P"), ("57K3M2QP", "S7K3M2QP")]
)
def test_signs_that_look_alike_are_read_as_what_they_are(issued, monkeypatch, code: str, read: str) -> None:
    planned, _ = issued
    monkeypatch.setattr(type(planned.director.chance), "spoken_code", lambda self, length=8: code)
    issue(planned.director, planned.case_id, "partners")
    told = recognise_code(planned.director, read)
    assert told is not None
    assert told.copy.copy_code == code


def test_a_file_of_anothers_case_is_as_unknown_as_any(issued, work_as: Callable[..., Work]) -> None:
    planned, file = issued
    stranger = a_director(work_as, "M. Vreemd")
    for content in (file.content, altered.saved_by_python_docx(file.content), altered.without_code(file.content)):
        assert recognise(stranger, content) is None
    assert recognise_code(stranger, file.copy_code) is None
    with planned.director.database.reading() as session:
        notes = list(session.exec(select(AuditEntry).where(AuditEntry.permission == "file.recognise")).all())
    assert [(entry.case_id, entry.notes["found"], entry.notes["copy"]) for entry in notes] == [
        ("", "unknown", None)
    ] * 4


def test_whoever_is_barred_from_the_case_that_they_direct_is_told_nothing(issued, work_as: Callable[..., Work]) -> None:
    planned, file = issued
    a_bar(work_as(Standing.SYSTEM), planned.case_id, BarKind.NAME, planned.director.actor.name)
    assert found(planned, file.content) is None


def test_nobody_else_may_ask(issued, work_as: Callable[..., Work]) -> None:
    planned, file = issued
    others = (
        a_holder(planned, work_as, "VT"),
        planned.as_guest("VT"),
        work_as(Standing.ADMINISTRATOR, account_id="b", session_id="b"),
        work_as(Standing.VISITOR),
    )
    for work in others:
        with pytest.raises(NotAllowed):
            recognise(work, file.content)
        with pytest.raises(NotAllowed):
            recognise_code(work, file.copy_code)


def test_whoever_runs_the_planner_is_told_which_copy_and_nothing_of_the_case(issued, work_as) -> None:
    _planned, file = issued
    system = work_as(Standing.SYSTEM)
    for told in (recognise(system, file.content), recognise_code(system, file.copy_code)):
        assert told is not None
        assert (told.copy.copy_code, told.copy.version, told.copy.for_organisation) == (file.copy_code, 1, "VT")
        assert (told.case_id, told.copy.for_whom, told.copy.reason) == ("", "", "")
        assert told.copy.issued_to == "I. Brandsma"


def test_every_try_stands_in_the_log_with_its_case_when_it_was_told(issued) -> None:
    planned, file = issued
    found(planned, file.content)
    found(planned, altered.another_document())
    with planned.director.database.reading() as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.permission == "file.recognise")).all()
    assert [(entry.case_id, entry.notes["found"]) for entry in entries] == [
        (planned.case_id, "very_bytes"),
        ("", "unknown"),
    ]


def test_no_single_byte_can_change_and_be_told_the_very_bytes(issued) -> None:
    planned, file = issued
    whole, machine = bytearray(file.content), planned.director.as_actor(SYSTEM)

    @settings(max_examples=60)
    @given(at=st.integers(0, len(whole) - 1), by=st.integers(1, 255))
    def holds(at: int, by: int) -> None:
        changed = bytearray(whole)
        changed[at] ^= by
        try:
            told = recognise(machine, bytes(changed))
        except FoundFileRefused:
            return
        assert told is None or told.how is not Sureness.VERY_BYTES

    holds()


@given(cut=st.integers(0, 60_000), junk=st.binary(max_size=40))
@settings(max_examples=150)
def test_a_malformed_file_is_read_or_refused_and_nothing_else(word_file: bytes, cut: int, junk: bytes) -> None:
    for content in (word_file[:cut], word_file[:cut] + junk + word_file[cut + len(junk) :], junk, b"%PDF-1.7\n" + junk):
        with contextlib.suppress(FoundFileRefused):
            read_found(content)


@pytest.fixture(scope="module")
def word_file() -> bytes:
    return altered.another_document()


@pytest.mark.long
@pytest.mark.office
def test_a_copy_is_known_after_another_program_saved_it(issued, tmp_path: Path) -> None:
    """LibreOffice: to Word again, to OpenDocument, to PDF and to plain text."""
    planned, file = issued
    plan, sheet = tmp_path / "plan.docx", tmp_path / "sheet.docx"
    plan.write_bytes(file.content)
    sheet.write_bytes(issue(planned.director, planned.case_id, "slachtoffer").content)
    surely = {"docx:MS Word 2007 XML": True, "odt": True, "pdf": True, "txt:Text (encoded):UTF8": False}
    for kind, has_code in surely.items():
        ending = kind.partition(":")[0]
        out = tmp_path / ending
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/lo", "--convert-to", kind]
        subprocess.run([*command, "--outdir", str(out), str(plan), str(sheet)], check=True, capture_output=True)
        for original, audience in ((plan, "organisatie-VT"), (sheet, "slachtoffer")):
            told = found(planned, (out / f"{original.stem}.{ending}").read_bytes())
            assert told is not None, (kind, audience)
            assert (told.copy.audience, told.differs) == (audience, 0)
            assert told.how is (Sureness.SAME_WORDS if has_code else Sureness.EDITION), (kind, audience)


def test_an_open_document_text_is_read_like_a_word_file(issued) -> None:
    planned, file = issued
    paragraphs = [text for text in reading.paragraphs(file.content) if text]
    told = found(planned, altered.as_open_document(paragraphs, file.copy_code))
    assert told is not None
    assert told.copy.copy_code == file.copy_code
    words = read_found(altered.as_open_document(["Vader heeft geen contact.", "Tot dan."], file.copy_code))
    assert words.paragraphs == ("vaderheeftgeencontact", "totdan")
    assert words.contents == ("1kern2",)
    assert words.codes == ((file.copy_code,), (file.copy_code,), ())


def test_words_are_those_that_somebody_wrote(issued) -> None:
    """Neither contents nor header, numbers or the copy code."""
    _, file = issued
    words = words_of(file.content, file.copy_code)
    assert file.copy_code.lower() not in words.stream
    assert "vaderheeftgeencontactmetmoeder" in words.paragraphs
    assert not any("vertrouwelijk" in text for text in words.paragraphs)
    assert words.contents
    assert differing(words, words_of(altered.saved_by_python_docx(file.content), file.copy_code)) == 0


def test_codes_are_not_guessed_without_end(issued) -> None:
    planned, _ = issued
    for _ in range(FOUND_FILE.tries):
        recognise_code(planned.director, "2222 2222")
    for ask in (lambda: recognise_code(planned.director, "2222 2222"), lambda: recognise(planned.director, b"x")):
        with pytest.raises(TooManyTries):
            ask()
