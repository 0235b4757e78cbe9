"""Composes a plan's content from the case, its conditions, decisions and actions; nothing is cut to a reader yet.

What is composed is what is frozen (decision 0055): facts, words of people, and keys of what every language has words
for. The parts are composed in `services.plans.composing`.
"""

from dataclasses import replace

from models.terms import PersonRole, PlanStatus, SeatRole
from services.cases.rules import hold_in_force
from services.conditions.queries import form_codes_in
from services.directory.partners import organisations_by_id, work_numbers
from services.plans import facts as plan
from services.plans.composing import items
from services.plans.composing.asking import questions_in
from services.plans.composing.contributing import contributions, presence
from services.plans.composing.network import networks, pictures
from services.plans.decided import contradictions, went_into
from services.plans.orders import VersionLine
from services.plans.queries import CaseState
from services.plans.written.facts import Written
from services.plans.written.queries import written_in
from services.scheduling.facts import local_day
from services.unit_of_work import Reading
from services.vocabulary.queries import vocabulary


def composed(
    look: Reading,
    state: CaseState,
    number: int,
    *,
    fictional: bool,
    status: PlanStatus = PlanStatus.ADOPTED,
    open_points: tuple[plan.PlanOpenPoint, ...] = (),
) -> plan.PlanContent:
    """The content of version `number`, as it stands now, of a case whose whole `state` was read (`WHOLE`).

    `open_points`: what may stay open, and why. `status`: what the version is when this is frozen. What
    changed and what was answered is told of versions, and put in by whoever freezes one (`services.plans.versions`).
    """
    case_id, today = state.facts.id, local_day(look.now)
    adopts = VersionLine("", number, status, look.now, "") if status is PlanStatus.ADOPTED else None
    written = written_in(look, case_id)
    bare = _of_case(look, state, fictional=fictional)
    return replace(
        _with_items(look, state, _with_texts(state, bare, written), written),
        version=number,
        status=status,
        adopted_on=today,
        open_points=open_points,
        versions=(
            *(_version(line, status) for line in reversed(state.versions) if line.number != number),
            plan.PlanVersion(number, status, today),
        ),
        questions=questions_in(look, case_id, adopts),
        networks=networks(look, case_id),
    )


def frozen_pictures(look: Reading, state: CaseState) -> dict[str, bytes]:
    """The picture of the network as PNG by language, for whoever freezes a version (`composing.pictures.packed`)."""
    return pictures(look, state.facts.id)


def _of_case(look: Reading, state: CaseState, *, fictional: bool) -> plan.PlanContent:
    """What the case itself says, with the number and status of no version yet."""
    facts = state.facts
    director = next((seat for seat in facts.seats if seat.role == SeatRole.CASE_DIRECTOR), None)
    return plan.PlanContent(
        code=facts.code,
        code_name=facts.code_name,
        version=0,
        status=PlanStatus.DRAFT,
        adopted_on=local_day(look.now),
        issuer=look.settings.region if not fictional else "Oefenregio",
        risk=facts.risk,
        fictional=fictional,
        director_role=SeatRole.CASE_DIRECTOR,
        director_organisation=director.organisation if director else "politie",
        director_number=work_numbers(look, {director.professional_id}).get(director.professional_id, "")
        if director
        else "",
        valid_until=facts.review_on,
        review_on=facts.review_on,
        review_triggers=facts.review_events,
        next_meeting=state.meeting.starts_at if state.meeting and state.meeting.starts_at > look.now else None,
        hold_in_force=hold_in_force(facts, look.now) is not None,
        summary=facts.summary,
        legal_basis=facts.legal_basis,
        retention_until=facts.retention_until,
    )


def _with_texts(state: CaseState, content: plan.PlanContent, written: Written) -> plan.PlanContent:
    """With what was written for the plan alone; of the core what still holds."""
    texts = written.texts
    numbers = {view.id: f"V{view.number}" for view in state.conditions if not view.lapsed}
    return replace(
        content,
        emergency_word=texts.emergency_word,
        sharing_basis=texts.sharing_basis,
        victim_knows=texts.victim_knows,
        retention=texts.retention,
        ends=texts.ends,
        core=tuple(numbers[name] for name in texts.core if name in numbers),
        signals=tuple(
            plan.PlanSignal(one.signal, one.act, one.signalled_by, one.inform, one.tier) for one in written.signals
        ),
    )


def _with_items(look: Reading, state: CaseState, content: plan.PlanContent, written: Written) -> plan.PlanContent:
    """With the people, conditions, actions and decisions of the case."""
    facts, gone, there = state.facts, went_into(state), presence(state.meetings)
    aliases = {person.ref: person.alias for person in facts.persons}
    victims = {person.ref: person.alias for person in facts.persons if person.role is PersonRole.VICTIM}
    names = {home.key: home.name for home in organisations_by_id(look.session).values()}
    numbers = work_numbers(look, {seat.professional_id for seat in facts.seats})
    codes = form_codes_in(look, [one.invitation_id for one in state.meeting.attendees] if state.meeting else [])
    return replace(
        content,
        persons=tuple(plan.PlanPerson(p.alias, p.role, p.age) for p in facts.persons),
        assessments=tuple(items.assessments(facts)),
        seats=tuple(
            items.seat(seat, aliases, numbers.get(seat.professional_id, ""), there.get(seat.id)) for seat in facts.seats
        ),
        conditions=tuple(
            items.condition(view, names, gone.get(view.id, ""), written, victims)
            for view in items.standing(state.conditions)
        ),
        actions=tuple(items.action(view, state.conditions, written) for view in state.actions),
        weighings=tuple(
            plan.PlanWeighing(w.measure, w.organisation, w.outcome, w.reason, w.tier, w.weighed_on)
            for w in facts.weighings
        ),
        contradictions=tuple(contradictions(vocabulary(look.settings.vocabulary), state)),
        contributions=contributions(state.meeting, state.conditions, codes),
    )


def _version(line: VersionLine, coming: PlanStatus) -> plan.PlanVersion:
    """A version before: superseded by the one that is adopted, else what it is now."""
    superseded = line.status is PlanStatus.ADOPTED and coming is PlanStatus.ADOPTED
    status = PlanStatus.SUPERSEDED if superseded else line.status
    return plan.PlanVersion(line.number, status, local_day(line.adopted_at))
