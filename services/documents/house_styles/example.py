"""An example plan with made up content and every kind of block, to look at a style before it is used, and to begin one
from: it has all the styles that a house style must have."""

import struct
import zlib
from datetime import datetime
from hashlib import sha256

from models.terms import OrganisationKind
from services.documents.facts import IssuedFile
from services.documents.house_styles.names import names_by_id
from services.documents.word.layout import (
    Block,
    BulletList,
    Callout,
    Checklist,
    Column,
    Heading,
    KeyValueTable,
    Layout,
    Paragraph,
    Picture,
    Steps,
    Table,
    TableOfContents,
    Title,
    Tone,
    line,
    strong,
)
from services.documents.word.package import pack
from services.wording import Say
from services.wording.labels import organisation_label

EXAMPLE = "voorbeeld"
_PICTURE = (480, 96)
_BLUES = (b"\x1b\x36\x5d", b"\x2f\x6f\xb0", b"\xc5\xcf\xdc")


def example_plan(say: Say, base: bytes | None, made_at: datetime) -> IssuedFile:
    """The example in a style; `base` None is the planner's own. The same input gives the same bytes."""
    layout = Layout(
        title=say("Example of a plan"),
        language=say.language,
        author=organisation_label(say, OrganisationKind.VEILIGHEIDSHUIS.value),
        warning=say("CONFIDENTIAL – do not share with the alleged perpetrator"),
        code=say("Plan {code} | version {number} | copy {copy}", code="X-00", number=1, copy="0000-0000"),
        receiver=say("Only for {receiver}", receiver=say("partners in this case")),
        page_words=(say("Page"), say("of")),
        blocks=(*_opening(say), *_tables(say), *_lists(say)),
        marking=say("FICTIONAL – practice region"),
        table_word=say("Table"),
    )
    packed = pack(layout, made_at, base)
    return IssuedFile(EXAMPLE, "voorbeeldplan.docx", packed, sha256(packed).hexdigest(), language=say.language)


def _opening(say: Say) -> tuple[Block, ...]:
    return (
        Title(say("Stalking safety plan"), say("Example with made up content")),
        Callout((line(strong(say("In immediate danger: call 112.")), " ", say("This box stands out.")),), Tone.DANGER),
        KeyValueTable(
            ((say("Case"), "X-00 · Voorbeeld"), (say("Risk"), line(strong(say("High")))), (say("Version"), "1")),
            say("Key data of the plan"),
        ),
        TableOfContents(say("Contents")),
        Heading(say("The plan in brief")),
        Paragraph(say("Running text looks like this. Long words are broken at the end of the line where that helps.")),
        Paragraph(say("A remark in small grey letters."), quiet=True),
        Callout((say("A remark in a box."), say("It stays on one page.")), Tone.NOTE),
    )


def _tables(say: Say) -> tuple[Block, ...]:
    columns = (
        Column(say("No."), 8),
        Column(say("Condition"), 52),
        Column(say("Responsible"), 25),
        Column(say("State"), 15),
    )
    rows = tuple(
        (f"V{number}", say("This is condition {number} of an example.", number=number), "Politie", say("Open"))
        for number in range(1, 8)
    )
    told = say("Per condition who sees to it and how.")
    title = say("Conditions")
    return (
        Heading(say("Safety conditions")),
        Heading(say("Part of a chapter"), level=2),
        Table(columns, rows, title, told, caption=title),
        Picture(_drawn(), _PICTURE, say("Picture"), say("Three coloured stripes, as an example of a picture.")),
    )


def _lists(say: Say) -> tuple[Block, ...]:
    point, names = say("A point of a list"), ", ".join(names_by_id().values())
    return (
        Heading(say("Lists")),
        BulletList((point, point)),
        Steps((say("First this"), say("Then that"))),
        Checklist((say("Something to tick with a pen"), point)),
        Heading(say("Annex: the styles"), numbered=False, new_page=True),
        Paragraph(say("A document in your own style has these styles: {names}.", names=names)),
    )


def _drawn() -> bytes:
    """Three stripes as a PNG with nothing but pixels in it."""
    wide, high = _PICTURE
    lines = b"".join(b"\0" + _BLUES[3 * at // high] * wide for at in range(high))
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(told)) + kind + told + struct.pack(">I", zlib.crc32(kind + told)) for kind, told in chunks
    )
