"""Evidence for tests of the duties: the acceptance cases as a file shows them, without storage."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from models.terms import (
    ConditionKind,
    ConditionStatus,
    EventKind,
    InvitationAnswer,
    Measure,
    MeasureOutcome,
    MeetingKind,
    MeetingStatus,
    PlanStatus,
    RuleAnswer,
    Theme,
)
from services.cases.facts import CaseFacts, Weighing
from services.conditions.facts import ConditionView
from services.duties.facts import Evidence, Obligation, RuleAnswerView
from services.duties.rules import obligations
from services.events.facts import CaseEvent
from services.meetings.facts import Attendee, PlannedMeeting
from services.plans.orders import VersionLine
from services.route_map.queries import regional
from services.vocabulary.queries import vocabulary
from tests.case_facts import case_facts, raw_cases

MAP, WORDS = regional(), vocabulary()
OPENED = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
"""The Friday before the cases' week."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def facts_of(code: str, *, considered: bool = False, **changes: Any) -> CaseFacts:
    """A case of the file, opened and directed; before anything of the meeting unless `considered`."""
    kinds = case_facts(code).condition_kinds if considered else ()
    about = {"opened_at": OPENED, "director": "I. Brandsma", "condition_kinds": kinds}
    return replace(case_facts(code, considered=considered), **(about | changes))


def evidence(code: str, *, now: datetime = OPENED + HOUR, considered: bool = False, **more: Any) -> Evidence:
    """What the file of a case shows at a moment; `more` are parts of the evidence."""
    return Evidence(**({"facts": facts_of(code, considered=considered), "now": now} | more))


def with_facts(found: Evidence, **changes: Any) -> Evidence:
    """The same with other facts."""
    return replace(found, facts=replace(found.facts, **changes))


def duties(found: Evidence) -> dict[str, Obligation]:
    """The duties by rule id."""
    return {duty.id: duty for duty in obligations(MAP, found)}


def asking(found: Evidence) -> set[str]:
    """Ids of the rules that are open or wait."""
    return {duty.id for duty in obligations(MAP, found) if duty.asking}


def answer(
    rule_id: str, said: RuleAnswer = RuleAnswer.DONE, at: datetime = OPENED + HOUR, **more: Any
) -> RuleAnswerView:
    """An answer that stands."""
    about = {"id": f"a-{rule_id}", "reason": "Zo afgesproken.", "organisation": "politie"}
    return RuleAnswerView(rule_id=rule_id, answer=said, answered_on=at.date(), answered_at=at, **(about | more))


def weighing(measure: Measure, organisation: str, outcome: MeasureOutcome, on: date, **more: Any) -> Weighing:
    """A weighing on record."""
    return Weighing(measure, organisation, outcome, "Gewogen in het overleg.", "partners", on, **more)


def meeting(starts_at: datetime, *homes: str, said: InvitationAnswer = InvitationAnswer.OPEN) -> PlannedMeeting:
    """A planned MDO with an attendee of each of these organisations."""
    attendees = tuple(
        Attendee(home, home, home, home, "N. Naam", said, None, None, False, False, True, "", "") for home in homes
    )
    ends, due = starts_at + 1.5 * HOUR, starts_at - HOUR
    kind, status = MeetingKind.CASE_CONFERENCE, MeetingStatus.PLANNED
    return PlannedMeeting("m1", "H-01", "Zaak Heggemus", kind, status, starts_at, ends, due, 0, 1, attendees)


def condition(kind: ConditionKind = ConditionKind.CONTACT, **more: Any) -> ConditionView:
    """A condition that was accepted."""
    about = {
        "id": "c1",
        "number": 1,
        "organisation": "VT",
        "organisation_name": "Veilig Thuis",
        "kind": kind,
        "theme": Theme.CONTACT,
        "status": ConditionStatus.ACCEPTED,
        "hard": True,
        "tier": "partners",
        "text": "Geen contact.",
        "handed_in_text": "Geen contact.",
        "subject_ref": "P2",
        "protects": ("P1",),
        "until": None,
        "if_not": "",
        "holds_approach": False,
        "decision_reason": "",
        "decided_at": OPENED + 2 * DAY,
        "handed_in_at": OPENED + DAY,
        "version": 1,
    }
    return ConditionView(**(about | more))


def of_the_file(code: str) -> tuple[ConditionView, ...]:
    """The conditions of a case of the file as they were handed in, undecided."""
    return tuple(
        condition(
            ConditionKind(each["kind"]),
            id=each["id"],
            number=number,
            organisation=each["org"],
            text=each["nl"],
            hard=each["hard"],
            tier=each.get("tier", "partners"),
            status=ConditionStatus.SUBMITTED,
            decided_at=None,
        )
        for number, each in enumerate(raw_cases()[code]["conditions"], 1)
    )


def version(number: int = 1, at: datetime = OPENED + 3 * DAY) -> VersionLine:
    """An adopted version of the safety plan."""
    return VersionLine(f"v{number}", number, PlanStatus.ADOPTED, at, "I. Brandsma")


def incident(at: datetime, kind: EventKind = EventKind.INCIDENT, **more: Any) -> CaseEvent:
    """Something that happened and was told at once."""
    return CaseEvent(f"e-{at.isoformat()}", kind, at, at, **more)
