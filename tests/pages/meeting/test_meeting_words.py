"""Words about meetings that stand; pure."""

from datetime import UTC, datetime, timedelta

import pytest

from pages.meeting.meeting_words import countdown
from services.wording import speak

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("ahead", "dutch", "english"),
    [
        (timedelta(days=3), "over 3 dagen", "in 3 days"),
        (timedelta(hours=14, minutes=30), "morgen", "tomorrow"),
        (timedelta(hours=5), "vandaag", "today"),
        (timedelta(minutes=40), "over 40 minuten", "in 40 minutes"),
        (timedelta(minutes=-5), "nu bezig", "going on now"),
        (timedelta(hours=-2), "geweest", "has been"),
    ],
)
def test_how_long_it_still_takes(ahead: timedelta, dutch: str, english: str) -> None:
    start = NOW + ahead
    assert countdown(speak("nl"), start, start + HOUR, NOW) == dutch
    assert countdown(speak("en"), start, start + HOUR, NOW) == english
