"""The board: what clashes side by side, settled on its card; without a browser."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from models.terms import ConditionKind, ConditionStatus, Modality, Resolution, Tier
from pages.plan.board.filtering import Narrowed
from pages.plan.board.laid import mark_of
from pages.plan.board.prefilled import wording
from pages.plan.board.sides import marked_pieces
from pages.plan.board.ways import Way, ways_of
from pages.plan.conditions import render
from services.conditions.actions import hand_in
from services.conditions.queries import conditions_of, own_conditions
from services.consistency.facts import Board
from services.plans.queries import case_state
from services.unit_of_work import Work
from services.vocabulary.facts import Norm
from services.wording import speak
from tests.planned import PlannedCase, a_condition, a_holder, a_planned_case
from tests.screens import screen_test, words, write

KEY = "contradiction:c1:c2"
MARK = mark_of(KEY)
TALK = Norm(Modality.MUST, "speak_with", by=("VT",), to=("P2",))
NOBODY = Norm(Modality.MUST_NOT, "speak_with", by=("anyone",), to=("P2",))
SPOKEN, KEPT = "Veilig Thuis spreekt de man.", "Niemand benadert de man."


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    return a_planned_case(work_as)


def clash(planned: PlannedCase, **changes: object) -> None:
    """Veilig Thuis wants a talk that the police forbid."""
    about = {"kind": ConditionKind.SPEAKS_WITH, "subject_ref": "P2"}
    hand_in(planned.as_guest("VT"), a_condition("c1", text=SPOKEN, reading=(TALK,), **about))
    hand_in(planned.as_guest("politie"), a_condition("c2", text=KEPT, reading=(NOBODY,), **(about | changes)))


def opened(planned: PlannedCase, work: Work | None = None, language: str = "nl") -> AppTest:
    screen = screen_test(render, work or planned.director, {"zaak": planned.case_id}, language)
    assert not screen.exception, screen.exception
    return screen


def press(screen: AppTest, key: str) -> AppTest:
    screen.button(key=key).click().run()
    assert not screen.exception, screen.exception
    return screen


def choose(screen: AppTest, way: Way) -> AppTest:
    screen.button_group(key=f"way_{MARK}").set_value(way.id).run()
    assert not screen.exception, screen.exception
    return screen


def keys(screen: AppTest) -> set[str]:
    return {button.key for button in screen.button}


def board(planned: PlannedCase) -> Board:
    return case_state(planned.director, planned.case_id).board


def test_it_starts_with_what_clashes_both_texts_and_one_sentence(planned: PlannedCase) -> None:
    clash(planned)
    read = words(opened(planned))
    assert "A. Veilig Thuis" in read
    assert "B. Politie" in read
    assert SPOKEN.split()[0] in read
    assert "Volgens Veilig Thuis (V1) moet Veilig Thuis" in read
    assert "maar volgens de politie (V2) mag niemand" in read
    assert "botst, zeker" in read
    assert "2 van 2 voorwaarden gelezen" in read
    assert "According to" in words(opened(planned, language="en"))


def test_silence_is_said_to_be_no_proof(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition("c1", text=SPOKEN))
    screen = opened(planned)
    screen.button_group(key=f"conditions.{planned.case_id}").set_value("clashes").run()
    assert "Geen tegenstrijdigheid gevonden in wat is ingevuld (0 van 1 voorwaarden gelezen)" in words(screen)


@pytest.mark.long
def test_one_of_the_two_stands_with_a_reason_and_folds_until_it_is_withdrawn(planned: PlannedCase) -> None:
    clash(planned)
    way = Way(Resolution.ONE_STANDS, "c2")
    screen = press(choose(opened(planned), way), f"settle_{MARK}_go")
    assert board(planned).open, "a reason is asked"
    field = f"form.settle.{MARK}.{mark_of(way.id)}.reason"
    write(screen, field, "Eerst de aanhouding.")
    assert "Eerst de aanhouding." in words(choose(opened(planned), way)), "what was typed is kept"
    press(screen, f"settle_{MARK}_go")
    (dropped,) = own_conditions(planned.as_guest("VT"))
    assert (dropped.status, dropped.decision_reason) == (ConditionStatus.DROPPED, "Eerst de aanhouding.")
    folded = opened(planned)
    folded.button_group(key=f"conditions.{planned.case_id}").set_value("clashes").run()
    assert "V2 (Politie) geldt; V1 (Veilig Thuis) vervalt." in words(folded)
    press(press(folded, f"unsettle_{MARK}"), f"withdraw_{MARK}_go")
    assert [one.key for one in board(planned).open] == [KEY]


def test_one_agreement_is_begun_with_both_texts_and_must_be_made_of_them(planned: PlannedCase) -> None:
    clash(planned)
    way = Way(Resolution.AGREEMENT)
    screen = choose(opened(planned), way)
    form = f"form.settle.{MARK}.{mark_of(way.id)}"
    screen.selectbox(key=f"{form}.owner").set_value("VT").run()
    assert "Maak er eerst één afspraak van" in words(press(screen, f"settle_{MARK}_go"))
    write(screen, f"{form}.what", "Veilig Thuis spreekt hem na de aanhouding.")
    press(screen, f"settle_{MARK}_go")
    state = case_state(planned.director, planned.case_id)
    assert [(one.what, one.owner, set(one.condition_ids)) for one in state.actions] == [
        ("Veilig Thuis spreekt hem na de aanhouding.", "VT", {"c1", "c2"})
    ]
    assert {one.status for one in state.conditions} == {ConditionStatus.MERGED}


def test_what_changed_meanwhile_is_shown_beside_what_was_seen(planned: PlannedCase) -> None:
    clash(planned)
    way = Way(Resolution.ONE_STANDS, "c2")
    screen = choose(opened(planned), way)
    write(screen, f"form.settle.{MARK}.{mark_of(way.id)}.reason", "Eerst de aanhouding.")
    seen = conditions_of(planned.director, planned.case_id)[0]
    later = a_condition("c1", text="Veilig Thuis belt de man.", reading=(TALK,), seen_version=seen.version)
    hand_in(planned.as_guest("VT"), replace(later, kind=ConditionKind.SPEAKS_WITH, subject_ref="P2"))
    read = words(press(screen, f"settle_{MARK}_go"))
    assert board(planned).open
    assert "V1 zoals u die zag" in read
    press(press(screen, f"settle_{MARK}_seen"), f"settle_{MARK}_go")
    assert not board(planned).open


def test_who_does_not_direct_reads_and_what_they_may_not_read_is_not_there(
    planned: PlannedCase, work_as: Callable[..., Work]
) -> None:
    clash(planned)
    screen = opened(planned, a_holder(planned, work_as, "VT"))
    assert "B. Politie" in words(screen)
    assert not [key for key in keys(screen) if key and key.startswith(("settle_", "reword_", "unsettle_"))]
    assert not [group for group in screen.get("button_group") if group.key.startswith("way_")]


def test_a_hidden_side_shows_neither_text_nor_author(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    clash(planned, tier=Tier.INVESTIGATION.value)
    assert "B. Politie" in words(opened(planned))
    screen = opened(planned, a_holder(planned, work_as, "VT"))
    screen.button_group(key=f"conditions.{planned.case_id}").set_value("clashes").run()
    read = words(screen)
    assert KEPT not in read
    assert "B. Politie" not in read
    assert "botst, zeker" not in read


def test_who_directs_but_may_not_read_one_side_gets_a_neutral_card_without_choices(planned: PlannedCase) -> None:
    clash(planned, tier=Tier.INVESTIGATION.value)
    elsewhere = planned.director.as_actor(replace(planned.director.actor, organisation="VT"))
    screen = opened(planned, elsewhere)
    read = words(screen)
    assert "Er staat iets in de weg dat u niet mag lezen" in read
    assert SPOKEN in read
    assert KEPT not in read
    assert "Politie (V2)" not in read
    assert not [group for group in screen.get("button_group") if group.key.startswith("way_")]


def test_two_that_ask_the_same_are_made_into_one_with_a_wording(planned: PlannedCase) -> None:
    about = {"kind": ConditionKind.SPEAKS_WITH, "subject_ref": "P2", "reading": (NOBODY,)}
    hand_in(planned.as_guest("VT"), a_condition("c1", text=KEPT, **about))
    hand_in(planned.as_guest("politie"), a_condition("c2", text="Niemand spreekt de man.", **about))
    ((key, mark),) = [(one.key, mark_of(one.key)) for one in board(planned).found.duplicates]
    screen = opened(planned)
    screen.button_group(key=f"conditions.{planned.case_id}").set_value("clashes").run()
    assert "Misschien tweemaal hetzelfde" in words(screen)
    way = Way(Resolution.MERGED)
    screen.button_group(key=f"way_{mark}").set_value(way.id).run()
    form = f"form.settle.{mark}.{mark_of(way.id)}"
    screen.radio(key=f"{form}.goes_on").set_value("c2").run()
    write(screen, f"{form}.text", "Niemand benadert of spreekt de man.")
    press(screen, f"settle_{mark}_go")
    one, other = conditions_of(planned.director, planned.case_id)
    assert (one.status, one.merged_into, other.text) == (
        ConditionStatus.MERGED,
        "c2",
        "Niemand benadert of spreekt de man.",
    )
    assert board(planned).is_settled(key)


def test_an_organisation_that_does_not_agree_stands_below_the_decision(planned: PlannedCase) -> None:
    clash(planned)
    way = Way(Resolution.STANDS_WITH_REASON)
    screen = choose(opened(planned), way)
    write(screen, f"form.settle.{MARK}.{mark_of(way.id)}.reason", "Het gaat om een ander gesprek.")
    screen = press(screen, f"settle_{MARK}_go")
    press(screen, f"dissent_{MARK}")
    screen.selectbox(key=f"form.dissent.{MARK}.home").set_value("DR").run()
    write(screen, f"form.dissent.{MARK}.text", "Wij willen eerst aanhouden.")
    read = words(press(screen, f"dissent_{MARK}_go"))
    assert "is het er niet mee eens" in read
    (told,) = board(planned).dissent[KEY]
    assert "Wij willen eerst aanhouden." in read
    press(screen, f"undissent_{told.id}")
    assert not board(planned).dissent.get(KEY)


def test_the_filter_leaves_out_who_was_not_chosen_and_says_so(planned: PlannedCase) -> None:
    clash(planned)
    screen = opened(planned)
    screen.selectbox(key=f"board.{planned.case_id}.home.chosen").set_value("DR").run()
    assert "A. Veilig Thuis" not in words(screen)
    assert "1 staat er niet bij" in words(screen)
    assert "A. Veilig Thuis" in words(press(screen, "filter_reset"))


def test_a_condition_that_names_nobody_is_kept_for_everybody(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition("c1", protects=()))
    hand_in(planned.as_guest("DR"), a_condition("c2", protects=("P3",)))
    one, other = conditions_of(planned.director, planned.case_id)
    assert [Narrowed(person="P1").keeps(view) for view in (one, other)] == [True, False]
    assert not Narrowed(organisation="DR").keeps(one)


def test_a_stop_never_lapses_and_wording_begins_with_what_was_asked(planned: PlannedCase) -> None:
    clash(planned)
    views = conditions_of(planned.director, planned.case_id)
    assert ways_of((Resolution.ONE_STANDS,), views, {"c2"}) == (Way(Resolution.ONE_STANDS, "c2"),)
    say = speak("nl")
    assert wording(say, Resolution.AGREEMENT, views) == f"{SPOKEN}\n{KEPT}"
    held = (views[0], replace(views[1], holds_approach=True))
    assert KEPT not in wording(say, Resolution.HOLD_STANDS, held)
    assert SPOKEN in wording(say, Resolution.HOLD_STANDS, held)


def test_marks_stand_on_the_words_that_meet_and_nothing_gets_in_unescaped() -> None:
    marked = marked_pieces("Uiterlijk <b>dinsdag</b> spreken.", ("dinsdag", "", "niet hier"))
    assert marked == "Uiterlijk &lt;b&gt;<mark>dinsdag</mark>&lt;/b&gt; spreken."


def test_what_is_missing_is_one_line_a_kind_and_how_it_is_checked_is_filled_in_for_its_author(
    planned: PlannedCase,
) -> None:
    clash(planned)
    screen = opened(planned)
    assert words(screen).count("staat nog niet hoe u ziet dat het gebeurt") == 1
    press(press(screen, "hole_condition_without_check_1"), "check_go")
    assert "Schrijf eerst op hoe u ziet dat het gebeurt" in words(screen)
    write(screen, "form.check.c1.check", "Elke vrijdag bellen.")
    press(screen, "check_go")
    kept, other = conditions_of(planned.director, planned.case_id)
    assert (kept.check, kept.text, kept.reading) == ("Elke vrijdag bellen.", SPOKEN, (TALK,))
    assert other.check == ""
