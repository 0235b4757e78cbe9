"""A log of contacts in a file of comma-separated values becomes contacts, line by line, or says why not. Pure.

Columns `datum;soort;wie;met` (or `date;kind;who;with`) in any order, between semicolons, commas or tabs. `wie` and
`met` name one or several, between plus signs; all of them were in touch. Nothing a line says beside these columns is
read. One line is one contact: a line break inside a cell is refused, so that line numbers are those of the file.
"""

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models.terms import ContactKind
from services.cases.facts import CasePerson, PartnerSeat
from services.contacts.decoding import LONGEST_LINE, FileFault, decoded
from services.contacts.naming import Names, day_of, kind_of
from services.contacts.orders import NewContact
from services.contacts.rules import contact_flaw
from services.contacts.spreadsheet import starts_formula

COLUMNS = ("datum", "soort", "wie", "met")
_CALLED = {
    **dict.fromkeys(("datum", "date", "dag", "day"), "datum"),
    **dict.fromkeys(("soort", "kind"), "soort"),
    **dict.fromkeys(("wie", "who"), "wie"),
    **dict.fromkeys(("met", "with"), "met"),
}
_SEPARATORS = ";,\t"
_SEPARATOR_LINE = re.compile(r'"?sep=.?"?', re.IGNORECASE)
LONGEST_SHOWN = 60
Occasion = tuple[date, ContactKind, frozenset[str]]


@dataclass(frozen=True)
class LineFault:
    """Why a line gives no contact: `reason`, in which column, and the words that it is about."""

    reason: str
    column: str = ""
    words: str = ""


@dataclass(frozen=True)
class ImportLine:
    """One line of the file (`number` as an editor counts): a contact or a fault. `already_there`: recorded before, or
    on an earlier line."""

    number: int
    contact: NewContact | None = None
    fault: LineFault | None = None
    already_there: bool = False


@dataclass(frozen=True)
class ImportReport:
    """What a file holds, before anything is kept of it. With `faults` about the whole file there are no lines."""

    lines: tuple[ImportLine, ...] = ()
    faults: tuple[FileFault, ...] = ()

    @property
    def good(self) -> tuple[NewContact, ...]:
        """The contacts that would be recorded: not faulty and not there already."""
        return tuple(line.contact for line in self.lines if line.contact and not line.already_there)

    @property
    def faulty(self) -> tuple[ImportLine, ...]:
        """The lines that give no contact."""
        return tuple(line for line in self.lines if line.fault)

    @property
    def whole(self) -> bool:
        """Whether every line can be read."""
        return not self.faults and not self.faulty


def read_contacts(
    data: bytes,
    seats: Iterable[PartnerSeat],
    persons: Iterable[CasePerson],
    today: date,
    known: Collection[Occasion] = (),
) -> ImportReport:
    """What a file says, held against the seats and persons of a case and the contacts that are `known`: day, kind and
    who took part (seat ids and references). Never raises, whatever the bytes."""
    text = decoded(data)
    if isinstance(text, FileFault):
        return ImportReport(faults=(text,))
    numbered = [(number, line) for number, line in enumerate(text, 1) if line is None or line.strip()]
    if numbered and _SEPARATOR_LINE.fullmatch((numbered[0][1] or "").strip()):
        numbered = numbered[1:]
    if not numbered:
        return ImportReport(faults=(FileFault("empty"),))
    header = _header(numbered[0][1] or "")
    if isinstance(header, FileFault):
        return ImportReport(faults=(header,))
    reading = _Reading(header, Names(seats, persons), today, set(known))
    lines = tuple(_lines(reading, numbered[1:]))
    return ImportReport(lines) if lines else ImportReport(faults=(FileFault("no_lines"),))


@dataclass(frozen=True)
class _Header:
    separator: str
    width: int
    place: dict[str, int]


@dataclass(frozen=True)
class _Reading:
    header: _Header
    names: Names
    today: date
    seen: set[Occasion]


