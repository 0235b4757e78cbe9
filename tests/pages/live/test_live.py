"""The live meeting on the screen, without a browser."""

from collections.abc import Callable, Iterable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from models.terms import ActionAnswer, ActionStatus, BarKind, Capacity, Tier
from pages.live.live import render
from services.agenda.actions import set_agenda
from services.agenda.facts import NewPoint, SetAgenda, StandardPoint
from services.agenda.words import point_titles
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.queries import case_facts
from services.conditions.actions import hand_in_for
from services.conditions.facts import HandIn
from services.live.actions import arrive, close_meeting, go_to, keep_note, leave, open_meeting, read_statement
from services.live.facts import Arrive, CloseMeeting, KeepNote, LiveState
from services.live.queries import live_of
from services.plans.actions import adopt, record_action
from services.plans.orders import AdoptPlan
from services.plans.queries import case_state
from services.relations.facts import SYSTEM
from services.reports.queries import reports_of
from services.unit_of_work import Work
from services.wording import speak
from tests.planned import (
    IN_AN_HOUR,
    STARTS,
    PlannedCase,
    a_condition,
    a_holder,
    a_ready_case,
    an_action,
    explained,
)
from tests.rows import a_professional
from tests.screens import area, areas, screen_test, words, write

WorkAs = Callable[..., Work]
EVERYBODY = {"scherm": "iedereen"}
SECRET = "Aanhouding gepland, niemand zegt iets."


def show(work: Work, planned: PlannedCase, **more: str) -> AppTest:
    return checked(screen_test(render, work, {"zaak": planned.case_id, **more}))


def checked(screen: AppTest) -> AppTest:
    assert not screen.exception, screen.exception
    return screen


def press(screen: AppTest, key: str) -> AppTest:
    return checked(screen.button(key=key).click().run())


def keys(screen: AppTest) -> set[str]:
    return {str(button.key) for button in screen.button}


def live(planned: PlannedCase) -> LiveState:
    return live_of(planned.director, planned.case_id, planned.meeting_id)


def at_point(planned: PlannedCase, standard: StandardPoint) -> PlannedCase:
    """The meeting, opened, with a statement that was read, at the only point of its agenda but the last."""
    titles = point_titles(speak("nl"))
    points = tuple(NewPoint(titles[point], 10) for point in (standard, StandardPoint.CLOSE))
    set_agenda(planned.director, SetAgenda(planned.meeting_id, planned.case_id, planned.meeting.version, points))
    open_meeting(planned.director, planned.case_id, planned.meeting_id)
    read_statement(planned.director, planned.case_id, planned.meeting_id)
    return planned


def handed_in(planned: PlannedCase, home: str, order: HandIn) -> None:
    """What an organisation asks, told to the case director."""
    hand_in_for(planned.director, planned.case_id, planned.attendee(home).invitation_id, order)


def come(planned: PlannedCase, homes: Iterable[str]) -> None:
    for home in homes:
        there = planned.attendee(home)
        who, invitation = there.professional_id, there.invitation_id
        order = Arrive(
            planned.case_id, planned.meeting_id, f"p-{home}", who, Capacity.ATTENDEE, invitation, accepted=True
        )
        arrive(planned.director, order)


def test_before_the_opening_it_says_what_is_missing_and_one_press_opens_it(planned: PlannedCase) -> None:
    screen = show(planned.director, planned)
    assert "Voorwaarden van elke genodigde" in words(screen)
    screen = press(screen, "live_open")
    assert live(planned).going_on
    assert "Bewaar er niet meer van dan die taak vraagt" in words(screen), "the statement to read aloud"


def test_an_hour_before_it_cannot_be_opened_yet(planned: PlannedCase) -> None:
    planned.director.clock.moment = STARTS - IN_AN_HOUR  # type: ignore[attr-defined]
    screen = show(planned.director, planned)
    assert screen.button(key="live_open").disabled
    assert "U kunt het openen vanaf" in words(screen)


def test_several_come_in_at_once_and_accept_what_was_read(planned: PlannedCase) -> None:
    open_meeting(planned.director, planned.case_id, planned.meeting_id)
    screen = press(press(show(planned.director, planned), "live_all_in"), "live_read")
    screen = press(screen, "live_accept")
    assert "Aanwezig 4 van 4" in words(screen)
    assert {there.organisation for there in live(planned).present} == {"politie", "VT", "lokale_veld", "DR"}
    assert all(there.accepted_at for there in live(planned).table)
    press(screen, "live_next")
    assert live(planned).point == 2


