"""One set, read from its workbook with nothing but the standard library.

Source: `optaplanner-examples/data/meetingscheduling` of apache/incubator-kie-optaplanner (Apache License 2.0).
"""

import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

GRAIN_MINUTES = 15
LUNCH_MINUTES = 60
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

ROOM_CONFLICT = "Room conflict"
REQUIRED_CONFLICT = "Required attendance conflict"
MIXED_CONFLICT = "Required and preferred attendance conflict"
PREFERRED_CONFLICT = "Preferred attendance conflict"
SOON = "Do all meetings as soon as possible"
BREAK = "One TimeGrain break between two consecutive meetings"
OVERLAP = "Overlapping meetings"
LARGER_ROOMS = "Assign larger rooms first"
ROOM_STABILITY = "Room stability"


@dataclass(frozen=True)
class Meeting:
    """Duration in grains; persons by number. `seats` is what the room must hold: speakers are not counted."""

    grains: int
    required: frozenset[int]
    preferred: frozenset[int]
    seats: int


@dataclass(frozen=True)
class Instance:
    """`days`: the day of each grain. `rooms`: their capacities. `weights`: by the constraint's name."""

    days: tuple[int, ...]
    rooms: tuple[int, ...]
    persons: int
    meetings: tuple[Meeting, ...]
    weights: dict[str, int]


def read(path: Path) -> Instance:
    """Reads a workbook. Raises `ValueError` for what these sets do not have (a broken grain, an unknown person)."""
    sheets = _sheets(path)
    weights = {row[0]: int(float(row[1])) for row in sheets["Configuration"][3:] if row and row[0]}
    days: list[int] = []
    for day, (_, start, end, lunch, *_) in enumerate(row for row in sheets["Days"][1:] if row and row[0]):
        opens, closes, lunches = _minute(start), _minute(end), _minute(lunch)
        quarters = range(opens, closes, GRAIN_MINUTES)
        days += [day for minute in quarters if not lunches <= minute < lunches + LUNCH_MINUTES]
    rooms = tuple(int(float(row[1])) for row in sheets["Rooms"][1:] if row and row[0])
    numbers = {row[0]: number for number, row in enumerate(row for row in sheets["Persons"][1:] if row and row[0])}
    meetings = tuple(_meeting(row, numbers) for row in sheets["Meetings"][1:] if row and row[0])
    return Instance(tuple(days), rooms, len(numbers), meetings, weights)


def _meeting(row: list[str], numbers: dict[str, int]) -> Meeting:
    _, group, minutes, speakers, _, required, preferred = (row + [""] * 7)[:7]
    grains, rest = divmod(int(float(minutes)), GRAIN_MINUTES)
    if rest or not grains:
        raise ValueError(f"{row[0]}: {minutes} minutes is no number of grains")
    if group.lower() == "y":
        return Meeting(grains, frozenset(numbers.values()), frozenset(), len(numbers))
    speaking, coming, perhaps = (_persons(names, numbers) for names in (speakers, required, preferred))
    return Meeting(grains, speaking | coming, perhaps, len(coming) + len(perhaps))


def _persons(names: str, numbers: dict[str, int]) -> frozenset[int]:
    try:
        return frozenset(numbers[name] for name in names.split(", ") if name)
    except KeyError as unknown:
        raise ValueError(f"{unknown} is not among the persons") from None


def _minute(clock: str) -> int:
    hours, minutes = clock.split(":")[:2]
    return int(hours) * 60 + int(minutes)


def _sheets(path: Path) -> dict[str, list[list[str]]]:
    """The rows of each sheet, every cell as text; row and column by place, so empty ones are there too."""
    with ZipFile(path) as book:
        tree = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        shared = ["".join(text.text or "" for text in entry.iter(f"{_MAIN}t")) for entry in tree]
        links = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
        targets = {link.get("Id"): link.get("Target", "") for link in links}
        sheets = ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
        return {
            sheet.get("name", ""): _rows(book.read("xl/" + targets[sheet.get(_LINK)].removeprefix("/xl/")), shared)
            for sheet in sheets
        }


def _rows(sheet: bytes, shared: list[str]) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in ElementTree.fromstring(sheet).iter(f"{_MAIN}row"):
        rows += [[] for _ in range(int(row.get("r", "0")) - 1 - len(rows))]
        cells: list[str] = []
        for cell in row:
            cells += [""] * (_column(cell.get("r", "")) - len(cells))
            value = cell.findtext(f"{_MAIN}v") or "".join(text.text or "" for text in cell.iter(f"{_MAIN}t"))
            cells.append(shared[int(value)] if cell.get("t") == "s" else value)
        rows.append(cells)
    return rows


def _column(place: str) -> int:
    """The number of a column, A being 0, of a place such as AB12."""
    found = 0
    for letter in re.match("[A-Z]+", place)[0]:
        found = found * 26 + ord(letter) - 64
    return found - 1
