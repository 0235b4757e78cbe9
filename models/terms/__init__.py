"""The field's own words. Member names are English, values are the Dutch terms that files, tables and documents carry.

This package is the glossary: the README's table is checked against it. Standard library only.
Sources: seed 004 (route map) and `domain.md` sections 1 to 3.
"""

from typing import NewType

from models.terms.cases import (
    CaseStatus,
    CloseReason,
    CourtOrderKind,
    EventKind,
    Gravity,
    Instrument,
    Known,
    LegalBasis,
    PersonRole,
    Phase,
    PlaceKind,
    Relation,
    Risk,
    SafeChannel,
)
from models.terms.partners import (
    AccountRole,
    BarKind,
    Belonging,
    ContactKind,
    Domain,
    FindingAnswer,
    HandoverAnswer,
    OrganisationKind,
    SeatRole,
    TieKind,
)
from models.terms.planning import (
    ActionStatus,
    ConditionKind,
    ConditionStatus,
    InvitationAnswer,
    Measure,
    MeasureOutcome,
    MeetingKind,
    MeetingMode,
    MeetingStatus,
    PlanStatus,
    PollChoice,
    RuleAnswer,
    RuleForce,
    Theme,
    Tier,
)

__all__ = [
    "AccountId",
    "AccountRole",
    "ActionStatus",
    "BarKind",
    "Belonging",
    "CaseId",
    "CaseStatus",
    "CloseReason",
    "ConditionKind",
    "ConditionStatus",
    "ContactKind",
    "CourtOrderKind",
    "Domain",
    "EventKind",
    "FindingAnswer",
    "Gravity",
    "HandoverAnswer",
    "Instrument",
    "InvitationAnswer",
    "Known",
    "LegalBasis",
    "Measure",
    "MeasureOutcome",
    "MeetingKind",
    "MeetingMode",
    "MeetingStatus",
    "OrganisationKind",
    "PersonRole",
    "Phase",
    "PlaceKind",
    "PlanStatus",
    "PollChoice",
    "Relation",
    "Risk",
    "RuleAnswer",
    "RuleForce",
    "SafeChannel",
    "SeatRole",
    "Theme",
    "TieKind",
    "Tier",
]

AccountId = NewType("AccountId", str)
CaseId = NewType("CaseId", str)
