"""What settling a time and announcing a plan do is said before it is done, with the exact figures."""

from dataclasses import replace
from datetime import timedelta

from pages.region_plan.banners import beside_words, crowded_words
from pages.region_plan.meeting_words import counted
from pages.region_plan.option_words import consequences_box, option_line
from pages.region_plan.plan_head import figures, period_words, when_words
from pages.region_plan.publishing import announcement, outcome_words, what_happens
from pages.region_plan.refused_words import code_words
from services.region_plan.facts import PlanBeside, PlanStage, PublishOutcome
from services.scheduling.many.facts import VIDEO, Booking, Option, Score, Told
from services.wording import speak
from tests.pages.region_plan.build import FIELD, MONDAY, POLICE, PROSECUTOR, SAFE_HOME, a_meeting, a_plan, a_seat, at
from tests.pages.region_plan.test_week_table import words

SAY = speak("nl")


def an_option(
    day: int, hour: int, *, room: str = VIDEO, pushed: tuple[str, ...] = (), late: int = 0, **people: str
) -> Option:
    """A time for the first meeting, where these people sit on their seats; who is not named is absent."""
    seats = {f"seat-{key}": key for key in (POLICE, SAFE_HOME, FIELD, PROSECUTOR)}
    there = tuple((seat, people[key]) for seat, key in seats.items() if key in people)
    absent = tuple(seat for seat, key in seats.items() if key not in people)
    booking = Booking("line-1", at(day, hour), at(day, hour) + timedelta(minutes=90), room, there, absent, late)
    return Option(booking, Score(), pushed)


EVERYBODY = {POLICE: "p. agent", SAFE_HOME: "v. veilig", FIELD: "l. lokaal", PROSECUTOR: "o. officier"}


def told(option: Option, **about) -> str:
    """What a time for the first meeting of a plan of three would mean."""
    one = a_meeting(1, at(0, 9), **about)
    lines = {line.id: line for line in (one, a_meeting(2, at(1, 9)), a_meeting(3, at(1, 11)))}
    return words(str(consequences_box(SAY, a_plan(*lines.values()), one, option, lines)))


def test_a_time_that_costs_nobody_anything_says_so() -> None:
    text = told(an_option(1, 13, **EVERYBODY))
    assert text == (
        "dinsdag 24 november, 13.00–14.30, online Op tijd: uiterlijk vr 27 nov 17.00. Elke plek is bezet. "
        "Geen ander overleg verschuift."
    )


def test_a_time_says_by_how_much_it_is_late_who_misses_and_whom_it_pushes() -> None:
    people = {key: who for key, who in EVERYBODY.items() if key != PROSECUTOR}
    text = told(an_option(5, 9, late=180, pushed=("line-2", "line-3"), **people))
    assert "3 uur na de uiterste tijd (vr 27 nov 17.00)." in text
    assert "Zonder OM." in text
    assert (
        "2 overleggen krijgen hierdoor een andere tijd, of geen: Z-002 (gemiddeld risico) en Z-003 (gemiddeld risico)."
        in text
    )


def test_a_substitute_is_named() -> None:
    people = EVERYBODY | {SAFE_HOME: "p. agent"}
    assert "P. Agent komt als vervanger voor Veilig Thuis." in told(an_option(1, 13, **people))


def test_whoever_was_invited_for_another_time_hears_of_it_at_announcing() -> None:
    assert "uitnodiging voor een andere tijd" in told(an_option(1, 13, **EVERYBODY), told=Told.SENT)
    assert "bevestigden een andere tijd" in told(an_option(1, 13, **EVERYBODY), told=Told.CONFIRMED)
    assert "andere tijd" not in told(an_option(0, 9, **EVERYBODY), told=Told.CONFIRMED), "the time it has already"


def test_a_time_in_the_list_says_the_same_in_short() -> None:
    option = an_option(1, 13, late=180, pushed=("line-2",), room="hall", politie="p. agent")
    assert option_line(SAY, a_plan(), a_meeting(1), option) == (
        "dinsdag 24 november, 13.00–14.30 · Stadhuis, kamer 2 · 1 van 4 aanwezig · 3 uur te laat · "
        "verschuift 1 ander overleg"
    )


