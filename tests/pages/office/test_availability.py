"""Hours, days away, own calendars and closed days on the screen of partners."""

from datetime import date, datetime, timedelta

import pytest

from models.terms import OrganisationKind
from pages.office import directory
from services.availability.actions import read_calendar, record_away
from services.availability.queries import calendar_state, closed_days, days_away, stated_hours, week_of
from services.availability.stretches import midnight
from services.directory.keeping import EditProfessional, edit_professional, professional_as_kept
from services.directory.partners import AddOrganisation, AddProfessional, add_organisation, add_professional
from services.scheduling.facts import LOCAL
from services.scheduling.hours import OFFICE_HOURS
from services.unit_of_work import Work
from tests.cast import House
from tests.pages.stage import AppTest, play, press, said
from tests.services.availability.calendars import SECRETS, a_calendar, an_event, outlook

MONDAY = date(2026, 11, 23)
WORKWEEK = midnight(MONDAY), midnight(MONDAY + timedelta(days=5))


@pytest.fixture
def work(house: House, hanna) -> Work:
    return house.as_(hanna)


@pytest.fixture
def who(work: Work) -> str:
    """One partner, who works on Mondays and Tuesdays."""
    home = add_organisation(work, AddOrganisation("VT", "Veilig Thuis Veendam", OrganisationKind.VEILIG_THUIS))
    order = AddProfessional(home.id, "S. Oudejans", weekly_hours=OFFICE_HOURS[:2])
    return add_professional(work, order).id


def opened(work: Work, who: str) -> AppTest:
    return play(directory.render, work).selectbox(key="availability.who").set_value(who).run()


def field(stage: AppTest, who: str, day: int):
    return stage.text_input(key=f"availability.{who}.{(MONDAY + timedelta(days=day)).isoformat()}")


def test_hours_that_follow_are_shown_and_go_on_following_when_left_alone(work: Work, who: str) -> None:
    stage = opened(work, who)
    assert [field(stage, who, n).value for n in range(5)] == ["9.00-17.00", "9.00-17.00", "", "", ""]
    assert "volgt uit werkweek en agenda" in said(stage)
    field(stage, who, 1).set_value("13-15").run()
    stage = press(stage, "record_availability")
    known = week_of(work, who, *WORKWEEK)
    assert known.stated_days == {MONDAY + timedelta(days=1)}
    assert "zoals vastgelegd" in said(stage) and "Vastgelegd." in said(stage)
    stage = press(stage, "follow_week")
    assert week_of(work, who, *WORKWEEK).stated_days == frozenset()
    assert field(stage, who, 1).value == "9.00-17.00"


def test_unreadable_hours_change_nothing_and_stay(work: Work, who: str) -> None:
    stage = opened(work, who)
    field(stage, who, 2).set_value("ochtend").run()
    stage = press(stage, "record_availability")
    assert "woensdag" in stage.error[0].value
    assert field(stage, who, 2).value == "ochtend"
    assert week_of(work, who, *WORKWEEK).stated_days == frozenset()


def test_days_away_are_added_taken_back_and_change_the_hours_shown(work: Work, who: str) -> None:
    stage = opened(work, who)
    assert "geen dagen afwezig" in said(stage)
    stage.date_input(key=f"availability.{who}.0.away_first").set_value(MONDAY).run()
    stage = press(stage, "record_away")
    assert [(one.first_day, one.last_day) for one in days_away(work, who)] == [(MONDAY, MONDAY)]
    assert field(stage, who, 0).value == ""
    assert "ma 23 nov" in said(stage)
    stage = press(stage, "end_away_")
    assert days_away(work, who) == ()
    assert field(stage, who, 0).value == "9.00-17.00"


def test_days_away_without_or_with_turned_dates_are_told(work: Work, who: str) -> None:
    stage = press(opened(work, who), "record_away")
    assert "Kies de eerste dag" in said(stage)
    stage.date_input(key=f"availability.{who}.0.away_first").set_value(MONDAY + timedelta(days=3))
    stage.date_input(key=f"availability.{who}.0.away_last").set_value(MONDAY + timedelta(days=1)).run()
    stage = press(stage, "record_away")
    assert "De laatste dag ligt voor de eerste" in stage.error[0].value
    assert days_away(work, who) == ()


def test_calendar_is_read_summed_up_and_forgotten(work: Work, who: str) -> None:
    stage = opened(work, who)
    assert "Nog niet ingelezen" in said(stage)
    stage.file_uploader[0].set_value(("agenda.ics", outlook(), "text/calendar")).run()
    stage = press(stage, "read_calendar")
    assert "Ingelezen op ma 23 nov, tot en met ma 24 mei: 3 bezette stukken." in said(stage)
    assert not [secret for secret in SECRETS if secret in said(stage)]
    assert field(stage, who, 0).value == "10.30-17.00"
    stage = press(stage, "forget_calendar")
    assert calendar_state(work, who) is None
    assert field(stage, who, 0).value == "9.00-17.00"


def test_refused_file_is_told_and_what_was_read_stays(work: Work, who: str) -> None:
    read_calendar(work, who, outlook())
    stage = opened(work, who)
    wrong = a_calendar(an_event("DTSTART:20261124T090000Z", "RRULE:FREQ=HOURLY"))
    stage.file_uploader[0].set_value(("agenda.ics", wrong, "text/calendar")).run()
    stage = press(stage, "read_calendar")
    assert "bij regel 8" in stage.error[0].value
    assert calendar_state(work, who).blocks == 3
    assert "3 bezette stukken" in said(stage)


def test_closed_days_are_listed_added_and_opened_again(work: Work, who: str) -> None:
    stage = play(directory.render, work)
    assert "Nog geen gesloten dagen" in said(stage)
    press(stage, "close_day")
    assert "Kies een dag" in said(stage)
    stage.date_input(key="closed_days.new.0").set_value(date(2026, 12, 24)).run()
    stage = press(stage, "close_day")
    home = stage.selectbox(key="closed_days.home").value
    assert closed_days(work, home) == (date(2026, 12, 24),)
    assert "donderdag 24 december 2026" in said(stage)
    press(stage, "reopen_")
    assert closed_days(work, home) == ()


def test_who_has_no_working_week_is_stated_in_full(work: Work, who: str) -> None:
    kept = professional_as_kept(work, who)
    order = AddProfessional(kept.professional.organisation_id, "S. Oudejans")
    edit_professional(work, EditProfessional(who, kept.version, order))
    record_away(work, who, MONDAY, MONDAY)
    stage = opened(work, who)
    assert "niets bekend" in said(stage)
    field(stage, who, 1).set_value("9-12").run()
    press(stage, "record_availability")
    tuesday = datetime(2026, 11, 24, tzinfo=LOCAL)
    assert stated_hours(work, who, *WORKWEEK) == ((tuesday.replace(hour=9), tuesday.replace(hour=12)),)
    assert len(week_of(work, who, *WORKWEEK).stated_days) == 5
