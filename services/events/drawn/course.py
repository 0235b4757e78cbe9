"""What there is to draw of a case: its events, the orders in force beside them, and the turns it took."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from models.terms import EventKind, Instrument, MeasureOutcome
from services.cases.facts import CaseFacts
from services.events.drawn.strokes import LETTERS
from services.events.facts import CaseEvent
from services.events.rules import GRAVE, counts
from services.scheduling.facts import local_day
from services.wording import Say, label
from services.wording.lettering import fitting

_FLAG_ROOM = 130


@dataclass(frozen=True)
class Span:
    """An order or measure in force; None is an open end."""

    title: str
    begins: date | None
    ends: date | None


@dataclass(frozen=True)
class Turn:
    """A day on which the case took a turn: an arrest, a hearing, another SASH. `child`: contact with the children."""

    day: date
    title: str
    child: bool = False


@dataclass(frozen=True)
class Course:
    """Everything that the picture shows. `acts` are incidents and breaches, oldest first."""

    today: date
    acts: tuple[CaseEvent, ...]
    spans: tuple[Span, ...]
    turns: tuple[Turn, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing has happened yet that a picture could show."""
        return not self.acts and not self.turns


def course_of(facts: CaseFacts, events: Iterable[CaseEvent], moment: datetime, say: Say) -> Course:
    """The course of a case as far as its reader may see it; struck events are left out."""
    events = tuple(event for event in events if not event.struck)
    acts = sorted((e for e in events if counts(e, moment)), key=lambda e: (e.happened_at, e.id))
    turns = [
        Turn(local_day(e.happened_at), _turn_title(e, say), child=e.kind is EventKind.CHILD_CONTACT)
        for e in events
        if e.kind not in GRAVE
    ]
    found = (*turns, *_assessed(facts))
    return Course(
        today=local_day(moment),
        acts=tuple(acts),
        spans=tuple(_spans(facts, say)),
        turns=tuple(sorted(found, key=lambda turn: (turn.day, turn.title))),
    )


def _turn_title(event: CaseEvent, say: Say) -> str:
    """A turn in a word or two, short enough for a flag in the picture."""
    if event.kind is EventKind.OTHER and event.text:
        return fitting(event.text, _FLAG_ROOM, LETTERS)
    short = {
        EventKind.ORDER_STARTS: say("Order begins"),
        EventKind.ORDER_ENDS: say("Order ends"),
        EventKind.COMPLAINT: say("Complaint"),
        EventKind.ADDRESS_KNOWN: say("Address known"),
        EventKind.CHILD_CONTACT: say("Children"),
        EventKind.DIRECTOR_CHANGED: say("New director"),
        EventKind.HEARING: say("Hearing"),
    }
    return short.get(event.kind) or label(say, event.kind)


def _assessed(facts: CaseFacts) -> Iterable[Turn]:
    """The first outcome of the SASH and each that differs from the one before."""
    before = ""
    for one in sorted(facts.assessments, key=lambda a: a.assessed_on):
        if one.instrument is Instrument.SASH and one.outcome != before:
            before = one.outcome
            yield Turn(one.assessed_on, f"SASH {one.outcome}")


def _spans(facts: CaseFacts, say: Say) -> Iterable[Span]:
    for order in facts.court_orders:
        ends = min((end for end in (order.until_on, order.ended_on) if end), default=None)
        if order.from_on or ends:
            yield Span(label(say, order.kind), order.from_on, ends)
    for weighed in facts.weighings:
        if weighed.outcome is MeasureOutcome.APPLIED and (weighed.valid_from or weighed.valid_until):
            yield Span(label(say, weighed.measure), weighed.valid_from, weighed.valid_until)
