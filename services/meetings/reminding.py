"""Reminds people of what is still asked of them: by the ladder, round after round, or by the director's hand.

One mail lists everything that is open for one person. Where mail does not go out by itself, there is one per case, so
that its director can copy it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import TypeVar

from models.meeting import Invitation, Meeting
from models.terms import MeetingStatus
from services.access.rules import Permission
from services.cases.guarding import words_of_cases
from services.errors import ServiceError
from services.meetings.actions import MeetingOver
from services.meetings.asking import asked_of, reminded_since
from services.meetings.inviting import invitation_text, reachable_at
from services.meetings.ladder import BETWEEN_BY_HAND, BREATH, Asked, Owed, in_office, is_due, may_mention, owed
from services.messages.actions import note_stopped, queue, settle_rest
from services.messages.facts import InvitationText, Mail, OpenPoint, Rest
from services.messages.leaving import MailLeaks
from services.messages.queries import rests, stopped_since
from services.messages.reminder import reminder
from services.relations.facts import SYSTEM
from services.relations.queries import CaseClosed
from services.scheduling.facts import LOCAL, local_day
from services.unit_of_work import NotAllowed, Reading, Transaction, Work
from services.wording import speak

T = TypeVar("T")
Turn = tuple[str, str]
"""Whom to remind, and the one case that the mail is about; no case when it is about several."""


class RemindedJustNow(ServiceError):
    """Everybody who was chosen was reminded less than an hour ago. Nothing was sent."""

    code = "meetings.reminded_just_now"


def remind(work: Work, case_id: str, meeting_id: str, invitation_ids: Collection[str] | None = None) -> int:
    """The director reminds everybody of whom something is open for this meeting, or only these; gives how many mails.

    Whoever was reminded of it within the hour is passed over; when that is everybody, raises `RemindedJustNow`. Raises
    `MeetingOver` and `CaseClosed`.
    """
    with work.act(Permission.REMINDER_SEND, case_id) as tx:
        meeting = tx.session.get(Meeting, meeting_id)
        if meeting is None or meeting.case_id != case_id:
            raise NotAllowed
        _check_to_come(meeting, tx.now)
        asked = [one for one in asked_of(tx, meeting_id=meeting_id) if _chosen(one, invitation_ids)]
        by_person = _by_person(point for one in asked for point in owed(one, tx.now))
        just_now = {who for who, points in by_person.items() if any(_just_reminded(one, tx.now) for one in points)}
        if by_person and just_now == set(by_person):
            raise RemindedJustNow
        written = sum(_write(tx, work, points) for who, points in by_person.items() if who not in just_now)
        tx.note(meeting=meeting_id, reminded=written)
        return written


def remind_due(work: Work) -> int:
    """One round of the ladder, as the system; gives how many mails were written. Nothing outside office hours.

    First the rest of grouped mails that were taken back unsent. Somebody's turn is looked at again in the transaction
    that writes to them, so that two workers do not both remind. One person's failure does not keep the others from
    theirs; the first is raised at the end. A mail that would tell too much is not written (`_without_leaks`).
    """
    system = work.as_actor(SYSTEM)
    if not in_office(system.clock()):
        return 0
    with system.read(Permission.REMINDER_SEND) as look:
        taken_back, turns = rests(look), _turns(look, work)
    return write_each(
        (*taken_back, *turns),
        lambda step: _rest_without_leaks(system, step) if isinstance(step, Rest) else _without_leaks(system, step),
    )


def write_each(steps: Iterable[T], write: Callable[[T], int]) -> int:
    """Writes one after the other; gives how many mails. What is of a case that was closed meanwhile is passed over. One
    failure does not keep the others from theirs; the first is raised at the end."""
    written, failures = 0, []
    for step in steps:
        try:
            written += write(step)
        except CaseClosed:
            continue
        except Exception as failed:
            failures.append(failed)
    if failures:
        raise failures[0]
    return written


def leaves_by_itself(work: Work) -> bool:
    """Whether mail goes out; in the fictional region and without a mail server it is copied by hand."""
    return bool(work.settings.smtp_host) and not work.practice


def _turns(look: Reading, work: Work) -> tuple[Turn, ...]:
    """Whose turn it is. Nobody is written to twice a day."""
    cases: dict[str, set[str]] = defaultdict(set)
    due: set[Turn] = set()
    for one in asked_of(look):
        points = owed(one, look.now)
        if points:
            cases[one.professional_id].add(one.case_id)
        if any(is_due(point, look.now) for point in points):
            due.add((one.professional_id, one.case_id))
    if leaves_by_itself(work):
        due = {(who, "" if len(cases[who]) > 1 else case_id) for who, case_id in due}
    today = reminded_since(look, midnight(look))
    return tuple(sorted(turn for turn in due if not had_one(turn, today, not leaves_by_itself(work))))


def _without_leaks(system: Work, turn: Turn, *, apart: bool = False) -> int:
    """One turn. What would tell too much is not written: of a mail about several cases each goes apart then, so that
    nobody hears less because of another case, and its director gets to see that something was stopped."""
    who, case_id = turn
    try:
        return _take_turn(system, turn, apart=apart)
    except MailLeaks as leak:
        with system.read(Permission.REMINDER_SEND) as look:
            asked = asked_of(look, professional_id=who)
        if case_id:
            _note_stopped(system, [one.invitation_id for one in asked if one.case_id == case_id], leak, case_id)
            return 0
        cases = sorted({one.case_id for one in asked})
        return sum(_without_leaks(system, (who, each), apart=True) for each in cases)


def _rest_without_leaks(system: Work, rest: Rest) -> int:
    """The same for the rest of a grouped mail: that what is open of it is asked anew by the ladder."""
    try:
        return _write_rest(system, rest)
    except MailLeaks as leak:
        _note_stopped(system, rest.about, leak, rest=rest)
        return 0


def _note_stopped(
    system: Work, invitation_ids: Collection[str], leak: MailLeaks, case_id: str = "", rest: Rest | None = None
) -> None:
    """A few times a day at most, in the outbox and in the log: in how many places and which parts, no word of it."""
    with system.read(Permission.REMINDER_SEND) as look:
        still = asked_of(look, among=invitation_ids)
        due = [one.invitation_id for one in still if owed(one, look.now)]
        new = [which for which in due if not stopped_since(look, which, look.now - BREATH)]
    if not new and rest is None:
        return
    with system.act(Permission.REMINDER_SEND, case_id) as tx:
        if rest is not None:
            settle_rest(tx, rest.message_id)
        for which in new:
            note_stopped(tx, which)
        hits, parts = leak.fields["hits"], leak.fields["parts"]
        tx.note(invitations=" ".join(new), stopped=hits, parts=" ".join(parts))


def _take_turn(system: Work, turn: Turn, *, apart: bool = False) -> int:
    who, case_id = turn
    with system.act(Permission.REMINDER_SEND, case_id, subject=who) as tx:
        asked = [one for one in asked_of(tx, professional_id=who) if not case_id or one.case_id == case_id]
        points = [point for one in asked for point in owed(one, tx.now)]
        if had_one(turn, reminded_since(tx, midnight(tx)), apart or not leaves_by_itself(system)):
            return 0
        if not any(is_due(point, tx.now) for point in points):
            return 0
        return _write(tx, system, [point for point in points if may_mention(point, tx.now)])


def _write_rest(system: Work, rest: Rest) -> int:
    """What is still open of a grouped mail that was taken back goes again; it does not count as another reminder."""
    with system.act(Permission.REMINDER_SEND, subject=rest.message_id) as tx:
        if not settle_rest(tx, rest.message_id):
            return 0
        asked = asked_of(tx, among=rest.about)
        by_person = _by_person(point for one in asked for point in owed(one, tx.now))
        return sum(_write(tx, system, points, again=True) for points in by_person.values())


def had_one(turn: Turn, reminded: Collection[Turn], apart: bool) -> bool:
    """Whether this person was reminded already; `apart`: each case counts by itself, as where mail is copied."""
    return any(who == turn[0] and (not apart or case_id == turn[1]) for who, case_id in reminded)


def midnight(look: Reading) -> datetime:
    """When the local day of a look began."""
    return datetime.combine(local_day(look.now), time(), LOCAL)


def _write(tx: Transaction, work: Work, points: Sequence[Owed], *, again: bool = False) -> int:
    """One mail to one person about everything of theirs that is open; 1 when it was written, 0 when nothing can be."""
    points = [one for one in points if reachable_at(tx, one.asked.case_id, one.asked.professional_id)]
    if not points:
        return 0
    address = reachable_at(tx, points[0].asked.case_id, points[0].asked.professional_id)
    say = speak("nl")
    listed = [OpenPoint(one.matter, one.until, _text(tx, work, one)) for one in points]
    subject, body = reminder(listed, say, today=local_day(tx.now))
    ids = list(dict.fromkeys(one.asked.invitation_id for one in points))
    one_case = len({one.asked.case_id for one in points}) == 1
    first, others = (ids[0], ids[1:]) if one_case else (None, ids)
    kept = words_of_cases(tx, [one.asked.case_id for one in points])
    queue(tx, Mail(address, subject, body), kept=kept, invitation_id=first, also_about=others)
    _count(tx, points, again=again)
    tx.note(invitations=" ".join(ids))
    return 1


def _text(tx: Transaction, work: Work, one: Owed) -> InvitationText:
    meeting = tx.session.get_one(Meeting, one.asked.meeting_id)
    return invitation_text(tx, meeting, _row(tx, one.asked.invitation_id), practice=work.practice)


def _count(tx: Transaction, points: Iterable[Owed], *, again: bool) -> None:
    matters: dict[str, list[str]] = defaultdict(list)
    for one in points:
        matters[one.asked.invitation_id].append(one.matter.value)
    for which, names in matters.items():
        row = _row(tx, which)
        row.reminded_at = tx.now
        if not again:
            row.reminders += 1
            row.reminded_for = dict(Counter(row.reminded_for) + Counter(names))
        tx.add(row)


def _row(tx: Transaction, invitation_id: str) -> Invitation:
    return tx.session.get_one(Invitation, invitation_id, with_for_update=True)


def _by_person(points: Iterable[Owed]) -> dict[str, list[Owed]]:
    found: dict[str, list[Owed]] = defaultdict(list)
    for one in points:
        found[one.asked.professional_id].append(one)
    return found


def _check_to_come(meeting: Meeting, moment: datetime) -> None:
    if meeting.status not in (MeetingStatus.POLLED, MeetingStatus.PLANNED):
        raise MeetingOver
    if meeting.status is MeetingStatus.PLANNED and meeting.starts_at <= moment:
        raise MeetingOver


def _chosen(one: Asked, invitation_ids: Collection[str] | None) -> bool:
    return invitation_ids is None or one.invitation_id in invitation_ids


def _just_reminded(one: Owed, moment: datetime, within: timedelta = BETWEEN_BY_HAND) -> bool:
    return one.asked.reminded_at is not None and moment < one.asked.reminded_at + within