@pytest.mark.parametrize("number", [1, 4])
def test_each_earlier_action_takes_one_press_of_four(work_as: WorkAs, number: int) -> None:
    planned = a_ready_case(work_as)
    adopt(planned.director, AdoptPlan(planned.case_id, explained(planned)))
    planned.director.clock.moment = STARTS  # type: ignore[attr-defined]
    at_point(planned, StandardPoint.EARLIER)
    screen = show(planned.director, planned)
    assert "Bellen met de school." in words(screen)
    write(screen, "note", "Is geregeld met de directeur.")
    screen = press(screen, f"live_answer_{number}")
    (said,) = reports_of(planned.director, planned.case_id)["a1"]
    assert (said.answer, said.note) == (tuple(ActionAnswer)[number - 1], "Is geregeld met de directeur.")
    assert said.meeting_id == planned.meeting_id
    assert not any(key.startswith("live_answer") for key in keys(screen)), "it is not asked a second time"


@pytest.mark.parametrize(("present", "seen"), [(("politie", "DR"), True), (("politie", "VT"), False), ((), False)])
def test_a_screen_for_everybody_shows_what_the_least_entitled_person_there_may_see(
    planned: PlannedCase, present: tuple[str, ...], seen: bool
) -> None:
    handed_in(planned, "DR", a_condition("c1", text=SECRET, tier=Tier.INVESTIGATION))
    handed_in(planned, "VT", a_condition("c2", text="Elke poging wordt gemeld."))
    at_point(planned, StandardPoint.CONDITIONS)
    keep_note(planned.director, KeepNote(planned.case_id, planned.meeting_id, 1, "Een woord onder ons."))
    come(planned, present)
    own, shared = show(planned.director, planned), show(planned.director, planned, **EVERYBODY)
    assert SECRET in words(own)
    assert "Een woord onder ons." in words(own)
    assert (SECRET in words(shared)) is seen
    assert ("Nog open: 2 voorwaarden" in words(shared)) is seen, "the count tells of nothing that is not there"
    assert "Een woord onder ons." not in words(shared)
    assert not [box for box in areas(shared) if "aantekening" in box.label]


def test_what_one_organisation_wrote_for_itself_leaves_the_screen_when_another_comes_in(planned: PlannedCase) -> None:
    handed_in(planned, "politie", a_condition("c1", text=SECRET, tier="partner:politie"))
    at_point(planned, StandardPoint.CONDITIONS)
    come(planned, ("politie",))
    screen = show(planned.director, planned, **EVERYBODY)
    assert SECRET in words(screen)
    come(planned, ("DR",))
    assert SECRET not in words(checked(screen.run()))
    there = next(one for one in live(planned).present if one.organisation == "DR")
    leave(planned.director, planned.case_id, there.id, there.version)
    assert SECRET in words(checked(screen.run()))


def test_the_screen_for_everybody_is_a_press_away_and_stays_so(planned: PlannedCase) -> None:
    at_point(planned, StandardPoint.QUESTION)
    screen = press(show(planned.director, planned), "live_share")
    assert "iedereen" in screen.query_params["scherm"]
    assert "Dit scherm toont nu alleen wat alle aanwezigen mogen zien" in words(screen)
    assert "live_own_screen" in keys(checked(screen.run()))
    assert "live_last_time" not in keys(screen), "minutes hold what not everybody may read"
    screen = press(screen, "live_own_screen")
    assert "Dit is weer uw eigen scherm" in words(screen)
    assert "nog geen vergrendelde notulen" in words(press(screen, "live_last_time"))


def test_two_note_takers_do_not_disturb_each_other(planned: PlannedCase, work_as: WorkAs) -> None:
    at_point(planned, StandardPoint.QUESTION)
    holder = a_holder(planned, work_as, "VT")
    first, second = show(planned.director, planned), show(holder, planned)
    first = checked(write(first, "text", "De school weet ervan."))
    second = checked(write(second, "text", "Oma is op de hoogte."))
    go_to(planned.director, planned.case_id, planned.meeting_id, 2, live(planned).version)
    second = checked(second.run())
    assert "Het overleg is nu bij punt 2" in words(second) or "het overleg is bij punt 2" in words(second)
    assert area(second, "text").value == "Oma is op de hoogte.", "who writes stays at the point"
    assert "De school weet ervan." in words(second), "what the other wrote stands beside it"
    assert {note.text for note in live(planned).notes} == {"De school weet ervan.", "Oma is op de hoogte."}
    assert "live_next" not in keys(second), "who does not lead the meeting does not go on"


def test_a_refused_action_keeps_its_text_and_says_what_is_wrong(planned: PlannedCase) -> None:
    at_point(planned, StandardPoint.ACTIONS)
    screen = checked(write(show(planned.director, planned), "what", "De sloten worden vervangen."))
    screen = press(screen, "live_record_action")
    assert "Kies wie dit uitvoert." in words(screen)
    name = f"form.live.action.{planned.meeting_id}"
    screen.selectbox(key=f"{name}.owner").set_value("VT").run()
    screen.date_input(key=f"{name}.day").set_value((STARTS - timedelta(days=1)).date()).run()
    screen = press(screen, "live_record_action")
    assert "Deze dag ligt voor het overleg" in words(screen)
    assert area(screen, "what").value == "De sloten worden vervangen."
    screen.date_input(key=f"{name}.day").set_value((STARTS + timedelta(days=1)).date()).run()
    screen = press(screen, "live_record_action")
    assert [one.what for one in case_state(planned.director, planned.case_id).actions] == [
        "De sloten worden vervangen."
    ]
    assert area(screen, "what").value == "", "the next one begins empty"


