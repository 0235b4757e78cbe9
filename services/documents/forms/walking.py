"""Walks once through a document's body and gathers its rows: the words of each cell, and the controls in it.

Words are kept as they are read: tracked insertions in, deletions out, each with a flag. Nothing is interpreted here.
"""

import re
from dataclasses import dataclass, field

from lxml import etree  # ty: ignore[import-not-found]  (it ships no types)

from services.documents.forms.faults import FormFault, FormRefused
from services.documents.forms.parts import MAIN
from services.documents.forms.words import FormWords, alike

MOST_ANSWERS = 400
LONGEST = 20_000
DELETED, INSERTED, BY_LABEL = "deleted_text", "inserted_text", "by_label"
TICKED, UNTICKED = ("☒", "☑", "✓", "✔"), ("☐",)
_TAG = re.compile(r"(?:c[1-9]\d?\.)?[a-z][a-z_]{0,30}(?:\.[A-Za-z0-9_-]{1,40})?")
_VALUE = re.compile(r"[A-Za-z0-9_-]{1,40}")
_CODE = re.compile(r"F-[0-9A-Z]{4,8}-[0-9A-F]{8}")
_SPACES = frozenset(f"{{{space}" for space in MAIN)
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "-"}
_BOXES = {"F0FE": "☒", "F052": "☑", "F0FD": "☒", "F0A8": "☐", "F06F": "☐", "F0FC": "✓"}
"""The boxes of Wingdings, with which old forms are ticked."""
_SILENT = frozenset(
    ("sdtPr", "sdtEndPr", "pPr", "tblPr", "tcPr", "trPr", "rPr", "sectPr", "instrText", "delText", "delInstrText")
)
_ON = ("1", "true", "on", None)


@dataclass
class Words:
    """A stretch of words as it is gathered: of a control, or of a cell outside its controls."""

    said: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    size: int = 0
    breaks: int = 0

    def take(self, words: str) -> None:
        """Takes words in. Raises FormRefused when they are too many."""
        self.said.append(words)
        self.size += len(words)
        if self.size > 2 * LONGEST:
            raise FormRefused(reason=FormFault.TOO_LONG)

    @property
    def text(self) -> str:
        """The words as one text."""
        return "".join(self.said).strip()


@dataclass
class FilledControl(Words):
    """A control with its name. `box`: a tick box and whether it is ticked. `prompting`: it says that nobody filled it
    in; `dressed` that all its words wear the style of a prompt."""

    tag: str = ""
    alias: str = ""
    box: bool | None = None
    prompting: bool = False
    dressed: bool = True


@dataclass
class Row:
    """A row of a table, or a paragraph or control that stands alone (one cell): in which block, its cells' words
    outside controls, and its controls."""

    block: int
    table: bool
    cells: list[Words] = field(default_factory=list)
    controls: list[FilledControl] = field(default_factory=list)


