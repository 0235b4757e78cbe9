"""Tables: a repeated head, rows that stay whole, a small table on one page, and no row left alone on the next.

The widths are fixed, so that a word without end breaks within its cell and never stretches a table off the page.
"""

from xml.sax.saxutils import quoteattr

from services.documents.word import controls
from services.documents.word.layout import Cell, FormTable, KeyValueTable, Span, Table, Text
from services.documents.word.runs import bare, paragraph, run, turns

_KEY_SHARE = 28
_TOGETHER = 4
"""A table of at most so many rows is kept on one page with its head and caption; of facts twice as many."""
_LONGEST_WHOLE = 1_500
"""A row with a longer text than this may break over pages: kept whole, it could need more than a page has."""
_HEADED = '<w:tblLook w:val="0420" w:firstRow="1" w:firstColumn="0" w:noHBand="0" w:noVBand="1"/>'
_NAMED = '<w:tblLook w:val="0680" w:firstRow="0" w:firstColumn="1" w:noHBand="1" w:noVBand="1"/>'
_WHOLE = "<w:trPr><w:cantSplit/></w:trPr>"
_KEEP = "<w:keepNext/>"


def facts(block: KeyValueTable, width: int) -> str:
    """Names and values; `width` is that of the text."""
    widths = shared(width, (_KEY_SHARE, 100 - _KEY_SHARE))
    last = len(block.rows) - 1
    few = len(block.rows) <= 2 * _TOGETHER
    rows = []
    for number, (key, value) in enumerate(block.rows):
        keep = _kept(number, last, few=few)
        cells = cell(key, widths[0], "TableKey", keep=keep) + cell(value, widths[1], keep=keep)
        rows.append(f"<w:tr>{_row_properties((value,))}{cells}</w:tr>")
    return _framed("KeyValues", _NAMED, widths, "".join(rows), block.title, block.description)


def table(block: Table, width: int, head_ground: str) -> str:
    """Rows under a head on `head_ground` (RRGGBB), which is repeated on each page."""
    widths = shared(width, tuple(column.share for column in block.columns))
    titles = (column.title for column in block.columns)
    head = "".join(cell(title, wide, "TableHead", head_ground) for title, wide in zip(titles, widths, strict=True))
    rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"]
    last = len(block.rows) - 1
    few = len(block.rows) <= _TOGETHER
    for number, row in enumerate(block.rows):
        keep = _kept(number, last, few=few)
        cells = "".join([cell(one, wide, keep=keep) for one, wide in zip(row, widths, strict=True)])
        rows.append(f"<w:tr>{_row_properties(row)}{cells}</w:tr>")
    return _framed("PlanTable", _HEADED, widths, "".join(rows), block.title, block.description)


def form(block: FormTable, width: int, filled: list[str]) -> str:
    """Rows to fill in; `filled` is what stands in the right cell of each."""
    widths = shared(width, (block.label_share, 100 - block.label_share))
    last = len(block.rows) - 1
    rows = "".join(
        controls.row(line, inside, (widths[0], widths[1]), last=number == last)
        for number, (line, inside) in enumerate(zip(block.rows, filled, strict=True))
    )
    return _framed("FormTable", _NAMED, widths, rows, block.title, block.description)


def cell(inside: Cell, width: int, style: str = "TableText", ground: str = "", keep: str = "") -> str:
    """One cell; with `keep` its row stays on the page of the next one."""
    lines = inside if isinstance(inside, tuple) else (inside,)
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>' if ground else ""
    told = "".join([spoken(line, style, keep) for line in lines or ("",)])
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{told}</w:tc>'


def spoken(text: Text, style: str = "", before: str = "", after: str = "") -> str:
    """A text as one paragraph. The format has an order for its properties: `before` stands before the direction of
    writing (keepNext, numPr, tabs), `after` behind it (spacing)."""
    if isinstance(text, str):
        return paragraph(run(text), style, f"{before}<w:bidi/>{after}" if turns(text) else before + after)
    turned = turns("".join(span.text for span in text.spans))
    runs = "".join([run(span.text, _span_style(span)) for span in text.spans])
    return paragraph(runs, style, f"{before}<w:bidi/>{after}" if turned else before + after)


def shared(width: int, shares: tuple[int, ...]) -> tuple[int, ...]:
    """A width divided by shares."""
    whole = sum(shares)
    return tuple(width * share // whole for share in shares)


def _kept(number: int, last: int, *, few: bool) -> str:
    """A row keeps with the next where the table is small, and where the next would stand alone on a page."""
    return _KEEP if number < last and (few or number == last - 1) else ""


def _row_properties(row: tuple[Cell, ...]) -> str:
    return _WHOLE if all(_length(one) <= _LONGEST_WHOLE for one in row) else ""


def _length(inside: Cell) -> int:
    if isinstance(inside, str):
        return len(inside)
    if isinstance(inside, tuple):
        return sum(map(_length, inside))
    return sum(len(span.text) for span in inside.spans)


def _span_style(span: Span) -> str:
    return "Strong" if span.strong else "QuietText" if span.quiet else ""


def _framed(style: str, look: str, widths: tuple[int, ...], rows: str, title: str, description: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    told = f"<w:tblDescription w:val={quoteattr(bare(description))}/>" if description else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}<w:tblCaption w:val={quoteattr(bare(title))}/>{told}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
