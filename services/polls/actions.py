"""Writes of date polls: put times to the vote, answer by personal link. A time is chosen, and a poll called off, by the
actions of meetings."""

from datetime import datetime, timedelta

from sqlmodel import col, select

from models.meeting import Meeting, PollAnswer, PollOption
from models.terms import MeetingStatus
from services.access.rules import Permission
from services.cases.facts import PartnerSeat
from services.cases.gathering import gathered
from services.cases.queries import reader_of
from services.cases.rules import check_active
from services.meetings.by_link import Invited, through_link
from services.meetings.inviting import LINK_LIVES_AFTER_MEETING, invite
from services.meetings.rules import NobodyInvited, invitable
from services.messages.facts import Letter
from services.polls.facts import AnswerPoll, StartPoll
from services.polls.rules import PollClosed, PollWrong, check_poll
from services.unit_of_work import NotAllowed, Transaction, Work


def start_poll(work: Work, order: StartPoll) -> str:
    """Puts times to the vote: everybody asked gets a personal link, good for the meeting too; gives the meeting's id.

    A repeated order (same `meeting_id`) changes nothing. Who is missing of the minimum attendance stops nothing: it is
    shown by `queries.poll_of`. Raises `PollWrong`, `NobodyInvited`, `CaseNotActive` and `PrivatePerson`.
    """
    with work.act(Permission.MEETING_PLAN, order.case_id) as tx:
        known = tx.session.get(Meeting, order.meeting_id)
        if known is not None:
            if known.case_id != order.case_id:
                raise NotAllowed
            return known.id
        facts = gathered(tx, order.case_id, reader_of(tx))
        check_active(facts.status)
        check_poll(order, tx.now)
        seats = tuple(seat for seat in invitable(facts) if seat.id in order.seat_ids)
        if len(seats) < 2:
            raise NobodyInvited
        meeting = _meeting_row(tx, order)
        tx.add(meeting)
        _add_options(tx, order)
        _ask(tx, meeting, seats, max(order.starts) + timedelta(minutes=order.minutes), practice=work.practice)
        tx.note(meeting=meeting.id, asked=len(seats), options=len(order.starts), shared=order.shared)
        return meeting.id


def answer_poll(work: Work, order: AnswerPoll, *, ip: str = "") -> None:
    """Keeps what an invited person says to the times, until the poll closes; what is left out stays as it was.

    Raises `LinkRefused`, `TooManyTries`, `PollClosed` and `PollWrong`.
    """
    through_link(work, order.invitation_id, order.secret, lambda tx, found: _answer(tx, found, order), ip=ip)


def _meeting_row(tx: Transaction, order: StartPoll) -> Meeting:
    """Until a time is chosen the meeting lasts from the first time to the end of the last."""
    first, last = min(order.starts), max(order.starts)
    return Meeting(
        id=order.meeting_id,
        case_id=order.case_id,
        kind=order.kind,
        status=MeetingStatus.POLLED,
        starts_at=first,
        ends_at=last + timedelta(minutes=order.minutes),
        conditions_due_at=first,
        planned_by=tx.actor.reference,
        poll_closes_at=order.closes_at,
        poll_shared=order.shared,
    )


def _add_options(tx: Transaction, order: StartPoll) -> None:
    length = timedelta(minutes=order.minutes)
    options = [
        PollOption(id=tx.chance.id(), meeting_id=order.meeting_id, starts_at=start, ends_at=start + length)
        for start in sorted(order.starts)
    ]
    tx.add(*options)


def _ask(tx: Transaction, meeting: Meeting, seats: tuple[PartnerSeat, ...], last: datetime, *, practice: bool) -> None:
    """The link lives until after the last of the times: whichever is chosen, it goes on."""
    for seat in seats:
        row = invite(tx, meeting, seat, letter=Letter.POLL, practice=practice)
        row.expires_at = last + LINK_LIVES_AFTER_MEETING
        tx.add(row)


def _answer(tx: Transaction, found: Invited, order: AnswerPoll) -> None:
    meeting, row = found.meeting, found.row
    closes_at = meeting.poll_closes_at
    if meeting.status is not MeetingStatus.POLLED or closes_at is None or tx.now >= closes_at:
        raise PollClosed(closes_at=closes_at or tx.now)
    if not order.choices:
        raise PollWrong(field="choices", reason="none")
    options = set(tx.session.exec(select(PollOption.id).where(PollOption.meeting_id == meeting.id)))
    if not set(order.choices) <= options:
        raise PollWrong(field="choices", reason="unknown")
    stand = tx.session.exec(
        select(PollAnswer).where(PollAnswer.invitation_id == row.id, col(PollAnswer.option_id).in_(options))
    )
    known = {answer.option_id: answer for answer in stand}
    changed = 0
    for option_id, choice in order.choices.items():
        answer = known.get(option_id)
        if answer is not None and answer.choice is choice:
            continue
        answer = answer or PollAnswer(
            id=tx.chance.id(), option_id=option_id, invitation_id=row.id, choice=choice, answered_at=tx.now
        )
        answer.choice, answer.answered_at = choice, tx.now
        tx.add(answer)
        changed += 1
    if changed:
        row.answered_at = tx.now
        tx.add(row)
    tx.note(answered=changed)
