"""Who speaks with whom (route map H-VT-1): lines between professionals and private persons, begun, changed, ended.

A stretch that ended stays as it was; beginning again makes a new line.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlmodel import col, select

from models.casework import CasePerson, SpeaksWith
from services.access.rules import Permission
from services.cases.apart import refuse_while_held
from services.cases.rows import local_day
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Reading, Transaction, Work
from services.victim.actions import person_of_case, seat_of_case
from services.victim.facts import SpokenLine
from services.victim.orders import AgreeLine
from services.victim.queries import SeatName, seat_names
from services.victim.rules import check_end, check_line


def spoken_lines(work: Work, case_id: str) -> tuple[SpokenLine, ...]:
    """Who speaks and spoke with whom in a case. Raises `NotAllowed`."""
    with work.read(Permission.CASE_READ, case_id, screen="speaking") as look:
        return lines_in(look, [case_id]).get(case_id, ())


def lines_in(look: Reading, case_ids: Collection[str]) -> dict[str, tuple[SpokenLine, ...]]:
    """Per case its lines, those that go on first, then the latest ended; without those of whoever is barred."""
    names = seat_names(look, case_ids)
    rows = look.session.exec(
        select(SpeaksWith, CasePerson.ref, CasePerson.case_id)
        .join(CasePerson, col(CasePerson.id) == col(SpeaksWith.person_id))
        .where(col(CasePerson.case_id).in_(case_ids))
    )
    found: dict[str, list[SpokenLine]] = defaultdict(list)
    for row, ref, case_id in rows:
        if row.seat_id in names:
            found[case_id].append(_line(look, row, ref, names[row.seat_id]))
    return {case_id: tuple(sorted(lines, key=_current_first)) for case_id, lines in found.items()}


def agree_line(work: Work, order: AgreeLine) -> str:
    """Begins a line, or changes topic and beginning of one that goes on; gives its id.

    Raises `ChangedMeanwhile` when the line changed or began elsewhere, `SuspectHeld` when one with a suspect would
    begin while a hold is in force, and `VictimFieldWrong`.
    """
    with work.act(Permission.CASE_EDIT, order.case_id) as tx:
        check_line(order, local_day(tx))
        person = person_of_case(tx, order.case_id, order.person_id)
        seat = seat_of_case(tx, order.case_id, order.seat_id)
        if order.line_id:
            row = _open_line(tx, order.case_id, order.line_id, order.version)
        else:
            refuse_while_held(tx, order.case_id, [person])
            row = _new_line(tx, seat.id, person.id)
        row.since_on = order.since_on
        tx.seal(row, "topic_sealed", order.topic.strip())
        tx.add(row)
        tx.note(line=row.id, seat=row.seat_id, person=row.person_id)
        return row.id


def end_line(work: Work, case_id: str, line_id: str, version: int, until_on: date) -> None:
    """Ends a line on a day that has come; it stays as history. Raises `ChangedMeanwhile` and `VictimFieldWrong`."""
    with work.act(Permission.CASE_EDIT, case_id) as tx:
        row = _open_line(tx, case_id, line_id, version)
        check_end(row.since_on, until_on, local_day(tx), "until_on")
        row.until_on = until_on
        tx.add(row)
        tx.note(line=row.id)


def _new_line(tx: Transaction, seat_id: str, person_id: str) -> SpeaksWith:
    current = select(SpeaksWith).where(
        SpeaksWith.seat_id == seat_id, SpeaksWith.person_id == person_id, col(SpeaksWith.until_on).is_(None)
    )
    if going := tx.session.exec(current).first():
        raise ChangedMeanwhile(version=going.version)
    return SpeaksWith(id=tx.chance.id(), seat_id=seat_id, person_id=person_id)


def _open_line(tx: Transaction, case_id: str, line_id: str, version: int) -> SpeaksWith:
    """A line carries no case of its own; its person does."""
    row = tx.session.get(SpeaksWith, line_id)
    if row is None:
        raise NotAllowed
    person_of_case(tx, case_id, row.person_id)
    row = tx.edit(SpeaksWith, line_id, version)
    if row.until_on is not None:
        raise ChangedMeanwhile(version=row.version)
    return row


def _line(look: Reading, row: SpeaksWith, ref: str, seat: SeatName) -> SpokenLine:
    return SpokenLine(
        id=row.id,
        seat_id=row.seat_id,
        person_ref=ref,
        who=seat.name,
        organisation=seat.organisation,
        topic=look.unseal(row, "topic_sealed"),
        since_on=row.since_on,
        until_on=row.until_on,
        version=row.version,
    )


def _current_first(line: SpokenLine) -> tuple[bool, int, str, str]:
    ended = -line.until_on.toordinal() if line.until_on else 0
    return (line.until_on is not None, ended, line.who, line.person_ref)
