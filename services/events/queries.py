"""Looks at the event log, for one case or for many in a fixed number of queries.

An event for the investigation is not there for anybody else. Of one that is for a single organisation others may know
that it happened and on what day (the pattern counts it), and nothing more.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, time

from sqlmodel import col, select

from models.directory import Account
from models.events import EventRow
from models.terms import EventKind
from services.access.rules import Permission
from services.cases.queries import reader_of
from services.events.facts import CaseEvent, EventLog, RunningBreach
from services.events.rules import may_be_known, running
from services.protection.rules import NOBODY, Reader, may_read
from services.relations.queries import barred_accounts_by_case, is_closed
from services.scheduling.facts import local_day
from services.unit_of_work import Reading, Work
from services.wording.speech import LOCAL


def events_of(work: Work, case_id: str, *, screen: str = "events") -> tuple[CaseEvent, ...]:
    """The log of a case as this actor may see it, oldest first, struck events included. Raises `NotAllowed`."""
    with work.read(Permission.CASE_READ, case_id, screen=screen) as look:
        return events_in(look, (case_id,), reader_of(look), struck=True).get(case_id, ())


def event_log(work: Work, case_id: str, *, screen: str = "events") -> EventLog:
    """The same for a screen that lets one add to it. Raises `NotAllowed`."""
    with work.read(Permission.CASE_READ, case_id, screen=screen) as look:
        events = events_in(look, (case_id,), reader_of(look), struck=True).get(case_id, ())
        return EventLog(events, look.may(Permission.EVENT_RECORD) and not is_closed(look.session, case_id))


def events_in(
    look: Reading, case_ids: Collection[str], reader: Reader, *, struck: bool = False
) -> dict[str, tuple[CaseEvent, ...]]:
    """The events of many cases for `reader`, oldest first, by case id; a case without events is left out.

    Two queries, however many cases. Events that were struck out come along only when asked for.
    """
    found: dict[str, list[CaseEvent]] = defaultdict(list)
    statement = select(EventRow).where(col(EventRow.case_id).in_(list(case_ids)))
    if not struck:
        statement = statement.where(col(EventRow.struck_at).is_(None))
    rows = look.session.exec(statement.order_by(col(EventRow.happened_at), col(EventRow.id))).all()
    names = _names(look, rows)
    for row in rows:
        if may_read(row.tier, reader):
            found[row.case_id].append(_whole(look, row, names))
        elif may_be_known(row.tier, reader):
            found[row.case_id].append(_cut_down(row))
    return {case_id: tuple(events) for case_id, events in found.items()}


def running_breaches_in(look: Reading, case_ids: Collection[str]) -> dict[str, tuple[RunningBreach, ...]]:
    """Per case the breaches that the prosecution does not know of yet, longest waiting first. One query."""
    found: dict[str, list[CaseEvent]] = defaultdict(list)
    reader = reader_of(look)
    rows = look.session.exec(
        select(EventRow).where(
            col(EventRow.case_id).in_(list(case_ids)),
            EventRow.kind == EventKind.BREACH,
            col(EventRow.told_prosecution_at).is_(None),
            col(EventRow.struck_at).is_(None),
        )
    )
    for row in rows:
        if may_read(row.tier, reader):
            found[row.case_id].append(_bare(row))
        elif may_be_known(row.tier, reader):
            found[row.case_id].append(_cut_down(row))
    return {case_id: running(events) for case_id, events in found.items()}


def _bare(row: EventRow) -> CaseEvent:
    return CaseEvent(
        id=row.id,
        kind=row.kind,
        happened_at=row.happened_at,
        reported_at=row.reported_at,
        gravity=row.gravity,
        on_day=row.on_day,
        about=tuple(row.about),
        by_organisation=row.by_organisation,
        tier=row.tier,
        told_prosecution_at=row.told_prosecution_at,
        struck=row.struck_at is not None,
        version=row.version,
    )


def _whole(look: Reading, row: EventRow, names: dict[str, str]) -> CaseEvent:
    return replace(
        _bare(row),
        text=look.unseal(row, "text_sealed"),
        struck_reason=look.unseal(row, "struck_reason_sealed") if row.struck_reason_sealed else "",
        told_by=names.get(row.told_by or "", ""),
    )


def _cut_down(row: EventRow) -> CaseEvent:
    """Kind and day, and whether the prosecution knows; nothing by which one could guess the rest."""
    told = row.told_prosecution_at
    return CaseEvent(
        id=row.id,
        kind=row.kind,
        happened_at=_day(row.happened_at),
        reported_at=_day(row.reported_at),
        on_day=True,
        tier=NOBODY,
        told_prosecution_at=_day(told) if told else None,
        struck=row.struck_at is not None,
        readable=False,
    )


def _day(moment: datetime) -> datetime:
    return datetime.combine(local_day(moment), time(0), tzinfo=LOCAL)


def _names(look: Reading, rows: Iterable[EventRow]) -> dict[str, str]:
    """Who told of them, by id; nobody whom a bar keeps out of one of these cases by now."""
    told = [row for row in rows if row.told_by]
    ids = {row.told_by for row in told if row.told_by}
    if not ids:
        return {}
    barred = barred_accounts_by_case(look.session, look.database.vault, {row.case_id for row in told}, ids)
    hidden = frozenset[str]().union(*barred.values())
    rows_of_accounts = look.session.exec(select(Account).where(col(Account.id).in_(ids - hidden)))
    return {row.id: row.name for row in rows_of_accounts}
