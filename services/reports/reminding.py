"""Reminds owners of actions that wait for a word: by the ladder, round after round, or by the director's hand; and
writes their manager, which the director decides and never the clock (decision 0066).

One mail speaks of everything that waits for one person, over all their cases, each under its code name with their own
link. Where mail does not go out by itself, there is one per case, so that its director can copy it.
"""

from collections.abc import Collection, Iterable, Sequence

from models.follow_up import ActionLink
from services.access.rules import Permission
from services.cases.guarding import words_of_cases
from services.meetings.inviting import reachable_at
from services.meetings.ladder import BETWEEN_BY_HAND, BREATH, in_office
from services.meetings.reminding import RemindedJustNow, Turn, had_one, leaves_by_itself, midnight, write_each
from services.messages.actions import note_stopped, queue, settle_rest
from services.messages.facts import Mail, Rest
from services.messages.leaving import MailLeaks
from services.messages.owner_letters import owner_reminder
from services.messages.queries import rests, stopped_since
from services.relations.facts import SYSTEM
from services.reports.ladder import Owing, is_due, lapses_at, to_mention, waits_for_director
from services.reports.links import OwnerLinkWrong, owner_text, standing_link
from services.reports.managers import letter_to_manager
from services.reports.owing import owing_in, reminded_since, visible
from services.unit_of_work import Reading, Transaction, Work
from services.wording import speak


def remind_owners_due(work: Work) -> int:
    """One round of the ladder, as the system; gives how many mails were written. Nothing outside office hours.

    First the rest of grouped mails that were taken back unsent. Somebody's turn is looked at again in the transaction
    that writes to them, so that two workers do not both remind. A mail that would tell too much is not written.
    """
    system = work.as_actor(SYSTEM)
    if not in_office(system.clock()):
        return 0
    with system.read(Permission.ACTION_ASK) as look:
        taken_back, turns = rests(look, of_actions=True), _turns(look, work)
    return write_each(
        (*taken_back, *turns),
        lambda step: _rest_without_leaks(system, step) if isinstance(step, Rest) else _without_leaks(system, step),
    )


def remind_owner(work: Work, case_id: str, link_id: str) -> None:
    """The director reminds one owner now, of everything that is open behind their link in this case.

    Raises `RemindedJustNow` within an hour of the last time, `OwnerLinkWrong` where nothing waits or there is no
    address, `MailLeaks`, and `NotAllowed` for a link that does not hold.
    """
    with work.act(Permission.ACTION_ASK, case_id) as tx:
        row = standing_link(tx, case_id, link_id)
        owing = [visible(tx, one) for one in owing_in(tx, case_ids=[case_id], among=[link_id])]
        if not owing or row.locked_at is not None or not owing[0].asked:
            raise OwnerLinkWrong(reason="nothing_open")
        if not owing[0].reachable:
            raise OwnerLinkWrong(reason="no_address")
        if row.reminded_at is not None and tx.now < row.reminded_at + BETWEEN_BY_HAND:
            raise RemindedJustNow
        _write(tx, work, owing, by_hand=True)


def escalate(work: Work, case_id: str, link_id: str) -> None:
    """The director has the owner's manager written to: by mail where the directory holds an address, else the director
    sends the same text. Once until something new is unheard.

    Raises `OwnerLinkWrong` while the owner has not been asked twice, or without a manager; `PersonBarred` and
    `PrivatePerson` for a manager who is kept out or is a person of the case; `MailLeaks`.
    """
    with work.act(Permission.ACTION_ASK, case_id) as tx:
        row = standing_link(tx, case_id, link_id)
        owing = [visible(tx, one) for one in owing_in(tx, case_ids=[case_id], among=[link_id])]
        if not owing or not waits_for_director(owing[0], tx.now):
            raise OwnerLinkWrong(reason="not_yet")
        letter = letter_to_manager(tx, row, owing[0], practice=work.practice)
        if letter.to:
            mail = Mail(letter.to, letter.subject, letter.body)
            queue(tx, mail, kept=words_of_cases(tx, [case_id]), action_link_id=row.id)
        row.escalated_at, row.escalated_by = tx.now, tx.actor.reference
        tx.add(row)
        tx.note(link=row.id, escalated=True, by_mail=bool(letter.to))


def _turns(look: Reading, work: Work) -> tuple[Turn, ...]:
    """Whose turn it is. Nobody is written to twice a day, over all their cases."""
    owed = [one for one in owing_in(look) if one.reachable]
    due = [one for one in owed if is_due(one, look.now) and is_due(visible(look, one), look.now)]
    cases: dict[str, set[str]] = {}
    for one in owed:
        if to_mention(one, look.now):
            cases.setdefault(one.professional_id, set()).add(one.case_id)
    turns = {(one.professional_id, one.case_id) for one in due}
    if leaves_by_itself(work):
        turns = {(who, "" if len(cases[who]) > 1 else case_id) for who, case_id in turns}
    today = reminded_since(look, midnight(look))
    return tuple(sorted(turn for turn in turns if not had_one(turn, today, not leaves_by_itself(work))))


