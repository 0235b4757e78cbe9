"""Layout blocks to WordprocessingML, in one pass: the body grows as one escaped string and is parsed once.

Everything a user wrote passes `runs.clean`; nothing else may stand between tags.
"""

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from services.documents.word import controls, tables
from services.documents.word.base import R, W, locale
from services.documents.word.dress import Dress
from services.documents.word.layout import (
    Block,
    BulletList,
    Callout,
    Checklist,
    FormField,
    FormTable,
    Heading,
    KeyValueTable,
    Layout,
    Paragraph,
    Picture,
    Steps,
    Table,
    TableOfContents,
    Text,
    Title,
    Tone,
)
from services.documents.word.runs import bare, clean, field, paragraph, run
from services.documents.word.styles import STEPS
from services.documents.word.tables import spoken

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
EMU = 635
"""English Metric Units in a twentieth of a point."""

_FIRST_CONTROL = 1_000
"""Numbers of controls stand apart from those of bookmarks."""
FIRST_OWN_LIST = 100
"""Numbers of lists that begin at one again, apart from those that the styles use."""


class Renderer:
    """Walks the blocks once; counts chapters, tables, lists and bookmarks as it goes."""

    def __init__(self, layout: Layout, dress: Dress) -> None:
        self._layout, self._dress = layout, dress
        self._bookmarks = self._captions = self._pictures = self._controls = 0
        self.lists = 0
        self._width = dress.page.text_width

    def body(self) -> str:
        """What stands in the document, as XML."""
        return "".join(self._pieces())

    def header(self) -> str:
        """The header as XML: a marking in the middle, the warning at the left, the code at the right."""
        layout = self._layout
        marking = spoken(layout.marking, "Marking") if layout.marking else ""
        tabbed = f"{run(layout.warning, 'Warning')}<w:r><w:tab/></w:r>{run(layout.code)}"
        return f'<w:hdr xmlns:w="{W}">{marking}{paragraph(tabbed, "Header", self._right_tab())}</w:hdr>'

    def footer(self) -> str:
        """The footer as XML: for whom at the left, page X of Y at the right."""
        page, of = self._layout.page_words
        pages = f"{run(f'{page} ')}{field('PAGE', '1')}{run(f' {of} ')}{field('NUMPAGES', '1')}"
        line = f"{run(self._layout.receiver)}<w:r><w:tab/></w:r>{pages}"
        return f'<w:ftr xmlns:w="{W}">{paragraph(line, "Footer", self._right_tab())}</w:ftr>'

    def _right_tab(self) -> str:
        return f'<w:tabs><w:tab w:val="right" w:pos="{self._width}"/></w:tabs>'

    def _pieces(self) -> Iterator[str]:
        for block in self._layout.blocks:
            yield self._block(block)

    def _block(self, block: Block) -> str:
        match block:
            case Title():
                subtitle = spoken(block.subtitle, "Subtitle") if block.subtitle else ""
                return spoken(block.text, "Title") + subtitle
            case Heading():
                return self._heading(block)
            case Paragraph():
                return spoken(block.text, "Quiet" if block.quiet else "", _KEEP if block.keep_with_next else "")
            case BulletList():
                return _listed(block.items, "ListBullet")
            case Checklist():
                return _listed(block.items, "Checklist")
            case Steps():
                return self._steps(block)
            case Callout():
                return _callout(block)
            case Picture():
                return self._picture(block)
            case TableOfContents():
                return self._contents(block)
            case KeyValueTable():
                return tables.facts(block, self._width)
            case FormTable():
                return tables.form(block, self._width, [self._filled(row.content) for row in block.rows])
            case Table():
                told = tables.table(block, self._width, self._dress.head_ground)
                return self._caption(block.caption) + told if block.caption else told

    def _heading(self, block: Heading) -> str:
        style = f"Heading{block.level}"
        begins = "<w:pageBreakBefore/>" if block.new_page else ""
        level = f'<w:numPr><w:ilvl w:val="{block.level - 1}"/><w:numId w:val="1"/></w:numPr>'
        more = begins + (level if block.numbered else "")
        if block.level > 1:
            return spoken(block.text, style, more)
        self._bookmarks += 1
        number = self._bookmarks
        marked = (
            f'<w:bookmarkStart w:id="{number}" w:name="{_anchor(number)}"/>{run(block.text)}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )
        return paragraph(marked, style, more)

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
        return spoken(block.heading, "TOCHeading") + "".join(rows)

    def _steps(self, block: Steps) -> str:
        """Each list has a number of its own, so that it begins at one."""
        self.lists += 1
        number = FIRST_OWN_LIST + self.lists
        return _listed(block.items, STEPS, f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')

    def _filled(self, content: FormField | str) -> str:
        if isinstance(content, str):
            return run(content)
        self._controls += 1
        return controls.control(content, _FIRST_CONTROL + self._controls, locale(self._layout.language))

    def _caption(self, caption: str) -> str:
        self._captions += 1
        word = self._layout.table_word
        number = field(f"SEQ {clean(word)} \\* ARABIC", str(self._captions))
        return paragraph(f"{run(f'{word} ')}{number}{run(f'. {caption}')}", "Caption")

    def _picture(self, block: Picture) -> str:
        """A picture in the line of text, never higher than the page; its bytes are another part of the file."""
        self._pictures += 1
        number, (wide, high) = self._pictures, block.size
        across = min(self._width, self._dress.page.text_height * 9 // 10 * wide // high) * EMU
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


_KEEP = "<w:keepNext/>"


def picture_id(number: int) -> str:
    """By which the document finds the part of a picture."""
    return f"picture{number}"


def _listed(items: tuple[Text, ...], style: str, numbered: str = "") -> str:
    """Points of a list; the first stays with the second, the last with the one before it."""
    last = len(items) - 1
    return "".join(
        spoken(item, style, (_KEEP if number < last and number in (0, last - 1) else "") + numbered)
        for number, item in enumerate(items)
    )


def _callout(block: Callout) -> str:
    """A box of several paragraphs, never over two pages."""
    style = "CalloutDanger" if block.tone is Tone.DANGER else "CalloutNote"
    last = len(block.lines) - 1
    closing = '<w:spacing w:before="0" w:after="160"/>'
    return "".join(
        spoken(line, style, _KEEP if number < last else "", "" if number < last else closing)
        for number, line in enumerate(block.lines)
    )


def _anchor(number: int) -> str:
    return f"_Toc{number:08d}"
