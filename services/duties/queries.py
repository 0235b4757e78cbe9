"""Looks at the duties of cases: what is on record, what the rules make of it, what became due."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlmodel import col, select

from models.casework import Case
from models.directory import Account
from models.duties import RuleAnswerRow, RuleDueRow
from models.follow_up import Review
from models.terms import CaseId
from services.access.rules import Permission
from services.cases.facts import CaseFacts
from services.cases.queries import reader_of
from services.conditions.queries import readable
from services.directory.sessions import last_seen
from services.duties.closing import closing_points
from services.duties.facts import BecameDue, CaseDuties, Evidence, PlanReviewed, RuleAnswerView
from services.duties.flagging import flags
from services.duties.questions import open_questions
from services.duties.rules import as_seen, limited, obligations
from services.events.queries import events_in
from services.measures.queries import police_plan_written_in, stop_talk_in
from services.plans.queries import CaseState, states_for, states_in
from services.protection.rules import WHOLE
from services.route_map.queries import regional
from services.route_map.rules import carrier
from services.unit_of_work import NotAllowed, Reading, Work
from services.victim.queries import promises_in, voices_in
from services.vocabulary.queries import vocabulary


def case_duties(work: Work, case_id: str, *, screen: str = "route map") -> CaseDuties:
    """The route map of one case as this actor may see it. Raises `NotAllowed`."""
    with work.read(Permission.CASE_READ, case_id, screen=screen) as look:
        return duties_in(look, case_id)


def case_route_map(work: Work, case_id: str) -> tuple[CaseState, CaseDuties]:
    """The same with the state of the case beside it, in one look. Raises `NotAllowed`."""
    with work.read(Permission.CASE_READ, case_id, screen="route map") as look:
        own, whole = states_for(look, [case_id], [reader_of(look), WHOLE])
        if case_id not in own:
            raise NotAllowed
        return own[case_id], _duties(look, evidence_from(look, whole)[case_id])


def duties_in(look: Reading, case_id: str) -> CaseDuties:
    """The same inside an open look or transaction."""
    evidence = evidence_in(look, [case_id]).get(case_id)
    if evidence is None:
        raise NotAllowed
    return _duties(look, evidence)


def _duties(look: Reading, evidence: Evidence) -> CaseDuties:
    route_map, reader = regional(look.settings.route_map), reader_of(look)

    def sees(tier: str) -> bool:
        return readable(look, evidence.facts.id, tier, reader)

    own = limited(evidence, sees)
    whole = obligations(route_map, evidence)
    read = whole if own == evidence else obligations(route_map, own)
    since = last_seen(look)
    return CaseDuties(
        now=look.now,
        duties=as_seen(whole, read),
        questions=open_questions(route_map, evidence),
        flags=flags(route_map, vocabulary(look.settings.vocabulary), own, read),
        closing=closing_points(whole, evidence),
        answers=tuple(sorted(own.answers, key=lambda answer: answer.answered_at, reverse=True)),
        new=_new(evidence, since),
        seats=_own_seats(look, evidence.facts),
        directs=look.may(Permission.CASE_EDIT) and not evidence.facts.closed,
        may_answer=look.may(Permission.RULE_ANSWER) and not evidence.facts.closed,
        close_note=_close_note(look, evidence.facts.id),
    )


def _close_note(look: Reading, case_id: str) -> str:
    """What was to be known when somebody opens the case again; only for who directs it."""
    if not look.may(Permission.CASE_EDIT):
        return ""
    case = look.session.get(Case, case_id)
    return look.unseal(case, "close_note_sealed") if case else ""


def evidence_in(look: Reading, case_ids: Collection[str]) -> dict[str, Evidence]:
    """Everything that the duties of these cases are read from, by case id, whoever looks: cut it with `limited`
    before anything of it is shown. A case that does not exist is left out."""
    return evidence_from(look, states_in(look, case_ids, WHOLE))


def evidence_from(look: Reading, states: Mapping[str, CaseState]) -> dict[str, Evidence]:
    """The same from states that were read for everybody (`WHOLE`)."""
    events, talks = events_in(look, states, WHOLE), stop_talk_in(look, states)
    written, answers, since = police_plan_written_in(look, states), _answers(look, states), _since(look, states)
    voices, promises = voices_in(look, states), promises_in(look, states)
    reviews = reviewed_in(look, states)
    return {
        case_id: Evidence(
            facts=state.facts,
            now=look.now,
            meetings=state.meetings,
            conditions=state.conditions,
            actions=state.actions,
            versions=state.versions,
            events=events.get(case_id, ()),
            stop_talk=talks.get(CaseId(case_id)),
            police_plan_written=written.get(CaseId(case_id)) is not None,
            voices=voices.get(case_id, ()),
            promises=promises.get(case_id, ()),
            answers=tuple(answers[case_id]),
            since=since[case_id],
            reviews=tuple(reviews[case_id]),
        )
        for case_id, state in states.items()
    }


def became_due_in(look: Reading, cases: Mapping[str, CaseFacts], since: datetime) -> tuple[BecameDue, ...]:
    """The rules that began to hold after `since` and still hold, newest first, each with who carries it in the case.

    One query, however many cases. What holds since a case was opened is no news.
    """
    rows = look.session.exec(
        select(RuleDueRow)
        .where(
            col(RuleDueRow.case_id).in_(list(cases)), RuleDueRow.since_at > since, col(RuleDueRow.ended_at).is_(None)
        )
        .order_by(col(RuleDueRow.since_at).desc(), col(RuleDueRow.rule_id))
    ).all()
    route_map = regional(look.settings.route_map)
    known = {rule.id: rule for rule in route_map.rules}
    found: list[BecameDue] = []
    for row in rows:
        case, rule = cases.get(row.case_id), known.get(row.rule_id)
        if case and rule and (case.opened_at is None or row.since_at > case.opened_at):
            home = carrier(rule, case, route_map.region)
            found.append(BecameDue(row.case_id, row.rule_id, home, row.since_at))
    return tuple(found)


def _new(evidence: Evidence, since: datetime | None) -> frozenset[str]:
    """Rules that began to hold after the case was opened and after the reader's last visit."""
    later = {rule_id: began for rule_id in evidence.since if (began := evidence.began_later(rule_id))}
    return frozenset(rule_id for rule_id, began in later.items() if since is None or began > since)


def _own_seats(look: Reading, facts: CaseFacts) -> tuple[tuple[str, str], ...]:
    mine = look.actor.professional_id
    return tuple((seat.organisation, seat.role) for seat in facts.seats if mine and seat.professional_id == mine)


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


def reviewed_in(look: Reading, case_ids: Iterable[str]) -> dict[str, list[PlanReviewed]]:
    """By case id the decided reviews, oldest first, without what was written in them; one query."""
    rows = look.session.exec(
        select(Review.case_id, Review.plan_version_id, Review.decision, Review.decided_at)
        .where(col(Review.case_id).in_(list(case_ids)), col(Review.decided_at).is_not(None))
        .order_by(col(Review.decided_at))
    )
    found: dict[str, list[PlanReviewed]] = defaultdict(list)
    for case_id, plan_id, decision, decided_at in rows:
        if decision is not None and decided_at is not None:
            found[case_id].append(PlanReviewed(plan_id, decision, decided_at))
    return found