class _Faulty(Exception):
    """Leaves a line at its first fault."""

    def __init__(self, reason: str, column: str = "", words: str = "") -> None:
        self.fault = LineFault(reason, column, _shown(words))
        super().__init__(reason)


def _header(line: str) -> _Header | FileFault:
    """The header by the separator that knows most of its columns. A fault names the columns that are missing, or there
    twice."""
    choices = [_columns(line[:LONGEST_LINE], separator) for separator in _SEPARATORS]
    best = max(choices, key=lambda choice: len(set(choice[1]) - {""}))
    separator, columns = best
    if missing := tuple(name for name in COLUMNS if name not in columns):
        return FileFault("columns_missing", columns=missing)
    if twice := tuple(name for name in COLUMNS if columns.count(name) > 1):
        return FileFault("columns_twice", columns=twice)
    return _Header(separator, len(columns), {name: columns.index(name) for name in COLUMNS})


def _columns(line: str, separator: str) -> tuple[str, list[str]]:
    cells = _cells(line, separator) or []
    return separator, [_CALLED.get(cell.strip().strip("'\"").casefold(), "") for cell in cells]


def _cells(line: str, separator: str) -> list[str] | None:
    """The cells of one line; None when its quotes do not match."""
    try:
        return next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error:
        return None


def _lines(reading: _Reading, numbered: Sequence[tuple[int, str | None]]) -> Iterator[ImportLine]:
    for number, line in numbered:
        try:
            contact = _contact(reading, line)
        except _Faulty as left:
            yield ImportLine(number, fault=left.fault)
            continue
        if contact is not None:
            occasion = (contact.happened_on, contact.kind, frozenset(contact.parties))
            yield ImportLine(number, contact, already_there=occasion in reading.seen)
            reading.seen.add(occasion)


def _contact(reading: _Reading, line: str | None) -> NewContact | None:
    """The contact of a line, None where all cells are empty. Raises `_Faulty`."""
    cells = _wanted(reading.header, line)
    if not any(cells.values()):
        return None
    for column, cell in cells.items():
        if starts_formula(cell):
            raise _Faulty("formula", column, cell)
    day, kind = day_of(cells["datum"]), kind_of(cells["soort"])
    if day is None:
        raise _Faulty("no_day", "datum", cells["datum"])
    if kind is None:
        raise _Faulty("no_kind", "soort", cells["soort"])
    parties = tuple(_party(reading.names, column, name) for column in ("wie", "met") for name in _named(cells[column]))
    contact = NewContact(day, kind, parties)
    if flaw := contact_flaw(contact, parties, reading.today):
        field, reason = flaw
        column = "datum" if field == "happened_on" else "met"
        raise _Faulty(reason, column, cells[column])
    return contact


def _wanted(header: _Header, line: str | None) -> dict[str, str]:
    """The cells of a line by column; white space around them does not count, but a tab or line break does."""
    if line is None:
        raise _Faulty("encoding")
    if len(line) > LONGEST_LINE:
        raise _Faulty("too_long", words=line)
    cells = _cells(line, header.separator)
    if cells is None:
        raise _Faulty("quotes", words=line)
    if any(cell.strip() for cell in cells[header.width :]):
        raise _Faulty("too_many_cells", words=line)
    return {column: cells[place].strip(" \xa0") if place < len(cells) else "" for column, place in header.place.items()}


def _named(cell: str) -> list[str]:
    return [name for part in cell.split("+") if (name := part.strip())]


def _party(names: Names, column: str, name: str) -> str:
    meant = names.meant_by(name)
    if len(meant) != 1:
        raise _Faulty("ambiguous" if meant else "nobody", column, name)
    return next(iter(meant))


def _shown(words: str) -> str:
    """As it can be shown: one line of printable signs, cut off where it is long."""
    plain = "".join(sign if sign.isprintable() else " " for sign in words[: LONGEST_SHOWN + 1]).strip()
    return plain if len(plain) <= LONGEST_SHOWN else f"{plain[: LONGEST_SHOWN - 1]}…"
