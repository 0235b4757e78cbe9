"""Writes one plan with our engine, with docxtpl and with python-docx cell by cell, and says what each costs.

    python -m tests.benchmarks.writers ROUNDS

A program of its own: docxtpl may bring docxcompose along, which changes python-docx for a whole process. Prints JSON:
seconds of CPU of each writer round by round, and how many signs of text each file holds.
"""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docxtpl import DocxTemplate

from services.documents.word.package import pack
from tests.benchmarks.long_plans import FIFTEEN_PAGES, flat, layout_with
from tests.benchmarks.yardstick import timed

MADE_AT = datetime(2026, 11, 25, tzinfo=UTC)
_STYLES = ("Title", "Subtitle", "Heading 1", "Heading 2", "Normal", "List Bullet", "Caption")


def template() -> bytes:
    """A template with a loop over paragraphs and tables, as somebody would write it for docxtpl."""
    document = Document()
    document.add_paragraph("{%p for b in blocks %}")
    for style in _STYLES:
        document.add_paragraph("{%p if b.style == '" + style + "' %}")
        document.add_paragraph("{{ b.text }}", style=style)
        document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if b.rows %}")
    table = document.add_table(rows=3, cols=3, style="Table Grid")
    table.rows[0].cells[0].text = "{%tr for row in b.rows %}"
    for cell, text in zip(table.rows[1].cells, ("{%tc for c in row %}", "{{ c }}", "{%tc endfor %}"), strict=True):
        cell.text = text
    table.rows[2].cells[0].text = "{%tr endfor %}"
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def by_template(source: bytes, blocks: list[dict[str, Any]]) -> bytes:
    """The blocks through docxtpl."""
    document, made = DocxTemplate(BytesIO(source)), BytesIO()
    document.render({"blocks": blocks}, autoescape=True)
    document.save(made)
    return made.getvalue()


def by_cells(blocks: list[dict[str, Any]]) -> bytes:
    """The blocks through python-docx, as its introduction shows it: a table, then the text of each cell."""
    document, made = Document(), BytesIO()
    for block in blocks:
        if "rows" not in block:
            document.add_paragraph(block["text"], style=block["style"])
            continue
        table = document.add_table(rows=len(block["rows"]), cols=len(block["rows"][0]), style="Table Grid")
        for down, row in enumerate(block["rows"]):
            for across, text in enumerate(row):
                table.cell(down, across).text = text
    document.save(made)
    return made.getvalue()


def signs(content: bytes) -> int:
    """How many signs of text the body of a file holds."""
    body = Document(BytesIO(content)).element.body
    return sum(len(text.text or "") for text in body.iter() if str(text.tag).endswith("}t"))


def measured(rounds: int) -> dict[str, Any]:
    """What each writer costs, in turn, round after round."""
    layout, source = layout_with(FIFTEEN_PAGES), template()
    blocks = flat(layout)
    writers: dict[str, Callable[[], bytes]] = {
        "ours": lambda: pack(layout, MADE_AT),
        "docxtpl": lambda: by_template(source, blocks),
        "naive": lambda: by_cells(blocks),
    }
    told = {name: signs(write()) for name, write in writers.items()}
    taken: dict[str, list[float]] = {name: [] for name in writers}
    for _ in range(rounds):
        for name, write in writers.items():
            taken[name].append(timed(write))
    return {"seconds": taken, "signs": told, "docxcompose": "docxcompose" in sys.modules}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured(int(sys.argv[1]))))
