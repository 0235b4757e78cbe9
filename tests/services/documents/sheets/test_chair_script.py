"""The chair's script opens with what is open, and keeps apart what was only prepared."""

from datetime import UTC, date, datetime, timedelta

from models.terms import ActionStatus, MeetingKind, MeetingMode, PlanStatus
from services.agenda.facts import Point
from services.documents.facts import MeetingFacts
from services.documents.sheets.chair_script import compose
from services.plans.facts import PlanAction, PlanContent
from services.wording import speak

STARTS = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
TITLES = ("What was agreed earlier: done, not done, no longer possible", "Who does what by when")


def script(earlier: tuple[str, ...]) -> str:
    say = speak("nl")
    points = (Point(n, say(title), STARTS, STARTS + timedelta(minutes=5)) for n, title in enumerate(TITLES, 1))
    actions = (
        PlanAction("A1", "Nieuw.", "VT"),
        PlanAction("A2", "Niet gelukt.", "VT", status=ActionStatus.NOT_DONE, reported_on=date(2026, 11, 24)),
        PlanAction("A3", "Loopt nog.", "politie"),
        PlanAction("A4", "Wacht.", owner="", withheld=True),
    )
    plan = PlanContent("X-1", "Zaak X", 1, PlanStatus.ADOPTED, date(2026, 11, 23), actions=actions)
    meeting = MeetingFacts(
        MeetingKind.CASE_CONFERENCE,
        MeetingMode.ONLINE,
        "",
        STARTS,
        STARTS + timedelta(hours=1),
        points=tuple(points),
        earlier=earlier,
    )
    return repr(compose(plan, meeting, "7Q2K", say))


def test_what_is_open_comes_first_in_the_order_given_and_what_is_new_at_its_own_point() -> None:
    text = script(("A3", "A2", "A4"))
    told = ("Loopt nog.", "Niet gelukt.", "Niet gedaan · ", "Voorbereid voor", "Nieuw.")
    assert sorted(told, key=text.index) == list(told)
    assert "Wacht." not in text and "Er is niet eerder iets afgesproken" not in text


def test_where_nothing_was_agreed_it_says_so() -> None:
    assert "Er is niet eerder iets afgesproken" in script(())
