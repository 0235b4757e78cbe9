"""Reads a form that came back, whoever saved it and with what.

One function takes a file from outside and gives back facts or a refusal. Whatever breaks on the way is a refusal too,
and none of them holds anything of what stands in the file.
"""

import struct
import zlib
from collections.abc import Iterator
from zipfile import BadZipFile

from lxml import etree  # ty: ignore[import-not-found]  (it ships no types)

from services.documents.forms.answers import answers_in
from services.documents.forms.facts import FormRead, Marks
from services.documents.forms.faults import FormFault, FormRefused
from services.documents.forms.opening import Package, opened
from services.documents.forms.provenance import NAMESPACE, marks_in_part, marks_in_properties
from services.documents.forms.walking import Walk, name_of
from services.documents.forms.wiring import parsed, related
from services.documents.forms.words import FormWords, words_of_forms

SHAPE_FAULTS = (BadZipFile, zlib.error, etree.Error, struct.error, EOFError)
"""What a broken file makes of those who read it."""
HEAVY_FAULTS = (MemoryError, RecursionError)
OTHER_FAULTS = (ArithmeticError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError)


def read_form(content: bytes, words: FormWords | None = None) -> FormRead:
    """Everything that stands in a form's controls, and what it carries to be known again.

    `words`: those by which rows are known that lost their controls; without them, those of the forms that go out.
    Raises FormRefused and nothing else, whatever the file holds. Files from outside go by `apart.read_apart`.
    """
    words = words or words_of_forms()
    try:
        return _read(opened(content), words)
    except FormRefused:
        raise
    except HEAVY_FAULTS:
        fault = FormFault.TOO_HEAVY
    except (*SHAPE_FAULTS, *OTHER_FAULTS):
        fault = FormFault.DAMAGED
    raise FormRefused(reason=fault)  # outside the handler: a cause would carry what stands in the file


def _read(package: Package, words: FormWords) -> FormRead:
    document = parsed(package.parts[package.main])
    if name_of(document) != "document":
        raise FormRefused(reason=FormFault.DAMAGED)
    walk = Walk(words)
    for body in document:
        if name_of(body) == "body":
            walk.through(body)
    answers = answers_in(walk.rows, words, walk.choices)
    codes = walk.codes or list(_codes_around(package))
    part_marks, property_marks = _part_marks(package), _property_marks(package)
    if not (answers or codes or part_marks or property_marks):
        raise FormRefused(reason=FormFault.NOT_A_FORM)
    return FormRead(answers, part_marks, property_marks, codes[0] if codes else "", tuple(sorted(walk.flags)))


def _codes_around(package: Package) -> Iterator[str]:
    """Printed codes in headers and footers."""
    for name, xml in package.parts.items():
        if name.startswith(("word/header", "word/footer")):
            walk = Walk(FormWords())
            walk.through(parsed(xml))
            yield from walk.codes


def _part_marks(package: Package) -> Marks | None:
    """The marks in the part of their own; Word and SharePoint add parts beside it, and give it other names."""
    space = NAMESPACE.encode()
    for name, xml in package.parts.items():
        if name.lower().startswith("customxml/") and (space in xml or xml[:2] in (b"\xff\xfe", b"\xfe\xff")):
            marks = marks_in_part(parsed(xml))
            if marks is not None:
                return marks
    return None


def _property_marks(package: Package) -> Marks | None:
    rows = (row for name in related(package.parts, "custom-properties") for row in parsed(package.parts[name]))
    return marks_in_properties((row.get("name") or "", "".join(str(text) for text in row.itertext())) for row in rows)
