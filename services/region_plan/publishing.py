"""A plan announced: each case an act of its own, by the same steps as its director would take. One that is refused
keeps the code of the reason; the others go on, and the same order again announces what is left.
"""

from collections.abc import Mapping

from models.directory import Professional
from models.meeting import Meeting
from models.meeting import Sitting as SittingRow
from models.region_plan import RegionMeeting, RegionPlan
from models.terms import MeetingMode
from services.access.rules import Permission
from services.errors import ServiceError
from services.meetings.answers import let_come
from services.meetings.inviting import invite, renew_invitation, send
from services.meetings.moving import invitations_of, move_in, standing
from services.meetings.occupied import taken_seats
from services.meetings.orders import MoveMeeting, PlanMeeting
from services.meetings.planning import plan_in
from services.meetings.rules import SlotTaken, default_deadline
from services.messages.facts import Letter
from services.region_plan.facts import NothingToPublish, PublishOutcome, TimeWrong
from services.region_plan.keeping import edited, rows_of_lines
from services.region_plan.kept import Announced
from services.region_plan.queries import seen_plan
from services.region_plan.reading import meeting_in, taken_rooms
from services.region_plan.rules import MeetingElsewhere
from services.region_plan.telling import Telling, tellings
from services.scheduling.many.facts import VIDEO
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Transaction, Work
from services.wording import speak


def publish(work: Work, plan_id: str, version: int) -> PublishOutcome:
    """Announces every meeting of a plan that has a time and was not announced so yet.

    Meetings that follow one another in one place with shared attendees become a sitting; each attendee is invited for
    own cases only. A time that no longer holds is refused like what planning refuses. Raises `NothingToPublish`,
    `PlanGone` and `ChangedMeanwhile`; nobody is told anything then.
    """
    with seen_plan(work, plan_id) as ground:
        found = tellings(ground)
    if ground.plan.version != version:
        raise ChangedMeanwhile(version=ground.plan.version)
    if not found.due:
        raise NothingToPublish
    _begin(work, plan_id, version, found.due)
    done, refused = _announced(work, found.due, found.outdated)
    _end(work, plan_id, refused, any_told=bool(done))
    told = [(one, done[one.line.id]) for one in found.due if one.line.id in done]
    return PublishOutcome(
        announced=tuple(one.line.id for one, moved in told if not moved),
        moved=tuple(one.line.id for one, moved in told if moved),
        unchanged=found.unchanged,
        refused=tuple(refused.items()),
    )


def _begin(work: Work, plan_id: str, version: int, due: tuple[Telling, ...]) -> None:
    """From here on nobody keeps another plan over this one unseen; the sittings are there before their meetings."""
    with work.act(Permission.REGION_PLAN) as tx:
        row = edited(tx, plan_id, version)
        for telling in due:
            if telling.sitting is None:
                continue
            known = tx.session.get(SittingRow, telling.sitting.id)
            sitting = known or SittingRow(id=telling.sitting.id, planned_by=tx.actor.reference, starts_at=tx.now)
            sitting.starts_at = telling.sitting.starts_at
            tx.add(sitting)
        tx.add(row)
        tx.note(plan=plan_id, meetings=len(due))


def _end(work: Work, plan_id: str, refused: Mapping[str, str], *, any_told: bool) -> None:
    with work.act(Permission.REGION_PLAN) as tx:
        row, lines = tx.session.get_one(RegionPlan, plan_id), rows_of_lines(tx, plan_id)
        row.published_at = tx.now if any_told else row.published_at
        for line_id, code in refused.items():
            if line_id in lines:
                lines[line_id].refusal = code
        tx.add(row, *lines.values())
        tx.note(plan=plan_id, refused=len(refused))


def _announced(
    work: Work, due: tuple[Telling, ...], outdated: frozenset[str]
) -> tuple[dict[str, bool], dict[str, str]]:
    """By line whether it was moved (else announced), and the codes of what was refused. A time that another meeting of
    the plan still takes may be free once that one was moved: such a line is tried again."""
    done: dict[str, bool] = {}
    refused = {one.line.id: TimeWrong.code for one in due if one.line.id in outdated}
    waiting = [one for one in due if one.line.id not in refused]
    while waiting:
        before, waiting = waiting, []
        for telling in before:
            try:
                done[telling.line.id] = _told(work, telling)
                refused.pop(telling.line.id, None)
            except ServiceError as refusal:
                refused[telling.line.id] = refusal.code
                if isinstance(refusal, SlotTaken):
                    waiting.append(telling)
        if len(waiting) == len(before):
            break
    return done, refused


