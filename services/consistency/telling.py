"""Letting the authors know that their conditions differ, and recording who does not agree with how it was settled."""

import re
from collections.abc import Iterable, Mapping, Sequence

from sqlmodel import col, select

from models.consistency import Dissent, ToldDifference
from models.directory import Organisation
from models.meeting import Invitation
from services.access.rules import Permission
from services.cases.facts import CaseFacts
from services.cases.gathering import gathered
from services.conditions.facts import ConditionView
from services.conditions.queries import conditions_in, readable
from services.consistency.facts import Board, Contradiction, ToldView
from services.consistency.orders import RecordDissent, TellDifference
from services.consistency.queries import board_in
from services.consistency.rules import FindingGone, check_dissent, finding_of
from services.consistency.statements import statement_of
from services.meetings.queries import case_of_guest
from services.protection.rules import WHOLE, Reader
from services.unit_of_work import NotAllowed, Reading, Transaction, Work


def tell(work: Work, order: TellDifference) -> None:
    """The case director lets the authors of a contradiction know that their conditions differ; twice is once.

    Raises `FindingGone` for what is no contradiction that the actor sees both sides of.
    """
    with work.act(Permission.DIFFERENCE_TELL, order.case_id) as tx:
        one = finding_of(board_in(tx, order.case_id), order.finding)
        if not isinstance(one, Contradiction):
            raise FindingGone
        if _told(tx, order):
            return
        row = ToldDifference(
            id=tx.chance.id(),
            case_id=order.case_id,
            finding=one.key,
            condition_ids=list(one.pair),
            told_at=tx.now,
            told_by=tx.actor.reference,
        )
        tx.add(row)
        tx.note(told=row.id)


def untell(work: Work, order: TellDifference) -> None:
    """The authors no longer see it; what they read is read. A second time changes nothing."""
    with work.act(Permission.DIFFERENCE_TELL, order.case_id) as tx:
        for row in _told(tx, order):
            row.taken_back_at = tx.now
            row.version += 1
            tx.add(row)
            tx.note(told=row.id, taken_back=True)


def record_dissent(work: Work, order: RecordDissent) -> str:
    """Records that an organisation does not agree, and why; gives its id. The same twice is once, unless it was settled
    anew meanwhile.

    Raises `FindingGone` and `DissentWrong`.
    """
    with work.act(Permission.DISSENT_RECORD, order.case_id) as tx:
        board = board_in(tx, order.case_id)
        finding_of(board, order.finding)
        homes = {home.key: home.id for home in tx.session.exec(select(Organisation))}
        check_dissent(order, homes)
        settled = board.settled.get(order.finding)
        for row in _dissent(tx, order, homes[order.organisation]):
            same = (tx.unseal(row, "text_sealed"), row.tier) == (order.text.strip(), order.tier)
            if same and (settled is None or row.recorded_at >= settled.settled_at):
                return row.id
        row = Dissent(
            id=tx.chance.id(),
            case_id=order.case_id,
            finding=order.finding,
            organisation_id=homes[order.organisation],
            text_sealed="",
            tier=order.tier,
            recorded_at=tx.now,
            recorded_by=tx.actor.reference,
        )
        tx.seal(row, "text_sealed", order.text.strip())
        tx.add(row)
        tx.note(dissent=row.id)
        return row.id


def take_back_dissent(work: Work, case_id: str, dissent_id: str, seen_version: int) -> None:
    """Dissent that no longer stands; it stays as history. A second time changes nothing. Raises `ChangedMeanwhile`, and
    `NotAllowed` for dissent that the actor may not read."""
    with work.act(Permission.DISSENT_RECORD, case_id) as tx:
        row = tx.session.get(Dissent, dissent_id)
        if row is None or row.case_id != case_id or not readable(tx, case_id, row.tier, Reader(tx.actor.organisation)):
            raise NotAllowed
        tx.note(dissent=row.id, taken_back=True)
        if row.taken_back_at is None:
            tx.edit(Dissent, dissent_id, seen_version).taken_back_at = tx.now
            tx.add(row)


