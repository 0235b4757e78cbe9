"""Ten thousand guesses at personal links, of every kind: none comes in, and what is locked is announced.

They are made on the encrypted file; on the server twenty of each kind, for what only a server would choke on.
"""

import random
import string
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlmodel import col, func, select

from models.audit import AuditEntry
from models.directory import SignInSession
from models.meeting import Invitation
from models.terms import BarKind
from services.access.rules import Standing
from services.errors import ServiceError
from services.meetings.actions import reissue_link, withdraw
from services.meetings.links import open_link
from services.meetings.orders import OpenLink
from services.oversight.queries import my_day
from services.relations.facts import VISITOR
from services.unit_of_work import Work
from tests.conftest import StillClock
from tests.planned import STARTS, PlannedCase, a_planned_case
from tests.rows import a_bar

REFUSED, WRONG, LOCKED = "directory.link_refused", "directory.code_wrong", "directory.link_locked"
_SIGNS = string.ascii_letters + string.digits + "-_"


@dataclass(frozen=True)
class Ground:
    """Where guesses are made, and with which dice."""

    planned: PlannedCase
    clock: StillClock
    system: Work
    dice: random.Random

    def word(self, length: int = 43) -> str:
        return "".join(self.dice.choices(_SIGNS, k=length))

    def code(self) -> str:
        return "".join(self.dice.choices("23456789ABCDEFGHJKMNPQRSTUVWXYZ", k=8))

    @property
    def visitor(self) -> Work:
        return self.planned.director.as_actor(VISITOR)


Guesses = Iterator[OpenLink]


def random_ids(ground: Ground) -> Guesses:
    """Ids that might be somebody's, some of them no ids at all."""
    while True:
        yield OpenLink(f"{ground.dice.getrandbits(128):032x}", ground.word(), ground.code())
        yield OpenLink(ground.word(ground.dice.randint(0, 90)) + "\x00'", ground.word(), ground.code())


def random_secrets(ground: Ground) -> Guesses:
    """The right id, whose code is even known."""
    key = ground.planned.key("VT")
    while True:
        yield replace(key, secret=ground.word(ground.dice.choice((0, 1, 42, 43, 44, 200))))
        yield replace(key, secret=key.secret[:-1] + ground.dice.choice("-_") * 2)


def random_codes(ground: Ground) -> Guesses:
    """Link and secret were stolen from a mailbox; the code was told by phone."""
    key = ground.planned.key("VT")
    while True:
        code = ground.code()
        yield replace(key, code=code if code != key.code else "AAAAAAAA")
        yield replace(key, code=key.code[:-1])


def expired(ground: Ground) -> Guesses:
    """Everything right, a day after the meeting."""
    key = ground.planned.key("VT")
    ground.clock.moment = STARTS + timedelta(minutes=90, hours=24)
    while True:
        yield key


def reissued(ground: Ground) -> Guesses:
    """The link that was replaced by a new one, with the old code and with the new."""
    old = ground.planned.key("VT")
    reissue_link(ground.planned.director, ground.planned.case_id, old.invitation_id)
    new = ground.planned.key("VT")
    while True:
        yield old
        yield replace(old, code=new.code)


def foreign(ground: Ground) -> Guesses:
    """Link and code of another attendee, mixed with one's own."""
    own, other = ground.planned.key("VT"), ground.planned.key("DR")
    while True:
        yield replace(other, secret=own.secret)
        yield replace(own, secret=other.secret, code=other.code)


def revoked(ground: Ground) -> Guesses:
    """Everything right, of a meeting that was called off."""
    planned = ground.planned
    key = planned.key("VT")
    withdraw(planned.director, planned.case_id, planned.meeting_id, planned.meeting.version)
    while True:
        yield key


def barred(ground: Ground) -> Guesses:
    """Everything right, of somebody who is kept out of the case since."""
    planned = ground.planned
    key, name = planned.key("VT"), planned.attendee("VT").name
    a_bar(ground.system, planned.case_id, BarKind.NAME, name)
    while True:
        yield key


KINDS = {
    kind.__name__: kind
    for kind in (random_ids, random_secrets, expired, reissued, foreign, revoked, barred, random_codes)
}


@pytest.fixture
def ground(work_as: Callable[..., Work], clock: StillClock) -> Ground:
    planned = a_planned_case(work_as)
    return Ground(planned, clock, work_as(Standing.SYSTEM), random.Random(6))


def guessed(ground: Ground, kind: str, times: int) -> Counter[str]:
    """What so many guesses of a kind were answered with."""
    answers: Counter[str] = Counter()
    guesses = KINDS[kind](ground)
    for _ in range(times):
        with pytest.raises(ServiceError) as refused:
            open_link(ground.visitor, next(guesses))
        answers[refused.value.code] += 1
    return answers


def came_in(ground: Ground) -> int:
    with ground.visitor.database.reading() as session:
        guests = select(func.count()).select_from(SignInSession).where(col(SignInSession.invitation_id).is_not(None))
        return session.exec(guests).one()


EACH = 10_000 // len(KINDS)
tried = pytest.mark.parametrize(
    ("database", "times"),
    [
        ("file", 20),
        pytest.param("file", EACH, marks=pytest.mark.long),
        pytest.param("postgres", 20, marks=pytest.mark.long),
    ],
    indirect=["database"],
)


@tried
@pytest.mark.parametrize("kind", [name for name in KINDS if name != "random_codes"])
def test_no_guess_at_a_link_comes_in_and_all_hear_the_same(ground: Ground, kind: str, times: int) -> None:
    assert guessed(ground, kind, times) == {REFUSED: times}
    assert came_in(ground) == 0
    with ground.visitor.database.reading() as session:
        assert all(row.locked_at is None for row in session.exec(select(Invitation)).all())


@tried
def test_a_stolen_link_without_its_code_is_locked_at_the_fifth_guess_and_announced(ground: Ground, times: int) -> None:
    assert guessed(ground, "random_codes", times) == {WRONG: 4, LOCKED: times - 4}
    assert came_in(ground) == 0
    planned = ground.planned
    assert [one.organisation for one in planned.meeting.attendees if one.locked] == ["VT"]
    (need,) = (need for need in my_day(planned.director).needs if need.kind == "locked")
    assert (need.case.id, need.count) == (planned.case_id, 1)
    assert planned.attendee("VT").name not in repr(need)


def test_a_new_link_takes_the_announcement_away(ground: Ground) -> None:
    guessed(ground, "random_codes", 5)
    reissue_link(ground.planned.director, ground.planned.case_id, ground.planned.attendee("VT").invitation_id)
    assert not any(need.kind == "locked" for need in my_day(ground.planned.director).needs)
    assert open_link(ground.visitor, ground.planned.key("VT"))


def test_a_locked_link_of_somebody_barred_is_not_announced(ground: Ground) -> None:
    guessed(ground, "random_codes", 5)
    a_bar(ground.system, ground.planned.case_id, BarKind.NAME, ground.planned.attendee("VT").name)
    assert not any(need.kind == "locked" for need in my_day(ground.planned.director).needs)


def test_every_guess_stands_in_the_log_without_what_was_guessed(ground: Ground) -> None:
    key = ground.planned.key("VT")
    guessed(ground, "random_codes", 6)
    with ground.visitor.database.reading() as session:
        found = session.exec(select(AuditEntry).where(AuditEntry.permission == "link.open")).all()
    assert [entry.notes["refused"] for entry in found] == ["code"] * 5 + ["locked"]
    assert not any(key.secret in repr(entry.notes) or key.code in repr(entry.notes) for entry in found)
