"""Who may take a network along, in which form; each file is in the log; whoever is barred is in none of them."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import col, select

from models.audit import AuditEntry
from models.casework import Case
from models.terms import BarKind, CaseStatus, ContactKind, TieKind
from services.access.rules import Standing
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import end_seat, fill_seat, protect_words
from services.cases.orders import NewSeat
from services.contacts.actions import agree_to_inform, record_contacts, record_tie
from services.contacts.orders import AgreeToInform, NewContact, RecordContacts, RecordTie
from services.network.drawn.shapes import Sheet
from services.network.exporting import Exported, ExportForm
from services.network.handing_out import export_network
from services.network.passes import GOOD_FOR, PassSpent, pass_for_names, spend_pass
from services.network.snapshot import WIDTH, words_of
from services.protection.rules import LeakFound
from services.unit_of_work import NotAllowed, Work
from tests.planned import PlannedCase, a_holder, a_planned_case, seats_of
from tests.rows import a_professional

WorkAs = Callable[..., Work]
FORMS = tuple(ExportForm)
TEXTS = tuple(form for form in FORMS if form is not ExportForm.PICTURE)
TODAY = date(2026, 11, 23)
BOTH = pytest.mark.parametrize("names", [False, True])


@pytest.fixture
def planned(work_as: WorkAs) -> PlannedCase:
    """A case in which everything that can be recorded is recorded, of every seat."""
    planned = a_planned_case(work_as)
    director, case_id, seats = planned.director, planned.case_id, seats_of(planned.director, planned.case_id)
    calls = tuple(NewContact(TODAY, ContactKind.PHONE, (seat, "P1")) for seat in seats.values())
    together = NewContact(TODAY, ContactKind.MEETING, tuple(seats.values()))
    record_contacts(director, RecordContacts(case_id, (*calls, together)))
    agree_to_inform(director, AgreeToInform(case_id, seats["VT"], seats["DR"], 4))
    record_tie(director, RecordTie(case_id, seats["DR"], "P2", TieKind.FAMILY))
    record_tie(director, RecordTie(case_id, "P3", "P2", TieKind.FAMILY))
    return planned


def entries(work: Work) -> list[AuditEntry]:
    with work.database.reading() as session:
        wanted = col(AuditEntry.permission).like("network.export%")
        return list(session.exec(select(AuditEntry).where(wanted).order_by(col(AuditEntry.seq))).all())


def everything(work: Work, case_id: str, *, names: bool) -> dict[ExportForm, Exported]:
    return {form: export_network(work, case_id, form, names=names) for form in FORMS}


@BOTH
def test_a_director_gets_every_form_and_each_is_in_the_log(planned: PlannedCase, names: bool) -> None:
    files = everything(planned.director, planned.case_id, names=names)
    assert all(file.data for file in files.values())
    logged = entries(planned.director)
    assert [(one.outcome, one.notes["form"], one.notes["names"]) for one in logged] == [
        ("done", form.value, names) for form in FORMS
    ]
    assert {one.permission for one in logged} == {"network.export_names" if names else "network.export"}
    for entry, file in zip(logged, files.values(), strict=True):
        assert entry.notes["copy"] in file.file_name
        assert b"Deelnemer" not in file.data or names


def test_names_stand_in_a_file_only_with_names(planned: PlannedCase) -> None:
    for form in TEXTS:
        bare, named = (
            export_network(planned.director, planned.case_id, form, names=names).data.decode()
            for names in (False, True)
        )
        told = ("Deelnemer", "Mevrouw W.", "Brandsma", "Kind F.")
        assert [name for name in told if name in bare] == []
        assert "Deelnemer 1" in named
        assert "I. Brandsma (casusregisseur)" in named
        assert not any(word in text for text in (bare, named) for word in ("Heggemus", "T-100", planned.case_id))
        assert not any(seat_id in text for text in (bare, named) for seat_id in seats_of(*_at(planned)).values())


def test_a_member_gets_it_by_role_without_professionals_ties_and_never_with_names(
    planned: PlannedCase, work_as: WorkAs
) -> None:
    holder = a_holder(planned, work_as, "VT")
    mine = export_network(holder, planned.case_id, ExportForm.GRAPH).data.decode()
    directors = export_network(planned.director, planned.case_id, ExportForm.GRAPH, names=True).data.decode()
    assert (mine.count(">band<"), directors.count(">band<")) == (1, 2)
    assert "casushouder, Veilig Thuis" in mine
    for form in FORMS:
        with pytest.raises(NotAllowed):
            export_network(holder, planned.case_id, form, names=True)
    assert [one.outcome for one in entries(holder)][-len(FORMS) :] == ["refused"] * len(FORMS)


@pytest.mark.parametrize("standing", [one for one in Standing if one is not Standing.CASE_DIRECTOR])
@BOTH
def test_nobody_without_a_part_in_the_case_gets_anything(
    planned: PlannedCase, work_as: WorkAs, standing: Standing, names: bool
) -> None:
    stranger = work_as(standing, account_id="nobody", session_id="nobody")
    for form in FORMS:
        with pytest.raises(NotAllowed):
            export_network(stranger, planned.case_id, form, names=names)


@BOTH
def test_guests_and_directors_of_other_cases_get_nothing(planned: PlannedCase, work_as: WorkAs, names: bool) -> None:
    other = a_planned_case(work_as, code="T-200")
    for work in (planned.as_guest("VT"), other.as_guest("VT"), work_as(Standing.CASE_DIRECTOR, account_id="x")):
        with pytest.raises(NotAllowed):
            export_network(work, planned.case_id, ExportForm.GRAPH, names=names)


@BOTH
@pytest.mark.parametrize("ended", [False, True])
def test_who_is_barred_is_in_no_file_whatever_was_recorded(planned: PlannedCase, names: bool, ended: bool) -> None:
    director, case_id = planned.director, planned.case_id
    if ended:
        end_seat(director, case_id, seats_of(director, case_id)["DR"])
    bar(director, case_id, NewBar(BarKind.EMAIL, "d3@partner.example"))
    shown = read_on_the_picture(director, case_id)
    for text in (shown, *(export_network(director, case_id, form, names=names).data.decode() for form in TEXTS)):
        assert "Deelnemer 3" not in text
        assert "dviseur districtsrecherche" not in text, "the empty seat alone is there: somebody is required"
    graph = export_network(director, case_id, ExportForm.GRAPH, names=names).data.decode()
    assert ">afspraak<" not in graph
    assert graph.count(">band<") == 1


def test_a_name_in_the_words_of_a_role_does_not_leave(planned: PlannedCase, work_as: WorkAs) -> None:
    who = a_professional(work_as(Standing.SYSTEM), "B. Koster", "k@wijk.example", "lokale_veld")
    fill_seat(planned.director, planned.case_id, NewSeat(who, "achterwacht van Koster"))
    for file in everything(planned.director, planned.case_id, names=False).values():
        assert b"Koster" not in file.data


@BOTH
def test_protected_words_stop_the_file_and_nothing_is_logged_as_done(planned: PlannedCase, names: bool) -> None:
    who = "a school that must not be known"
    protect_words(planned.director, planned.case_id, "opsporing", "Regenboog")
    person = a_professional(planned.director.as_actor(planned.director.actor), who, "r@wijk.example", "lokale_veld")
    fill_seat(planned.director, planned.case_id, NewSeat(person, "intern begeleider Regenboog"))
    with pytest.raises(LeakFound) as stopped:
        export_network(planned.director, planned.case_id, ExportForm.SEATS, names=names)
    assert stopped.value.fields == {"hits": 1, "parts": ("text",)}
    assert entries(planned.director) == []


@BOTH
def test_the_picture_calls_people_as_the_file_may(planned: PlannedCase, names: bool) -> None:
    shown = read_on_the_picture(planned.director, planned.case_id, names=names)
    told = ("Deelnemer", "Mevrouw W.", "Heggemus", "T-100", "I. Brandsma")
    assert [name in shown for name in told] == [names, names, False, False, names]
    assert ("Slachtoffer" in shown, "Kind" in shown) == (True, True)
    assert "casusregisseur, Politie, kopie" in shown or names


@BOTH
def test_a_tie_of_a_professional_is_only_in_a_file_with_names(planned: PlannedCase, names: bool) -> None:
    """What goes by role is shown at a table at which the one with the tie may sit."""
    shown = read_on_the_picture(planned.director, planned.case_id, names=names)
    assert ("persoonlijke band" in shown) == names
    graph = export_network(planned.director, planned.case_id, ExportForm.GRAPH, names=names).data.decode()
    assert graph.count(">familie<") + graph.count(">Familie<") == (2 if names else 1)


def test_the_picture_is_a_png(planned: PlannedCase) -> None:
    data = export_network(planned.director, planned.case_id, ExportForm.PICTURE).data
    assert data.startswith(b"\x89PNG\r\n")
    assert int.from_bytes(data[16:20]) == WIDTH


def read_on_the_picture(work: Work, case_id: str, *, names: bool = True) -> str:
    """Every word that the PNG is drawn with."""
    seen: list[str] = []

    def as_drawn(sheet: Sheet) -> bytes:
        seen.append(words_of(sheet))
        return b""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("services.network.handing_out.as_png", as_drawn)
        export_network(work, case_id, ExportForm.PICTURE, names=names)
    return seen[0]


def test_a_closed_case_is_read_and_so_taken_along(planned: PlannedCase) -> None:
    with planned.director.upkeep() as tx:
        row = tx.session.get_one(Case, planned.case_id)
        row.status, row.deputy_id = CaseStatus.CLOSED, None
        tx.add(row)
    assert export_network(planned.director, planned.case_id, ExportForm.SEATS).data


def test_practice_is_stamped_as_fictional(planned: PlannedCase, work_as: WorkAs) -> None:
    practice = work_as(planned.director.actor, practice=True)
    assert "Fictief" in export_network(practice, planned.case_id, ExportForm.CONTACTS).data.decode()


# ---------------------------------------------------------------------------------------------- passes
def test_a_pass_is_good_once(planned: PlannedCase) -> None:
    ticket = pass_for_names(planned.director, planned.case_id, ExportForm.GRAPH)
    spend_pass(planned.director, planned.case_id, ExportForm.GRAPH, ticket)
    with pytest.raises(PassSpent):
        spend_pass(planned.director, planned.case_id, ExportForm.GRAPH, ticket)


def test_a_pass_is_for_one_session_case_form_and_a_short_while(planned: PlannedCase, work_as: WorkAs) -> None:
    director, case_id = planned.director, planned.case_id
    again = work_as(
        Standing.CASE_DIRECTOR, account_id=director.actor.account_id, session_id="another", organisation="politie"
    )
    ticket = pass_for_names(director, case_id, ExportForm.GRAPH)
    for work, case, form, given in (
        (again, case_id, ExportForm.GRAPH, ticket),
        (director, "0" * 32, ExportForm.GRAPH, ticket),
        (director, case_id, ExportForm.SEATS, ticket),
        (director, case_id, ExportForm.GRAPH, ticket[:-4] + "AAAA"),
        (director, case_id, ExportForm.GRAPH, ""),
    ):
        with pytest.raises(PassSpent):
            spend_pass(work, case, form, given)
    director.clock.forward(seconds=GOOD_FOR.total_seconds() + 1)
    with pytest.raises(PassSpent):
        spend_pass(director, case_id, ExportForm.GRAPH, ticket)


def test_a_pass_is_for_who_may_have_names(planned: PlannedCase, work_as: WorkAs) -> None:
    with pytest.raises(NotAllowed):
        pass_for_names(a_holder(planned, work_as, "VT"), planned.case_id, ExportForm.GRAPH)


def _at(planned: PlannedCase) -> tuple[Work, str]:
    return planned.director, planned.case_id
