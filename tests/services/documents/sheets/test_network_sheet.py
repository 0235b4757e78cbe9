"""The network sheet: picture with words for who cannot see it, native table, nobody by name, pixels only."""

from collections.abc import Callable
from io import BytesIO
from zipfile import BadZipFile

import pytest
from docx import Document
from sqlmodel import select

from models.audit import AuditEntry
from models.terms import TieKind
from services.cases.queries import case_facts
from services.contacts.actions import record_tie
from services.contacts.orders import RecordTie
from services.documents.actions import issue_network
from services.documents.finished import finished
from services.documents.guarding.guard import guard
from services.documents.guarding.members import check_pixels
from services.documents.guarding.unpack import pieces
from services.documents.sheets.network_sheet import NETWORK_SHEET, compose
from services.network.facts import FindingKind
from services.network.findings import find, told_of
from services.network.parts import by_part
from services.network.queries import network_of
from services.protection.rules import LeakFound
from services.route_map.queries import regional
from services.unit_of_work import NotAllowed, Work
from tests.planned import a_director, a_planned_case
from tests.services.documents.reading import parts
from tests.services.network.drawn.scenes import NL, worked
from tests.shared import needs_cases


@pytest.fixture(scope="module")
def sheet() -> bytes:
    facts = by_part(worked()[0], NL)
    findings = find(regional(), facts, NL).open
    layout = compose(facts, findings, NL, needed=12, copy_code="kiek-1234", fictional=True)
    return finished(layout, NETWORK_SHEET, "kiek-1234", facts.now, None).content


@needs_cases
def test_picture_stands_in_the_file_with_all_its_words_beside_it(sheet: bytes) -> None:
    (shape,) = Document(BytesIO(sheet)).inline_shapes
    told = shape._inline.docPr.get("descr")
    assert told.startswith("Partnernetwerk, hoog risico, 21-11-2026. 12 verplichte plekken.")
    for name in ("Casusregisseur, Politie", "Slachtoffer: Slachtoffer 1", "Verm. dader 1", "1. Reclassering"):
        assert name in told
    assert parts(sheet)["word/media/picture1.png"].startswith(b"\x89PNG")


@needs_cases
def test_table_is_a_native_one_with_gaps_first_and_a_repeated_head(sheet: bytes) -> None:
    (table,) = Document(BytesIO(sheet)).tables
    rows = [["".join(t.text or "" for t in cell.iter() if t.tag.endswith("}t")) for cell in row._tr.tc_lst]
            for row in table.rows]  # fmt: skip
    assert rows[0] == ["Wie", "Spreekt met", "Stand", "Waarom"]
    assert rows[1][:3] == ["Reclassering", "Veilig Thuis", "! geen contact vastgelegd"]
    states = [row[2].startswith("!") for row in rows[1:]]
    assert states == sorted(states, reverse=True)
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")


@needs_cases
def test_only_what_stands_open_is_told_again_by_part() -> None:
    named = worked()[0]
    standing = find(regional(), named, NL).open
    told = told_of(regional(), by_part(named, NL), NL, standing[1:3])
    assert [finding.kind for finding in told] == [finding.kind for finding in standing[1:3]]
    assert told_of(regional(), by_part(named, NL), NL, ()) == ()


@needs_cases
def test_nobody_is_named_in_it(sheet: bytes) -> None:
    case = worked()[0].case
    words = " ".join(piece.text for piece in pieces(sheet))
    for name in (*(seat.name for seat in case.seats), *(person.alias for person in case.persons), case.code_name):
        assert name not in words
    assert "FICTIEF" in words


@needs_cases
def test_picture_with_more_than_pixels_is_refused() -> None:
    facts = by_part(worked()[0], NL)
    layout = compose(facts, (), NL, needed=0, copy_code="kiek-1234", fictional=False)
    file = finished(layout, NETWORK_SHEET, "kiek-1234", facts.now, None)
    content = parts(file.content)["word/media/picture1.png"]
    check_pixels(content)
    comment = b"\x00\x00\x00\x04tEXtNaam\x00\x00\x00\x00"
    for spoiled in (content[:33] + comment + content[33:], content + b"Naam", content[:-12], b"GIF89a", content[:60]):
        with pytest.raises(BadZipFile):
            check_pixels(spoiled)


def test_a_conflict_of_interest_is_not_in_it(work_as: Callable[..., Work]) -> None:
    planned = a_planned_case(work_as)
    seats = case_facts(planned.director, planned.case_id).seats
    tied = next(seat for seat in seats if seat.organisation == "DR")
    record_tie(planned.director, RecordTie(planned.case_id, tied.id, "P2", TieKind.FAMILY))
    found = network_of(planned.director, planned.case_id, NL).findings
    assert any(finding.kind is FindingKind.CONFLICT for finding in found), "the director has it on the screen"
    words = " ".join(piece.text for piece in pieces(issue_network(planned.director, planned.case_id).content))
    assert "persoonlijke band" not in words


def test_sheet_is_issued_to_the_director_and_logged(work_as: Callable[..., Work]) -> None:
    planned = a_planned_case(work_as)
    file = issue_network(planned.director, planned.case_id)
    with planned.director.database.reading() as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.permission == "network.export")).all()
    (entry,) = [entry for entry in entries if entry.notes.get("audience") == "netwerkblad"]
    assert entry.notes["sha256"] == file.sha256 and entry.notes["copy"] in file.file_name
    guard(file, ())
    with pytest.raises(LeakFound):
        guard(file, ("casusregisseur",))
    with pytest.raises(NotAllowed):
        issue_network(a_director(work_as, "M. Vreemd"), planned.case_id)
