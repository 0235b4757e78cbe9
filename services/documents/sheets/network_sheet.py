"""The network sheet: the picture, the findings and the table of who speaks with whom, for the team of a case.

Everybody is called by their part in the case. Partners get no such sheet; `services.network.table.speaking_rows` gives
the gaps of one organisation alone to whoever makes them one.
"""

from models.terms import OrganisationKind
from services.documents.word.layout import (
    Block,
    Cell,
    Column,
    Heading,
    Layout,
    Line,
    Paragraph,
    Picture,
    Span,
    Table,
    Text,
    Title,
    line,
    strong,
)
from services.network.drawn.picture import described
from services.network.drawn.png import network_png, size_of
from services.network.drawn.told import title_of
from services.network.facts import Finding, NetworkFacts
from services.network.table import SpeakingRow, speaking_rows
from services.wording import Say
from services.wording.labels import organisation_label

NETWORK_SHEET = "netwerkblad"
"""What it is called where documents are asked for."""


def compose(
    facts: NetworkFacts,
    findings: tuple[Finding, ...],
    say: Say,
    *,
    needed: int,
    copy_code: str,
    fictional: bool,
) -> Layout:
    """The sheet, from facts `by_part` and the findings on them."""
    return Layout(
        title=say("Partner network"),
        language=say.language,
        author=organisation_label(say, OrganisationKind.VEILIGHEIDSHUIS.value),
        warning=say("CONFIDENTIAL – do not share with the alleged perpetrator"),
        code=say("{day} | copy {copy}", day=say.day(facts.today, weekday=False), copy=copy_code),
        receiver=say("Only for {receiver}", receiver=say("the team of this case")),
        page_words=(say("Page"), say("of")),
        blocks=tuple(_blocks(facts, findings, say, needed)),
        marking=say("FICTIONAL – practice region") if fictional else "",
        properties=(("copy", copy_code),),
        table_word=say("Table"),
    )


def _blocks(facts: NetworkFacts, findings: tuple[Finding, ...], say: Say, needed: int) -> list[Block]:
    told = described(facts, findings, say, needed)
    png = network_png(facts, findings, say)
    note = say("“No contact recorded” does not say that there was none.")
    return [
        Title(say("Partner network"), title_of(facts, say)),
        Picture(png, size_of(png), say("Partner network"), told.replace("\n", " ")),
        Paragraph(note, quiet=True),
        Heading(say("Findings"), numbered=False),
        *_findings(findings, say),
        Heading(say("Who speaks with whom"), numbered=False),
        _table(speaking_rows(facts, findings, say), say),
    ]


def _findings(findings: tuple[Finding, ...], say: Say) -> list[Block]:
    if not findings:
        return [Paragraph(say("Nothing is missing."), quiet=True)]
    return [Paragraph(_point(finding)) for finding in findings]


def _point(finding: Finding) -> Line:
    rules = f" ({', '.join(finding.rule_ids)})" if finding.rule_ids else ""
    return line(strong(f"{finding.rank}. {finding.text}"), f" {finding.suggestion}", Span(rules, quiet=True))


def _table(rows: tuple[SpeakingRow, ...], say: Say) -> Table:
    columns = (
        Column(say("Who"), 26),
        Column(say("Speaks with"), 36),
        Column(say("State"), 22),
        Column(say("Why"), 16),
    )
    title = say("Who speaks with whom")
    return Table(columns, tuple(map(_row, rows)), title, say("First each gap, then per seat what is recorded."), title)


def _row(row: SpeakingRow) -> tuple[Cell, ...]:
    state: Text = line(strong(f"! {row.state}")) if row.gap else row.state
    return (line(strong(row.who)), row.speaks_with, state, row.why)
