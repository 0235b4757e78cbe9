"""Writes of availability: what somebody said to be free."""

from datetime import datetime

from sqlmodel import select

from models.availability import FreeBlock
from services.access.rules import Permission
from services.availability.facts import HoursWrong
from services.unit_of_work import Work


def set_free_hours(
    work: Work, professional_id: str, start: datetime, end: datetime, blocks: tuple[tuple[datetime, datetime], ...]
) -> None:
    """Replaces what a professional said to be free between `start` and `end` (zone-aware) by `blocks`."""
    with work.act(Permission.AVAILABILITY_EDIT) as tx:
        for row in tx.session.exec(
            select(FreeBlock).where(
                FreeBlock.professional_id == professional_id, FreeBlock.starts_at < end, FreeBlock.ends_at > start
            )
        ):
            tx.session.delete(row)
        for begins, ends in blocks:
            if not start <= begins < ends <= end:
                raise HoursWrong(reason="reversed")
            tx.add(FreeBlock(id=tx.chance.id(), professional_id=professional_id, starts_at=begins, ends_at=ends))
        tx.note(professional=professional_id, blocks=len(blocks))