class Walk:
    """One walk. `rows`, `codes` (printed ones), `flags` and `choices` (values by their words) are what was gathered."""

    def __init__(self, words: FormWords) -> None:
        self.words = words
        self.rows: list[Row] = []
        self.codes: list[str] = []
        self.flags: set[str] = set()
        self.choices: dict[str, str] = {}
        self._block = 0
        self._row: Row | None = None
        self._in_cell = False
        self._into: list[Words] = [Words()]
        self._inserted = 0
        self._count = 0

    def through(self, element: etree._Element) -> None:
        """Walks through everything below an element."""
        for child in element:
            name = name_of(child)
            if name in _SILENT:
                continue
            if name in _VISITS:
                _VISITS[name](self, child)
            elif name in _BREAKS:
                self._into[-1].breaks += _BREAKS[name] == "\n"
                self._say(_BREAKS[name], child)
            elif child.tag == _ALTERNATE:  # the same thing twice, the newer way first
                self.through(child[0] if len(child) else child)
            else:
                self.through(child)

    def _deleted(self, element: etree._Element) -> None:
        if any(name_of(part) in ("delText", "t") for part in element.iter()):
            self._flag(DELETED)

    def _insertion(self, element: etree._Element) -> None:
        self._inserted += 1
        self.through(element)
        self._inserted -= 1

    def _paragraph(self, paragraph: etree._Element) -> None:
        if self._row is not None:
            self.through(paragraph)
        else:
            self._gather(Row(self._block, table=False, cells=[Words()]), paragraph)
        if not self._end_deleted(paragraph):
            self._into[-1].take("\n")

    def _end_deleted(self, paragraph: etree._Element) -> bool:
        """Whether the paragraph's end was deleted, so that the next one follows on."""
        properties = paragraph[0] if len(paragraph) and name_of(paragraph[0]) == "pPr" else ()
        if any(name_of(mark) == "del" for run in properties if name_of(run) == "rPr" for mark in run):
            self._flag(DELETED)
            return True
        return False

    def _table_row(self, row: etree._Element) -> None:
        if self._row is not None:  # a table within an answer is part of its words
            self.through(row)
        elif any(name_of(mark) == "del" for part in row[:2] if name_of(part) == "trPr" for mark in part):
            self.flags.add(DELETED)
        else:
            self._gather(Row(self._block, table=True), row)

    def _gather(self, row: Row, element: etree._Element) -> None:
        self._row = row
        self._into.append(row.cells[0] if row.cells else Words())
        self.through(element)
        self._into.pop()
        self._row = None
        first = row.cells[0].text if row.cells else ""
        if not row.table or len(row.cells) == 1 or not any(cell.text for cell in row.cells[1:]):
            self._block = row.block = self.words.block(first) or self._block
        self.codes += (code for cell in row.cells for code in _CODE.findall(cell.text))
        self.rows.append(row)

    def _cell(self, cell: etree._Element) -> None:
        if self._row is None or not self._row.table or self._in_cell:
            self.through(cell)
            self._into[-1].take(" ")
            return
        self._in_cell = True
        self._row.cells.append(Words())
        if isinstance(self._into[-1], FilledControl):  # a control around the cell takes its words
            self.through(cell)
        else:
            self._into.append(self._row.cells[-1])
            self.through(cell)
            self._into.pop()
        self._in_cell = False

    def _control(self, element: etree._Element) -> None:
        control, content = FilledControl(), None
        for part in element:
            if name_of(part) == "sdtPr":
                _describe(control, part)
                self._note_choices(part)
            elif name_of(part) == "sdtContent":
                content = part
        if content is None:
            return
        if not control.tag:
            self._name_by_alias(control)
        around = self._into[-1]
        if not control.tag or (isinstance(around, FilledControl) and around.tag == control.tag):
            self.through(content)  # nobody's name: its words are those of what it stands in
        elif self._row is None:
            self._row = Row(self._block, table=False, cells=[Words()])
            self._open(control, content)
            self.rows.append(self._row)
            self._row = None
        else:
            self._open(control, content)

    def _note_choices(self, properties: etree._Element) -> None:
        for part in properties:
            if name_of(part) in ("dropDownList", "comboBox"):
                for item in part:
                    if _VALUE.fullmatch(chosen := value(item, "value")):
                        self.choices.setdefault(alike(value(item, "displayText")), chosen)

    def _name_by_alias(self, control: FilledControl) -> None:
        """LibreOffice 7.4 keeps the alias of a control and drops its tag. Around a box it leaves a shell that has the
        alias and no box, and reaches down to the end of the document: no control any more."""
        block = self.words.block(control.alias)
        tag = self.words.key(control.alias.partition(": ")[2] if block else control.alias, block)
        if tag and not (control.box is None and self.words.is_check(tag)):
            control.tag = tag
            control.flags.add(BY_LABEL)

    def _open(self, control: FilledControl, content: etree._Element) -> None:
        self._count += 1
        if self._count > MOST_ANSWERS:
            raise FormRefused(reason=FormFault.TOO_MANY_ANSWERS)
        if self._row is not None:
            self._row.controls.append(control)
        self._into.append(control)
        self.through(content)
        self._into.pop()

    def _text(self, element: etree._Element) -> None:
        self._say(element.text or "", element)

    def _symbol(self, element: etree._Element) -> None:
        self._say(_BOXES.get(value(element, "char").upper(), ""), element)

    def _say(self, words: str, element: etree._Element) -> None:
        into = self._into[-1]
        into.take(words)
        if words.strip():
            if self._inserted:
                self._flag(INSERTED)
            if isinstance(into, FilledControl):
                into.dressed = into.dressed and _dressed_as_prompt(element.getparent())

    def _flag(self, flag: str) -> None:
        self._into[-1].flags.add(flag)
        self.flags.add(flag)


_VISITS = {
    "p": Walk._paragraph,
    "tr": Walk._table_row,
    "tc": Walk._cell,
    "sdt": Walk._control,
    "t": Walk._text,
    "sym": Walk._symbol,
    "ins": Walk._insertion,
    "moveTo": Walk._insertion,
    "del": Walk._deleted,
    "moveFrom": Walk._deleted,
}


def name_of(element: etree._Element) -> str:
    """An element's name in the main vocabulary, empty when it is of another."""
    space, _, name = str(element.tag).rpartition("}")
    return name if space in _SPACES else ""


def value(element: etree._Element, name: str = "val") -> str:
    """An attribute of the main vocabulary."""
    return next((said for space in MAIN if (said := element.get(f"{{{space}}}{name}")) is not None), "")


def _describe(control: FilledControl, properties: etree._Element) -> None:
    for part in properties:
        name = name_of(part)
        if name == "tag":
            said = value(part).strip()
            control.tag = said if _TAG.fullmatch(said) else ""
        elif name == "alias":
            control.alias = value(part)[:200]
        elif name == "showingPlcHdr":
            control.prompting = value(part) not in ("0", "false", "off")
        elif part.tag == f"{_W14}checkbox":
            control.box = any(mark.tag == f"{_W14}checked" and mark.get(f"{_W14}val") in _ON for mark in part)


def _dressed_as_prompt(run: etree._Element | None) -> bool:
    """Whether a run wears the style of the words that stand in an empty control."""
    properties = run[0] if run is not None and len(run) and name_of(run[0]) == "rPr" else ()
    worn = (value(part).lower() for part in properties if name_of(part) == "rStyle")
    return any("placeholder" in style or "tijdelijke" in style for style in worn)
