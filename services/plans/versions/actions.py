"""A version on its way to adoption: frozen as a draft, sent round to whoever was invited, answered on, or taken back.

Numbers are given once. A case has one open version at most: a new draft replaces it. Adoption is `services.plans.
actions.adopt`, which adopts the open version under its own number when it says what stands now.
"""

from sqlmodel import col, select

from models.casework import Seat
from models.directory import Organisation, Professional
from models.plan import PlanResponse, PlanVersion
from models.terms import PlanStatus
from services.access.rules import Permission
from services.cases.rules import check_active
from services.conditions.keeping import standing_invitation
from services.meetings.queries import case_of_guest
from services.plans.queries import state_in
from services.plans.releasing import keep_open, links_of_plan, shorten
from services.plans.versions.comparing import same_substance
from services.plans.versions.freezing import (
    content_of,
    freeze,
    made_before,
    new_row,
    next_number,
    open_one,
    rows_for_change,
    supersede,
    write,
)
from services.plans.versions.lines import OPEN
from services.plans.versions.orders import AnswerPlan, RecordAnswer
from services.plans.versions.rules import NoSuchVersion, NotAnswerable, check_answer, check_reason, is_answerable
from services.relations.queries import barred_professionals, in_force
from services.scheduling.facts import local_day
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Transaction, Work

_CAN_BE_TAKEN_BACK = (*OPEN, PlanStatus.ADOPTED)


def make_draft(work: Work, case_id: str, version_id: str = "") -> int:
    """Freezes what stands as a draft under the next number; gives that number.

    The open version before it is superseded. When the open one says the same already, nothing is made and its number is
    given. `version_id` is made when the button is drawn: the same order twice is once. Raises `CaseNotActive`.
    """
    with work.act(Permission.PLAN_WRITE, case_id) as tx:
        return draft_in(tx, case_id, version_id, practice=work.practice)


def draft_in(tx: Transaction, case_id: str, version_id: str = "", *, practice: bool) -> int:
    """The same inside an open transaction; whoever calls has asked permission."""
    if (known := made_before(tx, case_id, version_id)) is not None:
        return known.number
    check_active(state_in(tx, case_id).facts.status)
    rows = rows_for_change(tx, case_id)
    number, standing = next_number(rows), open_one(rows)
    frozen = freeze(tx, case_id, number, PlanStatus.DRAFT, practice=practice)
    if standing is not None and same_substance(content_of(tx, standing), frozen.content):
        tx.note(version=standing.number, same=True)
        return standing.number
    supersede(tx, rows, OPEN)
    row = new_row(tx, case_id, number, PlanStatus.DRAFT, version_id)
    write(tx, row, frozen)
    tx.note(version=number, sha256=row.content_sha256)
    return number


def circulate(work: Work, case_id: str, seen_version: int) -> int:
    """Sends the draft round: the guests of its meeting read it by their link, which holds for at least a fortnight, and
    say what their organisation thinks of it. Gives how many links are open; nobody gets a mail about it.

    `seen_version` is the number of the draft that was on the screen. The same order twice changes nothing. Raises
    `NoSuchVersion` or `ChangedMeanwhile`.
    """
    with work.act(Permission.PLAN_CIRCULATE, case_id) as tx:
        row = open_one(rows_for_change(tx, case_id))
        if row is None:
            raise NoSuchVersion
        if row.number != seen_version:
            raise ChangedMeanwhile(version=row.number)
        if row.status is PlanStatus.CIRCULATED:
            links = len(links_of_plan(tx, case_id))
        else:
            row.status, row.circulated_at, row.circulated_by = PlanStatus.CIRCULATED, tx.now, tx.actor.reference
            row.version += 1
            tx.add(row)
            links = keep_open(tx, case_id)
        tx.note(version=row.number, links=links, sha256=row.content_sha256)
        return links


def withdraw_version(
    work: Work, case_id: str, seen_version: int, reason: str, *, seen_status: PlanStatus | None = None
) -> None:
    """Takes the open version or the plan in force back, with a reason; no link shows it any more.

    It stays in the list and readable for the case's team. Without the plan in force none is: the version before it does
    not come back. `seen_version` is its number, `seen_status` how it stood on the screen. Taking back twice changes
    nothing. Raises `ReasonMissing`, `NoSuchVersion` or `ChangedMeanwhile`.
    """
    said = check_reason(reason)
    with work.act(Permission.PLAN_WITHDRAW, case_id) as tx:
        rows = rows_for_change(tx, case_id)
        row = next((one for one in rows if one.number == seen_version), None)
        if row is None:
            raise NoSuchVersion
        if row.status is PlanStatus.WITHDRAWN:
            return
        if row.status not in _CAN_BE_TAKEN_BACK or (seen_status is not None and row.status is not seen_status):
            raise ChangedMeanwhile(version=rows[0].number)
        _take_back(tx, row, said)
        if not any(is_answerable(one.status, one.released_at) for one in rows):
            shorten(tx, case_id)
        tx.note(version=row.number)


