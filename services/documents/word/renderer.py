"""Layout blocks to WordprocessingML, in one pass: the body grows as one escaped string and is parsed once.

Everything a user wrote passes `runs.clean`; nothing else may stand between tags.
"""

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from services.documents.word import controls
from services.documents.word.base import R, W, locale, text_width
from services.documents.word.layout import (
    Block,
    BulletList,
    Callout,
    Cell,
    FormField,
    FormTable,
    Heading,
    KeyValueTable,
    Layout,
    Paragraph,
    Picture,
    Span,
    Table,
    TableOfContents,
    Text,
    Title,
    Tone,
)
from services.documents.word.runs import bare, clean, field, paragraph, run
from services.documents.word.styles import NAVY

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
EMU = 635
"""English Metric Units in a twentieth of a point."""

_KEY_SHARE = 28
_FIRST_CONTROL = 1_000
"""Numbers of controls stand apart from those of bookmarks."""


def body(layout: Layout) -> str:
    """The `w:body` of a layout as XML, without its section properties."""
    return f'<w:body xmlns:w="{W}" xmlns:w14="{controls.W14}">{"".join(_Renderer(layout).pieces())}</w:body>'


def header(layout: Layout) -> str:
    """The header's paragraphs as XML: a marking in the middle, the warning at the left, the code at the right."""
    marking = paragraph(run(layout.marking), "Marking") if layout.marking else ""
    warning = run(layout.warning, "Warning")
    tabbed = paragraph(f"{warning}<w:r><w:tab/></w:r>{run(layout.code)}", "Header", _right_tab(layout))
    return f'<w:hdr xmlns:w="{W}">{marking}{tabbed}</w:hdr>'


def footer(layout: Layout) -> str:
    """The footer's paragraph as XML: for whom at the left, page X of Y at the right."""
    page, of = layout.page_words
    pages = f"{run(f'{page} ')}{field('PAGE', '1')}{run(f' {of} ')}{field('NUMPAGES', '1')}"
    line = f"{run(layout.receiver)}<w:r><w:tab/></w:r>{pages}"
    return f'<w:ftr xmlns:w="{W}">{paragraph(line, "Footer", _right_tab(layout))}</w:ftr>'


def _right_tab(layout: Layout) -> str:
    return f'<w:tabs><w:tab w:val="right" w:pos="{text_width(layout.sheet_points)}"/></w:tabs>'


def _spans(text: Text) -> str:
    if isinstance(text, str):
        return run(text)
    return "".join(run(span.text, _span_style(span)) for span in text.spans)


def _span_style(span: Span) -> str:
    return "Strong" if span.strong else "QuietText" if span.quiet else ""


