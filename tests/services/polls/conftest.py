"""One case with a poll of three times, shared or not."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from models.terms import MeetingKind, PollChoice
from services.meetings.queries import meetings_of
from services.polls.actions import answer_poll, start_poll
from services.polls.facts import AnswerPoll, Poll, PollByLink, StartPoll
from services.polls.queries import poll_by_link, poll_of
from services.relations.facts import VISITOR
from services.unit_of_work import Work
from tests.planned import an_unplanned_case, seats_of

TIMES = tuple(datetime(2026, 11, day, 9, 30, tzinfo=UTC) for day in (26, 27, 30))
CLOSES = datetime(2026, 11, 25, 16, 0, tzinfo=UTC)


def poll_order(case_id: str, seat_ids: tuple[str, ...], meeting_id: str = "p1", **changes: object) -> StartPoll:
    """An order to start a poll that is right, but for `changes`."""
    about = {"kind": MeetingKind.CASE_CONFERENCE, "minutes": 90, "starts": TIMES, "closes_at": CLOSES}
    return StartPoll(meeting_id=meeting_id, case_id=case_id, seat_ids=seat_ids, **(about | changes))


@dataclass(frozen=True)
class PolledCase:
    """A case, its director's work, and what those who were asked would do."""

    director: Work
    case_id: str
    meeting_id: str

    @property
    def poll(self) -> Poll:
        """The poll as the director sees it now."""
        return poll_of(self.director, self.case_id, self.meeting_id)

    @property
    def visitor(self) -> Work:
        """Somebody with a link."""
        return self.director.as_actor(VISITOR)

    def link(self, organisation: str) -> tuple[str, str]:
        """Invitation id and secret of an organisation's attendee."""
        (meeting,) = [m for m in meetings_of(self.director, self.case_id) if m.id == self.meeting_id]
        (there,) = [a for a in meeting.attendees if a.organisation == organisation]
        return there.invitation_id, there.link.rpartition("#")[2]

    def says(self, organisation: str, *choices: PollChoice | None) -> None:
        """An attendee answers the times in their order; None leaves one out."""
        said = {key: choice for (key, _, _), choice in zip(self.seen(organisation).options, choices, strict=False)}
        wanted = {key: choice for key, choice in said.items() if choice is not None}
        answer_poll(self.visitor, AnswerPoll(*self.link(organisation), wanted))

    def seen(self, organisation: str) -> PollByLink:
        """What an attendee sees by their link."""
        return poll_by_link(self.visitor, *self.link(organisation))


@pytest.fixture
def start(work_as: Callable[..., Work]) -> Callable[..., PolledCase]:
    """Makes a case with a poll, but for changes to the order."""

    def started(**changes: object) -> PolledCase:
        director, case_id = an_unplanned_case(work_as)
        seats = tuple(seats_of(director, case_id).values())
        return PolledCase(director, case_id, start_poll(director, poll_order(case_id, seats, **changes)))

    return started


@pytest.fixture
def polled(start: Callable[..., PolledCase]) -> PolledCase:
    """A case whose times are put to the vote."""
    return start()
