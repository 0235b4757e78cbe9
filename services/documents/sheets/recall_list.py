"""The recall list on paper: which copies must come back, who has them, how to reach them, room to tick off."""

from datetime import datetime

from models.terms import OrganisationKind
from services.documents.copies.facts import RecallLine
from services.documents.phrases import NOTHING
from services.documents.word.layout import Column, Layout, Paragraph, Table, Title
from services.wording import Say, label
from services.wording.labels import organisation_label

RECALL_LIST = "terughaallijst"
"""What it is called where documents are asked for."""


def compose(
    lines: tuple[RecallLine, ...], say: Say, *, code: str, copy_code: str, made_at: datetime, fictional: bool
) -> Layout:
    """The list; `code` is the case's."""
    return Layout(
        title=say("Copies to be called back"),
        language=say.language,
        author=organisation_label(say, OrganisationKind.VEILIGHEIDSHUIS.value),
        warning=say("CONFIDENTIAL – do not share with the alleged perpetrator"),
        code=say("{day} | copy {copy}", day=say.day(made_at, weekday=False), copy=copy_code),
        receiver=say("Only for {receiver}", receiver=say("the case director")),
        page_words=(say("Page"), say("of")),
        blocks=(
            Title(say("Copies to be called back"), say("Case {code}", code=code)),
            Paragraph(
                say("Ask to have each copy handed back or destroyed, also where it was saved or printed. Note it here.")
            ),
            _table(lines, say),
        ),
        marking=say("FICTIONAL – practice region") if fictional else "",
        properties=(("copy", copy_code),),
        table_word=say("Table"),
    )


def _table(lines: tuple[RecallLine, ...], say: Say) -> Table:
    columns = (
        Column(say("Copy"), 15),
        Column(say("Who has it"), 26),
        Column(say("To be reached"), 35),
        Column(say("What became of it"), 24),
    )
    rows = tuple(
        (
            (line.copy.copy_code, _version(line, say)),
            tuple(part for part in (line.holder, _home(line, say)) if part) or NOTHING,
            tuple(part for part in (line.phone, line.email) if part) or NOTHING,
            _outcome(line, say),
        )
        for line in lines
    )
    title = say("Copies to be called back")
    return Table(columns, rows, title, say("Copy code, who has it, phone and mail, and what became of it."))


def _version(line: RecallLine, say: Say) -> str:
    return say("version {number}", number=line.copy.version) if line.copy.version else say("another paper")


def _home(line: RecallLine, say: Say) -> str:
    return organisation_label(say, line.copy.for_organisation) if line.copy.for_organisation else ""


def _outcome(line: RecallLine, say: Say) -> str:
    copy = line.copy
    if copy.outcome is None or copy.settled_at is None:
        return say("still to be called back")
    return f"{label(say, copy.outcome)}, {say.day(copy.settled_at, weekday=False)}"
