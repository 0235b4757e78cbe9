"""A house style is taken in, looked at, used and put away. Only its checked base document is kept, never the upload."""

from base64 import b64encode
from hashlib import sha256

from models.documents import HouseStyle
from services.access.rules import Permission
from services.documents.facts import IssuedFile
from services.documents.house_styles.apart import checked_apart
from services.documents.house_styles.example import example_plan
from services.documents.house_styles.facts import LONGEST_NAME, OWN, UploadStyle
from services.documents.house_styles.faults import StyleNotThere
from services.documents.house_styles.queries import base_of, row_in_use
from services.unit_of_work import Transaction, Work
from services.wording import speak


def upload_style(work: Work, order: UploadStyle) -> str:
    """Takes in a style after checking it, and gives its id. Nothing is made in it yet. Raises StyleRefused."""
    with work.read(Permission.HOUSE_STYLE_EDIT):  # who may not do this has no file read either
        pass
    base = checked_apart(order.content)
    with work.act(Permission.HOUSE_STYLE_EDIT) as tx:
        name = " ".join(order.name.split())[:LONGEST_NAME]
        digest = sha256(base).hexdigest()
        row = HouseStyle(
            id=tx.chance.id(),
            name=name,
            base_sealed="",
            sha256=digest,
            uploaded_by=tx.actor.reference,
            uploaded_at=tx.now,
        )
        tx.seal(row, "base_sealed", b64encode(base).decode())
        tx.add(row)
        tx.note(style=row.id, sha256=digest)
        return row.id


def use_style(work: Work, style_id: str, seen_version: int) -> None:
    """From now on documents are made in this style; the one that was in use is put away."""
    with work.act(Permission.HOUSE_STYLE_EDIT) as tx:
        before = row_in_use(tx)
        row = tx.edit(HouseStyle, style_id, seen_version)
        if before is not None and before.id != row.id:
            before.retired_at = tx.now
            before.version += 1
            tx.add(before)
        row.used_from, row.retired_at = tx.now, None
        tx.add(row)
        tx.note(style=row.id, used=True)


def retire_style(work: Work, style_id: str, seen_version: int) -> None:
    """Puts a style away. Was it in use, then documents are made in the planner's own style from now on."""
    with work.act(Permission.HOUSE_STYLE_EDIT) as tx:
        row = tx.edit(HouseStyle, style_id, seen_version)
        row.retired_at = tx.now
        tx.add(row)
        tx.note(style=row.id, used=False)


def example_in_style(work: Work, style_id: str, language: str = "nl") -> IssuedFile:
    """An example plan with fictional content in a style, to look at before it is used; `OWN` for the planner's own.

    Raises `StyleNotThere`.
    """
    with work.act(Permission.HOUSE_STYLE_EDIT) as tx:
        tx.note(style=style_id if style_id == OWN else _row(tx, style_id).id, example=True)
        base = None if style_id == OWN else base_of(tx, _row(tx, style_id))
        return example_plan(speak(language), base, tx.now)


def _row(tx: Transaction, style_id: str) -> HouseStyle:
    row = tx.session.get(HouseStyle, style_id)
    if row is None:
        raise StyleNotThere
    return row
