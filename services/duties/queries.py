"""Looks at the duties of cases: what is on record, what the rules make of it, what became due."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from sqlmodel import col, func, select

from models.directory import Account, SignInSession
from models.duties import RuleAnswerRow, RuleDueRow
from models.events import EventRow
from models.measures import PolicePlanRow, StopTalkRow
from models.terms import CaseStatus
from services.access.rules import Permission
from services.cases.facts import CaseFacts
from services.cases.gathering import gathered_many
from services.cases.queries import reader_of
from services.conditions.queries import conditions_in, readable
from services.duties.closing import closing_points
from services.duties.facts import BecameDue, CaseDuties, Evidence, RuleAnswerView
from services.duties.flagging import flags
from services.duties.questions import open_questions
from services.duties.rules import limited, obligations, obligations_for
from services.events.facts import CaseEvent
from services.measures.facts import StopTalk
from services.meetings.queries import meetings_in
from services.plans.queries import actions_in, versions_in
from services.protection.rules import Reader
from services.route_map.queries import regional
from services.route_map.rules import carrier
from services.unit_of_work import NotAllowed, Reading, Work

WHOLE = Reader(None, whole=True)
"""Rules are judged on everything; what a reader sees of it is cut afterwards."""


def case_duties(work: Work, case_id: str, *, screen: str = "route map") -> CaseDuties:
    """The route map of one case as this actor may see it. Raises `NotAllowed`."""
    with work.read(Permission.CASE_READ, case_id, screen=screen) as look:
        return duties_in(look, case_id)


def duties_in(look: Reading, case_id: str) -> CaseDuties:
    """The same inside an open look or transaction."""
    evidence = evidence_in(look, [case_id]).get(case_id)
    if evidence is None:
        raise NotAllowed
    route_map, reader = regional(look.settings.route_map), reader_of(look)

    def sees(tier: str) -> bool:
        return readable(look, tier, reader)

    own = limited(evidence, sees)
    whole = obligations(route_map, evidence)
    since = _last_visit(look)
    return CaseDuties(
        facts=gathered_many(look, [case_id], reader)[case_id],
        now=look.now,
        duties=obligations_for(route_map, evidence, sees),
        questions=open_questions(route_map, evidence),
        flags=flags(route_map, own),
        closing=closing_points(whole, evidence),
        answers=tuple(sorted(own.answers, key=lambda answer: answer.answered_at, reverse=True)),
        new=_new(evidence, since),
        seats=_own_seats(look, evidence.facts),
        directs=look.may(Permission.CASE_EDIT),
        may_answer=look.may(Permission.RULE_ANSWER) and evidence.facts.status is not CaseStatus.CLOSED,
    )


def evidence_in(look: Reading, case_ids: Collection[str]) -> dict[str, Evidence]:
    """Everything that the duties of these cases are read from, by case id, whoever looks: cut it with `limited`
    before anything of it is shown. A case that does not exist is left out."""
    facts = gathered_many(look, case_ids, WHOLE)
    events, talks = _events(look, facts), _stop_talks(look, facts)
    written, answers, since = _police_plans(look, facts), _answers(look, facts), _since(look, facts)
    return {
        case_id: Evidence(
            facts=case,
            now=look.now,
            meetings=meetings_in(look, case_id),
            conditions=conditions_in(look, case_id, WHOLE),
            actions=actions_in(look, case_id, WHOLE),
            versions=versions_in(look, case_id),
            events=tuple(events[case_id]),
            stop_talk=talks.get(case_id),
            police_plan_written=case_id in written,
            answers=tuple(answers[case_id]),
            since=since[case_id],
        )
        for case_id, case in facts.items()
    }


def became_due_in(look: Reading, case_ids: Collection[str], since: datetime) -> tuple[BecameDue, ...]:
    """The rules that began to hold after `since` and still hold, newest first. Rules from the opening of a case are
    no news. `organisation` is the rule's own; who carries it in the case may be another (`carrier`)."""
    rows = look.session.exec(
        select(RuleDueRow)
        .where(col(RuleDueRow.case_id).in_(case_ids), RuleDueRow.since_at > since, col(RuleDueRow.ended_at).is_(None))
        .order_by(col(RuleDueRow.since_at).desc(), col(RuleDueRow.rule_id))
    ).all()
    route_map = regional(look.settings.route_map)
    known = {rule.id: rule for rule in route_map.rules}
    facts = gathered_many(look, {row.case_id for row in rows}, WHOLE) if rows else {}
    return tuple(
        BecameDue(row.case_id, row.rule_id, carrier(known[row.rule_id], facts[row.case_id]), row.since_at)
        for row in rows
        if row.rule_id in known and row.case_id in facts
    )


