"""A plan announced: each case an act of its own, by the same steps as its director would take. One that is refused
keeps the code of the reason; the others go on, and the same order again announces what is left.
"""

from collections.abc import Mapping

from models.meeting import Sitting as SittingRow
from models.region_plan import RegionPlan
from services.access.rules import Permission
from services.errors import ServiceError
from services.region_plan.announcing import announce_one
from services.region_plan.facts import NothingToPublish, PublishOutcome, TimeWrong
from services.region_plan.freeing import in_order_of_freeing
from services.region_plan.keeping import edited, rows_of_lines
from services.region_plan.queries import seen_plan
from services.region_plan.telling import Telling, Tellings, tellings
from services.unit_of_work import ChangedMeanwhile, Work


def publish(work: Work, plan_id: str, version: int) -> PublishOutcome:
    """Announces every meeting of a plan that has a time and was not announced so yet.

    Meetings that follow one another in one place with shared attendees become a sitting; each attendee is invited for
    own cases only. A time that no longer holds is refused like what planning refuses. Raises `NothingToPublish`,
    `PlanGone` and `ChangedMeanwhile`; nobody is told anything then.
    """
    with seen_plan(work, plan_id) as ground:
        found = tellings(ground)
    if ground.plan.version != version:
        raise ChangedMeanwhile(version=ground.plan.version)
    if not found.due:
        raise NothingToPublish
    _begin(work, plan_id, version, found.due)
    done, refused = _announced(work, found)
    _end(work, plan_id, refused, any_told=bool(done))
    told = [(one, done[one.line.id]) for one in found.due if one.line.id in done]
    return PublishOutcome(
        announced=tuple(one.line.id for one, moved in told if not moved),
        moved=tuple(one.line.id for one, moved in told if moved),
        unchanged=found.unchanged,
        refused=tuple(refused.items()),
    )


def _begin(work: Work, plan_id: str, version: int, due: tuple[Telling, ...]) -> None:
    """From here on nobody keeps another plan over this one unseen; the sittings are there before their meetings."""
    with work.act(Permission.REGION_PLAN) as tx:
        row = edited(tx, plan_id, version)
        for telling in due:
            if telling.sitting is None:
                continue
            known = tx.session.get(SittingRow, telling.sitting.id)
            sitting = known or SittingRow(id=telling.sitting.id, planned_by=tx.actor.reference, starts_at=tx.now)
            sitting.starts_at = telling.sitting.starts_at
            tx.add(sitting)
        tx.add(row)
        tx.note(plan=plan_id, meetings=len(due))


def _end(work: Work, plan_id: str, refused: Mapping[str, str], *, any_told: bool) -> None:
    with work.act(Permission.REGION_PLAN) as tx:
        row, lines = tx.session.get_one(RegionPlan, plan_id), rows_of_lines(tx, plan_id)
        row.published_at = tx.now if any_told else row.published_at
        for line_id, code in refused.items():
            if line_id in lines:
                lines[line_id].refusal = code
        tx.add(row, *lines.values())
        tx.note(plan=plan_id, refused=len(refused))


def _announced(work: Work, found: Tellings) -> tuple[dict[str, bool], dict[str, str]]:
    """By line whether it was moved (else announced), and the codes of what was refused. Of meetings that take one
    another's time or room each is moved only while the others still can."""
    done: dict[str, bool] = {}
    refused = {one.line.id: TimeWrong.code for one in found.due if one.line.id in found.outdated}
    stays = dict(found.stays)
    for group in in_order_of_freeing([one for one in found.due if one.line.id not in refused]):
        waiting = list(group)
        while waiting:
            telling = waiting.pop(0)
            beside = {which: one.starts_at for which, one in stays.items() if one.spares(telling.people.values())}
            try:
                first = not any(one.line.id in done for one in group)
                done[telling.line.id] = announce_one(work, telling, stays=beside, following=waiting, first=first)
            except ServiceError as refusal:
                refused[telling.line.id] = refusal.code
                continue
            if telling.announced and telling.staying:
                stays[telling.announced.id] = telling.staying
    return done, refused
