"""What lies on the table of a meeting: its case and agenda, who sits there and what was agreed earlier; one look."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlmodel import col, select

from models.live import LiveMeeting
from models.terms import MeetingStatus
from services.access.rules import Permission
from services.agenda.facts import Agenda, Point
from services.agenda.queries import agenda_at
from services.cases.queries import reader_of
from services.live.facts import LiveState
from services.live.queries import live_in
from services.meetings.facts import PlannedMeeting
from services.plans.queries import CaseState, state_in
from services.protection.rules import ANY_PARTNER, Reader, together
from services.reports.facts import OpenAction
from services.reports.queries import open_actions_in
from services.unit_of_work import Reading, Work
from services.victim.facts import Voice
from services.victim.queries import voices_in


@dataclass(frozen=True)
class OnTheTable:
    """A meeting with everything its screen shows. `earlier` is what it opens with. `shared`: cut down to what everybody
    who is present may read, without notes and without what the victim said."""

    state: CaseState
    meeting: PlannedMeeting
    live: LiveState
    agenda: Agenda
    voices: tuple[Voice, ...] = ()
    earlier: tuple[OpenAction, ...] = ()
    shared: bool = False


def table_of(
    work: Work, case_id: str, meeting_id: str = "", *, shared: bool = False
) -> tuple[CaseState, OnTheTable | None]:
    """The case, and the table of one of its meetings: the one named, else the one that goes on, else the latest that
    stands; None without one.

    With `shared` it is for a screen that everybody present looks at. Raises `NotAllowed`.
    """
    with work.read(Permission.MEETING_READ, case_id, screen="live") as look:
        state = state_in(look, case_id)
        meeting = _chosen(look, state.meetings, meeting_id)
        if meeting is None:
            return state, None
        reader = reader_of(look)
        live = live_in(look, [meeting.id], reader)[meeting.id]
        if shared:
            reader = everybody(live, look.actor.organisation)
            state = state_in(look, case_id, reader)
        return state, _laid(look, state, meeting, live, reader)


def everybody(live: LiveState, organisation: str) -> Reader:
    """The reader of a screen that everybody present looks at, beside whoever shows it (of `organisation`).

    An external party counts, and reads no more than its own agreements. With nobody there it is what all partners may
    read. With somebody there whom the case keeps out, nobody reads anything on it.
    """
    present = [Reader(there.organisation, external=there.external) for there in live.present]
    present += [Reader(None)] if live.unnamed else []
    return together([*present, Reader(organisation)] if present else [Reader(ANY_PARTNER), Reader(organisation)])


def _chosen(look: Reading, meetings: Collection[PlannedMeeting], meeting_id: str) -> PlannedMeeting | None:
    standing = {one.id: one for one in meetings if one.status is MeetingStatus.PLANNED}
    if meeting_id in standing or len(standing) < 2:
        return standing.get(meeting_id, next(iter(standing.values()), None))
    asked = select(LiveMeeting.meeting_id).where(
        col(LiveMeeting.meeting_id).in_(standing), col(LiveMeeting.closed_at).is_(None)
    )
    going_on = look.session.exec(asked.order_by(col(LiveMeeting.opened_at).desc())).first()
    return standing[going_on] if going_on else next(iter(standing.values()))


def _laid(look: Reading, state: CaseState, meeting: PlannedMeeting, live: LiveState, reader: Reader) -> OnTheTable:
    case_id = state.facts.id
    voices, agenda = voices_in(look, [case_id]).get(case_id, ()), agenda_at(look, case_id, meeting.id)
    if reader.along:
        homes = {there.organisation for there in live.present} or {ANY_PARTNER}
        homes |= {ANY_PARTNER} if any(one.organisation is None for one in reader.along) else set()
        agenda = replace(agenda, points=tuple(_for_all(point, homes) for point in agenda.points))
        voices = tuple(replace(voice, wishes="", fears="", tell_back="") for voice in voices)
        live = replace(live, notes=())
    return OnTheTable(
        state=state,
        meeting=meeting,
        live=live,
        agenda=agenda,
        voices=voices,
        earlier=open_actions_in(look, state, meeting.id, reader),
        shared=bool(reader.along),
    )


def _for_all(point: Point, homes: Collection[str]) -> Point:
    """A point as everybody present may see it: one that is for others of them has a time and no title."""
    open_ = not point.organisations or set(homes) <= set(point.organisations)
    return replace(point, note="") if open_ else replace(point, title="", note="", organisations=())
