"""How a version comes about: composed of what stands, its pictures beside it, under a number that is given once."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from sqlmodel import col, select

from models.plan import PlanVersion
from models.terms import PlanStatus
from services.plans.compose import composed, frozen_pictures
from services.plans.composing.pictures import packed
from services.plans.facts import PlanContent, PlanOpenPoint
from services.plans.queries import CONTENT, CaseState, state_in
from services.plans.versions.comparing import changes
from services.plans.versions.lines import OPEN, mark_of
from services.plans.versions.queries import answers_in
from services.protection.rules import WHOLE
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Reading, Transaction


@dataclass(frozen=True)
class Frozen:
    """What is kept of a version."""

    content: PlanContent
    pictures: Mapping[str, bytes]


def rows_for_change(tx: Transaction, case_id: str, seen: str = "") -> list[PlanVersion]:
    """Every version of a case, newest first, to be changed by nobody else meanwhile. Raises `ChangedMeanwhile` when
    they are not as they were on the screen (`seen`: their mark)."""
    statement = select(PlanVersion).where(PlanVersion.case_id == case_id).order_by(col(PlanVersion.number).desc())
    rows = list(tx.session.exec(statement.with_for_update()).all())
    if seen and seen != mark_of(rows):
        raise ChangedMeanwhile(version=rows[0].number if rows else 0)
    return rows


def open_one(rows: Iterable[PlanVersion]) -> PlanVersion | None:
    """The draft, or the version that was sent round; None while nothing is proposed."""
    return next((row for row in rows if row.status in OPEN), None)


def next_number(rows: Iterable[PlanVersion]) -> int:
    """A number is given once, also when the version that had it was taken back."""
    return max((row.number for row in rows), default=0) + 1


def new_row(tx: Transaction, case_id: str, number: int, status: PlanStatus, version_id: str) -> PlanVersion:
    """The row of a version that is made now, into which `write` puts what was frozen. Without `version_id` it gets one
    of its own."""
    return PlanVersion(
        id=version_id or tx.chance.id(),
        case_id=case_id,
        number=number,
        status=status,
        content_sealed="",
        content_sha256="",
        made_at=tx.now,
        made_by=tx.actor.reference,
    )


def freeze(
    tx: Transaction,
    case_id: str,
    number: int,
    status: PlanStatus,
    *,
    open_points: tuple[PlanOpenPoint, ...] = (),
    answered: PlanVersion | None = None,
    practice: bool = False,
) -> Frozen:
    """The case's plan as it stands now. `answered` is the version whose answers it carries, if it was sent round."""
    state = state_in(tx, case_id, WHOLE)
    content = _composed(tx, state, number, status, open_points, practice=practice)
    if answered is not None and answered.circulated_at is not None:
        content = replace(content, agreements=answers_in(tx, answered.id))
    return Frozen(content, frozen_pictures(tx, state))


def as_it_stands(look: Reading, case_id: str, number: int, *, practice: bool) -> PlanContent:
    """What a draft under this number would hold now, for comparing; nothing is kept, no picture is drawn."""
    return _composed(look, state_in(look, case_id, WHOLE), number, PlanStatus.DRAFT, (), practice=practice)


def _composed(
    look: Reading,
    state: CaseState,
    number: int,
    status: PlanStatus,
    open_points: tuple[PlanOpenPoint, ...],
    *,
    practice: bool,
) -> PlanContent:
    content = composed(look, state, number, fictional=practice, status=status, open_points=open_points)
    return replace(content, changes=changes(former(look, state.facts.id), content))


def former(look: Reading, case_id: str, *, below: int | None = None) -> PlanContent | None:
    """The last version that was adopted and not taken back: what a new one is compared with. With `below`: among those
    with a lower number."""
    statement = select(PlanVersion).where(
        PlanVersion.case_id == case_id,
        col(PlanVersion.adopted_at).is_not(None),
        PlanVersion.status != PlanStatus.WITHDRAWN,
    )
    if below is not None:
        statement = statement.where(col(PlanVersion.number) < below)
    row = look.session.exec(statement.order_by(col(PlanVersion.number).desc())).first()
    return content_of(look, row) if row else None


def content_of(look: Reading, row: PlanVersion) -> PlanContent:
    """The plan in a row."""
    return CONTENT.validate_json(look.unseal(row, "content_sealed"))


def write(tx: Transaction, row: PlanVersion, frozen: Frozen) -> None:
    """Seals what was frozen into a version's row."""
    text = CONTENT.dump_json(frozen.content).decode()
    row.content_sha256 = hashlib.sha256(text.encode()).hexdigest()
    tx.seal(row, "content_sealed", text)
    if frozen.pictures:
        tx.seal(row, "pictures_sealed", packed(frozen.pictures))
    tx.add(row)


def supersede(tx: Transaction, rows: Iterable[PlanVersion], which: Collection[PlanStatus]) -> None:
    """Those of these versions with such a status are replaced; they stay readable."""
    for row in rows:
        if row.status in which:
            row.status = PlanStatus.SUPERSEDED
            row.version += 1
            tx.add(row)


def made_before(tx: Transaction, case_id: str, version_id: str) -> PlanVersion | None:
    """The version that this very order made before, if it did."""
    row = tx.session.get(PlanVersion, version_id) if version_id else None
    if row is not None and row.case_id != case_id:
        raise NotAllowed
    return row
