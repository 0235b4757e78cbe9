"""A filled in form comes in, is held against what stands, and is taken over row by row."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from models.terms import Arrival, BarKind, ConditionKind, FormStatus, Provenance, RowAnswer
from services.access.rules import Standing
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.conditions.actions import hand_in
from services.conditions.facts import ConditionView
from services.conditions.queries import conditions_of, own_conditions
from services.documents.forms.facts import FormShown
from services.documents.forms.queries import forms_of, own_forms
from services.documents.forms.receiving import (
    FormEmpty,
    FormOfAnotherCase,
    receive_form,
    receive_own_form,
)
from services.documents.forms.taking_over import (
    FormNotOpen,
    FormRowWrong,
    discard,
    leave_out,
    match,
    take_nothing_to_add,
    take_over,
)
from services.oversight.queries import my_day
from services.plans.orders import Step
from services.scheduling.facts import LOCAL
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.conftest import StillClock
from tests.filled_forms import Paper, a_block, a_form, as_file, read_as_json
from tests.planned import HOMES, PlannedCase, a_condition, a_director, a_planned_case


@pytest.fixture
def planned(work_as: Callable[..., Work], monkeypatch: pytest.MonkeyPatch) -> PlannedCase:
    """A planned case; files are what would be read of them."""
    read_as_json(monkeypatch)
    return a_planned_case(work_as)


def the_form(planned: PlannedCase) -> FormShown:
    (form,) = forms_of(planned.director, planned.case_id)
    return form


def take(planned: PlannedCase, key: str = "c1", **how: object) -> int:
    form = the_form(planned)
    block = next(block for block in form.blocks if block.key == key)
    how = {"condition_version": block.condition_version} | how
    return take_over(planned.director, planned.case_id, form.id, key, form.version, **how)


def received(planned: PlannedCase, *blocks: dict[str, object], home: str = "VT") -> FormShown:
    receive_form(planned.director, planned.case_id, as_file(a_form(planned, home).filled(*blocks)))
    return the_form(planned)


def standing(planned: PlannedCase) -> ConditionView:
    (view,) = conditions_of(planned.director, planned.case_id)
    return view


# ---- how it comes in ----


def test_a_whole_form_waits_under_the_name_of_whom_it_was_made_for(planned: PlannedCase) -> None:
    paper = a_form(planned, "VT")
    receipt = receive_form(planned.director, planned.case_id, as_file(paper.filled(a_block(), name="A. Bakker")))
    assert (receipt.status, receipt.provenance, receipt.blocks) == (FormStatus.WAITING, Provenance.INTACT, 1)
    form = the_form(planned)
    assert (form.organisation, form.filled_in_by, form.by_link, form.apart) == ("VT", "A. Bakker", False, "")
    assert conditions_of(planned.director, planned.case_id) == ()


def test_a_guest_hands_in_by_their_own_link_and_hears_that_it_came_in(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    receive_own_form(guest, as_file(a_form(planned, "VT").filled(a_block(), a_block(text="Nog een."))))
    (receipt,) = own_forms(guest)
    assert (receipt.status, receipt.blocks, receipt.late) == (FormStatus.WAITING, 2, False)
    assert the_form(planned).by_link
    assert own_forms(planned.as_guest("politie")) == ()


def changed_in_one_place(paper: Paper) -> Paper:
    return replace(paper, read=replace(paper.read, property_marks=None))


def changed_marks(paper: Paper) -> Paper:
    assert paper.read.part_marks is not None
    other = replace(paper.read.part_marks, invitation_id="another")
    return replace(paper, read=replace(paper.read, part_marks=other, property_marks=other))


def differing_marks(paper: Paper) -> Paper:
    assert paper.read.part_marks is not None
    return replace(paper, read=replace(paper.read, part_marks=replace(paper.read.part_marks, language="en")))


def without_a_question(paper: Paper) -> Paper:
    return replace(paper, read=replace(paper.read, answers=tuple(a for a in paper.read.answers if a.tag != "c2.tier")))


def twice_a_question(paper: Paper) -> Paper:
    return replace(paper, read=replace(paper.read, answers=(*paper.read.answers, paper.read.answers[-1])))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (changed_in_one_place, "one_place"),
        (changed_marks, "seal"),
        (differing_marks, "differs"),
        (without_a_question, "missing"),
        (twice_a_question, "twice"),
    ],
)
def test_a_changed_form_is_set_apart_until_somebody_says_whose_it_is(
    planned: PlannedCase, change: Callable[[Paper], Paper], why: str
) -> None:
    paper = change(a_form(planned, "VT"))
    receipt = receive_form(planned.director, planned.case_id, as_file(paper.filled(a_block())))
    assert (receipt.status, receipt.provenance) == (FormStatus.SET_APART, Provenance.CHANGED)
    form = the_form(planned)
    assert (form.apart, form.invitation_id, form.organisation) == (why, "", "")
    with pytest.raises(FormNotOpen):
        take(planned)
    match(planned.director, planned.case_id, form.id, planned.attendee("VT").invitation_id, form.version)
    assert the_form(planned).status is FormStatus.WAITING
    assert take(planned) == 1
    assert (standing(planned).organisation, standing(planned).arrived) == ("VT", Arrival.FORM)


def test_a_stripped_form_is_matched_by_hand_its_printed_code_only_a_hint(planned: PlannedCase) -> None:
    paper = a_form(planned, "VT")
    stripped = replace(paper.filled(a_block()), part_marks=None, property_marks=None)
    receipt = receive_form(planned.director, planned.case_id, as_file(stripped))
    assert (receipt.status, receipt.provenance) == (FormStatus.SET_APART, Provenance.STRIPPED)
    form = the_form(planned)
    assert (form.apart, form.hint) == ("stripped", planned.attendee("VT").invitation_id)
    mine = planned.attendee("politie").invitation_id
    match(planned.director, planned.case_id, form.id, mine, form.version)
    match(planned.director, planned.case_id, form.id, mine, form.version)
    take(planned)
    assert standing(planned).organisation == "politie"


def test_a_form_of_nobody_is_laid_aside(planned: PlannedCase) -> None:
    stripped = replace(a_form(planned, "VT").filled(a_block()), part_marks=None, property_marks=None, printed_code="")
    receive_form(planned.director, planned.case_id, as_file(stripped))
    form = the_form(planned)
    assert form.hint == ""
    discard(planned.director, planned.case_id, form.id, form.version)
    assert the_form(planned).status is FormStatus.SETTLED
    assert conditions_of(planned.director, planned.case_id) == ()


def test_the_form_of_somebody_else_is_set_apart_without_a_word_about_whose_it_is(planned: PlannedCase) -> None:
    file = as_file(a_form(planned, "VT").filled(a_block()))
    receipt = receive_own_form(planned.as_guest("politie"), file)
    assert receipt.status is FormStatus.SET_APART
    assert (the_form(planned).apart, the_form(planned).organisation) == ("foreign", "")
    assert own_forms(planned.as_guest("VT")) == ()
    mine = receive_own_form(planned.as_guest("VT"), file)  # the very file, by the right link
    assert (mine.status, mine.again) == (FormStatus.WAITING, False)
    assert the_form(planned).organisation == "VT"


def test_the_same_file_again_doubles_nothing_and_tells_a_stranger_nothing(planned: PlannedCase) -> None:
    file = as_file(a_form(planned, "VT").filled(a_block()))
    first = receive_own_form(planned.as_guest("VT"), file)
    again = receive_form(planned.director, planned.case_id, file)
    assert (again.id, again.again, again.status) == (first.id, True, FormStatus.WAITING)
    strange = receive_own_form(planned.as_guest("DR"), file)
    assert (strange.again, strange.status) == (False, FormStatus.SET_APART)
    assert len(forms_of(planned.director, planned.case_id)) == 1


def test_a_form_of_another_case_is_refused_and_not_kept(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    other = a_planned_case(work_as, HOMES, "T-200")
    file = as_file(a_form(other, "VT").filled(a_block()))
    with pytest.raises(FormOfAnotherCase):
        receive_form(planned.director, planned.case_id, file)
    with pytest.raises(FormOfAnotherCase):
        receive_own_form(planned.as_guest("VT"), file)
    assert forms_of(planned.director, planned.case_id) == ()


def test_an_empty_form_is_refused(planned: PlannedCase) -> None:
    with pytest.raises(FormEmpty):
        receive_form(planned.director, planned.case_id, as_file(a_form(planned, "VT").filled()))
    assert forms_of(planned.director, planned.case_id) == ()


def test_a_newer_file_of_the_same_form_takes_the_place_of_the_one_that_waits(planned: PlannedCase) -> None:
    paper = a_form(planned, "VT")
    receive_form(planned.director, planned.case_id, as_file(paper.filled(a_block(), a_block(text="Twee."))))
    take(planned, "c1")
    receive_own_form(planned.as_guest("VT"), as_file(paper.filled(a_block(text="Anders."), a_block(text="Twee."))))
    newer, older = forms_of(planned.director, planned.case_id)
    assert (newer.status, older.status, older.replaced) == (FormStatus.WAITING, FormStatus.SETTLED, True)
    assert [block.answer for block in older.blocks] == [RowAnswer.TAKEN_OVER, RowAnswer.LEFT_OUT]
    changed = newer.blocks[0]
    assert (changed.condition_number, changed.changes) == (1, True)


def test_a_form_after_the_deadline_is_kept_and_marked(planned: PlannedCase, clock: StillClock) -> None:
    file = as_file(a_form(planned, "VT").filled(a_block()))
    clock.forward(hours=31)
    assert receive_own_form(planned.as_guest("VT"), file).late
    assert the_form(planned).late
    take(planned)
    assert standing(planned).arrived is Arrival.FORM


# ---- what it says against what stands ----


def test_a_new_condition_stands_against_nothing(planned: PlannedCase) -> None:
    form = received(planned, a_block(until="24 november 2026", **{"protects.P3": True}, hard="Wens"))
    (block,) = form.blocks
    rows = {row.key: row for row in block.rows}
    assert (block.condition_number, block.condition_version, block.changes) == (0, 0, True)
    assert rows["kind"].form == "Contact met het slachtoffer"
    assert rows["protects"].form == "Mevrouw W. en Kind F."
    assert rows["until"].form == "dinsdag 24 november 2026, 23.59 uur"
    assert rows["hard"].form == "Wens"
    assert {row.now for row in block.rows} == {""}
    assert "if_not" not in rows


def test_rows_of_a_changed_condition_show_both_sides_and_only_ticked_ones_are_taken(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition(hard=True, if_not="Bel 112."))
    entry = {"condition_id": "c1", "version": 1, "follows_id": ""}
    said = a_block(text="Vader heeft geen contact met moeder en kind.", if_not="Bel de wijkagent.")
    receive_form(planned.director, planned.case_id, as_file(a_form(planned, "VT", entry).filled(said)))
    (block,) = the_form(planned).blocks
    assert (block.condition_number, block.condition_version) == (1, 1)
    assert [row.key for row in block.rows if row.form != row.now] == ["text", "if_not"]
    assert take(planned, rows=frozenset({"text"})) == 2
    view = standing(planned)
    assert (view.text, view.if_not) == ("Vader heeft geen contact met moeder en kind.", "Bel 112.")
    assert the_form(planned).status is FormStatus.SETTLED


def test_what_changed_meanwhile_by_the_link_is_never_silently_overwritten(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    hand_in(guest, a_condition())
    entry = {"condition_id": "c1", "version": 1, "follows_id": ""}
    paper = a_form(planned, "VT", entry)
    receive_form(planned.director, planned.case_id, as_file(paper.filled(a_block(text="Zoals in Word."))))
    seen = the_form(planned)
    hand_in(guest, a_condition(text="Zoals op de telefoon.", seen_version=1))
    with pytest.raises(ChangedMeanwhile):
        take_over(planned.director, planned.case_id, seen.id, "c1", seen.version, condition_version=1)
    (row,) = [row for row in the_form(planned).blocks[0].rows if row.key == "text"]
    assert (row.form, row.now) == ("Zoals in Word.", "Zoals op de telefoon.")
    assert take(planned) == 3
    assert standing(planned).text == "Zoals in Word."


def test_a_form_that_says_what_stands_already_leaves_nothing_to_decide(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition(hard=True))
    entry = {"condition_id": "c1", "version": 1, "follows_id": ""}
    receipt = receive_form(planned.director, planned.case_id, as_file(a_form(planned, "VT", entry).filled(a_block())))
    assert receipt.status is FormStatus.SETTLED
    assert not the_form(planned).blocks[0].changes


def test_a_block_that_was_emptied_is_told(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition())
    entry = {"condition_id": "c1", "version": 1, "follows_id": ""}
    paper = a_form(planned, "VT", entry)
    receive_form(planned.director, planned.case_id, as_file(paper.filled({}, a_block(text="Nieuw."))))
    assert "emptied:1" in the_form(planned).remarks


# ---- deciding ----


def test_taking_over_twice_changes_nothing(planned: PlannedCase) -> None:
    form = received(planned, a_block())
    call = (planned.director, planned.case_id, form.id, "c1", form.version)
    assert take_over(*call) == take_over(*call) == 1
    assert len(conditions_of(planned.director, planned.case_id)) == 1
    assert the_form(planned).status is FormStatus.SETTLED


def test_a_form_is_done_with_when_every_block_is_decided(planned: PlannedCase) -> None:
    received(planned, a_block(), a_block(text="Twee."))
    take(planned, "c1")
    form = the_form(planned)
    assert form.status is FormStatus.WAITING
    leave_out(planned.director, planned.case_id, form.id, "c2", form.version)
    leave_out(planned.director, planned.case_id, form.id, "c2", form.version)
    form = the_form(planned)
    assert (form.status, [block.answer for block in form.blocks]) == (
        FormStatus.SETTLED,
        [RowAnswer.TAKEN_OVER, RowAnswer.LEFT_OUT],
    )
    with pytest.raises(FormNotOpen):
        take(planned, "c2")


def test_a_second_click_on_what_was_drawn_before_is_told(planned: PlannedCase) -> None:
    form = received(planned, a_block(), a_block(text="Twee."))
    take(planned, "c1")
    with pytest.raises(ChangedMeanwhile):
        take_over(planned.director, planned.case_id, form.id, "c2", form.version)


def test_a_row_at_fault_is_left_out_by_unticking_it_never_guessed(planned: PlannedCase) -> None:
    form = received(planned, a_block(until="morgen", tier="iedereen in de straat"))
    faults = {row.key: (row.form, row.fault) for row in form.blocks[0].rows if row.fault}
    assert faults == {"until": ("morgen", "day"), "tier": ("iedereen in de straat", "unknown_choice")}
    with pytest.raises(FormRowWrong):
        take(planned)
    take(planned, rows=frozenset({"kind", "text", "protects"}))
    assert (standing(planned).until, standing(planned).tier) == (None, "partners")


def test_without_words_there_is_no_condition(planned: PlannedCase) -> None:
    form = received(planned, {"kind": "Contact"})
    assert [(row.key, row.fault) for row in form.blocks[0].rows if row.fault] == [("text", "empty")]
    with pytest.raises(FormRowWrong) as refused:
        take(planned, rows=frozenset({"kind"}))
    assert refused.value.fields == {"field": "text", "reason": "empty"}


def test_no_conditions_is_an_answer(planned: PlannedCase) -> None:
    receive_form(planned.director, planned.case_id, as_file(a_form(planned, "VT").filled(nothing=True)))
    form = the_form(planned)
    assert (form.nothing_to_add, form.status) == (True, FormStatus.WAITING)
    take_nothing_to_add(planned.director, planned.case_id, form.id, form.version)
    take_nothing_to_add(planned.director, planned.case_id, form.id, form.version)
    assert planned.attendee("VT").nothing_to_add
    assert (the_form(planned).status, the_form(planned).nothing_answer) == (FormStatus.SETTLED, RowAnswer.TAKEN_OVER)


def test_what_only_the_investigation_may_read_passes_the_director_unseen(planned: PlannedCase) -> None:
    director = planned.director.as_actor(replace(planned.director.actor, organisation="VT"))
    seen = replace(planned, director=director)
    receive_own_form(
        planned.as_guest("DR"),
        as_file(a_form(planned, "DR").filled(a_block(tier="Alleen politie, recherche, CCB en OM"))),
    )
    (block,) = the_form(seen).blocks
    assert (block.hidden, block.rows) == (True, ())
    take(seen)
    (view,) = own_conditions(planned.as_guest("DR"))
    assert view.tier == "opsporing"
    assert conditions_of(director, planned.case_id) == ()


# ---- the same as by the link ----


def test_the_result_is_the_same_as_by_the_link(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    by_link = a_planned_case(work_as, HOMES, "T-200")
    until = datetime(2026, 11, 27, 12, 0, tzinfo=LOCAL)
    wished = (
        a_condition("l1", hard=True, subject_ref="P2", until=until, if_not="Bel 112.", protects=("P1", "P3")),
        a_condition("l2", kind=ConditionKind.DIGITAL, text="Telefoon nakijken.", tier="slachtoffer", done_by="VT"),
        a_condition("l3", kind=ConditionKind.OTHER, text="Wekelijks bellen.", check="Belverslag", checked_by="VT"),
    )
    for order in wished:
        hand_in(by_link.as_guest("VT"), order)
    blocks = (
        a_block(
            **{"protects.P3": True, "until": "vr 27-11-2026", "until_time": "12.00 uur", "if_not": "Bel 112."},
            subject="de heer  d.",
        ),
        a_block(
            kind="Telefoons, accounts, volgapparatuur",
            text="Telefoon nakijken.",
            tier="slachtoffer",
            hard="Wens",
            done_by="Veilig Thuis",
        ),
        a_block(kind="iets Anders ", text="Wekelijks bellen.", hard="wens", check="Belverslag", checked_by="VT"),
    )
    received(planned, *blocks)
    for key in ("c1", "c2", "c3"):
        take(planned, key)
    mine = [same(view) for view in conditions_of(planned.director, planned.case_id)]
    assert mine == [same(view) for view in conditions_of(by_link.director, by_link.case_id)]
    assert {view.arrived for view in conditions_of(planned.director, planned.case_id)} == {Arrival.FORM}


def same(view: ConditionView) -> ConditionView:
    """All of it but its ids and the way it came in."""
    return replace(view, id="", invitation_id="", meeting_id="", arrived=None)


# ---- who must see nothing ----


def test_only_who_directs_the_case_sees_its_waiting_room(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    form = received(planned, a_block())
    mallory = a_director(work_as, "M. Mallory")
    for stranger in (mallory, planned.as_guest("VT"), work_as(Standing.COORDINATOR)):
        with pytest.raises(NotAllowed):
            forms_of(stranger, planned.case_id)
        with pytest.raises(NotAllowed):
            take_over(stranger, planned.case_id, form.id, "c1", form.version)
    with pytest.raises(NotAllowed):
        receive_form(mallory, planned.case_id, b"{}")
    with pytest.raises(NotAllowed):
        receive_own_form(planned.director, b"{}")


def test_my_day_says_how_many_forms_wait(planned: PlannedCase) -> None:
    assert "forms" not in {need.kind for need in my_day(planned.director).needs}
    form = received(planned, a_block())
    (need,) = [need for need in my_day(planned.director).needs if need.kind == "forms"]
    assert (need.count, need.step) == (1, Step.CONDITIONS)
    leave_out(planned.director, planned.case_id, form.id, "c1", form.version)
    assert "forms" not in {need.kind for need in my_day(planned.director).needs}


def test_whoever_is_kept_out_is_not_named_and_gets_no_condition(planned: PlannedCase) -> None:
    paper, guest = a_form(planned, "VT"), planned.as_guest("VT")
    which, name = planned.attendee("VT").invitation_id, planned.attendee("VT").name
    bar(planned.director, planned.case_id, NewBar(BarKind.NAME, name))
    with pytest.raises(NotAllowed):
        receive_own_form(guest, as_file(paper.filled(a_block())))
    receive_form(planned.director, planned.case_id, as_file(paper.filled(a_block())))
    form = the_form(planned)
    assert (form.status, form.apart) == (FormStatus.SET_APART, "not_invited")
    assert (form.organisation, form.code, form.hint, form.invitation_id) == ("", "", "", "")
    with pytest.raises(NotAllowed):
        match(planned.director, planned.case_id, form.id, which, form.version)


def test_who_is_kept_out_later_is_named_no_more_and_nothing_is_taken_over(planned: PlannedCase) -> None:
    received(planned, a_block())
    bar(planned.director, planned.case_id, NewBar(BarKind.NAME, planned.attendee("VT").name))
    form = the_form(planned)
    assert (form.organisation, form.organisation_name, form.code, form.hint) == ("", "", "", "")
    with pytest.raises(NotAllowed):
        take(planned)
