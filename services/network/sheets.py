"""A network as CSV for a Dutch Excel: UTF-8 with a byte order mark, semicolons, lines that end in CRLF.

No cell begins as a formula does. The first line says for whom the file was made, behind a `#`.
"""

import csv
from collections.abc import Iterable
from datetime import date
from io import StringIO

from services.contacts.facts import Contact, End
from services.contacts.importing import COLUMNS
from services.contacts.spreadsheet import guarded
from services.network.exporting import NetworkExport, plain, stamped
from services.wording import Say
from services.wording.labels import seat_label

BOM = "\ufeff"


def seats_sheet(export: NetworkExport, say: Say) -> bytes:
    """One row per seat, the required ones that are empty first."""
    heads = [
        *(say("No."), say("Seat"), say("Organisation"), say("State"), say("Rules")),
        *(say("Deputy"), say("Deputy briefed on"), say("Since"), say("Up to and including"), say("Speaks with")),
    ]
    rows = [*_empty_seats(export, say), *_seats(export, say)]
    if export.named:
        heads += [say("Name"), say("Name of the deputy")]
    numbered = ([str(number), *row] for number, row in enumerate(rows, start=1))
    return _written([[f"# {stamped(export.stamp, say)}"], heads, *numbered])


def contacts_sheet(export: NetworkExport, say: Say) -> bytes:
    """One row per contact, oldest first, as the import of contacts reads it (`services.contacts.importing`).

    The import takes the first line for the heads, so that here the stamp is a head of its own.
    """
    contacts = sorted(export.facts.contacts, key=lambda contact: (contact.happened_on, contact.id))
    heads = [*COLUMNS, f"# {stamped(export.stamp, say)}"]
    return _written([heads, *(_contact(export, say, contact) for contact in contacts)])


def _empty_seats(export: NetworkExport, say: Say) -> Iterable[list[str]]:
    for seat in export.missing_seats:
        organisation = export.titles.of(seat.organisation)
        title = f"{seat_label(say, seat.role)} {organisation}" if seat.role else organisation
        row = [
            title[:1].upper() + title[1:],
            organisation,
            say("nobody yet"),
            ", ".join(seat.rule_ids),
            "",
            "",
            "",
            "",
            "",
        ]
        yield row + (["", ""] if export.named else [])


def _seats(export: NetworkExport, say: Say) -> Iterable[list[str]]:
    case = export.facts.case
    persons = {person.ref for person in case.persons}
    for seat in case.seats:
        row = [
            export.titles.of(seat.id),
            export.titles.of(seat.organisation),
            say("outside the chain") if seat.external else say("filled"),
            "",
            say("yes") if seat.deputy else say("no"),
            _day(seat.deputy_briefed_on if seat.deputy else None),
            _day(seat.since_on),
            _day(seat.until_on),
            say.listed([export.called(ref) for ref in seat.speaks_with if ref in persons]),
        ]
        yield row + ([seat.name, seat.deputy] if export.named else [])


def _contact(export: NetworkExport, say: Say, contact: Contact) -> list[str]:
    first, *others = (_party(export, say, end) for end in contact.parties)
    return [_day(contact.happened_on), contact.kind.value, first, " + ".join(others)]


def _party(export: NetworkExport, say: Say, end: End) -> str:
    """What the import understands: somebody's part in the case; with names a seat by name and role, or an alias."""
    if not export.named:
        return export.titles.of(end.key)
    name = export.names()[end.key].replace("+", " ")
    return f"{name}, {seat_label(say, end.role)}" if end.seat_id else name


def _written(rows: Iterable[Iterable[str]]) -> bytes:
    page = StringIO(newline="")
    writer = csv.writer(page, delimiter=";", lineterminator="\r\n")
    writer.writerows([guarded(plain(cell)) for cell in row] for row in rows)
    return (BOM + page.getvalue()).encode()


def _day(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""
