"""Parts that the papers of a meeting share: what stands around them, key data, who was invited."""

from datetime import datetime
from typing import Protocol

from models.terms import MeetingKind, MeetingMode
from services.documents import phrases
from services.documents.facts import Invited
from services.documents.sheets.frame import framed
from services.documents.word.layout import Block, Cell, Layout
from services.plans.facts import PlanContent
from services.wording import Say
from services.wording.labels import label


class Held(Protocol):
    """A meeting as it is planned, or its record."""

    @property
    def kind(self) -> MeetingKind: ...

    @property
    def mode(self) -> MeetingMode: ...

    @property
    def place(self) -> str: ...

    @property
    def starts_at(self) -> datetime: ...

    @property
    def ends_at(self) -> datetime: ...


def paper(say: Say, plan: PlanContent, *, title: str, receiver: str, blocks: list[Block], copy_code: str) -> Layout:
    """A paper of a meeting: the case's code, the copy, and for whom."""
    code = say("Case {code} | copy {copy}", code=plan.code, copy=copy_code)
    return framed(say, plan, title=title, code=code, receiver=receiver, blocks=blocks, copy_code=copy_code)


def called(say: Say, meeting: Held) -> str:
    """'Casusoverleg (MDO), woensdag 25 november 2026'."""
    return f"{label(say, meeting.kind)}, {say.day(meeting.starts_at)}"


def when_and_where(say: Say, meeting: Held) -> list[tuple[str, Cell]]:
    """Rows of key data: the time and the place. What was settled by phone has a time only."""
    if meeting.kind is MeetingKind.COORDINATION:
        return [(say("When"), say.moment(meeting.starts_at)), (say("How"), say("By phone"))]
    where = label(say, meeting.mode) + (f", {meeting.place}" if meeting.place else "")
    return [(say("When"), say.span(meeting.starts_at, meeting.ends_at)), (say("Place"), where)]


def named(say: Say, person: Invited | None) -> str:
    """'I. Brandsma, Politie', or that nobody was named."""
    if person is None:
        return say("nobody was named")
    return f"{person.name}, {phrases.organisation(say, person.organisation)}"


def seat_of(say: Say, person: Invited) -> tuple[str, str]:
    """Organisation and seat, without a name."""
    return phrases.organisation(say, person.organisation), phrases.role(say, person.role)
