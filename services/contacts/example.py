"""An example of a file with contacts, for whoever fills one in. It names nobody of any case. Pure."""

import csv
from datetime import date, timedelta
from io import StringIO

from models.terms import ContactKind
from services.contacts.importing import COLUMNS
from services.wording import Say

NAME = "voorbeeld-contacten.csv"


def example_file(today: date, say: Say) -> bytes:
    """Three contacts of made-up people, as a Dutch spreadsheet opens it. Read as it is, no line of it is accepted:
    nobody on a case goes by these names."""
    first, second, third = (say("J. Example"), say("M. Sample"), say("K. Pattern"))
    text = StringIO()
    sheet = csv.writer(text, delimiter=";", lineterminator="\r\n")
    sheet.writerow(COLUMNS)
    for days, kind, who, others in (
        (1, ContactKind.PHONE, first, (second,)),
        (2, ContactKind.IN_PERSON, first, (second, third)),
        (3, ContactKind.MESSAGE, third, (first,)),
    ):
        sheet.writerow([f"{today - timedelta(days=days):%d-%m-%Y}", kind.value, who, " + ".join(others)])
    return text.getvalue().encode("utf-8-sig")
