"""What was made of findings: settlements in force, dissent, what the authors were told; by case."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sqlmodel import col, select

from models.casework import HoldRow
from models.condition import ConditionRevision
from models.consistency import Dissent, Settlement, ToldDifference
from models.directory import Account
from models.meeting import Action
from models.terms import ActionStatus
from services.conditions.facts import ConditionView
from services.conditions.queries import readable
from services.consistency.cutting import Made
from services.consistency.facts import DissentView, SettledFinding
from services.directory.partners import organisations_by_id
from services.protection.rules import Reader
from services.relations.queries import barred_accounts_by_case
from services.unit_of_work import Reading


def made_in_many(
    look: Reading, case_ids: Collection[str], views: Mapping[str, Sequence[ConditionView]], reader: Reader
) -> dict[str, Made]:
    """What was made of the findings of these cases, in a number of queries that does not grow with them. `views`: all
    their conditions that stand or lapsed. Dissent is cut down to the reader, settlements are not yet."""
    if not case_ids:
        return {}
    rows = look.session.exec(
        select(Settlement).where(col(Settlement.case_id).in_(case_ids), col(Settlement.replaced_at).is_(None))
    ).all()
    dissent, told, holding = _dissent(look, case_ids, reader), _told(look, case_ids), _holding(look, case_ids)
    changes, names, sources = _changes(look, rows), _names(look, rows), _sources(look, rows)
    by_id = {view.id: view for case_id in case_ids for view in views[case_id]}
    settled: dict[str, dict[str, SettledFinding]] = defaultdict(dict)
    for row in rows:
        stale = _is_stale(row, by_id, changes, sources)
        settled[row.case_id][row.finding] = _settled(look, row, names.get((row.case_id, row.settled_by), ""), stale)
    return {
        case_id: Made(
            settled=settled[case_id],
            lapsed={row.finding: frozenset(row.lapsed) for row in rows if row.case_id == case_id},
            dissent={
                finding: tuple(_now(view, settled[case_id].get(finding)) for view in views)
                for finding, views in dissent[case_id].items()
            },
            told=frozenset(told[case_id]),
            holding=frozenset(holding[case_id]),
        )
        for case_id in case_ids
    }


def _is_stale(
    row: Settlement,
    views: Mapping[str, ConditionView],
    changes: Mapping[str, int],
    sources: Mapping[str, Collection[str]],
) -> bool:
    """Whether a settlement is about what was: the words of a condition were changed since, one that ended by it came
    back, or the action in their place was taken out of the plan or no longer comes from them. That the case director
    accepts a condition as it is changes nothing.

    `changes`: by condition the last version that was replaced; `sources`: by action in the plan the conditions that it
    comes from.
    """
    if any(changes.get(name, 0) >= version for name, version in row.versions.items()):
        return True
    if row.action_id and not set(row.lapsed) <= set(sources.get(row.action_id, ())):
        return True
    return any(name not in views or not views[name].lapsed for name in row.lapsed)


def _changes(look: Reading, rows: Sequence[Settlement]) -> dict[str, int]:
    named = {name for row in rows for name in row.versions}
    if not named:
        return {}
    found: dict[str, int] = {}
    revisions = look.session.exec(
        select(ConditionRevision.condition_id, ConditionRevision.number).where(
            col(ConditionRevision.condition_id).in_(named)
        )
    )
    for condition_id, number in revisions:
        found[condition_id] = max(number, found.get(condition_id, 0))
    return found


def _sources(look: Reading, rows: Sequence[Settlement]) -> dict[str, Collection[str]]:
    """By action in place of conditions, while it is in the plan, the conditions that it comes from."""
    named = {row.action_id for row in rows if row.action_id}
    if not named:
        return {}
    statement = select(Action.id, Action.condition_ids)
    kept = statement.where(col(Action.id).in_(named), Action.status != ActionStatus.REPLACED)
    return dict(look.session.exec(kept).all())


def _settled(look: Reading, row: Settlement, by: str, stale: bool) -> SettledFinding:
    return SettledFinding(
        id=row.id,
        finding=row.finding,
        resolution=row.resolution,
        settled_at=row.settled_at,
        settled_by=by,
        stands_id=row.stands_id or "",
        action_id=row.action_id or "",
        reason=look.unseal(row, "reason_sealed"),
        owner=row.owner,
        due_on=row.due_on,
        stale=stale,
        conditions=tuple(row.versions),
    )


def _dissent(look: Reading, case_ids: Collection[str], reader: Reader) -> Mapping[str, Mapping[str, list[DissentView]]]:
    rows = look.session.exec(
        select(Dissent)
        .where(col(Dissent.case_id).in_(case_ids), col(Dissent.taken_back_at).is_(None))
        .order_by(col(Dissent.recorded_at), col(Dissent.id))
    ).all()
    homes = organisations_by_id(look.session, {row.organisation_id for row in rows}) if rows else {}
    found: dict[str, dict[str, list[DissentView]]] = {case_id: {} for case_id in case_ids}
    for row in rows:
        if readable(look, row.case_id, row.tier, reader):
            text, home = look.unseal(row, "text_sealed"), homes[row.organisation_id].key
            view = DissentView(row.id, row.finding, home, text, row.tier, row.recorded_at, row.version)
            found[row.case_id].setdefault(row.finding, []).append(view)
    return found


def _now(view: DissentView, settled: SettledFinding | None) -> DissentView:
    """Dissent beside the settlement in force: of what was recorded before that, it is said so."""
    return replace(view, earlier=settled is not None and view.recorded_at < settled.settled_at)


def _told(look: Reading, case_ids: Collection[str]) -> Mapping[str, set[str]]:
    rows = look.session.exec(
        select(ToldDifference.case_id, ToldDifference.finding).where(
            col(ToldDifference.case_id).in_(case_ids), col(ToldDifference.taken_back_at).is_(None)
        )
    )
    found: dict[str, set[str]] = {case_id: set() for case_id in case_ids}
    for case_id, finding in rows:
        found[case_id].add(finding)
    return found


def _holding(look: Reading, case_ids: Collection[str]) -> Mapping[str, set[str]]:
    rows = look.session.exec(
        select(HoldRow.case_id, HoldRow.condition_id, HoldRow.until).where(
            col(HoldRow.case_id).in_(case_ids),
            col(HoldRow.condition_id).is_not(None),
            col(HoldRow.released_at).is_(None),
        )
    )
    found: dict[str, set[str]] = {case_id: set() for case_id in case_ids}
    for case_id, condition_id, until in rows:
        if condition_id and (until is None or look.now < until):
            found[case_id].add(condition_id)
    return found


def _names(look: Reading, rows: Sequence[Settlement]) -> dict[tuple[str, str], str]:
    """Per case and account the name of who settled, without those whom a bar keeps out of that case by now."""
    wanted = {row.settled_by for row in rows}
    if not wanted:
        return {}
    named = dict(look.session.exec(select(Account.id, Account.name).where(col(Account.id).in_(wanted))).all())
    case_ids = {row.case_id for row in rows}
    barred = barred_accounts_by_case(look.session, look.database.vault, case_ids, wanted)
    return {
        (row.case_id, row.settled_by): named[row.settled_by]
        for row in rows
        if row.settled_by in named and row.settled_by not in barred[row.case_id]
    }