def test_announcing_counts_invitations_people_and_what_is_left() -> None:
    gone = (a_seat(POLICE, "P. Agent"), a_seat(SAFE_HOME, "V. Veilig"), a_seat(FIELD, "L. Lokaal"), a_seat(PROSECUTOR))
    plan = a_plan(
        a_meeting(1, at(0, 9)),
        a_meeting(2, at(0, 13), seats=gone, late_minutes=30),
        a_meeting(3, at(1, 9), told=Told.SENT, moved=True),
        a_meeting(8, at(1, 13), told=Told.SENT, moved=True, only_place=True, seats=gone[:2]),
        a_meeting(4, at(2, 9), told=Told.CONFIRMED, seats=(*gone[:3], replace(gone[3], expected="O. Officier"))),
        a_meeting(5),
        a_meeting(6, left_out=True),
        a_meeting(7, left_out=True),
    )
    found = counted(plan)
    assert what_happens(SAY, announcement(found), found) == [
        "2 overleggen worden aangekondigd: 7 uitnodigingen aan 4 personen.",
        "1 die niet kan komen, wordt om een vervanger of schriftelijke inbreng gevraagd, behalve wie dan een ander "
        "overleg heeft.",
        "1 overleg gaat naar een andere tijd; dat horen 4 personen, en hun wordt opnieuw gevraagd of zij kunnen.",
        "1 overleg houdt zijn tijd en gaat naar een andere plek; dat horen 2 personen, en hun antwoord blijft gelden.",
        "1 persoon die volgens het plan niet kan, houdt de uitnodiging, om een vervanger te sturen of schriftelijk te "
        "reageren.",
        "1 overleg blijft zoals de deelnemers het kennen; daarvoor gaat geen mail uit.",
        "1 overleg daarvan valt na de uiterste tijd.",
        "3 zaken hebben hier geen tijd en blijven bij hun casusregisseur; daarvoor gaat niets uit.",
    ]


def test_above_a_plan_stands_another_one_over_its_days_and_what_a_cut_off_announcement_left() -> None:
    other = PlanBeside("p2", MONDAY, 14, PlanStage.WORKED_OUT, "C. Klaver", 2)
    assert beside_words(SAY, other) == (
        "Over deze dagen is er nog een planning: 23 november tot en met 6 december 2026, begonnen door C. Klaver. "
        "2 zaken staan in beide. Ze houden geen rekening met elkaar: wat het eerst is aangekondigd, staat."
    )
    assert "begonnen door" not in beside_words(SAY, replace(other, begun_by=""))
    plan = a_plan(a_meeting(1, at(0, 9)), a_meeting(2, at(1, 9)), crowded=frozenset({"line-2"}))
    assert crowded_words(SAY, plan).startswith("Z-002 heeft voor de genodigden nog de oude tijd")


def test_what_was_left_to_its_director_is_never_announced() -> None:
    found = counted(a_plan(a_meeting(1, at(0, 9), left_out=True)))
    assert (announcement(found).new, announcement(found).moved) == ((), ())


def test_the_outcome_counts_what_came_of_each() -> None:
    done = PublishOutcome(("a", "b"), ("c",), ("d", "e"), (("f", "meetings.slot_taken"),))
    assert outcome_words(SAY, done) == (
        "2 overleggen zijn aangekondigd. 1 is verplaatst. 2 bleven zoals ze waren. "
        "1 kon niet worden aangekondigd; daarvoor ging geen mail uit. Los het op en kondig nog een keer aan."
    )


def test_a_kept_code_is_a_sentence_and_never_shows_an_empty_place() -> None:
    assert code_words(SAY, "meetings.slot_taken").startswith("Deze tijd is")
    for code in ("meetings.partners_missing", "nobody.knows"):
        assert "{" not in code_words(SAY, code)
        assert code_words(SAY, code)


def test_the_head_counts_each_meeting_once() -> None:
    plan = a_plan(a_meeting(1, at(0, 9)), a_meeting(2, at(0, 9), late_minutes=9), a_meeting(3), person_days=8)
    text = words(str(figures(SAY, plan, counted(plan))))
    assert text == "gepland 2 te laat 1 zonder tijd 1 aan regisseurs gelaten 0 persoonsdagen 8"
    assert period_words(SAY, plan) == "23 november tot en met 6 december 2026"
    assert when_words(SAY, plan) == "Berekend op vrijdag 20 november 2026, 11.00 uur."


def test_the_head_of_a_plan_that_was_not_worked_out_says_what_there_is_to_plan() -> None:
    plan = a_plan(a_meeting(1), a_meeting(2), worked_out_at=None)
    assert words(str(figures(SAY, plan, counted(plan)))).startswith("te plannen 2 Hoog risico 0 Gemiddeld risico 2")
    assert "Nog niet berekend" in when_words(SAY, plan)