def test_a_meeting_closes_with_open_points_only_with_a_reason_and_leads_to_plan_and_minutes(
    planned: PlannedCase,
) -> None:
    handed_in(planned, "VT", a_condition())
    at_point(planned, StandardPoint.CONDITIONS)
    screen = press(show(planned.director, planned), "live_next")
    assert "over 1 voorwaarde is niet besloten" in words(screen)
    assert screen.button(key="live_close").disabled
    screen = checked(write(screen, "reason", "Wij wachten op de uitspraak."))
    screen = press(screen, "live_close")
    assert live(planned).closing_reason == "Wij wachten op de uitspraak."
    assert {"live_to_plan", "live_to_minutes"} <= keys(screen)


def test_a_condition_that_nothing_clashes_with_takes_one_press(planned: PlannedCase) -> None:
    handed_in(planned, "VT", a_condition())
    at_point(planned, StandardPoint.CONDITIONS)
    press(show(planned.director, planned), "live_accept_condition")
    assert all(view.decided for view in case_state(planned.director, planned.case_id).conditions)


def test_who_tells_the_victim_and_when_it_is_looked_at_again_are_kept_at_their_points(planned: PlannedCase) -> None:
    due = STARTS + timedelta(days=2)
    record_action(planned.director, an_action(planned.case_id, tier=Tier.VICTIM, due_at=due))
    at_point(planned, StandardPoint.TELLING)
    assert "A1." not in words(show(planned.director, planned, **EVERYBODY)), "a missing number tells that there is more"
    screen = show(planned.director, planned)
    assert "A1." in words(screen)
    key = next(str(box.key) for box in screen.selectbox if str(box.key).startswith("live.tell."))
    screen.selectbox(key=key).set_value("VT").run()
    press(screen, "live_tell_1")
    (action,) = case_state(planned.director, planned.case_id).actions
    assert (action.tells_victim, action.status) == ("VT", ActionStatus.OPEN)


def test_the_date_of_review_is_two_presses(planned: PlannedCase) -> None:
    at_point(planned, StandardPoint.REVIEW)
    press(press(show(planned.director, planned), "live_in_2"), "live_keep_review")
    assert case_facts(planned.director, planned.case_id).review_on == (STARTS + timedelta(days=14)).date()


def test_a_closed_meeting_takes_no_further_note_and_keeps_what_is_typed(planned: PlannedCase) -> None:
    at_point(planned, StandardPoint.QUESTION)
    screen = show(planned.director, planned)
    order = CloseMeeting(planned.case_id, planned.meeting_id, live(planned).version, "Afgebroken.")
    close_meeting(planned.director, order)
    screen = checked(write(screen, "text", "Nog een laatste woord."))
    kept = [note.text for note in live(planned).notes]
    assert kept == ["Nog een laatste woord."], "until the minutes are locked"


def test_somebody_from_outside_empties_the_screen_for_everybody_without_a_word_on_what_is_gone(
    planned: PlannedCase,
) -> None:
    handed_in(planned, "VT", a_condition("c1", text=SECRET))
    at_point(planned, StandardPoint.CONDITIONS)
    work = planned.director.as_actor(SYSTEM)
    outsider = a_professional(work, "E. Werkgever", organisation="werkgever", external=True)
    order = Arrive(planned.case_id, planned.meeting_id, "p-out", outsider, Capacity.OBSERVER)
    arrive(planned.director, order)
    shared = words(show(planned.director, planned, **EVERYBODY))
    assert SECRET not in shared
    assert "Op dit scherm staat bij dit punt niets." in shared
    assert "Over elke aangeleverde voorwaarde is besloten" not in shared, "that would not be true"
    assert "Het scherm voor iedereen is leeg: iemand aan tafel" in words(show(planned.director, planned))


def test_who_is_kept_out_in_mid_meeting_empties_that_screen_until_they_left(planned: PlannedCase) -> None:
    handed_in(planned, "DR", a_condition("c1", text=SECRET))
    at_point(planned, StandardPoint.CONDITIONS)
    come(planned, ("DR", "VT"))
    bar(planned.director, planned.case_id, NewBar(BarKind.NAME, planned.attendee("VT").name))
    own, shared = show(planned.director, planned), show(planned.director, planned, **EVERYBODY)
    assert "Het scherm voor iedereen is nu leeg." in words(own)
    assert SECRET not in words(shared)
    assert "live_kept_out_left" not in keys(shared)
    assert "is nu leeg" not in words(shared), "the room reads that nothing stands there, and no reason"
    own = press(own, "live_kept_out_left")
    assert "is nu leeg" not in words(own)
    assert SECRET in words(checked(shared.run()))
