"""Looks at the partner network of one case, as its reader may see it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, select

from models.directory import Account
from models.network import FindingAnswerRow
from models.terms import FindingAnswer
from services.access.rules import Permission
from services.cases.facts import CaseFacts
from services.network.facts import Finding, FindingKind, GapAnswer, NetworkFacts
from services.network.findings import Found, find, summary
from services.network.gathering import network_facts_in
from services.relations.queries import barred_accounts_by_case
from services.route_map.facts import SeatNeed
from services.route_map.queries import regional
from services.route_map.rules import required_seats
from services.scheduling.facts import local_day
from services.unit_of_work import Reading, Work
from services.wording import Say


@dataclass(frozen=True)
class Network:
    """Facts, findings open and answered, the seats the route map needs, and the whole in one sentence."""

    facts: NetworkFacts
    found: Found
    needed: tuple[SeatNeed, ...]
    summary: str

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that stand open, most pressing first."""
        return self.found.open

    @property
    def case(self) -> CaseFacts:
        """The case file."""
        return self.facts.case


def network_of(work: Work, case_id: str, say: Say) -> Network:
    """The network of a case. Raises `NotAllowed`."""
    with work.read(Permission.NETWORK_READ, case_id, screen="network") as look:
        facts = network_facts_in(look, case_id)
        route_map = regional(look.settings.route_map)
        return Network(
            facts,
            find(route_map, facts, say, answers_in(look, [case_id])[case_id]),
            required_seats(route_map, facts.case),
            summary(route_map, facts, say),
        )


ASKED_AFTER = timedelta(days=7)
"""For so long we ask after what was planned. By then its finding, if it is still there, stands open again itself."""


def answers_in(look: Reading, case_ids: Collection[str]) -> dict[str, list[GapAnswer]]:
    """Per case the answers to findings that stand, oldest first. Asked inside a look that was allowed.

    An answer counts for whoever sees its gap: `find` lets the others go by.
    """
    rows = look.session.exec(
        select(FindingAnswerRow)
        .where(col(FindingAnswerRow.case_id).in_(case_ids), col(FindingAnswerRow.replaced_at).is_(None))
        .order_by(col(FindingAnswerRow.answered_at), col(FindingAnswerRow.id))
    ).all()
    names = _names(look, rows)
    found: dict[str, list[GapAnswer]] = {case_id: [] for case_id in case_ids}
    for row in rows:
        found[row.case_id].append(_answer(look, row, names))
    return found


def planned_in(look: Reading, case_ids: Collection[str]) -> dict[str, tuple[GapAnswer, ...]]:
    """Per case what was planned about findings for today or the week before, in one query; a case without is left out.

    Without texts and names. What was planned about a conflict of interest only where the reader may know of it.
    """
    today = local_day(look.now)
    rows = look.session.exec(
        select(FindingAnswerRow)
        .where(
            col(FindingAnswerRow.case_id).in_(case_ids),
            col(FindingAnswerRow.replaced_at).is_(None),
            FindingAnswerRow.answer == FindingAnswer.PLANNED,
            col(FindingAnswerRow.planned_for) <= today,
            col(FindingAnswerRow.planned_for) > today - ASKED_AFTER,
        )
        .order_by(col(FindingAnswerRow.planned_for), col(FindingAnswerRow.id))
    ).all()
    found: dict[str, tuple[GapAnswer, ...]] = {}
    for row in rows:
        if not row.gap.startswith(FindingKind.CONFLICT) or look.may(Permission.TIE_READ, row.case_id):
            bare = GapAnswer(row.id, row.gap, row.answer, row.answered_at, planned_for=row.planned_for)
            found[row.case_id] = (*found.get(row.case_id, ()), bare)
    return found


def _answer(look: Reading, row: FindingAnswerRow, names: dict[str, str]) -> GapAnswer:
    return GapAnswer(
        id=row.id,
        gap=row.gap,
        answer=row.answer,
        answered_at=row.answered_at,
        answered_by=names.get(row.answered_by, ""),
        reason=look.unseal(row, "reason_sealed"),
        by_whom=look.unseal(row, "by_whom_sealed"),
        planned_for=row.planned_for,
        version=row.version,
    )


def _names(look: Reading, rows: Iterable[FindingAnswerRow]) -> dict[str, str]:
    """Who answered, by id; nobody whom a bar keeps out of one of these cases by now."""
    rows = list(rows)
    ids = {row.answered_by for row in rows}
    if not ids:
        return {}
    barred = barred_accounts_by_case(look.session, look.database.vault, {row.case_id for row in rows}, ids)
    hidden = frozenset[str]().union(*barred.values())
    accounts = look.session.exec(select(Account.id, Account.name).where(col(Account.id).in_(ids - hidden)))
    return dict(accounts.all())
