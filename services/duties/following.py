"""Facts change, rules follow: since when each rule holds for a case, kept up from the log of what was done.

The worker calls this round after round. A round reads the log from where the last one ended, works the rules out again
for the cases in which something was done, and notes which began to hold and which no longer do. Doing it twice
changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import col, or_, select

from models.audit import AuditEntry
from models.duties import FollowedUpTo, RuleDueRow
from services.access.rules import Permission
from services.duties.course import reported
from services.duties.facts import Evidence
from services.duties.queries import evidence_in
from services.route_map.queries import regional
from services.route_map.rules import holding
from services.unit_of_work import Reading, Transaction, Work

CASES_A_ROUND = 50
ENTRIES_A_ROUND = 2000
SAME_STRETCH = timedelta(days=1)
"""A rule that holds again within a day was never really off: a slip was put right, and its answers still count."""
CHANGES_NO_FACT = frozenset(
    {
        Permission.RULE_ANSWER,
        Permission.RULE_FOLLOW,
        Permission.DRAFT_SAVE,
        Permission.DOCUMENT_ISSUE,
        Permission.VOICE_EDIT,
        Permission.LINK_REISSUE,
        Permission.HANDOVER_ASK,
    }
)
_THE_ONE = "rules"


@dataclass(frozen=True)
class FollowReport:
    """What a round did: how many cases it looked at, how many rules began or ceased to hold; whether more waits."""

    cases: int = 0
    began: int = 0
    ended: int = 0
    more: bool = False


@dataclass
class _Changed:
    """The cases in which something was done, each with the first moment of it, and how far the log was read."""

    up_to: int
    moments: dict[str, datetime] = field(default_factory=dict)
    more: bool = False


def follow(work: Work) -> FollowReport:
    """One round, as the system. Nothing is written, and nothing logged, when no case changed."""
    with work.read(Permission.RULE_FOLLOW) as look:
        changed = _changed(look, _followed(look))
    if not changed.moments and not changed.more:
        return FollowReport()
    with work.act(Permission.RULE_FOLLOW) as tx:
        changed = _changed(tx, _followed(tx))
        began, ended = _bring_up(tx, changed.moments)
        _remember(tx, changed.up_to)
        tx.note(cases=len(changed.moments), began=began, ended=ended)
        return FollowReport(len(changed.moments), began, ended, changed.more)


def _followed(look: Reading) -> int:
    row = look.session.get(FollowedUpTo, _THE_ONE)
    return row.seq if row else 0


def _remember(tx: Transaction, seq: int) -> None:
    row = tx.session.get(FollowedUpTo, _THE_ONE) or FollowedUpTo(id=_THE_ONE, seq=0)
    row.seq = max(row.seq, seq)
    tx.add(row)


def _changed(look: Reading, since: int) -> _Changed:
    """The cases changed after entry `since`; at most a round's worth."""
    entries = look.session.exec(
        select(AuditEntry)
        .where(
            AuditEntry.seq > since,
            AuditEntry.outcome == "done",
            or_(AuditEntry.case_id != "", AuditEntry.permission == Permission.CASE_OPEN.value),
            col(AuditEntry.permission).notin_([permission.value for permission in CHANGES_NO_FACT]),
        )
        .order_by(col(AuditEntry.seq))
        .limit(ENTRIES_A_ROUND)
    ).all()
    found = _Changed(since, more=len(entries) == ENTRIES_A_ROUND)
    for entry in entries:
        case_id = entry.case_id or str(entry.notes.get("case", ""))
        if case_id not in found.moments and len(found.moments) == CASES_A_ROUND:
            found.more = True
            break
        if case_id:
            found.moments.setdefault(case_id, entry.at)
        found.up_to = entry.seq
    return found


def _bring_up(tx: Transaction, moments: dict[str, datetime]) -> tuple[int, int]:
    known = _rows(tx, moments)
    route_map, began, ended = regional(tx.settings.route_map), 0, 0
    for case_id, evidence in evidence_in(tx, list(moments)).items():
        now_holding = {rule.id for rule in holding(route_map, evidence.facts, reported(evidence))}
        rows = known.get(case_id, [])
        moment = moments[case_id] if rows else _opened(evidence, moments[case_id])
        began += _begin(tx, case_id, now_holding, rows, moment)
        for row in rows:
            if row.ended_at is None and row.rule_id not in now_holding:
                row.ended_at = moment
                row.version += 1
                tx.add(row)
                ended += 1
    return began, ended


def _begin(tx: Transaction, case_id: str, holding_now: set[str], rows: Iterable[RuleDueRow], moment: datetime) -> int:
    """Notes the rules that began to hold, or goes on with a stretch that was broken off just now."""
    running = {row.rule_id for row in rows if row.ended_at is None}
    lately = {row.rule_id: row for row in rows if row.ended_at and moment - row.ended_at <= SAME_STRETCH}
    fresh = sorted(holding_now - running)
    for rule_id in fresh:
        if rule_id in lately:
            row = lately[rule_id]
            row.ended_at, row.version = None, row.version + 1
        else:
            row = RuleDueRow(id=tx.chance.id(), case_id=case_id, rule_id=rule_id, since_at=moment)
        tx.add(row)
    return len(fresh)


def _rows(tx: Transaction, case_ids: Iterable[str]) -> dict[str, list[RuleDueRow]]:
    found: dict[str, list[RuleDueRow]] = {}
    statement = select(RuleDueRow).where(col(RuleDueRow.case_id).in_(list(case_ids)))
    for row in tx.session.exec(statement.order_by(col(RuleDueRow.since_at))):
        found.setdefault(row.case_id, []).append(row)
    return found


def _opened(evidence: Evidence, moment: datetime) -> datetime:
    """What holds when a case is first looked at holds since it was opened."""
    return evidence.facts.opened_at or moment
