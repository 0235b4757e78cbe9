"""Plans of any length from an acceptance case, and the same words flat, for writers that know no layout blocks."""

from dataclasses import replace
from typing import Any

from services.documents.editions import project
from services.documents.plan import document
from services.documents.word.layout import (
    Block,
    BulletList,
    Callout,
    Cell,
    Heading,
    KeyValueTable,
    Layout,
    Paragraph,
    Table,
    TableOfContents,
    Title,
)
from services.plans.facts import PlanContent
from services.wording import speak
from tests.plan_content import plan_of

FIFTEEN_PAGES = 44
"""Conditions, with as many actions, of a plan that LibreOffice sets on 15 pages."""


def plan_with(conditions: int) -> PlanContent:
    """The plan of case H-01 with so many conditions and as many actions."""
    plan = plan_of("H-01")
    own, acts = plan.conditions, plan.actions
    return replace(
        plan,
        conditions=tuple(replace(own[n % len(own)], number=f"c{n + 1}") for n in range(conditions)),
        actions=tuple(replace(acts[n % len(acts)], number=str(n + 1)) for n in range(conditions)),
    )


def layout_with(conditions: int) -> Layout:
    """The partners' edition of such a plan, composed and not yet packed."""
    return document.compose(project(plan_with(conditions), "partners"), "7Q2K", speak("nl"))


def flat(layout: Layout) -> list[dict[str, Any]]:
    """The words of a layout: paragraphs with a style, and tables as rows of texts."""
    return [told for block in layout.blocks for told in _flat(block)]


def _flat(block: Block) -> list[dict[str, Any]]:
    match block:
        case Title():
            return [_said("Title", block.text), _said("Subtitle", block.subtitle)]
        case Heading():
            return [_said(f"Heading {block.level}", block.text)]
        case Paragraph():
            return [_said("Normal", _text(block.text))]
        case BulletList():
            return [_said("List Bullet", _text(item)) for item in block.items]
        case Callout():
            return [_said("Normal", _text(line)) for line in block.lines]
        case KeyValueTable():
            return [{"rows": [[key, _text(value)] for key, value in block.rows]}]
        case Table():
            head = [column.title for column in block.columns]
            said = [_said("Caption", block.caption)] if block.caption else []
            return [*said, {"rows": [head, *([_text(cell) for cell in row] for row in block.rows)]}]
        case TableOfContents():
            return [_said("Heading 1", block.heading)]
        case _:
            return []


def _said(style: str, text: str) -> dict[str, Any]:
    return {"style": style, "text": text}


def _text(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return "\n".join(map(_text, cell))
    return cell if isinstance(cell, str) else "".join(span.text for span in cell.spans)
