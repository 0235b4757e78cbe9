"""Recording contacts: several at once, from a finding, from a file; never a day to come, no ties by a case holder."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from models.terms import BarKind, ContactKind
from pages.frame.screen import Screen
from pages.network.contact_form import record_contact_dialog
from pages.network.contact_log import recorded_cards
from pages.network.import_form import import_dialog
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.queries import case_facts
from services.contacts.actions import record_contacts
from services.contacts.facts import Contact
from services.contacts.orders import NewContact, RecordContacts
from services.contacts.queries import contact_log
from services.network.facts import NetworkFacts
from services.unit_of_work import Work
from tests.pages.stage import AppTest, button, checked, play, press, said
from tests.planned import PlannedCase, a_holder, a_planned_case, seats_of

WorkAs = Callable[..., Work]
TODAY = date(2026, 11, 23)
HEADER = "datum;soort;wie;met\n"
GOOD, FAULTY = "20-11-2026;telefoon;Deelnemer 0;Deelnemer 1\n", "31-12-2026;telefoon;Deelnemer 0;=cmd\n"


@pytest.fixture
def planned(work_as: WorkAs) -> PlannedCase:
    return a_planned_case(work_as)


def network(planned: PlannedCase, work: Work | None = None) -> NetworkFacts:
    work = work or planned.director
    return NetworkFacts(case_facts(work, planned.case_id), work.clock(), TODAY)


def opened(planned: PlannedCase, opens: Callable[[Screen, NetworkFacts], None], work: Work | None = None) -> AppTest:
    """What `opens` draws, with what it closed over; a dialog by itself."""
    facts = network(planned, work)
    return play(lambda screen: opens(screen, facts), work or planned.director)


def cards(planned: PlannedCase, work: Work | None = None, *, directs: bool = True) -> AppTest:
    return opened(planned, lambda screen, facts: recorded_cards(screen, facts, directs), work)


def recorded(planned: PlannedCase) -> tuple[Contact, ...]:
    return contact_log(planned.director, planned.case_id).contacts


def test_one_who_spoke_with_several_is_recorded_in_one_act(planned: PlannedCase) -> None:
    seats, form = seats_of(planned.director, planned.case_id), f"form.contacts.{planned.case_id}"
    stage = opened(planned, record_contact_dialog)
    stage.selectbox(key=f"{form}.who.0").select(seats["VT"]).run()
    stage.multiselect(key=f"{form}.whom.0").set_value([seats["politie"], seats["DR"], "P1"]).run()
    assert button(stage, "contacts_keep").label == "Leg 3 contacten vast"
    press(stage, "contacts_keep")
    found = recorded(planned)
    assert {frozenset(end.key for end in one.parties) for one in found} == {
        frozenset((seats["VT"], other)) for other in (seats["politie"], seats["DR"], "P1")
    }
    assert {one.happened_on for one in found} == {TODAY}


def test_a_second_line_begins_as_the_first_and_all_lines_are_kept_at_once(planned: PlannedCase) -> None:
    seats, form = seats_of(planned.director, planned.case_id), f"form.contacts.{planned.case_id}"
    stage = opened(planned, record_contact_dialog)
    stage.selectbox(key=f"{form}.who.0").select(seats["VT"]).run()
    stage.selectbox(key=f"{form}.kind.0").select(ContactKind.VISIT.value).run()
    stage.multiselect(key=f"{form}.whom.0").set_value(["P1"]).run()
    press(stage, "contacts_more")
    assert stage.selectbox(key=f"{form}.who.1").value == seats["VT"]
    stage.multiselect(key=f"{form}.whom.1").set_value([seats["DR"]]).run()
    press(stage, "contacts_keep")
    assert [one.kind for one in recorded(planned)] == [ContactKind.VISIT] * 2


def test_a_day_to_come_is_refused_below_the_line_and_nothing_is_lost(planned: PlannedCase) -> None:
    seats, form = seats_of(planned.director, planned.case_id), f"form.contacts.{planned.case_id}"
    stage = opened(planned, record_contact_dialog)
    stage.selectbox(key=f"{form}.who.0").select(seats["VT"]).run()
    stage.multiselect(key=f"{form}.whom.0").set_value(["P1"]).run()
    stage.session_state[f"{form}.which.0"] = "other"
    checked(stage.run())
    stage.date_input(key=f"{form}.day.0").set_value(TODAY + timedelta(days=1)).run()
    press(stage, "contacts_keep")
    assert "Deze dag moet nog komen" in said(stage)
    assert stage.multiselect(key=f"{form}.whom.0").value == ["P1"]
    assert recorded(planned) == ()
    stage.date_input(key=f"{form}.day.0").set_value(TODAY - timedelta(days=4)).run()
    press(stage, "contacts_keep")
    assert [one.happened_on for one in recorded(planned)] == [TODAY - timedelta(days=4)]


def test_the_lines_of_a_finding_need_one_click(planned: PlannedCase) -> None:
    pairs = (("VT", "politie"), ("VT", "DR"), ("VT", "P1"), ("VT", "OM/officier_van_justitie"))
    stage = opened(planned, lambda screen, facts: record_contact_dialog(screen, facts, pairs))
    assert "zit nog niemand" in said(stage), "the seat of the prosecution is empty"
    press(stage, "pairs_keep")
    assert len(recorded(planned)) == 3


def test_a_line_of_a_finding_that_is_not_ticked_is_not_recorded(planned: PlannedCase) -> None:
    pairs = (("VT", "politie"), ("VT", "DR"))
    stage = opened(planned, lambda screen, facts: record_contact_dialog(screen, facts, pairs))
    checked(stage.checkbox[0].uncheck().run())
    assert button(stage, "pairs_keep").label == "Leg 1 contact vast"


def test_a_recorded_contact_can_be_struck(planned: PlannedCase) -> None:
    _record(planned)
    stage = cards(planned)
    assert "Deelnemer 1 (Veilig Thuis)" in said(stage)
    press(stage, "strike_")
    assert recorded(planned) == ()


def test_a_case_holder_records_contacts_and_no_ties(planned: PlannedCase, work_as: WorkAs) -> None:
    stage = cards(planned, a_holder(planned, work_as, "VT"), directs=False)
    keys = {str(one.key) for one in stage.button}
    assert "contact_add" in keys
    assert not keys & {"tie", "agree"}


def test_whoever_is_barred_is_in_no_contact(planned: PlannedCase) -> None:
    _record(planned)
    bar(planned.director, planned.case_id, NewBar(BarKind.EMAIL, "d1@partner.example"))
    assert "Deelnemer 1" not in said(cards(planned))


def test_a_file_is_reported_first_and_a_wrong_line_is_skipped_only_when_asked(planned: PlannedCase) -> None:
    stage = opened(planned, import_dialog)
    stage.file_uploader[0].set_value(("log.csv", (HEADER + GOOD + FAULTY).encode(), "text/csv"))
    checked(stage.run())
    text = said(stage)
    assert "Er is nog niets bewaard" in text
    assert "Regel 3" in text
    assert recorded(planned) == ()
    assert button(stage, "import_keep").disabled
    checked(stage.checkbox(key="import_skip").check().run())
    press(stage, "import_keep")
    assert [one.happened_on for one in recorded(planned)] == [date(2026, 11, 20)]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("log.xlsx", b"PK\x03\x04", "Dit is geen csv-bestand"),
        ("log.csv", b"PK\x03\x04 workbook", "Er is niets overgenomen"),
        ("log.csv", b"naam;dag\nx;y\n", "Er is niets overgenomen"),
    ],
)
def test_a_wrong_file_gets_a_sentence_and_no_button(
    planned: PlannedCase, name: str, data: bytes, sentence: str
) -> None:
    stage = opened(planned, import_dialog)
    stage.file_uploader[0].set_value((name, data, "text/csv"))
    checked(stage.run())
    assert sentence in said(stage)
    assert not [one for one in stage.button if one.key == "import_keep"]


def _record(planned: PlannedCase) -> None:
    seats = seats_of(planned.director, planned.case_id)
    contact = NewContact(TODAY, ContactKind.PHONE, (seats["VT"], seats["DR"]))
    record_contacts(planned.director, RecordContacts(planned.case_id, (contact,)))


def test_a_line_to_an_empty_seat_leads_to_filling_it(planned: PlannedCase) -> None:
    pairs = (("VT", "RN/adviseur"),)
    stage = opened(planned, lambda screen, facts: record_contact_dialog(screen, facts, pairs))
    press(stage, "pairs_fill")
    assert stage.selectbox(key=f"form.seat.{planned.case_id}.RN/adviseur.role").value == "adviseur"
