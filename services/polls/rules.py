"""Pure rules of date polls: what may be put to the vote, who would be there, which time to choose.

'If need be' counts as there; who has not answered does not, whatever their calendar says.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.terms import PollChoice
from services.errors import ServiceError
from services.meetings.rules import LONGEST_MINUTES
from services.polls.facts import Option, StartPoll
from services.scheduling.facts import LONGEST_GRID_DAYS, Attendee, Grid, Request, Rule, Slot, local_day
from services.scheduling.rules import appraise

FEWEST_OPTIONS, MOST_OPTIONS = 2, 20
SHORTEST_MINUTES = 10
_COMES = frozenset({PollChoice.YES, PollChoice.IF_NEEDED})


class PollWrong(ServiceError):
    """These times cannot be put to the vote, or this cannot be answered. Fields: `field` and `reason`."""

    code = "polls.poll_wrong"


class PollClosed(ServiceError):
    """The poll is over since `closes_at`, or a time was chosen already; what was answered before stands."""

    code = "polls.poll_closed"


@dataclass(frozen=True)
class Asked:
    """Somebody who was asked: the seat they would sit on, whom they are, where they work."""

    seat_id: str
    professional_id: str
    organisation: str


def check_poll(order: StartPoll, moment: datetime) -> None:
    """Raises `PollWrong` naming the part: minutes, starts or closes_at."""
    if not SHORTEST_MINUTES <= order.minutes <= LONGEST_MINUTES:
        raise PollWrong(field="minutes", reason="length")
    if not FEWEST_OPTIONS <= len(order.starts) <= MOST_OPTIONS:
        raise PollWrong(field="starts", reason="number")
    if any(start.tzinfo is None for start in order.starts) or order.closes_at.tzinfo is None:
        raise PollWrong(field="starts", reason="without_zone")
    if len({start.timestamp() for start in order.starts}) < len(order.starts):
        raise PollWrong(field="starts", reason="twice")
    for start in order.starts:
        _check_start(start, order.minutes, moment)
    if order.closes_at <= moment:
        raise PollWrong(field="closes_at", reason="past")
    if order.closes_at >= min(order.starts):
        raise PollWrong(field="closes_at", reason="after_first")


def would_be_there(
    start: datetime, minutes: int, choices: Mapping[str, PollChoice], asked: Mapping[str, Asked], rule: Rule
) -> Slot:
    """Who would be there at this time by their answers (`choices` and `asked` by invitation id), and whether the
    minimum attendance is met."""
    block = ((start, start + timedelta(minutes=minutes)),)
    attendees = tuple(
        Attendee(who.seat_id, who.organisation, block if choices.get(key) in _COMES else (), person=who.professional_id)
        for key, who in asked.items()
    )
    grid = Grid(local_day(start), 1)
    return appraise(Request(minutes, start, None, rule, attendees, grid), start)


def best_of(options: Iterable[Option], moment: datetime) -> str:
    """The option to choose: minimum met, most people, most of them without 'if need be', earliest; among those to come
    to which somebody said yes. Empty when there is none."""
    possible = [o for o in options if o.slot.rule_met and o.slot.present and o.starts_at > moment]
    ranked = sorted(possible, key=lambda o: (-o.slot.present, -_gladly(o), o.starts_at))
    return ranked[0].id if ranked else ""


def _gladly(option: Option) -> int:
    return sum(choice is PollChoice.YES for choice in option.choices.values())


def _check_start(start: datetime, minutes: int, moment: datetime) -> None:
    if start <= moment:
        raise PollWrong(field="starts", reason="past")
    if start > moment + timedelta(days=LONGEST_GRID_DAYS):
        raise PollWrong(field="starts", reason="too_far")
    if local_day(start) != local_day(start + timedelta(minutes=minutes) - timedelta(microseconds=1)):
        raise PollWrong(field="starts", reason="over_midnight")