class _Renderer:
    """Walks the blocks once; counts chapters, tables and bookmarks as it goes."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._bookmarks = self._captions = self._pictures = self._controls = 0
        self._width = text_width(layout.sheet_points)

    def pieces(self) -> Iterator[str]:
        for block in self._layout.blocks:
            yield self._block(block)

    def _block(self, block: Block) -> str:
        match block:
            case Title():
                subtitle = paragraph(run(block.subtitle), "Subtitle") if block.subtitle else ""
                return paragraph(run(block.text), "Title") + subtitle
            case Heading():
                return self._heading(block)
            case Paragraph():
                keep = "<w:keepNext/>" if block.keep_with_next else ""
                return paragraph(_spans(block.text), "Quiet" if block.quiet else "", keep)
            case BulletList():
                return "".join(paragraph(_spans(item), "ListBullet") for item in block.items)
            case Callout():
                return self._callout(block)
            case KeyValueTable():
                return self._facts(block)
            case Table():
                return self._table(block)
            case Picture():
                return self._picture(block)
            case TableOfContents():
                return self._contents(block)
            case FormTable():
                return self._form(block)

    def _heading(self, block: Heading) -> str:
        style = f"Heading{block.level}"
        level = f'<w:numPr><w:ilvl w:val="{block.level - 1}"/><w:numId w:val="1"/></w:numPr>'
        counted = level if block.numbered else ""
        if block.level > 1:
            return paragraph(run(block.text), style, counted)
        self._bookmarks += 1
        number = self._bookmarks
        marked = (
            f'<w:bookmarkStart w:id="{number}" w:name="{_anchor(number)}"/>{run(block.text)}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )
        return paragraph(marked, style, counted)

    def _contents(self, block: TableOfContents) -> str:
        chapters = [item for item in self._layout.blocks if isinstance(item, Heading) and item.level == 1]
        opening = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" '
            '\\n \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        closing = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        rows, chapter_number = [], 0
        for number, chapter in enumerate(chapters, start=1):
            chapter_number += chapter.numbered
            label = run(str(chapter_number)) + "<w:r><w:tab/></w:r>" if chapter.numbered else ""
            link = f'<w:hyperlink w:anchor="{_anchor(number)}" w:history="1">{label}{run(chapter.text)}</w:hyperlink>'
            first, last = number == 1, number == len(chapters)
            rows.append(paragraph(f"{opening if first else ''}{link}{closing if last else ''}", "TOC1"))
        return paragraph(run(block.heading), "TOCHeading") + "".join(rows)

    def _callout(self, block: Callout) -> str:
        style = "CalloutDanger" if block.tone is Tone.DANGER else "CalloutNote"
        last = len(block.lines) - 1
        return "".join(
            paragraph(
                _spans(line),
                style,
                "<w:keepNext/>" if number < last else '<w:spacing w:before="0" w:after="160"/>',
            )
            for number, line in enumerate(block.lines)
        )

    def _facts(self, block: KeyValueTable) -> str:
        widths = self._widths((_KEY_SHARE, 100 - _KEY_SHARE))
        rows = "".join(
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cell(key, widths[0], 'TableKey')}{_cell(value, widths[1])}</w:tr>"
            for key, value in block.rows
        )
        look = '<w:tblLook w:val="0680" w:firstRow="0" w:firstColumn="1" w:noHBand="1" w:noVBand="1"/>'
        return self._framed("KeyValues", look, widths, rows, block.title, block.description)

    def _form(self, block: FormTable) -> str:
        widths = self._widths((block.label_share, 100 - block.label_share))
        last = len(block.rows) - 1
        rows = "".join(
            controls.row(line, self._filled(line.content), (widths[0], widths[1]), last=number == last)
            for number, line in enumerate(block.rows)
        )
        look = '<w:tblLook w:val="0680" w:firstRow="0" w:firstColumn="1" w:noHBand="1" w:noVBand="1"/>'
        return self._framed("FormTable", look, widths, rows, block.title, block.description)

    def _filled(self, content: FormField | str) -> str:
        if isinstance(content, str):
            return run(content)
        return controls.control(content, self._next_control(), locale(self._layout.language))

    def _next_control(self) -> int:
        self._controls += 1
        return _FIRST_CONTROL + self._controls

    def _table(self, block: Table) -> str:
        widths = self._widths(tuple(column.share for column in block.columns))
        titles = (column.title for column in block.columns)
        head = "".join(_cell(title, width, "TableHead", NAVY) for title, width in zip(titles, widths, strict=True))
        rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"]
        rows += (
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(map(_cell, row, widths))}</w:tr>" for row in block.rows
        )
        look = '<w:tblLook w:val="0420" w:firstRow="1" w:firstColumn="0" w:noHBand="0" w:noVBand="1"/>'
        framed = self._framed("PlanTable", look, widths, "".join(rows), block.title, block.description)
        return self._caption(block.caption) + framed if block.caption else framed

    def _caption(self, caption: str) -> str:
        self._captions += 1
        word = self._layout.table_word
        number = field(f"SEQ {clean(word)} \\* ARABIC", str(self._captions))
        return paragraph(f"{run(f'{word} ')}{number}{run(f'. {caption}')}", "Caption")

    def _picture(self, block: Picture) -> str:
        """A picture in the line of text; its bytes are another part of the file (`package`)."""
        self._pictures += 1
        number, (wide, high) = self._pictures, block.size
        across = self._width * EMU
        size = f'cx="{across}" cy="{across * high // wide}"'
        about = f"name={quoteattr(bare(block.title))} descr={quoteattr(bare(block.description))}"
        return paragraph(
            f'<w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0"'
            f' distR="0"><wp:extent {size}/><wp:docPr id="{number}" {about}/><a:graphic xmlns:a="{DRAWING}/main">'
            f'<a:graphicData uri="{DRAWING}/picture"><pic:pic xmlns:pic="{DRAWING}/picture"><pic:nvPicPr>'
            f'<pic:cNvPr id="{number}" name=""/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
            f'<a:blip xmlns:r="{R}" r:embed="{picture_id(number)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    def _framed(self, style: str, look: str, widths: tuple[int, ...], rows: str, title: str, description: str) -> str:
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        told = f"<w:tblDescription w:val={quoteattr(bare(description))}/>" if description else ""
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/>{look}<w:tblCaption w:val={quoteattr(bare(title))}/>{told}</w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        )

    def _widths(self, shares: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(self._width * share // sum(shares) for share in shares)


def picture_id(number: int) -> str:
    """By which the document finds the part of a picture."""
    return f"picture{number}"


def _anchor(number: int) -> str:
    return f"_Toc{number:08d}"


def _cell(cell: Cell, width: int, style: str = "TableText", fill: str = "") -> str:
    lines = cell if isinstance(cell, tuple) else (cell,)
    ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    inside = "".join(paragraph(_spans(line), style) for line in lines)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{ground}</w:tcPr>{inside}</w:tc>'
