"""What is typed saves itself: one sealed draft per writer and form, versioned so that no tab overwrites another."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import select

from models.casework import Draft
from models.terms import Belonging
from services.access.rules import Permission
from services.errors import ServiceError
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work

LARGEST = 200_000


class DraftTooLong(ServiceError):
    """More text than one form can hold. Field: `longest`, in characters."""

    code = "cases.draft_too_long"


@dataclass(frozen=True)
class SavedDraft:
    """A draft as it stands: its fields, version and when it was kept."""

    content: dict[str, Any]
    version: int
    saved_at: datetime


def save_draft(work: Work, form: str, content: dict[str, Any], seen_version: int = 0, case_id: str = "") -> SavedDraft:
    """Keeps what was typed in `form`. `seen_version` is 0 for the first time.

    Raises `ChangedMeanwhile` when another tab or device saved in between; nothing is overwritten.
    """
    text = _written(content)
    if len(text) > LARGEST:
        raise DraftTooLong(longest=LARGEST)
    with work.act(Permission.DRAFT_SAVE, case_id, subject=form, coalesce=True) as tx:
        if case_id and tx.belonging is Belonging.NONE:
            raise NotAllowed
        row = tx.session.exec(_mine(work, form)).first()
        if row is None:
            row = Draft(
                id=tx.chance.id(),
                version=0,
                owner=tx.actor.reference,
                form=form,
                case_id=case_id or None,
                content_sealed="",
                saved_at=tx.now,
            )
        if row.version != seen_version:
            raise ChangedMeanwhile(version=row.version)
        row.version += 1
        row.saved_at = tx.now
        tx.seal(row, "content_sealed", text)
        tx.add(row)
        return SavedDraft(content, row.version, row.saved_at)


def draft(work: Work, form: str, case_id: str = "") -> SavedDraft | None:
    """What the acting person typed in `form` and did not hand in, or None."""
    with work.read(Permission.DRAFT_READ, case_id, screen=form) as look:
        row = look.session.exec(_mine(work, form)).first()
        if row is None:
            return None
        return SavedDraft(json.loads(look.unseal(row, "content_sealed")), row.version, row.saved_at)


def discard_draft(work: Work, form: str, case_id: str = "") -> None:
    """Removes the draft of a form that was handed in or given up."""
    with work.act(Permission.DRAFT_SAVE, case_id, subject=form) as tx:
        row = tx.session.exec(_mine(work, form)).first()
        if row is not None:
            tx.session.delete(row)


def _written(content: dict[str, Any]) -> str:
    """As JSON; half characters, which no encoding knows, are written by their number so that a draft keeps them too."""
    text = json.dumps(content, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(content)
    return text


def _mine(work: Work, form: str):
    return select(Draft).where(Draft.owner == work.actor.reference, Draft.form == form)
