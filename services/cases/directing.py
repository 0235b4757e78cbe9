"""Who directs beside the facts of a case: who is away today, and who was asked to take over. Inside an open look."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlmodel import col, select

from models.direction import AbsenceRow, HandoverRow
from models.directory import Account
from models.terms import HandoverAnswer
from services.cases.rules import away_until
from services.scheduling.facts import local_day
from services.unit_of_work import Reading


def away_today(look: Reading, account_ids: Collection[str]) -> dict[str, date]:
    """Of these accounts, those that are away today, with the last day of it; one query for all."""
    today = local_day(look.now)
    stated: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for row in look.session.exec(
        select(AbsenceRow).where(
            col(AbsenceRow.account_id).in_(account_ids),
            AbsenceRow.last_day >= today,
            col(AbsenceRow.ended_at).is_(None),
        )
    ):
        stated[row.account_id].append((row.first_day, row.last_day))
    found = {who: away_until(days, today) for who, days in stated.items()}
    return {who: until for who, until in found.items() if until is not None}


def asked_to_take_over(look: Reading, case_ids: Collection[str]) -> dict[str, str]:
    """Per case the name of who was asked to take it over and has not answered; one query for all."""
    rows = look.session.exec(
        select(HandoverRow.case_id, Account.name)
        .join(Account, col(Account.id) == col(HandoverRow.to_id))
        .where(col(HandoverRow.case_id).in_(case_ids), HandoverRow.answer == HandoverAnswer.OPEN)
    )
    return dict(rows.all())
