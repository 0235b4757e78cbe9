"""Places to fill in: content controls within a line of text, which Word and LibreOffice both keep.

Never bound to data, never repeated, never rich text: one of the two would empty or grey those. None can be deleted.
"""

from xml.sax.saxutils import quoteattr

from services.documents.word.layout import Entry, FormField, FormRow
from services.documents.word.runs import bare, paragraph, run
from services.documents.word.styles import NAVY

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_TICKED, _OPEN = "\u2612", "\u2610"
_TICK_FONT = "MS Gothic"
_LINE = 235
"""Height of a line of a form in twentieths of a point."""
_GROUP = f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{NAVY}"/>'
_BREAK = '<w:r><w:t xml:space="preserve"> </w:t><w:br/></w:r>'
"""A new line. LibreOffice 7.4 moves breaks to before a control: the space keeps the words around one apart."""


def control(field: FormField, number: int, locale: str) -> str:
    """A control for within a paragraph. `number` is unique in the document; `locale` is how days are written."""
    empty = field.entry is not Entry.TICK and not _filled(field)
    hint = "<w:showingPlcHdr/>" if empty else ""
    about = (
        f"<w:alias w:val={_attribute(field.name)}/><w:tag w:val={_attribute(field.tag)}/>"
        f'<w:id w:val="{number}"/><w:lock w:val="sdtLocked"/>{hint}{_kind(field, locale)}'
    )
    return f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>{_content(field)}</w:sdtContent></w:sdt>"


def row(line: FormRow, filled: str, widths: tuple[int, int], *, last: bool) -> str:
    """A table row: the label, and `filled` (runs or a control) alone in the cell at its right."""
    keep = "" if last else "<w:keepNext/>"
    lines = line.content.lines if isinstance(line.content, FormField) else 1
    height = f'<w:trHeight w:val="{_LINE * lines + 80}" w:hRule="atLeast"/>' if lines > 1 else ""
    edge = f"<w:tcBorders>{_GROUP}</w:tcBorders>" if line.begins else ""
    label = paragraph(run(line.label), "FormLabel", keep)
    answer = paragraph(filled, "FormText", keep)
    return (
        f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>"
        f'<w:tc><w:tcPr><w:tcW w:w="{widths[0]}" w:type="dxa"/>{edge}</w:tcPr>{label}</w:tc>'
        f'<w:tc><w:tcPr><w:tcW w:w="{widths[1]}" w:type="dxa"/>{edge}</w:tcPr>{answer}</w:tc></w:tr>'
    )


def _filled(field: FormField) -> bool:
    return field.day is not None if field.entry is Entry.DAY else bool(field.text.strip())


def _kind(field: FormField, locale: str) -> str:
    match field.entry:
        case Entry.TEXT:
            return '<w:text w:multiLine="1"/>' if field.lines > 1 else "<w:text/>"
        case Entry.CHOICE:
            offered = (("", field.prompt), *field.options)
            items = (
                f"<w:listItem w:displayText={_attribute(words)} w:value={_attribute(value)}/>"
                for value, words in offered
            )
            return f"<w:dropDownList>{''.join(items)}</w:dropDownList>"
        case Entry.DAY:
            full = f' w:fullDate="{field.day.isoformat()}T00:00:00Z"' if field.day else ""
            return (
                f'<w:date{full}><w:dateFormat w:val="dd-MM-yyyy"/><w:lid w:val="{locale}"/>'
                '<w:storeMappedDataAs w:val="date"/><w:calendar w:val="gregorian"/></w:date>'
            )
        case Entry.TICK:
            return (
                f'<w14:checkbox><w14:checked w14:val="{int(field.ticked)}"/>'
                f'<w14:checkedState w14:val="2612" w14:font="{_TICK_FONT}"/>'
                f'<w14:uncheckedState w14:val="2610" w14:font="{_TICK_FONT}"/></w14:checkbox>'
            )


def _content(field: FormField) -> str:
    if field.entry is Entry.TICK:
        fonts = "".join(f' w:{use}="{_TICK_FONT}"' for use in ("ascii", "eastAsia", "hAnsi"))
        sign = _TICKED if field.ticked else _OPEN
        return f"<w:r><w:rPr><w:rFonts{fonts}/></w:rPr><w:t>{sign}</w:t></w:r>"
    if not _filled(field):
        return run(field.prompt, "PlaceholderText")
    lines = [f"{field.day:%d-%m-%Y}"] if field.day else field.text.splitlines()
    if field.lines == 1:
        return run(" ".join(lines))
    return _BREAK.join(map(run, lines))


def _attribute(text: str) -> str:
    return quoteattr(bare(text))
