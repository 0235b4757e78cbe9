"""Layout blocks: a document in the user's words. Whoever composes a document never sees XML.

Text is `str`, or a `Line` of spans where a part is strong or quiet. A cell holds one line or several.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True)
class Span:
    """A stretch of text: `strong` stands out, `quiet` steps back."""

    text: str
    strong: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class Line:
    """One paragraph of text in spans."""

    spans: tuple[Span, ...]


Text = str | Line
Cell = Text | tuple[Text, ...]


def strong(text: str) -> Span:
    """Text that stands out."""
    return Span(text, strong=True)


def line(*parts: str | Span) -> Line:
    """A line of plain and marked text."""
    return Line(tuple(part if isinstance(part, Span) else Span(part) for part in parts))


class Tone(StrEnum):
    """How a callout speaks: `danger` is for immediate danger and a stop, nothing else."""

    DANGER = "danger"
    NOTE = "note"


@dataclass(frozen=True)
class Title:
    """The document's title and what stands right below it."""

    text: str
    subtitle: str = ""


@dataclass(frozen=True)
class Heading:
    """A chapter (level 1, numbered unless `numbered` is off) or a part of it (level 2). It stays with what follows.
    `new_page`: it begins a page, as an annex does."""

    text: str
    level: int = 1
    numbered: bool = True
    new_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Running text; `quiet` for remarks in small grey letters."""

    text: Text
    quiet: bool = False
    keep_with_next: bool = False


@dataclass(frozen=True)
class BulletList:
    """Points without an order."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Steps:
    """Points in an order, numbered 1, 2, 3; every list begins at one."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Checklist:
    """Points with an empty box in front, to be ticked with a pen."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Callout:
    """A box with a line at its left; for danger a line all round, so that print in black and white tells them apart."""

    lines: tuple[Text, ...]
    tone: Tone = Tone.NOTE


@dataclass(frozen=True)
class KeyValueTable:
    """Facts as name and value; `title` and `description` are read aloud by a screen reader."""

    rows: tuple[tuple[str, Cell], ...]
    title: str
    description: str = ""


@dataclass(frozen=True)
class Column:
    """A column with its share of the width."""

    title: str
    share: int


@dataclass(frozen=True)
class Table:
    """Rows under a repeated header row. With a `caption` the table is numbered."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str
    description: str = ""
    caption: str = ""


@dataclass(frozen=True)
class Picture:
    """A PNG of `size` pixels, as wide as the text or as high as the page; a screen reader reads `description`, which
    says all of it."""

    png: bytes
    size: tuple[int, int]
    title: str
    description: str


@dataclass(frozen=True)
class TableOfContents:
    """The chapters as links, without page numbers, so that opening the file asks nothing."""

    heading: str


class Entry(StrEnum):
    """What is filled in at a place of a form: words, one of a list, a day, or a tick."""

    TEXT = "text"
    CHOICE = "choice"
    DAY = "day"
    TICK = "tick"


@dataclass(frozen=True)
class FormField:
    """A place to fill in. `tag` and `name` are unique in a document: the one is read back, the other read aloud.

    `prompt` stands there while it is empty. `options` are values with their words. What is filled in already stands in
    `text` (for a choice its words), `day` or `ticked`. `lines`: room for so many; more than one may hold line breaks.
    """

    entry: Entry
    tag: str
    name: str
    prompt: str = ""
    options: tuple[tuple[str, str], ...] = ()
    text: str = ""
    day: date | None = None
    ticked: bool = False
    lines: int = 1


@dataclass(frozen=True)
class FormRow:
    """One row: its label, and what is filled in or stands there already. `begins`: a new group of rows."""

    label: str
    content: FormField | str
    begins: bool = False


@dataclass(frozen=True)
class FormTable:
    """Rows to fill in, kept on one page where they fit; labels take `label_share` hundredths of the width."""

    rows: tuple[FormRow, ...]
    title: str
    description: str = ""
    label_share: int = 40


Block = (
    Title
    | Heading
    | Paragraph
    | BulletList
    | Steps
    | Checklist
    | Callout
    | KeyValueTable
    | Table
    | Picture
    | TableOfContents
    | FormTable
)


@dataclass(frozen=True)
class Layout:
    """A whole document: what stands around it on every page, and its blocks.

    `warning` and `code` stand left and right at the top, `receiver` and `page_words` ("Page", "of") at the bottom,
    `marking` in the middle above all. `sheet_points` sets a one-page sheet with little room between, in this type size.
    `properties` are written into the file as custom properties; `table_word` begins each caption. A document with a
    `form_part` (XML by which a form is known again) may only be filled in, not changed.
    """

    title: str
    language: str
    author: str
    warning: str
    code: str
    receiver: str
    page_words: tuple[str, str]
    blocks: tuple[Block, ...]
    marking: str = ""
    sheet_points: int = 0
    properties: tuple[tuple[str, str], ...] = ()
    table_word: str = ""
    form_part: str = ""


def texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Every text of the blocks, in order."""
    for block in blocks:
        match block:
            case Title() | Heading():
                yield block.text
            case Paragraph():
                yield from _of_cell(block.text)
            case BulletList() | Steps() | Checklist():
                yield from _of_cell(block.items)
            case Callout():
                yield from _of_cell(block.lines)
            case KeyValueTable():
                for name, value in block.rows:
                    yield from (name, *_of_cell(value))
            case Picture():
                yield from (block.title, block.description)
            case FormTable():
                for row in block.rows:
                    yield from (row.label, row.content if isinstance(row.content, str) else row.content.text)
            case Table():
                yield from (column.title for column in block.columns)
                for row in block.rows:
                    for cell in row:
                        yield from _of_cell(cell)


def _of_cell(cell: Cell) -> Iterator[str]:
    if isinstance(cell, tuple):
        for part in cell:
            yield from _of_cell(part)
    else:
        yield cell if isinstance(cell, str) else "".join(span.text for span in cell.spans)
