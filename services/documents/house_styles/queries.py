"""Which house styles there are, and the one in use."""

from base64 import b64decode

from sqlmodel import col, select

from models.documents import HouseStyle
from services.access.rules import Permission
from services.documents.house_styles.facts import HouseStyleLine
from services.unit_of_work import Reading, Work


def style_in_use(look: Reading) -> bytes | None:
    """The base document of the style in which documents are made now; None for the planner's own."""
    row = row_in_use(look)
    return None if row is None else base_of(look, row)


def house_styles(work: Work) -> tuple[HouseStyleLine, ...]:
    """Every house style that was taken in, the newest first."""
    with work.read(Permission.HOUSE_STYLE_EDIT) as look:
        found = look.session.exec(select(HouseStyle).order_by(col(HouseStyle.uploaded_at).desc(), col(HouseStyle.id)))
        return tuple(
            HouseStyleLine(row.id, row.version, row.name, row.uploaded_at, row.used_from, row.retired_at)
            for row in found
        )


def row_in_use(look: Reading) -> HouseStyle | None:
    """The row of the style in use; there is one at most."""
    return look.session.exec(
        select(HouseStyle)
        .where(col(HouseStyle.used_from).is_not(None), col(HouseStyle.retired_at).is_(None))
        .order_by(col(HouseStyle.used_from).desc())
        .limit(1)
    ).first()


def base_of(look: Reading, row: HouseStyle) -> bytes:
    """The base document of a house style, as it was checked."""
    return b64decode(look.unseal(row, "base_sealed"))
