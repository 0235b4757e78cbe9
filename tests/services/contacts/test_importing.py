"""A log in a file becomes contacts, or says by line why not; no bytes whatever break the reading."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.terms import ContactKind, PersonRole
from services.cases.facts import CasePerson, PartnerSeat
from services.contacts.decoding import LARGEST, MOST_LINES
from services.contacts.importing import ImportReport, read_contacts
from services.contacts.orders import NewContact
from services.contacts.spreadsheet import guarded, starts_formula
from services.contacts.telling import file_sentence, line_outcome, line_sentence, report_file
from services.wording import speak

TODAY = date(2026, 11, 23)
SEATS = (
    PartnerSeat("s1", "politie", "casusregisseur", "I. Brändsma", "Politie Haagland"),
    PartnerSeat("s2", "politie", "wijkagent", "O. Steenkist", "Politie Haagland"),
    PartnerSeat("s3", "VT", "casushouder", "Sanne de Wolff", "Veilig Thuis"),
    PartnerSeat("s4", "RN", "adviseur", "W. Nagtegaal"),
    PartnerSeat("s6", "DR", "recherchecoordinator", "Mr. E. Dr"),
    PartnerSeat("s5", "lokale_veld", "adviseur", "Ayşe Öztürk"),
)
PERSONS = (
    CasePerson("1", "P1", PersonRole.VICTIM, "Mevrouw W."),
    CasePerson("2", "P2", PersonRole.SUSPECT, "De heer D."),
    CasePerson("3", "P3", PersonRole.CHILD, "Kind F."),
    CasePerson("4", "P4", PersonRole.CHILD, "Kind G."),
)
HEADER = "datum;soort;wie;met"


def read(text: str | bytes, encoding: str = "utf-8", known: tuple = ()) -> ImportReport:
    data = text if isinstance(text, bytes) else text.encode(encoding)
    return read_contacts(data, SEATS, PERSONS, TODAY, known)


def line(cells: str) -> ImportReport:
    return read(f"{HEADER}\n{cells}\n")


def contact(cells: str) -> NewContact:
    (found,) = line(cells).lines
    assert found.contact is not None, found.fault
    return found.contact


def fault(cells: str) -> tuple[str, str, str]:
    (found,) = line(cells).lines
    assert found.fault is not None and found.contact is None
    return found.fault.reason, found.fault.column, found.fault.words


def whole_file(data: str | bytes) -> str:
    report = read(data)
    assert report.lines == () and not report.whole
    return report.faults[0].reason


@pytest.mark.parametrize(
    "header",
    [
        "datum;soort;wie;met",
        "date,kind,who,with",
        "Datum\tSoort\tWie\tMet",
        "met;inhoud;wie;soort;datum",
        '"datum";"soort";"wie";"met"',
        "sep=;\ndatum;soort;wie;met",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_columns_in_any_order_language_and_separator(header: str, end: str) -> None:
    columns = header.split("\n")[-1]
    separator = next(sign for sign in ";,\t" if sign in columns)
    cells = {"datum": "02-11-2026", "soort": "telefoon", "wie": "Sanne de Wolff", "met": "P1"}
    cells |= {"date": cells["datum"], "kind": cells["soort"], "who": cells["wie"], "with": cells["met"]}
    row = separator.join(cells.get(name.strip('"').lower(), "zij vertelde alles") for name in columns.split(separator))
    (found,) = read(f"{header}\n{row}".replace("\n", end)).lines
    assert found.contact == NewContact(date(2026, 11, 2), ContactKind.PHONE, ("s3", "P1"))
    assert found.number == header.count("\n") + 2


@pytest.mark.parametrize(
    "day",
    [
        *("2026-11-02", "2026-11-2", "02-11-2026", "2/11/2026", "2.11.2026", "2 november 2026", "2 nov. 2026"),
        *("2-nov-2026", "2 NOVEMBER 2026", "2-11-2026 0:00", "2026-11-02T14:30:00"),
    ],
)
def test_days_as_people_write_them(day: str) -> None:
    assert contact(f"{day};telefoon;P1;VT").happened_on == date(2026, 11, 2)


@pytest.mark.parametrize("day", ["", "gisteren", "31-02-2026", "2-11-26", "11/2026", "00-00-0000", "2 brumaire 2026"])
def test_what_is_no_day_is_told_by_line(day: str) -> None:
    assert fault(f"{day};telefoon;P1;VT") == ("no_day", "datum", day)


def test_a_day_to_come_or_long_ago_is_no_day_of_contact() -> None:
    assert contact("23-11-2026;telefoon;P1;VT").happened_on == TODAY
    assert fault("24-11-2026;telefoon;P1;VT") == ("in_future", "datum", "24-11-2026")
    assert fault("24-11-1926;telefoon;P1;VT")[0] == "long_ago"


@pytest.mark.parametrize(
    ("word", "kind"),
    [("telefoon", ContactKind.PHONE), ("HUISBEZOEK", ContactKind.VISIT), ("home visit", ContactKind.VISIT)]
    + [(kind.value, kind) for kind in ContactKind],
)
def test_kinds_by_their_own_word_or_label(word: str, kind: ContactKind) -> None:
    assert contact(f"02-11-2026;{word};P1;VT").kind is kind


def test_an_unknown_kind_is_told() -> None:
    assert fault("02-11-2026;postduif;P1;VT") == ("no_kind", "soort", "postduif")


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("I. Brändsma", "s1"),
        ("i brandsma", "s1"),
        ("Brandsma, I.", "s1"),
        ("mr. I. Brandsma", "s1"),
        ("politie/casusregisseur", "s1"),
        ("Politie / wijkagent", "s2"),
        ("Police/Community officer", "s2"),
        ("wijkagent", "s2"),
        ("VT", "s3"),
        ("Veilig Thuis", "s3"),
        ("W. Nagtegaal (adviseur)", "s4"),
        ("Ayşe Öztürk", "s5"),
        ("DR", "s6"),
        ("dr/recherchecoordinator", "s6"),
        ("mr. e. dr", "s6"),
        ("lokale_veld", "s5"),
        ("Lokale veld/adviseur", "s5"),
        ("P1", "P1"),
        ("p2", "P2"),
        ("Mevrouw W.", "P1"),
        ("slachtoffer", "P1"),
        ("Kind G.", "P4"),
    ],
)
def test_whoever_can_be_meant_by_one_is_found(name: str, party: str) -> None:
    other = "P1" if party != "P1" else "VT"
    assert contact(f"02-11-2026;telefoon;{name};{other}").parties[0] == party


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("politie", "ambiguous"),
        ("adviseur", "ambiguous"),
        ("kind", "ambiguous"),
        ("S. de Wolff", "nobody"),
        ("s3", "nobody"),
        ("...", "nobody"),
        ("drs.", "nobody"),
        ("<script>alert(1)</script>", "nobody"),
    ],
)
def test_whoever_cannot_is_a_fault_on_that_line(name: str, reason: str) -> None:
    assert fault(f"02-11-2026;telefoon;P1;{name}") == (reason, "met", name)


def test_several_are_named_between_plus_signs() -> None:
    assert contact("02-11-2026;overleg;VT + RN;P1+ I. Brandsma").parties == ("s3", "s4", "P1", "s1")
    assert contact("02-11-2026;overleg;VT + RN;").parties == ("s3", "s4")
    assert fault("02-11-2026;overleg;VT;")[0] == "too_few"
    assert fault("02-11-2026;overleg;VT + RN;Sanne de Wolff")[0] == "same_twice"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", " =", "\xa0="])
@pytest.mark.parametrize("column", range(4))
def test_formulas_are_refused(sign: str, column: int) -> None:
    cells = ["02-11-2026", "telefoon", "VT", "P1"]
    cells[column] = f"{sign}{cells[column]}"
    assert fault(";".join(cells))[0] == "formula"


@given(st.sampled_from(["=", "+", "-", "@"]), st.text(st.characters(exclude_characters=';"\r\n', codec="utf-8")))
def test_no_formula_ever_becomes_a_contact(sign: str, rest: str) -> None:
    for column in range(4):
        cells = ["02-11-2026", "telefoon", "VT", "P1"]
        cells[column] = f"{sign}{rest}"
        assert line(";".join(cells)).good == ()


@given(st.text())
@example("=cmd|' /C calc'!A0")
@example("\t=1+1")
@example("\r\n=1")
@example("＝1+1")
def test_a_guarded_cell_is_no_formula_and_else_as_it_was(cell: str) -> None:
    assert not starts_formula(guarded(cell))
    assert guarded(cell) == (f"'{cell}" if starts_formula(cell) else cell)


def test_lines_are_numbered_as_in_an_editor_and_empty_ones_passed_over() -> None:
    report = read(f"{HEADER}\r\n\r\n;;;\r\n02-11-2026;telefoon;VT;P1;;\r\n02-11-2026;;VT;P1\r\n\r\n")
    assert [(one.number, one.fault is None) for one in report.lines] == [(4, True), (5, False)]
    assert (len(report.good), len(report.faulty), report.whole) == (1, 1, False)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ('02-11-2026;telefoon;"VT;P1', "quotes"),
        ("02-11-2026;telefoon;VT;P1;en nog wat", "too_many_cells"),
        ("02-11-2026;telefoon;VT;" + "P1+" * 1_000, "too_long"),
        ("02-11-2026", "no_kind"),
        ("02-11\x0b\x85\u2028-2026;telefoon;VT;P1", "no_day"),
    ],
)
def test_a_line_out_of_shape_is_told_and_the_next_is_read(cells: str, reason: str) -> None:
    first, second = read(f"{HEADER}\n{cells}\n02-11-2026;telefoon;VT;P1").lines
    assert first.fault is not None and first.fault.reason == reason
    assert len(first.fault.words) <= 60
    assert second.contact and second.number == 3


def test_what_is_there_already_is_said_so_once() -> None:
    known = ((date(2026, 11, 2), ContactKind.PHONE, frozenset({"s3", "P1"})),)
    text = f"{HEADER}\n02-11-2026;telefoon;P1;VT\n03-11-2026;telefoon;P1;VT\n3-11-2026;telefoon;VT;P1\n"
    report = read(text, known=known)
    assert [one.already_there for one in report.lines] == [True, False, True]
    assert [one.happened_on for one in report.good] == [date(2026, 11, 3)]
    assert report.whole


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_every_encoding_that_offices_write(encoding: str) -> None:
    (found,) = read(f"{HEADER}\n02-11-2026;telefoon;I. Brändsma;P1", encoding).lines
    assert found.contact and found.contact.parties == ("s1", "P1")


def test_utf16_of_the_other_order_is_read() -> None:
    assert read(b"\xfe\xff" + f"{HEADER}\n02-11-2026;telefoon;I. Brändsma;P1".encode("utf-16-be")).whole


def test_mixed_encodings_are_told_by_line() -> None:
    rows = [
        HEADER.encode(),
        "02-11-2026;telefoon;I. Brändsma;P1".encode(),
        "03-11-2026;telefoon;I. Brändsma;P1".encode("cp1252"),
        b"04-11-2026;telefoon;VT;P1",
    ]
    report = read(b"\n".join(rows))
    assert [one.fault.reason if one.fault else "" for one in report.lines] == ["", "encoding", ""]
    undefined = read(b"\n".join((*rows[:1], b"02-11-2026;telefoon;VT;\x81", rows[3])))
    assert [one.fault.reason if one.fault else "" for one in undefined.lines] == ["encoding", ""]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"sep=;\n", "empty"),
        (HEADER, "no_lines"),
        (f"{HEADER}\n;;;\n", "no_lines"),
        (f"{HEADER}\n02-11-2026;telefoon\0;VT;P1", "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (b"PK\x03\x04 a workbook", "workbook"),
        (b"\xff\xfe\x00\xd8", "unreadable"),
        (b"x" * (LARGEST + 1), "too_large"),
        ("een;twee;drie\n1;2;3", "columns_missing"),
        ('"datum;soort;wie;met\n', "columns_missing"),
        (b"x" * LARGEST, "columns_missing"),
        (f"{HEADER};datum\n", "columns_twice"),
    ],
)
def test_a_file_that_cannot_be_read_says_so_as_a_whole(data: str | bytes, reason: str) -> None:
    assert whole_file(data) == reason


def test_wrong_columns_say_which_are_missing() -> None:
    (found,) = read("datum;wie;inhoud\n02-11-2026;VT;alles").faults
    assert (found.reason, found.columns) == ("columns_missing", ("soort", "met"))
    assert "soort en met" in file_sentence(found, speak("nl"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_fifty_thousand_lines_are_refused(end: str, encoding: str) -> None:
    data = (HEADER + end + f"02-11-2026;telefoon;Sanne de Wolff;Mevrouw W.{end}" * 50_000).encode(encoding)
    (found,) = read(data).faults
    assert (found.reason, found.most) == ("too_many_lines", MOST_LINES)
    assert "5000" in file_sentence(found, speak("nl"))


def test_as_many_lines_as_are_allowed_are_read() -> None:
    days = [(TODAY - timedelta(days=n)).isoformat() for n in range(MOST_LINES)]
    data = "\n".join((HEADER, *(f"{day};telefoon;Sanne de Wolff;Mevrouw W." for day in days))) + "\n"
    report = read(data)
    assert len(report.good) == MOST_LINES


@given(st.binary(max_size=400))
@example(b"datum;soort;wie;met\n\xff\xfe")
def test_no_bytes_break_the_reading(data: bytes) -> None:
    for shape in (
        data,
        b"datum;soort;wie;met\n" + data,
        b"\xff\xfe" + data,
        b"\xef\xbb\xbfdatum,soort,wie,met\n" + data,
    ):
        report = read(shape)
        assert bool(report.faults) is not bool(report.lines)
        assert len(report.good) + len(report.faulty) <= len(report.lines)
        assert report_file(report, speak("nl")).startswith(b"\xef\xbb\xbf")


@given(st.text(max_size=200), st.integers(0, 3))
def test_no_text_in_a_cell_breaks_the_reading(text: str, column: int) -> None:
    cells = ["02-11-2026", "telefoon", "VT", "P1"]
    cells[column] = text
    written = StringIO()
    csv.writer(written, delimiter=";").writerow(cells)
    read(f"{HEADER}\n{written.getvalue()}".encode("utf-8", "surrogatepass"))


PARTIES = {
    "s1": "I. Brändsma",
    "s2": "politie/wijkagent",
    "s3": "VT",
    "s4": "W. Nagtegaal",
    "P1": "P1",
    "P2": "De heer D.",
}


@given(
    st.lists(
        st.builds(
            NewContact,
            st.dates(date(1950, 1, 1), TODAY),
            st.sampled_from(ContactKind),
            st.lists(st.sampled_from(sorted(PARTIES)), min_size=2, max_size=6, unique=True).map(tuple),
        ),
        min_size=1,
        max_size=20,
    ),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.sampled_from(";,\t"),
    st.integers(1, 5),
    st.sampled_from(["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]),
)
def test_what_was_written_out_comes_back_the_same(contacts, encoding, separator, split, days) -> None:
    written = StringIO()
    sheet = csv.writer(written, delimiter=separator)
    sheet.writerow(HEADER.split(";"))
    for one in contacts:
        names = [PARTIES[party] for party in one.parties]
        who, others = names[:split], names[split:]
        sheet.writerow([guarded(one.happened_on.strftime(days)), one.kind.value, "+".join(who), " + ".join(others)])
    report = read(written.getvalue(), encoding)
    assert report.whole
    assert [one.contact for one in report.lines] == contacts
    again = read(written.getvalue(), encoding, known=tuple(_occasion(one) for one in contacts))
    assert again.good == () and again.whole


def _occasion(one: NewContact) -> tuple:
    return one.happened_on, one.kind, frozenset(one.parties)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_report_tells_every_fault_in_words_and_runs_nothing(language: str) -> None:
    rows = [
        "02-11-2026;telefoon;VT;P1",
        "02-11-2026;telefoon;P1;VT",
        "=1+1;telefoon;VT;P1",
        "@x;telefoon;VT;P1",
        ";telefoon;VT;P1",
        "02-11-2026;duif;VT;P1",
        "02-11-2026;telefoon;VT;{n}",
        "02-11-2026;telefoon;politie;P1",
        '02-11-2026;telefoon;VT;"P1',
    ]
    say = speak(language)
    report = read("\n".join((HEADER, *rows)))
    sheet = list(csv.reader(StringIO(report_file(report, say).decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in sheet[1:]] == [str(number) for number in range(2, 11)]
    assert not any(starts_formula(cell) for row in sheet for cell in row)
    assert [line_outcome(one, say) for one in report.lines[:3]] == [row[1] for row in sheet[1:4]]
    told = [line_sentence(one.fault, say) for one in report.faulty]
    assert len(told) == len(set(told)) == 7
    assert any("{n}" in sentence for sentence in told)
