"""Releasing a file that the leak guard stopped: asked by one person, decided by another, of exactly what was found.

A release holds as long as the same words stand in the same sentences of the same edition of the same version; anything
more or else is stopped again. Every copy that left by it names it in the register, and it can be taken back.
"""

from collections.abc import Collection, Mapping

from sqlmodel import col, func, select

from models.directory import Account, Professional
from models.documents import LeakRelease
from services.access.rules import Permission
from services.cases.queries import reader_of
from services.cases.recognised import KnownAs, same_person
from services.documents.by_key import made
from services.documents.guarding.facts import AskRelease, DecideRelease, Finding, ReleaseLine, Stopped
from services.documents.guarding.finding import placed
from services.documents.guarding.rules import (
    LONGEST_REASON,
    SHORTEST_REASON,
    can_be_asked,
    may_be_released,
    sees_around,
)
from services.documents.guarding.stopping import Look, looking
from services.errors import ServiceError
from services.protection.rules import Reader
from services.protection.typed import flaw
from services.unit_of_work import NotAllowed, Reading, Transaction, Work


class ReleaseWrong(ServiceError):
    """A release cannot be asked or decided like this. Fields: `field`, `reason` (`short`, `too_long`, `unreadable`,
    `never`: something in it may never leave, `gone`: nothing is stopped, `changed`: something else was found)."""

    code = "documents.release_wrong"


class SamePerson(ServiceError):
    """A release is decided by somebody else than who asked it, whatever accounts they have."""

    code = "documents.same_person"


class AlreadyDecided(ServiceError):
    """This question was answered, or taken back, before."""

    code = "documents.release_decided"


def what_stopped(work: Work, case_id: str, audience: str, language: str = "nl") -> Stopped | None:
    """Why a file cannot leave now, for who directs the case; None when nothing stands in the way.

    `audience` is the key of `making.made`. The file is made to look at and thrown away. Raises as the verb that makes
    it, and `NotAllowed`.
    """
    with work.read(Permission.LEAK_ASK, case_id, screen="stopped file") as look:
        mine = reader_of(look)
    seen = _looked(work, case_id, audience, language)
    if seen.finding is None or seen.reader is None:
        return None
    return _stopped(seen.finding, seen.reader, mine, audience)


def ask_release(work: Work, order: AskRelease) -> str:
    """Asks a second person to let a file go; gives the id of the question. The same question twice is one.

    Raises `ReleaseWrong`, also when something else is found than `finding_mac` stood for, and `NotAllowed`.
    """
    reason = _reason(order.reason)
    stopped = what_stopped(work, order.case_id, order.audience, order.language)
    if stopped is None:
        raise ReleaseWrong(field="file", reason="gone")
    if stopped.finding_mac != order.finding_mac:
        raise ReleaseWrong(field="file", reason="changed")
    if not stopped.releasable:
        raise ReleaseWrong(field="file", reason="never")
    with work.act(Permission.LEAK_ASK, order.case_id) as tx:
        known = _open_question(tx, order)
        row = known or LeakRelease(
            id=tx.chance.id(),
            case_id=order.case_id,
            audience=order.audience,
            language=order.language,
            finding_mac=order.finding_mac,
            hits=stopped.number,
            reason_sealed="",
            asked_by=tx.actor.account_id,
            asked_at=tx.now,
        )
        if known is None:
            tx.seal(row, "reason_sealed", reason)
            tx.seal(row, "decision_reason_sealed", "")
            tx.add(row)
        tx.note(release=row.id, hits=row.hits)
        return row.id


def decide_release(work: Work, order: DecideRelease) -> None:
    """A second person lets the file go, or not. It is granted for what is found now, if that is what was asked.

    Raises `SamePerson`, `ReleaseWrong`, `AlreadyDecided`, `ChangedMeanwhile` or `NotAllowed`.
    """
    reason = _reason(order.reason)
    with work.read(Permission.LEAK_DECIDE, order.case_id, screen="release") as look:
        row = _of_case(look, order.case_id, order.release_id)
        asked = (row.audience, row.language, row.finding_mac)
        _check_second(look, row)
    if order.granted:
        stopped = what_stopped(work, order.case_id, *asked[:2])
        if stopped is None or stopped.finding_mac != asked[2]:
            raise ReleaseWrong(field="file", reason="changed" if stopped else "gone")
        if not stopped.releasable:
            raise ReleaseWrong(field="file", reason="never")
    with work.act(Permission.LEAK_DECIDE, order.case_id) as tx:
        row = tx.edit(LeakRelease, order.release_id, order.seen_version)
        _check_second(tx, row)
        if row.decided_at is not None or row.taken_back_at is not None:
            raise AlreadyDecided
        row.granted, row.decided_by, row.decided_at = order.granted, tx.actor.account_id, tx.now
        tx.seal(row, "decision_reason_sealed", reason)
        tx.add(row)
        tx.note(release=row.id, granted=order.granted, hits=row.hits)


def take_back_release(work: Work, case_id: str, release_id: str, seen_version: int) -> None:
    """Ends a question or a release: from now on the file is stopped again. Copies that left stay in the register.

    Either of the two may. A second time changes nothing. Raises `ChangedMeanwhile` or `NotAllowed`.
    """
    with work.act(Permission.LEAK_ASK, case_id) as tx:
        row = _of_case(tx, case_id, release_id)
        if row.taken_back_at is None:
            row = tx.edit(LeakRelease, release_id, seen_version)
            row.taken_back_at = tx.now
            tx.add(row)
        tx.note(release=row.id, taken_back=True)


