"""What meetings, conditions and plans answer. Pure; the table of all rules stands in `shown`."""

from models.terms import NOT_COMING, ConditionStatus, MeetingKind, MeetingStatus, Tier
from services.duties.course import adopted
from services.duties.facts import Evidence, Note, Shown
from services.meetings.facts import PlannedMeeting
from services.meetings.rules import missing_groups
from services.route_map.facts import RouteMap
from services.route_map.rules import attendance_rule
from services.scheduling.facts import local_day


def meeting_held(route_map: RouteMap, evidence: Evidence) -> Shown:
    """H-VT-3, T-CR-3, T-CR-7: a meeting that meets the minimum. Before it begins it is agreed, afterwards it is done.

    Who said not to come, or to send information instead, does not count as attending. Where this risk asks for no
    meeting, coordination by phone is as good as one; elsewhere it is told and takes no meeting's place.
    """
    called = [meeting for meeting in evidence.meetings if meeting.status is MeetingStatus.HELD]
    standing = [meeting for meeting in evidence.meetings if meeting.status is MeetingStatus.PLANNED]
    fit = [meeting for meeting in standing if not _lacking(route_map, evidence, meeting)]
    held = [meeting for meeting in fit if meeting.ends_at <= evidence.now]
    if not attendance_rule(route_map, evidence.facts, MeetingKind.CASE_CONFERENCE).needed:
        held += called
    if held:
        latest = max(held, key=lambda meeting: meeting.starts_at)
        return Shown(settled=True, notes=(_meeting_note(latest),), on=local_day(latest.starts_at))
    if fit:
        coming = min(fit, key=lambda meeting: meeting.starts_at)
        return Shown(notes=(_meeting_note(coming),), planned_for=local_day(coming.starts_at))
    return Shown(
        notes=tuple(_meeting_note(meeting) for meeting in called)
        + tuple(
            note
            for meeting in standing
            for note in (
                _meeting_note(meeting),
                Note("meeting_lacks", {"groups": _lacking(route_map, evidence, meeting)}),
            )
        )
    )


def conditions_decided(_: RouteMap, evidence: Evidence) -> Shown:
    """H-VT-4: there are conditions, all are decided, and at least one stands."""
    handed_in = [c for c in evidence.conditions if c.status is not ConditionStatus.DRAFT]
    undecided = sum(not condition.decided for condition in handed_in)
    standing = [c for c in handed_in if c.decided and not c.lapsed]
    if undecided:
        return Shown(notes=(Note("conditions_open", {"n": undecided, "all": len(handed_in)}),))
    if not standing:
        return Shown()
    newest = max((local_day(c.decided_at) for c in standing if c.decided_at), default=None)
    return Shown(settled=True, notes=(Note("conditions", {"n": len(standing)}),), on=newest)


def plan_in_force(_: RouteMap, evidence: Evidence) -> Shown:
    """H-VT-5, T-TH-2: a version of the safety plan was adopted and not superseded."""
    plan = adopted(evidence)
    if plan is None:
        return Shown()
    day = local_day(plan.adopted_at)
    return Shown(settled=True, notes=(Note("plan", {"number": plan.number, "on": day}),), on=day)


def police_plan(_: RouteMap, evidence: Evidence) -> Shown:
    """H-POL-1, H-POL-5: the police plan is written. What stands in it stays with the police."""
    written = evidence.police_plan_written
    return Shown(settled=True, notes=(Note("police_plan", tier=Tier.PARTNERS),)) if written else Shown()


def _lacking(route_map: RouteMap, evidence: Evidence, meeting: PlannedMeeting) -> tuple[tuple[str, ...], ...]:
    """The groups of the minimum attendance that nobody who may come fills (H-VT-3)."""
    rule = attendance_rule(route_map, evidence.facts, MeetingKind.CASE_CONFERENCE)
    return missing_groups(rule, (a.organisation for a in meeting.attendees if a.answer not in NOT_COMING))


def _meeting_note(meeting: PlannedMeeting) -> Note:
    return Note("meeting", {"kind": meeting.kind, "at": meeting.starts_at})
