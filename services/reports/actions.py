"""Writes of what became of actions: a report by the director or by the owner's link, and who told the victim.

Reports are added, never changed or taken away. The same report twice changes nothing; whoever saw another version of
the action is refused, and what they wrote stays with them.
"""

from dataclasses import replace
from typing import ClassVar

from sqlmodel import select

from models.directory import Organisation
from models.follow_up import ActionLink, ActionReport
from models.meeting import Action, Meeting
from models.terms import ActionStatus, Belonging
from services.access.rules import Permission
from services.cases.queries import reader_of
from services.conditions.queries import readable
from services.reports.facts import ReportAction, TellVictim
from services.reports.queries import owner_may_answer
from services.reports.rules import LEAVES, ActionReplaced, ReportWrong, check_report, check_telling
from services.scheduling.facts import local_day
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Transaction, Work


class ActionChanged(ChangedMeanwhile):
    """The action was reworded, or reported on, since it was on the screen; `version` is that of now."""

    code: ClassVar[str] = "reports.action_changed"


def report(work: Work, order: ReportAction) -> None:
    """Keeps what came of an action, told to the case director or said at the table (`meeting_id`).

    Raises `ReportWrong`, `ActionReplaced`, `NotTheirs` for an organisation that neither owns the action nor helps,
    `ActionChanged`, and `NotAllowed` for an action or meeting of another case, or one that the director may not read.
    """
    with work.act(Permission.ACTION_REPORT, order.case_id) as tx:
        row = _action(tx, order)
        director = tx.belonging in (Belonging.DIRECTOR, Belonging.DEPUTY)
        if not director or not readable(tx, row.case_id, row.tier, reader_of(tx)):
            raise NotAllowed
        if order.meeting_id:
            meeting = tx.session.get(Meeting, order.meeting_id)
            if meeting is None or meeting.case_id != row.case_id:
                raise NotAllowed
        _report(tx, row, order, order.organisation or row.owner, (row.owner, *row.supporting))


def report_by_link(work: Work, order: ReportAction) -> None:
    """Keeps what the acting owner says of an action of their organisation; who says it follows from the link.

    Raises the same as `report`; `NotAllowed` also for an action that the owner may not know of.
    """
    with work.act(Permission.ACTION_REPORT, order.case_id) as tx:
        row = _action(tx, order)
        link = tx.session.get(ActionLink, tx.actor.action_link_id) if tx.belonging is Belonging.OWNER else None
        if link is None:
            raise NotAllowed
        home = tx.session.get_one(Organisation, link.organisation_id)
        if row.owner == home.key and not owner_may_answer(tx, row, home):
            raise NotAllowed
        _report(tx, row, replace(order, meeting_id=""), home.key, (row.owner,), link)


def tell_victim(work: Work, order: TellVictim) -> int:
    """Keeps who tells the victim of an action, until when, and on what day it was done; gives the action's version.

    The same order twice changes nothing. Raises `ReportWrong`, `ActionReplaced`, `ActionChanged`, `NotAllowed`.
    """
    with work.act(Permission.ACTION_RECORD, order.case_id) as tx:
        row = _action(tx, order)
        if not readable(tx, row.case_id, row.tier, reader_of(tx)):
            raise NotAllowed
        if row.status is ActionStatus.REPLACED:
            raise ActionReplaced
        kept = (row.tells_victim, row.tell_victim_on, row.told_victim_on)
        if kept == (order.organisation, order.tell_on, order.told_on):
            return row.version
        if row.version != order.version:
            raise ActionChanged(version=row.version)
        homes = set(tx.session.exec(select(Organisation.key)).all())
        check_telling(order, row.tier, homes, row.tell_victim_on, local_day(tx.now))
        row.tells_victim, row.tell_victim_on, row.told_victim_on = order.organisation, order.tell_on, order.told_on
        row.version += 1
        tx.add(row)
        tx.note(action=row.id, version=row.version)
        return row.version


def _action(tx: Transaction, order: ReportAction | TellVictim) -> Action:
    row = tx.session.get(Action, order.action_id, with_for_update=True)
    if row is None or row.case_id != order.case_id:
        raise NotAllowed
    return row


def _report(
    tx: Transaction,
    row: Action,
    order: ReportAction,
    organisation: str,
    doers: tuple[str, ...],
    link: ActionLink | None = None,
) -> None:
    tx.note(action=row.id, report=order.report_id)
    if _repeats(tx, row, order):
        return
    check_report(order, row.status, doers, organisation)
    if row.version != order.version:
        raise ActionChanged(version=row.version)
    home = tx.session.exec(select(Organisation.id).where(Organisation.key == organisation)).first()
    if home is None:
        raise ReportWrong(field="organisation", reason="unknown")
    made = ActionReport(
        id=order.report_id,
        case_id=row.case_id,
        action_id=row.id,
        action_version=row.version,
        answer=order.answer,
        tier=row.tier,
        organisation_id=home,
        professional_id=link.professional_id if link else None,
        action_link_id=link.id if link else None,
        meeting_id=order.meeting_id or None,
        reported_at=tx.now,
        recorded_by=tx.actor.reference,
    )
    tx.seal(made, "note_sealed", order.note.strip())
    row.status, row.reported_at = LEAVES[order.answer], tx.now
    row.version += 1
    tx.add(made, row)
    tx.note(version=row.version, answer=order.answer.value)


def _repeats(tx: Transaction, action: Action, order: ReportAction) -> bool:
    """Whether this report was kept already. Other words under the same id are not lost in silence: `ActionChanged`."""
    row = tx.session.get(ActionReport, order.report_id)
    if row is None:
        return False
    if row.action_id != action.id or row.recorded_by != tx.actor.reference:
        raise NotAllowed
    if (row.answer, tx.unseal(row, "note_sealed")) != (order.answer, order.note.strip()):
        raise ActionChanged(version=action.version)
    return True