def differences(work: Work) -> tuple[ToldView, ...]:
    """Which conditions of the acting guest's organisation differ from another one, as far as the case director let
    them know and nothing was decided yet. Of what they may not read it tells nothing but that it differs."""
    case_id = case_of_guest(work)
    with work.read(Permission.DIFFERENCE_READ, case_id, screen="differences") as look:
        rows = look.session.exec(
            select(ToldDifference)
            .where(ToldDifference.case_id == case_id, col(ToldDifference.taken_back_at).is_(None))
            .order_by(col(ToldDifference.told_at), col(ToldDifference.id))
        ).all()
        if not rows:
            return ()
        facts, views = gathered(look, case_id, WHOLE), conditions_in(look, case_id, WHOLE)
        guest = _Guest(look, case_id, views)
        return tuple(guest.told(facts, board_in(look, case_id, WHOLE), rows))


class _Guest:
    """The acting guest: what is theirs, and what of others they may read."""

    def __init__(self, look: Reading, case_id: str, views: Sequence[ConditionView]) -> None:
        invitation = look.session.get(Invitation, look.actor.invitation_id)
        home = look.session.get(Organisation, invitation.organisation_id) if invitation else None
        if invitation is None or home is None:
            raise NotAllowed
        self.reader = Reader(home.key, external=home.external)
        self.views = {view.id: view for view in views}
        self.may = {view.id for view in views if readable(look, case_id, view.tier, self.reader)}
        self.own = {
            view.id
            for view in views
            if view.invitation_id == invitation.id or (view.organisation == home.key and view.id in self.may)
        }

    def told(self, facts: CaseFacts, board: Board, rows: Iterable[ToldDifference]) -> Iterable[ToldView]:
        """What they are told, in the order of telling; what is no longer found or was settled is no longer told."""
        found = {one.key: one for one in board.found.contradictions if not board.is_settled(one.key)}
        aliases = {person.ref: person.alias for person in facts.persons}
        for row in rows:
            one = found.get(row.finding)
            mine = next((name for name in one.pair if name in self.own), "") if one else ""
            if one and mine:
                yield self._view(row, one, mine, aliases)

    def _view(self, row: ToldDifference, one: Contradiction, mine: str, aliases: Mapping[str, str]) -> ToldView:
        own = self.views[mine]
        other = self.views[next(name for name in one.pair if name != mine)]
        if other.id not in self.may | self.own:
            return ToldView(row.id, own.id, own.number, row.told_at)
        said = repr((own.reading, own.subject_ref, other.reading, other.subject_ref))
        return ToldView(
            id=row.id,
            condition=own.id,
            number=own.number,
            told_at=row.told_at,
            other_number=other.number,
            other_organisation=other.organisation,
            other_organisation_name=other.organisation_name,
            other_text=other.text,
            one=one,
            of={view.id: statement_of(view) for view in (own, other)},
            aliases={ref: alias for ref, alias in aliases.items() if re.search(rf"\b{ref}\b", said)},
        )


def _told(tx: Transaction, order: TellDifference) -> Sequence[ToldDifference]:
    return tx.session.exec(
        select(ToldDifference)
        .where(
            ToldDifference.case_id == order.case_id,
            ToldDifference.finding == order.finding,
            col(ToldDifference.taken_back_at).is_(None),
        )
        .with_for_update()
    ).all()


def _dissent(tx: Transaction, order: RecordDissent, organisation_id: str) -> Sequence[Dissent]:
    return tx.session.exec(
        select(Dissent).where(
            Dissent.case_id == order.case_id,
            Dissent.finding == order.finding,
            Dissent.organisation_id == organisation_id,
            col(Dissent.taken_back_at).is_(None),
        )
    ).all()