def _told(work: Work, telling: Telling) -> bool:
    """One case's meeting, in an act of its own; whether it was there already and moved."""
    with work.act(Permission.REGION_PUBLISH, telling.line.case_id) as tx:
        row = tx.session.get(RegionMeeting, telling.line.id, with_for_update=True)
        if row is None or row.case_id != telling.line.case_id:
            raise NotAllowed
        if row.version != telling.line.version:
            raise ChangedMeanwhile(version=row.version)
        _check_place(tx, telling)
        known = telling.announced
        if known is None:
            row.meeting_id = _plan(tx, telling, practice=work.practice)
        else:
            _move(tx, telling, known, practice=work.practice)
        row.announced_at, row.announced_room, row.refusal = telling.starts_at, telling.line.room, ""
        row.version += 1
        tx.add(row)
        tx.note(plan=row.plan_id, line=row.id)
        return known is not None


def _check_place(tx: Transaction, telling: Telling) -> None:
    """Raises `MeetingElsewhere`, and `TimeWrong` where the room was taken meanwhile."""
    own = telling.announced.id if telling.announced else ""
    if meeting_in(tx, [telling.line.case_id], besides={own}):
        raise MeetingElsewhere
    taken = taken_rooms(tx, telling.starts_at, telling.ends_at, besides={own})
    if telling.line.room in taken:
        raise TimeWrong(reason="impossible")


def _plan(tx: Transaction, telling: Telling, *, practice: bool) -> str:
    """A new meeting. Who cannot be there is invited as well, to send a deputy or information in writing, unless another
    meeting takes that time."""
    line, say = telling.line, speak("nl")
    absent = {seat.id: seat.professional_id for seat in telling.absent}
    taken = taken_seats(tx, absent, telling.starts_at, telling.ends_at, besides="")
    order = PlanMeeting(
        meeting_id=tx.chance.id(),
        case_id=line.case_id,
        kind=line.kind,
        starts_at=telling.starts_at,
        minutes=line.minutes,
        seat_ids=(*telling.people, *(seat_id for seat_id in absent if seat_id not in taken)),
        conditions_due_at=default_deadline(telling.starts_at, tx.now),
        question=say("The case director will tell you what is asked of this meeting."),
        news=say("The case director will tell you what is new."),
        mode=_mode(line.room),
        place=telling.place,
        sitting_id=telling.sitting.id if telling.sitting else "",
    )
    return plan_in(tx, order, practice=practice, instead=telling.instead)


def _move(tx: Transaction, telling: Telling, known: Announced, *, practice: bool) -> None:
    """The announced meeting at its new time or place, with who comes now. Others are seated before it moves, so that
    whoever comes is asked about the new time; who is replaced hears it last."""
    line = telling.line
    meeting = standing(tx, line.case_id, known.id)
    if meeting.version != known.version:
        raise ChangedMeanwhile(version=meeting.version)
    replaced = _seat_others(tx, meeting, telling, practice=practice)
    if known.starts_at != telling.starts_at:
        order = MoveMeeting(
            meeting_id=known.id,
            case_id=line.case_id,
            version=known.version,
            starts_at=telling.starts_at,
            minutes=line.minutes,
            conditions_due_at=default_deadline(telling.starts_at, tx.now),
        )
        meeting = move_in(tx, order, practice=practice, absent=[seat.id for seat in telling.absent])
    else:
        meeting = tx.edit(Meeting, known.id, known.version)
    if line.room != line.announced_room:
        meeting.mode = _mode(line.room)
        tx.seal(meeting, "place_sealed", telling.place)
    meeting.sitting_id = telling.sitting.id if telling.sitting else None
    tx.add(meeting)
    _invite_more(tx, meeting, telling, practice=practice)
    for row_id, who in replaced.items():
        row = next(row for row in invitations_of(tx, meeting.id) if row.id == row_id)
        send(tx, meeting, row, Letter.STOOD_IN, practice=practice, to=who)


def _seat_others(tx: Transaction, meeting: Meeting, telling: Telling, *, practice: bool) -> dict[str, str]:
    """By invitation who is replaced by somebody else of the plan."""
    found: dict[str, str] = {}
    for row in invitations_of(tx, meeting.id):
        who = telling.people.get(row.seat_id, row.professional_id)
        if row.revoked_at is None and who != row.professional_id:
            person = tx.session.get(Professional, who)
            found[row.id] = let_come(tx, meeting, row, person, practice=practice)
    return found


def _invite_more(tx: Transaction, meeting: Meeting, telling: Telling, *, practice: bool) -> None:
    """Seats of the plan that were not invited yet, or whose invitation was taken back."""
    rows = {row.seat_id: row for row in invitations_of(tx, meeting.id)}
    for seat in telling.seats:
        row = rows.get(seat.id)
        if row is None:
            invite(tx, meeting, seat, practice=practice)
        elif row.revoked_at is not None:
            renew_invitation(tx, meeting, row, practice=practice)


def _mode(room: str) -> MeetingMode:
    return MeetingMode.ONLINE if room == VIDEO else MeetingMode.ON_SITE
