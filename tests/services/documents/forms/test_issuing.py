"""A form is made for one attendee: with what stands already, entered, logged, and never with what may not travel."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.condition import IssuedForm
from models.meeting import Invitation
from models.terms import BarKind, ConditionKind
from services.access.rules import Standing
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import protect_words
from services.conditions.actions import decide, hand_in
from services.conditions.facts import Decide, Decision
from services.conditions.rules import DeadlinePassed
from services.directory.rules import OWN_FILE
from services.directory.throttle import TooManyTries
from services.documents.forms.issuing import FormNotMade, issue_form, issue_own_form
from services.documents.forms.provenance import check, marks_in_part, marks_in_properties, marks_of
from services.protection.rules import LeakFound
from services.unit_of_work import NotAllowed, Work
from tests import planned as scene
from tests.planned import DUE, PlannedCase, a_condition, a_director, a_holder, a_planned_case
from tests.services.documents.forms.controls import answers, custom_part, custom_properties
from tests.services.documents.reading import everything, holds

ADDRESS = "Kwikstaartlaan 12, 9641 AB Veendam"


@pytest.fixture
def planned(work_as: Callable[..., Work], monkeypatch: pytest.MonkeyPatch) -> PlannedCase:
    """A meeting on Wednesday; the victim's name and address are on file."""
    victim, *others = scene.PERSONS
    living = replace(victim, name="Wendelmoet Wezelaar", address=ADDRESS, phone="06 12345678", address_secret=True)
    monkeypatch.setattr(scene, "PERSONS", (living, *others))
    return a_planned_case(work_as)


def forms(planned: PlannedCase) -> list[IssuedForm]:
    with planned.director.database.reading() as session:
        return list(session.exec(select(IssuedForm)).all())


def for_(planned: PlannedCase, home: str = "VT") -> tuple[str, str]:
    return planned.case_id, planned.attendee(home).invitation_id


def test_a_form_is_entered_with_its_code_blocks_and_deadline(planned: PlannedCase) -> None:
    file = issue_form(planned.director, *for_(planned))
    (row,) = forms(planned)
    assert (row.meeting_id, row.invitation_id, row.due_at) == (planned.meeting_id, for_(planned)[1], DUE)
    assert (row.issued_to, row.language) == (planned.director.actor.account_id, "nl")
    assert file.file_name == f"{row.code}.docx"
    assert [entry["version"] for entry in row.blocks] == [0] * 4
    assert len({entry["condition_id"] for entry in row.blocks}) == 4
    with planned.director.database.reading() as session:
        (entry,) = session.exec(select(AuditEntry).where(AuditEntry.permission == "form.issue")).all()
    assert (entry.outcome, entry.notes["form"], entry.notes["sha256"]) == ("done", row.id, file.sha256)


def test_both_marks_in_the_file_are_those_of_the_row_and_hold(planned: PlannedCase) -> None:
    file, (row,) = issue_form(planned.director, *for_(planned)), forms(planned)
    vault = planned.director.database.vault
    for marks in (marks_in_part(custom_part(file.content)), marks_in_properties(custom_properties(file.content))):
        assert marks is not None
        assert check(marks, vault)
        assert replace(marks, mac="") == marks_of(row)


