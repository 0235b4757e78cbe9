"""From layout to the bytes of a Word file: python-docx opens our base document, takes in the body, and packs it.

The same layout and moment give the same bytes: members are repacked in a fixed order with a fixed time stamp.
"""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from services.documents.word import renderer
from services.documents.word.base import base_document, custom_properties, locale
from services.documents.word.layout import Layout

_EPOCH = (1980, 1, 1, 0, 0, 0)
_FIRST = "[Content_Types].xml"


def pack(layout: Layout, made_at: datetime) -> bytes:
    """A finished .docx. `made_at` (zone-aware) is the only moment that the file tells."""
    document = Document(BytesIO(base_document(layout.language, layout.sheet_points)))
    _fill(document.element.body, renderer.body(layout), keep_last=True)
    section = document.sections[0]
    _fill(section.header._element, renderer.header(layout))  # the public API offers paragraphs, not the element
    _fill(section.footer._element, renderer.footer(layout))
    about = document.core_properties
    about.author, about.title, about.language = layout.author, layout.title, locale(layout.language)
    about.created = about.modified = made_at.astimezone(UTC)
    about.revision = 1
    packed = BytesIO()
    document.save(packed)
    return _settle(packed.getvalue(), layout)


def _fill(target: BaseOxmlElement, xml: str, keep_last: bool = False) -> None:
    """Replaces what an element holds by what another holds; `keep_last` keeps the section properties."""
    children = list(target)
    last = children[-1] if keep_last else None
    for child in children:
        target.remove(child)
    target.extend(list(parse_xml(xml)))
    if last is not None:
        target.append(last)


def _settle(packed: bytes, layout: Layout) -> bytes:
    with ZipFile(BytesIO(packed)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    escaped = tuple((renderer.clean(name), renderer.clean(value)) for name, value in layout.properties)
    members["docProps/custom.xml"] = custom_properties(escaped).encode()
    settled = BytesIO()
    with ZipFile(settled, "w", ZIP_DEFLATED) as archive:
        for name in sorted(members, key=lambda name: (name != _FIRST, name)):
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, members[name])
    return settled.getvalue()
