"""The police plan of approach: for the investigation only, and never part of the shared plan (H-POL-1, H-POL-5).

It stands in no facts, no state of a case, no document and no log; whoever reads it opens it here, under a permission
of its own. Every saved wording is kept.
"""

from sqlmodel import col, select

from models.casework import Case
from models.measures import PolicePlanRow
from models.terms import Tier
from services.access.rules import Permission
from services.measures.facts import PlanWording, PolicePlan
from services.measures.orders import WritePolicePlan
from services.measures.queries import names_of
from services.measures.rules import check_plan_text
from services.protection.rules import Reader, may_read
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Reading, Work

LONGEST = 100_000


def police_plan(work: Work, case_id: str) -> PolicePlan:
    """Every wording of the plan, for readers of police, detectives, CCB and prosecution. Raises `NotAllowed`."""
    _check_organisation(work)
    with work.read(Permission.POLICE_PLAN_READ, case_id, screen="police plan") as look:
        return PolicePlan(_wordings(look, case_id), look.may(Permission.POLICE_PLAN_WRITE))


def write_police_plan(work: Work, order: WritePolicePlan) -> int:
    """Keeps a wording of the plan; gives its number. The wording that stands, once more, changes nothing.

    Raises `NotAllowed`, `MeasureFieldWrong`, or `ChangedMeanwhile` with the number that stands when somebody was first.
    """
    _check_organisation(work)
    with work.act(Permission.POLICE_PLAN_WRITE, order.case_id) as tx:
        check_plan_text(order.text, LONGEST)
        tx.session.get(Case, order.case_id, with_for_update=True)
        standing = PolicePlan(_wordings(tx, order.case_id))
        tx.note(number=standing.number)
        if standing.text == order.text.strip():
            return standing.number
        if standing.number != order.seen:
            raise ChangedMeanwhile(version=standing.number)
        row = PolicePlanRow(
            id=tx.chance.id(),
            case_id=order.case_id,
            number=standing.number + 1,
            text_sealed="",
            written_at=tx.now,
            written_by=tx.actor.reference[:32],
        )
        tx.seal(row, "text_sealed", order.text.strip())
        tx.add(row)
        tx.note(number=row.number)
        return row.number


def _check_organisation(work: Work) -> None:
    """Whoever directs or has a seat reads this only from within the investigation."""
    if not may_read(Tier.INVESTIGATION, Reader(organisation=work.actor.organisation)):
        raise NotAllowed


def _wordings(look: Reading, case_id: str) -> tuple[PlanWording, ...]:
    rows = look.session.exec(
        select(PolicePlanRow).where(PolicePlanRow.case_id == case_id).order_by(col(PolicePlanRow.number).desc())
    ).all()
    names = names_of(look, {row.written_by for row in rows})
    return tuple(
        PlanWording(row.number, look.unseal(row, "text_sealed"), row.written_at, names.get(row.written_by, ""))
        for row in rows
    )