def _take_back(tx: Transaction, row: PlanVersion, reason: str) -> None:
    row.status, row.withdrawn_at, row.withdrawn_by = PlanStatus.WITHDRAWN, tx.now, tx.actor.reference
    row.version += 1
    tx.seal(row, "withdrawn_reason_sealed", reason)
    tx.add(row)


def answer_plan(work: Work, order: AnswerPlan) -> None:
    """The acting guest says what their organisation thinks of a version that they saw; twice is once.

    A later answer of the organisation replaces, and erases nothing. Raises `PlanAnswerWrong`, `NotAnswerable`,
    `ChangedMeanwhile` when another content stands than was shown, and `NotAllowed` for who is not asked.
    """
    case_id = case_of_guest(work)
    with work.act(Permission.PLAN_ANSWER, case_id) as tx:
        invitation, _ = standing_invitation(tx, work.actor.invitation_id, case_id)
        home = _asked(tx, invitation.organisation_id, case_id)
        row = _answerable(tx, case_id, order.version_id)
        if order.seen_sha256 != row.content_sha256:
            raise ChangedMeanwhile(version=row.number)
        _keep(tx, order, row, home, invitation.professional_id, invitation.id)


def record_answer(work: Work, order: RecordAnswer) -> None:
    """The case director records what somebody on a seat of the case said of a version, by phone or at the table.

    Raises as `answer_plan`; `NotAllowed` for somebody without a seat, or whom a bar keeps out.
    """
    with work.act(Permission.PLAN_ANSWER, order.case_id) as tx:
        if tx.actor.invitation_id:
            raise NotAllowed
        person = tx.session.get(Professional, order.professional_id)
        if person is None or not _is_seated(tx, person.id):
            raise NotAllowed
        home = _asked(tx, person.organisation_id, order.case_id)
        row = _answerable(tx, order.case_id, order.version_id)
        _keep(tx, order, row, home, person.id)


def _keep(
    tx: Transaction,
    order: AnswerPlan | RecordAnswer,
    row: PlanVersion,
    home: Organisation,
    professional_id: str,
    invitation_id: str | None = None,
) -> None:
    """Writes an answer on the content that stands, in the place of the organisation's last one on the same version."""
    remark = check_answer(order.answer, order.remark, order.tier, home.key)
    said = PlanResponse(
        id=order.response_id or tx.chance.id(),
        case_id=row.case_id,
        plan_version_id=row.id,
        organisation_id=home.id,
        professional_id=professional_id,
        invitation_id=invitation_id,
        seen_sha256=row.content_sha256,
        answer=order.answer,
        tier=order.tier,
        answered_at=tx.now,
        recorded_by=tx.actor.reference,
    )
    if (known := tx.session.get(PlanResponse, said.id)) is not None:
        if known.case_id != said.case_id or known.organisation_id != said.organisation_id:
            raise NotAllowed
        return
    standing = tx.session.exec(
        select(PlanResponse)
        .where(
            PlanResponse.plan_version_id == said.plan_version_id,
            PlanResponse.organisation_id == said.organisation_id,
            col(PlanResponse.replaced_at).is_(None),
        )
        .with_for_update()
    ).all()
    for earlier in standing:
        earlier.replaced_at = tx.now
        earlier.version += 1
        tx.add(earlier)
    tx.seal(said, "remark_sealed", remark)
    tx.add(said)
    tx.note(version=row.number, answer=said.answer.value, by_link=said.invitation_id is not None)


def _answerable(tx: Transaction, case_id: str, version_id: str) -> PlanVersion:
    row = tx.session.get(PlanVersion, version_id, with_for_update=True)
    if row is None or row.case_id != case_id:
        raise NotAllowed
    if not is_answerable(row.status, row.released_at):
        raise NotAnswerable
    return row


def _asked(tx: Transaction, organisation_id: str, case_id: str) -> Organisation:
    """The organisation, if it is a partner with a seat in the case. Raises `NotAllowed` for any other."""
    home = tx.session.get(Organisation, organisation_id)
    if home is None or home.external:
        raise NotAllowed
    barred = barred_professionals(tx.session, tx.database.vault, case_id)
    seated = tx.session.exec(
        select(Seat.professional_id).where(
            Seat.case_id == case_id, Seat.organisation_id == organisation_id, in_force(local_day(tx.now))
        )
    ).all()
    if not set(seated) - barred:
        raise NotAllowed
    return home


def _is_seated(tx: Transaction, professional_id: str) -> bool:
    barred = barred_professionals(tx.session, tx.database.vault, tx.case_id)
    statement = select(Seat.id).where(
        Seat.case_id == tx.case_id, Seat.professional_id == professional_id, in_force(local_day(tx.now))
    )
    return professional_id not in barred and tx.session.exec(statement).first() is not None
