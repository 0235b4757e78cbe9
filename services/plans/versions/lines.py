"""The versions of the plan as lines: which there are, which is open, who made them. The plans themselves stay shut."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy.orm import QueryableAttribute, defer
from sqlmodel import col, select

from models.directory import Account
from models.plan import PlanVersion
from models.terms import PlanStatus
from services.plans.orders import DraftLine, VersionLine
from services.relations.queries import barred_accounts_by_case
from services.unit_of_work import Reading

OPEN = (PlanStatus.DRAFT, PlanStatus.CIRCULATED)
"""A version on which nothing was decided yet; a case has one at most."""
_THE_PLAN_ITSELF = tuple(
    defer(cast("QueryableAttribute[str]", column))  # what a column is to the mapper
    for column in (PlanVersion.content_sealed, PlanVersion.pictures_sealed)
)


@dataclass(frozen=True)
class VersionsNow:
    """The versions that were ever adopted, newest first, and the open one. `mark` differs after any change of them."""

    adopted: tuple[VersionLine, ...] = ()
    draft: DraftLine | None = None
    mark: str = ""


def versions_now(look: Reading, case_ids: Collection[str]) -> dict[str, VersionsNow]:
    """The versions of many cases, by case id, in two queries."""
    rows = rows_of_versions(look, case_ids)
    named = {
        i: {who for row in rows if row.case_id == i for who in (row.adopted_by, row.made_by) if who} for i in case_ids
    }
    names = account_names(look, named)
    of_case = {case_id: [row for row in rows if row.case_id == case_id] for case_id in case_ids}
    return {case_id: _now(found, names) for case_id, found in of_case.items()}


def rows_of_versions(look: Reading, case_ids: Collection[str]) -> Sequence[PlanVersion]:
    """Their rows, newest first, without the plans."""
    return look.session.exec(
        select(PlanVersion)
        .where(col(PlanVersion.case_id).in_(case_ids))
        .order_by(col(PlanVersion.number).desc())
        .options(*_THE_PLAN_ITSELF)
    ).all()


def mark_of(rows: Iterable[PlanVersion]) -> str:
    """What stands now, in a few signs: how many versions there are and how often they were changed."""
    found = list(rows)
    return f"{len(found)}.{sum(row.version for row in found)}"


def _now(rows: Sequence[PlanVersion], names: Mapping[tuple[str, str], str]) -> VersionsNow:
    adopted = [
        VersionLine(
            row.id,
            row.number,
            row.status,
            row.adopted_at,
            names.get((row.case_id, row.adopted_by or ""), ""),
            row.released_at,
        )
        for row in rows
        if row.adopted_at is not None
    ]
    standing = next((row for row in rows if row.status in OPEN), None)
    return VersionsNow(tuple(adopted), _draft(standing, names) if standing else None, mark_of(rows))


def _draft(row: PlanVersion, names: Mapping[tuple[str, str], str]) -> DraftLine:
    by = names.get((row.case_id, row.made_by), "")
    return DraftLine(row.id, row.number, row.status, row.made_at, by, row.circulated_at)


def account_names(look: Reading, ids: Mapping[str, Collection[str]]) -> dict[tuple[str, str], str]:
    """Per case and account the name, without those whom a bar keeps out of that case by now."""
    wanted = {account for accounts in ids.values() for account in accounts}
    if not wanted:
        return {}
    named = {row.id: row.name for row in look.session.exec(select(Account).where(col(Account.id).in_(wanted)))}
    barred = barred_accounts_by_case(look.session, look.database.vault, ids, wanted)
    return {
        (case_id, account): named[account]
        for case_id, accounts in ids.items()
        for account in accounts
        if account in named and account not in barred[case_id]
    }
