"""Looks through one XML part of a file from outside before anything else parses it.

With expat, which stops at the first DOCTYPE, in whatever encoding it is written, and keeps nothing in memory.
"""

from xml.parsers import expat

from services.documents.forms.faults import FormFault, FormRefused

MAIN = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
"""The main vocabulary, as Word writes it and in the strict variant."""
DEEPEST = 120
"""Elements within elements; tables within tables in real documents come to 40."""
MOST_ELEMENTS = 200_000
MOST_ATTRIBUTES = 60
MOST_NAMESPACES = 3_000
LONGEST_TOKEN = 300
_LONGEST_FIELD = 4_000

_IN_MAIN = {
    "altChunk": FormFault.EMBEDDED,
    "object": FormFault.EMBEDDED,
    "subDoc": FormFault.FROM_ELSEWHERE,
    "frameset": FormFault.FROM_ELSEWHERE,
    "movie": FormFault.FROM_ELSEWHERE,
    "saveThroughXslt": FormFault.LINKED_TEMPLATE,
    "attachedTemplate": FormFault.LINKED_TEMPLATE,
    "control": FormFault.CONTROLS,
    "mailMerge": FormFault.MAIL_MERGE,
}
_ELSEWHERE = {
    "urn:schemas-microsoft-com:office:office OLEObject": FormFault.EMBEDDED,
    "http://schemas.microsoft.com/office/2006/activeX ocx": FormFault.CONTROLS,
    "http://schemas.microsoft.com/office/word/2006/wordml vbaSuppData": FormFault.MACROS,
    "http://schemas.microsoft.com/office/word/2006/wordml tcg": FormFault.MACROS,
}
_REFUSED = {f"{space} {name}": fault for space in MAIN for name, fault in _IN_MAIN.items()} | _ELSEWHERE
_CODES = tuple(f"{space} instrText" for space in MAIN)
_MARKS = tuple(f"{space} fldChar" for space in MAIN)
_SIMPLE = {f"{space} fldSimple": f"{space} instr" for space in MAIN}
_FETCHING = frozenset(
    (
        *("DDE", "DDEAUTO", "LINK", "EMBED", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "RD", "DATABASE"),
        *("CONTROL", "MACROBUTTON", "GOTOBUTTON", "HTMLCONTROL", "ADDIN"),
    )
)
"""Fields that fetch or run something when the document is opened."""


class _Look:
    """What passes by of one part, counted."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.depth = self.elements = self.namespaces = 0
        self.field: list[str] = []
        self.parser = parser

    def refuse_instructions(self, *_: object) -> None:
        """A DOCTYPE, and with it every entity."""
        raise FormRefused(reason=FormFault.ENTITIES)

    def namespace(self, *_: object) -> None:
        """Declarations of namespaces are attributes too."""
        self.namespaces += 1
        if self.namespaces > MOST_NAMESPACES:
            raise FormRefused(reason=FormFault.TOO_INVOLVED)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.depth += 1
        self.elements += 1
        involved = self.depth > DEEPEST or self.elements > MOST_ELEMENTS or len(attributes) > MOST_ATTRIBUTES
        if involved or len(name) > LONGEST_TOKEN:
            raise FormRefused(reason=FormFault.TOO_INVOLVED)
        if name in _REFUSED:
            raise FormRefused(reason=_REFUSED[name])
        if name in _CODES:
            self.parser.CharacterDataHandler = self.field.append
        elif name in _MARKS:
            self._check_field()
        elif name in _SIMPLE:
            self.field.append(attributes.get(_SIMPLE[name], ""))
            self._check_field()

    def end(self, name: str) -> None:
        """An element ends."""
        self.depth -= 1
        if name in _CODES:
            self.parser.CharacterDataHandler = None
            if len(self.field) > _LONGEST_FIELD:
                raise FormRefused(reason=FormFault.TOO_INVOLVED)

    def _check_field(self) -> None:
        """A field's code can be written in pieces; it is whole at the field's next mark."""
        words = "".join(self.field).split(maxsplit=1)
        self.field.clear()
        if words and words[0].upper().lstrip("\\") in _FETCHING:
            raise FormRefused(reason=FormFault.FROM_ELSEWHERE)


def check_part(xml: bytes) -> None:
    """Refuses a part with a DOCTYPE, too involved a one, and one that embeds, fetches or runs something.

    Raises FormRefused, DAMAGED when it is no well-formed XML.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    look = _Look(parser)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = look.refuse_instructions
    parser.EntityDeclHandler = look.refuse_instructions
    parser.StartNamespaceDeclHandler = look.namespace
    parser.StartElementHandler = look.start
    parser.EndElementHandler = look.end
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, LookupError, UnicodeError):
        raise FormRefused(reason=FormFault.DAMAGED) from None
    finally:
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None
        parser.StartNamespaceDeclHandler = None
