"""One meeting as its messages know it, for tests of words, calendar items and envelopes."""

from datetime import UTC, datetime
from typing import Any

from icalendar import Calendar

from models.terms import MeetingKind
from services.messages.facts import InvitationText
from services.wording import speak

NL, EN = speak("nl"), speak("en")
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TEXT = InvitationText(
    kind=MeetingKind.CASE_CONFERENCE,
    code_name="Zaak Heggemus",
    starts_at=datetime(2026, 11, 25, 9, 30, tzinfo=UTC),
    ends_at=datetime(2026, 11, 25, 11, 0, tzinfo=UTC),
    conditions_due_at=datetime(2026, 11, 24, 15, 0, tzinfo=UTC),
    link="https://mdo.example/u/0123456789abcdef0123456789abcdef#uYt5rE3wQ9zX",
    director_name="M. de Wit",
    language="nl",
    uid="0123456789abcdef@mdo-planner",
)
WAS = (datetime(2026, 11, 23, 13, 0, tzinfo=UTC), datetime(2026, 11, 23, 14, 30, tzinfo=UTC))


def event_of(calendar: str) -> Any:
    """The one event of a calendar text, read back."""
    [event] = Calendar.from_ical(calendar).walk("VEVENT")
    return event
