"""Writes of availability: hours that somebody said to be free, days away, closed days, own calendars."""

from collections.abc import Collection
from datetime import date, datetime

from sqlmodel import col, select

from models.availability import AwayRow, BusyBlock, CalendarRead, ClosedDay, FreeBlock, StatedDay
from models.directory import Organisation, Professional
from models.meeting import Invitation, Meeting
from services.access.rules import Permission
from services.availability.apart import read_apart
from services.availability.facts import CalendarReading, CalendarSummary, HoursWrong
from services.availability.rules import check_away
from services.availability.stretches import days_between
from services.scheduling.facts import Block, local_day
from services.unit_of_work import NotAllowed, Transaction, Work


def set_free_hours(
    work: Work,
    professional_id: str,
    start: datetime,
    end: datetime,
    blocks: tuple[Block, ...],
    *,
    following: Collection[date] = (),
) -> None:
    """Replaces what a professional said to be free between `start` and `end` (zone-aware) by `blocks`.

    Every local day of the stretch counts as stated from now on: outside the blocks they are not free then. But for
    the days in `following`, of which nothing is said. Raises `HoursWrong`.
    """
    with work.act(Permission.AVAILABILITY_EDIT) as tx:
        _unstate(tx, professional_id, start, end)
        for begins, ends in blocks:
            if not start <= begins < ends <= end:
                raise HoursWrong(reason="reversed")
            tx.session.add(
                FreeBlock(id=tx.chance.id(), professional_id=professional_id, starts_at=begins, ends_at=ends)
            )
        for day in days_between(start, end):
            if day not in following:
                tx.session.add(StatedDay(id=tx.chance.id(), professional_id=professional_id, day=day))
        tx.session.flush()
        tx.note(professional=professional_id, blocks=len(blocks))


def follow_working_week(work: Work, professional_id: str, start: datetime, end: datetime) -> None:
    """Forgets what was said of the local days between two moments: they follow working week and calendar again."""
    with work.act(Permission.AVAILABILITY_EDIT) as tx:
        _unstate(tx, professional_id, start, end)
        tx.note(professional=professional_id, follows=True)


def _unstate(tx: Transaction, professional_id: str, start: datetime, end: datetime) -> None:
    blocks = select(FreeBlock).where(
        FreeBlock.professional_id == professional_id, FreeBlock.starts_at < end, FreeBlock.ends_at > start
    )
    days = select(StatedDay).where(
        StatedDay.professional_id == professional_id, col(StatedDay.day).in_(list(days_between(start, end)))
    )
    for row in (*tx.session.exec(blocks), *tx.session.exec(days)):
        tx.session.delete(row)
    tx.session.flush()


def record_away(work: Work, professional_id: str, first_day: date, last_day: date) -> str:
    """Records that a professional is away, first and last day included; gives the id.

    Overlaps do no harm, and the same days again change nothing.

    Raises `DaysWrong`, and `NotAllowed` for nobody of the directory.
    """
    with work.act(Permission.AVAILABILITY_EDIT) as tx:
        check_away(first_day, last_day, local_day(tx.now))
        if tx.session.get(Professional, professional_id) is None:
            raise NotAllowed
        same = tx.session.exec(
            select(AwayRow).where(
                *(AwayRow.professional_id == professional_id, AwayRow.first_day == first_day),
                AwayRow.last_day == last_day,
            )
        ).first()
        row = same or AwayRow(
            id=tx.chance.id(), professional_id=professional_id, first_day=first_day, last_day=last_day
        )
        tx.add(row)
        tx.note(professional=professional_id, away=row.id)
        return row.id


def end_away(work: Work, away_id: str) -> None:
    """Takes back that somebody is away; harmless when that was done already."""
    with work.act(Permission.AVAILABILITY_EDIT) as tx:
        row = tx.session.get(AwayRow, away_id)
        tx.note(away=away_id if row else None)
        if row is not None:
            tx.note(professional=row.professional_id)
            tx.session.delete(row)


