"""A date poll: who may ask what, who may answer until when, who sees what of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from models.terms import BarKind, MeetingStatus, PollChoice
from services.access.rules import Standing
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import end_seat
from services.directory.personal_links import LinkRefused
from services.meetings.actions import plan, withdraw
from services.meetings.queries import meetings_of
from services.meetings.rules import NobodyInvited
from services.polls.actions import answer_poll, start_poll
from services.polls.facts import AnswerPoll
from services.polls.queries import poll_by_link, poll_of
from services.polls.rules import PollClosed, PollWrong
from services.unit_of_work import NotAllowed, Work
from tests.planned import a_holder, a_planned_case, an_unplanned_case, plan_order, seats_of
from tests.services.polls.conftest import CLOSES, TIMES, PolledCase, poll_order

YES, MAYBE, NO = PollChoice.YES, PollChoice.IF_NEEDED, PollChoice.NO
Start = Callable[..., PolledCase]


def said(polled: PolledCase) -> list[dict[str, PollChoice]]:
    names = polled.poll.names
    return [{names[key][0]: choice for key, choice in option.choices.items()} for option in polled.poll.options]


def test_everybody_asked_gets_a_mail_and_a_link_and_no_time_is_announced(polled: PolledCase) -> None:
    (meeting,) = meetings_of(polled.director, polled.case_id)
    assert meeting.status is MeetingStatus.POLLED
    assert len(meeting.attendees) == 4
    assert all(len(there.mails) == 1 and there.link in there.mails[0].mail.body for there in meeting.attendees)


def test_answers_show_at_once_who_would_be_there_and_which_time_to_choose(polled: PolledCase) -> None:
    assert (polled.poll.best, len(polled.poll.waiting), polled.poll.open) == ("", 4, True)
    polled.says("politie", YES, NO, YES)
    polled.says("VT", NO, MAYBE, YES)
    assert polled.poll.best == ""
    polled.says("lokale_veld", YES, YES, MAYBE)
    third = polled.poll.options[2]
    assert (polled.poll.best, third.slot.present, third.slot.of, third.slot.rule_met) == (third.id, 3, 4, True)
    assert [option.slot.rule_met for option in polled.poll.options] == [False, False, True]
    assert [polled.poll.names[key][0] for key in polled.poll.waiting] == ["DR"]
    assert said(polled)[2] == {"politie": YES, "VT": YES, "lokale_veld": MAYBE}
    assert polled.poll.missing == ()


def test_an_answer_can_be_changed_and_what_is_left_out_stays(polled: PolledCase) -> None:
    polled.says("VT", YES, YES, NO)
    polled.says("VT", None, NO)
    assert list(polled.seen("VT").mine.values()) == [YES, NO, NO]
    polled.says("VT", YES, NO, NO)
    assert [one["VT"] for one in said(polled)] == [YES, NO, NO]


def test_after_the_deadline_nothing_changes(polled: PolledCase) -> None:
    polled.says("VT", YES, YES, YES)
    polled.director.clock.moment = CLOSES
    with pytest.raises(PollClosed) as refused:
        polled.says("VT", NO, NO, NO)
    assert refused.value.fields["closes_at"] == CLOSES
    with pytest.raises(PollClosed):
        polled.says("DR", YES)
    assert said(polled) == [{"VT": YES}] * 3
    assert (polled.seen("VT").open, polled.poll.open) == (False, False)


def test_only_shared_answers_are_seen_by_others(start: Start) -> None:
    polled = start()
    polled.says("VT", YES, NO, MAYBE)
    assert set(polled.seen("DR").others.values()) == {()}


def test_shared_answers_are_seen_by_name_but_for_the_own(start: Start) -> None:
    polled = start(shared=True)
    polled.says("VT", YES, NO, MAYBE)
    assert list(polled.seen("DR").others.values()) == [(("Deelnemer 1", c),) for c in (YES, NO, MAYBE)]
    assert set(polled.seen("VT").others.values()) == {()}


def test_whoever_is_kept_out_sees_nothing_and_is_nowhere_seen(start: Start) -> None:
    polled = start(shared=True)
    polled.says("VT", YES, YES, YES)
    key = polled.link("VT")
    bar(polled.director, polled.case_id, NewBar(BarKind.EMAIL, "d1@partner.example"))
    with pytest.raises(LinkRefused):
        poll_by_link(polled.visitor, *key)
    with pytest.raises(LinkRefused):
        answer_poll(polled.visitor, AnswerPoll(*key, {polled.poll.options[0].id: NO}))
    assert set(polled.seen("DR").others.values()) == {()}
    assert said(polled) == [{}] * 3
    assert key[0] not in {*polled.poll.names, *polled.poll.waiting, *polled.poll.seats}
    assert polled.poll.options[0].slot.of == 3
    assert polled.poll.missing == (("VHH", "VT"),)


def test_who_left_the_case_does_not_count_any_more(polled: PolledCase) -> None:
    polled.says("VT", YES, YES, YES)
    end_seat(polled.director, polled.case_id, seats_of(polled.director, polled.case_id)["VT"])
    assert [option.slot.present for option in polled.poll.options] == [0, 0, 0]


def test_a_time_that_is_chosen_closes_the_poll_and_its_links_go_on(polled: PolledCase) -> None:
    polled.says("VT", YES, YES, YES)
    seats = tuple(seats_of(polled.director, polled.case_id).values())
    order = plan_order(polled.case_id, seats, polled.meeting_id, starts_at=TIMES[2], conditions_due_at=CLOSES)
    key = polled.link("VT")
    assert plan(polled.director, order) == polled.meeting_id
    (meeting,) = meetings_of(polled.director, polled.case_id)
    assert (meeting.status, polled.link("VT")) == (MeetingStatus.PLANNED, key)
    with pytest.raises(PollClosed):
        polled.says("VT", NO)
    assert said(polled)[0] == {"VT": YES}


@pytest.mark.parametrize(
    ("changes", "part", "reason"),
    [
        ({"starts": TIMES[:1]}, "starts", "number"),
        ({"starts": tuple(TIMES[0] + timedelta(hours=n) for n in range(21))}, "starts", "number"),
        ({"starts": (TIMES[0], TIMES[0])}, "starts", "twice"),
        ({"starts": (TIMES[0], TIMES[1] - timedelta(days=14))}, "starts", "past"),
        ({"starts": (TIMES[0], TIMES[1] + timedelta(days=900))}, "starts", "too_far"),
        ({"starts": (TIMES[0], TIMES[1] + timedelta(hours=12, minutes=30))}, "starts", "over_midnight"),
        ({"starts": (TIMES[0], TIMES[1].replace(tzinfo=None))}, "starts", "without_zone"),
        ({"minutes": 0}, "minutes", "length"),
        ({"minutes": 60 * 25}, "minutes", "length"),
        ({"closes_at": CLOSES - timedelta(days=3)}, "closes_at", "past"),
        ({"closes_at": TIMES[0]}, "closes_at", "after_first"),
    ],
)
def test_times_that_cannot_be_put_to_the_vote(
    work_as: Callable[..., Work], changes: dict[str, object], part: str, reason: str
) -> None:
    director, case_id = an_unplanned_case(work_as)
    with pytest.raises(PollWrong) as refused:
        start_poll(director, poll_order(case_id, tuple(seats_of(director, case_id).values()), **changes))
    assert (refused.value.fields["field"], refused.value.fields["reason"]) == (part, reason)
    assert meetings_of(director, case_id) == ()


def test_nobody_is_asked_alone_and_the_same_order_twice_is_one_poll(work_as: Callable[..., Work]) -> None:
    director, case_id = an_unplanned_case(work_as)
    seats = tuple(seats_of(director, case_id).values())
    for too_few in ((), seats[:1], ("0" * 32, seats[0])):
        with pytest.raises(NobodyInvited):
            start_poll(director, poll_order(case_id, too_few))
    order = poll_order(case_id, seats[:2])
    assert start_poll(director, order) == start_poll(director, order)
    assert len(meetings_of(director, case_id)[0].attendees) == 2
    assert poll_of(director, case_id, order.meeting_id).missing


def test_who_is_missing_of_the_minimum_is_said_and_stops_nothing(work_as: Callable[..., Work]) -> None:
    director, case_id = an_unplanned_case(work_as)
    seats = seats_of(director, case_id)
    asked = (seats["politie"], seats["DR"])
    poll = poll_of(director, case_id, start_poll(director, poll_order(case_id, asked)))
    assert ("VHH", "VT") in poll.missing


def test_only_who_directs_the_case_starts_and_sees_it_whole(polled: PolledCase, work_as: Callable[..., Work]) -> None:
    other = a_planned_case(work_as, code="T-200")
    holder = a_holder(other, work_as, "VT")
    for stranger in (other.director, holder, polled.visitor):
        with pytest.raises(NotAllowed):
            poll_of(stranger, polled.case_id, polled.meeting_id)
        with pytest.raises(NotAllowed):
            start_poll(stranger, poll_order(polled.case_id, (), "p2"))
    with pytest.raises(NotAllowed):
        poll_of(other.director, other.case_id, polled.meeting_id)
    with pytest.raises(NotAllowed):
        poll_of(other.director, other.case_id, other.meeting_id)
    with pytest.raises(NotAllowed):
        start_poll(other.director, replace(poll_order(other.case_id, ()), meeting_id=polled.meeting_id))


def test_answers_to_other_times_or_to_none_are_refused(polled: PolledCase) -> None:
    key = polled.link("VT")
    for choices, reason in (({}, "none"), ({"0" * 32: YES}, "unknown")):
        with pytest.raises(PollWrong) as refused:
            answer_poll(polled.visitor, AnswerPoll(*key, choices))
        assert refused.value.fields["reason"] == reason
    assert said(polled) == [{}] * 3


def test_a_foreign_link_answers_nothing(polled: PolledCase, work_as: Callable[..., Work]) -> None:
    option = polled.poll.options[0].id
    own, other = polled.link("VT"), polled.link("DR")
    for key in ((own[0], other[1]), (own[0], ""), ("0" * 32, own[1]), ("x' OR 1=1", own[1])):
        with pytest.raises(LinkRefused):
            answer_poll(polled.visitor, AnswerPoll(*key, {option: YES}))
        with pytest.raises(LinkRefused):
            poll_by_link(polled.visitor, *key)
    assert said(polled) == [{}] * 3


def test_a_poll_that_is_called_off_is_answered_by_nobody(polled: PolledCase) -> None:
    key = polled.link("VT")
    (meeting,) = meetings_of(polled.director, polled.case_id)
    withdraw(polled.director, polled.case_id, polled.meeting_id, meeting.version)
    with pytest.raises(LinkRefused):
        poll_by_link(polled.visitor, *key)


def test_the_link_lives_until_after_the_last_of_the_times(polled: PolledCase) -> None:
    polled.director.clock.moment = TIMES[2]
    assert polled.seen("VT").open is False


def test_a_guest_session_is_not_what_answers(polled: PolledCase, work_as: Callable[..., Work]) -> None:
    administrator = work_as(Standing.ADMINISTRATOR, account_id="adm", session_id="adm")
    with pytest.raises(NotAllowed):
        poll_by_link(administrator, *polled.link("VT"))


@pytest.mark.parametrize("shared", [True, False])
def test_whatever_is_answered_another_sees_it_only_where_it_is_shared(start: Start, shared: bool) -> None:
    polled, homes = start(shared=shared), ("politie", "VT", "lokale_veld", "DR")
    for turn, choices in enumerate([(YES, NO, MAYBE), (NO, None, YES), (MAYBE, YES, None), (None, None, NO)]):
        polled.says(homes[turn], *choices)
    whole = {option.id: option.choices for option in polled.poll.options}
    names, ids = polled.poll.names, {names[0]: key for key, names in polled.poll.names.items()}
    for home in homes:
        seen = polled.seen(home)
        assert seen.mine == {key: said_here[ids[home]] for key, said_here in whole.items() if ids[home] in said_here}
        others = {
            key: {(names[who][1], choice) for who, choice in said_here.items() if who != ids[home]}
            for key, said_here in whole.items()
        }
        assert {key: set(lines) for key, lines in seen.others.items()} == (
            others if shared else {key: set() for key in whole}
        )
