"""Who directs a case, with its history: the one place where a director or deputy changes.

It lies this low on the stair because keeping somebody out may take them off the case.
"""

from sqlmodel import col, select

from models.casework import Case
from models.direction import DirectingRow
from models.terms import Belonging, CaseStatus
from services.unit_of_work import Transaction


def settle_directing(tx: Transaction, case: Case, *, director_id: str, deputy_id: str | None) -> None:
    """Makes these two director and deputy from now on; what stood before ends as history.

    A case without a deputy is in preparation (`domain.md` section 0, point 12); a closed one stays closed.
    """
    wanted = {Belonging.DIRECTOR: director_id, Belonging.DEPUTY: deputy_id}
    before = {Belonging.DIRECTOR: case.director_id, Belonging.DEPUTY: case.deputy_id}
    for part, account_id in before.items():
        if account_id and account_id != wanted[part]:
            row = _running(tx, case, account_id, part) or _row(tx, case, account_id, part)
            row.until_at = tx.now
            tx.add(row)
    case.director_id, case.deputy_id = director_id, deputy_id
    if case.status is not CaseStatus.CLOSED:
        case.status = CaseStatus.ACTIVE if deputy_id else CaseStatus.PREPARING
    tx.add(case)
    for part, account_id in wanted.items():
        if account_id and _running(tx, case, account_id, part) is None:
            row = _row(tx, case, account_id, part)
            row.from_at = tx.now
            tx.add(row)


def _running(tx: Transaction, case: Case, account_id: str, part: Belonging) -> DirectingRow | None:
    statement = select(DirectingRow).where(
        DirectingRow.case_id == case.id,
        DirectingRow.account_id == account_id,
        DirectingRow.part == part,
        col(DirectingRow.until_at).is_(None),
    )
    return tx.session.exec(statement).first()


def _row(tx: Transaction, case: Case, account_id: str, part: Belonging) -> DirectingRow:
    """A stretch since the opening: what is known of one that nobody wrote down when it began."""
    return DirectingRow(id=tx.chance.id(), case_id=case.id, account_id=account_id, part=part, from_at=case.opened_at)
