"""Rows become facts, for one case or for many at once: the number of queries does not grow with the cases.

Inside an open look or transaction; whoever calls has asked permission. What a reader may not see is left out here.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy.orm import aliased
from sqlmodel import col, select

from models.casework import AssessmentRow, Case, HoldRow, RecordedLine
from models.condition import Condition
from models.directory import Account
from models.events import CourtOrderRow
from models.measures import WeighingRow
from models.terms import LAPSED, CaseId, ConditionStatus, Tier
from services.cases import facts
from services.cases.directing import asked_to_take_over, away_today
from services.cases.seating import persons, seats
from services.protection.rules import Reader, may_read
from services.unit_of_work import NotAllowed, Reading

T = TypeVar("T")
ByCase = Mapping[str, list[T]]


def gathered(look: Reading, case_id: str, reader: Reader) -> facts.CaseFacts:
    """The facts of one case for `reader`. Raises `NotAllowed` for a case that does not exist."""
    found = gathered_many(look, [case_id], reader)
    if case_id not in found:
        raise NotAllowed
    return found[case_id]


def gathered_many(look: Reading, case_ids: Collection[str], reader: Reader) -> dict[str, facts.CaseFacts]:
    """The facts of many cases for `reader`, by case id; what does not exist is left out."""
    return gathered_for(look, case_ids, [reader])[0]


def gathered_for(
    look: Reading, case_ids: Collection[str], readers: Iterable[Reader]
) -> tuple[dict[str, facts.CaseFacts], ...]:
    """The same for each of these readers; what is the same for all of them is read once."""
    cases = look.session.exec(select(Case).where(col(Case.id).in_(case_ids))).all()
    ids = [case.id for case in cases]
    directing = {account for case in cases for account in (case.director_id, case.deputy_id or "")}
    names, away, asked = _account_names(look, directing), away_today(look, directing), asked_to_take_over(look, ids)
    parts: dict[str, ByCase[Any]] = {
        "assessments": _by_case(_assessments(look, ids)),
        "court_orders": _by_case(_court_orders(look, ids)),
        "persons": _by_case(persons(look, ids)),
        "seats": _by_case(seats(look, ids)),
        "recorded_lines": _by_case(_lines(look, ids)),
        "condition_kinds": _by_case(_condition_kinds(look, ids)),
    }
    same = {
        case.id: replace(
            _facts(look, case, names, {name: tuple(found[case.id]) for name, found in parts.items()}),
            director_away_until=away.get(case.director_id),
            deputy_away_until=away.get(case.deputy_id or ""),
            asked_to_take_over=asked.get(case.id, ""),
        )
        for case in cases
    }
    return tuple(_read_by(look, same, reader) for reader in readers)


def _read_by(look: Reading, cases: Mapping[str, facts.CaseFacts], reader: Reader) -> dict[str, facts.CaseFacts]:
    """The cases with what depends on who reads."""
    weighings, holds = _by_case(_weighings(look, cases, reader)), _by_case(_holds(look, cases, reader))
    return {
        case_id: replace(case, weighings=tuple(weighings[case_id]), holds=tuple(holds[case_id]))
        for case_id, case in cases.items()
    }


def _by_case(pairs: Iterable[tuple[str, T]]) -> ByCase[T]:
    found: dict[str, list[T]] = defaultdict(list)
    for case_id, part in pairs:
        found[case_id].append(part)
    return found


_SAME = (
    *("code", "code_name", "risk", "relation", "veilig_thuis_competent", "status", "director_id", "version"),
    *("complaint", "complaint_on", "serious_grounds", "serious_grounds_on", "suspect_arrested", "suspect_arrested_on"),
    *("stalking_active", "threats_or_violence", "veilig_thuis_advises_intervention", "serious_intrusion"),
    *("investigation_done", "brought_by", "legal_basis", "safety_house_on", "region", "review_on", "opened_at"),
    *("closed_at", "close_reason", "retention_until"),
)


def _facts(look: Reading, case: Case, names: dict[str, str], parts: dict[str, tuple[Any, ...]]) -> facts.CaseFacts:
    return facts.CaseFacts(
        id=CaseId(case.id),
        **{name: getattr(case, name) for name in _SAME},
        summary=look.unseal(case, "summary_sealed"),
        competence_reason=look.unseal(case, "competence_reason_sealed"),
        director=names.get(case.director_id, ""),
        deputy_director=names.get(case.deputy_id or "", ""),
        deputy_account_id=case.deputy_id or "",
        review_events=tuple(case.review_events),
        **parts,
    )


def _account_names(look: Reading, ids: Collection[str]) -> dict[str, str]:
    rows = look.session.exec(select(Account).where(col(Account.id).in_([i for i in ids if i])))
    return {row.id: row.name for row in rows}


def _assessments(look: Reading, ids: Collection[str]) -> Iterable[tuple[str, facts.Assessment]]:
    rows = look.session.exec(
        select(AssessmentRow).where(col(AssessmentRow.case_id).in_(ids)).order_by(col(AssessmentRow.assessed_on))
    )
    for row in rows:
        yield (
            row.case_id,
            facts.Assessment(
                row.instrument,
                row.outcome,
                row.assessed_on,
                row.by_organisation,
                row.coordinated_with_veilig_thuis,
                row.by_person,
                row.instrument_version,
            ),
        )


def _court_orders(look: Reading, ids: Collection[str]) -> Iterable[tuple[str, facts.CourtOrder]]:
    rows = look.session.exec(
        select(CourtOrderRow).where(col(CourtOrderRow.case_id).in_(ids)).order_by(col(CourtOrderRow.from_on))
    )
    for row in rows:
        yield (
            row.case_id,
            facts.CourtOrder(
                id=row.id,
                kind=row.kind,
                given_by=row.given_by,
                text=look.unseal(row, "text_sealed"),
                about=tuple(row.about),
                from_on=row.from_on,
                until_on=row.until_on,
                ended_on=row.ended_on,
                version=row.version,
            ),
        )


def _lines(look: Reading, ids: Collection[str]) -> Iterable[tuple[str, tuple[str, str]]]:
    statement = select(RecordedLine).where(col(RecordedLine.case_id).in_(ids))
    for row in look.session.exec(statement.order_by(col(RecordedLine.first_key), col(RecordedLine.second_key))):
        yield row.case_id, (row.first_key, row.second_key)


def _weighings(look: Reading, ids: Collection[str], reader: Reader) -> Iterable[tuple[str, facts.Weighing]]:
    """The weighings that stand and that `reader` may see."""
    rows = look.session.exec(
        select(WeighingRow)
        .where(col(WeighingRow.case_id).in_(ids), col(WeighingRow.replaced_at).is_(None))
        .order_by(col(WeighingRow.weighed_on), col(WeighingRow.measure), col(WeighingRow.organisation))
    )
    for row in rows:
        if may_read(row.tier, reader):
            yield row.case_id, weighing(row, look.unseal)


def weighing(row: WeighingRow, unseal: Callable[[Any, str], str]) -> facts.Weighing:
    """A weighing as facts carry it."""
    return facts.Weighing(
        measure=row.measure,
        organisation=row.organisation,
        outcome=row.outcome,
        reason=unseal(row, "reason_sealed"),
        tier=row.tier,
        weighed_on=row.weighed_on,
        id=row.id,
        weigh_again_on=row.weigh_again_on,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        extensions=row.extensions,
        handover_to=row.handover_to,
        handover=unseal(row, "handover_sealed"),
    )


def _condition_kinds(look: Reading, ids: Collection[str]) -> Iterable[tuple[str, str]]:
    """Of what stands: not taken back, not dropped, and no later one took its place."""
    gone, later = (ConditionStatus.DRAFT, *LAPSED), aliased(Condition)
    followed = select(later.follows_id).where(
        col(later.case_id).in_(ids), col(later.follows_id).is_not(None), later.status != ConditionStatus.DRAFT
    )
    statement = (
        select(Condition.case_id, Condition.kind)
        .where(col(Condition.case_id).in_(ids), col(Condition.status).notin_(gone))
        .where(col(Condition.id).notin_(followed))
        .distinct()
    )
    return sorted((case_id, str(kind)) for case_id, kind in look.session.exec(statement))


def _holds(look: Reading, ids: Collection[str], reader: Reader) -> Iterable[tuple[str, facts.Hold]]:
    """Holds are known to everybody on the case; why they are there only to the investigation."""
    for row in look.session.exec(select(HoldRow).where(col(HoldRow.case_id).in_(ids))):
        reason = look.unseal(row, "reason_sealed") if may_read(Tier.INVESTIGATION, reader) else ""
        yield row.case_id, facts.Hold(row.id, row.until, row.by_organisation, reason, row.released_at)
