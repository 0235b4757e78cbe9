"""Rendering an edition of a plan: project, compose, finish. `copy_in` hands out what comes of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from services.documents.editions import PROSECUTOR, TASK_SLIP, Edition, project
from services.documents.facts import IssuedFile
from services.documents.finished import finished
from services.documents.plan import document
from services.documents.sheets import own_agreements, prosecutor_sheet, task_slip, victim_sheet
from services.documents.word.layout import Layout
from services.plans.facts import PlanContent
from services.wording import Say


def render(
    content: PlanContent,
    audience: str,
    copy_code: str,
    say: Say,
    made_at: datetime,
    *,
    pictures: Mapping[str, bytes] = MappingProxyType({}),
    base: bytes | None = None,
) -> IssuedFile:
    """One edition of a plan as a Word file in `say`'s language.

    `copy_code` names this copy in header and properties; `made_at` is zone-aware. `pictures` of the network by language
    as they were frozen with the version. `base`: the house style in use, None for the planner's own; only who
    sits at the table gets it, so that paper in a home or at work tells nothing by its looks. The same input
    gives the same bytes. Raises EditionUnknown.
    """
    edition = project(content, audience)
    layout = _layout(edition, copy_code, say, pictures.get(say.language))
    worn = base if edition.reader.is_partner else None
    file = finished(layout, audience, copy_code, made_at, worn, left_out=edition.left_out)
    return replace(file, file_name=_file_name(edition, copy_code))


def _layout(edition: Edition, copy_code: str, say: Say, picture: bytes | None) -> Layout:
    if edition.reader.victim:
        return victim_sheet.compose(edition, copy_code, say)
    if edition.reader.external:
        return own_agreements.compose(edition, copy_code, say)
    if edition.audience == PROSECUTOR:
        return prosecutor_sheet.compose(edition, copy_code, say)
    if edition.audience.startswith(TASK_SLIP):
        return task_slip.compose(edition, copy_code, say)
    return document.compose(edition, copy_code, say, picture)


def _file_name(edition: Edition, copy_code: str) -> str:
    """A code, never a name: outside the partners not even the plan's."""
    safe = "".join(c for c in copy_code if c.isascii() and (c.isalnum() or c in "-_"))
    if edition.reader.is_partner:
        return f"{edition.content.code}-v{edition.content.version}-{safe}.docx"
    return f"{safe}.docx"