def _new(evidence: Evidence, since: datetime | None) -> frozenset[str]:
    """Rules that began to hold after the case was opened and after the reader's last visit."""
    later = {rule_id: began for rule_id in evidence.since if (began := evidence.began_later(rule_id))}
    return frozenset(rule_id for rule_id, began in later.items() if since is None or began > since)


def _last_visit(look: Reading) -> datetime | None:
    if not look.actor.account_id:
        return None
    statement = select(func.max(SignInSession.last_seen_at)).where(
        SignInSession.account_id == look.actor.account_id, SignInSession.id != look.actor.session_id
    )
    return look.session.exec(statement).one()


def _own_seats(look: Reading, facts: CaseFacts) -> tuple[tuple[str, str], ...]:
    mine = look.actor.professional_id
    return tuple((seat.organisation, seat.role) for seat in facts.seats if mine and seat.professional_id == mine)


def _events(look: Reading, case_ids: Iterable[str]) -> dict[str, list[CaseEvent]]:
    """The log of these cases, without its texts: the rules count and compare, they do not read."""
    found: dict[str, list[CaseEvent]] = defaultdict(list)
    rows = look.session.exec(
        select(EventRow).where(col(EventRow.case_id).in_(list(case_ids))).order_by(col(EventRow.happened_at))
    )
    for row in rows:
        event = CaseEvent(
            id=row.id,
            kind=row.kind,
            happened_at=row.happened_at,
            reported_at=row.reported_at,
            gravity=row.gravity,
            on_day=row.on_day,
            about=tuple(row.about),
            by_organisation=row.by_organisation,
            tier=row.tier,
            told_prosecution_at=row.told_prosecution_at,
            struck=row.struck_at is not None,
            version=row.version,
        )
        found[row.case_id].append(event)
    return found


def _stop_talks(look: Reading, case_ids: Iterable[str]) -> dict[str, StopTalk]:
    rows = look.session.exec(select(StopTalkRow).where(col(StopTalkRow.case_id).in_(list(case_ids))))
    return {
        row.case_id: StopTalk(
            id=row.id,
            veilig_thuis_agreed_on=row.veilig_thuis_agreed_on,
            prosecution_agreed_on=row.prosecution_agreed_on,
            held_on=row.held_on,
            report_number=look.unseal(row, "report_number_sealed"),
            closed=row.closed_at is not None,
            version=row.version,
        )
        for row in rows
    }


def _police_plans(look: Reading, case_ids: Iterable[str]) -> frozenset[str]:
    """The cases with a written police plan; only that there is one."""
    statement = select(PolicePlanRow.case_id).where(col(PolicePlanRow.case_id).in_(list(case_ids))).distinct()
    return frozenset(look.session.exec(statement))


def _answers(look: Reading, case_ids: Iterable[str]) -> dict[str, list[RuleAnswerView]]:
    rows = look.session.exec(
        select(RuleAnswerRow, Account.name)
        .outerjoin(Account, col(Account.id) == col(RuleAnswerRow.answered_by))
        .where(col(RuleAnswerRow.case_id).in_(list(case_ids)))
        .order_by(col(RuleAnswerRow.answered_at))
    )
    found: dict[str, list[RuleAnswerView]] = defaultdict(list)
    for row, name in rows:
        answer = RuleAnswerView(
            id=row.id,
            rule_id=row.rule_id,
            answer=row.answer,
            answered_on=row.answered_on,
            answered_at=row.answered_at,
            reason=look.unseal(row, "reason_sealed"),
            tier=row.tier,
            organisation=row.organisation,
            planned_for=row.planned_for,
            answered_by=name or "",
            replaced_at=row.replaced_at,
            version=row.version,
        )
        found[row.case_id].append(answer)
    return found


def _since(look: Reading, case_ids: Iterable[str]) -> dict[str, dict[str, datetime]]:
    rows = look.session.exec(
        select(RuleDueRow).where(col(RuleDueRow.case_id).in_(list(case_ids)), col(RuleDueRow.ended_at).is_(None))
    )
    found: dict[str, dict[str, datetime]] = defaultdict(dict)
    for row in rows:
        found[row.case_id][row.rule_id] = row.since_at
    return found
