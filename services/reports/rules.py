"""Pure rules of what became of actions: where a report leaves an action, what is open, what a meeting opens with.

Source: domain.md section 3 (action fields; open actions are read again before anything new) and decision 0065.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import ClassVar

from models.terms import ActionAnswer, ActionStatus, MeetingStatus, Tier
from services.errors import ServiceError
from services.meetings.facts import PlannedMeeting
from services.plans.orders import ActionView
from services.protection.rules import Reader, may_read
from services.reports.facts import OpenAction, Report, ReportAction, TellVictim
from services.scheduling.facts import local_day

LONGEST_NOTE = 2000
LEAVES: Mapping[ActionAnswer, ActionStatus] = MappingProxyType(
    {
        ActionAnswer.DONE: ActionStatus.DONE,
        ActionAnswer.NO_LONGER_POSSIBLE: ActionStatus.NO_LONGER_POSSIBLE,
        ActionAnswer.NOT_DONE: ActionStatus.NOT_DONE,
        ActionAnswer.NEW_INFORMATION: ActionStatus.OPEN,
    }
)
"""Where an action stands after an answer, whatever stood before: the newest report decides."""
NEEDS_NOTE = frozenset({ActionAnswer.NO_LONGER_POSSIBLE, ActionAnswer.NOT_DONE, ActionAnswer.NEW_INFORMATION})
"""Say why, or what is new. At the table one key is enough: the notes of that point say it there."""
UNSETTLED = (ActionStatus.OPEN, ActionStatus.NOT_DONE)
"""Still asks for something: what an organisation did not do stays on the table until something takes its place."""
_LAST = datetime.max.replace(tzinfo=UTC)


class ReportWrong(ServiceError):
    """A report cannot be kept. Fields: `field`, `reason`."""

    code: ClassVar[str] = "reports.field_wrong"


class ActionReplaced(ServiceError):
    """The action was taken out or replaced: nobody reports on it any more."""

    code: ClassVar[str] = "reports.action_replaced"


class NotTheirs(ServiceError):
    """The action is of another organisation than the one that reports."""

    code: ClassVar[str] = "reports.not_theirs"


def check_report(order: ReportAction, status: ActionStatus, doers: Collection[str], organisation: str) -> None:
    """Raises the first reason why a report cannot be kept: `ReportWrong`, `ActionReplaced`, `NotTheirs`. `status` and
    `doers` are the action's: of who may answer for it, `organisation` is who does."""
    note = order.note.strip()
    if order.answer in NEEDS_NOTE and not note and not order.meeting_id:
        raise ReportWrong(field="note", reason="new_empty" if order.answer is ActionAnswer.NEW_INFORMATION else "empty")
    if len(note) > LONGEST_NOTE:
        raise ReportWrong(field="note", reason="too_long")
    if status is ActionStatus.REPLACED:
        raise ActionReplaced
    if organisation not in doers:
        raise NotTheirs


def check_telling(order: TellVictim, tier: str, organisations: Collection[str], kept: date | None, today: date) -> None:
    """Raises `ReportWrong`. `tier`: of the action; `kept`: by when the victim was to be told until now."""
    if tier != Tier.VICTIM:
        raise ReportWrong(field="tells_victim", reason="not_hers")
    if order.organisation and order.organisation not in organisations:
        raise ReportWrong(field="tells_victim", reason="unknown")
    if not order.organisation and (order.tell_on or order.told_on):
        raise ReportWrong(field="tells_victim", reason="empty")
    if order.tell_on is not None and order.tell_on < today and order.tell_on != kept and order.told_on is None:
        raise ReportWrong(field="tell_on", reason="in_past")
    if order.told_on is not None and order.told_on > today:
        raise ReportWrong(field="told_on", reason="in_future")


def is_overdue(status: ActionStatus, due_at: datetime | None, due_on_day: bool, now: datetime) -> bool:
    """Whether an action is open past its last moment; where only its day counts, from the next local day on."""
    if status is not ActionStatus.OPEN or due_at is None:
        return False
    return local_day(due_at) < local_day(now) if due_on_day else due_at < now


def reads_own(tier: str, reader: Reader) -> bool:
    """Whether an organisation may read an action that it owns. What an outside party agreed to do itself it may read,
    as in its own agreements; what is for the investigation or for one other organisation it never may."""
    return may_read(tier, reader) or (reader.external and tier in (Tier.PARTNERS, Tier.VICTIM))


def met_before(meetings: Iterable[PlannedMeeting], moment: datetime) -> tuple[PlannedMeeting, ...]:
    """The meetings of a case that had begun before a moment and were not called off, oldest first."""
    met = (MeetingStatus.PLANNED, MeetingStatus.HELD)
    return tuple(
        sorted((m for m in meetings if m.status in met and m.starts_at < moment), key=lambda meeting: meeting.starts_at)
    )


def agreed_before(
    action: ActionView, moment: datetime, in_versions: Collection[int], met: Collection[PlannedMeeting]
) -> bool:
    """Whether an action was agreed before a meeting that begins at `moment`: it stands in a version that was adopted
    before (`in_versions`: its numbers), or it was recorded by the end of the day of an earlier meeting (`met`). What
    was only prepared for this meeting was not."""
    if action.number in in_versions:
        return True
    if action.recorded_at is None or action.recorded_at >= moment:
        return False
    return any(local_day(action.recorded_at) <= local_day(meeting.ends_at) for meeting in met)


def open_actions(
    actions: Iterable[ActionView], reports: Iterable[Report], since: datetime | None, now: datetime
) -> tuple[OpenAction, ...]:
    """What a meeting opens with, of actions agreed before: what still asks for something, and what was reported on
    `since` the last meeting (None: ever). First what is past its last moment, then what was not done, then what is open
    by its last moment, then what was answered."""
    said: dict[str, list[Report]] = {}
    for report in sorted(reports, key=lambda report: report.at):
        said.setdefault(report.action_id, []).append(report)
    found = [
        OpenAction(
            action,
            tuple(said.get(action.id, ())),
            is_overdue(action.status, action.due_at, action.due_on_day, now),
        )
        for action in actions
        if action.status in UNSETTLED
        or (action.status is not ActionStatus.REPLACED and _said_since(said.get(action.id, ()), since))
    ]
    return tuple(sorted(found, key=lambda one: (_rank(one), one.action.due_at or _LAST, one.action.number)))


def _said_since(reports: Collection[Report], since: datetime | None) -> bool:
    return any(since is None or report.at >= since for report in reports)


def _rank(one: OpenAction) -> int:
    if one.overdue:
        return 0
    return {ActionStatus.NOT_DONE: 1, ActionStatus.OPEN: 2}.get(one.action.status, 3)
