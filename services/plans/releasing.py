"""Opens the adopted plan to the guests of its meeting, and closes it to them again.

A release is of one version: a later one is not open to anybody by link until it is released itself, and the one before
is no longer shown then, because nobody should act on a plan that was replaced.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select

from models.meeting import Invitation, Meeting
from models.plan import PlanVersion
from models.terms import MeetingStatus, PlanStatus
from services.access.rules import Permission
from services.errors import ServiceError
from services.meetings.inviting import LINK_LIVES_AFTER_MEETING
from services.plans.facts import PlanContent
from services.plans.queries import content_in
from services.relations.queries import barred_professionals
from services.unit_of_work import ChangedMeanwhile, Reading, Transaction, Work

READ_FOR_AT_LEAST = timedelta(days=14)
"""So long a guest can read a released plan by their link, also when the meeting is long past."""


class NothingToRelease(ServiceError):
    """There is no adopted plan that could be opened to the attendees, or closed to them again."""

    code = "plans.nothing_to_release"


@dataclass(frozen=True)
class OpenPlan:
    """A released version with its frozen content, not yet cut down to a reader."""

    version_id: str
    content: PlanContent
    released_at: datetime


def release_plan(work: Work, case_id: str, seen_version: int) -> int:
    """The case director opens the newest adopted version to the guests of its meeting; gives how many links are open.

    `seen_version` is the number of the version that was on the screen. Links that were taken back or locked stay as
    they are; the others hold for at least a fortnight from now, also when they had expired. The same order twice
    changes nothing. Raises `NothingToRelease` or `ChangedMeanwhile`.
    """
    with work.act(Permission.PLAN_RELEASE, case_id) as tx:
        row = _newest(tx, case_id, seen_version)
        if row.released_at is None:
            row.released_at, row.released_by = tx.now, tx.actor.reference
            tx.add(row)
            links = keep_open(tx, case_id)
        else:
            links = len(links_of_plan(tx, case_id))
        tx.note(version=row.number, links=links)
        return links


def withdraw_release(work: Work, case_id: str, seen_version: int) -> None:
    """The plan is closed to guests again, and their links live no longer than they did before the release.

    Copies that were taken by then stay in the register. A second time changes nothing. Raises as `release_plan`.
    """
    with work.act(Permission.PLAN_RELEASE, case_id) as tx:
        row = _newest(tx, case_id, seen_version)
        if row.released_at is not None:
            row.released_at, row.released_by = None, None
            tx.add(row)
            if not _something_sent_round(tx, case_id):
                shorten(tx, case_id)
        tx.note(version=row.number, withdrawn=True)


def released_in(look: Reading, case_id: str) -> OpenPlan | None:
    """The version that guests may read a part of: the newest, if it was released. Asked inside an allowed look."""
    row = _newest_row(look, case_id)
    found = content_in(look, case_id, row.number) if row and row.released_at else None
    return OpenPlan(found[0], found[1], row.released_at) if row and row.released_at and found else None


def _newest(tx: Transaction, case_id: str, seen_version: int) -> PlanVersion:
    row = _newest_row(tx, case_id)
    if row is None:
        raise NothingToRelease
    if row.number != seen_version:
        raise ChangedMeanwhile(version=row.number)
    return row


def _newest_row(look: Reading, case_id: str) -> PlanVersion | None:
    statement = select(PlanVersion).where(PlanVersion.case_id == case_id, PlanVersion.status == PlanStatus.ADOPTED)
    return look.session.exec(statement.order_by(col(PlanVersion.number).desc())).first()


def _something_sent_round(tx: Transaction, case_id: str) -> bool:
    """Whether guests still have a proposed version to answer on by the same links."""
    statement = select(PlanVersion.id).where(
        PlanVersion.case_id == case_id, PlanVersion.status == PlanStatus.CIRCULATED
    )
    return tx.session.exec(statement).first() is not None


def keep_open(tx: Transaction, case_id: str) -> int:
    """The links of whoever the plan was made with hold for at least a fortnight from now; gives how many there are."""
    links = [link for link, _ in links_of_plan(tx, case_id)]
    for link in links:
        link.expires_at = max(link.expires_at, tx.now + READ_FOR_AT_LEAST)
    tx.add(*links)
    return len(links)


def shorten(tx: Transaction, case_id: str) -> None:
    """Their links live no longer than they would have without a plan to read."""
    for link, meeting in links_of_plan(tx, case_id):
        link.expires_at = min(link.expires_at, meeting.ends_at + LINK_LIVES_AFTER_MEETING)
        tx.add(link)


def links_of_plan(tx: Transaction, case_id: str) -> list[tuple[Invitation, Meeting]]:
    """The links of whoever the plan was made with: of the latest meeting that has begun, else of the next one.

    Without whoever is barred: their link opens nothing, and they are in no count.
    """
    meetings = tx.session.exec(
        select(Meeting)
        .where(Meeting.case_id == case_id, Meeting.status == MeetingStatus.PLANNED)
        .order_by(col(Meeting.starts_at).desc())
    ).all()
    meeting = next((one for one in meetings if one.starts_at <= tx.now), meetings[-1] if meetings else None)
    if meeting is None:
        return []
    barred = barred_professionals(tx.session, tx.database.vault, case_id)
    statement = select(Invitation).where(
        Invitation.meeting_id == meeting.id, col(Invitation.revoked_at).is_(None), col(Invitation.locked_at).is_(None)
    )
    rows = tx.session.exec(statement.with_for_update()).all()
    return [(row, meeting) for row in rows if row.professional_id not in barred]