def test_what_was_handed_in_stands_in_the_first_blocks_and_two_empty_ones_follow(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    for n in range(3):
        hand_in(guest, a_condition(f"c{n}", text=f"Afspraak {n}.", hard=True, kind=ConditionKind.PLACE))
    hand_in(planned.as_guest("DR"), a_condition("other", text="Van een ander."))
    file = issue_form(planned.director, *for_(planned))
    (row,) = forms(planned)
    told = answers(file.content)
    assert [told[f"c{n}.text"].text for n in (1, 2, 3)] == ["Afspraak 0.", "Afspraak 1.", "Afspraak 2."]
    assert (told["c1.kind"].text, told["c1.hard"].text, told["c1.protects.P1"].ticked) == (
        *("Plekken en zones", "Moet"),
        True,
    )
    assert told["c4.text"].empty
    assert [(e["condition_id"], e["version"]) for e in row.blocks[:3]] == [("c0", 1), ("c1", 1), ("c2", 1)]
    assert len(row.blocks) == 5
    assert row.issued_to == planned.director.actor.reference
    assert "Van een ander" not in everything(file.content)


def test_what_was_decided_on_is_told_but_not_printed(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    hand_in(guest, a_condition("c1", text="Besloten afspraak."))
    decide(planned.director, Decide(planned.case_id, "c1", 1, Decision.ACCEPT))
    file = issue_own_form(guest)
    assert "Besloten afspraak" not in everything(file.content)
    assert file.left_out == 1
    assert "1 voorwaarde van u staat al" in everything(file.content)


def test_words_that_may_not_travel_stay_where_they_are(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    hand_in(guest, a_condition("c1", text="Niemand komt bij Kwikstaartlaan 12."))
    hand_in(guest, a_condition("c2", text="Bellen na het werk."))
    text = everything(issue_form(planned.director, *for_(planned)).content)
    assert "Bellen na het werk." in text
    assert [word for word in ("Kwikstaartlaan", "Wezelaar", "0612345678") if holds(text, word)] == []


@pytest.mark.parametrize("text", ["Niemand komt bij Kwikstaartlaan 12.", "Niemand komt bij Merelhof 3."])
def test_an_attendee_does_not_learn_from_a_form_which_words_are_protected(planned: PlannedCase, text: str) -> None:
    guest = planned.as_guest("VT")
    hand_in(guest, a_condition("c1", text=text))
    file = issue_own_form(guest)
    assert (file.left_out, text in everything(file.content)) == (1, False)


def test_a_form_that_would_tell_too_much_is_never_made(planned: PlannedCase) -> None:
    protect_words(planned.director, planned.case_id, "niemand", "Veiligheidsvoorwaarden")
    for make in (lambda: issue_form(planned.director, *for_(planned)), lambda: issue_own_form(planned.as_guest("VT"))):
        with pytest.raises(LeakFound):
            make()
    assert forms(planned) == []


def test_a_director_gets_no_condition_that_they_may_not_read(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("DR"), a_condition("c1", text="Alleen opsporing.", tier="opsporing"))
    reader = replace(planned.director.actor, organisation="VT")
    file = issue_form(planned.director.as_actor(reader), *for_(planned, "DR"))
    assert "Alleen opsporing." not in everything(file.content)
    assert file.left_out == 1


def test_only_aliases_and_organisations_at_the_table_can_be_chosen(planned: PlannedCase) -> None:
    bar(planned.director, planned.case_id, NewBar(BarKind.ORGANISATION, "lokale_veld"))
    told = answers(issue_form(planned.director, *for_(planned)).content)
    assert [words for _, words in told["c1.subject"].options] == ["Kies", "Mevrouw W.", "De heer D.", "Kind F."]
    assert sorted(value for value, _ in told["c1.checked_by"].options) == ["", "DR", "VT", "politie"]
    assert ("partner:VT", "Alleen Veilig Thuis en de casusregisseur") in told["c1.tier"].options


def test_the_own_deadline_is_the_one_on_the_form(planned: PlannedCase) -> None:
    later = DUE + timedelta(hours=3)
    which = for_(planned)[1]
    with planned.director.upkeep() as tx:
        row = tx.session.get_one(Invitation, which)
        row.conditions_due_at = later
        tx.add(row)
    text = everything(issue_form(planned.director, *for_(planned)).content)
    assert "dinsdag 24 november 2026, 19.00 uur" in text
    assert forms(planned)[0].due_at == later


def test_after_the_deadline_only_the_case_director_has_one_made(planned: PlannedCase) -> None:
    late = replace(planned.as_guest("VT"), clock=lambda: DUE + timedelta(minutes=1))
    with pytest.raises(DeadlinePassed):
        issue_own_form(late)
    issue_form(replace(planned.director, clock=late.clock), *for_(planned))
    assert len(forms(planned)) == 1


@pytest.mark.parametrize(("column", "reason"), [("locked_at", "locked"), ("revoked_at", "replaced")])
def test_no_form_for_an_invitation_that_does_not_hold(planned: PlannedCase, column: str, reason: str) -> None:
    guest, which = planned.as_guest("VT"), for_(planned)[1]
    with planned.director.upkeep() as tx:
        row = tx.session.get_one(Invitation, which)
        setattr(row, column, tx.now)
        tx.add(row)
    with pytest.raises(FormNotMade) as refused:
        issue_form(planned.director, planned.case_id, which)
    assert refused.value.fields == {"reason": reason}
    with pytest.raises((FormNotMade, NotAllowed)):
        issue_own_form(guest)
    assert forms(planned) == []


def test_nobody_else_gets_a_form_nor_learns_whether_there_could_be_one(
    planned: PlannedCase, work_as: Callable[..., Work]
) -> None:
    which = for_(planned)[1]
    others = (
        a_director(work_as, "M. Vreemd"),
        a_holder(planned, work_as, "VT"),
        work_as(Standing.ADMINISTRATOR, account_id="b", session_id="b"),
        work_as(Standing.VISITOR),
    )
    for work in others:
        for case_id, invitation in ((planned.case_id, which), (planned.case_id, "x"), ("0" * 32, which), ("", "")):
            with pytest.raises(NotAllowed):
                issue_form(work, case_id, invitation)
    with pytest.raises(NotAllowed):
        issue_form(planned.director, planned.case_id, "0" * 32)
    with pytest.raises(NotAllowed):
        issue_own_form(work_as(Standing.VISITOR))
    assert forms(planned) == []


def test_a_director_gets_no_form_for_an_attendee_of_another_case(
    planned: PlannedCase, work_as: Callable[..., Work]
) -> None:
    other = a_planned_case(work_as, code="T-200")
    with pytest.raises(NotAllowed):
        issue_form(other.director, other.case_id, for_(planned)[1])


def test_whoever_is_barred_gets_none(planned: PlannedCase) -> None:
    case_id, which = for_(planned)
    bar(planned.director, planned.case_id, NewBar(BarKind.ORGANISATION, "VT"))
    with pytest.raises(NotAllowed):
        issue_form(planned.director, case_id, which)


def test_an_english_form_is_english_and_every_form_has_a_code_of_its_own(planned: PlannedCase) -> None:
    first, second = (issue_form(planned.director, *for_(planned), "en") for _ in range(2))
    assert "Form for safety conditions" in everything(first.content)
    assert first.file_name != second.file_name
    assert {row.language for row in forms(planned)} == {"en"}


def test_a_guest_makes_so_many_forms_an_hour_and_no_more(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    for _ in range(OWN_FILE.tries):
        issue_own_form(guest)
    with pytest.raises(TooManyTries):
        issue_own_form(guest)
    assert len(forms(planned)) == OWN_FILE.tries