def releases_of(work: Work, case_id: str) -> tuple[ReleaseLine, ...]:
    """Every question to release a file of a case, newest first; for who directs it."""
    with work.read(Permission.LEAK_DECIDE, case_id, screen="releases") as look:
        rows = look.session.exec(
            select(LeakRelease)
            .where(LeakRelease.case_id == case_id)
            .order_by(col(LeakRelease.asked_at).desc(), col(LeakRelease.id))
        ).all()
        accounts = _accounts(look, {who for row in rows for who in (row.asked_by, row.decided_by) if who})
        return tuple(_line(look, row, accounts) for row in rows)


def waiting_for(look: Reading, case_ids: Collection[str]) -> Mapping[str, int]:
    """By case how many questions wait for the acting person to decide; inside a look at these cases."""
    allowed = [case_id for case_id in case_ids if look.may(Permission.LEAK_DECIDE, case_id)]
    rows = look.session.exec(
        select(LeakRelease.case_id, func.count())
        .where(
            col(LeakRelease.case_id).in_(allowed),
            col(LeakRelease.decided_at).is_(None),
            col(LeakRelease.taken_back_at).is_(None),
            LeakRelease.asked_by != look.actor.account_id,
        )
        .group_by(col(LeakRelease.case_id))
    )
    return dict(rows.all())


def _looked(work: Work, case_id: str, audience: str, language: str) -> Look:
    with looking() as look:
        made(work, case_id, audience, language)
    return look


def _stopped(finding: Finding, reader: Reader, mine: Reader, audience: str) -> Stopped:
    shown = sees_around(reader, mine)
    never = {hit: not may_be_released(hit.word, finding.audience, reader) for hit in finding.hits}
    places = dict.fromkeys(placed(hit, shown=shown, never=never[hit]) for hit in finding.hits)
    return Stopped(
        audience, finding.language, finding.mac, finding.number, tuple(places), can_be_asked(finding, reader)
    )


def _reason(text: str) -> str:
    reason = text.strip()
    if wrong := flaw(reason, LONGEST_REASON):
        raise ReleaseWrong(field="reason", reason=wrong)
    if len(reason) < SHORTEST_REASON:
        raise ReleaseWrong(field="reason", reason="short")
    return reason


def _open_question(tx: Transaction, order: AskRelease) -> LeakRelease | None:
    return tx.session.exec(
        select(LeakRelease).where(
            LeakRelease.case_id == order.case_id,
            LeakRelease.audience == order.audience,
            LeakRelease.finding_mac == order.finding_mac,
            col(LeakRelease.decided_at).is_(None),
            col(LeakRelease.taken_back_at).is_(None),
        )
    ).first()


def _of_case(look: Reading, case_id: str, release_id: str) -> LeakRelease:
    row = look.session.get(LeakRelease, release_id)
    if row is None or row.case_id != case_id:
        raise NotAllowed
    return row


def _check_second(look: Reading, row: LeakRelease) -> None:
    """Another account, of another person as far as accounts and directory tell."""
    mine = look.actor.account_id
    accounts = _accounts(look, {mine, row.asked_by})
    if not mine or not _another(look, accounts.get(mine), accounts.get(row.asked_by)):
        raise SamePerson


def _another(look: Reading, one: Account | None, other: Account | None) -> bool:
    if one is None or other is None or one.id == other.id:
        return False
    if one.professional_id and one.professional_id == other.professional_id:
        return False
    return not same_person(_known_as(look, one), _known_as(look, other))


def _known_as(look: Reading, account: Account) -> KnownAs:
    """By the name and mail address of the account and of its entry in the directory. An office number says nothing:
    colleagues share it."""
    person = look.session.get(Professional, account.professional_id) if account.professional_id else None
    names, mails = (account.name,), (look.unseal(account, "email_sealed"),)
    if person is None:
        return KnownAs(names, mails)
    return KnownAs((*names, person.name), (*mails, look.unseal(person, "email_sealed")))


def _accounts(look: Reading, ids: Collection[str]) -> dict[str, Account]:
    return {row.id: row for row in look.session.exec(select(Account).where(col(Account.id).in_(ids)))}


def _line(look: Reading, row: LeakRelease, accounts: Mapping[str, Account]) -> ReleaseLine:
    mine, asker = accounts.get(look.actor.account_id), accounts.get(row.asked_by)
    mine = mine or look.session.get(Account, look.actor.account_id)
    decider = accounts.get(row.decided_by or "")
    return ReleaseLine(
        id=row.id,
        audience=row.audience,
        language=row.language,
        number=row.hits,
        reason=look.unseal(row, "reason_sealed"),
        asked_by=asker.name if asker else "",
        asked_at=row.asked_at,
        version=row.version,
        mine=row.asked_by == look.actor.account_id,
        may_decide=_another(look, mine, asker),
        granted=row.granted,
        decision_reason=look.unseal(row, "decision_reason_sealed"),
        decided_by=decider.name if decider else "",
        decided_at=row.decided_at,
        taken_back_at=row.taken_back_at,
    )