def _without_leaks(system: Work, turn: Turn, *, apart: bool = False) -> int:
    """One turn. What would tell too much is not written: of a mail about several cases each goes apart then, and the
    director of the case at fault gets to see that something was stopped."""
    who, case_id = turn
    try:
        return _take_turn(system, turn, apart=apart)
    except MailLeaks as leak:
        with system.read(Permission.ACTION_ASK) as look:
            owed = owing_in(look, professional_id=who)
        if case_id:
            _note_stopped(system, [one.link_id for one in owed if one.case_id == case_id], leak, case_id)
            return 0
        return sum(_without_leaks(system, (who, each), apart=True) for each in sorted({one.case_id for one in owed}))


def _take_turn(system: Work, turn: Turn, *, apart: bool) -> int:
    who, case_id = turn
    with system.act(Permission.ACTION_ASK, case_id, subject=who) as tx:
        if had_one(turn, reminded_since(tx, midnight(tx)), apart or not leaves_by_itself(system)):
            return 0
        owed = owing_in(tx, case_ids=[case_id] if case_id else None, professional_id=who)
        seen = [visible(tx, one) for one in owed if not one.locked]
        return _write(tx, system, seen) if any(is_due(one, tx.now) for one in seen) else 0


def _rest_without_leaks(system: Work, rest: Rest) -> int:
    """What still waits of a grouped mail that was taken back goes again; it does not count as another reminder."""
    try:
        with system.act(Permission.ACTION_ASK, subject=rest.message_id) as tx:
            if not settle_rest(tx, rest.message_id):
                return 0
            owed = [visible(tx, one) for one in owing_in(tx, among=rest.about) if not one.locked]
            return _write(tx, system, owed, again=True)
    except MailLeaks as leak:
        _note_stopped(system, rest.about, leak, rest=rest)
        return 0


def _note_stopped(
    system: Work, link_ids: Collection[str], leak: MailLeaks, case_id: str = "", rest: Rest | None = None
) -> None:
    """A few times a day at most, in the outbox and in the log: in how many places and which parts, no word of it."""
    with system.read(Permission.ACTION_ASK) as look:
        new = [which for which in link_ids if not stopped_since(look, which, look.now - BREATH)]
    if not new and rest is None:
        return
    with system.act(Permission.ACTION_ASK, case_id) as tx:
        if rest is not None:
            settle_rest(tx, rest.message_id)
        for which in new:
            note_stopped(tx, action_link_id=which)
        tx.note(links=" ".join(new), stopped=leak.fields["hits"], parts=" ".join(leak.fields["parts"]))


def _write(tx: Transaction, work: Work, owed: Sequence[Owing], *, by_hand: bool = False, again: bool = False) -> int:
    """One mail to one person about everything of theirs that waits; 1 when it was written, 0 when nothing can be."""
    counts = {one.link_id: len(one.asked if by_hand else to_mention(one, tx.now)) for one in owed}
    owed = [one for one in owed if counts[one.link_id] and reachable_at(tx, one.case_id, one.professional_id)]
    if not owed:
        return 0
    rows = [tx.session.get_one(ActionLink, one.link_id, with_for_update=True) for one in owed]
    _keep_alive(tx, rows, owed)
    address = reachable_at(tx, owed[0].case_id, owed[0].professional_id)
    texts = [owner_text(tx, row, counts[row.id], practice=work.practice) for row in rows]
    subject, body = owner_reminder(texts, speak("nl"))
    ids = [row.id for row in rows]
    first, others = (ids[0], []) if len(ids) == 1 else (None, ids)
    kept = words_of_cases(tx, [one.case_id for one in owed])
    queue(tx, Mail(address, subject, body), kept=kept, action_link_id=first, also_about=others)
    for row in rows:
        row.reminded_at, row.reminders = tx.now, row.reminders + (not again)
    tx.add(*rows)
    tx.note(links=" ".join(ids))
    return 1


def _keep_alive(tx: Transaction, rows: Iterable[ActionLink], owed: Iterable[Owing]) -> None:
    """Whoever is reminded can still answer: what came up since may be due after the link would have lapsed."""
    for row, one in zip(rows, owed, strict=True):
        row.expires_at = max(row.expires_at, lapses_at([asked.due_at for asked in one.asked if asked.due_at], tx.now))
