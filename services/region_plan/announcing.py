"""One case of a plan announced, in an act of its own: its meeting planned, or moved with those who are invited."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlmodel import col, select

from models.directory import Professional
from models.meeting import Meeting
from models.region_plan import RegionMeeting
from models.terms import MeetingMode, MeetingStatus
from services.access.rules import Permission
from services.meetings.answers import let_come
from services.meetings.inviting import invite, renew_invitation, send
from services.meetings.moving import hold_elsewhere, invitations_of, move_in, standing
from services.meetings.occupied import taken_seats
from services.meetings.orders import MoveMeeting, PlanMeeting
from services.meetings.planning import plan_in
from services.meetings.rules import check_free, default_deadline
from services.messages.facts import Letter
from services.region_plan.facts import TimeWrong
from services.region_plan.freeing import waits
from services.region_plan.kept import Announced
from services.region_plan.reading import meeting_in, taken_rooms
from services.region_plan.rules import MeetingElsewhere
from services.region_plan.telling import Telling
from services.scheduling.many.facts import VIDEO
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Transaction, Work
from services.wording import speak


def announce_one(
    work: Work,
    telling: Telling,
    *,
    stays: Mapping[str, datetime],
    following: Collection[Telling] = (),
    first: bool = True,
) -> bool:
    """One case's meeting, in an act of its own; whether it was there already and moved.

    What the plan leaves where it is (`stays`, by announced meeting since when it is there) stands in no way: whoever
    is seated here is not seated there. Nor do those that move right after (`following`), once they are looked at: if
    one of them can no longer go where it is to be, nothing is done here either. All of them are looked at for the
    `first` of them, later on those whose place is taken here. Raises what planning and moving raise.
    """
    with work.act(Permission.REGION_PUBLISH, telling.line.case_id) as tx:
        row = tx.session.get(RegionMeeting, telling.line.id, with_for_update=True)
        if row is None or row.case_id != telling.line.case_id:
            raise NotAllowed
        if row.version != telling.line.version:
            raise ChangedMeanwhile(version=row.version)
        leaving = {one.announced.id: one.announced.starts_at for one in following if one.announced}
        beside = _still_there(tx, {**stays, **leaving})
        for other in following:
            if first or waits(telling, other):
                _check_follows(tx, other, beside | _own(telling))
        _check_place(tx, telling, beside)
        known = telling.announced
        if known is None:
            row.meeting_id = _plan(tx, telling, beside, practice=work.practice)
        else:
            _move(tx, telling, known, beside, practice=work.practice)
        row.announced_at, row.announced_room, row.refusal = telling.starts_at, telling.line.room, ""
        row.version += 1
        tx.add(row)
        tx.note(plan=row.plan_id, line=row.id)
        return known is not None


def _still_there(tx: Transaction, known: Mapping[str, datetime]) -> frozenset[str]:
    """Of these meetings those that still begin then: one that its director moved meanwhile counts as any other."""
    rows = tx.session.exec(
        select(Meeting.id, Meeting.starts_at).where(
            col(Meeting.id).in_(known), Meeting.status == MeetingStatus.PLANNED, Meeting.starts_at > tx.now
        )
    )
    return frozenset(meeting_id for meeting_id, starts_at in rows if known[meeting_id] == starts_at)


def _own(telling: Telling) -> frozenset[str]:
    return frozenset({telling.announced.id} if telling.announced else ())


def _check_place(tx: Transaction, telling: Telling, beside: Collection[str]) -> None:
    """Raises `MeetingElsewhere`, and `TimeWrong` where the room was taken meanwhile."""
    own = _own(telling)
    if meeting_in(tx, [telling.line.case_id], besides=own):
        raise MeetingElsewhere
    taken = taken_rooms(tx, telling.starts_at, telling.ends_at, besides={*own, *beside})
    if telling.line.room in taken:
        raise TimeWrong(reason="impossible")


def _check_follows(tx: Transaction, telling: Telling, beside: Collection[str]) -> None:
    """Whether a meeting that must leave can go where the plan has it: nobody changed it, and place and people are
    free but for those that leave as well. Raises what announcing it would."""
    row, known = tx.session.get(RegionMeeting, telling.line.id), telling.announced
    if row is None or row.version != telling.line.version or known is None or known.id not in beside:
        raise ChangedMeanwhile(version=row.version if row else 0)
    _check_place(tx, telling, beside)
    check_free(taken_seats(tx, telling.people, telling.starts_at, telling.ends_at, besides=beside), "")


def _plan(tx: Transaction, telling: Telling, beside: Collection[str], *, practice: bool) -> str:
    """A new meeting. Who cannot be there is invited as well, to send a deputy or information in writing, unless another
    meeting takes that time."""
    line, say = telling.line, speak("nl")
    absent = {seat.id: seat.professional_id for seat in telling.absent if seat.professional_id not in telling.elsewhere}
    taken = taken_seats(tx, absent, telling.starts_at, telling.ends_at, besides=beside)
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
    return plan_in(tx, order, practice=practice, instead=telling.instead, making_room=beside)


def _move(tx: Transaction, telling: Telling, known: Announced, beside: Collection[str], *, practice: bool) -> None:
    """The announced meeting at its new time or place, with who comes now. Others are seated before it moves, so that
    whoever comes is asked about the new time; who is replaced hears it last."""
    line = telling.line
    meeting = standing(tx, line.case_id, known.id)
    if meeting.version != known.version:
        raise ChangedMeanwhile(version=meeting.version)
    replaced = _seat_others(tx, meeting, telling, practice=practice)
    if known.starts_at != telling.starts_at:
        absent = [seat.id for seat in telling.absent]
        meeting = move_in(tx, _order(tx, telling, known), practice=practice, absent=absent, making_room=beside)
        if line.room != line.announced_room:
            meeting.mode = _mode(line.room)
            tx.seal(meeting, "place_sealed", telling.place)
    else:
        meeting = tx.edit(Meeting, known.id, known.version)
        if line.room != line.announced_room:
            hold_elsewhere(tx, meeting, _mode(line.room), telling.place, practice=practice, told=replaced)
    meeting.sitting_id = telling.sitting.id if telling.sitting else None
    tx.add(meeting)
    _invite_more(tx, meeting, telling, practice=practice)
    for row_id, who in replaced.items():
        row = next(row for row in invitations_of(tx, meeting.id) if row.id == row_id)
        send(tx, meeting, row, Letter.STOOD_IN, practice=practice, to=who)


def _order(tx: Transaction, telling: Telling, known: Announced) -> MoveMeeting:
    return MoveMeeting(
        meeting_id=known.id,
        case_id=telling.line.case_id,
        version=known.version,
        starts_at=telling.starts_at,
        minutes=telling.line.minutes,
        conditions_due_at=default_deadline(telling.starts_at, tx.now),
    )


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
