"""A network as CSV for a Dutch Excel: UTF-8 with a byte order mark, semicolons, lines that end in CRLF.

No cell begins as a formula does. The first line says for whom the file was made; it begins with `#`.
"""

import csv
from collections.abc import Iterable
from datetime import date
from io import StringIO

from services.contacts.facts import Contact, End
from services.network.exporting import NetworkExport, plain, stamped
from services.wording import Say
from services.wording.labels import seat_label

CONTACT_COLUMNS = ("datum", "soort", "wie", "met")
"""What the import of contacts reads (`services.contacts.importing`)."""
BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def seats_sheet(export: NetworkExport, say: Say) -> bytes:
    """One row per seat, the required ones that are empty first."""
    heads = [
        *(say("No."), say("Seat"), say("Organisation"), say("State"), say("Rules")),
        *(say("Deputy"), say("Deputy briefed on"), say("Since"), say("Up to and including"), say("Speaks with")),
    ]
    rows = [*_empty_seats(export, say), *_seats(export, say)]
    if export.named:
        heads += [say("Name"), say("Name of the deputy")]
    return _written(export, say, heads, ([str(number), *row] for number, row in enumerate(rows, start=1)))


def contacts_sheet(export: NetworkExport, say: Say) -> bytes:
    """One row per pair of a contact, oldest first, as the import of contacts reads it."""
    contacts = sorted(export.facts.contacts, key=lambda contact: (contact.happened_on, contact.id))
    return _written(export, say, CONTACT_COLUMNS, (row for contact in contacts for row in _contact(export, contact)))


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


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


def _contact(export: NetworkExport, contact: Contact) -> Iterable[list[str]]:
    for one, other in contact.pairs():
        yield [_day(contact.happened_on), contact.kind.value, _party(export, one), _party(export, other)]


def _party(export: NetworkExport, end: End) -> str:
    return export.called(end.key)


def _written(export: NetworkExport, say: Say, heads: Iterable[str], rows: Iterable[list[str]]) -> bytes:
    page = StringIO(newline="")
    writer = csv.writer(page, delimiter=";", lineterminator="\r\n")
    writer.writerow([guarded(f"# {stamped(export.stamp, say)}")])
    writer.writerow([guarded(head) for head in heads])
    for row in rows:
        writer.writerow([guarded(plain(cell)) for cell in row])
    return (BOM + page.getvalue()).encode()


def _day(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""