def close_day(work: Work, organisation_id: str, day: date) -> None:
    """Records that an organisation does not meet on a day; harmless when it was known. Raises `DaysWrong`."""
    with work.act(Permission.DIRECTORY_EDIT) as tx:
        check_away(day, day, local_day(tx.now))
        if tx.session.get(Organisation, organisation_id) is None:
            raise NotAllowed
        if _closed(tx, organisation_id, day) is None:
            tx.add(ClosedDay(id=tx.chance.id(), organisation_id=organisation_id, day=day))
        tx.note(organisation=organisation_id, closed=True)


def reopen_day(work: Work, organisation_id: str, day: date) -> None:
    """Takes back that an organisation does not meet on a day."""
    with work.act(Permission.DIRECTORY_EDIT) as tx:
        row = _closed(tx, organisation_id, day)
        if row is not None:
            tx.session.delete(row)
        tx.note(organisation=organisation_id, closed=False)


def _closed(tx: Transaction, organisation_id: str, day: date) -> ClosedDay | None:
    return tx.session.exec(
        select(ClosedDay).where(ClosedDay.organisation_id == organisation_id, ClosedDay.day == day)
    ).first()


def read_calendar(work: Work, professional_id: str, content: bytes) -> CalendarSummary:
    """Reads a professional's own calendar file and keeps when it says busy, in the place of what was read before.

    Raises `CalendarFileWrong`, and then what was read before stays.
    """
    with work.read(Permission.AVAILABILITY_EDIT):  # who may not do this has no file read either
        pass
    reading = read_apart(content, work.clock())
    with work.act(Permission.AVAILABILITY_EDIT) as tx:
        return _keep(tx, professional_id, reading)


def read_own_calendar(work: Work, content: bytes) -> CalendarSummary:
    """The same by a guest, for whoever their invitation expects. Raises `CalendarFileWrong`."""
    case_id, professional_id = _whose_calendar(work)
    with work.read(Permission.CALENDAR_OWN, case_id):
        pass
    reading = read_apart(content, work.clock())
    with work.act(Permission.CALENDAR_OWN, case_id) as tx:
        return _keep(tx, professional_id, reading)


def forget_calendar(work: Work, professional_id: str) -> None:
    """Forgets all that was read of somebody's own calendar."""
    with work.act(Permission.AVAILABILITY_EDIT) as tx:
        _forget(tx, professional_id)
        tx.note(professional=professional_id)


def _whose_calendar(work: Work) -> tuple[str, str]:
    """The case and the professional behind the acting guest's invitation; no content, so it needs no logged look."""
    with work.database.reading() as session:
        found = session.exec(
            select(Meeting.case_id, Invitation.professional_id)
            .join(Invitation, col(Invitation.meeting_id) == col(Meeting.id))
            .where(Invitation.id == work.actor.invitation_id)
        ).first()
    if not found:
        raise NotAllowed
    return found


def _keep(tx: Transaction, professional_id: str, reading: CalendarReading) -> CalendarSummary:
    if tx.session.get(Professional, professional_id) is None:
        raise NotAllowed
    _forget(tx, professional_id)
    row = CalendarRead(
        id=tx.chance.id(),
        professional_id=professional_id,
        read_at=tx.now,
        until_day=reading.until_day,
        blocks=len(reading.busy),
    )
    blocks = (
        BusyBlock(id=tx.chance.id(), professional_id=professional_id, starts_at=start, ends_at=end)
        for start, end in reading.busy
    )
    tx.add(row, *blocks)
    tx.note(professional=professional_id, blocks=row.blocks, zones_guessed=reading.zones_guessed)
    return CalendarSummary(row.read_at, row.until_day, row.blocks, reading.zones_guessed)


def _forget(tx: Transaction, professional_id: str) -> None:
    for table in (BusyBlock, CalendarRead):
        for row in tx.session.exec(select(table).where(table.professional_id == professional_id)):
            tx.session.delete(row)
    tx.session.flush()
