"""What every reader of a part does: counts, refuses entities, stacks paragraphs. With expat: no tree is kept."""

from dataclasses import dataclass, field
from xml.parsers import expat

HOLE = "\0"
"""Where a program fills in a number."""
MOST_TEXT = 4_000_000
"""Signs of text in one file; a plan of a thousand conditions has a quarter of it."""
MOST_ELEMENTS = 1_000_000
_DEEPEST = 250


class Hostile(Exception):
    """A part that declares entities, or is deeper or larger than any document."""


@dataclass
class Found:
    """Paragraphs as they are read; what stands in a table of contents apart."""

    paragraphs: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)


class PartReader:
    """What every reader does: counts, refuses entities, stacks paragraphs (a text box stands in one)."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self.open: list[list[str]] = []
        self.aside: list[bool] = []
        self.depth = self.elements = self.signs = 0
        self.passed = 0
        """How deep in what is passed over; nothing below it is read."""

    def parse(self, xml: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._said
        parser.Parse(xml, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > _DEEPEST or self.elements > MOST_ELEMENTS:
            raise Hostile
        if self.passed or self.passes(name):
            self.passed += 1
        else:
            self.begins(name, attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1
        if self.passed:
            self.passed -= 1
        else:
            self.ends(name)

    def _said(self, text: str) -> None:
        self.signs += len(text)
        if self.signs > MOST_TEXT:
            raise Hostile
        if not self.passed:
            self.says(text)

    def opens(self) -> None:
        """A paragraph begins."""
        self.open.append([])
        self.aside.append(False)

    def closes(self) -> None:
        """A paragraph ends."""
        if self.open:
            text, contents = "".join(self.open.pop()), self.aside.pop()
            (self.found.contents if contents else self.found.paragraphs).append(text)

    def write(self, text: str) -> None:
        """Text of the paragraph that is open."""
        if self.open:
            self.open[-1].append(text)

    def passes(self, name: str) -> bool:
        """Whether an element is passed over with all in it."""
        raise NotImplementedError

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        """An element that is read begins."""
        raise NotImplementedError

    def ends(self, name: str) -> None:
        """And ends."""
        raise NotImplementedError

    def says(self, text: str) -> None:
        """Text between tags."""
        raise NotImplementedError


class Values(PartReader):
    """Properties: every text between tags of a part, or only those of one element."""

    def __init__(self, found: Found, only: str = "") -> None:
        super().__init__(found)
        self.only = only

    def passes(self, name: str) -> bool:
        return False

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        if not self.only or name == self.only:
            self.opens()

    def ends(self, name: str) -> None:
        if not self.only or name == self.only:
            self.closes()

    def says(self, text: str) -> None:
        self.write(text)


def _refuse(*_: object) -> None:
    raise Hostile
