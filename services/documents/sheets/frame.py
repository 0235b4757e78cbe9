"""What stands around every sheet for partners, and small parts that sheets share: boxes, whom to call."""

from models.terms import OrganisationKind
from services.documents import phrases
from services.documents.word.layout import (
    Block,
    Callout,
    Cell,
    Column,
    KeyValueTable,
    Layout,
    Paragraph,
    Table,
    Tone,
    line,
    strong,
)
from services.plans.facts import PlanContent
from services.wording import Say
from services.wording.labels import organisation_label

BOX = "☐"
"""To be ticked with a pen."""
POLICE_NUMBER = "0900-8844"
"""The national number of the police where there is no danger: public, not of a case."""


def framed(
    say: Say, plan: PlanContent, *, title: str, code: str, receiver: str, blocks: list[Block], copy_code: str
) -> Layout:
    """A sheet for partners. `code` stands at the top right, `receiver` in the foot; `title` holds nothing of a case."""
    return Layout(
        title=title,
        language=say.language,
        author=phrases.author(say, plan),
        warning=say("CONFIDENTIAL – do not share with the alleged perpetrator"),
        code=code,
        receiver=say("Only for {receiver}", receiver=receiver),
        page_words=(say("Page"), say("of")),
        blocks=tuple(blocks),
        marking=phrases.marking(say, plan),
        properties=(("copy", copy_code),),
        table_word=say("Table"),
    )


def of_plan(say: Say, plan: PlanContent, copy_code: str) -> str:
    """Which plan, which version, which copy: the code of an edition for partners."""
    return say("Plan {code} | version {number} | copy {copy}", code=plan.code, number=plan.version, copy=copy_code)


def stop(say: Say, plan: PlanContent) -> list[Block]:
    """The hold, where one is in force: the first thing to read."""
    if not plan.hold_in_force:
        return []
    told = say("Stop: nobody approaches the alleged perpetrator until the case director releases this.")
    return [Callout((line(strong(told)),), Tone.DANGER)]


def whom_to_call(say: Say, plan: PlanContent) -> KeyValueTable:
    """112, the case director, and the police where there is no danger."""
    director = phrases.seat(say, plan.director_role, plan.director_organisation)
    rows: tuple[tuple[str, Cell], ...] = (
        (say("In danger"), line(strong("112"))),
        (say("Case director"), ", ".join(part for part in (director, plan.director_number) if part)),
        (say("No danger, but police needed"), f"{organisation_label(say, OrganisationKind.POLITIE)}, {POLICE_NUMBER}"),
    )
    return KeyValueTable(rows, say("Whom to call"), say("Whom to call in danger, and for everything else."))


def calm(text: str) -> Paragraph:
    """A line where there is nothing to show, or a remark."""
    return Paragraph(text, quiet=True)


def table(title: str, told: str, columns: tuple[tuple[str, int], ...], rows: list[tuple[Cell, ...]]) -> Table:
    """Rows under named columns with their shares of the width; `told` is read by a screen reader."""
    return Table(tuple(Column(name, share) for name, share in columns), tuple(rows), title, told)
