"""Looks at directing: who directs today and did before, what is asked, who is away; for one case or for many at once.

Somebody who is kept out of a case is not named in it, also not among those who directed it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from sqlmodel import col, or_, select

from models.casework import Case
from models.direction import AbsenceRow, DirectingRow, HandoverRow
from models.directory import Account
from models.terms import AccountRole, Belonging, CaseStatus, HandoverAnswer, MeetingStatus
from services.access.rules import Permission
from services.cases.directing import away_today
from services.direction.facts import (
    Absence,
    Asked,
    Directing,
    Direction,
    Gap,
    Handover,
    MyDirecting,
    OpenEnds,
    PlannedMoment,
    Stretch,
)
from services.direction.rules import Days, both_away
from services.plans.orders import Check, State
from services.plans.queries import state_in
from services.relations.queries import barred_accounts, belongings
from services.scheduling.facts import local_day
from services.unit_of_work import NotAllowed, Reading, Work


def direction_in(look: Reading, case_ids: Collection[str]) -> dict[str, Direction]:
    """Who directs each of these cases today; the number of queries does not grow with them.

    Inside an open look whose reader may know of the cases; notes and reasons are left out.
    """
    cases = look.session.exec(select(Case).where(col(Case.id).in_(case_ids))).all()
    asked = {row.case_id: row for row in look.session.exec(_open_in(case_ids))}
    ids = {case.director_id for case in cases} | {case.deputy_id or "" for case in cases}
    ids |= {who or "" for row in asked.values() for who in (row.from_id, row.to_id, row.deputy_id)}
    accounts, away = _accounts(look, ids), away_today(look, ids)
    names = {who: account.name for who, account in accounts.items()}
    return {
        case.id: Direction(
            case_id=case.id,
            code_name=case.code_name,
            risk=case.risk,
            status=case.status,
            director_id=case.director_id,
            director=names.get(case.director_id, ""),
            deputy_id=case.deputy_id or "",
            deputy=names.get(case.deputy_id or "", ""),
            director_away_until=away.get(case.director_id),
            deputy_away_until=away.get(case.deputy_id or ""),
            director_gone=case.director_id not in accounts or accounts[case.director_id].disabled_at is not None,
            handover=_handover(asked[case.id], names) if case.id in asked else None,
        )
        for case in cases
    }


def directing_of(work: Work, case_id: str) -> Directing:
    """Who directs the case and who did; for who directs it also every question to take over. Raises `NotAllowed`."""
    with work.read(Permission.CASE_READ, case_id, screen="direction") as look:
        rows = look.session.exec(
            select(DirectingRow)
            .where(DirectingRow.case_id == case_id)
            .order_by(col(DirectingRow.from_at).desc(), col(DirectingRow.part))
        ).all()
        asked = look.session.exec(
            select(HandoverRow).where(HandoverRow.case_id == case_id).order_by(col(HandoverRow.asked_at).desc())
        ).all()
        ids = {row.account_id for row in rows} | _named_in(asked)
        barred = barred_accounts(look.session, look.database.vault, case_id, ids)
        names = {who: account.name for who, account in _accounts(look, ids - barred).items()}
        told = look.may(Permission.HANDOVER_ASK)
        return Directing(
            now=direction_in(look, [case_id])[case_id],
            history=tuple(Stretch(names.get(r.account_id, ""), r.part, r.from_at, r.until_at) for r in rows),
            handovers=tuple(_handover(row, names, look) for row in asked) if told else (),
        )


def candidates(work: Work, case_id: str) -> tuple[tuple[str, str], ...]:
    """Id and name of every case director who could deputise or take over; nobody who is kept out of the case.

    The present deputy is among them, the director is not. Raises `NotAllowed` for whoever does not direct it.
    """
    with work.read(Permission.HANDOVER_ASK, case_id, screen="direction") as look:
        case = look.session.get(Case, case_id)
        rows = look.session.exec(
            select(Account.id, Account.name)
            .where(Account.role == AccountRole.CASE_DIRECTOR, col(Account.disabled_at).is_(None))
            .order_by(Account.name)
        ).all()
        director = case.director_id if case else ""
        barred = barred_accounts(look.session, look.database.vault, case_id, [who for who, _ in rows])
        return tuple((who, name) for who, name in rows if who != director and who not in barred)


def open_ends(work: Work, case_id: str) -> OpenEnds:
    """What stands open in a case that somebody is asked to take over. Raises `NotAllowed` when nobody asks (any more).

    The reader belongs to the case by the question alone: risk, names of checks and moments of meetings, no more.
    """
    with work.read(Permission.HANDOVER_READ, case_id, screen="handover") as look:
        row = look.session.exec(_open_in([case_id])).first()
        if row is None or look.actor.account_id not in (row.to_id, row.from_id):
            raise NotAllowed
        names = {who: account.name for who, account in _accounts(look, _named_in([row])).items()}
        state = state_in(look, case_id)
        coming = sorted(
            (m for m in state.meetings if m.status is MeetingStatus.PLANNED and m.ends_at > look.now),
            key=lambda meeting: meeting.starts_at,
        )
        counted = [check for check in state.checks if check.blocking]
        return OpenEnds(
            case_id=case_id,
            code=state.facts.code,
            code_name=state.facts.code_name,
            risk=state.facts.risk,
            handover=_handover(row, names, look),
            review_on=state.facts.review_on,
            checks=tuple(_bare(check) for check in counted if check.state is not State.READY),
            ready=sum(check.state is State.READY for check in counted),
            meetings=tuple(PlannedMoment(m.kind, m.starts_at, m.ends_at) for m in coming),
        )


def my_directing(work: Work) -> MyDirecting:
    """What directing asks of the acting person, over all own cases; a number of queries that does not grow with them.

    Raises `NotAllowed` for a standing that has no cases.
    """
    me = work.actor.account_id
    with work.read(Permission.CASE_LIST) as look:
        own = select(Case.id).where(
            or_(Case.director_id == me, Case.deputy_id == me), Case.status != CaseStatus.CLOSED, bool(me)
        )
        asked = look.session.exec(
            select(HandoverRow).where(HandoverRow.to_id == me, HandoverRow.answer == HandoverAnswer.OPEN)
        ).all()
        ids = {*look.session.exec(own), *(row.case_id for row in asked)}
        how = belongings(look.session, look.database.vault, work.actor.identity, ids, look.now)
        known = direction_in(look, [i for i in ids if how[i] not in (Belonging.BARRED, Belonging.NONE)])
        mine = tuple(one for one in known.values() if me in (one.director_id, one.deputy_id))
        away = _absences(look, {me} | {who for one in mine for who in (one.director_id, one.deputy_id) if who})
        return MyDirecting(
            cases=tuple(sorted(mine, key=lambda one: one.code_name)),
            asked=tuple(_asked(row, known[row.case_id]) for row in asked if row.case_id in known),
            absences=tuple(Absence(row.id, row.first_day, row.last_day, row.version) for row in away.get(me, ())),
            gaps=tuple(_gaps(mine, me, away, local_day(look.now))),
            account_id=me,
        )


def _open_in(case_ids: Collection[str]):
    return select(HandoverRow).where(col(HandoverRow.case_id).in_(case_ids), HandoverRow.answer == HandoverAnswer.OPEN)


def _accounts(look: Reading, ids: Collection[str]) -> dict[str, Account]:
    return {row.id: row for row in look.session.exec(select(Account).where(col(Account.id).in_([i for i in ids if i])))}


def _named_in(rows: Iterable[HandoverRow]) -> set[str]:
    return {who for row in rows for who in (row.from_id, row.to_id, row.deputy_id) if who}


def _handover(row: HandoverRow, names: dict[str, str], look: Reading | None = None) -> Handover:
    return Handover(
        id=row.id,
        case_id=row.case_id,
        asked_by=names.get(row.from_id, ""),
        to_id=row.to_id,
        to=names.get(row.to_id, ""),
        asked_at=row.asked_at,
        answer=row.answer,
        deputy=names.get(row.deputy_id or "", ""),
        note=look.unseal(row, "note_sealed") if look else "",
        reason=look.unseal(row, "reason_sealed") if look else "",
        answered_at=row.answered_at,
        version=row.version,
    )


def _asked(row: HandoverRow, direction: Direction) -> Asked:
    by = direction.handover.asked_by if direction.handover else ""
    return Asked(row.case_id, direction.code_name, direction.risk, by, row.asked_at)


def _bare(check: Check) -> Check:
    """The check without what it saw: that may hold names of persons."""
    return Check(check.key, check.step, check.state, check.rule_ids, check.blocking, check.explainable)


def _absences(look: Reading, account_ids: Collection[str]) -> dict[str, list[AbsenceRow]]:
    """Per account the absences that hold today or are to come, in order."""
    today = local_day(look.now)
    found: dict[str, list[AbsenceRow]] = defaultdict(list)
    for row in look.session.exec(
        select(AbsenceRow)
        .where(
            col(AbsenceRow.account_id).in_(account_ids),
            AbsenceRow.last_day >= today,
            col(AbsenceRow.ended_at).is_(None),
        )
        .order_by(col(AbsenceRow.first_day))
    ):
        found[row.account_id].append(row)
    return found


def _gaps(cases: Iterable[Direction], me: str, away: dict[str, list[AbsenceRow]], today: date) -> Iterable[Gap]:
    """Per own case the first days on which the two are away at once."""

    def days(who: str) -> list[Days]:
        return [(row.first_day, row.last_day) for row in away.get(who, ())]

    for one in cases:
        found = both_away(days(one.director_id), days(one.deputy_id), today)
        if found:
            other = one.deputy if me == one.director_id else one.director
            yield Gap(one.case_id, one.code_name, other, *found)
