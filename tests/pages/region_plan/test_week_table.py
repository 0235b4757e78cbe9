"""The weeks as tables: in order of time, sittings together, what each meeting needs in words, and text escaped."""

import re
from dataclasses import replace
from datetime import date

from models.terms import Risk
from pages.region_plan.meeting_words import counted
from pages.region_plan.week_table import Week, left_table, week_table, week_title, weeks_of
from services.region_plan.facts import WeekPlan
from services.scheduling.many.facts import Told
from services.wording import speak
from tests.pages.region_plan.build import (
    FIELD,
    HALL,
    MONDAY,
    PROSECUTOR,
    SAFE_HOME,
    a_meeting,
    a_plan,
    a_seat,
    a_sitting,
    at,
)

SAY = speak("nl")


def drawn(plan: WeekPlan) -> str:
    """The first week of a plan."""
    return str(week_table(SAY, plan, weeks_of(counted(plan).planned)[0]))


def words(html: str) -> str:
    """What of it can be read."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_meetings_stand_by_day_in_order_of_time() -> None:
    plan = a_plan(a_meeting(3, at(1, 9)), a_meeting(1, at(0, 13)), a_meeting(2, at(0, 9)))
    text = words(drawn(plan))
    places = [text.index(part) for part in ("Maandag 23 november", "Z-002", "Z-001", "Dinsdag 24 november", "Z-003")]
    assert places == sorted(places)


def test_weeks_begin_on_monday_and_say_how_many_meetings_they_hold() -> None:
    weeks = weeks_of([a_meeting(1, at(4, 9)), a_meeting(2, at(7, 9)), a_meeting(3, at(8, 9))])
    assert [(week.monday, len(week.meetings)) for week in weeks] == [(MONDAY, 1), (date(2026, 11, 30), 2)]
    assert week_title(SAY, weeks[0]) == "Week 48, ma 23 nov – vr 27 nov: 1 overleg"


def test_one_sitting_stands_under_one_line_although_another_meeting_begins_between() -> None:
    first, second = (a_meeting(n, at(0, hour), minutes=60, room="hall") for n, hour in ((1, 9), (2, 10)))
    between = a_meeting(3, at(0, 9, 30))
    text = words(drawn(a_plan(first, second, between, sittings=(a_sitting(first, second),))))
    assert "Zitting 9.00–11.00, Stadhuis, kamer 2: 2 zaken, 6 personen" in text
    assert text.index("Zitting") < text.index("Z-001") < text.index("Z-002") < text.index("Z-003")


def test_a_row_says_who_is_not_there_and_who_is_a_substitute() -> None:
    seats = (a_seat(SAFE_HOME, "S. Mulder", substitute=True), a_seat(FIELD, "L. Lokaal"), a_seat(PROSECUTOR))
    seats = (*seats[:2], replace(seats[2], expected="O. Officier"))
    text = words(drawn(a_plan(a_meeting(1, at(0, 9), seats=seats))))
    assert "2 van 3 , zonder OM" in text
    assert "S. Mulder als vervanger voor Veilig Thuis" in text
    assert "O. Officier (OM) wordt verwacht, maar kan volgens het plan niet" in text


def test_a_row_says_how_it_stands() -> None:
    plan = a_plan(
        a_meeting(1, at(0, 9), pinned=True),
        a_meeting(2, at(1, 9), told=Told.SENT),
        a_meeting(3, at(2, 9), told=Told.CONFIRMED, room=HALL.id, room_name=HALL.name),
        a_meeting(4, at(3, 9), told=Told.SENT, moved=True),
        a_meeting(5, at(4, 9), late_minutes=180, refusal="meetings.slot_taken"),
        outdated=frozenset({"line-2"}),
    )
    rows = [words(row) for row in drawn(plan).split("<tr>")]
    told = {code: next(row for row in rows if code in row) for code in ("Z-001", "Z-002", "Z-003", "Z-004", "Z-005")}
    assert "concept vastgezet" in told["Z-001"]
    assert "past niet meer verstuurd" in told["Z-002"]
    assert "Stadhuis, kamer 2" in told["Z-003"]
    assert "bevestigd" in told["Z-003"]
    assert "verplaatst, nog niet verteld" in told["Z-004"]
    assert "geweigerd" in told["Z-005"]
    assert "3 uur te laat" in told["Z-005"]


def test_what_people_typed_is_escaped() -> None:
    room = a_meeting(1, at(0, 9), room="x", room_name="<b>Zaal</b>")
    person = a_meeting(2, at(0, 12), seats=(a_seat(SAFE_HOME, "<i>S</i>", substitute=True),))
    html = drawn(a_plan(room, person))
    assert "<b>" not in html
    assert "<i>" not in html
    assert "&lt;b&gt;Zaal" in html


def test_a_number_can_be_pressed_and_carries_the_id_of_its_meeting() -> None:
    html = drawn(a_plan(a_meeting(1, at(0, 9))))
    assert re.search(r'<button type="button" class="open" data-pick="line-1">Z-001<', html)


def test_what_is_left_to_its_director_can_be_pressed_too() -> None:
    assert 'data-pick="line-1"' in left_table(SAY, [a_meeting(1, left_out=True)])


def test_two_hundred_meetings_are_one_table_a_week_and_stay_small() -> None:
    plan = a_plan(*(a_meeting(n, at(n % 5, 9 + n % 8)) for n in range(200)))
    weeks = weeks_of(counted(plan).planned)
    assert len(weeks) == 1
    html = str(week_table(SAY, plan, weeks[0]))
    assert html.count("data-pick") == 200
    assert len(html) < 200_000


def test_what_asks_for_a_decision_comes_gravest_first_and_what_has_no_time_before_what_is_late() -> None:
    plan = a_plan(
        a_meeting(1, risk=Risk.LOW),
        a_meeting(2, at(5, 9), risk=Risk.HIGH, late_minutes=60),
        a_meeting(3, at(5, 9), risk=Risk.HIGH, late_minutes=600),
        a_meeting(4, risk=Risk.HIGH),
        a_meeting(5, risk=Risk.HIGH, left_out=True),
        a_meeting(6, at(1, 9)),
    )
    found = counted(plan)
    assert [one.code for one in found.deciding] == ["Z-004", "Z-003", "Z-002", "Z-001"]
    assert [one.code for one in found.left_out] == ["Z-005"]
    assert len(found.planned) + len(found.without) + len(found.left_out) == 6


def test_an_empty_week_has_no_rows() -> None:
    assert "data-pick" not in week_table(SAY, a_plan(), Week(MONDAY, ()))
