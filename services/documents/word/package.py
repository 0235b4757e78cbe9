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
from services.documents.word.base import R, base_document, custom_properties, locale
from services.documents.word.layout import Layout, Picture

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
    _add_pictures(members, [block.png for block in layout.blocks if isinstance(block, Picture)])
    settled = BytesIO()
    with ZipFile(settled, "w", ZIP_DEFLATED) as archive:
        for name in sorted(members, key=lambda name: (name != _FIRST, name)):
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, members[name])
    return settled.getvalue()


def _add_pictures(members: dict[str, bytes], pictures: list[bytes]) -> None:
    """Pictures as parts of the file, with their type and their relation to the document."""
    if not pictures:
        return
    for number, png in enumerate(pictures, start=1):
        members[f"word/media/picture{number}.png"] = png
    rows = "".join(
        f'<Relationship Id="{renderer.picture_id(number)}" Type="{R}/image" Target="media/picture{number}.png"/>'
        for number in range(1, len(pictures) + 1)
    )
    _insert(members, "word/_rels/document.xml.rels", b"</Relationships>", rows)
    _insert(members, _FIRST, b"</Types>", '<Default Extension="png" ContentType="image/png"/>')


def _insert(members: dict[str, bytes], part: str, before: bytes, more: str) -> None:
    members[part] = members[part].replace(before, more.encode() + before)
