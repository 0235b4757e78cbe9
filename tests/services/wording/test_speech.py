"""Days and hours the Dutch and the English way."""

from datetime import time

import pytest

from services.wording import speak


@pytest.mark.parametrize(("language", "said"), [("nl", ["maandag", "zo", "9.05"]), ("en", ["Monday", "Sun", "09:05"])])
def test_weekdays_and_hours_are_named_without_a_date(language: str, said: list[str]) -> None:
    say = speak(language)
    assert [say.weekday(0), say.weekday(6, short=True), say.hour(time(9, 5))] == said
