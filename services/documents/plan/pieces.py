"""Small blocks and lines that the chapters of the plan share. Pure."""

from services.documents.word.layout import Cell, Column, Line, Paragraph, Span, Table


def calm(text: str) -> Paragraph:
    """A remark in small grey letters: also how an empty section says so."""
    return Paragraph(text, quiet=True)


def noted(text: str) -> Line:
    """A remark inside a cell."""
    return Line((Span(text, quiet=True),))


def table(title: str, description: str, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...]) -> Table:
    """A numbered table; a screen reader reads `description`."""
    return Table(columns, rows, title, description, caption=title)
