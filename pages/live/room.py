"""What the parts of the live screen share: the meeting on the table, the point that this screen looks at, its acts.

The address says whether a screen is the one that everybody looks at: after a reload, or a server that began anew, it
must not show more than before.
"""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import show
from pages.frame.refusal import sentence
from pages.frame.screen import Screen
from services.agenda.facts import Agenda, Point, StandardPoint
from services.agenda.words import standard_point
from services.errors import ServiceError
from services.live.actions import go_to
from services.live.facts import LiveState
from services.meetings.facts import PlannedMeeting
from services.plans.queries import CaseState
from services.reports.at_table import OnTheTable
from services.wording import Say

SCREEN_PARAMETER = "scherm"
EVERYBODYS = "iedereen"
AGREE_KEY = "Ctrl+Enter"


@dataclass(frozen=True)
class Room:
    """The live screen of one meeting as one reader has it before them. `at` is the number of the point it shows."""

    screen: Screen
    table: OnTheTable
    at: int

    @property
    def say(self) -> Say:
        """The reader's voice."""
        return self.screen.say

    @property
    def state(self) -> CaseState:
        """The case, cut down to who looks at this screen."""
        return self.table.state

    @property
    def meeting(self) -> PlannedMeeting:
        """The meeting."""
        return self.table.meeting

    @property
    def live(self) -> LiveState:
        """How far it is."""
        return self.table.live

    @property
    def agenda(self) -> Agenda:
        """Its agenda."""
        return self.table.agenda

    @property
    def shared(self) -> bool:
        """Whether everybody present looks at this screen."""
        return self.table.shared

    @property
    def case_id(self) -> str:
        """Whose meeting it is."""
        return self.state.facts.id

    @property
    def directs(self) -> bool:
        """Whether the reader leads the meeting; who does not, reads along and notes."""
        return self.state.directs

    @property
    def now_at(self) -> int:
        """The point at which the meeting is; before the first it is the first."""
        return now_at(self.live, self.agenda)

    @property
    def point(self) -> Point:
        """The point that this screen shows."""
        return self.agenda.points[self.at - 1]

    @property
    def standard(self) -> StandardPoint | None:
        """Which standard point that is."""
        return standard_point(self.point.title)

    @property
    def last(self) -> bool:
        """Whether it is the last of the agenda."""
        return self.at == len(self.agenda.points)


def room_of(screen: Screen, table: OnTheTable) -> Room:
    """The room with the point that this screen looks at: a screen for everybody follows the meeting, one's own stays
    where it is until its reader goes along."""
    now, points = now_at(table.live, table.agenda), len(table.agenda.points)
    if table.shared:
        return Room(screen, table, now)
    at = int(st.session_state.setdefault(at_key(table.meeting.id), now))
    return Room(screen, table, min(max(at, 1), points))


def now_at(live: LiveState, agenda: Agenda) -> int:
    """The point at which a meeting is, by its number; before the first it is the first."""
    return min(max(live.point, 1), len(agenda.points))


def is_shared() -> bool:
    """Whether this is the screen that everybody looks at."""
    return st.query_params.get(SCREEN_PARAMETER) == EVERYBODYS


def at_key(meeting_id: str) -> str:
    """Where the session keeps which point this screen looks at."""
    return f"live.{meeting_id}.at"


def look_at(room: Room, number: int) -> None:
    """Lets this screen look at another point; the meeting stays where it is."""
    st.session_state[at_key(room.meeting.id)] = number


def mover(room: Room, number: int) -> Callable[[], None]:
    """A callback that takes the meeting to a point, and this screen with it. Whoever only reads along looks there."""

    def go() -> None:
        if room.directs:
            go_to(room.screen.work, room.case_id, room.meeting.id, number, room.live.version)
        look_at(room, number)

    return doing(room, go)


def doing(room: Room, go: Callable[[], object]) -> Callable[[], None]:
    """A callback that does one thing; a refusal is told at the top of the point, and nothing typed is lost."""

    def safely() -> None:
        try:
            go()
        except ServiceError as refusal:
            st.session_state[_problem_key(room)] = refusal

    return safely


def all_done(room: Room, text: str) -> str:
    """`text` says that nothing is left. A screen for everybody may hold less than there is, so it says no more than
    that nothing stands on it, whether or not there is more."""
    return room.say("Nothing stands on this screen at this point.") if room.shared else text


def numbered(room: Room, text: str, number: str) -> str:
    """`text` behind its number. A screen for everybody shows none: the number of what is not on it would be missing
    there, and so tell the room that there is more."""
    return text if room.shared else f"{number}. {text}"


def tell_problem(room: Room) -> None:
    """Draws why the last press did nothing, once."""
    problem = st.session_state.pop(_problem_key(room), None)
    if isinstance(problem, ServiceError):
        show(Markup('<p class="stop" role="alert">{}</p>').format(sentence(problem, room.say)))


def _problem_key(room: Room) -> str:
    return f"live.{room.meeting.id}.problem"
