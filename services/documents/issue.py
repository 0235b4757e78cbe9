"""Rendering an edition to a file: project, compose, pack. The leak guard is the caller's next step (`guard`)."""

from datetime import datetime
from hashlib import sha256

from services.documents import own_agreements, plan_document, victim_sheet
from services.documents.editions import Edition, project
from services.documents.facts import IssuedFile
from services.documents.word.layout import Layout
from services.documents.word.package import pack
from services.plans.facts import PlanContent
from services.wording import Say


def render(content: PlanContent, audience: str, copy_code: str, say: Say, made_at: datetime) -> IssuedFile:
    """One edition of a plan as a Word file in `say`'s language.

    `copy_code` names this copy in header and properties; `made_at` is zone-aware. The same input gives the same bytes.
    Raises EditionUnknown.
    """
    edition = project(content, audience)
    packed = pack(_layout(edition, copy_code, say), made_at)
    return IssuedFile(audience, _file_name(edition, copy_code), packed, sha256(packed).hexdigest(), edition.left_out)


def _layout(edition: Edition, copy_code: str, say: Say) -> Layout:
    if edition.reader.victim:
        return victim_sheet.compose(edition, copy_code, say)
    if edition.reader.external:
        return own_agreements.compose(edition, copy_code, say)
    return plan_document.compose(edition, copy_code, say)


def _file_name(edition: Edition, copy_code: str) -> str:
    """A code, never a name: outside the partners not even the plan's."""
    safe = "".join(c for c in copy_code if c.isascii() and (c.isalnum() or c in "-_"))
    if edition.reader.is_partner:
        return f"{edition.content.code}-v{edition.content.version}-{safe}.docx"
    return f"{safe}.docx"
