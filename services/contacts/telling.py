"""What an import says about itself: a sentence for every fault, and the report as a file."""

import csv
from io import StringIO

from models.terms import ContactKind
from services.contacts.decoding import FileFault
from services.contacts.importing import ImportLine, ImportReport, LineFault
from services.contacts.spreadsheet import guarded
from services.wording import Say

_FILE: dict[str, str] = {
    "empty": "This file is empty.",
    "no_lines": "This file has a first line with columns and no contacts under it.",
    "binary": "This is no text file. Save the list as CSV and choose that file.",
    "workbook": "This is a workbook, not a CSV file. In the spreadsheet choose Save as, then CSV.",
    "unreadable": "This file is damaged: its text cannot be read. Save it as CSV (UTF-8) and try again.",
    "too_large": "This file is too large: {found} bytes, and at most {most} are read. Split it up.",
    "too_many_lines": "This file has {found} lines, and at most {most} are read at once. Split it up.",
    "columns_missing": (
        "The first line must name the columns datum, soort, wie and met, with semicolons, commas or tabs in between. "
        "Missing: {columns}."
    ),
    "columns_twice": "The first line names a column twice: {columns}. Keep one of each.",
}
_LINE: dict[str, str] = {
    "encoding": "This line is in another encoding than the rest of the file. Type its letters with accents anew.",
    "too_long": "This line is too long to be one contact.",
    "quotes": "The quotation marks in this line do not match, or a cell holds a line break.",
    "too_many_cells": "This line has more cells than there are columns.",
    "formula": "The cell {column} begins like a formula ({words}). Begin it with a letter or a number.",
    "no_day": "This is no day: {words}. Write it like 23-11-2026.",
    "no_kind": "This is no kind of contact: {words}. Choose from: {kinds}.",
    "nobody": "Nobody on this case goes by this name: {words}.",
    "ambiguous": "More than one on this case can be meant: {words}. Write the full name, or organisation/role.",
    "in_future": "This day is still to come: {words}.",
    "long_ago": "This day lies too long ago to be right: {words}.",
    "too_few": "Name at least two who were in touch with each other.",
    "too_many": "Name at most sixty who were in touch with each other.",
    "same_twice": "Somebody is named twice in this line.",
}


def file_sentence(fault: FileFault, say: Say) -> str:
    """Why the file cannot be read and what to do, in one or two sentences."""
    return say(_FILE[fault.reason], found=fault.found, most=fault.most, columns=say.listed(fault.columns))


def line_sentence(fault: LineFault, say: Say) -> str:
    """Why a line gives no contact and what to do. It holds words of the file: show it to whoever reads the case only,
    and never as markup."""
    kinds = ", ".join(kind.value for kind in ContactKind)
    return say(_LINE[fault.reason], column=fault.column, words=fault.words or "–", kinds=kinds)


def line_outcome(line: ImportLine, say: Say) -> str:
    """What becomes of a line, in a few words."""
    if line.fault:
        return say("Not read")
    return say("There already") if line.already_there else say("Would be recorded")


def report_file(report: ImportReport, say: Say) -> bytes:
    """The report as a file for a spreadsheet, by line: number, what becomes of it, why not. Cells are disarmed."""
    text = StringIO()
    sheet = csv.writer(text, delimiter=";", lineterminator="\r\n")
    sheet.writerow([say("Line"), say("Outcome"), say("What to do")])
    for fault in report.faults:
        sheet.writerow(["", say("Not read"), guarded(file_sentence(fault, say))])
    for line in report.lines:
        why = line_sentence(line.fault, say) if line.fault else ""
        sheet.writerow([line.number, line_outcome(line, say), guarded(why)])
    return text.getvalue().encode("utf-8-sig")
