"""Composes a plan's content from the case, its conditions, decisions and actions; nothing is cut to a reader yet."""

from collections.abc import Iterable, Mapping
from datetime import date

from models.terms import (
    ActionStatus,
    ConditionStatus,
    Instrument,
    Modality,
    PlanStatus,
    SeatRole,
    Tier,
)
from services.cases.facts import CaseFacts, PartnerSeat
from services.cases.rules import hold_in_force
from services.conditions.facts import ConditionView
from services.directory.partners import organisations_by_id, work_numbers
from services.plans import facts as plan
from services.plans.decided import contradictions, went_into
from services.plans.orders import ActionView, VersionLine
from services.plans.queries import CaseState
from services.plans.sources import sources
from services.scheduling.facts import LOCAL, local_day
from services.unit_of_work import Transaction
from services.vocabulary.queries import vocabulary

_EXPECTED = (Instrument.SASH, Instrument.SAFETY_ASSESSMENT, Instrument.RISC)


def composed(
    tx: Transaction, state: CaseState, number: int, explanations: dict[str, str], *, fictional: bool
) -> plan.PlanContent:
    """The content of version `number`, as it stands now. `explanations`: open points and why they may stay open."""
    facts, today = state.facts, local_day(tx.now)
    aliases = {person.ref: person.alias for person in facts.persons}
    names = {home.key: home.name for home in organisations_by_id(tx.session).values()}
    numbers = work_numbers(tx, {seat.professional_id for seat in facts.seats})
    gone = went_into(state)
    director = next((seat for seat in facts.seats if seat.role == SeatRole.CASE_DIRECTOR), None)
    return plan.PlanContent(
        code=facts.code,
        code_name=facts.code_name,
        version=number,
        status=PlanStatus.ADOPTED,
        adopted_on=today,
        issuer=tx.settings.region if not fictional else "Oefenregio",
        risk=facts.risk,
        fictional=fictional,
        director_role=SeatRole.CASE_DIRECTOR,
        director_organisation=director.organisation if director else "politie",
        valid_until=facts.review_on,
        review_on=facts.review_on,
        review_triggers=facts.review_events,
        next_meeting=state.meeting.starts_at if state.meeting and state.meeting.starts_at > tx.now else None,
        hold_in_force=hold_in_force(facts, tx.now) is not None,
        summary=facts.summary,
        persons=tuple(plan.PlanPerson(p.alias, p.role, p.age) for p in facts.persons),
        assessments=tuple(_assessments(facts)),
        director_number=numbers.get(director.professional_id, "") if director else "",
        seats=tuple(_seat(seat, aliases, numbers.get(seat.professional_id, "")) for seat in facts.seats),
        conditions=tuple(_condition(view, names, gone.get(view.id, "")) for view in _standing(state.conditions)),
        actions=tuple(_action(view, state.conditions) for view in state.actions),
        weighings=tuple(
            plan.PlanWeighing(w.measure, w.organisation, w.outcome, w.reason, w.tier, w.weighed_on)
            for w in facts.weighings
        ),
        contradictions=tuple(contradictions(vocabulary(tx.settings.vocabulary), state)),
        open_points=tuple(plan.PlanOpenPoint(key, why.strip()) for key, why in explanations.items() if why.strip()),
        versions=(*(_version(line) for line in reversed(state.versions)), _first_line(number, today)),
    )


def _assessments(facts: CaseFacts) -> Iterable[plan.PlanAssessment]:
    for found in facts.assessments:
        yield plan.PlanAssessment(found.instrument, found.outcome, found.assessed_on, found.by_organisation)
    for instrument in _EXPECTED:
        if facts.assessment(instrument) is None:
            yield plan.PlanAssessment(instrument)


def _seat(seat: PartnerSeat, aliases: dict[str, str], number: str) -> plan.PlanSeat:
    """`present` stays unknown: an invitation is no attendance, and attendance is not recorded yet."""
    return plan.PlanSeat(
        organisation=seat.organisation,
        role=seat.role,
        name=seat.name,
        speaks_with=tuple(aliases[ref] for ref in seat.speaks_with if ref in aliases),
        number=number,
        external=seat.external,
    )


def _standing(conditions: Iterable[ConditionView]) -> Iterable[ConditionView]:
    """What holds, and what went on in something else: that is not lost, the plan says where it is."""
    there = (ConditionStatus.ACCEPTED, ConditionStatus.CHANGED, ConditionStatus.MERGED)
    return (view for view in conditions if view.status in there)


def _condition(view: ConditionView, names: Mapping[str, str], gone_into: str) -> plan.PlanCondition:
    """`names`: organisations by key. Where a private person is to do it, the organisation that asked for it sees to
    it: no plan makes somebody responsible who does not sit at the table."""
    return plan.PlanCondition(
        number=f"V{view.number}",
        organisation=view.organisation,
        theme=view.theme,
        text=view.text,
        tier=view.tier,
        hard=view.hard,
        if_not=view.if_not,
        responsible=view.done_by if view.done_by in names else view.organisation,
        due=view.due_on or (view.until.astimezone(LOCAL) if view.until else None),
        check=_check(view, names),
        status=view.status,
        obliges=_obliged(view, names),
        approach=view.holds_approach,
        gone_into=gone_into,
    )


def _check(view: ConditionView, names: Mapping[str, str]) -> str:
    """How it is checked and by whom: the words of its author, and the name of the organisation."""
    by = names.get(view.checked_by, "")
    return f"{view.check} ({by})" if view.check and by else view.check or by


def _obliged(view: ConditionView, names: Mapping[str, str]) -> tuple[str, ...]:
    """The organisations that have to do something: by the structured reading (`politie/wijkagent` is the police), and
    the one that was named as who does it."""
    duties = [norm for norm in view.reading or () if norm.modality is Modality.MUST]
    doers = [doer.partition("/")[0] for norm in duties for doer in norm.by]
    return tuple(dict.fromkeys(doer for doer in (*doers, view.done_by) if doer in names))


def _action(view: ActionView, conditions: Iterable[ConditionView]) -> plan.PlanAction:
    settled = sources(conditions, view.condition_ids)
    due = view.due_at.astimezone(LOCAL) if view.due_at else None
    return plan.PlanAction(
        number=f"A{view.number}",
        what=view.what,
        owner=view.owner,
        tier=view.tier,
        supporting=view.supporting,
        due=due.date() if due and view.due_on_day else due,
        proof=view.proof,
        if_not=view.if_not,
        if_not_tier=view.if_not_tier,
        ends=view.ends_on,
        status=view.status or ActionStatus.OPEN,
        settles=tuple(f"V{condition.number}" for condition in settled),
        approach=any(condition.holds_approach for condition in settled) and view.tier == Tier.INVESTIGATION,
    )


def _version(line: VersionLine) -> plan.PlanVersion:
    return plan.PlanVersion(line.number, PlanStatus.SUPERSEDED, local_day(line.adopted_at))


def _first_line(number: int, today: date) -> plan.PlanVersion:
    return plan.PlanVersion(number, PlanStatus.ADOPTED, today)
