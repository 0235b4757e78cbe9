"""What the low lane's own records answer: stop conversation, incidents, handover. Pure; the table is in `shown`."""

from models.terms import ActionStatus, ConditionKind, Known
from services.duties.course import continuing_events
from services.duties.facts import Evidence, Note, Shown
from services.plans.sources import sources
from services.route_map.facts import RouteMap
from services.scheduling.facts import local_day


def talk_agreed(_: RouteMap, evidence: Evidence) -> Shown:
    """L-POL-1a: Veilig Thuis agreed to the stop conversation, and so did the prosecution if there is a complaint."""
    talk = evidence.stop_talk
    agreed = talk.veilig_thuis_agreed_on if talk else None
    with_prosecution = talk.prosecution_agreed_on if talk else None
    notes = [Note("talk_agreed", {"on": agreed}) if agreed else Note("talk_not_agreed")]
    if evidence.facts.complaint is Known.YES:
        said = with_prosecution is not None
        notes.append(Note("talk_prosecution", {"on": with_prosecution}) if said else Note("talk_no_prosecution"))
    settled = agreed is not None and (with_prosecution is not None or evidence.facts.complaint is not Known.YES)
    return Shown(settled=settled, notes=tuple(notes), own=True)


def talk_reported(_: RouteMap, evidence: Evidence) -> Shown:
    """L-POL-1b: the number of the official report on the conversation is on record."""
    talk = evidence.stop_talk
    if talk is None or not talk.report_number.strip():
        return Shown(notes=(Note("no_report_number"),))
    return Shown(settled=True, notes=(Note("report_number"),), own=True)


def investigation_done(_: RouteMap, evidence: Evidence) -> Shown:
    """L-POL-2b: an investigation was done."""
    if evidence.facts.investigation_done is not Known.YES:
        return Shown(notes=_incidents(evidence))
    return Shown(settled=True, notes=(Note("investigation"),), own=True)


def prosecution_told(_: RouteMap, evidence: Evidence) -> Shown:
    """L-POL-3: the prosecution was told of every incident that shows that it goes on."""
    events = continuing_events(evidence)
    told = [event.told_prosecution_at for event in events if event.told_prosecution_at]
    if not events or len(told) < len(events):
        return Shown(notes=(Note("not_told", {"n": len(events) - len(told)}),) if events else ())
    return Shown(settled=True, notes=(Note("told_prosecution", {"on": local_day(max(told))}),), own=True)


def handed_over(_: RouteMap, evidence: Evidence) -> Shown:
    """L-VT-2: the action that carries a handover out; opens again when the stalking goes on, to report back."""
    agreed = [c for c in evidence.conditions if c.kind is ConditionKind.HANDOVER and not c.lapsed and c.decided]
    actions = [action for action in evidence.actions if sources(agreed, action.condition_ids)]
    notes = tuple(
        Note("handover", {"number": a.number, "done": a.status is ActionStatus.DONE}, a.tier) for a in actions
    )
    if events := continuing_events(evidence):
        last = events[-1]
        back = Note("report_back", {"on": local_day(last.happened_at)})
        return Shown(notes=(*notes, back), reopened_at=last.reported_at)
    if actions and all(action.status is ActionStatus.DONE for action in actions):
        return Shown(settled=True, notes=notes)
    due = [local_day(a.due_at) for a in actions if a.status is ActionStatus.OPEN and a.due_at]
    return Shown(notes=notes, planned_for=max(due, default=None))


def _incidents(evidence: Evidence) -> tuple[Note, ...]:
    events = continuing_events(evidence)
    if not events:
        return ()
    return (Note("incidents", {"n": len(events), "last": local_day(events[-1].happened_at)}),)
