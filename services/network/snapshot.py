"""The picture of a network as a file: the one of the screen at first sight, with whom it was made for written below."""

from collections.abc import Iterable
from dataclasses import replace

from services.network.drawn import looks
from services.network.drawn.picture import network_sheet
from services.network.drawn.png import png
from services.network.drawn.shapes import Sheet, Words, flat
from services.network.exporting import NetworkExport, stamped
from services.network.facts import Finding
from services.network.pseudonyms import unnamed
from services.wording import Say
from services.wording.lettering import width_of

WIDTH = 1632
_MARGIN, _SIZE, _LINE = 16, 11.5, 17


def snapshot(export: NetworkExport, findings: Iterable[Finding], say: Say) -> Sheet:
    """The network as a sheet; without names everybody is called by their part. `findings` are those of the screen, so
    that the numbers are the same; by role without conflicts of interest, which are nobody's business at a table."""
    facts = export.facts if export.named else unnamed(export.facts, export.titles, say)
    facts = replace(facts, case=replace(facts.case, code="", code_name=""))
    sheet = network_sheet(facts, findings, say, on_paper=True)
    ground, *drawn = sheet.shapes
    lines = _wrapped(stamped(export.stamp, say), sheet.width - 2 * _MARGIN)
    height = sheet.height + _LINE * len(lines) + _MARGIN
    foot = [
        Words(_MARGIN, sheet.height + _LINE * number, line, _SIZE, looks.SOFT, anchor="start")
        for number, line in enumerate(lines, start=1)
    ]
    return replace(sheet, height=height, shapes=(replace(ground, height=height), *drawn, *foot))


def _wrapped(text: str, room: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, _SIZE) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def words_of(sheet: Sheet) -> str:
    """Everything that can be read on a sheet, one text a line."""
    return "\n".join(shape.text for shape in flat(sheet.shapes) if isinstance(shape, Words))


def as_png(sheet: Sheet) -> bytes:
    """The sheet as a PNG file."""
    return png(sheet, WIDTH)
