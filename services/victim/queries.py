"""Looks at the victim's voice, promises, consents and who speaks with whom.

The number of queries does not grow with the cases.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from models.casework import CasePerson, Seat, SpeaksWith
from models.directory import Organisation, Professional
from models.victim import ConsentRow, PromisedContactRow, VoiceRow
from services.access.rules import Permission
from services.relations.queries import barred_by_case
from services.unit_of_work import Reading, Work
from services.victim.facts import Consent, PromisedContact, SpokenLine, Voice

T = TypeVar("T")


@dataclass(frozen=True)
class VictimSide:
    """The voices, promises and consents of one case, for its screen."""

    voices: tuple[Voice, ...]
    promises: tuple[PromisedContact, ...]
    consents: tuple[Consent, ...]


@dataclass(frozen=True)
class SeatName:
    """Who sits on a seat, also on one that ended, and for which organisation (key)."""

    name: str
    organisation: str


def victim_side(work: Work, case_id: str) -> VictimSide:
    """What is known of the victims' side of a case. Raises `NotAllowed`."""
    with work.read(Permission.CASE_READ, case_id, screen="victim_voice") as look:
        ids = [case_id]
        return VictimSide(
            voices_in(look, ids).get(case_id, ()),
            promises_in(look, ids).get(case_id, ()),
            consents_in(look, ids).get(case_id, ()),
        )


def voices_in(look: Reading, case_ids: Collection[str]) -> dict[str, tuple[Voice, ...]]:
    """Per case what its victims said, by reference of the person. Asked inside a look that was allowed."""
    rows = _with_refs(look, VoiceRow, col(VoiceRow.case_id).in_(case_ids))
    names = seat_names(look, case_ids)
    found = sorted(
        ((row.case_id, _voice(look, row, ref, names)) for row, ref in rows), key=lambda one: one[1].person_ref
    )
    return _by_case(found)


def promises_in(look: Reading, case_ids: Collection[str]) -> dict[str, tuple[PromisedContact, ...]]:
    """Per case the promised contacts, earliest first."""
    return _promises(look, case_ids, col(PromisedContactRow.case_id).in_(case_ids))


def silent_promises_in(look: Reading, case_ids: Collection[str], day: date) -> dict[str, tuple[PromisedContact, ...]]:
    """Per case the promises that by `day` have passed in silence, longest ago first; cases without are left out."""
    silent = (
        col(PromisedContactRow.case_id).in_(case_ids)
        & (col(PromisedContactRow.promised_for) < day)
        & col(PromisedContactRow.kept_on).is_(None)
        & col(PromisedContactRow.cancelled_at).is_(None)
    )
    return _promises(look, case_ids, silent)


def consents_in(look: Reading, case_ids: Collection[str]) -> dict[str, tuple[Consent, ...]]:
    """Per case the consents, latest given first."""
    rows = _with_refs(look, ConsentRow, col(ConsentRow.case_id).in_(case_ids))
    found = [(row.case_id, _consent(look, row, ref)) for row, ref in rows]
    return _by_case(sorted(found, key=lambda one: (one[1].given_on, one[1].id), reverse=True))


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


def seat_names(look: Reading, case_ids: Collection[str]) -> dict[str, SeatName]:
    """By seat id who sits or sat there; whoever is barred from the case is not among them."""
    rows = look.session.exec(
        select(Seat, Professional, Organisation)
        .join(Professional, col(Professional.id) == col(Seat.professional_id))
        .join(Organisation, col(Organisation.id) == col(Seat.organisation_id))
        .where(col(Seat.case_id).in_(case_ids))
    ).all()
    barred = barred_by_case(look.session, look.database.vault, case_ids, {person.id for _, person, _ in rows})
    return {
        seat.id: SeatName(person.name, home.key) for seat, person, home in rows if person.id not in barred[seat.case_id]
    }


def _promises(
    look: Reading, case_ids: Collection[str], which: ColumnElement[bool]
) -> dict[str, tuple[PromisedContact, ...]]:
    rows = _with_refs(look, PromisedContactRow, which)
    names = seat_names(look, case_ids) if rows else {}
    found = [(row.case_id, _promise(look, row, ref, names)) for row, ref in rows]
    return _by_case(sorted(found, key=lambda one: (one[1].promised_for, one[1].id)))


def _with_refs(look: Reading, kind: Any, which: ColumnElement[bool]) -> list[tuple[Any, str]]:
    """Rows of a table that names a person, each with that person's reference."""
    statement = select(kind, CasePerson.ref).join(CasePerson, col(CasePerson.id) == col(kind.person_id))
    return [(row, ref) for row, ref in look.session.exec(statement.where(which))]


def _by_case(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = defaultdict(list)
    for case_id, part in pairs:
        found[case_id].append(part)
    return {case_id: tuple(parts) for case_id, parts in found.items()}


def _voice(look: Reading, row: VoiceRow, ref: str, names: dict[str, SeatName]) -> Voice:
    seat = names.get(row.represented_by_seat_id or "")
    return Voice(
        person_ref=ref,
        wishes=look.unseal(row, "wishes_sealed"),
        fears=look.unseal(row, "fears_sealed"),
        tell_back=look.unseal(row, "tell_back_sealed"),
        represented_by=seat.name if seat else look.unseal(row, "represented_by_sealed"),
        represented_by_seat_id=(row.represented_by_seat_id or "") if seat else "",
        heard_on=row.heard_on,
        version=row.version,
    )


def _promise(look: Reading, row: PromisedContactRow, ref: str, names: dict[str, SeatName]) -> PromisedContact:
    """Of whoever is barred neither name nor organisation is told; that the day passed in silence still is."""
    seat = names.get(row.seat_id or "")
    return PromisedContact(
        id=row.id,
        person_ref=ref,
        promised_for=row.promised_for,
        by=seat.name if seat else "",
        organisation=seat.organisation if seat else "",
        seat_id=(row.seat_id or "") if seat else "",
        subject=look.unseal(row, "subject_sealed"),
        kept_on=row.kept_on,
        cancelled=row.cancelled_at is not None,
        cancel_reason=look.unseal(row, "cancel_reason_sealed"),
        version=row.version,
    )


def _consent(look: Reading, row: ConsentRow, ref: str) -> Consent:
    return Consent(
        id=row.id,
        person_ref=ref,
        organisation=row.organisation,
        subject=look.unseal(row, "subject_sealed"),
        given_on=row.given_on,
        valid_until=row.valid_until,
        withdrawn_on=row.withdrawn_on,
        version=row.version,
    )


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
