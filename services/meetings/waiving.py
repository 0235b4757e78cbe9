"""Decisions to meet without a partner of the minimum attendance, and why (H-VT-3)."""

from collections.abc import Collection

from sqlmodel import col, select

from models.directory import Organisation
from models.meeting import Invitation, Meeting, WaiverRow
from models.terms import MeetingStatus
from services.access.rules import Permission
from services.cases.gathering import gathered
from services.cases.queries import reader_of
from services.meetings.rules import MeetingFieldWrong, MeetingOver, check_text
from services.route_map.queries import regional
from services.route_map.rules import attendance_rule
from services.unit_of_work import NotAllowed, Transaction, Work


def waive(work: Work, case_id: str, meeting_id: str, organisations: Collection[str], reason: str) -> str:
    """Keeps that an announced meeting does without these organisations (keys), and why; gives the decision's id.

    For a partner of the minimum who turns out not to come, also when the meeting has begun. The same once more changes
    nothing. Raises `MeetingOver` and `MeetingFieldWrong`: no reason, or an organisation that the minimum does not ask
    for and that is not invited.
    """
    check_text("reason", reason, needed=True)
    with work.act(Permission.MEETING_PLAN, case_id) as tx:
        meeting = tx.session.get(Meeting, meeting_id, with_for_update=True)
        if meeting is None or meeting.case_id != case_id:
            raise NotAllowed
        if meeting.status is not MeetingStatus.PLANNED:
            raise MeetingOver
        asked = sorted(set(organisations))
        if not asked or not set(asked) <= _may_be_waived(tx, meeting):
            raise MeetingFieldWrong(field="organisations", reason="unknown")
        known = _known(tx, meeting_id, asked, reason.strip())
        tx.note(meeting=meeting_id, waived=",".join(asked))
        return known or keep_waiver(tx, meeting_id, asked, reason)


def keep_waiver(tx: Transaction, meeting_id: str, organisations: Collection[str], reason: str) -> str:
    """Keeps, inside somebody's act, that a meeting does without these organisations; gives the decision's id.

    Without organisations it is the reason for something else that was let pass: somebody's other meeting at that time,
    or that partners settled by phone what a meeting would have been for.
    """
    row = WaiverRow(
        id=tx.chance.id(),
        meeting_id=meeting_id,
        organisations=sorted(organisations),
        reason_sealed="",
        waived_by=tx.actor.reference,
        waived_at=tx.now,
    )
    tx.seal(row, "reason_sealed", reason.strip())
    tx.add(row)
    return row.id


def _may_be_waived(tx: Transaction, meeting: Meeting) -> set[str]:
    """The organisations that the minimum asks for, and those that are invited."""
    facts = gathered(tx, meeting.case_id, reader_of(tx))
    rule = attendance_rule(regional(tx.settings.route_map), facts, meeting.kind)
    invited = (
        select(Organisation.key)
        .join(Invitation, col(Invitation.organisation_id) == col(Organisation.id))
        .where(Invitation.meeting_id == meeting.id)
    )
    return {key for group in rule.required for key in group} | set(tx.session.exec(invited))


def _known(tx: Transaction, meeting_id: str, organisations: list[str], reason: str) -> str:
    rows = tx.session.exec(select(WaiverRow).where(WaiverRow.meeting_id == meeting_id))
    same = (row.id for row in rows if row.organisations == organisations and tx.unseal(row, "reason_sealed") == reason)
    return next(same, "")
