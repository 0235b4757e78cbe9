"""The coordinator's plan of the region's weeks, from the first look to announcing; nobody else gets the screen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from models.outbox import OutboxMessage
from models.terms import AccountRole, Risk
from pages.frame.addresses import MENU, places_of
from pages.region_plan import one_meeting, region_plan
from services.access.rules import Standing
from services.directory.sessions import choose_language
from services.region_plan import working
from services.region_plan.actions import begin, keep, lay_aside, mark, publish
from services.region_plan.facts import BeginPlan, CaseMeeting, PlanStage, WeekPlan
from services.region_plan.queries import plans_of, problem_of, rooms_of, week_plan
from services.region_plan.settling import whole
from services.region_plan.working import Working
from services.relations.facts import SYSTEM, Actor
from services.scheduling.many.facts import VIDEO, Booking, Place
from services.unit_of_work import Work
from tests.cast import House, Person
from tests.pages.region_plan.build import MONDAY, at
from tests.pages.stage import button, play, press, said
from tests.rows import a_case, a_professional, a_seat, an_account
from tests.services.cases.build import rows

Member = Callable[[str, AccountRole], Person]
WEEK = [[str(day), "09:00", "17:00"] for day in range(5)]
TUESDAY = MONDAY + timedelta(days=1)


@dataclass
class Region:
    """A coordinator and three cases of the same three partners; the first is of high risk."""

    work: Work
    cases: list[str]
    partners: dict[str, str]

    @property
    def week(self) -> WeekPlan:
        """The plan as it stands."""
        return week_plan(self.work, "plan")

    def line(self, number: int) -> CaseMeeting:
        """The line of a case by its place in the list."""
        return next(one for one in self.week.meetings if one.case_id == self.cases[number])

    def kept(self, *starts: datetime) -> None:
        """A plan of a week with the cases at these times, as far as there are times."""
        begin(self.work, BeginPlan("plan", TUESDAY, 7, Place.ONLINE))
        problem, _ = problem_of(self.work, "plan")
        wanted = {meeting.case_id: meeting for meeting in problem.meetings}
        booked = [
            Booking(
                wanted[case_id].id,
                start,
                start + timedelta(minutes=wanted[case_id].minutes),
                VIDEO,
                tuple((seat.id, seat.named) for seat in wanted[case_id].seats),
            )
            for case_id, start in zip(self.cases, starts, strict=False)
        ]
        keep(self.work, "plan", self.week.version, whole(problem, booked))


@pytest.fixture
def region(house: House, member: Member) -> Region:
    coordinator, system = house.as_(member("Cora Coördinator", AccountRole.COORDINATOR)), house.work(SYSTEM)
    director = an_account(system)
    partners = {
        home: a_professional(system, f"{home} Partner", f"{home}@partner.example", home, weekly_hours=WEEK)
        for home in ("politie", "VT", "lokale_veld")
    }
    cases = []
    for risk in (Risk.HIGH, Risk.MEDIUM, Risk.MEDIUM):
        cases.append(a_case(system, director, "Zaak Heggemus", risk=risk))
        for who in partners.values():
            a_seat(system, cases[-1], who)
    return Region(coordinator, cases, partners)


def shown(stage: AppTest) -> str:
    """Everything that is said, the tables of the weeks too."""
    return said(stage) + "\n".join(str(element.proto) for element in stage.get("bidi_component"))


def test_without_a_plan_it_says_what_will_stand_here_and_begins_one(region: Region) -> None:
    stage = play(region_plan.render, region.work)
    assert "Er is nog geen plan" in said(stage)
    assert "Nog geen ruimtes" in said(stage)
    stage = press(stage, "region_begin")
    text = said(stage)
    assert "te plannen</dt><dd>3" in text
    assert "Nog niet berekend" in text
    (line,) = plans_of(region.work)
    assert (line.first_day, line.days, line.meetings) == (TUESDAY, 14, 3)
    assert button(stage, "region_work_out").label == "Bereken tijden"


def test_a_plan_shows_its_figures_and_weeks_by_number_without_a_code_name(region: Region) -> None:
    region.kept(at(1, 9), at(1, 13), at(2, 9))
    text = shown(play(region_plan.render, region.work))
    assert "gepland</dt><dd>3" in text
    for number in range(3):
        assert region.line(number).code in text
    assert ">9.00" in text
    assert "Heggemus" not in text
    assert "Te laat of zonder tijd" not in text


def test_another_draft_over_the_same_days_is_told_and_one_press_away(region: Region) -> None:
    region.kept(at(1, 9), at(1, 13), at(2, 9))
    begin(region.work, BeginPlan("other", TUESDAY, 14, Place.ONLINE))
    stage = play(region_plan.render, region.work)
    stage.session_state["region_plan_chosen"] = "other"
    assert "begonnen door Cora Coördinator. 3 zaken staan in beide." in said(stage.run())
    stage = press(stage, "region_to_plan")
    assert stage.session_state["region_plan_chosen"] == "plan"
    assert "gepland</dt><dd>3" in said(stage)


def test_it_speaks_english_too(region: Region) -> None:
    region.kept(at(1, 9), at(1, 13))
    choose_language(region.work, "en")
    text = shown(play(region_plan.render, region.work.as_actor(replace(region.work.actor, language="en"))))
    assert "Late or without a time" in text
    assert "Week 48" in text


def test_what_has_no_time_says_why_and_can_be_left_to_its_director_and_taken_in_again(region: Region) -> None:
    region.kept(at(1, 9), at(1, 13))
    line, stage = region.line(2), play(region_plan.render, region.work)
    assert f"{line.code}</span>" in said(stage)
    assert "geen tijd" in said(stage)
    stage = press(stage, f"region_leave_{line.id}")
    assert region.line(2).left_out
    assert "Te laat of zonder tijd" not in said(stage)
    assert "aan regisseurs gelaten</dt><dd>1" in said(stage)
    stage.session_state["region_plan_meeting"] = line.id
    press(stage.run(), "region_take_in")
    assert not region.line(2).left_out


def test_the_dialog_offers_times_with_what_they_mean_and_settles_one(region: Region) -> None:
    region.kept(at(1, 9), at(1, 13))
    line = region.line(2)
    stage = press(play(region_plan.render, region.work), f"region_times_{line.id}")
    assert len(stage.radio[0].options) > 1
    assert "Op tijd: uiterlijk" in said(stage), "what the first time means stands there at once"
    stage = press(stage, "region_settle")
    assert region.line(2).starts_at is not None
    assert region.line(2).pinned
    assert not stage.radio, "the dialog is closed"


def test_a_time_of_ones_own_says_what_it_means_before_it_is_kept(region: Region) -> None:
    region.kept(at(1, 9), at(1, 13), at(2, 9))
    line, stage = region.line(2), play(region_plan.render, region.work)
    stage.session_state["region_plan_meeting"] = line.id
    stage = stage.run()
    stage.radio[0].set_value("own").run()
    stage.date_input[0].set_value(TUESDAY + timedelta(days=4)).run()
    assert "Dan is er geen overleg" in said(stage), "a Saturday"
    assert not [one for one in stage.button if one.key == "region_settle"]
    stage.date_input[0].set_value(TUESDAY + timedelta(days=2)).run()
    assert "donderdag 26 november, 9.00–10.30" in said(stage)
    assert region.line(2).starts_at == line.starts_at, "nothing is kept yet"


def test_a_meeting_is_pinned_from_its_dialog(region: Region) -> None:
    region.kept(at(1, 9), at(1, 13), at(2, 9))
    stage = play(region_plan.render, region.work)
    stage.session_state["region_plan_meeting"] = region.line(0).id
    stage = press(stage.run(), "region_pin")
    assert region.line(0).pinned
    assert "vastgezet" in shown(stage)


def test_a_change_by_somebody_else_opens_the_dialog_on_what_stands_now(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    region.kept(at(1, 9), at(1, 13), at(2, 9))
    stage = play(region_plan.render, region.work)
    stage.session_state["region_plan_meeting"] = region.line(0).id
    stage = stage.run()
    with monkeypatch.context() as meanwhile:  # a dialog keeps the plan that it was opened on; a whole run reads it anew
        meanwhile.setattr(one_meeting, "mark", lambda work, order: mark(work, replace(order, version=0)))
        stage = press(stage, "region_pin")
    assert "Dit plan is intussen gewijzigd" in said(stage)
    assert not region.line(0).pinned
    press(stage, "region_pin")
    assert region.line(0).pinned


def test_announcing_says_first_what_happens_and_then_what_came_of_it(region: Region) -> None:
    region.kept(at(1, 9), at(1, 13))
    stage = press(play(region_plan.render, region.work), "region_publish_open")
    text = said(stage)
    assert "2 overleggen worden aangekondigd: 6 uitnodigingen aan 3 personen." in text
    assert "1 zaak heeft hier geen tijd en blijft bij de casusregisseur" in text
    assert not rows(region.work, OutboxMessage), "nothing was sent yet"
    stage = press(stage, "region_announce")
    assert "2 overleggen zijn aangekondigd." in said(stage)
    assert rows(region.work, OutboxMessage)
    assert [one.told is not None for one in map(region.line, range(3))] == [True, True, False]
    stage = press(stage, "region_outcome_close")
    assert "Wat er van het aankondigen kwam" not in said(stage)
    assert not [one for one in stage.button if one.key == "region_publish_open"], "there is nothing new to announce"


def test_a_room_is_added_changed_and_no_longer_used(region: Region) -> None:
    stage = press(play(region_plan.render, region.work), "region_room_new")
    stage = press(stage, "region_room_save")
    assert "Geef de ruimte een naam" in said(stage)
    stage.text_input[0].set_value("Kamer 2").run()
    stage = press(stage, "region_room_save")
    (room,) = rooms_of(region.work)
    assert (room.name, room.active) == ("Kamer 2", True)
    stage = press(stage, f"region_room_{room.id}")
    stage.toggle[0].set_value(False).run()
    stage = press(stage, "region_room_save")
    assert not rooms_of(region.work)[0].active
    assert "niet meer in gebruik" in said(stage)


def test_while_times_are_worked_out_the_page_shows_how_far_that_is(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    region.kept(at(1, 9), at(1, 13), at(2, 9))
    monkeypatch.setattr(working, "state", lambda _work, _plan: Working(done=0.4, planned=2, of=3))
    stopped = []
    monkeypatch.setattr(working, "stop", lambda _work, plan_id: stopped.append(plan_id))
    stage = play(region_plan.render, region.work)
    assert "2 van 3 overleggen hebben een tijd" in said(stage)
    assert 'value="40"' in said(stage)
    assert not [one for one in stage.button if one.key in ("region_work_out", "region_publish_open")]
    press(stage, "region_stop")
    assert stopped == ["plan"]


def test_work_that_failed_says_so_and_can_be_tried_again(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    region.kept(at(1, 9))
    failed = Working(ended=True, failed="work.changed_meanwhile")
    monkeypatch.setattr(working, "state", lambda _work, _plan: failed)
    stage = play(region_plan.render, region.work)
    assert "Het plan is intussen gewijzigd en blijft zoals het nu is" in said(stage)
    assert button(stage, "region_work_out").label == "Bereken opnieuw"


def test_nothing_calls_for_a_press_once_everything_was_announced(region: Region) -> None:
    region.kept(at(1, 9), at(1, 13), at(2, 9))

    def kinds() -> dict[str, str]:
        found = play(region_plan.render, region.work).button
        return {str(one.key): one.proto.type for one in found if one.key in ("region_work_out", "region_publish_open")}

    assert kinds() == {"region_work_out": "secondary", "region_publish_open": "primary"}
    publish(region.work, "plan", region.week.version)
    assert kinds() == {"region_work_out": "secondary"}


def test_a_plan_that_was_laid_aside_elsewhere_is_not_shown_any_more(region: Region) -> None:
    region.kept(at(1, 9))
    stage = play(region_plan.render, region.work)
    lay_aside(region.work, "plan", region.week.version)
    assert "Er is nog geen plan" in said(press(stage, "region_work_out"))


def test_laying_a_plan_aside_leads_back_to_the_beginning(region: Region) -> None:
    region.kept(at(1, 9))
    stage = press(play(region_plan.render, region.work), "region_lay_aside")
    assert "Er is nog geen plan" in said(stage)
    assert all(one.stage is PlanStage.LAID_ASIDE for one in plans_of(region.work))


def test_filters_leave_what_was_asked_for(region: Region) -> None:
    region.kept(at(1, 9), at(1, 13), at(2, 9))
    stage = play(region_plan.render, region.work)
    stage.selectbox(key="region_seen_risk").set_value(Risk.HIGH.value).run()
    text = shown(stage)
    assert "1 van 3 overleggen getoond." in text
    assert region.line(0).code in text
    assert region.line(1).code not in text


@pytest.mark.parametrize("role", sorted(set(AccountRole) - {AccountRole.COORDINATOR}))
def test_nobody_else_gets_the_screen(region: Region, role: AccountRole) -> None:
    region.kept(at(1, 9), at(1, 13))
    code = region.line(0).code
    somebody = Actor(Standing(role.value), name="I. Anders", account_id=an_account(region.work, "I. Anders", role))
    text = shown(play(region_plan.render, region.work.as_actor(somebody)))
    assert code not in text
    assert "Partner" not in text


def test_it_is_the_second_place_of_the_coordinator_and_no_place_of_a_director() -> None:
    assert MENU[Standing.COORDINATOR] == ("regio", "regioplanning")
    assert [standing for standing in Standing if "regioplanning" in places_of(standing)] == [Standing.COORDINATOR]
