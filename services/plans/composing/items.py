"""The items of a plan: what was assessed, who sits in the case, conditions, actions. Nothing is cut to a reader yet."""

from collections.abc import Iterable, Mapping

from models.terms import (
    ActionStatus,
    ConditionStatus,
    Instrument,
)
from services.cases.facts import CaseFacts, PartnerSeat
from services.conditions.facts import ConditionView
from services.plans import facts as plan
from services.plans.acting import about_approach, obliged, responsible
from services.plans.orders import ActionView
from services.plans.sources import sources
from services.plans.written.facts import Written
from services.scheduling.facts import LOCAL, local_day

_EXPECTED = (Instrument.SASH, Instrument.SAFETY_ASSESSMENT, Instrument.RISC)


def assessments(facts: CaseFacts) -> Iterable[plan.PlanAssessment]:
    """Every outcome on record, then each instrument that was asked for and has not come."""
    for found in facts.assessments:
        yield plan.PlanAssessment(
            instrument=found.instrument,
            outcome=found.outcome,
            assessed_on=found.assessed_on,
            by_organisation=found.by_organisation,
            coordinated=found.coordinated_with_veilig_thuis,
            edition=found.instrument_version,
        )
    for instrument in _EXPECTED:
        if facts.assessment(instrument) is None:
            yield plan.PlanAssessment(instrument)


def seat(found: PartnerSeat, aliases: Mapping[str, str], number: str, present: bool | None) -> plan.PlanSeat:
    """`present` is None while nobody recorded it: an invitation is no attendance. What a seat is for is no word of the
    case: it is said when the plan is printed, in the language asked for."""
    return plan.PlanSeat(
        organisation=found.organisation,
        role=found.role,
        name=found.name,
        speaks_with=tuple(aliases[ref] for ref in found.speaks_with if ref in aliases),
        present=present,
        number=number,
        external=found.external,
    )


def standing(conditions: Iterable[ConditionView]) -> Iterable[ConditionView]:
    """What holds, and what went on in something else: that is not lost, the plan says where it is."""
    there = (ConditionStatus.ACCEPTED, ConditionStatus.CHANGED, ConditionStatus.MERGED)
    return (view for view in conditions if view.status in there)


def condition(
    view: ConditionView, names: Mapping[str, str], gone_into: str, written: Written, victims: Mapping[str, str]
) -> plan.PlanCondition:
    """`names`: organisations by key; `victims`: aliases by reference."""
    return plan.PlanCondition(
        number=f"V{view.number}",
        organisation=view.organisation,
        theme=view.theme,
        text=view.text,
        tier=view.tier,
        hard=view.hard,
        if_not=view.if_not,
        responsible=responsible(view, names),
        due=view.due_on or (view.until.astimezone(LOCAL) if view.until else None),
        check=_check(view, names),
        status=view.status,
        obliges=obliged(view, names),
        approach=view.holds_approach,
        stub=written.stub_for_all(view.id),
        stubs=written.stubs_of(view.id),
        victims=tuple(alias for ref, alias in victims.items() if ref in (*view.protects, view.subject_ref)),
        gone_into=gone_into,
    )


def _check(view: ConditionView, names: Mapping[str, str]) -> str:
    """How it is checked and by whom: the words of its author, and the name of the organisation."""
    by = names.get(view.checked_by, "")
    return f"{view.check} ({by})" if view.check and by else view.check or by


def action(view: ActionView, conditions: Iterable[ConditionView], written: Written) -> plan.PlanAction:
    """With the conditions that it settles, also by one whose place was taken."""
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
        reported_on=local_day(view.reported_at) if view.reported_at else None,
        told_to_victim_on=view.told_victim_on,
        settles=tuple(f"V{condition.number}" for condition in settled),
        approach=about_approach(view, settled),
        stub=written.stub_for_all(view.id),
        stubs=written.stubs_of(view.id),
        tells_victim=view.tells_victim,
        tell_victim_by=view.tell_victim_on,
    )
