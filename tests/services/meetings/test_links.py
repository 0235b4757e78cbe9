"""Coming in by link: what opens, and that everything else gets the same answer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.meeting import Invitation
from models.terms import BarKind
from services.access.rules import Standing
from services.cases.actions import end_seat
from services.directory import sessions
from services.errors import ServiceError
from services.meetings.actions import reissue_link, withdraw
from services.meetings.links import CodeWrong, LinkLocked, LinkRefused, open_link
from services.meetings.orders import OpenLink
from services.meetings.queries import guest_meeting
from services.relations.facts import VISITOR
from services.unit_of_work import NotAllowed, Work
from tests.conftest import StillClock
from tests.planned import STARTS, PlannedCase, a_planned_case
from tests.rows import a_bar


@pytest.fixture
def visitor(planned: PlannedCase) -> Work:
    return planned.director.as_actor(VISITOR)


def test_link_and_code_let_the_attendee_in_as_themselves(planned: PlannedCase, visitor: Work) -> None:
    actor = sessions.recognise(visitor, open_link(visitor, planned.key("VT")))
    assert actor is not None
    assert (actor.standing, actor.organisation, actor.invitation_id) == (
        Standing.GUEST,
        "VT",
        planned.attendee("VT").invitation_id,
    )
    assert guest_meeting(visitor.as_actor(actor)).meeting_id == planned.meeting_id
    assert planned.attendee("VT").opened_at == visitor.clock()


def test_a_told_code_may_be_typed_with_spaces_dashes_and_small_letters(planned: PlannedCase, visitor: Work) -> None:
    key = planned.key("VT")
    typed = f" {key.code[:4].lower()}-{key.code[4:].lower()} "
    assert open_link(visitor, replace(key, code=typed))


def test_the_same_link_opens_again_later(planned: PlannedCase, visitor: Work) -> None:
    assert open_link(visitor, planned.key("VT")) != open_link(visitor, planned.key("VT"))


def _unknown(planned: PlannedCase, key: OpenLink, **_: object) -> OpenLink:
    return replace(key, invitation_id="0" * 32)


def _malformed(planned: PlannedCase, key: OpenLink, **_: object) -> OpenLink:
    return replace(key, invitation_id="\x00' OR 1=1")


def _wrong_secret(planned: PlannedCase, key: OpenLink, **_: object) -> OpenLink:
    return replace(key, secret="x" * 43)


def _of_another_attendee(planned: PlannedCase, key: OpenLink, **_: object) -> OpenLink:
    return replace(key, secret=planned.key("DR").secret)


def _expired(planned: PlannedCase, key: OpenLink, clock: StillClock, **_: object) -> OpenLink:
    clock.moment = STARTS + timedelta(minutes=90, hours=24)
    return key


def _replaced(planned: PlannedCase, key: OpenLink, **_: object) -> OpenLink:
    reissue_link(planned.director, planned.case_id, key.invitation_id)
    return key


def _called_off(planned: PlannedCase, key: OpenLink, **_: object) -> OpenLink:
    withdraw(planned.director, planned.case_id, planned.meeting_id, planned.meeting.version)
    return key


def _off_the_case(planned: PlannedCase, key: OpenLink, **_: object) -> OpenLink:
    end_seat(planned.director, planned.case_id, planned.attendee("VT").seat_id)
    return key


def _barred(planned: PlannedCase, key: OpenLink, work_as: Callable[..., Work], **_: object) -> OpenLink:
    a_bar(work_as(Standing.SYSTEM), planned.case_id, BarKind.NAME, planned.attendee("VT").name)
    return key


@pytest.mark.parametrize(
    "spoil",
    [
        _unknown,
        _malformed,
        _wrong_secret,
        _of_another_attendee,
        _expired,
        _replaced,
        _called_off,
        _off_the_case,
        _barred,
    ],
)
def test_every_link_that_does_not_hold_gets_the_same_answer(
    planned: PlannedCase,
    visitor: Work,
    clock: StillClock,
    work_as: Callable[..., Work],
    spoil: Callable[..., OpenLink],
) -> None:
    key = spoil(planned, planned.key("VT"), clock=clock, work_as=work_as)
    with pytest.raises(LinkRefused) as refused:
        open_link(visitor, key)
    assert refused.value.fields == {}
    with visitor.database.reading() as session:
        last = session.exec(select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert (last.permission, last.notes) == ("link.open", {"refused": "link"})


def test_a_guest_taken_off_the_case_is_shut_out_at_the_next_click(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    assert guest_meeting(guest)
    end_seat(planned.director, planned.case_id, planned.attendee("VT").seat_id)
    with pytest.raises(NotAllowed):
        guest_meeting(guest)


def test_five_wrong_codes_lock_the_link_also_for_the_right_one(planned: PlannedCase, visitor: Work) -> None:
    wrong = replace(planned.key("VT"), code="AAAAAAAA")
    for left in (4, 3, 2, 1):
        with pytest.raises(CodeWrong) as refused:
            open_link(visitor, wrong)
        assert refused.value.fields == {"left": left}
    for key in (wrong, planned.key("VT"), wrong):
        with pytest.raises(LinkLocked):
            open_link(visitor, key)
    assert planned.attendee("VT").locked
    assert not planned.attendee("DR").locked


def test_the_right_code_sets_the_count_back(planned: PlannedCase, visitor: Work) -> None:
    wrong = replace(planned.key("VT"), code="AAAAAAAA")
    for _ in range(2):
        for _ in range(4):
            with pytest.raises(CodeWrong):
                open_link(visitor, wrong)
        open_link(visitor, planned.key("VT"))
    assert not planned.attendee("VT").locked


def test_guesses_at_the_same_moment_do_not_outrun_the_count(planned: PlannedCase, visitor: Work) -> None:
    wrong = replace(planned.key("VT"), code="AAAAAAAA")

    def guess(_: int) -> type[ServiceError]:
        with pytest.raises((CodeWrong, LinkLocked)) as refused:
            open_link(visitor, wrong)
        return refused.type

    with ThreadPoolExecutor(20) as crowd:
        answers = list(crowd.map(guess, range(20)))
    assert (answers.count(CodeWrong), answers.count(LinkLocked)) == (4, 16)
    with visitor.database.reading() as session:
        assert session.get_one(Invitation, wrong.invitation_id).wrong_codes == 5


def test_a_new_link_unlocks_and_the_old_one_and_its_sessions_die(
    planned: PlannedCase, visitor: Work, clock: StillClock
) -> None:
    clock.forward(minutes=1)
    old = planned.key("VT")
    session = open_link(visitor, old)
    for _ in range(5):
        with pytest.raises((CodeWrong, LinkLocked)):
            open_link(visitor, replace(old, code="AAAAAAAA"))
    reissue_link(planned.director, planned.case_id, old.invitation_id)
    assert sessions.recognise(visitor, session) is None
    for dead in (old, replace(planned.key("VT"), secret=old.secret)):
        with pytest.raises(LinkRefused):
            open_link(visitor, dead)
    assert open_link(visitor, planned.key("VT"))
    assert planned.attendee("VT").mails[-1].mail.body.count(planned.attendee("VT").link) == 1


def test_a_session_ends_with_the_link(planned: PlannedCase, visitor: Work, clock: StillClock) -> None:
    clock.moment = STARTS + timedelta(minutes=90, hours=24) - timedelta(minutes=1)
    session = open_link(visitor, planned.key("VT"))
    assert sessions.recognise(visitor, session)
    clock.forward(minutes=1)
    assert sessions.recognise(visitor, session) is None


def test_a_guest_of_one_case_is_nobody_in_another(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    from services.conditions.actions import hand_in_for
    from services.meetings.queries import meetings_of
    from tests.planned import a_condition

    other = a_planned_case(work_as, code="T-200")
    guest = planned.as_guest("VT")
    with pytest.raises(NotAllowed):
        meetings_of(guest, other.case_id)
    with pytest.raises(NotAllowed):
        hand_in_for(guest, other.case_id, other.attendee("VT").invitation_id, a_condition())
