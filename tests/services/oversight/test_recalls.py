"""A copy that was called back becomes something to do once two working days passed without a word of it."""

from datetime import UTC, datetime
from types import SimpleNamespace

from models.terms import Risk
from services.oversight.recalls import recalls_of

FACTS = SimpleNamespace(id="z", code_name="Zaak Heggemus", risk=Risk.HIGH)
FRIDAY = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


def test_two_working_days_are_left_in_peace_and_weekends_do_not_count() -> None:
    awaited = (FRIDAY, 3)
    assert list(recalls_of(FACTS, awaited, datetime(2026, 11, 24, 22, 0, tzinfo=UTC))) == []
    (need,) = recalls_of(FACTS, awaited, datetime(2026, 11, 25, 8, 0, tzinfo=UTC))
    assert (need.kind, need.count, need.place) == ("recall", 3, "versies")


def test_nothing_called_back_asks_nothing() -> None:
    assert list(recalls_of(FACTS, None, FRIDAY)) == []
